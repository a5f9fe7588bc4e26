"""What is stored is Dutch, whoever clicks."""

from datetime import date

from django.utils import translation

from buurtwerkkamer.nederlands import nederlands
from kamers.forms.klussen import VervalForm
from kamers.services.feestdagen import feestdagen
from kamers.services.oefenkamer import maak_oefenkamer
from kamers.services.sluitingen import van_feestdag


def test_wie_engels_leest_bewaart_toch_de_nederlandse_naam(db):
    with translation.override("en"):
        feest = next(feest for feest in feestdagen(2026) if feest.dag == date(2026, 4, 27))
        gelezen, bewaard = str(feest.naam), van_feestdag(feest, None).naam
        kamer = maak_oefenkamer(date(2026, 3, 10))

    assert (gelezen, bewaard) == ("King's Day", "Koningsdag")
    assert kamer.naam == "Oefenkamer"


def test_de_reden_van_een_klus_wordt_in_het_nederlands_bewaard():
    with translation.override("en"):
        form = VervalForm({"sleutel": "00000000-0000-0000-0000-000000000007", "versie": 1, "reden": "ander"})
        keuzes = [str(naam) for _waarde, naam in form.fields["reden"].choices]
        form.data = {**form.data, "reden": form.fields["reden"].choices[0][0]}
        form.is_valid()
        assert form.tekst() != keuzes[0]
    assert form.tekst() == nederlands(form.fields["reden"].choices[0][1])
