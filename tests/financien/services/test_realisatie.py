"""Budget against realisation of the offer of 2018, in exact amounts."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.models import Jaar
from financien.models import Afwijking, Begrotingsregel, Grootboekrekening, Kostenpost
from financien.services import vastgelegd
from financien.services.realisatie import realisatie
from financien.services.stand import Stand, som, zin_niet_af
from financien.services.uitleggen import UitlegFout, leg_uit, zet_grens
from tests.fabriek import zet_jaar
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel

D = Decimal


@pytest.fixture
def boeken(aanbod, vier):
    begin_boeken(2018)
    return Jaar.objects.get(jaar=2018)


def lees(jaar, maand, kamer, code):
    stand = realisatie(jaar, maand, [kamer])
    return next(r for r in stand.regels if r.code == code)


def betaal(chandra, kamer, nummer, bedrag, maand=3):
    return maak_boekstuk(chandra, regel(nummer, "1000", bedrag, kamer), datum=date(2018, maand, 10))


def test_huur_tot_en_met_maart_staat_naast_drie_twaalfde(boeken, casa, chandra):
    for maand in (1, 2, 3):
        betaal(chandra, casa, "4110", "725", maand)

    assert lees(boeken, 3, casa, "f1").stand == Stand(
        begroot=D(8700), tot_nu=D(2175), gerealiseerd=D(2175), vastgelegd=D(0), te_komen=D(6525)
    )
    assert lees(boeken, 3, casa, "f1").stand.verwacht == D(8700)


def test_meer_dan_gepland_staat_onder_nul_en_werkt_door_in_het_jaar(boeken, casa, chandra):
    betaal(chandra, casa, "4110", "2500", 2)

    stand = lees(boeken, 2, casa, "f1").stand

    assert (stand.tot_nu, stand.verschil, stand.verwacht, stand.verschil_jaar) == (D(1450), D(-1050), D(9750), D(-1050))


def test_een_omgekeerd_stuk_en_een_creditnota_tellen_terug(boeken, casa, chandra):
    betaal(chandra, casa, "4110", "725")
    maak_boekstuk(chandra, regel("1000", "4110", "25.50", casa), datum=date(2018, 3, 20))

    assert lees(boeken, 3, casa, "f1").stand.gerealiseerd == D("699.50")


def test_een_boeking_na_de_maand_telt_niet_mee_en_een_schrikkeldag_wel(aanbod, casa, chandra, vier):
    begin_boeken(2020)
    maak_boekstuk(chandra, regel("4110", "1000", "10", casa), datum=date(2020, 2, 29))
    maak_boekstuk(chandra, regel("4110", "1000", "5", casa), datum=date(2020, 3, 1))

    assert lees(Jaar.objects.get(jaar=2020), 2, casa, "f1").stand.gerealiseerd == D(10)


def test_eenmalige_inventaris_is_in_maart_geen_afwijking_en_komt_niet_nog_eens(boeken, kg, chandra):
    Begrotingsregel.objects.filter(post__code="F6").update(spreiding="eenmalig")
    betaal(chandra, kg, "4160", "8712")

    rij = lees(boeken, 3, kg, "f6")

    assert rij.stand == Stand(D(8712), D(8712), D(8712), D(0), D(0))
    assert not rij.vraagt_uitleg
    assert not lees(boeken, 2, kg, "f6").vraagt_uitleg


def test_kosten_zonder_post_staan_apart_en_vragen_altijd_een_zin(boeken, casa, chandra):
    betaal(chandra, casa, "4220", "12.50")

    rij = lees(boeken, 3, casa, "buiten")

    assert (rij.post, rij.stand.begroot, rij.stand.gerealiseerd) == (None, 0, D("12.50"))
    assert rij.vraagt_uitleg


@pytest.mark.parametrize(
    ("bedrag", "vraagt"), [("797.50", False), ("797.51", True), ("652.50", False), ("652.49", True)]
)
def test_tien_procent_is_goed_en_een_cent_meer_vraagt_een_zin(boeken, casa, chandra, bedrag, vraagt):
    betaal(chandra, casa, "4110", bedrag, 1)

    assert lees(boeken, 1, casa, "f1").vraagt_uitleg is vraagt


@pytest.mark.parametrize(("bedrag", "vraagt"), [("37960", False), ("37960.01", True)])
def test_meer_dan_2500_euro_vraagt_een_zin_ook_onder_de_tien_procent(boeken, casa, chandra, bedrag, vraagt):
    betaal(chandra, casa, "4010", bedrag, 12)

    assert lees(boeken, 12, casa, "m1").vraagt_uitleg is vraagt


def test_een_eigen_grens_geldt_alleen_in_haar_jaar(boeken, casa, chandra):
    betaal(chandra, casa, "4110", "1000", 1)
    zet_grens(jaar=2018, procent=50, bedrag=D(5000))

    assert not lees(Jaar.objects.get(jaar=2018), 1, casa, "f1").vraagt_uitleg


def uitleg(kamer, gebruiker, verschil, maand=3, tekst="De huur ging omhoog."):
    post = Kostenpost.objects.get(code="F1")
    return leg_uit(
        jaar=2018, kamer=kamer, post=post, maand=maand, verschil=D(verschil), tekst=tekst, gebruiker=gebruiker
    )


def test_een_zin_geldt_tot_het_verschil_opnieuw_de_grens_voorbij_is(boeken, casa, chandra):
    betaal(chandra, casa, "4110", "2475", 3)
    uitleg(casa, chandra, "-300")

    assert not lees(boeken, 3, casa, "f1").vraagt_uitleg
    betaal(chandra, casa, "4110", "725", 4)
    assert not lees(boeken, 4, casa, "f1").vraagt_uitleg
    betaal(chandra, casa, "4110", "291", 4)
    assert lees(boeken, 4, casa, "f1").vraagt_uitleg
    assert lees(boeken, 4, casa, "f1").uitleg.tekst == "De huur ging omhoog."


def test_een_zin_van_later_zegt_niets_over_eerder(boeken, casa, chandra):
    betaal(chandra, casa, "4110", "2475", 3)
    uitleg(casa, chandra, "-300", maand=5)

    assert lees(boeken, 3, casa, "f1").uitleg is None


def test_een_tweede_zin_vervangt_de_eerste_en_het_spoor_houdt_beide(boeken, casa, chandra):
    zin = uitleg(casa, chandra, "-300")
    uitleg(casa, chandra, "-300", tekst="De verhuurder rekende dubbel.")

    assert list(Afwijking.objects.values_list("tekst", flat=True)) == ["De verhuurder rekende dubbel."]
    assert sorted(zin.events.values_list("tekst", flat=True)) == [
        "De huur ging omhoog.",
        "De verhuurder rekende dubbel.",
    ]


def test_in_een_vastgesteld_jaar_komt_geen_zin_meer(boeken, casa, chandra):
    zet_jaar("vastgesteld")

    with pytest.raises(UitlegFout, match="2018 is vastgesteld"):
        uitleg(casa, chandra, "-300")
    assert not Afwijking.objects.exists()


def test_buiten_de_begroting_is_er_ook_maar_een_zin_per_maand(boeken, casa, chandra):
    vast = {"jaar": boeken, "kamer": casa, "post": None, "maand": 3, "verschil": 1, "auteur": chandra}
    Afwijking.objects.create(tekst="Eerst", **vast)

    with pytest.raises(IntegrityError, match="afwijking_een_zin_per_maand"), transaction.atomic():
        Afwijking.objects.create(tekst="Nog eens", **vast)


@pytest.fixture
def beloofd(monkeypatch):
    """Let one source know of an order, and forget it after the test."""
    monkeypatch.setattr(vastgelegd, "_bronnen", [])

    def doe(*delen):
        vastgelegd.registreer(lambda jaar: delen)

    return doe


def test_wat_vastligt_telt_bij_het_verwachte_en_niet_dubbel_met_de_begroting(boeken, casa, chandra, beloofd):
    betaal(chandra, casa, "4120", "1", 3)
    post = Kostenpost.objects.get(code="F1").pk
    beloofd(
        vastgelegd.Vastgelegd(casa.pk, post, date(2018, 2, 20), D(100)),
        vastgelegd.Vastgelegd(casa.pk, post, date(2018, 6, 1), D(725)),
        vastgelegd.Vastgelegd(casa.pk, post, date(2019, 1, 1), D(999)),
    )

    stand = lees(boeken, 3, casa, "f1").stand

    assert (stand.vastgelegd, stand.te_komen, stand.verwacht) == (D(825), D(5800), D(6625))


def test_een_eenmalige_bestelling_van_nu_haalt_af_van_wat_nog_komt(boeken, kg, beloofd):
    Begrotingsregel.objects.filter(post__code="F6").update(spreiding="eenmalig")
    post = Kostenpost.objects.get(code="F6").pk
    beloofd(vastgelegd.Vastgelegd(kg.pk, post, date(2018, 3, 1), D(8000)))

    stand = lees(boeken, 3, kg, "f6").stand

    assert (stand.vastgelegd, stand.te_komen, stand.verwacht) == (D(8000), D(712), D(8712))


def test_alle_kamers_samen_zijn_de_som_en_het_grootste_verschil_staat_eerst(boeken, vier, chandra):
    betaal(chandra, vier[0], "4110", "900", 1)
    betaal(chandra, vier[1], "4110", "5000", 1)

    stand = realisatie(boeken, 1, vier)

    assert {p.code: s.gerealiseerd for p, s in stand.per_post()}["F1"] == D(5900)
    assert stand.totaal.begroot == D(433044)
    assert stand.totaal.gerealiseerd == D(5900)
    assert [stand.vragen[0].kamer, stand.vragen[0].code] == [vier[1], "f1"]
    assert sum(aantal for _kamer, _stand, aantal in stand.per_kamer()) == len(stand.vragen)


def test_zonder_begroting_staat_er_alleen_wat_is_geboekt(casa, chandra, aanbod, vier):
    begin_boeken(2019)
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=date(2019, 1, 10))

    stand = realisatie(Jaar.objects.get(jaar=2019), 1, [casa])

    assert (stand.versie, [r.code for r in stand.regels]) == (None, ["f1"])


def test_vier_kamers_vragen_evenveel_als_een(boeken, vier, casa, chandra):
    betaal(chandra, casa, "4110", "725")
    jaar = Jaar.objects.select_related("afwijkingsgrens").get(jaar=2018)
    aantallen = []
    for kamers in ([casa], vier):
        with CaptureQueriesContext(connection) as vragen:
            realisatie(jaar, 3, kamers)
        aantallen.append(len(vragen))

    assert aantallen == [6, 6]  # version with its lines, bookings, committed invoices and receipts, sentences, lines


def test_een_maand_waarvan_niets_is_geboekt_blijft_verwacht_en_dat_staat_er(boeken, casa, chandra):
    for maand in (1, 2):
        betaal(chandra, casa, "4110", "725", maand)

    stand = realisatie(boeken, 3, [casa])

    assert lees(boeken, 3, casa, "f1").stand == Stand(D(8700), D(2175), D(1450), D(0), D(7250))
    assert lees(boeken, 3, casa, "f1").stand.verwacht == lees(boeken, 2, casa, "f1").stand.verwacht == D(8700)
    assert zin_niet_af(stand) == "Van maart is nog niets geboekt. Wat daarvoor is begroot, komt nog."
    assert zin_niet_af(realisatie(boeken, 5, [casa])).startswith("Van maart tot en met mei is nog niets geboekt.")
    assert zin_niet_af(realisatie(boeken, 2, [casa])) == ""
    assert stand.vragen == []


def test_ook_in_december_blijft_verwacht_wat_niet_is_geboekt(boeken, kg, chandra):
    Begrotingsregel.objects.filter(post__code="F6").update(spreiding="eenmalig")
    betaal(chandra, kg, "4160", "8000", 11)

    assert lees(boeken, 12, kg, "f6").stand.te_komen == D(712)
    betaal(chandra, kg, "4110", "1", 12)
    assert lees(boeken, 12, kg, "f6").stand.te_komen == D(0)


def test_of_een_maand_is_geboekt_geldt_voor_alle_kamers_samen(boeken, casa, multibron, chandra):
    betaal(chandra, casa, "4110", "725", 2)

    alleen, samen = realisatie(boeken, 3, [multibron]), realisatie(boeken, 3, [casa, multibron])
    assert (alleen.gedaan, samen.gedaan) == (2, 2)
    assert som(alleen.regels) == som(samen.van(multibron))


def test_van_een_lopende_maand_komt_nog_wat_er_niet_van_is_geboekt(boeken, casa, chandra):
    for maand, bedrag in ((1, "725"), (2, "725"), (3, "700")):
        betaal(chandra, casa, "4110", bedrag, maand)

    def huur(dag):
        stand = realisatie(boeken, 3, [casa], vandaag=dag)
        return next(r.stand.te_komen for r in stand.regels if r.code == "f1"), zin_niet_af(stand)

    assert huur(date(2018, 3, 31))[0] == D(6550)
    assert huur(date(2018, 3, 31))[1].startswith("Maart is nog niet voorbij.")
    assert huur(date(2018, 4, 1)) == (D(6525), "")
    betaal(chandra, casa, "4110", "900", 3)
    assert huur(date(2018, 3, 31))[0] == D(6525)


def test_in_een_afgesloten_jaar_is_elke_maand_gedaan(boeken, casa, chandra):
    betaal(chandra, casa, "4110", "725", 1)
    Jaar.objects.update(status="voorlopig")

    stand = realisatie(Jaar.objects.get(jaar=2018), 12, [casa])

    assert (stand.gedaan, zin_niet_af(stand), stand.totaal.te_komen) == (12, "", 0)


def test_wie_te_veel_uitgeeft_legt_uit_ook_als_de_maand_niet_is_gedaan(boeken, casa, chandra):
    betaal(chandra, casa, "4110", "9000", 1)

    assert [r.code for r in realisatie(boeken, 2, [casa]).vragen] == ["f1"]
    assert len(realisatie(boeken, 1, [casa]).vragen) > 1


def test_elke_loonrekening_hangt_aan_een_post_voor_mensen_en_geen_andere(boeken):
    kosten = Grootboekrekening.objects.filter(soort="kosten").select_related("post")

    assert {r.loon for r in kosten if r.post and r.post.is_loon} == {True}
    assert not any(r.loon for r in kosten if r.post is None or not r.post.is_loon)
