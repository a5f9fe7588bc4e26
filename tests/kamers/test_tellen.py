"""The formula of domain.md §1 with exact values."""

from datetime import UTC, date, datetime
from decimal import Decimal

from buurtwerkkamer.models import Versie
from kamers.models import AlGeteld, Indicator, Klus, Soort, Streefwaarde
from kamers.services import tellen
from kamers.services.tellen import Aantal
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_klus, maak_persoon, maak_soort, maak_versie

DINSDAG = date(2026, 11, 24)
DONDERDAG = date(2026, 11, 26)


def lessen(kamer):
    """Two lessons of one kind, and the drop-in."""
    praten = maak_activiteit(kamer, naam="Praten", weekdag=3)
    return maak_activiteit(kamer), praten, maak_activiteit(kamer, "Inloop", maak_soort("P1", "Ontmoeting"), weekdag=3)


def maak_indicator(code, soort=None, prestatie=""):
    velden = {"prestatie": prestatie or code, "tekst": code, "bewijs": "uniek", "eenheid": "aantal", "norm": "streef"}
    return Indicator.objects.create(code=code, groep="proces", soort=soort, volgorde=int(code[1:]), **velden)


def klaar(kamer, eerste_keer, dag=DINSDAG):
    return maak_klus(kamer, status=Klus.Status.KLAAR, gedaan_op=dag, eerste_keer=eerste_keer)


def bereikt(jaar=2026):
    return tellen.bereikt_per_kamer(jaar)


def test_uniek_per_soort_telt_twee_lessen_van_dezelfde_soort_samen(casa, multibron):
    dinsdag, donderdag = maak_activiteit(casa), maak_activiteit(casa, naam="Leesclub", weekdag=3)
    maak_bijeenkomst(dinsdag, DINSDAG, kwamen_al=0, nieuw=5, nieuw_kamer=3)
    maak_bijeenkomst(donderdag, DONDERDAG, kwamen_al=4, nieuw=2, nieuw_kamer=0)
    maak_bijeenkomst(maak_activiteit(multibron), DINSDAG, nieuw=9)
    taal = maak_soort().pk

    assert bereikt() == {casa.pk: {taal: 7, "kamer": 3}, multibron.pk: {taal: 9, "kamer": 9}}


def test_uniek_in_de_kamer_is_nieuw_in_de_kamer_plus_klanten_die_voor_het_eerst_kwamen(casa):
    maak_bijeenkomst(maak_activiteit(casa), DINSDAG, nieuw=5, nieuw_kamer=3)
    for eerste_keer in ("ja", "ja", "nee", "onbekend"):
        klaar(casa, eerste_keer)

    assert bereikt() == {casa.pk: {maak_soort().pk: 5, "kamer": 5, "klussen": 4}}


def test_een_ander_jaar_en_wat_niet_doorging_tellen_niet_mee(casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, date(2025, 12, 30), nieuw=8)
    maak_bijeenkomst(les, DINSDAG, status="vervallen", kwamen_al=None, nieuw=None)
    klaar(casa, "ja", dag=date(2025, 12, 31))

    assert bereikt() == {}


def test_wie_met_een_pas_komt_telt_een_keer_per_soort_en_een_keer_in_de_kamer(casa):
    taal, praten, inloop = lessen(casa)
    fatima, gifty = maak_persoon("Fatima", casa), maak_persoon("Gifty", casa)
    maak_bijeenkomst(taal, DINSDAG, namen=[fatima, gifty])
    maak_bijeenkomst(praten, DONDERDAG, namen=[fatima])
    maak_bijeenkomst(inloop, DONDERDAG, namen=[fatima], nieuw=6, nieuw_kamer=4)

    telling = tellen.telling(2026)

    assert telling.per_kamer == {
        casa.pk: {taal.soort_id: Aantal(2, 0), inloop.soort_id: Aantal(1, 6), "kamer": Aantal(2, 4)}
    }
    assert telling.cooperatie == Aantal(2, 4)


def test_wie_al_geteld_was_voor_de_pas_er_kwam_telt_niet_nog_eens(casa):
    taal, _praten, inloop = lessen(casa)
    fatima = maak_persoon("Fatima", casa)
    maak_bijeenkomst(taal, DINSDAG, nieuw=1)
    for soort in (taal.soort, None):
        AlGeteld.objects.create(persoon=fatima, kamer=casa, jaar=2026, soort=soort)
    maak_bijeenkomst(taal, date(2026, 12, 1), namen=[fatima])
    maak_bijeenkomst(inloop, date(2026, 12, 1), namen=[fatima])
    maak_bijeenkomst(taal, date(2027, 1, 5), namen=[fatima])

    assert tellen.telling(2026).per_kamer[casa.pk] == {
        taal.soort_id: Aantal(0, 1),
        inloop.soort_id: Aantal(1, 0),
        "kamer": Aantal(0, 1),
    }
    assert tellen.telling(2026).cooperatie == Aantal(0, 1)
    assert tellen.telling(2027).cooperatie == Aantal(1, 0)


def test_wie_met_een_pas_in_twee_kamers_komt_is_voor_de_cooperatie_een_mens(casa, multibron):
    fatima = maak_persoon("Fatima", casa, multibron)
    for kamer in (casa, multibron):
        maak_bijeenkomst(maak_activiteit(kamer), DINSDAG, namen=[fatima], nieuw=3)

    telling = tellen.telling(2026)

    assert [telling.per_kamer[kamer.pk]["kamer"] for kamer in (casa, multibron)] == [Aantal(1, 3), Aantal(1, 3)]
    assert telling.cooperatie == Aantal(1, 6)


def test_de_oefenkamer_telt_nergens_mee_maar_ziet_zijn_eigen_cijfers(casa, multibron):
    maak_indicator("P7")
    maak_bijeenkomst(maak_activiteit(multibron), DINSDAG, namen=[maak_persoon("Fatima", multibron)], nieuw=2)
    klaar(multibron, "ja")
    multibron.oefenkamer = True
    multibron.save()

    assert tellen.telling(2026) == tellen.Telling({}, None)
    assert [d.bereikt for d in tellen.doelen(multibron, 2026)] == [4]


def test_de_brug_zegt_hoeveel_mensen_er_achter_de_soorten_staan(casa):
    taal, _praten, inloop = lessen(casa)
    for nummer, soort in (("P1", inloop.soort), ("P4", taal.soort), ("P7", None)):
        maak_indicator(nummer, soort)
    fatima = maak_persoon("Fatima", casa)
    for les in (taal, inloop):
        maak_bijeenkomst(les, DINSDAG, namen=[fatima], nieuw=3, nieuw_kamer=3 if les == taal else 1)

    doelen = tellen.doelen(casa, 2026)

    assert [(d.code, d.bereikt, d.op_naam) for d in doelen] == [("P1", 4, 1), ("P4", 4, 1), ("P7", 5, 1)]
    assert tellen.brug(doelen) == (8, 5)


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
