"""Money that goes back to a financier: proposed at the bank, and paid by an order that two people make."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Betaalregel, Boekstuk, Inkoopfactuur
from financien.services import terugbetaling
from financien.services.bank.boeken import maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.bankplek import Plek
from financien.services.betalen import te_betalen, zet_rekening
from financien.services.boeken import AlGeboekt, BoekFout, keer_om
from financien.services.controleren import controleer
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import Stand, een
from financien.services.kasoverzicht import kasoverzicht
from financien.services.ontvangsten import betaal_terug, kwam_terug
from financien.services.opdrachten import keur_goed, meld_mislukt, meld_verzonden, stop
from financien.services.opdrachtstand import stand_van_opdracht
from financien.services.openposten import per_leverancier
from financien.services.terugbetaling import van_toekenning, zet_te_betalen
from financien.services.toekenningstand import samen, standen
from financien.services.verrekenen import wat_ontvanger_leest
from financien.services.vierogen import altijd_te_zien
from kamers.models import Partnernaam
from tests.fabriek import geef_rol, maak_gebruiker, maak_partner
from tests.financien.bankfabriek import ANDER as IBAN
from tests.financien.bankfabriek import EIGEN, VREEMD, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import klaar
from tests.financien.services.test_betalen import lees
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.financien.services.test_toekenning_gelijktijdig import wacht_op_elkaar, zonder_slot
from tests.financien.toekenningfabriek import bedragen_van, kom_binnen, maak_toekenning, op_de_balans, stap, verleen

D = Decimal
DAG = date(2026, 3, 20)
REGEL = ("debet__nummer", "credit__nummer", "bedrag", "kamer__code")


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


def te_veel(wie, casa, multibron, **velden):
    """A grant of 1.000 that was paid whole and is finally 900: 100 goes back, of two rooms."""
    rij = maak_toekenning(wie, {casa: 600, multibron: 400}, jaar=2025, **velden)
    verleen(rij, wie, date(2025, 1, 5))
    kom_binnen(rij, wie, date(2025, 3, 1), 1000)
    stap(rij, wie, date(2026, 2, 10), "vastgesteld", bedrag=D(900))
    return rij


@pytest.fixture
def boeken(db, casa, multibron):
    begin_bank(2025, 2026)


@pytest.fixture
def rij(boeken, casa, multibron, chandra):
    return te_veel(chandra, casa, multibron, kenmerk="GD-2025-12")


@pytest.fixture
def met_rekening(rij, chandra):
    zet_rekening(partner=rij.partner, iban=IBAN, tenaamstelling="Gemeente Amsterdam", gebruiker=chandra)
    return rij


def nu(rij):
    return samen(standen(date.max, [rij.pk]).get(rij.pk, {}))


def op_de_bank(wie, bedrag="-100.00", iban=IBAN, wat="Terug", naam="Gemeente", datum=DAG, **velden) -> Bankregel:
    lees_blad(wie, blad(zin(bedrag, datum=datum, iban=iban, wat=wat, naam=naam), **velden))
    return Bankregel.objects.order_by("-pk")[0]


def zinnen(regel) -> list[tuple[str, int]]:
    return [(v.waarom.replace("\xa0", " "), v.zekerheid) for v in voorstellen([regel])[regel.pk]]


def neem_eerste(regel, wie):
    return neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)


def zet(rij, wie, bedrag="100.00", **velden) -> Inkoopfactuur:
    return zet_te_betalen(toekenning=rij, bedrag=D(bedrag), gebruiker=wie, **{"sleutel": uuid4(), **velden})


def te_kiezen(wie) -> list[tuple[str, Decimal, str]]:
    return [(rij.stand.factuur.nummer, rij.stand.vrij, rij.mis) for rij in te_betalen(wie)]


class TestVoorstel:
    ZIN = "Gaat terug naar Gemeente: terug te betalen is € 100,00 van Bijdrage gemeente 2025."

    @pytest.mark.parametrize(
        ("velden", "zekerheid"),
        [
            ({}, 94),
            ({"wat": "Terug GD-2025-12"}, 97),
            ({"iban": ""}, 85),
            ({"iban": "", "naam": "", "wat": "Terug aan gemeente"}, 85),
            ({"iban": "", "naam": "", "wat": "Terug"}, None),
            ({"iban": VREEMD}, None),
            ({"iban": VREEMD, "wat": "GD-2025-12"}, None),
            ({"bedrag": "-99.99"}, None),
            ({"bedrag": "-100.01"}, None),
            ({"bedrag": "100.00"}, None),
        ],
    )
    def test_geld_naar_een_financier_die_juist_dat_terugkrijgt_is_die_terugbetaling(
        self, met_rekening, chandra, velden, zekerheid
    ):
        assert zinnen(op_de_bank(chandra, **velden)) == ([(self.ZIN, zekerheid)] if zekerheid else [])

    def test_zonder_bekend_rekeningnummer_is_een_naam_van_de_partner_genoeg(self, rij, chandra):
        Partnernaam.objects.create(partner=rij.partner, naam="Stadsdeel Zuidoost", vanaf=date(2020, 1, 1))

        assert zinnen(op_de_bank(chandra, naam="STADSDEEL ZUIDOOST")) == [(self.ZIN, 85)]
        assert zinnen(op_de_bank(chandra, naam="Rochdale", begin="900.00")) == []

    def test_voor_het_besluit_was_er_niets_terug_te_betalen(self, met_rekening, chandra):
        assert zinnen(op_de_bank(chandra, datum=date(2025, 12, 30))) == []

    def test_van_twee_even_grote_schulden_telt_alleen_wat_de_regel_noemt(self, met_rekening, casa, multibron, chandra):
        velden = {"omschrijving": "Buurtbudget", "kenmerk": "BB-7788", "partner": met_rekening.partner}
        te_veel(chandra, casa, multibron, **velden)

        assert zinnen(op_de_bank(chandra)) == []
        assert [z for _waarom, z in zinnen(op_de_bank(chandra, wat="BB-7788", begin="900.00"))] == [97]

    def test_aannemen_boekt_haar_een_keer_en_ongedaan_maken_zet_de_schuld_terug(self, met_rekening, chandra):
        regel = op_de_bank(chandra)
        boeking = neem_eerste(regel, chandra)

        assert neem_aan(regel=regel, beeld="oud", gebruiker=chandra) == boeking
        assert str(boeking.boekstuk) == "B2026-0001"
        assert list(boeking.boekstuk.boekingen.values_list(*REGEL)) == [
            ("1620", "1000", D("60.00"), "cjm"), ("1620", "1000", D("40.00"), "multibron"),
        ]  # fmt: skip
        assert bedragen_van(nu(met_rekening)) == (900, 900, 0, 0, 0)
        maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
        assert bedragen_van(nu(met_rekening)) == (1000, 900, 0, 0, 100)
        assert zinnen(regel) == [(self.ZIN, 94)]

    def test_wie_te_laat_aanneemt_boekt_niet_meer_dan_er_open_staat(self, met_rekening, chandra):
        regel = op_de_bank(chandra)
        beeld = voorstellen([regel])[regel.pk][0].beeld
        vast = {"rekening": rekening("1000"), "datum": DAG, "sleutel": uuid4(), "gebruiker": chandra}
        betaal_terug(toekenning=met_rekening, bedrag=D("0.01"), **vast)

        with pytest.raises(BoekFout, match="Het voorstel bij deze regel is veranderd"):
            neem_aan(regel=regel, beeld=beeld, gebruiker=chandra)


class TestTeruggekomen:
    """The bank could not pay the 100,00: the account was wrong."""

    ZIN = "De terugbetaling aan Gemeente kwam terug: € 100,00 van Bijdrage gemeente 2025 is weer terug te betalen."

    @pytest.fixture
    def betaald(self, met_rekening, chandra):
        neem_eerste(op_de_bank(chandra), chandra)
        return met_rekening

    @pytest.mark.parametrize(
        ("velden", "zekerheid"),
        [
            ({}, 94),
            ({"wat": "Retour GD-2025-12"}, 97),
            ({"iban": ""}, 85),
            ({"iban": "", "naam": "", "wat": "Rekening onbekend"}, None),
            ({"iban": VREEMD}, 85),
            ({"bedrag": "99.99"}, None),
            ({"bedrag": "100.01"}, None),
        ],
    )
    def test_juist_wat_naar_de_financier_ging_en_terugkomt_is_die_terugbetaling(
        self, betaald, chandra, velden, zekerheid
    ):
        regel = op_de_bank(chandra, **{"bedrag": "100.00", "begin": "900.00"} | velden)

        assert zinnen(regel) == ([(self.ZIN, zekerheid)] if zekerheid else [])

    def test_geld_dat_eerder_kwam_dan_het_ging_kwam_niet_terug(self, met_rekening, chandra):
        vast = {"rekening": rekening("1000"), "datum": DAG, "sleutel": uuid4(), "gebruiker": chandra}
        betaal_terug(toekenning=met_rekening, bedrag=D(100), **vast)

        assert zinnen(op_de_bank(chandra, "100.00", datum=date(2026, 3, 19))) == []

    def test_aannemen_maakt_er_een_keer_weer_een_schuld_van_die_opnieuw_kan_gaan(self, betaald, chandra):
        regel = op_de_bank(chandra, "100.00", begin="900.00")
        boeking = neem_eerste(regel, chandra)

        assert neem_aan(regel=regel, beeld="oud", gebruiker=chandra) == boeking
        assert list(boeking.boekstuk.boekingen.values_list(*REGEL)) == [
            ("1000", "1620", D("60.00"), "cjm"), ("1000", "1620", D("40.00"), "multibron"),
        ]  # fmt: skip
        assert bedragen_van(nu(betaald)) == (1000, 900, 0, 0, 100)
        assert (kasoverzicht(2026, DAG)[-1].toekenningen, controleer()) == (0, [])
        assert zinnen(op_de_bank(chandra, "100.00", begin="1000.00", wat="Nog eens")) == []
        assert zinnen(op_de_bank(chandra, begin="1100.00", wat="Weer terug")) == [(TestVoorstel.ZIN, 94)]
        maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
        assert bedragen_van(nu(betaald)) == (900, 900, 0, 0, 0)
        assert zinnen(regel) == [(self.ZIN, 94)]

    def test_van_twee_keer_vijftig_komt_er_een_terug(self, met_rekening, chandra):
        vast = {"rekening": rekening("1000"), "datum": DAG, "gebruiker": chandra}
        for _keer in range(2):
            betaal_terug(toekenning=met_rekening, bedrag=D(50), sleutel=uuid4(), **vast)

        neem_eerste(op_de_bank(chandra, "50.00"), chandra)

        assert bedragen_van(nu(met_rekening)) == (950, 900, 0, 0, 50)

    def test_er_komt_nooit_meer_terug_dan_er_ging(self, betaald, chandra):
        vast = {"rekening": rekening("1000"), "plek": Plek(DAG), "sleutel": uuid4(), "gebruiker": chandra}
        with pytest.raises(BoekFout, match=r"^Van deze rekening ging €\s100,00 terug\.$"):
            kwam_terug(toekenning=betaald, bedrag=D("100.01"), **vast)
        assert bedragen_van(nu(betaald)) == (900, 900, 0, 0, 0)


class TestKlaarzetten:
    def test_wat_terug_moet_is_te_betalen_zoals_een_factuur(self, met_rekening, chandra):
        factuur = zet(met_rekening, chandra)

        stand = een(factuur)
        assert (stand.stand, stand.open, stand.totaal) == (Stand.TE_BETALEN, D("100.00"), D("100.00"))
        assert (factuur.leverancier, factuur.nummer) == (met_rekening.partner, "Terugbetaling GD-2025-12")
        assert (stand.terugbetaling, factuur.vervaldatum) == (True, date(2026, 4, 19))
        assert te_kiezen(chandra) == [("Terugbetaling GD-2025-12", D("100.00"), "")]
        assert bedragen_van(nu(met_rekening)) == (900, 900, 0, 0, 0)
        balans = op_de_balans(DAG)
        assert (balans.get("1500"), balans.get("1620")) == (D("100.00"), None)
        stuk = Boekstuk.objects.latest("pk")
        assert list(stuk.boekingen.values_list(*REGEL, "factuur")) == [
            ("1620", "1500", D("60.00"), "cjm", factuur.pk), ("1620", "1500", D("40.00"), "multibron", factuur.pk),
        ]  # fmt: skip
        assert altijd_te_zien(DAG, DAG)[stuk.pk] == "alleen"
        assert [(r.partner, r.open) for r in per_leverancier()] == [(met_rekening.partner, D("100.00"))]

    @pytest.mark.parametrize("bedrag", ["0.00", "-1.00", "100.01"])
    def test_nooit_meer_dan_er_terug_moet(self, met_rekening, chandra, bedrag):
        with pytest.raises(BoekFout, match=r"Terug te betalen is €.100,00"):
            zet(met_rekening, chandra, bedrag)
        assert not Inkoopfactuur.objects.exists()

    def test_in_delen_blijft_het_samen_wat_er_terug_moet(self, met_rekening, chandra):
        eerste, tweede = zet(met_rekening, chandra, "33.33"), zet(met_rekening, chandra, "66.67")

        assert [f.nummer for f in (eerste, tweede)] == ["Terugbetaling GD-2025-12", "Terugbetaling GD-2025-12 (2)"]
        assert bedragen_van(nu(met_rekening)) == (900, 900, 0, 0, 0)
        with pytest.raises(BoekFout, match=r"Terug te betalen is €.0,00"):
            zet(met_rekening, chandra, "0.01")
        vast = {"rekening": rekening("1000"), "datum": DAG, "sleutel": uuid4(), "gebruiker": chandra}
        with pytest.raises(BoekFout, match=r"Terug te betalen is €.0,00"):
            betaal_terug(toekenning=met_rekening, bedrag=D("0.01"), **vast)

    def test_hetzelfde_formulier_is_een_terugbetaling_en_met_iets_anders_al_geboekt(self, met_rekening, chandra):
        sleutel = uuid4()
        factuur = zet(met_rekening, chandra, "40.00", sleutel=sleutel)

        assert zet(met_rekening, chandra, "40.00", sleutel=sleutel) == factuur
        with pytest.raises(AlGeboekt):
            zet(met_rekening, chandra, "50.00", sleutel=sleutel)
        assert nu(met_rekening).terug == D("60.00")

    def test_wie_voor_de_financier_werkt_of_zonder_partner_zet_niets_klaar(self, met_rekening, casa, chandra):
        wie = maak_gebruiker("Dubbel", Rol.PENNINGMEESTER)
        geef_rol(wie, Rol.FINANCIER, partner=met_rekening.partner)
        with pytest.raises(BoekFout, match="Je werkt zelf voor deze financier"):
            zet(met_rekening, wie)
        los = maak_toekenning(chandra, {casa: 50}, jaar=2025, soort="belastingdienst")
        with pytest.raises(BoekFout, match="hoort geen partner"):
            zet(los, chandra, "1.00")

    @pytest.mark.parametrize(
        ("kenmerk", "nummer"), [("", "Terugbetaling Bijdrage gemeente 2025"), ("X" * 60, f"Terugbetaling {'X' * 26}")]
    )
    def test_zonder_kenmerk_staat_er_waarvoor_het_was(self, boeken, casa, multibron, chandra, kenmerk, nummer):
        assert zet(te_veel(chandra, casa, multibron, kenmerk=kenmerk[:40]), chandra).nummer == nummer


class TestOpdracht:
    @pytest.fixture
    def factuur(self, met_rekening, chandra):
        Cooperatie.objects.update(iban=EIGEN)
        return zet(met_rekening, chandra)

    def test_het_bestand_noemt_het_kenmerk_en_een_ander_keurt_het_goed(self, factuur, chandra, bestuurslid):
        opdracht = klaar([factuur], chandra)

        regel = opdracht.regels.get()
        assert lees(bytes(opdracht.bestand.inhoud)) == [
            ("Gemeente Amsterdam", IBAN, D("100.00"), "Terugbetaling GD-2025-12", regel.kenmerk)
        ]
        with pytest.raises(FactuurFout, match="Je zette deze betaling zelf klaar"):
            keur_goed(opdracht, gebruiker=chandra)
        assert [r.naar.iban for r in stand_van_opdracht(opdracht, bestuurslid).nieuwe_rekeningen] == [IBAN]
        keur_goed(opdracht, gebruiker=bestuurslid)
        assert een(factuur).stand == Stand.OPDRACHT

    def test_een_betaling_aan_de_eigen_organisatie_keurt_een_ander_goed(self, factuur, met_rekening, chandra):
        opdracht = klaar([factuur], chandra)
        wie = maak_gebruiker("Dubbel", Rol.BESTUUR)
        geef_rol(wie, Rol.FINANCIER, partner=met_rekening.partner)

        with pytest.raises(FactuurFout, match="een betaling aan jezelf"):
            keur_goed(opdracht, gebruiker=wie)

    def test_wat_onderweg_is_gaat_niet_nog_eens_en_na_mislukt_of_ingetrokken_wel(self, factuur, chandra, bestuurslid):
        opdracht = klaar([factuur], chandra)
        assert te_kiezen(chandra) == []
        with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
            klaar([factuur], chandra)
        stop(opdracht, reden="Nog niet", gebruiker=chandra)
        assert te_kiezen(chandra) == [("Terugbetaling GD-2025-12", D("100.00"), "")]

        opdracht = klaar([factuur], chandra)
        keur_goed(opdracht, gebruiker=bestuurslid)
        meld_verzonden(opdracht, gebruiker=chandra)
        assert (een(factuur).stand, te_kiezen(chandra)) == (Stand.ONDERWEG, [])
        meld_mislukt(opdracht.regels.get(), reden="Rekening opgeheven", gebruiker=chandra)
        assert te_kiezen(chandra) == [("Terugbetaling GD-2025-12", D("100.00"), "")]

    def test_de_bank_laat_haar_zien_en_dan_is_zij_betaald(self, factuur, met_rekening, chandra, bestuurslid):
        opdracht = klaar([factuur], chandra, uitvoeren_op=DAG)
        keur_goed(opdracht, gebruiker=bestuurslid)
        regel = op_de_bank(chandra, wat=opdracht.regels.get().kenmerk)

        assert zinnen(regel) == [("Betaalt factuur Terugbetaling GD-2025-12 van Gemeente.", 97)]
        neem_eerste(regel, chandra)

        assert een(factuur).stand == Stand.BETAALD
        assert bedragen_van(nu(met_rekening)) == (900, 900, 0, 0, 0)
        maand = kasoverzicht(2026, DAG)[-1]
        assert (maand.toekenningen, maand.uit) == (D("-100.00"), D("0.00"))
        assert {"1500", "1620"}.isdisjoint(op_de_balans(DAG))
        assert controleer() == []
        maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
        assert (een(factuur).stand, te_kiezen(chandra)) == (Stand.ONDERWEG, [])

    def test_naast_een_gewone_factuur_leest_alleen_de_financier_een_terugbetaling(self, factuur, chandra):
        gewoon = Inkoopfactuur(pk=0, nummer="F-1")

        assert wat_ontvanger_leest([factuur, gewoon]) == {
            factuur.pk: "Terugbetaling GD-2025-12", 0: "Factuur F-1",
        }  # fmt: skip


class TestTerugdraaien:
    def keer(self, wie):
        stuk = Boekstuk.objects.filter(omschrijving__startswith="Klaar om terug").latest("pk")
        return keer_om(stuk, datum=DAG, reden="Nog in overleg", sleutel=uuid4(), gebruiker=wie)

    def test_teruggedraaid_is_het_weer_terug_te_betalen_onder_dezelfde_factuur(self, met_rekening, chandra):
        factuur = zet(met_rekening, chandra)
        self.keer(chandra)

        nu_ = een(factuur)
        assert (nu_.stand, nu_.open, nu_.akkoorden[-1].reden) == (Stand.AFGEKEURD, 0, terugbetaling.WEER_TERUG)
        assert bedragen_van(nu(met_rekening)) == (1000, 900, 0, 0, 100)
        weer = zet(met_rekening, chandra, "60.00")
        assert (weer, een(weer).open, een(weer).stand) == (factuur, D("60.00"), Stand.TE_BETALEN)
        assert list(van_toekenning(met_rekening)) == [factuur]

    def test_niet_onder_een_betaalopdracht_vandaan(self, met_rekening, chandra):
        factuur = zet(met_rekening, chandra)
        opdracht = klaar([factuur], chandra)

        with pytest.raises(BoekFout, match=f"staat in betaalopdracht {opdracht}. Trek die opdracht eerst in."):
            self.keer(chandra)
        assert (een(factuur).stand, nu(met_rekening).terug) == (Stand.OPDRACHT, 0)
        stop(opdracht, reden="Nog niet", gebruiker=chandra)
        self.keer(chandra)
        assert nu(met_rekening).terug == D("100.00")

    def test_niet_als_zij_betaald_is(self, met_rekening, chandra):
        factuur = zet(met_rekening, chandra)
        neem_eerste(op_de_bank(chandra), chandra)
        assert een(factuur).stand == Stand.BETAALD

        with pytest.raises(BoekFout, match=r"al betaald\. Draai eerst de betaling terug\."):
            self.keer(chandra)
        assert (een(factuur).stand, nu(met_rekening).terug) == (Stand.BETAALD, 0)


@pytest.mark.parametrize("met_slot", [True, False])
def test_twintig_tegelijk_zetten_samen_nooit_meer_klaar_dan_er_terug_moet(
    transactional_db, casa, multibron, chandra, monkeypatch, met_slot
):
    begin_bank(2025, 2026)
    maak_partner("gemeente", "Gemeente", "gemeente")
    rij = te_veel(chandra, casa, multibron)
    aantal = 20 if met_slot else 2
    if not met_slot:
        zonder_slot(monkeypatch)
        wacht_op_elkaar(monkeypatch, (terugbetaling, "schuld_van"), met_slot=False)
        namen = iter(["Terugbetaling a", "Terugbetaling b"])
        monkeypatch.setattr(terugbetaling, "_nummer", lambda *_wat: next(namen))

    uit = tegelijk([lambda: zet(rij, chandra)] * aantal)

    gelukt = [r for r in uit if isinstance(r, Inkoopfactuur)]
    assert len(gelukt) == (1 if met_slot else 2)
    assert sum(een(f).open for f in gelukt) == (D("100.00") if met_slot else D("200.00"))
    if met_slot:
        assert {str(r).replace("\xa0", " ") for r in uit if r not in gelukt} == {"Terug te betalen is € 0,00."}
        assert (nu(rij).terug, Betaalregel.objects.count()) == (0, 0)
