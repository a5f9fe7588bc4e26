"""What a coordinator fills in about passes."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.velden import AantalField
from kamers.models import Persoon
from kamers.services.namen import alleen_voornaam, vouw
from kamers.services.pasblad import HOOGSTENS

IN_KAMER = "kamer"  # counted in the room, in none of the kinds
NEE, JA = "nee", "ja"
KIES_SOORT = _("Bij welke soort is deze persoon al geteld? Kies er minstens één.")


class Sleutelform(forms.Form):
    """A button that does something once."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)


class Zoekform(GeenBsnMixin, forms.Form):
    """Looking for a pass by number or by the first letters of a name."""

    zoek = forms.CharField(
        label=_("Zoek op nummer of voornaam"),
        max_length=40,
        error_messages={"required": _("Vul een nummer in, of de eerste letters van een voornaam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)


class Nummerform(GeenBsnMixin, Sleutelform):
    """The number of a card."""

    nummer = forms.CharField(
        label=_("Pasnummer"),
        max_length=20,
        error_messages={"required": _("Vul het nummer in dat op de pas staat.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"sleutel": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)


class _Soorten(forms.Form):
    """The kinds in which someone was counted before without a name."""

    soorten = forms.MultipleChoiceField(
        label=_("Al geteld bij"), widget=forms.CheckboxSelectMultiple, required=False, choices=[]
    )

    def __init__(self, *args, soorten, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        keuzes = [(str(soort.pk), soort.op_scherm) for soort in soorten]
        self.fields["soorten"].choices = [*keuzes, (IN_KAMER, _("Iets anders in deze kamer"))]

    def al_geteld(self) -> frozenset[int | None]:
        """Return the kinds for the service; None stands for the room."""
        gekozen = self.cleaned_data["soorten"]
        return frozenset(None if keuze == IN_KAMER else int(keuze) for keuze in gekozen)


class AlGeteldform(_Soorten):
    """In which kinds someone was counted before, of a year whose counting is open."""

    jaar = forms.IntegerField(widget=forms.HiddenInput, min_value=2000, max_value=2100)


class Pasform(GeenBsnMixin, _Soorten, Sleutelform):
    """A new pass. ``naamgenoten``: first names and numbers that this room has already."""

    voornaam = forms.CharField(
        label=_("Voornaam"),
        max_length=Persoon._meta.get_field("voornaam").max_length,
        validators=[alleen_voornaam],
        help_text=_("Alleen de voornaam. Zijn er twee met die naam? Zet er een letter achter: Fatima B."),
        error_messages={"required": _("Vul een voornaam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    al = forms.ChoiceField(
        label=_("Is deze persoon dit jaar al geteld, zonder naam?"),
        choices=[(NEE, _("Nee")), (JA, _("Ja"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Is deze persoon dit jaar al geteld? Kies Nee of Ja.")},
    )
    nummer = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=80, required=False)

    def __init__(self, *args, naamgenoten, **kwargs):
        kwargs["initial"] = {"sleutel": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.naamgenoten = {vouw(naam): (naam, nummer) for naam, nummer in naamgenoten}

    def clean(self):
        schoon = super().clean()
        if schoon.get("al") == JA and not schoon.get("soorten"):
            self.add_error("soorten", KIES_SOORT)
        if schoon.get("al") == NEE:
            schoon["soorten"] = []
        self._controleer_naam(schoon.get("voornaam") or "", schoon.get("gezien") or "")
        return schoon

    def _controleer_naam(self, voornaam: str, gezien: str) -> None:
        """Ask once when this room has someone with this name: two passes of one person are hard to see later."""
        gevouwen = vouw(voornaam)
        if gevouwen == gezien or gevouwen not in self.naamgenoten:
            return
        naam, nummer = self.naamgenoten[gevouwen]
        zin = _("Er is al een %(naam)s. Is dit iemand anders? Zet er een letter achter, of sla nog een keer op.")
        if nummer:
            zin = _(
                "Er is al een %(naam)s, pas %(nummer)s. Is dit iemand anders?"
                " Zet er een letter achter, of sla nog een keer op."
            )
        self.add_error("voornaam", zin % {"naam": naam, "nummer": nummer})
        self.data = self.data.copy()
        self.data["gezien"] = gevouwen


class Samenform(forms.Form):
    """The other pass; with a key it is confirmed."""

    ander = forms.IntegerField(min_value=1, max_value=2**62)
    sleutel = forms.UUIDField(required=False)


class Kaartenform(Sleutelform):
    """Which cards to print: of people, and without a name."""

    personen = forms.TypedMultipleChoiceField(
        label=_("Voor wie?"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    leeg = AantalField(
        label=_("Kaarten zonder naam"), required=False, help_text=_("Om straks uit te geven. Tien op een vel.")
    )

    def __init__(self, *args, mensen, **kwargs):
        kwargs["initial"] = {"sleutel": uuid4(), "leeg": 0, **kwargs.get("initial", {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.mensen = {persoon.pk: persoon for persoon in mensen}
        self.fields["personen"].choices = [(p.pk, f"{p.voornaam} {p.pasnummer}".strip()) for p in mensen]

    def groepen(self) -> tuple[list, list]:
        """Return the chips: who has a number, and who gets one by printing."""
        alle = list(self["personen"].subwidgets)
        met = [chip for chip in alle if self.mensen[int(str(chip.data["value"]))].pasnummer]
        return met, [chip for chip in alle if chip not in met]

    def clean(self):
        schoon = super().clean()
        schoon["leeg"] = schoon.get("leeg") or 0
        aantal = len(schoon.get("personen") or []) + schoon["leeg"]
        if aantal > HOOGSTENS:
            self.add_error(None, _("Print hoogstens %(n)s kaarten tegelijk.") % {"n": HOOGSTENS})
        elif not aantal and not self.errors:
            self.add_error(None, _("Kies voor wie je een kaart wilt, of hoeveel zonder naam."))
        return schoon

    def gekozen(self) -> list[Persoon]:
        """Return the people in the order of the list."""
        keuze = set(self.cleaned_data["personen"])
        return [persoon for pk, persoon in self.mensen.items() if pk in keuze]
