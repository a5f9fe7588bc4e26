"""What came in, what it became, and who was referred onward."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.velden import AantalField
from kamers.models import Doorverwijzing, Verzoek

WERD = [(keuze.value, keuze.label) for keuze in Verzoek.Werd if keuze != Verzoek.Werd.KLUS]  # a klus has its own form


class VerzoekForm(GeenBsnMixin, forms.Form):
    """The one box for what came in."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    tekst = forms.CharField(
        label=_("Kwam er iets binnen?"),
        max_length=300,
        help_text=_("Geen achternaam, geen BSN, geen schuldbedrag."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Schrijf op wat er binnenkwam, bijvoorbeeld: kraan lekt in Gein."),
            "max_length": _("Maak het korter. Er passen 300 letters in."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="verzoek_%s", **kwargs)


class AfForm(forms.Form):
    """One tap on what it became; a place to refer to says the same as "doorverwezen"."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput)
    werd = forms.ChoiceField(choices=WERD, required=False)
    naar = forms.ChoiceField(choices=Doorverwijzing.Naar.choices, required=False)

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("naar"):
            gegevens["werd"] = Verzoek.Werd.DOORVERWEZEN
        if gegevens.get("werd") == Verzoek.Werd.DOORVERWEZEN and not gegevens.get("naar"):
            raise forms.ValidationError(_("Kies waar je naartoe verwees."))
        if not gegevens.get("werd"):
            raise forms.ValidationError(_("Kies wat het werd."))
        return gegevens


class DoorverwijzingForm(forms.Form):
    """People referred onward: where, how many and when. It begins at one, because one tap is one referral."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    naar = forms.ChoiceField(
        label=_("Waar verwees je naartoe?"),
        choices=Doorverwijzing.Naar.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar je naartoe verwees.")},
    )
    aantal = AantalField(
        label=_("Hoeveel mensen?"),
        error_messages={"required": _("Vul een getal in van 1 tot en met 999.")},
    )
    dag = DagField(
        label=_("Wanneer?"),
        toekomst=False,
        error_messages={"required": _("Vul een dag in, bijvoorbeeld 20-11 of 20 november.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)

    def clean_aantal(self) -> int:
        aantal = self.cleaned_data["aantal"]
        if not 1 <= aantal <= 999:
            raise forms.ValidationError(_("Vul een getal in van 1 tot en met 999."))
        return aantal
