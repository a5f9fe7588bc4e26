"""The life of a grant: made, changed while nobody decided, and its steps from proposal to final decision."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Gebruiker, Handeling, Jaar, Versie
from financien.models import Financieringsbron, Grootboekrekening, Termijn, Toekenning, Toekenningstatus, Verdeling
from financien.models.toekenning import SLOT
from financien.models.toekenningslot import BINDEND, GEVRAAGD
from financien.services.boeken import BoekFout
from financien.services.gezien import merk
from financien.services.saldi import NUL
from financien.services.toekenningboek import (
    besluit,
    vergrendel,
)
from kamers.models import Kamer

Status = Toekenningstatus.Status
Soort = Financieringsbron.Soort
Delen = Mapping[tuple[int, Kamer], Decimal]  # year and room: euros
Termijnen = Sequence[tuple[date, Decimal]]
GEGEVENS = ("omschrijving", "kenmerk", "oormerk", "verantwoorden_voor", "accountantsverklaring")  # beside the money
GETYPT = (  # what a form says of a grant, beside its amounts
    *("soort", "aard", "partner_id", "partner_onbekend", "bronnaam", "rekening_id", "van", "tot", *GEGEVENS),
)
_AANLOOP = (Status.VOORSTEL, Status.AANGEVRAAGD, Status.TOEGEZEGD)
VOLGORDE: dict[str, tuple[Status, ...]] = {
    **dict.fromkeys(Soort, (*_AANLOOP, Status.VERLEEND, *SLOT)),
    Soort.CORPORATIE: (*_AANLOOP, Status.GETEKEND, *SLOT),
    Soort.EIGEN: (Status.RAMING,),
    Soort.BELASTINGDIENST: (Status.RAMING, Status.AANGIFTE, Status.BESCHIKKING),
}


class ToekenningFout(BoekFout):
    """A grant cannot be stored or take this step; the text is a Dutch sentence."""


class ToekenningGewijzigd(ToekenningFout):
    """Someone else changed the grant after the page was made; ``nu`` is how it stands now."""

    def __init__(self, nu: Toekenning):
        super().__init__(_("Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op."))
        self.nu = nu


class AlVastgelegd(ToekenningFout):
    """The key of the form belongs to another grant: with a new key it can be sent."""

    def __init__(self, eerder: Toekenning):
        zin = _("Dit formulier is al gebruikt voor %(toekenning)s. Kijk na wat er staat en bewaar het opnieuw.")
        super().__init__(zin % {"toekenning": eerder})


def besloten(nu: str) -> bool:
    """Tell whether a grant with this status was decided on, so that it may be counted on."""
    return nu in (*BINDEND, *SLOT)


def gevraagd(toekenning: Toekenning, nu: str, toen: Decimal | None) -> Decimal:
    """Return what was asked: ``toen``, what its step says and what stays. An estimate that is still one may change.

    Of a grant of which no step says it, that is its amount.
    """
    return toekenning.bedrag if toen is None or nu == Status.RAMING else toen


def mogelijke_stappen(soort: str, nu: str) -> list[Status]:
    """Return what may come next, the usual step first. A step may be skipped, but none after the decision."""
    volgorde = VOLGORDE[soort]
    if nu in (Status.AFGEWEZEN, Status.VASTGESTELD):
        return []
    plek = volgorde.index(Status(nu))
    bindend = next((i for i, stap in enumerate(volgorde) if stap in BINDEND), None)
    tot = len(volgorde) if bindend is None or plek >= bindend else bindend + 1
    verder = list(volgorde[plek + 1 : tot])
    return verder + ([Status.AFGEWEZEN] if bindend is not None and plek < bindend else [])


def eerste_status(soort: str) -> Status:
    """Return with which status a grant of this kind begins."""
    return VOLGORDE[soort][0]


@transaction.atomic
def bewaar_nieuw(*, sleutel: UUID, toekenning: Toekenning, gebruiker: Gebruiker, **inhoud) -> Toekenning:
    """Store a new grant once per key of its form; the same form again returns the grant that is there.

    AlVastgelegd when the same key comes with something else (the back button).
    """
    doel = "toekenning nieuw"
    typte = _merk(toekenning, **inhoud)
    handeling = eenmaal(sleutel, "toekenning", gebruiker, doel)
    if handeling is None:
        eerder = Handeling.objects.get(sleutel=sleutel).na or {}
        rij = Toekenning.objects.get(pk=eerder["toekenning"])
        if eerder.get("getypt", typte) != typte:
            raise AlVastgelegd(rij)
        return rij
    bewaar(toekenning=toekenning, gebruiker=gebruiker, **inhoud)
    onthoud(handeling, None, {"toekenning": toekenning.pk, "getypt": typte})
    return toekenning


def _merk(rij: Toekenning, *, delen: Delen, termijnen: Termijnen, **_ander) -> str:
    """Tell one filled-in form from another without keeping it."""
    velden = [str(getattr(rij, veld)) for veld in GETYPT]
    verdeeld = sorted((jaar, kamer.pk, f"{bedrag:.2f}") for (jaar, kamer), bedrag in delen.items() if bedrag)
    return merk(velden, f"{rij.bedrag:.2f}", verdeeld, [(str(dag), f"{bedrag:.2f}") for dag, bedrag in termijnen])


@transaction.atomic
def bewaar(
    *,
    toekenning: Toekenning,
    delen: Delen,
    termijnen: Termijnen,
    gebruiker: Gebruiker,
    datum: date,
    gezien: int | None = None,
) -> Toekenning:
    """Store a new grant, or change one on which nobody decided yet. ToekenningFout says what does not add up.

    ``gezien``: the ``versie`` that was changed; ToekenningGewijzigd when someone else was first.
    """
    nieuw = toekenning.pk is None
    if not nieuw:
        _keur_wijziging(toekenning, gezien)
    delen = {sleutel: bedrag for sleutel, bedrag in delen.items() if bedrag}
    _keur(toekenning, delen, termijnen)
    toekenning.jaar = _jaar(toekenning.van.year)
    toekenning.rekening = _rekening(toekenning)
    toekenning.save()
    if not nieuw:
        toekenning.verdeling.all().delete()
        toekenning.termijnen.all().delete()
    Verdeling.objects.bulk_create(
        Verdeling(toekenning=toekenning, jaar=jaar, kamer=kamer, bedrag=bedrag)
        for (jaar, kamer), bedrag in delen.items()
    )
    Termijn.objects.bulk_create(Termijn(toekenning=toekenning, vervalt=dag, bedrag=b) for dag, b in termijnen)
    if nieuw:
        status = eerste_status(toekenning.soort)
        vast = {"datum": datum, "door": gebruiker, "bedrag": bedrag_van_stap(toekenning, status)}
        toekenning.stappen.create(status=status, **vast)
    return toekenning


def bedrag_van_stap(toekenning: Toekenning, status: str, bedrag: Decimal | None = None) -> Decimal | None:
    """Return the amount that a step says: of the grant when nothing else was typed; None for a step without one."""
    if status != Status.VASTGESTELD and (status not in GEVRAAGD or toekenning.in_natura):
        return None
    return toekenning.bedrag if bedrag is None else bedrag


def _keur_wijziging(toekenning: Toekenning, gezien: int | None) -> None:
    """Refuse a change after the decision or over another one; the next version is this one."""
    huidig = vergrendel(toekenning)
    if besluit(huidig):
        raise ToekenningFout(_("Op deze toekenning is besloten. Bedrag en verdeling staan vast."))
    if gezien is not None and gezien != huidig.versie:
        raise ToekenningGewijzigd(huidig)
    toekenning.versie = huidig.versie + 1


def _keur(toekenning: Toekenning, delen: Delen, termijnen: Termijnen) -> None:
    som = sum(delen.values(), NUL)
    if som != toekenning.bedrag:
        zin = _("De kamers samen zijn %(som)s. De toekenning is %(bedrag)s. Maak ze gelijk.")
        raise ToekenningFout(zin % {"som": euro(som), "bedrag": euro(toekenning.bedrag)})
    if any(jaar not in toekenning.jaren for jaar, _kamer in delen):
        raise ToekenningFout(_("De verdeling valt buiten de periode."))
    som = sum((bedrag for _dag, bedrag in termijnen), NUL)
    if termijnen and som != toekenning.bedrag:
        zin = _("De termijnen samen zijn %(som)s. De toekenning is %(bedrag)s. Maak ze gelijk.")
        raise ToekenningFout(zin % {"som": euro(som), "bedrag": euro(toekenning.bedrag)})
    if len({dag for dag, _bedrag in termijnen}) < len(termijnen):
        raise ToekenningFout(_("Twee termijnen vervallen op dezelfde dag. Tel ze op."))


def _jaar(jaar: int) -> Jaar:
    rij = Jaar.objects.filter(jaar=jaar).first()
    if rij is None:
        raise ToekenningFout(_("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.") % {"jaar": jaar})
    return rij


def _rekening(toekenning: Toekenning) -> Grootboekrekening:
    """Return the income account: the one that was chosen when it fits, otherwise the first of its kind."""
    eigen = Grootboekrekening.objects.open().filter(bronsoort=toekenning.soort).order_by("nummer")
    gekozen = eigen.filter(pk=toekenning.rekening_id).first() or eigen.first()
    if gekozen is None:
        raise ToekenningFout(_("Er is geen open rekening voor deze baten. Ga naar Rekeningen en maak of open er een."))
    return gekozen


@transaction.atomic
def wijzig_gegevens(*, toekenning: Toekenning, gezien: int, **gegevens) -> Toekenning:
    """Change what is written with a grant (``GEGEVENS``), also after its decision; nothing of its money.

    ``gezien``: the ``versie`` that was changed; ToekenningGewijzigd when someone else was first. The same a second
    time changes nothing.
    """
    rij = vergrendel(toekenning)
    if all(getattr(rij, veld) == gegevens[veld] for veld in GEGEVENS):
        return rij
    if gezien != rij.versie:
        raise ToekenningGewijzigd(rij)
    for veld in GEGEVENS:
        setattr(rij, veld, gegevens[veld])
    rij.versie += 1
    rij.save(update_fields=[*GEGEVENS, "versie"])
    return rij


def planregels(jaar: int) -> list[str]:
    """Return the names of the lines of the financing plan of a year, to say for which of them a grant stands."""
    versie = Versie.objects.om_mee_te_vergelijken(jaar)
    return list(Financieringsbron.objects.filter(versie=versie).values_list("naam", flat=True)) if versie else []


@transaction.atomic
def stop_contract(*, toekenning: Toekenning, gestopt_op: date) -> None:
    """Write down the last day of the contract behind a wage subsidy: nothing is expected after it."""
    rij = vergrendel(toekenning)
    if not rij.van <= gestopt_op <= rij.tot:
        raise ToekenningFout(_("De laatste dag van het contract ligt in de periode van de toekenning."))
    rij.gestopt_op = gestopt_op
    rij.save(update_fields=["gestopt_op"])
