"""Who applies and accounts in law: the last page of a report says it as far as it is filled in (design.md §4)."""

import pytest

from buurtwerkkamer.models import Cooperatie
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.services import drukken
from tests.rapportage.drukfabriek import bladen

GEGEVENS = {
    "adres": "Venserpolder 12",
    "postcode": "1102 AB",
    "plaats": "Amsterdam",
    "kvk": "01234567",
    "iban": "NL91 ABNA 0417 1643 00",
    "telefoon": "020 123 45 67",
    "email": "post@buurtwerkkamer.invalid",
}


@pytest.mark.parametrize("maak", [aanbod, jaarverslag])
def test_het_laatste_blad_zegt_van_wie_het_rapport_is(aanbod_2018, maak):
    Cooperatie.objects.update(**GEGEVENS)

    laatste = bladen(drukken.maak_html(maak(2018)))[-1]

    for zin in (
        "Organisatie BuurtWerkKamer Coöperatie. Het met, voor en door buurtbewoners",
        "Adres Venserpolder 12, 1102 AB Amsterdam",
        "KvK-nummer 01234567",
        "IBAN NL91 ABNA 0417 1643 00",
        "Bereikbaar 020 123 45 67 · www.buurtwerkkamer.nl · post@buurtwerkkamer.invalid",
    ):
        assert zin in laatste


def test_wat_niet_is_ingevuld_heeft_geen_regel(aanbod_2018):
    html = drukken.maak_html(aanbod(2018))

    assert [regel for regel in ("Adres", "KvK-nummer", "IBAN") if f"<dt>{regel}</dt>" in html] == []
    assert "<dt>Bereikbaar</dt><dd>www.buurtwerkkamer.nl</dd>" in html


@pytest.mark.parametrize(
    ("gegevens", "regel"),
    [
        ({"plaats": "Amsterdam", "postcode": "1102 AB"}, "<dt>Adres</dt><dd>1102 AB Amsterdam</dd>"),
        ({"adres": "Venserpolder 12"}, "<dt>Adres</dt><dd>Venserpolder 12</dd>"),
    ],
)
def test_een_half_adres_staat_er_zonder_losse_komma(aanbod_2018, gegevens, regel):
    Cooperatie.objects.update(**gegevens)

    assert regel in drukken.maak_html(aanbod(2018))
