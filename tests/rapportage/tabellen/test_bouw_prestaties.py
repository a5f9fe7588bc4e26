"""How a target is printed, what a room reached of it, how long the bar is, and when a norm is missed."""

from datetime import date
from decimal import Decimal

import pytest

from kamers.models import Indicator, Soort, Streefwaarde
from kamers.services.tellen import Aantal
from rapportage.cijfers import Actief, Kamercijfers
from rapportage.models import Meting
from rapportage.tabellen.bouw_prestaties import _cel, balk, bereikt_van, doel_van


def indicator(code="E1", groep="effect", eenheid="aandeel", norm="min", bewijs="enquête", soort=None):
    return Indicator(code=code, groep=groep, eenheid=eenheid, norm=norm, bewijs=bewijs, soort=soort, prestatie=code)


AANTAL = {"code": "O5", "groep": "output", "eenheid": "aantal", "bewijs": "aantal"}
CIJFER = {"code": "I3", "groep": "input", "eenheid": "cijfer", "norm": "meer dan"}
STREEF = {"code": "P7", "groep": "proces", "eenheid": "aantal", "norm": "streef", "bewijs": "uniek"}
TEKORT = {"code": "I1", "groep": "input", "eenheid": "tekort", "norm": "gelijk", "bewijs": "begroting"}


def meting(waarde, **velden):
    return Meting(waarde=Decimal(waarde), datum=date(2026, 11, 1), **{"bron": "Enquête", **velden})


@pytest.mark.parametrize(
    ("soort", "waarde", "op", "tekst", "kort"),
    [
        ({}, "50.00", None, "Min. 50%", "van 50%"),
        ({}, "2.50", None, "Min. 2,5%", "van 2,5%"),
        (AANTAL, "10.00", 20, "Min. 10 op 20", "van 10 op 20"),
        (AANTAL, "1200.00", None, "Min. 1.200", "van 1.200"),
        (CIJFER, "8.00", None, "> 8", "norm > 8"),
        (STREEF, "150.00", None, "150", "van 150"),
        (STREEF, "0.00", None, "0", "van 0"),
        (TEKORT, "0.00", None, "0 tekort", "norm: 0 tekort"),
    ],
)
def test_een_doel_wordt_gedrukt_zoals_in_het_aanbod(soort, waarde, op, tekst, kort):
    doel = doel_van(indicator(**soort), Streefwaarde(waarde=Decimal(waarde), op_aangemeld=op))

    assert (doel.vorm, doel.tekst, doel.kort, doel.waarde) == ("getal", tekst, kort, Decimal(waarde))


def test_een_doel_kan_een_woord_zijn_of_geen_afspraak_met_een_reden_of_niet_ingevuld():
    woord = doel_van(indicator(), Streefwaarde(woord="positief"))
    geen = doel_van(indicator(), Streefwaarde(reden="Nog niet"))
    leeg = doel_van(indicator(), None)

    assert (woord.vorm, woord.tekst, woord.waarde) == ("woord", "Positief", None)
    assert (geen.vorm, geen.tekst, geen.kort, geen.reden) == (
        "geen afspraak",
        "Nog niet (geen afspraak)",
        "geen afspraak",
        "Nog niet",
    )
    assert (leeg.vorm, leeg.tekst, leeg.waarde) == ("leeg", "niet ingevuld", None)


def cel(soort, doel, bereikt):
    wat = indicator(**soort)
    gemeten = bereikt_van(indicator(**{**soort, "groep": "output", "code": "X1"}), Kamercijfers(), meting(bereikt, n=9))
    return _cel(wat, doel_van(wat, Streefwaarde(waarde=Decimal(doel))), gemeten)


@pytest.mark.parametrize(
    ("soort", "doel", "bereikt", "gemist"),
    [
        ({}, "50", "49.99", True),
        ({}, "50", "50", False),
        (CIJFER, "8", "8", True),
        (CIJFER, "8", "8.01", False),
        (STREEF, "150", "1", False),
        (STREEF, "150", "0", False),
        (TEKORT, "0", "0", False),
    ],
)
def test_een_norm_is_gemist_aan_zijn_rand_en_een_streefcijfer_nooit(soort, doel, bereikt, gemist):
    assert cel(soort, doel, bereikt).gemist is gemist


@pytest.mark.parametrize(
    ("soort", "doel", "bereikt", "breedte"),
    [
        ({}, "50", "0", 0),
        ({}, "50", "25", 50),
        ({}, "200", "187", 94),  # 93,5
        ({}, "50", "50", 100),
        ({}, "50", "75", 150),
        ({}, "50", "99", 150),
        (CIJFER, "8", "8.3", 115),
        (CIJFER, "8", "5", 0),
        (STREEF, "0", "12", None),
        (TEKORT, "0", "0", None),
    ],
)
def test_de_balk_is_het_percentage_van_de_afspraak_tot_anderhalf_keer(soort, doel, bereikt, breedte):
    assert balk(indicator(**soort), Decimal(doel), Decimal(bereikt)) == breedte


def test_zonder_getal_is_er_geen_balk_en_is_niets_gemist():
    geen = doel_van(indicator(), Streefwaarde(reden="Nog niet"))
    gemeten = bereikt_van(indicator(), Kamercijfers(), meting("12"))
    doel = doel_van(indicator(), Streefwaarde(waarde=Decimal(50)))
    niets = bereikt_van(indicator(), Kamercijfers(), None)

    for leeg in (_cel(indicator(), geen, gemeten), _cel(indicator(), doel, niets), _cel(indicator(), doel, None)):
        assert (leeg.balk, leeg.gemist) == (None, False)


