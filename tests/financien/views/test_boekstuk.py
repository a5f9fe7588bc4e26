"""The page of a document: its lines, its reversal, and who sees no wages."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, regel, rekening

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron):
    begin_boeken(2026)


@pytest.mark.usefixtures("boeken")
class TestBoekstuk:
    def test_een_stuk_toont_zijn_regels_en_leidt_naar_de_rekening(self, client, chandra, casa):
        stuk = maak_boekstuk(chandra, regel("4110", "1000", "725.50", casa))
        client.force_login(chandra)

        tekst = client.get(adres("boekstuk", stuk.pk)).content.decode()

        assert "Boekstuk M2026-0001" in tekst
        assert "725,50" in tekst
        assert adres("rekening", 2026, "4110") in tekst

    def test_omkeren_vraagt_een_reden(self, client, chandra, casa):
        stuk = maak_boekstuk(chandra, regel("4110", "1000", "725.50", casa))
        client.force_login(chandra)
        data = {"sleutel": uuid4(), "datum": "10-03-2026", "reden": ""}

        antwoord = client.post(adres("omkeren", stuk.pk), data)
        assert "Schrijf op waarom dit boekstuk niet klopte." in antwoord.content.decode()
        antwoord = client.post(adres("omkeren", stuk.pk), {**data, "reden": "Dubbel"}, follow=True)

        assert "Omgekeerd door M2026-0002." in antwoord.content.decode()
        assert Boekstuk.objects.get(keert_om=stuk).reden == "Dubbel"

    @pytest.mark.parametrize(
        ("rol", "ziet"),
        [(Rol.PENNINGMEESTER, True), (Rol.BESTUUR, True), (Rol.ACCOUNTANT, True), (Rol.KASCOMMISSIE, False)],
    )
    def test_losse_loonboekingen_zijn_voor_penningmeester_bestuur_en_accountant(self, client, chandra, casa, rol, ziet):
        loon = regel("4010", "1520", "2955.17", casa, omschrijving="schaal vier")
        stuk = maak_boekstuk(chandra, loon, regel("4110", "1000", "1.00", casa))
        client.force_login(maak_gebruiker("Lezer", rol))

        tekst = client.get(adres("boekstuk", stuk.pk)).content.decode()
        kaart = client.get(adres("rekening", 2026, "4010")).content.decode()
        rekeningen = client.get(adres("rekeningen")).content.decode()

        assert ("schaal vier" in tekst, "schaal vier" in kaart) == (ziet, ziet)
        assert ("2.955,17" in tekst) is ziet
        assert ("2.955,17" in kaart, "2.955,17" in rekeningen) == (ziet, True)
        assert ("totaal van het jaar bij de rekeningen" in tekst) is not ziet
        assert ("Loon: de losse boekingen" in tekst) is not ziet

    @pytest.mark.parametrize(("rol", "ziet"), [(Rol.ACCOUNTANT, True), (Rol.KASCOMMISSIE, False)])
    def test_ook_op_de_kaart_van_de_bank_staat_van_loon_alleen_het_totaal(self, client, chandra, casa, rol, ziet):
        for bedrag in ("2000.00", "955.17"):
            maak_boekstuk(chandra, regel("1520", "1000", bedrag, casa, omschrijving="schaal vier"))
        maak_boekstuk(chandra, regel("4110", "1000", "725.50", casa, omschrijving="huur"))
        client.force_login(maak_gebruiker("Lezer", rol))

        antwoord = client.get(adres("rekening", 2026, "1000"))
        tekst, kaart = antwoord.content.decode(), antwoord.context["kaart"]

        assert [regel.boeking.omschrijving for regel in kaart.regels] == ["schaal vier"] * (2 * ziet) + ["huur"]
        assert (kaart.debet, kaart.credit, kaart.eind) == (0, D("3680.67"), D("-3680.67"))
        assert ("schaal vier" in tekst, "2.000,00" in tekst) == (ziet, ziet)
        assert kaart.loon == (0 if ziet else D("-2955.17"))
        assert ziet or "2.955,17" in tekst

    @pytest.mark.parametrize("naam", ["omkeren", "beginbalans"])
    def test_terug_en_iets_anders_sturen_boekt_niet_en_zegt_dat_het_er_al_staat(self, client, chandra, casa, naam):
        stuk = maak_boekstuk(chandra, regel("1300", "8010", "10.00", casa), datum=date(2026, 3, 8))
        client.force_login(chandra)
        bank, pk = f"b{rekening('1000').pk}", [stuk.pk] if naam == "omkeren" else [2026]
        data = {"sleutel": uuid4(), "datum": "10-03-2026", "reden": "Dubbel", bank: "5"}
        client.post(adres(naam, *pk), data)

        antwoord = client.post(adres(naam, *pk), {**data, "datum": "09-03-2026", bank: "6"})

        assert antwoord.status_code == 422
        assert "Dit formulier is al geboekt als M2026-0002. Begin een nieuw stuk." in antwoord.content.decode()
        assert Boekstuk.objects.count() == 2
