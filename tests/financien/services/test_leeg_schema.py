"""A real installation begins with no account at all: each act says what to do first, and two presses are enough."""

from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Boekstuk, Grootboekrekening, Kostenpost
from financien.models.factuur import CREDITEUREN
from financien.models.grootboek import BESTEMD
from financien.services import (
    beginbalans,
    bestemmen,
    elders,
    lonen,
    openposten,
    overlopend,
    toekenningstand,
    verrekenen,
)
from financien.services.beginbalans import boek_beginbalans
from financien.services.boeken import BoekFout
from financien.services.handgeld import basis, kas
from financien.services.handgeld.basis import HandgeldFout, grootboek
from financien.services.realisatie import realisatie
from financien.services.rekeningschema import SCHEMA, aanvulling, is_eigen, laad_rekeningen
from financien.services.toekenningschuif import tussenrekeningen
from tests.financien.boekfabriek import maak_boekstuk, regel

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def jaar(db):
    return Jaar.objects.create(jaar=2026)


def maak_post(code, soort="fysiek", volgorde=11):
    return Kostenpost.objects.create(code=code, soort=soort, naam=code, tekst=code, volgorde=volgorde)


def codes(posten) -> list[str]:
    return [post.code for post in posten]


def post_van(nummer) -> str | None:
    return Grootboekrekening.objects.values_list("post__code", flat=True).get(nummer=nummer)


def test_een_lege_databank_mist_het_hele_schema_en_na_het_laden_niets(casa):
    aantal = len(SCHEMA.read_text(encoding="utf-8").splitlines()) - 1
    ervoor = aanvulling()

    laad_rekeningen()

    assert (ervoor.leeg, len(ervoor.nummers), bool(ervoor)) == (True, aantal, True)
    assert Grootboekrekening.objects.filter(kamer=None).count() == aantal
    assert (aanvulling().leeg, aanvulling().nummers, bool(aanvulling())) == (False, (), False)


def test_de_beginbalans_zonder_rekeningen_zegt_wat_eerst_moet(jaar, chandra):
    with pytest.raises(BoekFout, match=r"^Rekening 0900 ontbreekt\. Ga naar Rekeningen en druk op Vul"):
        boek_beginbalans(jaar=2026, bedragen={}, sleutel=uuid4(), gebruiker=chandra)
    assert not Boekstuk.objects.exists()


def test_een_bonnetje_zonder_rekeningen_verwijst_naar_de_penningmeester(db):
    zin = r"^Rekening 1420 ontbreekt\. Vraag de penningmeester om de rekeningen aan te vullen\.$"
    with pytest.raises(HandgeldFout, match=zin):
        grootboek("1420")


def test_een_toekenning_zonder_rekeningen_noemt_de_eerste_die_ontbreekt(db):
    with pytest.raises(BoekFout, match=r"^Rekening 1300 ontbreekt\."):
        tussenrekeningen()


def test_een_post_die_later_komt_krijgt_de_rekening_uit_het_schema_ook_als_er_al_op_geboekt_is(jaar, chandra, casa):
    laad_rekeningen()
    maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa))
    maak_post("F1")
    assert (codes(aanvulling().koppelbaar), codes(aanvulling().zonder)) == (["F1"], [])

    laad_rekeningen()

    assert (post_van("4110"), bool(aanvulling())) == ("F1", False)
    regels = realisatie(jaar, 3, [casa]).regels
    assert [(r.code, r.stand.gerealiseerd) for r in regels] == [("f1", D("725.00"))]


def test_een_post_die_al_een_rekening_heeft_of_een_rekening_met_een_post_blijft_zoals_hij_is(jaar):
    laad_rekeningen()
    f1, ander = maak_post("F1"), maak_post("F9", volgorde=12)
    Grootboekrekening.objects.create(nummer="4240", naam="Huur", soort="kosten", post=f1)
    Grootboekrekening.objects.filter(nummer="4120").update(post=ander)
    maak_post("F2", volgorde=13)

    laad_rekeningen()

    assert (post_van("4110"), post_van("4120")) == (None, "F9")
    assert codes(aanvulling().zonder) == ["F2"]


def test_wat_in_een_afgesloten_jaar_meetelt_krijgt_geen_post_meer_en_de_post_wacht_op_een_nieuwe_rekening(
    jaar, chandra, casa
):
    laad_rekeningen()
    maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa))
    Jaar.objects.filter(jaar=2026).update(status="voorlopig")
    maak_post("F1")

    laad_rekeningen()

    assert post_van("4110") is None
    assert (codes(aanvulling().koppelbaar), codes(aanvulling().zonder)) == ([], ["F1"])


def test_een_post_buiten_het_schema_heeft_geen_rekening_tot_er_een_gemaakt_is(jaar):
    laad_rekeningen()
    f7 = maak_post("F7")
    assert codes(aanvulling().zonder) == ["F7"]

    Grootboekrekening.objects.create(nummer="4240", naam="Polissen", soort="kosten", post=f7)

    assert codes(aanvulling().zonder) == []


def test_waar_het_programma_zelf_op_boekt_staat_in_het_schema_als_eigen():
    namen = ("TE_KEUREN", "VOORGESCHOTEN", "HANDGELD", "VERSCHILLEN", "VORDERING")
    nodig = {CREDITEUREN, BESTEMD, beginbalans.BEGINBALANS, elders.TEGEN, verrekenen.TUSSEN, openposten.TUSSEN_LOON}
    nodig |= {lonen.NETTO, lonen.LOONHEFFING, lonen.VAKANTIEGELD, *toekenningstand.TUSSEN, *bestemmen.REKENING.values()}
    nodig |= {vorm.tegen for vorm in overlopend.VORMEN.values()} | {getattr(basis, naam) for naam in namen}
    nodig |= set(kas.NAAR.values())

    assert {nummer for nummer in nodig if not is_eigen(nummer)} == set()
