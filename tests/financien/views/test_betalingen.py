"""Payments and shared costs on the screen."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from financien.models import Bankrekening, Betaalopdracht, Boekstuk, Verdeelsleutel
from financien.services.betalen import betaald
from financien.services.boeken import keer_om
from financien.services.factuurstand import een
from financien.services.opdrachten import keur_goed, meld_verzonden, stop
from tests.financien.bankfabriek import blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import ANDER_IBAN, IBAN, ONZE_IBAN, deel, leverancier, maak_betaalbaar, maak_geboekt


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, eva, casa):
    return maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))


def adres(naam, *args) -> str:
    return reverse(f"financien:{naam}", args=args)


def zet_klaar(client, *facturen, **velden):
    vast = {"sleutel": str(uuid4()), "uitvoeren_op": "25-3-2026", "facturen": [factuur.pk for factuur in facturen]}
    return client.post(adres("klaarzetten", 2026), vast | velden)


def test_wat_binnen_een_week_moet_is_aangekruist(client, factuur, chandra, eva, casa, time_machine):
    client.force_login(chandra)
    vast = [factuur.pk, maak_betaalbaar(chandra, eva, deel("4120", "1", casa), nummer="later").pk]
    assert client.get(adres("klaarzetten", 2026)).context["gekozen"] == []  # both are due on 9 April
    time_machine.move_to("2026-04-02 10:00", tick=False)
    client.force_login(chandra)

    assert client.get(adres("klaarzetten", 2026)).context["gekozen"] == [str(pk) for pk in vast]


def test_van_klaarzetten_tot_de_bank_met_twee_mensen(client, factuur, chandra, bestuurslid):
    client.force_login(chandra)
    zet_klaar(client, factuur)
    opdracht = Betaalopdracht.objects.get()
    assert client.get(adres("betaling_bestand", opdracht.pk)).status_code == 404
    assert client.post(adres("betaling_goedkeuren", opdracht.pk)).status_code == 403
    client.force_login(bestuurslid)
    blad = client.get(adres("betaling", opdracht.pk))
    assert "Het rekeningnummer van Stroom BV is nieuw sinds 20 maart." in blad.text
    assert client.get(adres("betaling_bestand", opdracht.pk)).status_code == 403
    client.post(adres("betaling_goedkeuren", opdracht.pk))

    client.force_login(chandra)
    bestand = client.get(adres("betaling_bestand", opdracht.pk))
    verzonden = client.post(adres("betaling_verzonden", opdracht.pk), follow=True)

    assert bestand.content == bytes(opdracht.bestand.inhoud)
    assert bestand["Content-Disposition"] == 'attachment; filename="betaalopdracht-2026-03-25.xml"'
    assert "bij de bank" in verzonden.text
    assert [daad.soort for daad in opdracht.daden.all()] == ["goedgekeurd", "verzonden"]


def test_een_gewijzigd_rekeningnummer_staat_er_met_oud_en_nieuw(client, factuur, chandra, bestuurslid):
    client.force_login(chandra)
    gegevens = {"iban": ANDER_IBAN, "tenaamstelling": "Stroom BV"}
    client.post(adres("leverancier_rekening", factuur.leverancier_id), gegevens)
    zet_klaar(client, factuur)
    client.force_login(bestuurslid)

    blad = client.get(adres("betaling", Betaalopdracht.objects.get().pk))

    assert "NL91 ABNA 0417 1643 00 werd NL20 INGB 0001 2345 67" in blad.text


def test_na_dertig_dagen_is_een_rekeningnummer_niet_nieuw_meer(client, factuur, chandra, time_machine):
    client.force_login(chandra)
    zet_klaar(client, factuur)
    pk = Betaalopdracht.objects.get().pk
    assert "is nieuw sinds" in client.get(adres("betaling", pk)).text
    time_machine.move_to("2026-04-20 10:00", tick=False)
    client.force_login(chandra)

    assert "is nieuw sinds" not in client.get(adres("betaling", pk)).text


def test_een_fout_iban_wordt_geweigerd_en_staat_er_nog(client, chandra):
    client.force_login(chandra)

    antwoord = client.post(
        adres("leverancier_rekening", leverancier().pk), {"iban": "NL91 ABNA 0417 1643 01", "tenaamstelling": "Stroom"}
    )

    assert antwoord.status_code == 422
    assert "Dit IBAN klopt niet." in antwoord.text
    assert 'value="NL91 ABNA 0417 1643 01"' in antwoord.text
    assert Bankrekening.objects.count() == 0


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"facturen": []}, "Kies minstens één factuur."),
        ({"facturen": ["x"]}, "kan nu niet betaald worden"),
        ({"facturen": ["9" * 30]}, "kan nu niet betaald worden"),
        ({"facturen": ["99999999"]}, "kan nu niet betaald worden"),
        ({"uitvoeren_op": "19-3-2026"}, "Kies vandaag of een dag die nog komt."),
        ({"uitvoeren_op": "20-5-2026"}, "Kies een dag binnen 60 dagen."),
        ({"uitvoeren_op": "31-12-2099"}, "Kies een dag binnen 60 dagen."),
    ],
)
def test_een_opdracht_die_niet_kan_wordt_niet_gemaakt(client, factuur, chandra, velden, zin):
    client.force_login(chandra)

    antwoord = zet_klaar(client, factuur, **velden)

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    if "uitvoeren_op" in velden:
        assert antwoord.context["form"].errors == {"uitvoeren_op": [zin]}
    assert Betaalopdracht.objects.count() == 0


@pytest.fixture
def verzonden(client, factuur, chandra, bestuurslid):
    """An order of one invoice that went to the bank, of which the bank booking was undone."""
    client.force_login(chandra)
    zet_klaar(client, factuur)
    opdracht = Betaalopdracht.objects.get()
    keur_goed(opdracht, gebruiker=bestuurslid)
    client.post(adres("betaling_verzonden", opdracht.pk))
    vast = {"bankrekening": rekening("1000"), "bedrag": factuur.regels.get().bedrag, "datum": date(2026, 3, 20)}
    stuk = betaald(factuur, sleutel=uuid4(), gebruiker=chandra, **vast)
    assert "Mislukt" not in client.get(adres("betaling", opdracht.pk)).text
    keer_om(stuk, datum=date(2026, 3, 20), reden="fout", sleutel=uuid4(), gebruiker=chandra)
    return opdracht


def test_een_ongedane_betaling_is_onderweg_tot_de_penningmeester_vastlegt_dat_ze_mislukte(
    client, factuur, verzonden, chandra
):
    blad = client.get(adres("factuur", factuur.pk)).text
    assert f"€\N{NO-BREAK SPACE}121,10 zit in betaalopdracht {verzonden}, uit te voeren op 25 maart 2026." in blad
    assert "Opnieuw betalen kan pas als je bij die opdracht vastlegt dat de betaling mislukte." in blad
    assert client.get(adres("klaarzetten", 2026)).context["rijen"] == []
    opdracht = client.get(adres("betaling", verzonden.pk))
    assert opdracht.context["stand"].rijen[0][1] == "onderweg"
    mislukt = adres("betaling_mislukt", verzonden.pk, 1)
    assert mislukt in opdracht.text
    assert "anders betaal je twee keer" in client.get(mislukt).text
    assert client.post(mislukt, {"reden": ""}).status_code == 422

    daarna = client.post(mislukt, {"reden": "Rekening bestaat niet meer"}, follow=True).text

    assert "De factuur kan weer in een betaalopdracht." in daarna
    assert "Betaling mislukt (F-12): Rekening bestaat niet meer" in daarna
    assert [rij.stand.factuur for rij in client.get(adres("klaarzetten", 2026)).context["rijen"]] == [factuur]
    assert client.post(mislukt, {"reden": "nog eens"}).status_code == 422


def test_alleen_wie_betaalt_legt_vast_dat_een_betaling_mislukte(client, verzonden, bestuurslid):
    client.force_login(bestuurslid)

    assert client.post(adres("betaling_mislukt", verzonden.pk, 1), {"reden": "x"}).status_code == 403
    assert "Mislukt" not in client.get(adres("betaling", verzonden.pk)).text
    assert not verzonden.daden.filter(soort="mislukt").exists()


def test_wat_de_bank_liet_zien_staat_onderweg_bij_een_gestopte_opdracht(
    client, factuur, chandra, bestuurslid, eva, casa
):
    tweede = maak_betaalbaar(chandra, eva, deel("4120", "80.00", casa), nummer="F-13")
    client.force_login(chandra)
    zet_klaar(client, factuur, tweede)
    opdracht = Betaalopdracht.objects.get()
    keur_goed(opdracht, gebruiker=bestuurslid)
    vast = {"bankrekening": rekening("1000"), "bedrag": Decimal("121.10"), "datum": date(2026, 3, 20)}
    stuk = betaald(factuur, sleutel=uuid4(), gebruiker=chandra, **vast)
    stop(opdracht, reden="Toch niet", gebruiker=chandra)
    antwoord = client.get(adres("betaling", opdracht.pk))
    assert [hoe for _regel, hoe in antwoord.context["stand"].rijen] == ["betaald", ""]
    assert ("betaald</span>" in antwoord.text, "onderweg" in antwoord.text) == (True, False)

    keer_om(stuk, datum=date(2026, 3, 20), reden="fout", sleutel=uuid4(), gebruiker=chandra)

    blad = client.get(adres("betaling", opdracht.pk)).text
    assert "Die blijft onderweg: boek de bankregel opnieuw." in blad
    assert blad.count('<span class="pil">onderweg</span>') == 2  # of the order, and of this payment only
    assert '<span class="pil">onderweg</span>' in client.get(adres("betalingen", 2026)).text


def test_zonder_rekeningnummer_kun_je_alleen_verrekenen(client, chandra, eva, casa):
    maak_geboekt(chandra, eva, deel("4120", "121.10", casa), vervaldatum=date(2026, 3, 21))
    maak_geboekt(chandra, eva, deel("4120", "-121.10", casa), nummer="C-3", credit=True)
    client.force_login(chandra)
    antwoord = client.get(adres("klaarzetten", 2026))

    assert antwoord.context["gekozen"] == []  # what cannot be paid has no tick beforehand
    assert "nog geen rekeningnummer: je kunt alleen verrekenen" in antwoord.text
    gedaan = zet_klaar(client, *(rij.stand.factuur for rij in antwoord.context["rijen"]))
    assert gedaan.url == adres("boekstuk", Boekstuk.objects.get(omschrijving__startswith="Verrekend").pk)


class TestBankruimte:
    """Bank 200,00; an order of 121,10 waits, another of 80,00 would go below zero."""

    @pytest.fixture(autouse=True)
    def bank(self, factuur, chandra):
        lees_blad(chandra, blad(zin("-10.00", datum=date(2026, 3, 20)), begin="210.00", iban=ONZE_IBAN))

    @pytest.fixture
    def tweede(self, chandra, eva, casa):
        return maak_betaalbaar(chandra, eva, deel("4120", "80.00", casa), nummer="F-13")

    def test_bij_klaarzetten_staat_wat_er_over_is_na_wat_al_onderweg_is(self, client, factuur, tweede, chandra):
        client.force_login(chandra)
        voor = client.get(adres("klaarzetten", 2026)).context["ruimte"]
        zet_klaar(client, factuur)
        na = client.get(adres("klaarzetten", 2026), {"factuur": tweede.pk})

        assert (voor.bank, voor.onderweg, voor.over) == (Decimal("200.00"), 0, Decimal("200.00"))
        ruimte = na.context["ruimte"]
        assert (ruimte.onderweg, ruimte.over, ruimte.te_boeken) == (Decimal("121.10"), Decimal("78.90"), 1)
        assert "Wat is aangekruist, is samen €\N{NO-BREAK SPACE}80,00. Dat is meer dan er over is." in na.text

    def test_wie_goedkeurt_ziet_het_saldo_erna_en_mag_onder_nul_toch_verder(
        self, client, factuur, tweede, chandra, bestuurslid
    ):
        client.force_login(chandra)
        for rij in (factuur, tweede):
            zet_klaar(client, rij)
        opdracht = Betaalopdracht.objects.get(totaal="80.00")
        client.force_login(bestuurslid)
        blad_ = client.get(adres("betaling", opdracht.pk))

        ruimte = blad_.context["ruimte"]
        assert (ruimte.onderweg, ruimte.opdracht, ruimte.over) == tuple(map(Decimal, ("121.10", "80.00", "-1.10")))
        assert "Er staat te weinig op de bank." in blad_.text
        assert client.post(adres("betaling_goedkeuren", opdracht.pk)).status_code == 302

    def test_wat_de_bank_liet_zien_telt_een_keer_en_een_gestopte_opdracht_niet(
        self, client, factuur, tweede, chandra, bestuurslid
    ):
        client.force_login(chandra)
        zet_klaar(client, factuur, tweede)
        opdracht = Betaalopdracht.objects.get()
        keur_goed(opdracht, gebruiker=bestuurslid)
        vast = {"bankrekening": rekening("1000"), "bedrag": Decimal("21.10"), "datum": date(2026, 3, 20)}
        betaald(factuur, sleutel=uuid4(), gebruiker=chandra, **vast)
        assert client.get(adres("betaling", opdracht.pk)).context["ruimte"].opdracht == Decimal("180.00")

        stop(opdracht, reden="Toch niet", gebruiker=chandra)
        assert "ruimte" not in client.get(adres("betaling", opdracht.pk)).context
        assert client.get(adres("klaarzetten", 2026)).context["ruimte"].onderweg == 0

    def test_de_projectcoach_die_goedkeurt_ziet_geen_bank_waar_lonen_in_zitten(self, client, factuur, chandra, eva):
        client.force_login(chandra)
        zet_klaar(client, factuur)
        client.force_login(eva)

        antwoord = client.get(adres("betaling", Betaalopdracht.objects.get().pk))
        assert "ruimte" not in antwoord.context
        assert antwoord.context["kan"]["goedkeuren"]


def test_een_creditnota_staat_bij_het_klaarzetten_en_gaat_er_af(client, factuur, chandra, eva, casa):
    nota = maak_betaalbaar(chandra, eva, deel("4120", "-20.00", casa), nummer="C-3", credit=True)
    client.force_login(chandra)
    assert (
        "terug te krijgen: gaat af van wat je deze leverancier betaalt" in client.get(adres("klaarzetten", 2026)).text
    )

    antwoord = zet_klaar(client, factuur, nota)

    opdracht = Betaalopdracht.objects.get()
    assert antwoord.url == adres("betaling", opdracht.pk)
    assert opdracht.totaal == Decimal("101.10")
    assert "In de boeken" in client.get(adres("factuur", nota.pk)).text


def test_een_creditnota_voor_de_hele_factuur_wordt_verrekend_en_er_gaat_niets_naar_de_bank(
    client, factuur, chandra, eva, casa
):
    nota = maak_betaalbaar(chandra, eva, deel("4120", "-121.10", casa), nummer="C-3", credit=True)
    client.force_login(chandra)

    antwoord = zet_klaar(client, factuur, nota)

    stuk = Boekstuk.objects.get(omschrijving__startswith="Verrekend")
    assert (antwoord.status_code, antwoord.url, Betaalopdracht.objects.count()) == (302, adres("boekstuk", stuk.pk), 0)
    assert "Verrekend. Er gaat niets naar de bank." in client.get(antwoord.url).text


def test_een_creditnota_zonder_factuur_ernaast_wordt_niet_verrekend(client, factuur, chandra, eva, casa):
    nota = maak_betaalbaar(chandra, eva, deel("4120", "-20.00", casa), nummer="C-3", credit=True)
    client.force_login(chandra)

    antwoord = zet_klaar(client, nota)

    assert (antwoord.status_code, Betaalopdracht.objects.count()) == (422, 0)
    assert "ook een factuur van deze leverancier om mee te verrekenen" in antwoord.text


def test_intrekken_vraagt_een_reden_en_maakt_de_factuur_vrij(client, factuur, chandra):
    client.force_login(chandra)
    zet_klaar(client, factuur)
    pk = Betaalopdracht.objects.get().pk
    assert client.post(adres("betaling_stoppen", pk), {"reden": ""}).status_code == 422

    client.post(adres("betaling_stoppen", pk), {"reden": "Verkeerde dag"})

    assert [rij.stand.factuur for rij in client.get(adres("klaarzetten", 2026)).context["rijen"]] == [factuur]


def test_de_verdeling_kiezen(client, chandra, casa, multibron):
    client.force_login(chandra)
    fout = {"wijze": "vast", f"k{casa.pk}": "60", f"k{multibron.pk}": "39,5"}
    antwoord = client.post(adres("verdeelsleutel", 2026, "4210"), fout)
    assert (antwoord.status_code, Verdeelsleutel.objects.count()) == (422, 0)
    assert "De percentages zijn samen precies 100." in antwoord.text

    client.post(adres("verdeelsleutel", 2026, "4210"), fout | {f"k{multibron.pk}": "40%"})

    sleutel = Verdeelsleutel.objects.get()
    assert list(sleutel.delen.values_list("kamer", "procent")) == [
        (casa.pk, Decimal("60.00")),
        (multibron.pk, Decimal("40.00")),
    ]
    assert sleutel.rekening == rekening("4210")
    assert "CJM 60,00%" in client.get(adres("verdeling", 2026)).text


def test_een_verdeling_van_een_ander_gaat_niet_verloren_op_een_oude_bladzijde(client, chandra, casa, multibron):
    client.force_login(chandra)
    waar = adres("verdeelsleutel", 2026, "4210")
    oud = client.get(waar).context["form"].initial["gezien"]
    client.post(waar, {"wijze": "vast", f"k{casa.pk}": "60", f"k{multibron.pk}": "40", "gezien": oud})

    antwoord = client.post(waar, {"wijze": "gelijk", "gezien": oud})

    assert (antwoord.status_code, Verdeelsleutel.objects.get().wijze) == (422, "vast")
    assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in antwoord.text
    nieuw = antwoord.context["form"]["gezien"].value()
    assert nieuw == client.get(waar).context["form"].initial["gezien"] != oud
    client.post(waar, {"wijze": "gelijk", "gezien": nieuw})
    assert (Verdeelsleutel.objects.get().wijze, Verdeelsleutel.objects.get().delen.count()) == ("gelijk", 0)


def test_een_rekening_die_geen_kosten_is_heeft_geen_verdeling(client, chandra):
    client.force_login(chandra)

    assert client.get(adres("verdeelsleutel", 2026, "1000")).status_code == 404


def test_de_opdracht_betaalt_naar_het_nieuwste_nummer(client, factuur, chandra):
    client.force_login(chandra)

    zet_klaar(client, factuur)

    assert Betaalopdracht.objects.get().regels.get().naar.iban == IBAN


def test_een_betaalde_factuur_staat_als_waarschuwing_bij_de_opdracht_en_houdt_het_bestand_tegen(
    client, factuur, chandra, bestuurslid, eva, casa
):
    tweede = maak_betaalbaar(chandra, eva, deel("4120", "5", casa), nummer="F-13")
    client.force_login(chandra)
    zet_klaar(client, factuur, tweede)
    opdracht = Betaalopdracht.objects.get()
    keur_goed(opdracht, gebruiker=bestuurslid)
    vast = {"datum": date(2026, 3, 20), "bankrekening": rekening("1000"), "gebruiker": chandra}
    betaald(factuur, bedrag=Decimal("121.10"), sleutel=uuid4(), **vast)
    zin = (
        "Factuur F-12 is intussen betaald. Ging het bestand al naar de bank? Leg dat dan vast. "
        "Trek de opdracht anders in, en maak zo nodig een nieuwe zonder deze factuur."
    )

    blad = client.get(adres("betaling", opdracht.pk))
    bestand = client.get(adres("betaling_bestand", opdracht.pk))

    assert (blad.text.count(zin), blad.text.count("deels betaald"), blad.text.count("Trek de rest in")) == (1, 1, 1)
    assert {naam for naam, kan in blad.context["kan"].items() if kan} == {"verzonden", "stoppen", "iets"}
    assert (bestand.status_code, bestand.text.count(zin)) == (422, 1)
    assert "Vraag de bank eerst of zij de rest nog uitvoert." in client.get(adres("betaling_stoppen", opdracht.pk)).text
    assert client.post(adres("betaling_verzonden", opdracht.pk)).status_code == 302
    assert [daad.soort for daad in opdracht.daden.all()] == ["goedgekeurd", "verzonden"]
    betaald(tweede, bedrag=Decimal("5.00"), sleutel=uuid4(), **vast)
    daarna = client.get(adres("betaling", opdracht.pk))
    assert daarna.context["stand"].betaald
    assert not {naam for naam in ("verzonden", "stoppen", "goedkeuren") if daarna.context["kan"][naam]}


def test_een_opdracht_met_teruggedraaide_factuur_vraagt_geen_goedkeuring_meer(client, factuur, chandra, bestuurslid):
    client.force_login(chandra)
    zet_klaar(client, factuur)
    stuk = een(factuur).akkoorden[-1].boekstuk
    keer_om(stuk, datum=date(2026, 3, 20), reden="fout", sleutel=uuid4(), gebruiker=chandra)
    client.force_login(bestuurslid)

    blad = client.get(adres("betaling", Betaalopdracht.objects.get().pk))

    assert "Factuur F-12 is veranderd. Trek deze opdracht in en maak een nieuwe." in blad.text
    assert "wacht op iemand anders" not in blad.text
    assert not blad.context["kan"]["goedkeuren"]


def test_hetzelfde_formulier_toont_de_opdracht_en_met_een_andere_keuze_krijgt_het_een_nieuwe_sleutel(
    client, factuur, chandra, eva, casa
):
    ander = maak_betaalbaar(chandra, eva, deel("4120", "5", casa), nummer="ander")
    client.force_login(chandra)
    sleutel = str(uuid4())
    eerste = zet_klaar(client, factuur, sleutel=sleutel)
    weer = zet_klaar(client, factuur, sleutel=sleutel)
    assert (weer.status_code, weer.url) == (302, eerste.url)

    geweigerd = zet_klaar(client, ander, sleutel=sleutel)
    vers = geweigerd.context["form"]["sleutel"].value()

    assert geweigerd.status_code == 422
    assert f"Dit formulier is al gebruikt voor betaalopdracht {Betaalopdracht.objects.get()}." in geweigerd.text
    assert f'value="{vers}"' in geweigerd.text
    assert f'value="{sleutel}"' not in geweigerd.text
    assert geweigerd.context["gekozen"] == [str(ander.pk)]
    assert zet_klaar(client, ander, sleutel=vers).status_code == 302
    assert [opdracht.regels.get().factuur for opdracht in Betaalopdracht.objects.order_by("pk")] == [factuur, ander]


def test_op_een_zaterdag_staat_de_eerste_bankdag_ingevuld_en_wie_toch_zaterdag_kiest_leest_wanneer_de_bank_betaalt(
    client, factuur, chandra, time_machine
):
    time_machine.move_to("2026-03-21 10:00", tick=False)
    client.force_login(chandra)
    form = client.get(adres("klaarzetten", 2026)).context["form"]
    assert form["uitvoeren_op"].value() == "23-03-2026"

    zet_klaar(client, factuur, uitvoeren_op="21-3-2026")
    blad_ = client.get(adres("betaling", Betaalopdracht.objects.get().pk)).text
    assert "Op zaterdag 21 maart werkt de bank niet. Ze betaalt op maandag 23 maart." in blad_


def test_een_creditnota_heeft_geen_uiterste_dag_om_te_betalen(client, factuur, chandra, eva, casa):
    nota = maak_geboekt(chandra, eva, deel("4120", "-20.00", casa), nummer="C-3", credit=True)
    client.force_login(chandra)

    assert "Uiterlijk betalen op" in client.get(adres("factuur", factuur.pk)).text
    assert "Uiterlijk betalen op" not in client.get(adres("factuur", nota.pk)).text
    lijst = client.get(adres("facturen", 2026)).text
    assert lijst.count("uiterlijk betalen op") == 1


class TestGoedkeuringTerug:
    @pytest.fixture
    def opdracht(self, client, factuur, chandra, bestuurslid):
        client.force_login(chandra)
        zet_klaar(client, factuur)
        client.force_login(bestuurslid)
        opdracht = Betaalopdracht.objects.get()
        gedaan = client.post(adres("betaling_goedkeuren", opdracht.pk), follow=True)
        assert adres("betaling_goedkeuring_terug", opdracht.pk) in gedaan.text
        return opdracht

    def test_wie_goedkeurde_neemt_dat_terug_en_er_gaat_niets_naar_de_bank(
        self, client, opdracht, factuur, chandra, bestuurslid
    ):
        antwoord = client.post(adres("betaling_goedkeuring_terug", opdracht.pk), follow=True)

        assert "Je goedkeuring is teruggenomen. De opdracht wacht weer op een tweede persoon." in antwoord.text
        assert "Keur deze betalingen goed" in antwoord.text
        assert "Goedkeuring teruggenomen" in antwoord.text  # in who did what
        assert list(opdracht.daden.values_list("soort", "wie")) == [
            ("goedgekeurd", bestuurslid.pk),
            ("terug", bestuurslid.pk),
        ]
        assert een(factuur).stand == "opdracht"
        client.force_login(chandra)
        assert client.get(adres("betaling_bestand", opdracht.pk)).status_code == 404
        assert "Keur deze betalingen goed" not in client.get(adres("betaling", opdracht.pk)).text
        client.force_login(bestuurslid)
        client.post(adres("betaling_goedkeuren", opdracht.pk))
        client.force_login(chandra)
        assert client.get(adres("betaling_bestand", opdracht.pk)).status_code == 200

    @pytest.mark.parametrize("wat", ["verzonden", "getoond", "van een ander"])
    def test_wat_verder_is_of_van_een_ander_blijft(self, client, opdracht, factuur, chandra, eva, wat):
        if wat == "verzonden":
            meld_verzonden(opdracht, gebruiker=chandra)
        elif wat == "getoond":
            vast = {"bankrekening": rekening("1000"), "bedrag": Decimal("21.10"), "datum": date(2026, 3, 20)}
            betaald(factuur, sleutel=uuid4(), gebruiker=chandra, **vast)
        else:
            client.force_login(eva)
        daden = opdracht.daden.count()
        assert "Neem je goedkeuring terug" not in client.get(adres("betaling", opdracht.pk)).text

        antwoord = client.post(adres("betaling_goedkeuring_terug", opdracht.pk))

        assert antwoord.status_code == 422
        assert ("Jij keurde deze opdracht niet goed." in antwoord.text) is (wat == "van een ander")
        assert opdracht.daden.count() == daden

    def test_wie_klaarzet_heeft_dit_recht_niet(self, client, opdracht, chandra):
        client.force_login(chandra)

        assert client.post(adres("betaling_goedkeuring_terug", opdracht.pk)).status_code == 403
