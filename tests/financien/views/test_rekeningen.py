"""The page of an account, and a chart that is loaded from the page."""

from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Boekstuk, Grootboekrekening, Inkoopfactuur, Kostenpost
from tests.fabriek import maak_kamer
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, meldingen, regel, rekening, tekst

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, client, chandra):
    begin_boeken(2026)
    client.force_login(chandra)


@pytest.fixture
def f7(db):
    return Kostenpost.objects.create(code="F7", soort="fysiek", naam="Polissen", tekst="Polissen", volgorde=20)


def velden(**anders) -> dict:
    return {"nummer": "4240", "naam": "Polissen", "soort": "kosten", "post": "", "bronsoort": "", "rgs": "", **anders}


def memoriaal(kamer, nummer="4210") -> dict:
    regel_ = {
        "r1-debet": rekening(nummer).pk,
        "r1-credit": rekening("1000").pk,
        "r1-bedrag": "40",
        "r1-kamer": kamer.pk,
    }
    return {"sleutel": uuid4(), "aantal": "1", "datum": "10-03-2026", "omschrijving": "Polis", **regel_}


def test_van_een_lege_databank_naar_de_beginbalans_in_twee_drukken(client, chandra):
    Jaar.objects.create(jaar=2026)
    maak_kamer("cjm", naam="Casa")
    client.force_login(chandra)
    leeg = client.get(adres("rekeningen"))
    assert "Er zijn nog geen rekeningen. Hier staan er 45 klaar" in tekst(leeg)
    assert "Vul eerst de rekeningen aan" in tekst(client.get(adres("beginbalans")))
    assert "Vul eerst de rekeningen aan" in tekst(client.get(adres("memoriaal")))
    assert "Vul eerst de rekeningen aan" in tekst(client.get(adres("factuur_nieuw")))

    vroeg = client.post(adres("beginbalans"), {"sleutel": uuid4()})
    assert vroeg.status_code == 422
    assert "Rekening 0900 ontbreekt. Ga naar Rekeningen en druk op Vul de rekeningen aan." in tekst(vroeg)

    client.post(adres("rekeningen_aanvullen"), follow=True)
    data = {"sleutel": uuid4(), f"b{rekening('1000').pk}": "5.000", f"b{rekening('0500').pk}": "5.000"}
    antwoord = client.post(adres("beginbalans"), data, follow=True)

    assert meldingen(antwoord) == ["De beginbalans is geboekt als M2026-0001."]
    assert Grootboekrekening.objects.filter(kamer__code="cjm").count() == 2


@pytest.mark.usefixtures("boeken")
class TestPost:
    def test_een_post_zonder_rekening_staat_op_de_bladzijde_en_leidt_naar_een_ingevuld_formulier(self, client, f7):
        blad = tekst(client.get(adres("rekeningen")))
        assert "Deze posten van de begroting hebben nog geen rekening." in blad
        assert f"{adres('rekening_nieuw')}?post=F7" in blad

        form = client.get(adres("rekening_nieuw"), {"post": "F7"}).context["form"]

        gevuld = {naam: form[naam].value() for naam in ("naam", "nummer", "soort", "post", "loon")}
        assert gevuld == {"naam": "Polissen", "nummer": "4240", "soort": "kosten", "post": f7.pk, "loon": False}

    def test_een_post_van_later_krijgt_zijn_rekening_met_een_druk(self, client):
        Kostenpost.objects.create(code="F1", soort="fysiek", naam="Huur", tekst="Huur", volgorde=1)
        assert "Deze posten van de begroting krijgen hun rekening: F1 Huur." in tekst(client.get(adres("rekeningen")))

        client.post(adres("rekeningen_aanvullen"))

        assert rekening("4110").post.code == "F1"
        assert "krijgen hun rekening" not in tekst(client.get(adres("rekeningen")))


