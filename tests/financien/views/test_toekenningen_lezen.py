"""The pages of the financiers as they are read: the list, a grant, and which words are not for all."""

from datetime import date
from decimal import Decimal

import pytest

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Toekenning
from financien.services.financiers import Overzicht
from financien.services.financierstotaal import Totaal, Totalen
from financien.services.toekenningstand import samen, standen
from kamers.models import Partner
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import bestem_alles, maak_gemeentejaar, sluit_jaar
from tests.financien.toekenningfabriek import adres, kom_binnen, maak_toekenning, verleen

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    delen = dict(zip(vier, (62000, 74000, 53000, 67000), strict=True))
    termijnen = [(date(2018, 1, 20), 128000), (date(2018, 7, 20), 128000)]
    return verleen(maak_toekenning(chandra, delen, termijnen=termijnen), chandra, date(2018, 1, 5))


class TestLezen:
    def test_de_lijst_toont_per_financier_gevraagd_toegekend_ontvangen_en_te_laat(
        self, client, gemeente, chandra, vier
    ):
        kom_binnen(gemeente, chandra, date(2018, 2, 1), 28000)
        maak_toekenning(chandra, {vier[0]: 4000}, soort="fonds", aard="natura")
        client.force_login(chandra)

        context = client.get(adres("financiers")).context

        besloten = Totaal(D(256000), D(256000), D(28000), D(100000), D(100000), D(228000))
        assert context["totaal"] == Totalen(besloten, Totaal(), besloten)
        assert [r.toekenning.bedrag for r in context["natura"]] == [4000]

    def test_eigen_inkomsten_en_een_vraag_staan_apart_zodat_toegekend_min_ontvangen_klopt(
        self, client, gemeente, chandra, vier
    ):
        kom_binnen(gemeente, chandra, date(2018, 2, 1), 28000)
        eigen = maak_toekenning(chandra, {vier[0]: 6000}, soort="eigen inkomsten")
        kom_binnen(eigen, chandra, date(2018, 2, 2), "4984.50", kamer=vier[0])
        maak_toekenning(chandra, {vier[0]: 4000}, soort="fonds")
        client.force_login(chandra)

        antwoord = client.get(adres("financiers"))

        totaal, vordering = antwoord.context["totaal"], samen(standen(date(2018, 3, 10))[gemeente.pk]).vordering
        assert totaal.besloten.toegekend - totaal.besloten.ontvangen == totaal.besloten.te_komen == vordering
        assert totaal.anders == Totaal(D(10000), D(0), D("4984.50"))
        assert (totaal.samen.gevraagd, totaal.samen.ontvangen) == (D(266000), D("32984.50"))
        assert "Van wat is toegekend, komt nog €\xa0228.000,00." in antwoord.text
        assert "Van wat binnenkwam, hoort €\xa04.984,50 niet bij een besluit." in antwoord.text
        assert "Bij het afsluiten" not in antwoord.text

    def test_wat_bij_het_afsluiten_overbleef_staat_er_zodat_het_klopt(self, client, vier, chandra, time_machine):
        nu = date(2019, 3, 10)
        time_machine.move_to("2019-03-10 12:00", tick=False)
        rij = maak_gemeentejaar(vier, chandra)
        for jaar in (2017, 2018):
            sluit_jaar(chandra, jaar, nu)
        bestem_alles(chandra, 2018)
        kom_binnen(rij, chandra, nu, 64000 - D("4388.78"))
        client.force_login(chandra)

        antwoord = client.get(adres("financiers"))

        som = antwoord.context["totaal"].samen
        assert som.toegekend - som.ontvangen == som.te_komen + som.eraf
        assert (som.te_komen, som.eraf) == (40000, D("4388.78"))  # the corporation paid nothing yet
        zin = "Bij het afsluiten van een jaar bleef €\xa04.388,78 over. Dat ging terug of komt niet meer."
        assert f"Van wat is toegekend, komt nog €\xa040.000,00. {zin}" in antwoord.text

    @pytest.mark.parametrize("rol", [Rol.PROJECTCOACH, Rol.BESTUUR, Rol.KASCOMMISSIE, Rol.ACCOUNTANT])
    def test_wie_meeleest_ziet_geen_knop_die_iets_verandert(self, client, gemeente, rol):
        client.force_login(maak_gebruiker("lezer", rol))

        for pad in (adres("financiers"), adres("toekenning", gemeente.pk), adres("dekking"), adres("afspraken")):
            antwoord = client.get(pad)
            assert antwoord.status_code == 200
            inhoud = antwoord.content.decode()
            assert not any(knop in inhoud for knop in ("Nieuwe toekenning", "Volgende stap", "/stap/", "Maak verzoek"))
        assert client.post(adres("toekenning_stap", gemeente.pk), {"status": "verantwoord"}).status_code == 403

    def test_een_projectcoach_krijgt_geen_koppeling_naar_de_boeken(self, client, gemeente, eva, chandra):
        stuk = Boekstuk.objects.latest("pk")
        client.force_login(eva)
        assert (
            f'href="{adres("boekstuk", stuk.pk)}"' not in client.get(adres("toekenning", gemeente.pk)).content.decode()
        )
        client.force_login(chandra)
        assert f'href="{adres("boekstuk", stuk.pk)}"' in client.get(adres("toekenning", gemeente.pk)).content.decode()

    def test_het_kasoverzicht_toont_de_ontvangst_in_haar_maand(self, client, gemeente, chandra):
        kom_binnen(gemeente, chandra, date(2018, 2, 1), 64000)
        client.force_login(chandra)

        maanden = client.get(adres("kasoverzicht")).context["maanden"]

        assert [(m.toekenningen, m.eind) for m in maanden] == [(0, 0), (64000, 64000), (0, 64000)]

    def test_de_dekking_van_een_dag_is_die_van_die_dag(self, client, gemeente, chandra):
        client.force_login(chandra)

        totalen = [
            client.get(adres("dekking"), {"tot": dag}).context["dekking"].totaal.toegekend
            for dag in ("4-1-2018", "5-1-2018")
        ]

        assert totalen == [0, 256000]


def test_de_financier_staat_er_een_keer_tenzij_de_toekenning_anders_heet():
    def noemt(omschrijving, naam):
        toekenning = Toekenning(omschrijving=omschrijving, partner=Partner(naam=naam))
        return Overzicht(toekenning, None, None, None, None, [], [], None).noemt_financier

    assert noemt("Rochdale 2026", "Rochdale")
    assert noemt("Amsterdam Werk (LKS) 2026", "Amsterdam Werk (WPI)")
    assert not noemt("Buurtbudget 2026", "Rochdale")


@pytest.mark.parametrize(("rol", "ziet"), [(Rol.KASCOMMISSIE, False), (Rol.PROJECTCOACH, False), (Rol.BESTUUR, True)])
def test_de_woorden_van_een_stuk_met_lonen_staan_niet_bij_de_toekenning(client, gemeente, vier, chandra, rol, ziet):
    met_loon = regel("1300", "4010", "12.50", vier[0], toekenning=gemeente)
    maak_boekstuk(chandra, met_loon, datum=date(2018, 3, 1), omschrijving="Loon van Sjaak")
    client.force_login(maak_gebruiker("Wie", rol))

    tekst = client.get(adres("toekenning", gemeente.pk)).content.decode()

    assert ("Loon van Sjaak" in tekst) is ziet
    assert ("</span> Lonen</li>" in tekst) is not ziet
    assert "Baten 2018: Bijdrage gemeente 2018" in tekst
