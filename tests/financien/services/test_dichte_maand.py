"""Every way into the books meets a closed month: what comes late is booked on the first open day, or is refused."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction

from financien.models import Bankregel, Boekstuk
from financien.services.akkoorden import boek_factuur, zeg_gezien
from financien.services.bank.boeken import boek_zelf, maak_ongedaan
from financien.services.bank.voorstellen import Deel
from financien.services.boeken import BoekFout, keer_om
from financien.services.handgeld.aanvullen import boek_aanvulling
from financien.services.handgeld.betalingen import betaal_terug
from financien.services.handgeld.bonnen import trek_in, verbeter
from financien.services.handgeld.kas import ontvang, verplaats
from financien.services.handgeld.oordeel import keur_goed, stuur_terug, wijs_af
from financien.services.handgeld.tellen import tel
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.handgeldfabriek import inhoud, maak_bon, voorschieter, vul_potje
from tests.financien.jaarfabriek import sluit_maanden

D = Decimal
FEBRUARI, MAART = date(2026, 2, 5), date(2026, 3, 1)


@pytest.fixture
def februari(casa, amina, chandra, eva, time_machine):
    """Everything that waits or can be undone, of a month that is closed now."""
    time_machine.move_to("2026-02-28 10:00", tick=False)
    begin_bank(2026)
    vul_potje(chandra, casa, kas="100.00", rekening="100.00", datum=date(2026, 2, 3))
    eigen = maak_bon(casa, amina, "8.00", datum=FEBRUARI, betaald_uit="eigen", voorschieter=voorschieter(casa, amina))
    keur_goed(eigen, gebruiker=chandra)
    factuur = maak_factuur(chandra, deel("4120", "50", casa), datum=FEBRUARI)
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    lees_blad(chandra, blad(zin("-10.00", datum=FEBRUARI), zin("-20.00", datum=FEBRUARI)))
    lijn, geboekt = Bankregel.objects.order_by("pk")
    delen = [Deel(rekening("4120"), D("-20.00"), casa)]
    boek_zelf(regel=geboekt, delen=delen, omschrijving="Papier", gebruiker=chandra)
    alles = SimpleNamespace(kamer=casa, amina=amina, chandra=chandra, eigen=eigen, factuur=factuur, lijn=lijn)
    alles.bon, alles.geboekt = maak_bon(casa, amina, "12.50", datum=FEBRUARI), geboekt
    alles.huur = maak_boekstuk(chandra, regel("4110", "1000", "7", casa), datum=FEBRUARI)
    sluit_maanden(chandra, tot=2)
    time_machine.move_to("2026-03-10 10:00", tick=False)
    return alles


def _pot(wie, **velden):
    return {"kamer": velden.pop("kamer"), "datum": FEBRUARI, "sleutel": uuid4(), "gebruiker": wie, **velden}


def _verbeter(f):
    stuur_terug(f.bon, reden="Onleesbaar", gebruiker=f.chandra)
    verbeter(f.bon, inhoud=inhoud("11.00", datum=FEBRUARI), gebruiker=f.amina)


def _vul_aan(f):
    boek_aanvulling(maand=FEBRUARI.replace(day=1), bedrag=D("5.00"), **_pot(f.chandra, kamer=f.kamer))


LAAT = {  # what is done in March about February; the day on which it is booked
    "bonnetje": (lambda f: maak_bon(f.kamer, f.amina, "1.00", datum=FEBRUARI), MAART),
    "akkoord": (lambda f: keur_goed(f.bon, gebruiker=f.chandra), MAART),
    "afwijzen": (lambda f: wijs_af(f.bon, reden="Privé", gebruiker=f.chandra), MAART),
    "verbeteren": (_verbeter, MAART),
    "intrekken": (lambda f: trek_in(f.bon, gebruiker=f.amina), MAART),
    "ontvangen": (lambda f: ontvang(bedrag=D("1.00"), soort="gift", **_pot(f.amina, kamer=f.kamer)), MAART),
    "gepind": (lambda f: verplaats(bedrag=D("1.00"), **_pot(f.amina, kamer=f.kamer)), MAART),
    "aanvullen": (_vul_aan, MAART),
    "terugbetalen": (
        lambda f: betaal_terug(
            f.eigen, datum=FEBRUARI, bankrekening=rekening("1000"), sleutel=uuid4(), gebruiker=f.chandra
        ),
        MAART,
    ),
    "factuur": (lambda f: boek_factuur(f.factuur, ronde=1, gebruiker=f.chandra), MAART),
    "bankregel": (
        lambda f: boek_zelf(
            regel=f.lijn,
            delen=[Deel(rekening("4120"), D("-10.00"), f.kamer)],
            omschrijving="Inkt",
            gebruiker=f.chandra,
        ),
        MAART,
    ),
    "bankregel ongedaan": (
        lambda f: maak_ongedaan(regel=f.geboekt, datum=date(2026, 3, 10), gebruiker=f.chandra),
        MAART,
    ),
    "tellen": (
        lambda f: tel(kamer=f.kamer, geteld=D("80.00"), uitleg="Kwijt", sleutel=uuid4(), gebruiker=f.amina),
        date(2026, 3, 10),
    ),
}


@pytest.mark.parametrize("hoe", LAAT)
def test_wat_te_laat_komt_wordt_op_een_open_dag_geboekt(februari, hoe):
    doe, dag = LAAT[hoe]
    eerder = set(Boekstuk.objects.values_list("pk", flat=True))

    doe(februari)

    assert {stuk.datum for stuk in Boekstuk.objects.exclude(pk__in=eerder)} == {dag}


def test_wie_zelf_een_dag_kiest_hoort_welke_dag_wel_kan(februari):
    zin_ = r"^Februari 2026 is afgesloten\. Kies 01-03-2026 of later\.$"
    om = {"reden": "Fout", "sleutel": uuid4(), "gebruiker": februari.chandra}

    with pytest.raises(BoekFout, match=zin_):
        maak_boekstuk(februari.chandra, regel("4110", "1000", "1", februari.kamer), datum=date(2026, 2, 28))
    with pytest.raises(BoekFout, match=zin_):
        keer_om(februari.huur, datum=FEBRUARI, **om)
    assert keer_om(februari.huur, datum=MAART, **om).datum == MAART


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
@pytest.mark.parametrize("wie", ["default", "eigenaar"])
def test_ook_langs_alle_diensten_om_komt_er_niets_in(februari, wie):
    erin = (
        "INSERT INTO financien_boekstuk (dagboek, jaar_id, nummer, datum, omschrijving, aantal, totaal, reden, "
        "kenmerk, sleutel, geboekt_door_id, geboekt_op) SELECT dagboek, jaar_id, 99, '2026-02-28', 'x', 1, 1, '', '', "
        "gen_random_uuid(), geboekt_door_id, now() FROM financien_boekstuk LIMIT 1"
    )

    with (
        pytest.raises(IntegrityError, match="Deze maand is afgesloten"),
        transaction.atomic(using=wie),
        connections[wie].cursor() as cursor,
    ):
        cursor.execute(erin)
