"""Payments: two people, one open order per invoice, a file that is right to the cent, and the bank that says paid."""

import io
from datetime import date
from decimal import Decimal
from functools import cache
from threading import Barrier
from uuid import uuid4
from xml.etree import ElementTree

import pytest
import sepaxml
import xmlschema
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.models import QuerySet
from lxml.etree import DocumentInvalid

from buurtwerkkamer.models import Bestand, Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankrekening, Betaalopdracht, Betaalregel, Boekstuk, Opdrachtdaad
from financien.services import opdrachten
from financien.services.betalen import betaald, openstaande_facturen, te_betalen, zet_rekening
from financien.services.boeken import keer_om
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import keur_goed, meld_verzonden, stop
from financien.services.sepa import Overboeking, lees_iban, maak_sepa
from tests.fabriek import geef_rol, maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import ANDER_IBAN, DAG, IBAN, ONZE_IBAN, deel, klaar, leverancier, maak_betaalbaar
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

NS = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"
XSD = cache(lambda: xmlschema.XMLSchema(f"{sepaxml.__path__[0]}/schemas/pain.001.001.09.xsd"))  # not our own reader


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


@pytest.fixture
def twee(db, casa, chandra, eva):
    """Two invoices to pay: 121,10 and 0,07."""
    begin_boeken(2026)
    een = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    return [een, maak_betaalbaar(chandra, eva, deel("4120", "0.07", casa), nummer="Ré&<13>")]


def lees(inhoud: bytes) -> list[tuple]:
    """Read the payments back, as the bank does."""
    XSD().validate(io.BytesIO(inhoud))
    return [
        (
            deel.findtext(f".//{NS}Cdtr/{NS}Nm"),
            deel.findtext(f".//{NS}CdtrAcct//{NS}IBAN"),
            Decimal(deel.findtext(f".//{NS}InstdAmt")),
            deel.findtext(f".//{NS}Ustrd"),
            deel.findtext(f".//{NS}EndToEndId"),
        )
        for deel in ElementTree.fromstring(inhoud).iter(f"{NS}CdtTrfTxInf")
    ]


def test_het_bestand_klopt_met_het_schema_en_op_de_cent(twee, chandra):
    opdracht = klaar(twee, chandra)

    inhoud = bytes(opdracht.bestand.inhoud)
    kenmerken = [f"BWK-{opdracht.sleutel.hex[:10]}-{factuur.pk}" for factuur in twee]
    assert lees(inhoud) == [
        ("Stroom BV", IBAN, Decimal("121.10"), "Factuur F-12", kenmerken[0]),
        ("Stroom BV", IBAN, Decimal("0.07"), "Factuur Re&<13>", kenmerken[1]),
    ]
    boom = ElementTree.fromstring(inhoud)
    assert boom.findtext(f".//{NS}GrpHdr/{NS}CtrlSum") == "121.17"
    assert {deel.text for deel in boom.iter(f"{NS}BtchBookg")} == {"false"}
    assert {deel.findtext(f".//{NS}IBAN") for deel in boom.iter(f"{NS}DbtrAcct")} == {ONZE_IBAN}
    assert {deel.text for deel in boom.iter(f"{NS}Dt")} == {"2026-03-25"}
    assert not list(boom.iter(f"{NS}PstlAdr"))
    assert (opdracht.aantal, opdracht.totaal) == (2, Decimal("121.17"))


@pytest.mark.parametrize("bedrag", ["0.01", "0.10", "1.00", "19.99", "1234567.89", "99999999.99"])
def test_elk_bedrag_komt_tot_de_cent_terug(bedrag):
    over = Overboeking("Stroom BV", IBAN, Decimal(bedrag), "x", "K1")

    inhoud = maak_sepa(naam="Wij", iban=ONZE_IBAN, uitvoeren_op=DAG, overboekingen=[over])

    assert lees(inhoud)[0][2] == Decimal(bedrag)


def test_wat_niet_in_het_schema_past_wordt_geen_bestand():
    over = Overboeking("Stroom BV", IBAN, Decimal(1), "x", "K" * 36)

    with pytest.raises(DocumentInvalid, match="maximum length of '35'"):
        maak_sepa(naam="Wij", iban=ONZE_IBAN, uitvoeren_op=DAG, overboekingen=[over])


@pytest.mark.parametrize("tekst", ["NL91ABNA0417164301", "NL91", "", "XX00", "12345678"])
def test_een_iban_dat_niet_klopt_wordt_geweigerd(tekst, db, chandra):
    with pytest.raises(ValueError, match="no IBAN"):
        lees_iban(tekst)
    with pytest.raises(FactuurFout, match="Dit IBAN klopt niet"):
        zet_rekening(partner=leverancier(), iban=tekst, tenaamstelling="x", gebruiker=chandra)


