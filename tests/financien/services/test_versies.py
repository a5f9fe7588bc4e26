"""Versions: copied whole, settled for good, and the start of the next year."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connections, transaction
from django.db.models import Sum

from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.versiecellen import VersieFout
from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Tijdsraming
from financien.services.versies import kopieer_versie, leg_versie_vast, nieuw_jaar
from tests.fabriek import zet_jaar

DAG = date(2018, 2, 1)


def afspraak(versie, **velden):
    return kopieer_versie(versie=versie, soort="afspraak", datum=DAG, akkoord_van="alle partners", **velden)


def totalen(versie):
    return (
        Begrotingsregel.objects.filter(versie=versie).totaal(),
        Financieringsregel.objects.filter(bron__versie=versie).totaal(),
        sum(raming.waarde for raming in Tijdsraming.objects.filter(versie=versie)),
    )


def test_een_nieuwe_versie_heeft_alles_van_de_vorige(aanbod):
    leg_versie_vast(versie=aanbod)

    nieuw = afspraak(aanbod, reden="Na overleg.")

    assert totalen(nieuw) == (Decimal(433044), Decimal(433000), Decimal(375200))
    assert (nieuw.volgnummer, nieuw.soort, nieuw.staat_vast, nieuw.reden) == (2, "afspraak", False, "Na overleg.")
    assert list(Financieringsbron.objects.filter(versie=nieuw).values_list("naam", "soort", "volgorde")) == list(
        Financieringsbron.objects.filter(versie=aanbod).values_list("naam", "soort", "volgorde")
    )


def test_een_nieuwe_versie_begint_pas_als_de_vorige_vastligt(aanbod):
    with pytest.raises(VersieFout, match=r"Er is al een open versie van 2018\. Leg die eerst vast\."):
        afspraak(aanbod)

    assert Versie.objects.count() == 1


def test_een_nieuwe_versie_begint_bij_de_laatste(aanbod):
    leg_versie_vast(versie=aanbod)
    leg_versie_vast(versie=afspraak(aanbod))

    with pytest.raises(VersieFout, match="Er is al een nieuwere versie van 2018"):
        afspraak(aanbod)


def test_na_een_aanbod_komt_geen_wijziging_en_na_een_afspraak_geen_aanbod(aanbod):
    leg_versie_vast(versie=aanbod)
    with pytest.raises(VersieFout, match=r"Na deze versie komt: aanbod of afspraak\."):
        kopieer_versie(versie=aanbod, soort="wijziging", datum=DAG)
    tweede = leg_versie_vast(versie=afspraak(aanbod))
    with pytest.raises(VersieFout, match=r"Na deze versie komt: wijziging\."):
        kopieer_versie(versie=tweede, soort="aanbod", datum=DAG)


def test_een_vastgesteld_jaar_krijgt_geen_versie_meer(aanbod):
    leg_versie_vast(versie=aanbod)
    zet_jaar("vastgesteld")

    with pytest.raises(VersieFout, match=r"2018 is vastgesteld\."):
        afspraak(aanbod)


def test_vastleggen_schrijft_het_moment_en_twee_keer_verandert_niets(aanbod):
    eerste = datetime(2017, 9, 28, 12, tzinfo=UTC)
    leg_versie_vast(versie=aanbod, moment=eerste)
    leg_versie_vast(versie=aanbod)

    aanbod.refresh_from_db()
    assert aanbod.vastgesteld_op == eerste


def test_een_afspraak_zegt_wie_akkoord_ging_en_een_wijziging_ook_waarom(aanbod):
    leg_versie_vast(versie=aanbod)
    zonder = kopieer_versie(versie=aanbod, soort="afspraak", datum=DAG)
    with pytest.raises(VersieFout, match=r"Schrijf eerst op wie akkoord ging\."):
        leg_versie_vast(versie=zonder)
    Versie.objects.filter(pk=zonder.pk).update(akkoord_van="alle partners")
    derde = kopieer_versie(
        versie=leg_versie_vast(versie=zonder), soort="wijziging", datum=DAG, akkoord_van="de gemeente"
    )
    with pytest.raises(VersieFout, match=r"Schrijf eerst op waarom de afspraak verandert\."):
        leg_versie_vast(versie=derde)


@pytest.mark.parametrize("rol", ["default", "eigenaar"])
@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_de_databank_weigert_elke_wijziging_van_een_vaste_versie(vier, rol):
    from tests.financien.aanbod2018 import maak_aanbod_2018  # noqa: PLC0415 - committed, unlike the fixture

    versie = leg_versie_vast(versie=maak_aanbod_2018(vier))
    bron = Financieringsbron.objects.filter(versie=versie).first()
    opdrachten = [
        "UPDATE financien_begrotingsregel SET bedrag = bedrag + 1",
        "DELETE FROM financien_begrotingsregel",
        "UPDATE financien_financieringsregel SET bedrag = bedrag + 1",
        "DELETE FROM financien_financieringsregel",
        "UPDATE financien_financieringsbron SET naam = naam || 'x'",
        "UPDATE financien_tijdsraming SET personen = personen + 1",
        "UPDATE buurtwerkkamer_versie SET vastgesteld_op = NULL",
        "DELETE FROM buurtwerkkamer_versie",
        f"INSERT INTO financien_financieringsbron (versie_id, soort, naam, tekst, raming, volgorde) "
        f"VALUES ({bron.versie_id}, 'fonds', 'x', 'x', false, 99)",
    ]
    for opdracht in opdrachten:
        with pytest.raises(DatabaseError), transaction.atomic(using=rol), connections[rol].cursor() as cursor:
            cursor.execute(opdracht)

    assert totalen(versie) == (Decimal(433044), Decimal(433000), Decimal(375200))


def test_nieuw_jaar_neemt_de_laatste_versie_over_met_indexatie(aanbod, casa):
    nieuw = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 9, 28), indexatie=Decimal("2.5"))

    assert (nieuw.jaar.jaar, nieuw.soort, nieuw.volgnummer) == (2019, "aanbod", 1)
    van_casa = dict(Begrotingsregel.objects.filter(versie=nieuw, kamer=casa).values_list("post__code", "bedrag"))
    assert van_casa["M1"] == Decimal("36347")  # 36.346,50 half up
    assert van_casa["F1"] == Decimal("8918")  # 8.917,50 half up
    assert van_casa["F3"] == Decimal("3000")  # the basis is € 250 a month, which stays
    assert totalen(nieuw)[1:] == (Decimal(433000), Decimal(375200))


def test_nieuw_jaar_kan_ook_de_financiering_indexeren(aanbod):
    nieuw = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=DAG, indexatie=Decimal(10), ook_financiering=True)

    per_bron = dict(
        Financieringsregel.objects.filter(bron__versie=nieuw).values_list("bron__naam").annotate(Sum("bedrag"))
    )
    assert per_bron["Gemeente"] == Decimal(281600)
    assert per_bron["Projecten"] == Decimal(2200)


def test_zonder_indexatie_blijven_de_centen_staan(aanbod):
    Begrotingsregel.objects.filter(post__code="F1").update(bedrag=Decimal("8700.55"))

    nieuw = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=DAG)

    assert set(Begrotingsregel.objects.filter(versie=nieuw, post__code="F1").values_list("bedrag", flat=True)) == {
        Decimal("8700.55")
    }


def test_een_jaar_dat_er_al_is_wordt_niet_nog_eens_gemaakt(aanbod):
    nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=DAG)

    with pytest.raises(VersieFout, match=r"Er is al een begroting van 2019\."):
        nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=DAG, indexatie=Decimal(3))

    assert Versie.objects.filter(jaar__jaar=2019).count() == 1
    assert totalen(Versie.objects.laatste(2019))[0] == Decimal(433044)


def test_nieuw_jaar_laat_kamers_weg_die_dan_gesloten_zijn(aanbod, kg):
    kg.status, kg.gesloten_op = kg.Status.GESLOTEN, date(2018, 12, 31)
    kg.save()

    nieuw = nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=DAG)

    assert totalen(nieuw) == (Decimal(433044 - 114624), Decimal(433000 - 115000), Decimal(375200 - 68700))


@pytest.mark.parametrize("indexatie", ["-25.01", "25.01"])
def test_een_indexatie_boven_25_procent_is_een_vergissing(aanbod, indexatie):
    with pytest.raises(VersieFout, match="Vul een percentage in van −25 tot 25"):
        nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=DAG, indexatie=Decimal(indexatie))


def test_uit_een_jaar_zonder_begroting_komt_geen_nieuw_jaar(db):
    with pytest.raises(VersieFout, match="Er is geen begroting van 2018 om over te nemen"):
        nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=DAG)

    assert not Jaar.objects.exists()
