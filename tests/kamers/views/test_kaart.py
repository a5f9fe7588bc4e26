"""The card over HTTP: what is stored, what is refused and with which words, with and without htmx."""

from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Activiteit, Bijeenkomst, Inzet
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_inzet, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, kaart, maak_lesdag, opgeslagen, pad

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def les(casa):
    with time_machine.travel(HALF_ELF, tick=True):
        yield maak_lesdag(casa)


@pytest.fixture
def ingelogd(client, amina, les):
    client.force_login(amina)
    return client


def test_opslaan_met_htmx_geeft_de_regel_de_stand_van_het_jaar_en_ongedaan_maken(ingelogd, les):
    antwoord = ingelogd.post(pad(les.les), kaart(les.fatima, les.wouter), **HTMX)

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "12 deelnemers, 3 nieuw · Fatima en Wouter, samen 4 uur" in tekst
    assert "Genoteerd. 12 deelnemers. Bij Taal nu 50 van 50 mensen." in tekst
    assert "<b>50</b> van 50 mensen" in tekst
    assert "Ongedaan maken" in tekst
    assert "<!doctype" not in tekst
    assert opgeslagen().deelnemers == 12


def test_zonder_htmx_volgt_na_opslaan_de_pagina_zelf(ingelogd, les):
    antwoord = ingelogd.post(pad(les.les), kaart(les.fatima), follow=True)

    assert antwoord.redirect_chain == [(reverse("kamers:vandaag", args=["cjm"]), 302)]
    assert "Genoteerd. 12 deelnemers. Bij Taal nu 50 van 50 mensen." in antwoord.content.decode()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"kwamen_al": "", "nieuw_soort": "0"}, "Vul in hoeveel mensen er waren."),
        ({"kwamen_al": "negen"}, "Vul een getal in, bijvoorbeeld 12."),
        ({"kwamen_al": "1,5"}, "Vul een getal in, bijvoorbeeld 12."),
        ({"kwamen_al": "-3"}, "Vul een getal in, bijvoorbeeld 12."),
        ({"nieuw_soort": "1e3"}, "Vul een getal in, bijvoorbeeld 12."),
        ({"ook_nieuw": ""}, "Zijn deze 3 ook nieuw in de kamer? Kies Allemaal, Niemand of Ander aantal."),
        ({"ook_nieuw": "aantal", "nieuw_kamer": "4"}, "Vul een getal in van 0 tot en met 3."),
        ({"ook_nieuw": "aantal"}, "Vul een getal in van 0 tot en met 3."),
        ({"kinderen": "13"}, "Er kunnen niet meer kinderen zijn dan mensen."),
        ({"uren": "13"}, "Vul een aantal uren in van 0,5 tot 12."),
        ({"uren": ""}, "Vul een aantal uren in van 0,5 tot 12."),
        ({"personen": []}, "Wie hielp er? Kies minstens één naam, of kies &#x27;Niemand&#x27;."),
        ({"niemand": "on"}, "Je koos namen en ook &#x27;Niemand&#x27;. Kies een van de twee."),
        (
            {"kwamen_al": "48", "nieuw_soort": "0"},
            "Dit jaar telden we bij Taal pas 47 mensen. Hoeveel van deze 48 zijn er voor het eerst dit jaar?",
        ),
    ],
)
@pytest.mark.parametrize("kop", [{}, HTMX])
def test_wat_niet_klopt_wordt_geweigerd_met_wat_je_kunt_doen(ingelogd, les, velden, zin, kop):
    invoer = kaart(les.fatima, **{"klopt": "48", **velden})

    antwoord = ingelogd.post(pad(les.les), invoer, **kop)

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Dit klopt nog niet" in tekst
    assert zin in tekst
    assert f'name="kwamen_al" value="{invoer["kwamen_al"]}"' in tekst
    assert f'name="uren" value="{invoer["uren"]}"' in tekst
    assert opgeslagen() is None


def test_de_titel_van_een_geweigerde_pagina_begint_met_fout(ingelogd, les):
    antwoord = ingelogd.post(pad(les.les), kaart(les.fatima, kwamen_al="", nieuw_soort="0"))

    assert "<title>Fout: Vandaag" in antwoord.content.decode()
    assert "Was er geen les?" in antwoord.content.decode()


def test_een_heel_hoog_getal_vraagt_eerst_en_slaat_na_ja_klopt_op(ingelogd, les):
    invoer = kaart(les.fatima, kwamen_al="40", nieuw_soort="80")

    antwoord = ingelogd.post(pad(les.les), invoer, **HTMX)

    assert antwoord.status_code == 422
    assert "120 deelnemers is veel. Klopt dat?" in antwoord.content.decode()
    assert 'name="nieuw_soort" value="80"' in antwoord.content.decode()
    assert opgeslagen() is None
    ingelogd.post(pad(les.les), {**invoer, "klopt": "120"}, **HTMX)
    assert opgeslagen().deelnemers == 120


def test_wie_een_oude_kaart_opslaat_ziet_beide_en_verliest_niets(ingelogd, les, casa):
    rij = maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7, nieuw=1)
    rij.genoteerd_door = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    rij.save()
    maak_inzet(les.gifty, rij)

    antwoord = ingelogd.post(pad(les.les), kaart(les.fatima), **HTMX)

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Wouter heeft dit net ook aangepast. Kijk welke cijfers kloppen." in tekst
    assert "8 deelnemers, 1 nieuw · Gifty, 2 uur" in tekst
    assert 'name="kwamen_al" value="9"' in tekst
    assert opgeslagen().kwamen_al == 7
    assert f'name="versie" value="{rij.versie}"' in tekst


