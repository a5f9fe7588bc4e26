from datetime import date, timedelta
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Handeling
from buurtwerkkamer.rollen import Rol
from kamers.models import Doorverwijzing, Kamer, Klus, Verzoek
from kamers.services import klusopname, verzoeken
from kamers.services.kluswerk import KlusGewijzigd
from kamers.services.verzoeken import VerzoekGewijzigd
from kamers.services.wissen import wis_teksten
from tests.fabriek import maak_gebruiker
from tests.kamers.klusfabriek import gegevens, tik_klaar
from tests.kamers.verzoekfabriek import DAG, binnen, handel, maak_verzoek

pytestmark = pytest.mark.django_db


@pytest.fixture
def wouter(casa):
    return maak_gebruiker("Wouter", Rol.ASSISTENT, kamer=casa)


def noteer(kamer, gebruiker, tekst="Kraan lekt", sleutel=None):
    return verzoeken.noteer_verzoek(kamer=kamer, tekst=tekst, sleutel=sleutel or uuid4(), gebruiker=gebruiker)


def terug(kamer, gebruiker, sleutel):
    return verzoeken.neem_terug_van(kamer=kamer, sleutel=sleutel, gebruiker=gebruiker)


def klus_van(verzoek, gebruiker, sleutel=None, versie=None, **velden):
    return klusopname.noteer_klus(
        kamer=verzoek.kamer,
        gegevens=gegevens(**velden),
        vandaag=DAG,
        sleutel=sleutel or uuid4(),
        gebruiker=gebruiker,
        verzoek=(verzoek.pk, verzoek.versie if versie is None else versie),
    )


def test_hetzelfde_verzoek_twee_keer_gestuurd_staat_er_een_keer(casa, amina):
    sleutel = uuid4()

    assert noteer(casa, amina, sleutel=sleutel) is not None
    assert noteer(casa, amina, sleutel=sleutel) is None
    assert Verzoek.objects.count() == 1


def test_wat_wacht_staat_met_de_oudste_voorop_en_alleen_van_de_eigen_kamer(casa, multibron, amina):
    maak_verzoek(casa, "van nu", binnen_op=binnen(DAG))
    maak_verzoek(casa, "van vorige week", binnen_op=binnen(DAG - timedelta(days=7)))
    handel(maak_verzoek(casa, "al gedaan"), amina, "niets")
    maak_verzoek(multibron, "elders")

    assert [r.verzoek.tekst for r in verzoeken.open_verzoeken(casa, DAG)] == ["van vorige week", "van nu"]


@pytest.mark.parametrize(
    ("dagen", "leeftijd", "oud"),
    [(0, "vandaag", False), (1, "1 dag", False), (3, "3 dagen", False), (7, "7 dagen", False), (8, "8 dagen", True)],
)
def test_een_verzoek_zegt_hoe_lang_het_wacht_en_na_zeven_dagen_is_dat_te_lang(casa, dagen, leeftijd, oud):
    maak_verzoek(casa, binnen_op=binnen(DAG - timedelta(days=dagen)))

    regel = verzoeken.open_verzoeken(casa, DAG)[0]

    assert (regel.leeftijd, regel.oud) == (leeftijd, oud)


@pytest.mark.parametrize("werd", ["afmelding", "kandidaat", "vraag", "niets"])
def test_een_verzoek_wordt_in_een_keer_wat_het_is_en_kan_terug(casa, amina, werd):
    verzoek, sleutel = maak_verzoek(casa), uuid4()

    assert handel(verzoek, amina, werd, sleutel=sleutel)
    assert not handel(verzoek, amina, werd, sleutel=sleutel)

    verzoek.refresh_from_db()
    assert (verzoek.werd, verzoek.afgehandeld_op, verzoek.versie) == (werd, DAG, 2)
    assert terug(casa, amina, sleutel)
    assert not terug(casa, amina, sleutel)
    verzoek.refresh_from_db()
    assert (verzoek.werd, verzoek.afgehandeld_op, verzoek.versie) == ("", None, 3)


def test_doorverwezen_telt_een_mens_en_ongedaan_haalt_die_telling_weg(casa, amina):
    sleutel = uuid4()

    handel(maak_verzoek(casa), amina, "doorverwezen", naar="huisarts", sleutel=sleutel)

    rij = Doorverwijzing.objects.get()
    assert (rij.naar, rij.aantal, rij.dag, rij.kamer) == ("huisarts", 1, DAG, casa)
    assert terug(casa, amina, sleutel)
    assert (Doorverwijzing.objects.count(), Verzoek.objects.get().werd) == (0, "")


def test_wie_te_laat_is_leest_wie_het_al_deed_en_er_verandert_niets(casa, amina, wouter):
    verzoek = maak_verzoek(casa)
    handel(verzoek, wouter, "vraag")

    with pytest.raises(VerzoekGewijzigd, match="Wouter heeft dit net ook aangepast"):
        handel(verzoek, amina, "doorverwezen", naar="huisarts", versie=1)

    assert (Verzoek.objects.get().werd, Doorverwijzing.objects.count()) == ("vraag", 0)


