/* The button that prints a page. */
document.addEventListener("click", (e) => {
  if (e.target.closest("[data-print]")) window.print();
});
