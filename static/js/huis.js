/* What pages do in the browser. Everything works without it: plain posts and redirects. */
(() => {
  "use strict";
  const doc = document, naast = { block: "nearest" };
  const $ = (s, r = doc) => r.querySelector(s);
  const $$ = (s, r = doc) => [...r.querySelectorAll(s)];
  const lees = (veld) => parseFloat(veld.value.replace(",", ".")) || 0;
  const schrijf = (veld, getal) => {
    const min = parseFloat(veld.dataset.min ?? 0), max = parseFloat(veld.dataset.max || "Infinity");
    veld.value = String(Math.round(Math.min(max, Math.max(min, getal)) * 100) / 100).replace(".", ",");
    veld.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* Stepper: buttons, arrow keys, and typing over what is there. */
  doc.addEventListener("click", (e) => {
    const op = e.target.closest(".stapper [data-op]");
    if (op) {
      const veld = $("input", op.parentElement);
      schrijf(veld, lees(veld) + parseFloat(op.dataset.op));
    }
    const vul = e.target.closest("[data-vul]");
    if (vul) schrijf(doc.getElementById(vul.dataset.voor), lees({ value: vul.dataset.vul }));
    const vink = e.target.closest("[data-vink]");
    if (vink) {
      e.preventDefault();
      $$(`[data-${vink.dataset.vink}]`, vink.form).forEach((veld) => { veld.checked = true; });
      vink.dispatchEvent(new Event("change", { bubbles: true }));
    }
    $$("[data-los][open]").forEach((d) => { if (!d.contains(e.target)) d.open = false; });
  });
  doc.addEventListener("keydown", (e) => {
    const open = $("[data-los][open]");
    if (e.key === "Escape" && open) {
      open.open = false;
      $("summary", open).focus();
    }
    const stapper = e.target.closest?.(".stapper");
    if (!stapper || !/^Arrow(Up|Down)$/.test(e.key)) return;
    const knoppen = $$("[data-op]", stapper), veld = $("input", stapper);
    e.preventDefault();
    schrijf(veld, lees(veld) + parseFloat(knoppen.at(e.key === "ArrowUp" ? -1 : 0).dataset.op));
  });
  doc.addEventListener("focusin", (e) => {
    if (e.target.matches(".stapper input,.euro input")) e.target.select();
    /* Or half a link stays so. */
    if (e.target.matches(":is(.strook,.schuif) a:focus-visible")) e.target.scrollIntoView(naast);
  });

  /* The sum in the save button; questions that only matter after an answer. */
  const toont = (form, regel) => {
    const [naam, waarde] = regel.split("=");
    const velden = $$(`[name="${CSS.escape(naam)}"]`, form).filter((v) => !/radio|checkbox/.test(v.type) || v.checked);
    return velden.some((v) => (waarde === undefined ? lees(v) > 0 || v.type === "checkbox" : v.value === waarde));
  };
  const werkBij = (form) => {
    const som = $("[data-som]", form);
    if (som) {
      const n = $$("[data-telt]", form).reduce((t, veld) => t + (veld.type === "checkbox" ? +veld.checked : lees(veld)), 0);
      const tekst = n === 1 ? som.dataset.een : som.dataset.meer;
      som.textContent = n ? tekst.replace("{n}", n) : "";
    }
    $$("[data-toon-bij]", form).forEach((deel) => deel.classList.toggle("toon", toont(form, deel.dataset.toonBij)));
  };
  doc.addEventListener("change", (e) => {
    /* "Nobody" and names exclude each other. */
    const groep = $("[data-niemand]", e.target.closest("fieldset") ?? e.target);
    if (!groep || !e.target.checked) return;
    const niemand = $('[name$="niemand"]', groep);
    $$("input", groep.closest("fieldset")).forEach((veld) => {
      if (veld !== e.target && (veld === niemand || e.target === niemand)) veld.checked = false;
    });
  });
  ["input", "change"].forEach((soort) => doc.addEventListener(soort, (e) => e.target.form && werkBij(e.target.form)));

  /* One press is one post; with hx-sync they queue. The server refuses doubles too. */
  const vrij = (form) => {
    delete form.dataset.bezig;
    $$("button[aria-disabled]", form).forEach((knop) => knop.removeAttribute("aria-disabled"));
  };
  doc.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post" || form.matches("[hx-sync]")) return;
    if (form.dataset.bezig) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    form.dataset.bezig = "1";
    e.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(vrij, 1e4, form);
  }, true);
  addEventListener("pageshow", (e) => e.persisted && $$("form[data-bezig]").forEach(vrij));

  /* After loading, and after a swap: title and focus. */
  const bijwerken = () => {
    $$("form").forEach(werkBij);
    const { fout } = doc.body.dataset;
    doc.title = ($(".foutlijst") ? fout : "") + doc.title.replace(fout, "");
    const doel = $(".foutlijst[data-focus]") || $("[data-focus]");
    if (!doel) return;
    doel.removeAttribute("data-focus");
    if (doel.tabIndex < 0) doel.tabIndex = -1;
    doel.focus({ preventScroll: !doel.matches(".foutlijst") });
    doel.scrollIntoView(naast);
  };
  const meld = (tekst) => {
    const balk = doc.createElement("div");
    balk.className = "melding error";
    balk.textContent = tekst;
    $("#meldingen")?.replaceChildren(balk);
  };
  $$(".strook [aria-current]").forEach((a) => a.scrollIntoView({ ...naast, inline: "center" }));
  bijwerken();
  doc.addEventListener("htmx:afterSettle", bijwerken);
  doc.addEventListener("htmx:afterRequest", (e) => {
    const form = e.detail.elt.closest("form");
    if (form) vrij(form);
  });
  doc.addEventListener("htmx:beforeSwap", (e) => {
    /* A whole page instead of a part: after a redirect, or when the session ended. */
    const { xhr } = e.detail;
    if (!/^\s*<!doctype/i.test(xhr.responseText) || xhr.status >= 400) return;
    e.detail.shouldSwap = new URL(xhr.responseURL).pathname === location.pathname;
    if (!e.detail.shouldSwap) location.assign(xhr.responseURL);
    e.detail.target = doc.body;
    e.detail.swapOverride = "innerHTML";
  });
  doc.addEventListener("htmx:responseError", () => meld(doc.body.dataset.storing));
  doc.addEventListener("htmx:sendError", () => meld(doc.body.dataset.geenNet));
})();
