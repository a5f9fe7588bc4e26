"""The life of a room: sought → bare → open → closed, and the steps towards its opening [121]."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from kamers.models import Bijeenkomst, Doorverwijzing, Inzet, Kamer, Kamerstap, Klus, Partner
from kamers.models.teljaar import SLOT
from kamers.services.feiten import FeitGewijzigd, bewaar_of_weiger, stand_van
from kamers.services.keer import een_tegelijk

Status, Stap = Kamer.Status, Kamerstap.Stap
VOORBEREIDING = (Stap.NOODZAAK, Stap.INTENTIE, Stap.LOCATIE, Stap.FINANCIERING)
NODIG: dict[str, tuple[Kamerstap.Stap, ...]] = {Status.KAAL: VOORBEREIDING[:3], Status.OPEN: VOORBEREIDING}
OVERGANGEN: dict[str, tuple[Kamer.Status, ...]] = {
    Status.GEZOCHT: (Status.KAAL, Status.GESLOTEN),
    Status.KAAL: (Status.OPEN, Status.GEZOCHT, Status.GESLOTEN),
    Status.OPEN: (Status.GESLOTEN,),
    Status.GESLOTEN: (Status.OPEN, Status.GEZOCHT),
}
VOORUIT = timedelta(days=366)  # so far ahead the last day of a room can be written down


class NietToegestaan(ValidationError):
    """This change of status, or this step, is not possible now; the text says what to do first."""


@dataclass(frozen=True)
class Overgang:
    """A status that a room can go to, and the steps it still needs for that."""

    naar: Kamer.Status
    mist: tuple[Kamerstap.Stap, ...] = ()


def overgangen(kamer: Kamer, gedaan: Iterable[str]) -> list[Overgang]:
    """Return where a room can go from where it is; ``gedaan`` are the steps that were taken."""
    staat = set(gedaan)
    return [
        Overgang(naar, tuple(stap for stap in NODIG.get(naar, ()) if stap not in staat and kamer.status != "gesloten"))
        for naar in _volgende(kamer)
    ]


def _volgende(kamer: Kamer) -> tuple[Kamer.Status, ...]:
    """Return the statuses after this one; a closed room opens again, or is sought again when it never opened."""
    if kamer.status != Status.GESLOTEN:
        return OVERGANGEN[kamer.status]
    return (Status.OPEN,) if ooit_open(kamer) else (Status.GEZOCHT,)


def ooit_open(kamer: Kamer) -> bool:
    """Tell whether a room has been open: it has a start, or something was noted there."""
    return kamer.start is not None or laatste_genoteerd(kamer) is not None


def laatste_genoteerd(kamer: Kamer) -> date | None:
    """Return the last day on which anything of a room counts: people, klussen, hours or referrals."""
    bronnen = (
        (Bijeenkomst.objects.genoteerd(), "dag"),
        (Klus.objects.filter(status=Klus.Status.KLAAR), "gedaan_op"),
        (Inzet.objects.all(), "dag"),
        (Doorverwijzing.objects.all(), "dag"),
    )
    dagen = [rijen.filter(kamer=kamer).aggregate(dag=Max(veld))["dag"] for rijen, veld in bronnen]
    return max((dag for dag in dagen if dag), default=None)


@transaction.atomic
def zet_status(
    *, kamer: Kamer, naar: str, dag: date | None, gezien: str, vandaag: date, sleutel: UUID, gebruiker
) -> bool:
    """Let a room go to its next status; False when this form was sent before.

    ``gezien`` is the status on the page (FeitGewijzigd when it is another one by now), ``dag`` the day of opening or
    the last day. NietToegestaan when steps lack or something was noted after the last day. Whoever is counting is
    waited for; whoever counts later finds the room closed.
    """
    handeling = eenmaal(sleutel, "kamer_status", gebruiker, f"kamer:{kamer.pk}")
    if handeling is None:
        return False
    een_tegelijk(kamer.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT, kamer.pk])
    huidig = Kamer.objects.get(pk=kamer.pk)
    if huidig.status != gezien:
        raise FeitGewijzigd(huidig)
    if naar not in _volgende(huidig):
        raise NietToegestaan(_("Dat kan nu niet. Kijk op de pagina wat wel kan."))
    voor = {"status": huidig.status, "gesloten_op": huidig.gesloten_op and huidig.gesloten_op.isoformat()}
    _VERWERK[naar](huidig, dag, vandaag)
    huidig.status = naar
    bewaar_of_weiger(huidig)
    onthoud(handeling, voor, {"status": naar, "dag": dag and dag.isoformat()})
    return True


def _word_gezocht(kamer: Kamer, _dag: date | None, _vandaag: date) -> None:
    """The bare space fell through: there is no location any more. A closed room that never opened is sought again."""
    kamer.gesloten_op = None
    kamer.stappen.filter(stap=Stap.LOCATIE).delete()


def _word_kaal(kamer: Kamer, _dag: date | None, _vandaag: date) -> None:
    _eis_stappen(kamer, Status.KAAL)


def _open(kamer: Kamer, dag: date | None, vandaag: date) -> None:
    """Open for the first time, after all steps; or open again a room that was closed."""
    if kamer.status == Status.GESLOTEN:
        kamer.gesloten_op = None
        return
    if dag is None or dag > vandaag:
        raise NietToegestaan({"dag": _("Vul de dag in waarop de kamer openging. Dat is vandaag of een dag ervoor.")})
    laatste = _eis_stappen(kamer, Status.OPEN)
    if dag < laatste:
        zin = _("De laatste stap was op %(dag)s. Kies die dag of een dag erna.")
        raise NietToegestaan({"dag": zin % {"dag": date_format(laatste, "j F Y")}})
    Kamerstap.objects.create(kamer=kamer, stap=Stap.OPENING, gedaan_op=dag)
    kamer.start, kamer.start_tekst = dag.replace(day=1), ""


def _sluit(kamer: Kamer, dag: date | None, vandaag: date) -> None:
    """Write the last day. What was noted stays; a last day before it would leave a count outside the room's life."""
    if dag is None or dag > vandaag + VOORUIT:
        raise NietToegestaan({"dag": _("Vul de laatste dag in, hoogstens een jaar vooruit.")})
    genoteerd = laatste_genoteerd(kamer)
    if genoteerd and dag < genoteerd:
        zin = _("Op %(dag)s is er nog iets genoteerd. Kies die dag of een dag erna.")
        raise NietToegestaan({"dag": zin % {"dag": date_format(genoteerd, "j F Y")}})
    if kamer.start and dag < kamer.start:
        raise NietToegestaan({"dag": _("De kamer was toen nog niet open. Kies een latere dag.")})
    kamer.gesloten_op = dag


