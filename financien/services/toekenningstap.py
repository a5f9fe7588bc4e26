"""A step of a grant, from proposal to final decision, with what it books. Lock: the row of the grant."""

from datetime import date
from decimal import Decimal
from uuid import uuid5

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Bestand, Gebruiker, Jaar
from financien.models import Toekenning, Toekenningstatus
from financien.models.toekenning import SLOT
from financien.models.toekenningslot import BINDEND
from financien.services.maanden import boekdag
from financien.services.toekenningboek import boek_verlaging, erken, jaren_hier, sluit_aan, vergrendel
from financien.services.toekenningen import Status, ToekenningFout, bedrag_van_stap, mogelijke_stappen
from financien.services.toekenningsleutel import SLEUTELS

BESLUITEN = (*BINDEND, Status.VASTGESTELD)  # what a source says in a letter


@transaction.atomic
def zet_stap(
    *,
    toekenning: Toekenning,
    status: str,
    datum: date,
    gebruiker: Gebruiker,
    bedrag: Decimal | None = None,
    toelichting: str = "",
    brief: Bestand | None = None,
    zonder_brief: str = "",
    vroeg: bool = False,
) -> Toekenningstatus:
    """Take a step and book what follows from it. ``bedrag``: what was asked, or what the final decision says.

    A decision has its letter, ``brief``, or the reason why there is none yet, ``zonder_brief``. ``vroeg``: that it may
    be accounted for before its period is over. The same step a second time returns the step that is there.
    ToekenningFout for a step that cannot follow, or that was just taken with another day or amount.
    """
    toekenning = vergrendel(toekenning)
    vast = status == Status.VASTGESTELD
    bedrag = bedrag_van_stap(toekenning, status, bedrag)
    gezet = _gezet(toekenning, status, datum, bedrag)
    if gezet:
        return gezet
    _keur_stap(toekenning, Status(status), datum)
    _keur_toezegging(toekenning, status, datum, vroeg, met_brief=bool(brief or zonder_brief))
    if bedrag is not None:
        (_keur_vaststelling if vast else _keur_gevraagd)(toekenning, bedrag)
    stap = toekenning.stappen.create(
        status=status,
        datum=datum,
        door=gebruiker,
        toelichting=toelichting,
        zonder_brief=zonder_brief if vraagt_brief(toekenning, status) and not brief else "",
        bedrag=bedrag,
        boekdatum=_boekdatum(toekenning, datum) if vast else None,
    )
    if brief:
        naam = f"Brief: {stap.get_status_display()}"
        toekenning.brieven.create(stap=stap, bestand=brief, datum=datum, omschrijving=naam)
    erken(toekenning, gebruiker)
    if status == Status.AFGEWEZEN:  # what came in already goes back
        sluit_aan(toekenning, sleutel=uuid5(SLEUTELS, f"afgewezen:{stap.pk}"), gebruiker=gebruiker)
    if vast:
        _keur_alle_jaren(toekenning)
        boek_verlaging(toekenning, stap, gebruiker)
    return stap


def _gezet(toekenning: Toekenning, status: str, datum: date, bedrag: Decimal | None) -> Toekenningstatus | None:
    gezet = toekenning.stappen.geldig().filter(status=status).first()
    if gezet and (gezet.datum, gezet.bedrag) != (datum, bedrag):
        raise ToekenningFout(_("Iemand anders legde deze stap net anders vast. Kijk wat er nu staat."))
    return gezet


def _keur_alle_jaren(toekenning: Toekenning) -> None:
    """Refuse a final decision while a year of the grant has no books: its income is not there to take back."""
    zonder = set(toekenning.jaren) - set(Jaar.objects.values_list("jaar", flat=True))
    if zonder:
        zin = _("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.")
        raise ToekenningFout(zin % {"jaar": min(zonder)})


def vraagt_brief(toekenning: Toekenning, status: str) -> bool:
    """Tell whether a step has a letter: every decision, and accounts that need the statement of an accountant."""
    return status in BESLUITEN or (status == Status.VERANTWOORD and toekenning.accountantsverklaring)


def is_vroeg(toekenning: Toekenning, status: str, datum: date) -> bool:
    """Tell whether this would be accounted for, or finally decided, before the period is over."""
    return status in SLOT and datum < (toekenning.gestopt_op or toekenning.tot)


def _keur_toezegging(toekenning: Toekenning, status: str, datum: date, vroeg: bool, *, met_brief: bool) -> None:
    if vraagt_brief(toekenning, status) and not met_brief:
        raise ToekenningFout(_("Kies de brief, of schrijf op waarom die er nog niet is."))
    if is_vroeg(toekenning, status, datum) and not vroeg:
        dag = date_format(toekenning.gestopt_op or toekenning.tot, "j F Y")
        raise ToekenningFout(_("De periode loopt tot en met %(dag)s. Bevestig dat dit eerder mag.") % {"dag": dag})


def _keur_stap(toekenning: Toekenning, status: Status, datum: date) -> None:
    laatste = toekenning.stappen.geldig().order_by("-pk")[0]
    if status not in mogelijke_stappen(toekenning.soort, laatste.status):
        delen = {"nu": laatste.get_status_display(), "stap": status.label}
        raise ToekenningFout(_("Na %(nu)s kan %(stap)s niet komen.") % delen)
    eerste = toekenning.stappen.order_by("pk")[0]  # the day on which it was written down; a decision may be older
    if laatste != eerste and datum < laatste.datum:
        raise ToekenningFout(_("Deze dag ligt voor de vorige stap. Kies een latere dag."))
    if status in BINDEND and toekenning.partner_onbekend:
        raise ToekenningFout(_("Kies eerst van welke partner deze toekenning is."))


def _keur_gevraagd(toekenning: Toekenning, bedrag: Decimal) -> None:
    if bedrag <= 0:
        raise ToekenningFout(_("Vul een bedrag in dat meer is dan € 0."))


def _keur_vaststelling(toekenning: Toekenning, bedrag: Decimal) -> None:
    if bedrag < 0:
        raise ToekenningFout(_("Vul een bedrag in van € 0 of meer."))
    if bedrag > toekenning.bedrag:
        raise ToekenningFout(
            _("Hoger dan verleend kan niet: dat is een nieuw besluit. Leg het verschil vast als nieuwe toekenning.")
        )


def _boekdatum(toekenning: Toekenning, datum: date) -> date:
    """Return the day of the correction: in the year of the grant while that is open, otherwise the decision's day."""
    laatste = toekenning.tot
    open_ = jaren_hier().filter(jaar=laatste.year, status=Jaar.Status.OPEN).exists()
    return boekdag(min(datum, laatste) if open_ else datum)
