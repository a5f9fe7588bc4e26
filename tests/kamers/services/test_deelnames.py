"""Logging by names: who may be ticked, what is written, and what comes back."""

from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from kamers.models import Bijeenkomst, Deelname
from kamers.services import bijeenkomsten, tellen
from kamers.services.deelnames import namen_bij, opgelost
from kamers.services.keer import Keer
from kamers.services.regels import Botsing, Telfout
from tests.fabriek import maak_activiteit, maak_persoon, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG
from tests.kamers.deelnamefabriek import noteer, vul

pytestmark = pytest.mark.django_db


@pytest.fixture
def les(casa):
    return maak_activiteit(casa, telwijze="namen")


@pytest.fixture
def mensen(casa):
    """Three people with a pass."""
    return [maak_persoon(naam, casa, pasnummer=str(n)) for n, naam in enumerate(("Ali", "Bea", "Kofi"), start=10)]


def wie(rij):
    return sorted(Deelname.objects.filter(bijeenkomst=rij).values_list("persoon__voornaam", flat=True))


def test_noteren_op_naam_schrijft_wie_er_waren_en_hoeveel(les, amina, mensen, casa):
    rij = noteer(les, amina, vul(mensen, nieuw=2))

    assert wie(rij) == ["Ali", "Bea", "Kofi"]
    rij.refresh_from_db()
    assert (rij.op_naam, rij.deelnemers) == (3, 5)
    assert tellen.bereikt_per_kamer(2026)[casa.pk][les.soort_id] == 5


def test_dezelfde_sleutel_met_dezelfde_namen_verandert_niets(les, amina, mensen):
    sleutel = uuid4()
    rij = noteer(les, amina, vul(mensen), sleutel=sleutel)

    assert noteer(les, amina, vul(mensen), sleutel=sleutel).versie == rij.versie == 1
    with pytest.raises(Botsing):
        noteer(les, amina, vul(mensen[:2]), sleutel=sleutel)
    assert wie(rij) == ["Ali", "Bea", "Kofi"]


def test_wijzigen_laat_wie_blijft_op_de_eigen_rij_staan(les, amina, mensen):
    ali, bea, kofi = mensen
    rij = noteer(les, amina, vul([ali, bea]))
    eigen = Deelname.objects.get(persoon=ali).pk

    noteer(les, amina, vul([ali, kofi]), versie=1)

    assert wie(rij) == ["Ali", "Kofi"]
    assert Deelname.objects.get(persoon=ali).pk == eigen
    spoor = Deelname.pgh_event_model.objects.order_by("pgh_id").values_list("persoon__voornaam", "pgh_label")
    assert list(spoor) == [("Ali", "insert"), ("Bea", "insert"), ("Bea", "delete"), ("Kofi", "insert")]


def test_ongedaan_maken_zet_de_namen_van_daarvoor_terug_en_bewaart_alleen_nummers(les, amina, mensen, casa):
    ali, bea, kofi = mensen
    noteer(les, amina, vul([ali, bea]))
    sleutel = uuid4()
    rij = noteer(les, amina, vul([kofi], nieuw=1), versie=1, sleutel=sleutel)

    handeling = bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)

    rij.refresh_from_db()
    assert (wie(rij), rij.op_naam, rij.nieuw_soort) == (["Ali", "Bea"], 2, 0)
    assert (handeling.voor["namen"], handeling.na["namen"]) == ([ali.pk, bea.pk], [kofi.pk])
    assert "Kofi" not in str(list(Handeling.objects.values_list("voor", "na")))


def test_ongedaan_maken_van_de_eerste_keer_haalt_ook_de_namen_weg(les, amina, mensen, casa):
    sleutel = uuid4()
    noteer(les, amina, vul(mensen), sleutel=sleutel)

    bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert (Bijeenkomst.objects.count(), Deelname.objects.count()) == (0, 0)


