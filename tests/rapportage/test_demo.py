"""The demonstration: fictional years that obey the rules of the house."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Sum

from buurtwerkkamer.models import Gebruiker, Jaar, Versie
from buurtwerkkamer.rollen import RECHTEN, Rol, rollen_van
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from kamers.models import Activiteit, Bijeenkomst, Deelname, Inzet, Kamer, Klus, Persoon, Roosterplek, Streefwaarde
from kamers.services.pasnummer import klopt
from kamers.services.scheef import scheve_cijfers
from kamers.services.tellen import telling
from kamers.services.wissen import Gewist, wis_teksten
from rapportage.demo.edities import leg_rapporten_vast
from rapportage.demo.logins import logins, wachtwoord
from rapportage.demo.plan import VOORNAMEN, feestdagen, rooster
from rapportage.demo.vullen import DemoFout, vul_demo
from rapportage.gegevens import laad_aanbod_2018
from rapportage.models import Meting, Rapport
from vrijwilligers.models import Vrijwilliger

pytestmark = pytest.mark.django_db
TOT = date(2021, 3, 11)  # a Thursday
GENOTEERD = Bijeenkomst.Status.GENOTEERD


@pytest.fixture
def demo():
    return vul_demo(jaren=1, tot=TOT)


@pytest.fixture
def twee_jaren():
    return vul_demo(jaren=2, tot=date(2021, 1, 20))


def rijen_per_tabel():
    eigen = ("buurtwerkkamer", "kamers", "vrijwilligers", "financien", "rapportage")
    modellen = [model for model in apps.get_models() if model._meta.app_label in eigen]
    return {model._meta.label: model._default_manager.count() for model in modellen}


def dagelijks_leven(tot: date):
    """Everything logged before a day, without ids and moments."""
    keren = Bijeenkomst.objects.filter(dag__lt=tot)
    velden = ("kamer__code", "naam", "begin", "dag", "status", "reden", "kwamen_al", "nieuw_soort", "nieuw_kamer")
    inzet = Inzet.objects.filter(dag__lt=tot, bijeenkomst__isnull=False)
    van_wie = ("kamer__code", "persoon__voornaam", "dag", "bijeenkomst__naam", "bijeenkomst__begin", "uren")
    klussen = Klus.objects.filter(gedaan_op__lt=tot)
    return (
        sorted(map(str, keren.values_list(*velden))),
        sorted(map(str, inzet.values_list(*van_wie))),
        sorted(map(str, klussen.values_list("kamer__code", "gevraagd_op", "gedaan_op", "eerste_keer", "product"))),
    )


def vul_en_vergeet(tot: date, kijk_tot: date):
    with transaction.atomic():
        vul_demo(jaren=1, tot=tot)
        gezien = dagelijks_leven(kijk_tot)
        transaction.set_rollback(True)
    return gezien


def test_hetzelfde_zaad_geeft_dezelfde_rijen():
    eerst, daarna = (vul_en_vergeet(TOT, TOT) for _keer in range(2))

    assert [len(rijen) > 20 for rijen in eerst] == [True, True, True]
    assert eerst[0] == daarna[0]
    assert eerst[1] == daarna[1]


def test_een_latere_dag_van_vullen_verandert_het_verleden_niet():
    vast = TOT - timedelta(days=20)  # the last days partly wait to be logged, and reports wait ten days

    assert vul_en_vergeet(TOT, vast)[0] == vul_en_vergeet(TOT + timedelta(days=9), vast)[0]


def test_een_tweede_keer_verandert_niets(demo):
    eerst = rijen_per_tabel()

    assert vul_demo(jaren=2, kamers=6, tot=TOT) is None

    assert rijen_per_tabel() == eerst


def test_een_database_met_iets_anders_erin_wordt_geweigerd():
    laad_aanbod_2018()
    eerst = rijen_per_tabel()

    with pytest.raises(DemoFout, match="Deze database is niet leeg"):
        vul_demo(tot=TOT)

    assert rijen_per_tabel() == eerst


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ({"kamers": 3}, "Kies 4 tot en met 999 kamers."),
        ({"kamers": 1000}, "Kies 4 tot en met 999 kamers."),
        ({"jaren": 0}, "Kies 1 of meer jaren, alle na 2018."),
        ({"jaren": 4}, "Kies 1 of meer jaren, alle na 2018."),
    ],
)
def test_een_onmogelijke_vraag_krijgt_een_zin(vraag, zin):
    with pytest.raises(DemoFout, match=zin):
        vul_demo(**{"tot": TOT, **vraag})

    assert not Kamer.objects.exists()


def test_kwamen_al_is_nooit_meer_dan_wie_er_eerder_dat_jaar_was(twee_jaren):
    bereikt = defaultdict(int)
    for keer in Bijeenkomst.objects.genoteerd().order_by("dag", "begin", "pk"):
        sleutel = (keer.kamer_id, keer.soort_id, keer.dag.year)
        assert keer.kwamen_al <= bereikt[sleutel], keer
        assert keer.deelnemers > 0, keer
        bereikt[sleutel] += keer.nieuw_soort
    assert len(bereikt) == 4 * 5 * 2


def test_wie_niet_nieuw_is_in_de_kamer_was_er_eerder_dat_jaar(twee_jaren):
    in_de_kamer = defaultdict(int)
    for keer in Bijeenkomst.objects.genoteerd().order_by("dag", "begin", "pk"):
        sleutel = (keer.kamer_id, keer.dag.year)
        assert keer.nieuw_soort - keer.nieuw_kamer <= in_de_kamer[sleutel], keer
        in_de_kamer[sleutel] += keer.nieuw_kamer


def test_een_vol_jaar_eindigt_rond_de_streefcijfers(twee_jaren):
    cijfers = telling(2020).per_kamer
    doelen = Streefwaarde.objects.filter(versie=Versie.objects.geldend(2020), indicator__soort__telt="uniek")
    for doel in doelen.select_related("indicator"):
        bereikt = cijfers[doel.kamer_id][doel.indicator.soort_id].totaal
        assert Decimal("0.7") * doel.waarde <= bereikt <= Decimal("1.2") * doel.waarde, doel
    klaar = Klus.objects.klaar_in(2020).filter(kamer__code="cjm").count()
    assert 60 <= klaar <= 90


def test_een_les_gaat_op_naam_met_passen_en_de_cijfers_passen_bij_elkaar(twee_jaren):
    les = Activiteit.objects.get(telwijze="namen")
    keren = les.bijeenkomsten.genoteerd()

    assert (les.naam, les.kamer.code) == ("Computerles", "cjm")
    assert all(keer.deelnemers == keer.op_naam == keer.deelnames.count() > 0 for keer in keren)
    namen = Persoon.objects.exclude(pasnummer="")
    assert all(klopt(persoon.pasnummer) and persoon.voornaam.endswith(".") for persoon in namen)
    computer = telling(2020).per_kamer[les.kamer_id][les.soort_id]
    assert (computer.geteld, computer.op_naam) == (
        0,
        len(set(Deelname.objects.filter(bijeenkomst__dag__year=2020).values_list("persoon"))),
    )
    assert telling(2020).per_kamer[les.kamer_id]["kamer"].op_naam < computer.op_naam
    for kamer in Kamer.objects.all():
        assert [scheve_cijfers(kamer, jaar) for jaar in (2020, 2021)] == [[], []]


def test_waar_kinderen_komen_staat_dat_op_het_rooster_en_een_inloop_is_de_hele_dag_open(demo):
    assert list(Activiteit.objects.filter(met_kinderen=True).values_list("naam", flat=True)) == ["Huiswerkbegeleiding"]
    assert Activiteit.objects.filter(hele_dag=True).count() == 4
    assert not Bijeenkomst.objects.filter(activiteit__met_kinderen=True, status=GENOTEERD, kinderen=None).exists()


def test_wie_hielp_stond_die_dag_op_het_rooster(demo):
    for inzet in Inzet.objects.filter(bijeenkomst__isnull=False).select_related("bijeenkomst"):
        plek = Roosterplek.objects.op(inzet.dag).get(
            activiteit=inzet.bijeenkomst.activiteit_id, persoon=inzet.persoon_id
        )
        assert inzet.dag == inzet.bijeenkomst.dag
        assert inzet.kamer_id == inzet.bijeenkomst.kamer_id
        assert plek.uren - 1 <= inzet.uren <= plek.uren + Decimal("0.5")
    assert not Inzet.objects.filter(bijeenkomst__status=Bijeenkomst.Status.VERVALLEN).exists()


def test_er_staat_niets_in_de_toekomst_en_vandaag_is_nog_niet_genoteerd(demo):
    assert not Bijeenkomst.objects.filter(dag__gte=TOT).exists()
    assert not Inzet.objects.filter(dag__gte=TOT).exists()
    assert not Inzet.objects.filter(gemeld_op__date__gte=TOT).exists()
    assert not Klus.objects.filter(gevraagd_op__gte=TOT).exists()
    assert not Klus.objects.filter(gedaan_op__gte=TOT).exists()
    assert not Persoon.objects.filter(sinds__gte=TOT).exists()
    assert not Vrijwilliger.objects.filter(overeenkomst_op__gte=TOT).exists()
    assert not Meting.objects.filter(datum__gte=TOT).exists()


@pytest.mark.parametrize("weekdag", range(7))
def test_elke_dag_van_de_week_heeft_werk(weekdag):
    per_kamer = {code: {vast.weekdag for vast in rooster(code)} for code in ("cjm", "multibron", "handreiking", "kg")}

    assert sum(weekdag in dagen for dagen in per_kamer.values()) >= 3
    assert [len(rooster(code)) for code in per_kamer] == [13, 10, 11, 8]


def test_van_de_laatste_dagen_wacht_een_deel_op_noteren(demo):
    laatste = [TOT - timedelta(days=terug) for terug in range(1, 5)]
    gepland = sum(Activiteit.objects.op_dag(dag).count() for dag in laatste)

    assert 0 < Bijeenkomst.objects.filter(dag__in=laatste).count() < gepland
    assert Activiteit.objects.op_dag(TOT).count() == 6


def test_elke_kamer_heeft_vandaag_klussen_en_een_klus_zonder_afspraak(demo):
    for kamer in Kamer.objects.all():
        assert Klus.objects.filter(kamer=kamer, status=Klus.Status.GEPLAND, afspraak=TOT).count() >= 2
        assert Klus.objects.filter(kamer=kamer, status=Klus.Status.GEVRAAGD, afspraak=None).exists()


def test_open_klussen_van_een_kamer_hebben_elk_een_eigen_tekst(demo):
    for kamer in Kamer.objects.all():
        open_ = Klus.objects.filter(kamer=kamer, status__in=[Klus.Status.GEVRAAGD, Klus.Status.GEPLAND])
        teksten = list(open_.values_list("omschrijving", flat=True))
        assert 3 <= len(teksten) == len(set(teksten)), kamer


def test_de_tekst_van_een_klus_is_na_dertig_dagen_weg(demo):
    oud = Klus.objects.filter(afgehandeld_op__lte=TOT - timedelta(days=30))

    assert oud.exists()
    assert not oud.exclude(straat="", omschrijving="", reden="", gewist_op__isnull=False).exists()
    assert wis_teksten(TOT) == Gewist(klussen=0, verzoeken=0)


def test_elke_kamer_heeft_iets_dat_wacht_en_doorverwijzingen_als_getal(demo):
    for kamer in Kamer.objects.all():
        assert kamer.verzoeken.open().count() == 2, kamer
        assert kamer.verzoeken.exclude(werd="").count() == 1, kamer
        assert kamer.doorverwijzingen.filter(dag__lt=TOT).count() >= 5, kamer


def test_in_de_vakantie_gaat_het_niet_door_met_reden(twee_jaren):
    kerst = Bijeenkomst.objects.filter(dag__gte=date(2020, 12, 24), dag__lte=date(2021, 1, 1))
    zomer = Bijeenkomst.objects.filter(dag__gte=date(2020, 7, 20), dag__lte=date(2020, 8, 20))

    assert set(kerst.values_list("status", "reden")) == {("vervallen", "vakantie")}
    assert set(zomer.exclude(soort__code="ontmoeting").values_list("reden", flat=True)) == {"vakantie"}
    assert zomer.filter(soort__code="ontmoeting", status=GENOTEERD).exists()


def test_feestdagen_schuiven_mee_met_pasen_en_koningsdag_valt_nooit_op_zondag():
    assert {date(2025, 4, 21), date(2025, 4, 26), date(2025, 5, 29), date(2025, 6, 9)} <= feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)


def test_fictieve_jaren_zijn_zo_gemerkt_en_2018_niet(twee_jaren):
    assert list(Jaar.objects.values_list("jaar", "fictief")) == [(2018, False), (2020, True), (2021, True)]


def test_het_vorige_jaar_staat_vast_en_de_afspraak_van_dit_jaar_is_open(twee_jaren):
    versies = Versie.objects.filter(jaar__fictief=True).order_by("jaar", "volgnummer")

    assert [(v.jaar.jaar, v.soort, v.staat_vast) for v in versies] == [
        (2020, "aanbod", True),
        (2020, "afspraak", True),
        (2021, "aanbod", True),
        (2021, "afspraak", False),
    ]


def test_de_begroting_is_die_van_2018_met_indexatie_en_handgeld_blijft_250_per_maand(twee_jaren):
    def bedrag(jaar, post):
        versie = Versie.objects.laatste(jaar)
        return Begrotingsregel.objects.get(versie=versie, post__code=post, kamer__code="cjm").bedrag

    assert [bedrag(jaar, "M1") for jaar in (2018, 2020, 2021)] == [35460, 37588, 38716]  # + 6 %, then + 3 %
    assert [bedrag(jaar, "F3") for jaar in (2018, 2020, 2021)] == [3000, 3000, 3000]
    versie = Versie.objects.laatste(2021)
    kosten = Begrotingsregel.objects.filter(versie=versie).totaal()
    dekking = Financieringsregel.objects.filter(bron__versie=versie).totaal()
    assert abs(dekking - kosten) < kosten * Decimal("0.01")


def test_het_uurtarief_is_het_minimumloon_van_het_half_jaar_ervoor(twee_jaren):
    raming = Tijdsraming.objects.filter(versie=Versie.objects.laatste(2021), wie="bewoner").first()

    assert raming.tarief == Decimal("10.77")
    assert "€ 10,77 per uur" in raming.tekst


def test_metingen_zijn_er_van_het_volle_jaar_met_een_fictieve_bron(twee_jaren):
    metingen = Meting.objects.all()

    assert set(metingen.values_list("jaar__jaar", flat=True)) == {2020}
    assert set(metingen.values_list("bron", flat=True)) == {
        "fictieve enquête",
        "fictieve interviews",
        "fictieve telling",
    }
    codes = set(metingen.values_list("indicator__code", flat=True))
    assert codes == {f"E{n}" for n in range(1, 6)} | {"O1", "O3", "O4", "O5", "O6", "O7", "O8", "I3", "I4"}
    assert not metingen.filter(kamer__code="kg", indicator__code="O4").exists()  # "Nog niet"
    assert not metingen.filter(bron="fictieve enquête", n__lt=5).exists()


def test_vrijwilligers_hebben_alleen_een_voornaam_en_in_een_kamer_elk_een_eigen(demo):
    for kamer in Kamer.objects.all():
        namen = list(kamer.personen.values_list("voornaam", flat=True))
        assert len(namen) == len(set(namen)) > 10
    assert not Vrijwilliger.objects.exclude(achternaam="", telefoon="", email="").exists()


def test_meldingen_van_vrijwilligers_zijn_er_in_elke_soort(demo):
    gemeld = Inzet.objects.filter(gemeld_uren__isnull=False)

    assert gemeld.filter(gemeld_uren=F("uren"), beoordeeld_op=None).exists()
    assert gemeld.filter(beoordeeld_op__isnull=False).exists()
    assert Inzet.objects.wacht_op_goedkeuring().filter(kamer__code="cjm").exists()


def test_er_is_een_login_per_rol_met_een_bladzijde_en_het_wachtwoord_werkt(demo):
    rollen = {rol for houders in RECHTEN.values() for rol in houders}

    assert [login.rol for login in logins()] == [str(rol.label) for rol in Rol if rol in rollen]
    for login in logins():
        gebruiker = authenticate(username=login.aanmeldnaam, password=login.wachtwoord)
        assert gebruiker is not None, login
        assert [str(rol.label) for rol in rollen_van(gebruiker)] == [login.rol]
        voornaam, merk = login.naam.split(" ", 1)
        assert voornaam in VOORNAMEN
        assert merk == "(demonstratie)"


def test_een_veranderd_wachtwoord_wordt_niet_als_het_oude_getoond(demo):
    penningmeester = Gebruiker.objects.get(aanmeldnaam="penningmeester@voorbeeld.invalid")
    penningmeester.set_password("een heel ander wachtwoord")
    penningmeester.save()

    getoond = {login.aanmeldnaam: login.wachtwoord for login in logins()}
    assert getoond["penningmeester@voorbeeld.invalid"] == ""
    assert getoond["bestuur@voorbeeld.invalid"] == wachtwoord()


def test_de_vrijwilliger_met_een_login_heeft_een_dienst_die_nog_niet_gemeld_is(demo):
    gebruiker = Gebruiker.objects.get(aanmeldnaam="vrijwilliger-casa")

    diensten = Inzet.objects.zichtbaar_voor(gebruiker)
    assert diensten.filter(gemeld_op=None, dag__gte=TOT - timedelta(days=14)).exists()
    assert gebruiker.vrijwilliger.persoon.voornaam == "Fatima"


def test_meer_kamers_krijgen_elk_hun_eigen_leven_en_begroting():
    vul_demo(kamers=6, jaren=1, tot=date(2021, 1, 20))

    zes = Kamer.objects.get(code="demokamer-6")
    assert (zes.naam, zes.afkorting, zes.deurkleur) == ("Demokamer 6", "D6", 6)
    assert Kamer.objects.count() == 6
    assert Bijeenkomst.objects.filter(kamer=zes, status=GENOTEERD).exists()
    versie = Versie.objects.laatste(2021)
    per_kamer = Begrotingsregel.objects.filter(versie=versie).values_list("kamer__code").annotate(Sum("bedrag"))
    assert dict(per_kamer)["demokamer-6"] == dict(per_kamer)["multibron"]
    assert Begrotingsregel.objects.filter(versie__jaar__jaar=2018).values("kamer").distinct().count() == 4


def test_het_verslag_van_het_vorige_jaar_ligt_een_keer_vast_en_de_financier_ziet_het(twee_jaren):
    regels = []
    leg_rapporten_vast(regels.append)
    assert leg_rapporten_vast(regels.append) == []

    assert regels == ["aanbod 2018, editie 1 vastgelegd", "jaarverslag 2020, editie 1 vastgelegd"]
    financier = Gebruiker.objects.get(aanmeldnaam="financier.eigen-haard@voorbeeld.invalid")
    gezien = Rapport.objects.zichtbaar_voor(financier).order_by("jaar__jaar")
    assert [(rapport.soort, rapport.jaar.jaar, rapport.editie) for rapport in gezien] == [
        ("aanbod", 2018, 1),
        ("jaarverslag", 2020, 1),
    ]
    assert all(bytes(rapport.pdf.inhoud).startswith(b"%PDF") for rapport in gezien)


def test_met_heel_veel_kamers_ligt_er_geen_rapport_vast(demo):
    regels = []

    assert leg_rapporten_vast(regels.append, hoogstens=3) == []

    assert regels == ["Met meer dan 3 kamers worden er geen rapporten vastgelegd."]
    assert not Rapport.objects.exists()


@time_machine.travel("2021-01-20 12:00")
def test_het_commando_vult_en_toont_de_logins_ook_de_tweede_keer(capsys):
    call_command("demo", "--jaren", "1")
    eerst = capsys.readouterr().out
    call_command("demo", "--jaren", "1")
    daarna = capsys.readouterr().out

    assert "Fictieve gegevens toegevoegd: 4 kamers" in eerst
    assert "aanbod 2018, editie 1 vastgelegd" in eerst
    assert daarna.startswith("De voorbeeldgegevens staan er al. Er verandert niets.\n")
    for uitvoer in (eerst, daarna):
        assert "coordinator.cjm@voorbeeld.invalid" in uitvoer
        assert wachtwoord() in uitvoer


@time_machine.travel("2021-01-20 12:00")
def test_het_commando_weigert_een_dag_die_nog_moet_komen():
    with pytest.raises(CommandError, match="Deze dag moet nog komen"):
        call_command("demo", "--tot", "2021-01-21")
    assert not Kamer.objects.exists()


def test_het_commando_zegt_hoe_je_een_dag_schrijft():
    with pytest.raises(CommandError, match="Schrijf de dag als JJJJ-MM-DD"):
        call_command("demo", "--tot", "morgen")


def test_op_een_productiesite_komen_geen_voorbeeldgegevens(settings):
    settings.PRODUCTIE = True

    with pytest.raises(CommandError, match="productiesite"):
        call_command("demo")
    assert not Gebruiker.objects.exists()
