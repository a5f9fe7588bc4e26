"""The form of an invoice that was open before the books began here."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import geen_bsn
from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.velden import EuroField
from financien.forms.facturen import Sleutelvers, leveranciers
from financien.forms.kaal import GEEN_NUL, Kaalform, meer_dan_nul
from financien.services.facturen import BETAALTERMIJN, nieuwe_leverancier
from financien.services.openposten import Openpost
from kamers.models import Partner


class Openpostform(Sleutelvers, Kaalform):
    """Whose invoice it is, and what of it is still open."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    leverancier = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Leverancier"),
        required=False,
        error_messages={"invalid_choice": _("Kies een leverancier uit de lijst.")},
    )
    nieuw = forms.CharField(label=_("Of een nieuwe leverancier"), max_length=120, required=False)
    nummer = forms.CharField(
        label=_("Factuurnummer"),
        max_length=40,
        error_messages={"required": _("Vul het nummer in dat op de factuur staat.")},
    )
    omschrijving = forms.CharField(
        label=_("Waarvoor is het?"),
        max_length=140,
        help_text=_("Zonder namen van bewoners."),
        error_messages={"required": _("Schrijf op waarvoor deze factuur is.")},
    )
    datum = DagField(label=_("Factuurdatum"), toekomst=False, error_messages={"required": GEEN_DAG})
    vervaldatum = DagField(
        label=_("Uiterlijk betalen op"), required=False, help_text=_("Leeg: 30 dagen na de factuur.")
    )
    bedrag = EuroField(
        label=_("Wat er nog open staat"), validators=[meer_dan_nul], error_messages={"required": GEEN_NUL}
    )
    credit = forms.BooleanField(label=_("Creditnota: we krijgen dit terug"), required=False)
    loon = forms.BooleanField(
        label=_("Dit gaat over loon of inhuur van mensen"),
        required=False,
        help_text=_("Dan zien alleen penningmeester, bestuur en accountant deze factuur."),
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"sleutel": uuid4()})
        self.fields["leverancier"].queryset = Partner.objects.order_by("naam")
        self.fields["leverancier"].choices = [("", _("Kies een leverancier")), *leveranciers()]
        self.fields["bedrag"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.fields["nummer"].validators.remove(geen_bsn)  # an invoice may well have a number of nine digits

    def clean(self):
        schoon = super().clean()
        if not schoon.get("leverancier") and not schoon.get("nieuw") and "leverancier" not in self.errors:
            self.add_error("leverancier", _("Kies een leverancier, of vul de naam van een nieuwe in."))
        return schoon

    def post(self) -> Openpost:
        """Return what was filled in; a new supplier is added."""
        velden = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in ("sleutel", "nieuw")}
        velden["leverancier"] = velden["leverancier"] or nieuwe_leverancier(self.cleaned_data["nieuw"])
        velden["vervaldatum"] = velden["vervaldatum"] or velden["datum"] + BETAALTERMIJN
        return Openpost(**velden)
