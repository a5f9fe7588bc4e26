"""Yes and no to an invoice on the screen: two taps, a reason where one is asked, and the way back."""

from datetime import date

import pytest

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Factuurakkoord
from financien.services.akkoorden import boek_factuur, zeg_gezien
from financien.services.factuurstand import Stand, een
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import adres, deel, maak_betaalbaar, maak_factuur


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa), scan=keur_bewijs(maak_pdf(), "nota.pdf"))


def test_een_coordinator_zegt_in_twee_tikken_akkoord(client, factuur, amina):
    client.force_login(amina)
    lijst = client.get(adres("kamerfacturen", "cjm"))
    assert [stand.factuur for stand, _daad in lijst.context["van_mij"]] == [factuur]
    blad = client.get(adres("factuur", factuur.pk))
    assert blad.context["kan"]["akkoord"]

    antwoord = client.post(adres("factuur_akkoord", factuur.pk), {"ronde": blad.context["factuur"].ronde}, follow=True)

    assert antwoord.redirect_chain[-1][0] == adres("kamerfacturen", "cjm")
    assert "Je akkoord staat erbij." in antwoord.text
    assert (een(factuur).stand, Factuurakkoord.objects.get().wie) == (Stand.GEZIEN, amina)


def test_wie_alleen_controleert_verandert_niets(client, factuur):
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

    assert client.get(adres("factuur", factuur.pk)).status_code == 200
    for naam in ("factuur_akkoord", "factuur_boeken", "factuur_afkeuren", "factuur_doorzetten", "factuur_wijzigen"):
        assert client.post(adres(naam, factuur.pk), {"ronde": 1, "reden": "x"}).status_code == 403
    assert (Factuurakkoord.objects.count(), Boekstuk.objects.count()) == (0, 0)


def test_de_penningmeester_boekt_en_een_tweede_keer_zegt_waarom_niet(client, factuur, eva, chandra):
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    client.force_login(chandra)

    eerst = client.post(adres("factuur_boeken", factuur.pk), {"ronde": 1}, follow=True)
    weer = client.post(adres("factuur_boeken", factuur.pk), {"ronde": 1})

    assert "Geboekt als I2026-0001." in eerst.text
    assert weer.status_code == 422
    assert "Deze factuur wacht niet op jouw akkoord." in weer.text
    assert Boekstuk.objects.count() == 1


def test_zonder_verdeelsleutel_zegt_de_bladzijde_waar_die_staat(client, eva, chandra):
    factuur = maak_factuur(chandra, deel("4210", "10"))
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_boeken", factuur.pk), {"ronde": 1})

    assert "Kies eerst hoe de kamers 4210 Verzekeringen in 2026 verdelen" in antwoord.text
    assert adres("verdeling", 2026) in antwoord.text


def test_een_ronde_die_er_niet_staat_of_onzin_is_beslist_niets(client, factuur, amina):
    client.force_login(amina)
    for ronde in ("2", "", "x", "٣", "9" * 30):
        antwoord = client.post(adres("factuur_akkoord", factuur.pk), {"ronde": ronde})
        assert (antwoord.status_code, "net veranderd" in antwoord.text) == (422, True)
    assert Factuurakkoord.objects.count() == 0


def test_afkeuren_vraagt_een_reden(client, factuur, amina):
    client.force_login(amina)
    zonder = client.post(adres("factuur_afkeuren", factuur.pk), {"ronde": 1, "reden": " "})
    assert (zonder.status_code, een(factuur).stand) == (422, Stand.INGEVOERD)
    assert "Schrijf op waarom." in zonder.text

    client.post(adres("factuur_afkeuren", factuur.pk), {"ronde": 1, "reden": "Niet van ons"})

    assert (een(factuur).stand, Factuurakkoord.objects.get().reden) == (Stand.AFGEKEURD, "Niet van ons")


def test_na_akkoord_en_boek_is_betalen_een_tik_en_staat_deze_factuur_aangekruist(client, chandra, eva, casa):
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "8", casa), vervaldatum=date(2026, 12, 1))
    client.force_login(chandra)
    naar = f"{adres('klaarzetten', 2026)}?factuur={factuur.pk}"

    assert f'href="{naar}"' in client.get(adres("factuur", factuur.pk)).text
    assert client.get(naar).context["gekozen"] == [str(factuur.pk)]
    assert client.get(adres("klaarzetten", 2026)).context["gekozen"] == []


