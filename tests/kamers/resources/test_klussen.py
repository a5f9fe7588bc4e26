"""Klussen from a sheet: recognised, with their hours, and without texts that may not be kept."""

from datetime import date, time
from decimal import Decimal

import pytest

from kamers.models import Inzet, Klus, Klusplek, Teljaar
from tests.fabriek import maak_inzet, maak_klus, maak_partner, maak_vrijwilliger
from tests.kamers.invoerfabriek import KLUS, doe, klussen, rondje, wat, zinnen

HEEL = (
    *("soort klus", "wat", "straat", "huurt van", "kwam binnen via", "eerste keer", "status", "gevraagd op"),
    *("afspraak", "hoe laat", "gedaan op", "vrijwilligers", "uren"),
)


def test_een_klus_komt_met_alles_in_de_kamer(casa, amina, eigen_haard):
    wouter = maak_vrijwilliger("Wouter", casa).persoon
    rij = ("tuin", "Heg snoeien", "Reigersbos", "eigen-haard", "Eigen Haard", "Ja", "klaar", "02-11-2026")

    uitkomst = doe("klussen", amina, casa, HEEL, (*rij, "10-11-2026", "10.30", "12-11-2026", "Wouter", "1u30"))

    assert zinnen(uitkomst) == []
    klus = Klus.objects.get()
    assert (klus.klussoort, klus.omschrijving, klus.straat) == ("tuin", "Heg snoeien", "Reigersbos")
    assert (klus.corporatie, klus.via, klus.eerste_keer, klus.status) == (eigen_haard, eigen_haard, "ja", "klaar")
    assert (klus.afspraak, klus.afspraak_tijd, klus.gedaan_op) == (date(2026, 11, 10), time(10, 30), date(2026, 11, 12))
    assert (klus.afgehandeld_op, klus.gewist_op, klus.gewijzigd_door) == (date(2026, 11, 12), None, amina)
    uren = Inzet.objects.values_list("persoon", "dag", "uren")
    assert list(uren) == [(wouter.pk, date(2026, 11, 12), Decimal("1.50"))]
    assert Klusplek.objects.get().uren == Decimal("1.50")


def test_status_volgt_uit_de_dagen(casa, amina):
    kop = ("wat", "gevraagd op", "afspraak", "gedaan op")
    rijen = [
        ("Kraan", "02-11-2026", "", ""),
        ("Lamp", "02-11-2026", "01-12-2026", ""),
        ("Kast", "02-11-2026", "", "03-11-2026"),
    ]

    assert zinnen(doe("klussen", amina, casa, kop, *rijen)) == []
    assert klussen(casa) == [("Kraan", "gevraagd"), ("Lamp", "gepland"), ("Kast", "klaar")]


def test_een_tekst_ouder_dan_dertig_dagen_komt_er_niet_in(casa, amina):
    rijen = [("Oud", "01-10-2026", "klaar", "28-10-2026"), ("Net niet", "01-10-2026", "klaar", "29-10-2026")]

    uitkomst = doe("klussen", amina, casa, KLUS, *rijen)

    assert klussen(casa) == [("", "klaar"), ("Net niet", "klaar")]
    assert [klus.gewist_op for klus in Klus.objects.order_by("pk")] == [date(2026, 11, 27), None]
    assert uitkomst.meldingen == ("Bij 1 klus is de tekst ouder dan 30 dagen. Die tekst nemen we niet over.",)


def test_hetzelfde_bestand_nog_een_keer_ook_met_twee_gelijke_klussen_verandert_niets(casa, amina):
    rijen = [("Kraan", "02-11-2026", "gevraagd", "")] * 2 + [("Oud", "01-10-2026", "klaar", "02-10-2026")]
    doe("klussen", amina, casa, KLUS, *rijen)

    assert wat(doe("klussen", amina, casa, KLUS, *rijen)) == ["zelfde"] * 3
    assert wat(doe("klussen", amina, casa, KLUS, *rijen, rijen[0])) == ["zelfde"] * 3 + ["nieuw"]
    assert Klus.objects.count() == 4


