/* The treasurer's grid: moves, pastes, adds up and warns. Without it the form saves and shows the sums afterwards. */
(() => {
  "use strict";
  const $ = (s, r = document) => r.querySelector(s), $$ = (s, r) => [...r.querySelectorAll(s)];
  const form = $("form[data-raster]");
  if (!form) return;
  const d = form.dataset, stand = $("[data-stand]", form), hulp = $("#toetsen"), CEL = "td input";
  const rijen = $$("tr[data-soort]", form), cellen = $$(CEL, form);
  const raster = rijen.map((tr) => $$("input", tr)).filter((rij) => rij.length);
  const rij = (i) => i.closest("tr"), soort = (i) => rij(i).dataset.soort;

  /* Text to cents, or to a count: null is empty, NaN is wrong. The server reads by the same rule. */
  const lees = (i, tekst = i.value) => {
    const t = tekst.replace(/[ \u00a0\u202f]/g, "").replace("\u2212", "-").replace(/^(-?)€/, "$1").replace(/,[-–—]$/, "");
    if (!t) return null;
    if (soort(i) === "tekst") return tekst.trim();
    if (soort(i) === "aantal") return /^\d{1,6}$/.test(t) ? +t : NaN;
    if (!/^-?(\d{1,3}(\.\d{3})+|\d{1,9})(,\d\d?)?$/.test(t)) return NaN;
    const [heel, deel = ""] = t.replace(/[.-]/g, "").split(","), cent = heel * 100 + +deel.padEnd(2, 0);
    return t[0] === "-" ? -cent : cent;
  };
  const toon = (n, wat) => {
    if (Number.isNaN(n)) return "?";
    const cent = wat === "aantal" ? 0 : Math.abs(n) % 100, heel = wat === "aantal" ? n : (Math.abs(n) - cent) / 100;
    const tekst = `${heel}`.replace(/\B(?=(\d{3})+$)/g, ".") + (cent ? `,${`${cent}`.padStart(2, 0)}` : "");
    return (n < 0 ? "\u2212" : wat === "teken" && n > 0 ? "+" : "") + tekst;
  };
  const anders = (i) => !Object.is(lees(i), lees(i, i.dataset.was ?? i.defaultValue));
  const mis = (i) => (Number.isNaN(lees(i)) ? soort(i) : lees(i) < 0 ? "min" : "");

  const schrijf = (td, n, wat) => {
    td.textContent = wat === "procent" ? n : toon(n, wat);
    if (wat !== "teken" || !(n < -d.marge)) return;
    const pil = document.createElement("span");
    pil.className = "pil mis";
    pil.textContent = d.tekort;
    td.append(" ", pil);
  };
  const reken = () => {
    const som = {}, factor = {};
    for (const tr of d.verschil ? rijen : []) {
      const t = tr.dataset, vakken = $$("td", tr);
      let totaal = +(t.rest || 0);
      vakken.forEach((td, k) => {
        const i = $("input", td), s = (naam) => som[naam]?.[k] ?? 0;
        let n = totaal;
        if (i) n = factor[t.sleutel + k] = lees(i) ?? 0;
        else if (t.uit) n = t.uit.split(" ").reduce((x, naam) => (naam[0] === "-" ? x - s(naam.slice(1)) : x + s(naam)), 0);
        else if (t.deel) {
          const [deel, geheel] = t.deel.split(" ").map(s);
          n = geheel ? `${Math.floor((200 * deel + geheel) / (2 * geheel))}%` : "–";
        } else if (k < vakken.length - 1) n = t.maal.split(" ").reduce((x, r) => x * factor[r + k], 1);
        totaal += n;
        (t.naar || "").split(" ").forEach((naam) => { (som[naam] ??= [])[k] = s(naam) + n; });
        if (!i && !tr.matches(".los")) schrijf(td, n, t.soort);
      });
    }
  };

  let nieuws = "", voor = "", inCel = false;
  const stapel = [];
  const tel = (n, een, meer) => n && (n === 1 ? een : meer.replace("{n}", n));
  const meld = (tekst = nieuws) => {
    nieuws = tekst;
    const uitleg = $(`${CEL}[aria-invalid]:focus`) && $(`#uitleg-${mis(document.activeElement)}`)?.textContent;
    const n = cellen.filter(anders).length, fout = cellen.filter(mis).length;
    const alles = [tel(n, d.een, d.meer), tel(fout, d.misEen, d.misMeer), uitleg, tekst].filter(Boolean).join(" · ");
    if (stand.textContent !== alles) stand.textContent = alles;
  };
  const verschil = (i) => {
    if (!d.verschil) return "";
    const k = $$("td", rij(i)).indexOf(i.parentElement), uit = $$("tr.verschil td", form);
    const kamer = $$("thead [data-kamer]", form)[k].dataset.kamer;
    return d.verschil.replace("{kamer}", kamer).replace("{bedrag}", uit[k].textContent).replace("{totaal}", uit.at(-1).textContent);
  };
  const keur = (i) => {
    const wat = mis(i);
    i.toggleAttribute("data-anders", anders(i));
    if (!wat && !i.ariaInvalid) return;
    i.ariaInvalid = wat ? "true" : null;
    if (wat) i.setAttribute("aria-describedby", `uitleg-${wat}`);
    else i.removeAttribute("aria-describedby");
  };
  const zet = (paren) => {
    for (const [i, tekst] of paren) {
      i.value = tekst;
      if (soort(i) !== "tekst" && lees(i) !== null && lees(i) >= 0) i.value = toon(lees(i), soort(i));
      keur(i);
    }
    reken();
  };
  const verbeter = (i) => {
    if (inCel) return;
    inCel = true;
    if (!mis(i) && soort(i) !== "tekst") i.value = i.value.replaceAll(".", ""); /* half a thousands point would be a question */
    i.setSelectionRange(i.value.length, i.value.length);
  };
  const naast = (i, omlaag, opzij) => {
    const r = raster.findIndex((lijst) => lijst.includes(i));
    return raster[r + omlaag]?.[raster[r].indexOf(i) + opzij];
  };

  form.addEventListener("mousedown", (e) => {
    if (!e.target.matches(CEL)) return;
    if (e.target === document.activeElement) return verbeter(e.target);
    e.preventDefault();
    e.target.focus();
  });
  form.addEventListener("focusin", ({ target: i }) => {
    if (!i.matches(CEL)) return;
    [voor, inCel] = [i.value, false];
    i.select();
    meld();
  });
  form.addEventListener("focusout", ({ target: i }) => i.matches(CEL) && zet([[i, i.value]]));
  form.addEventListener("input", ({ target: i }) => { keur(i); reken(); });
  form.addEventListener("change", ({ target: i }) => {
    stapel.push([[i, voor]]);
    zet([[i, i.value]]);
    voor = i.value;
    meld(verschil(i));
  });
  form.addEventListener("keydown", (e) => {
    const i = e.target, ctrl = e.ctrlKey || e.metaKey;
    const [y, x] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [e.shiftKey ? -1 : 1, 0] }[e.key] ?? [];
    if (ctrl && e.key === "s") form.requestSubmit();
    else if (!i.matches(CEL) || e.altKey) return;
    else if (ctrl && e.key === "z" && i.value === voor && stapel.length) {
      const stap = stapel.pop();
      zet(stap);
      stap[0][0].focus();
      voor = stap[0][0].value;
      meld(d.terug);
    } else if (ctrl) return;
    else if (y || (x && !inCel)) naast(i, y, x)?.focus();
    else if (e.key === "F2") verbeter(i);
    else if (e.key === "Escape") {
      zet([[i, voor]]);
      i.select();
      meld();
    } else if (e.key === "?") hulp.showModal();
    else return;
    e.preventDefault();
  });
  form.addEventListener("paste", (e) => {
    const i = e.target, paren = [];
    if (!i.matches(CEL)) return;
    e.preventDefault();
    let buiten = 0;
    e.clipboardData.getData("text").replace(/\r?\n$/, "").split(/\r?\n/).forEach((regel, r) => regel.split("\t").forEach((tekst, k) => {
      const doel = naast(i, r, k);
      if (doel) paren.push([doel, tekst.trim()]);
      else buiten += 1;
    }));
    stapel.push(paren.map(([doel]) => [doel, doel.value]));
    zet(paren);
    voor = i.value;
    i.select();
    meld([buiten ? d.buiten.replace("{n}", buiten) : "", verschil(i)].filter(Boolean).join(" "));
  });

  /* The proposal is a page of its own; here it is typed into the cells that nobody touched. */
  document.querySelectorAll("a[data-rato]").forEach((a) => a.addEventListener("click", async (e) => {
    e.preventDefault();
    const html = await fetch(a.href).then((er) => (er.ok && !er.redirected ? er.text() : "")).catch(() => "");
    if (!html) return location.assign(a.href);
    const blad = new DOMParser().parseFromString(html, "text/html");
    const paren = cellen.filter((i) => !anders(i)).map((i) => [i, blad.getElementById(i.id)?.closest("[data-was]")?.value]).filter(([, tekst]) => tekst !== undefined);
    if (!paren.length) return meld(a.dataset.ratoNiets);
    stapel.push(paren.map(([i]) => [i, i.value]));
    zet(paren);
    paren[0][0].focus();
    meld(a.dataset.rato);
  }));

  $("[data-toetsen]", form).addEventListener("click", () => hulp.showModal());
  let bewaart = false;
  form.addEventListener("submit", () => { bewaart = true; });
  addEventListener("beforeunload", (e) => { if (!bewaart && cellen.some(anders)) e.preventDefault(); });
  addEventListener("pageshow", () => {
    bewaart = false;
    cellen.forEach((i) => i.hasAttribute("aria-describedby") || keur(i));
    reken();
    meld();
  });
})();
