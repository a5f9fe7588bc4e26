"""The counts against a plain Python oracle: whatever is logged, changed, taken back or lies at the edge of a year."""

from collections import defaultdict
from datetime import date, time
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from rapportage.cijfers import jaarcijfers
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_inzet,
    maak_kamer,
    maak_klus,
    maak_persoon,
    maak_soort,
    maak_vrijwilliger,
)
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
KAMERS = st.sampled_from(["cjm", "multibron"])
NIEUW = st.sampled_from([(nieuw, kamer) for nieuw in range(4) for kamer in range(nieuw + 1)])


@st.composite
def logboeken(draw, tot=30) -> list[tuple]:
    """Draw a log: many acts on few occurrences, so that they meet. Closing and forgetting are rare, as in life."""
    dagen = draw(st.lists(st.sampled_from(DAGEN), min_size=2, max_size=3, unique=True))
    dag = st.sampled_from(sorted(dagen))
    keer = st.tuples(st.sampled_from([0, 0, 1, 2, 3, 5]), dag)
    bij_inloop, wie = st.tuples(st.just(INLOOP), dag), st.sampled_from(MENSEN)
    marge = st.sampled_from([-9, 0, 0, 1, 2])  # how many more "came before" than can be
    noteer = st.tuples(keer, st.sets(st.sampled_from(MENSEN)), marge, NIEUW)
    soorten = st.sampled_from([{"P4"}, {"P4", "P1"}, {None}, set()])
    waar = keer.map(lambda keer: (LESSEN[keer[0]][0], keer[1].year))
    handeling = st.one_of(
        *[noteer.map(lambda act: ("noteer", *act[0], act[1], act[2], *act[3]))] * 4,
        keer.map(lambda keer: ("vervalt", *keer)),
        st.tuples(keer, dag, st.sampled_from([9, 10, 13])).map(lambda act: ("verplaats", *act[0], *act[1:])),
        st.just(("ongedaan",)),
        st.tuples(st.just("klus"), KAMERS, dag, st.sampled_from(["ja", "nee"])),
        st.tuples(st.sampled_from(MENSEN), waar, soorten).map(lambda act: ("al_geteld", act[0], *act[1], act[2])),
        st.permutations(MENSEN).map(lambda rij: ("samen", *rij[:2])),
        st.tuples(st.sampled_from(["erbij", "erbij", "eraf"]), keer, wie).map(lambda act: (act[0], *act[1], act[2])),
        *[st.tuples(bij_inloop, st.sampled_from(["al", "nieuw"])).map(lambda act: ("tik", *act[0], act[1]))] * 2,
        st.tuples(bij_inloop, st.booleans()).map(lambda act: ("antwoord", *act[0], act[1])),
        bij_inloop.map(lambda keer: ("tik_terug", *keer)),
    )
    paar = st.tuples(st.permutations(MENSEN), waar, soorten).map(
        lambda act: [("al_geteld", act[0][1], *act[1], act[2]), ("samen", *act[0][:2]), ("ongedaan",)]
    )
    gast = bij_inloop.map(lambda keer: [("tik", *keer, "nieuw"), ("antwoord", *keer, True)])
    samen = st.one_of(*[handeling.map(lambda act: [act])] * 6, paar, gast)  # acts that mean something after each other
    sluit = st.tuples(st.just("sluit"), KAMERS, st.sampled_from(JAREN))
    zelden = st.one_of(sluit, wie.map(lambda naam: ("vergeet", naam))).map(lambda act: [act])
    begin = draw(st.lists(samen, min_size=8, max_size=tot // 2))
    later = draw(st.lists(st.one_of(*[samen] * 9, zelden), min_size=2, max_size=tot // 2))
    return [act for deel in (*begin, *later) for act in deel]


def proef(keer: int):
    """Return how often something is tried, and that it may take its time."""
    return settings(max_examples=keer, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


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


@proef(60)
@given(handelingen=logboeken())
def test_wat_er_geteld_wordt_is_wat_een_mens_zou_optellen(casa, multibron, amina, handelingen):
    speel_alles([casa, multibron], amina, handelingen)


@pytest.mark.proef
@proef(1500)
@given(handelingen=logboeken(tot=80))
def test_ook_bij_duizend_lange_logboeken(casa, multibron, amina, handelingen):
    speel_alles([casa, multibron], amina, handelingen)


def test_in_januari_zijn_dertig_vaste_mensen_weer_dertig(casa, amina):
    """By names, by counts, and half-half with passes given to people who were counted already: always thirty."""
    soorten = [maak_soort(code, code) for code in ("P1", "P3", "P4")]
    op_naam, geteld, samen = (maak_activiteit(casa, soort=soort, telwijze="namen") for soort in soorten)
    mensen = [maak_persoon(f"Vaste {nummer}", casa) for nummer in range(30)]
    for les in (op_naam, samen):
        maak_bijeenkomst(les, date(2025, 12, 30), namen=mensen)
    maak_bijeenkomst(geteld, date(2025, 12, 30), nieuw=30)

    for week, dag in enumerate((date(2026, 1, 6), date(2026, 1, 13), date(2026, 1, 20))):
        nieuw, al = (12, 0) if week == 0 else (0, 12)
        noteer(op_naam, dag, amina, mensen)
        noteer(geteld, dag, amina, [], kwamen_al=0 if week == 0 else 30, nieuw=30 if week == 0 else 0)
        if week < 2:
            noteer(samen, dag, amina, mensen[:18], kwamen_al=al, nieuw=nieuw)
        else:
            for persoon in mensen[18:23]:
                zet_al_geteld(persoon=persoon, kamer=casa, jaar=2026, soorten=frozenset({samen.soort_id}))
            noteer(samen, dag, amina, mensen[:23], kwamen_al=7, nieuw=0)

    cijfers = tellen.telling(2026).per_kamer[casa.pk]
    per_soort = [(cijfers[soort.pk].op_naam, cijfers[soort.pk].geteld) for soort in soorten]
    assert per_soort == [(30, 0), (0, 30), (18, 12)]
    assert {cijfers[soort.pk].totaal for soort in soorten} == {30}


def noteer(les, dag, gebruiker, mensen, kwamen_al=0, nieuw=0):
    invulling = Invulling(
        kwamen_al=kwamen_al, nieuw_soort=nieuw, nieuw_kamer=nieuw, namen=frozenset(p.pk for p in mensen)
    )
    vast = {"versie": 0, "sleutel": uuid4(), "gebruiker": gebruiker, "vandaag": DAGEN[-1]}
    return bijeenkomsten.noteer(keer=Keer(les, dag), invulling=invulling, klopt=invulling.deelnemers, **vast)


URENLIJST = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(DAGEN), st.sampled_from(["2", "6.5", "12"])), max_size=9
)


@proef(60)
@given(uren=URENLIJST, getekend=st.tuples(*[st.none() | st.sampled_from(DAGEN)] * 3))
def test_actief_is_wie_een_overeenkomst_heeft_en_genoeg_uren_in_dat_jaar(casa, uren, getekend):
    with transaction.atomic():
        mensen = [maak_vrijwilliger(f"V{n}", casa, overeenkomst_op=dag).persoon for n, dag in enumerate(getekend)]
        for nummer, (wie, dag, aantal) in enumerate(uren):
            les = maak_activiteit(casa, naam=str(nummer), soort=maak_soort())
            maak_inzet(mensen[wie], maak_bijeenkomst(les, dag), aantal)
        uitkomst = {jaar: jaarcijfers(jaar, 12).per_kamer.get(casa.pk) for jaar in JAREN}
        transaction.set_rollback(True)

    for jaar, cijfers in uitkomst.items():
        som = defaultdict(Decimal)
        for wie, dag, aantal in uren:
            if dag.year == jaar:
                som[wie] += Decimal(aantal)
        actief = [n for wie, n in som.items() if n >= 12 and getekend[wie] and getekend[wie].year <= jaar]
        gevonden = cijfers.actief if cijfers else None
        assert (gevonden.aantal if gevonden else None) == (len(actief) if som else None)
        assert (gevonden.gemiddeld if gevonden else None) == (sum(actief) / len(actief) if actief else None)
