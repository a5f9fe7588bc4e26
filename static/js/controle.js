/* A document of a check by keyboard: G right, V ask, ← → to another. Only while the focus is in the card, so a letter
   typed elsewhere does nothing; a key that is held down does nothing either. Works without too. */
(() => {
  "use strict";
  const doc = document;
  const KNOP = { g: "[data-goed]", v: "[data-vraag]", arrowleft: "[data-vorige]", arrowright: "[data-hierna]" };
  doc.addEventListener("keydown", (e) => {
    const kaart = e.target.closest?.("[data-stuk]");
    if (e.repeat && e.key === "Enter" && e.target.matches?.("[data-goed]")) e.preventDefault();
    if (!kaart || e.repeat || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input,textarea,select")) return;
    const doel = KNOP[e.key.toLowerCase()] && kaart.querySelector(KNOP[e.key.toLowerCase()]);
    if (!doel) return;
    e.preventDefault();
    if (doel.matches("textarea")) doel.focus();
    else doel.click();
  });
})();
