"""What left the bank once is not payable twice: "failed" covers what was open then; undoing brings a part back."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from financien.models import Bankregel, Regelbetaling
from financien.services.bank.boeken import boek_zelf, maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.bankruimte import _onderweg
from financien.services.betalen import te_betalen
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import haal_op, keur_goed, meld_mislukt, meld_verzonden, stop
from financien.services.opdrachtstand import stand_van_opdracht
from financien.services.verrekenen import verrekend_op
from financien.services.wachtend import Daad, wachtend
from tests.financien.bankfabriek import blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.creditfabriek import credit
from tests.financien.factuurfabriek import IBAN, ONZE_IBAN, deel, klaar, maak_betaalbaar

D = Decimal
BANKDAG = date(2026, 3, 20)
DEEL = "Betaalt een deel van factuur F-12 van Stroom BV."


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    """The clock runs: what came first is told by it."""
    time_machine.move_to("2026-03-20 10:00", tick=True)


@pytest.fixture
def factuur(db, casa, chandra, eva):
    begin_boeken(2026)
    return maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))


@pytest.fixture
def opdracht(factuur, chandra, bestuurslid):
    """An order of one payment of 121,10 that is at the bank."""
    opdracht = klaar([factuur], chandra)
    keur_goed(opdracht, gebruiker=bestuurslid)
    meld_verzonden(opdracht, gebruiker=chandra)
    return opdracht


@pytest.fixture
def regel(opdracht, chandra):
    """The bank shows 50,00 of it."""
    return op_de_bank(chandra, "-50.00", "1000.00")


def op_de_bank(wie, bedrag, begin):
    lees_blad(
        wie, blad(zin(bedrag, datum=BANKDAG, iban=IBAN, naam="Stroom BV", wat="F-12"), begin=begin, iban=ONZE_IBAN)
    )
    return neem(Bankregel.objects.latest("pk"), wie)


def neem(regel, wie):
    neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)
    return regel


def maak_los(regel, wie):
    maak_ongedaan(regel=regel, datum=BANKDAG, gebruiker=wie)


def mislukt(opdracht, wie):
    meld_mislukt(opdracht.regels.get(), reden="Afgekeurd door de bank", gebruiker=wie)


def geld(factuur, wie):
    """Tell the status, what is open, what may be paid now, and what is under way to the bank."""
    nu = een(factuur)
    betaalbaar = [rij.stand.vrij for rij in te_betalen(wie)]
    return nu.stand, nu.open, betaalbaar, [bedrag for _opdracht, bedrag in _onderweg()]


def hoe(opdracht, wie):
    return [hoe for _regel, hoe in stand_van_opdracht(opdracht, wie).rijen]


class TestEerstMislukt:
    def test_het_getoonde_deel_is_weer_onderweg_en_alleen_de_mislukte_rest_betaalbaar(
        self, regel, opdracht, factuur, chandra
    ):
        mislukt(opdracht, chandra)
        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("71.10"), [D("71.10")], [])

        maak_los(regel, chandra)

        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("121.10"), [D("71.10")], [D("50.00")])
        assert hoe(opdracht, chandra) == ["onderweg"]
        assert klaar([factuur], chandra).totaal == D("71.10")
        assert geld(factuur, chandra) == (Stand.ONDERWEG, D("121.10"), [], [D("50.00"), D("71.10")])

    def test_wie_de_bankregel_opnieuw_boekt_betaalt_dezelfde_betaling(self, regel, opdracht, factuur, chandra):
        mislukt(opdracht, chandra)
        for keer in (2, 3):  # undone and booked twice, it left once
            maak_los(regel, chandra)
            assert geld(factuur, chandra)[2:] == ([D("71.10")], [D("50.00")])
            assert voorstellen([regel])[regel.pk][0].waarom == DEEL
            neem(regel, chandra)
            assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("71.10"), [D("71.10")], [])
            assert (
                list(Regelbetaling.objects.values_list("regel", "bedrag"))
                == [(opdracht.regels.get().pk, D("50.00"))] * keer
            )

    def test_een_bankregel_die_iets_anders_bleek_maakt_alles_vrij(self, regel, opdracht, factuur, casa, chandra):
        mislukt(opdracht, chandra)
        maak_los(regel, chandra)
        anders = [Deel(rekening("4120"), D("-50.00"), casa)]
        boek_zelf(regel=regel, delen=anders, omschrijving="Anders", gebruiker=chandra)

        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("121.10"), [D("121.10")], [])
        assert hoe(opdracht, chandra) == ["mislukt"]

    def test_de_rest_in_een_nieuwe_opdracht_en_het_deel_vinden_elk_hun_eigen_bankregel(
        self, regel, opdracht, factuur, chandra, bestuurslid
    ):
        mislukt(opdracht, chandra)
        maak_los(regel, chandra)
        nieuw = klaar([factuur], chandra)
        keur_goed(nieuw, gebruiker=bestuurslid)
        assert haal_op(nieuw) == nieuw.bestand
        assert wachtend(chandra).opdrachten == {nieuw.pk: Daad.OPHALEN}

        op_de_bank(chandra, "-71.10", "950.00")

        assert geld(factuur, chandra) == (Stand.ONDERWEG, D("50.00"), [], [D("50.00")])
        assert (hoe(opdracht, chandra), hoe(nieuw, chandra)) == (["onderweg"], ["betaald"])
        neem(regel, chandra)
        assert geld(factuur, chandra) == (Stand.BETAALD, D("0.00"), [], [])

    def test_het_deel_opnieuw_boeken_gaat_niet_van_de_nieuwe_opdracht_af(
        self, regel, opdracht, factuur, chandra, bestuurslid
    ):
        mislukt(opdracht, chandra)
        maak_los(regel, chandra)
        nieuw = klaar([factuur], chandra)
        keur_goed(nieuw, gebruiker=bestuurslid)

        neem(regel, chandra)

        assert geld(factuur, chandra) == (Stand.OPDRACHT, D("71.10"), [], [D("71.10")])
        assert (hoe(opdracht, chandra), stand_van_opdracht(nieuw, chandra).bezwaren) == (["mislukt"], ())

    def test_nog_eens_mislukt_kan_niet_de_bankregel_is_de_uitweg(self, regel, opdracht, chandra):
        mislukt(opdracht, chandra)
        maak_los(regel, chandra)

        assert stand_van_opdracht(opdracht, chandra).kan_mislukken == []
        with pytest.raises(FactuurFout) as fout:
            mislukt(opdracht, chandra)
        assert str(fout.value) == (
            "De bank liet een deel van de betaling van factuur F-12 al zien. De rest staat al als mislukt. "
            "Boek de bankregel opnieuw, of boek hem als iets anders."
        )

    def test_wat_alleen_onderweg_is_staat_niet_als_te_betalen_op_het_eerste_scherm(
        self, regel, opdracht, factuur, chandra
    ):
        mislukt(opdracht, chandra)
        assert wachtend(chandra).facturen == {factuur.pk: Daad.BETALEN}
        op_de_bank(chandra, "-71.10", "950.00")
        maak_los(regel, chandra)

        assert geld(factuur, chandra) == (Stand.ONDERWEG, D("50.00"), [], [D("50.00")])
        assert wachtend(chandra).facturen == {}


def test_de_bladzijden_zeggen_welk_deel_onderweg_is_en_welk_deel_te_betalen(client, regel, opdracht, factuur, chandra):
    mislukt(opdracht, chandra)
    maak_los(regel, chandra)
    client.force_login(chandra)

    def lees(naam, *args):
        return client.get(reverse(f"financien:{naam}", args=args)).content.decode().replace("\xa0", " ")

    pagina = lees("factuur", factuur.pk)
    assert f"€ 50,00 zit in betaalopdracht {opdracht}" in pagina
    assert "Dit deel liet de bank al zien: boek de bankregel opnieuw." in pagina
    assert "€ 71,10" in lees("klaarzetten", 2026)
    assert reverse("financien:betaling_mislukt", args=[opdracht.pk, 1]) not in lees("betaling", opdracht.pk)


class TestEerstOngedaan:
    def test_wie_daarna_zegt_dat_het_mislukte_maakt_alles_vrij(self, regel, opdracht, factuur, chandra):
        maak_los(regel, chandra)
        assert geld(factuur, chandra) == (Stand.ONDERWEG, D("121.10"), [], [D("121.10")])

        mislukt(opdracht, chandra)

        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("121.10"), [D("121.10")], [])
        assert hoe(opdracht, chandra) == ["mislukt"]

    def test_toch_opnieuw_geboekt_en_weer_ongedaan_is_weer_onderweg(self, regel, opdracht, factuur, chandra):
        maak_los(regel, chandra)
        mislukt(opdracht, chandra)
        neem(regel, chandra)
        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("71.10"), [D("71.10")], [])

        maak_los(regel, chandra)

        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("121.10"), [D("71.10")], [D("50.00")])


class TestVerrekend:
    def test_een_creditnota_gaat_alleen_af_van_wat_niet_al_van_de_bank_ging(
        self, regel, opdracht, factuur, casa, chandra, eva
    ):
        """Of 121,10 the bank took 50,00, and its line is open again: set off whole, 50,00 would be paid twice."""
        mislukt(opdracht, chandra)
        maak_los(regel, chandra)
        tegoed = credit(chandra, eva, deel("4120", "-121.10", casa))

        klaar([factuur, tegoed], chandra)

        assert (verrekend_op(factuur), een(factuur).open, een(tegoed).open) == (D("71.10"), D("50.00"), D("-50.00"))
        neem(regel, chandra)
        assert (een(factuur).stand, een(factuur).open, een(tegoed).open) == (Stand.BETAALD, D("0.00"), D("-50.00"))


class TestGestopt:
    @pytest.mark.parametrize("eerst", ["stop", "los"])
    def test_van_een_geweigerde_opdracht_blijft_precies_het_getoonde_deel_onderweg(
        self, eerst, regel, opdracht, factuur, chandra
    ):
        stappen = [
            lambda: stop(opdracht, reden="Saldo te laag", gebruiker=chandra),
            lambda: maak_los(regel, chandra),
        ]
        for stap in stappen if eerst == "stop" else stappen[::-1]:
            stap()

        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("121.10"), [D("71.10")], [D("50.00")])
        assert not stand_van_opdracht(opdracht, chandra).kan_stoppen
        neem(regel, chandra)
        assert geld(factuur, chandra) == (Stand.TE_BETALEN, D("71.10"), [D("71.10")], [])
