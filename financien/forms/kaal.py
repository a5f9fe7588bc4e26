"""What every form of the books is made of: its look, amounts that can be, and what a closed year asks."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import TE_GROOT
from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.drukbaar import DrukbaarMixin
from financien.services.boeken import HOOGSTE
from financien.services.maanden import DECEMBER

KENMERK = _("Het jaar is voorlopig afgesloten. Vul het kenmerk van de accountant in.")
GEEN_NUL = _("Vul een bedrag in dat meer is dan € 0.")


def meer_dan_nul(waarde: str) -> None:
    niet_te_groot(waarde)
    if Decimal(waarde) <= 0:
        raise ValidationError(GEEN_NUL, code="nul")


def niet_te_groot(waarde: str) -> None:
    if abs(Decimal(waarde)) > HOOGSTE:
        raise ValidationError(TE_GROOT, code="groot")


class Kaalform(DrukbaarMixin, GeenBsnMixin, forms.Form):
    """A form in the look of the house."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)


class MagMeer(Kaalform):
    """A form with a button for more lines (``meer``): who only asks for those made no mistake, and is not done.

    ``altijd``: the fields of which a fault is said even so.
    """

    altijd: tuple[str, ...] = ()

    def full_clean(self):
        super().full_clean()
        if self.is_bound and "meer" in self.data:
            self._errors = ErrorDict({naam: fout for naam, fout in self.errors.items() if naam in self.altijd})

    def is_valid(self) -> bool:
        return super().is_valid() and "meer" not in self.data


def kenmerkveld(**velden) -> forms.CharField:
    """Return the field that a year asks which is provisionally closed."""
    fouten = {"required": KENMERK}
    return forms.CharField(label=_("Kenmerk van de accountant"), max_length=40, error_messages=fouten, **velden)


class Kenmerkform(Kaalform):
    """The accountant's reference, beside a proposal for a bank line of a year that is provisionally closed."""

    kenmerk = kenmerkveld(widget=forms.TextInput(attrs={"data-focus": ""}))  # what is asked here


class Correctieform(Kaalform):
    """A document on a day. In a year that is provisionally closed (``voorlopig``) it asks a reference.

    ``jaar``: the year it is made for; of another year that is closed it asks as soon as that day is typed. The day
    that stands there is the last of that year, as long as it takes something; ``vast``: it is settled.
    """

    kenmerk = kenmerkveld(required=False)

    def __init__(self, data=None, *, jaar: int, voorlopig: Collection[int] = (), vast: bool = False, **kwargs):
        vandaag = timezone.localdate()
        dag = vandaag if vast else min(vandaag, date(jaar, DECEMBER, 31))
        super().__init__(data, initial={"sleutel": uuid4(), "datum": dag}, **kwargs)
        self.voorlopig, self.jaar = voorlopig, jaar
        if not self.is_bound:
            self._laat_weg()

    def _laat_weg(self) -> None:
        """Leave out what only a year asks that is provisionally closed; not what is wrong."""
        if self.jaar not in self.voorlopig and not (self.is_bound and "kenmerk" in self.errors):
            del self.fields["kenmerk"]

    def clean(self):
        schoon = super().clean()
        if not self.corrigeert(schoon):
            if schoon.get("datum") or not schoon.get("kenmerk"):  # a day that was mistyped throws nothing away
                self._laat_weg()
        elif "kenmerk" not in self.errors and not schoon.get("kenmerk"):
            self.add_error("kenmerk", KENMERK)
        return schoon

    def corrigeert(self, schoon: dict) -> bool:
        """Whether the day that was typed is of a year that is provisionally closed."""
        return bool(schoon.get("datum")) and schoon["datum"].year in self.voorlopig
