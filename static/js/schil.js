/* The page that stays on a tablet: today's activities as the tablet knows them, to note by counts (docs/offline.md). */
(() => {
  "use strict";
  const doc = document, $ = (s, r = doc) => r.querySelector(s), $$ = (s, r = doc) => [...r.querySelectorAll(s)];
  const lees = () => { try { return JSON.parse(localStorage.getItem("bwk.lijst")); } catch { return null; } };
  const lijst = lees(), vak = $("#lijst");
  if (!lijst || !/(?:^|; )wie=\d/.test(doc.cookie)) return;
  const dag = new Date(`${lijst.dag}T12:00`).toLocaleDateString(doc.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });
  $("[data-dag]").textContent = dag[0].toUpperCase() + dag.slice(1);
  $("[data-kamer]").textContent = lijst.naam;
  doc.body.className = `deurkleur-${lijst.kleur}`;
  $(".deur").textContent = lijst.letters;
  const hier = ["/", $("#wolk").dataset.schil, `/kamers/${lijst.kamer}/vandaag/`, `/kamers/${lijst.kamer}/dag/${lijst.dag}/`];
  $("[data-elders]").hidden = hier.includes(location.pathname);

  const zet = (el, tekst) => { el.textContent = el.textContent.replace(/\{(n|soort)\}/, tekst); };
  const verborgen = (form, naam, waarde) => {
    const veld = doc.createElement("input");
    Object.assign(veld, { type: "hidden", name: naam, value: waarde });
    form.append(veld);
  };
  const vulForm = (form, regel) => {
    const begin = regel.pad.match(/^.*?\/dag\/[\d-]{10}\//)[0], [, id, gepland] = regel.pad.match(/(\d+)\/([\d-]{10})\/$/);
    Object.assign(form.dataset, { naam: regel.naam, heen: `${begin}#keer-${id}-${gepland}`, terug: `${begin}${regel.wijze === "tikken" ? "inloop/" : ""}ongedaan/` });
    form.setAttribute("action", regel.pad);
    form.elements.sleutel.value = crypto.randomUUID();
    if (form.elements.gezien) form.elements.gezien.value = regel.gezien ?? "";
  };
  const vulKaart = (kaart, regel, n) => {
    const form = $("form", kaart), { elements } = form;
    for (const el of $$("[id], [for], [aria-describedby]", kaart)) for (const naam of ["id", "for", "aria-describedby"]) {
      if (el.hasAttribute(naam)) el.setAttribute(naam, `k${n}-${el.getAttribute(naam)}`);
    }
    $$("label, button .visually-hidden", kaart).filter((el) => /\{soort\}/.test(el.textContent)).forEach((el) => zet(el, regel.soort));
    elements.versie.value = regel.versie;
    elements.uren.value = elements.uren_was.value = regel.uren;
    zet($("[data-rooster] span", kaart).lastChild, regel.mensen.length);
    elements.rooster.checked = regel.mensen.length > 0;
    elements.niemand.checked = !regel.mensen.length;
    $("[data-rooster]", kaart).hidden = !regel.mensen.length;
    $("[data-vorige]", kaart).hidden = regel.vorige === null;
    zet($("[data-vorige]", kaart), regel.vorige);
    const kinderen = elements.kinderen.closest("details");
    if (!(kinderen.open = regel.kinderen)) delete kinderen.dataset.vraag;
    regel.mensen.forEach((mens) => verborgen(form, "personen", mens));
    form.addEventListener("change", ({ target }) => {
      if (target.name === "niemand") elements.rooster.checked = regel.mensen.length && !target.checked;
      if (target.name === "rooster") elements.niemand.checked = !target.checked;
      $$("[name=personen]", form).forEach((veld) => { veld.disabled = elements.niemand.checked; });
    });
  };
  vak.replaceChildren(...lijst.regels.map((regel, n) => {
    const soort = { tellen: "keer", tikken: "inloop" }[regel.wijze] ?? "vast";
    const kaart = $(`#deel-${soort}`).content.cloneNode(true).firstElementChild;
    $("[data-tekst]", kaart).textContent = regel.naam;
    $("[data-bij]", kaart).textContent = regel.tijd;
    $$("form", kaart).forEach((form) => vulForm(form, regel));
    if (soort === "keer") vulKaart(kaart, regel, n);
    if (soort === "vast") $(regel.wijze === "klaar" ? "[data-namen]" : "[data-klaar]", kaart).remove();
    return kaart;
  }));
})();
