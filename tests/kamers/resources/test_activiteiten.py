"""The rota from a sheet: every rhythm, and no change that would touch what was logged."""

from datetime import date, time

import pytest

from kamers.models import Activiteit, Doelgroep, Domein, Soort
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_soort
from tests.kamers.invoerfabriek import doe, rondje, wat, zinnen

KOP = ("naam", "soort", "herhaling", "dag", "begin", "einde", "vanaf")
LES = ("Taalles", "Taal", "elke week", "dinsdag", "10:00", "12:00", "01-09-2026")


@pytest.fixture(autouse=True)
def lijsten(db):
    maak_soort("P4", "Taal", naam="Taal en ontwikkeling")
    Soort.objects.create(code="schulden", naam="Schulden", kort="Schulden", volgorde=6)
    maak_soort("P2", "Klussen", telt="klussen")
    for letter in "AC":
        Doelgroep.objects.create(letter=letter, naam=f"Groep {letter}")
    Domein.objects.create(code="gezondheid", naam="Gezondheid")


def test_een_wekelijkse_activiteit_komt_op_het_rooster(casa, amina):
    kop = (*KOP, "doelgroepen", "domeinen", "in de vakantie", "tellen", "hele dag")

    uitkomst = doe("activiteiten", amina, casa, kop, (*LES, '"C; A"', "Gezondheid", "nee", "namen", ""))

    assert zinnen(uitkomst) == []
    rij = Activiteit.objects.get()
    assert (rij.naam, rij.soort.code, rij.weekdag, rij.begin, rij.eind) == ("Taalles", "P4", 1, time(10), time(12))
    assert (rij.van, rij.tot, rij.in_vakantie, rij.telwijze, rij.hele_dag) == (
        date(2026, 9, 1),
        None,
        False,
        "namen",
        False,
    )
    assert [d.letter for d in rij.doelgroepen.order_by("letter")] == ["A", "C"]
    assert [d.code for d in rij.domeinen.all()] == ["gezondheid"]


def test_om_de_week_elke_maand_en_een_keer_vallen_op_hun_dagen(casa, amina):
    kop = (*KOP, "eerste keer", "keer in de maand")
    vast = ("Taal", "10:00", "12:00")
    rijen = [
        ("Om", "Taal", "om de week", "di", *vast[1:], "01-09-2026", "08-09-2026", ""),
        ("Maand", "Taal", "elke maand", "vrijdag", *vast[1:], "01-09-2026", "", "laatste"),
        ("Feest", "Taal", "één keer", "", *vast[1:], "05-09-2026", "", ""),
    ]

    assert zinnen(doe("activiteiten", amina, casa, kop, *rijen)) == []
    om, maand, feest = (Activiteit.objects.get(naam=naam) for naam in ("Om", "Maand", "Feest"))
    assert [om.is_op(date(2026, 9, dag)) for dag in (1, 8, 15, 22)] == [False, True, False, True]
    assert [maand.is_op(date(2026, 9, dag)) for dag in (4, 25)] == [False, True]
    assert (feest.weekdag, feest.tot, feest.is_op(date(2026, 9, 5))) == (5, date(2026, 9, 5), True)


def test_wat_niet_kan_staat_er_met_rij_en_kolom(casa, amina):
    kop = (*KOP, "tot en met", "eerste keer", "keer in de maand", "tellen", "met kinderen")
    goed = dict(zip(kop, (*LES, "", "", "", "", ""), strict=True))

    nummers = iter(range(100))

    def rij(**anders):
        return tuple(
            {
                **goed,
                "naam": f"Les {next(nummers)}",
                **{naam.replace("_", " "): waarde for naam, waarde in anders.items()},
            }.values()
        )

    uitkomst = doe(
        "activiteiten",
        amina,
        casa,
        kop,
        rij(einde="10:00"),
        rij(tot_en_met="31-08-2026"),
        rij(herhaling="om de week", eerste_keer="09-09-2026"),
        rij(herhaling="elke maand"),
        rij(keer_in_de_maand="eerste"),
        rij(herhaling="één keer", dag="woensdag"),
        rij(dag=""),
        rij(tellen="namen", met_kinderen="ja"),
        rij(soort="Schulden", tellen="namen"),
        rij(soort="Klussen"),
        rij(met_kinderen="soms", vanaf=""),
        rij(naam="Dubbel"),
        rij(naam="dubbel"),
    )

    assert [zin.replace("kolom ", "") for zin in zinnen(uitkomst)] == [
        "Rij 2, F (einde): Het einde is later op de dag dan het begin.",
        "Rij 3, H (tot en met): De laatste dag ligt voor de eerste dag.",
        "Rij 4, I (eerste keer): De eerste keer valt op de gekozen dag, en binnen twee weken na de startdatum.",
        "Rij 5, J (keer in de maand): Vul in welke keer in de maand: eerste, tweede, derde, vierde of laatste.",
        "Rij 6, J (keer in de maand): Dit hoort alleen bij elke maand. Maak deze cel leeg.",
        "Rij 7, G (vanaf): Wat één keer is, begint en eindigt op die dag. Kijk de dag na.",
        "Rij 8, D (dag): Kies een dag van de week.",
        "Rij 9, K (tellen): Kinderen tellen we altijd zonder naam. Kies 'tellen'.",
        "Rij 10, K (tellen): Bij schulden tellen we nooit met namen.",
        "Rij 11, B (soort): Een activiteit telt mensen. Klussen voer je in bij klussen.",
        "Rij 12, G (vanaf): Deze cel is leeg. Vul hier iets in.",
        "Rij 12, L (met kinderen): Vul ja of nee in.",
        "Rij 14, A (naam): Deze activiteit staat ook in rij 13. Haal er een weg.",
    ]
    assert not Activiteit.objects.exists()


