"""The content of an annual report: what it compares with, and what it says of what was done."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Versie
from financien.models import Boekstuk
from financien.services.boeken import keer_om
from financien.services.verdelen import zet_sleutel
from kamers.models import Indicator, Kamer, Streefwaarde
from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import aanbod, jaarverslag
from rapportage.models import Meting
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_inzet,
    maak_kamer,
    maak_klus,
    maak_persoon,
    maak_versie,
)
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import deel, maak_geboekt
from tests.rapportage import goud

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanbod_2018():
    return laad_aanbod_2018()


def test_zonder_afspraak_vergelijkt_het_jaarverslag_met_het_aanbod_en_zegt_dat(aanbod_2018):
    rapport = jaarverslag(2018)

    assert rapport.vergeleken_met == "Er is geen afspraak vastgelegd; we vergelijken met het aanbod."
    assert rapport.realisatie == "De boekhouding is er nog niet; daarom staat er geen realisatie."


def test_staan_er_alleen_overboekingen_in_de_boeken_dan_verwijst_het_verslag_daarheen(aanbod_2018, chandra):
    """A document of another year does not count: the books of this year are what the report speaks of."""
    begin_boeken(2018, 2019)
    casa = Kamer.objects.get(code="cjm")
    maak_boekstuk(chandra, regel("4110", "1000", "850.00", casa), datum=date(2019, 3, 14))
    eerder = jaarverslag(2018)
    maak_boekstuk(chandra, regel("1490", "1000", "850.00"), datum=date(2018, 3, 14))
    verslag = jaarverslag(2018)

    assert eerder.realisatie == "De boekhouding is er nog niet; daarom staat er geen realisatie."
    assert uitleg(eerder, "Volgt").endswith("Die cijfers volgen later.")
    zin = "In dit verslag staat alleen de begroting. De werkelijke kosten staan in de boeken."
    assert (verslag.realisatie, uitleg(verslag, "Volgt")) == (zin, zin)
    assert aanbod(2018).realisatie == ""


def uitleg(rapport, kop: str) -> str:
    return next(deel.tekst for deel in rapport.toelichting if deel.kop == kop)


def test_het_jaarverslag_vergelijkt_met_de_laatste_vastgelegde_afspraak(aanbod_2018):
    kamer = Kamer.objects.get(code="cjm")
    for volgnummer, waarde in ((2, 60), (3, 75)):
        soort = Versie.Soort.AFSPRAAK if volgnummer == 2 else Versie.Soort.WIJZIGING
        versie = maak_versie(2018, soort, volgnummer, datum=date(2018, 1, volgnummer))
        Streefwaarde.objects.create(
            versie=versie, kamer=kamer, indicator=Indicator.objects.get(code="P4"), waarde=waarde
        )
        if volgnummer == 2:
            Versie.objects.filter(pk=versie.pk).update(vastgesteld_op=datetime(2018, 1, 2, tzinfo=UTC))

    rapport = jaarverslag(2018)

    assert rapport.vergeleken_met == "We vergelijken met de afspraak van 2 januari 2018 (versie 2)."
    assert rapport.prestaties.rij("P4").cellen[0].doel.waarde == 60


def test_een_jaar_zonder_iets_genoteerd_is_niet_geregistreerd_en_nooit_nul(aanbod_2018):
    tabel = jaarverslag(2018).prestaties

    for code in ("O2", "P1", "P2", "P3", "P4", "P5", "P6", "P7"):
        assert {(cel.bereikt.tekst, cel.bereikt.waarde) for cel in tabel.rij(code).cellen} == {
            ("niet geregistreerd", None)
        }
    assert tabel.cooperatie_zin == ""


def test_besteding_en_controle_volgen(aanbod_2018):
    tabel = jaarverslag(2018).prestaties

    assert {cel.bereikt.tekst for code in ("I1", "I2") for cel in tabel.rij(code).cellen} == {"volgt"}


def test_de_laatst_ingevulde_meting_staat_in_het_jaarverslag_met_bron_en_n(aanbod_2018, eva):
    cjm, e1 = Kamer.objects.get(code="cjm"), Indicator.objects.get(code="E1")
    for dag, waarde in ((1, 47), (9, 40), (5, 58)):  # the last one corrects the day of the one before
        Meting.objects.create(
            jaar=aanbod_2018.jaar,
            indicator=e1,
            kamer=cjm,
            waarde=waarde,
            n=34,
            bron="Enquête najaar",
            auteur=eva,
            datum=date(2018, 11, dag),
        )

    cel = jaarverslag(2018).prestaties.rij("E1").cellen[0]

    assert (cel.bereikt.tekst, cel.bereikt.bij, cel.bereikt.bron) == ("58%", "n = 34", "Enquête najaar")
    assert (cel.balk, cel.gemist) == (116, False)


def test_een_kamer_die_noteert_maar_niet_in_de_versie_staat_komt_er_ook_in(aanbod_2018):
    nieuw = maak_kamer("nieuw")
    maak_klus(nieuw, status="klaar", gedaan_op=date(2018, 6, 1))

    rapport = jaarverslag(2018)

    assert [kolom.code for kolom in rapport.kolommen] == [*goud.KAMERS, "nieuw"]
    cel = rapport.prestaties.rij("P2").cellen[-1]
    assert (cel.doel.tekst, cel.bereikt.tekst, cel.balk) == ("niet ingevuld", "1", None)
    assert rapport.begroting.rijen[0].bedragen[-1] is None
    assert rapport.financiering.verschil.totaal == -44


def test_de_cooperatie_telt_mensen_ten_hoogste_en_klussen_bij_elkaar_op(aanbod_2018):
    for code, nieuw in (("cjm", 12), ("kg", 30)):
        kamer = Kamer.objects.get(code=code)
        taal = Indicator.objects.get(code="P4").soort
        maak_bijeenkomst(maak_activiteit(kamer, soort=taal), date(2018, 3, 6), nieuw=nieuw)
        maak_klus(kamer, status="klaar", gedaan_op=date(2018, 6, 1), eerste_keer="ja")

    tabel = jaarverslag(2018).prestaties

    assert tabel.rij("P7").cooperatie == "ten hoogste 44"
    assert tabel.rij("P2").cooperatie == "2"
    assert tabel.rij("P4").cooperatie == ""
    assert tabel.cooperatie_zin == (
        "De coöperatie bereikte ten hoogste 44 verschillende mensen. Wie in twee kamers kwam, is twee keer geteld."
    )


def test_een_kamer_alleen_telt_zijn_mensen_precies(aanbod_2018):
    kamer = Kamer.objects.get(code="kg")
    maak_bijeenkomst(maak_activiteit(kamer, soort=Indicator.objects.get(code="P4").soort), date(2018, 3, 6), nieuw=30)

    tabel = jaarverslag(2018, "kg").prestaties

    assert tabel.rij("P7").cellen[0].bereikt.tekst == "30"
    assert (tabel.rij("P7").cooperatie, tabel.cooperatie_zin) == ("", "")  # one room is not the cooperative


def test_het_jaarverslag_zegt_tot_welke_dag_er_uren_genoteerd_zijn(aanbod_2018):
    kamer = Kamer.objects.get(code="kg")
    bijeenkomst = maak_bijeenkomst(
        maak_activiteit(kamer, soort=Indicator.objects.get(code="P4").soort), date(2018, 11, 20), nieuw=1
    )
    maak_inzet(maak_persoon("Sara", kamer), bijeenkomst)

    assert next((u.kop, u.tekst) for u in jaarverslag(2018).toelichting) == (
        "Peildatum",
        "Uren zijn genoteerd tot en met 20 november 2018.",
    )
    assert "Peildatum" not in [u.kop for u in jaarverslag(2018, "cjm").toelichting + aanbod(2018).toelichting]


def test_het_verslag_zegt_hoe_de_kamers_de_kosten_van_samen_deelden(aanbod_2018, chandra, bestuurslid):
    begin_boeken(2018)
    zet_sleutel(jaar=2018, rekening=rekening("4120"), wijze="gelijk")
    dag = {"datum": date(2018, 3, 1), "vervaldatum": date(2018, 3, 31)}
    gedeeld = maak_geboekt(chandra, bestuurslid, deel("4120", "100.03"), **dag)
    alleen_cjm = deel("4120", "55.00", Kamer.objects.get(code="cjm"))
    maak_geboekt(chandra, bestuurslid, alleen_cjm, nummer="EIGEN-1", **dag)
    kamers = list(Kamer.objects.in_jaar(2018).exclude(status="gezocht"))
    geheel, eigen = jaarverslag(2018), jaarverslag(2018, "cjm")

    (rij,) = geheel.werkelijk.gedeeld
    assert (rij.naam, rij.wijze, rij.totaal) == (rekening("4120").naam, "elke kamer evenveel", Decimal("100.03"))
    assert sum(d.bedrag for d in rij.delen) == Decimal("100.03")
    assert [d.kamer for d in rij.delen] == [kamer.afkorting for kamer in kamers]
    (een,) = eigen.werkelijk.gedeeld
    assert ([d.kamer for d in een.delen], een.totaal) == ([kamers[0].afkorting], Decimal("100.03"))

    stuk = Boekstuk.objects.filter(boekingen__factuur=gedeeld, dagboek="inkoop").distinct().get()
    keer_om(stuk, datum=date(2018, 3, 2), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)
    assert jaarverslag(2018).werkelijk.gedeeld == ()
