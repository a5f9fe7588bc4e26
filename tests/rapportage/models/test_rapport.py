"""Which editions a financier sees: the years in whose last settled version its partner stands."""

from datetime import date

import pytest
from django.utils import timezone

from buurtwerkkamer.models import Versie
from buurtwerkkamer.rollen import Rol
from financien.services.versies import kopieer_versie, nieuw_jaar
from kamers.models import Partner
from rapportage.models import Download, Rapport
from tests.fabriek import maak_gebruiker
from tests.rapportage.editiefabriek import maak_editie


@pytest.fixture
def editie(aanbod_2018, chandra):
    return maak_editie(aanbod_2018, chandra)


@pytest.fixture
def farid(aanbod_2018):
    return maak_gebruiker("Farid", Rol.FINANCIER, partner=Partner.objects.get(code="eigen-haard"))


def stel_vast(versie):
    Versie.objects.filter(pk=versie.pk).update(vastgesteld_op=timezone.now())


def afspraak_zonder(aanbod_2018, partner: str) -> Versie:
    """Agree on 2018 without this partner."""
    versie = kopieer_versie(versie=aanbod_2018, soort=Versie.Soort.AFSPRAAK, datum=date(2018, 1, 15))
    bronnen = versie.financieringsbronnen.filter(partner__code=partner)
    for bron in bronnen:
        bron.regels.all().delete()
    bronnen.delete()
    return versie


def gezien(gebruiker):
    return list(Rapport.objects.zichtbaar_voor(gebruiker))


def test_een_financier_ziet_het_jaar_waarin_de_partner_staat_in_een_vraag(editie, farid, django_assert_num_queries):
    gezien(farid)  # the appointments are read once per user
    with django_assert_num_queries(1):
        assert gezien(farid) == [editie]


def test_een_partner_die_niet_meedoet_ziet_niets(editie):
    venzo = maak_gebruiker("Venna", Rol.FINANCIER, partner=Partner.objects.get(code="venzo"))

    assert gezien(venzo) == []
    assert list(Download.objects.zichtbaar_voor(venzo)) == []


def test_wie_alleen_in_een_eerdere_versie_stond_ziet_het_jaar_niet_meer(editie, farid, aanbod_2018):
    stel_vast(afspraak_zonder(aanbod_2018, "eigen-haard"))

    assert gezien(farid) == []


def test_een_versie_die_nog_open_staat_verandert_niet_wat_een_financier_ziet(editie, farid, aanbod_2018):
    afspraak_zonder(aanbod_2018, "eigen-haard")

    assert gezien(farid) == [editie]


def test_een_ander_jaar_zonder_de_partner_blijft_dicht(editie, farid, aanbod_2018, chandra):
    volgend = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28))
    bronnen = volgend.financieringsbronnen.filter(partner__code="eigen-haard")
    for bron in bronnen:
        bron.regels.all().delete()
    bronnen.delete()
    stel_vast(volgend)
    maak_editie(Versie.objects.get(pk=volgend.pk), chandra)

    assert gezien(farid) == [editie]
    assert len(gezien(chandra)) == 2
