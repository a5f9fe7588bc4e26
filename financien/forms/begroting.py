"""The forms of the budget: the grid, a version, a new year, a source."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bedragen import lees_bedrag
from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from buurtwerkkamer.models import Versie
from buurtwerkkamer.velden import AantalField, EuroField
from financien.models import Financieringsbron
from financien.services.bronnen import merk_van
from financien.services.raster import BEDRAG, UREN, Raster, Waarde
from financien.services.versies import INDEXATIE_HOOGSTENS

HOOGSTE_BEDRAG = Decimal("99999999.99")


def _niet_onder_nul(waarde: str) -> None:
    if Decimal(waarde) < 0:
        raise ValidationError(_("Een bedrag in de begroting is € 0 of meer."), code="negatief")
    if Decimal(waarde) > HOOGSTE_BEDRAG:
        raise ValidationError(_("Dit bedrag is te groot voor de begroting."), code="te_groot")


def _jaar_bestaat(waarde: str) -> None:
    if not 2000 <= int(waarde) <= 2100:
        raise ValidationError(_("Vul een jaar in tussen 2000 en 2100."), code="jaar")


def _indexatie_klopt(waarde: str) -> None:
    if abs(Decimal(waarde)) > INDEXATIE_HOOGSTENS:
        raise ValidationError(_("Vul een percentage in van −25 tot 25."), code="indexatie")


class RasterForm(forms.Form):
    """All cells of the grid that stand on the page: an empty cell is None, € 0 is 0."""

    sleutel = forms.UUIDField()
    gezien = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, raster: Raster, kamers, **kwargs):
        super().__init__(*args, **kwargs)
        self.raster, self.kamers, self.cellen = raster, kamers, []
        for rij in raster.rijen:
            for kamer in kamers:
                self.fields[rij.cel(kamer)] = self._veld(rij)
                self.cellen.append(rij.cel(kamer))

    @staticmethod
    def _veld(rij):
        if rij.soort != BEDRAG:
            return AantalField(required=False)
        return EuroField(required=False, validators=[_niet_onder_nul])

    def clean(self):
        for rij in self.raster.rijen:
            letter, wie = rij.sleutel.split("-")
            if letter == "p":
                self._controleer_uren(wie)
        return self.cleaned_data

    def _controleer_uren(self, wie: str) -> None:
        for kamer in self.kamers:
            namen = [f"{letter}-{wie}-{kamer.pk}" for letter in UREN]
            if any(naam in self.errors for naam in namen):
                continue
            leeg = [naam for naam in namen if self.cleaned_data.get(naam) is None]
            if leeg and len(leeg) < len(namen):
                for naam in leeg:
                    self.add_error(naam, _("Vul personen, uren en waarde in, of laat ze alle drie leeg."))
            elif self.cleaned_data[namen[-1]] == 0:
                self.add_error(namen[-1], _("Een uurtarief is meer dan € 0."))

    def waarden(self) -> dict[str, Waarde | None]:
        """Return the valid cells by name."""
        return {naam: self.cleaned_data[naam] for naam in self.cellen if naam in self.cleaned_data}

    def getypt(self) -> dict[str, str]:
        """Return the text of every cell as it was typed."""
        return {naam: self.data.get(naam, "") for naam in self.cellen}

    def fouten(self) -> dict[str, str]:
        """Return the sentence of every cell that is wrong."""
        return {naam: str(fouten[0]) for naam, fouten in self.errors.items() if naam in self.cellen}


def _lees_procent(tekst: str) -> Decimal:
    """Read a percentage: 2,5 · 2,5% · −1."""
    try:
        return lees_bedrag(tekst.strip().removesuffix("%"))
    except ValueError as fout:
        raise ValueError(_("Vul een percentage in met een komma, bijvoorbeeld 2,5.")) from fout


class ProcentField(EuroField):
    """A percentage as a treasurer types it."""

    lees = staticmethod(_lees_procent)


class VersieForm(DrukbaarMixin, forms.Form):
    """The next version of a year: its kind, date, reason and who agreed."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    soort = forms.ChoiceField(label=_("Soort"), error_messages={"required": _("Kies een soort versie.")})
    datum = DagField(label=_("Datum"), error_messages={"required": GEEN_DAG})
    reden = forms.CharField(label=_("Reden (niet verplicht)"), max_length=300, required=False)
    akkoord_van = forms.CharField(
        label=_("Akkoord van (niet verplicht)"),
        help_text=_("Wie ging akkoord? Dit kun je later nog invullen, bij het vastleggen."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, soorten, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)
        self.soorten = soorten
        self.fields["soort"].choices = Versie.Soort.choices  # the service refuses; a form sent twice is no error

    def keuzes(self):
        """Return the form with only the kinds that may follow, for drawing."""
        self.fields["soort"].choices = [(soort.value, soort.label) for soort in self.soorten]
        return self


class VastlegForm(DrukbaarMixin, forms.Form):
    """The last words before a version is settled."""

    gezien = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    akkoord_van = forms.CharField(label=_("Akkoord van"), max_length=300, required=False)
    reden = forms.CharField(label=_("Reden"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)


class NieuwJaarForm(forms.Form):
    """A new year: which one, copied from which, and how much dearer."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    jaar = AantalField(
        label=_("Nieuw jaar"),
        validators=[_jaar_bestaat],
        error_messages={"required": _("Vul een jaar in, bijvoorbeeld 2027.")},
    )
    uit = forms.TypedChoiceField(label=_("Neem over uit"), coerce=int, required=False, empty_value=None)
    indexatie = ProcentField(
        label=_("Kosten omhoog met (procent)"),
        help_text=_("Op hele euro's. Handgeld blijft € 250 per maand."),
        required=False,
        validators=[_indexatie_klopt],
    )
    ook_financiering = forms.BooleanField(label=_("Verhoog ook de financiering"), required=False)

    def __init__(self, *args, jaren: list[int], **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)
        self.fields["uit"].choices = [(jaar, str(jaar)) for jaar in reversed(jaren)]
        if not jaren:
            for naam in ("uit", "indexatie", "ook_financiering"):
                del self.fields[naam]


class BronForm(DrukbaarMixin, forms.ModelForm):
    """A line of the financing plan. ``gezien`` marks what stood there when the page was made."""

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    class Meta:
        model = Financieringsbron
        fields = ["naam", "tekst", "soort", "partner", "raming"]
        labels = {
            "naam": _("Naam"),
            "tekst": _("Naam op papier"),
            "soort": _("Soort"),
            "partner": _("Partner (niet verplicht)"),
            "raming": _("Dit is een raming; later wordt het bedrag vastgesteld"),
        }
        error_messages = {
            "naam": {"required": _("Vul de naam van de bron in.")},
            "tekst": {"required": _("Vul in hoe de bron in het aanbod heet.")},
            "soort": {"required": _("Kies een soort bron.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)
        self.initial["gezien"] = merk_van(self.instance) if self.instance.pk else ""
        self.fields["tekst"].help_text = _("Zo staat de bron in het aanbod en in het jaarverslag.")
        self.fields["raming"].help_text = ""

    def begin_opnieuw(self, nu: Financieringsbron) -> None:
        """Let the next save be about how the source stands now; what was typed stays."""
        self.data = self.data.copy()
        self.data["gezien"] = merk_van(nu)
        self.nu = nu
