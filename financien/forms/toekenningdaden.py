"""The forms of what is done to a grant: a step and what it does, money, a letter, a condition."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijs import BewijsField
from buurtwerkkamer.datums import GEEN_DAG, DagField
from financien.forms.boeken import Keuzeveld, rekeningen
from financien.forms.kaal import Kaalform
from financien.forms.toekenningen import bedragveld
from financien.models import Rekeningsoort, Toekenningstatus
from financien.models.toekenningslot import GEVRAAGD
from financien.services.ontvangsten import GELD
from financien.services.stapgevolg import Gevolg
from financien.services.toekenningen import Status
from kamers.models import Kamer


class Stapform(Kaalform):
    """The next step of a grant, with its day; what is asked and the final decision have an amount."""

    status = forms.ChoiceField(label=_("Welke stap?"))
    datum = DagField(label=_("Datum"), toekomst=False, error_messages={"required": GEEN_DAG})
    bedrag = bedragveld(_("Vastgesteld bedrag"), required=False, nul=True)
    toelichting = forms.CharField(label=_("Toelichting"), max_length=200, required=False)

    def __init__(self, data=None, files=None, *, stappen: list[Status], bedrag: Decimal | None):
        """Ask for the amount that goes with one of these steps, when there is one; without ``bedrag`` there is none."""
        super().__init__(data, files, initial={"datum": timezone.localdate(), "bedrag": bedrag})
        self.fields["status"].choices = [(stap.value, str(stap.label).capitalize()) for stap in stappen]
        vraagt = next((stap for stap in stappen if stap in GEVRAAGD), None)
        if bedrag is None or not (vraagt or Status.VASTGESTELD in stappen):
            del self.fields["bedrag"]
        elif vraagt:
            self.fields["bedrag"].label = _("Gevraagd bedrag")
            zin = _("Alleen bij %(stap)s. Dit blijft staan, ook als er later een ander bedrag komt.")
            self.fields["bedrag"].help_text = zin % {"stap": vraagt.label}
        elif len(stappen) > 1:
            self.fields["bedrag"].help_text = _("Alleen bij vastgesteld. Lager dan verleend: het verschil gaat terug.")


class Bevestigform(Stapform):
    """The step once more with what it does shown: the letter or why there is none, and that it may be early."""

    gezien = forms.CharField(widget=forms.HiddenInput, max_length=20)
    brief = BewijsField(label=_("De brief"), required=False)
    zonder_brief = forms.CharField(
        label=_("Nog geen brief? Waarom niet?"),
        max_length=200,
        required=False,
        help_text=_("Dan blijft bij deze toekenning staan: brief ontbreekt."),
    )
    vroeg = forms.BooleanField(label=_("Dit mag voor het einde van de periode"), required=False)

    def __init__(self, data=None, files=None, *, gevolg: Gevolg | None = None, **kwargs):
        super().__init__(data, files, **kwargs)
        for naam in ("status", "datum", "bedrag", "toelichting"):
            if naam in self.fields:
                self.fields[naam].widget = self.fields[naam].hidden_widget()
        if gevolg:
            self._vraag(gevolg)

    def _vraag(self, gevolg: Gevolg) -> None:
        """Ask only what this step needs, about what is shown now."""
        nodig = {"brief": gevolg.vraagt_brief, "zonder_brief": gevolg.vraagt_brief, "vroeg": gevolg.vroeg}
        for naam in nodig:
            if not nodig[naam]:
                del self.fields[naam]
        self.data = self.data.copy()
        self.data["gezien"] = gevolg.merk


class Terugneemform(Kaalform):
    """Why a step was a mistake. ``stap``: the step that was seen."""

    stap = forms.IntegerField(widget=forms.HiddenInput)
    reden = forms.CharField(
        label=_("Waarom klopt deze stap niet?"),
        max_length=200,
        error_messages={"required": _("Schrijf op waarom je deze stap terugneemt.")},
    )


class Terugklaarform(Kaalform):
    """How much goes back to the financier: all that is owed stands ready."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    bedrag = bedragveld(_("Bedrag"))

    def __init__(self, data=None, *, schuld: Decimal):
        super().__init__(data, initial={"sleutel": uuid4(), "bedrag": schuld})


class Geldform(Kaalform):
    """Money that came in or went back: the day, the amount and the account."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    datum = DagField(label=_("Datum"), toekomst=False, error_messages={"required": GEEN_DAG})
    bedrag = bedragveld(_("Bedrag"))
    omschrijving = forms.CharField(label=_("Omschrijving"), max_length=140, required=False)

    def __init__(self, data=None, *, met_kamer: bool):
        super().__init__(data, initial={"sleutel": uuid4(), "datum": timezone.localdate()})
        soorten = GELD if met_kamer else (Rekeningsoort.BANK,)
        rijen = rekeningen(soort__in=soorten)
        self.fields["rekening"] = Keuzeveld(rijen, _("Kies een rekening"), label=_("Rekening"))
        open_ = [pk for pk, rij in rijen.items() if not rij.gesloten]
        if len(open_) == 1:
            self.initial["rekening"] = open_[0]
        if met_kamer:
            kamers = {str(k.pk): k for k in Kamer.objects.tellend().in_volgorde()}
            self.fields["kamer"] = Keuzeveld(kamers, _("Over alle kamers verdeeld"), label=_("Kamer"))

    def clean_rekening(self):
        if self.cleaned_data["rekening"] is None:
            raise ValidationError(_("Kies een rekening."), code="leeg")
        return self.cleaned_data["rekening"]


class Briefform(Kaalform):
    """A letter that goes with a grant."""

    omschrijving = forms.CharField(
        label=_("Wat is het?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: beschikking van de gemeente."),
        error_messages={"required": _("Schrijf op welke brief dit is.")},
    )
    datum = DagField(label=_("Datum van de brief"), toekomst=False, error_messages={"required": GEEN_DAG})
    bestand = BewijsField(label=_("Bestand"))

    def __init__(self, data=None, files=None, *, stappen: Iterable[Toekenningstatus] = ()):
        """Ask to which step it belongs when one waits for its letter."""
        super().__init__(data, files)
        self.stappen = {str(stap.pk): stap for stap in stappen}
        if self.stappen:
            keuzes = [(pk, str(stap.get_status_display()).capitalize()) for pk, stap in self.stappen.items()]
            self.fields["stap"] = forms.ChoiceField(
                label=_("Bij welke stap hoort deze brief?"),
                required=False,
                choices=[*keuzes, ("", _("Bij geen van deze"))],
            )

    def clean(self):
        schoon = super().clean()
        schoon["stap"] = self.stappen.get(schoon.get("stap") or "")
        return schoon


class Voorwaardeform(Kaalform):
    """What the partner asks in return."""

    tekst = forms.CharField(
        label=_("Voorwaarde"), max_length=300, error_messages={"required": _("Schrijf op wat de voorwaarde is.")}
    )
    voor = DagField(label=_("Voor"), required=False)


class Stopform(Kaalform):
    """The last day of a contract that stops before its subsidy does."""

    gestopt_op = DagField(label=_("Laatste dag van het contract"), error_messages={"required": GEEN_DAG})
