"""The content of a report: which version, which rooms, what is compared with what, and what cannot be made."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from buurtwerkkamer.models import Jaar
from kamers.models import Kamer
from rapportage.gegevens import laad_aanbod_2018, laad_basis
from rapportage.inhoud import RapportFout, aanbod, jaarverslag
from rapportage.services.momentopname import Momentopname, lees, schrijf
from tests.fabriek import maak_kamer, maak_klus, maak_versie
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.rapportage.fabriek import vul_versie

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanbod_2018():
    return laad_aanbod_2018()


def test_een_aanbod_vergelijkt_niet_en_zegt_niets_over_realisatie(aanbod_2018):
    rapport = aanbod(2018)

    assert (rapport.vergeleken_met, rapport.realisatie, rapport.prestaties.met_bereikt) == ("", "", False)
    assert (rapport.titel, rapport.versie, rapport.bestandsnaam) == (
        "Aanbod 2018",
        "aanbod 2018, versie 1",
        "aanbod-2018",
    )
    assert rapport.versie_datum == date(2017, 9, 28)
    assert not rapport.fictief


def test_een_rapport_van_een_kamer_heeft_alleen_die_kamer(aanbod_2018):
    rapport = aanbod(2018, "kg")

    assert [kolom.code for kolom in rapport.kolommen] == ["kg"]
    assert rapport.kamer == rapport.kolommen[0]
    assert rapport.bestandsnaam == "aanbod-2018-kg"
    assert rapport.begroting.totaal.totaal == rapport.begroting.gemiddelde == 114624
    assert rapport.financiering.verschil.bedragen == (376,)
    assert (rapport.uren.aandelen, rapport.uren.aandeel_totaal) == ((63,), 63)


def test_een_open_aanbod_heet_concept(db):
    laad_basis()
    vul_versie(maak_versie(2026), [maak_kamer("kam")])

    assert aanbod(2026).versie == "aanbod 2026, versie 1, concept"


def test_een_fictief_jaar_zegt_dat(db):
    laad_basis()
    versie = maak_versie(2026)
    Jaar.objects.filter(jaar=2026).update(fictief=True)
    vul_versie(versie, [maak_kamer("kam")])

    assert aanbod(2026).fictief


def test_een_rapport_blijft_nederlands_in_een_engels_scherm(aanbod_2018):
    nederlands = aanbod(2018)

    with override("en"):
        assert aanbod(2018) == nederlands


def test_hetzelfde_jaar_geeft_twee_keer_hetzelfde_rapport(aanbod_2018):
    assert aanbod(2018) == aanbod(2018)
    assert jaarverslag(2018) == jaarverslag(2018)


@pytest.mark.parametrize("maak", [aanbod, jaarverslag])
def test_een_jaar_zonder_versie_is_een_fout_met_een_zin(db, maak):
    with pytest.raises(RapportFout, match=r"^(Er is geen aanbod van|Van) 2031"):
        maak(2031)


def test_een_versie_zonder_kamers_is_een_fout_met_een_zin(db):
    maak_versie(2026)

    with pytest.raises(RapportFout, match="In de cijfers van 2026 staat nog geen kamer"):
        aanbod(2026)


def test_een_onbekende_kamer_is_een_fout_die_de_kamers_noemt(aanbod_2018):
    with pytest.raises(RapportFout, match=r"‘nergens’ staat niet in 2018\. Kies uit: cjm, multibron, handreiking, kg"):
        aanbod(2018, "nergens")


def queries(maak, jaar):
    with CaptureQueriesContext(connection) as gevraagd:
        rapport = maak(jaar)
    return len(rapport.kolommen), len(gevraagd)


@pytest.mark.parametrize(("maak", "hoogstens"), [(aanbod, 6), (jaarverslag, 10)])
def test_veertig_kamers_kosten_evenveel_queries_als_vier(db, maak, hoogstens):
    laad_basis()
    kamers = [maak_kamer(f"kamer-{nr}") for nr in range(40)]
    vul_versie(maak_versie(2025), kamers[:4])
    vul_versie(maak_versie(2026), kamers)
    for kamer in kamers:
        for jaar in (2025, 2026):
            if jaar == 2026 or kamer in kamers[:4]:
                maak_klus(kamer, status="klaar", gedaan_op=date(jaar, 6, 1))

    vier, veertig = queries(maak, 2025), queries(maak, 2026)

    assert (vier[0], veertig[0]) == (4, 40)
    assert vier[1] == veertig[1] <= hoogstens


def test_een_editie_van_voor_de_verdeling_leest_terug_zonder_verdeling(aanbod_2018, chandra):
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("4120", "1000", "10.00", Kamer.objects.get(code="cjm")), datum=date(2018, 3, 1))
    opname = schrijf(Momentopname(jaarverslag(2018), {}))
    boom = json.loads(opname)
    del boom["inhoud"]["werkelijk"]["gedeeld"]

    assert lees(json.dumps(boom).encode()).inhoud.werkelijk.gedeeld == ()
    assert lees(opname) == lees(json.dumps(boom).encode())