def test_een_klus_die_verder_is_wordt_gewijzigd_en_niet_een_tweede(casa, amina):
    doe("klussen", amina, casa, KLUS, ("Kraan", "02-11-2026", "gevraagd", ""))

    uitkomst = doe("klussen", amina, casa, KLUS, ("Kraan", "02-11-2026", "klaar", "20-11-2026"))

    assert {v.kop: (v.oud, v.nieuw) for v in uitkomst.rijen[0].verschillen} == {
        "status": ("gevraagd", "klaar"),
        "gedaan op": ("", "20-11-2026"),
        "afgehandeld op": ("", "20-11-2026"),
    }
    assert klussen(casa) == [("Kraan", "klaar")]
    assert Klus.objects.get().versie == 2


def test_een_rij_die_precies_past_gaat_voor_een_rij_die_verandert(casa, amina):
    rijen = [("Kraan", "02-11-2026", "gevraagd", ""), ("Kraan", "02-11-2026", "klaar", "03-11-2026")]
    doe("klussen", amina, casa, KLUS, *rijen)

    assert wat(doe("klussen", amina, casa, KLUS, *reversed(rijen))) == ["zelfde", "zelfde"]


def test_na_de_laatste_dag_van_de_kamer_wordt_er_geen_klus_als_gedaan_ingevoerd(casa, amina):
    type(casa).objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=date(2026, 11, 10))
    casa.refresh_from_db()
    op, na = ("Kraan", "02-11-2026", "klaar", "10-11-2026"), ("Lamp", "02-11-2026", "klaar", "11-11-2026")

    assert zinnen(doe("klussen", amina, casa, KLUS, op, na)) == [
        "Rij 3, kolom D (gedaan op): Casa Jepie Makandra is dicht. De laatste dag was 10 november 2026."
        " Kies die dag of een dag ervoor."
    ]
    assert wat(doe("klussen", amina, casa, KLUS, op)) == ["nieuw"]


def test_een_nummer_van_een_andere_kamer_bestaat_hier_niet(casa, multibron, amina):
    vreemd = maak_klus(multibron)

    uitkomst = doe("klussen", amina, casa, ("nummer", *KLUS), (vreemd.pk, "Kraan", "02-11-2026", "", ""))

    assert zinnen(uitkomst) == [
        "Rij 2, kolom A (nummer): Dit nummer is niet van een klus in deze kamer. Kijk het na of laat het leeg."
    ]


def test_wat_niet_kan_staat_er_met_rij_en_kolom(casa, amina):
    Teljaar.objects.create(kamer=casa, jaar=2025, gesloten_door=amina)
    kop = (*KLUS, "afspraak", "hoe laat", "reden", "huurt van", "vrijwilligers")
    maak_partner("pozo", "POZO", "welzijn")

    uitkomst = doe(
        "klussen",
        amina,
        casa,
        kop,
        ("", "02-11-2026", "", "", "", "", "", "", ""),
        ("Kraan", "02-11-2026", "klaar", "", "", "", "", "", ""),
        ("Kraan", "02-11-2026", "gepland", "03-11-2026", "", "10:00", "", "", ""),
        ("Kraan", "02-11-2026", "gaat niet door", "", "", "", "", "", ""),
        ("Kraan", "02-11-2026", "", "", "", "25:00", "", "POZO", ""),
        ("Kraan", "02-11-2026", "klaar", "01-12-2026", "", "", "", "", ""),
        ("Kraan", "02-12-2025", "klaar", "03-12-2025", "", "", "", "", ""),
        ("Kraan 111222333", "02-11-2026", "", "", "", "", "", "", "Niemand"),
        ("Lamp", "02-11-2026", "", "", "", "", "", "", "Niemand"),
    )

    assert zinnen(uitkomst) == [
        "Rij 2, kolom A (wat): Schrijf op wat er moet gebeuren, bijvoorbeeld: lekkende kraan.",
        "Rij 3, kolom D (gedaan op): Vul in op welke dag de klus gedaan is.",
        "Rij 4, kolom D (gedaan op): Deze klus is niet klaar. Maak deze cel leeg, of zet klaar bij status.",
        "Rij 4, kolom E (afspraak): Vul in op welke dag de afspraak is.",
        "Rij 4, kolom E (afspraak): Vul ook in op welke dag de afspraak is.",
        "Rij 5, kolom G (reden): Schrijf kort op waarom de klus niet doorgaat.",
        "Rij 6, kolom F (hoe laat): Vul een tijd in, bijvoorbeeld 10:00.",
        "Rij 6, kolom H (huurt van): Kies uit: niets, want deze lijst is nog leeg.",
        "Rij 7, kolom D (gedaan op): Deze dag moet nog komen. Kies vandaag of een dag ervoor.",
        "Rij 8, kolom D (gedaan op): Het teljaar 2025 van Casa Jepie Makandra is gesloten."
        " Vraag de projectcoach wat je kunt doen.",
        "Rij 9, kolom A (wat): Dit lijkt op een BSN. Haal dat nummer weg. We bewaren nooit een BSN.",
        "Rij 10, kolom I (vrijwilligers): Niemand is geen vrijwilliger van deze kamer. Kijk de naam na.",
    ]
    assert not Klus.objects.exists()


