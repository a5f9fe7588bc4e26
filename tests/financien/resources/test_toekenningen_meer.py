"""Grants of several years as a sheet, and what a sheet says of a grant beside its money."""

from datetime import date
from decimal import Decimal

import pytest

from financien.models import Boekstuk, Toekenning, Verdeling
from financien.resources.toekenningen import Toekenningeninvoer
from financien.services.toekenningboek import erken_in
from financien.services.toekenningstand import samen, standen
from tests.fabriek import maak_partner, maak_versie
from tests.financien.boekfabriek import begin_boeken
from tests.financien.resources.test_bladen import fouten, omgeving, voer_in
from tests.financien.resources.test_toekenningen import KOP, rij
from tests.kamers.invoerfabriek import csv

D = Decimal
KOP_JAREN = (*KOP, "van", "tot", "jaar")
KOP_GEGEVENS = (*KOP, "oormerk", "verantwoorden voor", "verklaring", "planregel")


@pytest.fixture(autouse=True)
def boeken(casa, multibron, handreiking, kg):
    begin_boeken(2026)
    maak_partner("gemeente", "Gemeente Amsterdam", "gemeente")


def rij_met_jaar(naam="Fonds X", kamer="cjm", **cellen):
    cellen = {"van": "01-01-2026", "tot": "31-12-2028", **cellen}
    return (*rij(naam, kamer=kamer, **cellen), *(cellen.get(kop, "") for kop in ("van", "tot", "jaar")))


class TestMeerJaren:
    """What is granted for several years is income of each of them, never of the first alone."""

    def test_elk_jaar_krijgt_zijn_eigen_baten(self, chandra):
        vast = {"status": "verleend", "sinds": "05-01-2026"}
        rijen = [
            rij_met_jaar(jaar="2026", bedrag="100.000", **vast),
            rij_met_jaar(jaar="2027", bedrag="150.000"),
            rij_met_jaar(jaar="2028", bedrag="50.000"),
            rij_met_jaar(kamer="multibron", jaar="2027", bedrag="0,50"),
        ]
        uit = Toekenningeninvoer(omgeving(chandra, 2026)).bekijk("t.csv", csv(KOP_JAREN, *rijen))
        assert [(deel[3], deel[4][:4], deel[5]) for deel in uit.rijen] == [
            ("2026", "Casa", "100.000,00"),
            ("2027", "Casa", "150.000,00"),
            ("2028", "Casa", "50.000,00"),
            ("2027", "Mult", "0,50"),
        ]
        voer_in(Toekenningeninvoer, chandra, csv(KOP_JAREN, *rijen), jaar=2026)

        toekenning = Toekenning.objects.get()
        assert (toekenning.bedrag, toekenning.tot) == (D("300000.50"), date(2028, 12, 31))
        stand = samen(standen(date(2026, 12, 31), [toekenning.pk])[toekenning.pk])
        assert (stand.baten, Boekstuk.objects.count()) == (D(100000), 1)
        begin_boeken(2027)
        erken_in(2027, chandra)
        stand = samen(standen(date(2027, 12, 31), [toekenning.pk])[toekenning.pk])
        assert stand.baten == D("250000.50")

    @pytest.mark.parametrize(
        ("cellen", "zin"),
        [
            ({}, "Deze toekenning loopt van 2026 tot en met 2028. Vul in van welk jaar dit bedrag is."),
            ({"jaar": "2025"}, "Dit jaar valt buiten de periode. Kies een jaar van 2026 tot en met 2028."),
            ({"jaar": "2029"}, "Dit jaar valt buiten de periode. Kies een jaar van 2026 tot en met 2028."),
            ({"jaar": "2027", "tot": ""}, "Deze toekenning is alleen van 2026. Vul dat jaar in, of laat de cel leeg."),
        ],
    )
    def test_zonder_het_goede_jaar_wordt_niets_bewaard(self, chandra, cellen, zin):
        assert fouten(Toekenningeninvoer, chandra, KOP_JAREN, rij_met_jaar(**cellen)) == [
            f"Rij 2, kolom N (jaar): {zin}"
        ]

    def test_ook_zonder_die_kolom_komt_niet_alles_in_het_eerste_jaar(self, chandra):
        kop, cellen = KOP_JAREN[:-1], rij_met_jaar()[:-1]

        (fout,) = fouten(Toekenningeninvoer, chandra, kop, cellen)

        assert fout.endswith("Deze toekenning loopt van 2026 tot en met 2028. Vul in van welk jaar dit bedrag is.")

    def test_een_kamer_staat_een_keer_in_een_jaar_en_een_jaar_hoort_bij_een_kamer(self, chandra):
        gevonden = fouten(
            Toekenningeninvoer,
            chandra,
            KOP_JAREN,
            rij_met_jaar(jaar="2026"),
            rij_met_jaar(jaar="2027"),
            rij_met_jaar(jaar="2027"),
            rij_met_jaar(jaar="2028", kamer="", bedrag="", vervalt="01-02-2026", termijn="300,00"),
        )

        assert gevonden == [
            "Rij 4, kolom H (kamer): Deze kamer staat al bij deze toekenning. Tel de bedragen op.",
            "Rij 5, kolom H (kamer): Een jaar hoort bij een kamer. Vul kamer en bedrag in.",
        ]

    @pytest.mark.parametrize("jaar", ["", "2026"])
    def test_binnen_een_jaar_mag_het_jaar_leeg_zijn(self, chandra, jaar):
        cellen = rij_met_jaar(van="01-04-2026", tot="30-09-2026", jaar=jaar)
        voer_in(Toekenningeninvoer, chandra, csv(KOP_JAREN, cellen), jaar=2026)

        assert list(Verdeling.objects.values_list("jaar", "bedrag")) == [(2026, D(100))]


