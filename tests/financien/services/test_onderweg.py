"""An order follows what the bank shows; what was undone is under way, until someone says that it failed."""

from datetime import date
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Betaalopdracht, Betaalregel, Opdrachtdaad, Regelbetaling
from financien.services import opdrachten
from financien.services.bank.boeken import boek_zelf, maak_ongedaan, neem_aan
from financien.services.bank.openfacturen import lees_facturen
from financien.services.bank.openstaand import _verzonden
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.betalen import betaald, te_betalen, zet_rekening
from financien.services.boeken import keer_om
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import haal_op, keur_goed, meld_mislukt, meld_verzonden, stop
from financien.services.opdrachtstand import opdrachten_in, stand_van_opdracht
from financien.services.wachtend import wachtend
from tests.fabriek import geef_rol
from tests.financien.bankfabriek import blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import IBAN, ONZE_IBAN, deel, klaar, leverancier, maak_betaalbaar
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

D = Decimal
BANKDAG = date(2026, 3, 20)
ZIN_GETOOND = (
    "De bank liet de betaling van factuur F-12 al zien. Boek de bankregel opnieuw. "
    "Ging de betaling niet door? Leg dan vast dat ze mislukte."
)


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


@pytest.fixture
def twee(db, casa, chandra, eva):
    """Two invoices to pay: 121,10 (F-12) and 80,00 (F-13)."""
    begin_boeken(2026)
    eerste = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    return [eerste, maak_betaalbaar(chandra, eva, deel("4120", "80.00", casa), nummer="F-13")]


@pytest.fixture
def opdracht(twee, chandra, bestuurslid):
    """An approved order of both, of which nobody noted that its file went out."""
    opdracht = klaar(twee, chandra)
    keur_goed(opdracht, gebruiker=bestuurslid)
    return opdracht


@pytest.fixture
def verzonden(opdracht, chandra):
    meld_verzonden(opdracht, gebruiker=chandra)
    return opdracht


def op_de_bank(wie, *zinnen, begin="1000.00", iban=IBAN):
    """Read lines of the bank, and accept each as proposed; the last one is returned."""
    vast = {"datum": BANKDAG, "iban": iban, "naam": "Stroom BV"}
    lees_blad(wie, blad(*(zin(bedrag, wat=wat, **vast) for bedrag, wat in zinnen), begin=begin, iban=ONZE_IBAN))
    regels = list(Bankregel.objects.order_by("-pk")[: len(zinnen)])[::-1]
    for regel in regels:
        neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)
    return regels[-1]


def standen(facturen) -> list[Stand]:
    return [een(factuur).stand for factuur in facturen]


def hoe(opdracht, wie) -> list[str]:
    return [hoe for _regel, hoe in stand_van_opdracht(opdracht, wie).rijen]


