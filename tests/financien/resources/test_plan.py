"""The budget with basis and spread, the contributions and the hours as sheets: whole or not at all, in and out."""

from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.versiecellen import VersieFout
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.resources import PLAN
from financien.resources.begroting import Begrotingsinvoer
from financien.resources.bijdragen import Bijdrageninvoer
from financien.resources.urenraming import Ureninvoer
from financien.services.begrotingsblad import neem_blad_terug
from financien.services.opslaan import bewaar
from financien.services.versies import leg_versie_vast
from tests.financien.resources.test_bladen import VOORBEELDEN, fouten, omgeving, voer_in
from tests.kamers.invoerfabriek import csv

D = Decimal
KOP = ("post", "kamer", "bedrag", "basis", "spreiding", "maanden")
BRONKOP = ("bron", "kamer", "bedrag")
UREN = ("wie", "kamer", "personen", "uren per persoon", "waarde per uur")


def regel(code, kamer):
    r = Begrotingsregel.objects.get(post__code=code, kamer=kamer)
    return r.bedrag, r.basis and int(r.basis), r.basis_eenheid, r.spreiding, r.maanden


def bekijk(soort, gebruiker, *rijen):
    return soort(omgeving(gebruiker, 2018)).bekijk("b.csv", csv(*rijen))


def alles():
    """Return every figure of the version, to see that nothing moved."""
    velden = ("post__code", "kamer__code", "bedrag", "basis", "basis_eenheid", "spreiding", "maanden")
    kosten = sorted(map(str, Begrotingsregel.objects.values_list(*velden)))
    bijdragen = sorted(map(str, Financieringsregel.objects.values_list("bron__naam", "kamer__code", "bedrag")))
    uren = ("wie", "kamer__code", "personen", "uren_per_persoon", "tarief")
    return kosten, bijdragen, sorted(map(str, Tijdsraming.objects.values_list(*uren)))


