"""The board of klussen of a room: one column per status, filtered by volunteer or corporation."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Q
from django.utils.translation import gettext as _

from kamers.models import Kamer, Klus, Teljaar
from kamers.services.klussen import Klusregel, met_helpers
from kamers.services.wissen import BEWAREN

TERUG = timedelta(days=14)  # so long a klus that went off stays on the board


@dataclass(frozen=True)
class Bordfilter:
    """What to leave on the board: klussen of one helper, of tenants of one corporation, or both. 0: everything."""

    wie: int = 0
    corporatie: int = 0

    def laat_door(self, regel: Klusregel) -> bool:
        van_wie = not self.wie or any(helper.persoon == self.wie for helper in regel.helpers)
        return van_wie and (not self.corporatie or regel.klus.corporatie_id == self.corporatie)


@dataclass(frozen=True)
class Kolom:
    """One status with its klussen; ``leeg`` says that there are none."""

    code: str
    naam: str
    leeg: str
    regels: list[Klusregel]


@dataclass(frozen=True)
class Klusbord:
    """The columns, the klussen that still miss an answer, and what one may filter on."""

    kolommen: list[Kolom]
    aanvullen: list[Klusregel]
    helpers: list[tuple[int, str]]
    corporaties: list[tuple[int, str]]

    @property
    def open(self) -> list[Klusregel]:
        """What is to do, in the order of the board."""
        return [regel for kolom in self.kolommen[:2] for regel in kolom.regels]

    def kolom(self, code: str) -> list[Klusregel]:
        """Return the klussen of one column."""
        return next(kolom.regels for kolom in self.kolommen if kolom.code == code)


def klusbord(kamer: Kamer, vandaag: date, keuze: Bordfilter | None = None) -> Klusbord:
    """Return the board of a room: open, done this week (from Monday), off in two weeks. One query.

    To repair are the klussen without an answer of this year, and of last year until its counting year is closed.
    """
    status, maandag = Klus.Status, vandaag - timedelta(days=vandaag.weekday())
    op_het_bord = (
        Q(status__in=[status.GEVRAAGD, status.GEPLAND])
        | _aan_te_vullen(kamer, vandaag)
        | Q(status=status.KLAAR, gedaan_op__gte=maandag)
        | Q(status=status.VERVALLEN, afgehandeld_op__gt=vandaag - TERUG)
    )
    klussen = met_helpers(Klus.objects.filter(op_het_bord, kamer=kamer))
    alle = [Klusregel(klus, vandaag) for klus in klussen.annotate(aan_te_vullen=_aan_te_vullen(kamer, vandaag))]
    regels = sorted((regel for regel in alle if (keuze or Bordfilter()).laat_door(regel)), key=_volgorde)
    klaar = sorted((r for r in regels if r.klaar), key=lambda r: (r.gedaan_op, r.klus.pk), reverse=True)
    return Klusbord(
        kolommen=_kolommen(regels, [regel for regel in klaar if regel.gedaan_op >= maandag]),
        aanvullen=[regel for regel in klaar if vars(regel.klus)["aan_te_vullen"]],
        helpers=_op_naam((h.persoon, h.naam) for regel in alle for h in regel.helpers),
        corporaties=_op_naam((r.klus.corporatie_id, r.klus.corporatie.naam) for r in alle if r.klus.corporatie),
    )


def _aan_te_vullen(kamer: Kamer, vandaag: date) -> Q:
    gesloten = Teljaar.objects.filter(kamer=kamer, jaar=vandaag.year - 1)
    vorig = Q(gedaan_op__year=vandaag.year - 1) & ~Q(Exists(gesloten))
    onbekend = Q(status=Klus.Status.KLAAR, eerste_keer=Klus.EersteKeer.ONBEKEND)
    onbekend &= Q(gedaan_op__gt=vandaag - BEWAREN)  # its text is erased then: nobody can know any more whose job it was
    return onbekend & (Q(gedaan_op__year=vandaag.year) | vorig)


def _kolommen(regels: list[Klusregel], klaar: list[Klusregel]) -> list[Kolom]:
    status = Klus.Status

    def met(gezocht):
        return [regel for regel in regels if regel.klus.status == gezocht]

    return [
        Kolom("gevraagd", _("Gevraagd"), _("Niets te plannen."), met(status.GEVRAAGD)),
        Kolom("gepland", _("Gepland"), _("Geen afspraken."), met(status.GEPLAND)),
        Kolom("klaar", _("Klaar deze week"), _("Deze week nog niets klaar."), klaar),
        Kolom("vervallen", _("Gaat niet door"), _("Niets in de laatste twee weken."), met(status.VERVALLEN)),
    ]


def _op_naam(paren) -> list[tuple[int, str]]:
    return sorted(set(paren), key=lambda paar: (paar[1], paar[0]))


def _volgorde(regel: Klusregel) -> tuple:
    klus = regel.klus
    tijd = klus.afspraak_tijd.isoformat() if klus.afspraak_tijd else ""
    return (klus.afspraak is None, klus.afspraak or klus.gevraagd_op, tijd, klus.pk)
