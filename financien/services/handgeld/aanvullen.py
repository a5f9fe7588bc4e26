"""Top up the pot of a room: once its tin was counted, and never past the rule of the year (§4.4, §4.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Aanvulling,
    Boeking,
    Dagboek,
    Grootboekrekening,
    Handgeldbetaling,
    Handgeldregel,
    Kastelling,
    Rekeningsoort,
)
from financien.services.bankplek import Plek
from financien.services.boeken import Regel, Stuk, boek
from financien.services.handgeld import basis, onderweg, potje
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout
from financien.services.saldi import NUL
from kamers.models import Kamer


@dataclass(frozen=True)
class Aanvulstand:
    """What may go to a room this month. ``al``: what went there or is under way; ``mis``: why nothing may go yet.

    ``bank``: the sentence that asks to book a bank line first, ``bankregel``: its key. ``loopt``: what of ``al`` is
    under way; ``onderweg``: that of all months.
    """

    kamer: Kamer
    stand: potje.Stand
    al: Decimal
    onderweg: Decimal
    mag: Decimal
    geteld: Kastelling | None
    mis: str
    boven: bool  # whether more went to the room than the rule allows, because the bank did so
    loopt: Decimal = NUL
    bank: str = ""
    bankregel: int = 0

    @property
    def kan(self) -> bool:
        """Whether something may go there now."""
        return self.mag > 0 and not self.mis and not self.bank


@dataclass(frozen=True)
class Gegevens:
    """What top-ups are computed from, by room: pots, what went there for the month, what is under way, who counted."""

    standen: Mapping[int, potje.Stand]
    al: Mapping[int, Decimal]
    loopt: Sequence[onderweg.Onderweg]
    tellingen: Mapping[int, Kastelling]


def aanvulstanden(kamers: Sequence[Kamer], maand: date, regel: Handgeldregel | None = None) -> list[Aanvulstand]:
    """Return for each room what may be topped up in a month. Five queries, whatever the number of rooms."""
    regel = regel or basis.regel_van(maand.year)
    tellingen = _tellingen(kamers, maand)
    gegevens = Gegevens(potje.standen(kamers), dict(al_rijen(kamers, maand)), onderweg.vraag(kamers), tellingen)
    return [reken(kamer, maand, regel, gegevens) for kamer in kamers]


def reken(kamer: Kamer, maand: date, regel: Handgeldregel, gegevens: Gegevens) -> Aanvulstand:
    """Return what may go to one room in a month by the rule of its year."""
    nu, telling = gegevens.standen[kamer.pk], gegevens.tellingen.get(kamer.pk)
    naar = [rij for rij in gegevens.loopt if rij.potje == kamer.pk]
    loopt = sum((rij.som for rij in naar if rij.maand == maand), NUL)
    in_maand, samen = gegevens.al.get(kamer.pk, NUL) + loopt, sum((rij.som for rij in naar), NUL)
    mag = max(NUL, min(regel.per_maand - in_maand, regel.per_maand - nu.over - samen))
    mis = "" if telling or not nu.gebruikt else _("Deze kamer heeft nog niet geteld.")
    boven, open_ = in_maand > regel.per_maand, next((r for r in naar if r.op_de_bank and r.maand == maand), None)
    bank, bankregel = (open_.zin(kamer), open_.nummer) if open_ else ("", 0)
    return Aanvulstand(kamer, nu, in_maand, samen, mag, telling, mis, boven, loopt, bank, bankregel)


@transaction.atomic
def vul_aan(
    *,
    kamer: Kamer,
    maand: date,
    datum: date,
    sleutel: UUID,
    gebruiker: Gebruiker,
    bedrag: Decimal | None = None,
    bankrekening: Grootboekrekening | None = None,
) -> Aanvulling:
    """Book a top-up that was transferred: as much as the rule allows, or less. Lock: the pot of the room.

    The same form again returns the top-up that is there. HandgeldFout before the count, and for too much.
    """
    basis.op_slot(kamer)
    eerder = Aanvulling.objects.filter(boekstuk__sleutel=sleutel).first()
    if eerder:
        return _zelfde(eerder, kamer, maand, bedrag)
    if datum > timezone.localdate():
        raise HandgeldFout(_("Deze dag moet nog komen. Kies vandaag of een dag ervoor."), "datum")
    keur_maand(maand, datum, "datum")
    nu = keur(kamer, maand, bedrag)
    return boek_aanvulling(
        kamer=kamer,
        maand=maand,
        bedrag=nu.mag if bedrag is None else bedrag,
        datum=datum,
        sleutel=sleutel,
        gebruiker=gebruiker,
        bankrekening=bankrekening,
    )


def keur_maand(maand: date, dag: date, veld: str) -> None:
    """Refuse a top-up for another month than that in which the money goes: the rule is of a calendar month (§4.1)."""
    if basis.eerste(dag) != maand:
        zin = _("Dit handgeld is van %(maand)s. Kies een dag in die maand.")
        raise HandgeldFout(zin % {"maand": f"{MONTHS[maand.month]} {maand.year}"}, veld)


def keur(kamer: Kamer, maand: date, bedrag: Decimal | None = None) -> Aanvulstand:
    """Return what may go to a room, or say why not. Under the lock of its pot."""
    nu = aanvulstanden([kamer], maand)[0]
    if nu.mis or nu.bank:
        raise HandgeldFout(nu.mis or nu.bank)
    if nu.mag == 0:
        raise HandgeldFout(_("Het potje van %(kamer)s is vol, of deze maand al aangevuld.") % {"kamer": kamer})
    if bedrag is not None and not 0 < bedrag <= nu.mag:
        zin = _("Naar %(kamer)s kan deze maand nog hoogstens %(mag)s.")
        raise HandgeldFout(zin % {"kamer": kamer, "mag": euro(nu.mag)}, "bedrag")
    return nu


def boek_aanvulling(
    *,
    kamer: Kamer,
    maand: date,
    bedrag: Decimal,
    datum: date,
    sleutel: UUID,
    gebruiker: Gebruiker,
    bankrekening: Grootboekrekening | None = None,
    betaling: Handgeldbetaling | None = None,
    plek: Plek | None = None,
) -> Aanvulling:
    """Book money that went from the bank to the account of a room. The caller holds the lock and kept the rule."""
    van = bankrekening or basis.bank()
    regels = [Regel(basis.rekeningen_van(kamer).rekening, van, bedrag, kamer)]
    dag = plek.datum if plek else basis.boekdag(datum, timezone.localdate())
    stuk = Stuk(Dagboek.BANK, dag, f"Handgeld {maand:%m-%Y}", regels)
    geboekt = boek(plek.zet(stuk) if plek else stuk, sleutel=sleutel, gebruiker=gebruiker)
    return Aanvulling.objects.create(kamer=kamer, maand=maand, bedrag=bedrag, boekstuk=geboekt, betaling=betaling)


def _zelfde(eerder: Aanvulling, kamer: Kamer, maand: date, bedrag: Decimal | None) -> Aanvulling:
    if (eerder.kamer_id, eerder.maand) == (kamer.pk, maand) and bedrag in (None, eerder.bedrag):
        return eerder
    raise AlGebruikt(_("Dit formulier is al gebruikt. Kijk na wat er staat en sla het op."))


def al_rijen(kamers: Sequence[Kamer], maand: date) -> QuerySet:
    """Return what went to each room for a month: the top-ups, and what was booked from the bank by hand."""
    rijen = Boeking.objects.filter(kamer__in=kamers, debet__soort__in=potje.POT, credit__soort=Rekeningsoort.BANK)
    rijen = rijen.filter(boekstuk__omgekeerd_door=None, boekstuk__keert_om=None)
    met_de_hand = Q(boekstuk__aanvulling=None, boekstuk__datum__gte=maand, boekstuk__datum__lt=basis.volgende(maand))
    rijen = rijen.filter(Q(boekstuk__aanvulling__maand=maand) | met_de_hand)
    return rijen.order_by().values_list("kamer").annotate(som=Sum("bedrag"))


def _tellingen(kamers: Sequence[Kamer], maand: date) -> dict[int, Kastelling]:
    """Return the count that opens the top-up of a month: of the month before, or of this one."""
    rijen = Kastelling.objects.geldig().filter(kamer__in=kamers, maand__range=(basis.vorige(maand), maand))
    return {rij.kamer_id: rij for rij in rijen.exclude(soort=Kastelling.Soort.NIET).order_by("datum", "pk")}


def stel_regel_in(*, jaar, **velden) -> Handgeldregel:
    """Give a year its rule; what is not given stays as it was, or as in the document."""
    return Handgeldregel.objects.update_or_create(jaar=jaar, defaults=velden)[0]
