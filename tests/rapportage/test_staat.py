"""The state of an edition is told with the same words in the list, before the act, and on what was recorded."""

import json
import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from buurtwerkkamer.rollen import Rol
from financien.services.versies import leg_versie_vast, nieuw_jaar
from kamers.models import Partner
from rapportage.models import Rapport
from rapportage.services.vastleggen import leg_vast, versie_van
from rapportage.services.vaststellen import stel_vast
from rapportage.services.voorbehoud import voorbehoud_van
from rapportage.staat import staat_van
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.jaarfabriek import sluit_jaar
from tests.rapportage.editiefabriek import maak_editie

SEPTEMBER = datetime(2019, 9, 2, 22, 30, tzinfo=UTC)  # the third of September in Amsterdam
BESLUIT = date(2019, 5, 20)
LIJST = reverse("rapportage:rapporten")
VERSLAG, AANBOD = Rapport.Soort.JAARVERSLAG, Rapport.Soort.AANBOD
NOG_NIET = "vastgelegd op 3 september 2019, nog niet vastgesteld"
ERNA = "vastgelegd op 3 september 2019, na de vaststelling van 20 mei 2019"
VASTGESTELD = "vastgesteld door de ledenvergadering op 20 mei 2019"
OFFERTE = "aanbod 2018, versie 1 van 28 september 2017, vastgelegd op 3 september 2019"
NOG_OPEN = "aanbod 2019, versie 1, concept van 28 september 2018, vastgelegd op 3 september 2019"


def staten(soort=VERSLAG):
    return [r.staat for r in Rapport.objects.met_staat().filter(soort=soort).order_by("editie").select_related("jaar")]


def woorden(client, gebruiker, adres) -> str:
    client.force_login(gebruiker)
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(adres).text).split())


def geprint(rapport) -> str:
    return " ".join(bytes(rapport.pdf.inhoud).decode().split())


def begin_2019(_gebruiker):
    return nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28))


def open_punten(soort, jaar) -> int:
    return voorbehoud_van(soort, versie_van(soort, jaar)).aantal


def stel_2018_vast(gebruiker):
    """Let the members adopt 2018, of which no document is in the books here."""
    begin_boeken(2018, 2019)
    sluit_jaar(gebruiker, 2018, BESLUIT)
    besluit = {"besluit_op": BESLUIT, "besluit": "Vastgesteld", "sleutel": uuid4()}
    return stel_vast(jaar=2018, gebruiker=maak_gebruiker("Bo", "bestuur"), gezien=open_punten(VERSLAG, 2018), **besluit)


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


def test_een_aanbod_zonder_versie_noemt_alleen_zijn_dag():
    assert staat_van(soort=AANBOD, op=SEPTEMBER, versie="") == "vastgelegd op 3 september 2019"


@pytest.mark.usefixtures("kort_gedrukt")
def test_een_aanbod_van_een_open_versie_blijft_een_concept_als_de_versie_later_vastligt(
    aanbod_2018, chandra, time_machine
):
    vast = {"soort": AANBOD, "jaar": 2019, "gebruiker": chandra}
    versie = begin_2019(chandra)
    time_machine.move_to(SEPTEMBER, tick=False)
    concept = leg_vast(**vast, sleutel=uuid4())
    time_machine.shift(60)
    leg_versie_vast(versie=versie)
    daarna = leg_vast(**vast, sleutel=uuid4())

    assert staten(AANBOD) == [NOG_OPEN, NOG_OPEN.replace(", concept", "")]
    for rapport, staat in zip((concept, daarna), staten(AANBOD), strict=True):
        assert staat in geprint(rapport)


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


@pytest.mark.usefixtures("kort_gedrukt")
@pytest.mark.parametrize(
    ("soort", "jaar", "vooraf", "editie", "staat"),
    [
        (AANBOD, 2018, None, 1, OFFERTE),
        (AANBOD, 2019, begin_2019, 1, NOG_OPEN),
        (VERSLAG, 2018, None, 1, NOG_NIET),
        (VERSLAG, 2018, stel_2018_vast, 2, ERNA),
    ],
)
def test_voor_het_vastleggen_staat_er_wat_er_straks_op_elke_bladzijde_staat(
    client, aanbod_2018, chandra, soort, jaar, vooraf, editie, staat, time_machine
):
    time_machine.move_to(SEPTEMBER, tick=False)
    if vooraf:
        vooraf(chandra)
    adres = reverse("rapportage:leg_vast", args=[jaar, soort])

    tekst = woorden(client, chandra, adres)
    client.post(adres, {"sleutel": uuid4(), "gezien": "on", "aantal": open_punten(soort, jaar)})

    assert f"We maken editie {editie} van" in tekst
    assert f"Op elke bladzijde staat: {staat} ." in tekst
    rapport = Rapport.objects.get(soort=soort, editie=editie)
    assert staat in geprint(rapport)
    assert json.loads(bytes(rapport.json.inhoud))["staat"] == staat
    assert staten(soort)[-1] == staat


def test_in_het_engels_leest_een_financier_de_staat_in_het_engels(aanbod_2018, chandra):
    maak_editie(aanbod_2018, chandra, editie=1, vastgelegd_op=SEPTEMBER)

    with override("en"):
        assert staten() == ["frozen on 3 September 2019, not yet adopted"]
