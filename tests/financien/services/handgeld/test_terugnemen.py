"""A count that was a mistake is taken back by who counted, on the day itself: it stays, and counts no more."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Bon, Kastelling, Tellingterug
from financien.services.afsluiten import sluit_maand
from financien.services.boeken import keer_om
from financien.services.controleren import controleer
from financien.services.handgeld import potje as dienst
from financien.services.handgeld.aanvullen import vul_aan
from financien.services.handgeld.basis import AlGebruikt, HandgeldFout, regel_van
from financien.services.handgeld.betalingen import zet_aanvullingen_klaar
from financien.services.handgeld.bonnen import trek_in
from financien.services.handgeld.hindernis import van_handgeld
from financien.services.handgeld.maandpotten import maandpotten
from financien.services.handgeld.pasverschil import pasverschillen
from financien.services.handgeld.tellen import niet_geteld, tel, verschillen_in
from financien.services.handgeld.terugnemen import kan_terug, neem_terug
from financien.services.overdracht import van_kamer
from financien.services.overdragen import Overgang, begin, zeg_nee
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import EIGEN
from tests.financien.handgeldfabriek import DAG, MAART, maak_bon, rekening_van, vul_potje
from tests.financien.jaarfabriek import sluit_jaar

D = Decimal
FEBRUARI = date(2026, 2, 1)
AANGEVULD = r"^Na deze telling is het potje al aangevuld\. Tel opnieuw als er iets niet klopt\.$"


@pytest.fixture
def potje(db, casa, chandra):
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))
    return casa


def telling(kamer, wie, geteld="50.00", **velden) -> Kastelling:
    return tel(kamer=kamer, geteld=D(geteld), gebruiker=wie, **{"sleutel": uuid4(), **velden})


def weigert(rij, wie, zin) -> None:
    stukken = Boekstuk.objects.count()
    with pytest.raises(HandgeldFout, match=zin):
        neem_terug(rij, gebruiker=wie)
    assert (Tellingterug.objects.count(), Boekstuk.objects.count()) == (0, stukken)


def test_de_maand_is_dan_niet_geteld_en_de_telling_blijft_te_zien(potje, amina, chandra):
    rij = telling(potje, amina, rekening=D("99.00"), uitleg="")
    assert van_handgeld(2026, 2) == []
    assert len(pasverschillen(chandra)) == 1

    assert neem_terug(rij, gebruiker=amina) is True
    assert neem_terug(rij, gebruiker=amina) is False

    assert [h.zin for h in van_handgeld(2026, 2)] == [f"{potje} heeft het potje van februari niet geteld."]
    assert (dienst.laatste_telling(potje), dienst.geteld([potje], FEBRUARI)) == (None, {})
    assert maandpotten([potje], FEBRUARI, regel_van(2026))[0].wacht_op_telling
    assert len(pasverschillen(chandra)) == 0
    assert van_kamer(potje, DAG).potten[0].laatste is None
    with pytest.raises(HandgeldFout, match="nog niet geteld"):
        vul_aan(kamer=potje, maand=MAART, bedrag=D(5), datum=DAG, sleutel=uuid4(), gebruiker=chandra)
    assert (Kastelling.objects.get(), rij.terug.wie) == (rij, amina)


def test_het_verschil_wordt_omgekeerd_en_de_nummers_blijven(potje, amina):
    rij = telling(potje, amina, "48.00", uitleg="Twee euro kwijt")

    neem_terug(rij, gebruiker=amina)

    om = Boekstuk.objects.get(keert_om=rij.boekstuk)
    assert (str(rij.boekstuk), str(om), om.reden) == ("K2026-0001", "M2026-0003", "Telling ongedaan gemaakt")
    assert (om.datum, om.geboekt_door) == (DAG, amina)
    assert (dienst.stand(potje).kas, verschillen_in(2026)) == (D("50.00"), {})
    assert controleer() == []


def test_een_verschil_dat_al_was_omgekeerd_wordt_niet_nog_eens_omgekeerd(potje, amina, chandra):
    rij = telling(potje, amina, "60.00", uitleg="Gevonden")
    keer_om(rij.boekstuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)

    assert neem_terug(rij, gebruiker=amina)
    assert (Boekstuk.objects.filter(keert_om=rij.boekstuk).count(), dienst.stand(potje).kas) == (1, D("50.00"))


def test_na_een_nieuwe_telling_geldt_die(potje, amina):
    eerste = telling(potje, amina, "48.00", uitleg="Kwijt")
    tweede = telling(potje, amina, "48.00")

    weigert(eerste, amina, r"^Er is al opnieuw geteld\. Deze telling blijft staan\.$")
    assert neem_terug(tweede, gebruiker=amina)
    assert dienst.laatste_telling(potje) == eerste
    assert neem_terug(eerste, gebruiker=amina)
    assert dienst.stand(potje).kas == D("50.00")


def test_alleen_wie_telde_en_alleen_op_de_dag_zelf(potje, amina, chandra, time_machine):
    rij = telling(potje, amina)
    weigert(rij, chandra, r"^Alleen wie telde, maakt een telling ongedaan\.$")
    niet = niet_geteld(kamer=potje, maand=MAART, reden="Ziek", sleutel=uuid4(), gebruiker=amina)
    weigert(niet, amina, r"^Alleen wie telde")

    time_machine.move_to("2026-03-11 00:01:00+01:00", tick=False)
    weigert(rij, amina, r"^Een telling maak je alleen op de dag zelf ongedaan\. Tel opnieuw\.$")


def test_in_een_maand_die_dicht_is_blijft_de_telling_staan(potje, amina, chandra):
    rij = telling(potje, amina, "48.00", uitleg="Kwijt")
    assert kan_terug(rij)
    for maand in (1, 2):
        sluit_maand(jaar=2026, maand=maand, reden="Klaar", gebruiker=chandra, sleutel=uuid4(), vandaag=DAG)

    assert not kan_terug(rij)
    weigert(rij, amina, r"^De maand van deze telling is afgesloten\. De telling blijft staan\. Tel opnieuw als er iets")
    assert dienst.stand(potje).kas == D("48.00")


def test_waarop_is_aangevuld_gaat_niet_terug(potje, amina, chandra):
    rij = telling(potje, amina)
    vul = vul_aan(kamer=potje, maand=MAART, bedrag=D(5), datum=DAG, sleutel=uuid4(), gebruiker=chandra)

    weigert(rij, amina, AANGEVULD)
    keer_om(vul.boekstuk, datum=DAG, reden="Fout", sleutel=uuid4(), gebruiker=chandra)
    assert neem_terug(rij, gebruiker=amina)


def test_waarop_een_aanvulling_klaarstaat_gaat_niet_terug(potje, amina, chandra):
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": EIGEN})
    pas = rekening_van(potje)
    pas.iban = "NL20INGB0001234567"
    pas.save()
    rij = telling(potje, amina)
    vast = {"uitvoeren_op": DAG, "sleutel": uuid4(), "gebruiker": chandra}
    zet_aanvullingen_klaar(kamers=[potje], maand=MAART, **vast)

    weigert(rij, amina, AANGEVULD)


def test_waarmee_een_overdracht_is_opgeschreven_gaat_niet_terug(potje, amina):
    nasra = maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=potje)
    rij = telling(potje, amina, met="Nasra")
    over = begin(Overgang(potje, amina, nasra, DAG, False), sleutel=uuid4(), gebruiker=amina, vandaag=DAG)

    weigert(rij, amina, r"^Met deze telling is al een overdracht opgeschreven\.")
    zeg_nee(over, reden="Verteld", gebruiker=nasra)
    assert neem_terug(rij, gebruiker=amina)
    assert not van_kamer(potje, DAG).geteld


def test_geld_dat_te_veel_was_en_al_uitgegeven_is_gaat_niet_onder_nul(potje, amina):
    rij = telling(potje, amina, "60.00", uitleg="Gevonden")
    maak_bon(potje, amina, "50.01")

    weigert(rij, amina, r"^Wat je te veel telde is al uitgegeven\. Tel opnieuw\.$")
    trek_in(Bon.objects.get(), gebruiker=amina)
    maak_bon(potje, amina, "50.00")
    assert neem_terug(rij, gebruiker=amina)
    assert dienst.stand(potje).kas == 0


def test_hetzelfde_formulier_telt_daarna_niet_stilletjes(potje, amina):
    sleutel = uuid4()
    neem_terug(telling(potje, amina, sleutel=sleutel), gebruiker=amina)

    with pytest.raises(AlGebruikt, match="Deze telling is ongedaan gemaakt"):
        telling(potje, amina, sleutel=sleutel)
    assert telling(potje, amina) == dienst.laatste_telling(potje)


def test_langs_de_dienst_weigert_de_databank_het_ook(potje, amina, chandra):
    rij = telling(potje, amina, "48.00", uitleg="Kwijt")
    for wie, melding in ((chandra, "Alleen wie telde"), (amina, "Het verschil van deze telling is nog geboekt")):
        with pytest.raises(DatabaseError, match=melding), transaction.atomic():
            Tellingterug.objects.create(telling=rij, wie=wie)
    neem_terug(rij, gebruiker=amina)
    for daad in (rij.terug.delete, lambda: Tellingterug.objects.update(wie=chandra)):
        with pytest.raises(DatabaseError), transaction.atomic():
            daad()


def test_de_telling_van_december_blijft_als_het_jaar_dezelfde_dag_voorlopig_sluit(potje, amina, chandra, time_machine):
    """December closes with its year: it has no closing of its own that could say so."""
    time_machine.move_to("2027-01-05 10:00", tick=False)
    rij = telling(potje, amina)
    assert (rij.maand, kan_terug(rij)) == (date(2026, 12, 1), True)
    sluit_jaar(chandra, vandaag=date(2027, 1, 5))

    assert not kan_terug(rij)
    weigert(rij, amina, "De maand van deze telling is afgesloten")