def test_niet_doorgaan_haalt_de_namen_weg_en_ongedaan_zet_ze_terug(les, amina, mensen, casa):
    rij, sleutel = noteer(les, amina, vul(mensen)), uuid4()

    keer = Keer(les, DINSDAG)
    bijeenkomsten.laat_vervallen(keer=keer, reden="ziekte", versie=1, sleutel=sleutel, gebruiker=amina)
    rij.refresh_from_db()
    assert (rij.op_naam, wie(rij)) == (0, [])

    bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)
    rij.refresh_from_db()
    assert (rij.op_naam, wie(rij)) == (3, ["Ali", "Bea", "Kofi"])


def test_ongedaan_maken_na_het_samenvoegen_van_passen_zet_de_pas_van_nu_terug(les, amina, mensen, casa):
    ali, bea, kofi = mensen
    noteer(les, amina, vul([ali, bea]))
    sleutel = uuid4()
    rij = noteer(les, amina, vul([bea]), versie=1, sleutel=sleutel)
    ali.opgegaan_in = kofi
    ali.save()

    bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)

    rij.refresh_from_db()
    assert (wie(rij), rij.op_naam) == (["Bea", "Kofi"], 2)


def test_een_samengevoegde_pas_op_een_kaart_die_nog_openstond_telt_als_de_pas_van_nu(les, amina, mensen):
    ali, bea, kofi = mensen
    ali.opgegaan_in = bea
    ali.save()
    bea.opgegaan_in = kofi
    bea.save()

    assert opgelost({ali.pk, bea.pk, kofi.pk}) == {kofi.pk}
    rij = noteer(les, amina, vul([ali, kofi]))
    assert (wie(rij), rij.op_naam) == (["Kofi"], 1)


def test_wie_helpt_is_niet_ook_deelnemer(les, amina, casa, mensen):
    fatima = maak_vrijwilliger("Fatima", casa).persoon

    with pytest.raises(Telfout, match=r"Fatima helpt deze keer al\. Kies een van de twee\.") as fout:
        noteer(les, amina, vul([fatima, mensen[0]], personen=[fatima]))

    assert fout.value.veld == "namen"
    assert Bijeenkomst.objects.count() == 0


def test_wie_deelnam_wordt_bij_een_wijziging_niet_ook_helper(les, amina, casa, mensen):
    fatima, wouter = (maak_vrijwilliger(naam, casa).persoon for naam in ("Fatima", "Wouter"))
    noteer(les, amina, vul([fatima, wouter]))

    zin = r"Fatima en Wouter helpen deze keer al\. Kies bij ieder een van de twee\."
    with pytest.raises(Telfout, match=zin):
        noteer(les, amina, vul([fatima, wouter], personen=[fatima, wouter]), versie=1)

    rij = noteer(les, amina, vul([wouter], personen=[fatima]), versie=1)
    assert (wie(rij), [i.persoon for i in rij.inzet.all()]) == (["Wouter"], [fatima])


def test_van_een_andere_kamer_of_vergeten_is_niet_te_kiezen(les, amina, multibron, casa, mensen):
    vreemd = maak_persoon("Vera", multibron)
    weg = maak_persoon("", casa, vergeten_op=DINSDAG)

    for persoon in (vreemd, weg):
        with pytest.raises(Telfout, match="Een van deze passen is niet meer van deze kamer"):
            noteer(les, amina, vul([persoon, mensen[0]]))


def test_wie_er_al_bij_stond_en_vergeten_is_blijft_meetellen_bij_een_wijziging(les, amina, mensen):
    ali = mensen[0]
    rij = noteer(les, amina, vul(mensen))
    ali.voornaam = ali.pasnummer = ""
    ali.vergeten_op = DINSDAG
    ali.save()

    noteer(les, amina, vul(mensen, nieuw=1), versie=1)

    rij.refresh_from_db()
    assert (rij.op_naam, rij.deelnemers, ali.pk in namen_bij(rij)) == (3, 4, True)
