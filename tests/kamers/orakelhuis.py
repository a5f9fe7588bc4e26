"""The house beside the oracle: the same acts through its services, and every figure of both compared."""

from collections import defaultdict
from datetime import date, time
from uuid import uuid4

from django.db import transaction

from kamers.models import Bijeenkomst, Klus, Persoon, Teljaar
from kamers.services import bijeenkomsten, deelname, inloop, tellen
from kamers.services.dag import dagbeeld
from kamers.services.deelname import GingNietDoor
from kamers.services.keer import Invulling, Keer
from kamers.services.pas_terug import neem_pas_terug
from kamers.services.passen import eindpas, zet_al_geteld
from kamers.services.passen_samenvoegen import NietSamen, voeg_samen
from kamers.services.regels import Botsing, Telfout
from kamers.services.teljaar import TeljaarGesloten
from kamers.services.vergeten import vergeet
from tests.fabriek import maak_activiteit, maak_kamer, maak_klus, maak_persoon, maak_soort
from tests.kamers.orakel import Logboek

DAGEN = [  # the edges of a year, and the two days on which the clock is set
    date(2025, 12, 30),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 12, 31),
]
JAREN = (2025, 2026)
MENSEN = ("Ali", "Bea", "Dina", "Kofi")
LESSEN = {  # room, kind, hour: two of one kind at the same hour, and one room beside it
    0: ("cjm", "P4", 10),
    1: ("cjm", "P4", 10),
    2: ("cjm", "P1", 9),
    3: ("multibron", "P4", 10),
    4: ("cjm", "P1", 8),  # a drop-in, counted by taps alone
    5: ("oefenen", "P4", 10),
}
INLOOP, OEFENEN = 4, frozenset({"oefenen"})


