"""Forms about documents: a new one, a newer version, and the day from which one no longer holds."""

from uuid import uuid4

from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from kamers.forms.feiten import Feitform
from kamers.forms.roosterdelen import KIES_DAG, helper_met
from kamers.models import Kamerdocument
from kamers.services.feiten import stand_van

SCHRIJF_TEKST = _("Schrijf de tekst van het document.")
LANG = 20_000  # characters: about eight pages


def tekstveld() -> forms.CharField:
    """Return the field for the text; an empty line begins a new paragraph."""
    return forms.CharField(
        label=_("Tekst"),
        max_length=LANG,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Een lege regel begint een nieuwe alinea. Zonder namen van bewoners."),
        error_messages={"required": SCHRIJF_TEKST},
    )


class Documentform(Feitform):
    """A document of this room, or of all rooms for who sees them all."""

    soort = forms.ChoiceField(
        label=_("Wat voor document is het?"),
        choices=Kamerdocument.Soort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor document het is.")},
    )
    geldig_vanaf = DagField(label=_("Vanaf wanneer geldt het?"), error_messages={"required": KIES_DAG})
    tekst = tekstveld()
    alle_kamers = forms.BooleanField(label=_("Geldt voor alle kamers"), required=False)

    class Meta:
        model = Kamerdocument
        fields = ["soort", "titel", "geldig_vanaf", "tekst"]
        labels = {"titel": _("Hoe heet het?")}
        help_texts = {"titel": _("Bijvoorbeeld: huisregels, of taakomschrijving gastvrouw.")}
        error_messages = {"titel": {"required": _("Schrijf op hoe het document heet.")}}

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk or not rollen.bereik(gebruiker).alles:
            del self.fields["alle_kamers"]

    def clean(self):
        schoon = super().clean()
        if schoon.get("alle_kamers"):
            self.instance.kamer = None
        return schoon

    def opmaak(self) -> list:
        return [*super().opmaak(), *(["alle_kamers"] if "alle_kamers" in self.fields else [])]


class Versieform(DrukbaarMixin, GeenBsnMixin, forms.Form):
    """A newer text of a document, and from which day it holds."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=40)
    geldig_vanaf = DagField(
        label=_("Vanaf wanneer geldt de nieuwe tekst?"),
        help_text=_("Tot die dag geldt de oude tekst. Die blijft altijd te lezen."),
        error_messages={"required": KIES_DAG},
    )
    tekst = tekstveld()

    def __init__(self, *args, nieuwste: Kamerdocument, vandaag, **kwargs):
        begin = {"sleutel": uuid4(), "gezien": stand_van(nieuwste), "tekst": nieuwste.tekst, "geldig_vanaf": vandaag}
        super().__init__(
            *args, initial=begin, use_required_attribute=False, label_suffix="", auto_id="versie-%s", **kwargs
        )

    @property
    def helper(self):
        knop = Submit("opslaan", _("Bewaar de nieuwe versie"), css_id="versie-opslaan")
        return helper_met("sleutel", "gezien", "geldig_vanaf", "tekst", knop)


class Vervalform(Feitform):
    """The day from which a document no longer holds."""

    vervallen_op = DagField(
        label=_("Vanaf welke dag geldt het niet meer?"),
        help_text=_("Het document blijft te lezen bij de oude versies."),
        error_messages={"required": KIES_DAG},
    )

    class Meta:
        model = Kamerdocument
        fields = ["vervallen_op"]
