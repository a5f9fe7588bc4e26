"""The result of a year goes where the grants and the rooms say it goes, once, and to the cent."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Bestemming, Boekstuk
from financien.services.balans import balans
from financien.services.bestemmen import BestemFout
from financien.services.bestemmingsplan import Plan
from financien.services.hindernissen import van_jaar
from financien.services.overschot import keuze_van, spreek_af
from financien.services.saldi import proefbalans
from financien.services.staat import staat
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import bestem_alles, geboekt, maak_gemeentejaar, sluit_jaar, stand
from tests.financien.toekenningfabriek import maak_toekenning

D = Decimal
TERUG = {"cjm": D("1841.71"), "multibron": D("2547.07")}  # of what the municipality paid is left: 4.388,78 together
NU, EINDE = date(2019, 3, 10), date(2018, 12, 31)
VERANDERD = "Het resultaat van 2018 of waar het heen gaat veranderde na het boeken. Boek eerst het verschil."


@pytest.fixture
def gemeente(vier, chandra, time_machine):
    time_machine.move_to("2019-03-10 10:00", tick=False)
    return maak_gemeentejaar(vier, chandra)


@pytest.fixture
def dicht(gemeente, chandra):
    """2017 and 2018 provisionally closed, so that 2018 can be settled."""
    for jaar in (2017, 2018):
        sluit_jaar(chandra, jaar, NU)
    return gemeente


def op_de_balans(dag):
    blad = balans(dag)
    assert blad.totaal_activa == blad.totaal_passiva
    regels = [r for groep in (*blad.activa, *blad.passiva) for r in groep.regels]
    return {r.rekening.nummer if r.rekening else r.naam: r.bedrag for r in regels}


def test_wat_van_de_256000_over_is_gaat_terug_en_de_rest_naar_de_reserve_van_elke_kamer(dicht, chandra):
    assert op_de_balans(EINDE)["Resultaat 2018"] == D("4999.50")

    stukken = bestem_alles(chandra, 2018)

    assert geboekt() == {
        ("cjm", "terug"): TERUG["cjm"],
        ("multibron", "terug"): TERUG["multibron"],
        ("cjm", "reserve"): D("1158.29"),
        ("multibron", "reserve"): D("1452.93"),
        ("handreiking", "reserve"): D("-2000.00"),
        ("kg", "reserve"): D("-0.50"),
    }
    assert [(s.dagboek, s.datum, s.kenmerk, bool(s.reden)) for s in stukken] == [("memoriaal", EINDE, "A-12", True)] * 2
    assert stand(dicht, EINDE).vordering == D("64000.00") - D("4388.78")


def test_de_balans_sluit_zonder_resultaat_en_het_volgende_jaar_begint_er_precies_mee(dicht, chandra, vier):
    bestem_alles(chandra, 2018)

    einde, begin = op_de_balans(EINDE), op_de_balans(date(2019, 1, 1))
    assert einde == begin
    assert (einde["0500"], "Resultaat 2018" in einde) == (D("610.72"), False)
    assert not any("eerdere jaren" in naam for naam in begin)
    assert sum(r.begin for r in proefbalans(2019)) == 0  # the audit file needs no account of its own any more
    per_kamer = [staat(2018, EINDE, kamer).resultaat[1] for kamer in vier]
    assert per_kamer == [D("1158.29"), D("1452.93"), D("-2000.00"), D("-0.50")]


def test_een_tweede_keer_boekt_niets_en_een_correctie_alleen_het_verschil(dicht, chandra, vier):
    sleutel = uuid4()
    bestem_alles(chandra, 2018, sleutel=sleutel)
    aantal = Boekstuk.objects.count()
    assert bestem_alles(chandra, 2018, sleutel=sleutel) == bestem_alles(chandra, 2018) == []
    assert Boekstuk.objects.count() == aantal

    na = {"datum": EINDE, "reden": "Nota kwam later", "kenmerk": "A-13"}
    maak_boekstuk(chandra, regel("4110", "1600", "7000", vier[1]), **na)
    assert [h.zin for h in van_jaar(2018, NU)][-1] == VERANDERD
    bestem_alles(chandra, 2018)

    assert geboekt() == {
        ("cjm", "reserve"): D("3000.00"),  # all rooms of the grant together have nothing left
        ("multibron", "reserve"): D("-3000.00"),
        ("handreiking", "reserve"): D("-2000.00"),
        ("kg", "reserve"): D("-0.50"),
    }
    assert (stand(dicht, EINDE).vordering, stand(dicht, EINDE).terug) == (D("64000.00"), 0)
    assert op_de_balans(EINDE)["0500"] == D("-2000.50")


def test_wat_de_partner_zegt_gaat_voor_en_een_andere_keuze_boekt_de_eerste_terug(dicht, chandra):
    bestem_alles(chandra, 2018)

    spreek_af(toekenning=dicht, keuze="egalisatie", grond="Beschikking, artikel 4")
    bestem_alles(chandra, 2018)

    assert geboekt() == {
        ("cjm", "egalisatie"): D("2547.95"),
        ("multibron", "egalisatie"): D("3523.81"),
        ("cjm", "reserve"): D("452.05"),
        ("multibron", "reserve"): D("476.19"),
        ("handreiking", "reserve"): D("-2000.00"),
        ("kg", "reserve"): D("-0.50"),
    }
    assert stand(dicht, EINDE).baten == D("256000.00")
    assert op_de_balans(EINDE)["0510"] == D("6071.76")


def test_een_cent_gaat_nergens_verloren_over_kamers_en_toekenningen(dicht, chandra, vier):
    """Three grants of odd cents over four rooms, one of them with a loss: each room's parts are its result."""
    for nummer, (soort, delen) in enumerate((("fonds", ("0.01", "33.33", "66.67")), ("gemeente", ("0.01",) * 4))):
        rij = maak_toekenning(
            chandra,
            {kamer: D(deel) for kamer, deel in zip(vier, delen, strict=False)},
            soort=soort,
            omschrijving=f"Nog een {nummer}",
        )
        regels = [
            regel("1300", rij.rekening, deel, kamer, toekenning=rij, partner=rij.partner)
            for kamer, deel in zip(vier, delen, strict=False)
        ]
        maak_boekstuk(chandra, *regels, datum=EINDE, reden="Later verleend", kenmerk="A-1")
    bestem_alles(chandra, 2018)

    plan = Plan(2018)
    assert plan.verschil == {}
    for kamer in vier:
        delen = [deel for (plek, *_rest), deel in plan.nu.items() if plek == kamer.pk]
        assert sum(delen) == plan.resultaten[kamer.pk].resultaat
    assert all(deel > 0 for (_kamer, bron, _naar), deel in plan.nu.items() if bron)
    blad = op_de_balans(EINDE)
    assert "Resultaat 2018" not in blad


