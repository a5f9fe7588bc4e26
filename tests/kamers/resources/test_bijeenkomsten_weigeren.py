"""Occurrences from a sheet that are refused or asked about: counts, days, closed years and names."""

from datetime import date, time, timedelta

import pytest

from kamers.models import Bijeenkomst, Kamer, Teljaar
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.invoerfabriek import BIJEENKOMST, doe, keren, wat, zinnen

DINSDAG = date(2026, 11, 24)
WEEK = timedelta(days=7)
NAAM = "Conversatieles Nederlands"


@pytest.fixture
def les(casa):
    return maak_activiteit(casa)


def test_een_foute_rij_van_drieduizend_slaat_niets_op_en_noemt_rij_en_kolom(casa, amina):
    begin = date(2018, 1, 1)
    maak_activiteit(casa, "Inloop", weekdag=0, van=begin)
    for dag in range(1, 7):
        maak_activiteit(casa, "Inloop", weekdag=dag, van=begin)
    dagen = [begin + timedelta(days=n) for n in range(3000)]
    rijen = [("Inloop", f"{dag:%d-%m-%Y}", "", 3, 1) for dag in dagen]
    rijen[1499] = ("Inloop", rijen[1499][1], "12,7", 3, 1)

    uitkomst = doe("bijeenkomsten", amina, casa, BIJEENKOMST, *rijen)

    assert zinnen(uitkomst) == ["Rij 1501, kolom C (kwamen al): Vul een getal in, bijvoorbeeld 12."]
    assert Bijeenkomst.objects.count() == 0


def test_alle_fouten_komen_tegelijk_met_hun_plek(casa, amina, les):
    kop = (*BIJEENKOMST, "kinderen", "status", "uren")
    uitkomst = doe(
        "bijeenkomsten",
        amina,
        casa,
        kop,
        ("Breien", "24-11-2026", 1, 0, 0, "", "", ""),
        (NAAM, "25-11-2026", 1, 0, 0, "", "", ""),
        (NAAM, "24-11", "veel", "1.5", "-1", "", "misschien", ""),
        (NAAM, "01-12-2026", "", 4, "", "", "", ""),
        (NAAM, "17-11-2026", "", "", "", "", "", "2"),
        (NAAM, "10-11-2026", "", 2, 3, 9, "", ""),
        (NAAM, "03-11-2026", "", 2, 2, "", "", ""),
        (NAAM, "03-11-2026", "", 2, 2, "", "", ""),
    )

    assert zinnen(uitkomst) == [
        "Rij 2, kolom A (activiteit): Deze activiteit staat niet op het rooster. Kijk de naam na.",
        "Rij 3, kolom B (gepland): Op 25-11-2026 is deze activiteit niet. Kijk de dag na.",
        "Rij 4, kolom B (gepland): Vul een datum in met het jaar erbij, bijvoorbeeld 20-11-2018.",
        "Rij 4, kolom C (kwamen al): Vul een getal in, bijvoorbeeld 12.",
        "Rij 4, kolom D (nieuw bij soort): Vul een getal in, bijvoorbeeld 12.",
        "Rij 4, kolom E (nieuw in kamer): Vul een getal in, bijvoorbeeld 12.",
        "Rij 4, kolom G (status): Kies uit: genoteerd, ging niet door, verplaatst.",
        "Rij 5, kolom E (nieuw in kamer): Hoeveel van deze 4 zijn ook nieuw in de kamer? Vul een getal in.",
        "Rij 6, kolom C (kwamen al): Vul in hoeveel mensen er waren.",
        "Rij 6, kolom H (uren): Hier staan uren, maar geen namen. Vul ook in wie er hielp.",
        "Rij 7, kolom E (nieuw in kamer): Vul een getal in van 0 tot en met 2.",
        "Rij 7, kolom F (kinderen): Er kunnen niet meer kinderen zijn dan mensen. Verander een van de twee.",
        "Rij 9, kolom B (gepland): Deze keer staat ook in rij 8. Haal er een weg.",
    ]
    assert not Bijeenkomst.objects.exists()


def test_meer_mensen_die_al_kwamen_dan_geteld_zijn_wordt_gevraagd_in_de_volgorde_van_de_dagen(casa, amina, les):
    uitkomst = doe(
        "bijeenkomsten",
        amina,
        casa,
        BIJEENKOMST,
        (NAAM, "24-11-2026", 9, 0, 0),
        (NAAM, "10-11-2026", 0, 3, 3),
        (NAAM, "17-11-2026", 4, 0, 0),
    )

    assert zinnen(uitkomst) == [
        "Rij 2, kolom C (kwamen al): Dit jaar telden we bij Taal pas 3 mensen."
        " Hoeveel van deze 9 zijn er voor het eerst dit jaar?",
        "Rij 4, kolom C (kwamen al): Dit jaar telden we bij Taal pas 3 mensen."
        " Hoeveel van deze 4 zijn er voor het eerst dit jaar?",
    ]


def test_een_eerdere_dag_die_niet_klopt_wordt_nagekeken_en_niet_geweigerd(casa, amina, les):
    maak_bijeenkomst(les, DINSDAG, nieuw=3)

    uitkomst = doe("bijeenkomsten", amina, casa, BIJEENKOMST, (NAAM, "17-11-2026", 4, 0, 0))

    assert zinnen(uitkomst) == []
    assert keren(casa)[0] == (date(2026, 11, 17), 4, 0, 0)


