"""What a coordinator fills in about an activity that comes back."""

from uuid import uuid4

from crispy_forms.layout import Div, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.drukbaar import DrukbaarMixin
from kamers.forms.anders import Tijdveld
from kamers.forms.roosterdelen import KIES_DAG, Bij, Meer, helper_met
from kamers.models import Activiteit, Corporatieproduct, Doelgroep, Domein, Soort, Weekdag
from kamers.models.activiteit import weekpariteit
from kamers.services.keuzelijsten import keuzelijsten
from kamers.services.reeksen import KEREN, op_weekdag, volgende_keer
from kamers.services.reekswijziging import GROEPEN

NOOIT_NAMEN = _("Bij schulden tellen we nooit met namen.")
_H = Activiteit.Herhaling
VAAK = [(keuze.value, keuze.label) for keuze in (_H.WEKELIJKS, _H.TWEEWEKELIJKS, _H.MAANDELIJKS)]
TELLEN, NAMEN = Activiteit.Telwijze.TELLEN, Activiteit.Telwijze.NAMEN
TELWIJZEN = [(TELLEN.value, _("Tellen, zonder namen")), (NAMEN.value, _("Met namen en passen"))]
HULPVELDEN = ("sleutel", "versie", "klopt", "eerste", "keer", "ingang")


def _groepen(label, model) -> forms.ModelMultipleChoiceField:
    keuze = {"required": False, "widget": forms.CheckboxSelectMultiple}
    return forms.ModelMultipleChoiceField(label=label, queryset=model.objects.all(), **keuze)


