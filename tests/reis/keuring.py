"""What every page must be: readable for all, in Dutch, with targets for a thumb, and never wider than the screen."""

import re

from axe_playwright_python.base import AXE_SCRIPT

AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,  # only css-orientation-lock asks for it: tests/static/test_bestanden.py reads the files instead
}
ALLEEN_MIS = "async (opties) => (await axe.run(document, opties)).violations"  # what is right need not travel
STIL = "Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})))"
TE_BREED = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
KLEINE_DOELEN = """(minst) => {
  const rechthoek = (el) => {
    const label = /radio|checkbox/.test(el.type) && (el.closest("label") || el.labels?.[0]);
    const a = el.getBoundingClientRect(), b = label ? label.getBoundingClientRect() : a;
    return [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  };
  const inZin = (el) => {
    if (el.tagName !== "A" || getComputedStyle(el).display !== "inline") return false;
    const blok = el.closest("p, li, dd, td, th, small, caption, summary, label, div");
    return blok.innerText.trim().length > el.innerText.trim().length + 3;
  };
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((el) => el.checkVisibility({visibilityProperty: true}) && !el.matches(".overslaan") && !inZin(el))
    .map((el) => [el, ...rechthoek(el)])
    .filter(([el, b, h]) => Math.min(b, h) < minst - 0.1)
    .map(([el, b, h]) => `${el.outerHTML.slice(0, 110)} ${b.toFixed(0)}x${h.toFixed(0)}`);
}"""
TEKST = """() => [
  document.title,
  document.body.innerText,
  ...[...document.querySelectorAll("input, textarea")].filter((v) => v.type !== "hidden").map((v) => v.value),
  ...["aria-label", "placeholder", "title", "alt", "data-een", "data-meer"].flatMap((naam) =>
    [...document.querySelectorAll(`[${naam}]`)].map((el) => el.getAttribute(naam))),
].join("\\n")"""
VERBODEN = re.compile(  # sentences that do not say what to do, and words that nobody translated
    r"Dit veld is verplicht|[Oo]ngeldig|fout bij|Voer een|Selecteer een geldige|Zorg ervoor dat"
    r"|\b(?:Please|This field|Enter a|Select a|Save|Cancel|Submit|Sign [IUio]|Log [io]n|Password|Username"
    r"|E-?mail address|Security Keys?|Recovery [Cc]odes?|Activate|Deactivate|Generate|Download codes|Continue|Your"
    r"|You have|Change|Delete|Remove|Edit|Add|Search|Filter by|All dates|Nothing|None|True|False"
    r"|No items?|Unspecified|Name)\b"
)
VREEMDE_GETALLEN = re.compile(r"\d,\d{3}(?:\.\d|,\d{3})|€\d|€[\s\u00a0]*-|(?<![\w\d\-–.])-\d+(?:[.,]\d+)*(?![\d-])")


def axe(page) -> list[str]:
    """Return what axe finds: rule and first element. A colour half-way a fade is no colour: wait for the end."""
    page.evaluate(STIL)
    page.evaluate(AXE_SCRIPT)
    mis = page.evaluate(ALLEEN_MIS, AXE)
    return [f"axe {regel['id']}: {regel['nodes'][0]['html'][:160]} ({len(regel['nodes'])})" for regel in mis]


def te_breed(page, *breedtes: int) -> list[str]:
    """Return at which widths the page itself scrolls sideways."""
    mis, gewoon = [], page.viewport_size
    for breedte in breedtes:
        page.set_viewport_size({"width": breedte, "height": gewoon["height"]})
        if extra := page.evaluate(TE_BREED):
            mis.append(f"{extra} px te breed op {breedte}")
    page.set_viewport_size(gewoon)
    return mis


def kleine_doelen(page, minst: int) -> list[str]:
    """Return controls smaller than so many pixels; links inside a sentence may be."""
    return [f"klein: {doel}" for doel in page.evaluate(KLEINE_DOELEN, minst)]


def woorden(page) -> list[str]:
    """Return words and numbers that do not belong on a Dutch page."""
    tekst = page.evaluate(TEKST)
    gevonden = [*VERBODEN.finditer(tekst), *VREEMDE_GETALLEN.finditer(tekst)]
    return [f"tekst: {' '.join(tekst[max(0, m.start() - 30) : m.end() + 30].split())!r}" for m in gevonden]


FOCUS = """() => {
  const el = document.activeElement;
  if (el === document.body) return null;
  const dragers = [el, el.closest(".stapper, .euro"), el.closest(".chip")?.querySelector("span")].filter(Boolean);
  const ziet = (stijl) => stijl.outlineStyle !== "none" || stijl.boxShadow !== "none";
  const vrij = [...el.getClientRects()].some((vak) => [0.1, 0.3, 0.5, 0.7, 0.9].some((deel) => { /* a link may wrap */
    const x = Math.min(Math.max(vak.left + Math.min(vak.width / 2, 100), 1), innerWidth - 1);
    const boven = document.elementFromPoint(x, vak.top + vak.height * deel);
    return boven && (el.contains(boven) || boven.closest("label")?.control === el);
  }));
  return {wat: el.outerHTML.slice(0, 110), zichtbaar: dragers.some((d) => ziet(getComputedStyle(d))), vrij};
}"""


def toetsenbord(page, hoogstens: int = 60) -> list[str]:
    """Walk with Tab: the skip link first unless the page begins in its form; every focus is seen and not covered."""
    mis, gezien = [], []
    begint_elders = page.locator(".foutlijst").count() or page.evaluate("document.activeElement !== document.body")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _keer in range(hoogstens):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        gezien.append(focus["wat"])
        mis += [f"focus niet te zien: {focus['wat']}"] if not focus["zichtbaar"] else []
        mis += [f"focus bedekt: {focus['wat']}"] if not focus["vrij"] else []
    return (
        mis
        if begint_elders or "overslaan" in gezien[0] or "skip-to-content" in gezien[0]
        else [*mis, f"eerste Tab: {gezien[0]}"]
    )