class Huis:
    """The same acts in the real house, through its services."""

    def __init__(self, kamers, gebruiker):
        self.kamers, self.gebruiker = {kamer.code: kamer for kamer in kamers}, gebruiker
        self.soorten = {"P4": maak_soort("P4", "Taal"), "P1": maak_soort("P1", "Ontmoeting")}
        self.mensen = {naam: maak_persoon(naam, *kamers) for naam in MENSEN}
        self.lessen = {nummer: self._les(nummer, *waarden) for nummer, waarden in LESSEN.items()}
        self.laatste, self.tikken, self.gesloten = None, defaultdict(list), {}

    def _les(self, nummer, kamer, soort, uur):
        hoe = {"hele_dag": True} if nummer == INLOOP else {"telwijze": "namen"}
        tijd = {"begin": time(uur), "eind": time(uur + 1)}
        return maak_activiteit(self.kamers[kamer], soort=self.soorten[soort], **tijd, **hoe)

    def _doe(self, dienst, nummer, gepland, **velden) -> bool:
        keer, sleutel = Keer(self.lessen[nummer], gepland), uuid4()
        rij = Bijeenkomst.objects.filter(activiteit=keer.activiteit, gepland=gepland).first()
        vast = {"keer": keer, "versie": rij.versie if rij else 0, "sleutel": sleutel, "gebruiker": self.gebruiker}
        self.laatste = None
        try:
            dienst(**vast, **velden)
        except (Telfout, Botsing, TeljaarGesloten):
            return False
        self.laatste = bijeenkomsten.maak_ongedaan, keer.activiteit.kamer, sleutel
        return True

    def _scan(self, dienst, nummer, gepland, **velden) -> bool:
        self.laatste = None
        try:
            return dienst(keer=Keer(self.lessen[nummer], gepland), gebruiker=self.gebruiker, **velden)
        except (Telfout, GingNietDoor, TeljaarGesloten):
            return False

    def erbij(self, nummer, gepland, wie) -> bool:
        persoon = eindpas(Persoon.objects.get(pk=self.mensen[wie].pk))
        return self._scan(deelname.erbij, nummer, gepland, persoon=persoon, vandaag=DAGEN[-1])

    def eraf(self, nummer, gepland, wie) -> bool:
        persoon = eindpas(Persoon.objects.get(pk=self.mensen[wie].pk))
        return self._scan(deelname.eraf, nummer, gepland, persoon_id=persoon.pk)

    def tik(self, nummer, gepland, wie) -> bool:
        sleutel = uuid4()
        if self._scan(inloop.tik, nummer, gepland, wie=wie, sleutel=sleutel, vandaag=DAGEN[-1]) is False:
            return False
        self.tikken[gepland].append(sleutel)
        return True

    def antwoord(self, nummer, gepland, ook_nieuw):
        self._scan(inloop.antwoord, nummer, gepland, ook_nieuw=ook_nieuw, sleutel=uuid4())

    def tik_terug(self, nummer, gepland):
        self.laatste = None
        if self.tikken[gepland]:
            kamer, sleutel = self.lessen[nummer].kamer, self.tikken[gepland][-1]
            try:
                inloop.neem_tik_terug(kamer=kamer, sleutel=sleutel, gebruiker=self.gebruiker)
            except TeljaarGesloten:
                return
            self.tikken[gepland].pop()

    def vergeet(self, wie):
        self.laatste = None
        vergeet(persoon=self.mensen[wie], vandaag=DAGEN[-1], sleutel=uuid4(), gebruiker=self.gebruiker)

    def sluit(self, kamer, jaar):
        """Close a counting year, and remember what its figures are."""
        self.laatste = None
        Teljaar.objects.get_or_create(kamer=self.kamers[kamer], jaar=jaar, defaults={"gesloten_door": self.gebruiker})
        self.gesloten.setdefault((kamer, jaar), self.cijfers(jaar)[0].get(kamer))

    def noteer(self, nummer, gepland, namen, kwamen_al, nieuw, nieuw_kamer) -> bool:
        wie = frozenset(self.mensen[naam].pk for naam in namen)
        invulling = Invulling(kwamen_al=kwamen_al, nieuw_soort=nieuw, nieuw_kamer=nieuw_kamer, namen=wie)
        vast = {"invulling": invulling, "vandaag": DAGEN[-1], "klopt": invulling.deelnemers}
        return self._doe(bijeenkomsten.noteer, nummer, gepland, **vast)

    def vervalt(self, nummer, gepland):
        self._doe(bijeenkomsten.laat_vervallen, nummer, gepland, reden="ziekte")

    def verplaats(self, nummer, gepland, dag, uur):
        tijd = {"begin": time(uur), "eind": time(uur + 1)}
        self._doe(bijeenkomsten.verplaats, nummer, gepland, dag=dag, **tijd)

    def ongedaan(self):
        terug, kamer, sleutel = self.laatste
        assert terug(kamer=kamer, sleutel=sleutel, gebruiker=self.gebruiker)
        self.laatste = None

    def al_geteld(self, wie, kamer, jaar, soorten):
        sleutels = frozenset(self.soorten[soort].pk if soort else None for soort in soorten)
        if self.laatste and self.laatste[0] is neem_pas_terug:
            self.laatste = None
        try:
            zet_al_geteld(persoon=self.mensen[wie], kamer=self.kamers[kamer], jaar=jaar, soorten=sleutels)
        except TeljaarGesloten:
            return

    def klus(self, kamer, dag, eerste_keer):
        if Teljaar.objects.gesloten(self.kamers[kamer].pk, dag.year):
            return
        maak_klus(self.kamers[kamer], status=Klus.Status.KLAAR, gedaan_op=dag, eerste_keer=eerste_keer)

    def samen(self, blijft, gaat_op):
        een, ander, sleutel = self.mensen[blijft], self.mensen[gaat_op], uuid4()
        try:
            voeg_samen(blijft=een, gaat_op=ander, sleutel=sleutel, gebruiker=self.gebruiker, vandaag=DAGEN[-1])
        except NietSamen:
            return NietSamen
        self.laatste = neem_pas_terug, self.kamers["cjm"], sleutel
        return None

    def cijfers(self, jaar):
        """Return the figures of the house in the words of the oracle."""
        code = {soort.pk: naam for naam, soort in self.soorten.items()}
        kamers = {kamer.pk: naam for naam, kamer in self.kamers.items()}
        telling = tellen.telling(jaar)
        per_kamer = {
            kamers[pk]: {code.get(s, s): (n.op_naam, n.geteld) for s, n in som.items()}
            for pk, som in telling.per_kamer.items()
        }
        alles = telling.cooperatie
        return per_kamer, (alles.op_naam, alles.geteld) if alles else None

    def nakijken(self, kamer, jaar):
        nummers = {les.pk: nummer for nummer, les in self.lessen.items()}
        rijen = dagbeeld(self.kamers[kamer], date(jaar, 6, 1)).nakijken
        return {(nummers[rij.activiteit_id], rij.gepland) for rij in rijen}


def speel(huis: Huis, boek: Logboek, wat: str, *rest) -> None:
    """Do one act in both, and compare whether it was taken."""
    weg = bool(rest) and (rest[0] in boek.opgegaan or rest[0] in boek.vergeten)
    if {"ongedaan": huis.laatste is None, "al_geteld": weg, "vergeet": weg}.get(wat):
        return
    if wat == "noteer":
        nummer, gepland, namen, marge, *nieuw = rest
        rest = (nummer, gepland, namen, max(0, boek.net_genoeg(nummer, gepland, namen) + marge), *nieuw)
    uitkomst = getattr(huis, wat)(*rest)
    if uitkomst is not NietSamen:
        assert getattr(boek, wat)(*rest) == uitkomst


def speel_alles(kamers, gebruiker, handelingen):
    """Play a log in both, and compare every figure of every year and every list for repair."""
    with transaction.atomic():
        oefenkamer = maak_kamer("oefenen", oefenkamer=True)
        huis, boek = Huis([*kamers, oefenkamer], gebruiker), Logboek(LESSEN, OEFENEN)
        for handeling in handelingen:
            speel(huis, boek, *handeling)
        for jaar in JAREN:
            assert huis.cijfers(jaar) == boek.cijfers(jaar)
            for kamer in huis.kamers:
                assert huis.nakijken(kamer, jaar) == boek.nakijken(kamer, jaar)
        for (kamer, jaar), stond in huis.gesloten.items():
            assert huis.cijfers(jaar)[0].get(kamer) == stond
        rijen = Bijeenkomst.objects.prefetch_related("deelnames")
        assert all(rij.op_naam == rij.deelnames.count() for rij in rijen)
        transaction.set_rollback(True)