def test_een_andere_eindtijd_verandert_de_reeks_en_niet_wat_genoteerd_is(casa, amina):
    doe("activiteiten", amina, casa, KOP, LES)
    les = Activiteit.objects.get()
    rij = maak_bijeenkomst(les, date(2026, 11, 24), nieuw=3)

    uitkomst = doe("activiteiten", amina, casa, KOP, (*LES[:5], "12:30", LES[6]))

    assert [(v.kop, v.oud, v.nieuw) for v in uitkomst.rijen[0].verschillen] == [("einde", "12:00", "12:30")]
    les.refresh_from_db(), rij.refresh_from_db()
    assert (les.eind, les.versie, rij.eind) == (time(12, 30), 2, time(12))
    assert wat(doe("activiteiten", amina, casa, KOP, (*LES[:5], "12:30", LES[6]))) == ["zelfde"]


def test_wat_de_telling_raakt_verandert_alleen_op_het_rooster(casa, amina):
    doe("activiteiten", amina, casa, KOP, LES)
    kop = (*KOP, "tellen", "keer in de maand")
    maak_soort("P1", "Ontmoeting")

    uitkomst = doe("activiteiten", amina, casa, kop, (LES[0], "P1", "elke maand", *LES[3:], "namen", 1))

    zin = "Verander dit op de pagina Rooster. Dan blijft staan wat al genoteerd is."
    assert [z for z in zinnen(uitkomst) if zin in z] == [
        f"Rij 2, kolom B (soort): {zin}",
        f"Rij 2, kolom C (herhaling): {zin}",
        f"Rij 2, kolom H (tellen): {zin}",
        f"Rij 2, kolom I (keer in de maand): {zin}",
    ]


def test_een_laatste_dag_stopt_de_activiteit_en_komt_niet_terug(casa, amina):
    doe("activiteiten", amina, casa, KOP, LES)
    kop = (*KOP, "tot en met")

    stopt = doe("activiteiten", amina, casa, kop, (*LES, "31-12-2026"))
    weer = doe("activiteiten", amina, casa, kop, (*LES, "31-12-2026"))
    terug = doe("activiteiten", amina, casa, kop, (*LES, ""))

    assert (zinnen(stopt), wat(weer), Activiteit.objects.get().tot) == ([], ["zelfde"], date(2026, 12, 31))
    assert zinnen(terug) == [
        "Rij 2, kolom H (tot en met): Deze activiteit is al gestopt. Zet een nieuwe op het rooster."
    ]


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
def test_wat_eruit_komt_stond_er_al(casa, amina, vorm):
    maak_activiteit(casa, "=A1", met_kinderen=True, tot=date(2026, 1, 1))
    maak_activiteit(casa, "Om", herhaling="tweeweken", weekpariteit=1, van=date(2026, 9, 2))
    maak_activiteit(casa, "Maand", herhaling="maand", keer_in_maand=5, in_vakantie=False)
    feest = maak_activiteit(casa, "Feest", herhaling="eenmalig", van=date(2026, 9, 1), tot=date(2026, 9, 1))
    feest.doelgroepen.set(Doelgroep.objects.all()), feest.domeinen.set(Domein.objects.all())
    maak_activiteit(casa, hele_dag=True, begin=time(9, 5), telwijze="namen")

    uitkomst = rondje("activiteiten", amina, casa, vorm)

    assert zinnen(uitkomst) == []
    assert [(r.wat, r.verschillen) for r in uitkomst.rijen] == [("zelfde", ())] * 5
