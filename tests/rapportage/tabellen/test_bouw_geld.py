"""The budget and financing tables at their edges: empty cells, cents, shares and tints."""

from decimal import Decimal

import pytest

from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Kostenpost
from rapportage.tabellen.basis import Somrij
from rapportage.tabellen.bouw_geld import begrotingstabel, deel, financieringstabel, tint, verschil_in_woorden
from rapportage.tabellen.geldregels import geldregels
from tests.fabriek import maak_versie


@pytest.fixture
def versie(db):
    return maak_versie()


def maak_post(code="F3", soort="fysiek", volgorde=1):
    return Kostenpost.objects.create(code=code, soort=soort, naam=code, tekst=f"Post {code}", volgorde=volgorde)


def kosten(*bedragen):
    vast = tuple(Decimal(b) for b in bedragen)
    return Somrij("Kosten", vast, sum(vast))


def test_een_kamer_zonder_regel_heeft_een_lege_cel_en_nul_blijft_nul(versie, casa, multibron):
    handgeld = maak_post()
    Begrotingsregel.objects.create(versie=versie, kamer=casa, post=handgeld, bedrag=0)

    rij = begrotingstabel(geldregels(versie), [casa, multibron]).rijen[0]

    assert (rij.bedragen, rij.totaal) == ((Decimal("0.00"), None), 0)


def test_een_basis_die_per_kamer_verschilt_staat_er_niet_als_een_getal(versie, casa, multibron):
    handgeld, uren = maak_post(), maak_post("M1", "mensen")
    for kamer, basis in ((casa, 250), (multibron, 200)):
        Begrotingsregel.objects.create(versie=versie, kamer=kamer, post=handgeld, bedrag=1, basis=basis)
        Begrotingsregel.objects.create(
            versie=versie, kamer=kamer, post=uren, bedrag=1, basis=18, basis_eenheid="uur per week"
        )

    mensen, fysiek = begrotingstabel(geldregels(versie), [casa, multibron]).groepen

    assert (mensen.rijen[0].basis, mensen.rijen[0].basis_eenheid) == (18, "uur per week")
    assert (fysiek.rijen[0].basis, fysiek.rijen[0].basis_eenheid) == (None, "")


def test_centen_tellen_precies_op_en_het_gemiddelde_is_heel(versie, casa, multibron, handreiking):
    handgeld = maak_post()
    for kamer, bedrag in ((casa, "0.10"), (multibron, "0.20"), (handreiking, "4.20")):
        Begrotingsregel.objects.create(versie=versie, kamer=kamer, post=handgeld, bedrag=Decimal(bedrag))

    tabel = begrotingstabel(geldregels(versie), [casa, multibron, handreiking])

    assert (tabel.totaal.totaal, tabel.gemiddelde) == (Decimal("4.50"), 2)


def test_een_begroting_zonder_posten_is_nul(versie, casa):
    tabel = begrotingstabel(geldregels(versie), [casa])

    assert (tabel.groepen, tabel.totaal.bedragen, tabel.gemiddelde) == ((), (0,), 0)


def test_een_bron_zonder_bedragen_blijft_een_regel(versie, casa):
    Financieringsbron.objects.create(versie=versie, soort="fonds", naam="Fonds", tekst="Een fonds", volgorde=1)

    tabel = financieringstabel(geldregels(versie), [casa], kosten(100), ("0 tekort",))

    assert [(rij.tekst, rij.bedragen, rij.totaal, rij.aandeel) for rij in tabel.rijen] == [("Een fonds", (None,), 0, 0)]
    assert tabel.verschil.totaal == -100


@pytest.mark.parametrize(("kosten_casa", "tekort"), [("2000.00", False), ("2000.01", True), ("1000.00", False)])
def test_meer_dan_duizend_euro_onder_nul_is_een_tekort(versie, casa, kosten_casa, tekort):
    bron = Financieringsbron.objects.create(versie=versie, soort="fonds", naam="Fonds", tekst="Fonds", volgorde=1)
    Financieringsregel.objects.create(bron=bron, kamer=casa, bedrag=1000)

    tabel = financieringstabel(geldregels(versie), [casa], kosten(kosten_casa), ("0 tekort",))

    assert (tabel.tekort, tabel.tekort_totaal) == ((tekort,), tekort)
    assert tabel.tolerantie == "Bijdragen zijn afgerond. Tot €\u00a01.000 onder nul telt een verschil als 0 tekort."


def test_een_aandeel_rondt_de_helft_naar_boven_en_niets_van_niets_is_nul():
    assert deel(Decimal("0.5"), Decimal(100)) == 1
    assert deel(Decimal("125"), Decimal("1000"), Decimal("0.1")) == Decimal("12.5")
    assert deel(Decimal(0), Decimal(0)) == 0


def test_een_cel_wordt_donkerder_met_het_bedrag_en_niets_blijft_wit():
    hoogste = Decimal(74000)

    assert [tint(b and Decimal(b), hoogste) for b in (None, 0, 1, 500, 10000, 37000, 74000)] == [0, 0, 1, 1, 3, 6, 9]
    assert tint(Decimal(0), Decimal(0)) == 0


@pytest.mark.parametrize(
    ("verschil", "woorden"),
    [("-44", "€\u00a044 lager dan"), ("12", "€\u00a012 hoger dan"), ("0", "gelijk aan")],
)
def test_een_verschil_staat_in_woorden(verschil, woorden):
    assert verschil_in_woorden(Decimal(verschil)) == woorden
