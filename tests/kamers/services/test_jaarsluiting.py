from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from buurtwerkkamer.models import Jaar
from kamers.models import AlGeteld, Bijeenkomst, Deelname, Klus, Soort, Teljaar
from kamers.services import bijeenkomsten, inloop, jaarsluiting
from kamers.services.jaarsluiting import JaarLooptNog, NietGezien, openstaand, sluit_teljaar
from kamers.services.keer import Invulling, Keer
from kamers.services.teljaar import TeljaarGesloten
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_klus, maak_persoon

DAG = date(2025, 11, 25)  # a Tuesday
NU = date(2026, 1, 31)
ZIN = "Het teljaar 2025 van Casa Jepie Makandra is gesloten. Vraag de projectcoach wat je kunt doen."


def sluit(kamer, gebruiker, gezien=None, jaar=2025, vandaag=NU):
    return sluit_teljaar(kamer=kamer, jaar=jaar, gezien=gezien, vandaag=vandaag, gebruiker=gebruiker)


def een_keer(kamer, dag=DAG, **velden):
    """Make an activity of one day, so that nothing else of the year lacks."""
    return maak_activiteit(kamer, herhaling="eenmalig", van=dag, tot=dag, weekdag=dag.weekday(), **velden)


@pytest.mark.django_db
class TestSluiten:
    def test_een_jaar_dat_nog_loopt_sluit_niet(self, casa, eva):
        with pytest.raises(JaarLooptNog, match="Het jaar 2026 loopt nog"):
            sluit(casa, eva, jaar=2026)
        with pytest.raises(JaarLooptNog):
            sluit(casa, eva, vandaag=date(2025, 12, 31))

        assert not Teljaar.objects.exists()

    def test_een_jaar_waarin_niets_mist_sluit_zonder_vinkje_en_maar_een_keer(self, casa, eva):
        maak_bijeenkomst(een_keer(casa), DAG, nieuw=3)

        eerste = sluit(casa, eva)

        assert sluit(casa, eva) == eerste == Teljaar.objects.get(kamer=casa, jaar=2025)
        assert eerste.gesloten_door == eva

    def test_mist_er_iets_dan_sluit_het_pas_als_de_lijst_van_nu_gezien_is(self, casa, eva):
        een_keer(casa)

        for gezien in (None, 0, 2):
            with pytest.raises(NietGezien):
                sluit(casa, eva, gezien=gezien)
        assert sluit(casa, eva, gezien=1).jaar == 2025

    def test_de_lijst_noemt_wat_geen_telling_heeft_niet_klopt_en_onbekend_is(self, casa):
        vergeten = een_keer(casa)
        fout = maak_bijeenkomst(een_keer(casa, DAG - timedelta(days=7)), DAG - timedelta(days=7), kwamen_al=4)
        onbekend = maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=DAG)
        maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=DAG, eerste_keer="ja")
        maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=NU)

        lijst = openstaand(casa, 2025)

        assert [v.activiteit for v in lijst.vergeten] == [vergeten]
        assert [(rij, rij.bereikt_voor) for rij in lijst.nakijken] == [(fout, 0)]
        assert lijst.klussen == [onbekend]
        assert lijst.aantal == 3

    def test_de_lijst_noemt_ook_een_inloop_zonder_antwoord_en_cijfers_die_niet_passen(self, aanbod_2018, casa, amina):
        inloop_ = een_keer(casa, soort=Soort.objects.get(code="taal"), hele_dag=True)
        maak_bijeenkomst(
            een_keer(casa, date(2025, 1, 7), soort=Soort.objects.get(code="taal")),
            date(2025, 1, 7),
            nieuw=3,
            nieuw_kamer=2,
        )
        tik = {"keer": Keer(inloop_, DAG), "gebruiker": amina}
        inloop.tik(wie=inloop.NIEUW, sleutel=uuid4(), vandaag=DAG, **tik)

        lijst = openstaand(casa, 2025)

        assert [rij.activiteit for rij in lijst.inlopen] == [inloop_]
        assert lijst.scheef == ["Bij Taal telden we 4 mensen, in de hele kamer 2. Wie nieuw was, telt ook in de kamer."]
        assert lijst.aantal == 2
        inloop.antwoord(ook_nieuw=True, sleutel=uuid4(), **tik)
        assert openstaand(casa, 2025).inlopen == []

    def test_een_ander_jaar_en_een_andere_kamer_blijven_open(self, casa, multibron, eva, amina, bram):
        sluit(casa, eva)

        for kamer, dag, wie in ((casa, date(2026, 1, 6), amina), (multibron, DAG, bram)):
            noteer(een_keer(kamer, dag), dag, wie)
        assert Bijeenkomst.objects.count() == 2

    def test_de_bladzijde_toont_kamers_naast_jaren_zonder_oefenkamer(self, casa, multibron, eva):
        for jaar in (2024, 2025, 2026, 2027):
            Jaar.objects.get_or_create(jaar=jaar)
        multibron.oefenkamer = True
        multibron.save()
        dicht = sluit(casa, eva)

        [rij] = jaarsluiting.teljaren(type(casa).objects.filter(pk__in=[casa.pk, multibron.pk]), NU)

        assert rij.kamer == casa
        assert rij.jaren[-3:] == [(2024, None), (2025, dicht), (2026, None)]


def noteer(les, dag, gebruiker, *, versie=0, kwamen_al=0, nieuw=2):
    return bijeenkomsten.noteer(
        keer=Keer(les, dag),
        invulling=Invulling(kwamen_al=kwamen_al, nieuw_soort=nieuw, nieuw_kamer=nieuw),
        versie=versie,
        sleutel=uuid4(),
        gebruiker=gebruiker,
        vandaag=NU,
    )


