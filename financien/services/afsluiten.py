"""Close a month, close a year provisionally, and settle it. Nothing opens again (domain.md §6.1, docs/jaar.md).

Lock: (SLOT_JAAR, year) exclusively, before anything is read; whoever books holds it shared. So what a closing covers is
all there is, and after it nothing comes.
"""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Gebruiker, Handeling, Jaar
from buurtwerkkamer.models.jaar import SLOT_JAAR
from financien.models import Boekstuk, Jaarafsluiting, Maandafsluiting
from financien.services.afdrukken import afdrukken, van_afsluiting
from financien.services.hindernissen import Hindernis, van_jaar, van_maand

SOORT_MAAND, SOORT_JAAR = "maand_afgesloten", "jaar_afgesloten"  # the acts in the log, by which a closing is found back
_S = Jaar.Status
ZINNEN = {  # what the triggers say when someone was just before us, see ``boekslot``
    "Dit boekjaar is al afgesloten.": gettext_lazy("Dit boekjaar is al afgesloten."),
    "De vorige maand is nog open.": gettext_lazy("Sluit eerst de vorige maand af."),
    "Deze stap past niet bij dit boekjaar.": gettext_lazy("Deze stap is al gezet, of nog niet aan de beurt."),
    "Er is nog een maand open.": gettext_lazy("Sluit eerst januari tot en met november af."),
    "Wie afsloot, stelt niet vast.": gettext_lazy(
        "Jij sloot dit jaar voorlopig af. Laat een ander van het bestuur het vaststellen."
    ),
}


class AfsluitFout(ValueError):
    """A month or year cannot be closed now; the text is a Dutch sentence. ``veld``: what was filled in wrong."""

    def __init__(self, tekst, veld: str | None = None):
        super().__init__(str(tekst))
        self.veld = veld


@transaction.atomic
def sluit_maand(
    *, jaar: int, maand: int, gebruiker: Gebruiker, sleutel: UUID, reden: str = "", vandaag: date | None = None
) -> Maandafsluiting:
    """Close a month of a year, January to November in their order; the same key gives back what is there.

    ``reden``: why it may close while something is not ready, such as a room that did not count. AfsluitFout when
    something is in the way that must be done first, or when something is not ready and there is no reason.
    """
    rij = vergrendel_jaar(jaar)
    handeling = eenmaal(sleutel, SOORT_MAAND, gebruiker, f"maandafsluiting:{jaar}:{maand}")
    if handeling is None:
        return Maandafsluiting.objects.get(jaar=rij, maand=maand)
    _keur(van_maand(jaar, maand, vandaag or timezone.localdate()), reden)
    afsluiting = Maandafsluiting(jaar=rij, maand=maand, reden=reden.strip(), door=gebruiker)
    tot = date(jaar, maand, monthrange(jaar, maand)[1])
    return _leg_vast(afsluiting, Boekstuk.objects.filter(datum__lte=tot), handeling)


@transaction.atomic
def sluit_voorlopig(*, jaar: int, gebruiker: Gebruiker, sleutel: UUID, vandaag: date | None = None) -> Jaarafsluiting:
    """Close a year provisionally, December with it: then only memoriaal with a reason and the accountant's reference.

    AfsluitFout when a month is open, the year is not over, or another thing must be done first.
    """
    rij = vergrendel_jaar(jaar)
    handeling = eenmaal(sleutel, SOORT_JAAR, gebruiker, f"jaarafsluiting:{jaar}:{_S.VOORLOPIG}")
    if handeling is None:
        return Jaarafsluiting.objects.get(jaar=rij, stap=_S.VOORLOPIG)
    if rij.status != _S.OPEN:
        raise AfsluitFout(str(ZINNEN["Dit boekjaar is al afgesloten."]))
    _keur(van_jaar(jaar, vandaag or timezone.localdate()), "")
    afsluiting = _leg_vast(Jaarafsluiting(jaar=rij, stap=_S.VOORLOPIG, door=gebruiker), _alles(), handeling)
    _zet(rij, _S.VOORLOPIG)
    return afsluiting


