"""Logging, changing, cancelling, moving and taking back, with exact values."""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from kamers.models import Activiteit, Bijeenkomst, Inzet
from kamers.services import bijeenkomsten, tellen
from kamers.services.keer import Activiteitgegevens, Invulling, Keer
from kamers.services.regels import Botsing, DagMoetNogKomen, Telfout, TeVeel
from tests.fabriek import (
    maak_activiteit,
    maak_bijeenkomst,
    maak_gebruiker,
    maak_inzet,
    maak_soort,
    maak_vrijwilliger,
)
from tests.kamers.dagfabriek import DINSDAG, HALF_ELF, WEEK

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


def vul(kwamen_al=9, nieuw=3, kamer=None, personen=(), uren="2", **velden):
    return Invulling(
        kwamen_al=kwamen_al,
        nieuw_soort=nieuw,
        nieuw_kamer=nieuw if kamer is None else kamer,
        personen=frozenset(p.pk for p in personen),
        uren=Decimal(uren),
        **velden,
    )


def noteer(les, gebruiker, invulling=None, dag=DINSDAG, versie=0, sleutel=None, klopt=None):
    return bijeenkomsten.noteer(
        keer=Keer(les, dag),
        invulling=invulling or vul(),
        versie=versie,
        sleutel=sleutel or uuid4(),
        gebruiker=gebruiker,
        vandaag=DINSDAG,
        klopt=klopt,
    )


def uren_bij(rij):
    return dict(Inzet.objects.filter(bijeenkomst=rij).values_list("persoon__voornaam", "uren"))


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


def test_toch_doorgegaan_en_dat_ongedaan_maken_houdt_de_reden_en_bewaart_geen_tekst(les, amina, casa):
    keer, sleutel = Keer(les, DINSDAG), uuid4()
    rij = bijeenkomsten.laat_vervallen(keer=keer, reden="ziekte", versie=0, sleutel=uuid4(), gebruiker=amina)
    noteer(les, amina, versie=rij.versie, sleutel=sleutel)

    ongedaan(casa, sleutel, amina)

    rij.refresh_from_db()
    assert (rij.status, rij.reden, rij.kwamen_al) == ("vervallen", "ziekte", None)
    assert "ziekte" not in str(list(Handeling.objects.values_list("voor", "na")))


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


def ongedaan(kamer, sleutel, gebruiker):
    return bijeenkomsten.maak_ongedaan(kamer=kamer, sleutel=sleutel, gebruiker=gebruiker)


def test_ongedaan_maken_haalt_de_les_weer_weg_en_laat_een_spoor_na(les, amina, casa):
    sleutel = uuid4()
    pk = noteer(les, amina, sleutel=sleutel).pk

    assert ongedaan(casa, sleutel, amina).na["kwamen_al"] == 9

    assert not Bijeenkomst.objects.filter(pk=pk).exists()
    spoor = Bijeenkomst.pgh_event_model.objects.filter(pgh_obj_id=pk).values_list("pgh_label", flat=True)
    assert list(spoor.order_by("pgh_id")) == ["insert", "delete"]


def test_ongedaan_maken_van_een_wijziging_zet_de_oude_cijfers_en_uren_terug(les, amina, casa, fatima_helpt):
    ronald, sleutel = maak_vrijwilliger("Ronald", casa).persoon, uuid4()
    rij = noteer(les, amina, vul(9, 3, 2, [fatima_helpt]))
    noteer(les, amina, vul(5, 0, 0, [ronald], uren="1"), versie=1, sleutel=sleutel)

    ongedaan(casa, sleutel, amina)

    rij.refresh_from_db()
    assert (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer) == (9, 3, 2)
    assert uren_bij(rij) == {"Fatima": Decimal(2)}
    assert rij.versie == 3


def test_twee_keer_ongedaan_maken_doet_het_een_keer(les, amina, casa):
    sleutel = uuid4()
    noteer(les, amina, sleutel=sleutel)
    ongedaan(casa, sleutel, amina)
    opnieuw = noteer(les, amina)

    assert ongedaan(casa, sleutel, amina) is None
    assert Bijeenkomst.objects.get(dag=DINSDAG) == opnieuw
    assert opnieuw.versie == 2


def test_ongedaan_maken_nadat_iemand_anders_het_aanpaste_doet_niets(les, amina, wouter, casa):
    sleutel = uuid4()
    noteer(les, amina, sleutel=sleutel)
    noteer(les, wouter, vul(7, 0), versie=1)

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Bijeenkomst.objects.get(dag=DINSDAG).kwamen_al == 7


def test_ongedaan_maken_nadat_een_vrijwilliger_uren_meldde_doet_niets(les, amina, casa, fatima_helpt):
    sleutel = uuid4()
    rij = noteer(les, amina, vul(personen=[fatima_helpt]), sleutel=sleutel)
    Inzet.objects.update(gemeld_uren=2, gemeld_op=rij.genoteerd_op + timedelta(minutes=1))

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Inzet.objects.get().gemeld_uren == 2