class TestBasisEnSpreiding:
    def test_het_voorbeeld_zet_basis_en_spreiding_erbij_en_alles_gaat_in_een_keer_terug(
        self, chandra, aanbod, casa, multibron
    ):
        eerst = alles()
        inhoud = (VOORBEELDEN / "begroting.csv").read_bytes()

        rij, zin = voer_in(Begrotingsinvoer, chandra, inhoud, jaar=2018)

        assert zin == "3 bedragen staan in de begroting. 2 keer is basis of spreiding veranderd."
        assert regel("F1", casa) == (D(7200), 600, "euro per maand", "gelijk", [])
        assert regel("F1", multibron) == (D("6850.50"), None, "", "gelijk", [])
        assert regel("F5", casa) == (D(0), None, "", "eenmalig", [9])
        assert neem_blad_terug(versie=aanbod, sleutel=rij.pk, gebruiker=chandra)
        assert alles() == eerst

    def test_een_nieuwe_regel_krijgt_de_basis_uit_het_blad_en_gaat_helemaal_weg(self, chandra, aanbod, casa):
        Begrotingsregel.objects.filter(post__code="F3", kamer=casa).delete()
        eerst = alles()
        blad = csv(KOP, ("F3", "cjm", "3600", "€ 300 per maand", "maanden", "januari, 7"))

        rij, _zin = voer_in(Begrotingsinvoer, chandra, blad, jaar=2018)

        assert regel("F3", casa) == (D(3600), 300, "euro per maand", "maanden", [1, 7])
        assert neem_blad_terug(versie=aanbod, sleutel=rij.pk, gebruiker=chandra)
        assert alles() == eerst

    def test_leeg_blijft_zoals_het_is_en_geen_haalt_de_basis_weg(self, chandra, aanbod, casa, multibron):
        blad = csv(KOP, ("F3", "cjm", "3000", "", "", ""), ("F3", "multibron", "3000", "geen", "", ""))

        voer_in(Begrotingsinvoer, chandra, blad, jaar=2018)

        assert regel("F3", casa)[1:3] == (250, "euro per maand")
        assert regel("F3", multibron)[1:3] == (None, "")

    def test_het_voorbeeld_zegt_wat_er_stond_en_wat_het_wordt(self, chandra, aanbod):
        uit = bekijk(Begrotingsinvoer, chandra, KOP, ("F3", "cjm", "3000", "€ 300 per maand", "eenmalig", ""))

        assert uit.kop == ("Post", "Kamer", "Basis", "Spreiding", "Was", "Wordt")
        assert uit.rijen == (
            (
                "F3 Handgeld",
                "Casa Jepie Makandra",
                "€ 250 per maand, wordt € 300 per maand",
                "elke maand gelijk, wordt in één keer",
                "3.000,00",
                "3.000,00",
            ),
        )
        assert uit.meldingen == (
            "aanbod 2018, versie 1. 0 bedragen veranderen.",
            "2 keer verandert basis of spreiding.",
        )

    @pytest.mark.parametrize(
        ("cellen", "zin"),
        [
            (("18", "", ""), "Rij 2, kolom D (basis): Vul een getal en een eenheid in, zoals 18 uur per week"),
            (("", "maanden", ""), "Rij 2, kolom F (maanden): Kies de maanden waarin deze kosten vallen."),
            (("", "eenmalig", '"1; 2"'), "Rij 2, kolom F (maanden): Kies één maand, of geen als je die nog niet weet."),
            (("", "", "1"), "Rij 2, kolom E (spreiding): Er staan maanden bij. Vul hier maanden of eenmalig in."),
            (("", "gelijk", "1"), "Rij 2, kolom E (spreiding): Er staan maanden bij."),
            (("", "soms", ""), "Rij 2, kolom E (spreiding): Kies uit: gelijk, maanden, eenmalig."),
            (("", "maanden", "1; 7"), "Rij 2: Er staat iets naast de kolommen. Haal het weg, of zet de cel tussen"),
            (("", "maanden", "13"), "Rij 2, kolom F (maanden): Kies uit: 1, 2, 3"),
        ],
    )
    def test_wat_niet_klopt_krijgt_een_zin_met_rij_en_kolom(self, chandra, aanbod, cellen, zin):
        (fout,) = fouten(Begrotingsinvoer, chandra, KOP, ("F1", "cjm", "1", *cellen), jaar=2018)

        assert fout.startswith(zin)

    def test_wie_intussen_opsloeg_wordt_niet_overschreven(self, chandra, aanbod, casa):
        lezer = Begrotingsinvoer(omgeving(chandra, 2018))
        wat = lezer.bekijk("b.csv", csv(KOP, ("F1", "cjm", "1", "", "eenmalig", ""))).wat
        cel = next(iter(wat[1]))
        vast = {"gezien": 0, "sleutel": uuid4(), "gebruiker": chandra}
        bewaar(versie=aanbod, waarden={cel: D(5)}, **vast)

        with pytest.raises(VersieFout, match="De begroting is intussen veranderd"):
            lezer.boek(wat)

        assert regel("F1", casa) == (D(5), None, "", "gelijk", [])

    def test_terugnemen_is_alles_of_niets(self, chandra, aanbod, casa):
        blad = csv(KOP, ("F3", "cjm", "3600", "€ 300 per maand", "", ""))
        rij, _zin = voer_in(Begrotingsinvoer, chandra, blad, jaar=2018)
        Begrotingsregel.objects.filter(post__code="F3", kamer=casa).update(bedrag=9)

        with pytest.raises(VersieFout, match="Daarna is hier nog iets veranderd"):
            neem_blad_terug(versie=aanbod, sleutel=rij.pk, gebruiker=chandra)

        assert regel("F3", casa)[:2] == (D(9), 300)


