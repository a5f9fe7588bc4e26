"""The pages of files in and out, wages and books elsewhere: what they do, say, and keep from whom."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Begrotingsregel, Boekenelders, Boekstuk, Koppeling, Loonjournaalpost
from financien.services.versies import nieuw_jaar
from kamers.models import Invoer, Uitvoer
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, meldingen, regel, rekening, tekst
from tests.kamers.invoerfabriek import csv

LOONKOP = ("maand", "kamer", "rekening", "bruto", "werkgeverslasten", "vakantiegeld", "netto", "loonheffing")
LOON = ("2026-01", "cjm", "4010", "100,00", "20,00", "8,00", "90,00", "30,00")
BOEKKOP = ("datum", "stuk", "rekening", "debet", "credit", "kostenplaats")
BOEK = (("01-02-2026", "1", "4300", "5,00", "", "CAS"), ("01-02-2026", "1", "1100", "", "5,00", ""))


@pytest.fixture(autouse=True)
def boeken(casa, multibron, aanbod_2018, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    begin_boeken(2025, 2026)


@pytest.fixture
def penning(client, chandra):
    client.force_login(chandra)
    return client


def kies(client, blad, inhoud, naam="b.csv", jaar=2026):
    """Send a file; return the answer."""
    data = {"sleutel": uuid4(), "bestand": SimpleUploadedFile(naam, inhoud)}
    return client.post(adres("invoer", jaar, blad), data)


def bevestig(client, naar):
    beeld = client.get(naar).context["beeld"]
    return client.post(naar, {"beeld": beeld}, follow=True)


class TestInvoeren:
    def test_kiezen_bekijken_en_bevestigen_boekt_een_keer(self, penning):
        naar = kies(penning, "lonen", csv(LOONKOP, LOON)).headers["Location"]
        voorbeeld = penning.get(naar)
        assert [str(som[1]) for som in voorbeeld.context["voorbeeld"].totalen] == [
            "100.00",
            "20.00",
            "8.00",
            "90.00",
            "30.00",
        ]
        assert not Boekstuk.objects.exists()

        gedaan = bevestig(penning, naar)
        nog_eens = penning.post(naar, {"beeld": voorbeeld.context["beeld"]}, follow=True)

        assert meldingen(gedaan) == ["De lonen van januari 2026 zijn geboekt als M2026-0001."]
        assert meldingen(nog_eens) == ["Dit bestand is al ingevoerd."]
        assert Loonjournaalpost.objects.count() == Boekstuk.objects.count() == 1

    def test_een_fout_bestand_toont_alles_wat_fout_is_en_boekt_niets(self, penning):
        naar = kies(penning, "lonen", csv(LOONKOP, (*LOON[:3], "12.50", *LOON[4:]))).headers["Location"]

        antwoord = penning.get(naar)

        assert "Vul een bedrag in met een komma, bijvoorbeeld 12,50." in tekst(antwoord)
        assert penning.post(naar, {"beeld": "0" * 64}).status_code == 422
        assert not Boekstuk.objects.exists()

    def test_een_bestand_met_namen_wordt_niet_bewaard_en_de_zin_staat_op_de_bladzijde(self, penning):
        antwoord = kies(penning, "lonen", csv((*LOONKOP, "naam"), (*LOON, "Truus")))

        assert antwoord.status_code == 422
        assert "gaat over personen. Vraag een bestand zonder namen" in tekst(antwoord)
        assert not Invoer.objects.exists()

    def test_het_bestand_van_een_ander_is_er_niet_en_dat_van_een_ander_jaar_ook_niet(self, client, penning):
        naar = kies(penning, "lonen", csv(LOONKOP, LOON)).headers["Location"]
        assert penning.get(naar.replace("2026", "2025")).status_code == 404

        client.force_login(maak_gebruiker("Tweede", Rol.PENNINGMEESTER))
        assert client.get(naar).status_code == 404

    def test_wie_alleen_leest_kiest_niets(self, client):
        client.force_login(maak_gebruiker("Bea", Rol.BESTUUR))

        assert client.get(adres("invoersoorten")).context["soorten"] == []
        assert kies(client, "lonen", csv(LOONKOP, LOON)).status_code == 403

    def test_een_blad_van_de_begroting_gaat_van_de_balk_ongedaan_met_basis_en_al(self, penning):
        nieuw_jaar(uit_jaar=2018, naar_jaar=2026, datum=date(2025, 9, 28))
        huur = Begrotingsregel.objects.filter(versie__jaar__jaar=2026, post__code="F1", kamer__code="cjm")
        blad = csv(("post", "kamer", "bedrag", "basis"), ("F1", "cjm", "9.000", "€ 750 per maand"))
        naar = kies(penning, "begroting", blad).headers["Location"]

        gedaan = bevestig(penning, naar)

        assert meldingen(gedaan) == ["1 bedrag staat in de begroting. 1 basis of spreiding is veranderd."]
        assert (huur.get().bedrag, huur.get().basis) == (9000, 750)
        terug = f"/financien/begroting/2026/versies/1/ongedaan/{naar.rstrip('/').rpartition('/')[2]}/"
        assert f'action="{terug}"' in tekst(gedaan)
        assert meldingen(penning.post(terug, follow=True)) == ["Ongedaan gemaakt."]
        assert (huur.get().bedrag, huur.get().basis, huur.get().basis_eenheid) == (8700, None, "")

    def test_een_soort_die_er_niet_is_is_er_niet(self, penning):
        assert penning.get(adres("invoer", 2026, "toekenningen")).status_code == 404

    def test_een_te_groot_bestand_wordt_geweigerd(self, penning):
        antwoord = kies(penning, "lonen", b"x" * (5 * 1024 * 1024 + 1))

        assert "Dit bestand is te groot." in tekst(antwoord)


class TestUitvoer:
    def test_een_bestand_komt_als_bijlage_en_wordt_opgeschreven(self, penning, chandra, casa):
        maak_boekstuk(chandra, regel("4110", "1000", "725.50", casa))

        antwoord = penning.post(adres("uitvoer_ophalen"), {"wat": "journaal.csv"})

        assert antwoord.headers["Content-Disposition"] == 'attachment; filename="journaal-2026.csv"'
        assert b"725,50" in b"".join(antwoord.streaming_content)
        assert antwoord.headers["Cache-Control"] == "no-store"
        assert Uitvoer.objects.get().sha256[:16] in tekst(penning.get(adres("uitvoer")))

    @pytest.mark.parametrize(
        ("wat", "zin"),
        [
            ("", "Kies welk bestand je wilt ophalen."),
            ("passen.csv", "Kies welk bestand je wilt ophalen."),
            ("journaal.exe", "Kies een bestand dat eindigt op xlsx of csv of ods."),
            ("xaf.xaf", "Het RSIN van de coöperatie ontbreekt."),
            ("bewijzen.zip", "Er is in 2026 nog niets geboekt."),
        ],
    )
    def test_wat_niet_kan_wordt_gezegd_en_niet_opgeschreven(self, penning, wat, zin):
        antwoord = penning.post(adres("uitvoer_ophalen"), {"wat": wat})

        assert (antwoord.status_code, zin in tekst(antwoord)) == (422, True)
        assert not Uitvoer.objects.exists()

    def test_de_kascommissie_krijgt_geen_losse_lonen(self, client, chandra, casa):
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BWK", "rsin": "123456789"})
        maak_boekstuk(chandra, regel("4010", "1520", "2100.11", casa, omschrijving="Truus"))
        maak_boekstuk(chandra, regel("4010", "1520", "2100.22", casa))
        client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

        for wat in ("journaal.csv", "xaf.xaf"):
            inhoud = b"".join(client.post(adres("uitvoer_ophalen"), {"wat": wat}).streaming_content)
            assert (b"4200" in inhoud, b"2100" in inhoud, b"Truus" in inhoud) == (True, False, False)


class TestElders:
    def test_aanzetten_koppelen_en_overnemen_in_de_browser(self, penning, casa):
        aan = penning.post(adres("elders_aan"), {"pakket": "Pakket X"}, follow=True)
        assert meldingen(aan) == ["De boeken van 2026 staan elders. Hier boeken kan nu niet."]
        naar = kies(penning, "grootboek", csv(BOEKKOP, *BOEK)).headers["Location"]
        assert penning.get(naar).context["voorbeeld"].koppelen

        koppelen = adres("koppelen", 2026, Invoer.objects.get().pk)
        leeg = penning.post(koppelen, {})
        assert "Kies een rekening." in tekst(leeg)
        velden = {"rekening0-r": rekening("1000").pk, "rekening1-r": rekening("4110").pk, "kostenplaats0-k": casa.pk}
        assert penning.post(koppelen, velden).headers["Location"] == naar
        gedaan = bevestig(penning, naar)

        assert meldingen(gedaan) == ["1 nieuw, 0 anders, 0 weg, 0 stond er al."]
        assert [str(k.rekening or k.kamer) for k in Koppeling.objects.order_by("code")] == [
            *("1000 Bank", "4110 Huur van de ruimte", "Casa Jepie Makandra")
        ]
        journaal = penning.get(adres("journaal"))
        assert not journaal.context["mag_boeken"]
        assert "De boeken van 2026 staan in Pakket X." in tekst(journaal)

    def test_in_een_jaar_met_stukken_kan_het_niet(self, penning, chandra, casa):
        maak_boekstuk(chandra, regel("4110", "1000", "5.00", casa))

        antwoord = penning.post(adres("elders_aan"), {"pakket": "Pakket X"})

        assert "In 2026 is hier al geboekt." in tekst(antwoord)
        assert not Boekenelders.objects.exists()

    def test_uitzetten_en_een_koppeling_weghalen(self, penning):
        penning.post(adres("elders_aan"), {"pakket": "Pakket X"}, follow=True)
        koppeling = Koppeling.objects.create(soort="rekening", code="4300", rekening=rekening("4110"))

        uit = penning.post(adres("elders_uit"), follow=True)
        weg = penning.post(adres("ontkoppel", 2026, koppeling.pk), follow=True)

        assert (meldingen(uit), meldingen(weg)) == (
            ["De boeken van 2026 staan weer hier."],
            ["4300 is niet meer gekoppeld."],
        )
        assert not Boekenelders.objects.exists()
        assert not Koppeling.objects.exists()


class TestVakantiegeld:
    def test_uitbetalen_in_mei(self, penning, chandra, time_machine):
        bevestig(penning, kies(penning, "lonen", csv(LOONKOP, LOON)).headers["Location"])
        time_machine.move_to("2026-05-20 12:00", tick=False)
        penning.force_login(chandra)  # the session lay still for two months
        data = {"datum": "20-05-2026", "loonheffing": "2,50"}

        gedaan = penning.post(adres("vakantiegeld"), data, follow=True)
        nog_eens = penning.post(adres("vakantiegeld"), data)

        assert meldingen(gedaan) == ["Het vakantiegeld is geboekt als M2026-0002."]
        assert "al geboekt als M2026-0002" in tekst(nog_eens)

    def test_een_dag_in_een_ander_jaar_wordt_geweigerd(self, penning):
        antwoord = penning.post(adres("vakantiegeld"), {"datum": "20-05-2025", "loonheffing": "0"})

        assert "Deze dag valt in een ander boekjaar." in tekst(antwoord)
