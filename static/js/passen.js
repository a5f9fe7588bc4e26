/* The button that prints a page, and how many cards and sheets are chosen. */
(() => {
  "use strict";
  document.addEventListener("click", (e) => e.target.closest("[data-print]") && window.print());
  const stand = document.querySelector("[data-telt-kaarten]"), form = stand?.closest("form");
  const tel = () => {
    const n = form.querySelectorAll("[name=personen]:checked").length + (parseInt(form.elements.leeg.value, 10) || 0), v = Math.ceil(n / 10);
    const { een, vel, meer } = stand.dataset, zin = n === 1 ? een : v === 1 ? vel : meer;
    stand.textContent = n ? zin.replace("{n}", n).replace("{v}", v) : "";
  };
  if (!stand) return;
  ["change", "input"].forEach((soort) => form.addEventListener(soort, tel));
  tel();
})();
