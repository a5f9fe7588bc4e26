/* What is ticked, added up before it is set ready. */
(() => {
  "use strict";
  const regel = document.querySelector("[data-aangekruist]"), form = regel?.closest("form");
  if (!form) return;
  const geld = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR" });
  const tel = () => {
    const centen = [...form.querySelectorAll("[data-bedrag]:checked")].reduce((t, v) => t + Math.round(v.dataset.bedrag * 100), 0);
    regel.textContent = regel.dataset.aangekruist.replace("{bedrag}", geld.format(centen / 100));
  };
  form.addEventListener("change", tel);
  addEventListener("pageshow", tel);
})();
