"""Months and years close in order, once, and nothing opens them again."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from buurtwerkkamer.models import Jaar
from financien.models import Boekstuk, Jaarafsluiting, Maandafsluiting
from financien.services.afsluiten import AfsluitFout, sluit_maand, sluit_voorlopig, stel_vast
from financien.services.boeken import BoekFout
from financien.services.hindernissen import van_maand
from financien.services.maanden import boekdag
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.jaarfabriek import bestem_alles

NU = date(2027, 3, 10)


def sluit(gebruiker, maand=1, jaar=2026, **velden):
    return sluit_maand(
        **{"jaar": jaar, "maand": maand, "gebruiker": gebruiker, "sleutel": uuid4(), "vandaag": NU} | velden
    )


def sluit_tot(gebruiker, maand, jaar=2026):
    for m in range(1, maand + 1):
        sluit(gebruiker, m, jaar)


def voorlopig(gebruiker, jaar=2026, **velden):
    return sluit_voorlopig(**{"jaar": jaar, "gebruiker": gebruiker, "sleutel": uuid4(), "vandaag": NU} | velden)


def vast(gebruiker, jaar=2026, **velden):
    standaard = {"besluit_op": date(jaar + 1, 3, 9), "besluit": "Vastgesteld met algemene stemmen"}
    basis = {"jaar": jaar, "gebruiker": gebruiker, "sleutel": uuid4(), "vandaag": NU}
    return stel_vast(**basis | standaard | velden)


@pytest.fixture
def boeken(db):
    begin_boeken(2026, 2027)


@pytest.fixture
def bestuur(db):
    return maak_gebruiker("Bestuur", "bestuur")


def test_een_gesloten_maand_weet_wie_en_wanneer_en_neemt_niets_meer(boeken, chandra, casa):
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=date(2026, 1, 31))

    rij = sluit(chandra)

    assert (rij.door, rij.maand, len(rij.afdrukken)) == (chandra, 1, 1)
    with pytest.raises(BoekFout, match=r"^Januari 2026 is afgesloten\. Kies 01-02-2026 of later\.$"):
        maak_boekstuk(chandra, regel("4110", "1000", "1", casa), datum=date(2026, 1, 31))
    maak_boekstuk(chandra, regel("4110", "1000", "1", casa), datum=date(2026, 2, 1))
    assert Boekstuk.objects.count() == 2


def test_maanden_sluiten_op_volgorde_en_ook_over_het_jaar_heen(boeken, chandra, casa):
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=date(2026, 1, 31))

    with pytest.raises(AfsluitFout, match=r"^Sluit eerst januari 2026 af\.$"):
        sluit(chandra, 2)
    with pytest.raises(AfsluitFout, match=r"^Sluit eerst januari 2026 af\.$"):
        sluit(chandra, 1, 2027)
    sluit_tot(chandra, 11)
    sluit(chandra, 1, 2027)
    assert Maandafsluiting.objects.count() == 12


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"maand": 12}, "December sluit met het jaar"),
        ({"maand": 0}, "December sluit met het jaar"),
        ({"vandaag": date(2026, 1, 31)}, "Januari 2026 is nog niet voorbij"),
        ({"jaar": 2031}, "Boekjaar 2031 bestaat nog niet"),
    ],
)
def test_wat_niet_kan_wordt_gezegd_en_er_blijft_niets(boeken, chandra, velden, fout):
    with pytest.raises(AfsluitFout, match=fout):
        sluit(chandra, **velden)
    assert not Maandafsluiting.objects.exists()


def test_dezelfde_knop_twee_keer_is_een_afsluiting_en_een_ander_hoort_dat_het_al_is_gebeurd(boeken, chandra):
    sleutel = uuid4()

    assert sluit(chandra, sleutel=sleutel) == sluit(chandra, sleutel=sleutel)
    with pytest.raises(AfsluitFout, match="al afgesloten"):
        sluit(chandra)


def test_wat_niet_klaar_is_vraagt_een_reden(boeken, chandra, casa):
    begin_bank(2026)
    lees_blad(chandra, blad(zin("-10.00")))
    maak_factuur(chandra, deel("4120", "5", casa), datum=date(2026, 3, 1))
    sluit_tot(chandra, 2)

    zinnen = [(h.zin, h.eerst) for h in van_maand(2026, 3, NU)]
    with pytest.raises(AfsluitFout, match=r"^Schrijf op waarom je toch afsluit\.$"):
        sluit(chandra, 3)
    rij = sluit(chandra, 3, reden="Wacht op de leverancier")

    assert zinnen == [("1 bankregel is nog niet geboekt.", False), ("1 factuur is nog niet geboekt.", False)]
    assert rij.reden == "Wacht op de leverancier"


def test_wat_te_laat_komt_gaat_naar_de_eerste_open_dag(boeken, chandra):
    sluit_tot(chandra, 3)

    assert [boekdag(dag) for dag in (date(2026, 2, 5), date(2026, 4, 9), date(2027, 1, 1))] == [
        date(2026, 4, 1),
        date(2026, 4, 9),
        date(2027, 1, 1),
    ]


def test_een_jaar_sluit_voorlopig_na_november_en_alleen_een_ander_stelt_het_vast(boeken, chandra, casa, bestuur):
    with pytest.raises(AfsluitFout, match="Sluit eerst januari en de maanden erna af"):
        voorlopig(chandra)
    sluit_tot(chandra, 11)
    with pytest.raises(AfsluitFout, match="2026 is nog niet voorbij"):
        voorlopig(chandra, vandaag=date(2026, 12, 31))
    voorlopig(chandra)
    assert Jaar.objects.get(jaar=2026).status == "voorlopig"
    stuk = {"datum": date(2026, 12, 31), "reden": "Huur december", "kenmerk": "A12"}
    maak_boekstuk(chandra, regel("4110", "1000", 1, casa), **stuk)
    with pytest.raises(BoekFout, match=r"^Maart 2026 is afgesloten\. Kies 01-12-2026 of later\.$"):
        maak_boekstuk(chandra, regel("4110", "1000", 1, casa), **stuk | {"datum": date(2026, 3, 1)})
    with pytest.raises(AfsluitFout, match=r"^Bestem eerst het resultaat van 2026\.$"):
        vast(bestuur)
    bestem_alles(chandra)
    with pytest.raises(AfsluitFout, match="Jij sloot dit jaar voorlopig af"):
        vast(chandra)
    with pytest.raises(AfsluitFout, match="De ledenvergadering was na 31 december"):
        vast(bestuur, besluit_op=date(2026, 12, 31))
    with pytest.raises(AfsluitFout, match="Schrijf het besluit"):
        vast(bestuur, besluit=" ")

    rij = vast(bestuur)

    assert (Jaar.objects.get(jaar=2026).status, len(rij.sha256), len(rij.afdrukken)) == ("vastgesteld", 64, 2)
    with pytest.raises(BoekFout, match="vastgesteld"):
        maak_boekstuk(chandra, regel("4110", "1000", 1, casa), **stuk)


def test_een_later_jaar_gaat_niet_voor(boeken, chandra, casa, bestuur):
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=date(2026, 12, 31))
    sluit_tot(chandra, 11)
    for maand in range(1, 12):
        sluit(chandra, maand, 2027, vandaag=date(2028, 2, 1))

    with pytest.raises(AfsluitFout, match=r"^Sluit eerst 2026 voorlopig af\.$"):
        voorlopig(chandra, 2027, vandaag=date(2028, 2, 1))
    voorlopig(chandra)
    voorlopig(chandra, 2027, vandaag=date(2028, 2, 1))
    with pytest.raises(AfsluitFout, match=r"^Stel eerst 2026 vast\.$"):
        vast(bestuur, 2027, vandaag=date(2028, 4, 1))


@pytest.mark.parametrize("wie", ["default", "eigenaar"])
@pytest.mark.django_db(databases=["default", "eigenaar"])
def test_niets_gaat_terug_ook_niet_voor_de_eigenaar(db, wie):
    with transaction.atomic(using=wie):
        Jaar.objects.using(wie).create(jaar=2040)
        jaren = Jaar.objects.using(wie).filter(jaar=2040)

        def geweigerd(doe):
            with pytest.raises(DatabaseError), transaction.atomic(using=wie):
                doe()

        geweigerd(lambda: jaren.update(status="vastgesteld"))
        jaren.update(status="voorlopig")
        geweigerd(lambda: jaren.update(status="open"))
        geweigerd(lambda: jaren.update(jaar=2041))
        geweigerd(jaren.delete)
        jaren.update(status="vastgesteld")
        geweigerd(lambda: jaren.update(status="voorlopig"))
        geweigerd(lambda: jaren.update(status="open"))
        geweigerd(lambda: Jaar.objects.using(wie).create(jaar=2042, status="voorlopig"))
        transaction.set_rollback(True, using=wie)


@pytest.mark.parametrize("wie", ["default", "eigenaar"])
@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_een_afsluiting_verandert_niet_en_gaat_niet_weg(chandra, wie):
    begin_boeken(2026)
    sluit(chandra)
    with connections[wie].cursor() as cursor:
        for sql in (
            "UPDATE financien_maandafsluiting SET maand = 2",
            "DELETE FROM financien_maandafsluiting",
            "TRUNCATE financien_maandafsluiting",
        ):
            with pytest.raises(DatabaseError):
                cursor.execute(sql)
    assert Maandafsluiting.objects.count() == 1
    assert not Jaarafsluiting.objects.exists()
