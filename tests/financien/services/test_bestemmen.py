"""The result of a year goes where the grants and the rooms say it goes, once, and to the cent."""

from datetime import date
from decimal import Decimal
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Bestemming, Boekstuk, Jaarafsluiting, Overschot
from financien.services.afsluiten import AfsluitFout, sluit_maand, stel_vast, vergrendel_jaar
from financien.services.balans import balans
from financien.services.bestemmen import BestemFout
from financien.services.bestemmingsplan import Plan
from financien.services.bestemmingstand import bestemmingstand
from financien.services.boeken import BoekFout, keer_om
from financien.services.controleren import controleer
from financien.services.hindernissen import van_jaar, voor_vaststellen
from financien.services.overschot import keuze_van, spreek_af
from financien.services.saldi import proefbalans
from financien.services.staat import staat
from financien.services.toekenningstand import samen, standen
from tests.fabriek import maak_gebruiker, zet_jaar
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import bestem_alles, sluit_jaar
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, stap, verleen

D = Decimal
DELEN = (62000, 74000, 53000, 67000)
KOSTEN = ("70000", "80000", "65000", "77000.50")  # results: 3.000, 4.000, -2.000 and -0,50
TERUG = {"cjm": D("1841.71"), "multibron": D("2547.07")}  # of what the municipality paid is left: 4.388,78 together
NU, EINDE = date(2019, 3, 10), date(2018, 12, 31)
VERANDERD = "Het resultaat van 2018 of waar het heen gaat veranderde na het boeken. Boek eerst het verschil."


@pytest.fixture
def gemeente(vier, chandra, time_machine):
    """The grant of 256.000 over four rooms, three quarters of it received in its year; beside it a corporation."""
    time_machine.move_to("2019-03-10 10:00", tick=False)
    begin_boeken(2017, 2018, 2019)
    rij = maak_toekenning(chandra, dict(zip(vier, DELEN, strict=True)))
    verleen(rij, chandra, date(2017, 12, 1))
    for dag in (date(2017, 12, 15), date(2018, 4, 2), date(2018, 10, 1)):
        kom_binnen(rij, chandra, dag, 64000)
    corporatie = maak_toekenning(chandra, dict.fromkeys(vier, 10000), soort="woningcorporatie")
    verleen(corporatie, chandra, date(2017, 12, 1), "getekend")
    for kamer, kosten in zip(vier, KOSTEN, strict=True):
        maak_boekstuk(chandra, regel("4110", "1000", kosten, kamer), datum=date(2018, 6, 1))
    maak_boekstuk(chandra, regel("1000", "8050", "1000", vier[0]), datum=date(2018, 6, 1))
    return rij


@pytest.fixture
def dicht(gemeente, chandra):
    """2017 and 2018 provisionally closed, so that 2018 can be settled."""
    for jaar in (2017, 2018):
        sluit_jaar(chandra, jaar, NU)
    return gemeente


def geboekt():
    """Return where the result went, by room and place; a place that was taken back is not there."""
    uit = {}
    for rij in Bestemming.objects.select_related("kamer"):
        plek = (rij.kamer.code, rij.naar)
        uit[plek] = uit.get(plek, 0) + rij.bedrag
    return {plek: bedrag for plek, bedrag in uit.items() if bedrag}


def op_de_balans(dag):
    blad = balans(dag)
    assert blad.totaal_activa == blad.totaal_passiva
    regels = [r for groep in (*blad.activa, *blad.passiva) for r in groep.regels]
    return {r.rekening.nummer if r.rekening else r.naam: r.bedrag for r in regels}


def stand(toekenning, dag=date.max):
    return samen(standen(dag, [toekenning.pk])[toekenning.pk])


def test_wat_van_de_256000_over_is_gaat_terug_en_de_rest_naar_de_reserve_van_elke_kamer(dicht, chandra):
    assert op_de_balans(EINDE)["Resultaat 2018"] == D("4999.50")

    stukken = bestem_alles(chandra, 2018)

    assert geboekt() == {
        ("cjm", "terug"): TERUG["cjm"],
        ("multibron", "terug"): TERUG["multibron"],
        ("cjm", "reserve"): D("1158.29"),
        ("multibron", "reserve"): D("1452.93"),
        ("handreiking", "reserve"): D("-2000.00"),
        ("kg", "reserve"): D("-0.50"),
    }
    assert [(s.dagboek, s.datum, s.kenmerk, bool(s.reden)) for s in stukken] == [("memoriaal", EINDE, "A-12", True)] * 2
    assert stand(dicht, EINDE).vordering == D("64000.00") - D("4388.78")


