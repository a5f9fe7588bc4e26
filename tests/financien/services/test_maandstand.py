"""The treasurer's month: exactly one next step in every state, and sums to the cent."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction

from buurtwerkkamer.models import Jaar
from financien.models import Bankregel, Boekenelders, Grootboekrekening, Handgeldregel
from financien.services import hindernissen
from financien.services.afsluiten import sluit_maand, sluit_voorlopig
from financien.services.akkoorden import boek_factuur, zeg_gezien
from financien.services.bank.boeken import neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.boekmaanden import boekjaren, eerste_open
from financien.services.handgeld.aanvullen import aanvulstanden, vul_aan
from financien.services.handgeld.betalingen import zet_aanvullingen_klaar
from financien.services.handgeld.kas import ontvang, verplaats
from financien.services.handgeld.maandpotten import maandpotten, samen
from financien.services.handgeld.oordeel import keur_goed, stuur_terug
from financien.services.handgeld.potje import standen
from financien.services.handgeld.tellen import niet_geteld
from financien.services.handgeld.verloop import verloop
from financien.services.lonen import Loonregel, boek_lonen
from financien.services.maandstappen import adres_van
from tests.financien.bankfabriek import begin_bank, blad, ing, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import deel, maak_factuur
from tests.financien.handgeldfabriek import maak_bon, rekening_van, voorschieter, vul_potje
from tests.financien.maandfabriek import (
    EIND,
    FEBRUARI,
    JANUARI,
    MAART,
    VANDAAG,
    begin_maand,
    boek_bank,
    lees_bank,
    sluit,
    stand,
    staten,
    telling,
    zinnen,
)

D = Decimal
TOEN = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def dag(db, time_machine):
    time_machine.move_to("2026-03-10 13:00", tick=False)


@pytest.fixture
def maand(chandra, casa):
    begin_maand(chandra)
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))


def volgende(gebruiker, **velden) -> tuple[str, str]:
    """Return which step is next and how far it is; every other state has none that is filled."""
    gezien = stand(gebruiker, **velden)
    assert gezien.volgende.adres
    assert gezien.volgende.knop
    return str(gezien.volgende.naam), gezien.volgende.zin.replace("\xa0", " ")


def vul(gebruiker, kamer, **velden):
    return vul_aan(kamer=kamer, maand=MAART, datum=VANDAAG, sleutel=uuid4(), gebruiker=gebruiker, **velden)


def test_de_maand_loopt_van_de_bank_tot_afsluiten_met_steeds_een_volgende_stap(maand, chandra, casa, amina, eva):
    bon = maak_bon(casa, amina, "12.50", datum=TOEN)
    assert volgende(chandra) == ("bank", "Nog geen bankbestand van februari")
    lees_bank(chandra, "-10.00", "-20.00")
    factuur = maak_factuur(chandra, deel("4120", "5", casa), datum=TOEN)
    assert zinnen(stand(chandra))["bank"] == "2 regels, ingelezen tot en met 28 februari"
    assert zinnen(stand(chandra))["facturen"] == "1 factuur wacht op een ander"
    assert volgende(chandra) == ("posten", "2 regels nog te boeken")
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    assert volgende(chandra) == ("facturen", "1 factuur nog te boeken")
    boek_factuur(factuur, ronde=1, gebruiker=chandra)
    boek_bank(chandra, casa)
    assert volgende(chandra) == ("bonnen", "1 bonnetje wacht op jou")
    keur_goed(bon, gebruiker=chandra)
    assert zinnen(stand(chandra))["aanvullen"] == "Kan na het tellen"
    assert volgende(chandra) == ("tellen", "0 van 1 kamer geteld")
    telling(casa, amina, "37.50")
    assert volgende(chandra) == ("aanvullen", "1 kamer, samen € 112,50")
    vul(chandra, casa)
    assert zinnen(stand(chandra))["aanvullen"] == "Voor maart aangevuld: € 112,50"
    assert volgende(chandra) == ("afsluiten", "Alles is klaar.")
    assert list(staten(stand(chandra)).values()) == ["klaar"] * 6 + ["doen"]
    sluit(chandra, 2)

    gezien = stand(chandra)

    assert list(staten(gezien).values()) == ["klaar"] * 7
    assert (gezien.volgende.knop, gezien.volgende.adres) == ("Ga naar maart 2026", "/financien/maand/2026-03/")
    assert zinnen(gezien)["afsluiten"] == "Afgesloten op 10 maart door Chandra."


def test_een_late_kamer_houdt_niemand_op_en_niet_geteld_met_reden_mag(maand, chandra, casa, multibron, amina):
    vul_potje(chandra, multibron, kas="20.00", datum=TOEN)
    lees_bank(chandra, "-1.00")
    boek_bank(chandra, casa)
    telling(casa, amina, "50.00")

    assert volgende(chandra) == ("aanvullen", "1 kamer, samen € 100,00")
    vul(chandra, casa)
    assert volgende(chandra) == ("tellen", "1 van 2 kamers geteld")
    assert staten(stand(chandra))["aanvullen"] == "wacht"
    niet_geteld(kamer=multibron, maand=FEBRUARI, reden="Op reis", sleutel=uuid4(), gebruiker=chandra)

    gezien = stand(chandra)
    assert zinnen(gezien)["tellen"] == "1 van 2 kamers geteld, 1 niet geteld, met reden"
    assert str(gezien.volgende.naam) == "afsluiten"
    assert [(pot.geteld, pot.kan_aanvullen) for pot in gezien.potten] == [(True, False), (False, False)]


def test_wat_klaarstaat_bij_de_bank_hoeft_niet_nog_eens(maand, chandra, casa, amina):
    lees_bank(chandra, "-1.00")
    boek_bank(chandra, casa)
    telling(casa, amina, "50.00")
    pot = rekening_van(casa)
    pot.iban = "NL69INGB0123456789"
    pot.save()
    zet_aanvullingen_klaar(kamers=[casa], maand=MAART, uitvoeren_op=VANDAAG, sleutel=uuid4(), gebruiker=chandra)

    assert zinnen(stand(chandra))["aanvullen"] == "Voor maart onderweg: € 100,00"
    assert staten(stand(chandra))["aanvullen"] == "wacht"
    assert volgende(chandra)[0] == "afsluiten"


def test_wat_aangevuld_is_en_wat_onderweg_is_staat_elk_een_keer(maand, chandra, casa, amina):
    """A top-up on an open bank line is under way; an order beside it is not hidden by it, nor added to what is done."""
    telling(casa, amina, "50.00")
    pot = rekening_van(casa)
    pot.iban = "NL69INGB0123456789"
    pot.save()
    opdracht = zet_aanvullingen_klaar(
        kamers=[casa], maand=MAART, uitvoeren_op=VANDAAG, sleutel=uuid4(), gebruiker=chandra
    )
    vast = {"iban": pot.iban, "naam": "Casa", "wat": "Handgeld"}
    lees_blad(chandra, blad(zin("-60.00", datum=date(2026, 3, 2), **vast), zin("-100.00", datum=VANDAAG, **vast)))
    assert zinnen(stand(chandra))["aanvullen"] == "Voor maart onderweg: € 160,00"

    vroeg, laat = Bankregel.objects.order_by("pk")
    neem_aan(regel=vroeg, beeld=voorstellen([vroeg])[vroeg.pk][0].beeld, gebruiker=chandra)
    assert zinnen(stand(chandra))["aanvullen"] == "Voor maart aangevuld: € 60,00, voor maart onderweg: € 100,00"
    assert staten(stand(chandra))["aanvullen"] == "wacht"
    neem_aan(regel=laat, beeld=voorstellen([laat])[laat.pk][0].beeld, gebruiker=chandra)

    assert zinnen(stand(chandra))["aanvullen"] == "Voor maart aangevuld: € 160,00"
    assert staten(stand(chandra))["aanvullen"] == "klaar"
    assert not opdracht.handgeldregels.met_stand().onderweg().exists()


def test_een_maand_die_loopt_vraagt_eerst_wat_er_ligt_en_anders_de_bank(maand, chandra, casa, amina):
    sluit(chandra, 2, reden="Nog niet geteld")
    lees_bank(chandra, "-1.00", tot=date(2026, 3, 9))
    boek_bank(chandra, casa)

    assert volgende(chandra, maand=MAART) == ("bank", "1 regel, ingelezen tot en met 9 maart")
    maak_bon(casa, amina, "3.00")
    gezien = stand(chandra, MAART)
    assert str(gezien.volgende.naam) == "bonnen"
    assert staten(gezien) | {"bank": "doen", "bonnen": "doen"} == {
        "bank": "doen",
        "facturen": "klaar",
        "posten": "klaar",
        "bonnen": "doen",
        "tellen": "wacht",
        "aanvullen": "wacht",
        "afsluiten": "wacht",
    }
    assert zinnen(gezien)["tellen"] == "0 van 1 kamer geteld, tellen kan tot en met 15 april"
    assert (zinnen(gezien)["aanvullen"], zinnen(gezien)["afsluiten"]) == ("Dat kan vanaf 1 april.",) * 2


def test_op_de_laatste_dag_van_de_maand_is_er_ook_een_volgende_stap(chandra, casa):
    begin_maand(chandra)
    lees_bank(chandra, "-1.00")
    boek_bank(chandra, casa)

    assert volgende(chandra, vandaag=EIND)[0] == "bank"


def test_wie_vooruitloopt_gaat_eerst_naar_de_maand_ervoor(maand, chandra, casa, amina, time_machine):
    time_machine.move_to("2026-05-10 13:00", tick=False)
    lees_bank(chandra, "-1.00", tot=date(2026, 3, 31))
    boek_bank(chandra, casa)
    telling(casa, amina, "50.00", maand=MAART)

    gezien = stand(chandra, MAART, vandaag=date(2026, 5, 10))

    assert (str(gezien.volgende.naam), gezien.volgende.zin) == ("afsluiten", "Sluit eerst februari 2026 af.")
    assert gezien.volgende.adres == adres_van(FEBRUARI)
    assert zinnen(gezien)["aanvullen"] == "April is voorbij."


def test_januari_wacht_op_het_jaar_ervoor(chandra, casa):
    begin_boeken(2025, 2026)
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=date(2025, 5, 1))

    gezien = stand(chandra, JANUARI)

    assert zinnen(gezien)["afsluiten"] == "Sluit eerst januari 2025 af."
    assert eerste_open(boekjaren(), VANDAAG) == date(2025, 1, 1)


def test_december_sluit_met_het_jaar(chandra, casa, time_machine):
    begin_bank(2026, 2027)
    time_machine.move_to("2027-01-20 13:00", tick=False)
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=TOEN)
    nu = date(2027, 1, 20)
    for nummer in range(1, 12):
        sluit_maand(jaar=2026, maand=nummer, gebruiker=chandra, sleutel=uuid4(), vandaag=nu)
    december = date(2026, 12, 1)
    assert eerste_open(boekjaren(), nu) == december
    lees_bank(chandra, "-1.00", tot=date(2026, 12, 31))
    boek_bank(chandra, casa)

    gezien = stand(chandra, december, vandaag=nu)
    assert (gezien.volgende.zin, gezien.volgende.adres) == (
        "December sluit met het jaar.",
        "/financien/boeken/2026/jaar/",
    )
    sluit_voorlopig(jaar=2026, gebruiker=chandra, sleutel=uuid4(), vandaag=nu)

    gezien = stand(chandra, december, vandaag=nu)
    assert zinnen(gezien)["afsluiten"] == "Afgesloten met het jaar."
    assert gezien.volgende.knop == "Ga naar januari 2027"


def waarheen(gezien) -> tuple[str, str, str]:
    return gezien.melding, gezien.volgende.knop, gezien.volgende.adres


def test_wie_nu_al_voor_volgend_jaar_begint_komt_bij_die_begroting(chandra):
    begin_boeken(2027, 2028)
    nu, verder = date(2026, 11, 10), ("Bekijk de begroting van 2027", "/financien/begroting/2027/")

    dit_jaar, straks = (stand(chandra, maand, vandaag=nu) for maand in (date(2026, 11, 1), date(2027, 1, 1)))

    assert waarheen(dit_jaar) == ("De boeken beginnen in 2027.", *verder)
    assert waarheen(straks) == ("Januari 2027 moet nog komen.", *verder)
    begin_boeken(2025)  # now the year between is one that was not begun
    assert stand(chandra, date(2026, 11, 1), vandaag=nu).melding == "Boekjaar 2026 is nog niet begonnen."


def test_een_maand_die_moet_komen_een_jaar_elders_en_een_jaar_dat_niet_begon(chandra, casa):
    begin_boeken(2025, 2026)
    Boekenelders.objects.create(jaar=Jaar.objects.get(jaar=2025), pakket="Exact")

    straks = stand(chandra, date(2026, 4, 1))
    elders = stand(chandra, date(2025, 4, 1))
    nooit = stand(chandra, date(2027, 1, 1), vandaag=date(2027, 1, 5))

    assert (straks.melding, straks.volgende.knop) == ("April 2026 moet nog komen.", "Ga naar januari 2026")
    assert (elders.melding, elders.volgende.adres) == (
        "De boeken van dit jaar staan in een ander pakket. Sluit daar de maanden af.",
        "/financien/boeken/2025/elders/",
    )
    assert waarheen(nooit) == (
        "Boekjaar 2027 is nog niet begonnen.",
        "Begin de begroting",
        "/financien/begroting/nieuw/",
    )
    assert [gezien.stappen for gezien in (straks, elders, nooit)] == [(), (), ()]


def test_de_lonen_van_de_maand_horen_erbij_als_er_vorige_maand_lonen_waren(maand, chandra, casa):
    loon = Loonregel(
        kamer=casa,
        rekening=rekening("4010"),
        bruto=D(100),
        werkgeverslasten=D(20),
        vakantiegeld=D(8),
        netto=D(90),
        loonheffing=D(30),
    )
    vast = {"regels": [loon], "sha256": "0" * 64, "gebruiker": chandra}
    lees_bank(chandra, "-1.00")
    assert staten(stand(chandra))["facturen"] == "klaar"
    boek_lonen(maand=JANUARI, **vast)
    assert volgende(chandra) == ("facturen", "De lonen van februari zijn nog niet geboekt")
    assert stand(chandra).volgende.adres == "/financien/boeken/2026/lonen/"
    boek_lonen(maand=FEBRUARI, **vast)

    assert staten(stand(chandra))["facturen"] == "klaar"
    assert "90" not in str(zinnen(stand(chandra)))


def test_eigen_bonnetjes_en_wat_terug_is_bij_de_kamer_wachten_op_een_ander(maand, chandra, casa, amina, eva):
    maak_bon(casa, chandra, "4.00", datum=TOEN, betaald_uit="eigen", voorschieter=voorschieter(casa, amina))
    terug = maak_bon(casa, amina, "2.00", datum=TOEN)
    stuur_terug(terug, reden="Onleesbaar", gebruiker=eva)

    gezien = stand(chandra)

    assert zinnen(gezien)["bonnen"] == "1 van jou wacht op een ander, 1 ligt weer bij de kamer"
    assert staten(gezien)["bonnen"] == "wacht"
    assert gezien.volgende.naam == "bank"


def test_de_oudste_bon_komt_eerst_en_een_bon_van_na_de_maand_telt_niet(maand, chandra, casa, amina):
    maak_bon(casa, amina, "1.00", datum=date(2026, 3, 1))
    laat = maak_bon(casa, amina, "2.00", datum=EIND)
    vroeg = maak_bon(casa, amina, "3.00", datum=TOEN)

    bonnen = next(stap for stap in stand(chandra).stappen if stap.naam == "bonnen")

    assert (bonnen.zin, bonnen.adres) == ("2 bonnetjes wachten op jou", f"/financien/bonnen/{vroeg.pk}/")
    assert laat.pk in stand(chandra).feiten.werk.bonnen


def test_een_bestand_dat_met_de_laatste_regel_ophoudt_gaat_tot_het_eind_van_de_maand(maand, chandra):
    lees_blad(chandra, blad(zin("-1.00", datum=TOEN)), schrijf=ing)

    assert zinnen(stand(chandra))["bank"] == "1 regel, ingelezen tot en met 28 februari"
    assert staten(stand(chandra))["bank"] == "klaar"


def test_een_rekening_die_niet_meer_wordt_ingelezen_houdt_de_maand_niet_op(maand, chandra):
    vast = {"nummer": "1001", "naam": "Spaarrekening", "soort": "bank", "iban": "NL37TRIO0320564487"}
    sparen = Grootboekrekening.objects.create(**vast)
    lees_bank(chandra, "-1.00")
    for dag_, staat in ((date(2026, 1, 31), "doen"), (date(2025, 10, 31), "klaar")):
        with transaction.atomic():
            lees_blad(chandra, blad(zin("1.00", datum=dag_), iban=sparen.iban))
            assert staten(stand(chandra))["bank"] == staat, dag_
            transaction.set_rollback(True)


def test_een_bestand_van_een_oudere_maand_dekt_deze_niet(maand, chandra):
    lees_blad(chandra, blad(zin("-1.00", datum=date(2026, 1, 30)), tot=date(2026, 1, 31)))

    assert zinnen(stand(chandra))["bank"] == "Ingelezen tot en met 31 januari"
    assert volgende(chandra)[0] == "bank"


def test_wat_een_ander_deel_eerst_wil_staat_bij_afsluiten(maand, chandra, casa, amina, monkeypatch):
    bron = [lambda jaar, maand: [hindernissen.Hindernis("Tel eerst het bos.", "/bos/", eerst=True)]]
    monkeypatch.setattr(hindernissen, "_bronnen", bron)
    lees_bank(chandra, "-1.00")
    boek_bank(chandra, casa)
    telling(casa, amina, "50.00")
    vul(chandra, casa)

    gezien = stand(chandra)

    assert (str(gezien.volgende.naam), gezien.volgende.zin, gezien.volgende.adres) == (
        "afsluiten",
        "Tel eerst het bos.",
        "/bos/",
    )
    assert not gezien.kan_dicht


def test_wat_niet_klaar_is_houdt_afsluiten_niet_tegen_maar_vraagt_een_reden(maand, chandra, casa, amina):
    maak_factuur(chandra, deel("4120", "5", casa), datum=TOEN)
    lees_bank(chandra, "-1.00")
    boek_bank(chandra, casa)
    telling(casa, amina, "50.00")
    vul(chandra, casa)

    assert volgende(chandra) == ("afsluiten", "Nog 1 punt open: je schrijft op waarom")
    sluit(chandra, 2, reden="Leverancier zoekt het uit")
    assert zinnen(stand(chandra))["afsluiten"] == "Afgesloten op 10 maart door Chandra. Leverancier zoekt het uit"


def test_alles_telt_op_de_cent_op_en_is_gelijk_aan_de_potjes_zelf(maand, chandra, casa, multibron, amina, bram):
    """One question for all rooms gives what the questions per room give."""
    vul_potje(chandra, multibron, kas="33.33", rekening="10.01", datum=TOEN)
    maak_bon(casa, amina, "12.34", datum=TOEN)
    maak_bon(casa, amina, "0.99", datum=EIND, betaald_uit="pas")
    maak_bon(casa, amina, "9.99", datum=MAART)
    maak_bon(multibron, bram, "5.55", datum=TOEN, zonder_foto="Kwijt")
    vast = {"kamer": casa, "datum": TOEN, "sleutel": uuid4(), "gebruiker": amina}
    ontvang(**vast, bedrag=D("7.07"), soort="verkoop", omschrijving="Taart", op_rekening=False)
    verplaats(**{**vast, "sleutel": uuid4()}, bedrag=D("20.00"), naar_kas=True)
    maak_boekstuk(chandra, regel("4110", kas_van(casa), "1.11", casa), datum=TOEN)
    telling(multibron, bram, "28.00", uitleg="Wisselgeld")
    kamers = [casa, multibron]

    potten = maandpotten(kamers, FEBRUARI, Handgeldregel())

    assert [pot.verloop for pot in potten] == [verloop(kamer, FEBRUARI, EIND) for kamer in kamers]
    eind = standen(kamers, tot=EIND)
    assert [pot.verloop.eind for pot in potten] == [eind[kamer.pk].over for kamer in kamers]
    assert [pot.aanvul for pot in potten] == aanvulstanden(kamers, MAART)
    assert [(pot.bonnen, pot.zonder_foto) for pot in potten] == [(2, 0), (1, 1)]
    assert [pot.telling and pot.telling.verschil for pot in potten] == [None, D("0.22")]
    for v in (*(pot.verloop for pot in potten), samen(potten)):
        assert v.begin + v.aangevuld - v.bonnen + v.anders == v.eind
    assert samen(potten).eind == D("142.63") + D("37.79")
