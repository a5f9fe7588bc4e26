/* What the rooms and the instalments are together, while someone types. Without it the page says so after saving. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-telop]");
  if (!form) return;
  const centen = (veld) => {
    const kaal = veld.value.replace(/[€\s\u00a0]/g, "").replace(/,-$/, ",00");
    return /^\d{1,3}(\.?\d{3})*(,\d{1,2})?$/.test(kaal) ? Math.round(parseFloat(kaal.replace(/\./g, "").replace(",", ".")) * 100) : 0;
  };
  const euro = (n) => new Intl.NumberFormat("nl-NL", { style: "currency", currency: "EUR" }).format(n / 100);
  const bij = () => {
    const geheel = centen(form.elements.bedrag);
    form.querySelectorAll("[data-samen]").forEach((plek) => {
      const velden = [...form.elements].filter((veld) => new RegExp(plek.dataset.samen).test(veld.name));
      const som = velden.reduce((t, veld) => t + centen(veld), 0);
      plek.querySelector("[data-som-euro]").textContent = euro(som);
      const rest = plek.querySelector("[data-rest]"), anders = som !== geheel && (som > 0 || plek.dataset.altijd !== undefined);
      rest.hidden = !anders;
      rest.textContent = (geheel > som ? plek.dataset.tekort : plek.dataset.over).replace("{n}", euro(Math.abs(geheel - som)));
    });
  };
  form.addEventListener("input", bij);
  bij();
})();
