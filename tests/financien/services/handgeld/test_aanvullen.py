"""Top-ups: once counted, filled up to the rule, and never past it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from financien.models import Aanvulling
from financien.services.boeken import keer_om
from financien.services.handgeld.aanvullen import aanvulstanden, stel_regel_in, vul_aan
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout
from financien.services.handgeld.potje import stand, telmaand
from financien.services.handgeld.tellen import niet_geteld, tel
from tests.financien.boekfabriek import begin_boeken
from tests.financien.handgeldfabriek import DAG, MAART, maak_bon, vul_potje

D = Decimal


def aan(kamer, chandra, bedrag=None, maand=MAART, **velden):
    bedrag = None if bedrag is None else D(bedrag)
    vast = {"datum": DAG, "sleutel": uuid4(), "gebruiker": chandra}
    return vul_aan(kamer=kamer, maand=maand, bedrag=bedrag, **{**vast, **velden})


def telling(kamer, wie, geteld):
    return tel(kamer=kamer, geteld=D(geteld), sleutel=uuid4(), gebruiker=wie)


def test_de_eerste_aanvulling_is_250_euro_en_meer_kan_die_maand_niet(casa, chandra):
    begin_boeken(2026)

    assert aan(casa, chandra).bedrag == D("250.00")
    assert stand(casa).rekening == D("250.00")
    with pytest.raises(HandgeldFout, match="nog niet geteld"):
        aan(casa, chandra)


def test_na_de_telling_vult_het_aan_tot_250_en_niet_meer_dan_250_in_de_maand(casa, chandra, amina):
    vul_potje(chandra, casa, kas="30.00", rekening="40.00", datum=date(2026, 2, 3))
    with pytest.raises(HandgeldFout, match="nog niet geteld"):
        aan(casa, chandra)
    telling(casa, amina, "30.00")

    with pytest.raises(HandgeldFout, match=r"nog hoogstens €\xa0180,00"):
        aan(casa, chandra, "180.01")
    assert aan(casa, chandra, "100.00").bedrag == D("100.00")
    maak_bon(casa, amina, "30.00")
    assert aan(casa, chandra).bedrag == D("110.00")  # up to 250 again
    maak_bon(casa, amina, "100.00", betaald_uit="pas")
    assert aan(casa, chandra).bedrag == D("40.00")  # then the month is full: 100 + 110 + 40
    with pytest.raises(HandgeldFout, match="al aangevuld"):
        aan(casa, chandra)
    assert sum(a.bedrag for a in Aanvulling.objects.all()) == D("250.00")


def test_een_telling_van_twee_maanden_geleden_opent_niets_en_niet_geteld_ook_niet(casa, chandra, amina):
    vul_potje(chandra, casa, kas="30.00", datum=date(2026, 2, 3))
    tel(kamer=casa, geteld=D("30.00"), sleutel=uuid4(), gebruiker=amina, maand=date(2026, 1, 1))
    niet_geteld(kamer=casa, maand=date(2026, 2, 1), reden="Ziek", sleutel=uuid4(), gebruiker=chandra)

    assert aanvulstanden([casa], MAART)[0].mis == "Deze kamer heeft nog niet geteld."


def test_wat_met_de_hand_van_de_bank_naar_het_potje_ging_telt_mee(casa, chandra, amina):
    vul_potje(chandra, casa, rekening="200.00")
    maak_bon(casa, amina, "180.00", betaald_uit="pas")
    telling(casa, amina, "0.00")

    assert aanvulstanden([casa], MAART)[0].mag == D("50.00")
    vul_potje(chandra, casa, rekening="60.00")
    assert (aanvulstanden([casa], MAART)[0].mag, aanvulstanden([casa], MAART)[0].boven) == (0, True)


def test_een_late_kamer_houdt_een_ander_niet_op(casa, multibron, chandra, amina, bram):
    vul_potje(chandra, casa, kas="30.00", datum=date(2026, 2, 3))
    vul_potje(chandra, multibron, kas="30.00", datum=date(2026, 2, 3))
    telling(multibron, bram, "30.00")

    assert [bool(rij.mis) for rij in aanvulstanden([casa, multibron], MAART)] == [True, False]
    assert aan(multibron, chandra).bedrag == D("220.00")


def test_de_regel_van_een_jaar_geldt_in_dat_jaar(casa, chandra):
    begin_boeken(2026)
    stel_regel_in(jaar=Jaar.objects.get(jaar=2026), per_maand=D("300.00"))

    assert aan(casa, chandra).bedrag == D("300.00")


def test_hetzelfde_formulier_is_een_aanvulling(casa, chandra):
    begin_boeken(2026)
    sleutel = uuid4()
    eerste = aan(casa, chandra, "100.00", sleutel=sleutel)

    assert aan(casa, chandra, "100.00", sleutel=sleutel) == eerste
    with pytest.raises(AlGebruikt):
        aan(casa, chandra, "90.00", sleutel=sleutel)
    assert stand(casa).rekening == D("100.00")


def test_een_omgekeerde_aanvulling_geeft_de_ruimte_terug(casa, chandra, amina):
    begin_boeken(2026)
    stuk = aan(casa, chandra).boekstuk
    telling(casa, amina, "0.00")
    assert aanvulstanden([casa], MAART)[0].mag == 0

    keer_om(stuk, datum=DAG, reden="Niet overgemaakt", sleutel=uuid4(), gebruiker=chandra)

    assert aanvulstanden([casa], MAART)[0].mag == D("250.00")


@pytest.mark.parametrize(
    ("dag", "maand"),
    [("2026-03-15", "2026-02-01"), ("2026-03-16", "2026-03-01"), ("2026-01-02", "2025-12-01")],
)
def test_in_de_eerste_helft_telt_een_telling_voor_de_vorige_maand(dag, maand):
    assert telmaand(date.fromisoformat(dag)) == date.fromisoformat(maand)


def test_veertig_kamers_kosten_evenveel_vragen_als_een(casa, multibron, handreiking, django_assert_num_queries):
    begin_boeken(2026)
    for kamers in ([casa], [casa, multibron, handreiking]):
        with django_assert_num_queries(5):
            aanvulstanden(kamers, MAART)


def test_een_aanvulling_telt_in_de_maand_waarin_het_geld_gaat(casa, chandra, amina):
    """Otherwise two months would fit in one: € 250 of March on the first, and that of April on the last day."""
    begin_boeken(2026)
    with pytest.raises(HandgeldFout, match=r"^Dit handgeld is van april 2026\. Kies een dag in die maand\.$"):
        aan(casa, chandra, maand=date(2026, 4, 1))
    with pytest.raises(HandgeldFout, match=r"van maart 2026"):
        aan(casa, chandra, datum=date(2026, 2, 28))
    aan(casa, chandra, "250.00", datum=MAART)
    maak_bon(casa, amina, "250.00", betaald_uit="pas")
    telling(casa, amina, "0.00")

    assert aanvulstanden([casa], MAART)[0].mag == 0
    assert aanvulstanden([casa], date(2026, 4, 1))[0].mag == D("250.00")


def test_een_regel_die_halverwege_lager_wordt_laat_niets_meer_toe_en_noemt_het(casa, chandra, amina):
    begin_boeken(2026)
    aan(casa, chandra, "200.00")
    telling(casa, amina, "0.00")
    stel_regel_in(jaar=Jaar.objects.get(jaar=2026), per_maand=D("150.00"))

    nu = aanvulstanden([casa], MAART)[0]
    assert (nu.al, nu.mag, nu.boven) == (D("200.00"), 0, True)
    with pytest.raises(HandgeldFout, match="vol, of deze maand al aangevuld"):
        aan(casa, chandra, "0.01")
