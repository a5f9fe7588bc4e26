"""Changes to a series: at once, from a day on as a successor, or the end. Nothing that was logged is lost."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Activiteit, Bijeenkomst, Roosterplek
from kamers.services.keer import een_tegelijk
from kamers.services.reeksstand import stand_van_reeks

REEKS = ("herhaling", "weekdag", "weekpariteit", "keer_in_maand")  # on which days it is
GROEPEN = ("doelgroepen", "domeinen")
TELLEN = ("telwijze", "met_kinderen")  # how people are counted: on 1 January only, once something was logged
DAG = timedelta(days=1)
AL_GESTOPT = _("Dan is deze activiteit al gestopt. Kies een eerdere dag.")


class ReeksGewijzigd(Exception):
    """Someone else changed the series after the page was made; holds it as it stands now."""

    def __init__(self, activiteit: Activiteit):
        super().__init__(activiteit.pk)
        self.activiteit = activiteit


@dataclass(frozen=True)
class Wijziging:
    """What came of a change: the series that goes on, from which day when it is a new one, and what was planned.

    ``tellen_vanaf``: from when people are counted otherwise, when that waits for 1 January.
    ``mee`` and ``weg``: moved or cancelled times that went along, and those that no longer exist.
    """

    activiteit: Activiteit
    vanaf: date | None = None
    tellen_vanaf: date | None = None
    mee: int = 0
    weg: int = 0
    opvolgers: tuple[Activiteit, ...] = ()
    ter_plaatse: bool = False  # the row itself was written as well: changed again, not taken back

    @property
    def terug_te_nemen(self) -> bool:
        """A successor can be taken back in one tap; a change of the row itself is simply changed again."""
        return bool(self.opvolgers) and not self.ter_plaatse


def op_slot(activiteit: Activiteit, versie: int) -> Activiteit:
    """Return the series locked, together with its room, as the user saw it; otherwise ReeksGewijzigd."""
    een_tegelijk(activiteit.kamer_id)
    rij = Activiteit.objects.select_for_update(of=("self",)).select_related("soort", "kamer").get(pk=activiteit.pk)
    if rij.versie != versie:
        raise ReeksGewijzigd(rij)
    return rij


@transaction.atomic
def wijzig_activiteit(
    *, activiteit: Activiteit, velden: dict, ingang: date, vandaag: date, versie: int, sleutel: UUID, gebruiker
) -> Wijziging | None:
    """Change a series from a day on; None when this form was sent before, ReeksGewijzigd when it changed meanwhile.

    Another rhythm, or a day to come, starts a successor, so that what was logged stays in place. Who is on the rota
    stays on it, each from the own day on; a last day that was set stays the last day.
    """
    handeling = eenmaal(sleutel, "activiteit_wijzig", gebruiker, f"activiteit:{activiteit.pk}")
    if handeling is None:
        return None
    rij = op_slot(activiteit, versie)
    if rij.tot and ingang > rij.tot:
        raise ValidationError({"ingang": AL_GESTOPT})
    voor, later = stand_van_reeks(rij), _wacht_op_januari(rij, velden, ingang, vandaag)
    nu = {**velden, **{naam: getattr(rij, naam) for naam in TELLEN}} if later else velden
    gedaan = _voer_uit(rij, nu, ingang, vandaag)
    if later and gedaan.activiteit.telwijze != velden["telwijze"]:
        gedaan = _tel_anders(gedaan, {naam: velden[naam] for naam in TELLEN}, later)
    rij.refresh_from_db()
    opvolgers = [[a.pk, a.versie] for a in gedaan.opvolgers]
    onthoud(handeling, voor if gedaan.terug_te_nemen else None, {**stand_van_reeks(rij), "opvolgers": opvolgers})
    return gedaan


def _wacht_op_januari(rij: Activiteit, velden: dict, ingang: date, vandaag: date) -> date | None:
    """Return the 1 January from which people are counted otherwise; None when that may be at once.

    At once only while nothing was logged this year, under this name too. From a day to come it is the first 1 January
    from then on: by that day people will have been counted in its year.
    """
    if all(velden[naam] == getattr(rij, naam) for naam in TELLEN):
        return None
    zelfde = Q(activiteit=rij) | Q(kamer=rij.kamer_id, soort=rij.soort_id, naam=rij.naam)
    genoteerd = Bijeenkomst.objects.genoteerd().in_jaar(vandaag.year).filter(zelfde).exists()
    loopt_al = ingang > vandaag and rij.van < ingang
    if not genoteerd and not loopt_al:
        return None
    eerste = max(ingang, date(vandaag.year + 1, 1, 1) if genoteerd else ingang)
    return eerste if (eerste.month, eerste.day) == (1, 1) else date(eerste.year + 1, 1, 1)


def _voer_uit(rij: Activiteit, velden: dict, ingang: date, vandaag: date) -> Wijziging:
    laatst = rij.bijeenkomsten.genoteerd().filter(gepland__gte=ingang).order_by("-gepland").first()
    andere_dagen = any(velden[naam] != getattr(rij, naam) for naam in REEKS)
    if andere_dagen or ingang > vandaag:
        vanaf = max(ingang, laatst.gepland + DAG) if laatst else ingang
        if rij.tot and vanaf > rij.tot:
            raise ValidationError({"ingang": AL_GESTOPT})
        if rij.van < vanaf:
            return _begin_opvolger(rij, velden, vanaf)
    _schrijf(rij, velden)
    mee, weg = _neem_mee(rij, rij, max(ingang, vandaag))
    return Wijziging(rij, mee=mee if andere_dagen else 0, weg=weg, ter_plaatse=True)


def _tel_anders(gedaan: Wijziging, velden: dict, vanaf: date) -> Wijziging:
    """Let people be counted otherwise from a day on, by a successor of what goes on."""
    reeks = gedaan.activiteit
    if reeks.tot and reeks.tot < vanaf:
        raise ValidationError(
            {"telwijze": _("De manier van tellen verandert op 1 januari. Dan is deze activiteit al gestopt.")}
        )
    if reeks.van >= vanaf:
        _schrijf(reeks, velden)
        return replace(gedaan, tellen_vanaf=vanaf)
    later = _begin_opvolger(reeks, velden, vanaf)
    opvolgers = (*gedaan.opvolgers, later.activiteit)
    mee, weg = gedaan.mee + later.mee, gedaan.weg + later.weg
    return replace(gedaan, tellen_vanaf=vanaf, opvolgers=opvolgers, mee=mee, weg=weg)


def _schrijf(rij: Activiteit, velden: dict) -> None:
    """Write fields and groups with the next version."""
    for naam, waarde in velden.items():
        if naam in GROEPEN:
            getattr(rij, naam).set(waarde)
        else:
            setattr(rij, naam, waarde)
    rij.versie += 1
    rij.save()


def _begin_opvolger(rij: Activiteit, velden: dict, vanaf: date) -> Wijziging:
    groepen = {naam: list(getattr(rij, naam).all()) for naam in GROEPEN}
    vast = {v.attname: getattr(rij, v.attname) for v in rij._meta.concrete_fields if not v.primary_key}
    opvolger = Activiteit(**{**vast, "van": vanaf, "versie": 0})
    _schrijf_nieuw(opvolger, {**groepen, **velden})
    for plek in rij.roosterplekken.filter(Q(tot__isnull=True) | Q(tot__gte=vanaf)):
        nieuw = {"uren": plek.uren, "van": max(plek.van, vanaf), "tot": plek.tot}
        Roosterplek.objects.create(activiteit=opvolger, persoon_id=plek.persoon_id, **nieuw)
    mee, weg = _neem_mee(rij, opvolger, vanaf)
    beeindig(rij, min(vanaf - DAG, rij.tot or vanaf))
    return Wijziging(opvolger, vanaf, mee=mee, weg=weg, opvolgers=(opvolger,))


def _schrijf_nieuw(opvolger: Activiteit, velden: dict) -> None:
    for naam in velden.keys() - set(GROEPEN):
        setattr(opvolger, naam, velden[naam])
    opvolger.versie = 1
    opvolger.save()
    for naam in GROEPEN:
        getattr(opvolger, naam).set(velden[naam])


def _neem_mee(oud: Activiteit, nieuw: Activiteit, vanaf: date) -> tuple[int, int]:
    """Let moved and cancelled times from a day on go along with a series; those on no day of it any more go.

    Returns how many went along and how many are gone. What was logged stays where it is.
    """
    mee = weg = 0
    for keer in gewijzigde_keren(oud, vanaf).select_for_update():
        if not nieuw.is_op(keer.gepland):
            keer.delete()
            weg += 1
            continue
        keer.activiteit, keer.naam, keer.soort, keer.product = nieuw, nieuw.naam, nieuw.soort, nieuw.product
        if keer.status == Bijeenkomst.Status.VERVALLEN:
            keer.begin, keer.eind = nieuw.begin, nieuw.eind
        keer.versie += 1
        keer.save()
        mee += 1
    return mee, weg


def gewijzigde_keren(activiteit: Activiteit, vanaf: date):
    """Return the moved and cancelled times of a series from a day on that were not logged."""
    rijen = Bijeenkomst.objects.filter(activiteit=activiteit, gepland__gte=vanaf)
    return rijen.exclude(status=Bijeenkomst.Status.GENOTEERD).order_by("gepland")


@transaction.atomic
def stop_activiteit(*, activiteit: Activiteit, laatste_dag: date, versie: int, sleutel: UUID, gebruiker) -> int | None:
    """Let a series end, with its rota. What was logged stays; a last day before the first one is refused.

    Returns how many moved or cancelled times after that day are gone; None when this form was sent before.
    """
    handeling = eenmaal(sleutel, "activiteit_stop", gebruiker, f"activiteit:{activiteit.pk}")
    if handeling is None:
        return None
    rij = op_slot(activiteit, versie)
    if laatste_dag < rij.van:
        raise ValidationError({"laatste_dag": _("De laatste dag ligt voor de eerste dag.")})
    voor = stand_van_reeks(rij)
    weg = gewijzigde_keren(rij, laatste_dag + DAG).delete()[0]
    beeindig(rij, laatste_dag)
    onthoud(handeling, voor, {**stand_van_reeks(rij), "opvolgers": []})
    return weg


def beeindig(rij: Activiteit, laatste_dag: date) -> None:
    """Write the last day of a series and of who is on its rota."""
    rij.tot = laatste_dag
    rij.versie += 1
    rij.save(update_fields=["tot", "versie"])
    rij.roosterplekken.filter(van__gt=laatste_dag).delete()
    rij.roosterplekken.filter(Q(tot__isnull=True) | Q(tot__gt=laatste_dag)).update(tot=laatste_dag)
