"""What nobody explained waits on the first screen of who explains it, and as a number in the menu, until it is done."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from financien.models import Afwijking, Begrotingsregel, Kostenpost
from tests.fabriek import maak_versie
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel

REALISATIE = reverse("financien:realisatie", args=[2026])
ZIN = "verschil met de begroting van 2026"


@pytest.fixture(autouse=True)
def te_duur(db, casa, multibron, chandra, time_machine):
    """1.200,00 of rent in 2026, of which 300,00 instead of 200,00 was spent up to February."""
    time_machine.move_to("2026-03-20 10:00", tick=False)
    post = Kostenpost.objects.create(code="F1", soort="fysiek", naam="Huur", tekst="Huur", volgorde=1)
    begin_bank(2026)
    Begrotingsregel.objects.create(versie=maak_versie(2026), kamer=casa, post=post, bedrag=Decimal(1200))
    maak_boekstuk(chandra, regel("4110", "1000", "300.00", casa), datum=date(2026, 2, 10))


def eerste(client, gebruiker):
    client.force_login(gebruiker)
    return client.get("/", follow=True)


def in_het_menu(antwoord, label="Begroting") -> int:
    return {r.label: r.aantal for r in antwoord.context["menu"]}.get(label, 0)


def test_penningmeester_en_coach_zien_het_op_hun_eerste_scherm_en_in_het_menu(client, chandra, eva):
    for wie in (chandra, eva):
        scherm = eerste(client, wie)
        assert f"<b>1</b> {ZIN}" in " ".join(scherm.text.split())
        assert f'href="{REALISATIE}"' in scherm.text
        assert in_het_menu(scherm) == 1
        assert in_het_menu(client.get(reverse("financien:liquiditeit"))) == 1


def test_wie_het_niet_uitlegt_ziet_het_niet(client, amina, bestuurslid):
    for wie in (amina, bestuurslid):
        scherm = eerste(client, wie)
        assert scherm.status_code == 200
        assert ZIN not in scherm.text
        assert in_het_menu(scherm) == 0


def test_uitgelegd_is_overal_weg(client, chandra):
    assert in_het_menu(eerste(client, chandra)) == 1
    adres = reverse("financien:uitleg", args=[2026, "cjm", "f1"])

    daarna = client.post(f"{adres}?maand=2", {"tekst": "De huur is voor drie maanden betaald."}, follow=True)

    assert Afwijking.objects.get().verschil == Decimal("-100.00")
    assert in_het_menu(daarna) == 0
    scherm = eerste(client, chandra)
    assert ("Nog niet verklaard" in scherm.text, in_het_menu(scherm)) == (False, 0)


def test_een_verschil_tussen_bank_en_boeken_wacht_op_de_penningmeester_tot_het_weg_is(client, chandra, eva):
    lees_blad(chandra, blad(zin("-10.00"), begin="700.00"))  # the books say -300,00
    wat = "<b>1</b> rekening waarvan bank en boeken verschillen"
    assert wat in " ".join(eerste(client, chandra).text.split())
    assert wat not in " ".join(eerste(client, eva).text.split())

    maak_boekstuk(chandra, regel("1000", "0900", "1000.00"), datum=date(2026, 1, 1))

    assert wat not in " ".join(eerste(client, chandra).text.split())


def tel_de_pas(client, wie, kamer, op_de_pas, **velden):
    client.force_login(wie)
    blad_ = client.get(reverse("financien:tellen", args=[kamer.code]))
    vast = {"sleutel": blad_.context["form"]["sleutel"].value(), "verwacht": "0", "geteld": "0,00"}
    return client.post(blad_.request["PATH_INFO"], vast | {"rekening": op_de_pas} | velden, follow=True)


def test_een_pas_die_verschilt_wacht_op_de_kamer_en_de_penningmeester_tot_een_telling_klopt_of_zegt_waarom(
    client, chandra, amina, bram, casa
):
    wat = "<b>1</b> pas die verschilt van de boeken"

    def wie():
        schermen = {g.naam: " ".join(eerste(client, g).text.split()) for g in (amina, bram, chandra)}
        return [naam for naam, tekst in schermen.items() if wat in tekst]

    gedaan = tel_de_pas(client, amina, casa, "12,50")
    assert "Geteld. De pas verschilt €\xa012,50 van de boeken." in gedaan.text
    assert in_het_menu(gedaan, "Handgeld") == 1
    assert wie() == ["Amina", "Chandra"]
    assert reverse("financien:tellingen", args=["cjm"]) in eerste(client, chandra).text
    assert "pas verschilt €\xa012,50" in client.get(reverse("financien:tellingen", args=["cjm"])).text

    gezegd = tel_de_pas(client, amina, casa, "12,50", uitleg="Een bonnetje van gisteren moet nog komen.")
    assert (wie(), in_het_menu(gezegd, "Handgeld")) == ([], 0)
    tel_de_pas(client, amina, casa, "13,00")
    assert wie() == ["Amina", "Chandra"]
    tel_de_pas(client, amina, casa, "")  # the bank was not looked at: nothing is known that is new
    assert wie() == ["Amina", "Chandra"]
    tel_de_pas(client, amina, casa, "0,00")
    assert wie() == []