@transaction.atomic
def stel_vast(
    *,
    jaar: int,
    besluit_op: date,
    besluit: str,
    gebruiker: Gebruiker,
    sleutel: UUID,
    vandaag: date | None = None,
) -> Jaarafsluiting:
    """Settle the books of a year by the decision of the members' meeting; after it nothing is booked, ever.

    The part of the books in the act *vaststellen* (design.md §7, rapportage/services/vaststellen.py); call it inside
    the transaction of that act. Who closed the year provisionally cannot settle it. AfsluitFout when it is not ready.
    """
    rij, dag = vergrendel_jaar(jaar), vandaag or timezone.localdate()
    handeling = eenmaal(sleutel, SOORT_JAAR, gebruiker, f"jaarafsluiting:{jaar}:{_S.VASTGESTELD}")
    if handeling is None:
        return Jaarafsluiting.objects.get(jaar=rij, stap=_S.VASTGESTELD)
    if not date(jaar, 12, 31) < besluit_op <= dag:
        raise AfsluitFout(_("De ledenvergadering was na 31 december en niet later dan vandaag."), "besluit_op")
    _keur(van_jaar(jaar, dag), "")
    vast = {"besluit_op": besluit_op, "besluit": besluit.strip(), "door": gebruiker}
    afsluiting = _leg_vast(Jaarafsluiting(jaar=rij, stap=_S.VASTGESTELD, **vast), _alles(), handeling)
    _zet(rij, _S.VASTGESTELD)
    return afsluiting


@contextmanager
def jaarslot(jaar: int) -> Iterator[None]:
    """Hold the lock of a year around a transaction, so that what it sees is of after the wait.

    For who needs one view on all tables (REPEATABLE READ): its view begins with its first question, and that must not
    be the waiting itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [SLOT_JAAR, jaar])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [SLOT_JAAR, jaar])


def vergrendel_jaar(jaar: int) -> Jaar:
    """Wait until nobody is booking in this year any more, and read it then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_JAAR, jaar])
    rij = Jaar.objects.filter(jaar=jaar).first()
    if rij is None:
        raise AfsluitFout(_("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.") % {"jaar": jaar})
    return rij


def _alles():
    return Boekstuk.objects.all()


def _keur(hindernissen: list[Hindernis], reden: str) -> None:
    for hindernis in hindernissen:
        if hindernis.eerst:
            raise AfsluitFout(hindernis.zin)
    if not reden.strip() and not all(hindernis.melding for hindernis in hindernissen):
        raise AfsluitFout(_("Schrijf op waarom je toch afsluit."), "reden")


def _leg_vast(afsluiting, stukken, handeling: Handeling):
    """Write a closing with the fingerprints of the documents that no earlier closing of this year holds."""
    eerder = afsluitingen(afsluiting.jaar)
    gehad = {int(pk) for ander in eerder for pk in ander.afdrukken}
    nieuw = [stuk for stuk in stukken.filter(jaar=afsluiting.jaar).order_by("pk") if stuk.pk not in gehad]
    afsluiting.op = timezone.now()
    afsluiting.afdrukken = afdrukken(nieuw)
    afsluiting.vorige = eerder[-1].sha256 if eerder else vast_van(afsluiting.jaar.jaar - 1)
    afsluiting.sha256 = van_afsluiting(afsluiting)
    try:
        with transaction.atomic():  # a refusal of the database leaves the transaction usable
            afsluiting.save(force_insert=True)
    except IntegrityError as fout:
        raise _vertaal(fout, afsluiting) from fout
    onthoud(handeling, None, {"pk": afsluiting.pk, "sha256": afsluiting.sha256})
    return afsluiting


def afsluitingen(jaar: Jaar) -> list[Maandafsluiting | Jaarafsluiting]:
    """Return the closings of a year in the order of the chain."""
    rijen: list[Maandafsluiting | Jaarafsluiting] = [
        *Maandafsluiting.objects.filter(jaar=jaar),
        *Jaarafsluiting.objects.filter(jaar=jaar),
    ]
    for rij in rijen:
        rij.jaar = jaar
    return sorted(rijen, key=lambda rij: rij.volgorde)


def vast_van(jaar: int) -> str:
    """Return the sha256 over all of a settled year, or an empty text."""
    vast = Jaarafsluiting.objects.filter(jaar__jaar=jaar, stap=_S.VASTGESTELD)
    return vast.values_list("sha256", flat=True).first() or ""


def _zet(jaar: Jaar, status: str) -> None:
    jaar.status = status
    jaar.save(update_fields=["status"])


def _vertaal(fout: IntegrityError, afsluiting) -> Exception:
    """Return what a trigger or a constraint said as an AfsluitFout; any other refusal as it is."""
    diag = getattr(fout.__cause__, "diag", None)
    melding, regel = getattr(diag, "message_primary", ""), getattr(diag, "constraint_name", "")
    if melding in ZINNEN:
        return AfsluitFout(str(ZINNEN[melding]))
    zinnen = {
        "maandafsluiting_eens": _("Deze maand is al afgesloten."),
        "jaarafsluiting_eens": _("Deze stap is al gezet."),
        "maandafsluiting_een_tot_elf": _("Sluit januari tot en met november af. December sluit met het jaar."),
        "jaarafsluiting_vastgesteld_met_besluit": _("Schrijf het besluit van de ledenvergadering op."),
    }
    return AfsluitFout(zinnen[regel]) if regel in zinnen else fout
