"""What /stijl/ shows: one form in its states, and doors in all colours. Samples only, no real figures."""

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.iconen import ICONEN

DEUREN = ("CJM", "MB", "DH", "KG", "E", "F", "G", "H", "I", "J", "K", "L")


@dataclass(frozen=True)
class Voorbeelddeur:
    """A door without a room behind it."""

    deurkleur: int
    afkorting: str
    naam: str


@dataclass(frozen=True)
class Voorbeeldkamer(Voorbeelddeur):
    """A room of the sample grid, with its one cell."""

    cel: str
    waarde: str
    fout: str = ""
    naam_taal: str = ""


@dataclass(frozen=True)
class Voorbeeldstap:
    """A step of the sample month."""

    kop: str
    zin: str
    staat: str
    knop: str = ""
    adres: str = ""
    nu: bool = False


class Tellerformulier(forms.Form):
    """Steppers and chips, as on the page of today."""

    bekend = forms.CharField(
        label=_("Kwamen al eerder"), error_messages={"required": _("Vul in hoeveel mensen er waren.")}
    )
    nieuw = forms.CharField(label=_("Nieuw dit jaar"), help_text=_("voor het eerst"), required=False)
    ook_nieuw = forms.ChoiceField(
        label=_("Zijn zij ook nieuw in de kamer?"),
        choices=[("alle", _("Allemaal")), ("geen", _("Niemand")), ("aantal", _("Ander aantal"))],
        widget=forms.RadioSelect,
        required=False,
    )
    wie = forms.MultipleChoiceField(
        label=_("Wie hielpen er?"),
        choices=[("1", "Fatima"), ("2", "Wouter"), ("3", "Gifty")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Wie hielp er? Kies minstens één naam, of kies 'Niemand'.")},
    )
    uren = forms.CharField(label=_("Uren per vrijwilliger"), required=False)


class Gewoonformulier(forms.Form):
    """Every plain control, as crispy-forms draws it."""

    naam = forms.CharField(
        label=_("Wat is er te doen?"),
        help_text=_("Kort, bijvoorbeeld: lekkende kraan."),
        error_messages={"required": _("Schrijf op wat er te doen is.")},
    )
    soort = forms.ChoiceField(label=_("Soort klus"), choices=[("woning", _("In de woning")), ("tuin", _("In de tuin"))])
    dag = forms.CharField(label=_("Dag (niet verplicht)"), required=False)
    opmerking = forms.CharField(label=_("Opmerking (niet verplicht)"), widget=forms.Textarea, required=False)
    wanneer = forms.ChoiceField(
        label=_("Wanneer?"),
        choices=[("nu", _("Vandaag")), ("later", _("Andere dag"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies vandaag of een andere dag.")},
    )
    haast = forms.BooleanField(label=_("Dit kan niet wachten"), required=False)

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("naam", "soort", "dag", "wanneer", "opmerking", "haast", Submit("opslaan", _("Opslaan")))
        return helper


def _raster() -> dict[str, Any]:
    """Return a grid of two rooms with one wrong cell, two sheets, and a sheet of a long list."""
    mis = "12.50"
    kamers = [
        Voorbeeldkamer(1, "CJM", "Deur 1", "cel-1", "8.700"),
        Voorbeeldkamer(2, "MB", "Deur 2", "cel-2", mis, mis),
    ]
    fout = _("Vul een bedrag in met een komma, bijvoorbeeld 12,50.")
    lijst = Paginator(range(3), 1)
    return {"kamers": kamers, "bladen": [kamers, kamers], "fouten": [("cel-2", "Deur 2", fout)], "blad": lijst.page(2)}


def _stappen() -> list[Voorbeeldstap]:
    return [
        Voorbeeldstap(str(_("Bonnetjes nakijken")), str(_("Alles is nagekeken.")), "klaar"),
        Voorbeeldstap(
            str(_("Kas tellen")), str(_("Eén kamer telde nog niet.")), "nu", str(_("Bekijk")), "#s-stappen", nu=True
        ),
        Voorbeeldstap(str(_("Maand afsluiten")), str(_("Kan als de kas is geteld.")), "wacht"),
    ]


def voorbeelden() -> dict:
    """Return the context of /stijl/: filled and refused forms, doors and icon names."""
    leeg: dict[str, Any] = {"use_required_attribute": False, "label_suffix": ""}
    start = {"nieuw": "3", "uren": "2", "wie": ["1", "2"]}
    return {
        "teller": Tellerformulier(initial=start, **leeg),
        "teller_fout": Tellerformulier({"fout-nieuw": "0", "fout-uren": "2"}, prefix="fout", **leeg),
        "gewoon": Gewoonformulier(**leeg),
        "gewoon_fout": Gewoonformulier({"half-soort": "tuin"}, prefix="half", **leeg),
        "deuren": [Voorbeelddeur(nr, letters, f"Deur {nr}") for nr, letters in enumerate(DEUREN, start=1)],
        "iconen": list(ICONEN),
        "jaren": [2025, 2026],
        "raster": _raster(),
        "stappen": _stappen(),
    }
