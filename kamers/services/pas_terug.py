"""The way back for passes: who left comes back, and two passes that became one become two again."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import neem_terug
from buurtwerkkamer.models import Handeling
from kamers.models import AlGeteld, Bijeenkomst, Deelname, Kamer, Persoon
from kamers.services.keer import een_tegelijk
from kamers.services.teljaar import controleer_open

WEG, ERBIJ, SAMEN = "pas_weg", "pas_kamer", "pas_samen"


class NietMeerTerug(ValidationError):
    """Somebody was forgotten or merged again since: nothing is taken back."""

    def __init__(self):
        super().__init__(_("Dit kan niet meer terug. Een van de passen is daarna veranderd."))


@transaction.atomic
def neem_pas_terug(*, kamer: Kamer, sleutel: UUID, gebruiker) -> Persoon | None:
    """Take back leaving, coming to this room, or merging; return the person, None when that was done before.

    NietMeerTerug when the pass changed since, TeljaarGesloten when a counting year it touched was closed since.
    """
    eerder = Handeling.objects.filter(sleutel=sleutel, soort__in=(WEG, ERBIJ, SAMEN)).first()
    persoon = _van_hier(eerder, kamer) if eerder else None
    handeling = neem_terug(sleutel, gebruiker, eerder.doel) if eerder and persoon else None
    if handeling is None or persoon is None:
        return None
    if handeling.soort == SAMEN:
        _uit_elkaar(persoon, handeling.voor or {})
    elif persoon.opgegaan_in_id or persoon.vergeten_op:
        raise NietMeerTerug
    elif handeling.soort == WEG:
        persoon.kamers.add(kamer)
    else:
        persoon.kamers.remove(kamer)
    return persoon


def _van_hier(handeling: Handeling, kamer: Kamer) -> Persoon | None:
    """Return the person of an act in this room."""
    voor, na = handeling.voor or {}, handeling.na or {}
    if handeling.soort == ERBIJ:
        return (
            Persoon.objects.filter(pk=na.get("persoon", 0)).first() if handeling.doel == f"kamer:{kamer.pk}" else None
        )
    if handeling.soort == WEG:
        wie, hier = handeling.doel.partition(":")[2], voor.get("kamer") == kamer.pk
        return Persoon.objects.filter(pk=wie).first() if hier else None
    return Persoon.objects.filter(pk=na.get("blijft", 0), kamers=kamer).first()


def _uit_elkaar(blijft: Persoon, voor: dict) -> None:
    """Give the pass that went into another everything back that it brought; what came after stays where it is."""
    _wacht_en_controleer(voor)
    rijen = Persoon.objects.select_for_update().filter(pk__in=[blijft.pk, voor["gaat_op"]]).order_by("pk")
    paar = {persoon.pk: persoon for persoon in rijen}
    blijft, terug = paar[blijft.pk], paar[voor["gaat_op"]]
    if terug.opgegaan_in_id != blijft.pk or terug.vergeten_op or blijft.opgegaan_in_id:
        raise NietMeerTerug
    _namen_terug(blijft, terug, voor)
    _al_geteld_terug(blijft, terug, voor)
    _pas_terug(blijft, terug, voor)


def _wacht_en_controleer(voor: dict) -> None:
    """Let nobody count in the rooms it touches; TeljaarGesloten when one of the years was closed since."""
    keren = Bijeenkomst.objects.filter(deelnames__in=voor["deelnames"]) | Bijeenkomst.objects.filter(
        pk__in=voor["dubbel"]
    )
    jaren = {(kamer, dag.year) for kamer, dag in keren.values_list("kamer", "dag")}
    jaren |= {(kamer, jaar) for kamer, jaar, _soort in voor["al_geteld"]}
    for kamer, jaar in sorted(jaren):
        een_tegelijk(kamer)
        controleer_open(kamer, jaar)


def _namen_terug(blijft: Persoon, terug: Persoon, voor: dict) -> None:
    for rij in Deelname.objects.filter(pk__in=voor["deelnames"], persoon=blijft).select_related("bijeenkomst"):
        rij.persoon = terug
        rij.save(update_fields=["persoon"])
        _anders(rij.bijeenkomst)
    samen = Bijeenkomst.objects.genoteerd().filter(pk__in=voor["dubbel"], deelnames__persoon=blijft)
    for keer in samen:
        Deelname.objects.create(bijeenkomst=keer, persoon=terug)
        _anders(keer)


def _anders(keer: Bijeenkomst) -> None:
    """A card that is open elsewhere must be looked at again."""
    keer.op_naam, keer.versie = keer.deelnames.count(), keer.versie + 1
    keer.save(update_fields=["op_naam", "versie"])


def _al_geteld_terug(blijft: Persoon, terug: Persoon, voor: dict) -> None:
    verhuisd = {tuple(rij) for rij in voor["al_geteld_verhuisd"]}
    for kamer, jaar, soort in map(tuple, voor["al_geteld"]):
        plek = {"kamer_id": kamer, "jaar": jaar, "soort_id": soort}
        if (kamer, jaar, soort) in verhuisd:
            AlGeteld.objects.filter(persoon=blijft, **plek).delete()
        AlGeteld.objects.get_or_create(persoon=terug, **plek)


def _pas_terug(blijft: Persoon, terug: Persoon, voor: dict) -> None:
    if voor["nummer_verhuisd"]:
        nummer, blijft.pasnummer = blijft.pasnummer, ""
        blijft.save(update_fields=["pasnummer"])
        terug.pasnummer = nummer
    terug.opgegaan_in, blijft.sinds = None, voor["sinds"]
    terug.save(update_fields=["opgegaan_in", "pasnummer"])
    blijft.save(update_fields=["sinds"])
    Persoon.objects.filter(pk__in=voor["eerder"], opgegaan_in=blijft).update(opgegaan_in=terug)
    kwam_er = Bijeenkomst.objects.filter(deelnames__persoon=blijft).values("kamer")
    blijft.kamers.remove(*Kamer.objects.filter(pk__in=voor["kamers"]).exclude(pk__in=kwam_er))
