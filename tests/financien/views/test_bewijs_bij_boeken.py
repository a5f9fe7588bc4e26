"""A proof goes with a memoriaal and with a bank line that is booked by hand; without one the memoriaal says why."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buurtwerkkamer.models import Bestand, Jaar
from financien.models import Bankregel, Boekstuk, Bonfoto
from financien.services.vierogen import altijd_te_zien
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import adres, begin_boeken
from tests.financien.views.test_bank import formulier as bankformulier
from tests.financien.views.test_boeken import formulier

NOTA = maak_pdf()  # the same bytes each time: another file is another proof
GEEN_BESTAND = "Dit soort bestand nemen we niet aan. Kies een foto (JPEG, PNG of WebP) of een PDF."
WAAROM = "Kies een foto of een PDF als bewijs, of schrijf op waarom er geen bewijs is."


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boekt(client, casa, multibron, chandra):
    begin_boeken(2025, 2026)
    client.force_login(chandra)
    return client


def pdf(naam="nota.pdf"):
    return SimpleUploadedFile(naam, NOTA, content_type="application/pdf")


def sleutel_op(client, pad) -> dict:
    """The key that the page gives its form."""
    return {"sleutel": client.get(pad).context["sleutel"]}


def fouten(antwoord) -> dict:
    return {naam: rij[0] for naam, rij in antwoord.context["form"].kop.errors.items()}


class TestMemoriaal:
    def test_een_bewijs_gaat_mee_en_dan_is_geen_reden_nodig(self, boekt, casa):
        data = formulier(casa, reden="")

        for _ in range(2):
            antwoord = boekt.post(adres("memoriaal"), data | {"bewijs": pdf()})

        stuk = Boekstuk.objects.get()
        assert (antwoord.status_code, stuk.bewijs.naam, stuk.bewijs.type) == (302, "nota.pdf", "application/pdf")
        assert (stuk.reden, Bestand.objects.count(), Bonfoto.objects.count()) == ("", 1, 0)

    def test_zonder_bewijs_vraagt_het_waarom_en_dan_bekijkt_de_kascommissie_het_altijd(self, boekt, casa):
        leeg = boekt.post(adres("memoriaal"), formulier(casa, reden=""))
        goed = boekt.post(adres("memoriaal"), formulier(casa, reden="Het staat in de brief van de bank"))

        stuk = Boekstuk.objects.get()
        assert (leeg.status_code, fouten(leeg)) == (422, {"reden": WAAROM})
        assert (goed.status_code, stuk.reden) == (302, "Het staat in de brief van de bank")
        assert altijd_te_zien(stuk.datum, stuk.datum) == {stuk.pk: "memoriaal"}

    def test_een_correctie_van_een_voorlopig_jaar_houdt_haar_reden_ook_met_bewijs(self, boekt, casa):
        Jaar.objects.filter(jaar=2025).update(status="voorlopig")
        data = formulier(casa, reden="", kenmerk="AC-7", datum="31-12-2025")

        leeg = boekt.post(adres("memoriaal", 2025), data | {"bewijs": pdf()})
        goed = boekt.post(adres("memoriaal", 2025), data | {"bewijs": pdf(), "reden": "Verkeerde kamer"})

        assert fouten(leeg) == {"reden": "Schrijf op waarom deze correctie nodig is."}
        assert "Waarom is deze correctie nodig?" in leeg.text
        stuk = Boekstuk.objects.get()
        assert (goed.status_code, stuk.reden, stuk.kenmerk, stuk.bewijs.naam) == (
            302,
            "Verkeerde kamer",
            "AC-7",
            "nota.pdf",
        )

    @pytest.mark.parametrize("anders", [{"r1-bedrag": "0"}, {"meer": "1"}])
    def test_het_bestand_blijft_als_het_formulier_nog_niet_af_is(self, boekt, casa, anders):
        data = formulier(casa, reden="")

        eerst = boekt.post(adres("memoriaal"), {**data, **anders, "bewijs": pdf()})
        daarna = boekt.post(adres("memoriaal"), data)

        assert "Het bestand nota.pdf is bewaard. Wil je een ander? Kies dat dan hier." in eerst.text
        assert (daarna.status_code, Boekstuk.objects.get().bewijs.naam) == (302, "nota.pdf")
        assert Bonfoto.objects.count() == 0

    def test_wie_na_het_boeken_nog_eens_drukt_hoort_niet_dat_het_bewijs_ontbreekt(self, boekt, casa):
        data = formulier(casa, reden="")
        boekt.post(adres("memoriaal"), data | {"r1-bedrag": "0", "bewijs": pdf()})

        antwoorden = [boekt.post(adres("memoriaal"), data).status_code for _ in range(2)]

        assert (antwoorden, Boekstuk.objects.get().bewijs.naam) == ([302, 302], "nota.pdf")

    def test_een_geweigerd_bestand_wordt_ook_gezegd_aan_wie_alleen_meer_regels_vraagt(self, boekt, casa):
        data = formulier(casa, reden="", **{"r1-bedrag": ""}) | {"meer": "1"}

        antwoord = boekt.post(adres("memoriaal"), data | {"bewijs": SimpleUploadedFile("x.pdf", b"MZ ...")})

        assert (antwoord.status_code, fouten(antwoord)) == (422, {"bewijs": GEEN_BESTAND})

    def test_het_bewaarde_bestand_is_niet_voor_een_ander_met_dezelfde_sleutel(self, boekt, casa):
        data = formulier(casa, reden="")
        boekt.post(adres("memoriaal"), data | {"r1-bedrag": "0", "bewijs": pdf()})
        boekt.force_login(maak_gebruiker("Ander", "penningmeester"))

        antwoord = boekt.post(adres("memoriaal"), data)

        assert (fouten(antwoord), "nota.pdf" in antwoord.text) == ({"reden": WAAROM}, False)

    def test_wat_geen_foto_of_pdf_is_wordt_geweigerd_en_niets_geboekt(self, boekt, casa):
        antwoord = boekt.post(adres("memoriaal"), formulier(casa) | {"bewijs": SimpleUploadedFile("x.pdf", b"MZ ...")})

        assert (antwoord.status_code, fouten(antwoord)) == (422, {"bewijs": GEEN_BESTAND})
        assert (Boekstuk.objects.count(), Bestand.objects.count()) == (0, 0)

    def test_dezelfde_sleutel_met_een_ander_bewijs_verdwijnt_niet_stil(self, boekt, casa):
        data = formulier(casa, reden="")
        boekt.post(adres("memoriaal"), data | {"bewijs": pdf()})

        for anders in ({"reden": "Zonder"}, {"bewijs": SimpleUploadedFile("ander.pdf", maak_pdf())}):
            antwoord = boekt.post(adres("memoriaal"), data | anders)

            assert "Dit formulier is al geboekt als M2026-0001. Begin een nieuw stuk." in antwoord.text
        assert Boekstuk.objects.get().bewijs.naam == "nota.pdf"

    def test_als_boeken_niet_kan_blijft_er_geen_bestand_achter(self, boekt, casa):
        boekt.post(adres("memoriaal"), formulier(casa, datum="1-1-2024") | {"bewijs": pdf()})

        assert (Boekstuk.objects.count(), Bestand.objects.count()) == (0, 0)


class TestBankregel:
    @pytest.fixture
    def regel(self, boekt, chandra):
        begin_bank(2026)
        lees_blad(chandra, blad(zin("-10.00")))
        return Bankregel.objects.get()

    def test_een_bewijs_gaat_mee_met_wat_je_zelf_boekt(self, boekt, regel, casa):
        pad = reverse("financien:bankregel", args=[regel.pk])

        for _ in range(2):
            antwoord = boekt.post(pad, bankformulier(casa) | {"k-bewijs": pdf()})

        stuk = Boekstuk.objects.get()
        assert (antwoord.status_code, stuk.bewijs.naam, str(stuk)) == (302, "nota.pdf", "B2026-0001")

    def test_het_bestand_blijft_als_het_formulier_nog_niet_af_is(self, boekt, regel, casa):
        pad = reverse("financien:bankregel", args=[regel.pk])

        eerst = boekt.post(
            pad, bankformulier(casa, **{"d1-bedrag": "9,99"}) | sleutel_op(boekt, pad) | {"k-bewijs": pdf()}
        )
        daarna = boekt.post(pad, bankformulier(casa) | {"sleutel": eerst.context["sleutel"]})

        assert "Het bestand nota.pdf is bewaard." in eerst.text
        assert (daarna.status_code, Boekstuk.objects.get().bewijs.naam) == (302, "nota.pdf")
        assert Bonfoto.objects.count() == 0

    def test_wie_de_regel_opnieuw_opent_begint_zonder_het_bestand_van_toen(self, boekt, regel, casa):
        pad = reverse("financien:bankregel", args=[regel.pk])
        boekt.post(pad, bankformulier(casa) | sleutel_op(boekt, pad) | {"meer": "1", "k-bewijs": pdf()})

        boekt.post(pad, bankformulier(casa) | sleutel_op(boekt, pad))

        assert Boekstuk.objects.get().bewijs is None

    def test_een_geweigerd_bestand_houdt_ook_een_extra_regel_niet_stil(self, boekt, regel, casa):
        data = bankformulier(casa) | {"meer": "1", "k-bewijs": SimpleUploadedFile("x.heic", b"ftypheic")}

        antwoord = boekt.post(reverse("financien:bankregel", args=[regel.pk]), data)

        assert (antwoord.status_code, fouten(antwoord)) == (422, {"bewijs": GEEN_BESTAND})

    def test_zonder_bewijs_kan_het_ook_want_de_bankregel_is_er(self, boekt, regel, casa):
        antwoord = boekt.post(reverse("financien:bankregel", args=[regel.pk]), bankformulier(casa))

        assert (antwoord.status_code, Boekstuk.objects.get().bewijs) == (302, None)

    def test_wie_de_boeking_ongedaan_maakt_begint_zonder_het_oude_bestand(self, boekt, regel, casa):
        pad = reverse("financien:bankregel", args=[regel.pk])
        boekt.post(pad, bankformulier(casa) | {"k-bewijs": pdf()})
        boekt.post(reverse("financien:bankregel_ongedaan", args=[regel.pk]))

        boekt.post(pad, bankformulier(casa))

        assert [s.bewijs_id is None for s in Boekstuk.objects.order_by("pk")] == [False, True, True]