def test_een_klus_waarvan_een_helper_uren_meldde_gaat_niet_terug(casa, amina):
    klus = maak_klus(casa, status="klaar", gedaan_op=date(2026, 11, 20), afgehandeld_op=date(2026, 11, 20))
    helper = maak_vrijwilliger("Wouter", casa).persoon
    maak_inzet(helper, klus=klus, gemeld_op="2026-11-21T10:00:00Z", gemeld_uren=2)
    kop = ("nummer", "wat", "gevraagd op", "status", "gedaan op", "afgehandeld op", "vrijwilligers", "uren")

    uitkomst = doe("klussen", amina, casa, kop, (klus.pk, "Lekkende kraan", "05-01-2026", "gevraagd", "", "", "", ""))

    assert zinnen(uitkomst) == [
        "Rij 2, kolom D (status): Deze klus is klaar en kan niet terug. Maak er een nieuwe van."
    ]


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
def test_wat_eruit_komt_stond_er_al(casa, amina, eigen_haard, vorm):
    wouter, gifty = (maak_vrijwilliger(naam, casa).persoon for naam in ("Wouter", "Gifty"))
    maak_klus(casa, omschrijving="=SOM(A1)", straat="+31", corporatie=eigen_haard)
    maak_klus(casa, omschrijving="", gewist_op=date(2026, 3, 1), status="vervallen", afgehandeld_op=date(2026, 2, 1))
    gepland = maak_klus(casa, status="gepland", afspraak=date(2026, 12, 1), afspraak_tijd=time(9, 5))
    Klusplek.objects.create(klus=gepland, persoon=gifty, uren=Decimal("0.5"))
    klaar = maak_klus(casa, status="klaar", gedaan_op=date(2026, 11, 20), afgehandeld_op=date(2026, 11, 22))
    Klusplek.objects.create(klus=klaar, persoon=gifty, uren=1)
    maak_inzet(wouter, klus=klaar, uren="2.25")
    maak_inzet(gifty, klus=klaar, uren="3")
    maak_klus(casa, status="klaar", gedaan_op=date(2026, 1, 20), omschrijving="Nog niet gewist")

    uitkomst = rondje("klussen", amina, casa, vorm)

    assert zinnen(uitkomst) == []
    assert [(r.wat, r.verschillen) for r in uitkomst.rijen] == [("zelfde", ())] * 5


def test_een_tekst_die_gewist_had_moeten_zijn_gaat_niet_naar_buiten(casa, amina):
    maak_klus(casa, status="klaar", gedaan_op=date(2026, 1, 20), omschrijving="Nog niet gewist")

    assert rondje("klussen", amina, casa, "csv").rijen[0].titel == "Kleine reparatie, 05-01-2026, Casa Jepie Makandra"
