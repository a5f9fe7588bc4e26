"""The pages of the financiers: list, grant, steps, money, letters, requests; who may do what."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Betaalverzoek, Boekstuk, Brief, Opdracht, Samenwerkingsafspraak, Toekenning
from financien.services.financiers import Overzicht
from financien.services.financierstotaal import Totaal, Totalen
from financien.services.toekenningstand import samen, standen
from financien.services.versies import leg_versie_vast
from kamers.models import Partner
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import maak_gebruiker, maak_partner
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen

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


def adres(naam, *args):
    return reverse(f"financien:{naam}", args=args or [2018])


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


def zet(client, rij, data, **bevestigd):
    """Take a step as a person does: first see what it does, then confirm that."""
    eerst = client.post(adres("toekenning_stap", rij.pk), data)
    assert (eerst.status_code, eerst.context["form"]["gezien"].value()) == (200, eerst.context["gevolg"].merk)
    data = data | {"gezien": eerst.context["gevolg"].merk, **bevestigd}
    return client.post(adres("toekenning_stap", rij.pk), data)


class TestStap:
    def test_wat_er_geboekt_wordt_staat_er_voor_het_geboekt_is(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 20000})
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_stap", rij.pk), {"status": "verleend", "datum": "9-3-2018"})

        tekst = antwoord.content.decode()
        assert "9 maart 2018: Baten 2018: Bijdrage gemeente 2018" in tekst
        assert "€\xa020.000,00" in tekst
        assert (rij.stappen.count(), Boekstuk.objects.count()) == (1, 0)

    def test_een_besluit_vraagt_de_brief_of_een_reden_en_tot_die_er_is_staat_dat_er(
        self, client, boeken, chandra, vier
    ):
        rij = maak_toekenning(chandra, {vier[0]: 20000})
        client.force_login(chandra)
        data = {"status": "verleend", "datum": "9-3-2018", "toelichting": "Gebeld"}

        antwoord = zet(client, rij, data)
        assert antwoord.status_code == 422
        assert "Kies de brief, of schrijf op waarom die er nog niet is." in antwoord.content.decode()
        assert 'value="Gebeld"' in antwoord.content.decode()
        assert (rij.stappen.count(), Boekstuk.objects.count()) == (1, 0)

        zet(client, rij, data, zonder_brief="Komt per post")
        besluit = rij.stappen.get(status="verleend")
        zin = "Brief ontbreekt bij verleend: Komt per post"
        assert zin in client.get(adres("toekenning", rij.pk)).content.decode()
        bestand = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")
        brief = {"omschrijving": "Beschikking", "datum": "9-3-2018", "bestand": bestand, "stap": besluit.pk}
        client.post(adres("toekenning_brief", rij.pk), brief)
        assert zin not in client.get(adres("toekenning", rij.pk)).content.decode()
        assert Brief.objects.get().stap == besluit

    def test_op_nul_vaststellen_neemt_alle_baten_terug(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "0"}

        zet(client, gemeente, data, vroeg="on", zonder_brief="Gebeld")

        assert gemeente.stappen.get(status="vastgesteld").bedrag == 0
        assert samen(standen(date(2018, 12, 31))[gemeente.pk]).baten == 0

    def test_in_natura_wordt_niets_geboekt_en_er_ontbreekt_ook_niets(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 4000}, aard="natura")
        client.force_login(chandra)
        data = {"status": "verleend", "datum": "9-3-2018"}

        tekst = client.post(adres("toekenning_stap", rij.pk), data).content.decode()
        assert "Er wordt niets geboekt." in tekst
        assert "nog niet geboekt" not in tekst
        zet(client, rij, data, zonder_brief="Gebeld")
        assert "nog niet geboekt" not in client.get(adres("toekenning", rij.pk)).content.decode()

    def test_een_brief_bij_het_besluit_staat_er_meteen(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 20000})
        client.force_login(chandra)
        bestand = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")

        zet(client, rij, {"status": "verleend", "datum": "9-3-2018"}, brief=bestand)

        assert [(b.stap.status, b.bestand.type) for b in Brief.objects.all()] == [("verleend", "application/pdf")]
        assert "Brief ontbreekt" not in client.get(adres("toekenning", rij.pk)).content.decode()

    def test_verantwoorden_voor_het_einde_vraagt_een_bevestiging_en_blijft_te_lezen(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "verantwoord", "datum": "9-3-2018"}
        eerst = client.post(adres("toekenning_stap", gemeente.pk), data)
        assert "De periode loopt tot en met 31 december 2018. Je bent dus vroeg." in eerst.content.decode()

        assert zet(client, gemeente, data).status_code == 422
        assert gemeente.stappen.count() == 2
        zet(client, gemeente, data, vroeg="on")

        assert "Voor het einde van de periode." in client.get(adres("toekenning", gemeente.pk)).content.decode()

    def test_wat_er_intussen_bij_kwam_wordt_eerst_getoond(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "200.000"}
        eerst = client.post(adres("toekenning_stap", gemeente.pk), data)
        kom_binnen(gemeente, chandra, date(2018, 2, 1), 256000)

        bevestigd = {"gezien": eerst.context["gevolg"].merk, "vroeg": "on", "zonder_brief": "Gebeld"}
        antwoord = client.post(adres("toekenning_stap", gemeente.pk), data | bevestigd)

        assert antwoord.status_code == 422
        assert "Er kwam net iets bij deze toekenning." in antwoord.content.decode()
        assert gemeente.stappen.count() == 2
        bevestigd["gezien"] = antwoord.context["form"]["gezien"].value()
        assert client.post(adres("toekenning_stap", gemeente.pk), data | bevestigd).status_code == 302

    def test_een_stap_terugnemen_vraagt_een_reden_en_de_stap_blijft_te_lezen(self, client, gemeente, chandra):
        client.force_login(chandra)
        stap = gemeente.stappen.get(status="verleend").pk

        leeg = client.post(adres("toekenning_terugname", gemeente.pk), {"stap": stap, "reden": ""})
        assert "Schrijf op waarom je deze stap terugneemt." in leeg.content.decode()
        for _keer in range(2):  # a double click is one act
            data = {"stap": stap, "reden": "Verkeerde toekenning"}
            antwoord = client.post(adres("toekenning_terugname", gemeente.pk), data)
            assert antwoord.url == adres("toekenning", gemeente.pk)
        eerste = client.get(adres("toekenning_terugname", gemeente.pk), follow=True).content.decode()
        assert "De eerste stap blijft staan." in eerste

        tekst = client.get(adres("toekenning", gemeente.pk)).content.decode()
        assert "Teruggenomen op 10 maart 2018 door Chandra: Verkeerde toekenning" in tekst
        assert "<s>Verleend</s>" in tekst
        assert "Volgende stap: aangevraagd" in tekst
        assert samen(standen(date(2018, 12, 31))[gemeente.pk]).baten == 0


class TestDaden:
    def test_verlenen_boekt_en_de_knop_noemt_de_volgende_stap(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 1000})
        client.force_login(chandra)
        assert "Volgende stap: aangevraagd" in client.get(adres("toekenning", rij.pk)).content.decode()

        antwoord = zet(client, rij, {"status": "verleend", "datum": "9-3-2018", "bedrag": "1"}, zonder_brief="Per post")

        assert antwoord.url == adres("toekenning", rij.pk)
        assert [(s.status, s.bedrag) for s in rij.stappen.all()] == [("voorstel", None), ("verleend", None)]
        assert samen(standen(date(2018, 3, 9))[rij.pk]).vordering == 1000
        assert "Volgende stap: verantwoord" in client.get(adres("toekenning", rij.pk)).content.decode()

    def test_een_hogere_vaststelling_wordt_geweigerd_met_wat_je_dan_doet(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "256.000,01", "toelichting": "Brief 4"}

        antwoord = client.post(adres("toekenning_stap", gemeente.pk), data)

        assert antwoord.status_code == 422
        assert "Leg het verschil vast als nieuwe toekenning." in antwoord.content.decode()
        assert 'value="Brief 4"' in antwoord.content.decode()

    def test_een_ontvangst_twee_keer_sturen_is_een_ontvangst(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"sleutel": uuid4(), "datum": "9-3-2018", "bedrag": "128.000", "rekening": rekening("1000").pk}

        for _ in range(2):
            antwoord = client.post(adres("toekenning_ontvangst", gemeente.pk), data, follow=True)

        nu = antwoord.context["dossier"].overzicht
        assert (nu.stand.ontvangen, nu.nog_te_ontvangen, nu.te_laat) == (128000, 128000, 0)
        assert Boekstuk.objects.filter(dagboek="bank").count() == 1

    def test_te_veel_ontvangen_wordt_geweigerd_en_het_bedrag_staat_er_nog(self, client, gemeente, chandra):
        client.force_login(chandra)
        data = {"sleutel": uuid4(), "datum": "9-3-2018", "bedrag": "256.000,01", "rekening": rekening("1000").pk}

        antwoord = client.post(adres("toekenning_ontvangst", gemeente.pk), data)

        assert antwoord.status_code == 422
        assert 'value="256.000,01"' in antwoord.content.decode()
        assert not Boekstuk.objects.filter(dagboek="bank").exists()

    def test_een_terugbetaling_na_een_lagere_vaststelling(self, client, gemeente, chandra):
        kom_binnen(gemeente, chandra, date(2018, 2, 1), 256000)
        client.force_login(chandra)
        data = {"status": "vastgesteld", "datum": "9-3-2018", "bedrag": "250.000"}
        zet(client, gemeente, data, vroeg="on", zonder_brief="Gebeld")
        assert "Betaal €\xa06.000,00 terug." in client.get(adres("toekenning", gemeente.pk)).content.decode()

        data = {"sleutel": uuid4(), "datum": "10-3-2018", "bedrag": "6.000", "rekening": rekening("1000").pk}
        client.post(adres("toekenning_terug", gemeente.pk), data)

        assert samen(standen(date(2018, 3, 10))[gemeente.pk]).terug == 0

    def test_een_brief_gaat_door_de_keuring_en_komt_als_bijlage_terug(self, client, gemeente, chandra):
        client.force_login(chandra)
        goed = SimpleUploadedFile("besluit.pdf", maak_pdf(), "application/pdf")
        fout = SimpleUploadedFile("besluit.pdf", b"MZ geen pdf", "application/pdf")
        data = {"omschrijving": "Beschikking", "datum": "5-1-2018"}

        antwoord = client.post(adres("toekenning_brief", gemeente.pk), data | {"bestand": fout})
        assert antwoord.status_code == 422
        assert not Brief.objects.exists()
        client.post(adres("toekenning_brief", gemeente.pk), data | {"bestand": goed})

        antwoord = client.get(adres("brief", Brief.objects.get().pk))
        assert antwoord["Content-Disposition"].startswith("attachment")
        assert antwoord["X-Content-Type-Options"] == "nosniff"

    def test_een_voorwaarde_wordt_een_keer_voldaan(self, client, gemeente, chandra):
        client.force_login(chandra)
        client.post(adres("toekenning_voorwaarde", gemeente.pk), {"tekst": "Verslag", "voor": "1-6-2018"})
        rij = gemeente.voorwaarden.get()

        client.post(adres("voorwaarde_voldaan", rij.pk))

        rij.refresh_from_db()
        assert (rij.voor, rij.voldaan_op) == (date(2018, 6, 1), date(2018, 3, 10))

    def test_een_verzoek_om_betaling_komt_bij_de_termijn_te_staan(self, client, gemeente, chandra):
        client.force_login(chandra)
        termijn = gemeente.termijnen.order_by("vervalt")[0]

        antwoord = client.post(adres("betaalverzoek_maak", termijn.pk), {"sleutel": uuid4()}, follow=True)
        assert "Het rekeningnummer van de coöperatie ontbreekt." in antwoord.content.decode()
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BWK", "iban": "NL91 ABNA 0417 1643 00"})
        antwoord = client.post(adres("betaalverzoek_maak", termijn.pk), {"sleutel": uuid4()}, follow=True)

        verzoek = Betaalverzoek.objects.get()
        assert ">VB2018-0001</a>" in antwoord.content.decode()
        assert client.get(adres("betaalverzoek", verzoek.pk)).content == bytes(verzoek.bestand.inhoud)

    def test_een_gestopt_contract_zegt_wat_er_nog_komt(self, client, boeken, chandra, vier):
        rij = maak_toekenning(chandra, {vier[0]: 36500}, soort="uitkeringsinstantie", aard="lks", kenmerk="L1")
        verleen(rij, chandra, date(2018, 1, 5))
        client.force_login(chandra)

        antwoord = client.post(adres("toekenning_stop", rij.pk), {"gestopt_op": "10-4-2018"}, follow=True)

        assert "€\xa010.000,00" in antwoord.content.decode()
        assert 'value="10.000"' in client.get(adres("toekenning_stap", rij.pk)).content.decode()


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


class TestSamenwerking:
    @pytest.fixture
    def haard(self, boeken, aanbod):
        partner = maak_partner()
        aanbod.financieringsbronnen.filter(naam="Eigen Haard").update(partner=partner)
        return partner

    def test_schrijven_tekenen_en_wijzigen(self, client, aanbod, haard, chandra):
        client.force_login(chandra)
        data = {"datum": "15-1-2018", "resultaten": "500 mensen per kamer", "intentie": "", "partijen": [haard.pk]}
        client.post(adres("afspraak_nieuw"), data)
        rij = Samenwerkingsafspraak.objects.get()
        handtekening = {"partij": haard.pk, "functie": "directeur", "datum": "20-1-2018"}

        antwoord = client.post(adres("afspraak_teken", rij.pk), handtekening)
        assert "Leg eerst de versie van de begroting vast." in antwoord.content.decode()
        leg_versie_vast(versie=aanbod)
        client.post(adres("afspraak_teken", rij.pk), handtekening)
        antwoord = client.post(adres("afspraak_wijzig", rij.pk), data | {"resultaten": "10 mensen"})
        assert "Dit is getekend en verandert niet meer. Maak een wijziging." in antwoord.content.decode()
        client.post(adres("afspraak_nieuw"), data | {"reden": "Ymere komt erbij"})

        rijen = list(Samenwerkingsafspraak.objects.values_list("volgnummer", "resultaten", "reden"))
        assert rijen == [(1, "500 mensen per kamer", ""), (2, "500 mensen per kamer", "Ymere komt erbij")]
        blad = client.get(adres("afspraak", rij.pk))
        assert [(rij.naam, rij.totaal) for rij in blad.context["euros"]] == [("Eigen Haard", 50000)]
        assert "directeur, 20 januari 2018" in blad.content.decode()

    def test_een_opdracht_heeft_de_euros_van_de_versie(self, client, aanbod, haard, chandra):
        client.force_login(chandra)
        data = {"partner": haard.pk, "datum": "15-1-2018", "tekst": "Wonen", "reden": ""}

        assert client.post(adres("opdracht_nieuw"), data | {"partner": ""}).status_code == 422
        client.post(adres("opdracht_nieuw"), data)

        rij = Opdracht.objects.get()
        blad = client.get(adres("opdracht", rij.pk)).context
        assert [(r.per_kamer, r.totaal) for r in blad["euros"]] == [((25000, 15000, 10000, 0), 50000)]

    def test_een_tekst_van_een_ander_gaat_niet_verloren_op_een_oude_bladzijde(self, client, haard, chandra):
        client.force_login(chandra)
        afspraak = {"datum": "15-1-2018", "resultaten": "500 mensen", "intentie": "", "partijen": [haard.pk]}
        opdracht = {"partner": haard.pk, "datum": "15-1-2018", "tekst": "Wonen", "reden": ""}
        for naam, data, veld in (("afspraak", afspraak, "resultaten"), ("opdracht", opdracht, "tekst")):
            client.post(adres(f"{naam}_nieuw"), data)
            rij = (Samenwerkingsafspraak if naam == "afspraak" else Opdracht).objects.get()
            waar = adres(f"{naam}_wijzig", rij.pk)
            oud = client.get(waar).context["form"].initial["gezien"]
            client.post(waar, data | {veld: "Van de een", "gezien": oud})

            antwoord = client.post(waar, data | {veld: "Van de ander", "gezien": oud})

            rij.refresh_from_db()
            assert (antwoord.status_code, getattr(rij, veld)) == (422, "Van de een")
            tekst = antwoord.content.decode()
            assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in tekst
            assert ("Van de ander" in tekst, f'href="{adres(naam, rij.pk)}"' in tekst) == (True, True)
            nieuw = antwoord.context["form"]["gezien"].value()
            assert client.post(waar, data | {veld: "Van de ander", "gezien": nieuw}).status_code == 302
            rij.refresh_from_db()
            assert getattr(rij, veld) == "Van de ander"


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


class TestEldersEnOverlopend:
    def test_een_jaar_dat_al_hier_staat_hoort_dat_en_een_jaar_dat_er_niet_is_bestaat_niet(
        self, client, boeken, chandra
    ):
        client.force_login(chandra)

        tekst = client.post(adres("elders_uit", 2018), follow=True).content.decode()
        assert "De boeken van 2018 staan al hier." in tekst
        assert "staan weer hier" not in tekst
        assert client.post(adres("elders_uit", 2031)).status_code == 404

    def test_weer_hier_boekt_de_baten_die_elders_stonden(self, client, boeken, vier, chandra):
        client.force_login(chandra)
        client.post(adres("elders_aan", 2018), {"pakket": "Exact"})
        rij = verleen(maak_toekenning(chandra, {vier[0]: 1000}), chandra, date(2018, 1, 5))
        zin = "Baten 2018, €\xa01.000,00: staat in het andere pakket (Exact). Boek het daar."
        assert zin in client.get(adres("toekenning", rij.pk)).content.decode()

        client.post(adres("elders_uit", 2018))

        assert zin not in client.get(adres("toekenning", rij.pk)).content.decode()
        assert samen(standen(date(2018, 12, 31))[rij.pk]).vordering == 1000

    def test_voor_december_zegt_de_lijst_vanaf_wanneer_en_is_er_geen_formulier(
        self, client, boeken, chandra, time_machine
    ):
        zin = "Overlopende posten van 2018 boek je vanaf 1 december."
        time_machine.move_to("2018-11-30 12:00", tick=False)
        client.force_login(chandra)
        tekst = client.get(adres("overlopend")).content.decode()
        assert zin in tekst
        assert adres("overlopend_nieuw") not in tekst
        antwoord = client.get(adres("overlopend_nieuw"), follow=True)
        assert antwoord.redirect_chain == [(adres("overlopend"), 302)]
        assert zin in antwoord.content.decode()

        time_machine.move_to("2018-12-01 12:00", tick=False)
        client.force_login(chandra)
        tekst = client.get(adres("overlopend")).content.decode()
        assert zin not in tekst
        assert adres("overlopend_nieuw") in tekst
        assert client.get(adres("overlopend_nieuw")).status_code == 200


def test_het_formulier_telt_kamers_en_termijnen_op_ook_zonder_javascript(client, boeken, chandra, vier):
    client.force_login(chandra)

    antwoord = client.post(adres("toekenning_nieuw"), formulier(vier, bedrag="2.000"))

    assert antwoord.content.decode().count(">€\xa01.000,50</b>") == 2
    client.post(adres("toekenning_nieuw"), formulier(vier))
    rij = Toekenning.objects.get()
    assert client.get(adres("toekenning_wijzig", rij.pk)).content.decode().count(">€\xa01.000,50</b>") == 2
