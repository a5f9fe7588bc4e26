"""The forecast of the money: exact months, nothing counted twice, and the month in which it is too little."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buurtwerkkamer.models import Jaar
from financien.models import Begrotingsregel, Financieringsbron, Kostenpost
from financien.services import verwachtingen
from financien.services.akkoorden import boek_factuur, zeg_gezien
from financien.services.liquiditeit import vooruitblik
from financien.services.realisatie import realisatie
from financien.services.verwachtingen import Bijdrage, DubbelGedekt, Gedekt, Verwacht
from financien.services.vooruitblik import Bijdebank, zin_van
from kamers.models import Kamer
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel
from tests.financien.factuurfabriek import deel, maak_factuur

D = Decimal
JUNI = date(2018, 6, 1)


@pytest.fixture(autouse=True)
def geen_andere_bronnen(monkeypatch):
    monkeypatch.setattr(verwachtingen, "_bronnen", [])


@pytest.fixture
def boeken(aanbod, casa, chandra):
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("1000", "0500", "100000"), datum=date(2018, 1, 1))


def maanden(dag=JUNI):
    return {maand.eerste: maand for maand in vooruitblik(dag).maanden}


def bedrag(delen, wat):
    return dict(delen).get(wat, 0)


def test_het_begint_bij_bank_handgeld_en_kas_en_loopt_twaalf_maanden(boeken, casa, chandra):
    maak_boekstuk(chandra, regel(kas_van(casa), "1000", "100", casa), datum=date(2018, 5, 1))
    blik = vooruitblik(JUNI)

    assert blik.begin == D(100000)
    assert (blik.maanden[0].eerste, blik.maanden[-1].eerste) == (date(2018, 6, 1), date(2019, 5, 1))
    assert blik.maanden[0].eind == blik.begin + blik.maanden[0].in_totaal - blik.maanden[0].uit_totaal


def test_een_maand_loon_is_een_twaalfde_van_wat_voor_mensen_is_begroot(boeken):
    assert vooruitblik(JUNI).grens == D("28572.00")


def test_wat_deze_maand_al_is_geboekt_komt_niet_nog_een_keer(boeken, casa, chandra):
    assert bedrag(maanden()[date(2018, 6, 1)].eruit, "Huur") == D(3070)
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=JUNI)

    juni = maanden()[date(2018, 6, 1)]
    assert bedrag(juni.eruit, "Huur") == D(2345)
    assert vooruitblik(JUNI).begin == D(99275)
    assert maanden()[date(2018, 7, 1)].eind == maanden()[date(2018, 6, 1)].eind + _netto(maanden()[date(2018, 7, 1)])


def _netto(maand):
    return maand.in_totaal - maand.uit_totaal


def test_een_geboekte_rekening_die_nog_niet_is_betaald_telt_een_keer(boeken, casa, chandra):
    voor = maanden()[date(2018, 6, 1)].eind
    maak_boekstuk(chandra, regel("4110", "1500", "725", casa), datum=JUNI)

    juni = maanden()[date(2018, 6, 1)]
    assert (bedrag(juni.eruit, "Crediteuren"), bedrag(juni.eruit, "Huur")) == (D(725), D(2345))
    assert juni.eind == voor


def test_eenmalig_is_er_nog_voor_zover_het_niet_is_uitgegeven_in_zijn_maand(boeken, kg, chandra):
    Begrotingsregel.objects.filter(post__code="F6").update(spreiding="eenmalig", maanden=[9])
    assert bedrag(maanden()[date(2018, 9, 1)].eruit, "Inventaris") == D(10908)
    maak_boekstuk(chandra, regel("4160", "1000", "8712", kg), datum=date(2018, 3, 1))

    assert bedrag(maanden()[date(2018, 9, 1)].eruit, "Inventaris") == D(2196)
    assert bedrag(maanden()[date(2018, 12, 1)].eruit, "Inventaris") == 0


def test_bijdragen_komen_per_kwartaal_min_wat_al_is_geboekt(boeken, casa, chandra):
    maak_boekstuk(chandra, regel("1000", "8010", "128000", casa), datum=date(2018, 1, 20))

    per_maand = {m: bedrag(maand.erin, "Gemeente") for m, maand in maanden().items()}
    gevuld = {m: b for m, b in per_maand.items() if b}
    assert gevuld == {
        date(2018, 7, 1): D(64000),
        date(2018, 10, 1): D(64000),
        date(2019, 1, 1): D(64000),
        date(2019, 4, 1): D(64000),
    }


def test_een_geboekte_vordering_komt_volgende_maand_en_niet_ook_nog_uit_het_plan(boeken, casa, chandra):
    maak_boekstuk(chandra, regel("1300", "8010", "256000", casa), datum=date(2018, 1, 20))

    juli = maanden()[date(2018, 7, 1)]
    assert bedrag(juli.erin, "Toekenningen nog te ontvangen") == D(256000)
    assert all(not bedrag(m.erin, "Gemeente") for e, m in maanden().items() if e.year == 2018)


def test_wat_vooruit_is_ontvangen_komt_volgend_jaar_niet_nog_eens(boeken, chandra):
    maak_boekstuk(chandra, regel("1000", "1610", "70000"), datum=date(2018, 5, 1))

    assert bedrag(maanden()[date(2019, 1, 1)].erin, "Gemeente") == 0
    assert vooruitblik(JUNI).begin == D(170000)
    assert bedrag(maanden()[date(2018, 6, 1)].eruit, "Toekenningen vooruitontvangen") == 0


def test_een_termijn_van_een_toekenning_vervangt_de_regel_van_het_plan(boeken):
    gemeente = Financieringsbron.objects.get(naam="Gemeente")
    termijn = Verwacht(date(2018, 8, 1), D(100), "Beschikking", "toekenning")
    te_laat = Verwacht(date(2018, 2, 1), D(7), "Beschikking", "toekenning")
    verwachtingen.registreer(
        lambda van, tot, loon: Bijdrage(
            (termijn, te_laat), (Gedekt(2018, "gemeente", D(256000), frozenset({gemeente.pk})),)
        )
    )

    stand = maanden()
    assert bedrag(stand[date(2018, 8, 1)].erin, "Beschikking") == D(100)
    assert bedrag(stand[date(2018, 6, 1)].erin, "Beschikking") == D(7)
    assert bedrag(stand[date(2018, 7, 1)].erin, "Gemeente") == 0
    assert bedrag(stand[date(2018, 7, 1)].erin, "Rochdale") == D(14500)
    assert bedrag(stand[date(2019, 1, 1)].erin, "Gemeente") == D(64000)


def test_open_facturen_vervangen_het_saldo_van_de_crediteuren(boeken, casa, chandra):
    maak_boekstuk(chandra, regel("4110", "1500", "725", casa), datum=JUNI)
    factuur = Verwacht(date(2018, 7, 14), D(-725), "Factuur", "facturen")
    verwachtingen.registreer(lambda van, tot, loon: Bijdrage((factuur,), rekeningen={"1500": D(-725)}))
    maak_boekstuk(chandra, regel("4110", "1500", "60", casa), datum=JUNI)  # of no invoice: paid this month

    assert bedrag(maanden()[date(2018, 6, 1)].eruit, "Crediteuren") == D(60)
    assert bedrag(maanden()[date(2018, 7, 1)].eruit, "Factuur") == D(725)


def test_een_maand_waarvan_niets_is_geboekt_wordt_nog_betaald(boeken, casa, chandra):
    assert vooruitblik(JUNI).niet_geboekt == range(0)  # nothing is booked at all: the books had not begun
    maak_boekstuk(chandra, regel("4110", "1000", "725", casa), datum=date(2018, 4, 3))

    blik = vooruitblik(JUNI)

    assert blik.niet_geboekt == range(5, 6)
    assert bedrag(maanden()[date(2018, 6, 1)].eruit, "Huur") == D(3070) * 2
    assert bedrag(maanden()[date(2018, 7, 1)].eruit, "Huur") == D(3070)
    verwacht = realisatie(Jaar.objects.get(jaar=2018), 6, list(Kamer.objects.all()), vandaag=JUNI)
    huur = next(stand for post, stand in verwacht.per_post() if post and post.code == "F1")
    tot_eind = sum(bedrag(m.eruit, "Huur") for dag, m in maanden().items() if dag.year == 2018)
    assert huur.te_komen == tot_eind == D(3070) * 8


def test_een_factuur_die_akkoord_is_telt_niet_nog_een_keer(boeken, casa, amina, chandra):
    voor = vooruitblik(JUNI).maanden
    factuur = maak_factuur(chandra, deel("4120", "54.45", casa), datum=JUNI)
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    assert vooruitblik(JUNI).maanden == voor
    boek_factuur(factuur, ronde=1, gebruiker=chandra)
    assert [maand.eind for maand in vooruitblik(JUNI).maanden] == [maand.eind for maand in voor]


def test_mensen_zijn_een_naam_zodat_geen_post_van_een_maand_een_loon_is(boeken):
    namen = {wat for maand in maanden().values() for wat, _bedrag in maand.eruit}

    assert "Inzet van mensen" in namen
    assert not namen & set(Kostenpost.objects.filter(soort="mensen").values_list("naam", flat=True))


def test_bij_de_bank_staat_naast_de_boeken_met_wat_nog_geboekt_moet(db, chandra, time_machine):
    time_machine.move_to("2026-03-12 10:00", tick=False)
    begin_bank(2026)
    assert vooruitblik(date(2026, 3, 12)).bank is None
    lees_blad(chandra, blad(zin("-10.00"), zin("-500.00", naam="Ander"), begin="97.61"))

    blik = vooruitblik(date(2026, 3, 12))

    assert blik.bank == Bijdebank(D("-412.39"), date(2026, 3, 3), D("-510.00"), 2)
    assert zin_van(blik).replace("\u00a0", " ") == "Bij de bank staat het nu onder nul: € 412 te kort."
    assert blik.slecht


def test_twee_bronnen_voor_hetzelfde_geld_is_een_fout(boeken):
    for _keer in range(2):
        verwachtingen.registreer(lambda van, tot, loon: Bijdrage((), rekeningen={"1500": D(0)}))

    with pytest.raises(DubbelGedekt):
        vooruitblik(JUNI)


def test_met_genoeg_geld_zegt_de_zin_dat(boeken, chandra):
    maak_boekstuk(chandra, regel("1000", "0500", "500000"), datum=date(2018, 1, 2))
    blik = vooruitblik(JUNI)

    assert blik.eerste_te_laag is None
    zin = zin_van(blik).replace("\u00a0", " ")
    assert zin == "Er is twaalf maanden lang genoeg geld: meer dan één maand loon (€ 28.572)."


def test_met_weinig_geld_is_de_eerste_maand_al_te_laag(aanbod, chandra):
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("1000", "0500", "60000"), datum=date(2018, 1, 1))
    blik = vooruitblik(JUNI)

    assert blik.maanden[0].te_laag
    assert blik.maanden[0].eind == D("23913.00")
    assert zin_van(blik).replace("\u00a0", " ") == "In juni 2018 is er minder geld dan één maand loon (€ 28.572)."


def test_zonder_begroting_is_er_alleen_de_stand(db, chandra):
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("1000", "0500", "10"), datum=date(2018, 1, 1))
    blik = vooruitblik(JUNI)

    assert {maand.eind for maand in blik.maanden} == {D(10)}
    assert (blik.grens, blik.eerste_te_laag) == (0, None)


def test_het_vraagt_vier_keer(boeken):
    with CaptureQueriesContext(connection) as vragen:
        vooruitblik(JUNI)

    assert len(vragen) == 4


def test_geld_dat_opraakt_wordt_genoemd_voor_de_grens(aanbod, chandra):
    begin_boeken(2018)
    maak_boekstuk(chandra, regel("1000", "0500", "1000"), datum=date(2018, 1, 1))

    assert zin_van(vooruitblik(JUNI)).replace("\u00a0", " ") == "In juni 2018 is er geld te kort: € 35.087."
