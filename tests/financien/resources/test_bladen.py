"""The opening balance and the budget as sheets: strict, whole or not at all, sums shown back, taken back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import VORMEN
from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import VersieFout
from financien.models import Begrotingsregel, Boekstuk
from financien.resources.basis import Omgeving
from financien.resources.beginbalans import Beginbalansinvoer
from financien.resources.begroting import Begrotingsinvoer
from financien.resources.verwerken import beeld_van, bevestig, leg_klaar
from financien.services.afsluiten import sluit_maand
from financien.services.begrotingsblad import neem_blad_terug as neem_terug
from financien.services.saldi import proefbalans
from tests.fabriek import maak_kamer
from tests.financien.aanbod2018 import maak_aanbod_2018
from tests.financien.boekfabriek import begin_boeken
from tests.kamers.invoerfabriek import csv

D = Decimal
VOORBEELDEN = Path(settings.BASE_DIR) / "docs/voorbeelden"


def omgeving(gebruiker, jaar):
    return Omgeving(jaar, gebruiker, date(2026, 3, 10))


def voer_in(soort, gebruiker, inhoud, *, jaar, naam="blad.csv"):
    vast = omgeving(gebruiker, jaar)
    rij = leg_klaar(soort, sleutel=uuid4(), naam=naam, inhoud=inhoud, omgeving=vast)
    beeld = beeld_van(soort(vast).bekijk(naam, inhoud))
    return rij, bevestig(soort, sleutel=rij.pk, beeld=beeld, omgeving=vast)


def fouten(soort, gebruiker, *rijen, jaar=2026):
    uit = soort(omgeving(gebruiker, jaar)).bekijk("b.csv", csv(*rijen))
    return [str(fout).replace("\xa0", " ") for fout in uit.fouten]


class TestBeginbalans:
    KOP = ("rekening", "bedrag")

    @pytest.fixture(autouse=True)
    def boeken(self, casa):
        begin_boeken(2026)

    @pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
    def test_het_voorbeeld_komt_op_de_cent_in_de_boeken_in_elke_vorm(self, chandra, vorm):
        rijen = [("1000", D("48250.00")), ("1300", D("9000.1")), ("1500", D("3150")), ("Algemene reserve", D("54100"))]
        inhoud = (
            (VOORBEELDEN / "beginbalans.csv").read_bytes() if vorm == "csv" else VORMEN[vorm]._schrijf(self.KOP, rijen)
        )

        _rij, zin = voer_in(Beginbalansinvoer, chandra, inhoud, jaar=2026, naam=f"b.{vorm}")

        stand = {r.rekening.nummer: r.eind for r in proefbalans(2026)}
        extra = D("0.00") if vorm == "csv" else D("0.10")
        erbij = "Bij Betalen, onder Nog open, zet je de facturen bij wat je leveranciers schuldig bent."
        assert zin == f"De beginbalans is geboekt als M2026-0001. {erbij}"  # 1500 has an amount
        assert stand.pop("0900", D("0.00")) == -extra
        assert stand == {
            "1000": D("48250.00"),
            "1300": D("9000.00") + extra,
            "1500": D("-3150.00"),
            "0500": D("-54100.00"),
        }

    def test_beide_kanten_en_het_verschil_worden_getoond(self, chandra):
        rijen = csv(self.KOP, ("1000", "100,00"), ("1310", "-0,50"), ("0500", "75,25"))

        uit = Beginbalansinvoer(omgeving(chandra, 2026)).bekijk("b.csv", rijen)

        assert uit.totalen == (
            ("Bezittingen", D("99.50")),
            ("Schulden en reserves", D("75.25")),
            ("Verschil, blijft staan op Beginbalans", D("24.25")),
        )

    def test_wat_niet_klopt_staat_er_met_rij_en_kolom(self, chandra):
        rijen = (self.KOP, ("1000", "100"), ("1000", "5"), ("4110", "5"), ("1500", "1.234,567"), ("1510", ""))

        assert fouten(Beginbalansinvoer, chandra, *rijen) == [
            "Rij 3, kolom A (rekening): Deze rekening staat ook in rij 2. Haal er een weg.",
            "Rij 4, kolom A (rekening): Kies uit: 0500, 0510, 0520, 0590, 1000, 1101, 1201, 1300, en 15 andere.",
            "Rij 5, kolom B (bedrag): Gebruik hoogstens twee cijfers achter de komma.",
            "Rij 6, kolom B (bedrag): Deze cel is leeg. Vul hier iets in.",
        ]

    def test_een_tweede_beginbalans_wordt_geweigerd(self, chandra):
        voer_in(Beginbalansinvoer, chandra, csv(self.KOP, ("1000", "5")), jaar=2026)

        assert fouten(Beginbalansinvoer, chandra, self.KOP, ("1000", "5")) == [
            "Rij 2: De beginbalans is al geboekt als M2026-0001. Keer die eerst om."
        ]
        assert Boekstuk.objects.count() == 1

    @pytest.mark.parametrize("rij", [("1000", "5"), ("1102", "5")])
    def test_kamers_zonder_rekeningen_worden_genoemd_ook_naast_een_fout(self, chandra, rij):
        maak_kamer("nieuw", naam="Nieuw")

        uit = Beginbalansinvoer(omgeving(chandra, 2026)).bekijk("b.csv", csv(self.KOP, rij))

        zin = "Nieuw heeft nog geen kas en geen handgeldrekening. Maak die eerst bij Rekeningen."
        assert (uit.meldingen, len(uit.fouten)) == ((zin,), int(rij[0] == "1102"))

    def test_na_het_sluiten_van_januari_staat_erbij_op_welke_dag_zij_komt(self, chandra):
        sluit_maand(jaar=2026, maand=1, gebruiker=chandra, sleutel=uuid4(), vandaag=date(2026, 3, 10))
        rijen = csv(self.KOP, ("1000", "5"))

        uit = Beginbalansinvoer(omgeving(chandra, 2026)).bekijk("b.csv", rijen)
        voer_in(Beginbalansinvoer, chandra, rijen, jaar=2026)

        assert uit.meldingen == ("De beginbalans komt in de boeken op 1 februari 2026. Eerder kan niet meer.",)
        assert Boekstuk.objects.get().datum == date(2026, 2, 1)

    def test_een_kolom_die_we_niet_kennen_of_missen_wordt_genoemd(self, chandra):
        with pytest.raises(BestandFout) as fout:
            fouten(Beginbalansinvoer, chandra, ("rekening", "saldo"), ("1000", "5"))

        assert fout.value.zinnen == (
            "De kolom 'saldo' kennen we niet. Haal hem weg of verander de naam.",
            "De kolom 'bedrag' mist. Zet hem erbij.",
        )


class TestBegroting:
    KOP = ("post", "kamer", "bedrag")

    @pytest.fixture
    def versie(self, casa, multibron, handreiking, kg):
        return maak_aanbod_2018([casa, multibron, handreiking, kg])

    def bedragen(self, versie):
        rijen = Begrotingsregel.objects.filter(versie=versie, post__code__in=["F1", "F5"])
        return {(r.post.code, r.kamer.code): r.bedrag for r in rijen.select_related("post", "kamer")}

    def test_het_voorbeeld_verandert_alleen_wat_erin_staat_en_gaat_ongedaan(self, chandra, versie, casa, multibron):
        eerst = self.bedragen(versie)

        rij, zin = voer_in(Begrotingsinvoer, chandra, (VOORBEELDEN / "begroting.csv").read_bytes(), jaar=2018)

        nu = {("F1", "cjm"): D("7200.00"), ("F1", "multibron"): D("6850.50"), ("F5", "cjm"): D("0.00")}
        assert self.bedragen(versie) == eerst | nu
        anders = sum(1 for cel, bedrag in nu.items() if eerst.get(cel) != bedrag)
        assert zin.startswith(f"{anders} bedragen staan in de begroting.")
        assert neem_terug(versie=versie, sleutel=rij.pk, gebruiker=chandra)
        assert self.bedragen(versie) == eerst

    def test_het_voorbeeld_zegt_wat_er_was_en_wordt_met_de_som(self, chandra, versie):
        inhoud = csv(self.KOP, ("F1", "cjm", "1.234,56"), ("Training", "Casa Jepie Makandra", "€ 10,-"))

        uit = Begrotingsinvoer(omgeving(chandra, 2018)).bekijk("b.csv", inhoud)

        assert uit.totalen == (("Samen in dit bestand", D("1244.56")),)
        assert [rij[5] for rij in uit.rijen] == ["1.234,56", "10,00"]
        assert uit.meldingen == ("aanbod 2018, versie 1. 2 bedragen veranderen.",)

    def test_wat_niet_klopt_laat_de_hele_begroting_staan(self, chandra, versie):
        eerst = self.bedragen(versie)
        rijen = (self.KOP, ("F1", "cjm", "1"), ("F1", "cjm", "2"), ("X9", "cjm", "1"), ("F5", "Marktzicht", "12.50"))

        uit = fouten(Begrotingsinvoer, chandra, *rijen, jaar=2018)

        assert [zin.split(": ")[0] for zin in uit] == [
            "Rij 3, kolom A (post)",
            "Rij 4, kolom A (post)",
            "Rij 5, kolom B (kamer)",
            "Rij 5, kolom C (bedrag)",
        ]
        assert self.bedragen(versie) == eerst

    def test_zonder_open_versie_wordt_gezegd_wat_eerst_moet(self, chandra, versie):
        Versie.objects.filter(pk=versie.pk).update(vastgesteld_op="2018-01-01T12:00:00Z")

        assert fouten(Begrotingsinvoer, chandra, self.KOP, ("F1", "cjm", "1"), jaar=2018) == [
            "Rij 2: Dit jaar heeft geen open versie. Begin eerst een nieuwe versie van de begroting."
        ]

    def test_een_versie_die_net_vastgelegd_is_verandert_niet(self, chandra, versie):
        lezer = Begrotingsinvoer(omgeving(chandra, 2018))
        wat = lezer.bekijk("b.csv", csv(self.KOP, ("F1", "cjm", "1"))).wat
        Versie.objects.filter(pk=versie.pk).update(vastgesteld_op="2018-01-01T12:00:00Z")

        with pytest.raises(VersieFout):
            lezer.boek(wat)
