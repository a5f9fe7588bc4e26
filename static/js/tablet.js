/* A quiet tablet: docs/tablet.md */
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
  const verberg = () => {
    dicht = doc.title = "BuurtWerkKamer";
    for (const deel of doc.body.children) deel.hidden = 1;
    doc.body.insertAdjacentHTML("afterbegin", `<main class=blad><h1>${dicht}</h1><p class=let-op role=alert>${wacht}</p></main>`);
  };
  const stuur = (toen = laatst) => fetch("/dienstwerker.js", { method: "HEAD", signal: AbortSignal.timeout(9e3) }).catch(() => 0).then((er) => {
    if (!dicht && toen < laatst) return;
    if (er) {
      bezig.insertAdjacentHTML("beforeend", "<input type=hidden name=_stil value=1>");
      bezig.submit();
    } else {
      dicht || verberg();
      setTimeout(stuur, 3e3);
    }
  });
  const weg = () => {
    if (dicht || Date.now() - laatst < stil * 1e3) return;
    laatst = Date.now();
    if (!bezig?.isConnected || (!navigator.onLine && bezig.dataset.klad)) location.href = namen;
    else stuur();
  };
  doc.querySelector(".wie-nu")?.addEventListener("submit", () => (doc.cookie = "wie=;path=/;max-age=0"));
  setInterval(weg, 1e3);
  doc.addEventListener("visibilitychange", weg);
})();
