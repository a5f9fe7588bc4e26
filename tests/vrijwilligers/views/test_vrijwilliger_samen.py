"""Two people change one volunteer at the same time: whoever is second sees what the first wrote, and chooses."""

from datetime import date

import pytest
import time_machine
from django.db.models import QuerySet

from tests.fabriek import maak_vrijwilliger
from tests.samen import RIJ, en_wacht, terwijl
from vrijwilligers.models import Vrijwilliger
from vrijwilligers.services import vrijwilligers
from vrijwilligers.services.vrijwilligers import Vrijwilligergegevens, VrijwilligerGewijzigd

ZIN = "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op."


@pytest.fixture(autouse=True)
def _vandaag():
    with time_machine.travel("2026-11-24 13:00 +0100"):
        yield


@pytest.fixture
def gifty(casa):
    return maak_vrijwilliger("Gifty", casa, overeenkomst_op=date(2026, 1, 5))


def velden(client, vrijwilliger):
    """Return what the form sends when somebody opens it and changes nothing."""
    form = client.get(f"/kamers/cjm/vrijwilligers/{vrijwilliger.pk}/").context["form"]
    inhoud = {naam: form[naam].value() for naam in form.fields}
    return {naam: "" if waarde is None else waarde for naam, waarde in inhoud.items()} | {"overeenkomst_op": "5-1-2026"}


@pytest.mark.django_db
def test_een_oudere_bladzijde_maakt_wie_stopte_niet_weer_actief_en_wat_je_typte_staat_er_nog(client, amina, gifty):
    client.force_login(amina)
    adres = f"/kamers/cjm/vrijwilligers/{gifty.pk}/"
    ouder = velden(client, gifty)
    client.post(adres, {**velden(client, gifty), "gestopt_op": "20-11-2026"})

    antwoord = client.post(adres, {**ouder, "telefoon": "06 12345678"})

    assert antwoord.status_code == 422
    assert ZIN in antwoord.text
    assert "Nu staat er: Telefoon –; Gestopt op 20 november 2026" in antwoord.text
    assert 'name="telefoon" value="06 12345678"' in antwoord.text
    gifty.refresh_from_db()
    assert (gifty.gestopt_op, gifty.telefoon) == (date(2026, 11, 20), "")


@pytest.mark.django_db
def test_daarna_is_opslaan_een_keuze_van_wie_beide_zag(client, amina, gifty):
    client.force_login(amina)
    adres = f"/kamers/cjm/vrijwilligers/{gifty.pk}/"
    ouder = velden(client, gifty)
    client.post(adres, {**ouder, "gestopt_op": "20-11-2026"})
    form = client.post(adres, {**ouder, "telefoon": "06 12345678"}).context["form"]

    nieuw = {"gezien": form["gezien"].value(), "sleutel": form["sleutel"].value(), "gestopt_op": "20-11-2026"}
    antwoord = client.post(adres, {**ouder, "telefoon": "06 12345678", **nieuw})

    assert antwoord.status_code == 302
    gifty.refresh_from_db()
    assert (gifty.gestopt_op, gifty.telefoon) == (date(2026, 11, 20), "06 12345678")


@pytest.mark.django_db
def test_hetzelfde_formulier_twee_keer_is_geen_botsing_met_jezelf(client, amina, gifty):
    client.force_login(amina)
    adres, ouder = f"/kamers/cjm/vrijwilligers/{gifty.pk}/", velden(client, gifty)

    antwoorden = [client.post(adres, {**ouder, "telefoon": "06 12345678"}).status_code for _keer in range(2)]

    assert antwoorden == [302, 302]


@pytest.mark.django_db
@pytest.mark.parametrize("gezien", ["", "iets anders"])
def test_zonder_te_zeggen_wat_je_zag_verandert_er_niets(client, amina, gifty, gezien):
    client.force_login(amina)

    antwoord = client.post(
        f"/kamers/cjm/vrijwilligers/{gifty.pk}/", {**velden(client, gifty), "gezien": gezien, "voornaam": "Anders"}
    )

    assert antwoord.status_code == 422
    gifty.persoon.refresh_from_db()
    assert gifty.persoon.voornaam == "Gifty"


@pytest.mark.django_db
def test_ook_een_andere_voornaam_is_gewijzigd_en_het_merk_zegt_zelf_niets(gifty):
    voor = vrijwilligers.stand_van(gifty)
    gifty.persoon.voornaam = "Gif"

    assert vrijwilligers.stand_van(gifty) != voor
    assert "Gif" not in voor


def twee_andere_voornamen(gifty) -> list[str]:
    """Let the second one save while the first wrote another first name; return what each knows, and what stands there.

    Nothing but the first name differs: it stands in another row than the lock.
    """
    gezien = vrijwilligers.stand_van(gifty)

    def wijzig(naam):
        gegevens = Vrijwilligergegevens(naam, "", "", "", date(2026, 1, 5), ())
        try:
            vrijwilligers.wijzig(vrijwilliger_id=gifty.pk, gegevens=gegevens, gezien=gezien)
        except VrijwilligerGewijzigd as fout:
            return f"eerst {fout.nu.persoon.voornaam}"
        return naam

    wisten = terwijl(en_wacht(lambda: wijzig("Gif")), lambda: wijzig("Gifta"), op=RIJ)
    return [*wisten, Vrijwilliger.objects.get().persoon.voornaam]


@pytest.mark.django_db(transaction=True)
def test_van_twee_die_tegelijk_alleen_de_voornaam_veranderen_wint_er_een_en_weet_de_ander_het(gifty):
    assert twee_andere_voornamen(gifty) == ["Gif", "eerst Gif", "Gif"]


@pytest.mark.django_db(transaction=True)
def test_zonder_het_slot_overschrijft_de_tweede_de_eerste_zonder_een_woord(gifty, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rijen, **_opties: rijen)

    assert twee_andere_voornamen(gifty) == ["Gif", "Gifta", "Gifta"]
