"""Counts: expected beside counted, the identity of the pot, and a difference that is explained and booked."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from financien.models import Kastelling
from financien.services.boeken import keer_om
from financien.services.handgeld.aanvullen import vul_aan
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout
from financien.services.handgeld.kas import ontvang, verplaats
from financien.services.handgeld.oordeel import keur_goed
from financien.services.handgeld.potje import stand
from financien.services.handgeld.tellen import KasVeranderd, niet_geteld, tel, verschillen_in
from financien.services.handgeld.verloop import Verloop, verloop
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import DAG, MAART, maak_bon, vul_potje

D = Decimal
FEBRUARI = date(2026, 2, 3)


@pytest.fixture
def potje(casa, chandra):
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=FEBRUARI)
    return casa


def telling(kamer, wie, geteld, **velden) -> Kastelling:
    return tel(kamer=kamer, geteld=D(geteld), gebruiker=wie, **{"sleutel": uuid4(), **velden})


def test_wat_klopt_wordt_vastgelegd_zonder_boeking(potje, amina):
    maak_bon(potje, amina, "12.50")

    rij = telling(potje, amina, "37.50", rekening=D("100.00"))

    assert (rij.kas_boek, rij.kas_geteld, rij.rekening_boek, rij.te_keuren) == (
        D("37.50"), D("37.50"), D("100.00"), D("12.50"),
    )  # fmt: skip
    assert (rij.verschil, rij.boekstuk, rij.maand) == (0, None, FEBRUARI.replace(day=1))
    assert rij.kas_geteld + rij.rekening_boek + rij.te_keuren == stand(potje).boek


def test_een_verschil_zonder_uitleg_kan_niet(potje, amina):
    with pytest.raises(HandgeldFout, match=r"Er is €\xa00,01 te weinig\. Schrijf op hoe dat kan\."):
        telling(potje, amina, "49.99")
    with pytest.raises(HandgeldFout, match=r"Er is €\xa00,01 te veel\."):
        telling(potje, amina, "50.01", uitleg="  ")
    assert Kastelling.objects.count() == 0


def test_een_verschil_met_uitleg_gaat_naar_kasverschillen_van_de_kamer(potje, amina):
    weinig = telling(potje, amina, "48.00", uitleg="Twee euro kwijt")
    telling(potje, amina, "48.50", uitleg="Gevonden")

    assert stand(potje).kas == D("48.50")
    assert [b.bedrag for b in rekening("4230").debet.filter(kamer=potje)] == [D("2.00")]
    assert weinig.boekstuk.omschrijving == "Kasverschil: Twee euro kwijt"
    assert verschillen_in(2026) == {potje.pk: D("-1.50")}
    keer_om(weinig.boekstuk, datum=DAG, reden="Toch niet", sleutel=uuid4(), gebruiker=amina)
    assert verschillen_in(2026) == {potje.pk: D("0.50")}


def test_hetzelfde_formulier_telt_een_keer(potje, amina):
    sleutel = uuid4()
    eerste = telling(potje, amina, "48.00", uitleg="Kwijt", sleutel=sleutel)

    assert telling(potje, amina, "48.00", uitleg="Kwijt", sleutel=sleutel) == eerste
    with pytest.raises(AlGebruikt):
        telling(potje, amina, "47.00", uitleg="Kwijt", sleutel=sleutel)
    assert stand(potje).kas == D("48.00")


def test_wie_telt_terwijl_er_iets_geboekt_wordt_kijkt_opnieuw(potje, amina):
    maak_bon(potje, amina, "12.50")

    with pytest.raises(KasVeranderd, match=r"Nu hoort er €\xa037,50"):
        telling(potje, amina, "50.00", verwacht=D("50.00"))


def test_munten_en_biljetten_moeten_optellen(potje, amina):
    stuks = {"b20": 2, "m200": 4, "m100": 2}

    assert telling(potje, amina, "50.00", stuks=stuks).stuks == stuks
    with pytest.raises(HandgeldFout, match=r"samen €\xa050,00"):
        telling(potje, amina, "49.00", stuks=stuks, uitleg="x")


def test_bij_een_overdracht_staan_twee_namen(potje, amina):
    with pytest.raises(HandgeldFout, match="de naam in van de ander"):
        telling(potje, amina, "50.00", met="amina")
    with pytest.raises(DatabaseError, match="kastelling_overdracht_twee_namen"), transaction.atomic():
        Kastelling.objects.create(
            kamer=potje, maand=MAART, datum=DAG, soort="overdracht", kas_boek=1, kas_geteld=1, rekening_boek=0,
            te_keuren=0, sleutel=uuid4(), geteld_door=amina,
        )  # fmt: skip

    rij = telling(potje, amina, "50.00", met="Bram")

    assert (rij.soort, rij.geteld_door, rij.met) == ("overdracht", amina, "Bram")


def test_niet_geteld_heeft_een_reden(potje, chandra):
    with pytest.raises(HandgeldFout, match="waarom er niet geteld is"):
        niet_geteld(kamer=potje, maand=MAART, reden=" ", sleutel=uuid4(), gebruiker=chandra)

    rij = niet_geteld(kamer=potje, maand=MAART, reden="Ziek", sleutel=uuid4(), gebruiker=chandra)

    assert (rij.kas_geteld, rij.verschil) == (None, 0)


def test_begin_plus_aanvulling_plus_ontvangen_min_bonnetjes_is_eind(potje, amina, chandra):
    telling(potje, amina, "50.00")
    wie = {"kamer": potje, "datum": DAG, "gebruiker": amina}
    vul_aan(kamer=potje, maand=MAART, bedrag=D("80.00"), datum=DAG, sleutel=uuid4(), gebruiker=chandra)
    verplaats(bedrag=D("60.00"), sleutel=uuid4(), **wie)
    ontvang(bedrag=D("7.25"), soort="bijdrage", sleutel=uuid4(), **wie)
    keur_goed(maak_bon(potje, amina, "20.00"), gebruiker=chandra)
    maak_bon(potje, amina, "5.00", betaald_uit="pas")
    telling(potje, amina, "97.00", uitleg="Kwijt")

    gezien = verloop(potje, MAART, date(2026, 3, 31))

    assert gezien == Verloop(D("150.00"), D("80.00"), D("7.25"), D("25.00"), D("-0.25"), D("0.00"), D("212.00"))
    som = gezien.begin + gezien.aangevuld + gezien.ontvangen - gezien.bonnen + gezien.verschil + gezien.overig
    assert som == gezien.eind == stand(potje).over


def test_wat_een_kamer_ontving_is_een_baat_en_gaat_in_de_kas(potje, amina):
    wie = {"kamer": potje, "datum": DAG, "gebruiker": amina}
    sleutel = uuid4()
    eerste = ontvang(bedrag=D("7.25"), soort="gift", sleutel=sleutel, **wie)

    assert ontvang(bedrag=D("7.25"), soort="gift", sleutel=sleutel, **wie) == eerste
    assert [(b.bedrag, b.kamer) for b in rekening("8090").credit.all()] == [(D("7.25"), potje)]
    assert stand(potje).kas == D("57.25")
    with pytest.raises(HandgeldFout, match="welk bonnetje"):
        ontvang(bedrag=D("7.25"), soort="terug", sleutel=uuid4(), **wie)


def test_er_kan_niet_meer_van_de_rekening_dan_er_op_staat(potje, amina):
    wie = {"kamer": potje, "datum": DAG, "gebruiker": amina}
    with pytest.raises(HandgeldFout, match=r"Op de pas staat €\xa0100,00"):
        verplaats(bedrag=D("100.01"), sleutel=uuid4(), **wie)
    sleutel = uuid4()
    eerste = verplaats(bedrag=D("100.00"), sleutel=sleutel, **wie)

    assert verplaats(bedrag=D("100.00"), sleutel=sleutel, **wie) == eerste
    assert (stand(potje).kas, stand(potje).rekening) == (D("150.00"), 0)