_VERWERK: dict[str, Callable[[Kamer, date | None, date], None]] = {
    Status.GEZOCHT: _word_gezocht,
    Status.KAAL: _word_kaal,
    Status.OPEN: _open,
    Status.GESLOTEN: _sluit,
}


def _eis_stappen(kamer: Kamer, naar: str) -> date:
    """Return the day of the last step that a status needs; NietToegestaan when one lacks."""
    dagen = dict(kamer.stappen.values_list("stap", "gedaan_op"))
    mist = [str(stap.label) for stap in NODIG[naar] if stap not in dagen]
    if mist:
        raise NietToegestaan(_("Zet eerst deze stappen: %(stappen)s.") % {"stappen": ", ".join(mist)})
    return max(dagen[stap] for stap in NODIG[naar])


def stand_van_stap(rij: Kamerstap | None) -> str:
    """Return how a step stands with who signed; nothing for a step that was not taken."""
    return stand_van(rij, sorted(p.pk for p in rij.partners.all())) if rij else ""


@transaction.atomic
def zet_stap(
    *, kamer: Kamer, stap: str, gedaan_op: date, toelichting: str, partners: Iterable[Partner], gezien: str
) -> None:
    """Write that a step was taken, or change it; FeitGewijzigd when it is not what the user saw.

    The opening is no step of its own: it is the moment the room opens (``zet_status``).
    """
    een_tegelijk(kamer.pk)
    getekend = list(partners)
    if stap not in VOORBEREIDING:
        raise NietToegestaan(_("Deze stap komt vanzelf, als de kamer opengaat."))
    if stap == Stap.INTENTIE and not getekend:
        raise NietToegestaan({"partners": _("Kies wie er tekende. Minstens één partner.")})
    rij = kamer.stappen.select_for_update(of=("self",)).filter(stap=stap).first()
    nu = {"gedaan_op": gedaan_op, "toelichting": toelichting}
    if (
        rij
        and all(getattr(rij, naam) == waarde for naam, waarde in nu.items())
        and set(rij.partners.all()) == set(getekend)
    ):
        return
    if stand_van_stap(rij) != gezien:
        raise FeitGewijzigd(rij)
    opening = kamer.stappen.filter(stap=Stap.OPENING).first()
    if opening and gedaan_op > opening.gedaan_op:
        zin = _("De kamer ging open op %(dag)s. Kies die dag of een dag ervoor.")
        raise NietToegestaan({"gedaan_op": zin % {"dag": date_format(opening.gedaan_op, "j F Y")}})
    rij = rij or Kamerstap(kamer=kamer, stap=stap)
    rij.gedaan_op, rij.toelichting = gedaan_op, toelichting
    rij.save()
    rij.partners.set(getekend)


def vaste_stappen(kamer: Kamer) -> tuple[Kamerstap.Stap, ...]:
    """Return the steps on which the status of a room rests: they can be corrected, not taken away."""
    if kamer.stappen.filter(stap=Stap.OPENING).exists():
        return (*VOORBEREIDING, Stap.OPENING)
    return NODIG[Status.KAAL] if kamer.status == Status.KAAL else ()


@transaction.atomic
def wis_stap(*, kamer: Kamer, stap: str) -> bool:
    """Take away a step that was noted by mistake; NietToegestaan when the status of the room rests on it."""
    een_tegelijk(kamer.pk)
    if stap in vaste_stappen(Kamer.objects.get(pk=kamer.pk)):
        raise NietToegestaan(_("De kamer is al verder. Deze stap hoort erbij en blijft staan."))
    return bool(kamer.stappen.filter(stap=stap).delete()[0])