def test_een_meting_drukt_met_zijn_eenheid():
    def tekst(soort, waarde, **velden):
        return bereikt_van(indicator(**soort), Kamercijfers(), meting(waarde, **velden)).tekst

    assert tekst({}, "58.00") == "58%"
    assert tekst(AANTAL, "12.00", op_aangemeld=19) == "12 op 19"
    assert tekst(CIJFER, "8.00") == "8,0"
    assert tekst(CIJFER, "8.25") == "8,3"


def test_een_enquete_met_vier_antwoorden_toont_niets_en_met_vijf_wel():
    vier, vijf = (bereikt_van(indicator(), Kamercijfers(), meting("58", n=n)) for n in (4, 5))

    assert (vier.tekst, vier.waarde, vier.bij) == ("te weinig antwoorden", None, "")
    assert (vijf.tekst, vijf.waarde, vijf.bij) == ("58%", 58, "n = 5")


def test_een_partnerenquete_en_een_interview_tonen_ook_drie_antwoorden():
    partners = indicator(**{**CIJFER, "code": "I4"})
    interviews = indicator("E3", bewijs="interviews")

    assert bereikt_van(partners, Kamercijfers(), meting("8.4", n=3)).tekst == "8,4"
    assert bereikt_van(interviews, Kamercijfers(), meting("6", n=3)).tekst == "6%"


def test_een_uniek_getal_zegt_hoeveel_op_naam_en_hoeveel_geteld():
    geteld = bereikt_van(indicator(**STREEF), Kamercijfers(bereikt={"kamer": Aantal(0, 1547)}), None)
    beide = bereikt_van(indicator(**STREEF), Kamercijfers(bereikt={"kamer": Aantal(41, 1506)}), None)

    assert (geteld.tekst, geteld.waarde, geteld.op_naam, geteld.geteld, geteld.bij) == ("1.547", 1547, 0, 1547, "")
    assert (beide.tekst, beide.op_naam, beide.geteld) == ("1.547", 41, 1506)
    assert beide.bij == "41 op naam + 1.506 geteld"


@pytest.mark.parametrize("aantal", [Aantal(4, 9), Aantal(9, 4), Aantal(1, 1)])
def test_van_een_tot_vier_mensen_staat_niet_apart_en_het_totaal_verraadt_niets(aantal):
    klein = bereikt_van(indicator(**STREEF), Kamercijfers(bereikt={"kamer": aantal}), None)

    assert (klein.waarde, klein.op_naam, klein.geteld, klein.bij) == (aantal.totaal, None, None, "")


@pytest.mark.parametrize(
    ("aantal", "bij"),
    [(Aantal(5, 5), "5 op naam + 5 geteld"), (Aantal(3, 0), ""), (Aantal(0, 3), "")],
)
def test_vijf_en_wie_allemaal_op_dezelfde_manier_telden_staan_er_gewoon(aantal, bij):
    gewoon = bereikt_van(indicator(**STREEF), Kamercijfers(bereikt={"kamer": aantal}), None)

    assert (gewoon.op_naam, gewoon.geteld, gewoon.bij) == (aantal.op_naam, aantal.geteld, bij)


def test_klussen_zijn_geen_mensen():
    klussen = indicator(**{**STREEF, "code": "P2"}, soort=Soort(pk=7, telt="klussen"))
    bereikt = bereikt_van(klussen, Kamercijfers(bereikt={"klussen": Aantal(0, 22), "kamer": Aantal(2, 7)}), None)

    assert (bereikt.tekst, bereikt.op_naam, bereikt.geteld) == ("22", None, None)


def test_een_soort_leest_zijn_eigen_getal_en_nul_is_een_getal():
    taal = indicator(**{**STREEF, "code": "P4"}, soort=Soort(pk=3, telt="uniek"))

    assert bereikt_van(taal, Kamercijfers(bereikt={3: Aantal(40, 1), "kamer": Aantal(0, 60)}), None).tekst == "41"
    assert bereikt_van(taal, Kamercijfers(bereikt={3: Aantal(), "kamer": Aantal(0, 60)}), None).tekst == "0"
    assert bereikt_van(taal, Kamercijfers(bereikt={"kamer": Aantal(0, 60)}), None).tekst == "niet geregistreerd"


def test_actieve_vrijwilligers_hebben_hun_gemiddelde_ernaast():
    o2 = indicator(**{**AANTAL, "code": "O2"})

    gemiddeld = bereikt_van(o2, Kamercijfers(actief=Actief(3, Decimal("212.5"))), None)
    niemand = bereikt_van(o2, Kamercijfers(actief=Actief(0, None)), None)
    niets = bereikt_van(o2, Kamercijfers(), None)

    assert (gemiddeld.tekst, gemiddeld.bij) == ("3", "gemiddeld 213 uur")
    assert (niemand.tekst, niemand.bij) == ("0", "")
    assert (niets.tekst, niets.waarde) == ("niet geregistreerd", None)


@pytest.mark.parametrize("code", ["I1", "I2"])
def test_besteding_en_controle_volgen_ook_als_iemand_een_meting_invulde(code):
    assert bereikt_van(indicator(**{**TEKORT, "code": code}), Kamercijfers(), meting("0")).tekst == "volgt"
