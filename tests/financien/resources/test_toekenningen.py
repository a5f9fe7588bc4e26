"""Grants as a sheet: every mistake at once, nothing stored by a preview, and the rules of a grant hold."""

from datetime import date
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Termijn, Toekenning, Verdeling
from financien.resources.toekenningen import Toekenningeninvoer
from financien.resources.verwerken import beeld_van, bevestig, leg_klaar
from financien.services.toekenningstand import samen, standen
from tests.fabriek import maak_gebruiker, maak_partner
from tests.financien.boekfabriek import begin_boeken
from tests.financien.resources.test_bladen import VOORBEELDEN, fouten, omgeving, voer_in
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.kamers.invoerfabriek import csv

D = Decimal
KOP = ("toekenning", "soort", "partner", "kenmerk", "aard", "status", "sinds", "kamer", "bedrag", "vervalt", "termijn")


@pytest.fixture(autouse=True)
def boeken(casa, multibron, handreiking, kg):
    begin_boeken(2026)
    maak_partner("gemeente", "Gemeente Amsterdam", "gemeente")
    maak_partner("wpi", "Werk, Participatie en Inkomen", "uitkeringsinstantie")


def rij(naam="Bijdrage", soort="gemeente", partner="gemeente", **cellen):
    standaard = {"kamer": "cjm", "bedrag": "100,00"}
    cellen = {"toekenning": naam, "soort": soort, "partner": partner, **standaard, **cellen}
    return tuple(cellen.get(kop, "") for kop in KOP)


def mis(chandra, *rijen):
    return fouten(Toekenningeninvoer, chandra, KOP, *rijen)


def test_het_voorbeeld_geeft_de_toekenning_van_256000_met_vier_termijnen_en_haar_boekstuk(chandra):
    inhoud = (VOORBEELDEN / "toekenningen.csv").read_bytes()
    _rij, zin = voer_in(Toekenningeninvoer, chandra, inhoud, jaar=2026, naam="t.csv")

    assert zin == "4 toekenningen zijn vastgelegd."
    stadsdeel, jongeren, leden, natura = Toekenning.objects.order_by("-bedrag")
    assert (stadsdeel.bedrag, leden.bedrag) == (D(256000), D(500))
    delen = Verdeling.objects.filter(toekenning=stadsdeel).order_by("kamer__volgorde").values_list("bedrag", flat=True)
    assert list(delen) == [D(62000), D(74000), D(53000), D(67000)]
    assert list(Termijn.objects.values_list("vervalt", "bedrag").order_by("vervalt")) == [
        (date(2025, 12, 15), D(64000)),
        (date(2026, 4, 15), D(64000)),
        (date(2026, 8, 15), D(64000)),
        (date(2027, 2, 15), D(64000)),
    ]
    stand = samen(standen(date(2026, 1, 5), [stadsdeel.pk])[stadsdeel.pk])
    assert (stand.baten, stand.vordering, stand.ontvangen) == (D(256000), D(256000), D(0))
    assert [tuple(deel) for deel in jongeren.verdeling.order_by("jaar").values_list("jaar", "bedrag")] == [
        (2026, D(9000)),
        (2027, D(12000)),
        (2028, D(3000)),
    ]
    assert (stadsdeel.verantwoorden_voor, stadsdeel.accountantsverklaring) == (date(2027, 4, 1), True)
    assert (jongeren.oormerk, natura.bedrag) == ("Alleen voor jongeren", 0)


def test_kijken_bewaart_niets_en_noemt_elke_som(chandra):
    uit = Toekenningeninvoer(omgeving(chandra, 2026)).bekijk("t.csv", csv(KOP, rij(), rij("Tweede", bedrag="0,50")))

    assert [str(fout) for fout in uit.fouten] == []
    assert uit.totalen == (("Bijdrage", D(100)), ("Tweede", D("0.50")), ("Samen in dit bestand", D("100.50")))
    assert uit.rijen[0] == ("Bijdrage", "Gemeente Amsterdam", "voorstel", "2026", "Casa Jepie Makandra", "100,00")
    assert Toekenning.objects.count() == Boekstuk.objects.count() == 0


def test_alle_fouten_staan_er_tegelijk_met_rij_en_kolom(chandra):
    gevonden = mis(
        chandra,
        rij(),
        rij(kamer="cjm", bedrag="5,00"),
        rij("Zonder bedrag", bedrag=""),
        rij("Zonder soort", soort=""),
        rij("Halve stand", status="verleend"),
        rij("Halve termijn", vervalt="01-02-2026"),
        rij("Twee partners"),
        rij("Twee partners", kamer="multibron", partner="wpi"),
    )

    assert gevonden == [
        "Rij 3, kolom H (kamer): Deze kamer staat al bij deze toekenning. Tel de bedragen op.",
        "Rij 4, kolom H (kamer): Deze toekenning heeft nog geen kamer. Vul kamer en bedrag in.",
        "Rij 4, kolom I (bedrag): Vul kamer en bedrag allebei in.",
        "Rij 5, kolom B (soort): Deze cel is leeg. Vul hier iets in.",
        "Rij 6, kolom G (sinds): Vul status en dag allebei in.",
        "Rij 7, kolom K (termijn): Vul dag en bedrag allebei in.",
        "Rij 9, kolom C (partner): In een eerdere rij van deze toekenning staat iets anders.",
    ]
    assert Toekenning.objects.count() == 0


