"""What all acts with handgeld share: the refusal, the lock of a pot, its accounts, the rule of a year, the day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from buurtwerkkamer.models import Jaar
from financien.models import BetaaldUit, Boekstuk, Grootboekrekening, Handgeldregel, Rekeningsoort
from financien.models.handgeldslot import SLOT_HANDGELD
from financien.services import maanden
from kamers.models import Kamer

TE_KEUREN, VOORGESCHOTEN, HANDGELD, VERSCHILLEN, VORDERING = "1420", "1510", "4130", "4230", "1310"
INGETROKKEN, VERBETERD = "Bonnetje ingetrokken", "Bonnetje verbeterd"  # why a submission was undone, in the books
ZINNEN = {  # by the name of the constraint, or what a trigger says: see ``handgeldslot``
    "Dit bonnetje is net veranderd.": gettext_lazy("Dit bonnetje is net veranderd. Ververs de pagina."),
    "Dit bonnetje staat vast.": gettext_lazy("Dit bonnetje is net veranderd. Ververs de pagina."),
    "Een ander keurt dit bonnetje.": gettext_lazy("Je hebt dit bonnetje zelf ingediend. Iemand anders keurt het goed."),
    "Alleen wie telde, neemt een telling terug.": gettext_lazy("Alleen wie telde, maakt een telling ongedaan."),
    "Na deze telling is opnieuw geteld.": gettext_lazy("Er is al opnieuw geteld. Deze telling blijft staan."),
    "De maand van deze telling is afgesloten.": gettext_lazy(
        "De maand van deze telling is afgesloten. De telling blijft staan. Tel opnieuw als er iets niet klopt."
    ),
    "Dit bonnetje heeft nog geen soort.": gettext_lazy(
        "Kies bij Waarvoor wat er gekocht is. Keur het bonnetje daarna goed."
    ),
    "handgeldbetaling_bon_een_opdracht": gettext_lazy("Een van deze bonnetjes staat net in een andere betaalopdracht."),
    "handgeldbetaling_maand_een_opdracht": gettext_lazy("Een van deze kamers staat net in een andere betaalopdracht."),
}


class HandgeldFout(ValueError):
    """Something cannot be done with a pot; the text is a Dutch sentence. ``veld``: which field, or None."""

    def __init__(self, tekst, veld: str | None = None):
        super().__init__(str(tekst))
        self.veld = veld


class AlGebruikt(HandgeldFout):
    """The key of the form belongs to something else: with a new key it can be sent."""


class Bevestig(HandgeldFout):
    """It looks as if this was done before: the same form with a yes goes on."""


def vertaal(fout: IntegrityError) -> Exception:
    """Return what the database refused as a HandgeldFout; any other refusal as it is."""
    diag = getattr(fout.__cause__, "diag", None)
    for naam in (getattr(diag, "constraint_name", None), getattr(diag, "message_primary", None)):
        if naam in ZINNEN:
            return HandgeldFout(ZINNEN[naam])
    return fout


def op_slot(kamer: Kamer) -> None:
    """Let one act at a time look at the pot of a room, until the end of the transaction: (SLOT_HANDGELD, room)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_HANDGELD, kamer.pk % 2**31])


@dataclass(frozen=True)
class Rekeningen:
    """The two accounts of the pot of a room."""

    kas: Grootboekrekening
    rekening: Grootboekrekening

    def van(self, betaald_uit: str) -> Grootboekrekening:
        """Return the account that a receipt was paid from: the card belongs to the bank account."""
        return self.rekening if betaald_uit == BetaaldUit.PAS else self.kas


def rekeningen_van(kamer: Kamer) -> Rekeningen:
    """Return the accounts of a room; HandgeldFout for a room without, such as one to practise in."""
    rijen = {rij.soort: rij for rij in Grootboekrekening.objects.filter(kamer=kamer)}
    if len(rijen) < 2:
        raise HandgeldFout(_("Deze kamer heeft nog geen potje. Vraag de penningmeester om rekeningen te maken."))
    return Rekeningen(rijen[Rekeningsoort.KAS], rijen[Rekeningsoort.HANDGELD])


def grootboek(nummer: str) -> Grootboekrekening:
    """Return an account of the cooperative by its number; HandgeldFout when it is not there yet."""
    rij = Grootboekrekening.objects.filter(nummer=nummer).first()
    if rij is None:
        zin = _("Rekening %(nummer)s ontbreekt. Vraag de penningmeester om de rekeningen aan te vullen.")
        raise HandgeldFout(zin % {"nummer": nummer})
    return rij


def bank() -> Grootboekrekening:
    """Return the account at the bank that pays when nobody says which: the first that is open. HandgeldFout without."""
    rij = Grootboekrekening.objects.open().filter(soort=Rekeningsoort.BANK).order_by("nummer").first()
    if rij is None:
        raise HandgeldFout(_("Er is geen open bankrekening. Zet die eerst bij Onze bankrekeningen."))
    return rij


def regel_van(jaar: int) -> Handgeldregel:
    """Return the rule of a year: the one that was set, otherwise that of the document (note 22)."""
    return Handgeldregel.objects.filter(jaar__jaar=jaar).first() or Handgeldregel()


def eerste(dag: date) -> date:
    """Return the first day of the month of a day."""
    return dag.replace(day=1)


def vorige(maand: date) -> date:
    """Return the first day of the month before."""
    return date(maand.year - (maand.month == 1), (maand.month - 2) % 12 + 1, 1)


def volgende(maand: date) -> date:
    """Return the first day of the month after."""
    return date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)


def boekdag(datum: date, vandaag: date) -> date:
    """Return on which day something of this date is booked: its own, or the first open day after it (§4.5)."""
    dicht = Jaar.objects.filter(jaar=datum.year).exclude(status=Jaar.Status.OPEN).exists()
    return maanden.boekdag(vandaag if dicht else datum)


def nederlands(waarde) -> str:
    """Return the words in Dutch, whatever the language of who works: the books are Dutch."""
    with override("nl"):
        return str(waarde)


def eerder_geboekt(sleutel: UUID) -> Boekstuk | None:
    """Return the document that a form made before, or None."""
    return Boekstuk.objects.filter(sleutel=sleutel).first()
