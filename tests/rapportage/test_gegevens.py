"""The reference rows and the offer of 2018."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import Sum

from buurtwerkkamer.models import Cooperatie, Versie
from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Kostenpost, Tijdsraming
from kamers.models import (
    Buurt,
    Corporatieproduct,
    Indicator,
    Kamer,
    Partner,
    Soort,
    Streefwaarde,
    Tariefsoort,
    Uurtarief,
    Werkgebied,
)
from rapportage.gegevens import laad_aanbod_2018, laad_basis
from rapportage.gegevens.lezen import KAMERS, lees

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanbod():
    laad_basis()
    return laad_aanbod_2018()


def rijen_per_tabel():
    eigen = ("buurtwerkkamer", "kamers", "vrijwilligers", "financien", "rapportage")
    modellen = [model for model in apps.get_models() if model._meta.app_label in eigen]
    return {model._meta.label: model._default_manager.count() for model in modellen}


def test_het_aanbod_heeft_precies_de_rijen_van_het_document(aanbod):
    modellen = [Kamer, Soort, Corporatieproduct, Indicator, Streefwaarde, Kostenpost, Begrotingsregel]
    modellen += [Financieringsbron, Financieringsregel, Tijdsraming]

    assert [model.objects.count() for model in modellen] == [4, 6, 7, 24, 96, 11, 44, 10, 40, 8]


def test_een_tweede_keer_laden_verandert_niets(aanbod):
    eerst = rijen_per_tabel()

    laad_basis()
    assert laad_aanbod_2018() == aanbod

    assert rijen_per_tabel() == eerst


def test_laden_verandert_niet_wat_iemand_heeft_aangepast(aanbod):
    Kamer.objects.filter(code="kg").update(naam="Onze kamer")
    Cooperatie.objects.update(plaats="Amsterdam")

    laad_basis()
    laad_aanbod_2018()

    assert Kamer.objects.get(code="kg").naam == "Onze kamer"
    assert Cooperatie.objects.get().plaats == "Amsterdam"


def test_het_aanbod_is_van_28_september_2017_en_staat_vast(aanbod):
    assert (aanbod.jaar.jaar, aanbod.soort, aanbod.datum) == (2018, Versie.Soort.AANBOD, date(2017, 9, 28))
    assert not aanbod.jaar.fictief
    with pytest.raises(DatabaseError, match="staat vast"), transaction.atomic():
        Begrotingsregel.objects.update(bedrag=1)


@pytest.mark.parametrize("rij", lees("begroting-2018"), ids=lambda rij: rij["code"])
def test_elke_begrotingspost_telt_op_tot_het_gedrukte_totaal(aanbod, rij):
    regels = Begrotingsregel.objects.filter(post__code=rij["code"])

    assert list(regels.order_by("kamer__volgorde").values_list("bedrag", flat=True)) == [int(rij[k]) for k in KAMERS]
    assert regels.totaal() == int(rij["totaal"])
    assert {regel.post.tekst for regel in regels.select_related("post")} == {rij["tekst"]}


@pytest.mark.parametrize("rij", lees("financiering-2018"), ids=lambda rij: rij["financier"])
def test_elke_financier_telt_op_tot_het_gedrukte_totaal(aanbod, rij):
    regels = Financieringsregel.objects.filter(bron__naam=rij["financier"])

    assert list(regels.order_by("kamer__volgorde").values_list("bedrag", flat=True)) == [int(rij[k]) for k in KAMERS]
    assert regels.totaal() == int(rij["totaal"])


def test_de_gedrukte_eindtotalen_komen_terug(aanbod):
    def per_kamer(model):
        return [model.objects.filter(kamer__code=code).totaal() for code in KAMERS]

    kosten, dekking = per_kamer(Begrotingsregel), per_kamer(Financieringsregel)

    assert kosten == [106680, 111084, 100656, 114624]
    assert (sum(kosten), sum(dekking)) == (433044, 433000)
    assert [d - k for d, k in zip(dekking, kosten, strict=True)] == [-680, 416, -156, 376]


def test_de_uren_en_hun_waarde_komen_terug(aanbod):
    per_soort = {soort: Tijdsraming.objects.filter(wie=soort) for soort in Tariefsoort}

    assert sum(raming.uren for raming in per_soort[Tariefsoort.BEWONER]) == 30000
    assert sum(raming.waarde for raming in per_soort[Tariefsoort.BEWONER]) == Decimal("301200.00")
    assert sum(raming.waarde for raming in per_soort[Tariefsoort.MEDEWERKER]) == Decimal("74000.00")


def test_streefwaarden_hebben_hun_eigen_vorm(aanbod):
    def cel(indicator, kamer):
        gevonden = Streefwaarde.objects.get(indicator__code=indicator, kamer__code=kamer)
        return gevonden.waarde, gevonden.op_aangemeld, gevonden.woord, gevonden.reden

    assert cel("O4", "kg") == (None, None, "", "Nog niet")
    assert cel("O7", "kg") == (5, 10, "", "")
    assert cel("I2", "cjm") == (None, None, "positief", "")
    assert cel("I1", "multibron") == (0, None, "", "")
    assert cel("E4", "handreiking") == (5, None, "", "")


def test_de_som_van_de_unieke_streefcijfers_is_die_van_het_document(aanbod):
    totaal = Streefwaarde.objects.filter(indicator__code="P7").aggregate(som=Sum("waarde"))["som"]

    assert totaal == 1250


def test_zes_soorten_hebben_een_indicator_en_alleen_klussen_telt_klussen(aanbod):
    soorten = list(Soort.objects.values_list("indicator__code", "kort", "telt"))

    assert soorten == [
        ("P1", "Ontmoeting", "uniek"),
        ("P2", "Klussen", "klussen"),
        ("P3", "Computer", "uniek"),
        ("P4", "Taal", "uniek"),
        ("P5", "Formulieren", "uniek"),
        ("P6", "Schulden", "uniek"),
    ]
    assert Indicator.objects.get(code="P7").soort is None


def test_kamers_staan_op_volgorde_met_deur_en_afkorting(aanbod):
    kamers = list(Kamer.objects.values_list("code", "afkorting", "deurkleur", "status"))

    assert kamers == [
        ("cjm", "CJM", 1, "open"),
        ("multibron", "MB", 2, "open"),
        ("handreiking", "DH", 3, "open"),
        ("kg", "KG", 4, "gezocht"),
    ]
    assert Kamer.objects.get(code="cjm").naam_taal == "srn"
    assert [kamer.start_in_woorden for kamer in Kamer.objects.all()] == [
        "03-2011",
        "02-2013",
        "03-2014",
        "direct begin 2018",
    ]


def test_werkgebied_van_multibron_is_vooral_venserpolder_en_ook_drie_buurten(aanbod):
    gebieden = Werkgebied.objects.filter(kamer__code="multibron").order_by("-soort", "volgorde")

    assert list(gebieden.values_list("soort", "buurt__naam")) == [
        ("vooral", "Venserpolder"),
        ("ook", "D-buurt"),
        ("ook", "E-buurt"),
        ("ook", "F-buurt"),
    ]
    assert Buurt.objects.filter(werkgebieden__isnull=False).count() == 10


def test_een_bron_met_een_partner_wijst_ernaar_en_de_teruggaaf_is_een_raming(aanbod):
    bronnen = list(Financieringsbron.objects.values_list("partner__code", "raming"))

    assert bronnen == [
        ("gemeente", False),
        ("wpi", False),
        ("rochdale", False),
        ("eigen-haard", False),
        ("stadgenoot", False),
        ("ymere", False),
        (None, False),
        (None, False),
        ("belastingdienst", True),
        (None, False),
    ]


def test_elke_kamer_heeft_bewoners_die_tekenen(aanbod):
    bewoners = Partner.objects.filter(soort=Partner.Soort.BEWONERSVERENIGING)

    assert set(bewoners.values_list("kamer__code", flat=True)) == set(KAMERS)
    assert set(Partner.objects.exclude(soort=Partner.Soort.BEWONERSVERENIGING).values_list("kamer", flat=True)) == {
        None
    }


def test_een_partner_houdt_zijn_oude_namen(aanbod):
    namen = Partner.objects.get(code="wpi").namen.order_by("vanaf")

    assert [naam.naam for naam in namen] == ["DWI", "Amsterdam Werk en Re-integratie (WPI)"]


def test_het_tarief_van_2018_is_dat_van_juli_2017(aanbod):
    tarief = Uurtarief.objects.get(soort=Tariefsoort.BEWONER, vanaf=date(2017, 7, 1))

    assert tarief.bedrag == Decimal("10.04")
    assert tarief.bron == "wettelijk minimumloon per 1 juli 2017, werkweek van 36 uur"
    assert set(Tijdsraming.objects.values_list("wie", "tarief")) == {
        ("bewoner", Decimal("10.04")),
        ("medewerker", Decimal("37.00")),
    }


def test_van_de_cooperatie_staat_er_alleen_wat_het_document_zegt(aanbod):
    cooperatie = Cooperatie.objects.get()

    assert (cooperatie.naam, cooperatie.website) == ("BuurtWerkKamer Coöperatie", "www.buurtwerkkamer.nl")
    assert cooperatie.doel.startswith("Het met, voor en door buurtbewoners en buurtondernemers")
    leeg = (cooperatie.adres, cooperatie.postcode, cooperatie.kvk, cooperatie.iban, cooperatie.email)
    assert set(leeg) == {""}
