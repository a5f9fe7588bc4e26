"""Two people at once about one invoice: it is booked once, or taken back, and never both."""

from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Factuurakkoord
from financien.services import akkoorden
from financien.services.akkoorden import boek_factuur, neem_akkoord_terug, zeg_gezien
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import een
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.services.test_boeken_gelijktijdig import tegelijk


@pytest.fixture
def wedstrijd(transactional_db, casa, eva, chandra):
    """Return an invoice that waits for the treasurer, and two treasurers."""
    begin_boeken(2026)
    factuur = maak_factuur(chandra, deel("4120", "121.00", casa))
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    return factuur, [chandra, maak_gebruiker("Pien", Rol.PENNINGMEESTER)]


def _boek_met_zijn_tweeen(factuur, wie) -> list:
    return tegelijk(
        [lambda g=gebruiker: _zonder_fout(boek_factuur, factuur, ronde=1, gebruiker=g) for gebruiker in wie]
    )


def _zonder_fout(doe, *args, **kwargs):
    try:
        return doe(*args, **kwargs)
    except FactuurFout as fout:
        return fout


def test_twee_penningmeesters_tegelijk_is_een_keer_kosten(wedstrijd):
    uitslag = _boek_met_zijn_tweeen(*wedstrijd)

    assert sorted(type(deel).__name__ for deel in uitslag) == ["Boekstuk", "FactuurFout"]
    assert Boekstuk.objects.count() == Factuurakkoord.objects.filter(soort="akkoord").count() == 1


def _zonder_slot(monkeypatch) -> None:
    """Let both look before either writes."""
    allebei = Barrier(2)

    def zonder_slot(factuur):
        nu = een(factuur)
        allebei.wait()
        return nu

    monkeypatch.setattr(akkoorden, "_op_slot", zonder_slot)


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_slot_sleutel_en_uniek_oordeel_zouden_het_er_twee_zijn(wedstrijd, monkeypatch):
    """The negative control: without the three guards both are booked."""
    _zonder_slot(monkeypatch)
    monkeypatch.setattr(akkoorden, "_sleutel", lambda factuur: uuid4())
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'factuur_een_oordeel_per_ronde'")
        maak_weer = cursor.fetchone()[0]
        cursor.execute("DROP INDEX factuur_een_oordeel_per_ronde")
        try:
            _boek_met_zijn_tweeen(*wedstrijd)
            geboekt = Boekstuk.objects.count()
        finally:
            cursor.execute("ALTER TABLE financien_factuurakkoord DISABLE TRIGGER USER")
            cursor.execute("DELETE FROM financien_factuurakkoord")
            cursor.execute("ALTER TABLE financien_factuurakkoord ENABLE TRIGGER USER")
            cursor.execute(maak_weer)

    assert geboekt == 2


def _terug_en_geboekt(factuur, coach, penningmeester) -> list[str]:
    """Take a yes back and book on it at once; return what became of the two."""
    doen = (neem_akkoord_terug, {"gebruiker": coach}), (boek_factuur, {"ronde": 1, "gebruiker": penningmeester})
    uitslag = tegelijk([lambda d=d, v=v: _zonder_fout(d, factuur, **v) for d, v in doen])
    return sorted(type(deel).__name__ for deel in uitslag)


def test_terugnemen_en_boeken_tegelijk_is_een_van_de_twee(wedstrijd, eva):
    factuur, (chandra, _pien) = wedstrijd

    uitslag = _terug_en_geboekt(factuur, eva, chandra)

    terug, geboekt = factuur.akkoorden.filter(soort="terug").count(), Boekstuk.objects.count()
    assert (terug, geboekt) in {(1, 0), (0, 1)}
    assert uitslag == (["FactuurFout", "NoneType"] if terug else ["Boekstuk", "FactuurFout"])


def test_ook_zonder_slot_laat_de_databank_er_een_van_de_twee_door(wedstrijd, eva, monkeypatch):
    """Both looked before either wrote: only the trigger is left."""
    factuur, (chandra, _pien) = wedstrijd
    _zonder_slot(monkeypatch)

    assert "FactuurFout" in _terug_en_geboekt(factuur, eva, chandra)
    assert factuur.akkoorden.filter(soort="terug").count() + Boekstuk.objects.count() == 1


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_slot_en_zonder_trigger_zou_er_geboekt_zijn_op_een_teruggenomen_akkoord(wedstrijd, eva, monkeypatch):
    """The negative control of the two above."""
    factuur, (chandra, _pien) = wedstrijd
    _zonder_slot(monkeypatch)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("ALTER TABLE financien_factuurakkoord DISABLE TRIGGER USER")
        try:
            _terug_en_geboekt(factuur, eva, chandra)
        finally:
            cursor.execute("ALTER TABLE financien_factuurakkoord ENABLE TRIGGER USER")

    assert factuur.akkoorden.filter(soort="terug").count() == Boekstuk.objects.count() == 1
