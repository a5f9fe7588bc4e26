"""The grid after saving: taken back, saved by someone else meanwhile, or settled."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.services.versies import leg_versie_vast, nieuw_jaar
from tests.fabriek import maak_gebruiker
from tests.financien.rasterfabriek import URL, bedrag, cel, getallen, velden


@pytest.fixture
def ingelogd(client, chandra, aanbod):
    client.force_login(chandra)
    return client


def test_twee_keer_op_opslaan_is_een_keer(ingelogd, aanbod, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})

    ingelogd.post(URL, inhoud)
    antwoord = ingelogd.post(URL, inhoud, follow=True)

    assert "1 wijziging opgeslagen." in antwoord.content.decode()
    aanbod.refresh_from_db()
    assert (aanbod.bewerking, Handeling.objects.count(), bedrag("M1", casa)) == (1, 1, Decimal(36000))


def ongedaan(client, sleutel, volgnummer=1):
    return client.post(f"{URL}versies/{volgnummer}/ongedaan/{sleutel}/", follow=True)


def test_opslaan_is_ongedaan_te_maken_en_dan_staat_alles_er_weer(ingelogd, casa, multibron):
    for bedragen in ({cel("F3", kamer): "" for kamer in (casa, multibron)}, {f"p-bewoner-{casa.pk}": "45"}):
        inhoud = velden(ingelogd, **bedragen)
        antwoord = ingelogd.post(URL, inhoud, follow=True)
        assert f'action="{URL}versies/1/ongedaan/{inhoud["sleutel"]}/"' in antwoord.text

        assert "Ongedaan gemaakt." in ongedaan(ingelogd, inhoud["sleutel"]).text

    regel = Begrotingsregel.objects.get(post__code="F3", kamer=casa)
    assert (regel.bedrag, regel.basis, regel.basis_eenheid) == (Decimal(3000), Decimal(250), "euro per maand")
    assert Tijdsraming.objects.get(wie="bewoner", kamer=casa).personen == 40
    assert getallen(ingelogd.get(URL).context["verschil"]) == ["−680", "+416", "−156", "+376", "−44"]


def test_een_post_die_overal_leeg_was_krijgt_haar_basis_uit_een_ander_jaar_terug(
    ingelogd, casa, multibron, handreiking, kg
):
    nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28))
    inhoud = velden(ingelogd, **{cel("F3", kamer): "" for kamer in (casa, multibron, handreiking, kg)})
    ingelogd.post(URL, inhoud)

    ongedaan(ingelogd, inhoud["sleutel"])

    regels = Begrotingsregel.objects.filter(versie__jaar__jaar=2018, post__code="F3")
    assert {(r.bedrag, r.basis, r.basis_eenheid) for r in regels} == {(Decimal(3000), Decimal(250), "euro per maand")}
    assert regels.count() == 4


def test_een_bron_die_intussen_weg_is_krijgt_geen_bedragen_terug(ingelogd, aanbod, casa, multibron, handreiking, kg):
    bron = aanbod.financieringsbronnen.get(naam="Gemeente")
    alle = [f"f-{bron.pk}-{kamer.pk}" for kamer in (casa, multibron, handreiking, kg)]
    inhoud = velden(ingelogd, **dict.fromkeys(alle, ""))
    ingelogd.post(URL, inhoud)
    bron.delete()

    antwoord = ongedaan(ingelogd, inhoud["sleutel"])

    assert "Daarna is hier nog iets veranderd. Er is niets teruggezet." in antwoord.text
    assert not Financieringsregel.objects.filter(bron=bron.pk).exists()


def test_in_een_vaste_versie_wordt_niets_teruggenomen(ingelogd, aanbod, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})
    ingelogd.post(URL, inhoud)
    leg_versie_vast(versie=aanbod)

    assert "Deze versie is intussen vastgelegd. Er is niets teruggezet." in ongedaan(ingelogd, inhoud["sleutel"]).text
    assert bedrag("M1", casa) == Decimal(36000)


def test_wie_niets_mag_wijzigen_maakt_niets_ongedaan(ingelogd, eva, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})
    ingelogd.post(URL, inhoud)
    ingelogd.force_login(eva)

    assert ongedaan(ingelogd, inhoud["sleutel"]).status_code == 403
    assert bedrag("M1", casa) == Decimal(36000)


def test_twee_penningmeesters_tegelijk_zien_beide_cijfers_en_niets_gaat_verloren(ingelogd, casa, multibron, kg):
    mijn = velden(ingelogd, **{cel("M1", casa): "36.000", cel("M1", kg): "30.000"})
    ingelogd.force_login(maak_gebruiker("Diana", Rol.PENNINGMEESTER))
    ingelogd.post(URL, velden(ingelogd, **{cel("M1", casa): "37.000", cel("M1", multibron): "38.000"}))

    antwoord = ingelogd.post(URL, mijn)

    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Diana heeft dit net ook aangepast. Kijk welke cijfers kloppen." in inhoud
    assert "was 35.460, nu 37.000; jij typte 36.000" in inhoud
    assert f'id="{cel("M1", casa)}" value="36.000"' in inhoud
    assert "opgeslagen: 37.000" in inhoud
    assert f'id="{cel("M1", multibron)}" value="38.000"' in inhoud  # left alone by me, so the other's
    assert [bedrag("M1", kamer) for kamer in (casa, multibron, kg)] == [Decimal(37000), Decimal(38000), Decimal(35460)]

    ingelogd.post(URL, {**mijn, cel("M1", multibron): "38.000", "gezien": 1, "sleutel": str(uuid4())})
    assert [bedrag("M1", kamer) for kamer in (casa, multibron, kg)] == [Decimal(36000), Decimal(38000), Decimal(30000)]


def test_een_versie_die_intussen_vastligt_neemt_niets_meer_aan(ingelogd, aanbod, casa):
    inhoud = velden(ingelogd, **{cel("M1", casa): "36.000"})
    leg_versie_vast(versie=aanbod)

    antwoord = ingelogd.post(URL, inhoud)

    assert "Deze versie is intussen vastgelegd. Wat je typte is niet opgeslagen." in antwoord.content.decode()
    assert f'id="{cel("M1", casa)}" value="36.000"' in antwoord.content.decode()
    assert bedrag("M1", casa) == Decimal(35460)
