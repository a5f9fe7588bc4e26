"""Over which months each line of the budget falls."""

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from financien.forms.gezien import GezienMixin
from financien.forms.kaal import Kaalform
from financien.models import Begrotingsregel, Kostenpost
from financien.services.spreiden import Spreiding, merk_van

Soort = Begrotingsregel.Spreiding


class SpreidingForm(GezienMixin, Kaalform):
    """One line; an empty choice leaves rooms that differ as they are, and so does a line that nobody touched."""

    soort = forms.ChoiceField(
        label=_("Wanneer valt het?"), required=False, widget=forms.Select({"class": "form-select"})
    )
    maanden = forms.TypedMultipleChoiceField(
        label=_("Maanden"),
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, post: Kostenpost, nu: Spreiding | None, **kwargs):
        start = {"gezien": merk_van(nu)} | ({"soort": nu.soort, "maanden": list(nu.maanden)} if nu else {})
        super().__init__(*args, prefix=f"p{post.pk}", initial=start, **kwargs)
        self.post, self.nu = post, nu
        leeg = [] if nu else [("", _("verschilt per kamer"))]
        self.fields["soort"].choices = [*leeg, *Soort.choices]

    def clean(self):
        schoon = super().clean()
        soort, maanden = schoon.get("soort"), schoon.get("maanden") or []
        if soort == Soort.GELIJK:
            schoon["maanden"] = []
        elif soort == Soort.MAANDEN and not maanden:
            self.add_error("maanden", _("Kies de maanden waarin deze kosten vallen."))
        elif soort == Soort.EENMALIG and len(maanden) > 1:
            self.add_error("maanden", _("Kies één maand, of geen als je die nog niet weet."))
        return schoon

    @property
    def keuze(self) -> Spreiding | None:
        """What was chosen, when it is something else than what stood there when the page was opened."""
        soort = self.cleaned_data.get("soort")
        gekozen = Spreiding(soort, tuple(sorted(self.cleaned_data["maanden"]))) if soort else None
        stond = self.cleaned_data["gezien"] or merk_van(self.nu)
        return gekozen if merk_van(gekozen) != stond and gekozen != self.nu else None
