"""A document of a pot that is reversed leaves the pot above zero, also while others spend from it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Boekstuk, Bon
from financien.services.boeken import BoekFout, keer_om
from financien.services.handgeld import basis, bonnen
from financien.services.handgeld.aanvullen import vul_aan
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.kas import ontvang, terug_te_betalen, verplaats
from financien.services.handgeld.oordeel import keur_goed, wijs_af
from financien.services.handgeld.potje import ruimte, stand
from tests.financien.boekfabriek import begin_boeken
from tests.financien.handgeldfabriek import DAG, MAART, inhoud, maak_bon, vul_potje
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.samen import Iedereen

D = Decimal
FEBRUARI = date(2026, 2, 3)


def om(stuk, wie, datum=DAG):
    return keer_om(stuk, datum=datum, reden="Niet overgemaakt", sleutel=uuid4(), gebruiker=wie)


def aangevuld(kamer, wie, bedrag="100.00") -> Boekstuk:
    vast = {"maand": MAART, "datum": DAG, "sleutel": uuid4(), "gebruiker": wie}
    return vul_aan(kamer=kamer, bedrag=D(bedrag), **vast).boekstuk


def test_een_aanvulling_waarvan_al_is_uitgegeven_gaat_niet_om(casa, amina, chandra):
    begin_boeken(2026)
    stuk = aangevuld(casa, chandra)
    maak_bon(casa, amina, "30.01", betaald_uit="pas")
    vul_potje(chandra, casa, kas="30.00")

    with pytest.raises(BoekFout, match=r"^Dan komt het potje van Casa Jepie Makandra €\xa00,01 onder nul\. Boek eerst"):
        om(stuk, chandra)
    vul_potje(chandra, casa, kas="0.01", rekening="30.00")
    with pytest.raises(
        BoekFout, match=r"^Dan staat er €\xa00,01 te weinig op de pas van Casa Jepie Makandra\. Leg eerst"
    ):
        om(stuk, chandra)
    vul_potje(chandra, casa, rekening="0.01")
    om(stuk, chandra)

    assert (stand(casa).rekening, stand(casa).kas) == (0, D("30.01"))


def test_wat_gepind_is_en_uitgegeven_gaat_niet_terug_op_de_pas(casa, amina, chandra):
    """The pot as a whole stays what it is; the tin would hold less than nothing."""
    vul_potje(chandra, casa, rekening="20.00", datum=FEBRUARI)
    gepind = verplaats(kamer=casa, datum=DAG, bedrag=D("20.00"), sleutel=uuid4(), gebruiker=amina)
    maak_bon(casa, amina, "12.50")

    with pytest.raises(
        BoekFout, match=r"^Dan zit er €\xa012,50 te weinig in de kas van Casa Jepie Makandra\. Leg eerst"
    ):
        om(gepind, chandra)

    assert (stand(casa).kas, stand(casa).rekening) == (D("7.50"), 0)


def test_ook_wat_pas_later_tekort_komt_wordt_gezien(casa, amina, chandra):
    vul_potje(chandra, casa, kas="10.00", datum=FEBRUARI)
    gift = ontvang(
        kamer=casa, datum=FEBRUARI, bedrag=D("20.00"), soort="gift", sleutel=uuid4(), gebruiker=amina
    ).boekstuk
    maak_bon(casa, amina, "25.00", datum=FEBRUARI)
    vul_potje(chandra, casa, kas="40.00")

    with pytest.raises(BoekFout, match=r"15,00 onder nul"):
        om(gift, chandra, FEBRUARI)
    om(gift, chandra)

    assert (stand(casa).kas, ruimte(casa, FEBRUARI)) == (D("25.00"), D("5.00"))


def test_wat_het_potje_voller_maakt_of_gelijk_laat_gaat_altijd_om(casa, amina, chandra):
    vul_potje(chandra, casa, kas="10.00", rekening="5.00", datum=FEBRUARI)
    vast = {"kamer": casa, "datum": DAG, "gebruiker": amina}
    gepind = verplaats(bedrag=D("5.00"), sleutel=uuid4(), **vast)
    bon = maak_bon(casa, amina, "10.00")

    om(gepind, chandra)
    om(keur_goed(bon, gebruiker=chandra), chandra)

    assert (stand(casa).kas, stand(casa).rekening, stand(casa).te_keuren) == (0, D("5.00"), D("10.00"))


def test_een_afwijzing_gaat_om_zolang_er_niets_terugkwam(casa, amina, chandra):
    """Refused by mistake: what was a claim on someone waits for an approval again, and becomes a cost once."""
    vul_potje(chandra, casa, kas="50.00")
    bon = maak_bon(casa, amina, "40.00")
    om(wijs_af(bon, reden="Verkeerde knop", gebruiker=chandra), chandra)
    assert (stand(casa).te_keuren, list(terug_te_betalen(casa)), wacht_op_keuring()) == (D("40.00"), [], [bon])

    keur_goed(bon, gebruiker=chandra)

    assert (stand(casa).te_keuren, stand(casa).kas, wacht_op_keuring()) == (0, D("10.00"), [])
    assert [stap.soort for stap in bon.stappen.order_by("pk")][1:] == ["afgewezen", "teruggedraaid", "goedgekeurd"]


def test_een_afwijzing_die_terugbetaald_is_gaat_niet_om(casa, amina, chandra):
    vul_potje(chandra, casa, kas="50.00")
    bon = maak_bon(casa, amina, "40.00")
    afwijzing = wijs_af(bon, reden="Privé", gebruiker=chandra)
    vast = {"kamer": casa, "datum": DAG, "bedrag": D("40.00"), "soort": "terug", "gebruiker": amina, "bon": bon}
    terug = ontvang(sleutel=uuid4(), **vast).boekstuk
    with pytest.raises(BoekFout, match="Draai eerst de laatste stap terug"):
        om(afwijzing, chandra)

    om(terug, chandra)
    om(afwijzing, chandra)

    assert (stand(casa).te_keuren, stand(casa).kas, wacht_op_keuring()) == (D("40.00"), D("10.00"), [bon])
    with pytest.raises(HandgeldFout, match="Kies welk bonnetje"):
        ontvang(sleutel=uuid4(), **vast)


def wacht_op_keuring() -> list[Bon]:
    return list(Bon.objects.met_stand().te_keuren())


@pytest.fixture
def aanvulling(transactional_db, casa, chandra):
    begin_boeken(2026)
    return aangevuld(casa, chandra)


def terug_en_uitgeven(stuk, kamer, amina, chandra) -> list:
    """One takes a top-up back while four others spend from it."""

    def geef_uit(deel):
        def doe():
            try:
                return bonnen.dien_in(kamer=kamer, inhoud=deel, sleutel=uuid4(), gebruiker=amina, bevestigd=True)
            except HandgeldFout as fout:
                return fout

        return doe

    bedragen = [inhoud("30.00", betaald_uit="pas") for _keer in range(4)]
    return tegelijk([lambda: om(stuk, chandra), *map(geef_uit, bedragen)])


def test_terugdraaien_en_uitgeven_tegelijk_wordt_een_van_beide(aanvulling, casa, amina, chandra):
    uitslag = terug_en_uitgeven(aanvulling, casa, amina, chandra)

    bonnen_, om_ = [deel for deel in uitslag if isinstance(deel, Bon)], Boekstuk.objects.filter(keert_om=aanvulling)
    assert (len(bonnen_), om_.count()) in {(0, 1), (3, 0)}
    assert stand(casa).over in {D("0.00"), D("10.00")}
    assert all(isinstance(deel, (Bon, Boekstuk, HandgeldFout, BoekFout)) for deel in uitslag)  # no deadlock


def test_zonder_het_slot_zou_het_potje_onder_nul_komen(aanvulling, casa, amina, chandra, monkeypatch):
    """The negative control: nobody waits, and everybody has looked before anyone is done."""
    monkeypatch.setattr(basis, "op_slot", lambda kamer: None)
    monkeypatch.setattr(bonnen.potje, "ruimte", Iedereen(5).na(bonnen.potje.ruimte))

    terug_en_uitgeven(aanvulling, casa, amina, chandra)

    assert stand(casa).over < 0
