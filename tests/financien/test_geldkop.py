"""The header of the money pages: what each role finds there, and that every page says where you are."""

import re

import pytest
from django.urls import reverse

from buurtwerkkamer.panelen import menu_van
from buurtwerkkamer.rollen import Rol
from financien.templatetags.geld import GROEPEN, ZONDER_JAAR
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken

STROOK = re.compile(r'<nav class="strook (groepen|tabjes)".*?</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"( aria-current="\w+")?>([^<]+)</a>')


@pytest.fixture(autouse=True)
def dag(db, casa, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


def kop(client, gebruiker, naam) -> dict[str, list[tuple[str, bool]]]:
    """Return per row of the header its labels, and which is where you are."""
    client.force_login(gebruiker)
    antwoord = client.get(reverse(f"financien:{naam}", args=[] if naam in ZONDER_JAAR else [2026]), follow=True)
    assert antwoord.status_code == 200, naam
    stroken = {m.group(1): LINK.findall(m.group(0)) for m in STROOK.finditer(antwoord.text)}
    return {rij: [(label, bool(hier)) for _adres, hier, label in links] for rij, links in stroken.items()}


def labels(rij) -> list[str]:
    return [label for label, _hier in rij]


def test_de_penningmeester_ziet_acht_groepen_en_alleen_de_bladen_van_de_groep(client, chandra):
    gezien = kop(client, chandra, "balans")

    assert labels(gezien["groepen"]) == [
        "Maand",
        "Bank",
        "Facturen",
        "Betalen",
        "Handgeld",
        "Toekenningen",
        "Boeken",
        "Overzichten",
    ]
    assert [label for rij in gezien.values() for label, hier in rij if hier] == ["Overzichten", "Balans"]
    assert "Journaal" not in labels(gezien["tabjes"])


@pytest.mark.parametrize("groep", GROEPEN, ids=lambda groep: groep.paginas[0][0])
def test_elk_blad_zegt_in_welke_groep_je_bent(client, chandra, groep):
    for naam, label in groep.paginas:
        gezien = kop(client, chandra, naam)
        actief = [tekst for rij in gezien.values() for tekst, hier in rij if hier]
        assert actief == [str(groep.label)] + ([str(label)] if len(groep.paginas) > 1 else []), naam


def test_een_groep_die_je_niet_mag_openen_staat_er_niet(client, eva):
    gezien = kop(client, eva, "realisatie")

    assert labels(gezien["groepen"]) == ["Facturen", "Betalen", "Handgeld", "Toekenningen", "Overzichten"]
    assert labels(gezien["tabjes"]) == [
        "Begroot en uitgegeven",
        "Twaalf maanden vooruit",
        "Wat als een bijdrage wegvalt",
    ]


def test_de_kascommissie_vindt_geen_lonen_in_de_kop(client):
    kas = maak_gebruiker("Kas", Rol.KASCOMMISSIE)

    assert "Lonen" not in labels(kop(client, kas, "journaal")["tabjes"])
    assert "Lonen" in labels(kop(client, maak_gebruiker("Acc", Rol.ACCOUNTANT), "journaal")["tabjes"])


def test_het_menu_van_de_penningmeester_heeft_hoogstens_vijf_regels(chandra):
    assert len(menu_van(chandra)) <= 5


@pytest.mark.parametrize("blad", ["realisatie/2026", "liquiditeit", "financiers/2026", "financiers/toekenningen/7"])
def test_wat_van_de_begroting_is_licht_de_begroting_op_en_niet_de_boeken(chandra, blad):
    actief = [regel.urlnaam for regel in menu_van(chandra, f"/financien/{blad}/") if regel.actief]

    assert actief == ["financien:nieuwste_begroting"]


@pytest.mark.parametrize("rol", [Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.BESTUUR, Rol.KASCOMMISSIE, Rol.ACCOUNTANT])
@pytest.mark.parametrize(
    "pad",
    [
        "/financien/boeken/2026/facturen/",
        "/financien/facturen/7/",
        "/financien/betalingen/7/",
        "/financien/boeken/2026/betalingen/nieuw/",
        "/financien/realisatie/2026/",
        "/financien/liquiditeit/",
        "/financien/financiers/2026/",
        "/financien/financiers/toekenningen/7/",
    ],
)
def test_op_elke_bladzijde_over_geld_is_een_regel_van_het_menu_actief(rol, pad):
    actief = [regel.urlnaam for regel in menu_van(maak_gebruiker("Iemand", rol), pad) if regel.actief]

    assert len(actief) == 1
    if "facturen" in pad or "betalingen" in pad:
        heeft_facturen = rol in (Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.BESTUUR)
        assert actief == ["financien:facturen_nu" if heeft_facturen else "financien:boeken"]
