"""The fictional grants: every line of a year's financing asked, granted, paid in instalments, booked."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from buurtwerkkamer.models import Gebruiker, Versie
from financien.models import Financieringsbron, Financieringsregel, Grootboekrekening, Toekenning
from financien.services.naar_rato import verdeel
from financien.services.ontvangsten import ontvang
from financien.services.toekenningen import bewaar
from financien.services.toekenningstap import zet_stap
from kamers.models import Kamer
from rapportage.gegevens.aanbod_2018 import DATUM, JAAR

Soort = Financieringsbron.Soort
KWARTALEN = ((1, 20), (4, 20), (7, 20), (10, 20))
PROJECTEN = "8060"  # the second line of own income
WACHT = timedelta(days=60)  # the slow payer of this year pays nothing in its last weeks
TRAAG = "Rochdale"
BRIEF = "De brief ligt nog op papier in de map."
Daad = tuple[date, int, Callable[[], object]]


class Toekenningen:
    """Acts of all years in the order of their days; ``tot_en_met`` does those that are due."""

    def __init__(self, jaren: range, tot: date, wie: Gebruiker):
        self.jaren, self.tot, self.wie = jaren, tot, wie
        self.bank = Grootboekrekening.objects.get(nummer="1000")
        self.projecten = Grootboekrekening.objects.get(nummer=PROJECTEN)
        self.daden: list[Daad] = []
        self._voorstellen()
        for jaar in jaren:
            for bron, delen in self._bronnen(Versie.objects.laatste(jaar)):
                self._plan(jaar, bron, delen)
        self.daden.sort(key=lambda daad: daad[:2])

    def tot_en_met(self, dag: date) -> None:
        """Do what happened up to and including a day."""
        while self.daden and self.daden[0][0] <= dag:
            self.daden.pop(0)[2]()

    @staticmethod
    def _bronnen(versie: Versie) -> list[tuple[Financieringsbron, dict[Kamer, Decimal]]]:
        per_bron: dict[Financieringsbron, dict[Kamer, Decimal]] = defaultdict(dict)
        regels = Financieringsregel.objects.filter(bron__versie=versie, bedrag__gt=0)
        for regel in regels.select_related("bron__partner", "kamer").order_by("bron__volgorde", "kamer__volgorde"):
            per_bron[regel.bron][regel.kamer] = regel.bedrag
        return list(per_bron.items())

    def _voorstellen(self) -> None:
        """Note what the offer of 2018 proposed to each source. What was decided on it is not known, so nothing more."""
        for bron, delen in self._bronnen(Versie.objects.aanbod(JAAR)):
            self._maak(JAAR, bron, delen, [], DATUM)

    def _plan(self, jaar: int, bron: Financieringsbron, delen: dict[Kamer, Decimal]) -> None:
        dagen = self._dagen(jaar, bron)
        som = sum(delen.values())
        termijnen = list(verdeel(som, dict.fromkeys(dagen, Decimal(1))).items())
        eigen = bron.soort == Soort.EIGEN
        rij = self._maak(jaar, bron, delen, [] if eigen else termijnen, date(jaar - 1, 9, 28))
        for dag, status in self._stappen(jaar, bron):
            self._doe(
                dag, partial(zet_stap, toekenning=rij, status=status, datum=dag, gebruiker=self.wie, zonder_brief=BRIEF)
            )
        if bron.partner_id is None and not eigen:
            return
        for nummer, (dag, bedrag) in enumerate(termijnen):
            if bron.naam != TRAAG or jaar < self.tot.year or dag < self.tot - WACHT:
                sleutel = uuid5(NAMESPACE_URL, f"demo:toekenning:{jaar}:{bron.naam}:{nummer}")
                vast = {"toekenning": rij, "rekening": self.bank, "sleutel": sleutel, "gebruiker": self.wie}
                tekst = f"Ontvangen: {rij}"[:140]
                self._doe(dag, partial(ontvang, datum=dag, bedrag=bedrag, omschrijving=tekst, **vast))

    def _doe(self, dag: date, daad: Callable[[], object]) -> None:
        """Plan an act of the past; what is later than ``tot`` has not happened."""
        if dag < self.tot:
            self.daden.append((dag, len(self.daden), daad))

    def _dagen(self, jaar: int, bron: Financieringsbron) -> list[date]:
        """Return when the money comes: the municipality pays over the turn of the year, the tax office afterwards."""
        if bron.soort == Soort.BELASTINGDIENST:
            return [date(jaar + 1, 3, 20)]
        dagen = [date(jaar, maand, dag) for maand, dag in KWARTALEN]
        if bron.soort == Soort.GEMEENTE:
            eerste = date(jaar - 1, 12, 15) if jaar - 1 in self.jaren else date(jaar, 1, 10)
            return [eerste, date(jaar, 4, 10), date(jaar, 7, 10), date(jaar + 1, 2, 15)]
        return dagen

    @staticmethod
    def _stappen(jaar: int, bron: Financieringsbron) -> list[tuple[date, str]]:
        if bron.soort == Soort.EIGEN:
            return []
        if bron.soort == Soort.BELASTINGDIENST:
            return [(date(jaar + 1, 1, 31), "aangifte"), (date(jaar + 1, 2, 20), "beschikking")]
        aanloop = [(date(jaar - 1, 10, 2), "aangevraagd")]
        if bron.partner_id is None:
            return aanloop
        besluit = "getekend" if bron.soort == Soort.CORPORATIE else "verleend"
        return [*aanloop, (date(jaar - 1, 11, 20), "toegezegd"), (date(jaar - 1, 12, 8), besluit)]

    def _maak(self, jaar: int, bron: Financieringsbron, delen, termijnen, datum: date) -> Toekenning:
        lks = bron.soort == Soort.UITKERING
        rij = Toekenning(
            soort=bron.soort,
            partner=bron.partner if bron.soort != Soort.EIGEN else None,
            partner_onbekend=bron.partner_id is None and bron.soort not in (Soort.EIGEN, Soort.BELASTINGDIENST),
            bronnaam=bron.naam,
            omschrijving=f"{bron.naam[:90]} {jaar}" + (" (fictief)" if jaar != JAAR else ""),
            kenmerk=f"LKS {jaar}" if lks else "",
            aard=Toekenning.Aard.LKS if lks else Toekenning.Aard.SUBSIDIE,
            bedrag=sum(delen.values()),
            van=date(jaar, 1, 1),
            tot=date(jaar, 12, 31),
            verantwoorden_voor=date(jaar + 1, 6, 1) if bron.soort == Soort.GEMEENTE else None,
        )
        if bron.soort == Soort.EIGEN and "project" in bron.naam.lower():
            rij.rekening = self.projecten
        delen = {(jaar, kamer): bedrag for kamer, bedrag in delen.items()}
        return bewaar(toekenning=rij, delen=delen, termijnen=termijnen, gebruiker=self.wie, datum=datum)
