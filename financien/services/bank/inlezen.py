"""Read a bank file into the database: whole or not at all, and only what is new.

The lines of an account are a chain: what stood there at first plus all lines is what the bank says. A file must fit
that chain to the cent, so a line that is missing, doubled or wrongly taken for a known one is refused (docs/bank.md).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Max, Min, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.handelingen import eenmaal
from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.models import Bestand, Cooperatie, Gebruiker
from financien.models import Bankafschrift, Bankregel, Grootboekrekening, Rekeningsoort
from financien.services.bank.afschrift import Afschrift, Leesregel, kort
from financien.services.bank.gelezen import WEER, doel_van
from financien.services.bank.lezen import lees
from financien.services.bank.vergelijken import bekend, nieuwe, vingerafdruk

NUL = Decimal("0.00")
DAG = timedelta(days=1)


@dataclass(frozen=True)
class Uitslag:
    """What came of a file: its statement, how many lines were new and how many were there already."""

    afschrift: Bankafschrift
    nieuw: int
    bekend: int
    eerder: bool = False  # this very file was read before


@dataclass(frozen=True)
class Stand:
    """The chain of an account: where it began, from which day to which, and where it stands now."""

    basis: Decimal
    eerste: date
    laatste: date
    nu: Decimal


@transaction.atomic
def lees_in(*, inhoud: bytes, naam: str, gebruiker: Gebruiker | None) -> Uitslag:
    """Store the new lines of a bank file. BestandFout when anything is wrong; then nothing is stored."""
    gelezen = lees(inhoud)
    _keur_dagen(gelezen)
    eigen = eigen_rekening(gelezen.iban)
    rekening = Grootboekrekening.objects.select_for_update().get(pk=eigen.pk)  # one file per account at a time
    if rekening.gesloten:
        zin = _("Rekening %(rekening)s is gesloten. Open haar eerst weer bij Rekeningen. Er is niets ingelezen.")
        raise BestandFout(zin % {"rekening": rekening})
    som = sha256(inhoud).hexdigest()
    eerder = Bankafschrift.objects.filter(sha256=som).first()
    if eerder:
        _nog_eens(eerder, gebruiker)
        return Uitslag(eerder, 0, eerder.aantal, eerder=True)
    stand = stand_van(rekening)
    nieuw, basis = _past(gelezen, rekening, stand)
    totaal = basis + _som(rekening) + sum((regel.bedrag for regel in nieuw), NUL)
    bestand = Bestand.objects.create(
        naam=naam[:150], type="application/octet-stream", sha256=som, omvang=len(inhoud), inhoud=inhoud
    )
    velden = {naam_: getattr(gelezen, naam_) for naam_ in ("vorm", "van", "tot", "begin", "eind")}
    velden |= {"aantal": len(gelezen.regels), "nieuw": len(nieuw), "stand": totaal, "ingelezen_door": gebruiker}
    afschrift = Bankafschrift.objects.create(rekening=rekening, bestand=bestand, sha256=som, **velden)
    Bankregel.objects.bulk_create(_rijen(afschrift, nieuw), batch_size=1000)
    return Uitslag(afschrift, len(nieuw), len(gelezen.regels) - len(nieuw))


def _nog_eens(afschrift: Bankafschrift, gebruiker: Gebruiker | None) -> None:
    """Remember, once a day, that somebody read a file that was read before: so it stands for what came until now."""
    if gebruiker:
        dag = timezone.localdate()
        doel = doel_van(afschrift.pk)
        sleutel = uuid5(NAMESPACE_URL, f"{doel} {dag} {gebruiker.pk}")
        eenmaal(sleutel, WEER, gebruiker, doel)


def _keur_dagen(gelezen: Afschrift) -> None:
    """Refuse a line of a day that has yet to come: the bank books nothing ahead, and the month would look complete."""
    vandaag = timezone.localdate()
    for nummer, regel in enumerate(gelezen.regels, 1):
        if regel.datum > vandaag:
            zin = _(
                "Regel %(nummer)s (%(bedrag)s) is van %(dag)s. Die dag moet nog komen. "
                "Er is niets ingelezen. Haal het bestand opnieuw op bij je bank."
            )
            delen = {"nummer": nummer, "bedrag": euro(regel.bedrag), "dag": kort(regel.datum)}
            raise BestandFout(zin % delen)


def eigen_rekening(iban: str) -> Grootboekrekening:
    """Return our account with this number. BestandFout for an account of someone else."""
    rekening = Grootboekrekening.objects.filter(iban=iban).first()
    if rekening is None and "".join(Cooperatie.objects.huidig().iban.split()).upper() == iban:
        zonder = Grootboekrekening.objects.filter(soort=Rekeningsoort.BANK, iban=None)
        rekening = zonder.order_by("gesloten", "nummer").first()
    if rekening is None:
        raise BestandFout(
            _(
                "Dit bestand is van rekening %(iban)s. Die is niet van ons. Kies een bestand van een eigen rekening, "
                "of zet dit nummer eerst bij Onze bankrekeningen."
            )
            % {"iban": iban}
        )
    return rekening


def stand_van(rekening: Grootboekrekening) -> Stand | None:
    """Return the chain of an account, or None when no file was read yet."""
    laatste = rekening.afschriften.order_by("-pk").first()
    if laatste is None:
        return None
    dagen = rekening.afschriften.aggregate(eerste=Min("van"), laatste=Max("tot"))
    return Stand(laatste.stand - _som(rekening), dagen["eerste"], dagen["laatste"], laatste.stand)


def _som(rekening: Grootboekrekening, **welke) -> Decimal:
    return rekening.bankregels.filter(**welke).aggregate(som=Sum("bedrag", default=NUL))["som"]


def _past(gelezen: Afschrift, rekening: Grootboekrekening, stand: Stand | None) -> tuple[list[Leesregel], Decimal]:
    """Return the new lines of a file and where the chain begins. BestandFout when it fits in no way."""
    if stand is None:
        if gelezen.begin is None:
            raise BestandFout(
                _(
                    "Het eerste bestand van een rekening moet een saldo hebben. "
                    "Haal CAMT.053, MT940 of een CSV met saldo op bij je bank."
                )
            )
        return list(gelezen.regels), gelezen.begin
    oud = [bekend(rij, rij.afschrift.vorm) for rij in _in_periode(rekening, gelezen).select_related("afschrift")]
    if gelezen.begin is None or gelezen.eind is None:
        return _zonder_saldo(gelezen, nieuwe(gelezen.regels, gelezen.vorm, oud), stand), stand.basis
    for ruim in (False, True):
        nieuw = nieuwe(gelezen.regels, gelezen.vorm, oud, ruim=ruim)
        if _sluit_aan(gelezen, nieuw, rekening, stand):
            return nieuw, gelezen.begin if gelezen.van < stand.eerste else stand.basis
    if gelezen.begin == stand.nu and gelezen.van >= stand.laatste:
        return list(gelezen.regels), stand.basis  # goes on where we were, on the same day
    if gelezen.eind == stand.basis and gelezen.tot <= stand.eerste:
        return list(gelezen.regels), gelezen.begin  # ends where we began, on the same day
    raise _past_niet(gelezen, rekening, stand)


def _in_periode(rekening: Grootboekrekening, gelezen: Afschrift):
    return rekening.bankregels.filter(datum__gte=gelezen.van, datum__lte=gelezen.tot)


def _zonder_saldo(gelezen: Afschrift, nieuw: list[Leesregel], stand: Stand) -> list[Leesregel]:
    if nieuw and min(regel.datum for regel in nieuw) < stand.eerste:
        raise BestandFout(
            _("Dit bestand heeft geen saldo en begint vóór %(dag)s, ons eerste afschrift. Haal een vorm met saldo op.")
            % {"dag": kort(stand.eerste)}
        )
    return nieuw


def _sluit_aan(gelezen: Afschrift, nieuw: list[Leesregel], rekening: Grootboekrekening, stand: Stand) -> bool:
    """Tell whether the file fits the chain once these lines are added to it."""
    if gelezen.begin is None:
        return True
    if not gelezen.regels:
        return gelezen.begin == stand.basis + _som(rekening, datum__lte=gelezen.tot)
    erbij = sum((regel.bedrag for regel in nieuw), NUL)
    if gelezen.van < stand.eerste:  # an older file: it must end where we began
        ervoor = sum((regel.bedrag for regel in nieuw if regel.datum < stand.eerste), NUL)
        if gelezen.tot < stand.eerste - DAG or gelezen.begin + ervoor != stand.basis:
            return gelezen.eind == stand.basis and len(nieuw) == len(gelezen.regels)
    elif gelezen.begin != stand.basis + _som(rekening, datum__lt=gelezen.van):
        return False
    if not nieuw:
        return True
    som = _som(rekening, datum__gte=gelezen.van, datum__lte=gelezen.tot)
    return gelezen.begin + som + erbij == gelezen.eind


def _past_niet(gelezen: Afschrift, rekening: Grootboekrekening, stand: Stand) -> BestandFout:
    """Say where it does not fit: lines are missing in between, or the file tells something else than we have."""
    if gelezen.van > stand.laatste:
        wat = {"laatste": kort(stand.laatste), "van": kort(gelezen.van)}
        wat |= {"nu": euro(stand.nu), "begin": euro(gelezen.begin or NUL)}
        return BestandFout(
            _(
                "Tussen %(laatste)s en %(van)s missen regels: ons saldo was %(nu)s, dit bestand begint met %(begin)s. "
                "Haal bij je bank een bestand op vanaf %(laatste)s."
            )
            % wat
        )
    if gelezen.tot < stand.eerste:
        return BestandFout(
            _(
                "Tussen %(tot)s en %(eerste)s missen regels: dit bestand eindigt met %(eind)s, wij begonnen met "
                "%(basis)s. Haal een bestand op tot en met %(eerste)s."
            )
            % {
                "tot": kort(gelezen.tot),
                "eerste": kort(stand.eerste),
                "eind": euro(gelezen.eind or NUL),
                "basis": euro(stand.basis),
            }
        )
    ons = stand.basis + _som(rekening, datum__lt=gelezen.van)
    return BestandFout(
        _(
            "Dit bestand past niet bij de regels die er al staan vanaf %(van)s: het begint met %(begin)s en wij hebben "
            "%(ons)s. Haal één bestand op vanaf %(van)s tot vandaag."
        )
        % {"van": kort(gelezen.van), "begin": euro(gelezen.begin or NUL), "ons": euro(ons)}
    )


def _rijen(afschrift: Bankafschrift, nieuw: list[Leesregel]) -> Iterator[Bankregel]:
    """Make the rows; equal lines of one day are numbered on from those that are there."""
    afdrukken = [vingerafdruk(regel) for regel in nieuw]
    hoogste = Bankregel.objects.filter(rekening=afschrift.rekening, vingerafdruk__in=set(afdrukken))
    tel = Counter(dict(hoogste.order_by().values_list("vingerafdruk").annotate(Max("volgnummer"))))
    for regel, afdruk in zip(nieuw, afdrukken, strict=True):
        tel[afdruk] += 1
        velden = vars(replace(regel, saldo=None)) | {"vingerafdruk": afdruk, "volgnummer": tel[afdruk]}
        del velden["saldo"]
        yield Bankregel(afschrift=afschrift, rekening=afschrift.rekening, **velden)
