"""The form of the btw in a document, and its field beside what is booked."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.velden import EuroField
from financien.forms.kaal import Kaalform, niet_te_groot
from financien.services.btwnotities import BtwFout

GEEN_BTW = _("Vul de btw in, bijvoorbeeld 2,10. Zit er geen btw in? Vul dan 0 in.")


def btwveld(*, required: bool, **velden) -> EuroField:
    """Return the field for the btw that is in the cost."""
    veld = EuroField(
        label=_("Btw in dit bedrag") if required else _("Btw in dit bedrag (niet verplicht)"),
        required=required,
        validators=[niet_te_groot],
        error_messages={"required": GEEN_BTW},
        **velden,
    )
    veld.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
    return veld


class Btwform(Kaalform):
    """How much btw is in the cost of a document."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    btw = btwveld(required=True)

    def __init__(self, data=None):
        super().__init__(data, initial={"sleutel": uuid4()})

    def meld(self, fout: BtwFout) -> None:
        """Show the sentence; what was typed stays, and can be sent again under a key of its own."""
        self.data = self.data.copy()
        self.data["sleutel"] = str(uuid4())
        self.add_error("btw", str(fout))


class Bonbtw(Kaalform):
    """The btw on a receipt, beside its approval."""

    btw = btwveld(required=False)
