/* Quiet: back to the names (docs/tablet.md). */
(() => {
  "use strict";
  const doc = document, { stil, namen, wacht } = doc.body.dataset;
  const mag = (form) => form?.method === "post" && !form.querySelector("[type=password]") && form;
  const vol = (v) => v.value !== (v.defaultValue ?? v.value) || v.checked !== v.defaultChecked;
  let laatst = Date.now(), bezig = [...doc.forms].find((form) => mag(form) && [...form.elements].some(vol)), dicht;
  ["pointerdown", "keydown", "scroll", "input", "change"].forEach((wat, n) => addEventListener(wat, ({ target }) => {
    laatst = Date.now();
    if (n > 2) bezig = mag(target.form);
  }, { passive: true }));
  const stuur = () => {
    bezig.insertAdjacentHTML("beforeend", '<input type="hidden" name="_stil" value="1">');
    bezig.submit();
  };
  const weg = () => {
    if (dicht || Date.now() - laatst < stil * 1e3) return;
    const net = navigator.onLine;
    if (!bezig?.isConnected || (!net && bezig.dataset.klad)) location.href = namen;
    else if (net) stuur();
    else {
      dicht = doc.title = "BuurtWerkKamer";
      for (const d of doc.body.children) d.hidden = true;
      doc.body.insertAdjacentHTML("afterbegin", `<main class=blad><h1>${dicht}</h1><p class=let-op role=alert>${wacht}</p></main>`);
      addEventListener("online", stuur, { once: true });
    }
    laatst = Date.now();
  };
  doc.querySelector(".wie-nu")?.addEventListener("submit", () => (doc.cookie = "wie=;path=/;max-age=0"));
  setInterval(weg, 1e3);
  doc.addEventListener("visibilitychange", weg);
})();
