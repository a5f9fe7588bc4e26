"""The fictional books: what the budget of each year says, month by month, with a little chance. Amounts in euros."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.db import connection
from django.utils import translation

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.models import Gebruiker, Versie
from financien.models import Begrotingsregel, Boekstuk, Dagboek, Grootboekrekening, Rekeningsoort
from financien.services.beginbalans import boek_beginbalans
from financien.services.boeken import Regel, Stuk, boek
from kamers.models import Kamer
from rapportage.demo.facturen import Facturen
from rapportage.demo.grootboek import geef_rsin, maak_lonen, maak_overlopend
from rapportage.demo.plan import kans
from rapportage.demo.toekenningen import Toekenningen

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
KWARTAAL = (1, 4, 7, 10)
HANDGELD = Decimal("250.00")
MET_BONNEN = 4  # so many rooms have receipts one by one
BEGIN = {
    "1000": Decimal("48250.00"),
    "1310": Decimal("9000.00"),
    "1500": Decimal("3150.00"),
    "0500": Decimal("54100.00"),
}
WANNEER = {"4140": KWARTAAL, "4150": KWARTAAL, "4160": (3,)}  # the other lines every month
Lijst = list[Regel]


def maak_boeken(kamers: list[Kamer], jaren: range, tot: date, wie: Gebruiker) -> int:
    """Book every month that is over on ``tot``; return how many documents there are."""
    geef_rsin()
    with connection.cursor() as cursor, translation.override("nl"):
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a document is complete only with its bookings
        aantal = _Boeken(kamers, wie).leef(jaren, tot) + maak_overlopend(kamers, jaren, tot, wie)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return aantal


class _Boeken:
    def __init__(self, kamers: list[Kamer], wie: Gebruiker):
        self.wie, self.kamers = wie, {kamer.pk: kamer for kamer in kamers}
        alle = list(Grootboekrekening.objects.select_related("post"))
        self.nummer = {rij.nummer: rij for rij in alle}
        self.van_post = {rij.post_id: rij for rij in alle if rij.post_id}
        self.handgeld = {rij.kamer_id: rij for rij in alle if rij.soort == Rekeningsoort.HANDGELD}
        self.pot: dict[int, Decimal] = defaultdict(lambda: Decimal("0.00"))  # what each room has left

    def leef(self, jaren: range, tot: date) -> int:
        bedragen = {self.nummer[nummer]: bedrag for nummer, bedrag in BEGIN.items()}
        sleutel = uuid5(NAMESPACE_URL, "demo:beginbalans")
        boek_beginbalans(jaar=jaren[0], bedragen=bedragen, sleutel=sleutel, gebruiker=self.wie)
        facturen, toekenningen = Facturen(self.wie, jaren), Toekenningen(jaren, tot, self.wie)
        self.facturen = facturen
        maanden = [(jaar, maand) for jaar in jaren for maand in range(1, 13) if date(jaar, maand, 28) < tot]
        self.laatste = max(maanden, default=None)
        for jaar in jaren:
            kosten = self._begroot(jaar)
            for maand in range(1, 13):
                if date(jaar, maand, 28) < tot:
                    self._maand(jaar, maand, kosten)
                    toekenningen.tot_en_met(date(jaar, maand, 28))
        toekenningen.tot_en_met(tot)
        return Boekstuk.objects.count()

    @staticmethod
    def _begroot(jaar: int):
        versie = Versie.objects.laatste(jaar)
        return list(Begrotingsregel.objects.filter(versie=versie, bedrag__gt=0).values_list("post", "kamer", "bedrag"))

    def _maand(self, jaar: int, maand: int, kosten) -> None:
        lonen, facturen = self._kosten(jaar, maand, kosten)
        betalen = maak_lonen(lonen, date(jaar, maand, 1), self.wie) if lonen else {}
        betaald = [self._regel(rekening, "1000", bedrag) for rekening, bedrag in betalen.items()]
        self._boek(jaar, maand, 27, Dagboek.BANK, "Lonen betaald", betaald)
        self.facturen.maand(date(jaar, maand, 1), facturen, laatste=(jaar, maand) == self.laatste)
        self._boek(jaar, maand, 2, Dagboek.BANK, "Handgeld overgemaakt", self._handgeld())
        self._boek(jaar, maand, 26, Dagboek.KAS, "Handgeld uitgegeven", self._uitgegeven(jaar, maand))

    def _kosten(self, jaar: int, maand: int, kosten) -> tuple[Lijst, Lijst]:
        lonen, facturen = [], []
        for post, kamer, bedrag in kosten:
            rekening = self.van_post[post]
            maanden = WANNEER.get(rekening.nummer, tuple(range(1, 13)))
            if rekening.nummer == "4130" or maand not in maanden:
                continue
            toeval = Decimal(kans("boek", jaar, maand, rekening.nummer, kamer).randint(94, 103)) / 100
            deel = rond(bedrag / len(maanden) * toeval)
            doel, tegen = (lonen, "1520") if rekening.loon else (facturen, "1500")
            doel.append(self._regel(rekening.nummer, tegen, deel, kamer))
        return lonen, facturen

    def _handgeld(self) -> Lijst:
        bank = self.nummer["1000"]
        return [
            Regel(rij, bank, self._vul(kamer), self.kamers[kamer])
            for kamer, rij in self.handgeld.items()
            if kamer in self.kamers and self.pot[kamer] < HANDGELD
        ]

    def _vul(self, kamer: int) -> Decimal:
        """Fill the pot of a room; return with how much."""
        bij, self.pot[kamer] = HANDGELD - self.pot[kamer], HANDGELD
        return bij

    def _uitgegeven(self, jaar: int, maand: int) -> Lijst:
        """Spend less than the pot holds; receipts of the last month are made one by one, see ``demo/handgeld``."""
        regels = []
        met_bonnen = list(self.kamers)[:MET_BONNEN] if (jaar, maand) == self.laatste else []
        for kamer, rij in self.handgeld.items():
            if kamer in self.kamers and kamer not in met_bonnen:
                bedrag = Decimal(kans("pot", jaar, maand, kamer).randint(18000, 25000)).scaleb(-2)
                self.pot[kamer] -= bedrag
                regels.append(Regel(self.nummer["4130"], rij, bedrag, self.kamers[kamer]))
        return regels

    def _regel(self, debet: str, credit: str, bedrag: Decimal, kamer: int | None = None) -> Regel:
        plek = self.kamers[kamer] if kamer else None
        return Regel(self.nummer[debet], self.nummer[credit], bedrag, plek)

    def _boek(self, jaar: int, maand: int, dag: int, dagboek: Dagboek, wat: str, regels: Lijst) -> None:
        if not regels:
            return
        stuk = Stuk(dagboek, date(jaar, maand, dag), f"{wat} {MAANDEN[maand - 1]} (fictief)", regels)
        boek(stuk, sleutel=uuid5(NAMESPACE_URL, f"demo:{jaar}:{maand}:{wat}"), gebruiker=self.wie)
