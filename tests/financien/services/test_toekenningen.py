"""The steps of a grant, and what is due of its instalments."""

from datetime import date
from decimal import Decimal

import pytest

from financien.models import Boekstuk
from financien.services.financiers import dossier, financiers, voluit
from financien.services.toekenningen import ToekenningFout, bewaar, eerste_status, mogelijke_stappen
from tests.financien.boekfabriek import begin_boeken
from tests.financien.toekenningfabriek import TERMIJNEN, kom_binnen, maak_toekenning, stap, verleen

D = Decimal
DELEN = (62000, 74000, 53000, 67000)


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
