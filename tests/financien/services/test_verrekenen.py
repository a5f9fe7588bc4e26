"""A credit note in an order: set off against invoices of the supplier, once, and free again when the order fails."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Betaalopdracht, Boekstuk
from financien.services.akkoorden import keur_af
from financien.services.betalen import openstaande_facturen, te_betalen
from financien.services.boeken import keer_om
from financien.services.facturen import AlGebruikt, FactuurFout, wijzig
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import keur_goed, meld_verzonden
from financien.services.opdrachtstand import stand_van_opdracht
from financien.services.verwacht_geld import van_facturen
from financien.services.wachtend import Daad, wachtend
from tests.fabriek import geef_rol
from tests.financien.boekfabriek import begin_boeken
from tests.financien.creditfabriek import DAG, credit, saldo, van_de_bank
from tests.financien.factuurfabriek import (
    IBAN,
    ONZE_IBAN,
    deel,
    inhoud,
    klaar,
    leverancier,
    maak_betaalbaar,
    maak_geboekt,
)
from tests.financien.services.test_betalen import lees

D = Decimal


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


@pytest.fixture
def boeken(db, casa, multibron):
    begin_boeken(2026)


@pytest.fixture
def factuur(boeken, casa, chandra, eva):
    """An invoice of 121,10 to be paid (F-12)."""
    return maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa), btw=D("21.02"))


@pytest.fixture
def nota(factuur, casa, chandra, eva):
    """A booked credit note of 20,00 for that invoice (C-3)."""
    return credit(chandra, eva, deel("4120", "-20.00", casa), btw=D("-3.47"), credit_van=factuur)


class TestVerrekenen:
    def test_de_bank_krijgt_het_verschil_en_de_leverancier_leest_waarom(self, factuur, nota, chandra, bestuurslid):
        opdracht = klaar([factuur, nota], chandra)

        kenmerk = f"BWK-{opdracht.sleutel.hex[:10]}-{factuur.pk}"
        assert lees(bytes(opdracht.bestand.inhoud)) == [
            ("Stroom BV", IBAN, D("101.10"), "Factuur F-12 min C-3", kenmerk)
        ]
        assert (opdracht.aantal, opdracht.totaal) == (1, D("101.10"))
        assert (een(nota).stand, een(factuur).open) == (Stand.BETAALD, D("101.10"))
        stuk = Boekstuk.objects.get(omschrijving__startswith="Verrekend")
        assert [
            (b.debet.nummer, b.credit.nummer, b.bedrag, b.factuur) for b in stuk.boekingen.order_by("volgnummer")
        ] == [
            ("1500", "1490", D("20.00"), factuur),
            ("1490", "1500", D("20.00"), nota),
        ]
        assert (saldo("1490"), saldo("1500")) == (D(0), D("-101.10"))
        keur_goed(opdracht, gebruiker=bestuurslid)

    def test_hetzelfde_formulier_twee_keer_verrekent_een_keer(self, factuur, nota, chandra):
        sleutel = uuid4()
        eerste = klaar([factuur, nota], chandra, sleutel=sleutel)

        assert klaar([factuur, nota], chandra, sleutel=sleutel) == eerste
        assert Boekstuk.objects.filter(omschrijving__startswith="Verrekend").count() == 1
        with pytest.raises(AlGebruikt):
            klaar([factuur], chandra, sleutel=sleutel)

    def test_een_grotere_creditnota_maakt_de_oudste_factuur_op_en_blijft_voor_de_rest_staan(
        self, factuur, casa, chandra, eva
    ):
        tweede = maak_betaalbaar(chandra, eva, deel("4120", "50.00", casa), nummer="F-13")
        nota = credit(chandra, eva, deel("4120", "-150.00", casa))

        opdracht = klaar([factuur, tweede, nota], chandra)

        assert [(r.factuur, r.bedrag) for r in opdracht.regels.all()] == [(tweede, D("21.10"))]
        assert [een(rij).stand for rij in (factuur, tweede, nota)] == [Stand.BETAALD, Stand.OPDRACHT, Stand.BETAALD]
        assert klaar([factuur, tweede, nota], chandra, sleutel=opdracht.sleutel) == opdracht

    @pytest.mark.parametrize(("bedrag", "over"), [("-121.10", "0.00"), ("-200.00", "-78.90")])
    def test_een_creditnota_voor_alles_wordt_verrekend_zonder_opdracht(self, factuur, casa, chandra, eva, bedrag, over):
        nota = credit(chandra, eva, deel("4120", bedrag, casa))
        sleutel = uuid4()

        stuk = klaar([factuur, nota], chandra, sleutel=sleutel)

        assert [
            (b.debet.nummer, b.credit.nummer, b.bedrag, b.factuur) for b in stuk.boekingen.order_by("volgnummer")
        ] == [("1500", "1490", D("121.10"), factuur), ("1490", "1500", D("121.10"), nota)]
        assert (Betaalopdracht.objects.count(), een(factuur).stand) == (0, Stand.BETAALD)
        assert (een(factuur).open, een(nota).open, saldo("1490")) == (D("0.00"), D(over), D("0.00"))
        assert te_betalen(chandra) == []
        assert klaar([factuur, nota], chandra, sleutel=sleutel) == stuk
        with pytest.raises(AlGebruikt, match=f"al gebruikt voor {stuk}"):
            klaar([factuur], chandra, sleutel=sleutel)
        with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
            klaar([factuur, nota], chandra)
        assert Boekstuk.objects.filter(omschrijving__startswith="Verrekend").count() == 1

    def test_een_creditnota_gaat_alleen_van_een_factuur_van_dezelfde_leverancier_af(self, factuur, casa, chandra, eva):
        ander = maak_betaalbaar(chandra, eva, deel("4120", "50.00", casa), leverancier=leverancier("gas", "Gas BV"))
        nota = credit(chandra, eva, deel("4120", "-5.00", casa))
        with pytest.raises(FactuurFout, match="ook een factuur van deze leverancier"):
            klaar([ander, nota], chandra)
        opdracht = klaar([ander, factuur, nota], chandra)
        assert sorted(r.bedrag for r in opdracht.regels.all()) == [D("50.00"), D("116.10")]

    def test_te_betalen_toont_een_tegoed_alleen_naast_een_factuur(self, factuur, nota, chandra):
        assert [(rij.stand.factuur, rij.tegoed) for rij in te_betalen(chandra)] == [(factuur, False), (nota, True)]
        klaar([factuur], chandra)
        assert te_betalen(chandra) == []

    def test_wie_de_verrekening_omkeert_maakt_beide_weer_open(self, factuur, nota, chandra):
        klaar([factuur, nota], chandra)
        stuk = Boekstuk.objects.get(omschrijving__startswith="Verrekend")
        keer_om(stuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)

        assert (een(factuur).open, een(nota).open) == (D("121.10"), D("-20.00"))

    def test_wat_de_bank_liet_zien_is_een_betaling_die_klaar_is_en_de_rest_kan_in_een_nieuwe_opdracht(
        self, factuur, nota, chandra, bestuurslid
    ):
        opdracht = klaar([factuur, nota], chandra)
        keur_goed(opdracht, gebruiker=bestuurslid)
        meld_verzonden(opdracht, gebruiker=chandra)
        stuk = Boekstuk.objects.get(omschrijving__startswith="Verrekend")
        keer_om(stuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)
        van_de_bank(factuur, "101.10", chandra)

        assert (een(factuur).stand, een(factuur).open) == (Stand.TE_BETALEN, D("20.00"))
        assert (stand_van_opdracht(opdracht, chandra).betaald, opdracht.regels.get().loopt) == (True, False)
        rest = klaar([factuur], chandra)
        assert (rest.totaal, een(factuur).stand) == (D("20.00"), Stand.OPDRACHT)


class TestTeruggedraaid:
    @pytest.fixture
    def schuld(self, factuur, nota, casa, chandra, bestuurslid):
        """The credit note of 20,00, reversed after it was set off and the bank paid the rest."""
        keur_goed(klaar([factuur, nota], chandra), gebruiker=bestuurslid)
        van_de_bank(factuur, "101.10", chandra)
        keer_om(een(nota).akkoorden[-1].boekstuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)
        return nota

    def test_wat_we_weer_schuldig_zijn_staat_bij_wat_open_is(self, factuur, schuld, chandra):
        assert (een(schuld).stand, een(schuld).open, saldo("1500")) == (Stand.TERUGGEDRAAID, D("20.00"), D("-20.00"))
        assert [(rij.factuur, rij.open) for rij in openstaande_facturen()] == [(schuld.pk, D("20.00"))]
        rij = te_betalen(chandra)[0]
        assert (rij.stand.factuur, rij.stand.open, rij.tegoed) == (schuld, D("20.00"), False)
        assert rij.mis.startswith("Deze creditnota is teruggedraaid")
        with pytest.raises(FactuurFout, match="Boek haar opnieuw of keur haar af"):
            klaar([schuld], chandra)
        assert sorted(item.bedrag for item in van_facturen(DAG, date(2026, 12, 31)).verwacht) == [D("-20.00")]

    def test_na_afkeuren_wordt_ze_gewoon_betaald(self, factuur, schuld, casa, chandra, eva, bestuurslid):
        wijzig(schuld, inhoud(deel("4120", "-20.00", casa), nummer="C-3", credit=True, credit_van=factuur), ronde=1)
        schuld.refresh_from_db()
        keur_af(schuld, ronde=2, reden="Bestaat niet", gebruiker=chandra)

        assert (een(schuld).stand, een(schuld).open) == (Stand.TE_BETALEN, D("20.00"))
        assert (wachtend(chandra).facturen, wachtend(eva).facturen) == ({schuld.pk: Daad.BETALEN}, {})
        opdracht = klaar([schuld], chandra)
        assert (opdracht.totaal, een(schuld).stand) == (D("20.00"), Stand.OPDRACHT)
        keur_goed(opdracht, gebruiker=bestuurslid)
        assert stand_van_opdracht(opdracht, chandra).bezwaren == ()
        meld_verzonden(opdracht, gebruiker=chandra)
        van_de_bank(schuld, "20.00", chandra)
        assert (een(schuld).stand, openstaande_facturen(), saldo("1500")) == (Stand.AFGEKEURD, [], D("0.00"))


class TestZonderRekeningnummer:
    """Of what is set off whole nothing goes to the bank: no account number is needed, not of ours either."""

    @pytest.fixture
    def kaal(self, boeken, casa, chandra, eva):
        return maak_geboekt(chandra, eva, deel("4120", "121.10", casa))

    def test_alles_verrekenen_kan(self, kaal, casa, chandra, eva):
        nota = credit(chandra, eva, deel("4120", "-121.10", casa))

        assert [(rij.naar, rij.mis, rij.tegoed) for rij in te_betalen(chandra)] == [(None, "", False), (None, "", True)]
        stuk = klaar([kaal, nota], chandra)
        assert (stuk.totaal, een(kaal).stand, een(nota).stand) == (D("242.20"), Stand.BETAALD, Stand.BETAALD)

    def test_wat_er_overblijft_gaat_niet_zonder_nummer_naar_de_bank_en_dan_is_er_ook_niets_verrekend(
        self, kaal, casa, chandra, eva
    ):
        nota = credit(chandra, eva, deel("4120", "-121.09", casa))
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": ONZE_IBAN})

        with pytest.raises(FactuurFout, match=r"^Vul eerst het rekeningnummer in van wie het geld krijgt\.$"):
            klaar([kaal, nota], chandra)
        assert (een(kaal).open, een(nota).open) == (D("121.10"), D("-121.09"))
        assert Boekstuk.objects.filter(omschrijving__startswith="Verrekend").count() == 0

    def test_zonder_tegoed_blijft_het_nummer_nodig_en_een_eigen_factuur_is_voor_een_ander(
        self, kaal, casa, chandra, eva
    ):
        assert [rij.mis for rij in te_betalen(chandra)] == ["Vul eerst het rekeningnummer in van wie het geld krijgt."]
        credit(chandra, eva, deel("4120", "-121.10", casa))
        geef_rol(chandra, Rol.FINANCIER, partner=kaal.leverancier)

        assert {rij.mis for rij in te_betalen(type(chandra).objects.get(pk=chandra.pk))} == {
            "Dit is een betaling aan jezelf. Iemand anders zet haar klaar."
        }