@pytest.mark.usefixtures("boeken")
class TestRekening:
    def test_een_nieuwe_rekening_is_er_een_ook_bij_twee_keer_sturen(self, client, f7):
        for _ in range(2):
            antwoord = client.post(adres("rekening_nieuw"), velden(post=f7.pk, rgs="WBedVer"), follow=True)

        assert meldingen(antwoord) == ["Rekening 4240 Polissen staat klaar."]
        assert antwoord.redirect_chain == [(adres("rekening", 2026, "4240"), 302)]
        assert (rekening("4240").post, rekening("4240").rgs) == (f7, "WBedVer")

    def test_wat_niet_klopt_staat_bij_het_veld_en_wat_getypt_is_blijft(self, client):
        antwoord = client.post(adres("rekening_nieuw"), velden(nummer="4110", rgs="BSch"))

        assert antwoord.status_code == 422
        fouten = antwoord.context["form"].errors
        assert fouten == {
            "nummer": ["Dit nummer is al van een andere rekening."],
            "rgs": ["De RGS-code van kosten en baten begint met W, die van de balans met B."],
        }
        assert 'value="Polissen"' in tekst(antwoord)

    @pytest.mark.parametrize("nummer", ["\0", "4240\0", "٤٢٤٠", "4240 ", "12345678901234567890"])
    def test_een_vreemd_nummer_geeft_een_zin_of_wordt_gelezen(self, client, nummer):
        antwoord = client.post(adres("rekening_nieuw"), velden(nummer=nummer))

        assert antwoord.status_code == (302 if nummer == "4240 " else 422)

    def test_na_een_boeking_vraagt_het_formulier_alleen_naam_post_en_rgs(self, client, chandra, casa, f7):
        maak_boekstuk(chandra, regel("4210", "1000", "40", casa))
        form = client.get(adres("rekening_wijzigen", 2026, "4210")).context["form"]
        assert set(form.fields) == {"naam", "post", "rgs", "gezien"}

        data = {"naam": "Verzekering", "post": f7.pk, "rgs": "", "gezien": form["gezien"].value()}
        antwoord = client.post(adres("rekening_wijzigen", 2026, "4210"), data | {"nummer": "9999"}, follow=True)

        assert meldingen(antwoord) == ["De rekening is bewaard."]
        assert (rekening("4210").naam, rekening("4210").post) == ("Verzekering", f7)

    def test_wie_later_komt_ziet_het_en_kan_nog_eens(self, client):
        pagina = adres("rekening_wijzigen", 2026, "4210")
        oud = client.get(pagina).context["form"]["gezien"].value()
        data = velden(nummer="4210", naam="Eerste", gezien=oud)
        client.post(pagina, data)

        antwoord = client.post(pagina, data | {"naam": "Tweede"})

        assert antwoord.status_code == 422
        assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in tekst(antwoord)
        assert rekening("4210").naam == "Eerste"
        nieuw = antwoord.context["form"]["gezien"].value()
        assert client.post(pagina, data | {"naam": "Tweede", "gezien": nieuw}).status_code == 302
        assert rekening("4210").naam == "Tweede"

    def test_sluiten_openen_en_weer_sluiten_met_de_balk(self, client):
        antwoord = client.post(adres("rekening_sluiten", 2026, "4210"), follow=True)

        assert meldingen(antwoord) == ["Rekening 4210 Verzekeringen is gesloten."]
        assert adres("rekening_openen", 2026, "4210") in tekst(antwoord)
        assert "gesloten" in tekst(client.get(adres("rekening", 2026, "4210")))

        antwoord = client.post(adres("rekening_openen", 2026, "4210"), follow=True)
        assert meldingen(antwoord) == ["Rekening 4210 Verzekeringen is weer open."]
        assert not rekening("4210").gesloten

    def test_wat_open_moet_blijven_zegt_waarom(self, client):
        antwoord = client.post(adres("rekening_sluiten", 2026, "1500"), follow=True)

        assert meldingen(antwoord) == ["Op deze rekening boekt het programma zelf. Ze blijft open."]
        assert "Sluit de rekening" not in tekst(antwoord)

    def test_een_rekening_zonder_bedragen_is_te_vinden_ook_als_ze_gesloten_is(self, client):
        Grootboekrekening.objects.filter(nummer="4210").update(gesloten=True)

        blad = client.get(adres("rekeningen"))

        assert [r.nummer for r in blad.context["stil"] if r.gesloten] == ["4210"]
        assert adres("rekening", 2026, "4210") in tekst(blad)

    def test_wie_alleen_kijkt_ziet_geen_knoppen(self, client, bestuurslid):
        client.force_login(bestuurslid)

        for blad in (adres("rekeningen"), adres("rekening", 2026, "4210")):
            assert "rekeningen/nieuw/" not in tekst(client.get(blad))
            assert "wijzigen/" not in tekst(client.get(blad))


