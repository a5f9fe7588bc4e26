"""The forms of the books: a memoriaal document with its lines, a reversal."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijs import Gekeurd
from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.velden import EuroField
from financien.forms.bewijs import MetBewijs, bewijsveld
from financien.forms.kaal import GEEN_NUL, Correctieform, Kaalform, MagMeer, meer_dan_nul
from financien.models import Dagboek, Grootboekrekening
from financien.services.boeken import ZIN_GESLOTEN, Regel, Stuk
from kamers.models import Kamer, Partner

REGELS = 4  # so many empty lines stand ready
MEEST = 60
CORRECTIE = _("Waarom is deze correctie nodig?")
GEEN_REDEN = _("Schrijf op waarom deze correctie nodig is.")
GEEN_BEWIJS = _("Kies een foto of een PDF als bewijs, of schrijf op waarom er geen bewijs is.")


class Stukform(MetBewijs, MagMeer, Correctieform):
    """The head of a memoriaal document. Without a proof it says why; a correction of a closed year always does."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    datum = DagField(label=_("Datum"), toekomst=False, error_messages={"required": GEEN_DAG})
    omschrijving = forms.CharField(
        label=_("Waarvoor is het?"),
        max_length=140,
        help_text=_("Zonder namen van bewoners."),
        error_messages={"required": _("Schrijf op waarvoor deze boeking is.")},
    )
    bewijs = bewijsveld()
    reden = forms.CharField(label=_("Geen bewijs? Schrijf op waarom"), max_length=200, required=False)

    def __init__(self, data=None, files=None, *, bewaard: Gekeurd | None = None, **jaren):
        self.bewaard = bewaard
        super().__init__(data, files=files, **jaren)
        if self.jaar in self.voorlopig:
            self.fields["reden"].label = CORRECTIE

    def clean(self):
        schoon = super().clean()
        correctie = self.corrigeert(schoon)
        if correctie:
            self.fields["reden"].label = CORRECTIE
        if not schoon.get("reden") and not {"reden", "bewijs"} & set(self.errors) and (correctie or not self.gekozen):
            self.add_error("reden", GEEN_REDEN if correctie else GEEN_BEWIJS)
        return schoon


