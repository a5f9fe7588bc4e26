"""What of the pots is not ready when a month closes: named, with a link, and only what can be solved is in the way."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from financien.services.afsluiten import AfsluitFout, sluit_maand
from financien.services.handgeld.betalingen import betaal_terug
from financien.services.handgeld.bonnen import trek_in
from financien.services.handgeld.hindernis import van_handgeld
from financien.services.handgeld.oordeel import keur_goed, stuur_terug
from financien.services.handgeld.tellen import niet_geteld, tel
from financien.services.hindernissen import van_jaar, van_maand
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import DAG, MAART, maak_bon, voorschieter, vul_potje

NU = date(2026, 4, 10)


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)


@pytest.fixture
def potjes(casa, multibron, handreiking, chandra):
    """Two rooms with money in their pot; the third has nothing."""
    for kamer in (casa, multibron):
        vul_potje(chandra, kamer, kas="100", rekening="50")


def zinnen(maand=3, jaar=2026):
    return [(h.zin, h.adres, h.eerst, h.melding) for h in van_handgeld(jaar, maand)]


def test_kamers_die_niet_telden_worden_bij_naam_genoemd(potjes, casa, multibron, amina, chandra):
    beide = "2 kamers hebben het potje van maart niet geteld: Casa Jepie Makandra, MultiBron."
    assert zinnen() == [(beide, reverse("financien:potjes"), False, False)]
    tel(kamer=casa, geteld=Decimal(100), maand=MAART, sleutel=uuid4(), gebruiker=amina)
    assert [zin for zin, *_ in zinnen()] == ["MultiBron heeft het potje van maart niet geteld."]
    niet_geteld(kamer=multibron, maand=MAART, reden="Gesloten", sleutel=uuid4(), gebruiker=chandra)
    assert zinnen() == []


def test_een_leeg_potje_waar_niets_gebeurde_hoeft_niet_geteld(potjes, casa, multibron, chandra):
    assert zinnen(2) == []  # the money came in March
    assert [zin[:8] for zin, *_ in zinnen(4)] == ["2 kamers"]  # it is still there in April


def test_bonnen_die_wachten_of_terug_zijn_vragen_een_reden_en_eigen_geld_is_een_melding(
    potjes, casa, multibron, amina, chandra
):
    for kamer in (casa, multibron):
        niet_geteld(kamer=kamer, maand=MAART, **reden(chandra))
    maak_bon(casa, amina, "5")
    terug = maak_bon(casa, amina, "6")
    stuur_terug(terug, reden="Niet te lezen", gebruiker=chandra)
    eigen = maak_bon(casa, amina, "8", betaald_uit="eigen", voorschieter=voorschieter(casa, amina))
    keur_goed(eigen, gebruiker=chandra)

    assert zinnen() == [
        ("1 bonnetje wacht nog op akkoord.", reverse("financien:bonnen"), False, False),
        (
            "1 bonnetje is teruggestuurd en nog niet verbeterd.",
            reverse("financien:bon", args=[terug.pk]),
            False,
            False,
        ),
        ("1 voorgeschoten bonnetje is nog niet terugbetaald.", reverse("financien:terugbetalen"), False, True),
    ]
    assert zinnen(2) == []  # all of March
    trek_in(terug, gebruiker=amina)
    betaal_terug(eigen, datum=DAG, bankrekening=rekening("1000"), sleutel=uuid4(), gebruiker=chandra)
    assert [zin for zin, *_ in zinnen()] == ["1 bonnetje wacht nog op akkoord."]


def reden(wie):
    return {"reden": "Gesloten", "sleutel": uuid4(), "gebruiker": wie}


def test_een_melding_vraagt_geen_reden_en_een_hindernis_wel(potjes, casa, multibron, amina, chandra):
    for maand in (1, 2):
        sluit_maand(jaar=2026, maand=maand, gebruiker=chandra, sleutel=uuid4(), vandaag=NU)
    vast = {"jaar": 2026, "maand": 3, "gebruiker": chandra, "sleutel": uuid4(), "vandaag": NU}
    keur_goed(
        maak_bon(casa, amina, "8", betaald_uit="eigen", voorschieter=voorschieter(casa, amina)), gebruiker=chandra
    )

    with pytest.raises(AfsluitFout, match=r"^Schrijf op waarom je toch afsluit\.$"):
        sluit_maand(**vast)
    for kamer in (casa, multibron):
        niet_geteld(kamer=kamer, maand=MAART, **reden(chandra))

    assert [h.melding for h in van_maand(2026, 3, NU)] == [True]
    assert sluit_maand(**vast).reden == ""


def test_in_december_houdt_alleen_wat_de_penningmeester_kan_oplossen_het_jaar_op(potjes, casa, amina, chandra):
    stuur_terug(maak_bon(casa, amina, "6"), reden="Niet te lezen", gebruiker=chandra)

    per_zin = {h.zin: (h.eerst, h.melding) for h in van_jaar(2026, date(2027, 1, 10))}

    assert per_zin["1 bonnetje is teruggestuurd en nog niet verbeterd."] == (False, True)
    assert per_zin["2 kamers hebben het potje van december niet geteld: Casa Jepie Makandra, MultiBron."] == (
        True,
        False,
    )


def test_het_kost_een_vraag_hoeveel_kamers_er_ook_zijn(potjes, casa, amina, django_assert_num_queries):
    maak_bon(casa, amina, "5")
    with django_assert_num_queries(1):
        van_handgeld(2026, 3)
