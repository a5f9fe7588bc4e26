"""The result of a year once it went somewhere: what changes it, what does not, and how it is taken back."""

from datetime import date
from decimal import Decimal
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Bestemming, Boekstuk, Jaarafsluiting, Overschot
from financien.services.afsluiten import AfsluitFout, sluit_maand, stel_vast, vergrendel_jaar
from financien.services.bestemmen import BestemFout
from financien.services.bestemmingsplan import Plan
from financien.services.bestemmingstand import bestemmingstand
from financien.services.boeken import BoekFout, keer_om
from financien.services.controleren import controleer
from financien.services.hindernissen import van_jaar, voor_vaststellen
from financien.services.overschot import spreek_af
from financien.services.toekenningstand import standen
from tests.fabriek import maak_gebruiker, zet_jaar
from tests.financien.boekfabriek import begin_boeken
from tests.financien.jaarfabriek import bestem_alles, geboekt, maak_gemeentejaar, sluit_jaar, stand
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, stap

D = Decimal
NU, EINDE = date(2019, 3, 10), date(2018, 12, 31)
VERANDERD = "Het resultaat van 2018 of waar het heen gaat veranderde na het boeken. Boek eerst het verschil."


@pytest.fixture
def gemeente(vier, chandra, time_machine):
    time_machine.move_to("2019-03-10 10:00", tick=False)
    return maak_gemeentejaar(vier, chandra)


@pytest.fixture
def dicht(gemeente, chandra):
    """2017 and 2018 provisionally closed, so that 2018 can be settled."""
    for jaar in (2017, 2018):
        sluit_jaar(chandra, jaar, NU)
    return gemeente


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
