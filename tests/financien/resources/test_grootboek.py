"""Books that are kept elsewhere: read behind a guard, mapped, taken over to the cent, and again only the difference."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.models import Cooperatie, Jaar
from buurtwerkkamer.uitvoer import Vraag
from financien.models import Boeking, Boekstuk, Eldersstuk, Koppeling
from financien.resources.grootboek import Grootboekinvoer
from financien.resources.verwerken import beeld_van, bevestig, leg_klaar
from financien.resources.xaf import lees_xaf
from financien.services.balans import balans
from financien.services.staat import staat
from kamers.resources.verwerken import Anders
from kamers.services.uitvoerbestand import haal_uit
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening
from tests.financien.eldersfabriek import HUUR, begin_elders, bekijk, koppel, neem_over, omgeving, stand, xaf
from tests.kamers.invoerfabriek import csv

D = Decimal

KOP = ("datum", "dagboek", "stuk", "rekening", "rekeningnaam", "debet", "credit", "kostenplaats", "omschrijving")
BANK = (
    ("02-03-2026", "BNK", "3", "1600", "Crediteuren", "735,34", "", "", ""),
    ("02-03-2026", "BNK", "3", "1100", "Bank", "", "735,34", "", ""),
)


@pytest.fixture(autouse=True)
def boeken(casa, multibron, aanbod_2018):
    begin_elders(casa, multibron)


class TestOvernemen:
    def test_een_grootboek_voedt_staat_en_balans_op_de_cent(self, chandra, casa):
        zin = neem_over(chandra, csv(KOP, *HUUR, *BANK))

        assert zin == "2 nieuw, 0 anders, 0 weg, 0 stond er al."
        assert stand() == {"4110": D("735.34"), "1000": D("-735.34")}
        assert staat(2026, date(2026, 12, 31), casa).totaal_kosten.realisatie == D("725.33")
        blad = balans(date(2026, 12, 31))
        assert blad.totaal_activa == blad.totaal_passiva == D("-735.34")
        assert [str(stuk) for stuk in Boekstuk.objects.order_by("nummer")] == ["E2026-0001", "E2026-0002"]
        assert set(
            Boeking.objects.filter(debet__nummer="4110").values_list("kamer__code", "bedrag", "omschrijving")
        ) == {
            ("cjm", D("725.33"), "Huur maart"),
            ("multibron", D("10.01"), "Huur maart"),
        }

    def test_hetzelfde_bestand_nog_eens_boekt_niets(self, chandra):
        neem_over(chandra, csv(KOP, *HUUR, *BANK))

        assert neem_over(chandra, csv(KOP, *HUUR, *BANK)) == "0 nieuw, 0 anders, 0 weg, 2 stond er al."
        assert Boekstuk.objects.count() == 2

    def test_een_nieuwer_bestand_boekt_alleen_het_verschil_en_alles_blijft_staan(self, chandra):
        neem_over(chandra, csv(KOP, *HUUR, *BANK))
        anders = [
            (*rij[:5], rij[5].replace("725,33", "700,00"), rij[6].replace("735,34", "710,01"), *rij[7:]) for rij in HUUR
        ]
        nieuw = [(*rij[:2], "13", *rij[3:]) for rij in HUUR]

        zin = neem_over(chandra, csv(KOP, *anders, *nieuw))

        assert zin == "1 nieuw, 1 anders, 1 weg, 0 stond er al."
        assert stand() == {"4110": D("1445.35"), "1500": D("-1445.35")}
        assert Boekstuk.objects.count() == 6
        redenen = Boekstuk.objects.filter(keert_om__isnull=False).values_list("dagboek", "reden")
        assert set(redenen) == {
            ("elders", "Anders in het nieuwe bestand"),
            ("elders", "Staat niet meer in het nieuwe bestand"),
        }
        assert neem_over(chandra, csv(KOP, *anders, *nieuw)) == "0 nieuw, 0 anders, 0 weg, 2 stond er al."

    def test_een_andere_koppeling_boekt_om(self, chandra):
        neem_over(chandra, csv(KOP, *HUUR))
        Koppeling.objects.filter(code="4300").update(rekening=rekening("4120"))

        assert neem_over(chandra, csv(KOP, *HUUR)) == "0 nieuw, 1 anders, 0 weg, 0 stond er al."
        assert stand() == {"4120": D("735.34"), "1500": D("-735.34")}

    def test_terug_naar_het_eerste_bestand_geeft_weer_de_eerste_stand(self, chandra):
        eerste, tweede = csv(KOP, *HUUR), csv(KOP, *HUUR, *BANK)
        for inhoud in (eerste, tweede, eerste, tweede):
            neem_over(chandra, inhoud)

        assert stand() == {"4110": D("735.34"), "1000": D("-735.34")}
        assert Eldersstuk.objects.geldend(2026).count() == 2

    def test_de_beginbalans_komt_mee_als_hier_nog_niets_stond_en_anders_loopt_die_van_hier_door(
        self, chandra, tmp_path
    ):
        koppel("0500", "0500")
        inhoud = xaf(begin=(("1100", "48250.00", "D"), ("0500", "48250.00", "C")))

        neem_over(chandra, inhoud, "g.xaf")
        assert stand() == {"1000": D("48174.66"), "0500": D("-48250.00"), "4110": D("75.34")}

        Jaar.objects.create(jaar=2025)
        maak_boekstuk(chandra, regel("1000", "0900", "48250.00"), datum=date(2025, 12, 31))
        assert neem_over(chandra, inhoud, "g.xaf") == "0 nieuw, 0 anders, 1 weg, 1 stond er al."
        assert stand()["1000"] == D("48174.66")

    def test_een_auditfile_van_onszelf_komt_op_de_cent_terug(self, chandra, casa, multibron):
        Jaar.objects.create(jaar=2025)
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BWK", "rsin": "123456789"})
        maak_boekstuk(
            chandra,
            regel("4110", "1500", "12.34", casa),
            regel("1000", "8050", "0.01", multibron),
            datum=date(2025, 5, 1),
        )
        with haal_uit("xaf", Vraag(2025, "xaf")).bestand as bestand:
            boek = lees_xaf(bestand.read(), 2025)

        assert [
            (s.bron, [(lijn.rekening, lijn.bedrag, lijn.kostenplaats) for lijn in s.lijnen]) for s in boek.stukken
        ] == [
            (
                "memoriaal/M2025-0001",
                [
                    ("4110", D("12.34"), "cjm"),
                    ("1500", D("-12.34"), "cjm"),
                    ("1000", D("0.01"), "multibron"),
                    ("8050", D("-0.01"), "multibron"),
                ],
            )
        ]

    def test_loon_komt_zonder_woorden_en_een_bsn_komt_nooit_mee(self, chandra):
        koppel("4000", "4010")
        loon = [(*rij[:3], "4000" if rij[3] == "4300" else rij[3], *rij[4:8], "Salaris Truus") for rij in HUUR]

        neem_over(chandra, csv(KOP, *loon))

        assert not Boeking.objects.filter(omschrijving__contains="Truus").filter(debet__loon=True).exists()
        assert Boekstuk.objects.get().omschrijving == "INK/12"
        nummer = [(*rij[:2], "111222333", *rij[3:8], "factuur 111222333") for rij in HUUR]
        neem_over(chandra, csv(KOP, *nummer))
        stuk = Boekstuk.objects.filter(keert_om=None).latest("pk")
        assert (stuk.omschrijving, {b.omschrijving for b in stuk.boekingen.all()}) == ("INK/111222333", {""})


class TestWeigeren:
    def test_onbekende_rekeningen_en_kostenplaatsen_worden_eerst_gekoppeld(self, chandra):
        Koppeling.objects.exclude(code="1600").exclude(code="CAS").delete()
        lezer = Grootboekinvoer(omgeving(chandra))
        inhoud = csv(KOP, *HUUR)

        assert lezer.onbekend(lezer.lees_grootboek("g.csv", inhoud)) == {
            "rekening": {"4300": "Huisvesting"},
            "kostenplaats": {"MUL": ""},
        }
        uit = bekijk(chandra, inhoud)
        assert (uit.koppelen, uit.wat) == (True, None)

    def test_kosten_zonder_kamer_worden_geweigerd_en_met_een_vaste_kamer_niet(self, chandra, casa):
        zonder = [(*rij[:7], "", rij[8]) for rij in HUUR]
        assert [fout.tekst for fout in bekijk(chandra, csv(KOP, *zonder)).fouten] == [
            "Rekening 4300 heeft boekingen zonder kostenplaats. Koppel die rekening aan een kamer."
        ]

        Koppeling.objects.filter(code="4300").update(kamer=casa)
        neem_over(chandra, csv(KOP, *zonder))

        assert staat(2026, date(2026, 12, 31), casa).totaal_kosten.realisatie == D("735.34")

    @pytest.mark.parametrize(
        ("rijen", "zin"),
        [
            (HUUR[:2], "Stuk INK/12 is niet in evenwicht: verschil € 735,34."),
            ([("01-03-2025", *rij[1:]) for rij in HUUR], "Stuk INK/12 van 01-03-2025 valt niet in 2026."),
        ],
    )
    def test_wat_niet_in_evenwicht_is_wordt_heel_geweigerd(self, chandra, rijen, zin):
        with pytest.raises(BestandFout) as fout:
            neem_over(chandra, csv(KOP, *rijen))

        assert str(fout.value).replace("\xa0", " ") == zin
        assert not Boekstuk.objects.exists()

    def test_een_rij_heeft_debet_of_credit(self, chandra):
        rijen = [HUUR[0], (*HUUR[1][:6], "5,00", *HUUR[1][7:]), (*HUUR[2][:6], "", *HUUR[2][7:])]

        zin = "Vul debet of credit in: een van beide, en meer dan € 0."
        assert [(f.rij, f.tekst) for f in bekijk(chandra, csv(KOP, *rijen)).fouten] == [(3, zin), (4, zin)]


def test_een_koppeling_die_na_het_kijken_verandert_boekt_niet_wat_niet_getoond_is(chandra):
    inhoud = csv(KOP, *HUUR, *BANK)
    rij = leg_klaar(Grootboekinvoer, sleutel=uuid4(), naam="g.csv", inhoud=inhoud, omgeving=omgeving(chandra))
    gezien = bekijk(chandra, inhoud)
    Koppeling.objects.filter(code="4300").update(rekening=rekening("4120"))

    nu = bekijk(chandra, inhoud)

    assert (nu.rijen, nu.totalen, nu.meldingen) == (gezien.rijen, gezien.totalen, gezien.meldingen)
    with pytest.raises(Anders):
        bevestig(Grootboekinvoer, sleutel=rij.pk, beeld=beeld_van(gezien), omgeving=omgeving(chandra))
    assert not Boekstuk.objects.exists()
    bevestig(Grootboekinvoer, sleutel=rij.pk, beeld=beeld_van(nu), omgeving=omgeving(chandra))
    assert {b.debet.nummer for b in Boeking.objects.filter(debet__soort="kosten")} == {"4120"}