def test_een_tekort_komt_eerst_uit_wat_een_eerder_jaar_opzij_legde(dicht, chandra, vier, time_machine):
    spreek_af(toekenning=dicht, keuze="fonds", grond="Toestemming in de brief van 3 maart")
    bestem_alles(chandra, 2018)
    maak_boekstuk(chandra, regel("4110", "1000", "1900", vier[0]), datum=date(2019, 5, 1))
    time_machine.move_to("2020-03-10 10:00", tick=False)
    begin_boeken(2020)
    sluit_jaar(chandra, 2019, date(2020, 3, 10))
    bestem_alles(chandra, 2019)

    nieuw = Bestemming.objects.filter(jaar__jaar=2019)
    assert [(r.kamer.code, r.naar, r.toekenning, r.bedrag) for r in nieuw] == [
        ("cjm", "fonds", dicht, -TERUG["cjm"]),
        ("cjm", "reserve", None, D("-58.29")),
    ]
    balans_ = op_de_balans(date(2019, 12, 31))
    assert (balans_["0520"], balans_["0500"]) == (TERUG["multibron"], D("610.72") - D("58.29"))


def test_voor_het_voorlopig_afsluiten_en_met_een_oud_beeld_wordt_niets_geboekt(gemeente, chandra, vier):
    with pytest.raises(BestemFout, match=r"^Sluit eerst 2018 voorlopig af\.$"):
        bestem_alles(chandra, 2018)
    for jaar in (2017, 2018):
        sluit_jaar(chandra, jaar, NU)
    oud = Plan(2018).merk
    maak_boekstuk(chandra, regel("4110", "1600", 1, vier[0]), datum=EINDE, reden="Nota", kenmerk="A")
    with pytest.raises(BestemFout, match="Er kwam net iets bij"):
        bestem_alles(chandra, 2018, merk=oud)
    assert not Bestemming.objects.exists()


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"soort": "gemeente"}, "terug"),
        ({"soort": "fonds"}, "terug"),
        ({"soort": "gemeente", "tot": date(2020, 12, 31)}, "fonds"),  # it goes on
        ({"soort": "gemeente", "aard": "diensten"}, "vrij"),
        ({"soort": "uitkeringsinstantie", "aard": "lks", "kenmerk": "LKS 1"}, "vrij"),
        ({"soort": "woningcorporatie"}, "vrij"),
        ({"soort": "eigen inkomsten"}, "vrij"),
    ],
)
def test_zonder_afspraak_geldt_wat_bij_de_soort_gebruikelijk_is(gemeente, chandra, vier, velden, verwacht):
    rij = maak_toekenning(chandra, {vier[0]: 10}, omschrijving="Nog een", **velden)

    assert keuze_van(type(rij).objects.met_status().get(pk=rij.pk), 2018) == verwacht
