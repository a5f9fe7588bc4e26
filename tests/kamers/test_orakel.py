"""The counts against a plain Python oracle: whatever is logged, changed, taken back or lies at the edge of a year."""

from collections import defaultdict
from datetime import date, time
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamers.models import Bijeenkomst, Klus
from kamers.services import bijeenkomsten, tellen
from kamers.services.dag import dagbeeld
from kamers.services.keer import Invulling, Keer
from kamers.services.passen import zet_al_geteld
from kamers.services.passen_samenvoegen import NietSamen, voeg_samen
from kamers.services.regels import Botsing, Telfout
from rapportage.cijfers import jaarcijfers
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_inzet,
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
}
KAMERS = st.sampled_from(["cjm", "multibron"])
NIEUW = st.sampled_from([(nieuw, kamer) for nieuw in range(4) for kamer in range(nieuw + 1)])


@st.composite
def logboeken(draw) -> list[tuple]:
    """Draw a log: many acts on few occurrences, so that they meet."""
    dagen = draw(st.lists(st.sampled_from(DAGEN), min_size=2, max_size=3, unique=True))
    dag = st.sampled_from(sorted(dagen))
    keer = st.tuples(st.sampled_from([0, 0, 1, 2, 3]), dag)
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
    )
    return draw(st.lists(handeling, min_size=10, max_size=30))


proef = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Huis:
    """The same acts in the real house, through its services."""

    def __init__(self, kamers, gebruiker):
        self.kamers, self.gebruiker = {kamer.code: kamer for kamer in kamers}, gebruiker
        self.soorten = {"P4": maak_soort("P4", "Taal"), "P1": maak_soort("P1", "Ontmoeting")}
        self.mensen = {naam: maak_persoon(naam, *kamers) for naam in MENSEN}
        self.lessen = {nummer: self._les(*waarden) for nummer, waarden in LESSEN.items()}
        self.laatste = None

    def _les(self, kamer, soort, uur):
        tijd = {"begin": time(uur), "eind": time(uur + 1), "telwijze": "namen"}
        return maak_activiteit(self.kamers[kamer], soort=self.soorten[soort], **tijd)

    def _doe(self, dienst, nummer, gepland, **velden) -> bool:
        keer, sleutel = Keer(self.lessen[nummer], gepland), uuid4()
        rij = Bijeenkomst.objects.filter(activiteit=keer.activiteit, gepland=gepland).first()
        vast = {"keer": keer, "versie": rij.versie if rij else 0, "sleutel": sleutel, "gebruiker": self.gebruiker}
        self.laatste = None
        try:
            dienst(**vast, **velden)
        except (Telfout, Botsing):
            return False
        self.laatste = keer.activiteit.kamer, sleutel
        return True

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
        kamer, sleutel = self.laatste
        assert bijeenkomsten.maak_ongedaan(kamer=kamer, sleutel=sleutel, gebruiker=self.gebruiker)
        self.laatste = None

    def al_geteld(self, wie, kamer, jaar, soorten):
        sleutels = frozenset(self.soorten[soort].pk if soort else None for soort in soorten)
        zet_al_geteld(persoon=self.mensen[wie], kamer=self.kamers[kamer], jaar=jaar, soorten=sleutels)

    def klus(self, kamer, dag, eerste_keer):
        maak_klus(self.kamers[kamer], status=Klus.Status.KLAAR, gedaan_op=dag, eerste_keer=eerste_keer)

    def samen(self, blijft, gaat_op):
        self.laatste = None
        een, ander = self.mensen[blijft], self.mensen[gaat_op]
        try:
            voeg_samen(blijft=een, gaat_op=ander, sleutel=uuid4(), gebruiker=self.gebruiker, vandaag=DAGEN[-1])
        except NietSamen:
            return NietSamen
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
    kan_niet = {"ongedaan": huis.laatste is None, "al_geteld": rest and rest[0] in boek.opgegaan}
    if kan_niet.get(wat):
        return
    if wat == "noteer":
        nummer, gepland, namen, marge, *nieuw = rest
        rest = (nummer, gepland, namen, max(0, boek.net_genoeg(nummer, gepland, namen) + marge), *nieuw)
    uitkomst = getattr(huis, wat)(*rest)
    if uitkomst is not NietSamen:
        assert getattr(boek, wat)(*rest) == uitkomst


@proef
@given(handelingen=logboeken())
def test_wat_er_geteld_wordt_is_wat_een_mens_zou_optellen(casa, multibron, amina, handelingen):
    with transaction.atomic():
        huis, boek = Huis([casa, multibron], amina), Logboek(LESSEN)
        for handeling in handelingen:
            speel(huis, boek, *handeling)
        for jaar in JAREN:
            assert huis.cijfers(jaar) == boek.cijfers(jaar)
            for kamer in huis.kamers:
                assert huis.nakijken(kamer, jaar) == boek.nakijken(kamer, jaar)
        rijen = Bijeenkomst.objects.prefetch_related("deelnames")
        assert all(rij.op_naam == rij.deelnames.count() for rij in rijen)
        transaction.set_rollback(True)


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


@proef
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