class TestFinanciering:
    def bedragen(self, naam):
        regels = Financieringsregel.objects.filter(bron__naam=naam)
        return {r.kamer.code: r.bedrag for r in regels.select_related("kamer")}

    def test_het_voorbeeld_verandert_alleen_wat_erin_staat_en_gaat_ongedaan(self, chandra, aanbod):
        eerst = alles()

        rij, zin = voer_in(Bijdrageninvoer, chandra, (VOORBEELDEN / "bijdragen.csv").read_bytes(), jaar=2018)

        assert zin == "2 bedragen staan in de begroting."
        assert self.bedragen("Rochdale") == {
            "cjm": D(0),
            "multibron": D(5000),
            "handreiking": D(10000),
            "kg": D(19000),
        }
        assert self.bedragen("Eigen Haard")["cjm"] == D(0)
        assert neem_blad_terug(versie=aanbod, sleutel=rij.pk, gebruiker=chandra)
        assert alles() == eerst

    def test_het_voorbeeld_zegt_wat_er_was_en_de_som(self, chandra, aanbod):
        uit = bekijk(Bijdrageninvoer, chandra, BRONKOP, ("Rochdale", "kg", "20.000,50"), ("Ymere", "cjm", "1"))

        assert uit.rijen == (
            ("Rochdale", "K- en G-buurt", "19.000,00", "20.000,50"),
            ("Ymere", "Casa Jepie Makandra", "0,00", "1,00"),
        )
        assert uit.totalen == (("Samen in dit bestand", D("20001.50")),)
        assert uit.meldingen == ("aanbod 2018, versie 1. 2 bedragen veranderen.",)

    def test_een_bron_die_niet_in_de_versie_staat_en_een_dubbele_rij_worden_geweigerd(self, chandra, aanbod):
        eerst = alles()
        rijen = (("Fonds", "kg", "1"), ("Rochdale", "kg", "1"), ("rochdale", "kg", "2"), ("Ymere", "kg", "-1"))

        onbekend, dubbel, negatief = fouten(Bijdrageninvoer, chandra, BRONKOP, *rijen, jaar=2018)

        assert onbekend.startswith("Rij 2, kolom A (bron): Kies uit: Gemeente, Werk en Re-integratie, Rochdale")
        assert dubbel == ("Rij 4, kolom A (bron): Deze bron staat voor deze kamer ook in rij 3. Haal er een weg.")
        assert negatief == "Rij 5, kolom C (bedrag): Vul een bedrag in van € 0 of meer."
        assert alles() == eerst


class TestUren:
    def test_het_voorbeeld_komt_in_de_populaire_begroting_en_gaat_ongedaan(self, chandra, aanbod, casa):
        eerst = alles()

        rij, zin = voer_in(Ureninvoer, chandra, (VOORBEELDEN / "urenraming.csv").read_bytes(), jaar=2018)

        assert zin == "2 getallen staan in de begroting."  # 45 persons and € 10,50; 250 hours stood there
        raming = Tijdsraming.objects.get(wie="bewoner", kamer=casa)
        assert (raming.personen, raming.uren_per_persoon, raming.tarief, raming.tekst) == (
            45,
            250,
            D("10.50"),
            "bewoner",
        )
        assert neem_blad_terug(versie=aanbod, sleutel=rij.pk, gebruiker=chandra)
        assert alles() == eerst

    def test_het_voorbeeld_zegt_wat_de_uren_waard_zijn(self, chandra, aanbod):
        uit = bekijk(Ureninvoer, chandra, UREN, ("bewoners", "cjm", "45", "250", "10,50"))

        assert uit.rijen == (("Bewoners", "Casa Jepie Makandra", "45", "250", "10,50", "100.400,00", "118.125,00"),)
        assert uit.totalen == (("Waarde van deze uren", D("118125.00")),)

    @pytest.mark.parametrize(
        ("cellen", "zin"),
        [
            (("12,7", "250", "10,04"), "Rij 2, kolom C (personen): Vul een getal in, bijvoorbeeld 12."),
            (("12", "", "10,04"), "Rij 2, kolom D (uren per persoon): Deze cel is leeg. Vul hier iets in."),
            (("12", "250", "0"), "Rij 2, kolom E (waarde per uur): Een uurtarief is meer dan € 0."),
        ],
    )
    def test_wat_niet_klopt_krijgt_een_zin_met_rij_en_kolom(self, chandra, aanbod, cellen, zin):
        assert fouten(Ureninvoer, chandra, UREN, ("bewoners", "cjm", *cellen), jaar=2018) == [zin]


@pytest.mark.parametrize("soort", PLAN)
def test_zonder_open_versie_wordt_gezegd_wat_eerst_moet(chandra, aanbod, soort):
    leg_versie_vast(versie=aanbod)
    inhoud = (VOORBEELDEN / f"{soort.naam}.csv").read_bytes()

    uit = soort(omgeving(chandra, 2018)).bekijk("b.csv", inhoud)

    zinnen = [str(fout) for fout in uit.fouten]
    if soort is Bijdrageninvoer:  # no version, so no sources either
        assert zinnen[0].endswith("Kies uit: niets, want deze lijst is nog leeg.")
    else:
        assert zinnen == ["Rij 2: Dit jaar heeft geen open versie. Begin eerst een nieuwe versie van de begroting."]
