/* The bank by keyboard: ↑ ↓ to another line, Enter says that it is right, ? shows the keys. Works without too.
   Everything is looked up when it is needed: after an undo the whole page is new. */
(() => {
  "use strict";
  const doc = document, REGEL = "[data-banklijst] li", DAAD = "[data-daad]";
  const daden = () => [...doc.querySelectorAll(`${REGEL} ${DAAD}`)];
  const hier = () => doc.activeElement?.closest(REGEL);
  const naar = (daad) => {
    daad?.focus({ preventScroll: true });
    (daad?.closest("li") ?? daad)?.scrollIntoView({ block: "nearest" });
  };
  const hulp = () => doc.querySelector("dialog#toetsen")?.showModal();

  doc.addEventListener("keydown", (e) => {
    const alle = daden();
    if (!alle.length || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest?.("input,textarea,select,[contenteditable],dialog")) return;
    const nu = alle.indexOf(hier()?.querySelector(DAAD));
    if (e.key === "ArrowDown") naar(alle[Math.min(nu + 1, alle.length - 1)]);
    else if (e.key === "ArrowUp") naar(alle[Math.max(nu - 1, 0)]);
    else if (e.key === "?") hulp();
    else if (e.key.toLowerCase() === "a" && nu >= 0) hier().querySelector("a[href]")?.click();
    else return;
    e.preventDefault();
  });
  doc.addEventListener("click", (e) => e.target.closest("[data-toetsen]") && hulp());

  /* After Klopt the next open line gets the focus; after the last one the way back to the month. */
  let volgende = null;
  doc.addEventListener("htmx:beforeRequest", (e) => {
    const alle = daden(), nu = alle.indexOf(e.target.closest?.(REGEL)?.querySelector(DAAD));
    volgende = nu < 0 ? null : alle[nu + 1] ?? alle[nu - 1] ?? doc.querySelector("[data-klaar]");
  });
  doc.addEventListener("htmx:afterSettle", () => {
    if (volgende?.isConnected && (!doc.activeElement || doc.activeElement === doc.body)) naar(volgende);
    volgende = null;
  });

  /* A file may be dropped on the field; while it is read the page says so. */
  const vak = (e) => e.target.closest?.("[data-neerzetten]");
  ["dragover", "dragleave", "drop"].forEach((soort) => doc.addEventListener(soort, (e) => {
    const op = vak(e);
    if (!op) return;
    e.preventDefault();
    op.classList.toggle("boven", soort === "dragover");
    if (soort === "drop" && e.dataTransfer.files.length) op.querySelector("input[type=file]").files = e.dataTransfer.files;
  }));
  doc.addEventListener("submit", (e) => {
    const op = vak(e);
    if (op) op.querySelector("[data-stand]").textContent = op.querySelector("[data-bezig]").dataset.bezig;
  });
})();