class Roosterform(DrukbaarMixin, GeenBsnMixin, forms.ModelForm):
    """An activity: what, which kind, how often, when. ``sleutel`` is the key of this tap, ``versie`` what was seen."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    klopt = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    soort = forms.ModelChoiceField(
        label=_("Wat voor soort is het?"),
        queryset=Soort.objects.filter(telt=Soort.Telt.UNIEK),
        empty_label=_("Kies een soort"),
        error_messages={"required": _("Kies wat voor soort activiteit het is.")},
    )
    herhaling = forms.ChoiceField(label=_("Hoe vaak?"), choices=VAAK, widget=forms.RadioSelect, required=False)
    weekdag = forms.TypedChoiceField(
        label=_("Op welke dag?"),
        coerce=int,
        choices=[("", _("Kies een dag")), *Weekdag.choices],
        error_messages={"required": _("Kies een dag van de week.")},
    )
    eerste = DagField(
        label=_("Wanneer is het de eerste keer?"),
        required=False,
        help_text=_("Alleen bij om de week. Leeg: de eerste keer vanaf de startdatum."),
    )
    keer = forms.TypedChoiceField(
        label=_("Welke keer in de maand?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Kies welke keer")), *KEREN.items()],
        help_text=_("Alleen bij elke maand."),
    )
    begin = Tijdveld(label=_("Van"))
    eind = Tijdveld(label=_("Tot"))
    van = DagField(label=_("Vanaf welke datum?"), error_messages={"required": KIES_DAG})
    ingang = DagField(
        label=_("Vanaf wanneer is dit anders?"),
        required=False,
        help_text=_("Wat al genoteerd is, verandert niet."),
    )
    product = forms.ModelChoiceField(
        label=_("Corporatieproduct"),
        queryset=Corporatieproduct.objects.all(),
        required=False,
        empty_label=_("Geen"),
        help_text=_("Alleen als het een dienst voor de corporatie is."),
    )
    telwijze = forms.ChoiceField(
        label=_("Hoe tellen we?"),
        choices=TELWIJZEN,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Is er dit jaar al geteld? Dan verandert het op 1 januari."),
    )
    doelgroepen = _groepen(_("Voor wie is het vooral?"), Doelgroep)
    domeinen = _groepen(_("Waar gaat het over?"), Domein)

    class Meta:
        model = Activiteit
        fields = [
            *("naam", "soort", "herhaling", "weekdag", "begin", "eind", "van", "product", "hele_dag", "in_vakantie"),
            *("telwijze", "met_kinderen"),
        ]
        labels = {
            "naam": _("Hoe heet de activiteit?"),
            "hele_dag": _("De hele dag open, zoals de inloop"),
            "in_vakantie": _("Gaat door in de schoolvakantie"),
            "met_kinderen": _("Er komen ook kinderen"),
        }
        help_texts = {"hele_dag": "", "met_kinderen": _("Dan tellen we altijd zonder namen.")}
        error_messages = {"naam": {"required": _("Schrijf op hoe de activiteit heet, bijvoorbeeld: taalles.")}}

    def __init__(self, *args, vandaag, **kwargs):
        self.vandaag = vandaag
        kwargs["initial"] = {"sleutel": uuid4(), **self._begin(kwargs["instance"]), **(kwargs.get("initial") or {})}
        super().__init__(*args, use_required_attribute=False, label_suffix="", auto_id="rooster-%s", **kwargs)
        del self.fields["van" if self.instance.pk else "ingang"]  # what was logged would fall outside the series
        for naam, keuzes in keuzelijsten().items():
            leeg = [("", self.fields[naam].empty_label)] if naam not in GROEPEN else []
            self.fields[naam].choices = leeg + keuzes
            if naam in GROEPEN and not keuzes:
                del self.fields[naam]  # a question without answers is not asked

    def _begin(self, rij: Activiteit) -> dict:
        if rij.pk is None:
            return {"van": self.vandaag}
        om_de_week = rij.herhaling == _H.TWEEWEKELIJKS
        eerste = volgende_keer(rij, self.vandaag) if om_de_week else None
        ingang = max(rij.van, self.vandaag)
        groepen = {naam: getattr(rij, f"{naam}_ids", []) for naam in GROEPEN}
        return {"versie": rij.versie, "keer": rij.keer_in_maand, "eerste": eerste, "ingang": ingang, **groepen}

    def clean(self):
        schoon = super().clean()
        begin, eind = schoon.get("begin"), schoon.get("eind")
        if begin and eind and eind <= begin:
            self.add_error("eind", _("Het einde is later op de dag dan het begin."))
        self._vul_herhaling(schoon)
        self._vul_telwijze(schoon)
        if self.instance.pk:
            self._controleer_ingang(schoon)
        return schoon

    def _vul_herhaling(self, schoon: dict) -> None:
        """Compute which week and which time of the month the series is, from what was chosen."""
        schoon["herhaling"] = schoon.get("herhaling") or self.instance.herhaling
        schoon["weekpariteit"] = schoon["keer_in_maand"] = None
        weekdag, vanaf = schoon.get("weekdag"), schoon.get("van") or schoon.get("ingang") or self.vandaag
        if schoon["herhaling"] == _H.TWEEWEKELIJKS and weekdag is not None:
            eerste = schoon.get("eerste") or op_weekdag(vanaf, weekdag)
            schoon["weekpariteit"] = weekpariteit(eerste)
        if schoon["herhaling"] == _H.MAANDELIJKS:
            schoon["keer_in_maand"] = schoon.get("keer")
            if schoon["keer_in_maand"] is None and "keer" not in self.errors:
                self.add_error("keer", _("Kies welke keer in de maand het is."))

    def _vul_telwijze(self, schoon: dict) -> None:
        schoon["telwijze"] = schoon.get("telwijze") or self.instance.telwijze
        soort = schoon.get("soort")
        if schoon["telwijze"] == NAMEN and soort and soort.zonder_namen:
            self.add_error("telwijze", NOOIT_NAMEN)
        if schoon.get("met_kinderen"):
            schoon["telwijze"] = TELLEN.value

    def _controleer_ingang(self, schoon: dict) -> None:
        schoon["ingang"] = schoon.get("ingang") or self.vandaag
        if schoon["ingang"] < self.vandaag and "ingang" not in self.errors:
            self.add_error("ingang", _("Kies vandaag of een dag erna. Wat geweest is, blijft zoals het was."))

    def _post_clean(self):
        """Give the row its computed week before the model checks it."""
        for naam in ("weekpariteit", "keer_in_maand"):
            setattr(self.instance, naam, self.cleaned_data.get(naam))
        super()._post_clean()

    def _get_validation_exclusions(self):
        uit = super()._get_validation_exclusions()
        if self.errors:
            return uit | {"weekpariteit", "keer_in_maand"}
        return uit - {"weekpariteit", "keer_in_maand"}

    def velden(self) -> dict:
        """Return what may be written, for the service."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in (*HULPVELDEN, "van")}

    @property
    def helper(self):
        tijden = Div("begin", "eind", css_class="tellers")
        wanneer = "ingang" if self.instance.pk else "van"
        vaak = [Bij("herhaling=tweeweken", "eerste"), Bij("herhaling=maand", "keer")]
        groepen = [naam for naam in GROEPEN if naam in self.fields]
        extra = ["telwijze", "met_kinderen", "in_vakantie", "hele_dag", "product", *groepen]
        meer = Meer(*extra, open=bool(self.errors and set(extra) & set(self.errors)))
        knop = Submit("opslaan", _("Ja, opslaan") if self.vraag else _("Opslaan"))
        velden = ["naam", "soort", "herhaling", "weekdag", *vaak, tijden, wanneer, meer]
        return helper_met("sleutel", "versie", "klopt", *velden, knop)

    vraag = ""  # asked once, when the room is used twice at the same hour

    def vraag_eerst(self, vraag: str, teken: str) -> bool:
        """Ask whether it is right, unless that was answered; True when the answer is still needed."""
        if not vraag or self.cleaned_data.get("klopt") == teken:
            return False
        self.vraag = vraag
        self.data = self.data.copy()
        self.data["klopt"] = teken
        return True
