"""Sources of the financing plan: new, renamed, gone; never in a settled version."""

from decimal import Decimal

import pytest

from buurtwerkkamer.versiecellen import VersieFout
from financien.models import Financieringsbron, Financieringsregel
from financien.services.bronnen import bewaar_bron, merk_van, verwijder_bron
from financien.services.versies import leg_versie_vast
from tests.fabriek import maak_partner

PAD = "/financien/begroting/2018/bronnen/"
NIEUW = {"naam": "Fonds Zuidoost", "tekst": "Fonds Zuidoost", "soort": "fonds", "partner": ""}


@pytest.fixture
def ingelogd(client, chandra, aanbod):
    client.force_login(chandra)
    return client


def test_een_nieuwe_bron_komt_onderaan(ingelogd, aanbod):
    ingelogd.post(f"{PAD}nieuw/", NIEUW)

    assert list(Financieringsbron.objects.filter(versie=aanbod).values_list("naam", flat=True))[-2:] == [
        "Startsubsidie",
        "Fonds Zuidoost",
    ]


def test_een_bron_die_er_al_staat_wordt_geweigerd(ingelogd):
    antwoord = ingelogd.post(f"{PAD}nieuw/", {**NIEUW, "naam": "Ymere"})

    assert antwoord.status_code == 422
    assert "Deze bron staat al in het financieringsplan." in antwoord.content.decode()
    assert Financieringsbron.objects.count() == 10


def test_een_bron_zonder_naam_wordt_geweigerd_en_de_rest_staat_er_nog(ingelogd):
    inhoud = ingelogd.post(f"{PAD}nieuw/", {**NIEUW, "naam": ""}).content.decode()

    assert "Vul de naam van de bron in." in inhoud
    assert 'value="Fonds Zuidoost"' in inhoud


def test_een_bron_krijgt_een_andere_naam_en_houdt_haar_bedragen(ingelogd):
    bron = Financieringsbron.objects.get(naam="Ymere")

    velden = {**NIEUW, "naam": "Ymere Zuidoost", "soort": "woningcorporatie", "gezien": merk_van(bron)}
    ingelogd.post(f"{PAD}{bron.pk}/", velden)

    bron.refresh_from_db()
    assert (bron.naam, bron.regels.totaal()) == ("Ymere Zuidoost", Decimal(20000))


def test_een_bron_met_bedragen_gaat_niet_weg_en_zonder_bedragen_wel(ingelogd):
    bron = Financieringsbron.objects.get(naam="Ymere")
    antwoord = ingelogd.post(f"{PAD}{bron.pk}/weg/", follow=True)
    assert "Bij deze bron staan nog bedragen. Maak die eerst leeg." in antwoord.content.decode()
    assert Financieringsbron.objects.filter(pk=bron.pk).exists()

    Financieringsregel.objects.filter(bron=bron).update(bedrag=0)
    ingelogd.post(f"{PAD}{bron.pk}/weg/")
    assert not Financieringsbron.objects.filter(pk=bron.pk).exists()


def test_een_vaste_versie_weigert_elke_verandering_aan_haar_bronnen(ingelogd, aanbod):
    bron = Financieringsbron.objects.get(naam="Ymere")
    leg_versie_vast(versie=aanbod)
    zin = "Deze versie ligt vast. Maak eerst een nieuwe versie."

    for pad, velden in ((f"{PAD}nieuw/", NIEUW), (f"{PAD}{bron.pk}/", NIEUW), (f"{PAD}{bron.pk}/weg/", {})):
        assert zin in ingelogd.post(pad, velden, follow=True).content.decode()

    assert Financieringsbron.objects.count() == 10
    bron.refresh_from_db()
    assert bron.naam == "Ymere"


@pytest.mark.parametrize("pk", ["0", "99999999999999999999"])
def test_een_bron_die_er_niet_is_geeft_404(ingelogd, pk):
    assert ingelogd.get(f"{PAD}{pk}/").status_code == 404


EERST = "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op."


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("naam", "Fonds Noord"), ("tekst", "Op papier"), ("soort", "fonds"), ("raming", True), ("partner", "ymere")],
)
def test_wie_een_oude_bladzijde_bewaart_overschrijft_niets_en_houdt_wat_getypt_is(ingelogd, veld, waarde):
    bron = Financieringsbron.objects.get(naam="Ymere")
    gezien = ingelogd.get(f"{PAD}{bron.pk}/").context["form"]["gezien"].value()
    waarde = maak_partner("ymere", "Ymere", "woningcorporatie") if veld == "partner" else waarde
    setattr(bron, veld, waarde)
    bron.save()

    getypt = {"naam": "Ymere Zuid", "tekst": "Ymere in Zuid", "soort": "woningcorporatie", "gezien": gezien}
    antwoord = ingelogd.post(f"{PAD}{bron.pk}/", getypt)

    inhoud = antwoord.content.decode()
    assert (antwoord.status_code, EERST in inhoud, f"Nu staat er: {bron.naam}, op papier {bron.tekst}, " in inhoud) == (
        422,
        True,
        True,
    )
    assert 'value="Ymere Zuid"' in inhoud
    nu = Financieringsbron.objects.get(pk=bron.pk)
    assert (getattr(nu, veld), nu.naam == "Ymere Zuid") == (waarde, False)

    getypt["gezien"] = antwoord.context["form"]["gezien"].value()
    assert ingelogd.post(f"{PAD}{bron.pk}/", getypt).status_code == 302
    nu.refresh_from_db()
    assert (nu.naam, nu.tekst) == ("Ymere Zuid", "Ymere in Zuid")


def test_een_oude_bladzijde_zonder_merk_wordt_ook_geweigerd(ingelogd):
    bron = Financieringsbron.objects.get(naam="Ymere")

    antwoord = ingelogd.post(f"{PAD}{bron.pk}/", {**NIEUW, "naam": "Anders"})

    assert (antwoord.status_code, EERST in antwoord.content.decode()) == (422, True)
    bron.refresh_from_db()
    assert bron.naam == "Ymere"


def test_wat_net_weggehaald_is_komt_niet_terug_door_een_oude_bladzijde(aanbod):
    bron = Financieringsbron.objects.get(naam="Ymere")
    Financieringsregel.objects.filter(bron=bron).update(bedrag=0)
    oud = Financieringsbron.objects.get(pk=bron.pk)
    verwijder_bron(bron=bron)

    with pytest.raises(VersieFout, match="Iemand anders haalde deze bron net weg"):
        bewaar_bron(bron=oud, versie=aanbod, gezien=merk_van(oud))

    assert not Financieringsbron.objects.filter(naam="Ymere").exists()
