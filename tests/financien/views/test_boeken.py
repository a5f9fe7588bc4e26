"""The pages of the books: read, book, open."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Boeking, Boekstuk, Grootboekrekening
from financien.services.afsluiten import sluit_maand
from financien.services.rekeningschema import laad_rekeningen
from tests.fabriek import maak_kamer, zet_jaar
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, meldingen, regel, rekening, tekst

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron):
    begin_boeken(2026)


def leeg(antwoord) -> tuple[str, str]:
    """Return what an empty list says, and where its button leads."""
    vak = tekst(antwoord).split('<div class="leeg kaart">')[1].split("</div>")[0]
    return vak.split("<p>")[1].split("</p>")[0], "".join(re.findall(r'href="([^"]+)"', vak))


def formulier(casa, **velden):
    """A filled-in memoriaal with one line; the other three stay empty."""
    return {
        "sleutel": uuid4(),
        "aantal": "4",
        "datum": "10-03-2026",
        "omschrijving": "Huur maart",
        "reden": "De huur staat in het contract",
        "r1-debet": rekening("4110").pk,
        "r1-credit": rekening("1000").pk,
        "r1-bedrag": "€ 725,50",
        "r1-kamer": casa.pk,
        **velden,
    }


@pytest.mark.usefixtures("boeken")
class TestMemoriaal:
    def test_de_penningmeester_boekt_een_stuk_en_twee_keer_sturen_is_een_stuk(self, client, chandra, casa):
        client.force_login(chandra)
        data = formulier(casa)

        for _ in range(2):
            antwoord = client.post(adres("memoriaal"), data, follow=True)

        assert [str(melding) for melding in antwoord.context["messages"]] == ["Geboekt als M2026-0001."]
        assert list(Boeking.objects.values_list("bedrag", "debet__nummer", "credit__nummer", "kamer__code")) == [
            (D("725.50"), "4110", "1000", "cjm")
        ]

    @pytest.mark.parametrize(
        ("velden", "zin"),
        [
            ({"r1-bedrag": "12.50"}, "Vul een bedrag in met een komma, bijvoorbeeld 12,50."),
            ({"r1-bedrag": "0"}, "Vul een bedrag in dat meer is dan € 0."),
            ({"r1-bedrag": ""}, "Vul een bedrag in dat meer is dan € 0."),
            ({"r1-debet": ""}, "Kies naar welke rekening."),
            ({"r1-credit": "999999"}, "Kies"),
            ({"r1-kamer": ""}, "Kies een kamer. Kosten en baten zijn altijd van een kamer."),
            ({"omschrijving": ""}, "Schrijf op waarvoor deze boeking is."),
            ({"omschrijving": "111222333"}, "Dit lijkt op een BSN."),
            ({"datum": "11-03-2026"}, "Deze dag moet nog komen. Kies vandaag of een dag ervoor."),
            ({"datum": "1-1-2025"}, "Boekjaar 2025 bestaat nog niet."),
        ],
    )
    def test_wat_niet_klopt_wordt_gezegd_en_wat_getypt_is_staat_er_nog(self, client, chandra, casa, velden, zin):
        client.force_login(chandra)

        antwoord = client.post(adres("memoriaal"), formulier(casa, **{"r1-omschrijving": "zie bijlage", **velden}))

        assert antwoord.status_code == 422
        tekst = antwoord.content.decode()
        assert zin.replace("'", "&#x27;") in tekst
        assert 'value="zie bijlage"' in tekst
        assert not Boekstuk.objects.exists()

    def test_een_fout_noemt_de_regel_waar_zij_staat(self, client, chandra, casa):
        client.force_login(chandra)
        tweede = {"r3-debet": rekening("4110").pk, "r3-credit": rekening("1000").pk, "r3-bedrag": "5"}

        antwoord = client.post(adres("memoriaal"), formulier(casa, **tweede))

        assert "Regel 3: Kies een kamer." in antwoord.content.decode()

    def test_zonder_regels_wordt_er_niets_geboekt(self, client, chandra, casa):
        client.force_login(chandra)
        leeg = dict.fromkeys(("r1-debet", "r1-credit", "r1-bedrag", "r1-kamer"), "")

        antwoord = client.post(adres("memoriaal"), formulier(casa, **leeg))

        assert "Vul minstens één regel in." in antwoord.content.decode()

    def test_meer_regels_bewaart_wat_er_staat_en_boekt_niet(self, client, chandra, casa):
        client.force_login(chandra)

        antwoord = client.post(adres("memoriaal"), formulier(casa, meer="1"))

        assert antwoord.status_code == 200
        assert antwoord.context["form"].aantal == 8
        assert "725,50" in antwoord.content.decode()
        assert not Boekstuk.objects.exists()

    def test_dezelfde_sleutel_met_een_ander_bedrag_verdwijnt_niet_stil(self, client, chandra, casa):
        client.force_login(chandra)
        data = formulier(casa)
        client.post(adres("memoriaal"), data)

        antwoord = client.post(adres("memoriaal"), {**data, "r1-bedrag": "800"})

        assert "Dit formulier is al geboekt als M2026-0001. Begin een nieuw stuk." in antwoord.content.decode()
        assert Boeking.objects.get().bedrag == D("725.50")

    def test_in_een_afgesloten_jaar_weigert_het_met_een_zin(self, client, chandra, casa):
        zet_jaar("vastgesteld", jaar=2026)
        client.force_login(chandra)

        antwoord = client.post(adres("memoriaal"), formulier(casa))

        assert "Dit boekjaar is vastgesteld." in antwoord.content.decode()


@pytest.mark.usefixtures("boeken")
class TestCijfers:
    @pytest.mark.parametrize("naam", ["journaal", "rekeningen", "balans", "staat"])
    def test_een_leeg_jaar_zegt_dat_er_niets_is_en_een_onbekend_jaar_bestaat_niet(self, client, chandra, naam):
        client.force_login(chandra)

        assert client.get(adres(naam)).status_code == 200
        assert [
            client.get(adres(naam, 2026).replace("2026", str(jaar))).status_code for jaar in (1999, 2099, 0, 10**19)
        ] == [404] * 4

    @pytest.mark.parametrize("naam", ["journaal", "rekeningen", "balans", "staat", "memoriaal", "beginbalans"])
    def test_een_bladzijde_vraagt_hoogstens_tien_keer_ook_met_veel(
        self, client, chandra, casa, naam, django_assert_max_num_queries
    ):
        for _ in range(60):
            maak_boekstuk(chandra, regel("4110", "1000", "1.00", casa))
        client.force_login(chandra)
        client.get(adres(naam))  # once a minute the session is written, see buurtwerkkamer/rust.py

        with django_assert_max_num_queries(10):
            client.get(adres(naam))

    def test_de_balans_van_een_dag_en_een_onleesbare_dag(self, client, chandra, casa):
        maak_boekstuk(chandra, regel("1000", "8010", "10.00", casa), datum=date(2026, 2, 1))
        client.force_login(chandra)

        vroeg = client.get(adres("balans"), {"tot": "31-1-2026"}).context["balans"]
        raar = client.get(adres("balans"), {"tot": "32-1-2026"}).context["balans"]

        assert (vroeg.totaal_activa, raar.totaal_activa, raar.dag) == (0, 10, date(2026, 3, 10))

    def test_de_staat_van_een_kamer_leidt_naar_de_boekingen_van_die_kamer(self, client, chandra, casa, multibron):
        maak_boekstuk(chandra, regel("4110", "1000", "10.00", casa), regel("4110", "1000", "99.00", multibron))
        client.force_login(chandra)

        antwoord = client.get(adres("staat"), {"kamer": "cjm"})

        assert antwoord.context["staat"].totaal_kosten.realisatie == 10
        assert f"{adres('rekening', 2026, '4110')}?kamer=cjm&amp;tot=10-03-2026" in antwoord.content.decode()
        assert client.get(adres("staat"), {"kamer": "bestaat-niet"}).status_code == 404


class TestLeegJournaal:
    """What an empty year asks first; ``jaren``: which were begun, ``eerder``: something was booked in 2025."""

    @pytest.mark.parametrize(
        ("jaren", "eerder", "naar"),
        [
            ([2026], False, "/financien/boeken/2026/beginbalans/"),
            ([2025, 2026], True, "/financien/boeken/2026/nieuw/"),
            ([2025], True, "/financien/begroting/nieuw/"),
            ([], False, "/financien/begroting/nieuw/"),
            ([2027], False, ""),
        ],
    )
    def test_een_leeg_jaar_leidt_naar_wat_eerst_komt(
        self, client, chandra, casa, jaren, eerder, naar, django_assert_max_num_queries
    ):
        laad_rekeningen()
        Jaar.objects.bulk_create(Jaar(jaar=jaar) for jaar in jaren)
        if eerder:
            maak_boekstuk(chandra, regel("4110", "1000", "1", casa), datum=date(2025, 5, 1))
        client.force_login(chandra)
        client.get(adres("journaal"))

        with django_assert_max_num_queries(10):
            antwoord = client.get(adres("journaal"))

        assert leeg(antwoord) == ("Er is nog niets geboekt in 2026.", naar)

    @pytest.mark.usefixtures("boeken")
    def test_wie_niet_boekt_en_wie_zoekt_krijgt_geen_knop(self, client, chandra, bestuurslid):
        client.force_login(bestuurslid)
        assert leeg(client.get(adres("journaal"))) == ("Er is nog niets geboekt in 2026.", "")
        client.force_login(chandra)

        gezocht = client.get(adres("journaal"), {"zoek": "huur"})

        assert leeg(gezocht) == ("Geen boekstuk gevonden. Zoek met minder woorden.", "")


@pytest.mark.usefixtures("boeken")
class TestBeginbalans:
    def test_de_penningmeester_neemt_de_balans_over(self, client, chandra):
        client.force_login(chandra)
        data = {"sleutel": uuid4(), f"b{rekening('1000').pk}": "5.000,25", f"b{rekening('0500').pk}": "5.000,25"}

        antwoord = client.post(adres("beginbalans"), data, follow=True)

        assert "De beginbalans is geboekt als M2026-0001." in antwoord.content.decode()
        assert antwoord.context["balans"].totaal_passiva == D("5000.25")

    def test_na_het_sluiten_van_januari_zegt_de_bladzijde_op_welke_dag_zij_komt(self, client, chandra):
        client.force_login(chandra)
        assert "komt in de boeken op" not in tekst(client.get(adres("beginbalans")))
        sluit_maand(jaar=2026, maand=1, gebruiker=chandra, sleutel=uuid4())
        zin = "De beginbalans komt in de boeken op 1 februari 2026. Eerder kan niet meer."
        assert zin in tekst(client.get(adres("beginbalans")))

        antwoord = client.post(adres("beginbalans"), {"sleutel": uuid4(), f"b{rekening('1000').pk}": "5"}, follow=True)

        assert meldingen(antwoord) == ["De beginbalans is geboekt als M2026-0001."]
        assert Boekstuk.objects.get().datum == date(2026, 2, 1)
        assert zin not in tekst(client.get(adres("beginbalans")))

    @pytest.mark.parametrize(
        ("namen", "zin"),
        [
            (["Nieuw"], "Nieuw heeft nog geen kas en geen handgeldrekening."),
            (["Nieuw", "Later"], "2 kamers hebben nog geen kas en geen handgeldrekening."),
        ],
    )
    def test_kamers_zonder_rekeningen_worden_genoemd_met_waar_je_ze_maakt(
        self, client, chandra, namen, zin, django_assert_max_num_queries
    ):
        for naam in namen:
            maak_kamer(naam.lower(), naam=naam)
        client.force_login(chandra)
        link = f'<a href="{adres("rekeningen")}">Maak die eerst bij Rekeningen.</a>'

        assert f"{zin} {link}" in tekst(client.get(adres("beginbalans")))
        with django_assert_max_num_queries(10):
            client.get(adres("beginbalans"))
        assert zin in tekst(client.get(adres("rekeningen")))

        client.post(adres("nieuwe_kamers"))
        assert "nog geen kas" not in tekst(client.get(adres("beginbalans")))

    def test_een_onleesbaar_bedrag_blijft_staan(self, client, chandra):
        client.force_login(chandra)

        antwoord = client.post(adres("beginbalans"), {"sleutel": uuid4(), f"b{rekening('1000').pk}": "1.234.56"})

        assert antwoord.status_code == 422
        assert 'value="1.234.56"' in antwoord.content.decode()
        assert not Boekstuk.objects.exists()


def test_een_nieuwe_kamer_krijgt_haar_rekeningen_met_een_knop_en_een_keer(client, chandra, casa):
    begin_boeken(2026)
    maak_kamer("nieuw", naam="Nieuwe Kamer")
    client.force_login(chandra)
    assert "Nieuwe Kamer heeft nog geen kas" in client.get(adres("rekeningen")).content.decode()

    for _ in range(2):
        client.post(adres("nieuwe_kamers"))

    assert list(Grootboekrekening.objects.filter(kamer__code="nieuw").values_list("nummer", flat=True)) == [
        "1102",
        "1202",
    ]
    assert "heeft nog geen kas" not in client.get(adres("rekeningen")).content.decode()


def test_een_oudere_databank_krijgt_de_ontbrekende_rekeningen_met_een_druk(client, chandra, casa):
    begin_boeken(2026)
    Grootboekrekening.objects.filter(nummer__in=("1495", "1605")).delete()
    Grootboekrekening.objects.filter(nummer="4110").update(naam="Huur")
    client.force_login(chandra)
    assert "Deze rekeningen ontbreken nog: 1495, 1605." in client.get(adres("rekeningen")).content.decode()

    for _ in range(2):
        client.post(adres("rekeningen_aanvullen"))

    assert Grootboekrekening.objects.filter(nummer__in=("1495", "1605")).count() == 2
    assert Grootboekrekening.objects.get(nummer="4110").naam == "Huur"
    assert "ontbreken nog" not in client.get(adres("rekeningen")).content.decode()
