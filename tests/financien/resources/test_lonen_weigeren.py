"""A sheet of wages that is refused: with persons in it, twice, of a wrong month, or not right to the cent."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.invoer.fouten import BestandFout
from buurtwerkkamer.invoer.vormen import VORMEN
from financien.resources.lonen import Loneninvoer
from financien.resources.verwerken import leg_klaar
from kamers.models import Invoer
from tests.financien.boekfabriek import begin_boeken
from tests.financien.loonfabriek import GOED, KOP, bekijk, met, omgeving
from tests.kamers.invoerfabriek import csv

D = Decimal


@pytest.fixture(autouse=True)
def boeken(casa, multibron, time_machine, aanbod_2018):
    time_machine.move_to("2026-04-02 12:00", tick=False)
    begin_boeken(2026)


class TestWeigeren:
    @pytest.mark.parametrize(
        "kop", ["naam", "Achternaam", "naam medewerker", "BSN", "geboortedatum", "personeelsnr", "IBAN", "e-mail"]
    )
    def test_een_kolom_over_een_persoon_weigert_het_hele_bestand_en_er_blijft_niets_van(self, chandra, kop):
        inhoud = csv((*KOP, kop), (*GOED, "Truus"))

        with pytest.raises(BestandFout, match="gaat over personen") as fout:
            leg_klaar(Loneninvoer, sleutel=uuid4(), naam="l.csv", inhoud=inhoud, omgeving=omgeving(chandra))

        assert "Truus" not in str(fout.value)
        assert not Invoer.objects.exists()

    def test_een_bsn_in_welke_cel_ook_weigert_het_hele_bestand(self, chandra):
        with pytest.raises(BestandFout, match="Dit lijkt op een BSN"):
            bekijk(chandra, met(rekening="111222333"))

    def test_een_groot_bedrag_met_centen_is_geen_bsn(self, chandra):
        rij = ["2026-03", "cjm", "M1", D("1112223.33"), 0, 0, D("1112223.33"), 0]

        uit = Loneninvoer(omgeving(chandra)).bekijk("l.xlsx", VORMEN["xlsx"]._schrijf(KOP, [rij]))

        assert uit.wat[1][0].bruto == D("1112223.33")

    def test_alles_wat_niet_klopt_wordt_in_een_keer_gezegd_met_rij_en_kolom(self, chandra):
        uit = bekijk(
            chandra,
            met(bruto="12.50"),
            met(kamer="Truus Bakker"),
            met(netto="1964,11"),
            met(maand="2026-02"),
            met(netto="", rekening="4110"),
            met(loonheffing="-1"),
        )

        assert [str(fout).replace("\xa0", " ") for fout in uit.fouten] == [
            "Rij 2, kolom D (bruto): Vul een bedrag in met een komma, bijvoorbeeld 12,50.",
            "Rij 3, kolom B (kamer): Kies uit: cjm, multibron, handreiking, kg.",
            "Rij 4: Bruto en werkgeverslasten zijn samen € 2.926,40, netto en loonheffing € 2.926,41. "
            "Dat moet gelijk zijn.",
            "Rij 5, kolom A (maand): Dit bestand gaat over meer dan één maand. Kies één maand per bestand.",
            "Rij 6, kolom C (rekening): Kies uit: 4010, 4020, 4030, 4040, 4050.",
            "Rij 6, kolom G (netto): Deze cel is leeg. Vul hier iets in.",
            "Rij 7, kolom H (loonheffing): Vul een bedrag in van € 0 of meer.",
        ]
        assert uit.wat is None

    @pytest.mark.parametrize(
        ("maand", "zin"),
        [
            ("2025-12", "Dit is een maand van een ander boekjaar. Kies eerst dat jaar."),
            ("2026-05", "Deze maand moet nog komen."),
            ("maart", "Vul een maand in, bijvoorbeeld 2026-03 of maart 2026."),
            ("2026-13", "Vul een maand in, bijvoorbeeld 2026-03 of maart 2026."),
        ],
    )
    def test_een_maand_die_niet_kan(self, chandra, maand, zin):
        assert [fout.tekst for fout in bekijk(chandra, met(maand=maand)).fouten] == [zin]

    @pytest.mark.parametrize(
        "maand", ["2026-03", "202603", "03-2026", "3-2026", "maart 2026", "Mrt 2026", "31-03-2026"[3:]]
    )
    def test_een_maand_zoals_loonbureaus_hem_schrijven(self, chandra, maand):
        assert bekijk(chandra, met(maand=maand)).wat[0] == date(2026, 3, 1)

    def test_een_deel_van_een_cent_wordt_niet_stil_afgerond(self, chandra):
        inhoud = VORMEN["xlsx"]._schrijf(KOP, [["2026-03", "cjm", "M1", D("1.005"), 0, 0, D("1.005"), 0]])

        uit = Loneninvoer(omgeving(chandra)).bekijk("l.xlsx", inhoud)

        zin = "Dit bedrag heeft delen van een cent. Rond het af op twee cijfers na de komma."
        assert {fout.tekst for fout in uit.fouten} == {zin}
