"""Books that are kept elsewhere (domain.md §5.9): which years, what accounts mean here, and taking a ledger over.

What was taken over never changes, like everything in the books. A newer file is compared document by document: what is
the same stays, what changed is reversed and booked anew, what is gone is reversed. Each line goes through account 1495,
so that a document with several debits and credits keeps its lines; within a document that account is always nil.
Lock: the row of ``Boekenelders``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Boekenelders, Boekstuk, Dagboek, Eldersstuk, Grootboekrekening, Koppeling
from financien.services.boeken import BoekFout, Regel, Stuk, boek, keer_om
from financien.services.rekeningschema import vaste_rekening
from financien.services.toekenningboek import erken_in
from kamers.models import Kamer

TEGEN = "1495"
VERVANGEN, WEG = "Anders in het nieuwe bestand", "Staat niet meer in het nieuwe bestand"  # Dutch, as they stay


@dataclass(frozen=True)
class Overlijn:
    """A line of the other package in terms of ours; above zero is debit."""

    rekening: Grootboekrekening
    bedrag: Decimal
    kamer: Kamer | None = None
    tekst: str = ""


@dataclass(frozen=True)
class Overstuk:
    """A document to be taken over."""

    bron: str
    datum: date
    omschrijving: str
    lijnen: Sequence[Overlijn]

    @property
    def afdruk(self) -> str:
        """Return the sha256 of what it says here, so that a change in the mapping is a change too."""
        lijnen = [[r.rekening.nummer, str(r.bedrag), r.kamer.code if r.kamer else "", r.tekst] for r in self.lijnen]
        return sha256(json.dumps([self.datum.isoformat(), self.omschrijving, lijnen]).encode()).hexdigest()


@dataclass(frozen=True)
class Verschil:
    """What taking a ledger over would do."""

    nieuw: list[Overstuk] = field(default_factory=list)
    anders: list[tuple[Overstuk, Boekstuk]] = field(default_factory=list)
    weg: list[Boekstuk] = field(default_factory=list)
    zelfde: int = 0


def zet_elders(*, jaar: int, pakket: str) -> Boekenelders:
    """Let the books of a year be kept elsewhere. BoekFout when something was booked here, or there is no such year."""
    rij = Jaar.objects.filter(jaar=jaar).first()
    if rij is None:
        raise BoekFout(_("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.") % {"jaar": jaar})
    try:
        with transaction.atomic():
            elders, _nieuw = Boekenelders.objects.update_or_create(jaar=rij, defaults={"pakket": pakket})
    except IntegrityError as fout:
        raise BoekFout(
            _("In %(jaar)s is hier al geboekt. Boeken elders kan alleen in een leeg jaar.") % {"jaar": jaar}
        ) from fout
    return elders


@transaction.atomic
def zet_hier(*, jaar: int, gebruiker: Gebruiker) -> None:
    """Keep the books of a year here again, with the income of its grants. BoekFout when something was taken over."""
    rij = Boekenelders.objects.filter(jaar__jaar=jaar).first()
    if rij is None:
        raise BoekFout(_("De boeken van %(jaar)s staan al hier.") % {"jaar": jaar})
    try:
        with transaction.atomic():
            rij.delete()
    except IntegrityError as fout:
        zin = _("Van %(jaar)s is al iets overgenomen. Dat jaar blijft in het andere pakket.")
        raise BoekFout(zin % {"jaar": jaar}) from fout
    erken_in(jaar, gebruiker)


@transaction.atomic
def bewaar_koppelingen(koppelingen: Sequence[Koppeling]) -> None:
    """Store what accounts and cost centres are here; one that is there already takes the new meaning."""
    for rij in koppelingen:
        waarden = {"naam": rij.naam, "rekening": rij.rekening, "kamer": rij.kamer}
        Koppeling.objects.update_or_create(soort=rij.soort, code=rij.code, defaults=waarden)


def vergelijk(stukken: Sequence[Overstuk], *, jaar: int) -> Verschil:
    """Return what is new, changed and gone since what was taken over before. Two queries."""
    geldend = {rij.bron: rij for rij in Eldersstuk.objects.geldend(jaar).select_related("boekstuk")}
    verschil = Verschil(weg=[rij.boekstuk for bron, rij in geldend.items() if bron not in {s.bron for s in stukken}])
    zelfde = 0
    for stuk in stukken:
        eerder = geldend.get(stuk.bron)
        if eerder is None:
            verschil.nieuw.append(stuk)
        elif eerder.afdruk != stuk.afdruk:
            verschil.anders.append((stuk, eerder.boekstuk))
        else:
            zelfde += 1
    return Verschil(verschil.nieuw, verschil.anders, verschil.weg, zelfde)


@transaction.atomic
def neem_over(stukken: Sequence[Overstuk], *, jaar: int, gebruiker: Gebruiker) -> Verschil:
    """Take a ledger over: book only the difference with what stands here; the same ledger twice changes nothing.

    BoekFout when the books of the year are kept here, when a document does not balance, or when the year is closed.
    """
    if not Boekenelders.objects.select_for_update(of=("self",)).filter(jaar__jaar=jaar).exists():
        raise BoekFout(_("De boeken van %(jaar)s staan hier. Zet eerst aan dat ze elders staan.") % {"jaar": jaar})
    tegen = vaste_rekening(TEGEN, BoekFout)
    verschil = vergelijk(stukken, jaar=jaar)
    om = [(oud, VERVANGEN) for _stuk, oud in verschil.anders] + [(oud, WEG) for oud in verschil.weg]
    for oud, reden in om:
        sleutel = uuid5(NAMESPACE_URL, f"elders om:{oud.pk}")
        keer_om(oud, datum=oud.datum, reden=reden, sleutel=sleutel, gebruiker=gebruiker)
    for stuk in [*verschil.nieuw, *(stuk for stuk, _oud in verschil.anders)]:
        _boek(stuk, tegen, jaar, gebruiker)
    return verschil


def _boek(stuk: Overstuk, tegen: Grootboekrekening, jaar: int, gebruiker: Gebruiker) -> None:
    if sum(lijn.bedrag for lijn in stuk.lijnen):
        raise BoekFout(_("Stuk %(stuk)s is niet in evenwicht.") % {"stuk": stuk.bron})
    keer = Eldersstuk.objects.filter(bron=stuk.bron, boekstuk__jaar__jaar=jaar).count() + 1
    regels = [_regel(lijn, tegen) for lijn in stuk.lijnen]
    nieuw = Stuk(Dagboek.ELDERS, stuk.datum, stuk.omschrijving, regels)
    sleutel = uuid5(NAMESPACE_URL, f"elders:{jaar}:{stuk.bron}:{keer}")
    boekstuk = boek(nieuw, sleutel=sleutel, gebruiker=gebruiker)
    Eldersstuk.objects.create(bron=stuk.bron, afdruk=stuk.afdruk, boekstuk=boekstuk)


def _regel(lijn: Overlijn, tegen: Grootboekrekening) -> Regel:
    debet, credit = (lijn.rekening, tegen) if lijn.bedrag > 0 else (tegen, lijn.rekening)
    return Regel(debet, credit, abs(lijn.bedrag), lijn.kamer, None, lijn.tekst)
