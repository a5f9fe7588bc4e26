"""A demonstration year up to today: what waits, what is open and who is there."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db.models import F

from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import RECHTEN, Rol, rollen_van
from kamers.models import Activiteit, Bijeenkomst, Inzet, Kamer, Klus, Persoon, Roosterplek
from kamers.services.wissen import Gewist, wis_teksten
from rapportage.demo.edities import leg_rapporten_vast
from rapportage.demo.logins import logins, wachtwoord
from rapportage.demo.plan import VOORNAMEN
from rapportage.demo.vullen import vul_demo
from rapportage.inhoud import jaarverslag
from rapportage.models import Meting, Rapport
from vrijwilligers.models import Vrijwilliger

pytestmark = pytest.mark.django_db
TOT = date(2021, 3, 11)  # a Thursday
GENOTEERD = Bijeenkomst.Status.GENOTEERD


@pytest.fixture(scope="module")
def demo(blijvend):
    return vul_demo(jaren=1, tot=TOT)


def rijen_per_tabel():
    eigen = ("buurtwerkkamer", "kamers", "vrijwilligers", "financien", "rapportage")
    modellen = [model for model in apps.get_models() if model._meta.app_label in eigen]
    return {model._meta.label: model._default_manager.count() for model in modellen}


def test_een_tweede_keer_verandert_niets(demo):
    eerst = rijen_per_tabel()

    assert vul_demo(jaren=2, kamers=6, tot=TOT) is None

    assert rijen_per_tabel() == eerst


def test_waar_kinderen_komen_staat_dat_op_het_rooster_en_een_inloop_is_de_hele_dag_open(demo):
    assert list(Activiteit.objects.filter(met_kinderen=True).values_list("naam", flat=True)) == ["Huiswerkbegeleiding"]
    assert Activiteit.objects.filter(hele_dag=True).count() == 4
    assert not Bijeenkomst.objects.filter(activiteit__met_kinderen=True, status=GENOTEERD, kinderen=None).exists()


def test_wie_hielp_stond_die_dag_op_het_rooster(demo):
    for inzet in Inzet.objects.filter(bijeenkomst__isnull=False).select_related("bijeenkomst"):
        plek = Roosterplek.objects.op(inzet.dag).get(
            activiteit=inzet.bijeenkomst.activiteit_id, persoon=inzet.persoon_id
        )
        assert inzet.dag == inzet.bijeenkomst.dag
        assert inzet.kamer_id == inzet.bijeenkomst.kamer_id
        assert plek.uren - 1 <= inzet.uren <= plek.uren + Decimal("0.5")
    assert not Inzet.objects.filter(bijeenkomst__status=Bijeenkomst.Status.VERVALLEN).exists()


def test_er_staat_niets_in_de_toekomst_en_vandaag_is_nog_niet_genoteerd(demo):
    assert not Bijeenkomst.objects.filter(dag__gte=TOT).exists()
    assert not Inzet.objects.filter(dag__gte=TOT).exists()
    assert not Inzet.objects.filter(gemeld_op__date__gte=TOT).exists()
    assert not Klus.objects.filter(gevraagd_op__gte=TOT).exists()
    assert not Klus.objects.filter(gedaan_op__gte=TOT).exists()
    assert not Persoon.objects.filter(sinds__gte=TOT).exists()
    assert not Vrijwilliger.objects.filter(overeenkomst_op__gte=TOT).exists()
    assert not Meting.objects.filter(datum__gte=TOT).exists()


def test_van_de_laatste_dagen_wacht_een_deel_op_noteren(demo):
    laatste = [TOT - timedelta(days=terug) for terug in range(1, 5)]
    gepland = sum(Activiteit.objects.op_dag(dag).count() for dag in laatste)

    assert 0 < Bijeenkomst.objects.filter(dag__in=laatste).count() < gepland
    assert Activiteit.objects.op_dag(TOT).count() == 6


def test_elke_kamer_heeft_vandaag_klussen_en_een_klus_zonder_afspraak(demo):
    for kamer in Kamer.objects.all():
        assert Klus.objects.filter(kamer=kamer, status=Klus.Status.GEPLAND, afspraak=TOT).count() >= 2
        assert Klus.objects.filter(kamer=kamer, status=Klus.Status.GEVRAAGD, afspraak=None).exists()


def test_open_klussen_van_een_kamer_hebben_elk_een_eigen_tekst(demo):
    for kamer in Kamer.objects.all():
        open_ = Klus.objects.filter(kamer=kamer, status__in=[Klus.Status.GEVRAAGD, Klus.Status.GEPLAND])
        teksten = list(open_.values_list("omschrijving", flat=True))
        assert 3 <= len(teksten) == len(set(teksten)), kamer


def test_de_tekst_van_een_klus_is_na_dertig_dagen_weg(demo):
    oud = Klus.objects.filter(afgehandeld_op__lte=TOT - timedelta(days=30))

    assert oud.exists()
    assert not oud.exclude(straat="", omschrijving="", reden="", gewist_op__isnull=False).exists()
    assert wis_teksten(TOT) == Gewist(klussen=0, verzoeken=0)


def test_elke_kamer_heeft_iets_dat_wacht_en_doorverwijzingen_als_getal(demo):
    for kamer in Kamer.objects.all():
        assert kamer.verzoeken.open().count() == 2, kamer
        assert kamer.verzoeken.exclude(werd="").count() == 1, kamer
        assert kamer.doorverwijzingen.filter(dag__lt=TOT).count() >= 5, kamer


def test_vrijwilligers_hebben_alleen_een_voornaam_en_in_een_kamer_elk_een_eigen(demo):
    for kamer in Kamer.objects.all():
        namen = list(kamer.personen.values_list("voornaam", flat=True))
        assert len(namen) == len(set(namen)) > 10
    assert not Vrijwilliger.objects.exclude(achternaam="", telefoon="", email="").exists()


def test_elke_kamer_heeft_een_betaalde_kracht_wiens_uren_bij_de_medewerkers_staan(demo):
    betaald = Persoon.objects.filter(betaald_vanaf__isnull=False)

    assert sorted(betaald.values_list("kamers__code", flat=True)) == ["cjm", "handreiking", "kg", "multibron"]
    assert set(Inzet.objects.filter(persoon__in=betaald).values_list("tariefsoort", flat=True)) == {"medewerker"}
    assert set(Inzet.objects.exclude(persoon__in=betaald).values_list("tariefsoort", flat=True)) == {"bewoner"}
    gedaan = jaarverslag(TOT.year).uren.rijen[1].gedane_uren
    assert len(gedaan) == 4
    assert all(uren is None or uren > 0 for uren in gedaan)
    assert any(gedaan)


def test_meldingen_van_vrijwilligers_zijn_er_in_elke_soort(demo):
    gemeld = Inzet.objects.filter(gemeld_uren__isnull=False)

    assert gemeld.filter(gemeld_uren=F("uren"), beoordeeld_op=None).exists()
    assert gemeld.filter(beoordeeld_op__isnull=False).exists()
    assert Inzet.objects.wacht_op_goedkeuring().filter(kamer__code="cjm").exists()


def test_er_is_een_login_per_rol_met_een_bladzijde_en_het_wachtwoord_werkt(demo):
    rollen = {rol for houders in RECHTEN.values() for rol in houders}

    assert [login.rol for login in logins()] == [str(rol.label) for rol in Rol if rol in rollen]
    for login in logins():
        gebruiker = authenticate(username=login.aanmeldnaam, password=login.wachtwoord)
        assert gebruiker is not None, login
        assert [str(rol.label) for rol in rollen_van(gebruiker)] == [login.rol]
        voornaam, merk = login.naam.split(" ", 1)
        assert voornaam in VOORNAMEN
        assert merk == "(demonstratie)"


def test_een_veranderd_wachtwoord_wordt_niet_als_het_oude_getoond(demo):
    penningmeester = Gebruiker.objects.get(aanmeldnaam="penningmeester@voorbeeld.invalid")
    penningmeester.set_password("een heel ander wachtwoord")
    penningmeester.save()

    getoond = {login.aanmeldnaam: login.wachtwoord for login in logins()}
    assert getoond["penningmeester@voorbeeld.invalid"] == ""
    assert getoond["bestuur@voorbeeld.invalid"] == wachtwoord()


def test_de_vrijwilliger_met_een_login_heeft_een_dienst_die_nog_niet_gemeld_is(demo):
    gebruiker = Gebruiker.objects.get(aanmeldnaam="vrijwilliger-casa")

    diensten = Inzet.objects.zichtbaar_voor(gebruiker)
    assert diensten.filter(gemeld_op=None, dag__gte=TOT - timedelta(days=14)).exists()
    assert gebruiker.vrijwilliger.persoon.voornaam == "Fatima"


def test_met_heel_veel_kamers_ligt_er_geen_rapport_vast(demo):
    regels = []

    assert leg_rapporten_vast(regels.append, hoogstens=3) == []

    assert regels == ["Met meer dan 3 kamers worden er geen rapporten vastgelegd."]
    assert not Rapport.objects.exists()