def test_een_nieuw_rekeningnummer_is_een_nieuwe_rij_en_valt_dertig_dagen_op(db, chandra, time_machine):
    vast = {"partner": leverancier(), "tenaamstelling": "Stroom BV", "gebruiker": chandra}
    eerste = zet_rekening(iban=IBAN, **vast)
    assert zet_rekening(iban="nl91 abna 0417 1643 00", **vast) == eerste

    tweede = zet_rekening(iban=ANDER_IBAN, **vast)

    assert (tweede.vervangt, Bankrekening.objects.count()) == (eerste, 2)
    assert list(Bankrekening.objects.laatste()) == [tweede]
    assert tweede.is_net_nieuw(date(2026, 4, 18))
    assert not tweede.is_net_nieuw(date(2026, 4, 19))
    with pytest.raises(IntegrityError), transaction.atomic():
        Bankrekening.objects.create(partner=leverancier(), iban=IBAN, tenaamstelling="x", ingevoerd_door=chandra)


def test_een_factuur_staat_in_een_opdracht_tegelijk(twee, chandra):
    opdracht = klaar(twee[:1], chandra)

    with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
        klaar(twee, chandra)
    rij = opdracht.regels.get()
    rij.pk, rij.kenmerk = None, "ander"
    with pytest.raises(IntegrityError, match="betaling_een_opdracht_tegelijk"), transaction.atomic():
        rij.save(force_insert=True)
    assert een(twee[0]).stand == Stand.OPDRACHT
    assert [rij.stand.factuur for rij in te_betalen(chandra)] == [twee[1]]


def test_hetzelfde_formulier_twee_keer_is_een_opdracht(twee, chandra):
    sleutel = uuid4()

    assert klaar(twee, chandra, sleutel=sleutel) == klaar(twee, chandra, sleutel=sleutel)
    assert Betaalopdracht.objects.count() == 1


def test_wie_klaarzet_keurt_niet_goed(twee, chandra, bestuurslid):
    opdracht = klaar(twee, chandra)

    with pytest.raises(FactuurFout, match="Iemand anders keurt haar goed"):
        keur_goed(opdracht, gebruiker=chandra)
    with pytest.raises(FactuurFout, match="net veranderd"):
        meld_verzonden(opdracht, gebruiker=chandra)
    keur_goed(opdracht, gebruiker=bestuurslid)
    meld_verzonden(opdracht, gebruiker=chandra)

    assert [daad.soort for daad in opdracht.daden.all()] == ["goedgekeurd", "verzonden"]


def test_de_database_zelf_weigert_het_eigen_akkoord_op_een_betaling(twee, chandra):
    opdracht = klaar(twee, chandra)

    with pytest.raises(IntegrityError, match="Een ander keurt"), transaction.atomic():
        Opdrachtdaad.objects.create(opdracht=opdracht, soort="goedgekeurd", wie=chandra)


def test_een_betaling_aan_jezelf_zet_je_niet_klaar_en_keur_je_niet_goed(twee, chandra, bestuurslid):
    opdracht = klaar(twee[:1], chandra)
    geef_rol(bestuurslid, Rol.FINANCIER, partner=leverancier())
    geef_rol(chandra, Rol.FINANCIER, partner=leverancier())
    for gebruiker in (chandra, bestuurslid):
        vars(gebruiker).pop("_aanstellingen", None)

    with pytest.raises(FactuurFout, match="een betaling aan jezelf"):
        keur_goed(opdracht, gebruiker=bestuurslid)
    with pytest.raises(FactuurFout, match="Dit is een betaling aan jezelf"):
        klaar(twee[1:], chandra)


def test_ook_een_rekening_op_de_eigen_naam_is_een_betaling_aan_jezelf(twee, chandra, bestuurslid):
    zet_rekening(partner=leverancier(), iban=ANDER_IBAN, tenaamstelling="BO", gebruiker=chandra)

    with pytest.raises(FactuurFout, match="een betaling aan jezelf"):
        keur_goed(klaar(twee, chandra), gebruiker=bestuurslid)


def test_een_ander_rekeningnummer_na_het_klaarzetten_houdt_de_opdracht_tegen(twee, chandra, bestuurslid):
    opdracht = klaar(twee, chandra)
    zet_rekening(partner=leverancier(), iban=ANDER_IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)

    with pytest.raises(FactuurFout, match="Het rekeningnummer van Stroom BV is veranderd"):
        keur_goed(opdracht, gebruiker=bestuurslid)


