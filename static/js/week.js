/* Week invullen: Enter and the arrows go down and up the column, as in the paper list. Without this, Tab does it all. */
(() => {
  const vak = document.querySelector("[data-week]");
  if (!vak) return;
  const kolom = (veld) => veld.name.replace(/^k\d+-[\d-]{10}-/, "");
  vak.addEventListener("keydown", (e) => {
    const stap = { ArrowDown: 1, ArrowUp: -1, Enter: e.shiftKey ? -1 : 1 }[e.key];
    if (!stap || !e.target.matches("input[type=text]")) return;
    const rij = [...vak.querySelectorAll("input[type=text]")].filter((v) => kolom(v) === kolom(e.target));
    const doel = rij[rij.indexOf(e.target) + stap];
    if (e.key === "Enter" && !doel) return;
    e.preventDefault();
    if (doel) { doel.focus(); doel.select(); }
  });
})();
