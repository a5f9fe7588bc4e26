"""What of handgeld the kascommissie always looks at: what one person did alone, and receipts without a photo."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Bonstap
from financien.services import controledaden as daden
from financien.services.bank.boeken import maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.boeken import keer_om
from financien.services.controles import ControleFout
from financien.services.handgeld.aanvullen import vul_aan
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.betalingen import betaal_terug, zet_aanvullingen_klaar, zet_terugbetalingen_klaar
from financien.services.handgeld.bonlijst import volgende_te_keuren
from financien.services.handgeld.bonnen import trek_in, verbeter
from financien.services.handgeld.oordeel import keur_goed, stuur_terug
from financien.services.handgeld.tellen import tel
from financien.services.opdrachten import keur_goed as keur_opdracht_goed
from financien.services.opdrachten import meld_verzonden
from financien.services.vierogen import altijd_te_zien, is_alleen
from tests.fabriek import geef_rol
from tests.financien.bankfabriek import EIGEN, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening
from tests.financien.controlefabriek import maak_controle, maak_lid
from tests.financien.handgeldfabriek import DAG, MAART, inhoud, maak_bon, rekening_van, voorschieter, vul_potje

D = Decimal
FEBRUARI, DE_EERSTE = date(2026, 2, 3), date(2026, 3, 1)
POT, ANDER = "NL20INGB0001234567", "NL69INGB0123456789"


@pytest.fixture
def potje(casa, chandra):
    begin_bank(2026)
    vul_potje(chandra, casa, kas="50.00", rekening="50.00", datum=FEBRUARI)
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": EIGEN})
    return casa


def gezien() -> dict[int, str]:
    return altijd_te_zien(DE_EERSTE, DAG)


def geteld(kamer, wie, bedrag="48.00", **velden):
    return tel(kamer=kamer, geteld=D(bedrag), uitleg="Kwijt", sleutel=uuid4(), gebruiker=wie, **velden)


def met_zijn_tweeen(opdracht, coach, penningmeester):
    """Let a second person approve an order, the bank carry it out, and its line be booked."""
    keur_opdracht_goed(opdracht, gebruiker=coach)
    meld_verzonden(opdracht, gebruiker=penningmeester)
    lijn = opdracht.handgeldregels.get()
    lees_blad(penningmeester, blad(zin(str(-lijn.bedrag), iban=lijn.naar_iban, wat=lijn.kenmerk, datum=DAG)))
    bankregel = Bankregel.objects.get()
    return neem_aan(regel=bankregel, beeld=voorstellen([bankregel])[bankregel.pk][0].beeld, gebruiker=penningmeester)


def test_een_verschil_dat_een_iemand_telde_wordt_altijd_bekeken_met_zijn_tweeen_niet(potje, amina):
    alleen = geteld(potje, amina)
    geteld(potje, amina, "45.00", met="Bram")

    assert gezien() == {alleen.boekstuk_id: "kasverschil"}


def test_een_telling_die_klopt_is_geen_boekstuk_en_dus_niets_om_te_bekijken(potje, amina):
    geteld(potje, amina, "50.00")

    assert gezien() == {}


def test_een_aanvulling_buiten_een_betaalopdracht_wordt_altijd_bekeken(potje, amina, chandra):
    geteld(potje, amina, "50.00")
    aanvulling = vul_aan(kamer=potje, maand=MAART, datum=DAG, sleutel=uuid4(), gebruiker=chandra)

    assert gezien() == {aanvulling.boekstuk_id: "aanvulling"}


def test_ook_geld_dat_met_de_hand_naar_een_potje_is_geboekt(potje, chandra):
    stuk = maak_boekstuk(chandra, regel(rekening_van(potje), "1000", "20", potje), dagboek="bank")

    assert gezien() == {stuk.pk: "aanvulling"}


def test_een_aanvulling_uit_een_opdracht_van_twee_mensen_niet(potje, amina, chandra, eva):
    pot = rekening_van(potje)
    pot.iban = POT
    pot.save()
    geteld(potje, amina, "50.00")
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_aanvullingen_klaar(kamers=[potje], maand=MAART, **vast)

    met_zijn_tweeen(opdracht, eva, chandra)

    assert potje.aanvullingen.get().betaling.opdracht == opdracht
    assert gezien() == {}


def test_een_regel_die_ongedaan_gemaakt_en_opnieuw_geboekt_is_hoort_nog_bij_haar_opdracht(potje, amina, chandra, eva):
    pot = rekening_van(potje)
    pot.iban = POT
    pot.save()
    geteld(potje, amina, "50.00")
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_aanvullingen_klaar(kamers=[potje], maand=MAART, **vast)
    boeking = met_zijn_tweeen(opdracht, eva, chandra)
    om = maak_ongedaan(regel=boeking.regel, datum=DAG, gebruiker=chandra)

    regel = boeking.regel
    neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=chandra)

    assert gezien() == {om.pk: "memoriaal"}  # the reversal has a reason; the payment has its four eyes
    assert potje.aanvullingen.get(boekstuk__omgekeerd_door=None).betaling.opdracht == opdracht


@pytest.fixture
def tegoed(potje, amina, chandra):
    bon = maak_bon(potje, amina, "31.40", betaald_uit="eigen", voorschieter=voorschieter(potje, amina, iban=ANDER))
    keur_goed(bon, gebruiker=chandra)
    return bon


def test_eigen_geld_dat_buiten_een_opdracht_terugging_wordt_altijd_bekeken(tegoed, chandra):
    vast = {"datum": DAG, "bankrekening": rekening("1000"), "sleutel": uuid4(), "gebruiker": chandra}
    stuk = betaal_terug(tegoed, **vast)

    assert gezien() == {stuk.pk: "voorschot"}


def test_eigen_geld_uit_een_opdracht_van_twee_mensen_niet(tegoed, chandra, eva):
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_terugbetalingen_klaar(bonnen=[tegoed.pk], **vast)

    met_zijn_tweeen(opdracht, eva, chandra)

    assert tegoed.terugbetalingen.get().betaling.opdracht == opdracht
    assert gezien() == {}


def test_een_goedgekeurd_bonnetje_zonder_foto_wordt_altijd_bekeken_maar_telt_niet_als_alleen(potje, amina, chandra):
    bon = maak_bon(potje, amina, "5.00", zonder_foto="Op de markt")
    maak_bon(potje, amina, "6.00", zonder_foto="Op de markt")  # nobody approved it: no cost yet
    keur_goed(maak_bon(potje, amina, "7.00"), gebruiker=chandra)
    stuk = keur_goed(bon, gebruiker=chandra)

    assert gezien() == {stuk.pk: "zonder-foto"}
    assert [is_alleen(naam) for naam in ("zonder-foto", "kasverschil", "aanvulling", "alleen", "")] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_een_bonnetje_dat_voor_het_akkoord_is_ingetrokken_of_verbeterd_is_niets_om_te_bekijken(potje, amina, chandra):
    trek_in(maak_bon(potje, amina, "5.00"), gebruiker=amina)
    terug = maak_bon(potje, amina, "6.00")
    stuur_terug(terug, reden="Onleesbaar", gebruiker=chandra)
    verbeter(terug, inhoud=inhoud("6.50"), gebruiker=amina)

    assert gezien() == {}


def test_een_omgekeerde_goedkeuring_wel(potje, amina, chandra):
    stuk = keur_goed(maak_bon(potje, amina, "5.00"), gebruiker=chandra)
    om = keer_om(stuk, datum=DAG, reden="Bonnetje ingetrokken", sleutel=uuid4(), gebruiker=chandra)

    assert gezien() == {om.pk: "memoriaal"}


def test_alles_komt_met_een_vraag_aan_de_databank(potje, django_assert_num_queries):
    with django_assert_num_queries(1):
        gezien()


def test_het_zit_altijd_in_de_controle_en_wie_erbij_was_oordeelt_niet(potje, amina, chandra):
    kim, karel = maak_lid("Kim"), maak_lid("Karel")
    geef_rol(karel, Rol.COORDINATOR, kamer=potje)
    keur_goed(maak_bon(potje, karel, "5.00"), gebruiker=chandra)
    geteld(potje, amina, "43.00")

    controle = maak_controle(kim, karel, van=DE_EERSTE, tot=DAG, grootte=10)

    assert sorted(controle.posten.values_list("bron", "steekproef")) == [("", True), ("kasverschil", True)]
    eigen = controle.posten.get(bron="")
    with pytest.raises(ControleFout, match="Het andere lid bekijkt het"):
        daden.oordeel(eigen, soort="goed", na=0, gebruiker=karel)
    assert daden.oordeel(eigen, soort="goed", na=0, gebruiker=kim)


# own receipt: refused by the service, and by the database itself


def test_wie_een_bonnetje_verbeterde_keurt_het_niet_ook_al_diende_een_ander_het_eerst_in(potje, amina, chandra):
    bon = maak_bon(potje, amina, "5.00")
    stuur_terug(bon, reden="Onleesbaar", gebruiker=chandra)
    verbeter(bon, inhoud=inhoud("9.00"), gebruiker=chandra)

    with pytest.raises(HandgeldFout, match="zelf ingediend"):
        keur_goed(bon, gebruiker=chandra)
    with pytest.raises(IntegrityError, match="Een ander keurt dit bonnetje"), transaction.atomic():
        Bonstap.objects.create(bon=bon, soort="afgewezen", wie=chandra, reden="Nee")
    assert volgende_te_keuren(chandra, bon) is None
