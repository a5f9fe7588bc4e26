/* Noting without internet: docs/offline.md. wachtrij.js sends what is kept. */
(() => {
  "use strict";
  const doc = document, $ = (s, r = doc) => r.querySelector(s), $$ = (s, r = doc) => [...r.querySelectorAll(s)];
  const wolk = $("#wolk"), t = wolk?.dataset;
  if (!t || !navigator.locks || !navigator.cookieEnabled) return;

  /* One entry per act and per draft, so that two tabs never write over each other. */
  const TEL = 15e3, WEEK = 6048e5, winkel = localStorage, bij = (soort, el) => addEventListener(soort, el);
  const koek = (naam, waarde) => { doc.cookie = `${naam}=${waarde};path=/;samesite=strict;max-age=${waarde ? WEEK / 1e3 : 0}${location.protocol === "https:" ? ";secure" : ""}`; };
  const wie = t.wie || doc.cookie.match(/(?:^|; )wie=(\d+)/)?.[1] || "", OP = "bwk.verstuurd", WACHT = "bwk.wacht.", EIGEN = `${WACHT}${wie}.`;
  const lees = (plek) => JSON.parse(winkel.getItem(plek)), wis = (plek) => winkel.removeItem(plek);
  const zet = (plek, wat) => winkel.setItem(plek, JSON.stringify(wat));
  const plekken = (begin) => Object.keys(winkel).filter((plek) => plek.startsWith(begin)).sort();
  const rij = () => plekken(EIGEN).map((plek) => ({ plek, ...lees(plek) }));

  /* The other half. */
  const zelf = window.bwk = { net: true };
  let onderweg;
  const mislukt = () => { /* no net; or a page that was open while the site was renewed, and its name is gone */
    [onderweg, wolk.textContent] = [null, t.net];
    fetch(t.wachtrij).then(({ status }) => status === 404 && performance.now() > 6e4 && location.reload(), () => {});
  };
  const haal = () => {
    if (onderweg || zelf.toon) return;
    onderweg = Object.assign(doc.createElement("script"), { src: t.wachtrij, onerror: mislukt });
    doc.head.append(onderweg);
  };
  const stuur = () => {
    const wacht = plekken(WACHT)[0] || winkel.getItem(OP) > performance.timeOrigin || sessionStorage.getItem("bwk.klaar");
    if (zelf.stuur) zelf.stuur();
    else if (wacht || onderweg === null || !navigator.onLine || $("[data-klad=wacht]")) haal();
  };
  const toon = () => (zelf.toon ?? stuur)();

  /* Into the queue. */
  const NIET = ["csrfmiddlewaretoken", "zoek", "gezocht", "pas_sleutel", "terug"];
  let nummer = 100;
  const vrij = (form) => form.dispatchEvent(new CustomEvent("htmx:afterRequest", { bubbles: true, detail: { elt: form } })); /* one may press again */
  const mag = (form, data) => form && wie && !data.has("doe") && !data.get("zoek");
  const vang = (form, data, geprobeerd) => {
    if (!mag(form, data)) return false;
    const velden = [...data].filter(([naam]) => !NIET.includes(naam)), { heen, naam, terug } = form.dataset;
    const wat = form.dataset.wat ?? $("[data-som]", form).textContent.slice(2), pad = form.getAttribute("action");
    const vraag = $$("[data-vraag]", form).find((el) => !$("input", el).value.trim()); /* a number that must be there */
    $("[data-mist]", form)?.remove();
    if (!wat || vraag || (+data.get("nieuw_soort") && !data.get("ook_nieuw"))) {
      zelf.mist = { form, plek: wat ? vraag : null };
      (zelf.toonMist ?? haal)();
      return vrij(form);
    }
    const ding = { pad, velden, heen, naam, wat, geprobeerd, terug: `${terug}${data.get("sleutel")}/` };
    try { zet(EIGEN + Date.now() + nummer++, ding); } catch { return false; }
    wis(klad(form));
    form.elements.sleutel.value = crypto.randomUUID();
    zelf.net = !geprobeerd;
    koek("wacht", wie);
    toon();
    if (zelf.net) stuur();
    return vrij(form);
  };

  /* Drafts: counts, ids and hours of the open card; never a name, never a text. */
  const VELDEN = ["kwamen_al", "nieuw_soort", "ook_nieuw", "nieuw_kamer", "kinderen", "namen", "personen", "niemand", "uren"];
  const KLAD = "bwk.klad.", klad = (form) => `${KLAD}${wie}${form?.getAttribute("action")}`;
  const ingevuld = (form) => [...new FormData(form)].filter(([naam]) => VELDEN.includes(naam));
  const bewaar = (form) => zet(klad(form), { op: Date.now(), versie: form.elements.versie.value, velden: ingevuld(form) });
  const open = (gepost) => {
    const form = $("form[data-klad]"), pad = form?.getAttribute("action"), plek = klad(form);
    if (!form || form.dataset.klad) return;
    const eerder = winkel.getItem(plek), eigen = gepost === pad; /* this card came back from the server: newer than its draft */
    const wacht = !eigen && (eerder || rij().some((ding) => ding.reden && ding.pad === pad));
    form.dataset.klad = wacht ? "wacht" : "1";
    if (!wacht) return eerder && bewaar(form);
    (zelf.herstel ?? stuur)();
  };
  ["input", "change"].forEach((soort) => bij(soort, ({ target: { form } }) => {
    if (wie && form?.dataset.klad === "1") bewaar(form);
  }));

  /* Where a post strands, and where one arrives. */
  const strand = ({ detail: { elt, requestConfig } }, geprobeerd) => vang(elt.closest("form[data-heen]"), requestConfig.formData, geprobeerd);
  const gestrand = (e) => strand(e, 1) && e.stopImmediatePropagation();
  ["sendError", "timeout"].forEach((soort) => doc.addEventListener(`htmx:${soort}`, gestrand, true));
  doc.addEventListener("htmx:responseError", (e) => [502, 503, 504].includes(e.detail.xhr.status) && gestrand(e), true);
  bij("htmx:configRequest", ({ detail }) => { if (mag(detail.elt.closest("form[data-heen]"), detail.formData)) detail.timeout = TEL; });
  bij("htmx:beforeRequest", (e) => {
    if (navigator.onLine) return;
    if (strand(e, 0)) e.preventDefault();
    else if (e.detail.elt.matches("a") && navigator.serviceWorker?.controller) location.assign(t.schil);
  });
  const adresZonder = () => history.replaceState(history.state, "", location.pathname); /* what was saved stays closed */
  bij("htmx:afterOnLoad", ({ detail: { xhr, requestConfig } }) => {
    const form = requestConfig.elt.closest("form[data-heen]"); /* no longer on the page */
    if (!mag(form, requestConfig.formData) || xhr.status !== 200) return;
    if ("klad" in form.dataset) adresZonder();
    wis(klad(form));
    zelf.wisMis?.(form.dataset.heen);
  });
  const begin = (gepost) => {
    const lijst = $("[data-lijst]")?.dataset.lijst;
    if (lijst) winkel.setItem("bwk.lijst", lijst);
    open(gepost);
    toon();
  };
  bij("htmx:afterSettle", ({ detail }) => begin(detail.requestConfig?.path));
  bij("load", () => { /* is the other half kept on this device? Else run it now: without internet it cannot come any more */
    const sw = navigator.serviceWorker, straks = setTimeout(haal, TEL / 5), kent = (er) => er && sw.ready
      .then(() => sw.controller || new Promise((klaar) => sw.addEventListener("controllerchange", klaar)));
    Promise.resolve(sw?.register(`/dienstwerker.js?taal=${doc.documentElement.lang}`)).then(kent)
      .then(() => caches.match(t.wachtrij, { ignoreVary: true })).then((er) => (er ? clearTimeout(straks) : haal()), haal);
  });

  Object.assign(zelf, { wolk, $, $$, bij, winkel, t, TEL, OP, WACHT, EIGEN, VELDEN, wie, koek, lees, wis, zet, plekken, rij, vang, klad, ingevuld, adresZonder });
  if (t.wie) koek("wie", t.wie);
  plekken(KLAD).filter((plek) => !(lees(plek).op > Date.now() - WEEK)).forEach(wis);
  begin();
  setInterval(stuur, TEL);
  ["online", "offline", "storage", "pageshow"].forEach((soort) => bij(soort, () => {
    zelf.net = true;
    toon();
    stuur();
  }));
})();
