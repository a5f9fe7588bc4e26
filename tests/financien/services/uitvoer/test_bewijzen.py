"""The zip with proofs: letters of grants, why there is no proof, and only what its reader may see."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import translation

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Dagboek
from financien.services.handgeld.oordeel import keur_goed
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.controlefabriek import maak_controle, maak_lid
from tests.financien.handgeldfabriek import maak_bon, vul_potje
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, verleen
from tests.financien.uitvoerfabriek import haal, index, maak_bewijs

FEB = date(2026, 2, 2)


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def toekenning(casa, multibron, chandra):
    begin_boeken(2026)
    return verleen(maak_toekenning(chandra, {casa: 1000}, jaar=2026), chandra, date(2026, 1, 5))


def pak(wie=None) -> ZipFile:
    return ZipFile(BytesIO(haal("bewijzen", "zip", wie)))


def schrijf_brief(toekenning, *namen):
    stap = toekenning.stappen.get(status="verleend")
    for naam in namen:
        bestand = maak_bewijs(naam.encode(), f"{naam}.pdf")
        toekenning.brieven.create(omschrijving=naam, datum=FEB, bestand=bestand, stap=stap)


class TestBrieven:
    def test_zonder_brief_noemt_de_lijst_waarom_die_er_nog_niet_is(self, toekenning, chandra):
        with translation.override("en"):  # the file is Dutch, whoever takes it
            rijen = index(pak())

        assert rijen["V2026-0001"][-1] == (
            "geen bewijs: De brief bij de stap verleend is er nog niet. De brief komt nog."
        )

    def test_de_brief_zit_er_een_keer_in_onder_het_eerste_stuk_en_elk_stuk_noemt_hem(self, toekenning, chandra):
        kom_binnen(toekenning, chandra, FEB, 400)
        kom_binnen(toekenning, chandra, FEB, 600)
        schrijf_brief(toekenning, "Beschikking")

        zip_ = pak()
        rijen = index(zip_)

        assert zip_.namelist() == ["B2026-0001-beschikking.pdf", "index.csv"]
        assert zip_.read("B2026-0001-beschikking.pdf") == b"Beschikking"
        genoemd = {nummer: (rij[4], rij[-1]) for nummer, rij in rijen.items() if len(rij) > 5}
        assert genoemd == dict.fromkeys(
            ("B2026-0001", "B2026-0002", "V2026-0001"), ("B2026-0001-beschikking.pdf", "brief bij de toekenning")
        )

    def test_twee_brieven_bij_een_stap_zijn_twee_regels_en_het_totaal_telt_een_keer(self, toekenning):
        schrijf_brief(toekenning, "Beschikking", "Bijlage")

        zip_ = pak()
        regels = [r for r in zip_.read("index.csv").decode("utf-8-sig").splitlines() if r.startswith("V2026-0001")]

        assert zip_.namelist() == ["V2026-0001-beschikking.pdf", "V2026-0001-bijlage-2.pdf", "index.csv"]
        assert ["1000" in r.replace(".", "") for r in regels] == [True, False]

    def test_meer_brieven_en_stukken_kosten_niet_meer_vragen(
        self, toekenning, chandra, casa, django_assert_max_num_queries
    ):
        schrijf_brief(toekenning, *(f"Brief {nummer}" for nummer in range(9)))
        for _ in range(9):
            kom_binnen(toekenning, chandra, FEB, 10)
            maak_boekstuk(chandra, regel("4110", "1500", "5", casa))

        with django_assert_max_num_queries(8):
            haal("bewijzen", "zip")


class TestWaarom:
    def test_elk_stuk_zonder_bewijs_zegt_waarom(self, toekenning, chandra, amina, casa):
        vul_potje(chandra, casa, kas="90.00", datum=FEB)
        keur_goed(maak_bon(casa, amina, "5.00", datum=FEB, zonder_foto="Op de markt"), gebruiker=chandra)
        met_reden = maak_boekstuk(chandra, regel("4110", "1500", "5", casa), reden="Het contract ligt in de kluis")
        zonder = maak_boekstuk(chandra, regel("4110", "1500", "6", casa))

        rijen = index(pak())
        bon = Boekstuk.objects.get(bonstap__soort="goedgekeurd")

        assert rijen[str(bon)][-1] == "geen bewijs: Er is geen foto van de bon. Op de markt"
        assert rijen[str(met_reden)][-1] == "geen bewijs: Het contract ligt in de kluis"
        assert rijen[str(zonder)][-1] == "geen bewijs"


class TestRechten:
    def test_de_kascommissie_krijgt_de_fotos_van_de_eigen_controle_en_geen_andere(
        self, toekenning, chandra, amina, casa
    ):
        vul_potje(chandra, casa, kas="90.00", datum=date(2026, 1, 1))
        kosten = regel("4120", "1500", "9", casa)
        binnen = [keur_goed(maak_bon(casa, amina, "5.00", datum=FEB), gebruiker=chandra)]
        buiten = [keur_goed(maak_bon(casa, amina, "6.00", datum=date(2026, 1, 2)), gebruiker=chandra)]
        buiten += [maak_boekstuk(chandra, kosten, datum=date(2026, 1, 2), bewijs=maak_bewijs(b"a", "a.pdf"))]
        binnen += [maak_boekstuk(chandra, kosten, datum=FEB, bewijs=maak_bewijs(b"b", "b.pdf"))]
        schrijf_brief(toekenning, "Beschikking")
        kim, karel, ander = maak_lid("Kim"), maak_lid("Karel"), maak_lid("Ander")
        maak_controle(kim, karel, van=FEB, tot=FEB, grootte=50)

        def ziet(wie):
            bestanden = {naam[:10] for naam in pak(wie).namelist()}
            return [str(s) in bestanden for s in (*binnen, *buiten)] + ["V2026-0001" in bestanden]

        assert ziet(chandra) == ziet(maak_gebruiker("Lezer", Rol.ACCOUNTANT)) == [True] * 5
        assert [ziet(kim), ziet(karel)] == [[True, True, False, False, True]] * 2
        assert ziet(ander) == [False] * 4 + [True]
        rij = index(pak(kim))[str(buiten[0])]
        assert rij[-1] == "voor de leden van een controle waar dit stuk in zit"

    def test_een_bewijs_dat_ook_van_loon_is_blijft_hier(self, toekenning, chandra, casa):
        strook = maak_bewijs(b"strook", "strook.pdf")
        kim, karel = maak_lid("Kim"), maak_lid("Karel")
        stuk = maak_boekstuk(chandra, regel("4120", "1500", "9", casa), datum=FEB, bewijs=strook)
        maak_controle(kim, karel, grootte=50)
        ervoor = pak(kim).namelist()
        maak_boekstuk(chandra, regel("4010", "1520", "2955.17", casa), datum=FEB, bewijs=strook)

        assert (len(ervoor), pak(kim).namelist()) == (2, ["index.csv"])
        assert index(pak(kim))[str(stuk)][-1] == "loon: voor penningmeester, bestuur en accountant"
        assert Boekstuk.objects.filter(dagboek=Dagboek.MEMORIAAL).count() == 2