def test_de_balans_sluit_zonder_resultaat_en_het_volgende_jaar_begint_er_precies_mee(dicht, chandra, vier):
    bestem_alles(chandra, 2018)

    einde, begin = op_de_balans(EINDE), op_de_balans(date(2019, 1, 1))
    assert einde == begin
    assert (einde["0500"], "Resultaat 2018" in einde) == (D("610.72"), False)
    assert not any("eerdere jaren" in naam for naam in begin)
    assert sum(r.begin for r in proefbalans(2019)) == 0  # the audit file needs no account of its own any more
    per_kamer = [staat(2018, EINDE, kamer).resultaat[1] for kamer in vier]
    assert per_kamer == [D("1158.29"), D("1452.93"), D("-2000.00"), D("-0.50")]


def test_een_tweede_keer_boekt_niets_en_een_correctie_alleen_het_verschil(dicht, chandra, vier):
    sleutel = uuid4()
    bestem_alles(chandra, 2018, sleutel=sleutel)
    aantal = Boekstuk.objects.count()
    assert bestem_alles(chandra, 2018, sleutel=sleutel) == bestem_alles(chandra, 2018) == []
    assert Boekstuk.objects.count() == aantal

    na = {"datum": EINDE, "reden": "Nota kwam later", "kenmerk": "A-13"}
    maak_boekstuk(chandra, regel("4110", "1600", "7000", vier[1]), **na)
    assert [h.zin for h in van_jaar(2018, NU)][-1] == VERANDERD
    bestem_alles(chandra, 2018)

    assert geboekt() == {
        ("cjm", "reserve"): D("3000.00"),  # all rooms of the grant together have nothing left
        ("multibron", "reserve"): D("-3000.00"),
        ("handreiking", "reserve"): D("-2000.00"),
        ("kg", "reserve"): D("-0.50"),
    }
    assert (stand(dicht, EINDE).vordering, stand(dicht, EINDE).terug) == (D("64000.00"), 0)
    assert op_de_balans(EINDE)["0500"] == D("-2000.50")


def test_wat_de_partner_zegt_gaat_voor_en_een_andere_keuze_boekt_de_eerste_terug(dicht, chandra):
    bestem_alles(chandra, 2018)

    spreek_af(toekenning=dicht, keuze="egalisatie", grond="Beschikking, artikel 4")
    bestem_alles(chandra, 2018)

    assert geboekt() == {
        ("cjm", "egalisatie"): D("2547.95"),
        ("multibron", "egalisatie"): D("3523.81"),
        ("cjm", "reserve"): D("452.05"),
        ("multibron", "reserve"): D("476.19"),
        ("handreiking", "reserve"): D("-2000.00"),
        ("kg", "reserve"): D("-0.50"),
    }
    assert stand(dicht, EINDE).baten == D("256000.00")
    assert op_de_balans(EINDE)["0510"] == D("6071.76")


def test_een_andere_keuze_na_het_boeken_houdt_het_vaststellen_tegen_tot_zij_geboekt_is(dicht, chandra):
    assert [h.zin for h in voor_vaststellen(2018)] == ["Bestem eerst het resultaat van 2018."]
    bestem_alles(chandra, 2018)
    assert voor_vaststellen(2018) == []
    spreek_af(toekenning=dicht, keuze="egalisatie", grond="Beschikking, artikel 4")

    (hindernis,) = voor_vaststellen(2018)
    assert (hindernis.zin, hindernis.adres, hindernis.eerst) == (
        VERANDERD,
        "/financien/boeken/2018/resultaat/",
        True,
    )
    assert VERANDERD in [h.zin for h in van_jaar(2018, NU)]
    with pytest.raises(AfsluitFout, match=VERANDERD):
        stel_jaren_vast()
    assert not Jaarafsluiting.objects.filter(jaar__jaar=2018, stap="vastgesteld").exists()

    bestem_alles(chandra, 2018)
    Jaarafsluiting.objects.filter(jaar__jaar=2017, stap="vastgesteld").get()
    stel_jaren_vast(2018)

    assert geboekt()["cjm", "egalisatie"] == D("2547.95")


