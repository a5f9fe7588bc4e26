"""The volunteers of a room: who they are, their hours, and what changes when one comes or stops."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, DecimalField, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Inzet, Kamer, Persoon, Roosterplek
from kamers.services.betaald import zet_betaald
from kamers.services.kluswerk import haal_van_klussen
from vrijwilligers.models import Vrijwilliger

NUL = Decimal("0.00")
VELDEN = (
    *("achternaam", "telefoon", "email", "talenten", "overeenkomst_op"),
    *("gestopt_op", "vog_gezien_op", "vog_verloopt_op"),
)
VAN_PERSOON = ("voornaam", "betaald_vanaf", "betaald_tot")


class VrijwilligerGewijzigd(Exception):
    """Somebody else changed this volunteer after the page was made; holds the volunteer as it stands now."""

    def __init__(self, nu: Vrijwilliger):
        super().__init__(nu.pk)
        self.nu = nu


@dataclass(frozen=True)
class Vrijwilligergegevens:
    """What a coordinator fills in about a volunteer."""

    voornaam: str
    achternaam: str
    telefoon: str
    email: str
    overeenkomst_op: date | None
    kamers: tuple[Kamer, ...]
    gestopt_op: date | None = None
    vog_gezien_op: date | None = None
    vog_verloopt_op: date | None = None
    talenten: str = ""
    betaald_vanaf: date | None = None
    betaald_tot: date | None = None


def _som(rijen, groep: str, wat):
    """Sum within a correlated subquery, so that a page of any length stays one query."""
    som = rijen.order_by().values(groep).annotate(som=wat).values("som")
    return Subquery(som)


def van_kamer(kamer: Kamer, jaar: int):
    """Return the volunteers of a room with their hours (``uren``) in that room and year; who stopped comes last."""
    gewerkt = Inzet.objects.in_jaar(jaar).filter(kamer=kamer, persoon=OuterRef("persoon"))
    uren = Coalesce(_som(gewerkt, "persoon", Sum("uren")), NUL, output_field=DecimalField())
    rijen = Vrijwilliger.objects.filter(persoon__kamers=kamer).select_related("persoon").annotate(uren=uren)
    return rijen.order_by(F("gestopt_op").desc(nulls_first=True), "persoon__voornaam", "pk")


def per_kamer(kamers, jaar: int):
    """Return rooms with ``aantal`` volunteers, those ``met`` an agreement, ``uren`` and hours that ``wacht``."""
    actief = Vrijwilliger.objects.filter(persoon__kamers=OuterRef("pk"), gestopt_op__isnull=True)
    inzet = Inzet.objects.filter(kamer=OuterRef("pk"))
    return kamers.annotate(
        aantal=Coalesce(_som(actief, "persoon__kamers", Count("pk")), 0),
        met=Coalesce(_som(actief.filter(overeenkomst_op__isnull=False), "persoon__kamers", Count("pk")), 0),
        uren=Coalesce(_som(inzet.in_jaar(jaar), "kamer", Sum("uren")), NUL, output_field=DecimalField()),
        wacht=Coalesce(_som(inzet.wacht_op_goedkeuring(), "kamer", Count("pk")), 0),
    )


@transaction.atomic
def voeg_toe(*, gegevens: Vrijwilligergegevens, vandaag: date, sleutel: UUID, gebruiker) -> Vrijwilliger | None:
    """Add a volunteer; None when this form was sent before."""
    handeling = eenmaal(sleutel, "vrijwilliger_nieuw", gebruiker, "vrijwilliger:nieuw")
    if handeling is None:
        return None
    persoon = Persoon.objects.create(voornaam=gegevens.voornaam, sinds=vandaag)
    persoon.kamers.set(gegevens.kamers)
    vrijwilliger = Vrijwilliger(persoon=persoon)
    _vul(vrijwilliger, gegevens)
    zet_betaald(persoon_id=persoon.pk, vanaf=gegevens.betaald_vanaf, tot=gegevens.betaald_tot)
    onthoud(handeling, None, {"vrijwilliger": vrijwilliger.pk})
    return vrijwilliger


def stand_van(vrijwilliger: Vrijwilliger) -> str:
    """Return a mark of how a volunteer stands, for a form to send back: it says nothing about anybody by itself."""
    return salted_hmac("vrijwilliger", "\0".join(map(str, waarden_van(vrijwilliger).values()))).hexdigest()


def waarden_van(vrijwilliger: Vrijwilliger) -> dict[str, Any]:
    """Return what a coordinator fills in about a volunteer, by the names of the form."""
    van_persoon = {naam: getattr(vrijwilliger.persoon, naam) for naam in VAN_PERSOON}
    return van_persoon | {naam: getattr(vrijwilliger, naam) for naam in VELDEN}


@transaction.atomic
def wijzig(*, vrijwilliger_id: int, gegevens: Vrijwilligergegevens, gezien: str) -> int:
    """Change a volunteer, not the rooms; return how many times hours changed kind (``zet_betaald``).

    Stopping ends the places on the rota and at klussen.

    ``gezien`` is the ``stand_van`` that the user saw; VrijwilligerGewijzigd when somebody else was first. Lock: the
    row of the volunteer; the name is read after it, because in one question it would be the name of before the wait.
    """
    vrijwilliger = Vrijwilliger.objects.select_for_update().get(pk=vrijwilliger_id)
    persoon = vrijwilliger.persoon
    if stand_van(vrijwilliger) != gezien:
        raise VrijwilligerGewijzigd(vrijwilliger)
    verschoven = zet_betaald(persoon_id=persoon.pk, vanaf=gegevens.betaald_vanaf, tot=gegevens.betaald_tot)
    persoon.voornaam = gegevens.voornaam
    persoon.save(update_fields=["voornaam"])
    _vul(vrijwilliger, gegevens)
    if gegevens.gestopt_op:
        _stop_rooster(persoon, gegevens.gestopt_op)
        haal_van_klussen(persoon=persoon, na=gegevens.gestopt_op)
    return verschoven


def _vul(vrijwilliger: Vrijwilliger, gegevens: Vrijwilligergegevens) -> None:
    for naam in VELDEN:
        setattr(vrijwilliger, naam, getattr(gegevens, naam))
    if gegevens.gestopt_op:  # nobody asks someone who stopped, so it is kept no longer
        vrijwilliger.talenten = ""
    vrijwilliger.save()


def _stop_rooster(persoon: Persoon, dag: date) -> None:
    """End the places on the rota: someone who stopped is nobody's default helper."""
    plekken = Roosterplek.objects.filter(persoon=persoon)
    plekken.filter(van__gt=dag).delete()
    plekken.filter(Q(tot__isnull=True) | Q(tot__gt=dag)).update(tot=dag)
