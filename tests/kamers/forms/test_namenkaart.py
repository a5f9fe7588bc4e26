"""The card by names by itself: what its chips say, and when a post only fills in the card."""

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict

from kamers.forms.namenkaart import Namenkaart, gekozen_namen
from kamers.services.wie import Kaartmensen


class Mens(SimpleNamespace):
    def __str__(self):
        return self.voornaam


def maak(pk, naam, nummer="", vorige=False):
    return Mens(pk=pk, voornaam=naam, pasnummer=nummer, vorige=vorige, roosteruren=None)


FATIMA = maak(9, "Fatima")
DEELNEMERS = [maak(1, "Ali", "101", True), maak(2, "Bea", "102", True), maak(3, "Dina", "103")]
ANDEREN = [maak(4, "Eva", "104"), maak(5, "álì", "105"), FATIMA]


def kaart(data=None, gevonden=(), **velden):
    mensen = Kaartmensen([FATIMA], DEELNEMERS, ANDEREN)
    gevonden = frozenset(gevonden)
    return Namenkaart(data, soort="Taal", personen=mensen.helpers, mensen=mensen, gevonden=gevonden, **velden)


def invoer(*namen, **velden):
    gewoon = {"sleutel": str(uuid4()), "versie": "0", "uren_was": "2", "uren": "2", "niemand": "on"}
    data = QueryDict(mutable=True)
    for naam, waarde in {**gewoon, "kwamen_al": "", "nieuw_soort": "0", **velden}.items():
        data[naam] = waarde
    data.setlist("namen", [str(pk) for pk in namen])
    return data


def chips(keuzes):
    return [str(keuze.choice_label) for keuze in keuzes]


def test_wie_dezelfde_naam_heeft_staat_met_het_nummer_van_de_pas():
    assert chips(keuze for keuze, _vorige in kaart().naamkeuzes()) == ["Ali 101", "Bea", "Dina"]
    assert chips(kaart().andere_keuzes()) == ["Eva", "álì 105", "Fatima"]


def test_wie_er_vorige_keer_was_is_gemerkt_en_niemand_is_vooraf_gekozen():
    assert [vorige for _keuze, vorige in kaart().naamkeuzes()] == [True, True, False]
    assert kaart()["namen"].value() is None


def test_wie_gekozen_is_staat_op_de_kaart_en_niet_meer_achter_iemand_anders():
    form = kaart(invoer(1, 4))

    assert chips(keuze for keuze, _vorige in form.naamkeuzes()) == ["Ali 101", "Bea", "Dina", "Eva"]
    assert chips(form.andere_keuzes()) == ["álì 105", "Fatima"]


def test_wie_gevonden_is_staat_apart_tot_er_gekozen_is():
    form = kaart(invoer(1), gevonden={4, 5})

    assert chips(form.gevonden_keuzes()) == ["Eva", "álì 105"]
    assert chips(form.andere_keuzes()) == ["Fatima"]


def test_de_kaart_zegt_aan_de_dienst_wie_er_waren_en_hoeveel_zonder_pas():
    form = kaart(invoer(1, 4, kwamen_al="2", nieuw_soort="1", ook_nieuw="geen", kinderen="5"))

    assert form.is_valid(), form.errors
    gevuld = form.invulling()
    assert (gevuld.namen, gevuld.kwamen_al, gevuld.nieuw_soort, gevuld.nieuw_kamer) == ({1, 4}, 2, 1, 0)
    assert (gevuld.deelnemers, gevuld.kinderen) == (5, 5)


def test_meer_kinderen_dan_mensen_met_en_zonder_pas_kan_niet():
    form = kaart(invoer(1, 4, kwamen_al="2", kinderen="5"))

    assert not form.is_valid()
    assert form.errors["kinderen"] == ["Er kunnen niet meer kinderen zijn dan mensen. Verander een van de twee."]


def test_alleen_namen_is_genoeg_en_niemand_is_te_weinig():
    assert kaart(invoer(1)).is_valid()
    leeg = kaart(invoer())

    assert leeg.errors["namen"] == ["Kies wie er waren, of vul in hoeveel mensen er waren."]


@pytest.mark.parametrize(
    ("velden", "vult_aan"), [({}, False), ({"zoek": " "}, False), ({"zoek": "Zola"}, True), ({"doe": "vorige"}, True)]
)
def test_een_knop_of_een_zoekwoord_vult_alleen_aan_en_heeft_geen_fouten(velden, vult_aan):
    form = kaart(invoer(**velden))

    assert form.vult_aan is vult_aan
    assert bool(form.errors) is not vult_aan


def test_een_onleesbare_sleutel_voor_de_pas_wordt_een_nieuwe():
    assert kaart(invoer(pas_sleutel=str(UUID(int=7)))).nieuwe_pas_sleutel == UUID(int=7)
    assert kaart(invoer(pas_sleutel="x")).nieuwe_pas_sleutel.version == 4


def test_alleen_gewone_nummers_zijn_een_keuze():
    assert gekozen_namen(invoer(1, "x", "-3", "²", "9" * 12)) == {1}
    assert gekozen_namen(None) == frozenset()