def stel_jaren_vast(*jaren):
    bestuur = Gebruiker.objects.filter(naam="Bestuur").first() or maak_gebruiker("Bestuur", "bestuur")
    for jaar in jaren or (2017, 2018):
        vast = {"besluit_op": date(2019, 3, 9), "besluit": "Vastgesteld", "vandaag": NU}
        stel_vast(jaar=jaar, gebruiker=bestuur, sleutel=uuid4(), **vast)


@pytest.mark.parametrize("daarna", ["vaststelling", "keuze"])
def test_een_vastgesteld_jaar_laat_zien_wat_er_geboekt_is_wat_er_daarna_ook_gebeurt(dicht, chandra, daarna):
    bestem_alles(chandra, 2018)
    stel_jaren_vast(2017, 2018)
    toen = bestemmingstand(Jaar.objects.get(jaar=2018))
    if daarna == "vaststelling":
        kom_binnen(dicht, chandra, date(2019, 2, 15), 64000)
        stap(dicht, chandra, date(2019, 3, 1), "verantwoord")
        stap(dicht, chandra, date(2019, 3, 5), "vastgesteld", bedrag=D("256000.00"))
    else:  # as may be agreed of a grant whose years go on
        Overschot.objects.create(toekenning=dicht, keuze="egalisatie", grond="Brief")

    nu = bestemmingstand(Jaar.objects.get(jaar=2018))

    assert (nu.kamers, nu.te_boeken) == (toen.kamers, False)
    assert [(rij.keuze, rij.bedrag) for rij in nu.bronnen] == [("terug", D("4388.78")), ("vrij", D("0.00"))]


@pytest.mark.parametrize("bedrag", ["251611.22", "250000.00", "256000.00"])
def test_een_vaststelling_na_het_bestemmen_draait_dat_niet_terug(dicht, chandra, bedrag):
    """What was to be paid back stays booked; the final decision counts with it, in the open year."""
    bestem_alles(chandra, 2018)
    kom_binnen(dicht, chandra, date(2019, 2, 15), 64000)
    stap(dicht, chandra, date(2019, 3, 1), "verantwoord")
    stap(dicht, chandra, date(2019, 3, 5), "vastgesteld", bedrag=D(bedrag))

    assert Plan(2018).verschil == {}
    assert bestem_alles(chandra, 2018) == []
    assert stand(dicht, EINDE).baten == D("251611.22")


def test_een_cent_gaat_nergens_verloren_over_kamers_en_toekenningen(dicht, chandra, vier):
    """Three grants of odd cents over four rooms, one of them with a loss: each room's parts are its result."""
    for nummer, (soort, delen) in enumerate((("fonds", ("0.01", "33.33", "66.67")), ("gemeente", ("0.01",) * 4))):
        rij = maak_toekenning(
            chandra,
            {kamer: D(deel) for kamer, deel in zip(vier, delen, strict=False)},
            soort=soort,
            omschrijving=f"Nog een {nummer}",
        )
        regels = [
            regel("1300", rij.rekening, deel, kamer, toekenning=rij, partner=rij.partner)
            for kamer, deel in zip(vier, delen, strict=False)
        ]
        maak_boekstuk(chandra, *regels, datum=EINDE, reden="Later verleend", kenmerk="A-1")
    bestem_alles(chandra, 2018)

    plan = Plan(2018)
    assert plan.verschil == {}
    for kamer in vier:
        delen = [deel for (plek, *_rest), deel in plan.nu.items() if plek == kamer.pk]
        assert sum(delen) == plan.resultaten[kamer.pk].resultaat
    assert all(deel > 0 for (_kamer, bron, _naar), deel in plan.nu.items() if bron)
    blad = op_de_balans(EINDE)
    assert "Resultaat 2018" not in blad


def test_ook_geld_dat_bij_de_kamer_bleef_krijgt_na_het_vaststellen_geen_andere_keuze(dicht, chandra):
    spreek_af(toekenning=dicht, keuze="vrij", grond="Beschikking")
    bestem_alles(chandra, 2018)
    stel_jaren_vast()
    assert not Bestemming.objects.filter(toekenning=dicht).exists()

    with pytest.raises(BoekFout, match="Het resultaat van deze toekenning is vastgesteld"):
        spreek_af(toekenning=dicht, keuze="terug", grond="Brief")


