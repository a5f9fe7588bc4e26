"""The hand-over: the pot with its identity, what is open, who has rights; the same on the page and on paper."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from buurtwerkkamer.rollen import Rol
from financien.services.handgeld.oordeel import keur_goed, wijs_af
from financien.services.handgeld.tellen import tel
from financien.services.overdracht import van_kamer, van_penningmeester
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.factuurfabriek import deel, klaar, maak_betaalbaar, maak_factuur
from tests.financien.handgeldfabriek import DAG, maak_bon, voorschieter, vul_potje

D = Decimal


@pytest.fixture(autouse=True)
def dag(db, casa, chandra, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2026)
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))


def punten(pakket, begin) -> list[tuple]:
    lijst = next(rij for rij in pakket.lijsten if rij.naam.startswith(begin))
    return [(punt.wat, punt.bedrag) for punt in lijst.punten]


def test_de_kamer_geeft_het_potje_met_zijn_identiteit_over(casa, amina):
    maak_bon(casa, amina, "12.50")
    assert not van_kamer(casa, DAG, amina).geteld
    tel(kamer=casa, geteld=D("37.50"), met="Bram", sleutel=uuid4(), gebruiker=amina)

    (pot,) = van_kamer(casa, DAG, amina).potten

    assert (pot.stand.kas, pot.stand.rekening, pot.stand.te_keuren, pot.stand.boek) == (
        D("37.50"), D("100.00"), D("12.50"), D("150.00"),
    )  # fmt: skip
    assert (pot.telling.kas_geteld, pot.telling.met) == (D("37.50"), "Bram")


@pytest.mark.parametrize(("dagen", "vers"), [(6, True), (7, False)])
def test_een_telling_van_een_week_geleden_is_te_oud(casa, amina, time_machine, dagen, vers):
    tel(kamer=casa, geteld=D("50.00"), met="Bram", sleutel=uuid4(), gebruiker=amina)

    assert van_kamer(casa, date(2026, 3, 10 + dagen), amina).geteld is vers


def test_een_gewone_telling_is_geen_overdracht(casa, amina):
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)

    assert not van_kamer(casa, DAG, amina).geteld


def test_wat_openstaat_gaat_mee_en_van_een_andere_kamer_niet(casa, multibron, amina, chandra):
    maak_bon(casa, amina, "1.00", omschrijving="Wacht")
    wijs_af(maak_bon(casa, amina, "2.00", omschrijving="Vordering"), reden="Privé", gebruiker=chandra)
    eigen = maak_bon(casa, amina, "3.00", betaald_uit="eigen", voorschieter=voorschieter(casa, amina), omschrijving="E")
    keur_goed(eigen, gebruiker=chandra)
    keur_goed(maak_bon(casa, amina, "4.00", omschrijving="Klaar"), gebruiker=chandra)
    maak_factuur(chandra, deel("4120", "50", casa), nummer="A1", datum=date(2026, 2, 2))
    maak_factuur(chandra, deel("4120", "60", multibron), nummer="B1", datum=date(2026, 2, 2))

    hier = van_kamer(casa, DAG, amina)

    assert punten(hier, "Bonnetjes") == [
        ("Casa Jepie Makandra: Wacht (wacht op akkoord)", D("1.00")),
        ("Casa Jepie Makandra: Vordering (dit geld moet terug in het potje)", D("2.00")),
        ("Casa Jepie Makandra: E (eigen geld, nog terug te betalen)", D("3.00")),
    ]
    assert [bedrag for _wat, bedrag in punten(hier, "Facturen")] == [D("50.00")]
    assert punten(hier, "Wie er nu bij kan") == [("Amina, coördinator", None)]
    alles = van_penningmeester([casa, multibron], DAG, chandra)
    assert [bedrag for _wat, bedrag in punten(alles, "Facturen")] == [D("50.00"), D("60.00")]
    assert punten(alles, "Wie er nu bij kan") == [("Chandra, penningmeester", None)]


def test_een_open_bankregel_gaat_mee(casa, chandra):
    lees_blad(chandra, blad(zin("-10.00", naam="De Bakker", wat="Brood", datum=DAG)))

    assert punten(van_penningmeester([casa], DAG, chandra), "Bankregels") == [("De Bakker, Brood", D("-10.00"))]


def test_op_papier_is_plaats_om_te_tekenen_en_staat_of_er_samen_geteld_is(client, casa, amina):
    client.force_login(amina)
    adres = reverse("financien:kameroverdracht_pdf", args=["cjm"])

    def tekst():
        antwoord = client.get(adres)
        assert antwoord["Content-Disposition"].startswith("attachment")
        return " ".join(" ".join(b.extract_text() for b in PdfReader(BytesIO(antwoord.content)).pages).split())

    voor = tekst()
    tel(kamer=casa, geteld=D("50.00"), met="Bram", sleutel=uuid4(), gebruiker=amina)
    na = tekst()

    assert ("Nog niet samen geteld" in voor, "Nog niet samen geteld" in na) == (True, False)
    for zinnetje in ("Wie weggaat", "Wie het overneemt", "Sleutels", "door Amina en Bram"):
        assert zinnetje in na


def test_de_bladzijden_kosten_weinig_vragen_en_een_vreemde_kamer_bestaat_niet(
    client, casa, multibron, amina, bram, chandra, django_assert_max_num_queries
):
    client.force_login(amina)
    with django_assert_max_num_queries(10):
        assert "Overdracht (PDF)" in client.get(reverse("financien:kameroverdracht", args=["cjm"])).text
    assert client.get(reverse("financien:kameroverdracht", args=["multibron"])).status_code == 404
    assert client.get(reverse("financien:overdracht")).status_code == 403
    client.force_login(chandra)
    with django_assert_max_num_queries(10):
        assert client.get(reverse("financien:overdracht")).status_code == 200
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))
    assert client.get(reverse("financien:overdracht_pdf")).status_code == 200


@pytest.fixture
def loonfactuur(casa, multibron, chandra, eva):
    """One invoice that is a wage in an order that waits, beside one that two rooms share, and an open bank line."""
    lees_blad(chandra, blad(zin("-2531.07", naam="Uitzendbureau", wat="Inhuur", datum=DAG)))
    loon = maak_betaalbaar(chandra, eva, deel("4030", "2531.07", casa), datum=date(2026, 2, 2), nummer="W-1")
    klaar([loon], chandra)
    samen = (deel("4120", "50", casa), deel("4120", "60", multibron))
    maak_factuur(chandra, *samen, datum=date(2026, 2, 2), nummer="F-1")
    return loon


def test_een_kamer_ziet_van_een_factuur_het_eigen_deel_en_nooit_een_loon(casa, amina, chandra, loonfactuur):
    for wie in (amina, maak_gebruiker("Kas", Rol.KASCOMMISSIE), maak_gebruiker("Otto", Rol.PROJECTCOACH)):
        assert [bedrag for _wat, bedrag in punten(van_kamer(casa, DAG, wie), "Facturen")] == [D("50.00")]
    assert [b for _w, b in punten(van_kamer(casa, DAG, chandra), "Facturen")] == [D("50.00"), D("2531.07")]


def test_de_kascommissie_ziet_in_het_pakket_van_de_penningmeester_geen_los_loon(client, casa, chandra, loonfactuur):
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))
    blad_ = client.get(reverse("financien:overdracht")).text
    client.force_login(chandra)
    heel = client.get(reverse("financien:overdracht")).text

    assert ("2.531,07" in heel, "Uitzendbureau" in heel) == (True, True)
    assert ("2.531,07" in blad_, "Uitzendbureau" in blad_, "W-1" in blad_) == (False, False, False)
    kas = van_penningmeester([casa], DAG, maak_gebruiker("Kim", Rol.KASCOMMISSIE))
    assert punten(kas, "Bankregels") == [("1 bankregel", None)]
    assert [bedrag for _wat, bedrag in punten(kas, "Betaalopdrachten")] == [None]
    assert [bedrag for _wat, bedrag in punten(kas, "Facturen")] == [D("110.00")]
