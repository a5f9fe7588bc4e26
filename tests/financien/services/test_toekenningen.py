"""The steps of a grant, what is due, coverage, the cash overview, requests to pay and agreements."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import DatabaseError
from pypdf import PdfReader

from buurtwerkkamer.models import Cooperatie
from financien.models import Boekstuk, Grootboekrekening, Samenwerkingsafspraak
from financien.services.betaalverzoeken import uiterlijk, verzoek_om_betaling
from financien.services.boeken import BoekFout, keer_om
from financien.services.dekkingsoverzicht import dekking
from financien.services.financierreeks import reeks
from financien.services.financiers import dossier, financiers, lks_tot, voluit
from financien.services.kasoverzicht import KOLOMMEN, kasboekingen, kasoverzicht
from financien.services.samenwerking import (
    AfspraakFout,
    bewaar_afspraak,
    bewoners_van,
    euros,
    financiers_van,
    teken,
    uren,
)
from financien.services.staat import staat
from financien.services.toekenningen import (
    ToekenningFout,
    bewaar,
    eerste_status,
    mogelijke_stappen,
    stop_contract,
)
from financien.services.versies import leg_versie_vast
from kamers.models import Partner
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, stap, verleen

D = Decimal
DELEN = (62000, 74000, 53000, 67000)
TERMIJNEN = [
    (date(2017, 12, 15), 64000),
    (date(2018, 4, 1), 64000),
    (date(2018, 10, 1), 64000),
    (date(2019, 2, 1), 64000),
]


@pytest.fixture
def boeken(aanbod):
    begin_boeken(2017, 2018, 2019)


@pytest.fixture
def gemeente(boeken, vier, chandra):
    """The grant of the municipality in four instalments, decided on 1 December 2017."""
    rij = maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True)), termijnen=TERMIJNEN)
    return verleen(rij, chandra, date(2017, 12, 1))


class TestStappen:
    @pytest.mark.parametrize(
        ("soort", "nu", "verder"),
        [
            ("gemeente", "voorstel", ["aangevraagd", "toegezegd", "verleend", "afgewezen"]),
            ("fonds", "toegezegd", ["verleend", "afgewezen"]),
            ("uitkeringsinstantie", "aangevraagd", ["toegezegd", "verleend", "afgewezen"]),
            ("woningcorporatie", "toegezegd", ["getekend", "afgewezen"]),
            ("woningcorporatie", "getekend", ["verantwoord", "vastgesteld"]),
            ("gemeente", "vastgesteld", []),
            ("gemeente", "afgewezen", []),
            ("eigen inkomsten", "raming", []),
            ("belastingdienst", "raming", ["aangifte", "beschikking", "afgewezen"]),
            ("belastingdienst", "aangifte", ["beschikking", "afgewezen"]),
            ("belastingdienst", "beschikking", []),
        ],
    )
    def test_na_een_stap_komt_alleen_wat_daarna_kan(self, soort, nu, verder):
        assert [volgende.value for volgende in mogelijke_stappen(soort, nu)] == verder

    def test_een_corporatie_tekent_en_een_raming_begint_als_raming(self):
        eersten = [eerste_status(soort) for soort in ("woningcorporatie", "eigen inkomsten", "belastingdienst")]
        assert eersten == ["voorstel", "raming", "raming"]

    def test_alleen_een_besluit_maakt_een_vordering(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[0]: 1000})
        for status in ("aangevraagd", "toegezegd"):
            stap(rij, chandra, date(2018, 1, 2), status)
            assert not Boekstuk.objects.exists()

        verleen(rij, chandra, date(2018, 1, 3))

        assert Boekstuk.objects.get().totaal == 1000

    def test_een_stap_twee_keer_is_een_stap_en_een_boeking(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[0]: 1000})
        for _ in range(2):
            verleen(rij, chandra, date(2018, 1, 3))

        assert [s.status for s in rij.stappen.all()] == ["voorstel", "verleend"]
        assert Boekstuk.objects.count() == 1

    @pytest.mark.parametrize(
        ("status", "dag", "zin"),
        [
            ("getekend", date(2018, 1, 3), "Na voorstel kan getekend niet komen."),
            ("vastgesteld", date(2018, 1, 3), "Na voorstel kan vastgesteld niet komen."),
        ],
    )
    def test_een_stap_die_niet_kan_wordt_geweigerd(self, boeken, vier, chandra, status, dag, zin):
        rij = maak_toekenning(chandra, {vier[0]: 1000})

        with pytest.raises(ToekenningFout, match=zin):
            stap(rij, chandra, dag, status)

        assert rij.stappen.count() == 1

    def test_een_besluit_van_voor_de_dag_van_invoeren_kan_en_van_voor_de_vorige_stap_niet(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[0]: 1000}, datum=date(2018, 3, 10))
        stap(rij, chandra, date(2017, 10, 2), "aangevraagd")

        with pytest.raises(ToekenningFout, match="Deze dag ligt voor de vorige stap"):
            verleen(rij, chandra, date(2017, 10, 1))
        verleen(rij, chandra, date(2017, 10, 2))

        assert Boekstuk.objects.get().datum == date(2018, 1, 1)

    def test_een_onbekende_partner_kan_niets_verlenen(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[0]: 5000}, soort="overig", partner=None, partner_onbekend=True)

        with pytest.raises(ToekenningFout, match="Kies eerst van welke partner"):
            verleen(rij, chandra, date(2018, 1, 3))

    def test_na_het_besluit_wordt_niets_meer_bewaard(self, gemeente, vier, chandra):
        with pytest.raises(ToekenningFout, match="Bedrag en verdeling staan vast"):
            bewaar(toekenning=gemeente, delen={}, termijnen=[], gebruiker=chandra, datum=date(2018, 1, 1))

    def test_een_teruggaaf_is_een_bate_van_het_jaar_waarover_hij_komt(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, dict.fromkeys(vier, 8000), soort="belastingdienst", partner=None)
        verleen(rij, chandra, date(2019, 1, 31), "aangifte")
        verleen(rij, chandra, date(2019, 2, 20), "beschikking")

        stuk = Boekstuk.objects.get()
        assert (stuk.datum, stuk.totaal) == (date(2018, 12, 31), 32000)
        assert {b.credit.nummer for b in stuk.boekingen.all()} == {"8070"}


class TestTermijnen:
    def regel(self, toekenning, dag):
        wie = toekenning.stappen.first().door
        return dossier(voluit(type(toekenning).objects.all()).get(pk=toekenning.pk), dag, wie).overzicht

    def test_een_ontvangst_vult_de_oudste_termijn_eerst(self, gemeente, chandra):
        kom_binnen(gemeente, chandra, date(2018, 1, 10), 100000)

        nu = self.regel(gemeente, date(2018, 10, 1))

        assert [(t.ontvangen, t.open, t.te_laat) for t in nu.termijnen] == [
            (64000, 0, False),
            (36000, 28000, True),
            (0, 64000, False),
            (0, 64000, False),
        ]
        assert (nu.vervallen, nu.te_laat, nu.nog_te_ontvangen) == (92000, 28000, 156000)
        assert nu.aandacht() == ["€\xa028.000,00 is te laat."]

    def test_op_de_dag_zelf_is_een_termijn_vervallen_en_nog_niet_te_laat(self, gemeente):
        assert [
            (self.regel(gemeente, dag).vervallen, self.regel(gemeente, dag).te_laat)
            for dag in (date(2017, 12, 14), date(2017, 12, 15), date(2017, 12, 16))
        ] == [(0, 0), (64000, 0), (64000, 64000)]

    def test_een_lagere_vaststelling_gaat_van_de_laatste_termijn_af(self, gemeente, chandra):
        stap(gemeente, chandra, date(2019, 1, 9), "vastgesteld", bedrag=D(190000))

        assert [t.bedrag for t in self.regel(gemeente, date(2019, 1, 9)).termijnen] == [64000, 64000, 62000, 0]

    def test_voor_het_besluit_is_niets_te_laat(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[0]: 64000}, termijnen=TERMIJNEN[:1])

        nu = self.regel(rij, date(2019, 1, 1))
        assert (nu.toegekend, nu.vervallen, nu.te_laat, nu.aandacht()) == (0, 0, 0, [])

    def test_wie_aandacht_vraagt_staat_bovenaan(self, gemeente, vier, chandra):
        corporatie = maak_toekenning(
            chandra, {vier[0]: 1000}, soort="woningcorporatie", termijnen=[(date(2018, 2, 1), 1000)]
        )
        verleen(corporatie, chandra, date(2018, 1, 5), "getekend")
        kom_binnen(gemeente, chandra, date(2017, 12, 15), 64000)

        rijen = financiers(2018, date(2018, 2, 2))

        assert [(f.soort, f.te_laat, f.ontvangen) for f in rijen] == [
            ("woningcorporatie", 1000, 0),
            ("gemeente", 0, 64000),
        ]

    def test_een_voorwaarde_en_een_verantwoording_melden_zich_een_maand_ervoor(self, gemeente):
        type(gemeente).objects.filter(pk=gemeente.pk).update(verantwoorden_voor=date(2019, 6, 1))
        gemeente.voorwaarden.create(tekst="Tussenbericht", voor=date(2018, 6, 1))

        assert "Voldoe voor 1 juni 2018: Tussenbericht" in self.regel(gemeente, date(2018, 5, 2)).aandacht()
        assert "Voldoe voor 1 juni 2018: Tussenbericht" not in self.regel(gemeente, date(2018, 5, 1)).aandacht()
        assert "Verantwoord voor 1 juni 2019." in self.regel(gemeente, date(2019, 5, 2)).aandacht()


class TestDekking:
    def test_de_256000_dekt_de_kamers_vanaf_het_besluit_en_op_elke_dag_erna(self, gemeente, vier, chandra):
        for dag, bedrag in TERMIJNEN:
            kom_binnen(gemeente, chandra, dag, bedrag)

        def op(dag):
            return [(k.toegekend, k.lopend, k.verschil) for k in dekking(2018, dag).kamers]

        kosten = (106680, 111084, 100656, 114624)
        ervoor = [(0, deel, -k) for deel, k in zip(DELEN, kosten, strict=True)]
        erna = [(deel, 0, deel - k) for deel, k in zip(DELEN, kosten, strict=True)]
        assert op(date(2017, 11, 30)) == ervoor
        for dag in (date(2017, 12, 1), date(2017, 12, 31), date(2018, 1, 1), date(2018, 12, 31), date(2019, 2, 1)):
            assert op(dag) == erna, dag
        assert dekking(2018, date(2018, 1, 1)).totaal.verschil == 256000 - 433044
        assert dekking(2018, date(2017, 9, 30)).totaal.lopend == 0

    def test_een_toekenning_vindt_haar_regel_van_het_plan_op_partner_en_anders_op_naam(self, aanbod, vier, chandra):
        begin_boeken(2018)
        partner = maak_partner("gemeente", "Gemeente", Partner.Soort.GEMEENTE)
        aanbod.financieringsbronnen.filter(naam="Gemeente").update(partner=partner, naam="Stadsdeel en gemeente")
        partner.naam = "Gemeente Amsterdam"
        partner.save()
        maak_toekenning(chandra, {vier[0]: 62000}, partner=partner)
        maak_toekenning(
            chandra, {vier[3]: 5000}, soort="overig", partner=None, partner_onbekend=True, bronnaam="Startsubsidie"
        )
        maak_toekenning(chandra, {vier[0]: 700}, soort="fonds", omschrijving="Fonds X")

        bronnen = {b.naam: (b.plan, b.verwacht) for b in dekking(2018, date(2018, 1, 1)).bronnen}

        assert bronnen["Stadsdeel en gemeente"] == (256000, 62000)
        assert bronnen["Startsubsidie"] == (5000, 5000)
        assert bronnen["Fonds"] == (None, 700)

    def test_eigen_inkomsten_in_de_boeken_zijn_zeker_en_de_raming_telt_ze_niet_nog_eens(self, boeken, vier, chandra):
        maak_toekenning(chandra, {vier[0]: 1000}, soort="eigen inkomsten", bronnaam="Eigen inkomsten")
        maak_boekstuk(chandra, regel("1000", "8050", "400.50", vier[0]), datum=date(2018, 5, 1))
        maak_boekstuk(chandra, regel("8050", "1000", "0.50", vier[0]), datum=date(2018, 5, 2))
        maak_boekstuk(chandra, regel("1000", "8010", "7.00", vier[0]), datum=date(2018, 5, 2))

        voor, na = (dekking(2018, date(2018, 4, 30)).kamers[0], dekking(2018, date(2018, 5, 2)).kamers[0])

        assert (voor.zeker, voor.nog_geraamd, voor.verwacht) == (0, 1000, 1000 - 106680)
        assert (na.zonder_besluit, na.zeker, na.nog_geraamd, na.los, na.verwacht) == (400, 400, 600, 7, 1000 - 106680)
        eigen = next(b for b in dekking(2018, date(2018, 5, 2)).bronnen if b.geboekt)
        assert (eigen.geboekt, eigen.open, eigen.toegekend) == (400, 600, 0)

    def test_toegekend_en_zonder_besluit_min_wat_nog_geen_bate_is_zijn_de_baten_van_de_staat(
        self, gemeente, vier, chandra
    ):
        kom_binnen(gemeente, chandra, *TERMIJNEN[0])
        maak_boekstuk(chandra, regel("1000", "8050", "400", vier[0]), datum=date(2018, 5, 1))

        for dag in (date(2018, 1, 1), date(2018, 5, 1), date(2018, 12, 31)):
            k = dekking(2018, dag).totaal
            assert k.baten == staat(2018, dag).baten.realisatie == k.toegekend + k.zonder_besluit - k.nog_te_boeken, dag

    def test_natura_staat_apart_en_dekt_niets(self, boeken, vier, chandra):
        verleen(maak_toekenning(chandra, {vier[0]: 4000}, aard="natura"), chandra, date(2018, 1, 2))

        nu = dekking(2018, date(2018, 6, 1)).totaal
        assert (nu.natura, nu.toegekend, nu.verwacht) == (4000, 0, -433044)

    def test_perspectiefbanen_zijn_kosten_min_loonkostensubsidie(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[1]: 11000}, soort="uitkeringsinstantie", aard="lks", kenmerk="LKS 7")
        verleen(rij, chandra, date(2018, 1, 2))
        maak_boekstuk(chandra, regel("4030", "1520", "2269.00", vier[1]), datum=date(2018, 1, 25))

        kamers = dekking(2018, date(2018, 1, 31)).kamers
        assert [(k.banen, k.lks, k.banen_netto, k.banen_kosten) for k in kamers[:2]] == [
            (27228, 0, 27228, 0),
            (27228, 11000, 16228, 2269),
        ]

    def test_na_het_einde_van_het_contract_komt_er_geen_loonkostensubsidie(self, boeken, vier, chandra):
        rij = maak_toekenning(chandra, {vier[1]: 36500}, soort="uitkeringsinstantie", aard="lks", kenmerk="LKS 7")
        verleen(rij, chandra, date(2018, 1, 2))
        with pytest.raises(ToekenningFout, match="ligt in de periode"):
            stop_contract(toekenning=rij, gestopt_op=date(2019, 1, 1))
        stop_contract(toekenning=rij, gestopt_op=date(2018, 4, 10))

        assert [lks_tot(rij, dag) for dag in (date(2018, 1, 1), date(2018, 4, 10), date(2018, 12, 31))] == [
            100,
            10000,
            36500,
        ]


class TestKasoverzicht:
    def test_de_256000_komt_binnen_in_de_maand_van_de_ontvangst_en_nergens_anders(self, gemeente, chandra):
        for dag, bedrag in TERMIJNEN:
            kom_binnen(gemeente, chandra, dag, bedrag)

        binnen = {(jaar, m.eerste.month): m.toekenningen for jaar in (2017, 2018, 2019) for m in kasoverzicht(jaar)}

        assert {maand: b for maand, b in binnen.items() if b} == {
            (2017, 12): 64000,
            (2018, 4): 64000,
            (2018, 10): 64000,
            (2019, 2): 64000,
        }
        assert [kasoverzicht(jaar)[0].begin for jaar in (2017, 2018, 2019)] == [0, 64000, 192000]
        assert kasoverzicht(2019)[-1].eind == 256000

    def test_uitgaven_correcties_en_overmaken_tussen_eigen_rekeningen(self, gemeente, vier, chandra):
        vast = {"datum": date(2018, 3, 1)}
        handgeld = Grootboekrekening.objects.get(kamer=vier[0], soort="handgeld")
        maak_boekstuk(chandra, regel(handgeld, "1000", "250", vier[0]), **vast)
        huur = maak_boekstuk(chandra, regel("4110", "1000", "725.50", vier[0]), **vast)
        maak_boekstuk(chandra, regel("1000", "8050", "30", vier[0]), **vast)
        keer_om(huur, datum=date(2018, 3, 9), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)
        maak_boekstuk(chandra, regel("4110", "1000", "25.25", vier[0]), **vast)

        maart = kasoverzicht(2018)[2]
        assert (maart.overig, maart.uit, maart.eind) == (D("30.00"), D("25.25"), D("4.75"))

    def test_eigen_inkomsten_staan_apart_en_elk_bedrag_is_de_som_van_zijn_boekingen(self, gemeente, vier, chandra):
        kom_binnen(gemeente, chandra, date(2018, 3, 2), 64000)
        eigen = maak_toekenning(chandra, {vier[0]: 6000}, soort="eigen inkomsten")
        kom_binnen(eigen, chandra, date(2018, 3, 3), "4984.50", kamer=vier[0])
        maak_boekstuk(chandra, regel("4110", "1000", "725.50", vier[0]), datum=date(2018, 3, 31))
        maak_boekstuk(chandra, regel("4110", "1000", "1.00", vier[0]), datum=date(2018, 4, 1))
        maak_boekstuk(chandra, regel("1000", "8050", "30", vier[0]), datum=date(2018, 3, 1))

        maart = kasoverzicht(2018)[2]
        assert (maart.toekenningen, maart.eigen, maart.overig, maart.uit) == (64000, D("4984.50"), 30, D("725.50"))
        for kolom in KOLOMMEN:
            blad = kasboekingen(date(2018, 3, 1), date(2018, 12, 31), kolom, gebruiker=chandra, loon=True)
            teken = -1 if kolom == "uit" else 1
            assert sum(b.kas for b in blad) == teken * getattr(maart, kolom), kolom

    def test_het_overzicht_eindigt_bij_de_gevraagde_dag(self, gemeente, chandra):
        kom_binnen(gemeente, chandra, date(2018, 4, 2), 64000)

        assert [m.eind for m in kasoverzicht(2018, date(2018, 4, 1))] == [0, 0, 0, 0]


class TestReeks:
    def test_een_partner_met_een_nieuwe_naam_blijft_een_partner(self, boeken, vier, chandra):
        partner = maak_partner("wpi", "Werk en Participatie", Partner.Soort.UITKERING)
        partner.namen.create(naam="DWI", vanaf=date(2010, 1, 1))
        partner.namen.create(naam="WPI", vanaf=date(2018, 6, 1))
        for jaar, bedrag in ((2017, 900), (2018, 1000), (2019, 1100)):
            rij = maak_toekenning(chandra, {vier[0]: bedrag}, soort="uitkeringsinstantie", partner=partner, jaar=jaar)
            verleen(rij, chandra, date(jaar, 1, 5))
            kom_binnen(rij, chandra, date(2019, 3, 1), bedrag)

        assert [(r.jaar, r.naam, r.toegekend, r.baten, r.ontvangen) for r in reeks(partner)] == [
            (2019, "WPI", 1100, 1100, 3000),
            (2018, "WPI", 1000, 1000, 0),
            (2017, "DWI", 900, 900, 0),
        ]
        assert [f.partner for f in financiers(2018, date(2018, 1, 1))] == [partner]


class TestVerzoek:
    @pytest.fixture
    def iban(self, db):
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer", "iban": "NL91 ABNA 0417 1643 00"})

    def maak(self, gemeente, chandra, nummer=0, sleutel=None):
        termijn = gemeente.termijnen.order_by("vervalt")[nummer]
        return verzoek_om_betaling(
            termijn=termijn, datum=date(2018, 1, 8), sleutel=sleutel or uuid4(), gebruiker=chandra
        )

    def test_het_verzoek_noemt_kenmerk_bedrag_rekening_en_nummer(self, gemeente, chandra, iban):
        type(gemeente).objects.filter(pk=gemeente.pk).update(kenmerk="SBZ-2018-44")
        gemeente.refresh_from_db()
        stukken = Boekstuk.objects.count()

        verzoek = self.maak(gemeente, chandra)

        tekst = " ".join(PdfReader(BytesIO(bytes(verzoek.bestand.inhoud))).pages[0].extract_text().split())
        for woord in ("VB2018-0001", "SBZ-2018-44", "€ 64.000,00", "NL91 ABNA 0417 1643 00", "15 december 2017"):
            assert woord.replace("\xa0", " ") in tekst.replace("\xa0", " ")
        assert "Ons kenmerk VB2018-0001" in tekst
        assert "Wilt u uiterlijk op 22 januari 2018" in tekst  # two weeks, though the instalment was due before
        assert uiterlijk(date(2018, 3, 1), date(2018, 1, 8)) == date(2018, 3, 1)
        assert Boekstuk.objects.count() == stukken
        with pytest.raises(DatabaseError):
            verzoek.bestand.save()

    def test_nummers_lopen_door_en_dezelfde_sleutel_is_hetzelfde_verzoek(self, gemeente, chandra, iban):
        sleutel = uuid4()
        eerste = self.maak(gemeente, chandra, 0, sleutel)

        assert self.maak(gemeente, chandra, 0, sleutel) == eerste
        with pytest.raises(BoekFout, match="al een verzoek gemaakt: VB2018-0001"):
            self.maak(gemeente, chandra, 0)
        assert str(self.maak(gemeente, chandra, 1)) == "VB2018-0002"

    def test_een_deels_betaalde_termijn_vraagt_alleen_de_rest(self, gemeente, chandra, iban):
        kom_binnen(gemeente, chandra, date(2018, 1, 2), "64000.01")

        with pytest.raises(BoekFout, match="al betaald"):
            self.maak(gemeente, chandra, 0)
        assert self.maak(gemeente, chandra, 1).bedrag == D("63999.99")

    def test_zonder_rekeningnummer_of_besluit_komt_er_geen_verzoek(self, boeken, gemeente, vier, chandra):
        with pytest.raises(BoekFout, match="rekeningnummer van de coöperatie ontbreekt"):
            self.maak(gemeente, chandra)
        rij = maak_toekenning(chandra, {vier[0]: 64000}, termijnen=TERMIJNEN[:1])
        with pytest.raises(BoekFout, match="pas na het besluit"):
            self.maak(rij, chandra)


class TestSamenwerking:
    @pytest.fixture
    def partijen(self, aanbod, vier):
        """Eigen Haard pays in the plan; the residents of Casa sign for their hours."""
        partner = maak_partner()
        aanbod.financieringsbronnen.filter(naam="Eigen Haard").update(partner=partner)
        bewoners = maak_partner("bewoners", "Bewoners Casa", Partner.Soort.BEWONERSVERENIGING, kamer=vier[0])
        return [partner, bewoners]

    def afspraak(self, aanbod, partijen, **velden):
        rij = Samenwerkingsafspraak(jaar=aanbod.jaar, versie=aanbod, datum=date(2018, 1, 15), resultaten="P1", **velden)
        return bewaar_afspraak(afspraak=rij, partijen=partijen)

    def test_euros_en_uren_komen_uit_de_versie(self, aanbod, vier, partijen):
        assert financiers_van(aanbod) == partijen[:1]
        assert bewoners_van() == partijen[1:]
        assert [(r.per_kamer, r.totaal) for r in euros(aanbod, partijen[:1], vier)] == [
            ((25000, 15000, 10000, 0), 50000)
        ]
        assert [(r.per_kamer, r.totaal) for r in uren(aanbod, partijen[1:], vier)] == [((10000, 0, 0, 0), 10000)]

    def test_tekenen_kan_pas_als_de_versie_vastligt(self, aanbod, partijen, chandra):
        rij = self.afspraak(aanbod, partijen)
        vast = {"stuk": rij, "functie": "voorzitter", "datum": date(2018, 1, 20), "gebruiker": chandra}

        with pytest.raises(AfspraakFout, match="Leg eerst de versie"):
            teken(partner=None, **vast)
        leg_versie_vast(versie=aanbod)
        teken(partner=None, **vast)
        with pytest.raises(AfspraakFout, match="tekende al"):
            teken(partner=None, **vast)
        with pytest.raises(AfspraakFout, match="staat er niet in"):
            teken(partner=maak_partner("ymere", "Ymere"), **vast)

    def test_een_wijziging_komt_na_een_getekende_afspraak_en_heeft_een_reden(self, aanbod, partijen, chandra):
        eerste = self.afspraak(aanbod, partijen)
        with pytest.raises(AfspraakFout, match="nog niet getekend"):
            self.afspraak(aanbod, partijen, reden="Meer")
        leg_versie_vast(versie=aanbod)
        teken(stuk=eerste, partner=None, functie="voorzitter", datum=date(2018, 1, 20), gebruiker=chandra)

        with pytest.raises(AfspraakFout, match="Schrijf op waarom"):
            self.afspraak(aanbod, partijen)
        with pytest.raises(AfspraakFout, match="verandert niet meer"):
            bewaar_afspraak(afspraak=eerste, partijen=partijen)
        assert self.afspraak(aanbod, partijen, reden="Ymere komt erbij").volgnummer == 2
