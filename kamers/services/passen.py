"""Passes: a first name and a number, given in a room, and found again."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Handeling
from kamers.models import AlGeteld, Kamer, Persoon
from kamers.services.keer import een_tegelijk
from kamers.services.namen import vouw
from kamers.services.pasnummer import is_vrij, klopt, lees_nummer, nieuwe_nummers, nummer_van, vrije_pas
from kamers.services.teljaar import controleer_dag


class PasNietVrij(ValidationError):
    """A number typed from a card that is not an unused card of this room."""

    def __init__(self):
        super().__init__(_("Dit is geen vrije pas van deze kamer. Kijk het nummer na."))


@transaction.atomic
def maak_pas(
    *,
    kamer: Kamer,
    voornaam: str,
    vandaag: date,
    sleutel: UUID,
    gebruiker,
    al_geteld: frozenset[int | None] = frozenset(),
    nummer: str = "",
) -> Persoon:
    """Give a pass to someone in a room; the same key gives the same person back.

    ``al_geteld``: keys of the kinds in which this person was counted without a name this year; None in it means
    counted in the room only. ``nummer``: of a card that was printed without a name; otherwise the next number.
    TeljaarGesloten when al_geteld falls in a closed counting year, PasNietVrij for a number that is not free.
    """
    handeling = eenmaal(sleutel, "pas_nieuw", gebruiker, f"kamer:{kamer.pk}")
    if handeling is None:
        eerder = Handeling.objects.get(sleutel=sleutel).na or {}
        return Persoon.objects.get(pk=eerder["persoon"])
    persoon = Persoon.objects.create(
        voornaam=" ".join(voornaam.split()), pasnummer=_geef_uit(kamer, nummer, vandaag), sinds=vandaag
    )
    persoon.kamers.add(kamer)
    zet_al_geteld(persoon=persoon, kamer=kamer, jaar=vandaag.year, soorten=al_geteld)
    onthoud(handeling, None, {"persoon": persoon.pk})
    return persoon


def _geef_uit(kamer: Kamer, nummer: str, vandaag: date) -> str:
    pas = vrije_pas(kamer, lees_nummer(nummer)) if nummer else nieuwe_nummers(kamer=kamer, aantal=1, vandaag=vandaag)[0]
    if pas is None:
        raise PasNietVrij
    pas.uitgegeven_op = max(vandaag, pas.gemaakt_op)
    pas.save(update_fields=["uitgegeven_op"])
    return nummer_van(pas)


@transaction.atomic
def zet_al_geteld(*, persoon: Persoon, kamer: Kamer, jaar: int, soorten: frozenset[int | None]) -> None:
    """Write in which kinds a person was counted without a name in a year: these, and no other.

    Whoever was counted in a kind was counted in the room; an empty set takes everything back. TeljaarGesloten.
    """
    een_tegelijk(kamer.pk)
    staat = set(AlGeteld.objects.filter(persoon=persoon, kamer=kamer, jaar=jaar).values_list("soort", flat=True))
    nieuw = set(soorten | {None}) if soorten else set()
    if staat == nieuw:
        return
    controleer_dag(kamer.pk, date(jaar, 1, 1))
    rijen = AlGeteld.objects.filter(persoon=persoon, kamer=kamer, jaar=jaar)
    if None in staat - nieuw:
        rijen.filter(soort=None).delete()
    rijen.filter(soort__in=[soort for soort in staat - nieuw if soort is not None]).delete()
    for soort in nieuw - staat:
        AlGeteld.objects.create(persoon=persoon, kamer=kamer, jaar=jaar, soort_id=soort)


def eindpas(persoon: Persoon | None) -> Persoon | None:
    """Return the pass that a pass went into, at the end of the line; itself when it was never merged."""
    while persoon is not None and persoon.opgegaan_in_id is not None:
        persoon = persoon.opgegaan_in
    return persoon


def met_nummer(kamer: Kamer, tekst: str) -> Persoon | None:
    """Return the person of this room behind the number of a card, also of a card that was merged into another."""
    nummer = lees_nummer(tekst)
    if not nummer:
        return None
    persoon = eindpas(Persoon.objects.filter(pasnummer=nummer).first())
    hier = Persoon.objects.met_pas().filter(kamers=kamer)
    return hier.filter(pk=persoon.pk).first() if persoon else None


class Vondst(TextChoices):
    """What a typed or scanned number turns out to be, with the sentence that says so."""

    HIER = "hier", gettext_lazy("Deze pas hoort bij deze kamer.")
    ELDERS = "elders", gettext_lazy("Deze pas is van een andere kamer.")
    VRIJ = "vrij", gettext_lazy("Deze pas is nog van niemand.")
    TIKFOUT = "tikfout", gettext_lazy("Dit nummer klopt niet. Kijk het na op de pas.")
    ONBEKEND = "onbekend", gettext_lazy("Deze pas kennen we niet.")


def wat_is(kamer: Kamer, tekst: str) -> tuple[Vondst, Persoon | None]:
    """Return what a number is for this room, and the person when that person belongs to it."""
    nummer = lees_nummer(tekst)
    if persoon := met_nummer(kamer, nummer):
        return Vondst.HIER, persoon
    if Persoon.objects.filter(pasnummer=nummer, vergeten_op=None).exclude(pasnummer="").exists():
        return Vondst.ELDERS, None
    if is_vrij(kamer, nummer):
        return Vondst.VRIJ, None
    return (Vondst.ONBEKEND if klopt(nummer) else Vondst.TIKFOUT), None


@transaction.atomic
def kom_erbij(*, kamer: Kamer, tekst: str, sleutel: UUID, gebruiker) -> Persoon | None:
    """Let the holder of a card belong to this room too; None when no card has this number.

    Whoever knows the number holds the card, so that the name may be seen here from now on; the act is logged.
    """
    nummer = lees_nummer(tekst)
    persoon = eindpas(Persoon.objects.filter(pasnummer=nummer).exclude(pasnummer="").first())
    if persoon is None or persoon.vergeten_op:
        return None
    handeling = eenmaal(sleutel, "pas_kamer", gebruiker, f"kamer:{kamer.pk}")
    if handeling is not None:
        persoon.kamers.add(kamer)
        onthoud(handeling, None, {"persoon": persoon.pk})
    return persoon


def zoek(kamer: Kamer, tekst: str, tot: int = 20) -> list[Persoon]:
    """Return people of this room with a number, or with a first name that begins so, whatever accents and capitals."""
    if lees_nummer(tekst):
        persoon = met_nummer(kamer, tekst)
        return [persoon] if persoon else []
    begin = vouw(tekst)
    if not begin:
        return []
    mensen = Persoon.objects.met_pas().filter(kamers=kamer)
    gevonden = [persoon for persoon in mensen if vouw(persoon.voornaam).startswith(begin)]
    return sorted(gevonden, key=lambda persoon: (vouw(persoon.voornaam), persoon.pk))[:tot]
