"""Logging, changing, cancelling and moving, with exact values."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.rollen import Rol
from kamers.models import Bijeenkomst, Inzet
from kamers.services import bijeenkomsten, tellen
from kamers.services.keer import Keer
from kamers.services.regels import Botsing, DagMoetNogKomen, Telfout, TeVeel
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_gebruiker, maak_inzet, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK, noteer, uren_bij, vul

pytestmark = pytest.mark.django_db


@pytest.fixture
def les(casa):
    """A language lesson with 47 people counted this year."""
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=47)
    return les


@pytest.fixture
def fatima_helpt(casa):
    return maak_vrijwilliger("Fatima", casa).persoon


@pytest.fixture
def wouter(casa):
    return maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)


def test_noteren_schrijft_tellingen_uren_en_wat_de_activiteit_toen_was(les, amina, fatima_helpt):
    rij = noteer(les, amina, vul(9, 3, 2, [fatima_helpt]))

    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer, rij.deelnemers) == (9, 3, 2, 12)
    assert (rij.naam, rij.begin, rij.soort, rij.dag) == (les.naam, time(10), les.soort, DINSDAG)
    assert uren_bij(rij) == {"Fatima": Decimal(2)}
    assert (rij.versie, rij.genoteerd_door) == (1, amina)


def test_een_dubbele_tik_is_een_genoteerde_les(les, amina):
    sleutel = uuid4()

    eerst = noteer(les, amina, sleutel=sleutel)
    weer = noteer(les, amina, sleutel=sleutel)

    assert weer == eerst
    assert Bijeenkomst.objects.filter(dag=DINSDAG).get().versie == 1


def test_terug_en_andere_cijfers_onder_dezelfde_sleutel_is_een_vraag_en_geen_dubbele_tik(les, amina):
    sleutel = uuid4()
    noteer(les, amina, sleutel=sleutel)

    with pytest.raises(Botsing) as botsing:
        noteer(les, amina, vul(10, 3), sleutel=sleutel)

    assert botsing.value.rij.kwamen_al == 9


def test_wie_een_oude_kaart_opslaat_verandert_niets(les, amina, wouter):
    noteer(les, wouter, vul(8, 0))

    with pytest.raises(Botsing) as botsing:
        noteer(les, amina, vul(9, 3))

    assert botsing.value.rij.genoteerd_door == wouter
    assert Bijeenkomst.objects.get(dag=DINSDAG).kwamen_al == 8


def test_meer_bekenden_dan_er_dit_jaar_geteld_zijn_wordt_een_vraag(les, amina):
    with pytest.raises(Telfout) as fout:
        noteer(les, amina, vul(48, 0), klopt=48)

    assert fout.value.message == (
        "Dit jaar telden we bij Taal pas 47 mensen. Hoeveel van deze 48 zijn er voor het eerst dit jaar?"
    )
    assert not Bijeenkomst.objects.filter(dag=DINSDAG).exists()
    assert noteer(les, amina, vul(47, 0), klopt=47).kwamen_al == 47


@pytest.mark.parametrize(
    ("bereikt", "kwamen", "zin"),
    [
        (3, 8, "Dit jaar telden we bij Taal pas 3 mensen. Hoeveel van deze 8 zijn er voor het eerst dit jaar?"),
        (1, 2, "Dit jaar telden we bij Taal pas 1 mens. Hoeveel van deze 2 zijn er voor het eerst dit jaar?"),
        (0, 8, "Dit jaar telden we bij Taal nog niemand. Hoeveel van deze 8 zijn er voor het eerst dit jaar?"),
    ],
)
def test_de_vraag_noemt_hoeveel_er_dit_jaar_geteld_zijn(casa, amina, bereikt, kwamen, zin):
    les = maak_activiteit(casa)
    if bereikt:
        maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=bereikt)

    with pytest.raises(Telfout, match=zin.replace("?", r"\?")):
        noteer(les, amina, vul(kwamen, 0))


def test_in_januari_is_iedereen_weer_nieuw(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, date(2025, 12, 30), nieuw=8)

    with pytest.raises(Telfout):
        noteer(les, amina, vul(8, 0), dag=date(2026, 1, 6))

    assert noteer(les, amina, vul(0, 8), dag=date(2026, 1, 6)).nieuw_soort == 8


def test_dertig_vaste_mensen_in_januari_zijn_dertig_mensen_hoe_vaak_ze_ook_komen(casa, amina):
    les = maak_activiteit(casa)
    noteer(les, amina, vul(0, 30), dag=date(2025, 12, 30), klopt=30)

    noteer(les, amina, vul(0, 30), dag=date(2026, 1, 6), klopt=30)
    for dag in (date(2026, 1, 13), date(2026, 1, 20), date(2026, 1, 27)):
        noteer(les, amina, vul(30, 0), dag=dag, klopt=30)

    verwacht = {casa.pk: {les.soort_id: 30, "kamer": 30}}
    assert [tellen.bereikt_per_kamer(jaar) for jaar in (2025, 2026)] == [verwacht, verwacht]


def test_een_vergeten_dag_wordt_opgeschreven_ook_als_er_later_al_genoteerd_is(casa, amina):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, DINSDAG - WEEK, nieuw=8)

    assert noteer(les, amina, vul(6, 0), dag=DINSDAG - 2 * WEEK).kwamen_al == 6


def test_een_wijziging_telt_zichzelf_niet_mee(casa, amina):
    les = maak_activiteit(casa)
    rij = noteer(les, amina, vul(0, 8))

    with pytest.raises(Telfout):
        noteer(les, amina, vul(8, 0), versie=rij.versie)


@pytest.mark.parametrize(("aantal", "vraagt"), [(24, False), (25, True)])
def test_meer_dan_drie_keer_zoveel_als_gewoon_vraagt_om_een_bevestiging(casa, amina, aantal, vraagt):
    les = maak_activiteit(casa)
    for week in range(1, 4):
        maak_bijeenkomst(les, DINSDAG - week * WEEK, nieuw=8)

    if vraagt:
        with pytest.raises(TeVeel, match=f"{aantal} deelnemers is veel. Klopt dat?"):
            noteer(les, amina, vul(0, aantal))
        with pytest.raises(TeVeel):
            noteer(les, amina, vul(0, aantal), klopt=aantal - 1)

    assert noteer(les, amina, vul(0, aantal), klopt=aantal if vraagt else None).deelnemers == aantal


@pytest.mark.parametrize(("aantal", "vraagt"), [(150, False), (151, True), (999_999, True)])
def test_ook_de_eerste_keer_vraagt_een_heel_hoog_getal_om_een_bevestiging(casa, amina, aantal, vraagt):
    les = maak_activiteit(casa)

    if vraagt:
        with pytest.raises(TeVeel):
            noteer(les, amina, vul(0, aantal))
        assert not Bijeenkomst.objects.exists()

    assert noteer(les, amina, vul(0, aantal), klopt=aantal if vraagt else None).deelnemers == aantal


def test_een_dag_die_nog_moet_komen_wordt_geweigerd(les, amina):
    with pytest.raises(DagMoetNogKomen, match=r"Deze dag moet nog komen\. Kies vandaag of een dag ervoor\."):
        noteer(les, amina, dag=DINSDAG + WEEK)

    assert not Bijeenkomst.objects.filter(gepland=DINSDAG + WEEK).exists()


def test_wie_blijft_houdt_de_eigen_melding_en_wie_weggaat_verdwijnt(les, amina, casa, fatima_helpt):
    ronald, gifty = maak_vrijwilliger("Ronald", casa).persoon, maak_vrijwilliger("Gifty", casa).persoon
    rij = noteer(les, amina, vul(personen=[fatima_helpt, ronald]))
    Inzet.objects.filter(persoon=fatima_helpt).update(uren=1, gemeld_uren=1, gemeld_op=HALF_ELF)

    noteer(les, amina, vul(10, 3, personen=[fatima_helpt, gifty]), versie=rij.versie)

    assert uren_bij(rij) == {"Fatima": Decimal(1), "Gifty": Decimal(2)}
    assert Inzet.objects.get(persoon=fatima_helpt).gemeld_uren == 1


def test_andere_uren_op_de_kaart_gelden_voor_iedereen_en_zijn_goedgekeurd(les, amina, fatima_helpt):
    rij = noteer(les, amina, vul(personen=[fatima_helpt]))
    Inzet.objects.update(gemeld_uren=3, gemeld_op=HALF_ELF)

    noteer(les, amina, vul(personen=[fatima_helpt], uren="3", voor_allen=True), versie=rij.versie)

    inzet = Inzet.objects.get()
    assert (inzet.uren, inzet.gemeld_uren, inzet.beoordeeld_door) == (3, 3, amina)
    assert Inzet.objects.wacht_op_goedkeuring().count() == 0


def test_wie_andere_roosteruren_heeft_krijgt_die(les, amina, casa, fatima_helpt):
    ronald = maak_vrijwilliger("Ronald", casa).persoon

    rij = noteer(les, amina, vul(personen=[fatima_helpt, ronald], roosteruren={ronald.pk: Decimal(1)}))

    assert uren_bij(rij) == {"Fatima": Decimal(2), "Ronald": Decimal(1)}


def test_niet_doorgaan_bewaart_de_reden_en_haalt_tellingen_en_uren_weg(les, amina, fatima_helpt):
    rij = noteer(les, amina, vul(personen=[fatima_helpt]))

    bijeenkomsten.laat_vervallen(keer=Keer(les, DINSDAG), reden="ziekte", versie=1, sleutel=uuid4(), gebruiker=amina)

    rij.refresh_from_db()
    assert (rij.status, rij.reden, rij.kwamen_al, rij.nieuw_soort) == ("vervallen", "ziekte", None, None)
    assert Inzet.objects.count() == 0


def test_een_verplaatste_les_wordt_genoteerd_op_de_nieuwe_dag(les, amina):
    donderdag = DINSDAG - timedelta(days=5)
    keer = Keer(les, DINSDAG - 2 * WEEK)
    vast = {"sleutel": uuid4(), "gebruiker": amina, "versie": 0}

    rij = bijeenkomsten.verplaats(keer=keer, dag=donderdag, begin=time(14), eind=time(16), **vast)
    noteer(les, amina, vul(4, 0), dag=keer.gepland, versie=rij.versie)

    rij.refresh_from_db()
    assert (rij.gepland, rij.dag, rij.begin, rij.status) == (keer.gepland, donderdag, time(14), "genoteerd")


def test_wat_genoteerd_is_wordt_niet_meer_verplaatst(les, amina):
    rij = noteer(les, amina)
    vast = {"sleutel": uuid4(), "gebruiker": amina, "versie": rij.versie}

    with pytest.raises(Botsing):
        bijeenkomsten.verplaats(keer=Keer(les, DINSDAG), dag=DINSDAG, begin=time(14), eind=time(16), **vast)


def test_uren_van_een_andere_dag_blijven_bij_hun_eigen_les(les, amina, fatima_helpt):
    vorige = Bijeenkomst.objects.get(dag=DINSDAG - WEEK)
    maak_inzet(fatima_helpt, vorige, "1")

    noteer(les, amina, vul(personen=[]))

    assert uren_bij(vorige) == {"Fatima": Decimal(1)}
