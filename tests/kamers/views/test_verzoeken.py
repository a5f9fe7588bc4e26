import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from kamers.models import Doorverwijzing, Kamer, Klus, Verzoek
from tests.fabriek import maak_gebruiker
from tests.kamers.verzoekfabriek import DAG, binnen, handel, maak_verzoek

PAGINA = "/kamers/cjm/verzoeken/"
VANDAAG = "/kamers/cjm/vandaag/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 10:30 +0100"):
        yield


@pytest.fixture
def aan(client, amina):
    client.force_login(amina)
    return client


def bewaar(aan, tekst, **velden):
    return aan.post(PAGINA, {"sleutel": str(uuid4()), "tekst": tekst, **velden}, follow=True)


def tik(aan, verzoek, **velden):
    standaard = {"sleutel": str(uuid4()), "versie": verzoek.versie}
    return aan.post(f"{PAGINA}{verzoek.pk}/", {**standaard, **velden}, follow=True)


def test_vandaag_heeft_een_veld_en_bewaar_en_je_blijft_op_vandaag(aan):
    pagina = aan.get(VANDAAG)

    response = bewaar(aan, "Kraan lekt in Gein", terug=VANDAAG)

    assert "Kwam er iets binnen?" in pagina.text
    assert "Geen achternaam, geen BSN, geen schuldbedrag." in pagina.text
    assert response.redirect_chain[-1][0] == VANDAAG
    assert "Bewaard." in response.text
    assert "Kraan lekt in Gein" in response.text
    assert Verzoek.objects.get().kamer.code == "cjm"


def test_op_vandaag_staan_de_drie_die_het_langst_wachten_met_hun_leeftijd(aan, casa):
    for dagen in (0, 3, 8, 9):
        maak_verzoek(casa, f"Belde {dagen} dagen terug", binnen_op=binnen(DAG - timedelta(days=dagen)))

    tekst = aan.get(VANDAAG).text

    assert tekst.index("Belde 9 dagen terug") < tekst.index("Belde 8 dagen terug") < tekst.index("Belde 3 dagen terug")
    assert "Belde 0 dagen terug" not in tekst
    assert "Nog 1 verzoek wacht." in tekst
    assert tekst.count('<span class="pil mis">') == 2


def test_in_een_kamer_die_gisteren_sloot_zegt_doorverwijzen_waarom_het_niet_kan(aan, casa):
    verzoek = maak_verzoek(casa, "Belde over huur")
    Kamer.objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=DAG - timedelta(days=1))

    response = tik(aan, verzoek, werd="doorverwezen", naar=Doorverwijzing.Naar.values[0])
    stond = Verzoek.objects.get().werd
    tik(aan, verzoek, werd="niets")

    assert f"{casa.naam} is dicht. De laatste dag was 23 november 2026." in response.text
    assert (stond, Verzoek.objects.get().werd) == ("", "niets")
    assert not Doorverwijzing.objects.exists()


def test_een_eerdere_dag_vraagt_niet_wat_er_binnenkwam(aan):
    assert "Kwam er iets binnen?" not in aan.get("/kamers/cjm/dag/2026-11-20/").text


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", "Schrijf op wat er binnenkwam, bijvoorbeeld: kraan lekt in Gein."),
        ("  ", "Schrijf op wat er binnenkwam, bijvoorbeeld: kraan lekt in Gein."),
        ("x" * 301, "Maak het korter. Er passen 300 letters in."),
        ("belde, 111222333", "Dit lijkt op een BSN. Haal dat nummer weg. We bewaren nooit een BSN."),
    ],
)
def test_wat_niet_kan_wordt_geweigerd_en_wat_je_typte_staat_er_nog(aan, tekst, zin):
    response = bewaar(aan, tekst)

    assert response.status_code == 422
    assert zin in response.text
    if tekst.strip():
        assert f'value="{tekst}"' in response.text
    assert Verzoek.objects.count() == 0


def test_hetzelfde_formulier_twee_keer_gestuurd_staat_er_een_keer(aan):
    sleutel = str(uuid4())
    bewaar(aan, "Belde", sleutel=sleutel)

    assert "Dit was al opgeslagen." in bewaar(aan, "Belde", sleutel=sleutel).text
    assert Verzoek.objects.count() == 1


@pytest.mark.parametrize(
    ("werd", "zin"),
    [
        ("afmelding", "Genoteerd: kan niet komen."),
        ("kandidaat", "Genoteerd: wil helpen."),
        ("vraag", "Genoteerd: beantwoord."),
        ("niets", "Genoteerd: niets nodig."),
    ],
)
def test_een_tik_zegt_wat_het_werd_en_ongedaan_zet_het_terug(aan, casa, werd, zin):
    verzoek, sleutel = maak_verzoek(casa), str(uuid4())

    response = tik(aan, verzoek, werd=werd, sleutel=sleutel, terug=VANDAAG)
    ongedaan = f"{PAGINA}ongedaan/{sleutel}/?terug={VANDAAG}"

    assert zin in response.text
    assert f'action="{ongedaan}"' in response.text
    assert Verzoek.objects.get().werd == werd
    terug = aan.post(ongedaan, follow=True)
    assert "Ongedaan gemaakt." in terug.text
    assert terug.redirect_chain[-1][0] == VANDAAG
    assert Verzoek.objects.get().werd == ""