def test_na_een_rij_die_niet_te_lezen_is_komt_er_geen_vraag_over_wie_al_kwamen(casa, amina, les):
    rijen = [(NAAM, "17-11-2026", "", "acht", 5), (NAAM, "24-11-2026", 6, 0, 0)]

    assert zinnen(doe("bijeenkomsten", amina, casa, BIJEENKOMST, *rijen)) == [
        "Rij 2, kolom D (nieuw bij soort): Vul een getal in, bijvoorbeeld 12."
    ]


def test_een_hoog_aantal_vraagt_om_ja_in_de_kolom_klopt(casa, amina, les):
    kop, rij = (*BIJEENKOMST, "klopt"), (NAAM, "24-11-2026", "", 151, 0)

    vraag = doe("bijeenkomsten", amina, casa, kop, (*rij, ""))
    nee = doe("bijeenkomsten", amina, casa, kop, (*rij, "nee"))
    ja = doe("bijeenkomsten", amina, casa, kop, (*rij, "ja"))

    zin = "Rij 2, kolom C (kwamen al): 151 deelnemers is veel. Klopt dat? Zet dan ja in de kolom 'klopt'."
    assert (zinnen(vraag), zinnen(nee), zinnen(ja)) == ([zin], [zin], [])
    assert keren(casa) == [(DINSDAG, 0, 151, 0)]


def test_wat_veel_is_volgt_uit_de_keren_van_het_blad_zelf(casa, amina, les):
    rijen = [(NAAM, f"{DINSDAG - n * WEEK:%d-%m-%Y}", "", 2, 0) for n in range(1, 6)]

    uitkomst = doe("bijeenkomsten", amina, casa, BIJEENKOMST, (NAAM, "24-11-2026", "", 16, 0), *rijen)

    assert zinnen(uitkomst) == [
        "Rij 2, kolom C (kwamen al): 16 deelnemers is veel. Klopt dat? Zet dan ja in de kolom 'klopt'."
    ]


def test_een_gesloten_teljaar_en_een_dag_die_nog_komt_worden_geweigerd(casa, amina, les):
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)

    uitkomst = doe(
        "bijeenkomsten",
        amina,
        casa,
        BIJEENKOMST,
        (NAAM, "18-11-2025", "", 4, 0),
        (NAAM, "01-12-2026", "", 4, 0),
    )

    assert zinnen(uitkomst) == [
        "Rij 2, kolom B (gepland): Het teljaar 2025 van Casa Jepie Makandra is gesloten."
        " Vraag de projectcoach wat je kunt doen.",
        "Rij 3, kolom B (gepland): Deze dag moet nog komen. Kies vandaag of een dag ervoor.",
    ]


def test_na_de_laatste_dag_van_de_kamer_wordt_niets_ingevoerd_en_tot_en_met_die_dag_wel(casa, amina, les):
    Kamer.objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=date(2026, 11, 10))
    casa.refresh_from_db()
    voor, op, na = (NAAM, "03-11-2026", "", 4, 0), (NAAM, "10-11-2026", 4, 0, 0), (NAAM, "17-11-2026", 4, 0, 0)

    uitkomst = doe("bijeenkomsten", amina, casa, BIJEENKOMST, voor, op, na)

    assert zinnen(uitkomst) == [
        "Rij 4, kolom B (gepland): Casa Jepie Makandra is dicht. De laatste dag was 10 november 2026."
        " Kies die dag of een dag ervoor."
    ]
    assert wat(doe("bijeenkomsten", amina, casa, BIJEENKOMST, voor, op)) == ["nieuw", "nieuw"]


def test_namen_die_twee_mensen_hebben_of_niemand_worden_gevraagd(casa, multibron, amina, les):
    een, ander = (maak_vrijwilliger("Ali", casa).persoon for _n in range(2))
    maak_vrijwilliger("Gifty", multibron)
    maak_vrijwilliger("Ronald", casa, gestopt_op=date(2026, 6, 1))
    kop = (*BIJEENKOMST, "vrijwilligers", "uren")
    vast = ("", 1, 1)

    uitkomst = doe(
        "bijeenkomsten",
        amina,
        casa,
        kop,
        (NAAM, "24-11-2026", *vast, "Ali", 2),
        (NAAM, "17-11-2026", *vast, "Gifty", 2),
        (NAAM, "10-11-2026", *vast, "Ronald", 2),
        (NAAM, "03-11-2026", *vast, f"Ali [{een.pk}]", ""),
        (NAAM, "27-10-2026", *vast, f"Ali [{ander.pk}]", 2),
    )

    assert zinnen(uitkomst) == [
        f"Rij 2, kolom F (vrijwilligers): Meer mensen heten Ali. Kies uit: Ali [{een.pk}], Ali [{ander.pk}].",
        "Rij 3, kolom F (vrijwilligers): Gifty is geen vrijwilliger van deze kamer. Kijk de naam na.",
        "Rij 4, kolom F (vrijwilligers): Ronald stopte op 01-06-2026. Kijk de naam of de dag na.",
        "Rij 5, kolom G (uren): Vul een aantal uren in van 0,5 tot 12.",
    ]


def test_twee_activiteiten_met_een_naam_op_een_dag_vragen_om_het_begin(casa, amina, les):
    middag = maak_activiteit(casa, begin=time(14), eind=time(16))

    vraag = doe("bijeenkomsten", amina, casa, BIJEENKOMST, (NAAM, "24-11-2026", "", 2, 0))
    goed = doe("bijeenkomsten", amina, casa, (*BIJEENKOMST, "begin"), (NAAM, "24-11-2026", "", 2, 0, "14:00"))

    assert zinnen(vraag) == ["Rij 2, kolom B (gepland): Op deze dag zijn er meer met deze naam. Vul ook het begin in."]
    assert zinnen(goed) == []
    assert Bijeenkomst.objects.get().activiteit == middag
