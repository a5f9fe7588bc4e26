"""A fact is added once, changed only as it was seen, and comes back when it was taken away."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from kamers.models import Buurt, Buurtcijfer, Gebeurtenis, Inventarisstuk
from kamers.services import feiten as dienst
from tests.kamers.feitenfabriek import VANDAAG

pytestmark = pytest.mark.django_db


def stuk(kamer, **velden):
    return Inventarisstuk(kamer=kamer, **{"naam": "Tafel", "herkomst": "bewoners", "sinds": VANDAAG, **velden})


def test_twee_keer_sturen_is_een_rij_en_ongedaan_haalt_haar_weg(amina, casa):
    sleutel = uuid4()

    gedaan = [dienst.voeg_toe(rij=stuk(casa), sleutel=sleutel, gebruiker=amina) for _keer in range(2)]
    assert (gedaan, Inventarisstuk.objects.count()) == ([True, False], 1)

    dienst.maak_ongedaan(sleutel=sleutel, gebruiker=amina)
    assert Inventarisstuk.objects.count() == 0
    assert dienst.maak_ongedaan(sleutel=sleutel, gebruiker=amina) is None


def test_wat_iemand_anders_intussen_wijzigde_gooit_ongedaan_niet_weg(amina, casa):
    sleutel = uuid4()
    dienst.voeg_toe(rij=stuk(casa), sleutel=sleutel, gebruiker=amina)
    Inventarisstuk.objects.update(aantal=5)

    with pytest.raises(dienst.FeitGewijzigd):
        dienst.maak_ongedaan(sleutel=sleutel, gebruiker=amina)
    assert Inventarisstuk.objects.get().aantal == 5


def test_wat_weggehaald_is_komt_terug_zoals_het_was(amina, casa):
    rij = Gebeurtenis.objects.create(kamer=casa, dag=date(2015, 7, 2), soort="petitie", titel="Petitie")
    sleutel = uuid4()
    dienst.verwijder(rij=rij, sleutel=sleutel, gebruiker=amina)
    assert Gebeurtenis.objects.count() == 0

    dienst.maak_ongedaan(sleutel=sleutel, gebruiker=amina)

    terug = Gebeurtenis.objects.get()
    assert (terug.kamer, terug.dag, terug.soort, terug.titel) == (casa, date(2015, 7, 2), "petitie", "Petitie")


def test_een_ander_kan_een_handeling_niet_terugnemen(amina, bram, casa):
    sleutel = uuid4()
    dienst.voeg_toe(rij=stuk(casa), sleutel=sleutel, gebruiker=amina)

    assert dienst.maak_ongedaan(sleutel=sleutel, gebruiker=bram) is None
    assert Inventarisstuk.objects.count() == 1


def test_van_twee_mensen_die_wijzigen_gaat_niets_stil_verloren(casa):
    stuk(casa).save()
    eerste, tweede = Inventarisstuk.objects.get(), Inventarisstuk.objects.get()
    gezien = dienst.stand_van(eerste)
    dienst.wijzig(rij=eerste, velden={"aantal": 4}, gezien=gezien)

    with pytest.raises(dienst.FeitGewijzigd) as fout:
        dienst.wijzig(rij=tweede, velden={"naam": "Eettafel", "aantal": 1}, gezien=gezien)
    assert (fout.value.nu.naam, fout.value.nu.aantal) == ("Tafel", 4)

    dienst.wijzig(rij=tweede, velden={"aantal": 4}, gezien=gezien)  # what stands there is what was wanted
    assert Inventarisstuk.objects.get().aantal == 4


def test_wie_net_te_laat_hetzelfde_cijfer_toevoegt_leest_de_regel(eva):
    gein = Buurt.objects.create(naam="Gein")
    vast = {"buurt": gein, "kenmerk": "uitkering", "jaar": 2012, "waarde": Decimal("6.4"), "bron": "O+S"}
    Buurtcijfer.objects.create(**vast)

    with pytest.raises(ValidationError, match="Dit cijfer staat er al voor dit jaar"):
        dienst.voeg_toe(rij=Buurtcijfer(**vast), sleutel=uuid4(), gebruiker=eva)
    assert Buurtcijfer.objects.count() == 1
