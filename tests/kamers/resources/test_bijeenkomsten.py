"""Occurrences from a sheet obey every rule of the card, and are recognised when they come twice."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.models import Handeling
from kamers.models import Bijeenkomst, Inzet, Teljaar
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_persoon, maak_soort, maak_vrijwilliger
from tests.kamers.invoerfabriek import BIJEENKOMST, doe, keren, rondje, wat, zinnen

DINSDAG = date(2026, 11, 24)
WEEK = timedelta(days=7)
NAAM = "Conversatieles Nederlands"


@pytest.fixture
def les(casa):
    return maak_activiteit(casa)


def test_een_blad_noteert_keren_met_tellingen_vrijwilligers_en_uren(casa, amina, les):
    maak_vrijwilliger("Fatima", casa), maak_vrijwilliger("Wouter", casa)
    kop = (*BIJEENKOMST, "vrijwilligers", "uren")

    uitkomst = doe(
        "bijeenkomsten",
        amina,
        casa,
        kop,
        (NAAM, "17-11-2026", "", 8, 5, "Fatima", "2,5"),
        (NAAM, "24 nov 2026", 6, 1, 0, '"fatima; Wouter"', '"2; 1:30"'),
    )

    assert zinnen(uitkomst) == []
    assert keren(casa) == [(date(2026, 11, 17), 0, 8, 5), (DINSDAG, 6, 1, 0)]
    uren = Inzet.objects.order_by("dag", "persoon__voornaam").values_list("dag", "persoon__voornaam", "uren")
    assert list(uren) == [
        (date(2026, 11, 17), "Fatima", Decimal("2.50")),
        (DINSDAG, "Fatima", Decimal("2.00")),
        (DINSDAG, "Wouter", Decimal("1.50")),
    ]
    rij = Bijeenkomst.objects.get(dag=DINSDAG)
    assert (rij.soort, rij.kamer, rij.begin, rij.versie, rij.genoteerd_door) == (les.soort, casa, time(10), 1, amina)


def test_hetzelfde_bestand_nog_een_keer_verandert_niets(casa, amina, les):
    rijen = [(NAAM, "17-11-2026", "", 8, 5), (NAAM, "24-11-2026", 6, 1, 0)]
    doe("bijeenkomsten", amina, casa, BIJEENKOMST, *rijen)

    uitkomst = doe("bijeenkomsten", amina, casa, BIJEENKOMST, *rijen)

    assert wat(uitkomst) == ["zelfde", "zelfde"]
    assert set(Bijeenkomst.objects.values_list("versie", flat=True)) == {1}


def test_een_andere_telling_toont_wat_er_was_en_wat_het_wordt(casa, amina, les):
    maak_bijeenkomst(les, DINSDAG, nieuw=8)

    proef = doe("bijeenkomsten", amina, casa, BIJEENKOMST, (NAAM, "24-11-2026", 0, 9, 8), proef=True)
    na_proef = keren(casa)
    doe("bijeenkomsten", amina, casa, BIJEENKOMST, (NAAM, "24-11-2026", 0, 9, 8))

    assert [(v.kop, v.oud, v.nieuw) for v in proef.rijen[0].verschillen] == [("nieuw bij soort", "8", "9")]
    assert na_proef == [(DINSDAG, 0, 8, 8)]
    assert keren(casa) == [(DINSDAG, 0, 9, 8)]
    assert Bijeenkomst.objects.get().versie == 2


def test_wat_in_een_gesloten_teljaar_al_zo_staat_mag_in_het_blad_blijven(casa, amina, les):
    maak_bijeenkomst(les, date(2025, 11, 18), nieuw=4)
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    assert wat(doe("bijeenkomsten", amina, casa, BIJEENKOMST, (NAAM, "18-11-2025", 0, 4, 4))) == ["zelfde"]


def test_wat_niet_doorging_heeft_een_reden_en_geen_tellingen(casa, amina, les):
    kop = ("activiteit", "gepland", "status", "kwamen al", "reden")

    mis = doe("bijeenkomsten", amina, casa, kop, (NAAM, "24-11-2026", "ging niet door", 3, ""))
    goed = doe("bijeenkomsten", amina, casa, kop, (NAAM, "24-11-2026", "Ging niet door", "", "Ziekte"))

    assert zinnen(mis) == [
        "Rij 2, kolom D (kwamen al): Deze keer is niet geteld. Maak deze cel leeg.",
        "Rij 2, kolom E (reden): Schrijf kort op waarom het niet doorging.",
    ]
    assert zinnen(goed) == []
    rij = Bijeenkomst.objects.get()
    assert (rij.status, rij.reden, rij.kwamen_al) == ("vervallen", "Ziekte", None)


def test_een_keer_die_toch_niet_doorging_verliest_tellingen_en_uren(casa, amina, les):
    rij = maak_bijeenkomst(les, DINSDAG, nieuw=3)
    maak_inzet(maak_vrijwilliger("Fatima", casa).persoon, rij)
    kop = ("activiteit", "gepland", "status", "kwamen al", "vrijwilligers", "uren", "reden")
    kop = (*kop, "nieuw bij soort", "nieuw in kamer")

    uitkomst = doe("bijeenkomsten", amina, casa, kop, (NAAM, "24-11-2026", "vervallen", "", "", "", "Storm", "", ""))

    assert zinnen(uitkomst) == []
    rij.refresh_from_db()
    assert (rij.status, rij.nieuw_soort, rij.inzet.count()) == ("vervallen", None, 0)


def test_wie_zich_afmeldde_blijft_staan_en_de_eigen_melding_ook(casa, amina, les):
    rij = maak_bijeenkomst(les, DINSDAG, nieuw=3)
    afwezig, helper = (maak_vrijwilliger(naam, casa).persoon for naam in ("Gifty", "Fatima"))
    maak_inzet(afwezig, rij, "0", gemeld_uren=Decimal(0))
    maak_inzet(helper, rij, "2", gemeld_uren=Decimal(3))
    kop = (*BIJEENKOMST, "vrijwilligers", "uren")

    zelfde = doe("bijeenkomsten", amina, casa, kop, (NAAM, "24-11-2026", 0, 3, 3, "Fatima", 2))
    doe("bijeenkomsten", amina, casa, kop, (NAAM, "24-11-2026", 0, 3, 3, "Fatima", 4))

    assert wat(zelfde) == ["zelfde"]
    staat = {i.persoon.voornaam: (i.uren, i.gemeld_uren, i.beoordeeld_door) for i in Inzet.objects.all()}
    assert staat == {"Gifty": (0, 0, None), "Fatima": (4, 3, amina)}


def test_namen_met_een_pas_komen_niet_uit_een_blad_en_gaan_er_niet_door_weg(casa, amina):
    les = maak_activiteit(casa, telwijze="namen")
    rosa = maak_persoon("Rosa", casa)
    maak_bijeenkomst(les, DINSDAG, kwamen_al=0, namen=[rosa])
    kop = (*BIJEENKOMST, "op naam")

    mis = doe("bijeenkomsten", amina, casa, kop, (NAAM, "24-11-2026", 0, 0, 0, 5), (NAAM, "17-11-2026", 0, 1, 1, 2))
    goed = doe("bijeenkomsten", amina, casa, kop, (NAAM, "24-11-2026", 0, 2, 2, 1))

    assert zinnen(mis) == [
        "Rij 2, kolom F (op naam): Namen kun je niet invoeren. Vul hier 1 in.",
        "Rij 3, kolom F (op naam): Namen kun je niet invoeren. Maak deze cel leeg.",
    ]
    assert zinnen(goed) == []
    assert (Bijeenkomst.objects.get().op_naam, list(Bijeenkomst.objects.get().deelnames.values_list("persoon"))) == (
        1,
        [(rosa.pk,)],
    )


def test_na_een_teruggenomen_keer_gaat_de_versie_verder(casa, amina, les):
    doel = f"keer:{les.pk}:2026-11-24"
    vast = {"soort": "noteer", "gebruiker": amina, "doel": doel}
    Handeling.objects.create(sleutel=UUID(int=1), na={"versie": 6}, **vast)

    doe("bijeenkomsten", amina, casa, BIJEENKOMST, (NAAM, "24-11-2026", "", 2, 0))

    assert Bijeenkomst.objects.get().versie == 7


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
def test_wat_eruit_komt_stond_er_al(casa, amina, les, vorm):
    ali, naamgenoot = (maak_vrijwilliger("Ali", casa).persoon for _n in range(2))
    fatima = maak_vrijwilliger("Fatima", casa).persoon
    buur = maak_persoon("Özcan", casa)
    eerste = maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=3, nieuw_kamer=1, kinderen=2)
    tweede = maak_bijeenkomst(les, DINSDAG, kwamen_al=2, begin=time(10, 30))
    for persoon, uren in ((ali, "2"), (fatima, "1.5"), (buur, "0")):
        maak_inzet(persoon, eerste, uren)
    for persoon in (naamgenoot, buur):
        maak_inzet(persoon, tweede, "0.75")
    leeg = {"kwamen_al": None, "nieuw": None, "nieuw_kamer": None}
    vervallen = maak_bijeenkomst(les, DINSDAG + WEEK, status="vervallen", reden="=1+1", **leeg)
    Bijeenkomst.objects.filter(pk=vervallen.pk).update(nieuw_kamer=None)
    breien = maak_activiteit(casa, "-Breien; en haken", soort=maak_soort("P1", "Ontmoeting"), telwijze="namen")
    maak_bijeenkomst(breien, DINSDAG, namen=[maak_persoon("Rosa", casa)])

    uitkomst = rondje("bijeenkomsten", amina, casa, vorm)

    assert zinnen(uitkomst) == []
    assert [(r.wat, r.verschillen) for r in uitkomst.rijen] == [("zelfde", ())] * 4


@pytest.mark.parametrize("aantal", [3, 60])
def test_meer_rijen_zijn_niet_meer_vragen(casa, amina, aantal, les):
    maak_vrijwilliger("Fatima", casa)
    kop = (*BIJEENKOMST, "vrijwilligers", "uren")
    rijen = [(NAAM, f"{DINSDAG - n * WEEK:%d-%m-%Y}", "", 2, 1, "Fatima", 2) for n in range(aantal)]
    with CaptureQueriesContext(connection) as vragen:
        assert zinnen(doe("bijeenkomsten", amina, casa, kop, *rijen, proef=True)) == []

    assert len(vragen) == 18
