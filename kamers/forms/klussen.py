"""What a coordinator fills in about a klus."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.nederlands import nederlands
from buurtwerkkamer.velden import UrenFormField
from kamers.forms.anders import Tijdveld
from kamers.models import Corporatieproduct, Kamer, Klus, Partner
from kamers.services.klusopname import Klusgegevens
from kamers.services.klussen import verwijzers

REDENEN = {
    "afgezegd": _("Bewoner heeft afgezegd"),
    "al_gedaan": _("Is al gedaan"),
    "kan_niet": _("Kunnen wij niet doen"),
    "anders": _("Iets anders"),
}


PRODUCT_BIJ = {  # the product for the corporations that a kind of klus proposes [34]
    Klus.Klussoort.REPARATIE: "klussendienst",
    Klus.Klussoort.TUIN: "tuindienst",
    Klus.Klussoort.BINNENTUIN: "tuindienst",
    Klus.Klussoort.SCHOONMAKEN: "opruimploeg",
}
GEEN_PRODUCT = "geen"
CHIPS = 8  # so many names stand on the form, the others under "Iemand anders"


class Tikform(forms.Form):
    """What every button on a klus sends along: the key of this tap and the version the user saw."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput)


class KlaarForm(Tikform):
    """The button Klaar: the day on which it was done is the day of the page."""

    dag = DagField(toekomst=False, widget=forms.HiddenInput)


class BordfilterForm(forms.Form):
    """Which klussen stay on the board; the choices are those on it."""

    wie = forms.ChoiceField(label=_("Wie"), required=False)
    corporatie = forms.ChoiceField(label=_("Huurt van"), required=False)

    def __init__(self, *args, helpers=(), corporaties=(), **kwargs):
        super().__init__(*args, label_suffix="", auto_id="filter_%s", **kwargs)
        self.fields["wie"].choices = [("", _("Iedereen")), *helpers]
        self.fields["corporatie"].choices = [("", _("Alle verhuurders")), *corporaties]


class EersteKeerForm(Tikform):
    """The answer to the question that was left open."""

    eerste_keer = forms.ChoiceField(choices=[(k.value, k.label) for k in (Klus.EersteKeer.JA, Klus.EersteKeer.NEE)])


