"""Credit notes: an invoice below zero, booked as the mirror image, set off in an order or paid back by the supplier."""

from datetime import date
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Betaalopdracht, Boekstuk, Factuurregel, Inkoopfactuur
from financien.services import opdrachten
from financien.services.akkoorden import boek_factuur, keur_af, zeg_gezien
from financien.services.bank.boeken import neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.betalen import betaald, openstaande_facturen, te_betalen
from financien.services.boeken import keer_om
from financien.services.facturen import AlGebruikt, FactuurFout, voer_in, wijzig
from financien.services.factuurlijst import btw_per_kwartaal, klare, lopende
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import keur_goed, meld_verzonden, zet_klaar
from financien.services.opdrachtstand import stand_van_opdracht
from financien.services.saldi import boekingen, saldi
from financien.services.verdelen import zet_sleutel
from financien.services.verwacht_geld import van_facturen
from financien.services.wachtend import Daad, wachtend
from tests.fabriek import geef_rol
from tests.financien.bankfabriek import blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import (
    IBAN,
    ONZE_IBAN,
    deel,
    inhoud,
    leverancier,
    maak_betaalbaar,
    maak_factuur,
    maak_geboekt,
)
from tests.financien.services.test_betalen import lees
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

D = Decimal
DAG = date(2026, 3, 20)


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


def credit(wie, coach, *regels, nummer="C-3", **velden) -> Inkoopfactuur:
    return maak_geboekt(wie, coach, *regels, nummer=nummer, credit=True, **velden)


@pytest.fixture
def nota(factuur, casa, chandra, eva):
    """A booked credit note of 20,00 for that invoice (C-3)."""
    return credit(chandra, eva, deel("4120", "-20.00", casa), btw=D("-3.47"), credit_van=factuur)


def klaar(facturen, gebruiker, **velden) -> Betaalopdracht:
    vast = {"uitvoeren_op": date(2026, 3, 25), "sleutel": uuid4(), "gebruiker": gebruiker}
    return zet_klaar(facturen=[rij.pk for rij in facturen], **{**vast, **velden})


def van_de_bank(factuur, bedrag, wie) -> Boekstuk:
    vast = {"datum": DAG, "bankrekening": rekening("1000"), "sleutel": uuid4(), "gebruiker": wie}
    return betaald(factuur, bedrag=D(bedrag), **vast)


def saldo(nummer) -> D:
    stand = saldi(boekingen(van=date(2026, 1, 1), tot=date(2026, 12, 31)))
    rij = stand.get(rekening(nummer).pk)
    return rij.waarde if rij else D(0)


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

    def test_de_btw_gaat_er_in_het_kwartaal_af(self, factuur, nota):
        kwartaal = btw_per_kwartaal(2026)[0]

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


def test_twee_penningmeesters_tegelijk_verrekenen_een_creditnota_een_keer(transactional_db, casa, chandra, eva):
    begin_boeken(2026)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    nota = credit(chandra, eva, deel("4120", "-121.10", casa))

    def probeer():
        try:
            return klaar([factuur, nota], chandra)
        except FactuurFout as fout:
            return fout

    uitslag = tegelijk([probeer, probeer])

    assert sorted(type(deel_).__name__ for deel_ in uitslag) == ["Boekstuk", "FactuurFout"]
    assert (een(factuur).open, een(nota).open) == (D("0.00"), D("0.00"))


def test_zonder_het_slot_op_de_facturen_wordt_ze_twee_keer_verrekend(transactional_db, casa, chandra, eva, monkeypatch):
    """The negative control: who does not wait for the other takes the same claim off the same invoice again."""
    begin_boeken(2026)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    nota = credit(chandra, eva, deel("4120", "-121.10", casa))
    beide, keur = Barrier(2, timeout=30), opdrachten._keur_keuze

    def keur_samen(*wat):
        keur(*wat)
        beide.wait()

    monkeypatch.setattr(opdrachten, "_op_slot", lambda facturen: None)
    monkeypatch.setattr(opdrachten, "_keur_keuze", keur_samen)

    uitslag = tegelijk([lambda: klaar([factuur, nota], chandra)] * 2)

    assert not any(isinstance(deel_, FactuurFout) for deel_ in uitslag)  # nobody is told that the other was first
    assert (een(factuur).open, een(nota).open) == (D("-121.10"), D("121.10"))  # and the books took it off twice


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

        with pytest.raises(FactuurFout, match="Vul eerst het rekeningnummer van de leverancier in"):
            klaar([kaal, nota], chandra)
        assert (een(kaal).open, een(nota).open) == (D("121.10"), D("-121.09"))
        assert Boekstuk.objects.filter(omschrijving__startswith="Verrekend").count() == 0

    def test_zonder_tegoed_blijft_het_nummer_nodig_en_een_eigen_factuur_is_voor_een_ander(
        self, kaal, casa, chandra, eva
    ):
        assert [rij.mis for rij in te_betalen(chandra)] == ["Vul eerst het rekeningnummer van de leverancier in."]
        credit(chandra, eva, deel("4120", "-121.10", casa))
        geef_rol(chandra, Rol.FINANCIER, partner=kaal.leverancier)

        assert {rij.mis for rij in te_betalen(type(chandra).objects.get(pk=chandra.pk))} == {
            "Dit is een betaling aan jezelf. Iemand anders zet haar klaar."
        }
