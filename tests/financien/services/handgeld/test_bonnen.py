"""Receipts: they leave the pot once, become a cost once, and never take what is not there."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from buurtwerkkamer.models import Bestand, Jaar
from financien.models import Boekstuk, Bon, Bonstap, Handgeldregel
from financien.services.boeken import BoekFout, keer_om
from financien.services.handgeld.basis import AlGebruikt, Bevestig, HandgeldFout
from financien.services.handgeld.bonnen import dien_in, trek_in, verbeter
from financien.services.handgeld.kas import ontvang, terug_te_betalen
from financien.services.handgeld.oordeel import keur_goed, stuur_terug, wijs_af
from financien.services.handgeld.potje import Stand, gebruik, ruimte, stand
from tests.fabriek import zet_jaar
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import (
    DAG,
    MAART,
    andere_foto,
    foto,
    inhoud,
    maak_bon,
    voorschieter,
    vul_potje,
)
from tests.financien.jaarfabriek import sluit_maanden

D = Decimal
FEBRUARI = date(2026, 2, 3)


@pytest.fixture
def potje(casa, multibron, chandra):
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=FEBRUARI)
    vul_potje(chandra, multibron, kas="50.00", datum=FEBRUARI)
    return casa


def kosten(kamer) -> Decimal:
    return sum((b.bedrag for b in rekening("4130").debet.filter(kamer=kamer)), D("0.00")) - sum(
        (b.bedrag for b in rekening("4130").credit.filter(kamer=kamer)), D("0.00")
    )


def test_een_bonnetje_gaat_meteen_van_het_potje_af_en_is_nog_geen_kosten(potje, amina):
    maak_bon(potje, amina, "12.50")

    assert stand(potje) == Stand(D("37.50"), D("100.00"), D("12.50"), D("0.00"))
    assert stand(potje).boek == D("150.00")
    assert kosten(potje) == 0


def test_met_de_pas_gaat_het_van_de_rekening(potje, amina):
    maak_bon(potje, amina, "12.50", betaald_uit="pas")

    assert stand(potje) == Stand(D("50.00"), D("87.50"), D("12.50"), D("0.00"))


def test_na_goedkeuring_is_het_een_keer_kosten_en_is_er_niets_meer_onderweg(potje, amina, chandra):
    bon = maak_bon(potje, amina, "12.50")

    stuk = keur_goed(bon, gebruiker=chandra)

    assert (kosten(potje), stand(potje).te_keuren, stand(potje).over) == (D("12.50"), 0, D("137.50"))
    assert (stuk.datum, stuk.bewijs_id) == (DAG, bon.foto_id)
    with pytest.raises(HandgeldFout, match="net veranderd"):
        keur_goed(bon, gebruiker=chandra)
    assert kosten(potje) == D("12.50")


def test_wie_het_indiende_keurt_het_niet(potje, dubbelrol, chandra):
    """Also when the service is passed by: the trigger says the same."""
    bon = maak_bon(potje, chandra)

    with pytest.raises(HandgeldFout, match="Iemand anders keurt het goed"):
        keur_goed(bon, gebruiker=chandra)
    with pytest.raises(DatabaseError, match="Een ander keurt dit bonnetje"), transaction.atomic():
        Bonstap.objects.create(bon=bon, soort="teruggestuurd", reden="x", wie=chandra)

    assert kosten(potje) == 0


def test_wie_het_geld_terugkrijgt_keurt_het_niet(potje, amina, chandra):
    terug_aan = voorschieter(potje, amina, naam="chandra")
    bon = maak_bon(potje, amina, betaald_uit="eigen", voorschieter=terug_aan)

    with pytest.raises(HandgeldFout, match="Iemand anders"):
        keur_goed(bon, gebruiker=chandra)


def test_eigen_geld_laat_het_potje_heel_en_wordt_na_goedkeuring_een_schuld(potje, amina, chandra):
    bon = maak_bon(potje, amina, "300.00", betaald_uit="eigen", voorschieter=voorschieter(potje, amina))
    assert stand(potje) == Stand(D("50.00"), D("100.00"), D("0.00"), D("0.00"))

    keur_goed(bon, gebruiker=chandra)

    assert stand(potje) == Stand(D("50.00"), D("100.00"), D("0.00"), D("300.00"))
    besteed = gebruik([potje], MAART)[potje.pk].maand
    assert (besteed.bedrag, besteed.eigen, besteed.voorbij) == (D("300.00"), D("300.00"), True)


def test_tot_op_de_cent_kan_het_en_een_cent_meer_niet(potje, amina):
    with pytest.raises(HandgeldFout, match="Heb je geld gepind"):
        maak_bon(potje, amina, "50.01")
    with pytest.raises(HandgeldFout, match=r"Er is nog €\xa0150,00\. Dit bonnetje is €\xa0150,01\. Betaalde je zelf"):
        maak_bon(potje, amina, "150.01")
    assert Bon.objects.count() == 0

    maak_bon(potje, amina, "50.00")

    assert stand(potje).kas == 0


def test_op_een_eerdere_dag_kan_er_niet_meer_af_dan_er_toen_was(potje, amina, chandra):
    """What came into the pot later pays nothing of before it: that was someone's own money."""
    eerder = {"datum": DAG - timedelta(days=1)}
    maak_bon(potje, amina, "50.00", **eerder)
    maak_bon(potje, amina, "80.00", betaald_uit="pas", **eerder)
    vul_potje(chandra, potje, kas="60.00")  # on the tenth

    with pytest.raises(HandgeldFout, match=r"Op 09-03-2026 was er nog €\xa020,00\. Dit bonnetje is €\xa020,01\. Klopt"):
        maak_bon(potje, amina, "20.01", **eerder)
    maak_bon(potje, amina, "20.00", **eerder)

    assert (stand(potje).over, ruimte(potje, FEBRUARI)) == (D("60.00"), D("0.00"))
    assert ruimte(potje, FEBRUARI - timedelta(days=1)) == 0
    maak_bon(potje, amina, "40.00", datum=DAG)


