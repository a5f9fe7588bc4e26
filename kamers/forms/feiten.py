"""Forms about the facts of a room: the room itself, a thing, something that happened."""

from uuid import uuid4

from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from buurtwerkkamer.velden import AantalField
from kamers.forms.roosterdelen import KIES_DAG, helper_met
from kamers.models import Buurt, Gebeurtenis, Kamer
from kamers.services.feiten import stand_van
from kamers.services.kamerfeiten import gebied_van, stand_van_kamer

ZONDER_NAMEN = _("Zonder namen van bewoners.")


class Feitform(DrukbaarMixin, GeenBsnMixin, forms.ModelForm):
    """One fact. ``sleutel`` is the key of this tap, ``gezien`` how the row stood when the page was made."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    knop = _("Opslaan")

    def __init__(self, *args, **kwargs):
        rij = kwargs["instance"]
        begin = {"sleutel": uuid4(), "gezien": self.stand(rij) if rij.pk else ""}
        kwargs["initial"] = {**begin, **(kwargs.get("initial") or {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="feit-%s", **kwargs)

    def stand(self, rij) -> str:
        """Return how the row stands, as the service compares it."""
        return stand_van(rij)

    def velden(self) -> dict:
        """Return what may be written, for the service."""
        return {naam: self.cleaned_data[naam] for naam in self._meta.fields}

    def nu(self, rij) -> list[tuple[str, str]]:
        """Return label and value of every field as the row stands now, for who was second."""
        return [(str(self.fields[naam].label), _in_woorden(rij, naam)) for naam in self._meta.fields]

    def opmaak(self) -> list:
        """Return the visible fields in their order."""
        return list(self._meta.fields)

    @property
    def helper(self):
        knop = Submit("opslaan", self.knop, css_id="feit-opslaan")
        return helper_met("sleutel", "gezien", *self.opmaak(), knop)


def _in_woorden(rij, naam: str) -> str:
    tonen = getattr(rij, f"get_{naam}_display", None)
    waarde = tonen() if tonen else getattr(rij, naam)
    return "" if waarde is None else str(waarde)


class Kamerform(Feitform):
    """Name, place and goal of a room, and the neighbourhoods it works in."""

    oppervlakte = AantalField(
        label=_("Hoe groot is de kamer, in m²?"), required=False, help_text=_("De meeste zijn 50 tot 100 m².")
    )
    vooral = forms.ModelMultipleChoiceField(
        label=_("In welke buurten werkt de kamer vooral?"),
        queryset=Buurt.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ook = forms.ModelMultipleChoiceField(
        label=_("En waar ook nog?"),
        queryset=Buurt.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Kamer
        fields = ["naam", "vestiging", "adres", "oppervlakte", "doel"]
        labels = {
            "naam": _("Hoe heet de kamer?"),
            "vestiging": _("Waar is de kamer?"),
            "adres": _("Adres"),
            "doel": _("Wat is het doel van de kamer?"),
        }
        help_texts = {"vestiging": _("De plek in de buurt, bijvoorbeeld: winkelcentrum.")}
        widgets = {"doel": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"naam": {"required": _("Schrijf op hoe de kamer heet.")}}

    def __init__(self, *args, **kwargs):
        self.gebied_nu = gebied_van(kwargs["instance"])
        begin = {soort: [b.pk for b in buurten] for soort, buurten in self.gebied_nu.items()}
        super().__init__(*args, initial=begin, **kwargs)
        eigen = [buurt.pk for buurten in self.gebied_nu.values() for buurt in buurten]
        kleinste = Buurt.objects.filter(Q(delen__isnull=True) | Q(pk__in=eigen)).distinct()  # not the areas around them
        keuzes = [(buurt.pk, buurt.naam) for buurt in kleinste]
        for soort in self.gebied_nu:
            self.fields[soort].queryset = kleinste
            self.fields[soort].choices = keuzes

    def stand(self, rij) -> str:
        return stand_van_kamer(rij, self.gebied_nu)

    def clean_oppervlakte(self):
        """Refuse what cannot be the size of a room."""
        waarde = self.cleaned_data["oppervlakte"]
        if waarde is not None and not 1 <= waarde <= 9999:
            raise ValidationError(_("Vul een getal in van 1 tot en met 9.999."))
        return waarde

    def clean(self):
        schoon = super().clean()
        dubbel = set(schoon.get("vooral") or ()) & set(schoon.get("ook") or ())
        if dubbel:
            namen = ", ".join(sorted(buurt.naam for buurt in dubbel))
            self.add_error("ook", _("Kies voor %(namen)s één van de twee.") % {"namen": namen})
        return schoon

    def gebied(self) -> dict[str, list[Buurt]]:
        """Return the chosen neighbourhoods: those that were there keep their order, new ones come behind."""
        gekozen = {soort: list(self.cleaned_data[soort]) for soort in self.gebied_nu}
        return {
            soort: [b for b in oud if b in gekozen[soort]] + [b for b in gekozen[soort] if b not in oud]
            for soort, oud in self.gebied_nu.items()
        }

    def nu(self, rij) -> list[tuple[str, str]]:
        gebied = [
            (str(self.fields[soort].label), ", ".join(b.naam for b in buurten))
            for soort, buurten in gebied_van(rij).items()
        ]
        return super().nu(rij) + gebied

    def opmaak(self) -> list:
        return [*super().opmaak(), "vooral", "ook"]


class Nieuwekamerform(Feitform):
    """A room that is being sought."""

    knop = _("Begin met deze kamer")

    class Meta:
        model = Kamer
        fields = ["naam", "afkorting", "start_tekst", "vestiging", "doel"]
        labels = {
            "naam": _("Hoe heet de kamer?"),
            "afkorting": _("Letters op de deur"),
            "start_tekst": _("Wanneer moet de kamer open?"),
            "vestiging": _("Waar in de buurt?"),
            "doel": _("Wat is het doel van de kamer?"),
        }
        help_texts = {
            "naam": _("Een werknaam is goed. Je kunt hem later veranderen."),
            "afkorting": _("Hoogstens vier letters."),
            "start_tekst": _("In je eigen woorden, bijvoorbeeld: begin 2028."),
        }
        widgets = {"doel": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "naam": {"required": _("Schrijf op hoe de kamer heet.")},
            "afkorting": {"required": _("Kies hoogstens vier letters voor op de deur.")},
        }


class Gebeurtenisform(Feitform):
    """Something on the time line."""

    dag = DagField(label=_("Welke dag?"), toekomst=False, error_messages={"required": KIES_DAG})
    soort = forms.ChoiceField(
        label=_("Wat voor gebeurtenis?"),
        choices=Gebeurtenis.Soort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor gebeurtenis het was.")},
    )
    webadres = forms.URLField(
        label=_("Webadres"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Niet verplicht. Bijvoorbeeld van het krantenbericht."),
        error_messages={"invalid": _("Vul een webadres in, bijvoorbeeld www.buurtwerkkamer.nl.")},
    )

    class Meta:
        model = Gebeurtenis
        fields = ["soort", "titel", "dag", "webadres"]
        labels = {"titel": _("Wat gebeurde er?")}
        help_texts = {"titel": ZONDER_NAMEN}
        error_messages = {"titel": {"required": _("Schrijf kort op wat er gebeurde.")}}
