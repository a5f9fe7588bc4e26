"""The steps of a room: who signed, in which order, and that a status rests on them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kamers.models import Kamer
from kamers.services.feiten import FeitGewijzigd
from kamers.services.levensloop import NietToegestaan, overgangen, stand_van_stap, wis_stap, zet_stap
from tests.kamers.feitenfabriek import VANDAAG, ga_naar, maak_gezocht, status, zet_stappen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("gezet", "naar", "zin"),
    [
        (["noodzaak", "locatie"], "kaal", "Zet eerst deze stappen: intentie tot samenwerking."),
        (["noodzaak", "intentie"], "kaal", "Zet eerst deze stappen: locatie."),
        (["noodzaak", "intentie", "locatie"], "open", "Zet eerst deze stappen: financiering."),
        (["financiering"], "open", "nut en noodzaak, intentie tot samenwerking, locatie."),
    ],
)
def test_zonder_de_stappen_gaat_een_kamer_niet_verder(eva, gezet, naar, zin):
    kamer = maak_gezocht()
    zet_stappen(kamer, *gezet)
    if naar == "open":
        Kamer.objects.filter(pk=kamer.pk).update(status="kaal")

    with pytest.raises(NietToegestaan, match=zin.replace(".", r"\.")):
        ga_naar(kamer, naar, eva, VANDAAG)
    assert status(kamer)[0] != naar


def test_de_opening_is_een_stap_en_geeft_de_startmaand(eva):
    kamer = maak_gezocht(start_tekst="direct begin 2026")
    zet_stappen(kamer)
    ga_naar(kamer, "kaal", eva)

    ga_naar(kamer, "open", eva, date(2026, 3, 17))

    kamer.refresh_from_db()
    assert (kamer.status, kamer.start, kamer.start_tekst) == ("open", date(2026, 3, 1), "")
    assert kamer.stappen.get(stap="opening").gedaan_op == date(2026, 3, 17)


def test_valt_de_ruimte_weg_dan_vervalt_alleen_de_stap_locatie(eva):
    kamer = maak_gezocht()
    zet_stappen(kamer)
    ga_naar(kamer, "kaal", eva)

    ga_naar(kamer, "gezocht", eva)

    assert set(kamer.stappen.values_list("stap", flat=True)) == {"noodzaak", "intentie", "financiering"}
    assert [(o.naar, o.mist) for o in overgangen(Kamer.objects.get(pk=kamer.pk), ["noodzaak", "intentie"])] == [
        ("kaal", ("locatie",)),
        ("gesloten", ()),
    ]


def zet(kamer, stap="intentie", **anders):
    nu = kamer.stappen.filter(stap=stap).first()
    vast = {"gedaan_op": date(2026, 3, 1), "toelichting": "", "partners": [], "gezien": stand_van_stap(nu)}
    zet_stap(kamer=kamer, stap=stap, **{**vast, **anders})


def test_de_intentie_noemt_wie_er_tekende(eva, eigen_haard):
    kamer = maak_gezocht()

    with pytest.raises(NietToegestaan, match="Minstens één partner"):
        zet(kamer)
    zet(kamer, partners=[eigen_haard])

    assert list(kamer.stappen.get(stap="intentie").partners.all()) == [eigen_haard]


def test_van_twee_mensen_die_een_stap_wijzigen_gaat_niets_stil_verloren(eigen_haard):
    kamer = maak_gezocht()
    zet(kamer, partners=[eigen_haard])
    gezien = stand_van_stap(kamer.stappen.get())
    zet(kamer, partners=[eigen_haard], toelichting="Getekend in het stadsdeelkantoor")

    with pytest.raises(FeitGewijzigd):
        zet(kamer, partners=[eigen_haard], gedaan_op=date(2026, 4, 1), gezien=gezien)

    rij = kamer.stappen.get()
    assert (rij.gedaan_op, rij.toelichting) == (date(2026, 3, 1), "Getekend in het stadsdeelkantoor")


def test_een_stap_waar_de_status_op_rust_gaat_niet_weg(eva):
    kamer = maak_gezocht()
    zet_stappen(kamer)
    ga_naar(kamer, "kaal", eva)

    with pytest.raises(ValidationError, match="De kamer is al verder"):
        wis_stap(kamer=kamer, stap="locatie")
    assert wis_stap(kamer=kamer, stap="financiering") is True
    assert kamer.stappen.count() == 3


def test_een_stap_ligt_niet_na_de_opening(eva):
    kamer = maak_gezocht()
    zet_stappen(kamer)
    ga_naar(kamer, "kaal", eva)
    ga_naar(kamer, "open", eva, date(2026, 3, 17))

    with pytest.raises(NietToegestaan, match="De kamer ging open op 17 maart 2026"):
        zet(kamer, "locatie", gedaan_op=date(2026, 3, 18))
    zet(kamer, "locatie", gedaan_op=date(2026, 3, 17))
    assert kamer.stappen.count() == 5
