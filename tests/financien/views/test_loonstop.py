"""Who left on 30 November has no wages in December: the treasurer says so, and the year does not wait for them."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.models import Jaar
from financien.models import Loonstop
from financien.services.afsluiten import AfsluitFout, sluit_voorlopig
from financien.services.boeken import keer_om
from financien.services.hindernissen import van_jaar, van_maand
from financien.services.lonen import Loonregel, boek_lonen
from tests.financien.boekfabriek import adres, begin_boeken, meldingen, rekening, tekst
from tests.financien.jaarfabriek import sluit_maanden

D = Decimal
NU, NOVEMBER, DECEMBER = date(2027, 1, 10), date(2026, 11, 1), date(2026, 12, 1)
REDEN = "Het laatste dienstverband liep af op 30 november"


def lonen(wie, kamer, maand):
    loon = Loonregel(kamer, rekening("4030"), D(100), D(20), D(0), D(90), D(30))
    return boek_lonen(maand=maand, regels=[loon], sha256="0" * 64, gebruiker=wie).boekstuk


@pytest.fixture(autouse=True)
def november(db, chandra, casa, time_machine):
    """The last wages are of November, and all months are closed."""
    time_machine.move_to("2027-01-10 10:00", tick=False)
    begin_boeken(2026, 2027)
    lonen(chandra, casa, NOVEMBER)
    sluit_maanden(chandra, 2026, vandaag=NU)


def zeg(client, jaar=2026, **velden):
    return client.post(adres("geen_lonen", jaar), {"maand": "2026-12-01", "reden": REDEN} | velden, follow=True)


def mist(hindernissen) -> list[str]:
    return [h.zin for h in hindernissen if "lonen" in h.zin]


def test_zonder_dat_iemand_het_zegt_wacht_december_voor_altijd(client, chandra):
    with pytest.raises(AfsluitFout, match="De lonen van december zijn nog niet geboekt"):
        sluit_voorlopig(jaar=2026, gebruiker=chandra, sleutel=uuid4(), vandaag=NU)
    client.force_login(chandra)
    assert "Van december 2026 zijn er nog geen lonen" in tekst(client.get(adres("lonen")))

    antwoord = zeg(client)

    assert meldingen(antwoord) == ["Bewaard. Geen maand en geen jaar wacht hierna nog op lonen."]
    assert f"Geen lonen vanaf december 2026: {REDEN} (Chandra, 10 januari 2027)" in tekst(antwoord)
    assert adres("geen_lonen") not in tekst(antwoord)
    assert (mist(van_jaar(2026, NU)), mist(van_maand(2027, 1, date(2027, 3, 1)))) == ([], [])
    assert sluit_voorlopig(jaar=2026, gebruiker=chandra, sleutel=uuid4(), vandaag=NU).stap == "voorlopig"


def test_komen_ze_toch_dan_geldt_het_niet_meer_en_wacht_de_maand_erna_weer(client, chandra, casa):
    client.force_login(chandra)
    zeg(client)
    stuk = lonen(chandra, casa, DECEMBER)
    assert mist(van_maand(2027, 1, date(2027, 3, 1))) == ["De lonen van januari zijn nog niet geboekt."]
    assert "Geen lonen vanaf" not in tekst(client.get(adres("lonen")))

    keer_om(stuk, datum=stuk.datum, reden="Fout bestand", sleutel=uuid4(), gebruiker=chandra)

    assert mist(van_jaar(2026, NU)) == []
    assert "Geen lonen vanaf december 2026" in tekst(client.get(adres("lonen")))


def test_zonder_reden_blijft_het_formulier_staan_en_twee_keer_is_een_keer(client, chandra):
    client.force_login(chandra)
    leeg = client.post(adres("geen_lonen"), {"maand": "2026-12-01", "reden": " "})
    assert (leeg.status_code, Loonstop.objects.count()) == (422, 0)
    assert "Schrijf op waarom er geen lonen meer komen." in tekst(leeg)
    assert "<title>Fout:" in tekst(leeg)

    for reden in (REDEN, "Nog een keer"):
        zeg(client, reden=reden)
    assert list(Loonstop.objects.values_list("maand", "reden", "wie")) == [(DECEMBER, REDEN, chandra.pk)]


@pytest.mark.parametrize("maand", ["2026-11-01", "2027-01-01", "2026-12-02"])
def test_alleen_van_de_maand_na_de_laatste_lonen_kan_dat(client, chandra, maand):
    client.force_login(chandra)

    assert meldingen(zeg(client, maand=maand)) == ["De lonen zijn intussen veranderd. Kijk welke maand nu mist."]
    assert not Loonstop.objects.exists()


@pytest.mark.parametrize(
    ("dag", "jaar"), [("2026-12-31 10:00", 2026), ("2027-01-10 10:00", 2027), ("2027-01-10 10:00", None)]
)
def test_de_vraag_staat_er_pas_als_de_maand_voorbij_is_en_alleen_bij_zijn_open_jaar(
    client, chandra, time_machine, dag, jaar
):
    time_machine.move_to(dag, tick=False)
    if jaar is None:
        Jaar.objects.filter(jaar=2026).update(status="voorlopig")
    client.force_login(chandra)

    assert adres("geen_lonen", jaar or 2026) not in tekst(client.get(adres("lonen", jaar or 2026)))


def test_wie_meekijkt_leest_het_en_vult_niets_in(client, chandra, bestuurslid):
    client.force_login(chandra)
    zeg(client)
    client.force_login(bestuurslid)

    assert "Geen lonen vanaf december 2026" in tekst(client.get(adres("lonen")))
    assert zeg(client).status_code in (403, 404)


def test_de_bladzijde_blijft_bij_tien_vragen(client, chandra, casa):
    client.force_login(chandra)
    client.get(adres("lonen"))
    for zeg_het in (lambda: None, lambda: zeg(client)):
        zeg_het()
        client.get(adres("lonen"))
        with CaptureQueriesContext(connection) as vragen:
            client.get(adres("lonen"))
        assert len(vragen) == 10
