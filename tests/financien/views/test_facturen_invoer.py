"""The form of an invoice forgets nothing: what was typed stays, and the same form twice is one invoice."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buurtwerkkamer.bewijs import keur_bewijs
from financien.models import Inkoopfactuur
from financien.services.akkoorden import zeg_gezien
from financien.services.factuurstand import Stand, een
from kamers.models import Partner
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import adres, deel, invoer, maak_factuur, maak_geboekt


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa), scan=keur_bewijs(maak_pdf(), "nota.pdf"))


def test_een_nieuwe_factuur_met_scan_en_twee_regels(client, casa, chandra):
    client.force_login(chandra)
    bestand = SimpleUploadedFile("foto.exe", maak_pdf(), "text/html")
    gegevens = invoer(casa)

    eerste = client.post(adres("factuur_nieuw", 2026), gegevens | {"scan": bestand}, follow=True)
    client.post(adres("factuur_nieuw", 2026), gegevens)  # the back button, and send again

    factuur = Inkoopfactuur.objects.get()
    assert "De factuur is ingevoerd. Nu wacht hij op akkoord." in eerste.text
    assert (factuur.nummer, factuur.btw, factuur.vervaldatum) == ("F-77", Decimal("21.00"), date(2026, 4, 9))
    assert list(factuur.regels.values_list("rekening__nummer", "kamer", "bedrag")) == [
        ("4120", casa.pk, Decimal("1121.50")),
        ("4210", None, Decimal("8.50")),
    ]
    assert factuur.scan.naam == "foto.pdf"


@pytest.mark.parametrize(
    "ander",
    [
        {"nummer": "F-78"},
        {"datum": "11-3-2026"},
        {"vervaldatum": "1-5-2026"},
        {"btw": ""},
        {"omschrijving": "Gas"},
        {"r1-bedrag": "1.121,51"},
        {"r2-rekening": "", "r2-kamer": "", "r2-bedrag": ""},
    ],
)
def test_een_tweede_factuur_op_een_gebruikt_formulier_gaat_niet_verloren(client, casa, chandra, ander):
    client.force_login(chandra)
    eerste = invoer(casa)
    client.post(adres("factuur_nieuw", 2026), eerste)
    tweede = eerste | {"nummer": "F-78"} | ander  # the back button, and typed over

    geweigerd = client.post(adres("factuur_nieuw", 2026), eerste | ander)
    vers = geweigerd.context["form"].kop["sleutel"].value()

    assert geweigerd.status_code == 422
    assert "Dit formulier is al gebruikt voor factuur Stroom BV F-77." in geweigerd.text
    assert f'value="{vers}"' in geweigerd.text
    assert f'value="{eerste["sleutel"]}"' not in geweigerd.text
    assert f'value="{(eerste | ander)["omschrijving"]}"' in geweigerd.text
    assert Inkoopfactuur.objects.count() == 1
    assert client.post(adres("factuur_nieuw", 2026), tweede | {"sleutel": vers}).status_code == 302
    assert set(Inkoopfactuur.objects.values_list("nummer", flat=True)) == {"F-77", "F-78"}


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"r1-bedrag": "12.50"}, "Vul een bedrag in met een komma"),
        ({"r1-bedrag": "-5"}, "Vul een bedrag in dat meer is dan"),
        ({"r1-kamer": ""}, "Kies een kamer, of alle kamers samen."),
        ({"r1-kamer": "99999999"}, "99999999 staat niet in de lijst. Kies iets anders."),
        ({"r1-rekening": ""}, "Kies welke kosten het zijn."),
        ({"leverancier": ""}, "Kies een leverancier, of vul de naam van een nieuwe in."),
        ({"nummer": ""}, "Vul het nummer in dat op de factuur staat."),
        ({"btw": "2000"}, "De btw is hoger dan het totaal van de regels."),
        ({"datum": "10-3-2024"}, "Boekjaar 2024 bestaat nog niet"),
        ({"datum": "10-3-2027"}, "Deze dag moet nog komen"),
    ],
)
def test_wat_niet_klopt_wordt_gezegd_en_wat_getypt_is_staat_er_nog(client, casa, chandra, fout, zin):
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_nieuw", 2026), invoer(casa) | {"omschrijving": "Stroom oktober"} | fout)

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert 'value="Stroom oktober"' in antwoord.text
    assert Inkoopfactuur.objects.count() == 0


def test_zoals_de_vorige_keer_vult_kosten_en_kamer_in_en_geen_bedrag_en_bewaart_niets(client, casa, chandra, factuur):
    client.force_login(chandra)

    antwoord = client.post(
        adres("factuur_nieuw", 2026), {"leverancier": factuur.leverancier_id, "vorige": "1", "sleutel": str(uuid4())}
    )

    eerste = antwoord.context["form"].regels[0]
    assert [eerste[naam].value() for naam in ("rekening", "kamer", "bedrag")] == [
        rekening("4120").pk,
        casa.pk,
        None,
    ]
    assert f'<option value="{rekening("4120").pk}" selected>' in antwoord.text
    assert (antwoord.status_code, Inkoopfactuur.objects.count()) == (200, 1)


def test_meer_regels_bewaart_niets_en_vergeet_niets(client, casa, chandra):
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_nieuw", 2026), invoer(casa) | {"meer": "1"})

    assert len(antwoord.context["form"].regels) == 6
    assert 'value="1.121,50"' in antwoord.text
    assert Inkoopfactuur.objects.count() == 0


def test_een_nieuwe_leverancier_komt_er_een_keer_bij(client, casa, chandra):
    client.force_login(chandra)
    for nummer in ("1", "2"):
        client.post(adres("factuur_nieuw", 2026), invoer(casa, leverancier="", nieuw=" De  Klusser ", nummer=nummer))

    assert list(Partner.objects.filter(naam="De Klusser").values_list("code", "soort")) == [
        ("de-klusser", "leverancier")
    ]
    assert Inkoopfactuur.objects.count() == 2


def test_verbeteren_vraagt_het_akkoord_opnieuw(client, factuur, eva, chandra, casa):
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    client.force_login(chandra)
    blad = client.get(adres("factuur_wijzigen", factuur.pk))
    assert "Wie al akkoord was, krijgt de factuur opnieuw." in blad.text
    assert 'value="121"' in blad.text

    client.post(adres("factuur_wijzigen", factuur.pk), invoer(casa, ronde="1"))
    oud = client.post(adres("factuur_wijzigen", factuur.pk), invoer(casa, ronde="1", omschrijving="Te laat"))

    nu = een(factuur)
    assert (nu.stand, nu.factuur.ronde, nu.totaal) == (Stand.INGEVOERD, 2, Decimal("1130.00"))
    assert nu.factuur.scan == factuur.scan  # no new scan: the old one stays
    assert (oud.status_code, "net veranderd" in oud.text) == (422, True)


def test_een_creditnota_wordt_zonder_min_ingevuld_en_staat_er_bij_verbeteren_weer_zo(client, chandra, eva, casa):
    heen = maak_geboekt(chandra, eva, deel("4120", "121.00", casa))
    client.force_login(chandra)
    velden = {"credit": "on", "credit_van": heen.pk, "btw": "3,47", "r1-bedrag": "20,-", "r2-bedrag": "0,50"}

    client.post(adres("factuur_nieuw", 2026), invoer(casa, **velden))

    nota = Inkoopfactuur.objects.get(nummer="F-77")
    assert (nota.credit, nota.credit_van, nota.btw) == (True, heen, Decimal("-3.47"))
    assert list(nota.regels.values_list("bedrag", flat=True)) == [Decimal("-20.00"), Decimal("-0.50")]
    blad = client.get(adres("factuur", nota.pk)).text
    assert "€\N{NO-BREAK SPACE}−20,50" in blad
    assert "creditnota, van factuur" in blad
    wijzig = client.get(adres("factuur_wijzigen", nota.pk)).context["form"]
    assert [regel["bedrag"].value() for regel in wijzig.regels[:2]] == ["20", "0,50"]
    assert (wijzig.kop["btw"].value(), wijzig.kop["credit"].value()) == ("3,47", True)


def test_een_lege_factuur_zegt_ook_dat_er_een_regel_ontbreekt(client, chandra):
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_nieuw", 2026), {"sleutel": str(uuid4()), "aantal": "3"})

    assert antwoord.status_code == 422
    assert "Vul minstens één regel in." in antwoord.text
    assert "Vul het nummer in dat op de factuur staat." in antwoord.text
    assert Inkoopfactuur.objects.count() == 0