@pytest.mark.django_db
class TestDaarna:
    def test_elke_handeling_aan_een_activiteit_krijgt_de_zin_en_slaat_niets_op(self, casa, eva, amina):
        les, later = een_keer(casa), een_keer(casa, DAG + timedelta(days=7))
        sleutel = uuid4()
        invulling = Invulling(kwamen_al=0, nieuw_soort=2)
        vast = {"gebruiker": amina, "sleutel": sleutel}
        bijeenkomsten.noteer(keer=Keer(les, DAG), invulling=invulling, versie=0, vandaag=NU, **vast)
        sluit(casa, eva, gezien=1)
        voor = list(Bijeenkomst.objects.values())
        anders = {"gebruiker": amina, "versie": 0, "keer": Keer(later, later.van)}
        uur = {"begin": later.begin, "eind": later.eind}
        pogingen = [
            lambda: noteer(les, DAG, amina, versie=1),
            lambda: noteer(later, later.van, amina),
            lambda: bijeenkomsten.maak_ongedaan(kamer=casa, **vast),
            lambda: bijeenkomsten.laat_vervallen(reden="ziek", sleutel=uuid4(), **anders),
            lambda: bijeenkomsten.verplaats(dag=date(2026, 1, 6), sleutel=uuid4(), **uur, **anders),
        ]

        for poging in pogingen:
            with pytest.raises(TeljaarGesloten) as fout:
                poging()
            assert fout.value.messages == [ZIN]
        assert list(Bijeenkomst.objects.values()) == voor

    def test_de_databank_weigert_ook_wie_langs_de_diensten_gaat(self, casa, multibron, eva):
        rij = maak_bijeenkomst(een_keer(casa), DAG, nieuw=3)
        persoon = maak_persoon("Ama", casa)
        Deelname.objects.create(bijeenkomst=rij, persoon=persoon)
        AlGeteld.objects.create(persoon=persoon, kamer=casa, jaar=2025)
        klus = maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=DAG, eerste_keer="ja")
        open_klus = maak_klus(casa)
        nieuw, ander = een_keer(casa, DAG + timedelta(days=1)), maak_persoon("Bea", casa)
        sluit(casa, eva, gezien=1)
        pogingen = [
            lambda: Bijeenkomst.objects.filter(pk=rij.pk).update(nieuw_soort=4),
            lambda: Bijeenkomst.objects.filter(pk=rij.pk).update(dag=date(2026, 1, 6)),
            lambda: Bijeenkomst.objects.filter(pk=rij.pk).update(kamer=multibron),
            lambda: rij.delete(),
            lambda: maak_bijeenkomst(nieuw, nieuw.van, nieuw=1),
            lambda: Deelname.objects.create(bijeenkomst=rij, persoon=ander),
            lambda: Deelname.objects.all().delete(),
            lambda: AlGeteld.objects.create(persoon=ander, kamer=casa, jaar=2025),
            lambda: AlGeteld.objects.update(jaar=2026),
            lambda: AlGeteld.objects.all().delete(),
            lambda: Klus.objects.filter(pk=klus.pk).update(eerste_keer="nee"),
            lambda: Klus.objects.filter(pk=klus.pk).update(gedaan_op=date(2026, 1, 6)),
            lambda: Klus.objects.filter(pk=klus.pk).update(status="gepland", gedaan_op=None),
            lambda: Klus.objects.filter(pk=open_klus.pk).update(status="klaar", gedaan_op=DAG),
            lambda: klus.delete(),
        ]

        for poging in pogingen:
            with pytest.raises(IntegrityError, match="Dit teljaar is gesloten"), transaction.atomic():
                poging()

    def test_de_tekst_van_een_klus_gaat_ook_na_de_sluiting_weg(self, casa, eva):
        klus = maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=DAG, eerste_keer="ja")
        sluit(casa, eva)

        Klus.objects.filter(pk=klus.pk).update(omschrijving="", straat="", reden="", gewist_op=NU)

        assert Klus.objects.get(pk=klus.pk).gewist_op == NU

    def test_uren_zijn_geen_telling_van_mensen_en_kunnen_nog_goed_komen(self, casa, eva):
        inzet = maak_inzet(maak_persoon("Kofi", casa), maak_bijeenkomst(een_keer(casa), DAG, nieuw=3))
        sluit(casa, eva)

        type(inzet).objects.update(uren=1)

        inzet.refresh_from_db()
        assert inzet.uren == 1

    def test_een_sluiting_wordt_nooit_meer_weggehaald(self, casa, eva):
        sluit(casa, eva)

        for poging in (lambda: Teljaar.objects.all().delete(), lambda: Teljaar.objects.update(jaar=2024)):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                poging()
        assert Teljaar.objects.get().jaar == 2025


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
@pytest.mark.parametrize("model", [Bijeenkomst, Deelname, AlGeteld, Klus])
def test_ook_de_eigenaar_van_de_tabellen_verandert_en_leegt_geen_gesloten_teljaar(casa, eva, model):
    rij = maak_bijeenkomst(een_keer(casa), DAG, nieuw=3, namen=[maak_persoon("Ama", casa)])
    AlGeteld.objects.create(persoon=rij.deelnames.get().persoon, kamer=casa, jaar=2025)
    maak_klus(casa, status=Klus.Status.KLAAR, gedaan_op=DAG, eerste_keer="ja")
    sluit(casa, eva, gezien=1)
    tabel, zin = model._meta.db_table, "Er is een teljaar gesloten|Dit teljaar is gesloten"

    for opdracht in (f"DELETE FROM {tabel}", f"TRUNCATE {tabel} CASCADE"):
        with pytest.raises(DatabaseError, match=zin), connections["eigenaar"].cursor() as cursor:
            cursor.execute(opdracht)

    assert model.objects.count() == 1
