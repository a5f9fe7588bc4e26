"""A proof beside a form of the books: a file that is kept when the form is refused, as the photo of a receipt is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijs import BewijsField, Gekeurd


def bewijsveld() -> BewijsField:
    """Return the field of a proof that may be left out."""
    return BewijsField(label=_("Bewijs"), required=False)


class MetBewijs(forms.Form):
    """A form with a proof. ``bewaard``: what was chosen before with the same form, and passed the guard."""

    bewaard: Gekeurd | None = None
    altijd = ("bewijs",)  # a file that is refused is gone from the browser, so it is never passed over in silence

    @property
    def gekozen(self) -> Gekeurd | None:
        """The file that was chosen now, otherwise the one that was kept."""
        return getattr(self, "cleaned_data", {}).get("bewijs") or self.bewaard

    def zeg_bewaard(self) -> None:
        """Say at its field that a file is kept, so that nobody chooses it again."""
        if self.gekozen:
            zin = _("Het bestand %(naam)s is bewaard. Wil je een ander? Kies dat dan hier.")
            self["bewijs"].help_text = zin % {"naam": self.gekozen.naam}
