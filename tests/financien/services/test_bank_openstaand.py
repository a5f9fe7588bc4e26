"""What is open is proposed to the bank line that closes it, and closed by accepting it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Inkoopfactuur
from financien.services.bank.boeken import boek_zelf, maak_ongedaan, neem_aan
from financien.services.bank.factuurkeuze import facturen_voor
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.betalen import betaald, openstaande_facturen, te_betalen, zet_rekening
from financien.services.boeken import BoekFout
from financien.services.facturen import FactuurFout
from financien.services.opdrachten import keur_goed, meld_verzonden, zet_klaar
from financien.services.opdrachtstand import stand_van_opdracht
from financien.services.toekenningstand import samen, standen
from kamers.models import Partnernaam
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import ANDER as IBAN
from tests.financien.bankfabriek import EIGEN, VREEMD, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import deel, leverancier
from tests.financien.factuurfabriek import maak_betaalbaar as _maak_betaalbaar
from tests.financien.factuurfabriek import maak_geboekt as _maak_geboekt
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 20)
D = Decimal


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


@pytest.fixture
def coach(db):
    return maak_gebruiker("Coach", Rol.PROJECTCOACH)


def maak_betaalbaar(wie, coach, *regels, **velden) -> Inkoopfactuur:
    """Make an invoice to be paid from the account whose files are read, to that of the supplier."""
    factuur = _maak_betaalbaar(wie, coach, *regels, **velden)
    zet_rekening(iban=IBAN, tenaamstelling="Stroom BV", partner=factuur.leverancier, gebruiker=wie)
    Cooperatie.objects.update(iban=EIGEN)
    return factuur


@pytest.fixture
def factuur(casa, multibron, chandra, coach):
    begin_bank(2026)
    return maak_betaalbaar(chandra, coach, deel("4120", "80.00", casa), deel("4120", "20.50", multibron))


def op_de_bank(wie, bedrag, iban=IBAN, wat="Betaling", naam="Stroom BV", **velden) -> Bankregel:
    lees_blad(wie, blad(zin(bedrag, datum=DAG, iban=iban, wat=wat, naam=naam), **velden))
    return Bankregel.objects.order_by("-pk")[0]


def zinnen(regel) -> list[tuple[str, int]]:
    return [(v.waarom, v.zekerheid) for v in voorstellen([regel])[regel.pk]]


def neem_eerste(regel, wie):
    return neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)


def open_van(factuur) -> Decimal:
    return next((rij.open for rij in openstaande_facturen() if rij.factuur == factuur.pk), D(0))


@pytest.mark.parametrize(
    ("bedrag", "iban", "wat", "verwacht"),
    [
        ("-100.50", IBAN, "Betaling", [("Betaalt factuur F-12 van Stroom BV.", 94)]),
        ("-100.50", IBAN, "Factuur F-12", [("Betaalt factuur F-12 van Stroom BV.", 97)]),
        ("-40.00", IBAN, "Factuur F-12", [("Betaalt een deel van factuur F-12 van Stroom BV.", 82)]),
        ("-40.00", IBAN, "Betaling", []),
        ("-100.50", VREEMD, "Factuur F-12", []),
        ("-100.51", IBAN, "Factuur F-12", []),
        ("100.50", IBAN, "Factuur F-12", []),
    ],
)
def test_een_open_factuur_is_het_voorstel_als_rekening_en_bedrag_of_nummer_kloppen(
    factuur, chandra, bedrag, iban, wat, verwacht
):
    assert zinnen(op_de_bank(chandra, bedrag, iban, wat)) == verwacht


def test_wie_aanneemt_betaalt_de_factuur_een_keer(factuur, chandra):
    regel = op_de_bank(chandra, "-100.50", wat="F-12")
    eerste, tweede = neem_eerste(regel, chandra), None
    tweede = neem_aan(regel=regel, beeld="oud beeld", gebruiker=chandra)

    assert eerste == tweede
    assert open_van(factuur) == 0
    assert [(str(b.debet), b.bedrag, b.factuur) for b in eerste.boekstuk.boekingen.all()] == [
        ("1500 Crediteuren", D("100.50"), factuur)
    ]
    assert str(eerste.boekstuk) == "B2026-0001"


def test_ongedaan_maken_zet_de_factuur_weer_open_en_stelt_haar_opnieuw_voor(factuur, chandra):
    regel = op_de_bank(chandra, "-100.50", wat="F-12")
    neem_eerste(regel, chandra)
    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)

    assert open_van(factuur) == D("100.50")
    assert zinnen(regel)[0] == ("Betaalt factuur F-12 van Stroom BV.", 97)
    neem_eerste(regel, chandra)
    assert open_van(factuur) == 0


def test_wat_een_factuur_was_is_geen_voorbeeld_voor_een_regel_zonder_factuur(factuur, chandra):
    neem_eerste(op_de_bank(chandra, "-100.50", wat="F-12"), chandra)
    volgende = op_de_bank(chandra, "-35.00", begin="899.50")

    assert zinnen(volgende) == []


def test_een_opdracht_die_in_een_bedrag_van_de_bank_gaat_betaalt_al_haar_facturen(factuur, casa, chandra, coach):
    tweede = maak_betaalbaar(chandra, coach, deel("4110", "700.00", casa), nummer="F-13")
    vast = {"uitvoeren_op": timezone.localdate(), "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_klaar(facturen=[factuur.pk, tweede.pk], **vast)
    keur_goed(opdracht, gebruiker=coach)
    meld_verzonden(opdracht, gebruiker=chandra)
    huur = op_de_bank(chandra, "-800.50", iban=VREEMD, wat="Huur april", naam="Rochdale")
    assert zinnen(huur) == []  # to one account: no batch, whatever the amount
    regel = op_de_bank(chandra, "-800.50", iban="", wat="Verzamelbetaling", naam="", begin="199.50")

    assert zinnen(regel) == [(f"Betaalt 2 facturen tegelijk: betaalopdracht {opdracht.pk}.", 93)]
    neem_eerste(regel, chandra)
    assert openstaande_facturen() == []
    assert Inkoopfactuur.objects.filter(betaalregels__loopt=True).count() == 0


@pytest.mark.parametrize(("dag", "hoort_erbij"), [(date(2026, 3, 19), False), (DAG, True)])
def test_een_bankregel_van_voor_de_opdracht_is_daar_geen_betaling_van(factuur, casa, chandra, coach, dag, hoort_erbij):
    """Neither proposed for the order, nor booked as a payment of it; the invoice may still be paid by it."""
    tweede = maak_betaalbaar(chandra, coach, deel("4110", "700.00", casa), nummer="F-13")
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_klaar(facturen=[factuur.pk, tweede.pk], **vast)
    keur_goed(opdracht, gebruiker=coach)
    kenmerk = opdracht.regels.get(factuur=factuur).kenmerk
    regels = [
        zin("-800.50", datum=dag, iban="", naam="", wat="Verzamel"),
        zin("-100.50", datum=dag, iban="", naam="", wat=kenmerk),
        zin("-100.50", datum=dag, iban=IBAN, naam="Stroom BV", wat="Overboeking"),
    ]
    lees_blad(chandra, blad(*regels))
    samen_, genoemd, gewoon = Bankregel.objects.order_by("pk")

    wat = f"Betaalt 2 facturen tegelijk: betaalopdracht {opdracht.pk}."
    assert zinnen(samen_) == ([(wat, 93)] if hoort_erbij else [])
    assert zinnen(genoemd) == ([("Betaalt factuur F-12 van Stroom BV.", 97)] if hoort_erbij else [])
    assert zinnen(gewoon) == [("Betaalt factuur F-12 van Stroom BV.", 94)]
    if not hoort_erbij:
        bank = {"bankrekening": rekening("1000"), "bedrag": D("800.50"), "sleutel": uuid4(), "gebruiker": chandra}
        with pytest.raises(FactuurFout, match=f"^Betaalopdracht {opdracht} is van 20 maart 2026"):
            betaald(opdracht, datum=DAG, bankdag=dag, **bank)
    neem_eerste(gewoon, chandra)
    assert open_van(factuur) == 0
    assert opdracht.regels.filter(betalingen__isnull=False).count() == hoort_erbij
    assert stand_van_opdracht(opdracht, chandra).getoond == hoort_erbij


class TestSamen:
    """One transfer that pays several invoices of a supplier."""

    @pytest.fixture
    def drie(self, casa, chandra, coach):
        """Invoices of 30, 40 and 55 of one supplier, and one of 70 of another."""
        begin_bank(2026)
        per = [("HV-901", "30.00"), ("HV-902", "40.00"), ("HV-903", "55.00")]
        uit = [maak_betaalbaar(chandra, coach, deel("4120", b, casa), nummer=nummer) for nummer, b in per]
        _maak_betaalbaar(chandra, coach, deel("4120", "71.00", casa), leverancier=leverancier("gas", "Gaswerk BV"))
        Cooperatie.objects.update(iban=EIGEN)
        return uit

    @pytest.mark.parametrize(
        ("bedrag", "iban", "naam", "verwacht"),
        [
            ("-70.00", IBAN, "Stroom BV", "Betaalt samen HV-901, HV-902 van Stroom BV."),
            ("-125.00", IBAN, "Stroom BV", "Betaalt samen HV-901, HV-902, HV-903 van Stroom BV."),
            ("-70.00", "", "STROOM B.V.", "Betaalt samen HV-901, HV-902 van Stroom BV."),
            ("-70.00", "", "Iemand", None),
            ("-70.00", VREEMD, "Stroom BV", None),
            ("-70.01", IBAN, "Stroom BV", None),
            ("70.00", IBAN, "Stroom BV", None),
        ],
    )
    def test_een_som_die_precies_en_maar_op_een_manier_klopt_is_het_voorstel(
        self, drie, chandra, bedrag, iban, naam, verwacht
    ):
        gevonden = zinnen(op_de_bank(chandra, bedrag, iban=iban, naam=naam))

        assert gevonden == ([(verwacht, 92)] if verwacht else [])

    def test_wie_aanneemt_betaalt_ze_allemaal_en_geen_ervan_nog_eens(self, drie, chandra):
        boeking = neem_eerste(op_de_bank(chandra, "-70.00"), chandra)

        assert [(b.debet.nummer, b.bedrag, b.factuur) for b in boeking.boekstuk.boekingen.order_by("volgnummer")] == [
            ("1500", D("30.00"), drie[0]),
            ("1500", D("40.00"), drie[1]),
        ]
        assert [open_van(rij) for rij in drie] == [0, 0, D("55.00")]
        assert [rij.stand.factuur.nummer for rij in te_betalen(chandra)] == ["HV-903", "F-12"]

    def test_wat_op_twee_manieren_kan_wordt_niet_geraden(self, drie, casa, chandra, coach):
        maak_betaalbaar(chandra, coach, deel("4120", "15.00", casa), nummer="HV-904")

        assert zinnen(op_de_bank(chandra, "-70.00")) == []  # 30 + 40, or 55 + 15

    def test_een_factuur_van_dat_bedrag_gaat_voor_een_som(self, drie, casa, chandra, coach):
        maak_betaalbaar(chandra, coach, deel("4120", "70.00", casa), nummer="HV-904")

        assert zinnen(op_de_bank(chandra, "-70.00")) == [("Betaalt factuur HV-904 van Stroom BV.", 94)]

    def test_bij_meer_dan_twaalf_open_facturen_wordt_niets_geraden(self, drie, casa, chandra, coach):
        for nummer in range(10):
            maak_betaalbaar(chandra, coach, deel("4120", "1000.00", casa), nummer=f"X-{nummer}")

        assert zinnen(op_de_bank(chandra, "-70.00")) == []

    def test_een_regel_zonder_rekening_en_nummer_wordt_herkend_aan_naam_en_bedrag(self, drie, chandra):
        assert zinnen(op_de_bank(chandra, "-30.00", iban="", naam="Stroom BV")) == [
            ("Betaalt factuur HV-901 van Stroom BV.", 85)
        ]


class TestZelfKiezen:
    """A line booked by hand names its invoice."""

    def boek(self, regel, wie, *delen):
        return boek_zelf(regel=regel, delen=delen, omschrijving="Stroom", gebruiker=wie)

    def test_een_gekozen_factuur_is_betaald_en_niet_nog_eens_te_betalen(self, factuur, chandra):
        regel = op_de_bank(chandra, "-100.50", iban="", naam="", wat="Overboeking")
        assert zinnen(regel) == []
        delen = [Deel(rekening("1500"), D("-100.50"), factuur=factuur)]
        boeking = self.boek(regel, chandra, *delen)

        assert self.boek(regel, chandra, *delen) == boeking
        b = boeking.boekstuk.boekingen.get()
        assert (b.factuur, b.partner, b.debet.nummer) == (factuur, factuur.leverancier, "1500")
        assert open_van(factuur) == 0
        assert te_betalen(chandra) == []
        with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
            zet_klaar(facturen=[factuur.pk], uitvoeren_op=timezone.localdate(), sleutel=uuid4(), gebruiker=chandra)

    def test_meer_dan_open_staat_wordt_geweigerd_en_er_is_niets_geboekt(self, factuur, chandra):
        regel = op_de_bank(chandra, "-100.51")
        with pytest.raises(BoekFout, match="meer betaald dan er openstaat"):
            self.boek(regel, chandra, Deel(rekening("1500"), D("-100.51"), factuur=factuur))
        halven = [Deel(rekening("1500"), D(b), factuur=factuur) for b in ("-60.00", "-40.51")]
        with pytest.raises(BoekFout, match="meer betaald dan er openstaat"):
            self.boek(regel, chandra, *halven)
        assert open_van(factuur) == D("100.50")

    def test_een_factuur_wordt_niet_tegelijk_meer_dan_betaald_en_teruggekregen(self, factuur, chandra):
        regel = op_de_bank(chandra, "-90.50")
        delen = [Deel(rekening("1500"), D(b), factuur=factuur) for b in ("-201.00", "110.50")]

        with pytest.raises(BoekFout, match="kan niet tegelijk betaald worden en terugkomen") as fout:
            self.boek(regel, chandra, *delen)

        assert (fout.value.regel, open_van(factuur)) == (2, D("100.50"))

    def test_wat_in_een_opdracht_zit_telt_voor_die_opdracht(self, factuur, chandra, coach):
        vast = {"uitvoeren_op": timezone.localdate(), "sleutel": uuid4(), "gebruiker": chandra}
        opdracht = zet_klaar(facturen=[factuur.pk], **vast)
        keur_goed(opdracht, gebruiker=coach)
        self.boek(
            op_de_bank(chandra, "-100.50", iban="", naam=""),
            chandra,
            Deel(rekening("1500"), D("-100.50"), factuur=factuur),
        )

        assert stand_van_opdracht(opdracht, chandra).betaald

    def test_de_keuze_begint_met_dit_bedrag_en_dan_deze_leverancier(self, factuur, casa, chandra, coach):
        gas = {"leverancier": leverancier("gas", "Gaswerk BV")}
        maak_betaalbaar(chandra, coach, deel("4120", "9.00", casa), nummer="F-1", datum=date(2026, 1, 1))
        _maak_betaalbaar(chandra, coach, deel("4120", "70.00", casa), nummer="G-1", datum=date(2026, 2, 1), **gas)
        Cooperatie.objects.update(iban=EIGEN)
        regel = op_de_bank(chandra, "-70.00")

        assert [str(keuze) for keuze in facturen_voor(regel)] == [
            "Gaswerk BV G-1: nog €\N{NO-BREAK SPACE}70,00",
            "Stroom BV F-1: nog €\N{NO-BREAK SPACE}9,00",
            "Stroom BV F-12: nog €\N{NO-BREAK SPACE}100,50",
        ]

    def test_wat_geweigerd_zou_worden_staat_niet_in_de_keuze(self, factuur, casa, chandra, coach):
        """Money in is never for an invoice of which nothing was paid; money out never for a claim alone."""
        gas = leverancier("gas", "Gaswerk BV")
        tegoed = _maak_geboekt(chandra, coach, deel("4120", "-9.00", casa), nummer="G-1", leverancier=gas, credit=True)
        erin, eruit = op_de_bank(chandra, "9.00"), op_de_bank(chandra, "-100.50", begin="1009.00")
        assert [keuze.factuur for keuze in facturen_voor(erin)] == [tegoed]
        assert [keuze.factuur for keuze in facturen_voor(eruit)] == [factuur]
        for regel, rij in ((erin, factuur), (eruit, tegoed)):
            with pytest.raises(BoekFout, match="meer"):
                self.boek(regel, chandra, Deel(rekening("1500"), regel.bedrag, factuur=rij))

        samen = _maak_geboekt(chandra, coach, deel("4120", "-20.00", casa), nummer="C-3", credit=True)
        verschil = op_de_bank(chandra, "-80.50", begin="908.50")
        assert {keuze.factuur for keuze in facturen_voor(verschil)} == {factuur, samen}
        delen = [Deel(rekening("1500"), D(b), factuur=f) for b, f in (("-100.50", factuur), ("20.00", samen))]
        self.boek(verschil, chandra, *delen)
        assert facturen_voor(op_de_bank(chandra, "-1.00", begin="828.00")) == []

    @pytest.mark.parametrize(("bedrag", "kan"), [("80.50", True), ("80.51", False)])
    def test_terug_kan_alleen_wat_de_bank_betaalde_en_niet_wat_verrekend_is(
        self, factuur, casa, chandra, coach, bedrag, kan
    ):
        nota = _maak_geboekt(chandra, coach, deel("4120", "-20.00", casa), nummer="C-3", credit=True)
        vast = {"uitvoeren_op": timezone.localdate(), "sleutel": uuid4(), "gebruiker": chandra}
        keur_goed(zet_klaar(facturen=[factuur.pk, nota.pk], **vast), gebruiker=coach)
        neem_eerste(op_de_bank(chandra, "-80.50"), chandra)
        terug = op_de_bank(chandra, bedrag, begin="919.50")

        assert [keuze.factuur for keuze in facturen_voor(terug)] == ([factuur] if kan else [])
        if kan:
            self.boek(terug, chandra, Deel(rekening("1500"), D(bedrag), factuur=factuur))
            assert open_van(factuur) == D("80.50")


@pytest.fixture
def bijdrage(casa, multibron, chandra):
    begin_bank(2026)
    delen, termijnen = {casa: 60, multibron: 40}, [(date(2026, 1, 15), 25), (date(2026, 4, 15), 75)]
    rij = maak_toekenning(chandra, delen, jaar=2026, kenmerk="SUB-2026-77", termijnen=termijnen)
    return verleen(rij, chandra, date(2026, 1, 2))


@pytest.mark.parametrize(
    ("bedrag", "naam", "wat", "verwacht"),
    [
        ("25.00", "Gemeente Amsterdam", "Voorschot", 94),
        ("25.00", "Gemeente Amsterdam", "Voorschot SUB-2026-77", 97),
        ("30.00", "Iemand", "SUB-2026-77", 85),
        ("30.00", "Gemeente Amsterdam", "Voorschot", None),
        ("25.00", "Iemand", "Voorschot", None),
        ("100.01", "Gemeente Amsterdam", "SUB-2026-77", None),
    ],
)
def test_een_toekenning_is_het_voorstel_bij_kenmerk_of_bij_naam_en_termijn(
    bijdrage, chandra, bedrag, naam, wat, verwacht
):
    gevonden = zinnen(op_de_bank(chandra, bedrag, VREEMD, wat, naam))

    assert gevonden == ([(f"Ontvangst voor {bijdrage}.", verwacht)] if verwacht else [])


def test_de_ontvangst_komt_bij_de_toekenning_en_over_haar_kamers(bijdrage, casa, multibron, chandra):
    regel = op_de_bank(chandra, "25.00", VREEMD, "SUB-2026-77", "Gemeente")
    boeking = neem_eerste(regel, chandra)

    per_kamer = standen(date(2026, 12, 31), [bijdrage.pk])[bijdrage.pk]
    assert {kamer: stand.ontvangen for kamer, stand in per_kamer.items()} == {casa.pk: D(15), multibron.pk: D(10)}
    assert samen(per_kamer).vordering == D(75)
    assert boeking.boekstuk.datum == DAG


def test_een_partner_met_een_oude_naam_wordt_herkend(bijdrage, chandra):
    Partnernaam.objects.create(partner=bijdrage.partner, naam="Stadsdeel Zuidoost", vanaf=date(2010, 1, 1))

    assert zinnen(op_de_bank(chandra, "25.00", VREEMD, "Voorschot", "STADSDEEL ZUIDOOST"))[0][1] == 94


def test_wat_al_binnen_is_wordt_niet_nog_eens_voorgesteld(bijdrage, chandra):
    kom_binnen(bijdrage, chandra, date(2026, 1, 20), "100.00")

    assert zinnen(op_de_bank(chandra, "25.00", VREEMD, "SUB-2026-77", "Gemeente")) == []


def test_een_voorstel_dan_alleen_wat_besloten_is(casa, chandra):
    begin_bank(2026)
    maak_toekenning(chandra, {casa: 25}, jaar=2026, kenmerk="SUB-9999")

    assert zinnen(op_de_bank(chandra, "25.00", VREEMD, "SUB-9999", "Gemeente")) == []


def test_veel_open_facturen_kosten_niet_meer_vragen(factuur, casa, chandra, coach, django_assert_num_queries):
    regel = op_de_bank(chandra, "-100.50")
    with django_assert_num_queries(6) as weinig:
        voorstellen([regel])
    for nummer in range(8):
        maak_betaalbaar(
            chandra, coach, deel("4120", "9.00", casa), nummer=f"X-{nummer}", leverancier=leverancier(f"l-{nummer}")
        )

    vers = type(regel).objects.get(pk=regel.pk)  # a line remembers what was read for it
    with django_assert_num_queries(len(weinig)):
        voorstellen([vers])