def test_doorverwezen_vraagt_alleen_waarheen_en_telt_een_mens(aan, casa):
    response = tik(aan, maak_verzoek(casa), naar="buurtteam")

    assert "Genoteerd: doorverwezen." in response.text
    assert Verzoek.objects.get().werd == "doorverwezen"
    assert Doorverwijzing.objects.values_list("naar", "aantal", "dag").get() == ("buurtteam", 1, DAG)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies wat het werd."),
        ({"werd": "doorverwezen"}, "Kies waar je naartoe verwees."),
    ],
)
def test_zonder_keuze_verandert_er_niets(aan, casa, velden, zin):
    response = tik(aan, maak_verzoek(casa), **velden)

    assert response.status_code == 422
    assert zin in response.text
    assert (Verzoek.objects.get().werd, Doorverwijzing.objects.count()) == ("", 0)


def test_klus_is_geen_knop_maar_een_formulier_met_de_woorden_er_al_in(aan, casa):
    verzoek = maak_verzoek(casa, "Kraan lekt in Gein")

    lijst = aan.get(PAGINA).text
    pagina = aan.get(f"/kamers/cjm/klussen/nieuw/?verzoek={verzoek.pk}")

    assert f'href="/kamers/cjm/klussen/nieuw/?verzoek={verzoek.pk}&amp;terug=' in lijst
    assert "Kraan" not in f"/kamers/cjm/klussen/nieuw/?verzoek={verzoek.pk}"
    assert 'name="omschrijving" value="Kraan lekt in Gein"' in pagina.text
    assert tik(aan, verzoek, werd="klus").status_code == 422


def test_de_zes_antwoorden_staan_achter_een_knop_en_in_dezelfde_vorm(aan, casa):
    maak_verzoek(casa, "Kraan lekt in Gein")

    regel = aan.get(PAGINA).text.split('id="verzoek-')[1].split("</details></li>")[0]
    knop, keuzes = regel.split("</summary>", 1)

    assert re.findall(r'class="knop">([^<]+)', knop) == ["Wat werd het?"]
    gelijk = re.findall(r'class="knop"(?! name="naar")[^>]*>([^<]+)', keuzes)
    assert gelijk == ["Klus", "Kan niet komen", "Wil helpen", "Beantwoord", "Niets nodig", "Doorverwezen"]


def test_een_lang_verzoek_past_tot_een_heel_woord_in_de_klus(aan, casa):
    verzoek = maak_verzoek(casa, "Kraan " * 30)

    pagina = aan.get(f"/kamers/cjm/klussen/nieuw/?verzoek={verzoek.pk}")

    begin = pagina.context["form"]["omschrijving"].value()
    assert begin == ("Kraan " * 20).strip()


def test_wie_te_laat_is_leest_wie_het_al_deed(aan, casa):
    wouter = maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)
    verzoek = maak_verzoek(casa)
    handel(verzoek, wouter, "niets")

    response = tik(aan, verzoek, werd="vraag")

    assert "Wouter heeft dit net ook aangepast. Kijk wat er nu staat." in response.text
    assert Verzoek.objects.get().werd == "niets"


def test_afgehandeld_van_de_laatste_dertig_dagen_staat_eronder(aan, casa, amina):
    handel(maak_verzoek(casa, "Belde af"), amina, "afmelding")
    handel(maak_verzoek(casa, "Lang geleden"), amina, "niets", vandaag=DAG - timedelta(days=30))

    tekst = aan.get(PAGINA).text

    assert "Er wacht niets." in tekst
    assert "Belde af" in tekst
    assert "dinsdag 24 november · kan niet komen" in tekst
    assert "Lang geleden" not in tekst


def test_een_verzoek_van_een_andere_kamer_bestaat_niet_ook_niet_via_het_eigen_adres(aan, multibron):
    verzoek = maak_verzoek(multibron)
    velden = {"sleutel": str(uuid4()), "versie": 1, "werd": "niets"}

    codes = {
        aan.post(f"{PAGINA}{verzoek.pk}/", velden).status_code,
        aan.post(f"/kamers/multibron/verzoeken/{verzoek.pk}/", velden).status_code,
        aan.get(f"/kamers/cjm/klussen/nieuw/?verzoek={verzoek.pk}").status_code,
        aan.get("/kamers/cjm/klussen/nieuw/?verzoek=abc").status_code,
    }

    assert codes == {404}
    assert Verzoek.objects.get().werd == ""


def test_de_bladzijde_is_evenveel_vragen_bij_twee_als_bij_veertig_verzoeken(aan, casa, django_assert_num_queries):
    aan.get(PAGINA)
    for aantal in (2, 38):
        for _keer in range(aantal):
            maak_verzoek(casa)
        with django_assert_num_queries(5):
            aan.get(PAGINA)


def test_een_klus_uit_een_verzoek_wordt_een_keer_genoteerd_en_kan_terug(aan, casa):
    verzoek, sleutel = maak_verzoek(casa), str(uuid4())
    nieuw = reverse("kamers:klus_nieuw", args=["cjm"])
    velden = {"sleutel": sleutel, "versie": 1, "omschrijving": "Kraan", "eerste_keer": "ja", "uren": "1"}
    velden |= {"verzoek": verzoek.pk, "terug": PAGINA}

    response = aan.post(nieuw, velden, follow=True)
    aan.post(nieuw, velden)
    ander = aan.post(nieuw, {**velden, "sleutel": str(uuid4())}, follow=True)

    assert "Klus genoteerd." in response.text
    assert Verzoek.objects.get().klus == Klus.objects.get()
    assert "Amina heeft dit net ook aangepast. Kijk wat er nu staat." in ander.text
    aan.post(reverse("kamers:klus_nieuw_ongedaan", args=["cjm", sleutel]))
    assert (Klus.objects.count(), Verzoek.objects.get().werd) == (0, "")
