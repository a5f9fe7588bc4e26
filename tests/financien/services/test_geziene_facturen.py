"""What is committed: an invoice from the first yes until the books, to the cent and never twice."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.models import Jaar
from financien.services.akkoorden import boek_factuur, keur_af, stuk_van, zeg_gezien
from financien.services.boeken import keer_om
from financien.services.facturen import wijzig
from financien.services.geziene_facturen import van_facturen
from financien.services.realisatie import realisatie
from financien.services.verdelen import zet_sleutel
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import deel, inhoud, maak_factuur

D = Decimal
DAG = date(2018, 10, 3)


@pytest.fixture
def boeken(aanbod, vier):
    begin_boeken(2018)
    return Jaar.objects.get(jaar=2018)


@pytest.fixture
def factuur(boeken, chandra, casa):
    return maak_factuur(chandra, deel("4120", "54.45", casa), datum=DAG)


def vast(jaar=2018) -> list[tuple[str, str]]:
    return [(str(d.kamer), str(d.bedrag)) for d in van_facturen(jaar)]


def stand(kamer, code="f2", **velden):
    jaar = Jaar.objects.get(jaar=2018)
    return next(r.stand for r in realisatie(jaar, 10, [kamer], **velden).regels if r.code == code)


def test_een_factuur_ligt_vast_van_het_akkoord_van_de_kamer_tot_de_boeking(factuur, casa, amina, chandra):
    assert stand(casa).vastgelegd == 0
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    gezien = stand(casa)
    boek_factuur(factuur, ronde=1, gebruiker=chandra)
    geboekt = stand(casa)

    assert (gezien.vastgelegd, gezien.gerealiseerd, geboekt.vastgelegd, geboekt.gerealiseerd) == (
        D("54.45"),
        0,
        0,
        D("54.45"),
    )
    assert gezien.over == geboekt.over == gezien.begroot - D("54.45")


def test_afgekeurd_of_veranderd_ligt_niet_meer_vast_en_teruggedraaid_weer_wel(factuur, boeken, casa, amina, chandra):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    wijzig(factuur, inhoud(deel("4120", "60.00", casa), datum=DAG), ronde=1)
    assert vast() == []
    zeg_gezien(factuur, ronde=2, gebruiker=amina)
    stuk = boek_factuur(factuur, ronde=2, gebruiker=chandra)
    assert vast() == []
    keer_om(stuk, datum=DAG, reden="Verkeerde dag", sleutel=uuid4(), gebruiker=chandra)
    assert vast() == [(str(casa.pk), "60.00")]

    ander = maak_factuur(chandra, deel("4120", "7.00", casa), nummer="B", datum=DAG)
    zeg_gezien(ander, ronde=1, gebruiker=amina)
    keur_af(ander, ronde=1, reden="Niet gekregen", gebruiker=chandra)
    assert vast() == [(str(casa.pk), "60.00")]


def test_van_een_factuur_van_twee_kamers_ligt_vast_waar_de_kamer_ja_op_zei(boeken, casa, multibron, amina, chandra):
    factuur = maak_factuur(chandra, deel("4120", "10.01", casa), deel("4120", "20.02", multibron), datum=DAG)
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    assert vast() == [(str(casa.pk), "10.01")]
    assert vast(2019) == []


@pytest.mark.parametrize("wijze", [None, "gelijk", "uren", "vast"])
def test_een_gedeelde_regel_ligt_vast_op_de_cent_zoals_hij_geboekt_wordt(boeken, vier, eva, chandra, wijze):
    factuur = maak_factuur(chandra, deel("4210", "100.03"), datum=DAG)
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    procenten = dict(zip(vier, map(D, ("50", "30", "20", "0")), strict=True)) if wijze == "vast" else None
    if wijze:
        zet_sleutel(jaar=2018, rekening=rekening("4210"), wijze=wijze, procenten=procenten)

    gedeeld = vast()

    if wijze:
        assert gedeeld == [(str(r.kamer.pk), str(r.bedrag)) for r in stuk_van(factuur).regels]
    else:
        assert gedeeld == [(str(k.pk), b) for k, b in zip(vier, ("25.00", "25.00", "25.00", "25.03"), strict=True)]
    assert sum(D(bedrag) for _kamer, bedrag in gedeeld) == D("100.03")


def test_een_loonfactuur_ligt_alleen_vast_voor_wie_loon_mag_zien(boeken, casa, bestuurslid, chandra):
    factuur = maak_factuur(chandra, deel("4030", "2531.07", casa), datum=DAG)
    zeg_gezien(factuur, ronde=1, gebruiker=bestuurslid)
    jaar = Jaar.objects.get(jaar=2018)

    assert realisatie(jaar, 10, [casa]).totaal.vastgelegd == D("2531.07")
    zonder = realisatie(jaar, 10, [casa], loon=False)
    assert zonder.totaal.vastgelegd == 0
    assert stand(casa, "mensen", loon=False).gerealiseerd == 0


def test_er_is_een_vraag_en_een_tweede_als_er_iets_gedeeld_is(factuur, amina, eva, chandra):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    aantallen = []
    for _keer in range(2):
        with CaptureQueriesContext(connection) as vragen:
            vast()
        aantallen.append(len(vragen))
        ander = maak_factuur(chandra, deel("4210", "100.03"), nummer="B", datum=DAG) if not aantallen[1:] else None
        if ander:
            zeg_gezien(ander, ronde=1, gebruiker=eva)
            zet_sleutel(jaar=2018, rekening=rekening("4210"), wijze="uren")

    assert aantallen == [1, 2]
