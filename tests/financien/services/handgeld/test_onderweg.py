"""Money that left our account for a pot counts from the day the bank shows it, once, booked or not."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie
from financien.models import Bankregel
from financien.services.bank.boeken import maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.facturen import FactuurFout
from financien.services.handgeld.aanvullen import aanvulstanden, vul_aan
from financien.services.handgeld.basis import HandgeldFout, regel_van
from financien.services.handgeld.betalingen import betaald, zet_aanvullingen_klaar
from financien.services.handgeld.maandpotten import maandpotten
from financien.services.handgeld.potje import stand
from financien.services.handgeld.tellen import tel
from financien.services.opdrachten import keur_goed, stop
from tests.financien.bankfabriek import EIGEN, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import DAG, MAART, rekening_van, vul_potje

D = Decimal
POT, ANDER = "NL20INGB0001234567", "NL69INGB0123456789"
TWEE, DRIE, FEBRUARI = date(2026, 3, 2), date(2026, 3, 3), date(2026, 2, 1)
ZIN = "Op 2 maart ging al €\xa0167,34 naar Casa Jepie Makandra. Boek eerst die bankregel."


@pytest.fixture
def bank(casa, chandra, amina):
    begin_bank(2026)
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": EIGEN})
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    pot = rekening_van(casa)
    pot.iban = POT
    pot.save()


def lees(wie, *zinnen, begin="1000.00") -> list[Bankregel]:
    """Read lines (amount, day, account) of our bank."""
    regels = [zin(bedrag, datum=dag, iban=iban, wat=f"Regel {n}") for n, (bedrag, dag, iban) in enumerate(zinnen)]
    lees_blad(wie, blad(*regels, begin=begin))
    return list(Bankregel.objects.order_by("pk"))


def klaar(wie, *kamers, **velden):
    vast = {"maand": MAART, "uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": wie}
    return zet_aanvullingen_klaar(kamers=kamers, **{**vast, **velden})


def vul(wie, kamer, bedrag):
    vast = {"maand": MAART, "datum": DAG, "sleutel": uuid4(), "gebruiker": wie}
    return vul_aan(kamer=kamer, bedrag=D(bedrag), **vast)


def neem(regel, wie):
    return neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)


def nu(kamer) -> tuple[Decimal, Decimal, Decimal, str]:
    """Return what counts for March, what of it is under way, what may go and what to do first: on both pages alike."""
    een = aanvulstanden([kamer], MAART)[0]
    ander = maandpotten([kamer], FEBRUARI, regel_van(2026))[0].aanvul
    beeld = [(rij.al, rij.loopt, rij.mag, rij.bank) for rij in (een, ander)]
    assert beeld[0] == beeld[1]
    return beeld[0]


def test_een_open_bankregel_naar_een_potje_houdt_een_tweede_aanvulling_tegen(bank, casa, chandra):
    (regel,) = lees(chandra, ("-167.34", TWEE, POT))

    assert nu(casa) == (D("167.34"), D("167.34"), D("32.66"), ZIN)
    assert not aanvulstanden([casa], MAART)[0].kan
    with pytest.raises(HandgeldFout) as fout:
        klaar(chandra, casa)
    assert str(fout.value) == ZIN
    with pytest.raises(HandgeldFout, match="Boek eerst die bankregel"):
        vul(chandra, casa, "10.00")
    neem(regel, chandra)

    assert nu(casa) == (D("167.34"), 0, D("32.66"), "")
    assert klaar(chandra, casa).totaal == D("32.66")


def test_de_regel_van_een_andere_kamer_of_rekening_of_maand_houdt_niets_tegen(bank, casa, chandra):
    lees(chandra, ("-100.00", date(2026, 2, 27), POT), ("-50.00", TWEE, ANDER), ("25.00", TWEE, POT))

    assert nu(casa) == (0, 0, D("100.00"), "")  # € 50 in the tin and € 100 of February make € 150
    assert klaar(chandra, casa).totaal == D("100.00")


def test_de_bankregel_van_een_lopende_opdracht_telt_een_keer(bank, casa, chandra, eva):
    opdracht = klaar(chandra, casa)
    keur_goed(opdracht, gebruiker=eva)
    regels = lees(chandra, ("-200.00", DAG, POT), ("-60.00", DAG, POT))

    assert nu(casa) == (
        D("260.00"),
        D("260.00"),
        0,
        "Op 10 maart ging al €\xa060,00 naar Casa Jepie Makandra. Boek eerst die bankregel.",
    )
    neem(regels[0], chandra)
    assert nu(casa)[:2] == (D("260.00"), D("60.00"))
    neem(regels[1], chandra)
    assert nu(casa) == (D("260.00"), 0, 0, "")
    assert stand(casa).rekening == D("260.00")


def test_een_regel_van_voor_de_opdracht_hoort_er_niet_bij_en_wie_goedkeurt_leest_het(bank, casa, chandra, eva):
    opdracht = klaar(chandra, casa)
    lees(chandra, ("-200.00", TWEE, POT))

    zin_ = "Op 2 maart ging al €\xa0200,00 naar Casa Jepie Makandra. Boek eerst die bankregel."
    assert nu(casa) == (D("400.00"), D("400.00"), 0, zin_)
    with pytest.raises(FactuurFout) as fout:
        keur_goed(opdracht, gebruiker=eva)
    assert str(fout.value) == zin_
    stop(opdracht, reden="Al overgemaakt", gebruiker=chandra)
    assert nu(casa) == (D("200.00"), D("200.00"), 0, zin_)


def test_een_regel_van_voor_de_opdracht_is_daar_geen_betaling_van(bank, casa, chandra, eva):
    opdracht = klaar(chandra, casa)
    keur_goed(opdracht, gebruiker=eva)
    betaling = opdracht.handgeldregels.get()
    vroeg, opdracht_zelf = lees(chandra, ("-200.00", date(2026, 3, 9), POT), ("-200.00", DAG, POT))

    waaroms = [[v.waarom for v in voorstellen([regel])[regel.pk]] for regel in (vroeg, opdracht_zelf)]
    assert waaroms == [
        ["Handgeld voor Casa Jepie Makandra."],
        [f"Handgeld voor Casa Jepie Makandra, uit betaalopdracht {opdracht.pk}."],
    ]
    vast = {"bankrekening": rekening("1000"), "sleutel": uuid4(), "gebruiker": chandra}
    with pytest.raises(HandgeldFout, match=f"^Betaalopdracht {opdracht} is van 10 maart 2026"):
        betaald(betaling, datum=date(2026, 3, 9), **vast)
    assert stand(casa).rekening == 0


@pytest.mark.parametrize("dag", [date(2026, 5, 9), date(2026, 5, 10)])
def test_een_betaallijst_is_voor_hoogstens_zestig_dagen_later(bank, casa, chandra, amina, dag):
    mag = dag == date(2026, 5, 9)
    with pytest.raises(HandgeldFout) as fout:
        klaar(chandra, casa, maand=date(2026, 5, 1), uitvoeren_op=dag)
    geen_telling = ("Deze kamer heeft nog niet geteld.", None)  # of April: the day itself is right
    assert (str(fout.value), fout.value.veld) == (
        geen_telling if mag else ("Kies een dag binnen 60 dagen.", "uitvoeren_op")
    )


def test_een_regel_van_wat_al_met_de_hand_geboekt_is_telt_niet_nog_eens(bank, casa, chandra):
    vul(chandra, casa, "100.00")
    regel, ander = lees(chandra, ("-100.00", date(2026, 3, 9), POT), ("-100.00", date(2026, 3, 9), POT))

    assert nu(casa)[:2] == (D("200.00"), D("100.00"))  # one of the two was booked, the other was not
    neem(regel, chandra)
    assert nu(casa)[:2] == (D("200.00"), D("100.00"))
    neem(ander, chandra)
    assert nu(casa) == (D("200.00"), 0, 0, "")


def test_een_regel_die_tweemaal_ongedaan_is_telt_een_keer_ook_zonder_rekeningnummer(bank, casa, chandra):
    (regel,) = lees(chandra, ("-60.00", DRIE, POT))
    for _keer in range(2):
        neem(regel, chandra)
        maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
    assert nu(casa)[:2] == (D("60.00"), D("60.00"))
    pot = rekening_van(casa)
    pot.iban = ANDER
    pot.save()

    assert nu(casa)[:2] == (D("60.00"), D("60.00"))
