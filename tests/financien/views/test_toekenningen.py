"""Writing down a grant: the form, with and without JavaScript, and what it refuses."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from financien.models import Boekstuk, Toekenning
from kamers.models import Partner
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import adres, verleen

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2018-03-10 12:00", tick=False)


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


def formulier(vier, **velden):
    """A filled-in grant of 1.000,50 over two rooms in two instalments."""
    partner = maak_partner("gemeente", "Gemeente", Partner.Soort.GEMEENTE)
    return {
        "omschrijving": "Bijdrage 2018",
        "soort": "gemeente",
        "partner": partner.pk,
        "aard": "subsidie",
        "bedrag": "€ 1.000,50",
        "van": "1-1-2018",
        "tot": "31-12-2018",
        f"d2018-{vier[0].pk}": "600,25",
        f"d2018-{vier[1].pk}": "400,25",
        "t1-dag": "20-1-2018",
        "t1-bedrag": "500",
        "t2-dag": "20-7-2018",
        "t2-bedrag": "500,50",
        **velden,
    }


class TestVastleggen:
    def test_een_toekenning_met_verdeling_en_termijnen_wordt_bewaard(self, client, boeken, chandra, vier):
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_nieuw"), formulier(vier))

        rij = Toekenning.objects.get()
        assert antwoord.url == adres("toekenning", rij.pk)
        assert list(rij.verdeling.values_list("jaar", "kamer", "bedrag").order_by("-bedrag")) == [
            (2018, vier[0].pk, D("600.25")),
            (2018, vier[1].pk, D("400.25")),
        ]
        assert [t.bedrag for t in rij.termijnen.all()] == [D("500.00"), D("500.50")]
        assert [(s.status, s.door) for s in rij.stappen.all()] == [("voorstel", chandra)]
        assert not Boekstuk.objects.exists()

    @pytest.mark.parametrize(
        ("velden", "zin"),
        [
            ({"bedrag": "1.000,51"}, "De kamers samen zijn €\xa01.000,50. De toekenning is €\xa01.000,51."),
            ({"t2-bedrag": "500"}, "De termijnen samen zijn €\xa01.000,00. De toekenning is €\xa01.000,50."),
            ({"t2-bedrag": ""}, "Vul van een termijn de dag en het bedrag in, of geen van beide."),
            ({"t2-dag": "20-1-2018"}, "Twee termijnen vervallen op dezelfde dag. Tel ze op."),
            ({"bedrag": "1000.50"}, "Vul een bedrag in met een komma"),
            ({"bedrag": "-5"}, "Vul een bedrag in dat meer is dan € 0."),
            ({"tot": "31-12-2017"}, "De laatste dag ligt niet voor de eerste dag."),
            ({"partner": ""}, "Kies een partner, of zet aan dat die nog niet bekend is."),
            ({"aard": "lks"}, "Loonkostensubsidie komt van een uitkeringsinstantie en heeft een kenmerk"),
            ({"van": "1-1-2016", "tot": "31-12-2016"}, "De kamers samen zijn €\xa00,00."),
        ],
    )
    def test_wat_niet_klopt_wordt_gezegd_en_wat_getypt_is_staat_er_nog(
        self, client, boeken, chandra, vier, velden, zin
    ):
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_nieuw"), formulier(vier, oormerk="Alleen huur", **velden))

        assert antwoord.status_code == 422
        assert zin in antwoord.content.decode()
        assert 'value="Alleen huur"' in antwoord.content.decode()
        assert not Toekenning.objects.exists()

    def test_een_tweede_toekenning_op_een_gebruikt_formulier_gaat_niet_verloren(self, client, boeken, chandra, vier):
        client.force_login(chandra)
        waar, sleutel = adres("toekenning_nieuw"), str(uuid4())
        client.post(waar, formulier(vier, sleutel=sleutel))
        eerste = Toekenning.objects.get()
        assert client.post(waar, formulier(vier, sleutel=sleutel)).url == adres("toekenning", eerste.pk)

        cent_meer = {"bedrag": "1.000,51", f"d2018-{vier[2].pk}": "0,01", "t2-bedrag": "500,51"}
        for anders in ({"omschrijving": "Nog een"}, {"t1-dag": "21-1-2018"}, cent_meer):
            antwoord = client.post(waar, formulier(vier, sleutel=sleutel, **anders))
            assert (antwoord.status_code, Toekenning.objects.count()) == (422, 1)
            zin = f"Dit formulier is al gebruikt voor {eerste}. Kijk na wat er staat en bewaar het opnieuw."
            assert zin in antwoord.content.decode()

        nieuw = antwoord.context["form"]["sleutel"].value()
        client.post(waar, formulier(vier, sleutel=nieuw, omschrijving="Nog een"))
        assert list(Toekenning.objects.order_by("pk").values_list("omschrijving", flat=True))[1:] == ["Nog een"]

    def test_meer_jaren_krijgen_een_veld_per_kamer_per_jaar(self, client, boeken, chandra, vier):
        client.force_login(chandra)
        data = formulier(vier, tot="31-12-2019", bedrag="1.500,50")

        eerst = client.post(adres("toekenning_nieuw"), data)
        assert eerst.status_code == 422
        assert f'name="d2019-{vier[0].pk}"' in eerst.content.decode()
        data |= {f"d2019-{vier[0].pk}": "500", "t1-bedrag": "1.000"}
        client.post(adres("toekenning_nieuw"), data)

        assert sorted(Toekenning.objects.get().verdeling.values_list("jaar", "bedrag")) == [
            (2018, D("400.25")),
            (2018, D("600.25")),
            (2019, D("500.00")),
        ]

    def test_meer_termijnen_komen_erbij_zonder_iets_te_bewaren_en_wat_getypt_is_blijft(
        self, client, boeken, chandra, vier
    ):
        client.force_login(chandra)
        data = formulier(vier, oormerk="Alleen huur", aantal="6", meer="1", **{"t2-bedrag": "fout"})

        antwoord = client.post(adres("toekenning_nieuw"), data)

        tekst = antwoord.content.decode()
        assert (antwoord.status_code, Toekenning.objects.count()) == (200, 0)
        assert ('name="t12-bedrag"' in tekst, 'name="t13-bedrag"' in tekst) == (True, False)
        assert ('value="Alleen huur"' in tekst, 'value="fout"' in tekst, "is-invalid" in tekst) == (True, True, False)
        assert '<input type="hidden" name="aantal" value="12">' in tekst

        maanden = {f"t{n}-dag": f"20-{n}-2018" for n in range(1, 13)} | {f"t{n}-bedrag": "83,37" for n in range(1, 12)}
        client.post(adres("toekenning_nieuw"), formulier(vier, aantal="12", **(maanden | {"t12-bedrag": "83,43"})))
        rij = Toekenning.objects.get()
        assert [t.bedrag for t in rij.termijnen.all()] == [D("83.37")] * 11 + [D("83.43")]
        tekst = client.get(adres("toekenning_wijzig", rij.pk)).content.decode()
        assert 'name="t12-bedrag" value="83,43"' in tekst

    def test_wijzigen_kan_tot_het_besluit(self, client, boeken, chandra, vier):
        client.force_login(chandra)
        client.post(adres("toekenning_nieuw"), formulier(vier))
        rij = Toekenning.objects.get()
        nieuw = formulier(vier, **{"bedrag": "1.000", f"d2018-{vier[0].pk}": "599,75", "t2-bedrag": "500"})

        assert 'value="600,25"' in client.get(adres("toekenning_wijzig", rij.pk)).content.decode()
        client.post(adres("toekenning_wijzig", rij.pk), nieuw | {"gezien": 1})
        rij.refresh_from_db()
        assert (rij.bedrag, rij.stappen.count(), rij.versie) == (1000, 1, 2)

        verleen(rij, chandra, date(2018, 3, 9))
        client.post(adres("toekenning_wijzig", rij.pk), formulier(vier, gezien=2))
        rij.refresh_from_db()
        assert rij.bedrag == 1000

    @pytest.mark.parametrize("gezien", ["1", ""])
    def test_een_oude_tab_gaat_niet_over_wat_een_ander_net_bewaarde(self, client, boeken, chandra, vier, gezien):
        client.force_login(chandra)
        client.post(adres("toekenning_nieuw"), formulier(vier))
        rij = Toekenning.objects.get()
        oud = formulier(vier, oormerk="Alleen huur", gezien=gezien)
        anders = {"gezien": 1, "bedrag": "1.000", f"d2018-{vier[0].pk}": "599,75", "t2-bedrag": "500"}
        client.post(adres("toekenning_wijzig", rij.pk), formulier(vier, **anders))

        antwoord = client.post(adres("toekenning_wijzig", rij.pk), oud)

        tekst = antwoord.content.decode()
        assert antwoord.status_code == 422
        assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in tekst
        assert "Nu staat er: Bijdrage 2018, €\xa01.000,00" in tekst
        assert 'value="Alleen huur"' in tekst
        assert 'value="600,25"' in tekst
        rij.refresh_from_db()
        assert (rij.bedrag, rij.oormerk, rij.versie) == (1000, "", 2)
        assert 'name="gezien" value="2"' in tekst
        assert client.post(adres("toekenning_wijzig", rij.pk), oud | {"gezien": 2}).status_code == 302


def test_het_formulier_telt_kamers_en_termijnen_op_ook_zonder_javascript(client, boeken, chandra, vier):
    client.force_login(chandra)

    antwoord = client.post(adres("toekenning_nieuw"), formulier(vier, bedrag="2.000"))

    assert antwoord.content.decode().count(">€\xa01.000,50</b>") == 2
    client.post(adres("toekenning_nieuw"), formulier(vier))
    rij = Toekenning.objects.get()
    assert client.get(adres("toekenning_wijzig", rij.pk)).content.decode().count(">€\xa01.000,50</b>") == 2


def test_zonder_jaar_zegt_de_bladzijde_wat_er_eerst_moet(client, chandra):
    client.force_login(chandra)

    antwoord = client.get(reverse("financien:financiers_nu"))

    assert antwoord.status_code == 200
    assert "Er is nog geen begroting." in antwoord.content.decode()
    assert reverse("financien:nieuw_jaar") in antwoord.content.decode()
