"""What may still be written with a grant after its decision, and what is given in kind without an amount."""

from datetime import date
from decimal import Decimal

import pytest

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Toekenning
from financien.services.financierreeks import reeks
from financien.services.toekenningen import ToekenningGewijzigd, wijzig_gegevens
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import adres, maak_toekenning, stap, verleen, zet
from tests.financien.views.test_toekenningen import formulier

D = Decimal
GEGEVENS = {
    "omschrijving": "Bijdrage gemeente 2018, kamers",
    "kenmerk": "Z-18-0042",
    "oormerk": "Alleen huur",
    "verantwoorden_voor": "1-4-2019",
    "accountantsverklaring": "on",
}


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    rij = maak_toekenning(chandra, {vier[0]: 256000}, termijnen=[(date(2018, 1, 20), 256000)])
    return verleen(rij, chandra, date(2018, 1, 5))


def kern(rij):
    """Return what the decision fixed."""
    velden = ("bedrag", "van", "tot", "soort", "aard", "partner_id", "rekening_id", "bronnaam")
    delen = [*rij.verdeling.values_list("jaar", "kamer", "bedrag"), *rij.termijnen.values_list("vervalt", "bedrag")]
    return [getattr(rij, veld) for veld in velden] + delen


class TestGegevens:
    def test_na_het_besluit_zijn_precies_deze_gegevens_nog_te_wijzigen(self, client, gemeente, chandra):
        client.force_login(chandra)
        waar, voor = adres("toekenning_gegevens", gemeente.pk), kern(gemeente)
        blad = client.get(waar)
        assert set(blad.context["form"].fields) == {*GEGEVENS, "gezien"}
        assert waar in client.get(adres("toekenning", gemeente.pk)).content.decode()

        antwoord = client.post(waar, GEGEVENS | {"gezien": 1, "bedrag": "1", "van": "1-1-2017", "bronnaam": "x"})

        assert antwoord.url == adres("toekenning", gemeente.pk)
        gemeente.refresh_from_db()
        assert (gemeente.omschrijving, gemeente.kenmerk) == (GEGEVENS["omschrijving"], "Z-18-0042")
        assert (gemeente.oormerk, gemeente.verantwoorden_voor) == ("Alleen huur", date(2019, 4, 1))
        assert (gemeente.accountantsverklaring, gemeente.versie) == (True, 2)
        assert (kern(gemeente), Boekstuk.objects.count()) == (voor, 1)
        tekst = client.get(adres("toekenning", gemeente.pk)).content.decode()
        assert "1 april 2019, met een verklaring van een accountant" in tekst

    def test_een_oude_tab_gaat_niet_over_wat_een_ander_net_bewaarde(self, client, gemeente, chandra):
        client.force_login(chandra)
        waar = adres("toekenning_gegevens", gemeente.pk)
        client.post(waar, GEGEVENS | {"gezien": 1})

        antwoord = client.post(waar, GEGEVENS | {"kenmerk": "Z-18-0043", "verantwoorden_voor": "", "gezien": 1})

        tekst = antwoord.content.decode()
        assert antwoord.status_code == 422
        assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in tekst
        assert antwoord.context["form"].nu_staat_er() == [
            ("Kenmerk van de partner", "Z-18-0042"),
            ("Verantwoorden voor", "1 april 2019"),
        ]
        assert 'value="Z-18-0043"' in tekst
        gemeente.refresh_from_db()
        assert (gemeente.kenmerk, gemeente.versie) == ("Z-18-0042", 2)
        data = GEGEVENS | {"kenmerk": "Z-18-0043", "gezien": antwoord.context["form"]["gezien"].value()}
        assert client.post(waar, data).status_code == 302
        gemeente.refresh_from_db()
        assert (gemeente.kenmerk, gemeente.versie) == ("Z-18-0043", 3)

    def test_dezelfde_gegevens_twee_keer_sturen_is_een_wijziging(self, client, gemeente, chandra):
        client.force_login(chandra)
        for _keer in range(2):
            assert client.post(adres("toekenning_gegevens", gemeente.pk), GEGEVENS | {"gezien": 1}).status_code == 302

        gemeente.refresh_from_db()
        assert gemeente.versie == 2

    def test_een_eigen_aanroep_zonder_de_goede_versie_wordt_ook_geweigerd(self, gemeente):
        velden = {veld: getattr(gemeente, veld) for veld in GEGEVENS}
        with pytest.raises(ToekenningGewijzigd):
            wijzig_gegevens(toekenning=gemeente, gezien=0, **velden | {"oormerk": "Huur"})

    @pytest.mark.parametrize(
        ("velden", "zin"),
        [
            ({"omschrijving": ""}, "Schrijf op waarvoor deze toekenning is."),
            ({"verantwoorden_voor": "31-2-2019"}, "Deze dag bestaat niet. Kijk de datum na."),
            ({"kenmerk": ""}, "Loonkostensubsidie komt van een uitkeringsinstantie en heeft een kenmerk, geen naam."),
        ],
    )
    def test_wat_niet_klopt_wordt_gezegd_en_er_verandert_niets(self, client, boeken, chandra, vier, velden, zin):
        rij = maak_toekenning(chandra, {vier[0]: 4000}, soort="uitkeringsinstantie", aard="lks", kenmerk="LKS 12")
        verleen(rij, chandra, date(2018, 1, 5))
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_gegevens", rij.pk), GEGEVENS | {"gezien": 1} | velden)

        assert (antwoord.status_code, zin in antwoord.content.decode()) == (422, True)
        rij.refresh_from_db()
        assert (rij.kenmerk, rij.oormerk, rij.versie) == ("LKS 12", "", 1)

    def test_voor_het_besluit_staat_het_hele_formulier_open(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 1000})
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_gegevens", rij.pk), GEGEVENS | {"gezien": 1})

        assert antwoord.url == adres("toekenning_wijzig", rij.pk)
        rij.refresh_from_db()
        assert rij.kenmerk == ""

    def test_ook_na_de_vaststelling_en_alleen_de_penningmeester(self, client, gemeente, chandra):
        stap(gemeente, chandra, date(2018, 3, 9), "vastgesteld", bedrag=D(250000))
        waar = adres("toekenning_gegevens", gemeente.pk)
        client.force_login(maak_gebruiker("Bo", Rol.BESTUUR))
        assert client.post(waar, GEGEVENS | {"gezien": 1}).status_code == 403
        assert waar not in client.get(adres("toekenning", gemeente.pk)).content.decode()

        client.force_login(chandra)
        assert client.post(waar, GEGEVENS | {"gezien": 1}).status_code == 302


