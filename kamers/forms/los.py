"""Something that was on no rota, logged in one go."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from kamers.forms.anders import Tijdveld
from kamers.forms.kaart import Kaartform
from kamers.models import Soort
from kamers.services.keer import Activiteitgegevens


class Losform(GeenBsnMixin, Kaartform):
    """The card, with what it was and when."""

    naam = forms.CharField(
        label=_("Wat deden jullie?"),
        max_length=80,
        help_text=_("Bijvoorbeeld: kerstlunch."),
        error_messages={"required": _("Schrijf op wat jullie deden, bijvoorbeeld: kerstlunch.")},
    )
    soort = forms.ModelChoiceField(
        label=_("Wat voor soort is het?"),
        queryset=Soort.objects.filter(telt=Soort.Telt.UNIEK),
        empty_label=_("Kies een soort"),
        error_messages={"required": _("Kies wat voor soort activiteit het was.")},
    )
    begin = Tijdveld(label=_("Van"))
    eind = Tijdveld(label=_("Tot"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, soort=_("deze soort"), **kwargs)

    def clean(self):
        schoon = super().clean()
        begin, eind = schoon.get("begin"), schoon.get("eind")
        if begin and eind and eind <= begin:
            self.add_error("eind", _("Het einde is later op de dag dan het begin."))
        return schoon

    def activiteit(self) -> Activiteitgegevens:
        """Return what it was and when, for the service."""
        velden = ("naam", "soort", "begin", "eind")
        return Activiteitgegevens(**{veld: self.cleaned_data[veld] for veld in velden})
