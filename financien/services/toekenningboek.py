"""What a grant books. The scheme and why it is right at every date: docs/toekenningen.md.

Every document names the grant on each of its lines. After each act ``sluit_aan`` moves what stands on the wrong one of
the three accounts between, at the day from which it is wrong; so the order in which things are entered never matters.
Lock: the row of the grant.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Boeking, Boekstuk, Dagboek, Financieringsbron
from financien.models.toekenning import Toekenning, Toekenningstatus
from financien.models.toekenningslot import BINDEND
from financien.services.boeken import BoekFout, Stuk, boek
from financien.services.maanden import boekdag, open_dagen
from financien.services.naar_rato import verdeel, verlaging
from financien.services.saldi import NUL
from financien.services.toekenningschuif import goed, nog_terug, regel, schuif, tussenrekeningen, verlaagd
from financien.services.toekenningsleutel import batensleutel, vaststellingsleutel
from financien.services.toekenningstand import VORDERING, Stand, mutaties
from kamers.models import Kamer

_S = Toekenningstatus.Status


def vergrendel(toekenning: Toekenning) -> Toekenning:
    """Lock a grant for this transaction and read it anew: one act on it at a time."""
    rij = Toekenning.objects.select_for_update(of=("self",)).select_related("jaar", "partner", "rekening")
    return rij.get(pk=toekenning.pk)


def besluit(toekenning: Toekenning) -> Toekenningstatus | None:
    """Return the step that made a claim of it, or None."""
    return toekenning.stappen.geldig().filter(status__in=BINDEND).first()


def eigen_inkomsten(toekenning: Toekenning) -> bool:
    """Whether it is income when it is received: there is nobody who decides."""
    return toekenning.soort == Financieringsbron.Soort.EIGEN


def gewichten(toekenning: Toekenning, jaar: int | None = None) -> dict[Kamer, Decimal]:
    """Return what each room gets, in the order of the rooms: of all years together, or of one."""
    uit: dict[Kamer, Decimal] = defaultdict(lambda: NUL)
    rijen = toekenning.verdeling.select_related("kamer").order_by("kamer__volgorde", "kamer", "jaar")
    for deel in rijen if jaar is None else rijen.filter(jaar=jaar):
        uit[deel.kamer] += deel.bedrag
    return dict(uit)


def erken(toekenning: Toekenning, gebruiker: Gebruiker) -> list[Boekstuk]:
    """Book the income of every year that has its books here and has none yet. Call with the grant locked.

    The day is the first one of the grant in that year; when the decision came later, the day of the decision; when it
    came after the year, the last day of the grant in it. Of a year that is closed it is the first day of the open one;
    when there is none, it waits for a year that begins. A year that is kept elsewhere has its income there.
    """
    stap = besluit(toekenning)
    if stap is None or toekenning.in_natura:
        return []
    hier = dict(jaren_hier().filter(jaar__in=toekenning.jaren).values_list("jaar", "status"))
    sleutels = {jaar: sleutel for sleutel, jaar in _batensleutels(toekenning, toekenning.stappen.all()).items()}
    uit = []
    for jaar in toekenning.jaren:
        sleutel = sleutels[jaar]
        if jaar in hier and not Boekstuk.objects.filter(sleutel=sleutel).exists():
            dag = _baten_op(toekenning, jaar, stap.datum, hier[jaar])
            uit += _baten(toekenning, jaar, dag, sleutel, gebruiker) if dag else []
    if uit:
        sluit_aan(toekenning, sleutel=uit[0].sleutel, gebruiker=gebruiker)
    return uit


def jaren_hier() -> QuerySet[Jaar]:
    """Return the years of which the books are kept here."""
    return Jaar.objects.filter(boeken_elders__isnull=True)


def _batensleutels(toekenning: Toekenning, stappen: Iterable[Toekenningstatus]) -> dict[UUID, int]:
    """Return the keys of the income of its years, from all of its steps, oldest first."""
    besluiten = [stap for stap in stappen if stap.status in BINDEND]
    stap = next((rij for rij in besluiten if not rij.teruggenomen), None)
    if stap is None:
        return {}
    return {batensleutel(stap, jaar, eerste=stap is besluiten[0]): jaar for jaar in toekenning.jaren}


def batenstukken(toekenning: Toekenning) -> dict[int, Boekstuk]:
    """Return the document of the income of each year that is in the books now."""
    stukken = Boekstuk.objects.filter(boekingen__toekenning=toekenning).distinct().order_by("pk")
    return baten_onder(toekenning, toekenning.stappen.select_related("terugname"), stukken)


def baten_onder(toekenning: Toekenning, stappen: Iterable[Toekenningstatus], stukken: Iterable[Boekstuk]):
    """Return the same from all its steps and documents, read before. No question."""
    sleutels = _batensleutels(toekenning, stappen)
    return {sleutels[stuk.sleutel]: stuk for stuk in stukken if stuk.sleutel in sleutels}


def erken_in(jaar: int, gebruiker: Gebruiker) -> None:
    """Book what a year that begins here makes possible, of every grant that was decided on before.

    Also of grants of years before it: their year may have been closed while no other was open.
    """
    besloten = Toekenningstatus.objects.geldig().filter(status__in=BINDEND).values("toekenning")
    for toekenning in Toekenning.objects.filter(van__lte=date(jaar, 12, 31), pk__in=besloten):
        erken(vergrendel(toekenning), gebruiker)


def _baten_op(toekenning: Toekenning, jaar: int, besloten: date, status: str) -> date | None:
    eerste, laatste = max(toekenning.van, date(jaar, 1, 1)), min(toekenning.tot, date(jaar, 12, 31))
    if status == Jaar.Status.OPEN:
        return boekdag(min(max(eerste, besloten), laatste))
    later = jaren_hier().filter(jaar__gt=jaar, jaar__gte=besloten.year, status=Jaar.Status.OPEN)
    volgend = later.order_by("jaar").first()
    return boekdag(max(besloten, date(volgend.jaar, 1, 1))) if volgend else None


def _baten(toekenning: Toekenning, jaar: int, dag: date, sleutel: UUID, gebruiker: Gebruiker) -> list[Boekstuk]:
    delen = gewichten(toekenning, jaar)
    if not delen:
        return []
    van = tussenrekeningen()[VORDERING]
    regels = [regel(toekenning, van, toekenning.rekening, bedrag, kamer) for kamer, bedrag in delen.items()]
    reden = "" if dag.year == jaar else f"Boekjaar {jaar} is afgesloten."  # Dutch, whoever books it
    stuk = Stuk(Dagboek.VERKOOP, dag, f"Baten {jaar}: {toekenning}"[:140], regels, reden=reden)
    return [boek(stuk, sleutel=sleutel, gebruiker=gebruiker)]


def boek_verlaging(toekenning: Toekenning, stap: Toekenningstatus, gebruiker: Gebruiker) -> Boekstuk | None:
    """Take back the income that the final decision takes away, over the rooms by their shares.

    What closing a year took away already is not taken twice; when it was too much, it is income again.
    """
    delen = {kamer: bedrag for kamer, bedrag in _nog_te_verlagen(toekenning, stap.bedrag or NUL).items() if bedrag}
    if not delen or toekenning.in_natura:
        return None
    van = tussenrekeningen()[VORDERING]
    regels = [
        regel(
            toekenning, *((toekenning.rekening, van) if bedrag > 0 else (van, toekenning.rekening)), abs(bedrag), kamer
        )
        for kamer, bedrag in delen.items()
    ]
    stuk = Stuk(Dagboek.VERKOOP, stap.boekdatum or stap.datum, f"Lager vastgesteld: {toekenning}"[:140], regels)
    sleutel = vaststellingsleutel(stap)
    boekstuk = boek(stuk, sleutel=sleutel, gebruiker=gebruiker)
    sluit_aan(toekenning, sleutel=sleutel, gebruiker=gebruiker)
    return boekstuk


def _nog_te_verlagen(toekenning: Toekenning, vastgesteld: Decimal) -> dict[Kamer, Decimal]:
    """Return what is still to be taken back per room; below zero when closing a year took too much.

    What was taken from a room stays taken from it: only the difference is divided, by what each room has left of it.
    """
    lager, al = _lager_hier(toekenning, vastgesteld), verlaagd(toekenning)
    kamers = Kamer.objects.in_bulk({kamer for _dag, kamer in al})
    had: dict[Kamer, Decimal] = defaultdict(lambda: NUL)
    for (_dag, kamer), bedrag in al.items():
        had[kamers[kamer]] += bedrag
    if not any(had.values()):
        return lager
    samen = verlaging(sum(lager.values(), NUL), _baten_hier(toekenning), had)
    return {kamer: bedrag - had[kamer] for kamer, bedrag in samen.items()}


def _baten_hier(toekenning: Toekenning) -> dict[Kamer, Decimal]:
    uit: dict[Kamer, Decimal] = defaultdict(lambda: NUL)
    for jaar in batenstukken(toekenning):
        for kamer, bedrag in gewichten(toekenning, jaar).items():
            uit[kamer] += bedrag
    return dict(uit)


def _lager_hier(toekenning: Toekenning, vastgesteld: Decimal) -> dict[Kamer, Decimal]:
    """Return per room what the final decision takes away of the income that is in the books here."""
    lager, hier = toekenning.bedrag - vastgesteld, batenstukken(toekenning)
    per_jaar = {jaar: sum(delen.values(), NUL) for jaar in toekenning.jaren if (delen := gewichten(toekenning, jaar))}
    if not lager:
        return {}
    if hier.keys() >= per_jaar.keys():
        return verdeel(lager, gewichten(toekenning))
    uit: dict[Kamer, Decimal] = defaultdict(lambda: NUL)
    for jaar, deel in verdeel(lager, per_jaar).items():
        for kamer, bedrag in verdeel(deel, gewichten(toekenning, jaar)).items() if jaar in hier else ():
            uit[kamer] += bedrag
    return dict(uit)


def sluit_aan(toekenning: Toekenning, *, sleutel: UUID, gebruiker: Gebruiker) -> list[Boekstuk]:
    """Move what stands on the wrong account between, per day and room; a second time there is nothing to move.

    Income that did not come in is a claim (1300). Money above the income is received in advance (1610), or to pay back
    (1620): what closing a year took away and did not go back yet, and after the final decision all of it. What is wrong
    on a day that is closed is moved on the first open day after it. ``sleutel``: of the document that made it
    necessary. Call with the grant locked.
    """
    slot = toekenning.stappen.geldig().filter(status__in=(_S.VASTGESTELD, _S.AFGEWEZEN)).first()
    einde = (slot.boekdatum or slot.datum) if slot else date.max
    per_dag: dict[date, dict[int, Stand]] = defaultdict(dict)
    for _pk, dag, kamer, wijziging in mutaties(Boeking.objects.filter(toekenning=toekenning)):
        per_dag[dag][kamer] = wijziging
    if einde != date.max:
        per_dag.setdefault(einde, {})
    kamers = Kamer.objects.in_bulk({kamer for delen in per_dag.values() for kamer in delen})
    eraf = nog_terug(toekenning)
    nu: dict[int, Stand] = defaultdict(Stand)
    uit = []
    for dag, is_open in open_dagen(per_dag):
        for kamer, wijziging in per_dag.get(dag, {}).items():
            nu[kamer] += wijziging
        regels = []
        for kamer, stand in sorted(nu.items()) if is_open else ():
            terug = sum((som for (sinds, plek), som in eraf.items() if plek == kamer and sinds <= dag), NUL)
            recht = goed(stand, None if dag >= einde else terug)
            regels += schuif(toekenning, kamers[kamer], stand, recht)
            nu[kamer] = recht
        if regels:
            stuk = Stuk(Dagboek.MEMORIAAL, dag, f"Verrekend: {toekenning}"[:140], regels)
            uit.append(boek(stuk, sleutel=uuid5(sleutel, f"verrekend:{dag}"), gebruiker=gebruiker))
    return uit


def na_omkeren(boekstuk: Boekstuk, omkering: Boekstuk, gebruiker: Gebruiker) -> None:
    """Follow the reversal of a document of grants: only money that came or went can be undone by itself."""
    geraakt = Toekenning.objects.filter(boekingen__boekstuk=omkering).distinct()
    for toekenning in geraakt:
        toekenning = vergrendel(toekenning)
        eigen = mutaties(Boeking.objects.filter(boekstuk=boekstuk, toekenning=toekenning))
        if not any(wijziging.ontvangen for *_sleutel, wijziging in eigen):
            raise BoekFout(_("Dit stuk volgt uit een toekenning. Verander daar de ontvangst of het besluit."))
        sluit_aan(toekenning, sleutel=omkering.sleutel, gebruiker=gebruiker)
