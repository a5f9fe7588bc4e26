"""Cells of a version: stored once, all or none, and never over what somebody else just saved."""

from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.versiecellen import (
    Anders,
    Botsing,
    Celsoort,
    VersieFout,
    bewaar_cellen,
    neem_cellen_terug,
)
from tests.fabriek import maak_gebruiker, maak_versie


@pytest.fixture
def kast():
    """A grid that lives in a dictionary."""
    return {"a": "1", "b": "2"}


@pytest.fixture
def bewaar(db, kast):
    """Return a function that saves cells as a user; the version is at edit 0 at first."""

    def schrijf(_versie, anders, _nu):
        kast.update(anders)

    soort = Celsoort("proef", lambda _versie: dict(kast), schrijf)
    versie = maak_versie()

    def doe(wie, gezien, sleutel=None, **waarden):
        return bewaar_cellen(
            soort, versie=versie, waarden=waarden, gezien=gezien, sleutel=sleutel or uuid4(), gebruiker=wie
        )

    def terug(wie, sleutel):
        return neem_cellen_terug(soort, versie=versie, sleutel=sleutel, gebruiker=wie)

    doe.versie, doe.terug = versie, terug
    return doe


def test_alleen_wat_anders_is_telt(bewaar, chandra, kast):
    assert bewaar(chandra, 0, a="1", b="3") == 1
    assert kast == {"a": "1", "b": "3"}
    na = Handeling.objects.get().na
    assert (na["bewerking"], na["cellen"]) == (1, {"b": "3"})


def test_dezelfde_sleutel_wordt_eens_bewaard_ook_als_er_intussen_iets_anders_staat(bewaar, chandra, kast):
    sleutel = uuid4()
    bewaar(chandra, 0, sleutel, a="5")
    kast["a"] = "6"

    assert bewaar(chandra, 0, sleutel, a="5") == 1
    assert kast["a"] == "6"


def test_dezelfde_sleutel_met_andere_cijfers_is_geen_dubbele_tik_maar_een_vraag(bewaar, chandra, kast):
    sleutel = uuid4()
    bewaar(chandra, 0, sleutel, a="5", b="2")

    with pytest.raises(Botsing) as botsing:
        bewaar(chandra, 0, sleutel, a="7", b="2")

    assert kast == {"a": "5", "b": "2"}
    assert botsing.value.cellen == {"a": Anders("1", "5")}
    assert bewaar(chandra, botsing.value.bewerking, a="7", b="2") == 1
    assert kast["a"] == "7"


def test_ook_na_een_lege_tik_komt_de_sleutel_niet_terug_met_cijfers_die_verdwijnen(bewaar, chandra, kast):
    sleutel = uuid4()
    assert bewaar(chandra, 0, sleutel, a="1") == 0

    with pytest.raises(Botsing):
        bewaar(chandra, 0, sleutel, a="5")
    assert bewaar(chandra, 0, a="5") == 1


def test_een_botsing_noemt_iedereen_en_geeft_het_eerste_en_het_laatste_cijfer(bewaar, chandra, kast):
    diana, emre = (maak_gebruiker(naam, Rol.PENNINGMEESTER) for naam in ("Diana", "Emre"))
    bewaar(diana, 0, a="5")
    bewaar(emre, 1, a="6", b=None)

    with pytest.raises(Botsing) as botsing:
        bewaar(chandra, 0, a="7")

    assert botsing.value.door == "Diana en Emre"
    assert botsing.value.cellen == {"a": Anders("1", "6"), "b": Anders("2", None)}
    assert botsing.value.bewerking == 2
    assert kast["a"] == "6"
    assert Handeling.objects.count() == 2  # the refused act leaves nothing, so it may be sent again


def test_een_vaste_versie_neemt_niets_aan(bewaar, chandra, kast):
    type(bewaar.versie).objects.update(vastgesteld_op="2026-01-01T12:00:00Z")

    with pytest.raises(VersieFout, match="Deze versie is intussen vastgelegd"):
        bewaar(chandra, 0, a="5")
    assert kast["a"] == "1"


def test_wat_opgeslagen_is_gaat_een_keer_terug(bewaar, chandra, kast):
    sleutel = uuid4()
    bewaar(chandra, 0, sleutel, a="5", b=None)

    assert bewaar.terug(chandra, sleutel) is True
    assert kast == {"a": "1", "b": "2"}
    assert bewaar.terug(chandra, sleutel) is False
    bewaar.versie.refresh_from_db()
    assert (bewaar.versie.bewerking, Handeling.objects.count()) == (2, 2)


def test_niemand_neemt_terug_wat_een_ander_daarna_veranderde(bewaar, chandra, eva, kast):
    sleutel = uuid4()
    bewaar(chandra, 0, sleutel, a="5", b="6")
    bewaar(eva, 1, a="7")

    with pytest.raises(VersieFout, match=r"Daarna is hier nog iets veranderd\. Er is niets teruggezet\."):
        bewaar.terug(chandra, sleutel)
    assert kast == {"a": "7", "b": "6"}


def test_alleen_wie_het_opsloeg_neemt_het_terug(bewaar, chandra, eva, kast):
    sleutel = uuid4()
    bewaar(chandra, 0, sleutel, a="5")

    assert bewaar.terug(eva, sleutel) is False
    assert kast["a"] == "5"


def test_wie_een_oude_bladzijde_heeft_hoort_dat_er_iets_is_teruggenomen(bewaar, chandra, eva, kast):
    sleutel = uuid4()
    bewaar(chandra, 0, sleutel, a="5")
    bewaar.terug(chandra, sleutel)

    with pytest.raises(Botsing) as botsing:
        bewaar(eva, 1, a="5")
    assert botsing.value.cellen == {"a": Anders("5", "1")}
    assert kast["a"] == "1"


def test_hetzelfde_formulier_na_ongedaan_maken_is_een_vraag_en_geen_opgeslagen(bewaar, chandra, kast):
    sleutel = uuid4()
    bewaar(chandra, 0, sleutel, a="5")
    bewaar.terug(chandra, sleutel)

    with pytest.raises(Botsing):
        bewaar(chandra, 0, sleutel, a="5")
    assert kast["a"] == "1"
