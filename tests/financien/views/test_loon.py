"""A wage that came as an invoice tells nothing to who may not see wages: not booked, not paid, on no page (§5.6)."""

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.uitvoer import Vraag
from financien.models import Bankboeking, Bankregel, Betaalopdracht, Boekstuk, Inkoopfactuur
from financien.services.betalen import betaald
from financien.services.boeken import keer_om
from financien.services.facturen import FactuurFout
from financien.services.opdrachten import keur_goed, zet_klaar
from financien.services.saldi import proefbalans
from financien.services.uitvoer.regels import uitregels
from kamers.services.uitvoerbestand import haal_uit
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import ONZE_IBAN, deel, leverancier, maak_betaalbaar

D = Decimal
WOORDEN = ("Geheimloon", "LOON-X7", "LOON-X8", "Sjaak")
BEDRAGEN = ("4321.09", "1111.01", "1232.11")  # two wages, and the order that holds one of them
MAG_NIET = [Rol.KASCOMMISSIE, Rol.PROJECTCOACH]
MAG = [Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT]


def lekken(tekst: str) -> list[str]:
    """Return what a text tells of the wages: a word, or an amount as people or programs write it."""
    vormen = [
        v for b in BEDRAGEN for v in (b, b.replace(".", ","), f"{D(b):,.2f}".translate(str.maketrans(",.", ".,")))
    ]
    return [woord for woord in (*WOORDEN, *vormen) if woord in tekst]


@dataclass(frozen=True)
class Loonwereld:
    """Two wage invoices and one for power: one wage paid alone, the other in one order with the power."""

    alleen: Inkoopfactuur
    opdracht: Betaalopdracht
    bladen: tuple[str, ...]


@pytest.fixture
def wereld(chandra, bestuurslid, casa, multibron, time_machine) -> Loonwereld:
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)
    vast = {"leverancier": leverancier("geheim", "Geheimloon BV"), "omschrijving": "uren Sjaak"}
    alleen = maak_betaalbaar(chandra, bestuurslid, deel("4030", BEDRAGEN[0], casa), nummer="LOON-X7", **vast)
    samen = maak_betaalbaar(chandra, bestuurslid, deel("4030", BEDRAGEN[1], casa), nummer="LOON-X8", **vast)
    stroom = maak_betaalbaar(chandra, bestuurslid, deel("4120", "121.10", casa))
    sleutels = {"sleutel": uuid4(), "gebruiker": chandra}
    dag = timezone.localdate()
    opdracht = zet_klaar(facturen=[samen.pk, stroom.pk], uitvoeren_op=dag, **sleutels)
    lees_blad(
        chandra,
        blad(
            zin("-4321.09", datum=dag, naam="Geheimloon BV", wat="LOON-X7 Sjaak"),
            zin("-1232.11", datum=dag, naam="", wat="Verzamelbetaling Geheimloon"),
            begin="9000.00",
            iban=ONZE_IBAN,
        ),
    )
    for wat, bankregel in zip((alleen, opdracht), Bankregel.objects.order_by("pk"), strict=True):
        vast = {"datum": dag, "bankrekening": rekening("1000"), "bedrag": -bankregel.bedrag}
        stuk = betaald(wat, **vast, sleutel=uuid4(), gebruiker=chandra)
        koppel = {"boekstuk": stuk, "beurt": bankregel.volgende_beurt, "gekoppeld_door": chandra}
        Bankboeking.objects.create(regel=bankregel, **koppel)
    los = maak_boekstuk(chandra, regel("4010", "1520", "77.00", casa), omschrijving="Loonjournaal Sjaak")
    keer_om(los, datum=dag, reden="Geheimloon was dubbel", sleutel=uuid4(), gebruiker=chandra)
    maak_boekstuk(chandra, regel("4110", "1000", "10.00", casa), omschrijving="Huur")
    return Loonwereld(alleen, opdracht, _bladen(opdracht))


def _bladen(opdracht) -> tuple[str, ...]:
    kaarten = [("rekening", [2026, nummer]) for nummer in ("1000", "1500", "4030", "4010", "4120")]
    stukken = [("boekstuk", [pk]) for pk in Boekstuk.objects.values_list("pk", flat=True)]
    bladen = [("journaal", [2026]), ("bank_geboekt", []), ("betalingen", [2026]), ("betaling", [opdracht.pk])]
    return tuple(adres(naam, *args) for naam, args in (*bladen, *kaarten, *stukken))


def adres(naam, *args) -> str:
    return reverse(f"financien:{naam}", args=args)


@pytest.mark.parametrize("rol", MAG_NIET)
def test_geen_bladzijde_vertelt_van_een_loon_aan_wie_het_niet_mag_zien(client, wereld, rol):
    client.force_login(maak_gebruiker("Lezer", rol))
    antwoorden = {blad_: client.get(blad_) for blad_ in wereld.bladen}

    open_ = [antwoord for antwoord in antwoorden.values() if antwoord.status_code == 200]
    assert len(open_) == (len(wereld.bladen) if rol == Rol.KASCOMMISSIE else 2)
    assert {b: lekken(a.text) for b, a in antwoorden.items() if lekken(a.text)} == {}
    assert "Lonen" in client.get(adres("betaling", wereld.opdracht.pk)).text
    assert "121,10" in client.get(adres("betaling", wereld.opdracht.pk)).text


