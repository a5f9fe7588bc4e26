"""The targets as a grid: typed as text, refused with what was typed, never over a settled version."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.models import Handeling, Versie
from buurtwerkkamer.rollen import Rol
from kamers.models import Indicator, Streefwaarde
from tests.fabriek import maak_gebruiker, maak_kamer, maak_versie

URL = "/afspraken/2026/"
RIJEN = (
    ("E1", "effect", "Meedoen", "aantal op aangemeld", "aantal"),
    ("P1", "proces", "Taal", "uniek", "aantal"),
    ("I2", "input", "Controle", "controle", "oordeel"),
)


@pytest.fixture
def versie(casa, multibron):
    versie = maak_versie(2026)
    for volgorde, (code, groep, naam, bewijs, eenheid) in enumerate(RIJEN):
        indicator = Indicator.objects.create(
            code=code,
            groep=groep,
            prestatie=naam,
            tekst=naam,
            bewijs=bewijs,
            eenheid=eenheid,
            norm="min",
            volgorde=volgorde,
        )
        if eenheid == "aantal":
            Streefwaarde.objects.create(versie=versie, indicator=indicator, kamer=casa, waarde=50)
    return versie


@pytest.fixture
def ingelogd(client, eva, versie):
    client.force_login(eva)
    return client


def cel(code, kamer):
    return f"a-{Indicator.objects.get(code=code).pk}-{kamer.pk}"


def velden(client, **anders):
    context = client.get(URL).context
    cellen = {c.naam: c.tekst for _groep, rijen in context["groepen"] for _i, cellen in rijen for c in cellen}
    return {**cellen, "sleutel": str(context["sleutel"]), "gezien": context["gezien"], **anders}


def doel(code, kamer):
    return Streefwaarde.objects.filter(indicator__code=code, kamer=kamer).first()


def test_de_afspraken_openen_bij_het_nieuwste_jaar(ingelogd):
    assert ingelogd.get("/afspraken/").url == URL


def test_zonder_aanbod_staat_er_waar_afspraken_bij_horen(client, eva):
    client.force_login(eva)
    assert "Afspraken horen bij het aanbod van een jaar." in client.get("/afspraken/").content.decode()


def test_elke_vorm_van_een_afspraak_wordt_opgeslagen(ingelogd, casa, multibron):
    ingelogd.post(
        URL,
        velden(
            ingelogd,
            **{
                cel("E1", casa): "10 op 20",
                cel("E1", multibron): "geen afspraak: Nog niet",
                cel("P1", casa): "",
                cel("I2", multibron): "positief",
            },
        ),
    )

    assert (doel("E1", casa).waarde, doel("E1", casa).op_aangemeld) == (Decimal(10), 20)
    assert doel("E1", multibron).reden == "Nog niet"
    assert doel("P1", casa) is None
    assert doel("I2", multibron).woord == "positief"
    assert Handeling.objects.get().soort == "afspraken"


def test_een_woord_bij_een_getal_wordt_geweigerd_met_rij_kamer_en_wat_je_typt(ingelogd, casa, multibron):
    fout, goed = cel("P1", multibron), cel("E1", casa)

    antwoord = ingelogd.post(URL, velden(ingelogd, **{fout: "meer dan veel", goed: "60"}))

    assert antwoord.status_code == 422
    zin = "Vul een getal in, of geen afspraak: en de reden."
    assert f'<a href="#{fout}">Taal, {multibron.naam}: {zin}</a>' in antwoord.text
    assert f'id="{fout}" value="meer dan veel"' in antwoord.text
    assert f'id="{goed}" value="60"' in antwoord.text
    assert (doel("P1", multibron), doel("E1", casa).waarde) == (None, Decimal(50))


def test_een_onleesbare_afspraak_wordt_geweigerd_en_alles_staat_er_nog(ingelogd, casa, multibron):
    fout, goed = cel("E1", casa), cel("P1", multibron)

    antwoord = ingelogd.post(URL, velden(ingelogd, **{fout: "8.5", goed: "60"}))

    inhoud = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert f'<a href="#{fout}">Meedoen, Casa Jepie Makandra: Vul een getal in, of 10 op 20 met' in inhoud
    assert f'id="{fout}" value="8.5"' in inhoud
    assert f'id="{goed}" value="60"' in inhoud
    assert (doel("E1", casa).waarde, doel("P1", multibron)) == (Decimal(50), None)


def test_twee_mensen_tegelijk_zien_beide_afspraken(ingelogd, casa, multibron):
    mijn = velden(ingelogd, **{cel("E1", casa): "60"})
    ingelogd.force_login(maak_gebruiker("Chandra", Rol.PENNINGMEESTER))
    ingelogd.post(URL, velden(ingelogd, **{cel("E1", casa): "70", cel("P1", multibron): "80"}))
    ingelogd.force_login(maak_gebruiker("Edith", Rol.PROJECTCOACH))

    inhoud = ingelogd.post(URL, mijn).content.decode()

    assert "Chandra heeft dit net ook aangepast." in inhoud
    assert "was 50, nu 70; jij typte 60" in inhoud
    assert f'id="{cel("P1", multibron)}" value="80"' in inhoud
    assert doel("E1", casa).waarde == Decimal(70)


def test_afspraken_en_begroting_zitten_elkaar_niet_in_de_weg(ingelogd, versie, casa):
    inhoud = velden(ingelogd, **{cel("E1", casa): "60"})
    Versie.objects.filter(pk=versie.pk).update(bewerking=4)  # the treasurer saved the budget

    assert ingelogd.post(URL, inhoud).status_code == 302
    assert doel("E1", casa).waarde == Decimal(60)


def test_een_vaste_versie_heeft_geen_invoer_en_neemt_niets_aan(ingelogd, versie, casa):
    inhoud = velden(ingelogd, **{cel("E1", casa): "60"})
    Versie.objects.filter(pk=versie.pk).update(vastgesteld_op="2026-01-01T12:00:00Z")

    antwoord = ingelogd.post(URL, inhoud).content.decode()

    assert "Deze versie is intussen vastgelegd." in antwoord
    assert f'id="{cel("E1", casa)}" value="60"' in antwoord
    assert doel("E1", casa).waarde == Decimal(50)
    assert "data-raster" not in ingelogd.get(URL).content.decode()


@pytest.mark.parametrize("anders", [{"sleutel": ""}, {"gezien": "x"}])
def test_een_formulier_zonder_goede_sleutel_is_een_fout_verzoek(ingelogd, anders):
    assert ingelogd.post(URL, {**velden(ingelogd), **anders}).status_code == 400


@pytest.mark.parametrize("pad", ["/afspraken/2025/", "/afspraken/99999999999999999999/", f"{URL}?kamers=9"])
def test_wat_er_niet_is_geeft_404(ingelogd, pad):
    assert ingelogd.get(pad).status_code == 404


def test_een_coordinator_maakt_geen_afspraken(client, amina, versie):
    client.force_login(amina)
    assert client.get(URL).status_code == 403


def test_veertig_kamers_kosten_evenveel_vragen_als_twee(ingelogd):
    def vragen():
        with CaptureQueriesContext(connection) as opgevangen:
            ingelogd.get(URL)
        return len([q for q in opgevangen.captured_queries if "SAVEPOINT" not in q["sql"]])

    vragen()  # the session is written once
    weinig = vragen()
    for nummer in range(40):
        maak_kamer(f"k{nummer}")
    assert vragen() == weinig <= 10


def test_dezelfde_afspraken_twee_keer_sturen_slaat_een_keer_op(ingelogd, casa):
    inhoud = {**velden(ingelogd, **{cel("E1", casa): "60"}), "sleutel": str(uuid4())}

    ingelogd.post(URL, inhoud)
    antwoord = ingelogd.post(URL, inhoud, follow=True)

    assert "1 wijziging opgeslagen." in antwoord.content.decode()
    assert Versie.objects.get().bewerking == 1


def test_opslaan_is_ongedaan_te_maken_met_de_woorden_die_er_stonden(ingelogd, casa, multibron):
    anders = {cel("E1", casa): "10 op 20", cel("I2", multibron): "positief", cel("P1", casa): ""}
    inhoud = velden(ingelogd, **anders)
    antwoord = ingelogd.post(URL, inhoud, follow=True)
    terug = f"{URL}1/ongedaan/{inhoud['sleutel']}/"
    assert f'action="{terug}"' in antwoord.text

    assert "Ongedaan gemaakt." in ingelogd.post(terug, follow=True).text

    assert (doel("E1", casa).waarde, doel("E1", casa).op_aangemeld) == (Decimal(50), None)
    assert (doel("I2", multibron), doel("P1", casa).waarde) == (None, Decimal(50))


def test_een_afspraak_die_een_ander_daarna_veranderde_blijft_staan(ingelogd, casa):
    inhoud = velden(ingelogd, **{cel("P1", casa): "60"})
    ingelogd.post(URL, inhoud)
    ingelogd.post(URL, velden(ingelogd, **{cel("P1", casa): "70"}))

    antwoord = ingelogd.post(f"{URL}1/ongedaan/{inhoud['sleutel']}/", follow=True)

    assert "Daarna is hier nog iets veranderd. Er is niets teruggezet." in antwoord.text
    assert doel("P1", casa).waarde == Decimal(70)
