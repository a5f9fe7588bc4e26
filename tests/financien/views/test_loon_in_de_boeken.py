"""The books are open to the kascommissie, but no two of their pages differ by one wage (§5.6)."""

from datetime import date
from decimal import Decimal
from itertools import combinations, product
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk
from financien.services.betalen import betaald
from financien.services.boeken import keer_om
from financien.services.opdrachten import keur_goed, meld_verzonden, zet_klaar
from financien.services.uitvoer.regels import uitregels
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import deel, maak_betaalbaar, maak_geboekt
from tests.financien.views.test_loon_per_maand import BEDRAG

D = Decimal
LOON, STROOM, MAAND, ANDER = D("2531.07"), D("121.10"), D("2808.04"), D("1349.53")
SOM = 10 * MAAND + LOON + ANDER
DAGEN = ("30-9", "31-10", "4-11", "5-11", "19-11", "20-11", "11-12", "12-12", "31-12")
MAG = [Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT]


@pytest.fixture
def boeken(aanbod, casa, chandra, bestuurslid):
    """Ten months of wages, an invoice for a wage in one order with power, one straight from the bank, one undone."""
    begin_boeken(2018)
    for maand in range(1, 11):
        maak_boekstuk(chandra, regel("4030", "1520", MAAND, casa), datum=date(2018, maand, 25))
        maak_boekstuk(chandra, regel("4110", "1000", "725.00", casa), datum=date(2018, maand, 3))
    loon = maak_betaalbaar(
        chandra, bestuurslid, deel("4030", LOON, casa), datum=date(2018, 11, 5), nummer="W-1", omschrijving="Inhuur"
    )
    vast = {"datum": date(2018, 11, 6), "nummer": "F-1"}
    stroom = maak_geboekt(chandra, bestuurslid, deel("4120", STROOM, casa), **vast)
    facturen = [loon.pk, stroom.pk]
    with time_machine.travel("2018-11-20 10:00:00+01:00", tick=False):
        opdracht = zet_klaar(facturen=facturen, uitvoeren_op=timezone.localdate(), sleutel=uuid4(), gebruiker=chandra)
        keur_goed(opdracht, gebruiker=bestuurslid)
        meld_verzonden(opdracht, gebruiker=chandra)
    vast = {"bankrekening": rekening("1000"), "bedrag": opdracht.totaal, "sleutel": uuid4()}
    betaald(opdracht, datum=date(2018, 11, 20), gebruiker=chandra, **vast)
    maak_boekstuk(chandra, regel("1520", "1000", 10 * MAAND), datum=date(2018, 12, 12))
    maak_boekstuk(chandra, regel("4020", "1000", ANDER, casa), datum=date(2018, 12, 13))
    mis = maak_boekstuk(chandra, regel("4020", "1000", ANDER, casa), datum=date(2018, 12, 14))
    keer_om(mis, datum=date(2018, 12, 14), reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)


def adres(naam, *args) -> str:
    return reverse(f"financien:{naam}", args=args)


def adressen() -> list[str]:
    """Return the ways an attacker walked: every day, every month, every card and document."""
    uit = [adres(naam, 2018) for naam in ("journaal", "rekeningen")]
    for dag in DAGEN:
        uit += [f"{adres(naam, 2018)}?tot={dag}-2018" for naam in ("balans", "kasoverzicht", "staat")]
    for maand, wat in product((9, 10, 11, 12), ("toekenningen", "eigen", "overig", "uit")):
        uit.append(f"{adres('kasoverzicht', 2018)}?maand={maand}&wat={wat}")
    for nummer in ("1000", "1500", "1520", "1530", "1490", "4020", "4030", "4110", "4120"):
        uit += [adres("rekening", 2018, nummer), f"{adres('rekening', 2018, nummer)}?kamer=cjm"]
    return [*uit, *(adres("boekstuk", pk) for pk in Boekstuk.objects.values_list("pk", flat=True))]


def gezien(client, rol) -> dict[Decimal, set[str]]:
    """Return every amount on these pages, and where it stands."""
    client.force_login(maak_gebruiker("Lezer", rol))
    uit: dict[Decimal, set[str]] = {}
    for adres_ in adressen():
        antwoord = client.get(adres_)
        assert antwoord.status_code == 200, adres_
        for bedrag in BEDRAG.findall(antwoord.text):
            waarde = abs(D(bedrag.replace(".", "").replace(",", ".").replace("−", "-")))
            uit.setdefault(waarde, set()).add(adres_)
    return uit


def vondsten(bedragen: dict[Decimal, set[str]], loon: Decimal) -> list:
    """Return where a wage stands, alone or with the power that is paid with it, or as a difference of two amounts."""
    direct = [(b, sorted(bedragen[b])[:3]) for b in (loon, loon + STROOM) if b in bedragen]
    paren = ((a, b) for a, b in combinations(bedragen, 2) if abs(a - b) in (loon, loon + STROOM))
    return direct + [(a, b, sorted(bedragen[a])[:3], sorted(bedragen[b])[:3]) for a, b in paren]