class TestGegevens:
    """What the page asks beside the money, a sheet can say too."""

    @pytest.fixture
    def plan(self, boeken):
        versie = maak_versie(2026)
        versie.financieringsbronnen.create(naam="Stadsdeel en gemeente", tekst="Bijdrage", soort="gemeente", volgorde=1)

    @pytest.mark.parametrize(("verklaring", "nodig"), [("ja", True), ("nee", False), ("", False)])
    def test_een_toekenning_krijgt_wat_in_haar_eerste_rij_staat(self, plan, chandra, verklaring, nodig):
        erbij = ("Alleen huur", "01-04-2027", verklaring, "stadsdeel en Gemeente")
        rijen = [(*rij(status="verleend", sinds="05-01-2026"), *erbij), (*rij(kamer="multibron"), *("",) * 4)]
        voer_in(Toekenningeninvoer, chandra, csv(KOP_GEGEVENS, *rijen), jaar=2026)

        gemaakt = Toekenning.objects.get()
        assert (gemaakt.oormerk, gemaakt.verantwoorden_voor) == ("Alleen huur", date(2027, 4, 1))
        assert (gemaakt.accountantsverklaring, gemaakt.bronnaam) == (nodig, "Stadsdeel en gemeente")
        assert gemaakt.verdeling.count() == 2

    @pytest.mark.parametrize(
        ("erbij", "zin"),
        [
            (("", "april", "", ""), "kolom M (verantwoorden voor): Vul een datum in met het jaar erbij"),
            (("", "", "misschien", ""), "kolom N (verklaring): Vul ja of nee in."),
            (("", "", "", "Rochdale"), "kolom O (planregel): Kies uit: Stadsdeel en gemeente."),
            (("x" * 201, "", "", ""), "kolom L (oormerk): Deze tekst is te lang. Gebruik hoogstens 200 tekens."),
        ],
    )
    def test_wat_niet_te_lezen_is_staat_bij_rij_en_kolom(self, plan, chandra, erbij, zin):
        (fout,) = fouten(Toekenningeninvoer, chandra, KOP_GEGEVENS, (*rij(), *erbij))

        assert fout.startswith(f"Rij 2, {zin}")

    def test_zonder_financieringsplan_is_er_geen_regel_om_te_kiezen(self, chandra):
        (fout,) = fouten(Toekenningeninvoer, chandra, KOP_GEGEVENS, (*rij(), "", "", "", "Gemeente"))

        assert fout == "Rij 2, kolom O (planregel): Kies uit: niets, want deze lijst is nog leeg."


class TestNatura:
    @pytest.mark.parametrize("cellen", [{"kamer": "", "bedrag": ""}, {"bedrag": "0"}])
    def test_in_natura_is_een_omschrijving_genoeg(self, chandra, cellen):
        inhoud = csv(KOP, rij("Zoekt een plek", aard="bijdrage in natura", **cellen))
        uit = Toekenningeninvoer(omgeving(chandra, 2026)).bekijk("t.csv", inhoud)
        assert [(deel[0], deel[-1]) for deel in uit.rijen] == [
            ("Zoekt een plek", "0,00" if cellen.get("kamer") is None else "zonder bedrag")
        ]
        voer_in(Toekenningeninvoer, chandra, inhoud, jaar=2026)

        gemaakt = Toekenning.objects.get()
        assert (gemaakt.bedrag, gemaakt.verdeling.count(), gemaakt.aard) == (0, 0, "natura")

    def test_een_subsidie_zonder_kamer_wordt_geweigerd(self, chandra):
        assert fouten(Toekenningeninvoer, chandra, KOP, rij(kamer="", bedrag="")) == [
            "Rij 2, kolom H (kamer): Deze toekenning heeft nog geen kamer. Vul kamer en bedrag in."
        ]
