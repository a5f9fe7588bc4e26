"""The forms of papers that were wrong: what falls away and why, and a condition that is changed or goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from financien.forms.gezien import GezienMixin
from financien.forms.kaal import Kaalform
from financien.forms.toekenningdaden import Voorwaardeform
from financien.models import Voorwaarde
from financien.services.toekenningpapier import merk_van


class Vervalform(Kaalform):
    """Why a letter, a signature or a request to pay counts no longer."""

    reden = forms.CharField(
        label=_("Wat klopte er niet?"),
        max_length=200,
        help_text=_("Zonder namen van mensen."),
        error_messages={"required": _("Schrijf op waarom.")},
    )


class Voorwaardewijzigform(GezienMixin, Voorwaardeform):
    """A condition that was typed wrong."""

    def __init__(self, data=None, *, instance: Voorwaarde):
        nu = {"tekst": instance.tekst, "voor": instance.voor, "gezien": merk_van(instance)}
        super().__init__(data, initial=nu)


class Weghaalform(GezienMixin, Kaalform):
    """That a condition goes, as it was seen."""

    def __init__(self, data=None, *, instance: Voorwaarde):
        super().__init__(data, initial={"gezien": merk_van(instance)})
