"""The life of a room: which changes are allowed, what they need, and that nothing counted is lost."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kamers.models import Activiteit, Bijeenkomst, Kamer, Klus
from kamers.services.dag import dagbeeld
from kamers.services.feiten import FeitGewijzigd
from kamers.services.levensloop import OVERGANGEN, NietToegestaan, overgangen
from kamers.services.planning import planning
from kamers.services.tellen import telling
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_kamer, maak_klus, maak_vrijwilliger
from tests.kamers.feitenfabriek import VANDAAG, ga_naar, maak_gezocht, status, zet_stappen

pytestmark = pytest.mark.django_db
DINSDAG = date(2026, 11, 17)
STATUSSEN = list(Kamer.Status)


@pytest.mark.parametrize("van", STATUSSEN)
@pytest.mark.parametrize("naar", STATUSSEN)
def test_alleen_wat_op_de_lijst_staat_mag(eva, van, naar):
    kamer = maak_kamer("werkplaats", status=van, **({"gesloten_op": VANDAAG} if van == "gesloten" else {}))
    zet_stappen(kamer)
    mag = naar in OVERGANGEN[van] and (van, naar) != ("gesloten", "open")  # it never opened

    if mag:
        assert ga_naar(kamer, naar, eva, VANDAAG) is True
        assert status(kamer)[0] == naar
    else:
        with pytest.raises(NietToegestaan):
            ga_naar(kamer, naar, eva, VANDAAG)
        assert status(kamer)[0] == van


@pytest.mark.parametrize(
    ("dag", "zin"),
    [
        (date(2026, 2, 28), "De laatste stap was op 1 maart 2026"),
        (date(2026, 11, 25), "Dat is vandaag of een dag ervoor"),
        (None, "Vul de dag in waarop de kamer openging"),
    ],
)
def test_een_kamer_gaat_niet_open_voor_haar_stappen_of_in_de_toekomst(eva, dag, zin):
    kamer = maak_gezocht()
    zet_stappen(kamer)
    ga_naar(kamer, "kaal", eva)

    with pytest.raises(NietToegestaan, match=zin):
        ga_naar(kamer, "open", eva, dag)
    assert status(kamer) == ("kaal", None)
    assert not kamer.stappen.filter(stap="opening").exists()


def test_sluiten_houdt_alles_wat_genoteerd_is_en_telt_in_zijn_jaar(eva, casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG, nieuw=12)
    maak_bijeenkomst(les, date(2025, 11, 18), nieuw=7)
    eerst = telling(2026).per_kamer[casa.pk]

    ga_naar(casa, "gesloten", eva, DINSDAG)

    assert status(casa) == ("gesloten", DINSDAG)
    assert telling(2026).per_kamer[casa.pk] == eerst
    assert Bijeenkomst.objects.filter(kamer=casa).count() == 2
    assert [list(Kamer.objects.in_jaar(jaar)) for jaar in (2025, 2026, 2027)] == [[casa], [casa], []]


@pytest.mark.parametrize("bron", ["bijeenkomst", "klus", "inzet", "doorverwijzing"])
def test_de_laatste_dag_ligt_niet_voor_wat_genoteerd_is(eva, casa, bron):
    if bron == "klus":
        maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=DINSDAG)
    elif bron == "doorverwijzing":
        casa.doorverwijzingen.create(dag=DINSDAG, naar="huisarts", aantal=1, genoteerd_door=eva)
    else:
        rij = maak_bijeenkomst(maak_activiteit(casa), DINSDAG if bron == "bijeenkomst" else date(2026, 1, 6), nieuw=1)
        if bron == "inzet":
            maak_inzet(maak_vrijwilliger("Kofi", casa).persoon, rij, dag=DINSDAG)

    with pytest.raises(NietToegestaan, match="Op 17 november 2026 is er nog iets genoteerd"):
        ga_naar(casa, "gesloten", eva, date(2026, 11, 16))
    ga_naar(casa, "gesloten", eva, DINSDAG)

    assert status(casa) == ("gesloten", DINSDAG)


def test_na_de_laatste_dag_weigert_de_database_een_telling(eva, casa):
    les = maak_activiteit(casa)
    klus = maak_klus(casa)
    ga_naar(casa, "gesloten", eva, DINSDAG)

    for doe in (
        lambda: maak_bijeenkomst(les, date(2026, 11, 24), nieuw=1),
        lambda: Klus.objects.filter(pk=klus.pk).update(status="klaar", gedaan_op=date(2026, 11, 18)),
    ):
        with pytest.raises(DatabaseError, match="Deze kamer is dan al gesloten"), transaction.atomic():
            doe()
    maak_bijeenkomst(les, DINSDAG, nieuw=1)  # on the last day itself the room is open
    Klus.objects.filter(pk=klus.pk).update(status="klaar", gedaan_op=DINSDAG)


def test_na_de_laatste_dag_staat_er_niets_meer_op_het_rooster_en_bij_heropenen_weer_alles(eva, casa):
    maak_activiteit(casa)
    ga_naar(casa, "gesloten", eva, DINSDAG)
    dicht = Kamer.objects.get(pk=casa.pk)
    week_later = date(2026, 11, 24)

    assert [len(dagbeeld(dicht, dag).regels) for dag in (DINSDAG, week_later)] == [1, 0]
    assert [k.dag for k in planning(Activiteit.objects.all(), DINSDAG, week_later)] == [DINSDAG]
    maak_bijeenkomst(Activiteit.objects.get(), DINSDAG, nieuw=1)

    ga_naar(casa, "open", eva)

    assert status(casa) == ("open", None)
    assert [k.dag for k in planning(Activiteit.objects.all(), DINSDAG, week_later)] == [DINSDAG, week_later]


def test_een_kamer_die_nooit_open_was_wordt_weer_gezocht(eva):
    kamer = maak_gezocht()
    ga_naar(kamer, "gesloten", eva, VANDAAG)

    assert [o.naar for o in overgangen(Kamer.objects.get(pk=kamer.pk), [])] == ["gezocht"]
    ga_naar(kamer, "gezocht", eva)
    assert status(kamer) == ("gezocht", None)


def test_wie_een_oude_status_zag_verandert_niets(eva):
    kamer = maak_gezocht()
    zet_stappen(kamer)
    ga_naar(kamer, "kaal", eva)

    with pytest.raises(FeitGewijzigd):
        ga_naar(kamer, "gesloten", eva, VANDAAG, gezien="gezocht")
    assert status(kamer) == ("kaal", None)


def test_hetzelfde_formulier_twee_keer_is_een_keer(eva, casa):
    sleutel = uuid4()

    assert ga_naar(casa, "gesloten", eva, DINSDAG, sleutel=sleutel) is True
    assert ga_naar(casa, "gesloten", eva, VANDAAG, sleutel=sleutel) is False
    assert status(casa) == ("gesloten", DINSDAG)


@pytest.mark.parametrize(
    "velden",
    [{"status": "gesloten"}, {"gesloten_op": DINSDAG}, {"status": "gesloten", "gesloten_op": "2010-12-31"}],
)
def test_de_database_kent_geen_gesloten_kamer_zonder_dag_en_geen_dag_zonder_sluiting(casa, velden):
    Kamer.objects.filter(pk=casa.pk).update(start=date(2011, 3, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        Kamer.objects.filter(pk=casa.pk).update(**velden)
    Kamer.objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=date(2011, 3, 1))
