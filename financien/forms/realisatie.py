"""The sentence that explains a difference, and the limit from which on one is asked."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.velden import AantalField, EuroField
from financien.forms.gezien import GezienMixin
from financien.forms.kaal import Kaalform

GEEN_ZIN = _("Schrijf op waardoor het verschil komt.")
GEEN_PROCENT = _("Vul een percentage in van 1 tot 100.")
GEEN_BEDRAG = _("Vul een bedrag in dat meer is dan € 0.")


class UitlegForm(GezienMixin, Kaalform):
    """One sentence."""

    tekst = forms.CharField(
        label=_("Waardoor komt het verschil?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Eén of twee zinnen, zonder namen van bewoners. Ze staan ook in het jaarverslag."),
        error_messages={"required": GEEN_ZIN, "max_length": _("Maak de uitleg korter: hoogstens 300 tekens.")},
    )


def _tussen(waarde: str) -> None:
    if not 1 <= int(waarde) <= 100:
        raise ValidationError(GEEN_PROCENT, code="bereik")


def _meer_dan_nul(waarde: str) -> None:
    if Decimal(waarde) <= 0:
        raise ValidationError(GEEN_BEDRAG, code="nul")


class GrensForm(Kaalform):
    """From which difference on a sentence is needed."""

    procent = AantalField(
        label=_("Meer dan zoveel procent"), validators=[_tussen], error_messages={"required": GEEN_PROCENT}
    )
    bedrag = EuroField(
        label=_("Of meer dan zoveel euro"), validators=[_meer_dan_nul], error_messages={"required": GEEN_BEDRAG}
    )
