"""The card of an activity that is counted by names: who was there, beside those without a pass."""

from collections import Counter
from uuid import UUID, uuid4

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kamers.forms.kaart import Kaartform
from kamers.services.namen import vouw
from kamers.services.wie import Kaartmensen

NAAM_LENGTE = 40


class Namenkaart(Kaartform):
    """The card with first names to tick. ``gevonden`` are the persons that a search brought up.

    A post with ``doe``, or with something still in the search field, fills in the card and saves nothing: see
    views/namen.py. Whatever was typed stays, and there are no errors yet.
    """

    lijf = "kamers/_kaart_namen.html"

    namen = forms.TypedMultipleChoiceField(
        label=_("Wie waren er?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Een van deze passen is niet meer van deze kamer. Kies opnieuw.")},
    )
    zoek = forms.CharField(label=_("Voornaam of pasnummer"), max_length=NAAM_LENGTE, required=False)
    gezocht = forms.CharField(widget=forms.HiddenInput, required=False)
    pas_sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, mensen: Kaartmensen, gevonden=frozenset(), **kwargs):
        self.gevonden = gevonden
        self.aangevuld, self.uitleg, self.zoekfout = False, "", ""
        self.op_de_kaart = [persoon.pk for persoon in mensen.deelnemers]
        self.vorige = {persoon.pk for persoon in mensen.deelnemers if persoon.vorige}
        kwargs["initial"] = {"pas_sleutel": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        allen = [*mensen.deelnemers, *mensen.anderen]
        zelfde = Counter(vouw(persoon.voornaam) for persoon in allen)
        self.fields["namen"].choices = [(p.pk, self._pasnaam(p, zelfde[vouw(p.voornaam)] > 1)) for p in allen]

    @staticmethod
    def _pasnaam(persoon, vaker: bool) -> str:
        """Put the number of the pass beside a name that more people have."""
        return f"{persoon} {persoon.pasnummer}".strip() if vaker else str(persoon)

    @property
    def vult_aan(self) -> bool:
        return self.is_bound and bool(self.data.get("doe") or self.data.get("zoek", "").strip())

    def full_clean(self):
        """Find no errors in a card that is only filled in."""
        if self.vult_aan or self.aangevuld:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    @property
    def zoektekst(self) -> str:
        """What was typed to search, or what was searched for just before."""
        return (self.data.get("zoek", "").strip() or self.data.get("gezocht", "").strip())[:NAAM_LENGTE]

    @property
    def nieuwe_pas_sleutel(self) -> UUID:
        """The key of giving out one pass from this card."""
        try:
            return UUID(self.data.get("pas_sleutel", ""))
        except ValueError:
            return uuid4()

    def _chips(self) -> list:
        return [(keuze, int(str(keuze.data["value"]))) for keuze in self["namen"].subwidgets]

    def naamkeuzes(self) -> list:
        """Return the chips of who came the last times and who was chosen, with whether they came last time."""
        return [
            (keuze, pk in self.vorige)
            for keuze, pk in self._chips()
            if keuze.data["selected"] or (pk in self.op_de_kaart and (pk not in self.gevonden or pk in self.vorige))
        ]

    def gevonden_keuzes(self) -> list:
        """Return the chips that a search brought up and that do not stand on the card yet."""
        al = {keuze.data["value"] for keuze, _vorige in self.naamkeuzes()}
        return [keuze for keuze, pk in self._chips() if pk in self.gevonden and keuze.data["value"] not in al]

    def andere_keuzes(self) -> list:
        """Return the chips behind "Iemand anders"."""
        al = {keuze.data["value"] for keuze, _vorige in self.naamkeuzes()}
        return [keuze for keuze, pk in self._chips() if pk not in self.gevonden and keuze.data["value"] not in al]

    def _meld_niemand(self) -> None:
        self.add_error("namen", _("Kies wie er waren, of vul in hoeveel mensen er waren."))


def gekozen_namen(data: QueryDict | None) -> frozenset[int]:
    """Return the ids of persons that a post ticks, before anything was checked."""
    getikt = data.getlist("namen") if data else []
    return frozenset(int(waarde) for waarde in getikt if waarde.isascii() and waarde.isdecimal() and len(waarde) < 10)