class VervalForm(GeenBsnMixin, Tikform):
    """Why a klus goes off."""

    reden = forms.ChoiceField(
        label=_("Waarom niet?"),
        choices=list(REDENEN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom de klus niet doorgaat.")},
    )
    toelichting = forms.CharField(label=_("Wat dan?"), max_length=100, required=False)

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("reden") == "anders" and not gegevens.get("toelichting") and "toelichting" not in self.errors:
            self.add_error("toelichting", _("Schrijf kort op waarom de klus niet doorgaat."))
        return gegevens

    def tekst(self) -> str:
        """Return the reason in words, in Dutch: it is stored."""
        reden = self.cleaned_data["reden"]
        return self.cleaned_data["toelichting"] if reden == "anders" else nederlands(REDENEN[reden])


class KlusForm(GeenBsnMixin, forms.Form):
    """A klus with its helpers. ``klus`` is the one to change, ``uren`` the hours its helpers have now."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    omschrijving = forms.CharField(
        label=_("Wat moet er gebeuren?"),
        max_length=120,
        help_text=_("Kort, zonder naam: lekkende kraan."),
        error_messages={"required": _("Schrijf op wat er moet gebeuren, bijvoorbeeld: lekkende kraan.")},
    )
    straat = forms.CharField(
        label=_("Straat of buurt"), max_length=80, required=False, help_text=_("Niet verplicht. Geen huisnummer.")
    )
    klussoort = forms.ChoiceField(
        label=_("Wat voor klus is het?"), choices=Klus.Klussoort.choices, widget=forms.RadioSelect, required=False
    )
    afspraak = DagField(
        label=_("Wanneer?"), required=False, help_text=_("Niet verplicht. Bijvoorbeeld 20-11 of 20 november.")
    )
    afspraak_tijd = Tijdveld(label=_("Hoe laat?"), required=False, help_text=_("Niet verplicht. Bijvoorbeeld 10:30."))
    gedaan_op = DagField(
        label=_("Gedaan op"),
        toekomst=False,
        error_messages={"required": _("Vul in op welke dag de klus gedaan is, bijvoorbeeld 20-11.")},
    )
    eerste_keer = forms.ChoiceField(
        label=_("Eerste keer dit jaar in deze kamer?"),
        choices=Klus.EersteKeer.choices,
        widget=forms.RadioSelect,
        help_text=_("Het gaat om wie de klus vraagt. Is het voor de hele buurt? Kies Nee."),
        error_messages={
            "required": _("Is dit de eerste keer dit jaar in deze kamer? Kies Ja, Nee of Weet ik niet."),
        },
    )
    helpers = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Wie doet het?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    uren = UrenFormField(label=_("Uren per persoon"), required=False)
    corporatie = forms.ModelChoiceField(
        queryset=None, label=_("Huurt van"), required=False, empty_label=_("Onbekend of anders")
    )
    via = forms.ModelChoiceField(
        queryset=None, label=_("Kwam binnen via"), required=False, empty_label=_("De bewoner zelf")
    )
    product = forms.ChoiceField(
        label=_("Telt bij product"), required=False, help_text=_("Niet nodig: het volgt uit de soort klus.")
    )

    def __init__(self, *args, personen, kamer: Kamer, klus: Klus | None = None, uren: dict | None = None, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.klus, self.huidige = klus, uren or {}
        self.fields["helpers"].queryset = personen
        self.fields["corporatie"].queryset = Partner.objects.corporaties()
        self.fields["via"].queryset = verwijzers(kamer, klus.via_id if klus else None)
        self._zet_producten()
        self._kies_velden()
        self._zet_urenvelden()

    def _zet_producten(self) -> None:
        """Offer the products; what the kind proposes needs no choice, so that it follows a changed kind."""
        self.producten = list(Corporatieproduct.objects.all())
        keuzes = [(str(product.pk), product.naam) for product in self.producten]
        vast = [("", _("Wat past bij de soort klus")), *keuzes, (GEEN_PRODUCT, _("Geen van deze"))]
        self.fields["product"].choices = vast
        past = self._past_bij(self.klus.klussoort) if self.klus else None
        if self.klus and self.klus.product_id != (past.pk if past else None):
            self.initial["product"] = str(self.klus.product_id or GEEN_PRODUCT)

    def _past_bij(self, klussoort: str) -> Corporatieproduct | None:
        code = PRODUCT_BIJ.get(Klus.Klussoort(klussoort))
        return next((product for product in self.producten if product.code == code), None)

    def _kies_velden(self) -> None:
        """Leave out what does not belong to a klus in this state."""
        gedaan = self.klus is not None and self.klus.status == Klus.Status.KLAAR
        weg = {"afspraak", "afspraak_tijd"} if gedaan else {"gedaan_op"}
        if self.klus is not None and self.klus.gewist_op:
            weg |= {"omschrijving", "straat"}
        for naam in weg:
            del self.fields[naam]
        if gedaan:
            self.fields["helpers"].label = _("Wie deed het?")

    def _zet_urenvelden(self) -> None:
        for persoon_id, (naam, waarde) in self.huidige.items():
            veld = UrenFormField(label=_("Uren van %(naam)s") % {"naam": naam}, required=False, initial=waarde)
            self.fields[f"uren_{persoon_id}"] = veld
        if self.huidige:
            self.fields["uren"].label = _("Uren voor wie erbij komt")

    def helperchips(self) -> tuple[list, list]:
        """Return the names to choose from: who does most klussen or is chosen already, and all others."""
        chips = list(self["helpers"].subwidgets)
        vaakst = sorted(chips, key=lambda chip: -chip.data["value"].instance.vaak)[:CHIPS]
        voorop = [chip for chip in chips if chip in vaakst or chip.data["selected"]]
        return voorop, [chip for chip in chips if chip not in voorop]

    def urenvelden(self) -> list[tuple[int, forms.BoundField]]:
        """Return the hours field of every helper the klus has now."""
        return [(persoon_id, self[f"uren_{persoon_id}"]) for persoon_id in self.huidige]

    def clean_klussoort(self) -> str:
        return self.cleaned_data["klussoort"] or Klus.Klussoort.REPARATIE

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("afspraak_tijd") and not gegevens.get("afspraak") and "afspraak" not in self.errors:
            self.add_error("afspraak", _("Vul ook in op welke dag de afspraak is."))
        for persoon in gegevens.get("helpers") or []:
            naam = self._veld(persoon.pk)
            if not gegevens.get(naam) and naam not in self.errors:
                self.add_error(naam, _("Vul een aantal uren in van 0,5 tot 12."))
        return gegevens

    def _veld(self, persoon_id: int) -> str:
        """Return which field holds the hours of a helper: the own one, or the one for everybody new."""
        eigen = f"uren_{persoon_id}"
        return eigen if eigen in self.fields and eigen in self.data else "uren"

    def tik(self) -> dict:
        """Return the key of this tap and the version the user saw."""
        return {"sleutel": self.cleaned_data["sleutel"], "versie": self.cleaned_data["versie"] or 0}

    def gegevens(self) -> Klusgegevens:
        """Return the klus as filled in, for the service."""
        schoon = self.cleaned_data
        velden = ("corporatie", "via", "eerste_keer", "klussoort")
        return Klusgegevens(
            **{naam: schoon[naam] for naam in velden},
            omschrijving=schoon.get("omschrijving", ""),
            straat=schoon.get("straat", ""),
            product=self._product(),
            afspraak=schoon.get("afspraak"),
            afspraak_tijd=schoon.get("afspraak_tijd"),
            gedaan_op=schoon.get("gedaan_op"),
            plekken={persoon.pk: schoon[self._veld(persoon.pk)] for persoon in schoon["helpers"]},
        )

    def _product(self) -> Corporatieproduct | None:
        keuze = self.cleaned_data["product"]
        if not keuze:
            return self._past_bij(self.cleaned_data["klussoort"])
        return next((product for product in self.producten if str(product.pk) == keuze), None)