class TestOngedaan:
    def test_een_ongedane_bankregel_van_een_verzonden_opdracht_wordt_niet_nog_eens_betaald(
        self, verzonden, twee, chandra
    ):
        regel = op_de_bank(chandra, ("-121.10", "Factuur F-12"))
        assert standen(twee) == [Stand.BETAALD, Stand.ONDERWEG]

        maak_ongedaan(regel=regel, datum=BANKDAG, gebruiker=chandra)

        assert standen(twee) == [Stand.ONDERWEG, Stand.ONDERWEG]
        assert een(twee[0]).betaling.opdracht == verzonden
        assert te_betalen(chandra) == []
        with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
            klaar(twee[:1], chandra)
        assert Betaalopdracht.objects.count() == 1

    def test_pas_als_iemand_zegt_dat_het_mislukte_kan_de_factuur_in_een_nieuwe_opdracht(
        self, verzonden, twee, chandra, bestuurslid
    ):
        maak_ongedaan(regel=op_de_bank(chandra, ("-121.10", "F-12")), datum=BANKDAG, gebruiker=chandra)

        meld_mislukt(verzonden.regels.get(factuur=twee[0]), reden="Rekening opgeheven", gebruiker=chandra)

        daad = verzonden.daden.get(soort="mislukt")
        assert (daad.wie, daad.reden, daad.regel.factuur) == (chandra, "Rekening opgeheven", twee[0])
        assert standen(twee) == [Stand.TE_BETALEN, Stand.ONDERWEG]
        assert hoe(verzonden, chandra) == ["mislukt", "onderweg"]
        nieuw = klaar(twee[:1], chandra)
        keur_goed(nieuw, gebruiker=bestuurslid)
        assert (een(twee[0]).stand, een(twee[0]).betaling.opdracht) == (Stand.OPDRACHT, nieuw)
        op_de_bank(chandra, ("-80.00", "F-13"), begin="878.90")
        assert hoe(verzonden, chandra) == ["mislukt", "betaald"]
        assert stand_van_opdracht(verzonden, chandra).betaald

    def test_wat_de_bank_liet_zien_blijft_onderweg_als_ze_de_rest_van_de_opdracht_weigert(
        self, verzonden, twee, chandra
    ):
        regel = op_de_bank(chandra, ("-80.00", "F-13"))
        stop(verzonden, reden="Saldo te laag", gebruiker=chandra)
        assert standen(twee) == [Stand.TE_BETALEN, Stand.BETAALD]

        maak_ongedaan(regel=regel, datum=BANKDAG, gebruiker=chandra)

        assert (standen(twee), een(twee[1]).open) == ([Stand.TE_BETALEN, Stand.ONDERWEG], D("80.00"))
        assert [(rij.stand.factuur, rij.stand.open) for rij in te_betalen(chandra)] == [(twee[0], D("121.10"))]
        with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
            klaar(twee[1:], chandra)
        neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=chandra)
        assert (standen(twee), een(twee[1]).open) == ([Stand.TE_BETALEN, Stand.BETAALD], D("0.00"))
        assert hoe(verzonden, chandra) == ["", "betaald"]

    def test_de_regel_opnieuw_boeken_betaalt_dezelfde_betaling_weer(self, verzonden, twee, chandra):
        regel = op_de_bank(chandra, ("-121.10", "F-12"))
        maak_ongedaan(regel=regel, datum=BANKDAG, gebruiker=chandra)
        neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=chandra)

        assert standen(twee) == [Stand.BETAALD, Stand.ONDERWEG]
        assert list(Regelbetaling.objects.values_list("bedrag", flat=True)) == [D("121.10")] * 2
        assert hoe(verzonden, chandra) == ["betaald", "onderweg"]

    def test_wat_met_de_hand_betaald_en_ongedaan_gemaakt_is_kan_gewoon_in_een_opdracht(self, twee, chandra):
        stuk = betaald(
            twee[0],
            datum=BANKDAG,
            bankrekening=rekening("1000"),
            bedrag=D("121.10"),
            sleutel=uuid4(),
            gebruiker=chandra,
        )
        keer_om(stuk, datum=BANKDAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)

        assert een(twee[0]).stand == Stand.TE_BETALEN
        assert klaar(twee[:1], chandra).totaal == D("121.10")

    def test_wat_de_bank_terugstort_is_weer_open_en_onderweg_tot_iemand_zegt_dat_het_mislukte(
        self, verzonden, twee, chandra
    ):
        op_de_bank(chandra, ("-121.10", "F-12"))
        storno = betaald(
            twee[0],
            datum=BANKDAG,
            bankrekening=rekening("1000"),
            bedrag=D("-121.10"),
            sleutel=uuid4(),
            gebruiker=chandra,
        )

        assert [(b.debet.nummer, b.credit.nummer, b.bedrag) for b in storno.boekingen.all()] == [
            ("1000", "1500", D("121.10"))
        ]
        assert (een(twee[0]).stand, een(twee[0]).open) == (Stand.ONDERWEG, D("121.10"))
        assert hoe(verzonden, chandra) == ["onderweg", "onderweg"]
        meld_mislukt(verzonden.regels.get(factuur=twee[0]), reden="Teruggestort", gebruiker=chandra)
        assert een(twee[0]).stand == Stand.TE_BETALEN

    def test_er_komt_niet_meer_terug_dan_er_betaald_was(self, verzonden, twee, chandra):
        op_de_bank(chandra, ("-121.10", "F-12"))
        with pytest.raises(FactuurFout, match="komt meer terug dan er betaald was"):
            betaald(
                twee[0],
                datum=BANKDAG,
                bankrekening=rekening("1000"),
                bedrag=D("-121.11"),
                sleutel=uuid4(),
                gebruiker=chandra,
            )


