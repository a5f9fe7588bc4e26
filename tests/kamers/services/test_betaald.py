"""Hours of paid helpers are those of staff from their day on, whatever writes them (domain.md §3)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from threading import Event
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from kamers.models import Inzet, Persoon, Teljaar
from kamers.services import bijeenkomsten
from kamers.services.betaald import zet_betaald
from kamers.services.vergeten import vergeet
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_kamer, maak_persoon, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, noteer, vul, zet_op_rooster
from tests.kamers.inloopfabriek import rond_af, tik
from tests.kamers.invoerfabriek import BIJEENKOMST, doe
from tests.kamers.klusfabriek import maak_geplande_klus, tik_klaar
from tests.samen import RIJ, tot_er_gewacht_wordt

DAG = timedelta(days=1)


@pytest.fixture
def les(casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=47)
    return les


@pytest.fixture
def wouter(casa):
    """Paid from this Tuesday on."""
    return maak_vrijwilliger("Wouter", casa).persoon


def betaal(persoon, vanaf=DINSDAG, tot=None):
    return zet_betaald(persoon_id=persoon.pk, vanaf=vanaf, tot=tot)


def soorten(persoon):
    return list(Inzet.objects.filter(persoon=persoon).order_by("dag", "pk").values_list("tariefsoort", flat=True))


@pytest.mark.django_db
class TestWatDeUrenSchrijft:
    """Every way in which hours come into the house."""

    def test_de_kaart_van_een_les(self, les, amina, wouter, casa):
        sara = maak_vrijwilliger("Sara", casa).persoon
        betaal(wouter)

        noteer(les, amina, vul(9, 3, 2, [wouter, sara]))

        assert (soorten(wouter), soorten(sara)) == (["medewerker"], ["bewoner"])

    def test_de_kaart_van_de_inloop(self, casa, amina, wouter):
        inloop = maak_activiteit(casa, "Inloop", hele_dag=True)
        maak_bijeenkomst(inloop, DINSDAG - WEEK, nieuw=40)
        zet_op_rooster(inloop, wouter, "3")
        betaal(wouter)
        tik(inloop, amina)

        rond_af(inloop, amina, uuid4())

        assert soorten(wouter) == ["medewerker"]

    def test_een_klus_die_klaar_is(self, casa, amina, wouter):
        klus = maak_geplande_klus(casa, wouter.vrijwilliger)
        betaal(wouter)

        tik_klaar(klus, amina, dag=DINSDAG)

        assert soorten(wouter) == ["medewerker"]

    def test_een_blad_met_bijeenkomsten_naar_de_dag_van_elke_rij(self, casa, amina, les, wouter):
        betaal(wouter)
        kop = (*BIJEENKOMST, "vrijwilligers", "uren")

        rijen = [(les.naam, "17-11-2026", 0, 47, 47, "Wouter", "2"), (les.naam, "24-11-2026", 9, 0, 0, "Wouter", "2")]
        doe("bijeenkomsten", amina, casa, kop, *rijen)

        assert soorten(wouter) == ["bewoner", "medewerker"]

    def test_een_blad_met_klussen(self, casa, amina, wouter):
        betaal(wouter)
        kop = ("wat", "gevraagd op", "status", "gedaan op", "vrijwilligers", "uren")

        doe("klussen", amina, casa, kop, ("Lamp", "20-11-2026", "klaar", "24-11-2026", "Wouter", "2"))

        assert soorten(wouter) == ["medewerker"]

    def test_wat_wordt_teruggezet_volgt_wat_nu_geldt(self, les, casa, amina, wouter):
        sleutel = uuid4()
        noteer(les, amina, vul(9, 3, 2, [wouter]))
        noteer(les, amina, vul(9, 3, 2, []), sleutel=sleutel, versie=1)
        betaal(wouter)

        bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)

        assert soorten(wouter) == ["medewerker"]

    def test_uren_die_naar_een_andere_dag_gaan(self, casa, wouter, les):
        betaal(wouter)
        inzet = maak_inzet(wouter, maak_bijeenkomst(les, DINSDAG))

        Inzet.objects.filter(pk=inzet.pk).update(dag=DINSDAG - DAG)

        assert soorten(wouter) == ["bewoner"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vanaf", "tot", "verwacht"),
    [
        (DINSDAG, None, ["bewoner", "medewerker", "medewerker"]),
        (DINSDAG + DAG, None, ["bewoner", "bewoner", "medewerker"]),
        (DINSDAG - WEEK, DINSDAG, ["medewerker", "medewerker", "bewoner"]),
        (DINSDAG - WEEK, DINSDAG - DAG, ["medewerker", "bewoner", "bewoner"]),
        (None, None, ["bewoner", "bewoner", "bewoner"]),
    ],
)
@pytest.mark.parametrize("eerst", [True, False])
def test_de_eerste_en_de_laatste_dag_tellen_mee_ook_voor_uren_die_er_al_stonden(
    les, wouter, vanaf, tot, verwacht, eerst
):
    if eerst:
        betaal(wouter, vanaf, tot)
    for dag in (DINSDAG - WEEK, DINSDAG, DINSDAG + WEEK):
        maak_inzet(wouter, les.bijeenkomsten.filter(dag=dag).first() or maak_bijeenkomst(les, dag))
    if not eerst:
        betaal(wouter, vanaf, tot)

    assert soorten(wouter) == verwacht


@pytest.mark.django_db
def test_een_gesloten_teljaar_blijft_zoals_het_was_en_een_andere_kamer_verandert_mee(casa, amina, les, wouter):
    elders = maak_activiteit(maak_kamer("elders"))
    for activiteit in (les, elders):
        for dag in (date(2025, 11, 18), DINSDAG):
            maak_inzet(wouter, maak_bijeenkomst(activiteit, dag))
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    assert betaal(wouter, date(2025, 1, 1)) == 3

    vast = Inzet.objects.get(kamer=casa, dag__year=2025)
    assert vast.tariefsoort == "bewoner"
    vast.uren = Decimal(3)  # the volunteer says how long it was: the kind stays what it was
    vast.save()
    vast.refresh_from_db()
    assert (vast.uren, vast.tariefsoort) == (Decimal("3.00"), "bewoner")
    assert betaal(wouter, date(2025, 1, 1)) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("vanaf", "tot"), [(None, DINSDAG), (DINSDAG, DINSDAG - DAG)])
def test_een_laatste_dag_zonder_eerste_of_ervoor_kan_niet(wouter, vanaf, tot):
    with pytest.raises(IntegrityError, match="persoon_betaald_van_voor_tot"), transaction.atomic():
        betaal(wouter, vanaf, tot)


@pytest.mark.django_db
def test_wie_wordt_vergeten_laat_geen_dagen_achter(casa, amina):
    kofi = maak_persoon("Kofi", casa, betaald_vanaf=DINSDAG - WEEK, betaald_tot=DINSDAG)

    vergeet(persoon=kofi, vandaag=DINSDAG, sleutel=uuid4(), gebruiker=amina)

    assert Persoon.objects.values_list("betaald_vanaf", "betaald_tot").get() == (None, None)


@pytest.mark.django_db(transaction=True)
def test_uren_die_tegelijk_worden_genoteerd_krijgen_de_soort_van_na_het_wachten(les, wouter):
    """Negative control: without FOR SHARE in the trigger the card does not wait, and the hours stay a resident's."""
    bijeenkomst, gedaan = maak_bijeenkomst(les, DINSDAG), Event()

    def kaart():
        try:
            maak_inzet(wouter, bijeenkomst)
        finally:
            gedaan.set()
            connection.close()

    with ThreadPoolExecutor(1) as ploeg:
        with transaction.atomic():
            betaal(wouter)
            uren = ploeg.submit(kaart)
            tot_er_gewacht_wordt(of=gedaan, op=RIJ)
        uren.result()

    assert soorten(wouter) == ["medewerker"]
