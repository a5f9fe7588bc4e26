"""Taking back what was logged, cancelled or moved: what stood there before comes back, once, and nobody loses hours."""

from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from kamers.models import Activiteit, Bijeenkomst, Inzet
from kamers.services import bijeenkomsten
from kamers.services.keer import Activiteitgegevens, Keer
from kamers.services.regels import Botsing
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_soort, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, noteer, uren_bij, vul

pytestmark = pytest.mark.django_db


@pytest.fixture
def les(casa):
    """A language lesson with 47 people counted this year."""
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=47)
    return les


@pytest.fixture
def fatima_helpt(casa):
    return maak_vrijwilliger("Fatima", casa).persoon


@pytest.fixture
def wouter(casa):
    return maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)


def test_toch_doorgegaan_en_dat_ongedaan_maken_houdt_de_reden_en_bewaart_geen_tekst(les, amina, casa):
    keer, sleutel = Keer(les, DINSDAG), uuid4()
    rij = bijeenkomsten.laat_vervallen(keer=keer, reden="ziekte", versie=0, sleutel=uuid4(), gebruiker=amina)
    noteer(les, amina, versie=rij.versie, sleutel=sleutel)

    ongedaan(casa, sleutel, amina)

    rij.refresh_from_db()
    assert (rij.status, rij.reden, rij.kwamen_al) == ("vervallen", "ziekte", None)
    assert "ziekte" not in str(list(Handeling.objects.values_list("voor", "na")))


def ongedaan(kamer, sleutel, gebruiker):
    return bijeenkomsten.maak_ongedaan(kamer=kamer, sleutel=sleutel, gebruiker=gebruiker)


def test_ongedaan_maken_haalt_de_les_weer_weg_en_laat_een_spoor_na(les, amina, casa):
    sleutel = uuid4()
    pk = noteer(les, amina, sleutel=sleutel).pk

    assert ongedaan(casa, sleutel, amina).na["kwamen_al"] == 9

    assert not Bijeenkomst.objects.filter(pk=pk).exists()
    spoor = Bijeenkomst.pgh_event_model.objects.filter(pgh_obj_id=pk).values_list("pgh_label", flat=True)
    assert list(spoor.order_by("pgh_id")) == ["insert", "delete"]


def test_ongedaan_maken_van_een_wijziging_zet_de_oude_cijfers_en_uren_terug(les, amina, casa, fatima_helpt):
    ronald, sleutel = maak_vrijwilliger("Ronald", casa).persoon, uuid4()
    rij = noteer(les, amina, vul(9, 3, 2, [fatima_helpt]))
    noteer(les, amina, vul(5, 0, 0, [ronald], uren="1"), versie=1, sleutel=sleutel)

    ongedaan(casa, sleutel, amina)

    rij.refresh_from_db()
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (9, 3, 2)
    assert uren_bij(rij) == {"Fatima": Decimal(2)}
    assert rij.versie == 3


def test_twee_keer_ongedaan_maken_doet_het_een_keer(les, amina, casa):
    sleutel = uuid4()
    noteer(les, amina, sleutel=sleutel)
    ongedaan(casa, sleutel, amina)
    opnieuw = noteer(les, amina)

    assert ongedaan(casa, sleutel, amina) is None
    assert Bijeenkomst.objects.get(dag=DINSDAG) == opnieuw
    assert opnieuw.versie == 2


def test_ongedaan_maken_nadat_iemand_anders_het_aanpaste_doet_niets(les, amina, wouter, casa):
    sleutel = uuid4()
    noteer(les, amina, sleutel=sleutel)
    noteer(les, wouter, vul(7, 0), versie=1)

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Bijeenkomst.objects.get(dag=DINSDAG).kwamen_al == 7


def test_ongedaan_maken_nadat_een_vrijwilliger_uren_meldde_doet_niets(les, amina, casa, fatima_helpt):
    sleutel = uuid4()
    rij = noteer(les, amina, vul(personen=[fatima_helpt]), sleutel=sleutel)
    Inzet.objects.update(gemeld_uren=2, gemeld_op=rij.genoteerd_op + timedelta(minutes=1))

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Inzet.objects.get().gemeld_uren == 2


def test_wie_er_bij_een_wijziging_bij_kwam_en_uren_meldde_verdwijnt_niet_door_ongedaan_maken(les, amina, casa):
    sleutel, kofi = uuid4(), maak_vrijwilliger("Kofi", casa).persoon
    eerst = noteer(les, amina)
    rij = noteer(les, amina, vul(personen=[kofi]), versie=eerst.versie, sleutel=sleutel)
    Inzet.objects.update(gemeld_uren=2, gemeld_op=rij.genoteerd_op + timedelta(minutes=1))

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Inzet.objects.get().gemeld_uren == 2
    assert Handeling.objects.get(pk=sleutel).ongedaan_op is None