def test_wat_in_een_gesloten_maand_valt_telt_op_de_dag_waarop_het_geboekt_wordt(potje, amina, chandra):
    sluit_maanden(chandra, tot=2)

    bon = maak_bon(potje, amina, "50.00", datum=FEBRUARI - timedelta(days=2))

    assert bon.stappen.get().boekstuk.datum == MAART


def test_hetzelfde_formulier_is_een_bonnetje_en_met_iets_anders_een_vraag(potje, amina, bram):
    sleutel, een = uuid4(), inhoud("12.50")
    eerste = dien_in(kamer=potje, inhoud=een, sleutel=sleutel, gebruiker=amina)

    assert dien_in(kamer=potje, inhoud=een, sleutel=sleutel, gebruiker=amina) == eerste
    assert dien_in(kamer=potje, inhoud=replace(een, foto=None), sleutel=sleutel, gebruiker=amina) == eerste
    for anders, wie in ((replace(een, bedrag=D("13.50")), amina), (replace(een, foto=foto()), amina), (een, bram)):
        with pytest.raises(AlGebruikt):
            dien_in(kamer=potje, inhoud=anders, sleutel=sleutel, gebruiker=wie)
    assert (Bon.objects.count(), stand(potje).kas) == (1, D("37.50"))


def test_dezelfde_foto_wordt_gezien_ook_in_een_andere_kamer(potje, multibron, amina, bram):
    maak_bon(potje, amina, "12.50", foto=foto())

    with pytest.raises(Bevestig, match=r"Deze foto staat al bij een bonnetje van 10-03-2026 van €\xa012,50"):
        maak_bon(potje, amina, "3.00", foto=foto(), bevestigd=False)
    with pytest.raises(Bevestig, match=r"van een andere kamer\."):
        maak_bon(multibron, bram, "3.00", foto=foto(), bevestigd=False)

    maak_bon(potje, amina, "3.00", foto=foto(), bevestigd=True)
    assert (Bon.objects.count(), Bestand.objects.count()) == (2, 1)


def test_hetzelfde_bedrag_op_dezelfde_dag_in_dezelfde_kamer_wordt_gevraagd(potje, multibron, amina, bram):
    maak_bon(potje, amina, "12.50")

    with pytest.raises(Bevestig, match="Er is al een bonnetje van"):
        maak_bon(potje, amina, "12.50", bevestigd=False)

    maak_bon(multibron, bram, "12.50", bevestigd=False)
    maak_bon(potje, amina, "12.50", datum=DAG - timedelta(days=1), bevestigd=False)
    assert Bon.objects.count() == 3


