"""Accruals: a cost falls in the year it belongs to, to the cent, and counts once over two years."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Boekstuk, Overlopendepost
from financien.services.balans import balans
from financien.services.boeken import BoekFout
from financien.services.overlopend import Deel, Opgave, boek_overlopend, maak_ongedaan
from financien.services.saldi import proefbalans
from financien.services.staat import staat
from tests.fabriek import zet_jaar
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening

D = Decimal
S = Overlopendepost.Soort
JANUARI = date(2027, 1, 20)


@pytest.fixture(autouse=True)
def boeken(casa, multibron, aanbod_2018):
    begin_boeken(2026, 2027)


def opgave(casa, multibron, soort=S.NOG_TE_BETALEN, nummer="4120", **anders):
    delen = [Deel(casa, D("100.01")), Deel(multibron, D("50.02"))]
    velden = {"omschrijving": "Stroom december", "reden": "Nota kwam in januari"}
    return Opgave(soort, rekening(nummer), **{"delen": delen, **velden, **anders})


def doe(op, chandra, *, jaar=2026, vandaag=JANUARI, sleutel=None):
    return boek_overlopend(op, jaar=jaar, vandaag=vandaag, sleutel=sleutel or uuid4(), gebruiker=chandra)


def stand(jaar) -> dict[str, Decimal]:
    return {r.rekening.nummer: r.eind for r in proefbalans(jaar) if r.eind}


@pytest.mark.parametrize(
    ("soort", "nummer", "tegen", "teken"),
    [
        (S.NOG_TE_BETALEN, "4120", "1600", 1),
        (S.VOORUITBETAALD, "4120", "1400", -1),
        (S.NOG_TE_ONTVANGEN, "8050", "1410", -1),
        (S.VOORUITONTVANGEN, "8050", "1605", 1),
    ],
)
def test_elke_soort_staat_op_31_december_op_zijn_rekening_en_is_op_1_januari_weer_weg(
    casa, multibron, chandra, soort, nummer, tegen, teken
):
    post = doe(opgave(casa, multibron, soort, nummer), chandra)

    assert (post.boekstuk.datum, post.tegenstuk.datum) == (date(2026, 12, 31), date(2027, 1, 1))
    assert stand(2026) == {nummer: teken * D("150.03"), tegen: -teken * D("150.03")}
    assert stand(2027) == {nummer: -teken * D("150.03")}
    for dag in (date(2026, 12, 31), date(2027, 1, 1)):
        assert balans(dag).totaal_activa == balans(dag).totaal_passiva


def test_de_kosten_vallen_in_het_goede_jaar_en_tellen_over_twee_jaren_een_keer(casa, multibron, chandra):
    doe(opgave(casa, multibron), chandra)
    nota = [regel("4120", "1500", "100.01", casa), regel("4120", "1500", "50.02", multibron)]
    maak_boekstuk(chandra, *nota, datum=date(2027, 1, 15))

    jaren = {jaar: staat(jaar, date(jaar, 12, 31)).totaal_kosten.realisatie for jaar in (2026, 2027)}
    casas = {jaar: staat(jaar, date(jaar, 12, 31), casa).totaal_kosten.realisatie for jaar in (2026, 2027)}

    assert jaren == {2026: D("150.03"), 2027: D("0.00")}
    assert casas == {2026: D("100.01"), 2027: D("0.00")}


def test_dezelfde_sleutel_boekt_een_keer(casa, multibron, chandra):
    sleutel = uuid4()

    een, twee = (doe(opgave(casa, multibron), chandra, sleutel=sleutel) for _ in range(2))

    assert een == twee
    assert Boekstuk.objects.count() == 2


def test_ongedaan_maken_keert_beide_stukken_om_elk_in_zijn_eigen_jaar(casa, multibron, chandra):
    post = doe(opgave(casa, multibron), chandra)
    sleutel = uuid4()

    for _ in range(2):
        maak_ongedaan(post, reden="Was al betaald", sleutel=sleutel, gebruiker=chandra)

    assert Boekstuk.objects.count() == 4
    assert stand(2026) == stand(2027) == {}
    with pytest.raises(BoekFout, match="al omgekeerd"):
        maak_ongedaan(post, reden="Nog eens", sleutel=uuid4(), gebruiker=chandra)


def test_wat_halverwege_geweigerd_wordt_laat_niets_staan(casa, multibron, chandra):
    zet_jaar("vastgesteld", jaar=2027)

    with pytest.raises(BoekFout, match="Dit boekjaar is vastgesteld"):
        doe(opgave(casa, multibron), chandra)

    assert not Boekstuk.objects.exists()


def test_in_een_voorlopig_afgesloten_jaar_kan_het_met_het_kenmerk_van_de_accountant(casa, multibron, chandra):
    Jaar.objects.filter(jaar=2026).update(status=Jaar.Status.VOORLOPIG)

    with pytest.raises(BoekFout, match="voorlopig afgesloten"):
        doe(opgave(casa, multibron), chandra)
    post = doe(opgave(casa, multibron, kenmerk="AC-2026-3"), chandra)
    maak_ongedaan(post, reden="Toch niet", kenmerk="AC-2026-4", sleutel=uuid4(), gebruiker=chandra)

    assert stand(2026) == {}


@pytest.mark.parametrize(
    ("anders", "hoe", "zin"),
    [
        ({}, {"jaar": 2027, "vandaag": date(2027, 12, 31)}, "Boekjaar 2028 bestaat nog niet."),
        ({}, {"vandaag": date(2026, 11, 30)}, "boek je vanaf 1 december"),
        ({"nummer": "8050"}, {}, "Kies hierbij een rekening van kosten"),
        ({"soort": S.NOG_TE_ONTVANGEN}, {}, "Kies hierbij een rekening van baten"),
        ({"delen": []}, {}, "Vul minstens één regel in"),
    ],
)
def test_wat_niet_kan_wordt_gezegd_en_boekt_niets(casa, multibron, chandra, anders, hoe, zin):
    with pytest.raises(BoekFout, match=zin):
        doe(opgave(casa, multibron, **anders), chandra, **hoe)

    assert not Boekstuk.objects.exists()


def test_een_kamer_staat_er_een_keer(casa, multibron, chandra):
    delen = [Deel(casa, D("1.00")), Deel(casa, D("2.00"))]

    with pytest.raises(BoekFout, match="twee keer"):
        doe(opgave(casa, multibron, delen=delen), chandra)
