from io import BytesIO

import pytest
from pypdf import PdfReader

from kamers.services.turflijst import druk_turflijst, maak_turflijst
from tests.fabriek import maak_activiteit, maak_persoon, maak_vrijwilliger
from tests.kamers.dagfabriek import zet_op_rooster
from tests.kamers.views.test_week import MAANDAG

pytestmark = pytest.mark.django_db


def test_de_lijst_noemt_de_week_op_volgorde_met_wie_helpt_en_hoeveel_uur(casa):
    maak_persoon("Geheime Bezoeker", casa)
    les = maak_activiteit(casa)
    maak_activiteit(casa, "Soep", weekdag=0)
    zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon, "1.5")

    document = PdfReader(BytesIO(druk_turflijst(casa, MAANDAG)))
    tekst = "\n".join(bladzijde.extract_text() for bladzijde in document.pages).replace("\xa0", " ")

    assert len(document.pages) == 1
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"] == "nl"
    assert tekst.index("Maandag 23 november") < tekst.index("Soep") < tekst.index("Dinsdag 24 november")
    assert "Fatima 1,5" in tekst
    assert "Bel terug" in tekst
    assert "Geheime" not in tekst


def test_kinderen_hebben_alleen_een_kolom_als_er_kinderen_komen(casa):
    les = maak_activiteit(casa)
    assert "kinderen" not in maak_turflijst(casa, MAANDAG)

    les.met_kinderen = True
    les.save()
    assert "Waarvan kinderen" in maak_turflijst(casa, MAANDAG)


def test_een_lege_week_zegt_dat(casa):
    assert "niets op het rooster" in maak_turflijst(casa, MAANDAG)


def test_bij_een_les_met_namen_vraagt_de_lijst_om_pasnummers_en_nooit_om_namen(casa):
    les = maak_activiteit(casa)
    assert "Pasnummers" not in maak_turflijst(casa, MAANDAG)

    les.telwijze = "namen"
    les.save()
    assert maak_turflijst(casa, MAANDAG).count("Pasnummers:") == 1