class TestMislukt:
    def test_wat_de_bank_al_liet_zien_mislukt_niet_en_twee_keer_is_een_keer(self, verzonden, twee, chandra):
        op_de_bank(chandra, ("-121.10", "F-12"))
        eerste, tweede = verzonden.regels.order_by("volgnummer")
        with pytest.raises(FactuurFout, match="net veranderd"):
            meld_mislukt(eerste, reden="x", gebruiker=chandra)
        meld_mislukt(tweede, reden="x", gebruiker=chandra)
        with pytest.raises(FactuurFout, match="net veranderd"):
            meld_mislukt(tweede, reden="x", gebruiker=chandra)

    def test_de_database_weigert_een_mislukking_zonder_reden_zonder_regel_of_van_een_andere_opdracht(
        self, verzonden, twee, chandra
    ):
        regel = verzonden.regels.first()
        vast = {"opdracht": verzonden, "soort": "mislukt", "wie": chandra}
        for velden, naam in (
            ({"reden": "x"}, "andere opdracht"),
            ({"reden": "", "regel": regel}, "opdracht_stopt_met_reden"),
            ({"reden": "x", "regel": regel, "soort": "geweigerd"}, "opdracht_mislukt_een_betaling"),
        ):
            with pytest.raises(IntegrityError, match=naam), transaction.atomic():
                Opdrachtdaad.objects.create(**{**vast, **velden})
        Opdrachtdaad.objects.create(**vast, reden="x", regel=regel)
        with pytest.raises(IntegrityError, match="opdracht_mislukt_eens"), transaction.atomic():
            Opdrachtdaad.objects.create(**vast, reden="x", regel=regel)

    def test_een_opdracht_die_nog_wacht_heeft_geen_mislukte_betaling(self, twee, chandra):
        regel = klaar(twee, chandra).regels.first()
        with pytest.raises(FactuurFout, match="net veranderd"):
            meld_mislukt(regel, reden="x", gebruiker=chandra)
        with pytest.raises(IntegrityError, match="net veranderd"), transaction.atomic():
            Opdrachtdaad.objects.create(opdracht=regel.opdracht, soort="mislukt", wie=chandra, reden="x", regel=regel)

    def test_na_een_mislukte_betaling_kan_de_bank_de_rest_nog_weigeren(self, verzonden, twee, chandra):
        meld_mislukt(verzonden.regels.first(), reden="x", gebruiker=chandra)

        stop(verzonden, reden="Saldo te laag", gebruiker=chandra)

        assert [daad.soort for daad in verzonden.daden.order_by("pk")] == [
            "goedgekeurd",
            "verzonden",
            "mislukt",
            "geweigerd",
        ]
        assert standen(twee) == [Stand.TE_BETALEN] * 2

    def test_wat_de_bank_liet_zien_verandert_niet(self, verzonden, chandra):
        op_de_bank(chandra, ("-121.10", "F-12"))
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Regelbetaling.objects.update(bedrag=1)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Regelbetaling.objects.all().delete()


