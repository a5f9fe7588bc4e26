"""The formula of domain.md §1 with exact values."""

from datetime import UTC, date, datetime
from decimal import Decimal

from buurtwerkkamer.models import Versie
from kamers.models import Indicator, Klus, Soort, Streefwaarde
from kamers.services import tellen
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_klus, maak_soort, maak_versie

DINSDAG = date(2026, 11, 24)


def maak_indicator(code, soort=None, prestatie=""):
    velden = {"prestatie": prestatie or code, "tekst": code, "bewijs": "uniek", "eenheid": "aantal", "norm": "streef"}
    return Indicator.objects.create(code=code, groep="proces", soort=soort, volgorde=int(code[1:]), **velden)


def klaar(kamer, eerste_keer, dag=DINSDAG):
    return maak_klus(kamer, status=Klus.Status.KLAAR, gedaan_op=dag, eerste_keer=eerste_keer)


def test_uniek_per_soort_telt_twee_lessen_van_dezelfde_soort_samen(casa, multibron):
    dinsdag, donderdag = maak_activiteit(casa), maak_activiteit(casa, naam="Leesclub", weekdag=3)
    maak_bijeenkomst(dinsdag, DINSDAG, kwamen_al=0, nieuw=5, nieuw_kamer=3)
    maak_bijeenkomst(donderdag, date(2026, 11, 26), kwamen_al=4, nieuw=2, nieuw_kamer=0)
    maak_bijeenkomst(maak_activiteit(multibron), DINSDAG, nieuw=9)
    soort = maak_soort().pk

    assert tellen.uniek_per_soort_en_kamer(2026) == {(soort, casa.pk): 7, (soort, multibron.pk): 9}


def test_uniek_in_de_kamer_is_nieuw_in_de_kamer_plus_klanten_die_voor_het_eerst_kwamen(casa):
    maak_bijeenkomst(maak_activiteit(casa), DINSDAG, nieuw=5, nieuw_kamer=3)
    for eerste_keer in ("ja", "ja", "nee", "onbekend"):
        klaar(casa, eerste_keer)

    assert tellen.uniek_per_kamer(2026) == {casa.pk: 5}
    assert tellen.klussen_per_kamer(2026) == {casa.pk: 4}


def test_een_ander_jaar_en_wat_niet_doorging_tellen_niet_mee(casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, date(2025, 12, 30), nieuw=8)
    maak_bijeenkomst(les, DINSDAG, status="vervallen", kwamen_al=None, nieuw=None)
    klaar(casa, "ja", dag=date(2025, 12, 31))

    assert tellen.uniek_per_soort_en_kamer(2026) == {}
    assert tellen.uniek_per_kamer(2026) == {}
    assert tellen.klussen_per_kamer(2026) == {}


def test_dit_jaar_samen_zet_bereikt_naast_de_afspraak_die_geldt(casa, multibron, django_assert_num_queries):
    taal, klus = maak_soort("P4", "Taal"), maak_soort("P2", "Klussen", telt=Soort.Telt.KLUSSEN)
    rijen = [maak_indicator("P2", klus), maak_indicator("P4", taal), maak_indicator("P7", prestatie="Totaal uniek")]
    aanbod = maak_versie(2026)
    for indicator, waarde in zip(rijen, (75, 50, 500), strict=True):
        Streefwaarde.objects.create(versie=aanbod, indicator=indicator, kamer=casa, waarde=waarde)
        Streefwaarde.objects.create(versie=aanbod, indicator=indicator, kamer=multibron, waarde=1)
    maak_bijeenkomst(maak_activiteit(casa, soort=taal), DINSDAG, nieuw=47, nieuw_kamer=40)
    maak_bijeenkomst(maak_activiteit(multibron, soort=taal), DINSDAG, nieuw=99)
    klaar(casa, "ja")

    with django_assert_num_queries(1):
        doelen = tellen.doelen(casa, 2026)

    assert [(d.code, d.naam, d.bereikt, d.afspraak) for d in doelen] == [
        ("P2", "Klussen", 1, Decimal(75)),
        ("P4", "Taal", 47, Decimal(50)),
        ("P7", "Totaal uniek", 41, Decimal(500)),
    ]


def test_de_laatste_vastgelegde_afspraak_gaat_voor_een_nieuwer_aanbod(casa):
    maak_indicator("P7")
    afspraak = maak_versie(2026, soort=Versie.Soort.AFSPRAAK, volgnummer=1)
    Streefwaarde.objects.create(versie=afspraak, indicator=Indicator.objects.get(), kamer=casa, waarde=300)
    afspraak.vastgesteld_op = datetime(2026, 1, 5, tzinfo=UTC)
    afspraak.save()
    nieuwer = maak_versie(2026, volgnummer=2)
    Streefwaarde.objects.create(versie=nieuwer, indicator=Indicator.objects.get(), kamer=casa, waarde=999)

    assert tellen.versie_in_jaar(2026) == afspraak
    assert tellen.doelen(casa, 2026)[0].afspraak == 300


def test_zonder_iets_genoteerd_is_er_geen_cijfer_en_geen_nul(casa):
    maak_indicator("P4", maak_soort())

    assert tellen.doelen(casa, 2026)[0].bereikt is None
    assert tellen.doelen(casa, 2026)[0].afspraak is None


def test_een_kamer_apart_telt_hetzelfde_als_alle_kamers_naast_elkaar(casa, multibron):
    taal, klus = maak_soort("P4", "Taal"), maak_soort("P2", "Klussen", telt=Soort.Telt.KLUSSEN)
    maak_indicator("P2", klus), maak_indicator("P4", taal), maak_indicator("P7")
    maak_bijeenkomst(maak_activiteit(casa, soort=taal), DINSDAG, nieuw=47, nieuw_kamer=40)
    klaar(casa, "ja")
    klaar(multibron, "nee")

    naast_elkaar = tellen.doelen_per_kamer([casa, multibron], 2026)

    assert naast_elkaar == [(casa, tellen.doelen(casa, 2026)), (multibron, tellen.doelen(multibron, 2026))]
    assert [d.bereikt for d in naast_elkaar[0][1]] == [1, 47, 41]
    assert [d.bereikt for d in naast_elkaar[1][1]] == [1, 0, 0]