def test_een_omgekeerde_factuur_houdt_de_opdracht_tegen_en_intrekken_maakt_de_andere_vrij(twee, chandra, bestuurslid):
    opdracht = klaar(twee, chandra)
    stuk = Boekstuk.objects.get(factuurakkoord__factuur=twee[0])
    keer_om(stuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)
    with pytest.raises(FactuurFout, match="Factuur F-12 is veranderd"):
        keur_goed(opdracht, gebruiker=bestuurslid)

    stop(opdracht, reden="Factuur klopt niet", gebruiker=chandra)

    assert [rij.stand.factuur for rij in te_betalen(chandra)] == [twee[1]]
    with pytest.raises(FactuurFout, match="is veranderd"):
        keur_goed(opdracht, gebruiker=bestuurslid)


def test_na_verzenden_trek_je_niet_meer_in_maar_de_bank_kan_weigeren(twee, chandra, bestuurslid):
    opdracht = klaar(twee, chandra)
    keur_goed(opdracht, gebruiker=bestuurslid)
    meld_verzonden(opdracht, gebruiker=chandra)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opdrachtdaad.objects.create(opdracht=opdracht, soort="ingetrokken", wie=chandra, reden="x")

    stop(opdracht, reden="Bank: saldo te laag", gebruiker=chandra)

    assert opdracht.daden.last().soort == "geweigerd"
    assert len(te_betalen(chandra)) == 2


def test_wat_klaargezet_is_verandert_niet_meer(twee, chandra):
    regel = klaar(twee, chandra).regels.first()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Betaalopdracht.objects.update(totaal=1)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Betaalregel.objects.filter(pk=regel.pk).update(bedrag=1)
    Betaalregel.objects.filter(pk=regel.pk).update(loopt=False)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Betaalregel.objects.filter(pk=regel.pk).update(loopt=True)


def test_zonder_eigen_iban_of_rekening_van_de_leverancier_kan_het_nog_niet(twee, chandra, eva, casa):
    zonder = maak_betaalbaar(chandra, eva, deel("4120", "5", casa), leverancier=leverancier("nieuw", "Nieuw BV"))
    assert not te_betalen(chandra)[-1].mis
    Cooperatie.objects.update(iban="")

    with pytest.raises(FactuurFout, match="nog geen goed IBAN"):
        klaar([zonder], chandra)
    with pytest.raises(FactuurFout, match="Kies minstens één factuur"):
        klaar([], chandra)
    Cooperatie.objects.update(iban=ONZE_IBAN)
    with pytest.raises(FactuurFout, match="Kies minstens één factuur"):
        klaar([], chandra)
    with pytest.raises(FactuurFout, match="Kies vandaag of een dag die nog komt"):
        klaar([zonder], chandra, uitvoeren_op=date(2026, 3, 19))
    assert Bestand.objects.filter(type="application/xml").count() == 0


def test_openstaande_facturen_zeggen_wat_de_bank_kan_noemen(twee, chandra):
    opdracht = klaar(twee[:1], chandra)

    open_ = openstaande_facturen()

    assert [(o.factuur, o.partner.naam, o.iban, o.nummer, o.open) for o in open_] == [
        (twee[0].pk, "Stroom BV", IBAN, "F-12", Decimal("121.10")),
        (twee[1].pk, "Stroom BV", IBAN, "Ré&<13>", Decimal("0.07")),
    ]
    assert open_[0].kenmerken == (opdracht.regels.get().kenmerk,)
    assert open_[1].kenmerken == ()


def betaal(wat, bedrag, gebruiker, sleutel=None) -> Boekstuk:
    vast = {"datum": date(2026, 3, 26), "bankrekening": rekening("1000"), "gebruiker": gebruiker}
    return betaald(wat, bedrag=Decimal(bedrag), sleutel=sleutel or uuid4(), **vast)


def test_de_bank_zegt_betaald_in_twee_keer_en_twee_keer_hetzelfde_telt_eens(twee, chandra):
    klaar(twee[:1], chandra)
    sleutel = uuid4()
    stuk = betaal(twee[0], "100", chandra, sleutel)
    assert betaal(twee[0], "100", chandra, sleutel) == stuk
    assert (een(twee[0]).stand, een(twee[0]).open) == (Stand.OPDRACHT, Decimal("21.10"))
    with pytest.raises(FactuurFout, match="meer betaald dan er openstaat"):
        betaal(twee[0], "21.11", chandra)

    betaal(twee[0], "21.10", chandra)

    boeking = stuk.boekingen.get()
    assert (stuk.dagboek, boeking.debet.nummer, boeking.credit.nummer) == ("bank", "1500", "1000")
    assert (boeking.factuur, boeking.partner.naam) == (twee[0], "Stroom BV")
    assert (een(twee[0]).stand, Betaalregel.objects.get().loopt) == (Stand.BETAALD, False)
    assert [o.factuur for o in openstaande_facturen()] == [twee[1].pk]


