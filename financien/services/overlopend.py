"""Accruals: a cost or income moved to the year it belongs to, and taken back on 1 January of the next (domain.md §5.3).

One act, two documents, in one transaction; undoing it reverses both, each in its own year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Boekstuk, Dagboek, Grootboekrekening, Overlopendepost, Rekeningsoort
from financien.services.boeken import BoekFout, Regel, Stuk, boek, keer_om
from financien.services.maanden import boekdag
from financien.services.rekeningschema import vaste_rekening
from kamers.models import Kamer

_S = Overlopendepost.Soort
DECEMBER = 12
TERUG, OM, OM_TERUG = "terug", "omgekeerd", "terug omgekeerd"  # what the second key of an act is made from


@dataclass(frozen=True)
class _Vorm:
    """Between which accounts a kind goes. ``rekening``: the kind of account that is moved to the other year."""

    tegen: str
    rekening: Rekeningsoort
    tegen_debet: bool


VORMEN = {
    _S.NOG_TE_BETALEN: _Vorm("1600", Rekeningsoort.KOSTEN, False),
    _S.VOORUITBETAALD: _Vorm("1400", Rekeningsoort.KOSTEN, True),
    _S.NOG_TE_ONTVANGEN: _Vorm("1410", Rekeningsoort.BATEN, True),
    _S.VOORUITONTVANGEN: _Vorm("1605", Rekeningsoort.BATEN, False),
}


@dataclass(frozen=True)
class Deel:
    """What one room has in it, in euros, more than 0."""

    kamer: Kamer
    bedrag: Decimal


@dataclass(frozen=True)
class Opgave:
    """What someone filled in. ``kenmerk`` is of the accountant, once the year is provisionally closed."""

    soort: Overlopendepost.Soort
    rekening: Grootboekrekening
    delen: Sequence[Deel]
    omschrijving: str
    reden: str
    kenmerk: str = ""


@transaction.atomic
def boek_overlopend(
    opgave: Opgave, *, jaar: int, vandaag: date, sleutel: UUID, gebruiker: Gebruiker
) -> Overlopendepost:
    """Book an accrual at 31 December and its opposite on 1 January; the same key gives back what is there.

    BoekFout before December of that year, when the next year does not exist, or when a rule of the books is in the way.
    """
    vorm = _keur(opgave, jaar, vandaag)
    tegen = vaste_rekening(vorm.tegen, BoekFout)
    heen = [_regel(opgave.rekening, tegen, deel, naar_tegen=vorm.tegen_debet) for deel in opgave.delen]
    terug = [_regel(opgave.rekening, tegen, deel, naar_tegen=not vorm.tegen_debet) for deel in opgave.delen]
    wat = f"{str(opgave.soort).capitalize()}: {opgave.omschrijving}"[:140]  # Dutch, whoever books it
    stuk = Stuk(Dagboek.MEMORIAAL, date(jaar, DECEMBER, 31), wat, heen, reden=opgave.reden, kenmerk=opgave.kenmerk)
    terugdag = boekdag(date(jaar + 1, 1, 1))
    tegenstuk = Stuk(
        Dagboek.MEMORIAAL, terugdag, f"Terug {wat}"[:140], terug, reden=opgave.reden, kenmerk=opgave.kenmerk
    )
    eerste = boek(stuk, sleutel=sleutel, gebruiker=gebruiker)
    tweede = boek(tegenstuk, sleutel=uuid5(sleutel, TERUG), gebruiker=gebruiker)
    post, _nieuw = Overlopendepost.objects.get_or_create(
        boekstuk=eerste, defaults={"tegenstuk": tweede, "soort": opgave.soort, "rekening": opgave.rekening}
    )
    return post


def waarom_nog_niet(jaar: int, vandaag: date) -> str:
    """Say why no accrual of this year can be booked yet, whatever is filled in; empty when it can."""
    if vandaag < date(jaar, DECEMBER, 1):
        return _("Overlopende posten van %(jaar)s boek je vanaf 1 december.") % {"jaar": jaar}
    if not Jaar.objects.filter(jaar=jaar + 1).exists():
        zin = _(
            "Boekjaar %(jaar)s bestaat nog niet. Begin daar eerst de begroting van: de post komt op 1 januari terug."
        )
        return zin % {"jaar": jaar + 1}
    return ""


def _keur(opgave: Opgave, jaar: int, vandaag: date) -> _Vorm:
    vorm = VORMEN[opgave.soort]
    nog_niet = waarom_nog_niet(jaar, vandaag)
    if nog_niet:
        raise BoekFout(nog_niet)
    if opgave.rekening.soort != vorm.rekening:
        zinnen = {
            Rekeningsoort.KOSTEN: _("Kies hierbij een rekening van kosten."),
            Rekeningsoort.BATEN: _("Kies hierbij een rekening van baten."),
        }
        raise BoekFout(zinnen[vorm.rekening])
    if len({deel.kamer.pk for deel in opgave.delen}) != len(opgave.delen):
        raise BoekFout(_("Een kamer staat er twee keer. Tel die bedragen op."))
    return vorm


def _regel(rekening: Grootboekrekening, tegen: Grootboekrekening, deel: Deel, *, naar_tegen: bool) -> Regel:
    debet, credit = (tegen, rekening) if naar_tegen else (rekening, tegen)
    return Regel(debet, credit, deel.bedrag, deel.kamer)


@transaction.atomic
def maak_ongedaan(
    post: Overlopendepost, *, reden: str, sleutel: UUID, gebruiker: Gebruiker, kenmerk: str = ""
) -> tuple[Boekstuk, Boekstuk]:
    """Reverse both documents of an accrual, each in its own year, so that neither keeps anything of it."""
    vast = {"reden": reden, "kenmerk": kenmerk}
    een, ander = (
        keer_om(stuk, datum=boekdag(stuk.datum), sleutel=uuid5(sleutel, naam), gebruiker=gebruiker, **vast)
        for stuk, naam in ((post.boekstuk, OM), (post.tegenstuk, OM_TERUG))
    )
    return een, ander


def overlopend(jaar: int, gebruiker: Gebruiker) -> list[Overlopendepost]:
    """Return the accruals at the end of a year that someone may see, those that were undone last."""
    erbij = ("rekening", "boekstuk__omgekeerd_door", "tegenstuk")
    posten = Overlopendepost.objects.zichtbaar_voor(gebruiker).in_jaar(jaar).select_related(*erbij)
    return sorted(posten, key=lambda post: (hasattr(post.boekstuk, "omgekeerd_door"), post.soort, post.pk))