class TestNatura:
    """Finding a place to live has no price: a description is enough."""

    @pytest.mark.parametrize("bedrag", ["", "0", "0,00"])
    def test_een_bijdrage_in_natura_mag_zonder_bedrag_en_zonder_kamer(self, client, boeken, chandra, vier, bedrag):
        client.force_login(chandra)
        leeg = dict.fromkeys((f"d2018-{vier[0].pk}", f"d2018-{vier[1].pk}", "t1-dag", "t1-bedrag", "t2-dag"), "")
        data = formulier(vier, aard="natura", omschrijving="Zoekt een plek", bedrag=bedrag, **leeg, **{"t2-bedrag": ""})

        antwoord = client.post(adres("toekenning_nieuw"), data)

        rij = Toekenning.objects.get()
        assert antwoord.url == adres("toekenning", rij.pk)
        assert (rij.bedrag, rij.verdeling.count()) == (0, 0)
        zet(client, rij, {"status": "verleend", "datum": "9-3-2018"}, zonder_brief="Gebeld")
        stap(rij, chandra, date(2018, 3, 10), "vastgesteld")
        assert not Boekstuk.objects.exists()
        for blad in (adres("toekenning", rij.pk), adres("financiers"), adres("financier", rij.partner_id)):
            tekst = client.get(blad).content.decode()
            assert "zonder bedrag" in tekst
            assert "Van deze partner is nog geen toekenning." not in tekst
        assert [(r.jaar, r.natura, r.natura_los) for r in reeks(rij.partner)] == [(2018, 0, True)]
        assert client.get(adres("dekking")).status_code == 200

    @pytest.mark.parametrize(
        ("velden", "zin"),
        [
            ({"aard": "subsidie", "bedrag": ""}, "Vul een bedrag in dat meer is dan € 0."),
            ({"aard": "subsidie", "bedrag": "0"}, "Vul een bedrag in dat meer is dan € 0."),
            ({"aard": "natura", "bedrag": "-1"}, "Vul een bedrag in van € 0 of meer."),
            ({"aard": "natura", "bedrag": ""}, "De kamers samen zijn €\xa01.000,50. De toekenning is €\xa00,00."),
        ],
    )
    def test_geld_heeft_een_bedrag_en_natura_met_kamers_ook(self, client, boeken, chandra, vier, velden, zin):
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_nieuw"), formulier(vier, **velden))

        assert (antwoord.status_code, zin in antwoord.content.decode()) == (422, True)
        assert not Toekenning.objects.exists()
