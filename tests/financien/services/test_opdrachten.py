"""An approved order looks again before its file goes out; a form that was used makes no second order in silence."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Betaalopdracht
from financien.services.bank.openfacturen import lees_facturen
from financien.services.bank.openstaand import _verzonden
from financien.services.betalen import betaald, openstaande_facturen, zet_rekening
from financien.services.boeken import keer_om
from financien.services.facturen import AlGebruikt, FactuurFout
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import haal_op, keur_goed, meld_mislukt, meld_verzonden, stop
from financien.services.opdrachtstand import stand_van_opdracht
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import ANDER_IBAN, deel, klaar, maak_betaalbaar

BETAALD = (
    "Factuur F-12 is intussen betaald. Ging het bestand al naar de bank? Leg dat dan vast. "
    "Trek de opdracht anders in, en maak zo nodig een nieuwe zonder deze factuur."
)
GETOOND = (
    "De bank liet de betaling van factuur F-12 al zien. Boek de bankregel opnieuw. "
    "Ging de betaling niet door? Leg dan vast dat ze mislukte."
)
VERANDERD = "Factuur F-12 is veranderd. Trek deze opdracht in en maak een nieuwe."


@pytest.fixture(autouse=True)
def die_dag(time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)


@pytest.fixture
def twee(db, casa, chandra, eva):
    """Two invoices to pay: 121,10 (F-12) and 0,07 (F-13)."""
    begin_boeken(2026)
    eerste = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    return [eerste, maak_betaalbaar(chandra, eva, deel("4120", "0.07", casa), nummer="F-13")]


@pytest.fixture
def opdracht(twee, chandra, bestuurslid):
    opdracht = klaar(twee, chandra)
    keur_goed(opdracht, gebruiker=bestuurslid)
    return opdracht


def betaal(wat, bedrag, gebruiker):
    vast = {"datum": date(2026, 3, 20), "bankrekening": rekening("1000"), "sleutel": uuid4(), "gebruiker": gebruiker}
    return betaald(wat, bedrag=Decimal(bedrag), **vast)


def draai_terug(boekstuk, gebruiker):
    return keer_om(boekstuk, datum=date(2026, 3, 20), reden="fout", sleutel=uuid4(), gebruiker=gebruiker)


def kan_niet_weg(opdracht, zin, gebruiker, *, getoond=False):
    """The file does not go out, nor the note unless the bank shows it; the page says why; withdrawing is possible."""
    noteer = [] if getoond else [lambda: meld_verzonden(opdracht, gebruiker=gebruiker)]
    for doe in (lambda: haal_op(opdracht), *noteer):
        with pytest.raises(FactuurFout) as fout:
            doe()
        assert str(fout.value) == zin
    assert stand_van_opdracht(opdracht, gebruiker).bezwaren == (zin,)
    stop(opdracht, reden="al betaald", gebruiker=gebruiker)
    assert stand_van_opdracht(opdracht, gebruiker).bezwaren == ()
    assert [daad.soort for daad in opdracht.daden.order_by("pk")] == ["goedgekeurd", "ingetrokken"]


def test_een_goedgekeurde_opdracht_waarin_alles_nog_klopt_gaat_weg(opdracht, chandra):
    assert stand_van_opdracht(opdracht, chandra).bezwaren == ()
    assert haal_op(opdracht) == opdracht.bestand

    meld_verzonden(opdracht, gebruiker=chandra)

    assert stand_van_opdracht(opdracht, chandra).verzonden


def test_een_factuur_die_intussen_betaald_is_houdt_het_bestand_tegen(opdracht, twee, chandra):
    betaal(twee[0], "121.10", chandra)

    kan_niet_weg(opdracht, BETAALD, chandra, getoond=True)
    assert [een(factuur).stand for factuur in twee] == [Stand.BETAALD, Stand.TE_BETALEN]


def test_een_deels_betaalde_factuur_houdt_het_bestand_tegen(opdracht, twee, chandra):
    betaal(twee[0], "21.10", chandra)

    kan_niet_weg(opdracht, VERANDERD, chandra, getoond=True)


def test_een_teruggedraaide_factuur_houdt_het_bestand_tegen(opdracht, twee, chandra):
    draai_terug(een(twee[0]).akkoorden[-1].boekstuk, chandra)

    kan_niet_weg(opdracht, VERANDERD, chandra)


def test_een_ander_rekeningnummer_houdt_het_bestand_tegen(opdracht, twee, chandra):
    zet_rekening(partner=twee[0].leverancier, iban=ANDER_IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)

    with pytest.raises(FactuurFout, match="Het rekeningnummer van Stroom BV is veranderd"):
        haal_op(opdracht)


def test_een_teruggeboekte_betaling_gaat_niet_in_twee_opdrachten_naar_de_bank(opdracht, twee, chandra, bestuurslid):
    """Paid and undone, it is open again, but its old order went out: it is free when someone says that it failed."""
    draai_terug(betaal(twee[0], "121.10", chandra), chandra)
    with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
        klaar(twee[:1], chandra)

    meld_mislukt(opdracht.regels.get(factuur=twee[0]), reden="teruggeboekt", gebruiker=chandra)
    nieuw = klaar(twee[:1], chandra)
    keur_goed(nieuw, gebruiker=bestuurslid)

    assert (haal_op(nieuw), nieuw.totaal) == (nieuw.bestand, Decimal("121.10"))


def test_intrekken_maakt_een_teruggeboekte_betaling_niet_vrij(opdracht, twee, chandra):
    draai_terug(betaal(twee[0], "121.10", chandra), chandra)

    kan_niet_weg(opdracht, GETOOND, chandra, getoond=True)
    assert [een(factuur).stand for factuur in twee] == [Stand.ONDERWEG, Stand.TE_BETALEN]
    with pytest.raises(FactuurFout, match="kan nu niet betaald worden"):
        klaar(twee[:1], chandra)


def test_na_verzenden_blijft_het_bestand_een_bewijs_en_betaalt_de_bank_de_rest(opdracht, twee, chandra):
    meld_verzonden(opdracht, gebruiker=chandra)
    assert [open_ for _pk, _aantal, open_, _vanaf in _verzonden(lees_facturen([]))] == [Decimal("121.17")]
    betaal(twee[0], "121.10", chandra)

    assert haal_op(opdracht) == opdracht.bestand
    assert stand_van_opdracht(opdracht, chandra).bezwaren == ()
    assert [open_ for _pk, _aantal, open_, _vanaf in _verzonden(lees_facturen([]))] == [Decimal("0.07")]
    assert [(rij.factuur, rij.open) for rij in openstaande_facturen()] == [(twee[1].pk, Decimal("0.07"))]
    with pytest.raises(FactuurFout, match="Dit bedrag is niet dat van de betaalopdracht"):
        betaal(opdracht, "121.17", chandra)
    betaal(opdracht, "0.07", chandra)
    assert stand_van_opdracht(opdracht, chandra).betaald
    assert [een(factuur).open for factuur in twee] == [0, 0]


def test_hetzelfde_formulier_met_een_andere_keuze_of_dag_is_geen_stille_herhaling(twee, chandra):
    sleutel = uuid4()
    eerste = klaar(twee[:1], chandra, sleutel=sleutel)
    assert klaar(twee[:1], chandra, sleutel=sleutel) == eerste

    for facturen, dag in ((twee[1:], date(2026, 3, 25)), (twee, date(2026, 3, 25)), (twee[:1], date(2026, 3, 26))):
        with pytest.raises(AlGebruikt, match=f"al gebruikt voor betaalopdracht {eerste}"):
            klaar(facturen, chandra, sleutel=sleutel, uitvoeren_op=dag)
    assert Betaalopdracht.objects.get() == eerste
