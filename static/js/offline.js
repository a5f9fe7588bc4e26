/* Noting goes on without internet: a queue that is sent exactly once, and drafts. Why and how: docs/offline.md. */
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
  const wachtend = () => rij().filter((ding) => !ding.reden);
  const deel = (naam, tekst, bijtekst, tag = "div", klas = "") => {
    const el = doc.createElement(tag);
    el.className = klas;
    el.append($(`#deel-${naam}`).content.cloneNode(true));
    $("[data-tekst]", el).textContent = tekst;
    $("[data-bij]", el).textContent = bijtekst;
    return el;
  };

  /* Into the queue, and out again; what may have reached the server is taken back there, by the same key. */
  const NIET = ["csrfmiddlewaretoken", "zoek", "gezocht", "pas_sleutel", "terug"];
  let nummer = 100, net = true, stand = "", gedaan = [];
  const vrij = (form) => form.dispatchEvent(new CustomEvent("htmx:afterRequest", { bubbles: true, detail: { elt: form } })); /* one may press again */
  const mag = (form, data) => form && wie && !data.has("doe") && !data.get("zoek");
  const vang = (form, data, geprobeerd) => {
    const velden = [...data].filter(([naam]) => !NIET.includes(naam)), { heen, naam, terug } = form.dataset;
    if (!mag(form, data)) return false;
    $("[data-mist]", form)?.remove();
    const wat = form.dataset.wat ?? $("[data-som]", form).textContent.slice(2), pad = form.getAttribute("action");
    const vraag = $$("[data-vraag]", form).find((el) => !$("input", el).value.trim()); /* a number that must be there */
    if (!wat || vraag || (+data.get("nieuw_soort") && !data.get("ook_nieuw"))) {
      const plek = wat ? vraag : null, mist = deel("balk", plek?.dataset.vraag ?? t.vul, "");
      [mist.dataset.mist, mist.role] = ["", "alert"];
      if (plek) plek.open = true;
      (plek || form)[plek ? "append" : "prepend"](mist);
      if (plek) $("input", plek).focus();
      return vrij(form);
    }
    const ding = { pad, velden, heen, naam, wat, geprobeerd, terug: `${terug}${data.get("sleutel")}/` };
    try { zet(EIGEN + Date.now() + nummer++, ding); } catch { return false; }
    wis(klad(form));
    form.elements.sleutel.value = crypto.randomUUID();
    net = !geprobeerd;
    toon();
    if (net) stuur();
    return vrij(form);
  };
  const neemTerug = (plek) => navigator.locks.request("bwk.ding", () => {
    const ding = lees(plek);
    if (ding?.geprobeerd) zet(plek, { ...ding, weg: true });
    else wis(plek);
    toon();
  });

  /* Send in order, one tab at a time, as whoever is logged in: only the own work, with a fresh secret. */
  const vraag = (adres, opties) => fetch(adres, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(TEL), ...opties });
  const post = (adres, velden, geheim) => {
    const headers = { "X-CSRFToken": geheim, "X-Wachtrij": wie };
    return vraag(adres, { method: "POST", body: new URLSearchParams(velden), headers });
  };
  const lukt = ({ ok, type, status }) => {
    if (type === "opaqueredirect" || [401, 403, 409].includes(status)) stand = t.inloggen;
    else if (!ok) net = false;
    return ok;
  };
  const stuurEen = (plek, geheim) => navigator.locks.request("bwk.ding", async () => {
    const ding = lees(plek);
    if (!ding) return true;
    ding.geprobeerd = (ding.geprobeerd || 0) + 1;
    zet(plek, ding);
    let antwoord = await post(ding.pad, ding.velden, geheim);
    if (antwoord.ok && ding.weg) antwoord = await post(ding.terug, [], geheim);
    if (antwoord.status === 428) return (stand = t.code); /* what asks no code goes on */
    const nee = antwoord.status === 422 || (antwoord.status === 500 && ding.geprobeerd > 5);
    if (antwoord.ok && ding.wat !== "+1" && !ding.weg) gedaan.push({ ...ding, wat: t.gedaan });
    if (antwoord.ok || nee) zet(OP, Date.now()); /* before it leaves the queue: another tab then knows */
    if (antwoord.ok || (nee && ding.weg)) wis(plek);
    else if (nee) zet(plek, { ...ding, reden: (await antwoord.json()).tekst });
    return nee || lukt(antwoord);
  });
  const stuur = () => navigator.locks.request("bwk.ronde", { ifAvailable: true }, async (vrij) => {
    ververs();
    if (!vrij || !navigator.onLine || !wachtend().length) return;
    [net, stand] = [true, t.bezig];
    toon();
    try {
      const antwoord = await vraag(t.rij), ik = lukt(antwoord) && (await antwoord.json());
      if (ik && ik.wie !== wie) stand = t.inloggen;
      else if (ik) for (const { plek } of wachtend()) if (!(await stuurEen(plek, ik.geheim))) break;
    } catch { net = false; }
    if (stand === t.bezig) stand = rij().length ? "" : t.klaar;
    toon();
    ververs();
  });

  /* A page that is older than what was sent last (by itself, another tab, or the page before it) is read again: once, and
     never while somebody is filling in. The card that was saved stays closed. */
  const adresZonder = () => {
    const adres = new URL(location);
    adres.searchParams.delete("noteer");
    adres.hash = adres.hash.replace(/^#keer-.*/, "");
    if (adres.href !== location.href) history.replaceState(history.state, "", adres);
  };
  const ververs = () => {
    const op = winkel.getItem(OP), bezig = $("input:focus, textarea:focus, select:focus") || winkel.getItem(klad(kaart()));
    if (!(op > performance.timeOrigin) || op === sessionStorage.getItem(OP) || bezig) return;
    if (!navigator.onLine || wachtend().length || !$("#activiteiten")) return;
    sessionStorage.setItem(OP, op);
    if (!rij().length) sessionStorage.setItem("bwk.klaar", "1");
    adresZonder();
    location.reload();
  };

  /* What the page shows of it. */
  const toon = () => {
    const alles = rij(), nog = alles.filter((ding) => !ding.reden && !ding.weg), ander = plekken(WACHT).length > alles.length;
    koek("wacht", alles.length ? wie : "");
    const tekst = (net && navigator.onLine ? stand : t.net) || (ander ? t.ander : "");
    const hoeveel = nog.length ? t[nog.length > 1 ? "meer" : "een"].replace("{n}", nog.length) : "", balk = deel("balk", tekst, hoeveel);
    $("a", balk).hidden = ![t.inloggen, t.code].includes(tekst);
    if (wolk.dataset.nu !== (wolk.dataset.nu = tekst && tekst + hoeveel)) wolk.replaceChildren(...(tekst ? [balk] : []));
    $$("[data-wachtregel]").forEach((el) => el.remove());
    $$("[data-gast]").forEach((el) => { el.hidden = delete el.dataset.gast && false; });
    [...nog, ...gedaan].forEach(zetRegel);
    const geweigerd = alles.filter(({ plek, reden }) => reden && plek !== kaart()?.dataset.mis), lijst = $("#geweigerd");
    lijst.hidden = !geweigerd.length;
    $("ul", lijst).replaceChildren(...geweigerd.map(({ plek, naam, wat, heen, reden }) => {
      const li = deel("mis", naam ? `${naam}: ${wat}` : wat, reden, "li", "regel");
      $("a", li).href = heen;
      $("button", li).dataset.plek = plek;
      return li;
    }));
  };
  const bijHeen = (ding) => $$("form[data-heen]").find((form) => form.dataset.heen === ding.heen);
  const zetRegel = (ding, _n, alle) => {
    const blok = bijHeen(ding)?.closest("[data-blok]") ?? doc.getElementById(ding.heen.split("#")[1]);
    const tikken = alle.filter(({ heen, wat }) => heen === ding.heen && wat === "+1"), li = blok?.tagName === "LI";
    if (!blok || (tikken.length && tikken.at(-1) !== ding)) return; /* one line for all taps: the last goes back first */
    const wat = tikken.length ? `+${tikken.length}` : ding.wat;
    const regel = deel("wacht", ding.naam ?? wat, ding.naam ? wat : "", li ? "li" : "div", "regel");
    const doos = li ? regel : Object.assign(doc.createElement("div"), { className: blok.dataset.blok });
    if (!li) doos.append(regel);
    doos.dataset.wachtregel = "";
    if (ding.plek) $("button", regel).dataset.plek = ding.plek;
    else $$("button, .pil", regel).forEach((el) => el.remove());
    if (!tikken.length) blok.hidden = blok.dataset.gast = true;
    blok.after(doos);
  };

  /* Drafts: counts, ids and hours of the open card; never a name, never a text. */
  const VELDEN = ["kwamen_al", "nieuw_soort", "ook_nieuw", "nieuw_kamer", "kinderen", "namen", "personen", "niemand", "uren"];
  const KLAD = "bwk.klad.", klad = (form) => `${KLAD}${wie}${form?.getAttribute("action")}`, kaart = () => $("form[data-klad]");
  const ingevuld = (form) => [...new FormData(form)].filter(([naam]) => VELDEN.includes(naam));
  const vul = (form, velden) => {
    for (const veld of $$("input", form).filter(({ name }) => VELDEN.includes(name))) {
      const hier = velden.filter(([naam]) => naam === veld.name).map(([, waarde]) => waarde);
      if (/radio|checkbox/.test(veld.type)) veld.checked = hier.includes(veld.value);
      else veld.value = hier[0] ?? "";
    }
    const chip = $("#kaart-namen .chip", form), ids = $$("[name=namen]", form).map(({ value }) => value);
    for (const [naam, id] of velden) {
      if (naam !== "namen" || ids.includes(id) || !chip) continue; /* found by searching: chosen then, so chosen now */
      const erbij = chip.cloneNode(true), veld = $("input", erbij);
      Object.assign(veld, { value: id, checked: true, id: `eerder-${id}` });
      $("span", erbij).lastChild.textContent = t.eerder;
      chip.before(erbij);
    }
    $("input", form).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const bewaar = (form) => zet(klad(form), { op: Date.now(), versie: form.elements.versie.value, velden: ingevuld(form) });
  const open = (gepost) => {
    const form = kaart(), plek = klad(form);
    if (!form || form.dataset.klad) return;
    if (gepost === form.getAttribute("action")) { /* this card came back from the server: newer than its draft */
      form.dataset.klad = "1";
      if (winkel.getItem(plek)) bewaar(form);
      return;
    }
    const mis = rij().find((ding) => ding.reden && ding.pad === form.getAttribute("action")), bron = mis ?? lees(plek), begin = ingevuld(form);
    form.dataset.klad = "1";
    if (!bron || (!mis && `${bron.velden}` === `${begin}`)) return;
    const anders = !mis && bron.versie !== form.elements.versie.value, balk = deel("klad", t[mis ? "mis" : anders ? "anders" : "klad"], mis?.reden ?? "");
    if (!anders) vul(form, bron.velden);
    balk.addEventListener("click", ({ target }) => {
      const doe = target.dataset.doe;
      if (!doe) return;
      vul(form, doe === "verder" ? bron.velden : begin);
      balk.remove();
      if (doe === "opnieuw") [mis?.plek, plek].forEach(wis);
      toon();
    });
    if (mis && !form.closest("details")) form.dataset.mis = mis.plek; /* said on the open card, so not above it too */
    form.prepend(balk);
  };
  ["input", "change"].forEach((soort) => bij(soort, ({ target: { form } }) => {
    if (wie && form?.dataset.klad) bewaar(form);
  }));

  /* Where a post strands, and where one arrives. */
  const strand = (e, geprobeerd) => {
    const { elt, requestConfig } = e.detail, form = elt.closest("form[data-heen]");
    return vang(form, requestConfig.formData, geprobeerd);
  };
  const gestrand = (e) => strand(e, 1) && e.stopImmediatePropagation();
  doc.addEventListener("htmx:sendError", gestrand, true);
  doc.addEventListener("htmx:timeout", gestrand, true);
  doc.addEventListener("htmx:responseError", (e) => [502, 503, 504].includes(e.detail.xhr.status) && gestrand(e), true);
  bij("htmx:configRequest", ({ detail }) => { if (mag(detail.elt.closest("form[data-heen]"), detail.formData)) detail.timeout = TEL; });
  bij("htmx:beforeRequest", (e) => {
    if (navigator.onLine) return;
    if (strand(e, 0)) e.preventDefault();
    else if (e.detail.elt.matches("a") && navigator.serviceWorker?.controller) location.assign(t.schil);
  });
  bij("htmx:afterOnLoad", ({ detail: { xhr, requestConfig } }) => {
    const form = requestConfig.elt.closest("form[data-heen]"); /* no longer on the page */
    if (!mag(form, requestConfig.formData) || xhr.status !== 200) return;
    if ("klad" in form.dataset) adresZonder();
    [klad(form), ...rij().filter((ding) => ding.reden && ding.heen === form.dataset.heen).map(({ plek }) => plek)].forEach(wis);
  });
  bij("submit", (e) => {
    if (!window.htmx && e.target.dataset.heen && vang(e.target, new FormData(e.target, e.submitter), 0)) e.preventDefault();
  });
  bij("submit", ({ target }) => "gooiWeg" in target.dataset && plekken(EIGEN).forEach(wis));
  bij("click", ({ target: { dataset: { doe, plek } } }) => {
    if (doe === "terug") neemTerug(plek);
    if (doe === "weg") toon(wis(plek));
  });
  const begin = (gepost) => {
    const lijst = $("[data-lijst]")?.dataset.lijst;
    if (lijst) winkel.setItem("bwk.lijst", lijst);
    open(gepost);
    toon();
  };
  const naarKeer = () => location.hash.startsWith("#keer-") && $(`${location.hash} > a.knop`)?.click();
  bij("htmx:afterSettle", ({ detail }) => begin(detail.requestConfig?.path));
  bij("hashchange", naarKeer);
  bij("load", () => {
    naarKeer();
    navigator.serviceWorker?.register(`/dienstwerker.js?taal=${doc.documentElement.lang}`);
  });

  if (t.wie) koek("wie", t.wie);
  plekken(KLAD).filter((plek) => !(lees(plek).op > Date.now() - WEEK)).forEach(wis);
  if (sessionStorage.getItem("bwk.klaar")) stand = t.klaar;
  sessionStorage.removeItem("bwk.klaar");
  begin();
  stuur();
  setInterval(stuur, TEL);
  ["online", "offline", "storage", "pageshow"].forEach((soort) => bij(soort, () => {
    net = true;
    toon();
    stuur();
  }));
})();
