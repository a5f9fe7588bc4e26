"""A whole demonstration year and the beginning of the next: the rules of the house hold in them."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from buurtwerkkamer.models import Gebruiker, Jaar, Versie
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from kamers.models import Activiteit, Bijeenkomst, Deelname, Kamer, Klus, Persoon, Streefwaarde
from kamers.services.pasnummer import klopt
from kamers.services.scheef import scheve_cijfers
from kamers.services.tellen import telling
from rapportage.demo.edities import leg_rapporten_vast
from rapportage.demo.vullen import vul_demo
from rapportage.models import Meting, Rapport

pytestmark = pytest.mark.django_db
TOT = date(2021, 3, 11)  # a Thursday
GENOTEERD = Bijeenkomst.Status.GENOTEERD


@pytest.fixture(scope="module")
def twee_jaren(blijvend):
    return vul_demo(jaren=2, tot=date(2021, 1, 20))


def test_kwamen_al_is_nooit_meer_dan_wie_er_eerder_dat_jaar_was(twee_jaren):
    bereikt = defaultdict(int)
    for keer in Bijeenkomst.objects.genoteerd().order_by("dag", "begin", "pk"):
        sleutel = (keer.kamer_id, keer.soort_id, keer.dag.year)
        assert keer.kwamen_al <= bereikt[sleutel], keer
        assert keer.deelnemers > 0, keer
        bereikt[sleutel] += keer.nieuw_soort
    assert len(bereikt) == 4 * 5 * 2


def test_wie_niet_nieuw_is_in_de_kamer_was_er_eerder_dat_jaar(twee_jaren):
    in_de_kamer = defaultdict(int)
    for keer in Bijeenkomst.objects.genoteerd().order_by("dag", "begin", "pk"):
        sleutel = (keer.kamer_id, keer.dag.year)
        assert keer.nieuw_soort - keer.nieuw_kamer <= in_de_kamer[sleutel], keer
        in_de_kamer[sleutel] += keer.nieuw_kamer


def test_een_vol_jaar_eindigt_rond_de_streefcijfers(twee_jaren):
    cijfers = telling(2020).per_kamer
    doelen = Streefwaarde.objects.filter(versie=Versie.objects.geldend(2020), indicator__soort__telt="uniek")
    for doel in doelen.select_related("indicator"):
        bereikt = cijfers[doel.kamer_id][doel.indicator.soort_id].totaal
        assert Decimal("0.7") * doel.waarde <= bereikt <= Decimal("1.2") * doel.waarde, doel
    klaar = Klus.objects.klaar_in(2020).filter(kamer__code="cjm").count()
    assert 60 <= klaar <= 90


def test_een_les_gaat_op_naam_met_passen_en_de_cijfers_passen_bij_elkaar(twee_jaren):
    les = Activiteit.objects.get(telwijze="namen")
    keren = les.bijeenkomsten.genoteerd()

    assert (les.naam, les.kamer.code) == ("Computerles", "cjm")
    assert all(keer.deelnemers == keer.op_naam == keer.deelnames.count() > 0 for keer in keren)
    namen = Persoon.objects.exclude(pasnummer="")
    assert all(klopt(persoon.pasnummer) and persoon.voornaam.endswith(".") for persoon in namen)
    computer = telling(2020).per_kamer[les.kamer_id][les.soort_id]
    assert (computer.geteld, computer.op_naam) == (
        0,
        len(set(Deelname.objects.filter(bijeenkomst__dag__year=2020).values_list("persoon"))),
    )
    assert telling(2020).per_kamer[les.kamer_id]["kamer"].op_naam < computer.op_naam
    for kamer in Kamer.objects.all():
        assert [scheve_cijfers(kamer, jaar) for jaar in (2020, 2021)] == [[], []]


def test_in_de_vakantie_gaat_het_niet_door_met_reden(twee_jaren):
    kerst = Bijeenkomst.objects.filter(dag__gte=date(2020, 12, 24), dag__lte=date(2021, 1, 1))
    zomer = Bijeenkomst.objects.filter(dag__gte=date(2020, 7, 20), dag__lte=date(2020, 8, 20))

    assert set(kerst.values_list("status", "reden")) == {("vervallen", "vakantie")}
    assert set(zomer.exclude(soort__code="ontmoeting").values_list("reden", flat=True)) == {"vakantie"}
    assert zomer.filter(soort__code="ontmoeting", status=GENOTEERD).exists()


def test_fictieve_jaren_zijn_zo_gemerkt_en_2018_niet(twee_jaren):
    assert list(Jaar.objects.values_list("jaar", "fictief")) == [(2018, False), (2020, True), (2021, True)]


def test_het_vorige_jaar_staat_vast_en_de_afspraak_van_dit_jaar_is_open(twee_jaren):
    versies = Versie.objects.filter(jaar__fictief=True).order_by("jaar", "volgnummer")

    assert [(v.jaar.jaar, v.soort, v.staat_vast) for v in versies] == [
        (2020, "aanbod", True),
        (2020, "afspraak", True),
        (2021, "aanbod", True),
        (2021, "afspraak", False),
    ]


def test_de_begroting_is_die_van_2018_met_indexatie_en_handgeld_blijft_250_per_maand(twee_jaren):
    def bedrag(jaar, post):
        versie = Versie.objects.laatste(jaar)
        return Begrotingsregel.objects.get(versie=versie, post__code=post, kamer__code="cjm").bedrag

    assert [bedrag(jaar, "M1") for jaar in (2018, 2020, 2021)] == [35460, 37588, 38716]  # + 6 %, then + 3 %
    assert [bedrag(jaar, "F3") for jaar in (2018, 2020, 2021)] == [3000, 3000, 3000]
    versie = Versie.objects.laatste(2021)
    kosten = Begrotingsregel.objects.filter(versie=versie).totaal()
    dekking = Financieringsregel.objects.filter(bron__versie=versie).totaal()
    assert abs(dekking - kosten) < kosten * Decimal("0.01")


def test_het_uurtarief_is_het_minimumloon_van_het_half_jaar_ervoor(twee_jaren):
    raming = Tijdsraming.objects.filter(versie=Versie.objects.laatste(2021), wie="bewoner").first()

    assert raming.tarief == Decimal("10.77")
    assert "€ 10,77 per uur" in raming.tekst


def test_metingen_zijn_er_van_het_volle_jaar_met_een_fictieve_bron(twee_jaren):
    metingen = Meting.objects.all()

    assert set(metingen.values_list("jaar__jaar", flat=True)) == {2020}
    assert set(metingen.values_list("bron", flat=True)) == {
        "fictieve enquête",
        "fictieve interviews",
        "fictieve telling",
    }
    codes = set(metingen.values_list("indicator__code", flat=True))
    assert codes == {f"E{n}" for n in range(1, 6)} | {"O1", "O3", "O4", "O5", "O6", "O7", "O8", "I3", "I4"}
    assert not metingen.filter(kamer__code="kg", indicator__code="O4").exists()  # "Nog niet"
    assert not metingen.filter(bron="fictieve enquête", n__lt=5).exists()


def test_het_verslag_van_het_vorige_jaar_ligt_een_keer_vast_en_de_financier_ziet_het(twee_jaren):
    regels = []
    leg_rapporten_vast(regels.append)
    assert leg_rapporten_vast(regels.append) == []

    assert regels == ["aanbod 2018, editie 1 vastgelegd", "jaarverslag 2020, editie 1 vastgelegd"]
    financier = Gebruiker.objects.get(aanmeldnaam="financier.eigen-haard@voorbeeld.invalid")
    gezien = Rapport.objects.zichtbaar_voor(financier).order_by("jaar__jaar")
    assert [(rapport.soort, rapport.jaar.jaar, rapport.editie) for rapport in gezien] == [
        ("aanbod", 2018, 1),
        ("jaarverslag", 2020, 1),
    ]
    assert all(bytes(rapport.pdf.inhoud).startswith(b"%PDF") for rapport in gezien)