@pytest.mark.parametrize(
    ("cellen", "zin"),
    [
        (
            {"vervalt": "01-02-2026", "termijn": "99,00"},
            "Rij 2: De termijnen samen zijn € 99,00. De toekenning is € 100,00. Maak ze gelijk.",
        ),
        ({"status": "getekend", "sinds": "05-01-2026"}, "Rij 2: Na voorstel kan getekend niet komen."),
        (
            {"soort": "uitkeringsinstantie", "partner": "wpi", "aard": "lks"},
            "Rij 2: Loonkostensubsidie komt van een uitkeringsinstantie en heeft een kenmerk, geen naam.",
        ),
        ({"bedrag": "0"}, "Rij 2: Een toekenning is meer dan € 0."),
        (
            {"partner": "", "status": "verleend", "sinds": "05-01-2026"},
            "Rij 2: Kies eerst van welke partner deze toekenning is.",
        ),
        ({"soort": "x"}, "Rij 2, kolom B (soort): Kies uit: gemeente, uitkeringsinstantie, woningcorporatie"),
        ({"bedrag": "12.50"}, "Rij 2, kolom I (bedrag): Vul een bedrag in met een komma"),
    ],
)
def test_een_regel_van_de_toekenning_staat_bij_de_rij(chandra, cellen, zin):
    gevonden = mis(chandra, rij(**cellen))

    assert [fout[: len(zin)] for fout in gevonden] == [zin]


def test_dezelfde_toekenning_een_tweede_keer_wordt_geweigerd(chandra):
    voer_in(Toekenningeninvoer, chandra, csv(KOP, rij()), jaar=2026)

    assert mis(chandra, rij()) == [
        "Rij 2, kolom A (toekenning): Deze toekenning staat al in dit jaar. Verander haar op haar eigen pagina."
    ]


def test_een_partner_wordt_ook_bij_een_oude_naam_gevonden(chandra):
    partner = maak_partner("wpi", "Werk, Participatie en Inkomen", "uitkeringsinstantie")
    partner.namen.create(naam="Dienst Werk en Inkomen", vanaf=date(2006, 1, 1))
    oud = rij(soort="uitkeringsinstantie", partner="dienst werk en inkomen")
    voer_in(Toekenningeninvoer, chandra, csv(KOP, oud), jaar=2026)

    assert Toekenning.objects.get().partner == partner


@pytest.fixture
def twee_bladen(boeken, transactional_db, casa, chandra):
    """The same grant, chosen and looked at by two treasurers."""
    begin_boeken(2026)
    maak_partner("gemeente", "Gemeente Amsterdam", "gemeente")
    inhoud, wie = csv(KOP, rij()), [chandra, maak_gebruiker("Pien", Rol.PENNINGMEESTER)]
    taken = []
    for gebruiker in wie:
        vast = omgeving(gebruiker, 2026)
        blad = leg_klaar(Toekenningeninvoer, sleutel=uuid4(), naam="t.csv", inhoud=inhoud, omgeving=vast)
        beeld = beeld_van(Toekenningeninvoer(vast).bekijk("t.csv", inhoud))
        taken.append({"sleutel": blad.pk, "beeld": beeld, "omgeving": vast})
    return [lambda taak=taak: bevestig(Toekenningeninvoer, **taak) for taak in taken]


@pytest.mark.parametrize("met_slot", [True, False])
def test_twee_penningmeesters_die_tegelijk_hetzelfde_blad_bevestigen_leggen_het_een_keer_vast(
    twee_bladen, monkeypatch, met_slot
):
    samen_verder, echt = Barrier(2), Toekenningeninvoer.bekijk

    def traag(self, *args):
        uit = echt(self, *args)
        samen_verder.wait(timeout=60)  # both looked before one stored
        return uit

    monkeypatch.setattr(Toekenningeninvoer, "bekijk", traag)
    if not met_slot:
        monkeypatch.setattr(Toekenningeninvoer, "_op_slot", lambda self: None)
        keek, vraag = Barrier(2), Toekenningeninvoer._keur_nieuw

        def samen_kijken(self, wat):
            vraag(self, wat)
            keek.wait(timeout=60)

        monkeypatch.setattr(Toekenningeninvoer, "_keur_nieuw", samen_kijken)

    uitslag = tegelijk(twee_bladen)

    if met_slot:
        assert sorted(type(deel).__name__ for deel in uitslag) == ["BoekFout", "str"]
    assert Toekenning.objects.count() == (1 if met_slot else 2)