class TestNietGenoteerd:
    def test_een_opdracht_die_de_bank_laat_zien_volgt_ook_als_niemand_haar_noteerde(self, opdracht, twee, chandra):
        op_de_bank(chandra, ("-121.10", "F-12"))
        stand = stand_van_opdracht(opdracht, chandra)
        assert (stand.verzonden, stand.deels, stand.betaald, stand.kan_ophalen) == (True, True, False, False)
        assert (stand.kan_noteren, stand.kan_stoppen) == (True, True)
        assert standen(twee) == [Stand.BETAALD, Stand.OPDRACHT]
        with pytest.raises(FactuurFout, match="F-12 is intussen betaald"):
            haal_op(opdracht)

        op_de_bank(chandra, ("-80.00", "F-13"), begin="878.90")

        stand = stand_van_opdracht(opdracht, chandra)
        assert (stand.betaald, stand.kan_noteren, stand.kan_stoppen, stand.bezwaren) == (True, False, False, ())
        assert [rij.betaald for rij in opdrachten_in(2026, chandra)] == [True]
        assert standen(twee) == [Stand.BETAALD] * 2

    def test_wie_alsnog_noteert_laat_de_rest_onderweg(self, opdracht, twee, chandra):
        op_de_bank(chandra, ("-121.10", "F-12"))

        meld_verzonden(opdracht, gebruiker=chandra)

        assert standen(twee) == [Stand.BETAALD, Stand.ONDERWEG]
        assert te_betalen(chandra) == []

    def test_wie_de_rest_intrekt_maakt_alleen_die_vrij(self, opdracht, twee, chandra):
        op_de_bank(chandra, ("-121.10", "F-12"))

        stop(opdracht, reden="Bestand ging niet weg", gebruiker=chandra)

        assert standen(twee) == [Stand.BETAALD, Stand.TE_BETALEN]
        assert [daad.soort for daad in opdracht.daden.order_by("pk")] == ["goedgekeurd", "ingetrokken"]
        assert hoe(opdracht, chandra) == ["betaald", ""]

    def test_ook_zonder_notitie_wordt_de_opdracht_in_een_bedrag_herkend(self, opdracht, twee, chandra):
        assert [bedrag for _pk, _aantal, bedrag, _vanaf in _verzonden(lees_facturen([]))] == [D("201.10")]
        op_de_bank(chandra, ("-201.10", "Verzamelbetaling"), iban="")

        assert hoe(opdracht, chandra) == ["betaald", "betaald"]

    def test_wat_de_bank_liet_zien_en_ongedaan_is_komt_niet_vrij_als_iemand_de_opdracht_intrekt(
        self, opdracht, twee, chandra
    ):
        haal_op(opdracht)
        regel = op_de_bank(chandra, ("-121.10", "F-12"))
        maak_ongedaan(regel=regel, datum=BANKDAG, gebruiker=chandra)

        assert (standen(twee), een(twee[0]).open) == ([Stand.ONDERWEG, Stand.OPDRACHT], D("121.10"))
        stand = stand_van_opdracht(opdracht, chandra)
        assert (stand.verzonden, stand.kan_ophalen, stand.kan_noteren, stand.kan_stoppen) == (True, False, True, True)
        assert stand.bezwaren == (ZIN_GETOOND,)
        with pytest.raises(FactuurFout, match="De bank liet de betaling van factuur F-12 al zien"):
            haal_op(opdracht)

        stop(opdracht, reden="Bestand ging niet weg", gebruiker=chandra)

        assert standen(twee) == [Stand.ONDERWEG, Stand.TE_BETALEN]
        assert [(rij.stand.factuur, rij.stand.open) for rij in te_betalen(chandra)] == [(twee[1], D("80.00"))]
        assert hoe(opdracht, chandra) == ["onderweg", ""]
        voorstel = voorstellen([regel])[regel.pk][0]
        assert voorstel.waarom == "Betaalt factuur F-12 van Stroom BV."
        neem_aan(regel=regel, beeld=voorstel.beeld, gebruiker=chandra)
        assert (standen(twee), een(twee[0]).open) == ([Stand.BETAALD, Stand.TE_BETALEN], D("0.00"))
        assert hoe(opdracht, chandra) == ["betaald", ""]

    def test_een_opdracht_waarvan_de_bank_alles_al_liet_zien_gaat_niet_meer_terug(self, twee, chandra, bestuurslid):
        opdracht = klaar(twee[:1], chandra)
        keur_goed(opdracht, gebruiker=bestuurslid)
        maak_ongedaan(regel=op_de_bank(chandra, ("-121.10", "F-12")), datum=BANKDAG, gebruiker=chandra)

        assert not stand_van_opdracht(opdracht, chandra).kan_stoppen
        with pytest.raises(FactuurFout, match="Boek de bankregel opnieuw"):
            stop(opdracht, reden="x", gebruiker=chandra)
        assert wachtend(chandra).opdrachten == {}
        meld_verzonden(opdracht, gebruiker=chandra)
        meld_mislukt(opdracht.regels.get(), reden="Afgewezen", gebruiker=chandra)
        assert [(rij.stand.factuur, rij.stand.open) for rij in te_betalen(chandra)] == [
            (twee[0], D("121.10")),
            (twee[1], D("80.00")),
        ]

    def test_een_bankregel_die_iets_anders_bleek_houdt_de_factuur_niet_vast(self, opdracht, twee, casa, chandra):
        regel = op_de_bank(chandra, ("-121.10", "F-12"))
        maak_ongedaan(regel=regel, datum=BANKDAG, gebruiker=chandra)
        anders = [Deel(rekening("4120"), D("-121.10"), casa)]
        boek_zelf(regel=regel, delen=anders, omschrijving="Anders", gebruiker=chandra)

        assert standen(twee) == [Stand.OPDRACHT] * 2
        stop(opdracht, reden="Bestand ging niet weg", gebruiker=chandra)
        assert [rij.stand.open for rij in te_betalen(chandra)] == [D("121.10"), D("80.00")]

    def test_een_opdracht_die_op_goedkeuring_wacht_is_niet_door_de_bank_getoond(self, twee, chandra):
        opdracht = klaar(twee, chandra)
        op_de_bank(chandra, ("-121.10", "F-12"))

        stand = stand_van_opdracht(opdracht, chandra)
        assert (stand.verzonden, stand.getoond, stand.kan_stoppen) == (False, False, True)
        assert Regelbetaling.objects.count() == 0


