"""With three years the oldest is settled, so that a financier sees a settled report."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Jaarafsluiting
from financien.services.controleren import controleer
from kamers.models import Teljaar
from rapportage.demo.edities import leg_rapporten_vast
from rapportage.demo.vullen import vul_demo
from rapportage.models import Rapport


@pytest.mark.django_db
def test_het_oudste_jaar_is_vastgesteld_en_de_financier_ziet_dat():
    vul_demo(jaren=3, tot=date(2022, 1, 20))
    regels = []
    leg_rapporten_vast(regels.append)

    assert regels == [
        "aanbod 2018, editie 1 vastgelegd",
        "jaarverslag 2020, editie 1 vastgesteld",
        "jaarverslag 2021, editie 1 vastgelegd",
    ]
    assert leg_rapporten_vast(regels.append) == []
    jaren = dict(Jaar.objects.filter(fictief=True).values_list("jaar", "status"))
    assert jaren == {2020: "vastgesteld", 2021: "open", 2022: "open"}
    assert sorted(Teljaar.objects.values_list("kamer__code", "jaar")) == [
        ("cjm", 2020),
        ("handreiking", 2020),
        ("kg", 2020),
        ("multibron", 2020),
    ]
    financier = Gebruiker.objects.get(aanmeldnaam="financier.eigen-haard@voorbeeld.invalid")
    rapport = Rapport.objects.zichtbaar_voor(financier).get(jaar__jaar=2020)
    som = Jaarafsluiting.objects.get(jaar__jaar=2020, stap="vastgesteld").sha256
    blad = " ".join(" ".join(b.extract_text() for b in PdfReader(BytesIO(bytes(rapport.pdf.inhoud))).pages).split())
    assert rapport.besluit_op == date(2021, 6, 25)
    assert "vastgesteld door de ledenvergadering op 25 juni 2021" in blad
    assert som in blad.replace(" ", "")
    assert controleer() == []
