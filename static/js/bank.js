/* The bank by keyboard: ↑ ↓ to another line, Enter says that it is right, ? shows the keys. Works without too. */
(() => {
  "use strict";
  const lijst = document.querySelector("[data-banklijst]"), hulp = document.getElementById("toetsen");
  const daden = () => [...(lijst?.querySelectorAll("[data-daad]") ?? [])];
  const typt = (el) => el.closest?.("input,textarea,select,[contenteditable],dialog");
  const naar = (daad) => {
    daad?.focus({ preventScroll: true });
    daad?.closest("li").scrollIntoView({ block: "nearest" });
  };
  const hier = () => document.activeElement?.closest("[data-banklijst] li");

  document.addEventListener("keydown", (e) => {
    if (!lijst || e.ctrlKey || e.metaKey || e.altKey || typt(e.target)) return;
    const alle = daden(), nu = alle.indexOf(hier()?.querySelector("[data-daad]"));
    if (e.key === "ArrowDown") naar(alle[Math.min(nu + 1, alle.length - 1)]);
    else if (e.key === "ArrowUp") naar(alle[Math.max(nu - 1, 0)]);
    else if (e.key === "?") hulp?.showModal();
    else if (e.key.toLowerCase() === "a" && nu >= 0) hier().querySelector("a[href]")?.click();
    else return;
    e.preventDefault();
  });
  document.querySelector("[data-toetsen]")?.addEventListener("click", () => hulp.showModal());

  /* After Klopt the next open line gets the focus, wherever the page put it. */
  let volgende = null;
  lijst?.addEventListener("htmx:beforeRequest", (e) => {
    const alle = daden(), nu = alle.indexOf(e.target.querySelector("[data-daad]"));
    volgende = alle[nu + 1] ?? alle[nu - 1] ?? null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (volgende?.isConnected && (document.activeElement === document.body || !document.activeElement)) naar(volgende);
    volgende = null;
  });

  /* A file may be dropped on the field; while it is read the page says so. */
  const vak = document.querySelector("[data-neerzetten]");
  if (!vak) return;
  const veld = vak.querySelector("input[type=file]"), stand = vak.querySelector("[data-stand]");
  const boven = (aan) => vak.classList.toggle("boven", aan);
  ["dragenter", "dragover"].forEach((soort) => vak.addEventListener(soort, (e) => {
    e.preventDefault();
    boven(true);
  }));
  vak.addEventListener("dragleave", () => boven(false));
  vak.addEventListener("drop", (e) => {
    e.preventDefault();
    boven(false);
    if (e.dataTransfer.files.length) veld.files = e.dataTransfer.files;
  });
  vak.addEventListener("submit", () => { stand.textContent = vak.querySelector("[data-bezig]").dataset.bezig; });
})();
