"""The state of an edition is told with the same words in the list, before the act, and on what was recorded."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from buurtwerkkamer.rollen import Rol
from financien.services.versies import nieuw_jaar
from kamers.models import Partner
from rapportage.models import Rapport
from tests.fabriek import maak_gebruiker
from tests.rapportage.editiefabriek import maak_editie

SEPTEMBER = datetime(2019, 9, 2, 22, 30, tzinfo=UTC)  # the third of September in Amsterdam
BESLUIT = date(2019, 5, 20)
LIJST = reverse("rapportage:rapporten")
VERSLAG, AANBOD = Rapport.Soort.JAARVERSLAG, Rapport.Soort.AANBOD
NOG_NIET = "vastgelegd op 3 september 2019, nog niet vastgesteld"
ERNA = "vastgelegd op 3 september 2019, na de vaststelling van 20 mei 2019"
VASTGESTELD = "vastgesteld door de ledenvergadering op 20 mei 2019"
OFFERTE = "aanbod 2018, versie 1 van 28 september 2017, vastgelegd op 3 september 2019"


def staten(soort=VERSLAG):
    return [r.staat for r in Rapport.objects.met_staat().filter(soort=soort).order_by("editie").select_related("jaar")]


def woorden(client, gebruiker, adres) -> str:
    client.force_login(gebruiker)
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(adres).text).split())


def test_een_editie_is_nog_niet_vastgesteld_vastgesteld_of_van_erna(aanbod_2018, chandra):
    maak_editie(aanbod_2018, chandra, editie=1, vastgelegd_op=SEPTEMBER)
    maak_editie(aanbod_2018, chandra, editie=2, vastgelegd_op=SEPTEMBER, besluit_op=BESLUIT)
    maak_editie(aanbod_2018, chandra, editie=3, vastgelegd_op=SEPTEMBER)
    maak_editie(aanbod_2018, chandra, soort=AANBOD, vastgelegd_op=SEPTEMBER)

    assert staten() == [NOG_NIET, VASTGESTELD, ERNA]
    assert staten(AANBOD) == [OFFERTE]


def test_het_besluit_van_een_ander_jaar_zegt_niets_over_dit_jaar(aanbod_2018, chandra):
    volgende = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28))
    maak_editie(volgende, chandra, editie=1, vastgelegd_op=SEPTEMBER, besluit_op=BESLUIT)
    maak_editie(aanbod_2018, chandra, editie=2, vastgelegd_op=SEPTEMBER)

    assert staten() == [VASTGESTELD, NOG_NIET]


def test_de_lijst_van_rapporten_zegt_van_elke_editie_hoe_ver_ze_is(client, aanbod_2018, chandra):
    maak_editie(aanbod_2018, chandra, editie=1, vastgelegd_op=SEPTEMBER)
    maak_editie(aanbod_2018, chandra, editie=2, vastgelegd_op=SEPTEMBER, besluit_op=BESLUIT)
    maak_editie(aanbod_2018, chandra, editie=3, vastgelegd_op=SEPTEMBER)
    maak_editie(aanbod_2018, chandra, soort=AANBOD, vastgelegd_op=SEPTEMBER)

    tekst = woorden(client, chandra, LIJST)

    naam = chandra.naam
    assert f"V{NOG_NIET[1:]}. Door {naam}. 11 bladzijden." in tekst
    assert f"V{ERNA[1:]}. Door {naam}. 11 bladzijden." in tekst
    assert f"V{VASTGESTELD[1:]}. 11 bladzijden." in tekst
    assert f"A{OFFERTE[1:]}. Door {naam}. 11 bladzijden." in tekst
    assert tekst.count("nog niet vastgesteld") == 1


@pytest.mark.parametrize(("besluit", "staat"), [(None, NOG_NIET), (BESLUIT, ERNA)])
def test_een_financier_leest_bij_een_ouder_jaar_of_het_is_vastgesteld(client, aanbod_2018, chandra, besluit, staat):
    farid = maak_gebruiker("Farid", Rol.FINANCIER, partner=Partner.objects.get(code="eigen-haard"))
    volgende = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28))
    volgende.vastgesteld_op = SEPTEMBER
    volgende.save()
    maak_editie(aanbod_2018, chandra, editie=1, vastgelegd_op=SEPTEMBER, besluit_op=besluit)
    maak_editie(aanbod_2018, chandra, editie=2, vastgelegd_op=SEPTEMBER)
    maak_editie(aanbod_2018, chandra, soort=AANBOD, vastgelegd_op=SEPTEMBER)
    maak_editie(volgende, chandra, editie=1)

    tekst = woorden(client, farid, reverse("rapportage:verantwoording"))

    assert f"Jaarverslag 2018 {staat}" in tekst
    assert f"Aanbod 2018 {OFFERTE}" in tekst


@pytest.mark.parametrize(
    ("soort", "besluit", "staat"),
    [(AANBOD, None, OFFERTE), (VERSLAG, None, NOG_NIET), (VERSLAG, BESLUIT, ERNA)],
)
def test_voor_het_vastleggen_staat_er_wat_er_straks_op_elke_bladzijde_staat(
    client, aanbod_2018, chandra, soort, besluit, staat, time_machine
):
    if besluit:
        maak_editie(aanbod_2018, chandra, editie=1, besluit_op=besluit)
    time_machine.move_to(SEPTEMBER)

    tekst = woorden(client, chandra, reverse("rapportage:leg_vast", args=[2018, soort]))

    assert f"We maken editie {2 if besluit else 1} van" in tekst
    assert f"Op elke bladzijde staat: {staat} ." in tekst


def test_in_het_engels_leest_een_financier_de_staat_in_het_engels(aanbod_2018, chandra):
    maak_editie(aanbod_2018, chandra, editie=1, vastgelegd_op=SEPTEMBER)

    with override("en"):
        assert staten() == ["frozen on 3 September 2019, not yet adopted"]
