"""The forms of grants: the grant with its division and instalments, and each act on it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.datums import GEEN_DAG, DagField, lees_dag
from buurtwerkkamer.velden import EuroField
from financien.forms.boeken import Keuzeveld, aantal_regels, rekeningen
from financien.forms.kaal import GEEN_NUL, Kaalform, meer_dan_nul, niet_te_groot
from financien.models import Financieringsbron, Rekeningsoort, Toekenning
from financien.services.saldi import NUL
from financien.services.toekenningen import GEGEVENS, planregels
from kamers.models import Kamer, Partner

TERMIJNEN = 6
MEESTE_JAREN = 5
GELDVELD = {"inputmode": "decimal", "autocomplete": "off"}


def _nul_of_meer(waarde: str) -> None:
    niet_te_groot(waarde)
    if Decimal(waarde) < 0:
        raise ValidationError(_("Vul een bedrag in van € 0 of meer."), code="onder_nul")


def bedragveld(label, *, required=True, nul=False, **kwargs) -> EuroField:
    kwargs.setdefault("validators", [_nul_of_meer if nul else meer_dan_nul])
    veld = EuroField(label=label, required=required, error_messages={"required": GEEN_NUL}, **kwargs)
    veld.widget.attrs |= GELDVELD
    return veld


class Gegevens(Kaalform):
    """What is written with a grant beside its money."""

    omschrijving = forms.CharField(
        label=_("Waarvoor is het?"),
        max_length=120,
        help_text=_("Zonder namen van mensen, ook bij loonkostensubsidie."),
        error_messages={"required": _("Schrijf op waarvoor deze toekenning is.")},
    )
    kenmerk = forms.CharField(label=_("Kenmerk van de partner"), max_length=60, required=False)
    oormerk = forms.CharField(label=_("Alleen voor (oormerk)"), max_length=200, required=False)
    verantwoorden_voor = DagField(label=_("Verantwoorden voor"), required=False)
    accountantsverklaring = forms.BooleanField(label=_("Verklaring van een accountant nodig"), required=False)
    gezien = forms.IntegerField(widget=forms.HiddenInput, required=False)  # the version that is changed
    VELDEN = GEGEVENS
    instance: Toekenning
    nu: Toekenning

    def clean(self):
        schoon = super().clean()
        self._rij()
        return schoon

    def _rij(self) -> None:
        """Put what was typed in the grant, and let its own rules say what is wrong."""
        for veld in self.VELDEN:
            if veld in self.cleaned_data:
                setattr(self.instance, veld, self.cleaned_data[veld])
        if not self.errors:
            try:
                self.instance.validate_constraints(exclude=["rekening", "jaar"])
            except ValidationError as fout:
                self.add_error(None, fout.messages)

    def begin_opnieuw(self, nu: Toekenning) -> None:
        """Let the next save be about how the grant stands now; what was typed stays."""
        self.data = self.data.copy()
        self.data["gezien"] = str(nu.versie)
        self.nu = nu


class Gegevensform(Gegevens):
    """What may still change after the decision: it changes nothing of the money."""

    def __init__(self, data=None, *, instance: Toekenning):
        self.instance = instance
        begin = {veld: getattr(instance, veld) for veld in GEGEVENS}
        super().__init__(data, initial={"gezien": instance.versie, **begin})

    def gegevens(self) -> dict:
        return {veld: self.cleaned_data[veld] for veld in GEGEVENS}

    def nu_staat_er(self) -> list[tuple[str, str]]:
        """Return what stands there now in every field that was typed otherwise."""
        anders = [veld for veld in GEGEVENS if getattr(self.nu, veld) != self.cleaned_data[veld]]
        return [(str(self.fields[veld].label), _in_woorden(getattr(self.nu, veld))) for veld in anders]


def _in_woorden(waarde: str | bool | date | None) -> str:
    if isinstance(waarde, bool):
        return gettext("ja") if waarde else gettext("nee")
    return date_format(waarde, "j F Y") if isinstance(waarde, date) else waarde or "–"


class Toekenningform(Gegevens):
    """A grant: who, what for, how much, from when to when, and how it is divided over rooms and instalments."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)  # one form, one grant
    soort = forms.ChoiceField(label=_("Soort bron"), choices=Financieringsbron.Soort.choices)
    aard = forms.ChoiceField(label=_("Wat is het?"), choices=Toekenning.Aard.choices)
    bedrag = bedragveld(
        _("Bedrag samen"),
        required=False,
        validators=[niet_te_groot],
        help_text=_("Bij een bijdrage in natura: de waarde. Weet je die niet? Laat dit dan leeg."),
    )
    van = DagField(label=_("Van"), error_messages={"required": GEEN_DAG})
    tot = DagField(label=_("Tot en met"), error_messages={"required": GEEN_DAG})
    partner_onbekend = forms.BooleanField(label=_("Nog niet bekend van wie"), required=False)
    VELDEN = (*GEGEVENS, "soort", "aard", "bedrag", "van", "tot", "partner", "partner_onbekend")

    def __init__(self, data=None, *, instance: Toekenning, jaar: int):
        self.instance, self.jaar = instance, jaar
        super().__init__(data, initial={"sleutel": uuid4(), "gezien": instance.versie, **self._begin(instance, jaar)})
        partners = Partner.objects.exclude(soort__in=[Partner.Soort.BEWONERSVERENIGING, Partner.Soort.LEVERANCIER])
        namen = [*planregels(jaar), *([instance.bronnaam] if instance.bronnaam else [])]
        keuzes = {
            "partner": ({str(p.pk): p for p in partners}, _("Geen partner"), _("Partner")),
            "bronnaam": ({n: n for n in namen}, _("Volgt uit soort en partner"), _("Regel van het financieringsplan")),
            "rekening": (rekeningen(soort=Rekeningsoort.BATEN), _("De eerste die past"), _("Rekening van de baten")),
        }
        for naam, (rijen, leeg, label) in keuzes.items():
            self.fields[naam] = Keuzeveld(rijen, leeg, label=label)
            self.initial[naam] = getattr(instance, f"{naam}_id" if naam != "bronnaam" else naam, "") or ""
        self.kamers = list(Kamer.objects.tellend().in_volgorde())
        self.jaren = self._jaren()
        self._deelvelden()
        self._termijnvelden()

    @classmethod
    def _begin(cls, rij: Toekenning, jaar: int) -> dict:
        if rij.pk is None:
            return {"van": date(jaar, 1, 1), "tot": date(jaar, 12, 31)}
        return {veld: getattr(rij, veld) for veld in cls.VELDEN if veld != "partner"}

    def _jaren(self) -> list[int]:
        """Return the years to divide over: those of the days that were typed, or of the grant."""
        dagen = [self.instance.van, self.instance.tot] if self.instance.pk else [date(self.jaar, 1, 1)] * 2
        if self.is_bound:
            with suppress(ValueError):
                dagen = [lees_dag(self.data.get(naam, ""), timezone.localdate()) for naam in ("van", "tot")]
        van, tot = dagen[0].year, dagen[1].year
        return list(range(van, min(tot, van + MEESTE_JAREN - 1) + 1)) or [van]

    def _deelvelden(self) -> None:
        delen = {(d.jaar, d.kamer_id): d.bedrag for d in self.instance.verdeling.all()} if self.instance.pk else {}
        for kamer in self.kamers:
            for jaar in self.jaren:
                naam = f"d{jaar}-{kamer.pk}"
                label = kamer.naam if len(self.jaren) == 1 else f"{kamer.naam} {jaar}"
                self.fields[naam] = bedragveld(label, required=False, nul=True)
                self.initial[naam] = delen.get((jaar, kamer.pk))

    def _termijnvelden(self) -> None:
        rijen = list(self.instance.termijnen.order_by("vervalt")) if self.instance.pk else []
        aantal = max(aantal_regels(self.data, max(TERMIJNEN, len(rijen)), TERMIJNEN), len(rijen))
        for nummer in range(1, aantal + 1):
            dag, bedrag = f"t{nummer}-dag", f"t{nummer}-bedrag"
            self.fields[dag] = DagField(label=_("Vervalt op"), required=False)
            self.fields[bedrag] = bedragveld(_("Bedrag van de termijn"), required=False)
            if nummer <= len(rijen):
                self.initial[dag], self.initial[bedrag] = rijen[nummer - 1].vervalt, rijen[nummer - 1].bedrag
        self.aantal = aantal

    def deelvelden(self) -> list:
        return [self[f"d{jaar}-{kamer.pk}"] for jaar in self.jaren for kamer in self.kamers]

    def termijnvelden(self) -> list[tuple]:
        return [(nr, self[f"t{nr}-dag"], self[f"t{nr}-bedrag"]) for nr in range(1, self.aantal + 1)]

    def clean_bedrag(self) -> Decimal:
        """Ask for an amount; what is given in kind may have none."""
        bedrag: Decimal | None = self.cleaned_data["bedrag"]
        if self.cleaned_data.get("aard") == Toekenning.Aard.NATURA:
            _nul_of_meer(str(bedrag or NUL))
        elif bedrag is None:
            raise ValidationError(GEEN_NUL, code="required")
        else:
            meer_dan_nul(str(bedrag))
        return bedrag or NUL

    def clean(self):
        for nummer in range(1, self.aantal + 1):
            namen = (f"t{nummer}-dag", f"t{nummer}-bedrag")
            leeg = [self.cleaned_data.get(naam) is None for naam in namen]
            if any(leeg) and not all(leeg) and not set(namen) & set(self.errors):
                self.add_error(namen[1], _("Vul van een termijn de dag en het bedrag in, of geen van beide."))
        return super().clean()

    def _rij(self) -> None:
        schoon, rij = self.cleaned_data, self.instance
        rij.bronnaam = schoon.get("bronnaam") or ""
        if schoon.get("rekening"):
            rij.rekening = schoon["rekening"]
        super()._rij()

    @property
    def som_delen(self) -> Decimal:
        """Return what the rooms are together, as it was saved or typed; what cannot be read is no amount."""
        return self._som(lambda naam: naam.startswith("d2"))

    @property
    def som_termijnen(self) -> Decimal:
        return self._som(lambda naam: naam.endswith("-bedrag"))

    def _som(self, telt: Callable[[str], bool]) -> Decimal:
        bron = getattr(self, "cleaned_data", self.initial)
        return sum((bron.get(naam) or NUL for naam in self.fields if telt(naam)), NUL)

    def nieuwe_sleutel(self) -> None:
        """Let the next save be another grant; what was typed stays."""
        self.data = self.data.copy()
        self.data["sleutel"] = str(uuid4())

    def delen(self) -> dict[tuple[int, Kamer], Decimal]:
        """Return what each room gets in each year."""
        velden = {(jaar, kamer): f"d{jaar}-{kamer.pk}" for jaar in self.jaren for kamer in self.kamers}
        return {sleutel: self.cleaned_data[naam] for sleutel, naam in velden.items() if self.cleaned_data[naam]}

    def termijnen(self) -> list[tuple[date, Decimal]]:
        """Return the instalments that were filled in."""
        paren = [(self.cleaned_data[f"t{n}-dag"], self.cleaned_data[f"t{n}-bedrag"]) for n in range(1, self.aantal + 1)]
        return [paar for paar in paren if paar[0]]