def test_wie_er_bij_een_wijziging_bij_kwam_en_uren_meldde_verdwijnt_niet_door_ongedaan_maken(les, amina, casa):
    sleutel, kofi = uuid4(), maak_vrijwilliger("Kofi", casa).persoon
    eerst = noteer(les, amina)
    rij = noteer(les, amina, vul(personen=[kofi]), versie=eerst.versie, sleutel=sleutel)
    Inzet.objects.update(gemeld_uren=2, gemeld_op=rij.genoteerd_op + timedelta(minutes=1))

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Inzet.objects.get().gemeld_uren == 2
    assert Handeling.objects.get(pk=sleutel).ongedaan_op is None


def test_ongedaan_maken_zet_geen_uren_terug_waar_iemand_minder_meldde(les, amina, casa, fatima_helpt):
    sleutel = uuid4()
    eerst = noteer(les, amina, vul(personen=[fatima_helpt], uren="4"))
    rij = noteer(
        les, amina, vul(personen=[fatima_helpt], uren="2", voor_allen=True), versie=eerst.versie, sleutel=sleutel
    )
    Inzet.objects.update(uren=1, gemeld_uren=1, gemeld_op=rij.genoteerd_op + timedelta(minutes=1))

    with pytest.raises(Botsing):
        ongedaan(casa, sleutel, amina)

    assert Inzet.objects.get().uren == 1


def test_een_ander_maakt_jouw_handeling_niet_ongedaan(les, amina, wouter, casa):
    sleutel = uuid4()
    noteer(les, amina, sleutel=sleutel)

    assert ongedaan(casa, sleutel, wouter) is None
    assert Bijeenkomst.objects.filter(dag=DINSDAG).exists()


def los(casa, amina, sleutel):
    gegevens = Activiteitgegevens("Kerstlunch", maak_soort("P1", "Ontmoeting"), time(12), time(14))
    vast = {"sleutel": sleutel, "gebruiker": amina, "vandaag": DINSDAG}
    return bijeenkomsten.noteer_los(kamer=casa, dag=DINSDAG, gegevens=gegevens, invulling=vul(0, 20), **vast)


def test_een_losse_activiteit_is_met_een_dubbele_tik_nog_steeds_een(casa, amina):
    sleutel = uuid4()

    assert los(casa, amina, sleutel) == los(casa, amina, sleutel)

    rij = Activiteit.objects.get()
    assert (rij.naam, rij.herhaling, rij.van, rij.tot) == ("Kerstlunch", "eenmalig", DINSDAG, DINSDAG)


def test_een_losse_activiteit_ongedaan_maken_haalt_ook_de_activiteit_weg(casa, amina):
    sleutel = uuid4()
    los(casa, amina, sleutel)

    ongedaan(casa, sleutel, amina)

    assert Activiteit.objects.count() == 0
    assert ongedaan(casa, sleutel, amina) is None


def test_uren_van_een_andere_dag_blijven_bij_hun_eigen_les(les, amina, fatima_helpt):
    vorige = Bijeenkomst.objects.get(dag=DINSDAG - WEEK)
    maak_inzet(fatima_helpt, vorige, "1")

    noteer(les, amina, vul(personen=[]))

    assert uren_bij(vorige) == {"Fatima": Decimal(1)}


def zet_terug(les, gebruiker, versie=1, sleutel=None):
    vast = {"sleutel": sleutel or uuid4(), "gebruiker": gebruiker, "vandaag": DINSDAG}
    bijeenkomsten.herstel_planning(keer=Keer(les, DINSDAG), versie=versie, **vast)


def verplaats(les, gebruiker, dag, versie=0):
    vast = {"begin": time(14), "eind": time(16), "versie": versie, "sleutel": uuid4(), "gebruiker": gebruiker}
    return bijeenkomsten.verplaats(keer=Keer(les, DINSDAG), dag=dag, **vast)


def test_een_verplaatste_les_teruggezet_is_weer_een_les_van_het_rooster(les, amina, wouter):
    verplaats(les, amina, DINSDAG + WEEK)

    zet_terug(les, wouter)

    assert not Bijeenkomst.objects.filter(activiteit=les, gepland=DINSDAG).exists()
    handeling = Handeling.objects.get(soort="zet_terug")
    assert (handeling.gebruiker, handeling.voor["dag"], handeling.na) == (wouter, "2026-12-01", None)
    assert verplaats(les, amina, DINSDAG + WEEK).versie == 2  # the numbers go on: an old form does not fit


def test_een_vervallen_les_van_een_komende_dag_staat_na_terugzetten_weer_op_het_rooster(les, amina):
    verplaats(les, amina, DINSDAG + WEEK)
    vast = {"reden": "feestdag", "versie": 1, "sleutel": uuid4(), "gebruiker": amina}
    bijeenkomsten.laat_vervallen(keer=Keer(les, DINSDAG), **vast)

    zet_terug(les, amina, versie=2)

    assert not Bijeenkomst.objects.filter(activiteit=les, gepland=DINSDAG).exists()


def test_wat_genoteerd_is_of_vandaag_is_wordt_niet_teruggezet(les, amina):
    noteer(les, amina)
    with pytest.raises(Botsing):
        zet_terug(les, amina)

    ander = maak_activiteit(les.kamer, "Inloop", soort=les.soort)
    verplaats(ander, amina, DINSDAG)
    with pytest.raises(Botsing):
        zet_terug(ander, amina)
    assert Bijeenkomst.objects.filter(gepland=DINSDAG).count() == 2