def test_een_ingetrokken_bonnetje_telt_nergens_meer_mee(potje, amina):
    bon = maak_bon(potje, amina, "12.50", foto=foto())

    trek_in(bon, gebruiker=amina)
    trek_in(bon, gebruiker=amina)

    assert stand(potje) == Stand(D("50.00"), D("100.00"), D("0.00"), D("0.00"))
    assert gebruik([potje], MAART)[potje.pk].jaar.bedrag == 0
    maak_bon(potje, amina, "12.50", foto=foto(), bevestigd=False)


def test_zonder_foto_hoogstens_25_euro_en_drie_keer_in_de_maand(potje, amina, chandra):
    with pytest.raises(HandgeldFout, match="Schrijf op wat je kocht"):
        maak_bon(potje, amina, "5.00", zonder_foto="")
    with pytest.raises(HandgeldFout, match=r"hoogstens €\xa025,00"):
        maak_bon(potje, amina, "25.01", zonder_foto="Markt, geen bon")
    for _keer in range(2):
        maak_bon(potje, amina, "1.00", zonder_foto="Markt, geen bon")
    maak_bon(potje, amina, "25.00", zonder_foto="Markt, geen bon")
    with pytest.raises(HandgeldFout, match="al 3 bonnetjes zonder foto"):
        maak_bon(potje, amina, "1.00", zonder_foto="Markt, geen bon")

    maak_bon(potje, amina, "1.00", zonder_foto="Markt", datum=DAG - timedelta(days=20))  # another month
    assert Bon.objects.filter(foto=None).count() == 4


def test_de_regel_van_het_jaar_kan_anders_zijn(potje, amina):
    jaar = Boekstuk.objects.first().jaar
    Handgeldregel.objects.create(jaar=jaar, zonder_foto=D("10.00"), zonder_foto_aantal=1)

    with pytest.raises(HandgeldFout, match=r"hoogstens €\xa010,00"):
        maak_bon(potje, amina, "10.01", zonder_foto="Markt")


@pytest.mark.parametrize("wat", ["Maandhuur maart", "verzekeringspremie", "salaris Kofi", "Internetabonnement"])
def test_vaste_kosten_kunnen_niet_uit_het_potje(potje, amina, wat):
    with pytest.raises(HandgeldFout, match="Vaste kosten"):
        maak_bon(potje, amina, omschrijving=wat)
    assert stand(potje).kas == D("50.00")


def test_gewone_woorden_die_erop_lijken_mogen_wel(potje, amina):
    maak_bon(potje, amina, omschrijving="Huur van een springkussen, gaspitjes en ballonnen")


def test_zonder_soort_wordt_het_geen_kosten_tot_iemand_kiest(potje, amina, chandra):
    bon = maak_bon(potje, amina, categorie="")

    with pytest.raises(HandgeldFout, match="Kies bij Waarvoor wat er gekocht is"):
        keur_goed(bon, gebruiker=chandra)
    keur_goed(bon, gebruiker=chandra, categorie="D")

    assert Bon.objects.get().categorie == "D"


def test_teruggestuurd_verbeterd_en_goedgekeurd_telt_het_nieuwe_bedrag_een_keer(potje, amina, chandra):
    bon = maak_bon(potje, amina, "12.50")
    stuur_terug(bon, reden="De bon is 10 euro.", gebruiker=chandra)
    assert stand(potje).kas == D("37.50")

    verbeter(bon, inhoud=inhoud("10.00", foto=None, betaald_uit="pas"), gebruiker=amina)
    assert stand(potje) == Stand(D("50.00"), D("90.00"), D("10.00"), D("0.00"))
    keur_goed(bon, gebruiker=chandra)

    assert (kosten(potje), stand(potje).te_keuren) == (D("10.00"), 0)
    assert Bon.objects.get().foto_id == bon.foto_id  # the photo that was there stayed


