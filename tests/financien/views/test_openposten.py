"""What is open at suppliers on the screen: from the opening balance to an invoice that can be paid."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Inkoopfactuur
from financien.services.beginbalans import boek_beginbalans
from financien.services.boeken import keer_om
from financien.services.openposten import Openpost, zet_erbij, zonder_factuur
from kamers.models import Partner
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import leverancier

BLAD, NIEUW = reverse("financien:openposten"), reverse("financien:openpost_nieuw")


@pytest.fixture(autouse=True)
def dag(db, casa, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def schuld(chandra):
    bedragen = {rekening("1000"): Decimal("9000"), rekening("1500"): Decimal("5000")}
    return boek_beginbalans(jaar=2026, bedragen=bedragen, sleutel=uuid4(), gebruiker=chandra)


def invoer(**velden) -> dict:
    vast = {"sleutel": str(uuid4()), "nieuw": "Oude Stroom BV", "nummer": "OUD-1", "omschrijving": "Stroom november"}
    return vast | {"datum": "1-12-2025", "bedrag": "1.200,50"} | velden


def test_na_de_beginbalans_zegt_het_blad_wat_er_nog_geen_factuur_heeft(client, chandra):
    client.force_login(chandra)
    form = client.get(reverse("financien:beginbalans", args=[2026])).context["form"]
    velden = {"sleutel": form["sleutel"].value(), f"b{rekening('1500').pk}": "5.000,00"}

    gedaan = client.post(reverse("financien:beginbalans", args=[2026]), velden, follow=True)

    assert gedaan.redirect_chain == [(BLAD, 302)]
    assert "€\xa05.000,00 staat als schuld in de boeken zonder factuur" in gedaan.text
    assert NIEUW in gedaan.text


def test_een_factuur_erbij_staat_bij_haar_leverancier_en_kan_betaald_worden(client, chandra, schuld):
    client.force_login(chandra)

    gedaan = client.post(NIEUW, invoer(), follow=True)

    assert gedaan.redirect_chain == [(BLAD, 302)]
    factuur = Inkoopfactuur.objects.get()
    assert (factuur.vervaldatum, factuur.leverancier.naam) == (date(2025, 12, 31), "Oude Stroom BV")
    assert "Oude Stroom BV OUD-1 staat erbij. Je kunt hem nu betalen." in gedaan.text
    assert [(str(rij.partner), rij.open) for rij in gedaan.context["blad"]] == [
        ("None", Decimal("3799.50")), ("Oude Stroom BV", Decimal("1200.50")),
    ]  # fmt: skip
    assert (gedaan.context["samen"], gedaan.context["zonder"]) == (Decimal("5000.00"), Decimal("3799.50"))
    blad = client.get(reverse("financien:factuur", args=[factuur.pk]))
    assert "Stond al open bij het begin van de boeken" in blad.text
    assert "volgens de verdeelsleutel" not in blad.text
    assert (blad.context["kan"]["betalen"], blad.context["kan"]["wijzigen"]) == (True, False)
    assert BLAD in blad.text
    assert "OUD-1" in client.get(reverse("financien:klaarzetten", args=[2026])).text


def test_wat_niet_klopt_wordt_in_woorden_geweigerd_en_er_blijft_niets_ook_geen_leverancier(client, chandra, schuld):
    client.force_login(chandra)
    voor = Partner.objects.count()

    te_veel = client.post(NIEUW, invoer(bedrag="5.000,01"))

    assert te_veel.status_code == 422
    assert "Er staat nog €\xa05.000,00 zonder factuur." in te_veel.text
    assert 'value="5.000,01"' in te_veel.text  # what was typed is still there
    leeg = client.post(NIEUW, {"sleutel": str(uuid4())})
    assert leeg.status_code == 422
    for zin in ("Kies een leverancier, of vul de naam", "Vul het nummer in", "Schrijf op waarvoor", "meer is dan"):
        assert zin in leeg.text
    assert (Inkoopfactuur.objects.count(), Partner.objects.count(), zonder_factuur()) == (0, voor, Decimal("5000.00"))


def test_een_gebruikt_formulier_met_andere_inhoud_krijgt_een_nieuwe_sleutel(client, chandra, schuld):
    client.force_login(chandra)
    data = invoer()
    client.post(NIEUW, data)

    anders = client.post(NIEUW, data | {"bedrag": "1,00"})

    assert anders.status_code == 422
    assert "Dit formulier is al gebruikt voor factuur Oude Stroom BV OUD-1." in anders.text
    assert data["sleutel"] not in anders.text


def test_een_teruggedraaide_post_verander_je_niet_maar_zet_je_er_opnieuw_bij(client, chandra, schuld):
    inhoud = Openpost(leverancier(), "OUD-1", date(2025, 12, 1), date(2025, 12, 31), "Stroom", Decimal("10.00"))
    factuur = zet_erbij(inhoud, sleutel=uuid4(), gebruiker=chandra)
    stuk = factuur.akkoorden.get(soort="akkoord").boekstuk
    keer_om(stuk, datum=date(2026, 3, 20), reden="Fout", sleutel=uuid4(), gebruiker=chandra)
    client.force_login(chandra)

    blad = client.get(reverse("financien:factuur", args=[factuur.pk]))
    assert "Teruggedraaid: het bedrag staat weer zonder factuur open" in blad.text
    assert client.get(reverse("financien:factuur_wijzigen", args=[factuur.pk])).status_code == 404
    assert client.get(BLAD).context["zonder"] == Decimal("5000.00")


def test_alleen_wie_lonen_ziet_leest_het_en_alleen_de_penningmeester_zet_erbij(client, schuld, eva, bestuurslid):
    uitslag = {}
    for wie in (eva, bestuurslid, maak_gebruiker("Kas", Rol.KASCOMMISSIE), maak_gebruiker("Ac", Rol.ACCOUNTANT)):
        client.force_login(wie)
        uitslag[wie.naam] = (client.get(BLAD).status_code, client.get(NIEUW).status_code)

    assert uitslag == {"Eva": (403, 403), bestuurslid.naam: (200, 403), "Kas": (403, 403), "Ac": (200, 403)}
    client.force_login(bestuurslid)
    assert NIEUW not in client.get(BLAD).text


def test_er_staat_bij_dat_de_kascommissie_ziet_wat_erbij_komt_en_van_lonen_de_accountant(client, chandra, schuld):
    client.force_login(chandra)

    zin = "welke facturen je er zo bij zet. Gaat het over lonen, dan kijkt de accountant het na."
    assert f"De kascommissie ziet altijd {zin}" in client.get(NIEUW).text
