"""Who may not see wages cannot take two months, two days or two pages from each other and keep one wage (§5.6)."""

import re
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.services.akkoorden import zeg_gezien
from financien.services.realisatie import realisatie
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.factuurfabriek import deel, maak_factuur, maak_geboekt

LOON, VAST = Decimal("2531.07"), Decimal("1777.13")
BEDRAG = re.compile(r"(?<![\d.])[−-]?\d{1,3}(?:\.\d{3})*,\d\d(?!\d)")


@pytest.fixture
def boeken(aanbod, casa, chandra, bestuurslid):
    """Wages of ten months, one more by invoice in November, and one that is seen and not booked."""
    begin_boeken(2018)
    for maand in range(1, 11):
        maak_boekstuk(chandra, regel("4030", "1520", "2808.04", casa), datum=date(2018, maand, 25))
        maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa), datum=date(2018, maand, 3))
    maak_geboekt(chandra, bestuurslid, deel("4030", LOON, casa), datum=date(2018, 11, 5), nummer="W-1")
    open_ = maak_factuur(chandra, deel("4030", VAST, casa), datum=date(2018, 12, 5), nummer="W-2")
    zeg_gezien(open_, ronde=1, gebruiker=bestuurslid)


def adressen() -> list[str]:
    """Return the ways an attacker walked: by month, by day, by room, by line."""
    uit = [f"{reverse('financien:kamergeld', args=['cjm'])}?jaar=2018"]
    for maand in (9, 10, 11, 12):
        uit += [f"{reverse('financien:realisatie', args=[2018])}?maand={maand}{kamer}" for kamer in ("", "&kamer=cjm")]
        for post in ("m3", "mensen", "buiten", "f1"):
            args = [2018, "cjm", post]
            uit += [f"{reverse(f'financien:{naam}', args=args)}?maand={maand}" for naam in ("uitgaven", "uitleg")]
    for dag in ("31-10-2018", "30-11-2018", "31-12-2018"):
        uit += [f"{reverse(f'financien:{naam}', args=[2018])}?tot={dag}" for naam in ("staat", "dekking")]
        uit.append(f"{reverse('financien:staat', args=[2018])}?tot={dag}&kamer=cjm")
    return uit


def gezien(client, gebruiker) -> set[Decimal]:
    """Return every amount on these pages."""
    client.force_login(gebruiker)
    bladen = [client.get(adres) for adres in adressen()]
    tekst = " ".join(blad.text for blad in bladen if blad.status_code == 200)
    assert sum(blad.status_code == 200 for blad in bladen) >= 5
    return {abs(Decimal(b.replace(".", "").replace(",", ".").replace("−", "-"))) for b in BEDRAG.findall(tekst)}


def vindt(bedragen: set[Decimal], loon: Decimal) -> bool:
    return loon in bedragen or any(abs(een - ander) == loon for een, ander in combinations(bedragen, 2))


@pytest.mark.parametrize("rol", [Rol.KASCOMMISSIE, Rol.PROJECTCOACH])
def test_geen_twee_bedragen_verschillen_een_loon(client, boeken, rol):
    bedragen = gezien(client, maak_gebruiker("Lezer", rol))

    assert Decimal("30611.47") in bedragen  # the wages of the year: that is what may be seen
    for loon in (LOON, Decimal("2808.04"), VAST):
        assert not vindt(bedragen, loon), loon


def test_de_coordinator_ziet_het_loon_van_het_jaar_en_geen_maand(client, boeken, amina):
    client.force_login(amina)
    antwoord = client.get(adressen()[0])

    assert (antwoord.context["mensen"].gerealiseerd, antwoord.context["mensen"].vastgelegd) == (Decimal("30611.47"), 0)


@pytest.mark.parametrize("rol", [Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT])
def test_wie_loon_mag_zien_vindt_het_loon_wel(client, boeken, rol):
    bedragen = gezien(client, maak_gebruiker("Lezer", rol))

    assert vindt(bedragen, LOON)
    assert VAST in bedragen


@pytest.mark.parametrize("rol", [Rol.KASCOMMISSIE, Rol.PROJECTCOACH])
@pytest.mark.parametrize(("naam", "post"), [("uitgaven", "m3"), ("uitgaven", "mensen"), ("uitleg", "mensen")])
def test_een_loonpost_opent_niet_voor_wie_geen_loon_mag_zien(client, boeken, rol, naam, post):
    client.force_login(maak_gebruiker("Lezer", rol))
    antwoord = client.get(reverse(f"financien:{naam}", args=[2018, "cjm", post]), {"maand": 11})

    assert antwoord.status_code == (403 if naam == "uitleg" and rol == Rol.KASCOMMISSIE else 404)


def test_loon_samen_is_in_elke_maand_hetzelfde_en_de_rest_niet(boeken, casa, aanbod):
    standen = [realisatie(aanbod.jaar, maand, [casa], loon=False) for maand in (9, 10)]
    (mensen_9, huur_9), (mensen_10, huur_10) = [
        [next(r.stand for r in stand.regels if r.code == code) for code in ("mensen", "f1")] for stand in standen
    ]

    assert mensen_9 == mensen_10
    assert (mensen_9.begroot, mensen_9.tot_nu) == (Decimal(86640), Decimal(79420))  # eleven twelfths
    assert mensen_9.verwacht == Decimal("30611.47") + Decimal(7220)
    assert (huur_9.gerealiseerd, huur_10.gerealiseerd) == (6525, 7250)
    assert not any(r.vraagt_uitleg for stand in standen for r in stand.regels if r.is_loon)
