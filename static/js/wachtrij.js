/* The half of offline.js that runs when something waits, was refused or has a draft, or when there is no internet. Why and
   how: docs/offline.md. */
(() => {
  "use strict";
  const zelf = window.bwk; /* absent where offline.js cannot work */
  if (!zelf || zelf.stuur) return;
  const { wolk, $, $$, bij, winkel, t, TEL, OP, WACHT, EIGEN, VELDEN, wie, koek, lees, wis, zet, plekken, rij, vang, klad } = zelf;
  const doc = document, kaart = () => $("form[data-klad]"), deel = (naam, tekst, bijtekst, tag = "div", klas = "") => {
    const el = doc.createElement(tag);
    el.className = klas;
    el.append($(`#deel-${naam}`).content.cloneNode(true));
    $("[data-tekst]", el).textContent = tekst;
    $("[data-bij]", el).textContent = bijtekst;
    return el;
  };
  let stand = sessionStorage.getItem("bwk.klaar") ? t.klaar : "";
  const gedaan = [];
  sessionStorage.removeItem("bwk.klaar");
  const wachtend = () => rij().filter((ding) => !ding.reden);

  /* Send in order, one tab at a time, as whoever is logged in: only the own work, with a fresh secret. */
  const vraag = (adres, opties) => fetch(adres, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(TEL), ...opties });
  const post = (adres, velden, geheim) => {
    const headers = { "X-CSRFToken": geheim, "X-Wachtrij": wie };
    return vraag(adres, { method: "POST", body: new URLSearchParams(velden), headers });
  };
  const lukt = ({ ok, type, status }) => {
    if (type === "opaqueredirect" || [401, 403, 409].includes(status)) stand = t.inloggen;
    else if (!ok) zelf.net = false;
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
  zelf.stuur = () => navigator.locks.request("bwk.ronde", { ifAvailable: true }, async (vrij) => {
    ververs();
    if (!vrij || !navigator.onLine || !wachtend().length) return;
    [zelf.net, stand] = [true, t.bezig];
    toon();
    try {
      const antwoord = await vraag(t.rij), ik = lukt(antwoord) && (await antwoord.json());
      if (ik && ik.wie !== wie) stand = t.inloggen;
      else if (ik) for (const { plek } of wachtend()) if (!(await stuurEen(plek, ik.geheim))) break;
    } catch { zelf.net = false; }
    if (stand === t.bezig) stand = rij().length ? "" : t.klaar;
    toon();
    ververs();
  });

  /* A page that is older than what was sent last (by itself, another tab, or the page before it) is read again: once, and
     never while somebody is filling in, or filled in what no draft holds. The card that was saved stays closed. */
  const begonnen = (veld) => !veld.closest("[type=hidden], [hidden], [data-klad]") && (kiest(veld) ? veld.checked !== veld.defaultChecked
    : veld.value !== (veld.options ? ($("[selected]", veld) ?? veld.options[0])?.value : veld.defaultValue));
  const ververs = () => {
    const op = winkel.getItem(OP), bezig = $("input:focus, textarea:focus, select:focus") || winkel.getItem(klad(kaart()))
      || $$("main :is(input, textarea, select)").some(begonnen);
    if (!(op > performance.timeOrigin) || op === sessionStorage.getItem(OP) || bezig) return;
    if (!navigator.onLine || wachtend().length || !$("#activiteiten")) return;
    sessionStorage.setItem(OP, op);
    if (!rij().length) sessionStorage.setItem("bwk.klaar", "1");
    zelf.adresZonder();
    location.reload();
  };

  /* What the page shows of it. What was refused is said on its card when that is open, and else in a list. */
  const toon = zelf.toon = () => {
    const alles = rij(), nog = alles.filter((ding) => !ding.reden && !ding.weg), ander = plekken(WACHT).length > alles.length;
    koek("wacht", alles.length ? wie : "");
    const tekst = (zelf.net && navigator.onLine ? stand : t.net) || (ander ? t.ander : "");
    const hoeveel = nog.length ? t[nog.length > 1 ? "meer" : "een"].replace("{n}", nog.length) : "", balk = deel("balk", tekst, hoeveel);
    $("a", balk).hidden = ![t.inloggen, t.code].includes(tekst);
    if (t.nu !== (t.nu = tekst && tekst + hoeveel)) wolk.replaceChildren(...(tekst ? [balk] : []));
    $$("[data-wachtregel]").forEach((el) => el.remove());
    $$("[data-gast]").forEach((el) => { el.hidden = delete el.dataset.gast && false; });
    [...nog, ...gedaan].forEach(zetRegel);
    toonGeweigerd(alles);
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
  const toonGeweigerd = (alles) => {
    const geweigerd = alles.filter(({ plek, reden }) => reden && plek !== kaart()?.dataset.mis), lijst = $("#geweigerd");
    lijst.hidden = !geweigerd.length;
    $("ul", lijst).replaceChildren(...geweigerd.map(({ plek, naam, wat, heen, reden }) => {
      const li = deel("mis", naam ? `${naam}: ${wat}` : wat, reden, "li", "regel");
      $("a", li).href = heen;
      $("button", li).dataset.plek = plek;
      return li;
    }));
  };
  zelf.wisMis = (adres) => rij().filter(({ reden, heen }) => reden && heen === adres).forEach(({ plek }) => wis(plek));
  zelf.toonMist = () => { /* what a card still misses */
    const { form, plek } = zelf.mist ?? {};
    if (!form) return;
    const mist = deel("balk", plek?.dataset.vraag ?? t.vul, "");
    [mist.dataset.mist, mist.role, zelf.mist] = ["", "alert", null];
    if (plek) plek.open = true;
    (plek || form)[plek ? "append" : "prepend"](mist);
    if (plek) $("input", plek).focus();
  };
  const naarKeer = () => location.hash.startsWith("#keer-") && $(`${location.hash} > a.knop`)?.click();
  bij("hashchange", naarKeer);

  /* What may have reached the server is taken back there, by the same key. */
  const neemTerug = (plek) => navigator.locks.request("bwk.ding", () => {
    const ding = lees(plek);
    if (ding?.geprobeerd) zet(plek, { ...ding, weg: true });
    else wis(plek);
    toon();
  });
  bij("click", ({ target: { dataset: { doe, plek } } }) => {
    if (doe === "terug") neemTerug(plek);
    if (doe === "weg") toon(wis(plek));
  });

  /* Pages without htmx: the one that stays on the tablet, and the one that asks before logging out. */
  bij("submit", (e) => {
    if (!window.htmx && e.target.dataset.heen && vang(e.target, new FormData(e.target, e.submitter), 0)) e.preventDefault();
  });
  bij("submit", ({ target }) => "gooiWeg" in target.dataset && plekken(EIGEN).forEach(wis));

  /* A draft, or what was refused, back on its card. Who was typing before this came keeps what stands there, and chooses. */
  const kiest = ({ type }) => /radio|checkbox/.test(type);
  const vul = (form, velden) => {
    for (const veld of $$("input", form).filter(({ name }) => VELDEN.includes(name))) {
      const hier = velden.filter(([naam]) => naam === veld.name).map(([, waarde]) => waarde);
      if (kiest(veld)) veld.checked = hier.includes(veld.value);
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
  const gegeven = (form) => $$("input:enabled", form) /* what the page came with, also under what was typed before any script */
    .filter((veld) => VELDEN.includes(veld.name) && (!kiest(veld) || veld.defaultChecked))
    .map((veld) => [veld.name, kiest(veld) ? veld.value : veld.defaultValue]);
  zelf.herstel = () => {
    const form = $("form[data-klad=wacht]"), plek = klad(form), pad = form?.getAttribute("action");
    if (!form) return;
    const begin = gegeven(form);
    const mis = rij().find((ding) => ding.reden && ding.pad === pad), bron = mis ?? lees(plek), nu = `${zelf.ingevuld(form)}`;
    form.dataset.klad = "1";
    if (!bron || (!mis && `${bron.velden}` === nu)) return;
    const anders = !mis && bron.versie !== form.elements.versie.value, vers = nu === `${begin}`;
    const balk = deel("klad", t[mis && vers ? "mis" : anders ? "anders" : "klad"], mis?.reden ?? "");
    if (!anders && vers) vul(form, bron.velden);
    balk.addEventListener("click", ({ target }) => {
      const doe = target.dataset.doe;
      if (!doe) return;
      vul(form, doe === "verder" ? bron.velden : begin);
      balk.remove();
      if (doe === "opnieuw") [mis?.plek, plek].forEach(wis);
      toon();
    });
    if (mis && !form.closest("details")) form.dataset.mis = mis.plek;
    form.prepend(balk);
  };

  zelf.herstel();
  toon();
  zelf.toonMist();
  naarKeer();
  if (zelf.net) zelf.stuur();
})();
