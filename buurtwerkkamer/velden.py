"""Fields for money and hours: the model field checks the scale, the form field reads Dutch text."""

from collections.abc import Callable
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import bedragen


class _TekstVeld(forms.CharField):
    """A text field whose value is read by one of our strict Dutch readers."""

    lees: Callable[[str], Decimal | int] = staticmethod(bedragen.lees_bedrag)
    toon: Callable[..., str] = staticmethod(bedragen.invoer)

    def __init__(self, *, max_digits=None, decimal_places=None, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def to_python(self, value):
        if isinstance(value, Decimal | int) or value in self.empty_values:
            return None if value in self.empty_values else value
        try:
            return self.lees(str(value))
        except ValueError as fout:
            raise ValidationError(fout.args[0], code="invalid") from fout

    def run_validators(self, value):
        if value is not None:
            super().run_validators(str(value))

    def prepare_value(self, value):
        return self.toon(value) if isinstance(value, Decimal | int) else value

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class EuroField(_TekstVeld):
    """An amount in euros as a treasurer types it: € 12,50 · 1.250,50 · 12,-"""


class UrenFormField(_TekstVeld):
    """Hours as a coordinator types them: 2 · 2,5 · 2:30 · 2u30"""

    lees = staticmethod(bedragen.lees_uren)
    toon = staticmethod(bedragen.uren)


class AantalField(_TekstVeld):
    """A whole count of people."""

    lees = staticmethod(bedragen.lees_aantal)
    toon = staticmethod(bedragen.getal)


class BedragField(models.DecimalField):
    """An amount in euros, numeric(12,2). More than two decimals is an error: the database would round in silence."""

    def __init__(self, *args, max_digits=12, decimal_places=2, **kwargs):
        super().__init__(*args, max_digits=max_digits, decimal_places=decimal_places, **kwargs)

    def to_python(self, value):
        if isinstance(value, float):
            raise ValidationError(_("Een bedrag is nooit een kommagetal van de computer (float)."), code="float")
        return super().to_python(value)

    def get_db_prep_save(self, value, connection):
        if isinstance(value, float):
            raise TypeError("money is Decimal, never float")
        if isinstance(value, Decimal) and value != bedragen.rond(value, Decimal(1).scaleb(-self.decimal_places)):
            raise ValueError(f"{value} has more than {self.decimal_places} decimals")
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": EuroField, **kwargs})


MEER_DAN_NUL = _("Vul een bedrag in dat meer is dan € 0.")


def meer_dan_nul(naam: str, zin=MEER_DAN_NUL) -> models.CheckConstraint:
    """The constraint on ``bedrag`` of a row that is nothing without an amount."""
    return models.CheckConstraint(condition=models.Q(bedrag__gt=0), name=naam, violation_error_message=zin)


class UrenField(BedragField):
    """Hours, numeric(7,2)."""

    def __init__(self, *args, max_digits=7, decimal_places=2, **kwargs):
        super().__init__(*args, max_digits=max_digits, decimal_places=decimal_places, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": UrenFormField, **kwargs})
