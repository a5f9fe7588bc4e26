"""The forms of a hand-over: between whom, and why it is not right."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijs import BewijsField
from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.models import Gebruiker
from financien.forms.kaal import Kaalform
from financien.services.overdracht import VERS
from financien.services.overdragen import Overgang, ploeg
from kamers.models import Kamer

KIES = _("Kies iemand uit de lijst.")


class Wieveld(forms.ModelChoiceField):
    """One of the team, by name."""

    def __init__(self, **kwargs):
        fouten = {"required": KIES, "invalid_choice": KIES}
        super().__init__(Gebruiker.objects.none(), empty_label=_("Kies een naam"), error_messages=fouten, **kwargs)

    def label_from_instance(self, obj):
        return obj.naam


class Overdrachtform(Kaalform):
    """A hand-over: who goes, who takes over, which day, and how they sign."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    van = Wieveld(label=_("Wie gaat weg?"))
    naar = Wieveld(
        label=_("Wie neemt het over?"),
        help_text=_("Staat de naam er niet bij? Vraag de beheerder om een aanstelling."),
    )
    datum = DagField(label=_("Welke dag?"), toekomst=False, error_messages={"required": GEEN_DAG})
    hoe = forms.ChoiceField(
        label=_("Hoe tekenen jullie?"),
        choices=[("hier", _("Hier: jullie zeggen allebei ja")), ("papier", _("Op papier: jullie tekenden de PDF"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe jullie tekenen.")},
    )

    def __init__(self, *args, kamer: Kamer | None, gebruiker: Gebruiker, **kwargs):
        vandaag = timezone.localdate()
        begin = {"sleutel": uuid4(), "datum": vandaag, "hoe": "hier"}
        super().__init__(*args, initial=begin, auto_id="over-%s", **kwargs)
        self.kamer = kamer
        weg, nieuw = ploeg(kamer, vandaag - 12 * VERS, vandaag), ploeg(kamer, vandaag, vandaag + 12 * VERS)
        self.fields["van"].queryset, self.fields["naar"].queryset = weg, nieuw
        if weg.filter(pk=gebruiker.pk).exists():
            self.fields["van"].initial = gebruiker.pk

    def overgang(self) -> Overgang:
        """Return what was filled in."""
        schoon = self.cleaned_data
        return Overgang(self.kamer, schoon["van"], schoon["naar"], schoon["datum"], schoon["hoe"] == "papier")


class Neeform(Kaalform):
    """Why a hand-over is not right."""

    reden = forms.CharField(
        label=_("Wat klopt er niet?"),
        max_length=200,
        help_text=_("Zonder namen van bewoners."),
        error_messages={"required": _("Schrijf op wat er niet klopt.")},
    )


class Scanform(Kaalform):
    """The paper that both signed."""

    bestand = BewijsField(label=_("Foto of PDF van wat jullie tekenden"))