def test_na_de_vraag_slaat_dezelfde_kaart_alsnog_op(ingelogd, les):
    rij = maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7, nieuw=1)

    ingelogd.post(pad(les.les), kaart(les.fatima, versie=str(rij.versie)), **HTMX)

    assert (opgeslagen().kwamen_al, opgeslagen().versie) == (9, 2)


def test_wijzigen_laat_de_cijfers_zien_zoals_ze_genoteerd_zijn(ingelogd, les):
    rij = maak_bijeenkomst(les.les, DINSDAG, kwamen_al=7, nieuw=3, nieuw_kamer=2, kinderen=1)
    maak_inzet(les.gifty, rij, "1.5")

    antwoord = ingelogd.get(reverse("kamers:vandaag", args=["cjm"]), {"noteer": f"{les.les.pk}:2026-11-24"})

    form = antwoord.context["form"]
    velden = ("kwamen_al", "nieuw_soort", "ook_nieuw", "nieuw_kamer", "kinderen", "uren", "versie")
    assert [form[veld].value() for veld in velden] == ["7", "3", "aantal", "2", "1", "1,5", 1]
    assert form["personen"].value() == [les.gifty.pk]


def test_ongedaan_maken_opent_de_kaart_met_wat_er_stond(ingelogd, les):
    invoer = kaart(les.fatima, les.wouter)
    ingelogd.post(pad(les.les), invoer, **HTMX)

    antwoord = ingelogd.post(reverse("kamers:ongedaan", args=["cjm", DINSDAG, invoer["sleutel"]]), **HTMX)

    tekst = antwoord.content.decode()
    assert "Ongedaan gemaakt." in tekst
    assert 'name="kwamen_al" value="9"' in tekst
    assert 'id="activiteiten" aria-labelledby="h-act" hx-swap-oob="true"' in tekst
    assert opgeslagen() is None
    weer = ingelogd.post(reverse("kamers:ongedaan", args=["cjm", DINSDAG, invoer["sleutel"]]), **HTMX)
    assert "Dit was al ongedaan gemaakt." in weer.content.decode()


def test_ging_niet_door_heeft_een_reden_nodig(ingelogd, les):
    invoer = {"sleutel": str(uuid4()), "versie": "0", "reden": ""}

    antwoord = ingelogd.post(pad(les.les, "vervalt"), invoer, **HTMX)

    assert antwoord.status_code == 422
    assert "Schrijf kort op waarom het niet doorging." in antwoord.content.decode()
    ingelogd.post(pad(les.les, "vervalt"), {**invoer, "reden": "ziekte"}, **HTMX)
    assert (opgeslagen().status, opgeslagen().reden) == ("vervallen", "ziekte")


def test_een_losse_activiteit_wordt_in_een_keer_genoteerd(ingelogd, les):
    adres = reverse("kamers:los", args=["cjm", DINSDAG])
    extra = {"naam": "Kerstlunch", "soort": les.inloop.soort_id, "begin": "12", "eind": "14:00"}

    ingelogd.post(adres, kaart(les.fatima, kwamen_al="0", nieuw_soort="20", **extra))

    rij = Bijeenkomst.objects.get(naam="Kerstlunch")
    assert (rij.nieuw_soort, rij.nieuw_kamer, rij.activiteit.herhaling) == (20, 20, "eenmalig")
    assert Inzet.objects.get(bijeenkomst=rij).uren == Decimal(2)


def test_een_lege_losse_activiteit_zegt_bij_elk_veld_wat_er_moet(ingelogd, les):
    antwoord = ingelogd.post(reverse("kamers:los", args=["cjm", DINSDAG]), {"versie": "0", "sleutel": str(uuid4())})

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    for zin in (
        "Schrijf op wat jullie deden, bijvoorbeeld: kerstlunch.",
        "Kies wat voor soort activiteit het was.",
        "Vul een tijd in, bijvoorbeeld 10:00.",
        "Vul in hoeveel mensen er waren.",
    ):
        assert zin in tekst
    assert "Dit veld is verplicht" not in tekst
    assert Activiteit.objects.filter(herhaling="eenmalig").count() == 0


def test_iemand_van_een_andere_kamer_telt_niet_als_helper(ingelogd, les, multibron):
    antwoord = ingelogd.post(pad(les.les), kaart(maak_vrijwilliger("Kofi", multibron).persoon), **HTMX)

    assert antwoord.status_code == 422
    assert opgeslagen() is None


def test_een_activiteit_van_een_andere_kamer_bestaat_hier_niet(ingelogd, les, multibron):
    vreemd = maak_activiteit(multibron)

    assert ingelogd.post(pad(vreemd), kaart(les.fatima)).status_code == 404
    andere = reverse("kamers:noteer", args=["multibron", DINSDAG, vreemd.pk, DINSDAG])
    assert ingelogd.post(andere, kaart(les.fatima)).status_code == 404
    assert not vreemd.bijeenkomsten.exists()


def test_niemand_staat_als_laatste_keuze_na_iemand_anders(ingelogd, les, casa):
    for naam in ("Kofi", "Ali", "Bea"):
        maak_vrijwilliger(naam, casa)

    for adres in ("/kamers/cjm/vandaag/", "/kamers/cjm/dag/2026-11-24/los/"):
        tekst = ingelogd.get(adres).text
        laatste_naam = tekst.rindex('name="personen"')
        assert tekst.index("Iemand anders</summary>") < laatste_naam < tekst.index('name="niemand"')