@pytest.mark.usefixtures("boeken")
class TestGesloten:
    """Closed after the page was made: the form says so in words, and books nothing."""

    ZIN = "Rekening 4210 Verzekeringen is gesloten. Kies een andere, of open haar weer bij Rekeningen."

    def sluit(self, client, nummer="4210"):
        client.post(adres("rekening_sluiten", 2026, nummer))

    def test_een_memoriaal(self, client, casa):
        self.sluit(client)

        antwoord = client.post(adres("memoriaal"), memoriaal(casa))

        assert (antwoord.status_code, self.ZIN in tekst(antwoord)) == (422, True)
        assert not Boekstuk.objects.exists()
        assert f'value="{rekening("4210").pk}"' not in tekst(client.get(adres("memoriaal")))

    def test_een_factuur(self, client, casa):
        self.sluit(client)
        data = {"sleutel": uuid4(), "aantal": "1", "nieuw": "Polis BV", "nummer": "1", "omschrijving": "Polis"}
        data |= {"datum": "10-03-2026", "r1-rekening": rekening("4210").pk, "r1-kamer": casa.pk, "r1-bedrag": "40"}

        antwoord = client.post(adres("factuur_nieuw"), data)

        assert (antwoord.status_code, self.ZIN in tekst(antwoord)) == (422, True)
        assert not Inkoopfactuur.objects.exists()

    def test_een_verdeling_en_een_beginbalans(self, client, casa):
        self.sluit(client)
        antwoord = client.post(adres("verdeelsleutel", 2026, "4210"), {"wijze": "gelijk"})
        assert (antwoord.status_code, self.ZIN in tekst(antwoord)) == (422, True)

        Grootboekrekening.objects.filter(nummer="1310").update(gesloten=True)
        data = {"sleutel": uuid4(), f"b{rekening('1000').pk}": "5", f"b{rekening('1310').pk}": "7"}
        antwoord = client.post(adres("beginbalans"), data)
        assert antwoord.status_code == 422
        assert "Een rekening is net gesloten. Kies een andere." in tekst(antwoord)
        assert not Boekstuk.objects.exists()


def test_wie_een_rekening_open_had_waarvan_het_nummer_veranderde_verliest_niets(boeken, client):
    client.post(adres("rekening_nieuw"), velden())
    pad = adres("rekening_wijzigen", 2026, "4240")
    blad = client.get(pad).context
    mijn = velden(naam="Verzekeringen", gezien=blad["form"]["gezien"].value(), rekening=blad["rekening"].pk)
    client.post(pad, mijn | {"naam": "Polissen", "nummer": "4250"})

    antwoord = client.post(pad, mijn)

    assert antwoord.status_code == 422
    assert "Iemand anders" in tekst(antwoord)
    assert antwoord.context["form"]["naam"].value() == "Verzekeringen"
    weer = mijn | {"nummer": "4250", "gezien": antwoord.context["form"]["gezien"].value()}
    assert client.post(pad, weer).status_code == 302
    assert Grootboekrekening.objects.get(nummer="4250").naam == "Verzekeringen"
    assert not Grootboekrekening.objects.filter(nummer="4240").exists()
