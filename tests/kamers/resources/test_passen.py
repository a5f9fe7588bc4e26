"""Passes from a sheet: a number and a first name, and nothing else, ever."""

import pytest

from buurtwerkkamer.invoer.fouten import BestandFout
from kamers.models import Pasnummer, Persoon
from kamers.services.pasnummer import nieuwe_nummers, nummer_van
from tests.fabriek import maak_persoon
from tests.kamers.invoerfabriek import VANDAAG, doe, rondje, wat, zinnen

KOP = ("pasnummer", "voornaam")


def mensen(kamer):
    return {p.voornaam: p.pasnummer for p in Persoon.objects.filter(kamers=kamer)}


def test_een_naam_zonder_nummer_krijgt_het_volgende_nummer(casa, amina):
    assert zinnen(doe("passen", amina, casa, KOP, ("", "Rosa"), ("", "Özcan"))) == []

    passen = [nummer_van(pas) for pas in Pasnummer.objects.order_by("pk")]
    assert mensen(casa) == dict(zip(("Rosa", "Özcan"), passen, strict=True))
    assert set(Pasnummer.objects.values_list("uitgegeven_op", flat=True)) == {VANDAAG}


def test_kijken_naar_een_bestand_kost_geen_nummers(casa, amina):
    doe("passen", amina, casa, KOP, ("", "Rosa"), proef=True)
    voor = nieuwe_nummers(kamer=casa, aantal=1, vandaag=VANDAAG)[0].pk
    doe("passen", amina, casa, KOP, ("", "Rosa"), proef=True)

    assert nieuwe_nummers(kamer=casa, aantal=1, vandaag=VANDAAG)[0].pk == voor + 1
    assert mensen(casa) == {}


def test_een_vrije_kaart_van_deze_kamer_wordt_uitgegeven(casa, multibron, amina):
    hier, daar = (nummer_van(nieuwe_nummers(kamer=k, aantal=1, vandaag=VANDAAG)[0]) for k in (casa, multibron))
    goed = doe("passen", amina, casa, KOP, (hier, "Rosa"))

    assert zinnen(goed) == []
    assert mensen(casa) == {"Rosa": hier}
    assert zinnen(doe("passen", amina, casa, KOP, (daar, "Ali"))) == [
        "Rij 2, kolom A (pasnummer): Dit is geen vrije pas van deze kamer. Kijk het nummer na, of laat het leeg."
    ]


def test_wie_er_al_is_wordt_herkend_met_en_zonder_nummer(casa, amina):
    maak_persoon("Rosa", casa, pasnummer="1004")
    maak_persoon("Özcan", casa)

    uitkomst = doe("passen", amina, casa, KOP, ("1004", "Rosa"), ("", "ozcan"))

    assert wat(uitkomst) == ["zelfde", "zelfde"]
    assert mensen(casa) == {"Rosa": "1004", "Özcan": ""}


def test_een_andere_naam_bij_een_nummer_is_een_wijziging(casa, amina):
    maak_persoon("Roza", casa, pasnummer="1004")

    uitkomst = doe("passen", amina, casa, KOP, ("1004", "Rosa"))

    assert [(v.kop, v.oud, v.nieuw) for v in uitkomst.rijen[0].verschillen] == [("voornaam", "Roza", "Rosa")]
    assert mensen(casa) == {"Rosa": "1004"}


def test_wat_geen_pas_of_geen_voornaam_is_wordt_geweigerd(casa, multibron, amina):
    maak_persoon("Ali", multibron, pasnummer="1004")
    rest = maak_persoon("Bea", casa, pasnummer="1013")
    maak_persoon("Bea", casa, pasnummer="5724", opgegaan_in=rest)
    maak_persoon("Cem", casa), maak_persoon("Cem", casa)

    uitkomst = doe(
        "passen",
        amina,
        casa,
        KOP,
        ("111222333", "Dina"),
        ("1004", "Ali"),
        ("5724", "Bea"),
        ("", "Cem"),
        ("", "Jan 06-12345678"),
        ("", ""),
        ("12a", "Eva"),
        ("", "Fien"),
        ("", "fien"),
        ("1013", "Bea"),
        ("1013", "Bea"),
    )

    assert zinnen(uitkomst) == [
        "Rij 2, kolom A (pasnummer): Dit lijkt op een BSN. Haal dat nummer weg. We bewaren nooit een BSN.",
        "Rij 3, kolom A (pasnummer): Deze pas is van een andere kamer. Voeg hem toe op de pagina Passen.",
        "Rij 4, kolom A (pasnummer): Deze pas is samengevoegd met pas 1013. Gebruik dat nummer.",
        "Rij 5, kolom B (voornaam): Meer mensen in deze kamer heten Cem."
        " Vul het pasnummer in, of zet een letter achter de naam.",
        "Rij 6, kolom B (voornaam): Vul alleen een voornaam in, zonder cijfers en tekens.",
        "Rij 8, kolom A (pasnummer): Vul alleen cijfers in, zoals op de pas.",
        "Rij 10, kolom B (voornaam): Deze pas staat ook in rij 9. Haal er een weg, of zet een letter achter de naam.",
        "Rij 12, kolom B (voornaam): Deze pas staat ook in rij 11. Haal er een weg, of zet een letter achter de naam.",
    ]
    assert "Dina" not in mensen(casa)


@pytest.mark.parametrize("kolom", ["achternaam", "telefoon", "BSN", "kamer"])
def test_een_kolom_erbij_wordt_geweigerd_ook_als_hij_leeg_is(casa, amina, kolom):
    with pytest.raises(BestandFout) as fout:
        doe("passen", amina, casa, (*KOP, kolom), ("", "Rosa", ""))

    assert fout.value.zinnen == (f"Haal de kolom '{kolom}' weg. Bij een pas bewaren we alleen nummer en voornaam.",)
    assert mensen(casa) == {}


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
def test_wat_eruit_komt_stond_er_al(casa, multibron, amina, vorm):
    maak_persoon("Rosa", casa, multibron, pasnummer="1004")
    maak_persoon("Rosa", casa, pasnummer="1013")
    maak_persoon("-Ö'zcan", casa, pasnummer="5724")
    maak_persoon("Ali", multibron, pasnummer="10090")

    uitkomst = rondje("passen", amina, casa, vorm)

    assert zinnen(uitkomst) == []
    assert [(r.wat, r.titel) for r in uitkomst.rijen] == [
        ("zelfde", "Rosa, pas 1004"),
        ("zelfde", "Rosa, pas 1013"),
        ("zelfde", "-Ö'zcan, pas 5724"),
    ]
