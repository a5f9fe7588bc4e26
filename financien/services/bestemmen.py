"""Say where the result of a year goes, and book it in the memoriaal of that year (domain.md §6.1, docs/jaar.md).

Booked is the difference between where it has to go and where it went, so nothing is booked twice, and a correction of
the accountant or another choice is followed by the same act. Locks: the grants of the year, then the year itself.
"""

from collections import defaultdict
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import (
    Bestemming,
    Boekenelders,
    Boekstuk,
    Dagboek,
    Grootboekrekening,
    Toekenning,
)
from financien.models.bestemming import Naar
from financien.models.grootboek import BESTEMD
from financien.services.afsluiten import vergrendel_jaar
from financien.services.bestemmingsplan import Plan
from financien.services.boeken import BoekFout, Regel, Stuk, boek
from financien.services.maanden import DECEMBER
from financien.services.rekeningschema import ontbreekt
from financien.services.resultaat import Delen
from financien.services.saldi import NUL
from financien.services.toekenningboek import sluit_aan
from financien.services.toekenningschuif import regel, tussenrekeningen
from financien.services.toekenningstand import TERUG, VORDERING, Stand, standen
from kamers.models import Kamer

REKENING = {Naar.FONDS: "0520", Naar.EGALISATIE: "0510", Naar.RESERVE: "0500"}
SOORT = "resultaat_bestemd"


class BestemFout(BoekFout):
    """The result cannot be booked now; the text is a Dutch sentence."""


def waarom_niet(rij: Jaar) -> str:
    """Say why the result of a year cannot be booked here now; empty when it can."""
    if Boekenelders.objects.filter(jaar=rij).exists():
        return _("De boeken van dit jaar staan in een ander pakket. Bestem het resultaat daar.")
    if rij.status == Jaar.Status.VASTGESTELD:
        return _("Dit jaar is vastgesteld. Er komt niets meer bij.")
    if rij.status == Jaar.Status.OPEN:
        return _("Sluit eerst %(jaar)s voorlopig af.") % {"jaar": rij.jaar}
    return ""


@transaction.atomic
def bestem(*, jaar: int, merk: str, kenmerk: str, sleutel: UUID, gebruiker: Gebruiker) -> list[Boekstuk]:
    """Book at 31 December where the result goes; the same key books nothing more. BestemFout says why it cannot.

    ``merk``: of what was shown. ``kenmerk``: the reference of the accountant, that a closed year asks.
    """
    in_jaar = Toekenning.objects.in_jaar(jaar).select_for_update(of=("self",)).order_by("pk")
    list(in_jaar.values_list("pk"))
    rij = vergrendel_jaar(jaar)
    handeling = eenmaal(sleutel, SOORT, gebruiker, f"jaar:{jaar}")
    if handeling is None:
        return []
    fout, plan = waarom_niet(rij), Plan(jaar)
    if fout:
        raise BestemFout(fout)
    if plan.merk != merk:
        raise BestemFout(_("Er kwam net iets bij. Kijk opnieuw wat er geboekt wordt."))
    stukken = _Boeker(rij, plan, kenmerk, sleutel, gebruiker).boek()
    onthoud(handeling, None, {"boekstukken": [stuk.pk for stuk in stukken]})
    return stukken


class _Boeker:
    """Turns a plan into documents: one for each grant that gets money back, and one for all reserves."""

    def __init__(self, rij: Jaar, plan: Plan, kenmerk: str, sleutel: UUID, wie: Gebruiker):
        self.rij, self.plan, self.kenmerk, self.sleutel, self.wie = rij, plan, kenmerk, sleutel, wie
        self.dag = date(rij.jaar, DECEMBER, 31)
        self.kamers = Kamer.objects.in_bulk()

    def boek(self) -> list[Boekstuk]:
        terug: dict[int, Delen] = defaultdict(dict)
        reserves: Delen = {}
        for (kamer, bron, naar), bedrag in self.plan.verschil.items():
            doel = terug[bron] if bron and naar == Naar.TERUG else reserves
            doel[kamer, bron, naar] = bedrag
        uit = [self._terug(self.plan.toekenningen[bron], delen) for bron, delen in terug.items()]
        if reserves:
            wat = f"Resultaat {self.rij.jaar} naar de reserves"
            uit.append(self._leg_vast(wat, self._naar_reserves(reserves), reserves, "reserves"))
        return uit

    def _terug(self, toekenning: Toekenning, delen: Delen) -> Boekstuk:
        """Take income of a grant back, off the claim as far as there is one; or give it back."""
        stand = standen(self.dag, [toekenning.pk]).get(toekenning.pk, {})
        tussen = tussenrekeningen()
        regels = []
        for (kamer, _bron, _naar), bedrag in delen.items():
            nu = stand.get(kamer, Stand())
            eerst, dan, ruimte = (VORDERING, TERUG, nu.vordering) if bedrag > 0 else (TERUG, VORDERING, nu.terug)
            deel = min(abs(bedrag), max(ruimte, NUL))
            for nummer, som in ((eerst, deel), (dan, abs(bedrag) - deel)):
                kanten = (toekenning.rekening, tussen[nummer])
                if som:
                    regels.append(regel(toekenning, *(kanten if bedrag > 0 else kanten[::-1]), som, self.kamers[kamer]))
        stuk = self._leg_vast(f"Niet besteed: {toekenning}", regels, delen, f"terug {toekenning.pk}")
        sluit_aan(toekenning, sleutel=stuk.sleutel, gebruiker=self.wie)
        return stuk

    def _naar_reserves(self, delen: Delen) -> list[Regel]:
        rekeningen = {r.nummer: r for r in Grootboekrekening.objects.filter(nummer__in=[BESTEMD, *REKENING.values()])}
        regels = []
        for (kamer, bron, naar), bedrag in delen.items():
            for nummer in (BESTEMD, REKENING[Naar(naar)]):
                if nummer not in rekeningen:
                    raise BestemFout(ontbreekt(nummer))
            kanten = (rekeningen[BESTEMD], rekeningen[REKENING[Naar(naar)]])
            toekenning = self.plan.toekenningen[bron] if bron else None
            wie = {"partner": toekenning.partner, "omschrijving": str(toekenning)} if toekenning else {}
            regels.append(Regel(*(kanten if bedrag > 0 else kanten[::-1]), abs(bedrag), self.kamers[kamer], **wie))
        return regels

    def _leg_vast(self, wat: str, regels: list[Regel], delen: Delen, naam: str) -> Boekstuk:
        reden = f"Resultaat {self.rij.jaar} bestemd"  # Dutch, whoever books it
        stuk = Stuk(Dagboek.MEMORIAAL, self.dag, wat[:140], regels, reden=reden, kenmerk=self.kenmerk)
        boekstuk = boek(stuk, sleutel=uuid5(self.sleutel, naam), gebruiker=self.wie)
        Bestemming.objects.bulk_create(
            Bestemming(jaar=self.rij, kamer_id=kamer, toekenning_id=bron, naar=naar, bedrag=bedrag, boekstuk=boekstuk)
            for (kamer, bron, naar), bedrag in delen.items()
        )
        return boekstuk


def na_omkeren(boekstuk: Boekstuk, omkering: Boekstuk, gebruiker: Gebruiker) -> None:
    """Refuse to reverse a document by itself that says where the result went: registered with ``boeken``."""
    if boekstuk.bestemmingen.exists():
        zin = _("Dit stuk volgt uit het resultaat. Verander wat er overblijft, en bestem het resultaat opnieuw.")
        raise BoekFout(zin)
