"""Filling an empty database with fictional years, by hand and by command."""

from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum

from buurtwerkkamer.models import Gebruiker, Versie
from financien.models import Begrotingsregel
from kamers.models import Bijeenkomst, Inzet, Kamer, Klus
from rapportage.demo.logins import wachtwoord
from rapportage.demo.plan import feestdagen, rooster
from rapportage.demo.vullen import DemoFout, vul_demo
from rapportage.gegevens import laad_aanbod_2018

pytestmark = pytest.mark.django_db
TOT = date(2021, 3, 11)  # a Thursday
GENOTEERD = Bijeenkomst.Status.GENOTEERD


def rijen_per_tabel():
    eigen = ("buurtwerkkamer", "kamers", "vrijwilligers", "financien", "rapportage")
    modellen = [model for model in apps.get_models() if model._meta.app_label in eigen]
    return {model._meta.label: model._default_manager.count() for model in modellen}


def dagelijks_leven(tot: date):
    """Everything logged before a day, without ids and moments."""
    keren = Bijeenkomst.objects.filter(dag__lt=tot)
    velden = ("kamer__code", "naam", "begin", "dag", "status", "reden", "kwamen_al", "nieuw_soort", "nieuw_kamer")
    inzet = Inzet.objects.filter(dag__lt=tot, bijeenkomst__isnull=False)
    van_wie = ("kamer__code", "persoon__voornaam", "dag", "bijeenkomst__naam", "bijeenkomst__begin", "uren")
    klussen = Klus.objects.filter(gedaan_op__lt=tot)
    return (
        sorted(map(str, keren.values_list(*velden))),
        sorted(map(str, inzet.values_list(*van_wie))),
        sorted(map(str, klussen.values_list("kamer__code", "gevraagd_op", "gedaan_op", "eerste_keer", "product"))),
    )


def vul_en_vergeet(tot: date, kijk_tot: date):
    with transaction.atomic():
        vul_demo(jaren=1, tot=tot)
        gezien = dagelijks_leven(kijk_tot)
        transaction.set_rollback(True)
    return gezien


def test_hetzelfde_zaad_geeft_dezelfde_rijen():
    eerst, daarna = (vul_en_vergeet(TOT, TOT) for _keer in range(2))

    assert [len(rijen) > 20 for rijen in eerst] == [True, True, True]
    assert eerst[0] == daarna[0]
    assert eerst[1] == daarna[1]


def test_een_latere_dag_van_vullen_verandert_het_verleden_niet():
    vast = TOT - timedelta(days=20)  # the last days partly wait to be logged, and reports wait ten days

    assert vul_en_vergeet(TOT, vast)[0] == vul_en_vergeet(TOT + timedelta(days=9), vast)[0]


def test_een_database_met_iets_anders_erin_wordt_geweigerd():
    laad_aanbod_2018()
    eerst = rijen_per_tabel()

    with pytest.raises(DemoFout, match="Deze database is niet leeg"):
        vul_demo(tot=TOT)

    assert rijen_per_tabel() == eerst


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ({"kamers": 3}, "Kies 4 tot en met 999 kamers."),
        ({"kamers": 1000}, "Kies 4 tot en met 999 kamers."),
        ({"jaren": 0}, "Kies 1 of meer jaren, alle na 2018."),
        ({"jaren": 4}, "Kies 1 of meer jaren, alle na 2018."),
    ],
)
def test_een_onmogelijke_vraag_krijgt_een_zin(vraag, zin):
    with pytest.raises(DemoFout, match=zin):
        vul_demo(**{"tot": TOT, **vraag})

    assert not Kamer.objects.exists()


@pytest.mark.parametrize("weekdag", range(7))
def test_elke_dag_van_de_week_heeft_werk(weekdag):
    per_kamer = {code: {vast.weekdag for vast in rooster(code)} for code in ("cjm", "multibron", "handreiking", "kg")}

    assert sum(weekdag in dagen for dagen in per_kamer.values()) >= 3
    assert [len(rooster(code)) for code in per_kamer] == [13, 10, 11, 8]


def test_feestdagen_schuiven_mee_met_pasen_en_koningsdag_valt_nooit_op_zondag():
    assert {date(2025, 4, 21), date(2025, 4, 26), date(2025, 5, 29), date(2025, 6, 9)} <= feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)


def test_meer_kamers_krijgen_elk_hun_eigen_leven_en_begroting():
    vul_demo(kamers=6, jaren=1, tot=date(2021, 1, 20))

    zes = Kamer.objects.get(code="demokamer-6")
    assert (zes.naam, zes.afkorting, zes.deurkleur) == ("Demokamer 6", "D6", 6)
    assert Kamer.objects.count() == 6
    assert Bijeenkomst.objects.filter(kamer=zes, status=GENOTEERD).exists()
    versie = Versie.objects.laatste(2021)
    per_kamer = Begrotingsregel.objects.filter(versie=versie).values_list("kamer__code").annotate(Sum("bedrag"))
    assert dict(per_kamer)["demokamer-6"] == dict(per_kamer)["multibron"]
    assert Begrotingsregel.objects.filter(versie__jaar__jaar=2018).values("kamer").distinct().count() == 4


@time_machine.travel("2021-01-20 12:00")
def test_het_commando_vult_en_toont_de_logins_ook_de_tweede_keer(capsys):
    call_command("demo", "--jaren", "1")
    eerst = capsys.readouterr().out
    call_command("demo", "--jaren", "1")
    daarna = capsys.readouterr().out

    assert "Fictieve gegevens toegevoegd: 4 kamers" in eerst
    assert "aanbod 2018, editie 1 vastgelegd" in eerst
    assert daarna.startswith("De voorbeeldgegevens staan er al. Er verandert niets.\n")
    for uitvoer in (eerst, daarna):
        assert "coordinator.cjm@voorbeeld.invalid" in uitvoer
        assert wachtwoord() in uitvoer


@time_machine.travel("2021-01-20 12:00")
def test_het_commando_weigert_een_dag_die_nog_moet_komen():
    with pytest.raises(CommandError, match="Deze dag moet nog komen"):
        call_command("demo", "--tot", "2021-01-21")
    assert not Kamer.objects.exists()


def test_het_commando_zegt_hoe_je_een_dag_schrijft():
    with pytest.raises(CommandError, match="Schrijf de dag als JJJJ-MM-DD"):
        call_command("demo", "--tot", "morgen")


def test_op_een_productiesite_komen_geen_voorbeeldgegevens(settings):
    settings.PRODUCTIE = True

    with pytest.raises(CommandError, match="productiesite"):
        call_command("demo")
    assert not Gebruiker.objects.exists()
