"""The pages of the bank: read a file, accept a line, split it, take it back; and what each role may see."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import (
    Bankafschrift,
    Bankboeking,
    Bankregel,
    Boeking,
    Boekstuk,
    Grootboekrekening,
    Herkenningsregel,
)
from financien.services.bank.boeken import boek_zelf, maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.factuurstand import Stand, een
from tests.fabriek import maak_gebruiker, maak_kamer, zet_jaar
from tests.financien.bankfabriek import DAG, EIGEN, VREEMD, begin_bank, blad, camt, ing, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import deel as factuurdeel
from tests.financien.factuurfabriek import maak_geboekt

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-04-10 12:00", tick=False)


@pytest.fixture
def bank(casa, multibron, client, chandra):
    begin_bank(2026)
    client.force_login(chandra)
    return chandra


def adres(naam, *args):
    return reverse(f"financien:{naam}", args=args)


def upload(inhoud: bytes, naam="bank.xml"):
    return {"bestand": SimpleUploadedFile(naam, inhoud)}


def twee_regels(wie, casa):
    """One line that was booked, and one of the next month that looks like it."""
    lees_blad(wie, blad(zin("-10.00"), zin("-12.00", datum=DAG + timedelta(31), wat="Huur april")))
    oud, nieuw = Bankregel.objects.order_by("pk")
    boek_zelf(regel=oud, delen=[Deel(rekening("4110"), D("-10.00"), casa)], omschrijving="Huur", gebruiker=wie)
    return oud, nieuw


def beeld(regel) -> dict:
    return {"beeld": voorstellen([regel])[regel.pk][0].beeld}


def meldingen(antwoord):
    return [str(melding) for melding in antwoord.context["messages"]]


def formulier(casa, **velden):
    return {
        "aantal": "1",
        "k-omschrijving": "Huur maart",
        "d1-rekening": rekening("4110").pk,
        "d1-kamer": casa.pk,
        "d1-bedrag": "10,00",
        **velden,
    }


class TestInlezen:
    def test_een_bestand_wordt_gelezen_en_nog_eens_voegt_niets_toe(self, client, bank):
        inhoud = camt(blad(zin("-10.00"), zin("25.00")))

        eerst = client.post(adres("bank_inlezen"), upload(inhoud), follow=True)
        weer = client.post(adres("bank_inlezen"), upload(inhoud, "ander.xml"), follow=True)

        assert meldingen(eerst) == ["2 nieuwe regels. Het eindsaldo klopt."]
        assert meldingen(weer) == ["Dit bestand voegt niets toe: alle regels stonden er al."]
        assert "nog 2 regels" in weer.content.decode()
        assert Bankafschrift.objects.get().ingelezen_door == bank

    def test_een_overlap_telt_wat_er_al_stond_en_de_csv_van_ing_mag_ook(self, client, bank):
        client.post(adres("bank_inlezen"), upload(camt(blad(zin("-10.00")))))

        antwoord = client.post(
            adres("bank_inlezen"), upload(ing(blad(zin("-10.00"), zin("1.00", datum=DAG + timedelta(1))))), follow=True
        )

        assert meldingen(antwoord)[-1] == "1 nieuwe regel. 1 stond er al. Het eindsaldo klopt."

    @pytest.mark.parametrize(
        ("data", "zin_"),
        [
            ({}, "Kies een bestand van je bank: CAMT.053, MT940 of CSV."),
            (lambda: upload(b""), "Dit bestand is leeg."),
            (lambda: upload(b"hallo"), "Dit is geen bestand van een bank dat we kennen."),
            (lambda: upload(camt(blad(zin("-1.00"), iban=VREEMD))), f"Dit bestand is van rekening {VREEMD}."),
            (lambda: upload(b"x" * (5 * 1024 * 1024 + 1)), "Dit bestand is groter dan 5 MB."),
        ],
    )
    def test_wat_niet_klopt_wordt_gezegd_en_niets_wordt_bewaard(self, client, bank, data, zin_):
        antwoord = client.post(adres("bank_inlezen"), data() if callable(data) else data)

        assert antwoord.status_code == 422
        assert zin_ in antwoord.content.decode()
        assert "<title>Fout: Bank" in antwoord.content.decode()
        assert not Bankafschrift.objects.exists()


class TestKlopt:
    def test_een_druk_boekt_en_twee_keer_is_een_boekstuk(self, client, bank, casa):
        _oud, nieuw = twee_regels(bank, casa)
        data = beeld(nieuw)

        for _keer in range(2):
            antwoord = client.post(adres("bankregel_klopt", nieuw.pk), data, follow=True)

        assert meldingen(antwoord) == ["Geboekt als B2026-0002."]
        assert "Alle bankregels zijn geboekt." in antwoord.content.decode()
        assert Boekstuk.objects.count() == 2
        assert Boeking.objects.latest("pk").bedrag == D("12.00")

    def test_met_htmx_komt_de_regel_zelf_terug_met_de_nieuwe_stand(self, client, bank, casa):
        _oud, nieuw = twee_regels(bank, casa)

        antwoord = client.post(adres("bankregel_klopt", nieuw.pk), beeld(nieuw), headers={"HX-Request": "true"})

        tekst = antwoord.content.decode()
        assert f'id="b{nieuw.pk}"' in tekst
        assert "nog 0 regels" in tekst
        assert f"{adres('bankregel_ongedaan', nieuw.pk)}?stuk={Boekstuk.objects.latest('pk').pk}" in tekst
        assert "<html" not in tekst

    def test_een_ander_voorstel_dan_gezien_wordt_niet_geboekt(self, client, bank, casa):
        _oud, nieuw = twee_regels(bank, casa)

        antwoord = client.post(adres("bankregel_klopt", nieuw.pk), {"beeld": "0" * 16}, follow=True)

        assert meldingen(antwoord) == ["Het voorstel bij deze regel is veranderd. Kijk of het zo klopt."]
        assert Boekstuk.objects.count() == 1

    def test_een_regel_van_voor_een_vastgesteld_jaar_zegt_wat_er_in_de_weg_staat(self, client, bank, casa):
        _oud, nieuw = twee_regels(bank, casa)
        data = beeld(nieuw)
        zet_jaar("vastgesteld")

        antwoord = client.post(adres("bankregel_klopt", nieuw.pk), data, follow=True)

        assert meldingen(antwoord) == ["Dit boekjaar is vastgesteld. Boek in het open jaar."]

    def test_ongedaan_maken_boekt_terug_en_opent_de_regel(self, client, bank, casa):
        _oud, nieuw = twee_regels(bank, casa)
        client.post(adres("bankregel_klopt", nieuw.pk), beeld(nieuw))

        antwoord = client.post(adres("bankregel_ongedaan", nieuw.pk), follow=True)
        weer = client.post(adres("bankregel_ongedaan", nieuw.pk), follow=True)

        assert meldingen(antwoord)[-1] == "Omgekeerd door M2026-0001. De regel staat weer open."
        assert meldingen(weer) == ["Deze regel stond al open."]
        assert list(Bankregel.objects.open()) == [nieuw]

    def test_een_oude_knop_ongedaan_laat_staan_wat_er_intussen_anders_geboekt_is(self, client, bank, casa):
        _oud, nieuw = twee_regels(bank, casa)
        eerste = neem_aan(regel=nieuw, gebruiker=bank, **beeld(nieuw)).boekstuk
        maak_ongedaan(regel=nieuw, datum=DAG, gebruiker=bank)
        tweede = neem_aan(regel=nieuw, gebruiker=bank, **beeld(nieuw)).boekstuk
        knop = adres("bankregel_ongedaan", nieuw.pk)

        antwoord = client.post(f"{knop}?stuk={eerste.pk}", follow=True)

        assert meldingen(antwoord) == [f"Deze regel is intussen anders geboekt, als {tweede}. Kijk wat klopt."]
        assert f"{knop}?stuk={tweede.pk}" in client.get(adres("bankregel", nieuw.pk)).content.decode()
        assert not Boekstuk.objects.filter(keert_om=tweede).exists()


class TestZelfBoeken:
    def test_een_regel_over_twee_kamers_en_voortaan_zo(self, client, bank, casa, multibron):
        lees_blad(bank, blad(zin("-10.00"), zin("-20.00", datum=DAG + timedelta(31))))
        een, twee = Bankregel.objects.order_by("pk")
        tweede = {"d2-rekening": rekening("4110").pk, "d2-kamer": multibron.pk, "d2-bedrag": "5,50"}
        data = formulier(casa, **{"aantal": "2", "d1-bedrag": "4,50", "k-onthoud": "on", **tweede})

        antwoord = client.post(adres("bankregel", een.pk), data, follow=True)
        nog_eens = client.post(adres("bankregel", een.pk), data, follow=True)

        assert meldingen(antwoord) == meldingen(nog_eens) == ["Geboekt als B2026-0001."]
        assert list(Boeking.objects.values_list("kamer__code", "bedrag")) == [
            ("cjm", D("4.50")),
            ("multibron", D("5.50")),
        ]
        assert [(d.kamer.code, d.bedrag) for d in voorstellen([twee])[twee.pk][0].regels] == [
            ("cjm", D("-9.00")),
            ("multibron", D("-11.00")),
        ]

    def test_meer_regels_boekt_nog_niet_en_houdt_wat_getypt_is(self, client, bank, casa):
        lees_blad(bank, blad(zin("-10.00")))
        regel = Bankregel.objects.get()

        antwoord = client.post(adres("bankregel", regel.pk), formulier(casa, **{"meer": "1", "d1-bedrag": "4,50"}))

        assert antwoord.status_code == 200
        assert 'value="4,50"' in antwoord.content.decode()
        assert 'name="d2-bedrag"' in antwoord.content.decode()
        assert not Boekstuk.objects.exists()

    @pytest.mark.parametrize(
        ("velden", "zin_"),
        [
            ({"d1-bedrag": "9,99"}, "Er scheelt €\u00a00,01."),
            ({"d1-bedrag": "0"}, "Vul een bedrag in, bijvoorbeeld 12,50."),
            ({"d1-bedrag": "12.50"}, "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
            ({"d1-rekening": ""}, "Kies een rekening."),
            ({"d1-kamer": ""}, "Kies een kamer. Kosten en baten zijn altijd van een kamer."),
            ({"k-omschrijving": "111222333"}, "Dit lijkt op een BSN."),
            ({"k-onthoud": "on"}, "Deze regel heeft geen tegenrekening. Kies woorden om hem te herkennen."),
            (dict.fromkeys(("d1-rekening", "d1-kamer", "d1-bedrag"), ""), "Vul minstens één regel in."),
        ],
    )
    def test_wat_niet_klopt_wordt_gezegd_en_niets_geboekt(self, client, bank, casa, velden, zin_):
        lees_blad(bank, blad(zin("-10.00", iban="")))

        antwoord = client.post(adres("bankregel", Bankregel.objects.get().pk), formulier(casa, **velden))

        assert antwoord.status_code == 422
        assert zin_ in antwoord.content.decode()
        assert not Boekstuk.objects.exists()
        assert not Herkenningsregel.objects.exists()

    def test_een_afspraak_stopt_met_een_druk(self, client, bank, casa):
        lees_blad(bank, blad(zin("-10.00")))
        client.post(adres("bankregel", Bankregel.objects.get().pk), formulier(casa, **{"k-onthoud": "on"}))
        afspraak = Herkenningsregel.objects.get()

        assert "Huur maart" in client.get(adres("herkenning")).content.decode()
        antwoord = client.post(adres("herkenning_stop", afspraak.pk), follow=True)

        assert "Er is nog niets afgesproken." in antwoord.content.decode()
        assert not Herkenningsregel.objects.in_gebruik().exists()


class TestWieZietWat:
    def test_het_bestuur_leest_maar_boekt_niet(self, client, bank, casa):
        _oud, nieuw = twee_regels(bank, casa)
        data = beeld(nieuw)
        client.force_login(maak_gebruiker("Bo", Rol.BESTUUR))

        tekst = client.get(adres("bank")).content.decode()

        assert "Huur april" in tekst
        assert "Klopt" not in tekst
        for naam, args in (("bank_inlezen", []), ("bankregel_klopt", [nieuw.pk]), ("bankregel_ongedaan", [nieuw.pk])):
            assert client.post(adres(naam, *args), data).status_code == 403
        assert Bankboeking.objects.count() == 1

    def test_de_kascommissie_ziet_van_geboekt_loon_geen_woorden_en_geen_bedrag(self, client, bank, casa):
        lees_blad(
            bank, blad(zin("-2000.00", naam="J. Jansen", wat="Salaris"), zin("-10.00", naam="Rochdale", wat="Huur"))
        )
        loon, huur = Bankregel.objects.order_by("pk")
        boek_zelf(regel=loon, delen=[Deel(rekening("1520"), D("-2000.00"))], omschrijving="Loon", gebruiker=bank)
        boek_zelf(regel=huur, delen=[Deel(rekening("4110"), D("-10.00"), casa)], omschrijving="Huur", gebruiker=bank)
        client.force_login(maak_gebruiker("Kim", Rol.KASCOMMISSIE))
        geboekt = client.get(adres("bank_geboekt")).content.decode()

        assert "Jansen" not in geboekt
        assert "Rochdale" in geboekt
        assert "Jansen" not in client.get(adres("bank_geboekt"), {"zoek": "salaris"}).content.decode()
        assert "−2.000,00" not in client.get(adres("bank_geboekt"), {"zoek": "salaris"}).content.decode()
        client.force_login(bank)
        assert "J. Jansen" in client.get(adres("bank_geboekt"), {"zoek": "salaris"}).content.decode()

    def test_de_kascommissie_ziet_van_open_regels_het_aantal_en_de_som_en_geen_enkele_regel(self, client, bank, casa):
        lees_blad(
            bank, blad(zin("-2000.00", naam="J. Jansen", wat="Salaris"), zin("-10.00", naam="Rochdale", wat="Huur"))
        )
        client.force_login(maak_gebruiker("Kim", Rol.KASCOMMISSIE))

        tekst = client.get(adres("bank")).content.decode()

        assert "€\N{NO-BREAK SPACE}−2.010,00" in tekst
        assert "Nog 2 regels zijn niet geboekt." in tekst
        assert tekst.count("kan loon zijn") == 1
        assert not [wat for wat in ("Jansen", "Rochdale", "2.000,00", "−10,00") if wat in tekst]
        client.force_login(bank)
        assert "−2.000,00" in client.get(adres("bank")).content.decode()

    def test_een_enkele_open_regel_is_ook_niet_uit_de_saldi_te_rekenen(self, client, bank, casa):
        lees_blad(bank, blad(zin("-2000.00", naam="J. Jansen", wat="Salaris")))
        client.force_login(maak_gebruiker("Kim", Rol.KASCOMMISSIE))

        paginas = [client.get(adres(naam)).content.decode() for naam in ("bank", "bank_bestanden")]

        assert "Nog 1 regel is niet geboekt." in paginas[0]
        assert not [wat for wat in ("2.000,00", "−1.000,00") for tekst in paginas if wat in tekst]
        assert "1.000,00" not in paginas[1]
        client.force_login(bank)
        assert "−1.000,00" in client.get(adres("bank")).content.decode()
        assert "1.000,00" in client.get(adres("bank_bestanden")).content.decode()


class TestFactuurKiezen:
    """The form of a bank line names the open invoice."""

    @pytest.fixture
    def factuur(self, bank, casa):
        coach = maak_gebruiker("Coach", Rol.PROJECTCOACH)
        rij = maak_geboekt(bank, coach, factuurdeel("4120", "121.10", casa), datum=DAG)
        lees_blad(bank, blad(zin("-121.10", iban="", naam="", wat="Overboeking")))
        return rij

    def velden(self, factuur, **anders):
        vast = {"aantal": "1", "k-omschrijving": "Stroom", "d1-bedrag": "121,10", "d1-factuur": str(factuur.pk)}
        return {**vast, **anders}

    def test_wie_een_factuur_kiest_hoeft_geen_rekening_te_kiezen(self, client, factuur):
        regel = Bankregel.objects.get()
        pagina = client.get(adres("bankregel", regel.pk)).content.decode()
        assert "Stroom BV F-12: nog €\N{NO-BREAK SPACE}121,10" in pagina

        antwoord = client.post(adres("bankregel", regel.pk), self.velden(factuur), follow=True)

        assert meldingen(antwoord) == ["Geboekt als B2026-0001."]
        assert een(factuur).stand == Stand.BETAALD
        assert "121,10" not in client.get(adres("klaarzetten", 2026)).content.decode()

    @pytest.mark.parametrize(
        ("velden", "zin_"),
        [
            ({"d1-rekening": "4110"}, "Een factuur staat op 1500 Crediteuren."),
            (
                {"d1-factuur": "", "d1-rekening": "1500"},
                "Kies welke factuur dit is, of kies dat het een andere schuld is.",
            ),
            ({"d1-factuur": "99999"}, "Deze factuur is net betaald. Kies een andere."),
            ({"k-onthoud": "on", "k-woorden": "stroom"}, "Een factuur is elke keer een andere. Haal dit vinkje weg."),
        ],
    )
    def test_wat_niet_kan_wordt_gezegd_en_niets_wordt_geboekt(self, client, factuur, velden, zin_):
        if "d1-rekening" in velden:
            velden = {**velden, "d1-rekening": str(rekening(velden["d1-rekening"]).pk)}

        antwoord = client.post(adres("bankregel", Bankregel.objects.get().pk), self.velden(factuur, **velden))

        assert antwoord.status_code == 422
        assert zin_ in antwoord.content.decode()
        assert (Bankboeking.objects.count(), een(factuur).stand) == (0, Stand.TE_BETALEN)

    def test_een_andere_schuld_dan_een_factuur_kan_uitdrukkelijk_ook(self, client, factuur):
        velden = {"d1-factuur": "geen", "d1-rekening": str(rekening("1500").pk)}
        client.post(adres("bankregel", Bankregel.objects.get().pk), self.velden(factuur, **velden))

        assert (Boeking.objects.filter(debet__nummer="1500").get().factuur, een(factuur).stand) == (
            None,
            Stand.TE_BETALEN,
        )

    def test_de_bladzijde_vraagt_hoogstens_tien_keer(self, client, factuur, bank, casa, django_assert_max_num_queries):
        coach = maak_gebruiker("Coach 2", Rol.PROJECTCOACH)
        for n in range(9):
            maak_geboekt(bank, coach, factuurdeel("4120", "121.10", casa), datum=DAG, nummer=f"X-{n}")
        for naam, args in (("bank", []), ("bankregel", [Bankregel.objects.get().pk])):
            with django_assert_max_num_queries(10):
                client.get(adres(naam, *args))


class TestEigenRekeningen:
    def test_een_bestand_van_een_nieuwe_rekening_komt_op_haar_grootboekrekening(self, client, bank):
        assert client.get(adres("eigen_rekeningen")).status_code == 200
        lees = {"bestand": SimpleUploadedFile("x.xml", camt(blad(zin("-1.00"), iban=VREEMD)))}
        assert (
            "zet dit nummer eerst bij Onze bankrekeningen" in client.post(adres("bank_inlezen"), lees).content.decode()
        )

        velden = {"naam": "Spaarrekening", "iban": "nl69 ingb 0123 4567 89"}
        antwoord = client.post(adres("eigen_rekeningen"), velden, follow=True)
        lees_blad(bank, blad(zin("-1.00"), iban=VREEMD))

        assert meldingen(antwoord) == ["De bankrekeningen zijn bewaard."]
        assert Bankregel.objects.get().rekening.nummer == "1001"
        assert (str(rekening("1001")), rekening("1001").soort, rekening("1001").iban) == (
            "1001 Spaarrekening",
            "bank",
            VREEMD,
        )

    @pytest.mark.parametrize(
        ("velden", "zin_"),
        [
            ({"1000": "NL69INGB0123456780"}, "Dit IBAN klopt niet."),
            ({"1000": VREEMD, "1101": VREEMD}, "Dit IBAN staat al bij een andere rekening."),
            ({"iban": VREEMD}, "Vul van een nieuwe bankrekening de naam en het IBAN in."),
            ({"naam": "Spaar", "iban": "x"}, "Dit IBAN klopt niet."),
        ],
    )
    def test_wat_niet_klopt_wordt_gezegd_en_niets_wordt_bewaard(self, client, bank, velden, zin_):
        post = {f"r{rekening(n).pk}" if n.isdecimal() else n: waarde for n, waarde in velden.items()}

        antwoord = client.post(adres("eigen_rekeningen"), post)

        assert antwoord.status_code == 422
        assert zin_ in antwoord.content.decode()
        assert not Grootboekrekening.objects.exclude(iban=None).exists()

    def test_een_nummer_waarvan_bestanden_gelezen_zijn_staat_vast(self, client, bank):
        veld = f"r{rekening('1000').pk}"
        client.post(adres("eigen_rekeningen"), {veld: EIGEN})
        lees_blad(bank, blad(zin("-1.00")))

        antwoord = client.post(adres("eigen_rekeningen"), {veld: VREEMD})

        assert f"Van {EIGEN} is al een bankbestand ingelezen." in antwoord.content.decode()
        assert rekening("1000").iban == EIGEN
        assert client.post(adres("eigen_rekeningen"), {veld: "NL91 ABNA 0417 1643 00"}).status_code == 302


@pytest.mark.parametrize("naam", ["bank", "bank_geboekt", "bank_bestanden", "herkenning", "eigen_rekeningen"])
def test_een_bladzijde_vraagt_voor_veel_evenveel_als_voor_weinig(
    client, bank, casa, naam, django_assert_max_num_queries
):
    twee_regels(bank, casa)
    client.get(adres(naam))
    with django_assert_max_num_queries(10) as weinig:
        client.get(adres(naam))
    hoogstens = len(weinig)
    for nummer in range(8):
        maak_kamer(f"kamer-{nummer}", naam=f"Kamer {nummer}", afkorting=f"K{nummer}")
    dag = DAG + timedelta(33)
    lees_blad(bank, blad(*[zin(f"-{n}.00", datum=dag) for n in range(1, 60)], begin="978.00"))
    for regel in Bankregel.objects.open()[:20]:
        boek_zelf(regel=regel, delen=[Deel(rekening("4110"), regel.bedrag, casa)], omschrijving="x", gebruiker=bank)

    client.get(adres(naam))  # the menu keeps the new number of lines that wait
    with django_assert_max_num_queries(hoogstens):
        client.get(adres(naam))