@pytest.mark.django_db(transaction=True)
def test_wie_kiest_terwijl_het_jaar_wordt_vastgesteld_wacht_en_krijgt_nee(casa, chandra):
    begin_boeken(2018)
    rij, uitslag = maak_toekenning(chandra, {casa: 10}), []
    zet_jaar("voorlopig", jaar=2018)

    def kies():
        try:
            uitslag.append(spreek_af(toekenning=rij, keuze="vrij", grond="Brief").keuze)
        except BoekFout as fout:
            uitslag.append(str(fout))
        finally:
            connection.close()

    draad = Thread(target=kies)
    with transaction.atomic():
        vergrendel_jaar(2018)
        draad.start()
        draad.join(1)  # without the lock it chooses within this second
        Jaar.objects.filter(jaar=2018).update(status="vastgesteld")
    draad.join()

    assert uitslag == ["Het resultaat van deze toekenning is vastgesteld. Dit verandert niet meer."]
    assert not Overschot.objects.exists()


def test_een_tekort_komt_eerst_uit_wat_een_eerder_jaar_opzij_legde(dicht, chandra, vier, time_machine):
    spreek_af(toekenning=dicht, keuze="fonds", grond="Toestemming in de brief van 3 maart")
    bestem_alles(chandra, 2018)
    maak_boekstuk(chandra, regel("4110", "1000", "1900", vier[0]), datum=date(2019, 5, 1))
    time_machine.move_to("2020-03-10 10:00", tick=False)
    begin_boeken(2020)
    sluit_jaar(chandra, 2019, date(2020, 3, 10))
    bestem_alles(chandra, 2019)

    nieuw = Bestemming.objects.filter(jaar__jaar=2019)
    assert [(r.kamer.code, r.naar, r.toekenning, r.bedrag) for r in nieuw] == [
        ("cjm", "fonds", dicht, -TERUG["cjm"]),
        ("cjm", "reserve", None, D("-58.29")),
    ]
    balans_ = op_de_balans(date(2019, 12, 31))
    assert (balans_["0520"], balans_["0500"]) == (TERUG["multibron"], D("610.72") - D("58.29"))


