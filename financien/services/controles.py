"""The check by the kascommissie: begin, judge, answer, sign, withdraw. Rows are only added, never changed."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.models.jaar import SLOT_JAAR
from buurtwerkkamer.rollen import KAMERPLOEG, Rol
from financien.models import Boeking, Controlepost, Kascontrole
from financien.models.boekstuk import is_loon
from financien.models.controleslot import SLOT_CONTROLE
from financien.services.steekproef import populatie, trek
from financien.services.vierogen import altijd_te_zien
from kamers.models import Aanstelling, Kamer

NET_VERANDERD = gettext_lazy("Iemand anders schreef net iets bij dit stuk. Ververs de pagina.")
ZINNEN = {
    "Deze controle staat vast.": gettext_lazy("Deze controle staat vast. Er komt niets meer bij."),
    "De leden oordelen, een ander antwoordt.": gettext_lazy(
        "Alleen de twee leden van deze controle oordelen. Iemand anders beantwoordt hun vragen."
    ),
    "Er is geen vraag.": gettext_lazy("Bij dit stuk staat geen vraag open."),
    "Nog niet alles is bekeken en beantwoord.": gettext_lazy(
        "Nog niet alles is bekeken en beantwoord. Doe dat eerst, daarna kun je tekenen."
    ),
    "bevinding_nummer_eens": NET_VERANDERD,
    "verklaring_eens_per_lid": gettext_lazy("Je gaf je oordeel al. Het kan niet meer anders."),
}
NIET_ERBIJ = (Rol.BESTUUR, Rol.PENNINGMEESTER)


class ControleFout(ValueError):
    """A check cannot go on like this; the text is a Dutch sentence. ``veld``: the field it is about, or None."""

    def __init__(self, tekst: str, veld: str | None = None):
        super().__init__(str(tekst))
        self.veld = veld


@dataclass(frozen=True)
class Opgave:
    """What is checked, by whom, and how many documents are drawn.

    ``zaad``: what the members throw in themselves, or nothing. The computer always adds to it, so that nobody can try
    seeds at home until the sample is the one that he likes.
    """

    van: date
    tot: date
    tweede: Gebruiker
    grootte: int = 25
    zaad: str = ""


def slot(sleutel: int, nummer: int) -> None:
    """Take an advisory lock until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [sleutel, nummer])


def jaren_op_slot(van: date, tot: date) -> None:
    """Wait until nobody is half-way booking in the years of a period, and let nobody begin."""
    for jaar in range(van.year, tot.year + 1):
        slot(SLOT_JAAR, jaar)


def _vertaal(fout: IntegrityError) -> Exception:
    diag = getattr(fout.__cause__, "diag", None)
    for wat in (getattr(diag, "constraint_name", ""), getattr(diag, "message_primary", "")):
        if wat in ZINNEN:
            return ControleFout(str(ZINNEN[wat]))
    return fout


def schrijf(model, **velden) -> None:
    """Write a row; what the database refuses is a ControleFout."""
    try:
        with transaction.atomic():
            model.objects.create(**velden)
    except IntegrityError as fout:
        raise _vertaal(fout) from fout


@transaction.atomic
def begin(
    opgave: Opgave, *, sleutel: UUID, gebruiker: Gebruiker, loot: Callable[[int], str] = secrets.token_hex
) -> Kascontrole:
    """Draw the sample and begin; ``gebruiker`` is the first member. The same key returns the check that is there.

    ``loot``: what the computer adds to the seed, of so many bytes. Only made-up figures, that have to be the same every
    time, give another.
    Locks: (SLOT_CONTROLE, 0), then (SLOT_JAAR, year) of the period, exclusive: nobody is half-way booking.
    """
    slot(SLOT_CONTROLE, 0)
    eerder = Kascontrole.objects.filter(sleutel=sleutel).first()
    if eerder:
        return eerder
    _keur_periode(opgave)
    keur_leden((gebruiker, opgave.tweede), opgave.van, opgave.tot)
    _keur_kamers(gebruiker, opgave)
    jaren_op_slot(opgave.van, opgave.tot)
    alles = populatie(opgave.van, opgave.tot)
    altijd = altijd_te_zien(opgave.van, opgave.tot)
    if not alles.stukken:
        raise ControleFout(_("In deze periode zijn nog geen kosten geboekt die jullie kunnen controleren."), "van")
    controle = Kascontrole.objects.create(
        van=opgave.van,
        tot=opgave.tot,
        eerste=gebruiker,
        tweede=opgave.tweede,
        zaad="-".join(filter(None, (opgave.zaad, loot(8)))),
        grootte=opgave.grootte,
        populatie=len(alles.stukken),
        lonen=len(alles.lonen),
        reeksen=alles.reeksen,
        sleutel=sleutel,
    )
    getrokken = [alles.stukken[nummer] for nummer in trek(alles.stukken, controle.zaad, controle.grootte)]
    voeg_toe(controle, getrokken, zonder_lonen(altijd), later=False)
    return controle


