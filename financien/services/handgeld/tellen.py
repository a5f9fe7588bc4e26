"""Count the tin: what should be there beside what is there, and the difference explained and booked (§4.3)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker
from financien.models import Boekstuk, Dagboek, Kastelling
from financien.services.boeken import Regel, Stuk, boek
from financien.services.handgeld import basis, potje
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout
from financien.services.saldi import NUL
from kamers.models import Kamer

STUKS = {  # what lies in a tin: the name in the form and its worth in euros
    **{f"b{waarde}": Decimal(waarde) for waarde in (100, 50, 20, 10, 5)},
    **{f"m{centen}": Decimal(centen) / 100 for centen in (200, 100, 50, 20, 10, 5)},
}


def waarde_van(stuks: Mapping[str, int]) -> Decimal:
    """Return what these notes and coins are worth together."""
    return sum((STUKS[naam] * aantal for naam, aantal in stuks.items()), NUL)


class KasVeranderd(HandgeldFout):
    """Something was booked between looking and saving: what was counted has to be compared again."""


@transaction.atomic
def tel(
    *,
    kamer: Kamer,
    geteld: Decimal,
    sleutel: UUID,
    gebruiker: Gebruiker,
    verwacht: Decimal | None = None,
    uitleg: str = "",
    rekening: Decimal | None = None,
    stuks: Mapping[str, int] | None = None,
    met: str = "",
    maand: date | None = None,
) -> Kastelling:
    """Write a count of today once. A difference needs ``uitleg``, and is booked to Kasverschillen of the room.

    ``verwacht``: what the form said should be there; KasVeranderd when the books moved since. ``rekening``: what the
    bank says. ``met``: the second person; then it is a count at hand-over. ``maand``: which month it counts for.
    Lock: the pot of the room.
    """
    basis.op_slot(kamer)
    eerder = Kastelling.objects.filter(sleutel=sleutel).first()
    if eerder:
        return _zelfde(eerder, kamer, geteld)
    vandaag = timezone.localdate()
    nu = potje.stand(kamer)
    _keur(nu, geteld, verwacht, uitleg, stuks)
    _keur_met(met, gebruiker)
    stuk = _boek_verschil(kamer, geteld - nu.kas, uitleg, vandaag, sleutel, gebruiker) if geteld != nu.kas else None
    return Kastelling.objects.create(
        kamer=kamer,
        maand=maand or potje.telmaand(vandaag),
        datum=vandaag,
        soort=Kastelling.Soort.OVERDRACHT if met else Kastelling.Soort.MAAND,
        kas_boek=nu.kas,
        kas_geteld=geteld,
        stuks=dict(stuks) if stuks else None,
        rekening_boek=nu.rekening,
        rekening_gezien=rekening,
        te_keuren=nu.te_keuren,
        uitleg=uitleg,
        met=met,
        boekstuk=stuk,
        sleutel=sleutel,
        geteld_door=gebruiker,
    )


@transaction.atomic
def niet_geteld(*, kamer: Kamer, maand: date, reden: str, sleutel: UUID, gebruiker: Gebruiker) -> Kastelling:
    """Write that a room was not counted for a month, and why, so that the closing goes on (§4.7). No top-up follows."""
    basis.op_slot(kamer)
    eerder = Kastelling.objects.filter(sleutel=sleutel).first()
    if eerder:
        return eerder
    if not reden.strip():
        raise HandgeldFout(_("Schrijf op waarom er niet geteld is."), "reden")
    nu = potje.stand(kamer)
    return Kastelling.objects.create(
        kamer=kamer,
        maand=basis.eerste(maand),
        datum=timezone.localdate(),
        soort=Kastelling.Soort.NIET,
        kas_boek=nu.kas,
        rekening_boek=nu.rekening,
        te_keuren=nu.te_keuren,
        uitleg=reden,
        sleutel=sleutel,
        geteld_door=gebruiker,
    )


def _zelfde(eerder: Kastelling, kamer: Kamer, geteld: Decimal) -> Kastelling:
    if hasattr(eerder, "terug"):
        raise AlGebruikt(_("Deze telling is ongedaan gemaakt. Kijk na wat er staat en sla het op."))
    if (eerder.kamer_id, eerder.kas_geteld) == (kamer.pk, geteld):
        return eerder
    raise AlGebruikt(_("Dit formulier is al gebruikt. Kijk na wat er staat en sla het op."))


def _keur(nu: potje.Stand, geteld: Decimal, verwacht: Decimal | None, uitleg: str, stuks) -> None:
    if geteld < 0:
        raise HandgeldFout(_("Vul in hoeveel er in de kas zit, bijvoorbeeld 43,20."), "geteld")
    if stuks and waarde_van(stuks) != geteld:
        zin = _("De munten en biljetten zijn samen %(som)s. Je vulde %(geteld)s in.")
        raise HandgeldFout(zin % {"som": euro(waarde_van(stuks)), "geteld": euro(geteld)}, "geteld")
    if verwacht is not None and verwacht != nu.kas:
        zin = _("Er is net iets geboekt. Nu hoort er %(kas)s in de kas te zitten. Kijk of dat klopt.")
        raise KasVeranderd(zin % {"kas": euro(nu.kas)}, "geteld")
    verschil = geteld - nu.kas
    if verschil and not uitleg.strip():
        zin = _("Er is %(bedrag)s te weinig. Schrijf op hoe dat kan.")
        if verschil > 0:
            zin = _("Er is %(bedrag)s te veel. Schrijf op hoe dat kan.")
        raise HandgeldFout(zin % {"bedrag": euro(abs(verschil))}, "uitleg")


def _keur_met(met: str, gebruiker: Gebruiker) -> None:
    if met and met.strip().casefold() == gebruiker.naam.casefold():
        raise HandgeldFout(_("Vul de naam in van de ander. Bij een overdracht tellen jullie samen."), "met")


def _boek_verschil(
    kamer: Kamer, verschil: Decimal, uitleg: str, dag: date, sleutel: UUID, gebruiker: Gebruiker
) -> Boekstuk:
    kas, kosten = basis.rekeningen_van(kamer).kas, basis.grootboek(basis.VERSCHILLEN)
    debet, credit = (kas, kosten) if verschil > 0 else (kosten, kas)
    stuk = Stuk(Dagboek.KAS, dag, f"Kasverschil: {uitleg}"[:140], [Regel(debet, credit, abs(verschil), kamer)])
    return boek(stuk, sleutel=uuid5(sleutel, "verschil"), gebruiker=gebruiker)


def verschillen_in(jaar: int) -> dict[int, Decimal]:
    """Return what was short (below zero) or over per room in a year, for the audit committee (§4.3). One query."""
    rijen = Kastelling.objects.filter(datum__year=jaar, boekstuk__omgekeerd_door=None).exclude(boekstuk=None)
    som = rijen.order_by().values_list("kamer").annotate(som=Sum(F("kas_geteld") - F("kas_boek")))
    return dict(som)
