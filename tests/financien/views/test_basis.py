"""The treasurer types what a line is built on: for all rooms, for one that differs, never over a colleague."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Begrotingsregel, Kostenpost
from financien.services.versies import leg_versie_vast
from tests.fabriek import maak_gebruiker, maak_kamer

URL = "/financien/begroting/2018/basis/"
GEEN_BASIS = "Vul een getal en een eenheid in, zoals 18 uur per week of € 250 per maand."


@pytest.fixture
def ingelogd(client, chandra, aanbod):
    client.force_login(chandra)
    return client


def samen(code):
    return f"a-{Kostenpost.objects.get(code=code).pk}"


def cel(code, kamer):
    return f"b-{Kostenpost.objects.get(code=code).pk}-{kamer.pk}"


def velden(client, vraag="", **anders):
    """Return what the browser would post: every cell as it stands on the page, some typed over."""
    context = client.get(URL + vraag).context
    cellen = {c.naam: c.tekst for lijn in context["lijnen"] for c in (lijn.samen, *lijn.cellen) if c}
    return {**cellen, "sleutel": str(context["sleutel"]), "gezien": context["gezien"], **anders}


def bases(code):
    regels = Begrotingsregel.objects.filter(post__code=code).select_related("kamer")
    return {r.kamer.code: (r.basis and int(r.basis), r.basis_eenheid) for r in regels}


def test_een_basis_geldt_voor_alle_kamers_en_een_kamer_mag_anders_zijn(ingelogd, multibron, kg):
    uren = {samen("M1"): "18 uur per week", cel("M1", multibron): "20 uur per week", cel("M1", kg): "geen"}

    antwoord = ingelogd.post(URL, velden(ingelogd, **uren), follow=True)

    assert "4 wijzigingen opgeslagen." not in antwoord.text
    assert "3 wijzigingen opgeslagen." in antwoord.text
    achttien = (18, "uur per week")
    assert bases("M1") == {
        "cjm": achttien,
        "multibron": (20, "uur per week"),
        "handreiking": achttien,
        "kg": (None, ""),
    }
    lijn = antwoord.context["lijnen"][0]
    assert (lijn.naam, lijn.samen.tekst) == ("Coördineren", "18 uur per week")
    assert [c.tekst for c in lijn.cellen] == ["", "20 uur per week", "", "geen"]


def test_opslaan_gaat_ongedaan_van_de_balk_en_een_tweede_keer_niets_doen_schrijft_niets(ingelogd, aanbod):
    inhoud = velden(ingelogd, **{samen("F3"): "€ 300 per maand"})
    antwoord = ingelogd.post(URL, inhoud, follow=True)
    terug = f"/financien/begroting/2018/versies/1/basis/ongedaan/{inhoud['sleutel']}/"
    assert f'action="{terug}"' in antwoord.text
    assert set(bases("F3").values()) == {(300, "euro per maand")}

    antwoord = ingelogd.post(terug, follow=True)

    assert "Ongedaan gemaakt." in antwoord.text
    assert set(bases("F3").values()) == {(250, "euro per maand")}
    assert "Er was niets veranderd." in ingelogd.post(URL, velden(ingelogd), follow=True).text


def test_een_foute_basis_houdt_alles_tegen_en_wat_getypt_is_staat_er_nog(ingelogd, casa):
    fout = {samen("M2"): "4 uur per week", cel("M1", casa): "12.50x"}

    antwoord = ingelogd.post(URL, velden(ingelogd, **fout))

    assert antwoord.status_code == 422
    assert f'<a href="#{cel("M1", casa)}">Coördineren, Casa Jepie Makandra: {GEEN_BASIS}</a>' in antwoord.text
    assert f'id="{cel("M1", casa)}" value="12.50x"' in antwoord.text
    assert f'id="{samen("M2")}" value="4 uur per week"' in antwoord.text
    assert set(bases("M2").values()) == {(None, "")}


def test_een_kamer_zonder_bedrag_heeft_geen_vak(ingelogd, casa):
    Begrotingsregel.objects.filter(post__code="F3", kamer=casa).delete()

    antwoord = ingelogd.get(URL)

    lijn = next(lijn for lijn in antwoord.context["lijnen"] if lijn.naam == "Handgeld")
    assert [c is None for c in lijn.cellen] == [True, False, False, False]


def test_een_versie_die_vastligt_wordt_geweigerd_met_een_zin(ingelogd, aanbod):
    inhoud = velden(ingelogd, **{samen("F3"): "€ 300 per maand"})
    leg_versie_vast(versie=aanbod)

    for antwoord in (ingelogd.get(URL, follow=True), ingelogd.post(URL, inhoud, follow=True)):
        assert antwoord.redirect_chain[0][0] == reverse("financien:begroting", args=[2018])
        assert "Deze versie ligt vast. Maak eerst een nieuwe versie." in antwoord.text
    assert set(bases("F3").values()) == {(250, "euro per maand")}


def test_wat_een_ander_intussen_opsloeg_staat_er_en_gaat_niet_verloren(ingelogd, client, chandra, multibron):
    oud = velden(ingelogd, **{samen("M1"): "18 uur per week"})
    client.force_login(maak_gebruiker("Diana", Rol.PENNINGMEESTER))
    ander = {samen("F3"): "€ 300 per maand", cel("M1", multibron): "20 uur per week"}
    client.post(URL, velden(client, **ander))
    client.force_login(chandra)

    antwoord = client.post(URL, oud)

    assert antwoord.status_code == 422
    assert "Diana heeft dit net ook aangepast." in antwoord.text
    assert "Handgeld, Casa Jepie Makandra: was € 250 per maand, nu € 300 per maand</li>" in antwoord.text
    mijn = "Coördineren, MultiBron</a>: was leeg, nu 20 uur per week; jij typte 18 uur per week</li>"
    assert mijn in antwoord.text
    lijnen = {lijn.naam: lijn for lijn in antwoord.context["lijnen"]}
    assert lijnen["Coördineren"].samen.tekst == "18 uur per week"  # typed here
    assert lijnen["Handgeld"].samen.tekst == "€ 300 per maand"  # left alone here
    assert bases("M1")["cjm"] == (None, "")
    client.post(URL, oud | {samen("F3"): "€ 300 per maand", "gezien": antwoord.context["gezien"]})
    assert (bases("M1")["cjm"], bases("F3")["cjm"]) == ((18, "uur per week"), (300, "euro per maand"))


class TestTweeTegelijk:
    """Somebody else changes a room while I type elsewhere in the same line."""

    @pytest.fixture
    def begin(self, ingelogd, multibron, kg):
        start = {samen("M1"): "18 uur per week", cel("M1", multibron): "20 uur per week"}
        ingelogd.post(URL, velden(ingelogd, **start))
        return ingelogd

    def botst(self, client, chandra, mijn, van_diana):
        oud = velden(client, **mijn)
        client.force_login(maak_gebruiker("Diana", Rol.PENNINGMEESTER))
        client.post(URL, velden(client, **van_diana))
        client.force_login(chandra)
        antwoord = client.post(URL, oud)
        assert antwoord.status_code == 422
        return antwoord

    def opnieuw(self, client, antwoord):
        context = antwoord.context
        cellen = {c.naam: c.tekst for lijn in context["lijnen"] for c in (lijn.samen, *lijn.cellen) if c}
        client.post(URL, cellen | {"sleutel": str(context["sleutel"]), "gezien": context["gezien"]})
        return {code: int(basis) for code, (basis, _eenheid) in bases("M1").items()}

    def test_wat_ik_voor_alle_kamers_typte_blijft_en_haar_kamer_houdt_wat_zij_typte(self, begin, chandra, multibron):
        mijn, van_diana = {samen("M1"): "19 uur per week"}, {cel("M1", multibron): "22 uur per week"}

        antwoord = self.botst(begin, chandra, mijn, van_diana)

        assert antwoord.context["lijnen"][0].samen.tekst == "19 uur per week"
        assert self.opnieuw(begin, antwoord) == {"cjm": 19, "multibron": 22, "handreiking": 19, "kg": 19}

    def test_ook_als_haar_kamer_nu_hetzelfde_heeft_als_de_andere_hadden(self, begin, chandra, multibron):
        mijn, van_diana = {samen("M1"): "19 uur per week"}, {cel("M1", multibron): "18 uur per week"}

        antwoord = self.botst(begin, chandra, mijn, van_diana)

        assert self.opnieuw(begin, antwoord) == {"cjm": 19, "multibron": 18, "handreiking": 19, "kg": 19}

    def test_en_wat_ik_in_een_andere_kamer_typte(self, begin, chandra, multibron, casa):
        mijn, van_diana = {cel("M1", casa): "16 uur per week"}, {cel("M1", multibron): "geen"}

        antwoord = self.botst(begin, chandra, mijn, van_diana)

        cellen = [c.tekst for c in antwoord.context["lijnen"][0].cellen]
        assert cellen == ["16 uur per week", "geen", "", ""]


def test_een_blad_met_acht_kamers_verandert_ook_wie_op_een_ander_blad_meedoet(ingelogd, aanbod, casa):
    f3 = Kostenpost.objects.get(code="F3")
    meer = [maak_kamer(f"k{n}", naam=f"Kamer {n:02}", afkorting=f"K{n}") for n in range(10)]
    for kamer in meer:
        regel = {"basis": 250, "basis_eenheid": "euro per maand"}
        Begrotingsregel.objects.create(versie=aanbod, kamer=kamer, post=f3, bedrag=3000, **regel)
    Begrotingsregel.objects.filter(kamer=meer[9]).update(basis=100)

    ingelogd.post(URL, velden(ingelogd, **{samen("F3"): "€ 300 per maand", cel("F3", casa): "€ 250 per maand"}))

    assert {code: basis for code, (basis, _eenheid) in bases("F3").items() if basis != 300} == {"cjm": 250, "k9": 100}


def test_de_begroting_wijst_de_weg(ingelogd, aanbod):
    assert f'href="{URL}">Basis</a>' in ingelogd.get("/financien/begroting/2018/").text
    leg_versie_vast(versie=aanbod)
    assert f'href="{URL}"' not in ingelogd.get("/financien/begroting/2018/").text


def test_de_bladzijde_vraagt_met_veertig_kamers_evenveel_als_met_vier(ingelogd, aanbod):
    aantallen = []
    for meer in (0, 36):
        kamers = [maak_kamer(f"k{n}", naam=f"Kamer {n:02}", afkorting=f"K{n}") for n in range(meer)]
        f3 = Kostenpost.objects.get(code="F3")
        Begrotingsregel.objects.bulk_create(
            Begrotingsregel(versie=aanbod, kamer=kamer, post=f3, bedrag=n) for n, kamer in enumerate(kamers)
        )
        ingelogd.get(URL)
        with CaptureQueriesContext(connection) as vragen:
            ingelogd.get(URL)
        aantallen.append(len(vragen))

    assert aantallen[0] == aantallen[1] <= 10