def test_een_ingediend_bonnetje_verandert_niet_ook_niet_langs_de_dienst(potje, amina):
    bon = maak_bon(potje, amina, "12.50")

    with pytest.raises(HandgeldFout):
        verbeter(bon, inhoud=inhoud("1.00"), gebruiker=amina)
    for poging in (lambda: Bon.objects.update(bedrag=1), lambda: Bon.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError, match=r"staat vast|blijft bewaard"), transaction.atomic():
            poging()


def test_afgewezen_uit_het_potje_is_een_vordering_die_in_de_kas_terugkomt(potje, amina, chandra):
    bon = maak_bon(potje, amina, "12.50")
    wijs_af(bon, reden="Privé", gebruiker=chandra)
    assert (kosten(potje), stand(potje).te_keuren, list(terug_te_betalen(potje))) == (0, 0, [bon])
    vast = {"kamer": potje, "datum": DAG, "soort": "terug", "gebruiker": amina, "bon": bon}

    with pytest.raises(HandgeldFout, match="Dit bonnetje was"):
        ontvang(bedrag=D("12.00"), sleutel=uuid4(), **vast)
    ontvang(bedrag=D("12.50"), sleutel=uuid4(), **vast)

    assert (stand(potje).kas, list(terug_te_betalen(potje))) == (D("50.00"), [])
    saldo = rekening("1310")
    assert sum(b.bedrag for b in saldo.debet.all()) == sum(b.bedrag for b in saldo.credit.all()) == D("12.50")


def test_een_omgekeerde_kostenboeking_laat_het_bonnetje_weer_wachten(potje, amina, chandra):
    bon = maak_bon(potje, amina, "12.50")
    stuk = keur_goed(bon, gebruiker=chandra)

    keer_om(stuk, datum=DAG, reden="Verkeerde soort", sleutel=uuid4(), gebruiker=chandra)
    assert (kosten(potje), stand(potje).te_keuren) == (0, D("12.50"))
    keur_goed(bon, gebruiker=chandra)

    assert (kosten(potje), stand(potje).te_keuren) == (D("12.50"), 0)


def test_de_boeking_van_het_potje_gaat_niet_om_onder_een_goedgekeurd_bonnetje(potje, amina, chandra):
    bon = maak_bon(potje, amina, "12.50")
    eerste = bon.stappen.get().boekstuk
    keur_goed(bon, gebruiker=chandra)

    with pytest.raises(BoekFout, match="al verder is"):
        keer_om(eerste, datum=DAG, reden="x", sleutel=uuid4(), gebruiker=chandra)

    assert stand(potje).kas == D("37.50")


def test_een_bonnetje_van_een_gesloten_jaar_houdt_zijn_datum_en_wordt_nu_geboekt(potje, amina, chandra):
    Jaar.objects.create(jaar=2025)
    zet_jaar("vastgesteld", jaar=2025)

    bon = maak_bon(potje, amina, datum=DAG.replace(year=2025))

    assert (bon.datum.year, bon.stappen.get().boekstuk.datum) == (2025, DAG)


def test_bij_verbeteren_telt_het_eigen_bedrag_weer_mee(potje, amina, chandra):
    bon = maak_bon(potje, amina, "50.00")
    stuur_terug(bon, reden="Onleesbaar", gebruiker=chandra)

    with pytest.raises(HandgeldFout):
        verbeter(bon, inhoud=inhoud("50.01"), gebruiker=amina)
    verbeter(bon, inhoud=inhoud("50.00", foto=andere_foto()), gebruiker=amina)

    assert stand(potje).kas == 0


def test_in_de_boeken_staat_nederlands_wie_er_ook_werkt(potje, amina, chandra):
    with override("en"):
        bon = maak_bon(potje, amina, "12.50", omschrijving="")
        keur_goed(bon, gebruiker=chandra)
        gift = ontvang(
            kamer=potje, datum=DAG, bedrag=D("5.00"), soort="verkoop", sleutel=uuid4(), gebruiker=amina
        ).boekstuk

    assert {stap.boekstuk.omschrijving for stap in bon.stappen.all()} == {"Bonnetje: Koffie en thee"}
    assert rekening("4130").debet.get().omschrijving == "A: Koffie en thee"
    assert gift.omschrijving == "Ontvangen: verkoop"
