"""Book a document, and undo it by its reversal: the only two ways in which the books change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.models import Bestand, Gebruiker, Jaar
from financien.models import Boeking, Boekstuk, Dagboek, Grootboekrekening, Inkoopfactuur, Toekenning
from financien.models.grootboek import RESULTAAT
from financien.services.maanden import DECEMBER, boekdag
from kamers.models import Kamer, Partner

ERBIJ = ("kamer", "partner", "factuur", "toekenning")  # what a line may name beside its accounts
HOOGSTE = Decimal("99999999.99")
ZINNEN = {  # what the triggers of the books say when someone was just before us, see ``boekslot``
    "Dit boekjaar is vastgesteld.": gettext_lazy("Dit boekjaar is vastgesteld. Boek in het open jaar."),
    "Dit boekjaar is voorlopig afgesloten.": gettext_lazy(
        "Dit boekjaar is voorlopig afgesloten. Alleen een memoriaal met reden en kenmerk kan nog."
    ),
    "De boeken van dit jaar staan elders.": gettext_lazy(
        "De boeken van dit jaar staan in een ander pakket. Boek het daar, en neem het hier over."
    ),
    "De boeken van dit jaar staan hier.": gettext_lazy("De boeken van dit jaar staan hier. Overnemen kan niet."),
    "Deze rekening is gesloten.": gettext_lazy("Een rekening is net gesloten. Kies een andere."),
}
ZIN_GESLOTEN = gettext_lazy("Rekening %(rekening)s is gesloten. Kies een andere, of open haar weer bij Rekeningen.")


class BoekFout(ValueError):
    """A document cannot be booked; the text is a Dutch sentence. ``regel``: which line, counted from 1, or None."""

    def __init__(self, tekst: str, regel: int | None = None):
        super().__init__(tekst)
        self.regel = regel


class AlGeboekt(BoekFout):
    """The same form was booked before with another content; nothing is booked."""

    def __init__(self, boekstuk: Boekstuk):
        super().__init__(_("Dit formulier is al geboekt als %(stuk)s. Begin een nieuw stuk.") % {"stuk": boekstuk})
        self.boekstuk = boekstuk


@dataclass(frozen=True)
class Regel:
    """An amount in euros, more than 0, from one account (credit) to another (debit)."""

    debet: Grootboekrekening
    credit: Grootboekrekening
    bedrag: Decimal
    kamer: Kamer | None = None
    partner: Partner | None = None
    omschrijving: str = ""
    factuur: Inkoopfactuur | None = None
    toekenning: Toekenning | None = None


@dataclass(frozen=True)
class Stuk:
    """What a document says, before it has a number."""

    dagboek: Dagboek
    datum: date
    omschrijving: str
    regels: Sequence[Regel]
    bewijs: Bestand | None = None
    reden: str = ""
    kenmerk: str = ""
    keert_om: Boekstuk | None = None


@transaction.atomic
def boek(stuk: Stuk, *, sleutel: UUID, gebruiker: Gebruiker) -> Boekstuk:
    """Book a document once: the same key with the same content returns the document that is there.

    BoekFout says which rule is in the way and at which line; AlGeboekt when the key stands for another content.
    The database gives the number and keeps the year, see ``boekslot``.
    """
    eerder = _eerder(stuk, sleutel)
    if eerder:
        return eerder
    keur(stuk)
    jaar = Jaar.objects.filter(jaar=stuk.datum.year).first()
    if jaar is None:
        raise BoekFout(_("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.") % {"jaar": stuk.datum.year})
    try:
        with transaction.atomic():  # a refusal of the database leaves the transaction usable
            return _schrijf(stuk, jaar, sleutel, gebruiker)
    except IntegrityError as fout:
        eerder = _eerder(stuk, sleutel)
        if eerder:
            return eerder
        raise _vertaal(fout, stuk.datum) from fout


def _schrijf(stuk: Stuk, jaar: Jaar, sleutel: UUID, gebruiker: Gebruiker) -> Boekstuk:
    velden = {naam: getattr(stuk, naam) for naam in ("dagboek", "datum", "omschrijving", "bewijs", "keert_om")}
    boekstuk = Boekstuk.objects.create(
        jaar=jaar,
        aantal=len(stuk.regels),
        totaal=sum(regel.bedrag for regel in stuk.regels),
        sleutel=sleutel,
        geboekt_door=gebruiker,
        reden=stuk.reden,
        kenmerk=stuk.kenmerk,
        **velden,
    )
    Boeking.objects.bulk_create(
        Boeking(boekstuk=boekstuk, volgnummer=nummer, **vars(regel)) for nummer, regel in enumerate(stuk.regels, 1)
    )
    return boekstuk


def _eerder(stuk: Stuk, sleutel: UUID) -> Boekstuk | None:
    boekstuk = Boekstuk.objects.filter(sleutel=sleutel).first()
    if boekstuk and not _gelijk(boekstuk, stuk):
        raise AlGeboekt(boekstuk)
    return boekstuk


def _gelijk(boekstuk: Boekstuk, stuk: Stuk) -> bool:
    velden = ("debet_id", "credit_id", "bedrag", "omschrijving", *(f"{naam}_id" for naam in ERBIJ))
    kop = (boekstuk.dagboek, boekstuk.datum, boekstuk.omschrijving, boekstuk.keert_om_id, boekstuk.bewijs_id)
    erbij = (rij and rij.pk for rij in (stuk.keert_om, stuk.bewijs))
    if kop != (stuk.dagboek, stuk.datum, stuk.omschrijving, *erbij):
        return False
    geboekt = list(boekstuk.boekingen.order_by("volgnummer").values_list(*velden))
    return geboekt == [_inhoud(regel) for regel in stuk.regels]


def _inhoud(r: Regel) -> tuple:
    erbij = (getattr(r, naam) for naam in ERBIJ)
    return (r.debet.pk, r.credit.pk, r.bedrag, r.omschrijving, *(rij and rij.pk for rij in erbij))


def _vertaal(fout: IntegrityError, dag: date) -> Exception:
    """Return what a trigger of the books said as a BoekFout; any other refusal as it is."""
    melding = getattr(getattr(fout.__cause__, "diag", None), "message_primary", "")
    if melding == "Deze maand is afgesloten.":
        zin = _("%(maand)s %(jaar)s is afgesloten. Kies %(dag)s of later.")
        maand, open_ = str(MONTHS[dag.month]).capitalize(), boekdag(dag)
        open_ = date(dag.year, DECEMBER, 1) if open_ == dag else open_  # of a year that is provisionally closed
        return BoekFout(zin % {"maand": maand, "jaar": dag.year, "dag": f"{open_:%d-%m-%Y}"})
    return BoekFout(str(ZINNEN[melding])) if melding in ZINNEN else fout


def keur(stuk: Stuk) -> None:
    """Check what can be said before the database is asked. BoekFout for the first line that is wrong."""
    if not stuk.regels:
        raise BoekFout(_("Vul minstens één regel in."))
    for nummer, regel in enumerate(stuk.regels, 1):
        zin = _mis(regel)
        if zin:
            raise BoekFout(zin, nummer)


def _mis(regel: Regel) -> str:
    if not 0 < regel.bedrag <= HOOGSTE:
        return _("Vul een bedrag in dat meer is dan € 0.")
    if regel.debet == regel.credit:
        return _("Kies twee verschillende rekeningen.")
    for rekening in (regel.debet, regel.credit):
        if rekening.gesloten:
            return str(ZIN_GESLOTEN) % {"rekening": rekening}
        if rekening.kamer_id and rekening.kamer_id != (regel.kamer and regel.kamer.pk):
            return _("%(rekening)s is van een andere kamer. Kies die kamer.") % {"rekening": rekening}
        if rekening.soort in RESULTAAT and regel.kamer is None:
            return _("Kies een kamer. Kosten en baten zijn altijd van een kamer.")
    return ""


Gevolg = Callable[[Boekstuk, Boekstuk, Gebruiker], None]
Vooraf = Callable[[Boekstuk], None]
_gevolgen: list[Gevolg] = []
_vooraf: list[Vooraf] = []


def registreer_gevolg(gevolg: Gevolg, vooraf: Vooraf | None = None) -> None:
    """Let something follow a reversal in the same transaction: (document, its reversal, who). Called in ``ready``.

    ``vooraf`` takes the locks that it needs, before those of the books: in the order in which others take them.
    """
    if gevolg not in _gevolgen:
        _gevolgen.append(gevolg)
        _vooraf.extend([vooraf] if vooraf else [])


@transaction.atomic
def keer_om(
    boekstuk: Boekstuk, *, datum: date, reden: str, sleutel: UUID, gebruiker: Gebruiker, kenmerk: str = ""
) -> Boekstuk:
    """Undo a document by its mirror image, and let follow from it what follows. BoekFout as ``spiegel`` says."""
    for slot in _vooraf:
        slot(boekstuk)
    omkering = spiegel(boekstuk, datum=datum, reden=reden, sleutel=sleutel, gebruiker=gebruiker, kenmerk=kenmerk)
    for gevolg in _gevolgen:
        gevolg(boekstuk, omkering, gebruiker)
    return omkering


@transaction.atomic
def spiegel(
    boekstuk: Boekstuk, *, datum: date, reden: str, sleutel: UUID, gebruiker: Gebruiker, kenmerk: str = ""
) -> Boekstuk:
    """Book the mirror image of a document in the memoriaal; both stay. What was taken over: in its own journal.

    Nothing follows from it: for who books what follows itself. BoekFout when it was reversed before, or is a reversal.
    """
    if boekstuk.keert_om_id:
        raise BoekFout(_("Dit boekstuk keert zelf een ander om. Boek het opnieuw als dat nodig is."))
    if datum < boekstuk.datum:
        zin = _("Een boekstuk wordt niet omgekeerd voordat het er was. Kies %(dag)s of later.")
        raise BoekFout(zin % {"dag": f"{boekstuk.datum:%d-%m-%Y}"})
    eerder = Boekstuk.objects.filter(keert_om=boekstuk).exclude(sleutel=sleutel).first()
    if eerder:
        raise BoekFout(_("Dit boekstuk is al omgekeerd door %(stuk)s.") % {"stuk": eerder})
    boekingen = boekstuk.boekingen.select_related("debet", "credit", *ERBIJ)
    regels = [
        Regel(
            debet=b.credit,
            credit=b.debet,
            bedrag=b.bedrag,
            kamer=b.kamer,
            partner=b.partner,
            omschrijving=b.omschrijving,
            factuur=b.factuur,
            toekenning=b.toekenning,
        )
        for b in boekingen.order_by("volgnummer")
    ]
    omschrijving = f"Keert {boekstuk} om: {boekstuk.omschrijving}"[:140]  # Dutch, whoever books it
    dagboek = Dagboek.ELDERS if boekstuk.dagboek == Dagboek.ELDERS else Dagboek.MEMORIAAL
    stuk = Stuk(dagboek, datum, omschrijving, regels, reden=reden, kenmerk=kenmerk, keert_om=boekstuk)
    try:
        omkering = boek(stuk, sleutel=sleutel, gebruiker=gebruiker)
    except IntegrityError as fout:  # two people at once: the second finds it reversed
        raise BoekFout(_("Dit boekstuk is net al omgekeerd.")) from fout
    return omkering
