"""Results of a room and of all rooms: agreed, reached, expected, and the bridge from the kinds to the room."""

from datetime import date
from decimal import Decimal

import pytest

from kamers.models import Soort
from kamers.services.resultaten import Brug, kamerresultaat, naast_elkaar
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_kamer, maak_soort
from tests.kamers.dagfabriek import maak_doel
from tests.kamers.resultatenfabriek import maak_jaar

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 7, 1)


@pytest.fixture
def doelen(casa):
    """Targets of 2026: language 50, klussen 75, the room 500."""
    maak_doel("P4", casa, 50, maak_soort("P4", "Taal"))
    maak_doel("P2", casa, 75, maak_soort("P2", "Klussen", telt=Soort.Telt.KLUSSEN))
    maak_doel("P1", casa, 150, maak_soort("P1", "Ontmoeting"))
    maak_doel("P7", casa, 500, prestatie="Totaal unieke deelnemers")


def in_het_kort(regels):
    return {
        r.code: (r.bereikt, r.afspraak, r.verwachting and r.verwachting.lijn, r.verwachting and r.verwachting.patroon)
        for r in regels
    }


def test_naast_de_afspraak_staat_wat_bereikt_is_en_wat_we_verwachten(casa, doelen):
    maak_jaar(casa, 2025)
    maak_jaar(casa, 2026)

    uitkomst = kamerresultaat(casa, 2026, VANDAAG)

    # 182 of 365 days; on 1 July 2025 everything was there but one of two klussen and one of 4,5 hours
    assert in_het_kort(uitkomst.regels) == {
        "p1": (9, 150, 18, 9),
        "p2": (2, 75, 4, 4),
        "p4": (9, 50, 18, 9),
        "p7": (12, 500, 24, 12),
        "helpers": (2, None, 4, 2),
        "uren": (Decimal("4.5"), None, 9, 6),
    }
    assert [r.naam for r in uitkomst.regels][-2:] == ["Mensen die hielpen", "Uren"]
    assert [(r.op_naam, r.geteld) for r in uitkomst.regels if r.code == "p7"] == [(2, 10)]


def test_van_een_jaar_dat_voorbij_is_staat_er_geen_verwachting(casa, doelen):
    maak_jaar(casa, 2025)

    uitkomst = kamerresultaat(casa, 2025, VANDAAG)

    assert uitkomst.methode.geen == "Dit jaar is voorbij. Een verwachting is niet meer nodig."
    assert in_het_kort(uitkomst.regels)["p7"] == (12, None, None, None)


def test_zonder_iets_genoteerd_is_er_geen_cijfer_geen_verwachting_en_geen_brug(casa, doelen):
    uitkomst = kamerresultaat(casa, 2026, VANDAAG)

    assert set(in_het_kort(uitkomst.regels).values()) == {(None, n, None, None) for n in (150, 75, 50, 500, None)}
    assert uitkomst.brug is None


def test_een_kamer_die_vorig_jaar_op_deze_dag_nog_niets_had_krijgt_alleen_de_rechte_lijn(casa, doelen):
    maak_bijeenkomst(maak_activiteit(casa), date(2025, 11, 4), nieuw=10)
    maak_bijeenkomst(maak_activiteit(casa), date(2026, 2, 3), nieuw=10)

    regel = next(r for r in kamerresultaat(casa, 2026, VANDAAG).regels if r.code == "p4")

    assert (regel.verwachting.lijn, regel.verwachting.patroon) == (20, None)
    assert regel.verwachting.geen_patroon == "In 2025 was er op deze dag nog niets."


def test_de_brug_laat_zien_dat_soorten_niet_optellen_tot_de_kamer(casa, doelen):
    maak_jaar(casa, 2026)

    brug = kamerresultaat(casa, 2026, VANDAAG).brug

    assert brug == Brug(bij_soorten=18, klanten=1, in_kamer=12)
    assert brug.dubbel == 7


def test_per_soort_staan_alleen_de_soorten_die_mensen_tellen(casa, doelen):
    maak_jaar(casa, 2026)

    soorten = kamerresultaat(casa, 2026, VANDAAG).soorten

    assert [(s.code, s.naam, s.jaar.nieuw, s.jaar.bezoeken, s.jaar.keren, s.jaar.groep) for s in soorten] == [
        ("p1", "Ontmoeting", 9, 9, 1, Decimal("9.0")),
        ("p4", "Taal", 9, 16, 2, Decimal("8.0")),
    ]


def test_naast_elkaar_staat_van_elke_kamer_wat_op_haar_eigen_bladzijde_staat(casa, multibron, doelen):
    maak_jaar(casa, 2025)
    maak_jaar(casa, 2026)
    maak_jaar(multibron, 2026)

    naast = naast_elkaar([casa, multibron], 2026, VANDAAG)

    for kamer, regels in naast.kamers:
        assert regels == [r for r in kamerresultaat(kamer, 2026, VANDAAG).regels if r.afgesproken]
    rijen = naast.per_prestatie
    assert [(regel.code, [kamer.code for kamer, _cel in cellen]) for regel, cellen in rijen] == [
        (code, ["cjm", "multibron"]) for code in ("p1", "p2", "p4", "p7")
    ]
    assert [cel.bereikt for _kamer, cel in rijen[3][1]] == [12, 12]


def test_veertig_kamers_naast_elkaar_vragen_niet_meer_dan_vier(casa, doelen, django_assert_num_queries):
    kamers = [maak_kamer(f"kamer-{nummer}") for nummer in range(40)]
    for kamer in kamers[:3]:
        maak_jaar(kamer, 2026)

    with django_assert_num_queries(4):
        naast_elkaar(kamers[:4], 2026, VANDAAG)
    with django_assert_num_queries(4):
        naast_elkaar(kamers, 2026, VANDAAG)


def test_het_vorige_jaar_bestaat_als_er_toen_iets_genoteerd_is(casa, multibron, doelen):
    maak_bijeenkomst(maak_activiteit(casa), date(2025, 5, 6), nieuw=1)

    assert [kamerresultaat(kamer, 2026, VANDAAG).vorig_jaar for kamer in (casa, multibron)] == [True, False]
    assert [naast_elkaar([casa, multibron], jaar, VANDAAG).vorig_jaar for jaar in (2026, 2025)] == [True, False]


def test_de_langste_balk_is_het_grootste_van_bereikt_verwacht_en_afspraak(casa, doelen):
    maak_bijeenkomst(maak_activiteit(casa), date(2026, 2, 3), nieuw=45)

    per_code = {r.code: r.hoogste for r in kamerresultaat(casa, 2026, VANDAAG).regels}

    assert (per_code["p4"], per_code["p2"], per_code["uren"]) == (90, 75, 0)
