{% comment %}The service worker. It keeps our own static files and one page without anybody in it, and no other page ever. It always asks the net first, and sends nothing by itself: the open page does, as whoever is logged in.{% endcomment %}"use strict";
const BERGING = "bwk-{{ versie }}", SCHIL = "{% url 'kamers:geen_internet' %}?taal={{ taal }}";
const BESTANDEN = [{% for bestand in bestanden %}"{{ bestand|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

addEventListener("install", (e) => e.waitUntil((async () => {
  const berging = await caches.open(BERGING);
  await berging.addAll([...BESTANDEN, new Request(SCHIL, { credentials: "omit", cache: "reload" })]);
  await skipWaiting();
})()));
addEventListener("activate", (e) => e.waitUntil((async () => {
  for (const naam of await caches.keys()) if (naam.startsWith("bwk-") && naam !== BERGING) await caches.delete(naam);
  await registration.navigationPreload?.enable();
  await clients.claim();
})()));

const bewaard = async (adres) => (await caches.match(adres, { ignoreVary: true })) ?? Response.error();
const pagina = async (e) => {
  try {
    const antwoord = (await e.preloadResponse) ?? (await fetch(e.request));
    return [502, 503, 504].includes(antwoord.status) ? await bewaard(SCHIL) : antwoord;
  } catch {
    return bewaard(SCHIL);
  }
};
addEventListener("fetch", (e) => {
  const { request } = e, { origin, pathname } = new URL(request.url);
  if (request.mode === "navigate") e.respondWith(pagina(e));
  else if (origin === location.origin && request.method === "GET" && pathname.startsWith("{{ statisch|escapejs }}")) {
    e.respondWith(fetch(request).catch(() => bewaard(request)));
  }
});
