"""What comes in a report is refused where it is typed when no letter of ours can print it."""

import pytest
from django.core.exceptions import ValidationError

from buurtwerkkamer.drukbaar import drukbaar
from financien.forms.begroting import BronForm, VastlegForm
from kamers.services.afspraken import lees_streefwaarde


@pytest.mark.parametrize(
    "tekst",
    [
        "Casa Jepie Makandra",
        "€ 1.234,50 – ‘ruim’ “genoeg”…",
        "Özcan, Đurić, Łódź, Şahin",
        "e\u0301e\u0301n",
        "min \u2212680",
        "",
    ],
)
def test_wat_onze_letters_kunnen_mag(tekst):
    drukbaar(tekst)


@pytest.mark.parametrize(
    ("tekst", "teken"),
    [("feest 🎉", "🎉"), ("漢", "漢"), ("العربية", "ا"), ("a\x01b", r"U\+0001"), ("a\u202eb", r"U\+202E")],
)
def test_wat_onze_letters_niet_kunnen_wordt_genoemd(tekst, teken):
    with pytest.raises(ValidationError, match=f"Het teken {teken} kan niet op papier. Haal het weg."):
        drukbaar(tekst)


def test_een_bron_met_een_plaatje_in_de_naam_wordt_geweigerd(db):
    form = BronForm({"naam": "Fonds 🎉", "tekst": "Fonds", "soort": "fonds"})

    assert form.errors == {"naam": ["Het teken 🎉 kan niet op papier. Haal het weg."]}


def test_een_reden_die_niet_op_papier_kan_wordt_geweigerd():
    form = VastlegForm({"gezien": "0", "reden": "om\x01dat"})

    assert form.errors == {"reden": ["Het teken U+0001 kan niet op papier. Haal het weg."]}
    with pytest.raises(ValueError, match="Het teken 🎉 kan niet op papier"):
        lees_streefwaarde("geen afspraak: 🎉")


def test_in_het_beheer_krijgt_een_kamer_een_naam_die_op_papier_kan(client, beheerder, casa):
    client.force_login(beheerder)

    antwoord = client.post(f"/beheer/kamers/kamer/{casa.pk}/change/", {"naam": "Casa 😀", "code": "cjm"})

    assert "Het teken 😀 kan niet op papier. Haal het weg." in antwoord.text
    casa.refresh_from_db()
    assert casa.naam == "Casa Jepie Makandra"
