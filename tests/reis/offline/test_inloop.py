"""Taps of the inloop without internet: they add up exactly, also when every answer got lost."""

from collections import Counter
from uuid import uuid4

import pytest

from kamers.models import Bijeenkomst
from tests.kamers.dagfabriek import DINSDAG
from tests.reis.offline.stappen import VERSTUURD, probeer_tot_verstuurd, tikken, zonder_internet

pytestmark = pytest.mark.django_db(transaction=True)


def telling(inloop):
    rij = Bijeenkomst.objects.filter(activiteit=inloop, gepland=DINSDAG).first()
    return rij and (rij.kwamen_al, rij.nieuw_soort)


def test_tikken_zonder_internet_tellen_precies_op_en_de_laatste_gaat_terug(inloop, vandaag):
    tikken(vandaag, 1)
    vandaag.get_by_text("1 mens vandaag").wait_for()
    with zonder_internet(vandaag):
        tikken(vandaag, 4, 2)
        vandaag.get_by_role("button", name="Ongedaan maken").first.click()
        vandaag.get_by_text("+5").wait_for()
        vandaag.reload()
        tikken(vandaag, 2)
        vandaag.get_by_text("Er wachten nog 7 dingen.").wait_for()

    vandaag.get_by_text(VERSTUURD).wait_for()
    assert telling(inloop) == (7, 1)


def verlies_elk_antwoord_een_keer(page, pad, *, nieuwe_sleutel=False):
    """Let the server do each post and lose its first answer; return how often each came.

    ``nieuwe_sleutel`` breaks the guard on purpose.
    """
    gezien = Counter()

    def onderschep(route):
        tekst = route.request.post_data
        gezien[tekst] += 1
        if gezien[tekst] == 1:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_(post_data=f"sleutel={uuid4()}&actie=al" if nieuwe_sleutel else tekst)

    page.route(pad, onderschep)
    return gezien


@pytest.mark.parametrize(("nieuwe_sleutel", "mensen"), [(False, 3), (True, 6)])
def test_elke_tik_twee_keer_verstuurd_telt_een_keer_en_met_een_nieuwe_sleutel_twee_keer(
    inloop, vandaag, nieuwe_sleutel, mensen
):
    with zonder_internet(vandaag):
        tikken(vandaag, 3)
        vandaag.get_by_text("Er wachten nog 3 dingen.").wait_for()
        posts = verlies_elk_antwoord_een_keer(vandaag, "**/inloop/**", nieuwe_sleutel=nieuwe_sleutel)

    probeer_tot_verstuurd(vandaag)

    assert list(posts.values()) == [2, 2, 2]
    assert telling(inloop) == (mensen, 0)
