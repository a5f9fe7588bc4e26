"""The week of a room on paper: what there is, when, and when the door is open. No names of people."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import override

from buurtwerkkamer.drukbaar import tekens
from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.pdf import Pdf, maak_pdf
from kamers.models import Kamer, Sluiting
from kamers.services.openingstijden import open_per_dag
from kamers.services.planning import Gepland, planning
from kamers.services.vrije_dag import sluitingen_van

FORMATEN = ("a4", "a3")
STANDEN = ("staand", "liggend")
WEEK = timedelta(days=7)
MATEN = range(1, 7)  # the sizes of the letters, the largest first
HOOGTE = {"staand": 66, "liggend": 42}  # rem between header and foot
LETTER = {"staand": (2.25, 2, 1.75, 1.5, 1.25, 1), "liggend": (1.85, 1.65, 1.45, 1.28, 1.1, 0.92)}  # rem
LANG = (14, 22)  # from so many characters on a name gets smaller letters


@dataclass(frozen=True)
class Posterdag:
    """One day on the poster: opening hours, what there is, or why the room is closed."""

    dag: date
    open: list[str]
    keren: list[Gepland]
    dicht: Sluiting | None
    vrij: Sluiting | None

    @property
    def leeg(self) -> bool:
        """A day on which nothing happens and the door stays shut needs no place on the wall."""
        return not (self.keren or self.open or self.dicht)


def posterdagen(kamer: Kamer, maandag: date) -> list[Posterdag]:
    """Return the days of a week with something on them, Monday first."""
    zondag = maandag + WEEK - timedelta(days=1)
    keren = planning(kamer.activiteiten.all(), maandag, zondag)
    vrij, open_ = sluitingen_van(kamer, maandag, zondag), open_per_dag(kamer, maandag, zondag)
    dagen = [_dag(dag, keren, vrij, stukken) for dag, stukken in open_.items()]
    return [dag for dag in dagen if not dag.leeg]


def _dag(dag: date, keren: list[Gepland], vrij: list[Sluiting], stukken) -> Posterdag:
    hier = [s for s in vrij if s.van <= dag <= s.tot]
    dicht = next((s for s in hier if s.soort == Sluiting.Soort.DICHT), None)
    vakantie = next((s for s in hier if s.soort == Sluiting.Soort.VAKANTIE), None)
    van_de_dag = [k for k in keren if k.dag == dag and not (dicht and k.sluiting)]
    tijden = [] if dicht else [f"{begin:%H:%M}–{eind:%H:%M}" for begin, eind in stukken]
    return Posterdag(dag, tijden, van_de_dag, dicht, None if dicht else vakantie)


def weekposter(kamer: Kamer, maandag: date, formaat: str = "a4", stand: str = "staand") -> Pdf:
    """Print the week of a room on one page, in the largest letters that fit; the same week gives the same bytes.

    PdfFout when it cannot be printed. Only a week of dozens of activities takes a second page: columns cannot go on
    there, so on paper that lies down its days then stand in rows.
    """
    dagen = posterdagen(kamer, maandag)
    for maat in MATEN[eerste_maat(dagen, stand) - 1 :]:
        pdf = _maak(maak_html(kamer, maandag, dagen, f"{formaat}-{stand}", maat))
        if pdf.bladzijden == 1:
            return pdf
    return (
        _maak(maak_html(kamer, maandag, dagen, f"{formaat}-{stand}", MATEN[-2], "staand"))
        if stand == "liggend"
        else pdf
    )


def _maak(html: str) -> Pdf:
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])


def eerste_maat(dagen: list[Posterdag], stand: str) -> int:
    """Guess which letters fit, so that the printer rarely has to try twice: 1 is the largest."""
    if stand == "staand":
        nodig = sum(1 + max(2.8, 1.4 * len(dag.keren)) for dag in dagen)
    else:
        nodig = max((4.2 + 3.3 * len(dag.keren) for dag in dagen), default=0)
    return next((n for n, letter in enumerate(LETTER[stand], 1) if nodig * letter <= HOOGTE[stand]), MATEN[-1])


def maak_html(kamer: Kamer, maandag: date, dagen: list[Posterdag], papier: str, maat: int, indeling: str = "") -> str:
    """Return the poster as HTML, for the printer; characters that our fonts lack are left out.

    ``indeling``: days in rows ("staand") or in columns ("liggend"), when that is not as the paper lies.
    """
    formaat, stand = papier.split("-")
    inhoud = {
        "kamer": kamer,
        "dagen": dagen,
        "maandag": maandag,
        "week": week_in_woorden(maandag),
        "klassen": f"{formaat} {indeling or stand} naam-{1 + sum(len(kamer.naam) >= n for n in LANG)}",
        "papier": papier,
        "maat": maat,
        "cooperatie": Cooperatie.objects.huidig(),
    }
    with override("nl"):
        html = normalize("NFC", render_to_string("kamers/weekposter_druk.html", inhoud))
    return "".join(teken for teken in html if ord(teken) in tekens())


def week_in_woorden(maandag: date) -> str:
    """Say which week it is: "Week van 23 tot en met 29 november"."""
    zondag = maandag + WEEK - timedelta(days=1)
    with override("nl"):
        begin = date_format(maandag, "j" if maandag.month == zondag.month else "j F")
        return f"Week van {begin} tot en met {date_format(zondag, 'j F')}"


def vorige_maandag(dag: date) -> date:
    """Return the Monday of the week of a day."""
    return dag - timedelta(days=dag.weekday())
