"""A series changes from a day on, ends, or rests for a while; what was logged stays where it was."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from kamers.models import Activiteit, Bijeenkomst, Sluiting
from kamers.services.even_niet import laat_even_vervallen, neem_even_niet_terug
from kamers.services.reeksstand import NietMeerTerug, neem_wijziging_terug
from kamers.services.reekswijziging import ReeksGewijzigd, stop_activiteit, wijzig_activiteit
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, zet_op_rooster

EEN_DECEMBER = DINSDAG + WEEK
NIET = {"kwamen_al": None, "nieuw": None}
VELDEN = ("naam", "soort", "product", "herhaling", "weekdag", "weekpariteit", "keer_in_maand", "begin", "eind")
REST = ("hele_dag", "in_vakantie", "telwijze", "met_kinderen")


def wijzig(les, gebruiker, *, ingang=DINSDAG, sleutel=None, versie=None, **anders):
    velden = {naam: getattr(les, naam) for naam in (*VELDEN, *REST)} | {"doelgroepen": [], "domeinen": []} | anders
    vast = {"vandaag": DINSDAG, "versie": versie or les.versie, "sleutel": sleutel or uuid4(), "gebruiker": gebruiker}
    return wijzig_activiteit(activiteit=les, velden=velden, ingang=ingang, **vast)


def even_niet(les, gebruiker, van, tot, sleutel=None):
    vast = {"versie": les.versie, "sleutel": sleutel or uuid4(), "gebruiker": gebruiker}
    return laat_even_vervallen(activiteit=les, van=van, tot=tot, reden="ziekte", **vast)


def test_een_andere_tijd_vanaf_1_december_laat_de_weken_ervoor_staan(casa, amina):
    les, fatima = maak_activiteit(casa), maak_vrijwilliger("Fatima", casa).persoon
    zet_op_rooster(les, fatima)
    maak_bijeenkomst(les, DINSDAG, nieuw=8)

    gedaan = wijzig(les, amina, ingang=EEN_DECEMBER, begin=time(14), eind=time(16))

    les.refresh_from_db()
    assert (les.tot, les.begin) == (date(2026, 11, 30), time(10))
    assert (gedaan.activiteit.van, gedaan.activiteit.begin) == (EEN_DECEMBER, time(14))
    assert gedaan.activiteit.roosterplekken.get().persoon == fatima
    assert les.roosterplekken.get().tot == date(2026, 11, 30)
    assert Bijeenkomst.objects.get().activiteit == les


def test_een_keer_die_verplaatst_was_gaat_mee_als_de_dag_blijft_en_vervalt_als_die_er_niet_meer_is(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, EEN_DECEMBER, status="verplaatst", **NIET)
    maak_bijeenkomst(les, EEN_DECEMBER + WEEK, status="vervallen", reden="ziekte", **NIET)

    gedaan = wijzig(les, amina, ingang=EEN_DECEMBER, herhaling="tweeweken", weekpariteit=1)

    assert (gedaan.mee, gedaan.weg) == (1, 1)
    over = Bijeenkomst.objects.get()
    assert over.activiteit == gedaan.activiteit
    assert gedaan.activiteit.is_op(over.gepland)


def test_terug_na_een_andere_tijd_staat_alles_zoals_het_was(casa, amina):
    les, sleutel = maak_activiteit(casa, tot=DINSDAG + 8 * WEEK), uuid4()
    zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)
    maak_bijeenkomst(les, EEN_DECEMBER, status="verplaatst", begin=time(13), eind=time(14), **NIET)
    maak_bijeenkomst(les, EEN_DECEMBER + WEEK, status="vervallen", reden="ziekte", **NIET)
    wijzig(les, amina, ingang=EEN_DECEMBER, weekdag=3, sleutel=sleutel)

    assert neem_wijziging_terug(activiteit=les, sleutel=sleutel, gebruiker=amina)

    les.refresh_from_db()
    assert list(Activiteit.objects.all()) == [les]
    assert (les.tot, les.weekdag) == (DINSDAG + 8 * WEEK, 1)
    assert les.roosterplekken.get().tot is None
    keren = Bijeenkomst.objects.order_by("gepland").values_list("gepland", "begin", "status")
    assert list(keren) == [
        (EEN_DECEMBER, time(13), "verplaatst"),
        (EEN_DECEMBER + WEEK, time(10), "vervallen"),
    ]
    assert not neem_wijziging_terug(activiteit=les, sleutel=sleutel, gebruiker=amina)


def test_terug_kan_niet_meer_als_er_iets_genoteerd_is(casa, amina):
    les, sleutel = maak_activiteit(casa), uuid4()
    gedaan = wijzig(les, amina, ingang=EEN_DECEMBER, begin=time(9), sleutel=sleutel)
    maak_bijeenkomst(gedaan.activiteit, EEN_DECEMBER, nieuw=3)

    with pytest.raises(NietMeerTerug):
        neem_wijziging_terug(activiteit=les, sleutel=sleutel, gebruiker=amina)

    assert Activiteit.objects.count() == 2


def test_een_andere_naam_vandaag_verandert_de_rij_zelf(casa, amina):
    les = maak_activiteit(casa)

    gedaan = wijzig(les, amina, naam="Taalcafé")

    assert list(Activiteit.objects.values_list("pk", "naam", "versie")) == [(les.pk, "Taalcafé", 2)]
    assert not gedaan.terug_te_nemen


def test_wie_met_een_oude_bladzijde_opslaat_overschrijft_niets(casa, amina):
    les = maak_activiteit(casa)
    wijzig(les, amina, naam="Taalcafé")

    with pytest.raises(ReeksGewijzigd) as fout:
        wijzig(les, amina, begin=time(9), versie=1)

    les.refresh_from_db()
    assert (les.naam, les.begin, les.versie) == ("Taalcafé", time(10), 2)
    assert fout.value.activiteit.naam == "Taalcafé"


def test_wie_dit_jaar_al_telde_telt_pas_vanaf_1_januari_anders(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)

    gedaan = wijzig(les, amina, telwijze="namen", naam="Taalcafé")

    reeksen = Activiteit.objects.order_by("van").values_list("naam", "telwijze", "van", "tot")
    assert list(reeksen) == [
        ("Taalcafé", "tellen", les.van, date(2026, 12, 31)),
        ("Taalcafé", "namen", date(2027, 1, 1), None),
    ]
    assert gedaan.tellen_vanaf == date(2027, 1, 1)
    assert not gedaan.terug_te_nemen


def test_wie_dit_jaar_nog_niets_telde_telt_meteen_anders(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, date(2025, 11, 18), nieuw=8)

    gedaan = wijzig(les, amina, telwijze="namen")

    assert gedaan.tellen_vanaf is None
    assert Activiteit.objects.get().telwijze == "namen"


def test_vanaf_een_dag_midden_in_een_jaar_telt_pas_vanaf_de_1_januari_erna_anders(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)

    gedaan = wijzig(les, amina, ingang=date(2027, 2, 16), telwijze="namen")

    assert gedaan.tellen_vanaf == date(2028, 1, 1)
    assert {(a.telwijze, a.is_op(date(2027, 11, 23))) for a in Activiteit.objects.all()} >= {("tellen", True)}
    assert not Activiteit.objects.filter(telwijze="namen", van__lt=date(2028, 1, 1)).exists()


def test_ook_wie_nog_niets_telde_telt_vanaf_een_dag_die_nog_komt_pas_op_1_januari_anders(casa, amina):
    les = maak_activiteit(casa)

    assert wijzig(les, amina, ingang=EEN_DECEMBER, telwijze="namen").tellen_vanaf == date(2027, 1, 1)


def test_een_wijziging_die_op_1_januari_ingaat_gaat_op_die_dag_in(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)

    assert wijzig(les, amina, ingang=date(2027, 1, 1), telwijze="namen").tellen_vanaf == date(2027, 1, 1)


def test_een_opvolger_van_dit_jaar_telt_ook_pas_vanaf_1_januari_anders(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)
    opvolger = wijzig(les, amina, weekdag=3).activiteit

    gedaan = wijzig(opvolger, amina, telwijze="namen")

    assert gedaan.tellen_vanaf == date(2027, 1, 1)


def test_wie_voor_1_januari_stopt_kan_niet_meer_anders_tellen(casa, amina):
    les = maak_activiteit(casa, tot=date(2026, 12, 22))
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)

    with pytest.raises(ValidationError, match="verandert op 1 januari"):
        wijzig(les, amina, telwijze="namen")

    assert Activiteit.objects.get().telwijze == "tellen"


def test_na_de_laatste_dag_verandert_er_niets_meer(casa, amina):
    les = maak_activiteit(casa, tot=EEN_DECEMBER)

    with pytest.raises(ValidationError, match="al gestopt"):
        wijzig(les, amina, ingang=EEN_DECEMBER + WEEK, begin=time(9))


def test_stoppen_haalt_verplaatste_keren_van_daarna_weg_en_terug_zet_ze_er_weer(casa, amina):
    les, sleutel = maak_activiteit(casa), uuid4()
    maak_bijeenkomst(les, EEN_DECEMBER, status="verplaatst", **NIET)
    vast = {"versie": 1, "sleutel": sleutel, "gebruiker": amina}

    assert stop_activiteit(activiteit=les, laatste_dag=DINSDAG, **vast) == 1
    assert stop_activiteit(activiteit=les, laatste_dag=DINSDAG, **vast) is None
    assert Bijeenkomst.objects.count() == 0

    neem_wijziging_terug(activiteit=les, sleutel=sleutel, gebruiker=amina)

    les.refresh_from_db()
    assert les.tot is None
    assert Bijeenkomst.objects.get().gepland == EEN_DECEMBER


def test_drie_weken_ziek_is_een_tik_en_in_een_tik_terug(casa, amina):
    les, sleutel = maak_activiteit(casa), uuid4()
    maak_bijeenkomst(les, DINSDAG, nieuw=3)
    verplaatst = maak_bijeenkomst(les, EEN_DECEMBER, status="verplaatst", **NIET)
    Bijeenkomst.objects.filter(pk=verplaatst.pk).update(dag=date(2026, 12, 3))
    Sluiting.objects.create(soort="dicht", naam="Dicht", van=date(2026, 12, 15), tot=date(2026, 12, 15))

    gedaan = even_niet(les, amina, DINSDAG, date(2026, 12, 22), sleutel)

    assert (gedaan.vervallen, gedaan.genoteerd) == (3, 1)
    vervallen = Bijeenkomst.objects.filter(status="vervallen").order_by("gepland")
    dagen = [EEN_DECEMBER, date(2026, 12, 8), date(2026, 12, 22)]
    assert [(keer.gepland, keer.reden) for keer in vervallen] == [(dag, "ziekte") for dag in dagen]

    assert neem_even_niet_terug(activiteit=les, sleutel=sleutel, gebruiker=amina)

    over = Bijeenkomst.objects.order_by("gepland").values_list("gepland", "dag", "status")
    assert list(over) == [(DINSDAG, DINSDAG, "genoteerd"), (EEN_DECEMBER, date(2026, 12, 3), "verplaatst")]


def test_een_tijdje_niet_kan_niet_terug_als_er_daarna_iets_veranderde(casa, amina):
    les, sleutel = maak_activiteit(casa), uuid4()
    even_niet(les, amina, EEN_DECEMBER, EEN_DECEMBER + WEEK, sleutel)
    Bijeenkomst.objects.filter(gepland=EEN_DECEMBER).update(versie=2)

    with pytest.raises(NietMeerTerug):
        neem_even_niet_terug(activiteit=les, sleutel=sleutel, gebruiker=amina)

    assert Bijeenkomst.objects.filter(status="vervallen").count() == 2


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        (EEN_DECEMBER, DINSDAG, "ligt voor de eerste dag"),
        (date(2026, 11, 25), date(2026, 11, 30), "niets meer op het rooster"),
        (DINSDAG, DINSDAG + timedelta(days=367), "langer dan een jaar"),
    ],
)
def test_een_tijdje_niet_vraagt_om_dagen_die_er_zijn(casa, amina, van, tot, zin):
    with pytest.raises(ValidationError, match=zin):
        even_niet(maak_activiteit(casa), amina, van, tot)

    assert Bijeenkomst.objects.count() == 0
