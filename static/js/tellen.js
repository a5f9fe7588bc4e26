/* Counting the tin: notes and coins add up, and the difference shows before saving. */
(() => {
  "use strict";
  const form = document.querySelector("[data-telform]");
  if (!form) return;
  const geteld = form.elements.geteld, regel = form.querySelector("[data-verschil]"), uitleg = form.querySelector("[data-uitleg]");
  const verwacht = Math.round(parseFloat(form.elements.verwacht.value) * 100);
  const centen = (tekst) => {
    const kaal = tekst.replace(/[€\s]/g, "").replace(/,-$/, "");
    if (!/^(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?$/.test(kaal)) return null;
    return Math.round(parseFloat(kaal.replaceAll(".", "").replace(",", ".")) * 100);
  };
  const pas = form.elements.rekening, opDePas = Math.round(parseFloat(form.dataset.pas) * 100);
  const pasScheelt = () => { const bank = centen(pas.value); return bank !== null && bank !== opDePas; };
  const schrijf = (n) => new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 2 }).format(n / 100);
  const kijk = () => {
    const nu = centen(geteld.value), scheelt = nu === null ? 0 : nu - verwacht;
    const tekst = nu === null ? "" : scheelt === 0 ? regel.dataset.klopt : scheelt < 0 ? regel.dataset.weinig : regel.dataset.veel;
    regel.textContent = tekst.replace("{n}", schrijf(Math.abs(scheelt)));
    regel.classList.toggle("klopt", nu !== null && !scheelt);
    regel.classList.toggle("scheelt", scheelt !== 0);
    uitleg.classList.toggle("dicht", !scheelt && !pasScheelt() && !uitleg.querySelector("[aria-invalid]"));
  };
  form.addEventListener("input", (e) => {
    if (e.target.dataset.waarde) {
      const som = [...form.querySelectorAll("[data-waarde]")].reduce((t, v) => t + Math.round(v.dataset.waarde * 100) * (parseInt(v.value, 10) || 0), 0);
      geteld.value = (som / 100).toFixed(2).replace(".", ",");
    }
    kijk();
  });
  kijk();
})();
