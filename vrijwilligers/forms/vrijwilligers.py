"""What a coordinator fills in about a volunteer."""

import re
from datetime import date
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from kamers.models import Kamer
from vrijwilligers.models import Vrijwilliger
from vrijwilligers.services.vrijwilligers import Vrijwilligergegevens, stand_van, waarden_van

_TELEFOON = re.compile(r"\+?[\d ()-]{8,20}", re.ASCII)


def telefoonnummer(tekst: str) -> None:
    """Form validator: digits as people write a telephone number."""
    if not _TELEFOON.fullmatch(tekst) or len(re.sub(r"\D", "", tekst)) < 9:
        raise ValidationError(_("Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78."), code="invalid")


class VrijwilligerForm(GeenBsnMixin, forms.Form):
    """A volunteer. ``bereik`` are the rooms the user may choose; with one room there is nothing to choose.

    ``betaald``: whether this user says who is paid, for that moves hours in every room between residents and staff.
    """

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    voornaam = forms.CharField(
        label=_("Voornaam"), max_length=40, error_messages={"required": _("Vul de voornaam in.")}
    )
    achternaam = forms.CharField(label=_("Achternaam"), max_length=80, required=False, help_text=_("Niet verplicht."))
    telefoon = forms.CharField(
        label=_("Telefoon"),
        max_length=20,
        required=False,
        validators=[telefoonnummer],
        help_text=_("Niet verplicht."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Niet verplicht."),
        error_messages={"invalid": _("Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")},
    )
    talenten = forms.CharField(
        label=_("Waar is deze vrijwilliger goed in, en wat is leuk om te doen?"),
        max_length=300,
        required=False,
        help_text=_("Niet verplicht. Schrijf niets op over gezondheid. Stopt iemand, dan wissen we dit."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    overeenkomst_op = DagField(
        label=_("Overeenkomst getekend op"),
        required=False,
        toekomst=False,
        help_text=_("Nog niet getekend? Laat dit leeg."),
    )
    vog_gezien_op = DagField(
        label=_("VOG gezien op"),
        required=False,
        toekomst=False,
        help_text=_("Nodig bij kinderen. Bekijk de verklaring en geef haar terug: we bewaren haar niet."),
    )
    vog_verloopt_op = DagField(label=_("VOG geldig tot en met"), required=False)
    betaald_vanaf = DagField(
        label=_("Betaalde kracht vanaf"),
        required=False,
        help_text=_(
            "Alleen voor wie loon krijgt en hier ook buiten het contract helpt. Die uren tellen bij de medewerkers. "
            "In een gesloten teljaar verandert niets."
        ),
    )
    betaald_tot = DagField(
        label=_("Betaalde kracht tot en met"), required=False, help_text=_("Nog in dienst? Laat dit leeg.")
    )
    gestopt_op = DagField(
        label=_("Gestopt op"), required=False, toekomst=False, help_text=_("Alleen als iemand stopt. De uren blijven.")
    )
    kamers = forms.ModelMultipleChoiceField(
        label=_("In welke kamers?"),
        queryset=Kamer.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één kamer.")},
    )

    def __init__(self, *args, kamer: Kamer, bereik, betaald: bool, vrijwilliger: Vrijwilliger | None = None, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.kamer, self.vrijwilliger = kamer, vrijwilliger
        self.fields["kamers"].queryset = bereik
        if vrijwilliger is None:
            del self.fields["gestopt_op"], self.fields["gezien"]
        if vrijwilliger is not None or len(bereik) < 2:
            del self.fields["kamers"]
        if not betaald:
            del self.fields["betaald_vanaf"], self.fields["betaald_tot"]

    def clean(self):
        gegevens = super().clean()
        getekend, gestopt = gegevens.get("overeenkomst_op"), gegevens.get("gestopt_op")
        if getekend and gestopt and gestopt < getekend:
            self.add_error("gestopt_op", _("De dag van stoppen ligt voor de overeenkomst."))
        self._controleer_betaald(gegevens.get("betaald_vanaf"), gegevens.get("betaald_tot"))
        self._controleer_vog(gegevens.get("vog_gezien_op"), gegevens.get("vog_verloopt_op"))
        return gegevens

    def _controleer_betaald(self, vanaf, tot) -> None:
        if tot and not vanaf and "betaald_vanaf" not in self.errors:
            self.add_error("betaald_vanaf", _("Vul in vanaf welke dag deze helper betaald wordt."))
        elif tot and vanaf and tot < vanaf:
            self.add_error("betaald_tot", _("De laatste dag als betaalde kracht ligt voor de eerste."))

    def _controleer_vog(self, gezien, verloopt) -> None:
        if verloopt and not gezien and "vog_gezien_op" not in self.errors:
            self.add_error("vog_gezien_op", _("Vul in op welke dag je de VOG zag."))
        elif verloopt and gezien and verloopt < gezien:
            self.add_error("vog_verloopt_op", _("De laatste dag van de VOG ligt voor de dag waarop je haar zag."))

    def gegevens(self) -> Vrijwilligergegevens:
        """Return the volunteer as filled in, for the service."""
        schoon = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in ("sleutel", "gezien")}
        if self.vrijwilliger:  # what this user is not asked stays
            schoon = waarden_van(self.vrijwilliger) | schoon
        return Vrijwilligergegevens(**schoon | {"kamers": tuple(schoon.get("kamers") or [self.kamer])})

    def begin_opnieuw(self, nu: Vrijwilliger) -> None:
        """Say that somebody else was first and what stands there now, when that differs; keep what was typed."""
        er_staat = waarden_van(nu)
        anders = [naam for naam in self.fields if naam in er_staat and er_staat[naam] != self.cleaned_data[naam]]
        if not anders:
            return
        zin = _("Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op.")
        delen = (f"{self.fields[naam].label} {_in_woorden(er_staat[naam])}" for naam in anders)
        self.data = self.data.copy()
        self.data["sleutel"], self.data["gezien"] = uuid4(), stand_van(nu)
        self.add_error(None, f"{zin} {_('Nu staat er:')} {'; '.join(delen)}")


def _in_woorden(waarde) -> str:
    return date_format(waarde, "j F Y") if isinstance(waarde, date) else waarde or "–"