def test_ongedaan_maken_zet_geen_uren_terug_waar_iemand_minder_meldde(les, amina, casa, fatima_helpt):
    sleutel = uuid4()
    eerst = noteer(les, amina, vul(personen=[fatima_helpt], uren="4"))
    rij = noteer(
        les, amina, vul(personen=[fatima_helpt], uren="2", voor_allen=True), versie=eerst.versie, sleutel=sleutel
    )
    Inzet.objects.update(uren=1, gemeld_uren=1, gemeld_op=rij.genoteerd_op + timedelta(minutes=1))

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Inzet.objects.get().uren == 1


def test_een_ander_maakt_jouw_handeling_niet_ongedaan(les, amina, wouter, casa):
    sleutel = uuid4()
    noteer(les, amina, sleutel=sleutel)

    assert ongedaan(casa, sleutel, wouter) is None
    assert Bijeenkomst.objects.filter(dag=DINSDAG).exists()


def los(casa, amina, sleutel):
    gegevens = Activiteitgegevens("Kerstlunch", maak_soort("P1", "Ontmoeting"), time(12), time(14))
    vast = {"sleutel": sleutel, "gebruiker": amina, "vandaag": DINSDAG}
    return bijeenkomsten.noteer_los(kamer=casa, dag=DINSDAG, gegevens=gegevens, invulling=vul(0, 20), **vast)


def test_een_losse_activiteit_is_met_een_dubbele_tik_nog_steeds_een(casa, amina):
    sleutel = uuid4()

    assert los(casa, amina, sleutel) == los(casa, amina, sleutel)

    rij = Activiteit.objects.get()
    assert (rij.naam, rij.herhaling, rij.van, rij.tot) == ("Kerstlunch", "eenmalig", DINSDAG, DINSDAG)


def test_een_losse_activiteit_ongedaan_maken_haalt_ook_de_activiteit_weg(casa, amina):
    sleutel = uuid4()
    los(casa, amina, sleutel)

    ongedaan(casa, sleutel, amina)

    assert Activiteit.objects.count() == 0
    assert ongedaan(casa, sleutel, amina) is None


def zet_terug(les, gebruiker, versie=1, sleutel=None):
    vast = {"sleutel": sleutel or uuid4(), "gebruiker": gebruiker, "vandaag": DINSDAG}
    bijeenkomsten.herstel_planning(keer=Keer(les, DINSDAG), versie=versie, **vast)


def verplaats(les, gebruiker, dag, versie=0):
    vast = {"begin": time(14), "eind": time(16), "versie": versie, "sleutel": uuid4(), "gebruiker": gebruiker}
    return bijeenkomsten.verplaats(keer=Keer(les, DINSDAG), dag=dag, **vast)


def test_een_verplaatste_les_teruggezet_is_weer_een_les_van_het_rooster(les, amina, wouter):
    verplaats(les, amina, DINSDAG + WEEK)

    zet_terug(les, wouter)

    assert not Bijeenkomst.objects.filter(activiteit=les, gepland=DINSDAG).exists()
    handeling = Handeling.objects.get(soort="zet_terug")
    assert (handeling.gebruiker, handeling.voor["dag"], handeling.na) == (wouter, "2026-12-01", None)
    assert verplaats(les, amina, DINSDAG + WEEK).versie == 2  # the numbers go on: an old form does not fit


def test_een_vervallen_les_van_een_komende_dag_staat_na_terugzetten_weer_op_het_rooster(les, amina):
    verplaats(les, amina, DINSDAG + WEEK)
    vast = {"reden": "feestdag", "versie": 1, "sleutel": uuid4(), "gebruiker": amina}
    bijeenkomsten.laat_vervallen(keer=Keer(les, DINSDAG), **vast)

    zet_terug(les, amina, versie=2)

    assert not Bijeenkomst.objects.filter(activiteit=les, gepland=DINSDAG).exists()


def test_wat_genoteerd_is_of_vandaag_is_wordt_niet_teruggezet(les, amina):
    noteer(les, amina)
    with pytest.raises(Botsing):
        zet_terug(les, amina)

    ander = maak_activiteit(les.kamer, "Inloop", soort=les.soort)
    verplaats(ander, amina, DINSDAG)
    with pytest.raises(Botsing):
        zet_terug(ander, amina)
    assert Bijeenkomst.objects.filter(gepland=DINSDAG).count() == 2
