"""What a provisionally closed year asks: nothing typed is lost, and asking for more lines is no mistake."""

from datetime import date
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Bankregel, Boekstuk
from financien.services.betalen import zet_rekening
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import ANDER_IBAN, adres, deel, maak_betaalbaar

LIJKT_OP_BSN = "202300018"  # a year and a number that runs on
FOUT = "<title>Fout:"


@pytest.fixture
def laat(client, chandra, casa, eva, time_machine):
    """A bank line of 2025, which is provisionally closed, with the invoice it paid; and the treasurer at work."""
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2025, 2026)
    lees_blad(chandra, blad(zin("-850.00", datum=date(2025, 12, 30))))
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "850", casa), datum=date(2026, 1, 5))
    zet_rekening(partner=factuur.leverancier, iban=ANDER_IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")
    client.force_login(chandra)
    return Bankregel.objects.get()


def test_een_kenmerk_dat_niet_kan_zegt_waarom_en_blijft_staan(client, laat):
    beeld = client.get(adres("bankregel", laat.pk)).context["voorstel"].beeld

    antwoord = client.post(adres("bankregel_klopt", laat.pk), {"beeld": beeld, "kenmerk": LIJKT_OP_BSN})

    assert antwoord.status_code == 422
    assert f'value="{LIJKT_OP_BSN}"' in antwoord.text
    assert "Dit lijkt op een BSN" in antwoord.text
    assert "Vul het kenmerk van de accountant in" not in antwoord.text
    assert not laat.boekingen.exists()
    assert client.post(adres("bankregel_klopt", laat.pk), {"beeld": beeld, "kenmerk": "AC-12"}).status_code == 302
    assert Boekstuk.objects.get(datum__year=2025).kenmerk == "AC-12"


def test_nog_een_regel_vragen_is_geen_fout(client, casa, laat):
    deel_een = {"d1-rekening": rekening("4110").pk, "d1-kamer": casa.pk, "d1-bedrag": "850"}
    memoriaal = {"sleutel": uuid4(), "datum": "31-12-2025", "omschrijving": "", "aantal": 1, "r1-bedrag": "x"}

    for pad, velden in ((adres("bankregel", laat.pk), deel_een), (adres("memoriaal", 2025), memoriaal)):
        antwoord = client.post(pad, velden | {"meer": "1"})
        assert antwoord.status_code == 200
        assert FOUT not in antwoord.text
        assert "kenmerk van de accountant in." not in antwoord.text
        assert 'name="kenmerk"' in antwoord.text or 'name="k-kenmerk"' in antwoord.text
        assert client.post(pad, velden).status_code == 422


def test_een_verkeerd_getypte_dag_gooit_reden_en_kenmerk_niet_weg(client, laat):
    kop = {"sleutel": uuid4(), "datum": "31-12-20255", "omschrijving": "Huur", "reden": "Andere kamer"}

    antwoord = client.post(adres("memoriaal", 2026), kop | {"kenmerk": "AC-12"})
    zonder = client.post(adres("memoriaal", 2026), kop | {"reden": ""})

    assert (antwoord.status_code, zonder.status_code) == (422, 422)
    assert ('value="Andere kamer"' in antwoord.text, 'value="AC-12"' in antwoord.text) == (True, True)
    assert 'name="kenmerk"' not in zonder.text