def _keur_periode(opgave: Opgave) -> None:
    if opgave.tot < opgave.van:
        raise ControleFout(_("De laatste dag ligt voor de eerste dag."), "tot")
    if opgave.tot > timezone.localdate():
        raise ControleFout(_("Deze periode is nog niet voorbij. Kies vandaag of eerder."), "tot")
    rijen = Kascontrole.objects.filter(van__lte=opgave.tot, tot__gte=opgave.van, stop=None)
    if ander := rijen.first():
        raise ControleFout(
            _("Een deel van deze periode zit al in de controle van %(ander)s.") % {"ander": ander}, "van"
        )


def keur_leden(leden: Iterable[Gebruiker], van: date, tot: date) -> None:
    """Refuse who may not check this period: no member of the kascommissie now, or on the board then or now."""
    vandaag = timezone.localdate()
    eerste, tweede = leden
    if eerste == tweede:
        raise ControleFout(_("Een controle doe je met twee mensen. Kies een ander lid."), "tweede")
    lid = set(Aanstelling.objects.op(vandaag).filter(rol=Rol.KASCOMMISSIE).values_list("gebruiker", flat=True))
    for wie in (eerste, tweede):
        if wie.pk not in lid:
            raise ControleFout(_("%(naam)s is nu geen lid van de kascommissie.") % {"naam": wie.naam}, "tweede")
    keur_geen_bestuur((eerste, tweede), van, tot)


def in_bestuur(van: date, tot: date) -> set[int]:
    """Return who was on the board on any day from the first of the period until today."""
    loopt = Q(tot__isnull=True) | Q(tot__gte=van)
    rijen = Aanstelling.objects.filter(loopt, rol__in=NIET_ERBIJ, van__lte=max(tot, timezone.localdate()))
    return set(rijen.values_list("gebruiker", flat=True))


def keur_geen_bestuur(wie: Iterable[Gebruiker], van: date, tot: date) -> None:
    """Refuse who checks the own board."""
    bestuurders = in_bestuur(van, tot)
    for iemand in wie:
        if iemand.pk in bestuurders:
            zin = _("%(naam)s zit of zat sinds %(dag)s in het bestuur. Wie bestuurt, controleert zichzelf niet.")
            raise ControleFout(zin % {"naam": iemand.naam, "dag": f"{van:%d-%m-%Y}"}, "tweede")


def _keur_kamers(gebruiker: Gebruiker, opgave: Opgave) -> None:
    """Refuse two members of one room: nobody would be left to judge its pot."""
    rijen = Aanstelling.objects.filter(Q(tot=None) | Q(tot__gte=opgave.van), rol__in=KAMERPLOEG)
    een, ander = (set(rijen.filter(gebruiker=w).values_list("kamer", flat=True)) for w in (gebruiker, opgave.tweede))
    if een & ander:
        zin = _("Jullie horen allebei bij %(kamer)s. Dan kan niemand het potje daarvan bekijken. Kies een ander lid.")
        raise ControleFout(zin % {"kamer": Kamer.objects.get(pk=min(een & ander))}, "tweede")


def zonder_lonen(altijd: dict[int, str]) -> dict[int, str]:
    """Leave out the documents that tell a wage: those are for treasurer, board and accountant (§5.6)."""
    loon = set(Boeking.objects.filter(is_loon(), boekstuk__in=altijd).values_list("boekstuk", flat=True))
    return {stuk: bron for stuk, bron in altijd.items() if stuk not in loon}


def voeg_toe(controle: Kascontrole, getrokken: list[int], altijd: dict[int, str], *, later: bool) -> None:
    """Add documents to a check: first those that were drawn, then what else is always looked at."""
    begonnen = controle.posten.count()
    stukken = [*getrokken, *(stuk for stuk in altijd if stuk not in set(getrokken))]
    for nummer, stuk in enumerate(stukken, begonnen + 1):
        vast = {"steekproef": stuk in getrokken, "bron": altijd.get(stuk, ""), "later": later}
        schrijf(Controlepost, controle=controle, volgnummer=nummer, boekstuk_id=stuk, **vast)


def andere_leden(gebruiker: Gebruiker) -> QuerySet[Gebruiker]:
    """Return with whom this member can do a check: who is in the kascommissie today."""
    leden = Aanstelling.objects.op(timezone.localdate()).filter(rol=Rol.KASCOMMISSIE).values("gebruiker")
    return Gebruiker.objects.filter(pk__in=leden, is_active=True).exclude(pk=gebruiker.pk).order_by("naam")
