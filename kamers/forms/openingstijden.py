"""The opening hours of a week: per day from, to, and after a break from, to again."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import DagField
from kamers.forms.anders import Tijdveld
from kamers.forms.roosterdelen import KIES_DAG
from kamers.models import Weekdag
from kamers.services.openingstijden import Opendag, Stukken, stand_van

PLEKKEN = ("van", "tot", "weer", "einde")
WOORDEN = {"van": _("van"), "tot": _("tot"), "weer": _("en van"), "einde": _("tot")}


class Openingsform(forms.Form):
    """Seven days with four times each; an empty day is a closed day. ``gezien``: the hours as the user saw them."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)
    vanaf = DagField(
        label=_("Vanaf welke dag?"),
        help_text=_("Tot die dag blijven de oude tijden staan."),
        error_messages={"required": KIES_DAG},
    )

    def __init__(self, *args, dagen: list[Opendag], vandaag, **kwargs):
        begin = {"sleutel": uuid4(), "gezien": stand_van(dagen), "vanaf": vandaag}
        for dag in dagen:
            tijden = [tijd for stuk in dag.stukken[:2] for tijd in stuk]
            begin |= {f"d{dag.weekdag}_{plek}": tijd for plek, tijd in zip(PLEKKEN, tijden, strict=False)}
        super().__init__(*args, initial=begin, use_required_attribute=False, label_suffix="", auto_id="o-%s", **kwargs)
        self.vandaag = vandaag
        for dag in Weekdag:
            for plek in PLEKKEN:
                veld = Tijdveld(label=f"{dag.label} {WOORDEN[plek]}", required=False)
                veld.widget.attrs["size"] = 5
                self.fields[f"d{dag.value}_{plek}"] = veld

    def rijen(self) -> list:
        """Return the fields for the page: the name of the day and its four fields."""
        return [(dag.label, [self[f"d{dag.value}_{plek}"] for plek in PLEKKEN]) for dag in Weekdag]

    def clean_vanaf(self):
        """Refuse a day that has been: the past was as it was."""
        vanaf = self.cleaned_data["vanaf"]
        if vanaf < self.vandaag:
            raise forms.ValidationError(_("Kies vandaag of een dag erna."))
        return vanaf

    def clean(self):
        schoon = super().clean()
        for dag in Weekdag:
            self._controleer(dag, [schoon.get(f"d{dag.value}_{plek}") for plek in PLEKKEN])
        return schoon

    def _controleer(self, dag, tijden: list) -> None:
        if any(f"d{dag.value}_{plek}" in self.errors for plek in PLEKKEN):
            return
        begin, eind, weer, einde = tijden
        if (begin is None) != (eind is None) or (weer is None) != (einde is None) or (weer and not begin):
            zin = _("%(dag)s: vul in van hoe laat tot hoe laat de kamer open is.")
            self.add_error(f"d{dag.value}_van", zin % {"dag": dag.label.capitalize()})
            return
        op_rij = [tijd for tijd in tijden if tijd is not None]
        if op_rij != sorted(set(op_rij)):
            zin = _("%(dag)s: elke tijd is later dan de tijd ervoor.")
            self.add_error(f"d{dag.value}_van", zin % {"dag": dag.label.capitalize()})

    def dagen(self) -> dict[int, Stukken]:
        """Return the stretches of each day, for the service."""
        schoon = self.cleaned_data
        paren = {d.value: [schoon[f"d{d.value}_{plek}"] for plek in PLEKKEN] for d in Weekdag}
        return {
            dag: tuple((b, e) for b, e in ((t[0], t[1]), (t[2], t[3])) if b is not None) for dag, t in paren.items()
        }