def test_wie_voor_de_leverancier_werkt_vult_zijn_rekeningnummer_niet_in(db, chandra):
    geef_rol(chandra, Rol.FINANCIER, partner=leverancier())
    vars(chandra).pop("_aanstellingen", None)

    with pytest.raises(FactuurFout, match="Je werkt zelf voor deze leverancier"):
        zet_rekening(partner=leverancier(), iban=IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)
    zet_rekening(partner=leverancier("gas", "Gas BV"), iban=IBAN, tenaamstelling="Gas BV", gebruiker=chandra)
    assert not leverancier().bankrekeningen.exists()


@pytest.fixture
def dubbelklik(transactional_db, casa, chandra, eva):
    begin_boeken(2026)
    return maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))


def test_een_dubbele_klik_tegelijk_geeft_dezelfde_opdracht_en_geen_fout(dubbelklik, chandra):
    sleutel = uuid4()

    uitslag = tegelijk([lambda: klaar([dubbelklik], chandra, sleutel=sleutel) for _ in range(6)])

    assert {opdracht.pk for opdracht in uitslag} == {Betaalopdracht.objects.get().pk}
    assert Betaalregel.objects.count() == 1


def test_zonder_slot_krijgt_de_tweede_klik_een_fout(dubbelklik, chandra, monkeypatch):
    """The negative control: both look before one wrote."""
    allebei, kijk = Barrier(2), opdrachten._keuze

    def samen_kijken(*args):
        gevonden = kijk(*args)
        allebei.wait()
        return gevonden

    monkeypatch.setattr(opdrachten, "_keuze", samen_kijken)
    monkeypatch.setattr(opdrachten, "_op_slot", lambda ids: None)
    sleutel = uuid4()

    def probeer():
        try:
            return klaar([dubbelklik], chandra, sleutel=sleutel)
        except (FactuurFout, IntegrityError) as fout:
            return fout

    assert any(isinstance(deel_, Exception) for deel_ in tegelijk([probeer, probeer]))
