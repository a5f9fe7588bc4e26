"""The forms of the check by the kascommissie and of the accountant's statement."""

from datetime import date, timedelta
from uuid import uuid4

from django import forms
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buurtwerkkamer.bewijs import BewijsField
from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.models import Gebruiker
from financien.forms.kaal import Kaalform
from financien.models import Accountantsverklaring, Bevinding, Controleverklaring, Kascontrole
from financien.models.controle import MEESTE_POSTEN
from financien.services.boekmaanden import boekjaren, eerste_open
from financien.services.controles import Opgave, andere_leden

ZONDER_NAMEN = _("Zonder namen van bewoners.")
VRAGEN = (  # by one key: what a member asks most
    ("1", _("Waar is de bon of de factuur?")),
    ("2", _("Waarvoor was dit?")),
    ("3", _("Hoort dit bij deze kamer?")),
    ("4", _("Klopt dit bedrag?")),
)
ANTWOORDEN = (  # and what the treasurer answers most
    ("1", _("Het klopt. Het bewijs ligt in de map van dit jaar.")),
    ("2", _("Het klopt. De omschrijving zegt waarvoor het was.")),
    ("3", _("Dit is fout geboekt. Ik boek het terug en opnieuw.")),
)


class Controleform(Kaalform):
    """A new check: which period, with whom, and how many documents."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    van = DagField(label=_("Van"), error_messages={"required": GEEN_DAG})
    tot = DagField(label=_("Tot en met"), error_messages={"required": GEEN_DAG})
    tweede = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label=_("Met wie doe je de controle?"),
        empty_label=_("Kies het andere lid"),
        error_messages={"required": _("Kies het andere lid."), "invalid_choice": _("Kies iemand uit de lijst.")},
    )
    grootte = forms.IntegerField(
        label=_("Hoeveel boekstukken in de steekproef?"),
        min_value=1,
        max_value=MEESTE_POSTEN,
        error_messages={
            "required": _("Vul een aantal in."),
            "invalid": _("Vul een heel getal in."),
            "min_value": _("Kies 1 of meer boekstukken."),
            "max_value": _("Kies 200 of minder boekstukken."),
        },
    )
    zaad = forms.RegexField(
        r"^[A-Za-z0-9-]{1,20}$",
        label=_("Eigen zaad (niet verplicht)"),
        required=False,
        help_text=_("Bijvoorbeeld de ogen van tien dobbelstenen. De computer loot erbij, zodat niemand kan kiezen."),
        error_messages={"invalid": _("Gebruik alleen letters, cijfers en streepjes, hoogstens 20.")},
    )

    def __init__(self, data=None, *, gebruiker: Gebruiker):
        super().__init__(data, initial={"sleutel": uuid4(), "grootte": 25, **_periode()})
        self.fields["tweede"].queryset = andere_leden(gebruiker)
        self.fields["grootte"].widget.attrs |= {"inputmode": "numeric"}
        self.fields["zaad"].widget.attrs |= {"autocomplete": "off"}

    def opgave(self) -> Opgave:
        return Opgave(**{naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "sleutel"})


def _periode() -> dict[str, date]:
    """Propose what comes after the last check, of one year: up to the last closed month, or today when none is after.

    Without any check it is last year; nothing when the last check goes up to today.
    """
    vandaag = timezone.localdate()
    laatste = Kascontrole.objects.filter(stop=None).aggregate(dag=Max("tot"))["dag"]
    van = laatste + timedelta(days=1) if laatste else date(vandaag.year - 1, 1, 1)
    if van > vandaag:
        return {}
    dicht = eerste_open(boekjaren(), vandaag) - timedelta(days=1)
    return {"van": van, "tot": min(dicht if dicht >= van else vandaag, date(van.year, 12, 31))}


class Zegform(Kaalform):
    """What someone says of a document: own words, or ``vast``: a sentence that is chosen by one key."""

    zinnen: tuple = ()

    def clean(self):
        schoon = super().clean()
        vast = dict(self.zinnen).get(self.data.get("vast", ""))
        if vast and not schoon.get("tekst"):
            with override("nl"):  # the report is Dutch, whatever the language of who asks
                schoon["tekst"] = str(vast)
            self.errors.pop("tekst", None)
        return schoon


class Oordeelform(Zegform):
    """What a member says of a document: right, or a question with words."""

    zinnen = VRAGEN

    na = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    soort = forms.ChoiceField(choices=[c for c in Bevinding.Soort.choices if c[0] != "antwoord"])
    tekst = forms.CharField(
        label=_("Wat wil je vragen of opmerken?"),
        max_length=500,
        required=False,
        help_text=ZONDER_NAMEN,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        schoon = super().clean()
        if schoon.get("soort") == "vraag" and not schoon.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", _("Schrijf op wat je wilt weten."))
        if schoon.get("soort") == "goed":
            schoon["tekst"] = ""
        return schoon


class Antwoordform(Zegform):
    """What the treasurer answers."""

    zinnen = ANTWOORDEN

    na = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    tekst = forms.CharField(
        label=_("Jouw antwoord"),
        max_length=500,
        help_text=ZONDER_NAMEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf je antwoord op.")},
    )


class Verklaringform(Kaalform):
    """The verdict of a member."""

    oordeel = forms.ChoiceField(
        label=_("Jouw oordeel over deze periode"),
        choices=Controleverklaring.Oordeel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een oordeel.")},
    )
    tekst = forms.CharField(
        label=_("Toelichting"),
        max_length=1000,
        required=False,
        help_text=_("Verplicht bij opmerkingen en bij niet goed. Komt in het verslag."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        schoon = super().clean()
        if schoon.get("oordeel") not in (None, "goed") and not schoon.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", _("Leg uit waarom het niet zonder meer goed is."))
        return schoon


class Stopform(Kaalform):
    """Why a check is withdrawn."""

    reden = forms.CharField(label=_("Waarom?"), max_length=200, error_messages={"required": _("Schrijf op waarom.")})


class Accountantform(Kaalform):
    """What the accountant said about a year."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    soort = forms.ChoiceField(
        label=_("Wat voor verklaring is het?"),
        choices=[("", _("Kies een soort")), *Accountantsverklaring.Soort.choices],
    )
    oordeel = forms.ChoiceField(
        label=_("Oordeel"),
        choices=[("", _("Kies een oordeel")), *Accountantsverklaring.Oordeel.choices],
        help_text=_("Precies zoals het in de verklaring staat."),
    )
    datum = DagField(label=_("Datum van de verklaring"), toekomst=False, error_messages={"required": GEEN_DAG})
    bestand = BewijsField(label=_("De verklaring zelf"))

    def __init__(self, data=None, files=None):
        super().__init__(data, files, initial={"sleutel": uuid4()})
        self.fields["soort"].error_messages["required"] = _("Kies een soort.")
        self.fields["oordeel"].error_messages["required"] = _("Kies een oordeel.")