def test_een_verzoek_dat_een_klus_wordt_wijst_naar_die_ene_klus(casa, amina):
    verzoek, sleutel = maak_verzoek(casa), uuid4()

    klus = klus_van(verzoek, amina, sleutel)

    assert klus_van(verzoek, amina, sleutel) is None
    verzoek.refresh_from_db()
    assert (verzoek.werd, verzoek.klus, verzoek.afgehandeld_op) == ("klus", klus, DAG)
    assert Klus.objects.get() == klus


def test_van_een_verzoek_komt_geen_tweede_klus(casa, amina, wouter):
    verzoek = maak_verzoek(casa)
    klus_van(verzoek, wouter)

    for versie in (1, 2):  # a page from before, and one from after
        with pytest.raises(VerzoekGewijzigd):
            klus_van(verzoek, amina, versie=versie)

    assert Klus.objects.count() == 1


def test_een_nieuwe_klus_kan_terug_en_dan_wacht_het_verzoek_weer(casa, amina):
    verzoek, sleutel = maak_verzoek(casa), uuid4()
    klus_van(verzoek, amina, sleutel)

    assert klusopname.neem_nieuwe_klus_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)
    assert not klusopname.neem_nieuwe_klus_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    verzoek.refresh_from_db()
    assert (verzoek.werd, verzoek.klus, Klus.objects.count()) == ("", None, 0)


def test_een_klus_waar_al_iets_mee_gebeurde_gaat_niet_meer_weg(casa, amina):
    sleutel = uuid4()
    tik_klaar(klus_van(maak_verzoek(casa), amina, sleutel), amina)

    with pytest.raises(KlusGewijzigd):
        klusopname.neem_nieuwe_klus_terug(kamer=casa, sleutel=sleutel, gebruiker=amina)

    assert (Klus.objects.get().status, Verzoek.objects.get().werd) == ("klaar", "klus")


def test_een_nieuw_verzoek_kan_terug_tot_er_iets_mee_gebeurde(casa, amina):
    eerste, tweede = uuid4(), uuid4()
    noteer(casa, amina, sleutel=eerste)
    verzoek = noteer(casa, amina, "Nog een", sleutel=tweede)
    handel(verzoek, amina, "niets")

    assert terug(casa, amina, eerste)
    with pytest.raises(VerzoekGewijzigd):
        terug(casa, amina, tweede)

    assert Verzoek.objects.get().tekst == "Nog een"


def test_ongedaan_na_het_wissen_wordt_geweigerd(casa, amina):
    verzoek, sleutel = maak_verzoek(casa), uuid4()
    handel(verzoek, amina, "vraag", sleutel=sleutel)
    wis_teksten(DAG + timedelta(days=30))

    with pytest.raises(VerzoekGewijzigd, match="Iemand heeft dit net ook aangepast"):
        terug(casa, amina, sleutel)


def test_afgehandeld_gaat_dertig_dagen_terug_met_de_nieuwste_boven(casa, amina):
    for dagen in (30, 29, 0):
        handel(maak_verzoek(casa, f"{dagen} dagen"), amina, "niets", vandaag=DAG - timedelta(days=dagen))

    assert [v.tekst for v in verzoeken.afgehandeld(casa, DAG)] == ["0 dagen", "29 dagen"]


def test_in_wat_bewaard_wordt_voor_ongedaan_staat_geen_woord_van_een_bewoner(casa, amina):
    verzoek = noteer(casa, amina, "Mevrouw belde")
    handel(verzoek, amina, "doorverwezen", naar="buurtteam")

    bewaard = [(h.voor, set(h.na)) for h in Handeling.objects.order_by("gedaan_op")]
    assert bewaard == [(None, {"verzoek", "versie"}), (None, {"verzoek", "versie", "doorverwijzing"})]


def test_ongedaan_van_iemand_anders_of_in_een_andere_kamer_doet_niets(casa, multibron, amina, wouter):
    sleutel = uuid4()
    noteer(casa, amina, sleutel=sleutel)

    assert not terug(casa, wouter, sleutel)
    assert not terug(multibron, amina, sleutel)
    assert Verzoek.objects.count() == 1


def test_binnen_op_is_het_moment_van_bewaren(casa, amina, time_machine):
    time_machine.move_to(binnen(date(2026, 11, 20)), tick=False)

    assert noteer(casa, amina).binnen_op == binnen(date(2026, 11, 20))


def test_op_vandaag_staat_hetzelfde_zonder_eigen_vraag_aan_de_databank(casa, django_assert_num_queries):
    maak_verzoek(casa, "van nu", binnen_op=binnen(DAG))
    maak_verzoek(casa, "van acht dagen terug", binnen_op=binnen(DAG - timedelta(days=8)))
    gewoon = verzoeken.op_vandaag(casa, DAG)
    kamer = Kamer.objects.annotate(verzoeken_open=verzoeken.wachtende()).get(pk=casa.pk)

    with django_assert_num_queries(0):
        meegelezen = verzoeken.op_vandaag(kamer, DAG)

    for regels in (gewoon, meegelezen):
        assert [(r.verzoek.pk, r.verzoek.tekst, r.verzoek.versie, r.dagen, r.oud) for r in regels] == [
            (gewoon[0].verzoek.pk, "van acht dagen terug", 1, 8, True),
            (gewoon[1].verzoek.pk, "van nu", 1, 0, False),
        ]