def test_een_hele_opdracht_in_een_bedrag(twee, chandra):
    opdracht = klaar(twee, chandra)
    with pytest.raises(FactuurFout, match="niet dat van de betaalopdracht"):
        betaal(opdracht, "121.16", chandra)

    sleutel = uuid4()
    stuk = betaal(opdracht, "121.17", chandra, sleutel)

    assert betaal(opdracht, "121.17", chandra, sleutel) == stuk
    assert sorted(stuk.boekingen.values_list("bedrag", flat=True)) == [Decimal("0.07"), Decimal("121.10")]
    assert [een(factuur).stand for factuur in twee] == [Stand.BETAALD] * 2


def test_een_teruggeboekte_betaling_maakt_de_factuur_weer_open(twee, chandra):
    stuk = betaal(twee[0], "121.10", chandra)

    keer_om(stuk, datum=date(2026, 3, 27), reden="Storno", sleutel=uuid4(), gebruiker=chandra)

    assert (een(twee[0]).stand, een(twee[0]).open) == (Stand.TE_BETALEN, Decimal("121.10"))


@pytest.fixture
def wedstrijd(transactional_db, casa, chandra, eva):
    begin_boeken(2026)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    return factuur, [chandra, maak_gebruiker("Pien", Rol.PENNINGMEESTER)]


def _zonder_fout(doe):
    try:
        return doe()
    except FactuurFout as fout:
        return fout


def test_twee_opdrachten_tegelijk_betalen_een_factuur_een_keer(wedstrijd):
    factuur, wie = wedstrijd

    uitslag = tegelijk([lambda g=gebruiker: _zonder_fout(lambda: klaar([factuur], g)) for gebruiker in wie])

    assert sorted(type(deel).__name__ for deel in uitslag) == ["Betaalopdracht", "FactuurFout"]
    assert Betaalregel.objects.count() == 1


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_de_regel_in_de_database_zouden_het_er_twee_zijn(wedstrijd, monkeypatch):
    """The negative control: both looked before one wrote, and the database does not mind."""
    factuur, wie = wedstrijd
    allebei, kijk = Barrier(2), opdrachten._keur_keuze

    def samen_kijken(*args):
        kijk(*args)
        allebei.wait()

    monkeypatch.setattr(opdrachten, "_keur_keuze", samen_kijken)
    monkeypatch.setattr(opdrachten, "_op_slot", lambda ids: None)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'betaling_een_opdracht_tegelijk'")
        maak_weer = cursor.fetchone()[0]
        cursor.execute("DROP INDEX betaling_een_opdracht_tegelijk")
        try:
            tegelijk([lambda g=gebruiker: klaar([factuur], g) for gebruiker in wie])
            aantal = Betaalregel.objects.filter(loopt=True).count()
        finally:
            Betaalregel.objects.update(loopt=False)
            cursor.execute(maak_weer)

    assert aantal == 2


def test_twee_penningmeesters_die_tegelijk_een_nummer_geven_krijgen_geen_fout_en_het_laatste_geldt(wedstrijd):
    factuur, wie = wedstrijd
    nummers = [ANDER_IBAN, "NL69INGB0123456789"]
    vast = {"partner": factuur.leverancier, "tenaamstelling": "Stroom BV"}

    uitslag = tegelijk(
        [lambda g=g, n=n: zet_rekening(iban=n, gebruiker=g, **vast) for g, n in zip(wie, nummers, strict=True)]
    )

    assert {rij.iban for rij in uitslag} == set(nummers)
    rijen = list(Bankrekening.objects.filter(partner=factuur.leverancier).order_by("pk"))
    assert [rij.vervangt_id for rij in rijen] == [None, rijen[0].pk, rijen[1].pk]
    assert list(Bankrekening.objects.laatste().filter(partner=factuur.leverancier)) == [rijen[2]]


def test_zonder_het_slot_op_de_leverancier_krijgt_een_van_beiden_een_fout(wedstrijd, monkeypatch):
    """The negative control: both read the same last number before one wrote."""
    factuur, wie = wedstrijd
    allebei, kijk = Barrier(2), Bankrekening.objects.laatste
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **kwargs: self)

    def samen_kijken():
        rij = kijk().filter(partner=factuur.leverancier).get()
        allebei.wait()
        return Bankrekening.objects.filter(pk=rij.pk)

    monkeypatch.setattr(Bankrekening.objects, "laatste", samen_kijken)
    vast = {"partner": factuur.leverancier, "tenaamstelling": "Stroom BV"}
    nummers = [ANDER_IBAN, "NL69INGB0123456789"]

    uitslag = tegelijk(
        [lambda g=g, n=n: zet_rekening(iban=n, gebruiker=g, **vast) for g, n in zip(wie, nummers, strict=True)]
    )

    assert sorted(type(deel).__name__ for deel in uitslag) == ["Bankrekening", "IntegrityError"]
