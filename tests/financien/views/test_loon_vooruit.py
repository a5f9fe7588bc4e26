"""The forecast of the money is open to who may not see wages, and says nothing about one of them (§5.6)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.services.vooruitblik import Vooruitblik
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.factuurfabriek import deel, maak_geboekt

D = Decimal
# The same wages of the year and the same that is to be paid; other months, other persons, other holiday allowance.
EEN = {"mei": "2500.00", "juni": "2000.00", "vakantiegeld": "300.00", "inhuur": "1531.07"}
ANDER = {"mei": "2808.04", "juni": "2100.00", "vakantiegeld": "223.03", "inhuur": "1200.00"}


@pytest.fixture(autouse=True)
def boeken(aanbod, chandra, time_machine):
    begin_boeken(2018)
    time_machine.move_to("2018-06-15 10:00", tick=False)
    maak_boekstuk(chandra, regel("1000", "0500", "100000"), datum=date(2018, 1, 1))


@pytest.fixture
def boek(casa, chandra, bestuurslid):
    def _boek(lonen: dict[str, str]) -> None:
        maak_boekstuk(chandra, regel("4030", "1520", lonen["mei"], casa), datum=date(2018, 5, 25))
        maak_boekstuk(chandra, regel("4010", "1520", lonen["juni"], casa), datum=date(2018, 6, 10))
        maak_boekstuk(chandra, regel("4010", "1540", lonen["vakantiegeld"], casa), datum=date(2018, 6, 10))
        vast = {"datum": date(2018, 6, 5), "vervaldatum": date(2018, 7, 5), "omschrijving": "Inhuur"}
        maak_geboekt(chandra, bestuurslid, deel("4030", lonen["inhuur"], casa), nummer="W-1", **vast)
        maak_geboekt(chandra, bestuurslid, deel("4120", "121.10", casa), nummer="F-1", **vast)

    return _boek


def gezien(client, rol) -> Vooruitblik:
    client.force_login(maak_gebruiker(f"Lezer {rol}", rol))
    antwoord = client.get(reverse("financien:liquiditeit"))
    assert antwoord.status_code == 200
    return antwoord.context["blik"]


def in_beide(client, boek, rol) -> list[Vooruitblik]:
    """Return what a role sees in the one world, and in the other."""
    uit = []
    for lonen in (EEN, ANDER):
        with transaction.atomic():
            boek(lonen)
            uit.append(gezien(client, rol))
            transaction.set_rollback(True)
    return uit


@pytest.mark.parametrize("rol", [Rol.KASCOMMISSIE, Rol.PROJECTCOACH])
def test_wie_geen_loon_mag_zien_ziet_in_beide_werelden_hetzelfde(client, boek, rol):
    een, ander = in_beide(client, boek, rol)

    assert een == ander
    juni, juli = een.maanden[:2]
    assert dict(juni.eruit)["Nog te betalen van lonen, samen"] == D("6331.07")
    assert dict(juli.eruit)["Facturen"] == D("121.10")
    lonen = {"Nog te betalen lonen", "Reservering vakantiegeld", "Crediteuren"}
    assert not any(lonen & set(dict(maand.eruit)) for maand in een.maanden)


def test_wie_loon_mag_zien_ziet_de_verschillen_tussen_de_werelden(client, boek):
    een, ander = in_beide(client, boek, Rol.PENNINGMEESTER)

    assert [dict(b.maanden[0].eruit)["Nog te betalen lonen"] for b in (een, ander)] == [D(4500), D("4908.04")]
    assert [dict(b.maanden[1].eruit)["Facturen"] for b in (een, ander)] == [D("1652.17"), D("1321.10")]
    assert een != ander


@pytest.mark.parametrize(("erbij", "over"), [("0", "28572.00"), ("146528.93", "18572.00"), ("200000", "0")])
def test_wat_deze_maand_nog_komt_is_het_jaarloon_boven_de_begroting_van_de_maanden_ervoor(
    client, boek, casa, chandra, erbij, over
):
    """28.572 a month is budgeted; five months are 142.860, so 152.860 of the year leaves 18.572 of June."""
    boek(EEN)
    if D(erbij):
        maak_boekstuk(chandra, regel("4010", "1000", erbij, casa), datum=date(2018, 6, 12))

    juni, juli = gezien(client, Rol.KASCOMMISSIE).maanden[:2]
    assert dict(juni.eruit).get("Inzet van mensen", D(0)) == D(over)
    assert dict(juli.eruit)["Inzet van mensen"] == D("28572.00")


def test_de_ene_regel_die_nog_op_de_bank_wacht_is_niet_af_te_lezen(client, chandra):
    begin_bank(2018)
    lees_blad(chandra, blad(zin("-2531.07", datum=date(2018, 6, 12)), begin="100000.00"))

    assert gezien(client, Rol.KASCOMMISSIE).bank is None
    assert gezien(client, Rol.PENNINGMEESTER).bank.te_boeken == D("-2531.07")