class Regelform(MagMeer):
    """One line: an amount from one account to another. A line in which nothing is filled in does not count."""

    debet = forms.ChoiceField(label=_("Naar (debet)"), required=False)
    credit = forms.ChoiceField(label=_("Van (credit)"), required=False)
    bedrag = EuroField(label=_("Bedrag"), required=False, validators=[meer_dan_nul])
    kamer = forms.ChoiceField(label=_("Kamer"), required=False)
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    omschrijving = forms.CharField(label=_("Toelichting"), max_length=140, required=False)

    def __init__(self, *args, keuzes: "Keuzes", **kwargs):
        super().__init__(*args, **kwargs)
        for naam, soort in KEUZE.items():
            self.fields[naam] = Keuzeveld(keuzes.rijen[soort], keuzes.leeg[soort], label=self.fields[naam].label)
        self.fields["bedrag"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    @property
    def leeg(self) -> bool:
        """Whether nothing was typed on this line."""
        return not any(self.data.get(self.add_prefix(naam), "").strip() for naam in self.fields)

    def clean(self):
        schoon = super().clean()
        if self.leeg:
            return schoon
        zinnen = {"debet": _("Kies naar welke rekening."), "credit": _("Kies van welke rekening."), "bedrag": GEEN_NUL}
        for naam, zin in zinnen.items():
            if naam not in self.errors and schoon.get(naam) is None:
                self.add_error(naam, zin)
        return schoon

    def regel(self) -> Regel:
        """Return the line for the books."""
        return Regel(**{naam: self.cleaned_data[naam] for naam in self.fields})


KEUZE = {"debet": "rekening", "credit": "rekening", "kamer": "kamer", "partner": "partner"}


class Keuzes:
    """The choices of all lines, read once for the whole form."""

    def __init__(self):
        self.rijen = {
            "rekening": rekeningen(),
            "kamer": {str(k.pk): k for k in Kamer.objects.tellend()},
            "partner": {str(p.pk): p for p in Partner.objects.all()},
        }
        self.leeg = {"rekening": _("Kies een rekening"), "kamer": _("Geen kamer"), "partner": _("Geen partner")}


def rekeningen(**welke) -> dict[str, Grootboekrekening]:
    """Return the accounts for a ``Keuzeveld``: those that are closed too, so that it can say so of one."""
    return {str(r.pk): r for r in Grootboekrekening.objects.filter(**welke).select_related("kamer")}


class Keuzeveld(forms.TypedChoiceField):
    """A choice of rows that were read before; the value is the row, or None. A closed account is no choice."""

    def __init__(self, rijen: dict, leeg, **kwargs):
        self.dicht = {pk: rij for pk, rij in rijen.items() if getattr(rij, "gesloten", False) is True}
        keuzes = [("", leeg), *((pk, str(rij)) for pk, rij in rijen.items() if pk not in self.dicht)]
        super().__init__(choices=keuzes, coerce=rijen.get, empty_value=None, required=False, **kwargs)

    def validate(self, value):
        if value in self.dicht:  # closed after the page was made
            raise ValidationError(str(ZIN_GESLOTEN) % {"rekening": self.dicht[value]}, code="gesloten")
        super().validate(value)


def aantal_regels(data, anders: int, erbij: int = REGELS) -> int:
    """Return how many lines a form shows: as many as the page had, and ``erbij`` more after the button *meer*."""
    gevraagd = (data or {}).get("aantal", "")
    aantal = int(gevraagd) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 4 else anders
    return max(1, min(MEEST, aantal + (erbij if "meer" in (data or {}) else 0)))


class KopMetRegels:
    """The head of a form and its lines together, as they stand on the page."""

    def __init__(self, kop: Kaalform, data, maak_regel, aantal: int = REGELS):
        self.kop = kop
        self.aantal = aantal_regels(data, aantal)
        self.regels = [maak_regel(nummer) for nummer in range(1, self.aantal + 1)]

    def is_valid(self) -> bool:
        """Judge head and lines together, so that everything that is wrong is said at once."""
        goed = [self.kop.is_valid(), *(regel.is_valid() for regel in self.regels)]
        if not self.ingevuld():
            self.kop.add_error(None, _("Vul minstens één regel in."))
            return False
        return all(goed)

    def ingevuld(self) -> list:
        """Return the lines in which something was typed."""
        return [regel for regel in self.regels if not regel.leeg]

    def zet_fout(self, tekst: str, regel: int | None) -> None:
        """Put the sentence of the service at the line it is about."""
        if regel is None:
            self.kop.add_error(None, tekst)
        else:
            self.ingevuld()[regel - 1].add_error(None, tekst)

    @property
    def errors(self) -> bool:
        """Whether something is wrong: the title of the page then says so."""
        return bool(self.kop.errors or any(regel.errors for regel in self.regels))


class Memoriaalform(KopMetRegels):
    """A memoriaal document with its lines."""

    def __init__(self, data=None, files=None, **vast):
        keuzes, kop = Keuzes(), Stukform(data, files, **vast)
        super().__init__(kop, data, lambda nummer: Regelform(data, prefix=f"r{nummer}", keuzes=keuzes))

    def stuk(self) -> Stuk:
        """Return what was filled in, for the books; its proof is not in it."""
        velden = self.kop.cleaned_data
        regels = [form.regel() for form in self.ingevuld()]
        erbij = {"reden": velden["reden"], "kenmerk": velden.get("kenmerk", "")}
        return Stuk(Dagboek.MEMORIAAL, velden["datum"], velden["omschrijving"], regels, **erbij)


class Omkeerform(Correctieform):
    """Why a document was wrong, and on which day that is set right."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    datum = DagField(label=_("Datum van de correctie"), toekomst=False, error_messages={"required": GEEN_DAG})
    reden = forms.CharField(
        label=_("Wat klopte er niet?"),
        max_length=200,
        error_messages={"required": _("Schrijf op waarom dit boekstuk niet klopte.")},
    )
