"""An audit file of other books: read without trusting it, and taken over to the cent."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.invoer.fouten import BestandFout
from financien.models import Boekstuk
from financien.resources.grootboek import Grootboekinvoer
from financien.resources.verwerken import leg_klaar
from financien.resources.xaf import lees_xaf
from financien.services.staat import staat
from tests.financien.eldersfabriek import begin_elders, neem_over, omgeving, stand, xaf

D = Decimal


@pytest.fixture(autouse=True)
def boeken(casa, multibron, aanbod_2018):
    begin_elders(casa, multibron)


class TestAuditfile:
    @pytest.mark.parametrize("versie", ["3.2", "4.0"])
    def test_beide_versies_worden_op_de_cent_gelezen(self, chandra, casa, versie):
        neem_over(chandra, xaf(versie=versie), "g.xaf")

        assert stand() == {"4110": D("75.34"), "1000": D("-75.34")}
        assert staat(2026, date(2026, 12, 31), casa).totaal_kosten.realisatie == D("75.34")

    def test_een_negatief_debet_is_een_credit(self):
        inhoud = (
            xaf(bedrag="-75.34", debet="-75.34")
            .replace(b"<amnt>75.34</amnt><amntTp>C", b"<amnt>-75.34</amnt><amntTp>C")
            .replace(b"<totalCredit>75.34", b"<totalCredit>-75.34")
        )

        assert [lijn.bedrag for lijn in lees_xaf(inhoud, 2026).stukken[0].lijnen] == [D("-75.34"), D("75.34")]

    @pytest.mark.parametrize(
        ("inhoud", "zin"),
        [
            (xaf(jaar="2025"), "Dit auditfile is van 2025, niet van 2026. Kies het goede boekjaar."),
            (xaf(lijnen="3"), "Er missen regels in dit auditfile. Maak het opnieuw."),
            (xaf(debet="80.00"), "De totalen van dit auditfile kloppen niet: € 4,66 in de kop, € 0,00 in de regels."),
            (xaf(bedrag="75.345"), "Dit auditfile is beschadigd of niet compleet. Maak het opnieuw."),
            (xaf(bedrag="1e3"), "Dit auditfile is beschadigd of niet compleet. Maak het opnieuw."),
            (xaf()[:-40], "Dit auditfile is beschadigd of niet compleet. Maak het opnieuw."),
            (xaf(eind="<x/>"), "Dit auditfile is beschadigd of niet compleet. Maak het opnieuw."),
            (xaf() * 2, "Dit auditfile is beschadigd of niet compleet. Maak het opnieuw."),
            (b"<html></html>", "Dit is geen auditfile (XAF). Kies een auditfile of een rekenblad."),
            (b"<auditfile></auditfile>", "Dit auditfile is beschadigd of niet compleet. Maak het opnieuw."),
            (
                xaf(kop='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
                "Dit bestand is niet veilig om te openen. Maak het auditfile opnieuw in het pakket.",
            ),
            (
                xaf().decode().replace("UTF-8", "UTF-16").encode("utf-16"),
                "Dit bestand is niet veilig om te openen. Maak het auditfile opnieuw in het pakket.",
            ),
        ],
    )
    def test_wat_fout_onveilig_of_afgeknipt_is_wordt_heel_geweigerd(self, chandra, inhoud, zin):
        with pytest.raises(BestandFout) as fout:
            leg_klaar(Grootboekinvoer, sleutel=uuid4(), naam="g.xaf", inhoud=inhoud, omgeving=omgeving(chandra))

        assert str(fout.value).replace("\xa0", " ") == zin
        assert not Boekstuk.objects.exists()