class TestDaarna:
    """What closing took off is known to everything that comes after it."""

    def test_de_laatste_termijn_maakt_van_het_verschil_een_schuld(self, dicht, chandra):
        bestem_alles(chandra, 2018)
        kom_binnen(dicht, chandra, date(2019, 2, 15), 64000)

        nu = stand(dicht)
        assert (nu.ontvangen, nu.baten, nu.vordering, nu.vooruit, nu.terug) == (
            *(D("256000.00"), D("251611.22"), 0, 0),
            D("4388.78"),
        )

    def test_geld_dat_voor_het_afsluiten_kwam_schuift_op_de_eerste_open_dag(self, gemeente, chandra):
        kom_binnen(gemeente, chandra, date(2019, 1, 15), 64000)
        for jaar in (2017, 2018):
            sluit_jaar(chandra, jaar, NU)
        for maand in (1, 2):
            sluit_maand(jaar=2019, maand=maand, gebruiker=chandra, sleutel=uuid4(), vandaag=NU)
        bestem_alles(chandra, 2018)

        assert stand(gemeente, date(2019, 2, 28)).terug == 0
        assert stand(gemeente, date(2019, 3, 1)).terug == D("4388.78")
        assert Boekstuk.objects.filter(datum=date(2019, 3, 1)).count() == 1

    @pytest.mark.parametrize(
        ("bedrag", "terug", "kamers"),
        [
            ("251611.22", "4388.78", ("60158.29", "71452.93", "53000.00", "67000.00")),  # nothing more is booked
            ("250000.00", "6000.00", ("59773.06", "70995.37", "52660.61", "66570.96")),  # 1.611,22 by what is left
            ("256000.00", "0.00", ("62000.00", "74000.00", "53000.00", "67000.00")),  # it is income again
            ("0.00", "256000.00", ("0.00", "0.00", "0.00", "0.00")),
        ],
    )
    def test_de_vaststelling_trekt_af_wat_al_verlaagd_was(self, dicht, chandra, vier, bedrag, terug, kamers):
        bestem_alles(chandra, 2018)
        kom_binnen(dicht, chandra, date(2019, 2, 15), 64000)
        stap(dicht, chandra, date(2019, 3, 1), "verantwoord")
        stap(dicht, chandra, date(2019, 3, 5), "vastgesteld", bedrag=D(bedrag))

        nu = stand(dicht)
        assert (nu.baten, nu.terug, nu.vordering, nu.vooruit) == (D(bedrag), D(terug), 0, 0)
        assert stand(dicht, EINDE).baten == D("251611.22")  # the closed year stays as it was
        per_kamer = standen(date.max, [dicht.pk])[dicht.pk]
        assert [per_kamer[kamer.pk].baten for kamer in vier] == [D(deel) for deel in kamers]

    def test_wat_terugging_blijft_zo_als_de_partner_het_daarna_vaststelt(self, dicht, chandra):
        bestem_alles(chandra, 2018)
        stap(dicht, chandra, date(2019, 3, 1), "verantwoord")
        stap(dicht, chandra, date(2019, 3, 5), "vastgesteld", bedrag=D("251611.22"))

        assert (Plan(2018).verschil, voor_vaststellen(2018)) == ({}, [])

    def test_een_vastgesteld_jaar_toont_waar_het_heen_ging_wat_er_daarna_ook_gebeurt(self, dicht, chandra):
        bestem_alles(chandra, 2018)
        stel_jaren_vast()
        Overschot.objects.create(toekenning=dicht, keuze="egalisatie", grond="Later")

        stand_ = bestemmingstand(Jaar.objects.get(jaar=2018))

        assert (stand_.totaal.terug, stand_.totaal.egalisatie, stand_.te_boeken) == (D("4388.78"), 0, False)
        assert [(rij.keuze, rij.bedrag) for rij in stand_.bronnen if rij.toekenning == dicht] == [
            ("terug", D("4388.78"))
        ]

    def test_het_stuk_zelf_omkeren_kan_niet(self, dicht, chandra):
        for stuk in bestem_alles(chandra, 2018):
            with pytest.raises(BoekFout, match="Dit stuk volgt uit het resultaat"):
                keer_om(stuk, datum=EINDE, reden="Fout", kenmerk="A", sleutel=uuid4(), gebruiker=chandra)

    def test_na_het_bestemmen_kan_het_jaar_worden_vastgesteld_en_kloppen_de_vingerafdrukken(self, dicht, chandra):
        bestem_alles(chandra, 2018)
        bestuur = maak_gebruiker("Bestuur", "bestuur")
        for jaar in (2017, 2018):
            vast = {"besluit_op": date(2019, 3, 9), "besluit": "Vastgesteld", "vandaag": NU}
            stel_vast(jaar=jaar, gebruiker=bestuur, sleutel=uuid4(), **vast)

        assert controleer() == []
        with pytest.raises(BestemFout, match="vastgesteld"):
            bestem_alles(chandra, 2018)
        with pytest.raises(BoekFout, match="Het resultaat van deze toekenning is vastgesteld"):
            spreek_af(toekenning=dicht, keuze="vrij", grond="Brief")


def test_voor_het_voorlopig_afsluiten_en_met_een_oud_beeld_wordt_niets_geboekt(gemeente, chandra, vier):
    with pytest.raises(BestemFout, match=r"^Sluit eerst 2018 voorlopig af\.$"):
        bestem_alles(chandra, 2018)
    for jaar in (2017, 2018):
        sluit_jaar(chandra, jaar, NU)
    oud = Plan(2018).merk
    maak_boekstuk(chandra, regel("4110", "1600", 1, vier[0]), datum=EINDE, reden="Nota", kenmerk="A")
    with pytest.raises(BestemFout, match="Er kwam net iets bij"):
        bestem_alles(chandra, 2018, merk=oud)
    assert not Bestemming.objects.exists()


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({"soort": "gemeente"}, "terug"),
        ({"soort": "fonds"}, "terug"),
        ({"soort": "gemeente", "tot": date(2020, 12, 31)}, "fonds"),  # it goes on
        ({"soort": "gemeente", "aard": "diensten"}, "vrij"),
        ({"soort": "uitkeringsinstantie", "aard": "lks", "kenmerk": "LKS 1"}, "vrij"),
        ({"soort": "woningcorporatie"}, "vrij"),
        ({"soort": "eigen inkomsten"}, "vrij"),
    ],
)
def test_zonder_afspraak_geldt_wat_bij_de_soort_gebruikelijk_is(gemeente, chandra, vier, velden, verwacht):
    rij = maak_toekenning(chandra, {vier[0]: 10}, omschrijving="Nog een", **velden)

    assert keuze_van(type(rij).objects.met_status().get(pk=rij.pk), 2018) == verwacht