@pytest.mark.parametrize("rol", MAG)
def test_wie_loon_mag_zien_ziet_alles(client, wereld, rol):
    client.force_login(maak_gebruiker("Lezer", rol))
    tekst = "".join(client.get(blad_).text for blad_ in wereld.bladen)

    assert {*WOORDEN, "4.321,09", "1.111,01", "1.232,11"} <= {*lekken(tekst)}
    for blad_ in wereld.bladen[:4]:
        assert lekken(client.get(blad_).text), blad_


@pytest.mark.parametrize(("rol", "aantal"), [(Rol.KASCOMMISSIE, 0), (Rol.BESTUUR, 5)])
def test_wat_verborgen_is_vind_je_niet_maar_elk_nummer_staat_er(client, wereld, rol, aantal):
    client.force_login(maak_gebruiker("Lezer", rol))
    alles = client.get(adres("journaal", 2026)).context["blad"].paginator.count
    gevonden = sum(
        client.get(adres("journaal", 2026), {"zoek": woord}).context["blad"].paginator.count
        for woord in ("Geheimloon", "Sjaak", "uren")
    )
    op_de_bank = client.get(adres("bank_geboekt"), {"zoek": "Geheimloon"}).context["blad"].paginator.count

    assert alles == Boekstuk.objects.count() == 8
    assert (gevonden > 0, op_de_bank) == (aantal > 0, 2 if aantal else 0)


def test_wat_naar_buiten_gaat_noemt_geen_loon_en_telt_hetzelfde_op(wereld, chandra):
    kas = maak_gebruiker("Kas", Rol.KASCOMMISSIE)
    alles, dicht = uitregels(2026, chandra), uitregels(2026, kas)

    assert lekken(" ".join(str(veld) for r in alles for veld in r))
    assert lekken(" ".join(str(veld) for r in dicht if r.kenmerk != "LOON2026" for veld in r)) == []
    assert [w for w in WOORDEN if any(w in str(r) for r in dicht)] == []
    open_, som = netto(alles), netto(dicht)
    assert som == {nummer: bedrag for nummer, bedrag in open_.items() if nummer not in LOONNUMMERS} | {
        "LOONKOSTEN": D("5432.10"),
        "LOONSCHULD": D(0),
    }
    assert {r.bedrag for r in dicht if r.debet == "1500"} == {D("121.10")}


LOONNUMMERS = {"4010", "4030", "1520"}


def netto(regels) -> dict[str, Decimal]:
    uit: dict[str, Decimal] = {}
    for r in regels:
        uit[r.debet] = uit.get(r.debet, D(0)) + r.bedrag
        uit[r.credit] = uit.get(r.credit, D(0)) - r.bedrag
    return uit


def test_de_lijst_bij_de_bewijzen_noemt_geen_loon(wereld):
    with haal_uit("bewijzen", Vraag(2026, "zip", maak_gebruiker("Kas", Rol.KASCOMMISSIE))).bestand as bestand:
        index = ZipFile(BytesIO(bestand.read())).read("index.csv").decode()

    assert index.count("2026-0") >= 8
    assert lekken(index) == []


def test_saldi_en_proefbalans_zijn_voor_iedereen_gelijk(client, wereld, chandra):
    uit = []
    for gebruiker in (chandra, maak_gebruiker("Kas", Rol.KASCOMMISSIE)):
        client.force_login(gebruiker)
        kaart = client.get(adres("rekening", 2026, "1000")).context["kaart"]
        uit.append((kaart.eind, client.get(adres("balans", 2026)).context["balans"]))

    assert uit[0] == uit[1]
    assert uit[0][0] == D("-5563.20")
    assert next(r.eind for r in proefbalans(2026) if r.rekening.nummer == "4030") == D("5432.10")


def test_een_opdracht_met_loon_keurt_alleen_het_bestuur_goed(client, wereld, eva, chandra, casa, bestuurslid):
    vast = {"leverancier": wereld.alleen.leverancier, "omschrijving": "uren Sjaak", "nummer": "LOON-X9"}
    loon = maak_betaalbaar(chandra, bestuurslid, deel("4030", "5", casa), **vast)
    keuze = {"facturen": [loon.pk], "uitvoeren_op": timezone.localdate()}
    opdracht = zet_klaar(**keuze, sleutel=uuid4(), gebruiker=chandra)
    client.force_login(eva)
    tekst = client.get(adres("betaling", opdracht.pk)).text

    assert "Keur deze betalingen goed" not in tekst
    assert "wacht op een bestuurslid" in tekst
    assert client.post(adres("betaling_goedkeuren", opdracht.pk)).status_code == 422
    with pytest.raises(FactuurFout, match="Het bestuur keurt haar goed"):
        keur_goed(opdracht, gebruiker=eva)
    keur_goed(opdracht, gebruiker=bestuurslid)
    assert opdracht.daden.get().wie == bestuurslid
