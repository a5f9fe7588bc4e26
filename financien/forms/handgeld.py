"""The forms of a pot beside receipts: money moved or received, a count, a top-up, the rule of a year."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.velden import EuroField
from financien.forms.bonnen import GELD, HOOFDLETTER, Dagkeuze, Sleutelform, dagkeuze_van
from financien.forms.kaal import meer_dan_nul
from financien.models import Bon, Ontvangst
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.tellen import STUKS, KasVeranderd, waarde_van


class Verplaatsform(Dagkeuze, Sleutelform):
    """Cash taken from the account, or put on it."""

    naar = forms.ChoiceField(
        label=_("Wat deed je?"),
        choices=[("kas", _("Geld gepind")), ("rekening", _("Geld gestort"))],
        widget=forms.RadioSelect,
        required=False,
    )
    bedrag = EuroField(
        label=_("Bedrag in euro"),
        validators=[meer_dan_nul],
        error_messages={"required": _("Vul in hoeveel, bijvoorbeeld 50.")},
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"naar": "kas", **dagkeuze_van(None)})
        self.fields["bedrag"].widget.attrs |= GELD
        self.fields["dag"].label = _("Wanneer?")


class Ontvangstform(Dagkeuze, Sleutelform):
    """Money that came in in the room."""

    bedrag = EuroField(
        label=_("Bedrag in euro"),
        validators=[meer_dan_nul],
        error_messages={"required": _("Vul in hoeveel er binnenkwam, bijvoorbeeld 7,50.")},
    )
    soort = forms.ChoiceField(
        label=_("Waarvoor?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar het geld voor was.")},
    )
    bon = forms.ChoiceField(label=_("Welk bonnetje?"), widget=forms.RadioSelect, required=False)
    waar = forms.ChoiceField(
        label=_("Waar is het geld?"),
        choices=[("kas", _("In de kas")), ("rekening", _("Op de rekening"))],
        widget=forms.RadioSelect,
        required=False,
    )
    omschrijving = forms.CharField(
        label=_("Toelichting (niet verplicht)"),
        max_length=140,
        required=False,
        help_text=_("Zonder namen van bewoners."),
    )

    def __init__(self, data=None, *, bonnen: list[Bon]):
        self.bonnen = {str(bon.pk): bon for bon in bonnen}
        super().__init__(data, initial={"waar": "kas", **dagkeuze_van(None)})
        terug = Ontvangst.Soort.TERUG
        self.fields["soort"].choices = [
            (waarde, HOOFDLETTER(naam)) for waarde, naam in Ontvangst.Soort.choices if bonnen or waarde != terug
        ]
        self.fields["bon"].choices = [(pk, f"{bon} {euro(bon.bedrag)}") for pk, bon in self.bonnen.items()]
        self.fields["bedrag"].widget.attrs |= GELD
        self.fields["dag"].label = _("Wanneer?")

    @property
    def gekozen_bon(self) -> Bon | None:
        terug = self.cleaned_data["soort"] == Ontvangst.Soort.TERUG
        return self.bonnen.get(self.cleaned_data["bon"]) if terug else None


class Telform(Sleutelform):
    """The tin: one amount, or the notes and coins; and why it differs."""

    verwacht = forms.DecimalField(widget=forms.HiddenInput, required=False)
    geteld = EuroField(label=_("Hoeveel zit er in de kas?"), required=False)
    rekening = EuroField(
        label=_("Wat staat er op de pas? (niet verplicht)"), required=False, help_text=_("Kijk in de app van de bank.")
    )
    uitleg = forms.CharField(label=_("Hoe kan het verschil?"), max_length=200, required=False)
    overdracht = forms.BooleanField(label=_("Dit is een overdracht"), required=False)
    met = forms.CharField(label=_("Naam van de ander"), max_length=80, required=False)

    def __init__(self, data=None, *, verwacht: Decimal):
        super().__init__(data, initial={"verwacht": verwacht})
        for naam in STUKS:
            self.fields[naam] = forms.IntegerField(min_value=0, max_value=9999, required=False)
            self.fields[naam].error_messages["invalid"] = _("Vul een getal in, bijvoorbeeld 12.")
        for naam in ("geteld", "rekening"):
            self.fields[naam].widget.attrs |= GELD

    def clean(self):
        schoon = super().clean()
        if schoon.get("geteld") is None and "geteld" not in self.errors:
            if self.stuks:
                schoon["geteld"] = waarde_van(self.stuks)
            else:
                self.add_error("geteld", _("Vul in hoeveel er in de kas zit, bijvoorbeeld 43,20."))
        if schoon.get("overdracht") and not schoon.get("met"):
            self.add_error("met", _("Vul de naam in van de ander. Bij een overdracht tellen jullie samen."))
        return schoon

    def meld(self, fout: HandgeldFout) -> None:
        """Show the sentence; when the books moved, the next try is compared with what they say now."""
        super().meld(fout)
        if isinstance(fout, KasVeranderd):
            self.data.pop("verwacht", None)

    @property
    def stuks(self) -> dict[str, int]:
        """Return the notes and coins that were filled in."""
        return {naam: self.cleaned_data[naam] for naam in STUKS if self.cleaned_data.get(naam)}

    @property
    def stukken_ingevuld(self) -> bool:
        """Whether the notes and coins were counted: then they stay in sight."""
        return self.is_bound and any(self.data.get(naam) for naam in STUKS)

    def stukvelden(self) -> list:
        """Return each field of a note or coin with its worth."""
        return [(waarde, self[naam]) for naam, waarde in STUKS.items()]
