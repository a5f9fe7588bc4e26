"""Invoices on the screen: who sees which, and which part of them."""

from datetime import date
from decimal import Decimal

import pytest

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.rollen import Rol
from financien.models import Factuurakkoord
from financien.services.akkoorden import keur_af, zeg_gezien
from financien.services.wachtend import wachtend
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import adres, deel, maak_factuur, maak_geboekt


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa), scan=keur_bewijs(maak_pdf(), "nota.pdf"))


def test_een_vreemde_factuur_en_haar_scan_bestaan_niet(client, factuur, bram):
    client.force_login(bram)

    for naam in ("factuur", "factuur_scan", "factuur_afkeuren"):
        assert client.get(adres(naam, factuur.pk)).status_code == 404
    assert client.post(adres("factuur_akkoord", factuur.pk), {"ronde": 1}).status_code == 404
    assert client.get(adres("kamerfacturen", "cjm")).status_code == 404
    assert Factuurakkoord.objects.count() == 0


def test_een_factuur_op_een_loonrekening_is_niet_voor_kamer_coach_of_kascommissie(client, chandra, casa, amina, eva):
    coaching = maak_factuur(chandra, deel("4020", "900", casa), nummer="coach")
    kascommissie = maak_gebruiker("Kas", Rol.KASCOMMISSIE)
    bestuur = maak_gebruiker("Best", Rol.BESTUUR)
    uitslag = {}
    for gebruiker in (amina, eva, kascommissie, bestuur, chandra):
        client.force_login(gebruiker)
        uitslag[gebruiker.naam] = client.get(adres("factuur", coaching.pk)).status_code

    assert uitslag == {"Amina": 404, "Eva": 404, "Kas": 404, "Best": 200, "Chandra": 200}
    assert coaching.pk in wachtend(bestuur).facturen


def test_wie_in_een_kamer_werkt_ziet_alleen_de_regels_en_de_som_van_de_eigen_kamer(
    client, chandra, eva, casa, multibron, amina
):
    delen = (deel("4120", "121.11", casa), deel("4210", "33.22", casa), deel("4120", "777.55", multibron))
    gedeeld = maak_factuur(chandra, *delen, deel("4210", "88.44"), btw=Decimal("66.33"))
    vreemd = ("777,55", "88,44", "1.020,32", "66,33")
    client.force_login(amina)
    bladen = {
        "lijst": client.get(adres("kamerfacturen", "cjm")).text,
        "blad": client.get(adres("factuur", gedeeld.pk)).text,
        "afkeuren": client.get(adres("factuur_afkeuren", gedeeld.pk)).text,
    }

    for blad in bladen.values():
        assert "154,33" in blad
        assert not [bedrag for bedrag in vreemd if bedrag in blad]
    assert "121,11" in bladen["blad"]
    assert "samen met andere kamers" in bladen["lijst"]
    assert "Deze factuur is samen met andere kamers. Je ziet de regels van jouw kamer." in bladen["blad"]
    zeg_gezien(gedeeld, ronde=1, gebruiker=eva)
    keur_af(gedeeld, ronde=1, reden="dubbel", gebruiker=chandra)
    klaar = client.get(adres("kamerfacturen", "cjm"), {"klaar": ""}).text
    assert "154,33" in klaar
    assert "1.020,32" not in klaar
    client.force_login(eva)
    assert not [bedrag for bedrag in vreemd if bedrag not in client.get(adres("factuur", gedeeld.pk)).text]


def test_een_factuur_van_alleen_de_eigen_kamer_is_niet_samen(client, factuur, amina):
    client.force_login(amina)

    assert "andere kamers" not in client.get(adres("factuur", factuur.pk)).text
    assert "andere kamers" not in client.get(adres("kamerfacturen", "cjm")).text


def test_de_btw_staat_per_kwartaal_en_alleen_van_wat_geboekt_is(client, eva, chandra, casa):
    for dag, nummer in ((date(2026, 1, 31), "a"), (date(2026, 3, 1), "b")):
        maak_geboekt(chandra, eva, deel("4120", "121", casa), datum=dag, nummer=nummer, btw=Decimal("21.00"))
    maak_factuur(chandra, deel("4120", "121", casa), nummer="c", btw=Decimal("21.00"))
    maak_geboekt(chandra, eva, deel("4120", "5", casa), nummer="d")
    client.force_login(chandra)

    kwartalen = client.get(adres("btw", 2026)).context["kwartalen"]

    assert [(k.nummer, k.btw, len(k.regels)) for k in kwartalen] == [
        (1, Decimal("42.00"), 2),
        *[(nummer, Decimal("0.00"), 0) for nummer in (2, 3, 4)],
    ]
