"""Own money goes back and pots are filled by an order that two people make; the bank line closes it, once."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from lxml import etree

from buurtwerkkamer.models import Cooperatie
from financien.models import Bankregel, Handgeldbetaling, Terugbetaling
from financien.services.bank.boeken import boek_zelf, maak_ongedaan, neem_aan
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.boeken import BoekFout, keer_om
from financien.services.facturen import FactuurFout
from financien.services.handgeld.aanvullen import aanvulstanden
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout, regel_van
from financien.services.handgeld.betalingen import (
    betaal_terug,
    open_tegoeden,
    te_betalen,
    zet_aanvullingen_klaar,
    zet_terugbetalingen_klaar,
)
from financien.services.handgeld.maandpotten import maandpotten
from financien.services.handgeld.oordeel import keur_goed
from financien.services.handgeld.potje import stand
from financien.services.handgeld.tellen import tel
from financien.services.opdrachten import haal_op, meld_verzonden, stop
from financien.services.opdrachten import keur_goed as keur_opdracht_goed
from financien.services.opdrachtstand import opdrachten_in, stand_van_opdracht
from tests.financien.bankfabriek import EIGEN, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.handgeldfabriek import DAG, MAART, maak_bon, rekening_van, voorschieter, vul_potje
from tests.financien.jaarfabriek import sluit_maanden

D = Decimal
POT, ANDER = "NL20INGB0001234567", "NL69INGB0123456789"


@pytest.fixture
def bank(casa, multibron, chandra):
    begin_bank(2026)
    vul_potje(chandra, casa, kas="50.00", datum=date(2026, 2, 3))
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": EIGEN})


@pytest.fixture
def tegoed(bank, casa, amina, chandra):
    bon = maak_bon(casa, amina, "31.40", betaald_uit="eigen", voorschieter=voorschieter(casa, amina, iban=ANDER))
    keur_goed(bon, gebruiker=chandra)
    return bon


def klaar(wie, *bonnen, sleutel=None):
    vast = {"uitvoeren_op": DAG, "sleutel": sleutel or uuid4(), "gebruiker": wie}
    return zet_terugbetalingen_klaar(bonnen=[bon.pk for bon in bonnen], **vast)


def aanvulling(wie, *kamers, **velden):
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": wie}
    return zet_aanvullingen_klaar(kamers=kamers, maand=MAART, **{**vast, **velden})


def met_iban(kamer, iban=POT):
    rij = rekening_van(kamer)
    rij.iban = iban
    rij.save()


def op_de_bank(wie, bedrag, iban, wat="Betaling") -> Bankregel:
    lees_blad(wie, blad(zin(bedrag, iban=iban, wat=wat, naam="Iemand", datum=DAG)))
    return Bankregel.objects.get()


def neem_voorstel(regel, wie):
    return neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=wie)


def test_het_bestand_voor_de_bank_betaalt_precies_wie_voorschoot(tegoed, chandra):
    opdracht = klaar(chandra, tegoed)

    xml = etree.fromstring(bytes(opdracht.bestand.inhoud))
    naam = {"p": xml.nsmap[None]}
    assert xml.xpath("//p:Cdtr/p:Nm/text()", namespaces=naam) == ["Yusuf"]
    assert xml.xpath("//p:CdtrAcct//p:IBAN/text()", namespaces=naam) == [ANDER]
    assert xml.xpath("//p:InstdAmt/text()", namespaces=naam) == ["31.40"]
    assert xml.xpath("//p:EndToEndId/text()", namespaces=naam) == [Handgeldbetaling.objects.get().kenmerk]
    assert (opdracht.totaal, opdracht.aantal) == (D("31.40"), 1)


def test_een_bonnetje_staat_in_een_opdracht_tegelijk(tegoed, chandra, eva):
    sleutel = uuid4()
    eerste = klaar(chandra, tegoed, sleutel=sleutel)

    assert klaar(chandra, tegoed, sleutel=sleutel) == eerste
    with pytest.raises(AlGebruikt):
        klaar(chandra, sleutel=sleutel)
    with pytest.raises(HandgeldFout, match="kan nu niet terugbetaald"):
        klaar(eva, tegoed)
    assert te_betalen(chandra) == []


def test_wie_het_klaarzet_keurt_het_niet_goed_en_wie_het_krijgt_ook_niet(bank, casa, amina, chandra, eva, bestuurslid):
    bon = maak_bon(casa, amina, "31.40", betaald_uit="eigen", voorschieter=voorschieter(casa, amina, naam="EVA"))
    keur_goed(bon, gebruiker=chandra)
    opdracht = klaar(chandra, bon)

    with pytest.raises(FactuurFout, match="Iemand anders keurt haar goed"):
        keur_opdracht_goed(opdracht, gebruiker=chandra)
    with pytest.raises(FactuurFout, match="een betaling aan jezelf"):
        keur_opdracht_goed(opdracht, gebruiker=eva)
    keur_opdracht_goed(opdracht, gebruiker=bestuurslid)

    assert bytes(haal_op(opdracht).inhoud).startswith(b"<")


def test_aan_jezelf_zet_je_niets_klaar(bank, casa, amina, bram, chandra, eva):
    bon = maak_bon(casa, amina, betaald_uit="eigen", voorschieter=voorschieter(casa, amina, naam="Chandra"))
    keur_goed(bon, gebruiker=eva)

    with pytest.raises(HandgeldFout, match="een betaling aan jezelf"):
        klaar(chandra, bon)


def test_de_bankregel_sluit_de_schuld_een_keer_en_ongedaan_opent_haar_weer(tegoed, casa, chandra, eva):
    opdracht = klaar(chandra, tegoed)
    keur_opdracht_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)
    assert stand(casa).voorgeschoten == D("31.40")
    regel = op_de_bank(chandra, "-31.40", "", wat=f"SEPA {opdracht.handgeldregels.get().kenmerk}")

    neem_voorstel(regel, chandra)

    assert (stand(casa).voorgeschoten, list(open_tegoeden())) == (0, [])
    assert stand_van_opdracht(opdracht, chandra).betaald
    assert [rij.betaald for rij in opdrachten_in(2026, chandra)] == [True]
    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
    assert (stand(casa).voorgeschoten, list(open_tegoeden())) == (D("31.40"), [tegoed])


def test_zonder_opdracht_herkent_de_bank_het_rekeningnummer(tegoed, casa, chandra):
    regel = op_de_bank(chandra, "-31.40", ANDER)

    neem_voorstel(regel, chandra)

    assert (Terugbetaling.objects.get().bon, stand(casa).voorgeschoten) == (tegoed, 0)
    vast = {"datum": DAG, "bankrekening": rekening("1000"), "sleutel": uuid4(), "gebruiker": chandra}
    with pytest.raises(HandgeldFout, match="hoeft er niets terug"):
        betaal_terug(tegoed, **vast)


def test_een_opdracht_waarvan_het_bonnetje_al_betaald_is_gaat_niet_door(tegoed, chandra, eva):
    opdracht = klaar(chandra, tegoed)
    betaal_terug(tegoed, datum=DAG, bankrekening=rekening("1000"), sleutel=uuid4(), gebruiker=chandra)

    assert "intussen gedaan" in stand_van_opdracht(opdracht, eva).bezwaren[0]
    with pytest.raises(FactuurFout, match="intussen gedaan"):
        keur_opdracht_goed(opdracht, gebruiker=eva)


def test_aanvullingen_in_een_opdracht_tellen_voor_de_regel_tot_ze_stoppen(bank, casa, amina, chandra):
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    with pytest.raises(HandgeldFout, match="heeft nog geen IBAN"):
        aanvulling(chandra, casa)
    met_iban(casa)
    opdracht = aanvulling(chandra, casa)

    assert (opdracht.totaal, aanvulstanden([casa], MAART)[0].mag) == (D("200.00"), 0)
    with pytest.raises(HandgeldFout, match="vol, of deze maand al aangevuld"):
        aanvulling(chandra, casa)
    stop(opdracht, reden="Verkeerde dag", gebruiker=chandra)
    assert aanvulstanden([casa], MAART)[0].mag == D("200.00")


def test_de_bankregel_vult_het_potje_een_keer(bank, casa, amina, chandra, eva):
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    met_iban(casa)
    opdracht = aanvulling(chandra, casa)
    keur_opdracht_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)

    neem_voorstel(op_de_bank(chandra, "-200.00", POT), chandra)

    assert (stand(casa).rekening, stand(casa).over) == (D("200.00"), D("250.00"))
    nu = aanvulstanden([casa], MAART)[0]
    assert (nu.al, nu.onderweg, nu.mag) == (D("200.00"), 0, 0)


def test_wat_de_bank_met_de_hand_overmaakte_wordt_geboekt_zoals_het_is(bank, casa, chandra):
    met_iban(casa)

    neem_voorstel(op_de_bank(chandra, "-260.00", POT), chandra)

    assert stand(casa).rekening == D("260.00")
    assert aanvulstanden([casa], MAART)[0].boven


def test_een_betaling_die_stopte_begint_niet_opnieuw(tegoed, chandra):
    stop(klaar(chandra, tegoed), reden="Toch niet", gebruiker=chandra)

    with pytest.raises(DatabaseError), transaction.atomic():
        Handgeldbetaling.objects.update(loopt=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Handgeldbetaling.objects.update(bedrag=1)
    assert te_betalen(chandra)[0].bon == tegoed


def test_een_gestopte_betaling_wordt_niet_alsnog_geboekt(tegoed, chandra):
    regel = op_de_bank(chandra, "-31.40", ANDER)
    voorstel = voorstellen([regel])[regel.pk][0]
    betaal_terug(tegoed, datum=DAG, bankrekening=rekening("1000"), sleutel=uuid4(), gebruiker=chandra)

    with pytest.raises(BoekFout):
        neem_aan(regel=regel, beeld=voorstel.beeld, gebruiker=chandra)


def test_een_terugbetaling_die_opnieuw_geboekt_is_is_klaar(tegoed, casa, chandra):
    regel = op_de_bank(chandra, "-31.40", ANDER)
    neem_voorstel(regel, chandra)
    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
    assert [bool(rij.mis) for rij in te_betalen(chandra)] == [True]  # its line is open: the money left

    neem_voorstel(regel, chandra)

    assert (stand(casa).voorgeschoten, te_betalen(chandra), list(open_tegoeden())) == (0, [], [])


# a bank line that was undone and is booked again belongs to its order all the same


@pytest.fixture
def geboekt(tegoed, chandra, eva):
    """Own money that went back by an order of two people; its bank line is booked."""
    opdracht = klaar(chandra, tegoed)
    keur_opdracht_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)
    regel = op_de_bank(chandra, "-31.40", ANDER, wat=opdracht.handgeldregels.get().kenmerk)
    neem_voorstel(regel, chandra)
    return opdracht, regel


def test_na_ongedaan_is_de_betaling_onderweg_en_niet_opnieuw_te_betalen(geboekt, tegoed, chandra):
    opdracht, regel = geboekt

    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)

    nu = stand_van_opdracht(opdracht, chandra)
    assert (nu.loopt, nu.betaald, te_betalen(chandra)) == (True, False, [])
    with pytest.raises(HandgeldFout, match="kan nu niet terugbetaald"):
        klaar(chandra, tegoed)
    assert [rij.loopt for rij in opdrachten_in(2026, chandra)] == [True]


def test_de_opnieuw_geboekte_regel_vindt_haar_opdracht_terug(geboekt, tegoed, chandra):
    opdracht, regel = geboekt
    betaling = opdracht.handgeldregels.get()
    for _keer in range(2):
        maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
        assert voorstellen([regel])[regel.pk][0].bron == f"handgeld:{betaling.pk}"
        neem_voorstel(regel, chandra)

    geldig = Terugbetaling.objects.get(boekstuk__omgekeerd_door=None)
    assert (geldig.betaling, Terugbetaling.objects.count()) == (betaling, 3)
    assert (stand_van_opdracht(opdracht, chandra).betaald, list(open_tegoeden())) == (True, [])


def test_wat_als_iets_anders_geboekt_is_wacht_tot_de_opdracht_stopt_en_is_dan_vrij(geboekt, tegoed, casa, chandra):
    opdracht, regel = geboekt
    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)
    boek_zelf(regel=regel, delen=[Deel(rekening("4110"), D("-31.40"), casa)], omschrijving="Huur", gebruiker=chandra)
    assert te_betalen(chandra) == []  # the file is at the bank, and may be carried out still

    stop(opdracht, reden="De bank weigerde", gebruiker=chandra)

    assert [rij.bon for rij in te_betalen(chandra)] == [tegoed]


def test_een_aanvulling_die_de_bank_liet_zien_gaat_niet_nog_eens_naar_de_bank(bank, casa, amina, chandra, eva):
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    met_iban(casa)
    opdracht = aanvulling(chandra, casa)
    keur_opdracht_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)
    regel = op_de_bank(chandra, "-200.00", POT)
    neem_voorstel(regel, chandra)

    maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)

    nu = aanvulstanden([casa], MAART)[0]
    assert (nu.al, nu.onderweg, nu.mag) == (D("200.00"), D("200.00"), 0)
    pot = maandpotten([casa], date(2026, 2, 1), regel_van(2026))[0]
    assert (pot.aanvul.al, pot.aanvul.onderweg, pot.aanvul.mag) == (D("200.00"), D("200.00"), 0)
    with pytest.raises(HandgeldFout, match="vol, of deze maand al aangevuld"):
        aanvulling(chandra, casa)

    neem_voorstel(regel, chandra)
    nu = aanvulstanden([casa], MAART)[0]
    assert (nu.al, nu.onderweg, stand(casa).rekening) == (D("200.00"), 0, D("200.00"))


def sepa_klaar(opdracht, eva, chandra):
    keur_opdracht_goed(opdracht, gebruiker=eva)
    meld_verzonden(opdracht, gebruiker=chandra)


def test_een_goedkeuring_gaat_niet_om_terwijl_het_geld_onderweg_is(tegoed, chandra, eva):
    stuk = tegoed.stappen.get(soort="goedgekeurd").boekstuk
    opdracht = klaar(chandra, tegoed)
    sepa_klaar(opdracht, eva, chandra)

    with pytest.raises(BoekFout, match=rf"staat in betaalopdracht {opdracht}\. Wacht op de bank"):
        keer_om(stuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)
    stop(opdracht, reden="Geweigerd", gebruiker=chandra)
    keer_om(stuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)

    assert (te_betalen(chandra), stand(tegoed.kamer).voorgeschoten) == ([], 0)


@pytest.mark.parametrize("ongedaan", [True, False])
def test_wat_de_bank_al_liet_zien_gaat_niet_nog_eens_in_een_opdracht(tegoed, chandra, eva, ongedaan):
    """Neither before its bank line is booked, nor after that booking was undone: the line comes first."""
    opdracht = klaar(chandra, tegoed)
    sepa_klaar(opdracht, eva, chandra)
    if not ongedaan:
        stop(opdracht, reden="Geweigerd, dachten we", gebruiker=chandra)
    regel = op_de_bank(chandra, "-31.40", ANDER)
    if ongedaan:
        neem_voorstel(regel, chandra)
        maak_ongedaan(regel=regel, datum=DAG, gebruiker=chandra)

    assert [bool(rij.mis) for rij in te_betalen(chandra)] == ([] if ongedaan else [True])
    with pytest.raises(HandgeldFout, match="kan nu niet terug" if ongedaan else "Op de bank staat al een betaling"):
        klaar(chandra, tegoed)
    neem_voorstel(regel, chandra)
    assert (te_betalen(chandra), stand(tegoed.kamer).voorgeschoten) == ([], 0)


def test_een_andere_betaling_aan_dezelfde_rekening_houdt_niets_tegen(tegoed, chandra):
    op_de_bank(chandra, "-31.41", ANDER)

    assert klaar(chandra, tegoed).totaal == D("31.40")


def test_wat_in_een_gesloten_maand_terugging_wordt_op_de_eerste_open_dag_geboekt(tegoed, casa, chandra, eva):
    opdracht = klaar(chandra, tegoed)
    sepa_klaar(opdracht, eva, chandra)
    regel = op_de_bank(chandra, "-31.40", ANDER)
    sluit_maanden(chandra, tot=3)

    stuk = neem_voorstel(regel, chandra).boekstuk

    assert (stuk.datum, stand(casa).voorgeschoten) == (date(2026, 4, 1), 0)


@pytest.fixture
def aan_te_vullen(bank, casa, amina, chandra, eva):
    """A top-up of € 200 in an order that a second person approved."""
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    met_iban(casa)
    opdracht = aanvulling(chandra, casa)
    keur_opdracht_goed(opdracht, gebruiker=eva)
    return opdracht


def test_een_ander_rekeningnummer_van_de_kamer_houdt_de_opdracht_tegen(aan_te_vullen, casa, chandra):
    met_iban(casa, ANDER)

    with pytest.raises(FactuurFout, match="Het rekeningnummer van Casa Jepie Makandra is veranderd"):
        haal_op(aan_te_vullen)
    assert len(stand_van_opdracht(aan_te_vullen, chandra).bezwaren) == 1


@pytest.mark.parametrize(("bedrag", "te_veel"), [("-50.00", False), ("-50.01", True)])
def test_wat_de_bank_intussen_met_de_hand_overmaakte_houdt_de_opdracht_tegen(
    aan_te_vullen, casa, chandra, bedrag, te_veel
):
    regel = op_de_bank(chandra, bedrag, POT)
    neem_voorstel(regel, chandra)

    assert stand_van_opdracht(aan_te_vullen, chandra).bezwaren == (
        ("Casa Jepie Makandra kreeg al handgeld van deze maand. Trek deze opdracht in en maak een nieuwe.",)
        if te_veel
        else ()
    )


def test_handgeld_in_een_opdracht_is_van_de_maand_waarin_het_gaat(bank, casa, amina, chandra):
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)
    met_iban(casa)

    with pytest.raises(HandgeldFout, match="Dit handgeld is van maart 2026"):
        aanvulling(chandra, casa, uitvoeren_op=date(2026, 4, 1))
