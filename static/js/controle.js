/* A document of a check by keyboard: B the proof, G right, 1-4 a question (or answer) that is often asked, V own words,
   ← → to another. Only while the focus is in the card, so a letter typed elsewhere does nothing; a key that is held down does
   nothing either. In a choice from a list only G and V do so: the other letters choose there. In own words Ctrl and Enter sends them. Works without too. */
(() => {
  "use strict";
  const doc = document;
  const KNOP = { g: "[data-goed]", v: "[data-vraag]", b: "[data-bewijs]", arrowleft: "[data-vorige]", arrowright: "[data-hierna]" };
  doc.addEventListener("keydown", (e) => {
    const kaart = e.target.closest?.("[data-stuk]");
    const woorden = e.target.closest?.("textarea");
    if (e.repeat && e.key === "Enter" && e.target.matches?.("[data-goed],[data-cijfer]")) e.preventDefault();
    if (woorden && e.key === "Enter" && (e.ctrlKey || e.metaKey) && !e.repeat) woorden.form.requestSubmit();
    if (!kaart || e.repeat || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input,textarea")) return;
    const toets = e.key.toLowerCase();
    if (e.target.closest("select") && !/^[gv]$/.test(toets)) return;
    const doel = kaart.querySelector(KNOP[toets] || (/^[1-9]$/.test(toets) ? `[data-cijfer="${toets}"]` : "[data-niets]"));
    if (!doel) return;
    e.preventDefault();
    if (doel.matches("summary")) {
      doel.parentElement.open = true;
      doel.parentElement.querySelector("textarea").focus();
    } else doel.click();
  });
})();