@pytest.mark.usefixtures("boeken")
class TestKascommissie:
    @pytest.fixture
    def lezer(self, client):
        client.force_login(maak_gebruiker("Lezer", Rol.KASCOMMISSIE))
        return client

    def test_geen_twee_bedragen_in_de_boeken_verschillen_een_loon(self, client):
        bedragen = gezien(client, Rol.KASCOMMISSIE)

        assert SOM in bedragen  # the wages of the year: that is what may be seen
        assert {loon: vondsten(bedragen, loon) for loon in (LOON, MAAND, ANDER)} == {LOON: [], MAAND: [], ANDER: []}

    def test_ook_naast_het_bestand_van_het_jaar_is_er_geen_loon_te_vinden(self, client):
        bedragen = gezien(client, Rol.KASCOMMISSIE)
        regels = uitregels(2018, maak_gebruiker("Ander", Rol.KASCOMMISSIE))
        for r in regels:
            bedragen.setdefault(r.bedrag, set()).add(f"{r.debet} van {r.credit}")

        lonen = [(r.debet, r.credit, r.kamer, r.bedrag) for r in regels if r.loon]
        assert lonen == [("LOONSCHULD", "1000", "", SOM), ("LOONKOSTEN", "LOONSCHULD", "cjm", SOM)]
        assert [vondsten(bedragen, loon) for loon in (LOON, MAAND, ANDER)] == [[], [], []]

    def test_de_balans_is_op_elke_gevraagde_dag_die_van_het_einde_van_het_jaar(self, lezer):
        balansen = [lezer.get(adres("balans", 2018), {"tot": f"{dag}-2018"}).context["balans"] for dag in DAGEN]

        assert {b.dag for b in balansen} == {date(2018, 12, 31)}
        assert all(b == balansen[0] for b in balansen)
        assert balansen[0].totaal_activa == balansen[0].totaal_passiva == -(7250 + STROOM + SOM)

    def test_de_balans_van_dit_jaar_is_die_van_vandaag(self, lezer, time_machine):
        time_machine.move_to("2018-11-05 10:00", tick=False)
        antwoord = lezer.get(adres("balans", 2018), {"tot": "31-10-2018"})

        assert antwoord.context["balans"].dag == date(2018, 11, 5)
        namen = {r.naam: r.bedrag for groep in antwoord.context["balans"].passiva for r in groep.regels}
        assert namen["Nog te betalen van lonen, samen"] == 10 * MAAND + LOON
        assert "Crediteuren" not in namen
        assert 'name="tot"' not in antwoord.text
        assert "niet te zien wat één mens verdient" in antwoord.text

    def test_het_kasoverzicht_noemt_lonen_een_keer_en_telt_op_tot_wat_er_is(self, lezer, casa):
        context = lezer.get(adres("kasoverzicht", 2018)).context

        assert [m.uit for m in context["maanden"]] == [725] * 10 + [STROOM, 0]
        assert (context["lonen"], context["totalen"]) == (SOM, [0, 0, 0, 7250 + STROOM + SOM])
        assert context["eind"] == -(7250 + STROOM + SOM)

    def test_de_proefbalans_telt_op_en_de_schuld_van_loon_staat_niet_bij_de_crediteuren(self, lezer):
        context = lezer.get(adres("rekeningen", 2018)).context
        regels = {r.rekening.naam: (r.begin, r.debet, r.credit, r.eind) for r in context["regels"]}

        assert regels["Lonen, heel het jaar"] == (0, SOM, 0, SOM)
        assert regels["Crediteuren"] == (0, STROOM, STROOM, 0)
        assert regels["Bank"][3] == -(7250 + STROOM + SOM)
        assert context["totalen"][1] == context["totalen"][2]
        assert {"Werkplekken perspectiefbanen", "Coachen", "Nog te betalen lonen"}.isdisjoint(regels)

    def test_de_kaart_van_de_bank_telt_op_en_die_van_een_schuld_is_zonder_loon(self, lezer):
        bank, schuld, kamer = (
            lezer.get(adres("rekening", 2018, nummer), vraag)
            for nummer, vraag in (("1000", {}), ("1500", {}), ("1000", {"kamer": "cjm"}))
        )

        kaart = bank.context["kaart"]
        assert (kaart.loon, kaart.debet, kaart.eind) == (-SOM, 0, -(7250 + STROOM + SOM))
        assert [a.context["kaart"].loon_elders for a in (bank, schuld, kamer)] == [False, True, True]
        assert (schuld.context["kaart"].debet, schuld.context["kaart"].credit) == (STROOM, STROOM)
        assert kamer.context["kaart"].loon == 0
        assert "Zonder loon. Dat staat bij de rekeningen" in schuld.text


@pytest.mark.usefixtures("boeken")
class TestWieLoonMagZien:
    @pytest.mark.parametrize("rol", MAG)
    def test_wie_loon_mag_zien_ziet_elke_dag_maand_en_kaart(self, client, rol):
        client.force_login(maak_gebruiker("Lezer", rol))
        balans = client.get(adres("balans", 2018), {"tot": "5-11-2018"})
        kas = client.get(adres("kasoverzicht", 2018)).context
        kaarten = [client.get(adres("rekening", 2018, n)).context["kaart"] for n in ("1500", "1520", "4030")]
        proef = {r.rekening.nummer: r.eind for r in client.get(adres("rekeningen", 2018)).context["regels"]}

        assert balans.context["balans"].dag == date(2018, 11, 5)
        namen = {r.naam: r.bedrag for groep in balans.context["balans"].passiva for r in groep.regels}
        assert (namen["Crediteuren"], namen["Nog te betalen lonen"]) == (LOON, 10 * MAAND)
        assert [m.uit for m in kas["maanden"]][10:] == [LOON + STROOM, 10 * MAAND + ANDER]
        assert (kas["lonen"], kas["maanden"][11].eind) == (0, kas["eind"])
        assert [(k.debet, k.loon, k.loon_elders) for k in kaarten] == [
            (LOON + STROOM, 0, False),
            (10 * MAAND, 0, False),
            (10 * MAAND + LOON, 0, False),
        ]
        assert (proef["4030"], proef["4020"], proef["1520"]) == (10 * MAAND + LOON, ANDER, 0)
        assert 'name="tot"' in balans.text
