"""Forms about the life of a room: a step towards its opening, and its next status."""

from uuid import uuid4

from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from kamers.forms.roosterdelen import KIES_DAG, helper_met
from kamers.models import Kamer, Kamerstap, Partner
from kamers.services.levensloop import stand_van_stap

KNOPPEN = {
    Kamer.Status.GEZOCHT: _("Zoek weer een ruimte"),
    Kamer.Status.KAAL: _("De ruimte is er"),
    Kamer.Status.OPEN: _("Open de kamer"),
    Kamer.Status.GESLOTEN: _("Sluit de kamer"),
}


class Stapform(DrukbaarMixin, GeenBsnMixin, forms.Form):
    """A step that was taken: when, what it was, and for the intention who signed."""

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    gedaan_op = DagField(label=_("Wanneer is deze stap gezet?"), toekomst=False, error_messages={"required": KIES_DAG})
    partners = forms.ModelMultipleChoiceField(
        label=_("Wie tekende de intentie?"),
        queryset=Partner.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wie er tekende. Minstens één partner.")},
    )
    toelichting = forms.CharField(
        label=_("Toelichting"),
        max_length=300,
        required=False,
        help_text=_("Niet verplicht. Bijvoorbeeld: welke locatie, of hoeveel geld er is toegezegd."),
    )

    def __init__(self, *args, stap: Kamerstap.Stap, rij: Kamerstap | None, **kwargs):
        begin = {"gezien": stand_van_stap(rij)}
        if rij:
            begin |= {"gedaan_op": rij.gedaan_op, "toelichting": rij.toelichting}
            begin["partners"] = [partner.pk for partner in rij.partners.all()]
        super().__init__(
            *args, initial=begin, use_required_attribute=False, label_suffix="", auto_id="stap-%s", **kwargs
        )
        if stap != Kamerstap.Stap.INTENTIE:
            del self.fields["partners"]

    def velden(self) -> dict:
        """Return what may be written, for the service."""
        return {"partners": [], **self.cleaned_data}

    @property
    def helper(self):
        velden = ["gezien", "gedaan_op", *(["partners"] if "partners" in self.fields else []), "toelichting"]
        return helper_met(*velden, Submit("opslaan", _("Opslaan"), css_id="stap-opslaan"))


class Statusform(forms.Form):
    """The next status of a room, with its day where that matters."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=10)
    dag = DagField(label=_("Welke dag?"), error_messages={"required": KIES_DAG})

    def __init__(self, *args, kamer: Kamer, naar: str, **kwargs):
        begin = {"sleutel": uuid4(), "gezien": kamer.status}
        super().__init__(
            *args, initial=begin, use_required_attribute=False, label_suffix="", auto_id="status-%s", **kwargs
        )
        self.knop = _("Open de kamer weer") if self._weer_open(kamer, naar) else KNOPPEN[Kamer.Status(naar)]
        vragen = {Kamer.Status.OPEN: _("Op welke dag ging de kamer open?")}
        vragen[Kamer.Status.GESLOTEN] = _("Wat is de laatste dag dat de kamer open is?")
        if naar not in vragen or self._weer_open(kamer, naar):
            del self.fields["dag"]
        else:
            self.fields["dag"].label = vragen[Kamer.Status(naar)]

    @staticmethod
    def _weer_open(kamer: Kamer, naar: str) -> bool:
        return (kamer.status, naar) == (Kamer.Status.GESLOTEN, Kamer.Status.OPEN)

    @property
    def helper(self):
        dag = ["dag"] if "dag" in self.fields else []
        return helper_met("sleutel", "gezien", *dag, Submit("opslaan", self.knop, css_id="status-opslaan"))