class TestAkkoordTerug:
    @pytest.fixture
    def gezegd(self, client, factuur, amina):
        """Let Amina say yes on the screen; return the page that followed."""
        client.force_login(amina)
        return client.post(adres("factuur_akkoord", factuur.pk), {"ronde": 1}, follow=True)

    def test_na_akkoord_biedt_de_melding_de_lijst_en_het_blad_aan_om_het_terug_te_nemen(
        self, client, factuur, gezegd, eva
    ):
        terug = adres("factuur_akkoord_terug", factuur.pk)
        assert gezegd.text.count(f'action="{terug}"') == 2  # the message bar, and the line of the invoice
        assert f'action="{terug}"' in client.get(adres("factuur", factuur.pk)).text
        client.force_login(eva)
        for blad in (client.get(adres("factuur", factuur.pk)), client.get(adres("facturen", 2026))):
            assert terug not in blad.text

    def test_een_keer_terug_en_de_factuur_staat_weer_bij_wat_op_je_wacht(self, client, factuur, gezegd, amina):
        antwoord = client.post(adres("factuur_akkoord_terug", factuur.pk), follow=True)

        assert antwoord.redirect_chain == [(adres("factuur", factuur.pk), 302)]
        assert "Je akkoord is teruggenomen. De factuur wacht weer op akkoord." in antwoord.text
        assert "Akkoord teruggenomen (Casa Jepie Makandra)" in " ".join(antwoord.text.split())
        assert (antwoord.context["kan"]["akkoord"], antwoord.context["kan"]["terug"]) == (True, False)
        lijst = client.get(adres("kamerfacturen", "cjm"))
        assert [stand.factuur for stand, _daad in lijst.context["van_mij"]] == [factuur]
        assert lijst.context["terug"] == frozenset()

    def test_als_de_penningmeester_intussen_boekte_zegt_het_blad_waarom_het_niet_meer_kan(
        self, client, factuur, gezegd, chandra
    ):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

        antwoord = client.post(adres("factuur_akkoord_terug", factuur.pk))

        assert antwoord.status_code == 422
        assert "Over deze factuur is al beslist. Vraag de penningmeester wat er nog kan." in antwoord.text
        assert een(factuur).stand == Stand.TE_BETALEN
        assert "Neem je akkoord terug" not in antwoord.text

    def test_een_vreemde_kamer_en_wie_geen_akkoord_geeft_nemen_niets_terug(self, client, factuur, gezegd, bram):
        for wie, status in ((bram, 404), (maak_gebruiker("Kas", Rol.KASCOMMISSIE), 403)):
            client.force_login(wie)
            assert client.post(adres("factuur_akkoord_terug", factuur.pk)).status_code == status
        assert een(factuur).stand == Stand.GEZIEN

    def test_de_penningmeester_neemt_het_doorzetten_terug(self, client, factuur, chandra, time_machine):
        time_machine.move_to("2026-03-31 10:00", tick=False)
        client.force_login(chandra)
        vast = {"ronde": 1, "reden": "Vakantie"}

        gedaan = client.post(adres("factuur_doorzetten", factuur.pk), vast, follow=True)
        assert adres("factuur_akkoord_terug", factuur.pk) in gedaan.text
        client.post(adres("factuur_akkoord_terug", factuur.pk))

        assert een(factuur).stand == Stand.INGEVOERD

    @pytest.mark.parametrize(("rekening", "wie"), [("4120", "De kascommissie"), ("4020", "over lonen: de accountant")])
    def test_wie_de_reden_ziet_staat_erbij_en_van_lonen_is_dat_de_accountant(
        self, client, casa, chandra, time_machine, rekening, wie
    ):
        rij = maak_factuur(chandra, deel(rekening, "50", casa), nummer="Z-1")
        time_machine.move_to("2026-03-31 10:00", tick=False)
        client.force_login(chandra)
        pad = adres("factuur_doorzetten", rij.pk)

        blad, gedaan = client.get(pad), client.post(pad, {"ronde": 1, "reden": "Vakantie"}, follow=True)

        assert [tekst.count(f"{wie} ziet je reden.") for tekst in (blad.text, gedaan.text)] == [1, 1]
