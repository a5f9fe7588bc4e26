"""Giving a pass, and finding it again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from kamers.models import AlGeteld, Pasnummer, Persoon, Teljaar
from kamers.services.pasnummer import klopt, nieuwe_nummers, nummer_van
from kamers.services.passen import PasNietVrij, maak_pas, met_nummer, zet_al_geteld, zoek
from kamers.services.teljaar import TeljaarGesloten
from tests.fabriek import maak_persoon, maak_soort

DAG = date(2026, 3, 10)


def pas(kamer, gebruiker, voornaam="Fatima", sleutel=None, **velden):
    return maak_pas(
        kamer=kamer, voornaam=voornaam, vandaag=DAG, sleutel=sleutel or uuid4(), gebruiker=gebruiker, **velden
    )


def algeteld(persoon):
    return sorted(AlGeteld.objects.filter(persoon=persoon).values_list("jaar", "soort__code"), key=str)


def test_een_pas_heeft_een_voornaam_een_kloppend_nummer_en_de_kamer(casa, amina):
    persoon = pas(casa, amina, "  Fatima   B. ")

    assert (persoon.voornaam, persoon.sinds, list(persoon.kamers.all())) == ("Fatima B.", DAG, [casa])
    assert klopt(persoon.pasnummer)
    assert algeteld(persoon) == []


def test_hetzelfde_formulier_geeft_een_pas(casa, amina):
    sleutel = uuid4()

    assert pas(casa, amina, sleutel=sleutel) == pas(casa, amina, sleutel=sleutel)
    assert Persoon.objects.count() == 1


def test_de_sleutel_van_een_ander_geeft_niets(casa, amina, bram):
    sleutel = uuid4()
    pas(casa, amina, sleutel=sleutel)

    with pytest.raises(PermissionDenied):
        pas(casa, bram, sleutel=sleutel)


def test_wie_al_geteld_is_bij_een_soort_is_ook_in_de_kamer_geteld(casa, amina):
    persoon = pas(casa, amina, al_geteld=frozenset({maak_soort("P4").pk}))

    assert algeteld(persoon) == [(2026, "P4"), (2026, None)]


def test_wie_alleen_in_de_kamer_geteld_is_krijgt_alleen_de_kamer(casa, amina):
    assert algeteld(pas(casa, amina, al_geteld=frozenset({None}))) == [(2026, None)]


def test_al_geteld_verandert_en_gaat_weer_weg(casa, amina):
    taal, eten = maak_soort("P4"), maak_soort("P1")
    persoon = pas(casa, amina, al_geteld=frozenset({taal.pk}))

    zet_al_geteld(persoon=persoon, kamer=casa, jaar=2026, soorten=frozenset({eten.pk}))
    assert algeteld(persoon) == [(2026, "P1"), (2026, None)]

    zet_al_geteld(persoon=persoon, kamer=casa, jaar=2026, soorten=frozenset())
    assert algeteld(persoon) == []


def test_in_een_gesloten_teljaar_verandert_al_geteld_niet_meer(casa, amina):
    persoon = pas(casa, amina)
    Teljaar.objects.create(kamer=casa, jaar=2026, gesloten_door=amina)

    zet_al_geteld(persoon=persoon, kamer=casa, jaar=2026, soorten=frozenset())
    with pytest.raises(TeljaarGesloten, match=r"Het teljaar 2026 van .* is gesloten"):
        zet_al_geteld(persoon=persoon, kamer=casa, jaar=2026, soorten=frozenset({None}))


def test_in_een_jaar_na_de_laatste_dag_van_de_kamer_is_niemand_al_geteld(casa, amina):
    persoon = pas(casa, amina)
    type(casa).objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=date(2025, 12, 31))

    with pytest.raises(TeljaarGesloten, match=r"is dicht. De laatste dag was 31 december 2025"):
        zet_al_geteld(persoon=persoon, kamer=casa, jaar=2026, soorten=frozenset({None}))


def test_een_lege_kaart_wordt_een_keer_uitgegeven(casa, amina):
    nummer = nummer_van(nieuwe_nummers(kamer=casa, aantal=1, vandaag=DAG)[0])

    assert pas(casa, amina, nummer=f"{nummer[:2]} {nummer[2:]}").pasnummer == nummer
    with pytest.raises(PasNietVrij, match="geen vrije pas"):
        pas(casa, amina, "Rosa", nummer=nummer)
    assert list(Persoon.objects.values_list("voornaam", flat=True)) == ["Fatima"]


def test_het_nummer_van_wie_weg_is_komt_niet_terug(casa, amina):
    oud = pas(casa, amina)
    nummer = oud.pasnummer
    Persoon.objects.filter(pk=oud.pk).update(voornaam="", pasnummer="", vergeten_op=DAG)

    assert pas(casa, amina, "Rosa").pasnummer != nummer
    with pytest.raises(PasNietVrij):
        pas(casa, amina, "Ali", nummer=nummer)


def test_zoeken_gaat_op_de_eerste_letters_zonder_accenten(casa, multibron):
    emile, emma = maak_persoon("Émile", casa), maak_persoon("Emma", casa)
    maak_persoon("Rosemarie", casa)
    maak_persoon("Emre", multibron)
    maak_persoon("", casa, vergeten_op=DAG)

    assert zoek(casa, " em") == [emile, emma]
    assert zoek(casa, "em", tot=1) == [emile]
    assert zoek(casa, "") == zoek(casa, " - ") == []


def test_zoeken_op_nummer_vindt_precies_een_pas_van_deze_kamer(casa, multibron):
    fatima = maak_persoon("Fatima", casa, pasnummer="5724")
    maak_persoon("Rosa", casa, pasnummer="57247")

    assert zoek(casa, "57 24") == [fatima]
    assert zoek(multibron, "5724") == []
    assert met_nummer(casa, "9999") is None


def test_een_oude_kaart_vindt_de_pas_waarin_hij_opging(casa):
    blijft = maak_persoon("Fatima", casa, pasnummer="5724")
    midden = maak_persoon("Fatma", casa, pasnummer="1004", opgegaan_in=blijft)
    maak_persoon("Fa", casa, pasnummer="1013", opgegaan_in=midden)

    assert zoek(casa, "1013") == [blijft]
    assert zoek(casa, "Fatm") == []


@pytest.mark.django_db(transaction=True)
def test_vier_passen_tegelijk_krijgen_vier_nummers(casa, amina):
    start = Barrier(4)

    def doe(voornaam):
        start.wait()
        try:
            return pas(casa, amina, voornaam).pasnummer
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as ploeg:
        nummers = list(ploeg.map(doe, ["Fatima", "Rosa", "Ali", "Emma"]))

    assert len(set(nummers)) == 4
    assert Pasnummer.objects.vrij().count() == 0
