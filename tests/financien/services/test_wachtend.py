"""What waits for whom: exactly what that person can do now, and nothing else."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.rollen import Rol
from financien.models import Factuurakkoord
from financien.services.akkoorden import boek_factuur, keur_af, zeg_gezien, zet_door
from financien.services.betalen import zet_rekening
from financien.services.boeken import keer_om
from financien.services.facturen import FactuurFout
from financien.services.opdrachten import haal_op, keur_goed, meld_verzonden, stop, zet_klaar
from financien.services.wachtend import Daad, lang_geleden, wachtend
from financien.services.werkdagen import werkdagen_later
from tests.fabriek import geef_rol, maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import ANDER_IBAN, deel, leverancier, maak_betaalbaar, maak_factuur

VRIJDAG = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def mensen(amina, bram, eva, chandra, bestuurslid):
    return (amina, bram, eva, chandra, bestuurslid, maak_gebruiker("Kas", Rol.KASCOMMISSIE))


def wie(mensen, soort="facturen") -> dict[str, list[str]]:
    """Return who can do what with how much."""
    uit = {mens.naam: [daad.value for daad in getattr(wachtend(mens), soort).values()] for mens in mensen}
    return {naam: daden for naam, daden in uit.items() if daden}


def klaar(facturen, gebruiker):
    vast = {"uitvoeren_op": date(2026, 3, 25), "sleutel": uuid4(), "gebruiker": gebruiker}
    return zet_klaar(facturen=[factuur.pk for factuur in facturen], **vast)


def test_een_factuur_wacht_stap_voor_stap_op_wie_iets_kan_doen(mensen, chandra, amina, casa):
    factuur = maak_factuur(chandra, deel("4120", "121.00", casa))
    assert wie(mensen) == {"Amina": ["akkoord"], "Eva": ["akkoord"]}
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    assert wie(mensen) == {"Chandra": ["boeken"]}
    stuk = boek_factuur(factuur, ronde=1, gebruiker=chandra)
    assert wie(mensen) == {"Chandra": ["betalen"]}
    keer_om(stuk, datum=VRIJDAG, reden="fout", sleutel=uuid4(), gebruiker=chandra)
    assert wie(mensen) == {"Chandra": ["verbeteren"]}


def test_een_afgekeurde_factuur_wacht_op_niemand(mensen, chandra, casa):
    keur_af(maak_factuur(chandra, deel("4120", "5", casa)), ronde=1, reden="dubbel", gebruiker=chandra)

    assert wie(mensen) == {}


def test_van_twee_kamers_wacht_alleen_wie_nog_niets_zei(mensen, chandra, amina, casa, multibron):
    factuur = maak_factuur(chandra, deel("4120", "5", casa), deel("4120", "6", multibron))
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    assert wie(mensen) == {"Bram": ["akkoord"], "Eva": ["akkoord"]}


def test_een_gedeelde_regel_wacht_op_de_coach_ook_als_de_kamer_al_akkoord_is(mensen, chandra, amina, casa):
    factuur = maak_factuur(chandra, deel("4120", "5", casa), deel("4210", "6"))
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    assert wie(mensen) == {"Eva": ["akkoord"]}


def test_een_loonfactuur_wacht_op_het_bestuur_en_niet_op_de_coach(mensen, chandra, casa):
    maak_factuur(chandra, deel("4020", "900", casa))

    assert wie(mensen) == {"Bo": ["akkoord"]}


def test_na_vijf_werkdagen_kan_de_penningmeester_doorgaan_en_geen_dag_eerder(mensen, chandra, casa, time_machine):
    factuur = maak_factuur(chandra, deel("4120", "5", casa))
    time_machine.move_to("2026-03-27 10:00", tick=False)
    assert "Chandra" not in wie(mensen)
    with pytest.raises(FactuurFout):
        zet_door(factuur, ronde=1, reden="haast", gebruiker=chandra)
    time_machine.move_to("2026-03-28 10:00", tick=False)

    assert wie(mensen)["Chandra"] == ["doorzetten"]
    zet_door(factuur, ronde=1, reden="haast", gebruiker=chandra)
    assert wie(mensen) == {"Chandra": ["boeken"]}


@pytest.mark.parametrize("vandaag", [date(2026, 3, 28), date(2026, 4, 8), date(2026, 12, 29), date(2027, 1, 5)])
def test_lang_geleden_is_de_andere_kant_van_vijf_werkdagen_later(vandaag):
    dag = lang_geleden(vandaag)

    assert werkdagen_later(dag, 5) < vandaag
    assert werkdagen_later(date.fromordinal(dag.toordinal() + 1), 5) >= vandaag


def test_wie_zelf_akkoord_zei_krijgt_de_factuur_niet_als_penningmeester(mensen, chandra, casa):
    factuur = maak_factuur(chandra, deel("4120", "5", casa))
    Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="gezien", kamer=casa, wie=chandra)
    pien = maak_gebruiker("Pien", Rol.PENNINGMEESTER)

    assert wie((*mensen, pien)) == {"Pien": ["boeken"]}


def test_een_eigen_factuur_wacht_op_een_ander(chandra, casa, eva):
    factuur = maak_factuur(chandra, deel("4120", "5", casa))
    eigen = maak_gebruiker("Pia", Rol.PENNINGMEESTER)
    geef_rol(eigen, Rol.FINANCIER, partner=factuur.leverancier)
    zeg_gezien(factuur, ronde=1, gebruiker=eva)

    assert wie((eigen, chandra)) == {"Chandra": ["boeken"]}


def test_een_betaalopdracht_wacht_op_de_tweede_mens_en_dan_op_het_bestand(mensen, chandra, eva, bestuurslid, casa):
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    opdracht = klaar([factuur], chandra)
    assert wie(mensen) == {}
    assert wie(mensen, "opdrachten") == {"Eva": ["goedkeuren"], "Bo": ["goedkeuren"]}
    keur_goed(opdracht, gebruiker=bestuurslid)
    assert wie(mensen, "opdrachten") == {"Chandra": ["ophalen"]}
    haal_op(opdracht)
    meld_verzonden(opdracht, gebruiker=chandra)
    assert wie(mensen, "opdrachten") == {}
    stop(opdracht, reden="geweigerd", gebruiker=chandra)
    assert (wie(mensen), wie(mensen, "opdrachten")) == ({"Chandra": ["betalen"]}, {})


def test_een_opdracht_met_een_ander_rekeningnummer_trekt_de_penningmeester_in(mensen, chandra, eva, casa):
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    opdracht = klaar([factuur], chandra)
    zet_rekening(partner=factuur.leverancier, iban=ANDER_IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)

    assert wie(mensen, "opdrachten") == {"Chandra": ["intrekken"]}
    with pytest.raises(FactuurFout):
        keur_goed(opdracht, gebruiker=eva)


def test_een_opdracht_met_een_teruggedraaide_factuur_trekt_de_penningmeester_in(mensen, chandra, eva, casa):
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    keur_goed(klaar([factuur], chandra), gebruiker=eva)
    stuk = Factuurakkoord.objects.get(soort="akkoord").boekstuk
    keer_om(stuk, datum=VRIJDAG, reden="fout", sleutel=uuid4(), gebruiker=chandra)

    assert wie(mensen, "opdrachten") == {"Chandra": ["intrekken"]}


def test_wie_klaarzette_of_zelf_betaald_wordt_keurt_niet_goed(mensen, chandra, eva, bestuurslid, casa):
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "9", casa))
    zet_rekening(partner=factuur.leverancier, iban=ANDER_IBAN, tenaamstelling="EVA", gebruiker=chandra)
    opdracht = klaar([factuur], chandra)
    dubbel = maak_gebruiker("Dubbel", Rol.BESTUUR)
    ander = maak_betaalbaar(chandra, bestuurslid, deel("4120", "8", casa), leverancier=leverancier("gas", "Gas BV"))
    eigen = klaar([ander], dubbel)

    uit = {mens.naam: set(wachtend(mens).opdrachten) for mens in (eva, bestuurslid, dubbel)}
    assert uit == {"Eva": {eigen.pk}, "Bo": {opdracht.pk, eigen.pk}, "Dubbel": {opdracht.pk}}


def test_een_opdracht_met_loon_wacht_alleen_op_het_bestuur(mensen, chandra, bestuurslid, casa):
    klaar([maak_betaalbaar(chandra, bestuurslid, deel("4020", "900", casa))], chandra)

    assert wie(mensen, "opdrachten") == {"Bo": ["goedkeuren"]}


def test_alles_is_een_vraag_en_wie_niets_kan_vraagt_niets(mensen, chandra, eva, bestuurslid, casa):
    for nummer in ("A", "B", "C"):
        klaar([maak_betaalbaar(chandra, eva, deel("4120", "5", casa), nummer=nummer)], chandra)
        maak_factuur(chandra, deel("4020", "6", casa), nummer=f"L{nummer}")
    aantal = {}
    for mens in mensen:
        wachtend(mens)  # the appointments are read once per user
        with CaptureQueriesContext(connection) as vragen:
            gevonden = wachtend(mens)
        aantal[mens.naam] = (len(vragen), gevonden.aantal)

    assert aantal["Bo"] == (1, 6)
    assert aantal["Eva"] == (1, 3)
    assert aantal["Kas"] == (0, 0)
    assert {vragen for vragen, _aantal in aantal.values()} == {0, 1}
    assert list(wachtend(bestuurslid).per_daad) == [Daad.AKKOORD, Daad.GOEDKEUREN]


def test_de_tel_van_een_kamer_gaat_over_die_kamer(chandra, casa, multibron):
    beide = maak_gebruiker("Beide", Rol.COORDINATOR, kamer=casa)
    maak_factuur(chandra, deel("4120", "5", casa), nummer="C")
    maak_factuur(chandra, deel("4120", "6", multibron), nummer="M")

    assert (wachtend(beide, casa).aantal, wachtend(beide, multibron).aantal) == (1, 0)
