"""Credit notes: an invoice below zero, booked as the mirror image, or paid back by the supplier."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from financien.models import Bankregel, Factuurregel, Inkoopfactuur
from financien.services.akkoorden import boek_factuur, zeg_gezien
from financien.services.bank.boeken import neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.betalen import betaald
from financien.services.boeken import keer_om
from financien.services.btwlijst import btw_per_kwartaal
from financien.services.facturen import AlGebruikt, FactuurFout, voer_in, wijzig
from financien.services.factuurlijst import klare, lopende
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import keur_goed
from financien.services.verdelen import zet_sleutel
from financien.services.verwacht_geld import van_facturen
from financien.services.wachtend import wachtend
from tests.financien.bankfabriek import blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.creditfabriek import DAG, credit, saldo, van_de_bank
from tests.financien.factuurfabriek import (
    IBAN,
    ONZE_IBAN,
    deel,
    inhoud,
    klaar,
    leverancier,
    maak_betaalbaar,
    maak_factuur,
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


class TestInvoeren:
    @pytest.mark.parametrize(
        ("bedragen", "velden", "zin_"),
        [
            (["20.00"], {}, "alleen geld dat terugkomt"),
            (["-20.00", "5.00"], {}, "alleen geld dat terugkomt"),
            (["-20.00"], {"credit": False}, "alleen geld dat terugkomt"),
            (["-20.00"], {"btw": D("3.47")}, "Vul bij btw een bedrag in"),
            (["-20.00"], {"btw": D("-20.01")}, "De btw is hoger dan het totaal"),
        ],
    )
    def test_regels_en_btw_hebben_hetzelfde_teken(self, boeken, casa, chandra, bedragen, velden, zin_):
        regels = [deel("4120", bedrag, casa) for bedrag in bedragen]
        with pytest.raises(FactuurFout, match=zin_):
            maak_factuur(chandra, *regels, **{"credit": True, **velden})
        assert Inkoopfactuur.objects.count() == 0

    def test_ze_hoort_bij_een_factuur_van_dezelfde_leverancier(self, factuur, nota, casa, chandra):
        ander = leverancier("gas", "Gas BV")
        regel = deel("4120", "-5.00", casa)
        for velden in ({"leverancier": ander, "credit_van": factuur}, {"credit_van": nota}):
            with pytest.raises(FactuurFout, match="dezelfde leverancier"):
                maak_factuur(chandra, regel, nummer="C-4", credit=True, **velden)
        with pytest.raises(FactuurFout, match="Alleen een creditnota"):
            maak_factuur(chandra, deel("4120", "5.00", casa), nummer="C-4", credit_van=factuur)

    def test_de_database_zelf_weigert_nul_en_verkeerde_btw(self, boeken, casa, chandra):
        rij = maak_factuur(chandra, deel("4120", "-20.00", casa), credit=True)
        for doe, naam in (
            (lambda: Factuurregel.objects.update(bedrag=0), "factuurregel_niet_nul"),
            (lambda: Inkoopfactuur.objects.filter(pk=rij.pk).update(btw=1), "factuur_btw_niet_onder_nul"),
            (
                lambda: Inkoopfactuur.objects.filter(pk=rij.pk).update(credit=False, credit_van=rij),
                "factuur_credit_van_bij_creditnota",
            ),
        ):
            with pytest.raises(IntegrityError, match=naam), transaction.atomic():
                doe()

    def test_twee_keer_hetzelfde_formulier_is_een_creditnota_en_zonder_vinkje_iets_anders(self, boeken, casa, chandra):
        sleutel = uuid4()
        nota = inhoud(deel("4120", "-20.00", casa), credit=True)
        eerste = voer_in(nota, sleutel=sleutel, gebruiker=chandra).factuur
        assert voer_in(nota, sleutel=sleutel, gebruiker=chandra).factuur == eerste
        with pytest.raises(AlGebruikt):
            voer_in(inhoud(deel("4120", "20.00", casa)), sleutel=sleutel, gebruiker=chandra)


class TestBoeken:
    def test_de_kosten_van_de_kamer_gaan_omlaag_en_de_leverancier_staat_bij_ons_in_het_krijt(self, factuur, nota, casa):
        stuk = een(nota).akkoorden[-1].boekstuk

        assert [(b.debet.nummer, b.credit.nummer, b.bedrag, b.kamer) for b in stuk.boekingen.all()] == [
            ("1500", "4120", D("20.00"), casa)
        ]
        assert (een(nota).stand, een(nota).open, een(nota).te_laat) == (Stand.TEGOED, D("-20.00"), False)
        assert (saldo("4120"), saldo("1500")) == (D("101.10"), D("-101.10"))

    def test_gedeelde_kosten_komen_tot_op_de_cent_terug_zoals_ze_gedeeld_waren(self, boeken, chandra, eva):
        zet_sleutel(jaar=2026, rekening=rekening("4210"), wijze="gelijk")
        vast = {"leverancier": leverancier("polis", "Polis NV")}
        heen = maak_geboekt(chandra, eva, deel("4210", "100.01"), nummer="P-1", **vast)
        terug = credit(chandra, eva, deel("4210", "-100.01"), nummer="P-2", **vast)

        per_kamer = [
            sorted(een(rij).akkoorden[-1].boekstuk.boekingen.values_list("kamer__code", "bedrag"))
            for rij in (heen, terug)
        ]
        assert per_kamer[0] == per_kamer[1]
        assert sum(bedrag for _kamer, bedrag in per_kamer[1]) == D("100.01")
        assert (saldo("4210"), saldo("1500")) == (D(0), D(0))

    def test_de_btw_gaat_er_in_het_kwartaal_af(self, factuur, nota, chandra):
        kwartaal = btw_per_kwartaal(2026, gebruiker=chandra)[0]

        assert [(regel.factuur, regel.btw, regel.totaal) for regel in kwartaal.regels] == [
            (factuur, D("21.02"), D("121.10")),
            (nota, D("-3.47"), D("-20.00")),
        ]
        assert kwartaal.btw == D("17.55")

    def test_de_vooruitblik_telt_wat_terugkomt_mee(self, factuur, nota):
        bijdrage = van_facturen(DAG, date(2026, 12, 31))

        assert sorted(item.bedrag for item in bijdrage.verwacht) == [D("-121.10"), D("20.00")]
        assert bijdrage.rekeningen == {"1500": D("-101.10")}

    def test_een_geboekte_creditnota_verandert_niet(self, nota, casa):
        with pytest.raises(FactuurFout, match="Keer eerst het boekstuk om"):
            wijzig(nota, inhoud(deel("4120", "-30.00", casa), nummer="C-3", credit=True), ronde=1)


class TestTerugbetaald:
    def test_wat_verrekend_is_komt_niet_terug_van_de_bank(self, factuur, nota, chandra, bestuurslid):
        keur_goed(klaar([factuur, nota], chandra), gebruiker=bestuurslid)
        van_de_bank(factuur, "101.10", chandra)

        for bedrag in ("-121.10", "-101.11"):
            with pytest.raises(FactuurFout, match="komt meer terug dan er betaald was"):
                van_de_bank(factuur, bedrag, chandra)
        assert (een(factuur).stand, een(factuur).open, een(nota).open) == (Stand.BETAALD, D("0.00"), D("0.00"))
        van_de_bank(factuur, "-101.10", chandra)
        assert (een(factuur).open, saldo("1000")) == (D("101.10"), D("0.00"))

    def op_de_bank(self, wie, bedrag, wat, iban=IBAN) -> Bankregel:
        lees_blad(wie, blad(zin(bedrag, datum=DAG, iban=iban, naam="Stroom BV", wat=wat), iban=ONZE_IBAN))
        return Bankregel.objects.get()

    @pytest.mark.parametrize(
        ("bedrag", "wat", "verwacht"),
        [
            ("20.00", "Terug", [("Stroom BV betaalt terug: C-3.", 94)]),
            ("20.00", "Creditnota C-3", [("Stroom BV betaalt terug: C-3.", 97)]),
            ("5.00", "Creditnota C-3", [("Stroom BV betaalt terug: C-3.", 82)]),
            ("20.01", "Creditnota C-3", []),
            ("-20.00", "Creditnota C-3", []),
        ],
    )
    def test_wat_de_leverancier_terugbetaalt_is_een_voorstel(self, nota, chandra, bedrag, wat, verwacht):
        regel = self.op_de_bank(chandra, bedrag, wat)
        assert [(v.waarom, v.zekerheid) for v in voorstellen([regel])[regel.pk]] == verwacht

    def test_wie_het_voorstel_aanneemt_sluit_de_creditnota(self, factuur, nota, chandra):
        regel = self.op_de_bank(chandra, "20.00", "C-3")

        boeking = neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=chandra)

        assert [(b.debet.nummer, b.credit.nummer, b.bedrag, b.factuur) for b in boeking.boekstuk.boekingen.all()] == [
            ("1000", "1500", D("20.00"), nota)
        ]
        assert (een(nota).stand, een(factuur).open) == (Stand.BETAALD, D("121.10"))
        assert klare(chandra, 2026).object_list[0].factuur == nota

    def test_een_leverancier_die_zelf_verrekent_krijgt_een_voorstel_van_het_verschil(self, factuur, nota, chandra):
        regel = self.op_de_bank(chandra, "-101.10", "Betaling")

        voorstel = voorstellen([regel])[regel.pk][0]
        assert voorstel.waarom == "Betaalt samen F-12, C-3 van Stroom BV."
        neem_aan(regel=regel, beeld=voorstel.beeld, gebruiker=chandra)
        assert [een(rij).stand for rij in (factuur, nota)] == [Stand.BETAALD] * 2
        assert saldo("1000") == D("-101.10")


def test_een_betaalde_factuur_die_lager_opnieuw_geboekt_is_is_een_tegoed_dat_terug_kan_komen(
    factuur, casa, chandra, eva, bestuurslid
):
    vast = {"datum": DAG, "bankrekening": rekening("1000"), "gebruiker": chandra}
    betaald(factuur, bedrag=D("121.10"), sleutel=uuid4(), **vast)
    keer_om(een(factuur).akkoorden[-1].boekstuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)
    wijzig(factuur, inhoud(deel("4120", "101.10", casa)), ronde=1)
    zeg_gezien(factuur, ronde=2, gebruiker=eva)
    boek_factuur(factuur, ronde=2, gebruiker=chandra)

    assert (een(factuur).stand, een(factuur).open) == (Stand.TEGOED, D("-20.00"))
    assert [stand.factuur for stand in lopende(chandra, wachtend(chandra)).blad] == [factuur]
    volgende = maak_betaalbaar(chandra, eva, deel("4120", "60.00", casa), nummer="F-14")
    opdracht = klaar([volgende, factuur], chandra)
    assert lees(bytes(opdracht.bestand.inhoud))[0][2:4] == (D("40.00"), "Factuur F-14 min F-12")
    assert een(factuur).stand == Stand.BETAALD
