"""A tap counts on the total that it saw: what was written by hand since is not added to without a person's choice."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kamers.services import bijeenkomsten, inloop
from kamers.services.inloop import AL
from kamers.services.keer import Keer
from kamers.services.regels import Botsing
from tests.fabriek import maak_activiteit, maak_bijeenkomst
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK
from tests.kamers.inloopfabriek import kaart, met_de_hand, rond_af, stand, tik

pytestmark = pytest.mark.django_db


@pytest.fixture
def les(casa):
    les = maak_activiteit(casa, "Inloop", hele_dag=True)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=40)
    return les


def tik_die_zag(les, gebruiker, gezien, sleutel=None):
    vast = {"sleutel": sleutel or uuid4(), "gebruiker": gebruiker, "vandaag": DINSDAG, "gezien": gezien}
    return inloop.tik(keer=Keer(les, DINSDAG), wie=AL, **vast)


def test_tikken_van_voor_een_totaal_met_de_hand_tellen_er_niet_nog_eens_bij(les, amina, dubbelrol):
    met_de_hand(les, dubbelrol, 20)

    for gezien in (0, None):  # None: a tap of a page from before this was asked
        with pytest.raises(Botsing) as botsing:
            tik_die_zag(les, amina, gezien)
        assert botsing.value.rij.deelnemers == 20
    assert stand(les) == (20, 0, 0)


def test_ook_als_er_voor_die_correctie_al_tikken_stonden(les, amina, dubbelrol):
    tik_die_zag(les, amina, 0)
    met_de_hand(les, dubbelrol, 21)

    with pytest.raises(Botsing):
        tik_die_zag(les, amina, 0)

    assert stand(les) == (21, 0, 0)


def test_wie_de_correctie_zag_tikt_gewoon_verder_ook_een_ander(les, amina, dubbelrol, casa):
    tik(les, amina)
    met_de_hand(les, amina, 6)
    gezien = kaart(casa).met_de_hand

    tik_die_zag(les, amina, gezien)
    tik_die_zag(les, dubbelrol, gezien)

    assert (gezien, stand(les)) == (2, (8, 0, 0))


def test_een_tik_die_al_aankwam_en_nog_eens_komt_is_geen_botsing(les, amina, dubbelrol):
    sleutel = uuid4()
    tik_die_zag(les, amina, 0, sleutel)
    met_de_hand(les, dubbelrol, 20)

    rij = tik_die_zag(les, amina, 0, sleutel)

    assert (rij.deelnemers, stand(les)) == (20, (20, 0, 0))


def test_tikken_die_na_klaar_aankomen_tellen_want_niemand_telde_ze(les, amina):
    tik_die_zag(les, amina, 0)
    rond_af(les, amina)

    tik_die_zag(les, amina, 0)

    assert stand(les) == (2, 0, 0)


def test_een_correctie_die_is_teruggenomen_staat_niet_meer_in_de_weg(les, amina, casa):
    tik_die_zag(les, amina, 0)
    sleutel = uuid4()
    met_de_hand(les, amina, 20, sleutel)
    bijeenkomsten.maak_ongedaan(kamer=casa, sleutel=sleutel, gebruiker=amina)

    tik_die_zag(les, amina, 0)

    assert stand(les) == (2, 0, 0)


GEWEIGERD = (
    "Dit is net ook op een andere plek aangepast. Er staat nu: 20 deelnemers. "
    "Wat je net tikte, telde niet mee. Wie er nog bij hoort, tik je opnieuw."
)


def test_uit_de_wachtrij_zegt_de_weigering_wat_er_staat_en_van_wie_niet(client, les, amina, dubbelrol, time_machine):
    time_machine.move_to(HALF_ELF, tick=False)
    client.force_login(amina)
    pad = reverse("kamers:inloop", args=["cjm", DINSDAG, les.pk, DINSDAG])
    met_de_hand(les, dubbelrol, 20)
    velden = {"sleutel": str(uuid4()), "actie": "al", "gezien": "0"}

    antwoord = client.post(pad, velden, headers={"X-Wachtrij": str(amina.pk)})

    assert (antwoord.status_code, antwoord.json()) == (
        422,
        {"tekst": GEWEIGERD},
    )
    assert stand(les) == (20, 0, 0)


def test_na_een_weigering_op_de_open_bladzijde_komt_er_een_nieuwe_kaart_die_zag_wat_er_nu_staat(
    client, les, amina, dubbelrol, time_machine
):
    time_machine.move_to(HALF_ELF, tick=False)
    client.force_login(amina)
    pad = reverse("kamers:inloop", args=["cjm", DINSDAG, les.pk, DINSDAG])
    tik(les, amina)
    met_de_hand(les, dubbelrol, 20)
    velden, htmx = {"sleutel": str(uuid4()), "actie": "al", "gezien": "0"}, {"HX-Request": "true"}

    botsing = client.post(pad, velden, headers=htmx)
    client.post(pad, {**velden, "sleutel": str(uuid4()), "gezien": "2"}, headers=htmx)

    assert GEWEIGERD in botsing.text
    assert (botsing["HX-Retarget"], f'id="inloop-{les.pk}"' in botsing.text) == (f"#inloop-{les.pk}", True)
    for wie in ("al", "nieuw"):
        assert f'<input type="hidden" name="gezien" id="zag-{wie}-{les.pk}" value="2">' in botsing.text
    assert stand(les) == (21, 0, 0)
