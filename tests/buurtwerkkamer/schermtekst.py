"""What a reader sees or hears of a page, and in which language: text, labels and the words that scripts will show."""

import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser

GEEN_EIND = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}
ONZICHTBAAR = {"script", "style", "template"}
GEHOORD = {"alt", "aria-label", "placeholder", "title"}
KNOPPEN = {"submit", "button", "reset"}
RIJEN = "data-inline-formset"  # what the admin says to its script: two texts between names
VOOR_SCRIPTS = {RIJEN, "data-lijst"}  # figures and names between the keys of JSON, no text
LETTER = re.compile(r"[^\W\d_]{2}")


class Lezer(HTMLParser):
    """Collects the pieces of text that stand in one language, and skips what says to be in another."""

    def __init__(self, taal: str):
        super().__init__()
        self.taal, self.stukken, self._open = taal, [], [("", taal)]

    def handle_starttag(self, tag, attrs):
        kenmerken = dict(attrs)
        taal = kenmerken.get("lang") or self._open[-1][1]
        if taal == self.taal:
            self.stukken += [waarde for naam, waarde in attrs if waarde and self._klinkt(tag, naam, kenmerken)]
            rijen = json.loads(kenmerken.get(RIJEN) or "{}").get("options", {})
            self.stukken += [rijen[naam] for naam in ("addText", "deleteText") if naam in rijen]
        if tag not in GEEN_EIND:
            self._open.append((tag, "" if tag in ONZICHTBAAR else taal))

    def handle_endtag(self, tag):
        if any(naam == tag for naam, _taal in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if self._open[-1][1] == self.taal:
            self.stukken.append(data)

    def _klinkt(self, tag: str, naam: str, kenmerken: dict) -> bool:
        if naam == "value":
            return tag == "input" and kenmerken.get("type") in KNOPPEN
        return naam in GEHOORD or (
            naam not in VOOR_SCRIPTS and (naam.startswith("data-") and " " in (kenmerken[naam] or ""))
        )


def schermtekst(html: str, taal: str, eigen: Iterable[str] = ()) -> list[str]:
    """Return the pieces of text in a language, without the words that people typed in themselves."""
    lezer = Lezer(taal)
    lezer.feed(html)
    stukken = [" ".join(stuk.split()) for stuk in lezer.stukken]
    alles = "\n".join(stukken)
    hier = sorted((woord for woord in eigen if woord in alles), key=len, reverse=True)
    weg = re.compile("|".join(rf"(?<!\w){re.escape(woord)}(?!\w)" for woord in hier) or r"(?!)")
    kaal = (" ".join(weg.sub("§", stuk).split()) for stuk in stukken)
    return [stuk for stuk in kaal if LETTER.search(stuk)]
