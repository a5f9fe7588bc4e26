"""Proposals say why; a line is booked once, in parts that add up to the cent, and is open again after a reversal."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from financien.models import Bankboeking, Bankregel, Boeking, Boekstuk, Grootboekrekening, Herkenningsregel
from financien.models import bank as bankmodel
from financien.services.bank import boeken as bankboeken
from financien.services.bank import voorstellen as bron
from financien.services.bank.boeken import VoorstelAnders, boek_zelf, maak_ongedaan, neem_aan
from financien.services.bank.herkenning import onthoud, stop
from financien.services.bank.lijst import banksaldi
from financien.services.bank.voorstellen import Deel, Voorstel, registreer_voorsteller, verdeel, voorstellen
from financien.services.boeken import BoekFout, keer_om
from tests.fabriek import maak_partner
from tests.financien.bankfabriek import DAG, VREEMD, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening

D = Decimal


@pytest.fixture
def bank(casa, multibron, chandra):
    begin_bank(2026)
    return chandra


def lees_regels(wie, *zinnen, **velden):
    lees_blad(wie, blad(*zinnen, **velden))
    return list(Bankregel.objects.order_by("pk"))[-len(zinnen) :]


def eerste(regel_):
    return next(iter(voorstellen([regel_])[regel_.pk]), None)


def geboekt():
    velden = ("boekstuk__dagboek", "debet__nummer", "credit__nummer", "bedrag", "kamer__code")
    return list(Boeking.objects.order_by("pk").values_list(*velden))


class TestBoeken:
    def test_een_regel_wordt_verdeeld_over_kamers_en_rekeningen(self, bank, casa, multibron):
        (uit,) = lees_regels(bank, zin("-725.50"))
        delen = [
            Deel(rekening("4110"), D("-500.00"), casa),
            Deel(rekening("4110"), D("-200.25"), multibron),
            Deel(rekening("4220"), D("-25.25"), casa),
        ]

        boeking = boek_zelf(regel=uit, delen=delen, omschrijving="Huur", gebruiker=bank)

        assert geboekt() == [
            ("bank", "4110", "1000", D("500.00"), "cjm"),
            ("bank", "4110", "1000", D("200.25"), "multibron"),
            ("bank", "4220", "1000", D("25.25"), "cjm"),
        ]
        assert (boeking.boekstuk.datum, str(boeking.boekstuk)) == (DAG, "B2026-0001")
        assert not Bankregel.objects.open().exists()

    def test_geld_dat_binnenkomt_gaat_naar_de_bank(self, bank, casa):
        (uit,) = lees_regels(bank, zin("64000.00"))

        boek_zelf(regel=uit, delen=[Deel(rekening("8010"), D("64000.00"), casa)], omschrijving="", gebruiker=bank)

        assert geboekt() == [("bank", "1000", "8010", D("64000.00"), "cjm")]
        assert Boekstuk.objects.get().omschrijving == rekening("8010").naam  # not what the bank wrote

    def test_de_delen_zijn_samen_precies_de_regel(self, bank, casa):
        (uit,) = lees_regels(bank, zin("-10.00"))

        with pytest.raises(BoekFout) as fout:
            boek_zelf(regel=uit, delen=[Deel(rekening("4110"), D("-9.99"), casa)], omschrijving="x", gebruiker=bank)

        assert (
            str(fout.value) == "De regels zijn samen €\u00a09,99. De bankregel is €\u00a010,00. Er scheelt €\u00a00,01."
        )
        assert not Boekstuk.objects.exists()

    def test_twee_keer_hetzelfde_is_een_boekstuk_en_iets_anders_wordt_geweigerd(self, bank, casa, multibron):
        (uit,) = lees_regels(bank, zin("-10.00"))
        vast = {"regel": uit, "omschrijving": "Huur", "gebruiker": bank}

        een, twee = (boek_zelf(delen=[Deel(rekening("4110"), D("-10.00"), casa)], **vast) for _keer in range(2))
        with pytest.raises(BoekFout, match=r"Deze regel is al geboekt als B2026-0001\."):
            boek_zelf(delen=[Deel(rekening("4110"), D("-10.00"), multibron)], **vast)

        assert een == twee
        assert Boekstuk.objects.count() == 1

    def test_na_ongedaan_maken_staat_de_regel_weer_open_en_kan_hij_anders(self, bank, casa, multibron):
        (uit,) = lees_regels(bank, zin("-10.00"))
        vast = {"regel": uit, "omschrijving": "Huur", "gebruiker": bank}
        boek_zelf(delen=[Deel(rekening("4110"), D("-10.00"), casa)], **vast)

        om = maak_ongedaan(regel=uit, datum=date(2026, 3, 10), gebruiker=bank)
        weer = maak_ongedaan(regel=uit, datum=date(2026, 3, 10), gebruiker=bank)
        boek_zelf(delen=[Deel(rekening("4110"), D("-10.00"), multibron)], **vast)

        assert (str(om), om.reden, weer) == ("M2026-0001", "Bankregel opnieuw boeken", None)
        assert [rij[2:] for rij in geboekt()] == [
            ("1000", D("10.00"), "cjm"),
            ("4110", D("10.00"), "cjm"),
            ("1000", D("10.00"), "multibron"),
        ]
        assert list(Bankboeking.objects.values_list("beurt", flat=True)) == [0, 1]
        assert not Bankregel.objects.open().exists()

    def test_wie_het_boekstuk_zelf_omkeert_opent_de_regel_ook(self, bank, casa):
        (uit,) = lees_regels(bank, zin("-10.00"))
        boeking = boek_zelf(
            regel=uit, delen=[Deel(rekening("4110"), D("-10.00"), casa)], omschrijving="x", gebruiker=bank
        )

        keer_om(boeking.boekstuk, datum=DAG, reden="fout", sleutel=uuid4(), gebruiker=bank)

        assert list(Bankregel.objects.open()) == [uit]

    def test_de_databank_weigert_een_tweede_boeking_en_een_boekstuk_dat_niet_past(self, bank, casa):
        uit, ander = lees_regels(bank, zin("-10.00"), zin("-20.00"))
        tien = maak_boekstuk(bank, regel("4110", "1000", "10.00", casa))
        twintig = maak_boekstuk(bank, regel("4110", "1000", "20.00", casa))
        om = keer_om(twintig, datum=twintig.datum, reden="x", sleutel=uuid4(), gebruiker=bank)
        Bankboeking.objects.create(regel=uit, boekstuk=tien, beurt=0, gekoppeld_door=bank)

        mis = [(uit, tien, 1), (uit, tien, 0), (ander, tien, 0), (ander, twintig, 0), (ander, om, 0)]
        for regel_, stuk, beurt in mis:
            with pytest.raises(IntegrityError), transaction.atomic():
                Bankboeking.objects.create(regel=regel_, boekstuk=stuk, beurt=beurt, gekoppeld_door=bank)

    def test_wat_over_de_rekening_van_een_kamer_gaat_is_van_die_kamer(self, bank, casa):
        pot = casa.grootboekrekeningen.get(soort="handgeld")
        Grootboekrekening.objects.filter(pk=pot.pk).update(iban=VREEMD)
        (uit,) = lees_regels(bank, zin("-12.50"), iban=VREEMD)

        boek_zelf(regel=uit, delen=[Deel(rekening("4130"), D("-12.50"))], omschrijving="Bon", gebruiker=bank)

        assert geboekt() == [("bank", "4130", pot.nummer, D("12.50"), "cjm")]


class TestVoorstellen:
    def test_zonder_iets_bekends_is_er_geen_voorstel(self, bank):
        assert eerste(lees_regels(bank, zin("-10.00"))[0]) is None

    def test_wat_eerder_zo_geboekt_werd_is_het_voorstel_met_het_stuk_erbij(self, bank, casa):
        oud, nieuw = lees_regels(bank, zin("-10.00"), zin("-12.00", datum=DAG + timedelta(31)))
        partner = maak_partner("rochdale", "Rochdale")
        boek_zelf(
            regel=oud, delen=[Deel(rekening("4110"), D("-10.00"), casa, partner)], omschrijving="Huur", gebruiker=bank
        )

        voorstel = eerste(nieuw)

        assert voorstel.waarom == "Zo geboekt op 03-03-2026: B2026-0001."
        assert voorstel.regels == (Deel(rekening("4110"), D("-12.00"), casa, partner),)

    def test_eerder_verdeeld_wordt_naar_verhouding_verdeeld_tot_op_de_cent(self, bank, casa, multibron):
        oud, nieuw = lees_regels(bank, zin("-9.00"), zin("-10.00", datum=DAG + timedelta(31)))
        delen = [Deel(rekening("4110"), D("-3.00"), casa), Deel(rekening("4110"), D("-6.00"), multibron)]
        boek_zelf(regel=oud, delen=delen, omschrijving="Huur", gebruiker=bank)

        assert [deel.bedrag for deel in eerste(nieuw).regels] == [D("-3.33"), D("-6.67")]

    def test_wat_terugkomt_lijkt_niet_op_wat_betaald_werd(self, bank, casa):
        oud, terug = lees_regels(bank, zin("-10.00"), zin("10.00", datum=DAG + timedelta(31)))
        boek_zelf(regel=oud, delen=[Deel(rekening("4110"), D("-10.00"), casa)], omschrijving="Huur", gebruiker=bank)

        assert eerste(terug) is None

    def test_een_herkenningsregel_gaat_voor_en_stopt_als_dat_gezegd_is(self, bank, casa, multibron):
        oud, nieuw = lees_regels(bank, zin("-10.00"), zin("-30.00", datum=DAG + timedelta(31), wat="HUUR  Mültibron"))
        boek_zelf(regel=oud, delen=[Deel(rekening("4110"), D("-10.00"), casa)], omschrijving="Huur", gebruiker=bank)
        delen = [Deel(rekening("4110"), D("-1.00"), multibron), Deel(rekening("4120"), D("-2.00"), multibron)]
        onthoud(regel=oud, delen=delen, omschrijving="Huur MultiBron", woorden="huur multibron", vandaag=DAG)

        voorstel = eerste(nieuw)
        stop(Herkenningsregel.objects.get(), DAG)

        assert voorstel.waarom == "Herkend: Huur MultiBron."
        assert [(d.rekening.nummer, d.bedrag, d.kamer) for d in voorstel.regels] == [
            ("4110", D("-10.00"), multibron),
            ("4120", D("-20.00"), multibron),
        ]
        assert eerste(nieuw).waarom.startswith("Zo geboekt op")

    def test_dezelfde_afspraak_opnieuw_vervangt_de_oude(self, bank, casa, multibron):
        (oud,) = lees_regels(bank, zin("-10.00"))
        for kamer in (casa, multibron):
            vast = {"omschrijving": "Huur", "woorden": "", "vandaag": DAG}
            onthoud(regel=oud, delen=[Deel(rekening("4110"), D("-10.00"), kamer)], **vast)

        assert [d.kamer for r in Herkenningsregel.objects.in_gebruik() for d in r.delen.all()] == [multibron]

    def test_wat_al_in_de_boeken_staat_wordt_gekoppeld_en_niet_nog_eens_geboekt(self, bank, casa):
        een, twee = lees_regels(bank, zin("-725.50"), zin("-725.50"))
        stuk = maak_boekstuk(bank, regel("4110", "1000", "725.50", casa), datum=DAG - timedelta(2))

        per_regel = voorstellen([een, twee])
        voorstel = per_regel[een.pk][0]
        boeking = neem_aan(regel=een, beeld=voorstel.beeld, gebruiker=bank)

        assert (voorstel.waarom, per_regel[twee.pk]) == ("Staat al in de boeken als M2026-0001.", [])
        assert (boeking.boekstuk, Boekstuk.objects.count(), boeking.is_eigen) == (stuk, 1, False)
        assert eerste(twee).waarom == "Zo geboekt op 01-03-2026: M2026-0001."
        with pytest.raises(BoekFout, match=r"M2026-0001 is niet vanaf de bank geboekt\."):
            maak_ongedaan(regel=een, datum=DAG, gebruiker=bank)

    def test_een_overboeking_naar_de_pot_is_een_stuk_met_twee_bankregels(self, bank, casa):
        pot = casa.grootboekrekeningen.get(soort="handgeld")
        Grootboekrekening.objects.filter(pk=pot.pk).update(iban=VREEMD)
        (af,) = lees_regels(bank, zin("-250.00"))
        (bij,) = lees_regels(bank, zin("250.00"), begin="0.00", iban=VREEMD)
        boek_zelf(regel=af, delen=[Deel(pot, D("-250.00"), casa)], omschrijving="Handgeld", gebruiker=bank)

        neem_aan(regel=bij, beeld=eerste(bij).beeld, gebruiker=bank)

        assert Boekstuk.objects.count() == 1
        assert not Bankregel.objects.open().exists()

    def test_een_ander_deel_van_de_boeken_kan_voorstellen_en_zelf_boeken(self, bank, casa):
        (uit,) = lees_regels(bank, zin("-10.00"))
        factuur = maak_boekstuk(bank, regel("1500", "1000", "10.00"), datum=DAG - timedelta(40))
        registreer_voorsteller(
            "facturen",
            lambda regels: {r.pk: [Voorstel((), "Factuur 12.", 99, boek=lambda _r, _g: factuur)] for r in regels},
        )
        try:
            boeking = neem_aan(regel=uit, beeld=eerste(uit).beeld, gebruiker=bank)
        finally:
            del bron._voorstellers["facturen"]

        assert (boeking.boekstuk, boeking.waarom) == (factuur, "Factuur 12.")

    def test_een_voorstel_dat_veranderde_wordt_niet_geboekt(self, bank, casa):
        oud, nieuw = lees_regels(bank, zin("-10.00"), zin("-12.00", datum=DAG + timedelta(31)))
        boek_zelf(regel=oud, delen=[Deel(rekening("4110"), D("-10.00"), casa)], omschrijving="Huur", gebruiker=bank)
        gezien = eerste(nieuw).beeld
        maak_ongedaan(regel=oud, datum=DAG, gebruiker=bank)

        with pytest.raises(VoorstelAnders, match=r"Het voorstel bij deze regel is veranderd\."):
            neem_aan(regel=nieuw, beeld=gezien, gebruiker=bank)

    @pytest.mark.parametrize(
        ("bedrag", "aandelen", "delen"),
        [
            ("-10.00", ["1", "1", "1"], ["-3.33", "-3.33", "-3.34"]),
            ("0.05", ["1", "1"], ["0.03", "0.02"]),
            ("100.00", ["256", "44"], ["85.33", "14.67"]),
        ],
    )
    def test_de_laatste_krijgt_wat_afronden_overlaat(self, bedrag, aandelen, delen):
        assert verdeel(D(bedrag), [D(a) for a in aandelen]) == [D(d) for d in delen]


def test_bank_en_boeken_staan_naast_elkaar_en_open_regels_verklaren_het_verschil(bank, casa):
    huur, bij = lees_regels(bank, zin("-725.50"), zin("64000.00"))
    maak_boekstuk(bank, regel("1000", "0900", "1000.00"), datum=date(2026, 1, 1))
    boek_zelf(regel=huur, delen=[Deel(rekening("4110"), D("-725.50"), casa)], omschrijving="Huur", gebruiker=bank)

    (eerst,) = banksaldi()
    maak_boekstuk(bank, regel("4110", "1000", "5.00", casa), datum=DAG)
    (daarna,) = banksaldi()

    assert (eerst.bank, eerst.boeken, eerst.open, eerst.aantal, eerst.verschil, eerst.dag) == (
        D("64274.50"),
        D("274.50"),
        D("64000.00"),
        1,
        D("0.00"),
        DAG,
    )
    assert (daarna.boeken, daarna.verschil) == (D("269.50"), D("5.00"))
    assert bij.bedrag == daarna.open


def _samen(taken) -> list:
    start, uitslag = Barrier(len(taken)), []

    def doe(taak):
        start.wait()
        try:
            uitslag.append(taak())
        except (DatabaseError, BoekFout) as fout:
            uitslag.append(fout)
        finally:
            connections.close_all()

    draden = [Thread(target=doe, args=[taak]) for taak in taken]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return uitslag


@pytest.fixture
def open_regel(transactional_db, casa, multibron, chandra):
    begin_bank(2026)
    return lees_regels(chandra, zin("-10.00"))[0]


def _twee_kamers(open_regel, casa, multibron, chandra):
    vast = {"regel": open_regel, "omschrijving": "Huur", "gebruiker": chandra}
    delen = {kamer: [Deel(rekening("4110"), D("-10.00"), kamer)] for kamer in (casa, multibron)}
    return [lambda kamer=kamer: boek_zelf(delen=delen[kamer], **vast) for kamer in (casa, multibron)] * 4


def test_acht_mensen_tegelijk_maken_een_boekstuk(open_regel, casa, multibron, chandra):
    uitslag = _samen(_twee_kamers(open_regel, casa, multibron, chandra))

    assert (Boekstuk.objects.count(), Bankboeking.objects.count()) == (1, 1)
    assert sum(isinstance(deel, Bankboeking) for deel in uitslag) == 4
    assert {str(deel) for deel in uitslag if isinstance(deel, BoekFout)} == {"Deze regel is al geboekt als B2026-0001."}


def test_zonder_slot_en_zonder_vaste_sleutel_houdt_alleen_de_databank_het_tegen(
    open_regel, casa, multibron, chandra, monkeypatch
):
    """The negative control: without the lock others get an error, not the sentence; the trigger still keeps it one."""
    monkeypatch.setattr(bankboeken, "_slot", lambda regel: None)
    monkeypatch.setattr(bankmodel, "sleutel_van", lambda *args: uuid4())

    uitslag = _samen(_twee_kamers(open_regel, casa, multibron, chandra))

    assert (Boekstuk.objects.count(), Bankboeking.objects.count()) == (1, 1)
    assert any("past niet meer bij deze bankregel" in str(deel) for deel in uitslag)


def test_ongedaan_draait_alleen_terug_wat_op_het_scherm_stond(bank, casa, multibron, chandra):
    (uit,) = lees_regels(chandra, zin("-50.00"))
    terug = {"regel": uit, "datum": DAG, "gebruiker": chandra}

    def boek_voor(kamer):
        delen = [Deel(rekening("4120"), D("-50.00"), kamer)]
        return boek_zelf(regel=uit, delen=delen, omschrijving="Stroom", gebruiker=chandra).boekstuk

    van_casa = boek_voor(casa)
    maak_ongedaan(gezien=van_casa.pk, **terug)
    van_multibron = boek_voor(multibron)

    with pytest.raises(BoekFout, match=f"intussen anders geboekt, als {van_multibron}"):
        maak_ongedaan(gezien=van_casa.pk, **terug)

    assert not Boekstuk.objects.filter(keert_om=van_multibron).exists()
    assert maak_ongedaan(gezien=van_multibron.pk, **terug).keert_om == van_multibron
