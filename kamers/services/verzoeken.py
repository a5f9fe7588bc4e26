"""What comes in [37]: noted in one box, and turned into what it is in one tap."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.handelingen import eenmaal, neem_terug, onthoud
from kamers.models import Doorverwijzing, Kamer, Klus, Verzoek
from kamers.services.teljaar import controleer_dag

OUD = 7  # days; older than this a request waits too long
ONLANGS = timedelta(days=30)


class VerzoekGewijzigd(Exception):
    """Somebody else handled this request after the page was made; holds it as it stands now."""

    def __init__(self, verzoek: Verzoek):
        super().__init__(verzoek.pk)
        self.verzoek = verzoek

    def __str__(self):
        return gewijzigd_zin(self.verzoek)


@dataclass(frozen=True)
class Verzoekregel:
    """A request as a line on a page, with the key of the next tap."""

    verzoek: Verzoek
    vandaag: date
    sleutel: UUID = field(default_factory=uuid4)

    @property
    def dagen(self) -> int:
        return (self.vandaag - timezone.localdate(self.verzoek.binnen_op)).days

    @property
    def oud(self) -> bool:
        return self.dagen > OUD

    @property
    def leeftijd(self) -> str:
        """How long it waits: "vandaag", "1 dag", "3 dagen"."""
        if self.dagen < 1:
            return _("vandaag")
        return ngettext("%(n)s dag", "%(n)s dagen", self.dagen) % {"n": self.dagen}


def open_verzoeken(kamer: Kamer, vandaag: date) -> list[Verzoekregel]:
    """Return what waits in a room, oldest first. One query."""
    return [Verzoekregel(verzoek, vandaag) for verzoek in Verzoek.objects.filter(kamer=kamer).open()]


def wachtende() -> ArraySubquery:
    """Return what waits in a room as its annotation ``verzoeken_open``, for ``op_vandaag``: no query of its own."""
    velden = JSONObject(id="pk", tekst="tekst", binnen_op="binnen_op", versie="versie")
    return ArraySubquery(Verzoek.objects.filter(kamer=OuterRef("pk")).open().values(velden=velden))


def op_vandaag(kamer: Kamer, vandaag: date) -> list[Verzoekregel]:
    """Return what waits, as ``open_verzoeken``; without a query when the room was read with ``wachtende``."""
    rijen = getattr(kamer, "verzoeken_open", None)
    if rijen is None:
        return open_verzoeken(kamer, vandaag)
    verzoeken = [Verzoek(**{**rij, "binnen_op": datetime.fromisoformat(rij["binnen_op"])}) for rij in rijen]
    return [Verzoekregel(verzoek, vandaag) for verzoek in verzoeken]


def afgehandeld(kamer: Kamer, vandaag: date) -> list[Verzoek]:
    """Return what was handled in the last 30 days, newest first; older text does not exist any more."""
    gedaan = Verzoek.objects.filter(kamer=kamer, afgehandeld_op__gt=vandaag - ONLANGS)
    return list(gedaan.order_by("-afgehandeld_op", "-binnen_op", "-pk"))


def gewijzigd_zin(verzoek: Verzoek) -> str:
    """Say who handled a request in between."""
    wie = verzoek.gewijzigd_door.get_short_name() if verzoek.gewijzigd_door else _("Iemand")
    return _("%(wie)s heeft dit net ook aangepast. Kijk wat er nu staat.") % {"wie": wie}


def doel_van(kamer: Kamer) -> str:
    """Return how acts on what comes in and goes out name their room."""
    return f"verzoeken:{kamer.pk}"


@transaction.atomic
def noteer_verzoek(*, kamer: Kamer, tekst: str, sleutel: UUID, gebruiker) -> Verzoek | None:
    """Note what came in; None when this form was sent before."""
    handeling = eenmaal(sleutel, "verzoek_nieuw", gebruiker, doel_van(kamer))
    if handeling is None:
        return None
    verzoek = Verzoek.objects.create(kamer=kamer, tekst=tekst, gewijzigd_door=gebruiker)
    onthoud(handeling, None, {"verzoek": verzoek.pk, "versie": verzoek.versie})
    return verzoek


@transaction.atomic
def handel_af(
    *, verzoek: Verzoek, versie: int, werd: str, vandaag: date, sleutel: UUID, gebruiker, naar: str = ""
) -> bool:
    """Turn a request into what it is; with ``naar`` it also counts as one person referred onward.

    False when sent before. VerzoekGewijzigd when somebody else handled it in between; for a referral TeljaarGesloten
    when the room is closed today.
    """
    handeling = eenmaal(sleutel, "verzoek_af", gebruiker, doel_van(verzoek.kamer))
    if handeling is None:
        return False
    if werd == Verzoek.Werd.DOORVERWEZEN:
        controleer_dag(verzoek.kamer_id, vandaag)
    rij = _op_slot(verzoek.pk, versie)
    _sluit(rij, werd, vandaag, gebruiker)
    na = {"verzoek": rij.pk, "versie": rij.versie}
    if werd == Verzoek.Werd.DOORVERWEZEN:
        na["doorverwijzing"] = Doorverwijzing.objects.create(
            kamer_id=rij.kamer_id, dag=vandaag, naar=naar, genoteerd_door=gebruiker
        ).pk
    onthoud(handeling, None, na)
    return True


def werd_klus(*, verzoek_id: int, versie: int, klus: Klus, vandaag: date, gebruiker) -> None:
    """Let a request be the klus that was just noted; call inside its transaction. VerzoekGewijzigd as above."""
    verzoek = _op_slot(verzoek_id, versie)
    verzoek.klus = klus
    _sluit(verzoek, Verzoek.Werd.KLUS, vandaag, gebruiker)


def toch_geen_klus(*, klus: Klus, gebruiker) -> None:
    """Open the request of a klus again, when it had one; call inside the transaction that removes the klus."""
    verzoek = Verzoek.objects.select_for_update().filter(klus=klus).first()
    if verzoek is not None:
        _open(verzoek, gebruiker)


@transaction.atomic
def neem_terug_van(*, kamer: Kamer, sleutel: UUID, gebruiker) -> bool:
    """Take back an act: a new request goes, a handled one is open again, and what it counted goes too.

    False when that was done before. VerzoekGewijzigd when something happened to it since, erasing included;
    TeljaarGesloten when it counted in a year that is closed by now.
    """
    handeling = neem_terug(sleutel, gebruiker, doel_van(kamer))
    if handeling is None or handeling.na is None:
        return False
    na = handeling.na
    for verwezen in Doorverwijzing.objects.filter(kamer=kamer, pk=na.get("doorverwijzing")):
        controleer_dag(kamer.pk, verwezen.dag)
        verwezen.delete()
    if "verzoek" in na:
        verzoek = _op_slot(na["verzoek"], na["versie"], moet_open=False)
        if handeling.soort == "verzoek_nieuw":
            verzoek.delete()
        else:
            _open(verzoek, gebruiker)
    return True


def _op_slot(verzoek_id: int, versie: int, *, moet_open: bool = True) -> Verzoek:
    """Lock a request and check that it is the version the user saw."""
    rijen = Verzoek.objects.select_for_update(of=("self",)).select_related("gewijzigd_door")
    verzoek = rijen.get(pk=verzoek_id)
    if verzoek.versie != versie or (moet_open and verzoek.werd):
        raise VerzoekGewijzigd(verzoek)
    return verzoek


def _sluit(verzoek: Verzoek, werd: str, vandaag: date, gebruiker) -> None:
    verzoek.werd, verzoek.afgehandeld_op = werd, vandaag
    _bewaar(verzoek, gebruiker)


def _open(verzoek: Verzoek, gebruiker) -> None:
    if verzoek.gewist_op:
        raise VerzoekGewijzigd(verzoek)
    verzoek.werd, verzoek.afgehandeld_op, verzoek.klus = "", None, None
    _bewaar(verzoek, gebruiker)


def _bewaar(verzoek: Verzoek, gebruiker) -> None:
    verzoek.versie += 1
    verzoek.gewijzigd_door = gebruiker
    verzoek.save()
