"""The card on which a coordinator logs an activity: counts, who helped, and their hours."""

from collections import Counter
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from buurtwerkkamer import bedragen
from buurtwerkkamer.velden import AantalField, UrenFormField
from kamers.services.keer import Invulling

ALLE, GEEN, AANTAL = "alle", "geen", "aantal"
CHIPS = 5  # so many names stand on the card, the others under "Iemand anders"
KIES_WIE = _("Wie hielp er? Kies minstens één naam, of kies 'Niemand'.")
KIES_UREN = _("Vul een aantal uren in van 0,5 tot 12.")


class Kaartform(forms.Form):
    """Counts of one occurrence. ``personen`` may have helped; those with ``roosteruren`` are on the rota.

    ``helpers`` are those who stand there already (services.dag.Helper), None for an occurrence not logged yet.
    ``sjabloon`` is the template of the whole card, ``lijf`` of what is asked on it: another card has its own.
    """

    sjabloon, lijf = "kamers/_kaart.html", "kamers/_kaart_velden.html"
    op_slot = False  # whether the code comes first: see Slotkaart
    vult_aan = False  # whether this post only fills in the card, and saves nothing yet

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    uren_was = UrenFormField(widget=forms.HiddenInput, required=False)
    klopt = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kwamen_al = AantalField(required=False)
    nieuw_soort = AantalField(required=False)
    ook_nieuw = forms.ChoiceField(
        label=_("Zijn ze ook nieuw in de kamer dit jaar?"),
        choices=[(ALLE, _("Allemaal")), (GEEN, _("Niemand")), (AANTAL, _("Ander aantal"))],
        widget=forms.RadioSelect,
        required=False,
    )
    nieuw_kamer = AantalField(label=_("Hoeveel zijn er ook nieuw in de kamer?"), required=False)
    kinderen = AantalField(label=_("Waarvan kinderen"), required=False)
    personen = forms.TypedMultipleChoiceField(
        label=_("Wie hielpen er?"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    niemand = forms.BooleanField(label=_("Niemand"), required=False)
    uren = UrenFormField(label=_("Uren per vrijwilliger"), required=False)

    def __init__(self, *args, soort: str, personen, helpers=None, met_kinderen=False, **kwargs):
        self.soort, self.met_kinderen = soort, met_kinderen
        self.mensen = {p.pk: p for p in personen}
        self.eigen_uren = {p.pk: p.roosteruren for p in personen if p.roosteruren}
        if helpers is not None:
            self.eigen_uren = {h.persoon: h.uren for h in helpers if h.uren}
        self.usual = self._gewone_uren()
        kwargs["initial"] = {**self._begin(helpers), **kwargs.get("initial", {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="kaart-%s", **kwargs)
        self.fields["kwamen_al"].label = _("Kwamen dit jaar al bij %(soort)s") % {"soort": soort}
        self.fields["nieuw_soort"].label = _("Voor het eerst dit jaar bij %(soort)s") % {"soort": soort}
        self.fields["personen"].choices = [(p.pk, self._naam(p)) for p in personen]

    def _gewone_uren(self) -> Decimal:
        teller = Counter(self.eigen_uren.values())
        return max(teller, key=lambda uren: (teller[uren], uren)) if teller else Decimal(2)

    def _begin(self, helpers) -> dict:
        return {
            "sleutel": uuid4(),
            "versie": 0,
            "uren_was": self.usual,
            "uren": self.usual,
            "nieuw_soort": 0,
            "personen": list(self.eigen_uren),
            "niemand": helpers is not None and not self.eigen_uren,
        }

    def _naam(self, persoon) -> str:
        """Put the hours beside a name when they differ from those of the card."""
        uren = self.eigen_uren.get(persoon.pk, self.usual)
        if uren == self.usual:
            return persoon.voornaam
        return _("%(naam)s (%(uren)s uur)") % {"naam": persoon.voornaam, "uren": bedragen.uren(uren)}

    def keuzes(self) -> list:
        """Return the chips on the card: the rota, who is chosen, and those who helped last."""
        return self._verdeel()[0]

    def anderen(self) -> list:
        """Return the chips behind "Iemand anders"."""
        return self._verdeel()[1]

    def _verdeel(self) -> tuple[list, list]:
        alle = list(self["personen"].subwidgets)
        vast = [k for k in alle if k.data["selected"] or int(str(k.data["value"])) in self.eigen_uren]
        rest = [k for k in alle if k not in vast]
        ruimte = max(2, CHIPS - len(vast))
        return vast + rest[:ruimte], rest[ruimte:]

    def begin_opnieuw(self, versie: int) -> None:
        """Let the next save be about what stands there now: another key, and the version the user sees now."""
        self.data = self.data.copy()
        self.data["sleutel"], self.data["versie"] = str(uuid4()), str(versie)

    def clean(self):
        schoon = super().clean()
        if not ({"kwamen_al", "nieuw_soort"} & set(self.errors)):
            self._controleer_aantallen(schoon)
        self._controleer_helpers(schoon)
        return schoon

    def _controleer_aantallen(self, schoon: dict) -> None:
        nieuw = schoon["nieuw_soort"] = schoon.get("nieuw_soort") or 0
        if schoon.get("kwamen_al") is None and not nieuw and not schoon.get("namen"):
            self._meld_niemand()
            return
        schoon["kwamen_al"] = schoon.get("kwamen_al") or 0
        if nieuw:
            self._controleer_nieuw(schoon, nieuw)
        self._controleer_kinderen(schoon, schoon["kwamen_al"] + nieuw + len(schoon.get("namen") or ()))

    def _meld_niemand(self) -> None:
        self.add_error("kwamen_al", _("Vul in hoeveel mensen er waren."))

    def _controleer_kinderen(self, schoon: dict, mensen: int) -> None:
        if (schoon.get("kinderen") or 0) > mensen:
            self.add_error("kinderen", _("Er kunnen niet meer kinderen zijn dan mensen. Verander een van de twee."))
        elif self.met_kinderen and schoon.get("kinderen") is None and "kinderen" not in self.errors:
            self.add_error("kinderen", _("Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in."))

    def _controleer_nieuw(self, schoon: dict, nieuw: int) -> None:
        keuze, aantal = schoon.get("ook_nieuw"), schoon.get("nieuw_kamer")
        if not keuze:
            vraag = ngettext(
                "Is deze %(n)s ook nieuw in de kamer? Kies Allemaal, Niemand of Ander aantal.",
                "Zijn deze %(n)s ook nieuw in de kamer? Kies Allemaal, Niemand of Ander aantal.",
                nieuw,
            )
            self.add_error("ook_nieuw", vraag % {"n": bedragen.getal(nieuw)})
        elif keuze == AANTAL and "nieuw_kamer" not in self.errors and (aantal is None or aantal > nieuw):
            tekst = _("Vul een getal in van 0 tot en met %(n)s.") % {"n": bedragen.getal(nieuw)}
            self.add_error("nieuw_kamer", tekst)

    def _controleer_helpers(self, schoon: dict) -> None:
        namen, niemand = schoon.get("personen"), schoon.get("niemand")
        if "personen" in self.errors:
            return
        if not namen and not niemand:
            self.add_error("personen", KIES_WIE)
        elif namen and niemand:
            self.add_error("personen", _("Je koos namen en ook 'Niemand'. Kies een van de twee."))
        elif namen and not schoon.get("uren") and "uren" not in self.errors:
            self.add_error("uren", KIES_UREN)

    def invulling(self) -> Invulling:
        """Return the card as filled in, for the service."""
        schoon = self.cleaned_data
        nieuw = schoon["nieuw_soort"]
        in_kamer = {ALLE: nieuw, GEEN: 0}.get(schoon["ook_nieuw"], schoon.get("nieuw_kamer") or 0)
        return Invulling(
            kwamen_al=schoon["kwamen_al"],
            nieuw_soort=nieuw,
            nieuw_kamer=in_kamer if nieuw else 0,
            kinderen=schoon.get("kinderen"),
            namen=frozenset(schoon.get("namen") or ()),
            personen=frozenset(schoon["personen"]),
            uren=schoon.get("uren") or Decimal(0),
            voor_allen=schoon.get("uren") != schoon.get("uren_was"),
            roosteruren=self.eigen_uren,
        )


class Slotkaart(forms.Form):
    """What stands in the place of a card by names until the code was given: no name, and nothing to fill in."""

    sjabloon, op_slot, vult_aan = "kamers/_kaart_slot.html", True, False


def begin_van(stand: dict) -> dict:
    """Return what a card shows of counts that were logged: of a row (``vars``) or of an act that was taken back."""
    nieuw, kamer = stand["nieuw_soort"], stand["nieuw_kamer"]
    keuze = ALLE if kamer == nieuw else GEEN if kamer == 0 else AANTAL
    return {
        "kwamen_al": stand["kwamen_al"],
        "nieuw_soort": nieuw,
        "ook_nieuw": keuze if nieuw else "",
        "nieuw_kamer": kamer if keuze == AANTAL else None,
        "kinderen": stand["kinderen"],
        "namen": stand.get("namen", []),
    }
