"""How many questions a page asks the database: with session and user, and the same for four rooms and forty."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kamers.models import Kamer
from kamers.services.tellen import telling
from kamers.services.volledigheid import vergeten, volledigheid
from kamers.services.vorigjaar import stand_per_kamer
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_kamer, maak_persoon, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, maak_lesdag

pytestmark = pytest.mark.django_db
HOOGSTENS = 10


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


def vragen(client, pad):
    client.get(pad)  # the first visit remembers the room in the session
    with CaptureQueriesContext(
        connection,
    ) as gevangen:
        assert client.get(pad).status_code == 200
    return [v["sql"] for v in gevangen.captured_queries]


def meer_kamers(tot):
    for nummer in range(tot):
        kamer = maak_kamer(f"kamer-{nummer}")
        maak_vrijwilliger(f"Wil{nummer}", kamer)


def test_vandaag_stelt_hoogstens_tien_vragen_ook_bij_veertig_kamers(client, amina, casa):
    maak_lesdag(casa)
    client.force_login(amina)
    pad = reverse("kamers:vandaag", args=["cjm"])

    eerst = vragen(client, pad)
    meer_kamers(39)
    later = vragen(client, pad)

    assert len(eerst) <= HOOGSTENS, "\n\n".join(v[:200] for v in eerst)
    assert len(later) == len(eerst)


def test_de_kaart_met_namen_vraagt_evenveel_bij_tien_passen_als_bij_tweehonderd(client, amina, casa):
    les = maak_activiteit(casa, telwijze="namen")
    mensen = [maak_persoon(f"Mens{n}", casa, pasnummer=str(n)) for n in range(10)]
    for week in (1, 2, 3, 4):
        maak_bijeenkomst(les, DINSDAG - week * WEEK, namen=mensen)
    client.force_login(amina)
    pad = reverse("kamers:vandaag", args=["cjm"])

    eerst = vragen(client, pad)
    meer = [maak_persoon(f"Ander{n}", casa, pasnummer=str(100 + n)) for n in range(190)]
    maak_bijeenkomst(les, DINSDAG - 5 * WEEK, namen=meer)
    later = vragen(client, pad)
    form = client.get(pad).context["form"]

    assert len(eerst) <= HOOGSTENS, "\n\n".join(v[:200] for v in eerst)
    assert len(later) == len(eerst)
    assert (len(form.naamkeuzes()), len(form.andere_keuzes())) == (10, 12)


ALLE_KAMERS = [
    ("kamers:kamers", []),
    ("kamers:alle_resultaten", [2026]),
    ("kamers:vergeten", []),
    ("kamers:teljaren", []),
]
VEEL = [40, pytest.param(400, marks=pytest.mark.proef)]


def kamers_met_leven(van, tot):
    """Make rooms in which something was counted, by names and without, and something was forgotten."""
    for nummer in range(van, tot):
        kamer = maak_kamer(f"kamer-{nummer}")
        les = maak_activiteit(kamer, telwijze="namen")
        maak_bijeenkomst(les, DINSDAG - 2 * WEEK, nieuw=2, namen=[maak_persoon(f"Ama{nummer}", kamer)])


@pytest.mark.parametrize("veel", VEEL)
@pytest.mark.parametrize(("naam", "deel"), ALLE_KAMERS)
def test_alle_kamers_vragen_evenveel_bij_vier_als_bij_veel(client, eva, naam, deel, veel):
    kamers_met_leven(0, 4)
    client.force_login(eva)
    pad = reverse(naam, args=deel)

    eerst = vragen(client, pad)
    kamers_met_leven(4, veel)

    assert len(eerst) <= HOOGSTENS, "\n\n".join(v[:200] for v in eerst)
    assert len(vragen(client, pad)) == len(eerst)


@pytest.mark.parametrize("veel", VEEL)
def test_elke_tabel_met_cijfers_is_een_vraag_bij_vier_kamers_en_bij_veel(veel, django_assert_num_queries):
    for van, tot in ((0, 4), (4, veel)):
        kamers_met_leven(van, tot)
        kamers = list(Kamer.objects.all())
        with django_assert_num_queries(1):
            assert len(telling(2026).per_kamer) == tot
        with django_assert_num_queries(1):
            assert len(stand_per_kamer(2026, DINSDAG)) == tot
        with django_assert_num_queries(1):
            assert len(volledigheid(kamers, DINSDAG - 4 * WEEK, DINSDAG)) == tot
        with django_assert_num_queries(1):
            assert len(vergeten(kamers, DINSDAG - WEEK, DINSDAG)) == tot


def test_het_rooster_vraagt_evenveel_bij_drie_activiteiten_als_bij_een(client, amina, casa):
    maak_activiteit(casa)
    client.force_login(amina)
    pad = reverse("kamers:rooster", args=["cjm"])

    eerst = vragen(client, pad)
    maak_lesdag(casa)

    assert len(eerst) <= HOOGSTENS
    assert len(vragen(client, pad)) == len(eerst)
