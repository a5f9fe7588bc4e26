"""An approval of an order that was a mistake: taken back, the order waits for its second person again."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from financien.models import Betaalopdracht, Opdrachtdaad
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import Stand, een
from financien.services.goedkeuring import neem_goedkeuring_terug
from financien.services.opdrachten import keur_goed, meld_mislukt, meld_verzonden, stop
from financien.services.opdrachtstand import opdrachten_in, stand_van_opdracht
from financien.services.wachtend import Daad, wachtend
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import deel, klaar, maak_betaalbaar


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, eva, casa):
    return maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))


@pytest.fixture
def opdracht(factuur, chandra, eva) -> Betaalopdracht:
    opdracht = klaar([factuur], chandra)
    keur_goed(opdracht, gebruiker=eva)
    return opdracht


def daden(opdracht) -> list[tuple[str, str]]:
    return list(opdracht.daden.order_by("pk").values_list("soort", "wie__naam"))


def test_de_opdracht_wacht_weer_en_dezelfde_of_een_ander_keurt_haar_opnieuw_goed(
    opdracht, factuur, chandra, eva, bestuurslid
):
    neem_goedkeuring_terug(opdracht, gebruiker=eva)

    nu = stand_van_opdracht(opdracht, chandra)
    assert (nu.wacht, nu.goedgekeurd, nu.gestopt, nu.kan_ophalen, nu.kan_noteren) == (True, False, False, False, False)
    assert [rij.wacht for rij in opdrachten_in(2026, chandra)] == [True]
    assert (een(factuur).stand, een(factuur).opdracht) == (Stand.OPDRACHT, opdracht.pk)
    wie = {g.naam: wachtend(g).opdrachten for g in (chandra, eva, bestuurslid)}
    goed = {opdracht.pk: Daad.GOEDKEUREN}
    assert wie == {"Chandra": {}, "Eva": goed, bestuurslid.naam: goed}
    with pytest.raises(FactuurFout, match="net veranderd"):
        meld_verzonden(opdracht, gebruiker=chandra)

    keur_goed(opdracht, gebruiker=bestuurslid)

    assert stand_van_opdracht(opdracht, chandra).goedgekeurd
    assert wachtend(chandra).opdrachten == {opdracht.pk: Daad.OPHALEN}
    neem_goedkeuring_terug(opdracht, gebruiker=bestuurslid)
    keur_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)
    assert daden(opdracht) == [
        ("goedgekeurd", "Eva"), ("terug", "Eva"), ("goedgekeurd", bestuurslid.naam), ("terug", bestuurslid.naam),
        ("goedgekeurd", "Eva"), ("verzonden", "Chandra"),
    ]  # fmt: skip


def test_vier_ogen_blijven_wie_klaarzette_keurt_ook_daarna_niet_goed(opdracht, chandra, eva):
    neem_goedkeuring_terug(opdracht, gebruiker=eva)

    with pytest.raises(FactuurFout, match="Je zette deze betaling zelf klaar"):
        keur_goed(opdracht, gebruiker=chandra)


def test_wie_klaarzette_trekt_haar_in_en_dan_is_de_factuur_vrij(opdracht, factuur, chandra, eva):
    neem_goedkeuring_terug(opdracht, gebruiker=eva)
    stop(opdracht, reden="Verkeerde dag", gebruiker=chandra)

    assert een(factuur).stand == Stand.TE_BETALEN
    assert stand_van_opdracht(opdracht, chandra).gestopt
    assert wachtend(eva).opdrachten == {}


def test_zonder_goedkeuring_is_niets_bij_de_bank_dus_ook_niets_mislukt(opdracht, chandra, eva):
    neem_goedkeuring_terug(opdracht, gebruiker=eva)

    with pytest.raises(FactuurFout, match="net veranderd"):
        meld_mislukt(opdracht.regels.get(), reden="Rekening dicht", gebruiker=chandra)


def test_een_ander_en_een_tweede_keer_en_na_verzenden_niet(opdracht, chandra, eva, bestuurslid):
    with pytest.raises(FactuurFout, match="Jij keurde deze opdracht niet goed"):
        neem_goedkeuring_terug(opdracht, gebruiker=bestuurslid)
    neem_goedkeuring_terug(opdracht, gebruiker=eva)
    with pytest.raises(FactuurFout, match="Jij keurde deze opdracht niet goed"):
        neem_goedkeuring_terug(opdracht, gebruiker=eva)
    keur_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)

    with pytest.raises(FactuurFout, match="al verder"):
        neem_goedkeuring_terug(opdracht, gebruiker=eva)


def test_de_databank_neemt_alleen_de_eigen_goedkeuring_terug_en_alleen_van_een_opdracht_die_er_is(
    opdracht, chandra, eva, bestuurslid, casa
):
    ander = klaar([maak_betaalbaar(chandra, eva, deel("4120", "5", casa), nummer="B")], chandra, sleutel=uuid4())
    keur_goed(ander, gebruiker=bestuurslid)
    goed, van_ander = opdracht.daden.get(), ander.daden.get()

    def schrijf(**velden):
        with transaction.atomic():
            Opdrachtdaad.objects.create(opdracht=opdracht, **velden)

    for velden in ({"wie": bestuurslid, "neemt_terug": goed}, {"wie": bestuurslid, "neemt_terug": van_ander}):
        with pytest.raises(IntegrityError, match="Alleen de eigen goedkeuring gaat terug"):
            schrijf(soort="terug", **velden)
    with pytest.raises(IntegrityError, match="opdracht_terug_van_wat"):
        schrijf(soort="verzonden", wie=chandra, neemt_terug=goed)
    schrijf(soort="terug", wie=eva, neemt_terug=goed)
    with pytest.raises(IntegrityError, match="net veranderd"):
        schrijf(soort="terug", wie=eva, neemt_terug=goed)
    with pytest.raises(IntegrityError, match="net veranderd"):
        schrijf(soort="verzonden", wie=chandra)
    assert opdracht.uitvoeren_op == date(2026, 3, 25)
