"""The btw of a document on the screen: on its page, when a receipt is approved, and when a bank line is booked."""

from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Bonstap, Btwnotitie
from financien.services.btwnotities import noteer_btw
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, meldingen, regel, rekening, tekst
from tests.financien.factuurfabriek import deel, maak_geboekt
from tests.financien.handgeldfabriek import maak_bon, vul_potje

D = Decimal
KNOP = "Schrijf de btw op"


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def stuk(db, casa, multibron, chandra):
    begin_boeken(2026)
    return maak_boekstuk(chandra, regel("4110", "1000", "121.00", casa))


def stuur(client, stuk, btw, **velden):
    return client.post(adres("stuk_btw", stuk.pk), {"sleutel": uuid4(), "btw": btw, **velden}, follow=True)


class TestBoekstuk:
    def test_de_penningmeester_schrijft_de_btw_op_bij_het_stuk(self, client, stuk, chandra):
        client.force_login(chandra)
        assert KNOP in client.get(adres("boekstuk", stuk.pk)).text

        antwoord = stuur(client, stuk, "21,-")

        assert antwoord.redirect_chain == [(adres("boekstuk", stuk.pk), 302)]
        assert meldingen(antwoord) == ["Opgeschreven: €\xa021,00 btw."]
        assert '<b class="num">€ 21,00</b>' in tekst(antwoord)
        assert "Verander de btw" in tekst(antwoord)
        assert meldingen(stuur(client, stuk, "0")) == ["Bij dit stuk staat nu geen btw."]

    @pytest.mark.parametrize(
        ("btw", "zin_"),
        [
            ("", "Vul de btw in, bijvoorbeeld 2,10. Zit er geen btw in? Vul dan 0 in."),
            ("121,01", "De btw is hoger dan de kosten van dit stuk: € 121,00."),
            ("-1", "Vul de btw in zonder min."),
            ("1.2.3", "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
            ("\x00", "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
        ],
    )
    def test_wat_niet_kan_zegt_waarom_en_bewaart_wat_er_getypt_is(self, client, stuk, chandra, btw, zin_):
        client.force_login(chandra)

        antwoord = stuur(client, stuk, btw)

        assert antwoord.status_code == 422
        assert zin_ in tekst(antwoord)
        assert antwoord.context["form"]["btw"].value() == btw
        assert not Btwnotitie.objects.exists()

    def test_een_gebruikte_sleutel_met_iets_anders_kan_opnieuw(self, client, stuk, chandra):
        client.force_login(chandra)
        sleutel = uuid4()
        stuur(client, stuk, "21", sleutel=sleutel)

        antwoord = stuur(client, stuk, "20", sleutel=sleutel)
        nieuw = antwoord.context["form"]["sleutel"].value()

        assert (antwoord.status_code, nieuw == str(sleutel)) == (422, False)
        assert meldingen(stuur(client, stuk, "20", sleutel=nieuw)) == ["Opgeschreven: €\xa020,00 btw."]

    @pytest.mark.parametrize("rol", [Rol.BESTUUR, Rol.ACCOUNTANT, Rol.KASCOMMISSIE])
    def test_wie_niet_boekt_leest_haar_en_schrijft_niets(self, client, stuk, chandra, rol):
        client.force_login(maak_gebruiker("Lezer", rol))
        assert "h-btw" not in client.get(adres("boekstuk", stuk.pk)).text
        noteer_btw(stuk, btw=D("21.00"), sleutel=uuid4(), gebruiker=chandra)

        antwoord = client.get(adres("boekstuk", stuk.pk))

        assert ("€ 21,00" in tekst(antwoord), KNOP in antwoord.text) == (True, False)
        assert client.post(adres("stuk_btw", stuk.pk), {"btw": "1"}).status_code == 403

    def test_van_een_stuk_met_loon_is_ook_de_btw_niet_te_lezen(self, client, stuk, casa, chandra):
        loon = maak_boekstuk(chandra, regel("4010", "1520", "2000", casa), regel("4110", "1000", "121", casa))
        noteer_btw(loon, btw=D("21.00"), sleutel=uuid4(), gebruiker=chandra)
        client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

        assert "h-btw" not in client.get(adres("boekstuk", loon.pk)).text
        assert "M2026-0002" not in client.get(adres("btw", 2026)).text

    def test_een_stuk_van_een_factuur_met_btw_vraagt_er_niet_om(self, client, stuk, casa, chandra, eva):
        factuur = maak_geboekt(chandra, eva, deel("4120", "121", casa), btw=D("21.00"))
        van_factuur = factuur.akkoorden.get(soort="akkoord").boekstuk
        client.force_login(chandra)

        assert KNOP not in client.get(adres("boekstuk", van_factuur.pk)).text
        assert "De btw staat op de factuur." in client.get(adres("stuk_btw", van_factuur.pk)).text
        assert stuur(client, van_factuur, "1").status_code == 422


def test_de_lijst_leidt_naar_elk_stuk_en_naar_de_factuur(client, stuk, casa, chandra, eva):
    noteer_btw(stuk, btw=D("21.00"), sleutel=uuid4(), gebruiker=chandra)
    factuur = maak_geboekt(chandra, eva, deel("4120", "242", casa), btw=D("42.00"))
    client.force_login(chandra)

    antwoord = client.get(adres("btw", 2026))

    inkoop = factuur.akkoorden.get(soort="akkoord").boekstuk
    for pk, naam in ((stuk.pk, "M2026-0001"), (inkoop.pk, "I2026-0001")):
        assert f'<a href="{adres("boekstuk", pk)}">{naam}</a>' in antwoord.text
    assert f'<a href="{adres("factuur", factuur.pk)}">Stroom BV F-12</a>' in antwoord.text
    assert [(k.nummer, k.btw) for k in antwoord.context["kwartalen"]] == [(1, D("63.00")), (2, 0), (3, 0), (4, 0)]
    assert "Wat over lonen gaat" not in antwoord.text


class TestBonnetje:
    @pytest.fixture
    def bon(self, db, casa, multibron, amina, chandra):
        vul_potje(chandra, casa, kas="50.00")
        return maak_bon(casa, amina, "12.10", categorie="")

    def test_bij_het_goedkeuren_gaat_de_btw_mee(self, client, bon, chandra):
        client.force_login(chandra)
        assert 'name="btw"' in client.get(adres("bon", bon.pk)).text

        client.post(adres("bon_goedkeuren", bon.pk), {"categorie": "B", "btw": "2,10"})

        assert Btwnotitie.objects.get().bedrag == D("2.10")
        assert bon.stappen.latest("pk").boekstuk == Btwnotitie.objects.get().boekstuk

    @pytest.mark.parametrize(("btw", "zin_"), [("12,11", "De btw is hoger dan de kosten"), ("x", "Vul een bedrag in")])
    def test_te_veel_btw_noemt_het_veld_en_bewaart_de_keuze(self, client, bon, chandra, btw, zin_):
        client.force_login(chandra)

        antwoord = client.post(adres("bon_goedkeuren", bon.pk), {"categorie": "B", "btw": btw})

        assert antwoord.status_code == 422
        assert '<a href="#id_btw">' in antwoord.text
        assert zin_ in antwoord.text
        assert '<option value="B" selected>' in antwoord.text
        assert antwoord.context["btwform"]["btw"].value() == btw
        assert [stap.soort for stap in bon.stappen.all()] == [Bonstap.Soort.INGEDIEND]

    def test_wie_niet_boekt_wordt_niet_naar_btw_gevraagd(self, client, bon, eva):
        client.force_login(eva)
        assert 'name="btw"' not in client.get(adres("bon", bon.pk)).text

        client.post(adres("bon_goedkeuren", bon.pk), {"categorie": "B", "btw": "2,10"})

        assert bon.stappen.latest("pk").soort == Bonstap.Soort.GOEDGEKEURD
        assert not Btwnotitie.objects.exists()


class TestBankregel:
    @pytest.fixture
    def bankregel(self, casa, multibron, chandra, client):
        begin_bank(2026)
        lees_blad(chandra, blad(zin("-121.00")))
        client.force_login(chandra)
        return Bankregel.objects.get()

    def velden(self, casa, btw):
        vast = {"aantal": "1", "k-omschrijving": "Stroom", "k-btw": btw, "d1-rekening": rekening("4120").pk}
        return vast | {"d1-kamer": casa.pk, "d1-bedrag": "121"}

    def test_wie_zelf_boekt_schrijft_de_btw_meteen_op(self, client, bankregel, casa):
        client.post(adres("bankregel", bankregel.pk), self.velden(casa, "21,00"))

        assert (Btwnotitie.objects.get().bedrag, str(Btwnotitie.objects.get().boekstuk)) == (D("21.00"), "B2026-0001")

    @pytest.mark.parametrize("btw", ["121,01", "x"])
    def test_wat_niet_kan_boekt_niets_en_staat_bij_het_veld(self, client, bankregel, casa, btw):
        antwoord = client.post(adres("bankregel", bankregel.pk), self.velden(casa, btw))

        assert antwoord.status_code == 422
        assert '<a href="#id_k-btw">' in antwoord.text
        assert antwoord.context["form"].kop["btw"].value() == btw
        assert not bankregel.boekingen.exists()
