"""What is filled in about the bank: a file to read, and the parts of a line."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.invoer.uitpakken import MAX_BESTAND
from buurtwerkkamer.velden import EuroField
from financien.forms.bankkop import Regelkop
from financien.forms.boeken import Keuzes, Keuzeveld
from financien.forms.kaal import MagMeer, niet_te_groot
from financien.models import Bankregel, Inkoopfactuur
from financien.models.factuur import CREDITEUREN
from financien.services.bank.dubbel import dubbel_van
from financien.services.bank.factuurkeuze import Factuurkeuze, facturen_voor
from financien.services.bank.vergelijken import gelijk
from financien.services.bank.voorstellen import Deel, Voorstel

KIES_BESTAND = _("Kies een bestand van je bank: CAMT.053, MT940 of CSV.")
DELEN, MEEST = 1, 40
ANDERE_SCHULD = "geen"
GEEN_NUL = _("Vul een bedrag in, bijvoorbeeld 12,50.")


class Bankbestandform(forms.Form):
    """A bank file to read."""

    bestand = forms.FileField(
        label=_("Bankbestand"),
        help_text=_("CAMT.053, MT940, of de CSV van ING, Rabobank of Triodos. Hoogstens 5 MB."),
        max_length=150,
        error_messages={
            **dict.fromkeys(("required", "invalid", "missing"), KIES_BESTAND),
            "empty": _("Dit bestand is leeg."),
            "max_length": _("De naam van dit bestand is te lang. Maak hem korter."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BESTAND:
            raise ValidationError(_("Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden."))
        return bestand


def _factuur(keuze) -> Inkoopfactuur | None:
    return keuze.factuur if isinstance(keuze, Factuurkeuze) else None


def _niet_nul(waarde: str) -> None:
    niet_te_groot(waarde)
    if not Decimal(waarde):
        raise ValidationError(GEEN_NUL, code="nul")


class Deelform(MagMeer):
    """A part of a line: account, room and amount, or an invoice. A part without anything does not count."""

    rekening = forms.ChoiceField(label=_("Rekening"), required=False)
    kamer = forms.ChoiceField(label=_("Kamer"), required=False)
    bedrag = EuroField(label=_("Bedrag"), required=False, validators=[_niet_nul])
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    factuur = forms.ChoiceField(label=_("Factuur"), required=False)
    toelichting = forms.CharField(label=_("Toelichting"), max_length=140, required=False)

    def __init__(self, *args, keuzes: Keuzes, **kwargs):
        super().__init__(*args, **kwargs)
        self.crediteuren = keuzes.crediteuren
        self.facturen, self.teken = keuzes.rijen["factuur"].values(), keuzes.teken
        for naam in ("rekening", "kamer", "partner", "factuur"):
            self.fields[naam] = Keuzeveld(keuzes.rijen[naam], keuzes.leeg[naam], label=self.fields[naam].label)
        self.fields["factuur"].error_messages["invalid_choice"] = _("Deze factuur is net betaald. Kies een andere.")
        self.fields["bedrag"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        if not self.is_bound and self.prefix == "d1" and not self.initial.get("rekening"):
            self.fields["rekening"].widget.attrs["data-focus"] = ""  # what is asked here

    @property
    def leeg(self) -> bool:
        """Whether nothing was typed in this part."""
        return not any(self.data.get(self.add_prefix(naam), "").strip() for naam in self.fields)

    def clean(self):
        schoon = super().clean()
        if self.leeg:
            return schoon
        self._kies_factuur(schoon)
        for naam, zin in {"rekening": _("Kies een rekening."), "bedrag": GEEN_NUL}.items():
            if naam not in self.errors and schoon.get(naam) is None:
                self.add_error(naam, zin)
        return schoon

    def _kies_factuur(self, schoon: dict) -> None:
        """Let an invoice choose its account; and ask for it where a debt is paid that may well be an invoice."""
        keuze, rekening = schoon.get("factuur"), schoon.get("rekening")
        if isinstance(keuze, Factuurkeuze):
            schoon["rekening"] = rekening or self.crediteuren
            if schoon["rekening"] != self.crediteuren:
                self.add_error("rekening", _("Een factuur staat op %(rekening)s.") % {"rekening": self.crediteuren})
        elif rekening and rekening == self.crediteuren and keuze is None and self._lijkt_op_factuur(schoon):
            self.add_error("factuur", _("Kies welke factuur dit is, of kies dat het een andere schuld is."))

    def _lijkt_op_factuur(self, schoon: dict) -> bool:
        partner, bedrag = schoon.get("partner"), self.teken * (schoon.get("bedrag") or Decimal(0))
        keuzes = [rij for rij in self.facturen if isinstance(rij, Factuurkeuze)]
        return any(rij.past or rij.is_van(bedrag, partner and partner.pk) for rij in keuzes)


class Bankkeuzes(Keuzes):
    """The choices of the parts of one line: also the invoices, the likely ones first."""

    def __init__(self, regel: Bankregel):
        super().__init__()
        self.teken = 1 if regel.bedrag > 0 else -1
        rekeningen = self.rijen["rekening"].values()
        self.crediteuren = next((rij for rij in rekeningen if rij.nummer == CREDITEUREN), None)
        self.rijen["factuur"] = {str(rij.factuur.pk): rij for rij in facturen_voor(regel)}
        if self.rijen["factuur"]:
            self.rijen["factuur"][ANDERE_SCHULD] = _("Een schuld zonder factuur")
        self.leeg["factuur"] = _("Geen factuur")


class Bankregelform:
    """The head and the parts of a bank line together, as they stand on the page."""

    def __init__(self, data=None, files=None, *, regel: Bankregel, voorstel: Voorstel | None = None, **vast):
        self.regel, self.teken = regel, 1 if regel.bedrag > 0 else -1
        eerst = list(voorstel.regels) if voorstel else []
        wat = voorstel.omschrijving if voorstel and eerst else ""  # never what the bank wrote
        self.kop = Regelkop(data, files, initial={"omschrijving": wat}, prefix="k", **vast)
        self.dubbel = dubbel_van(regel)
        self.aantal = self._aantal(data, len(eerst))
        keuzes = Bankkeuzes(regel)
        begin = [self._begin(deel) for deel in eerst] or [{"bedrag": abs(regel.bedrag)}]
        begin += [{}] * (self.aantal - len(begin))
        self.regels = [
            Deelform(data, prefix=f"d{nummer}", keuzes=keuzes, initial=velden)
            for nummer, velden in enumerate(begin[: self.aantal], start=1)
        ]

    def _begin(self, deel: Deel) -> dict:
        return {
            "rekening": deel.rekening.pk,
            "kamer": deel.kamer.pk if deel.kamer else "",
            "partner": deel.partner.pk if deel.partner else "",
            "factuur": deel.factuur.pk if deel.factuur else "",
            "bedrag": self.teken * deel.bedrag,
        }

    @property
    def heel(self) -> Decimal:
        """What the parts must be together, as it is typed: without the sign of the bank line."""
        return abs(self.regel.bedrag)

    @staticmethod
    def _aantal(data, eerst: int) -> int:
        gevraagd = (data or {}).get("aantal", "")
        aantal = int(gevraagd) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 3 else 0
        return max(1, min(MEEST, max(aantal, eerst, DELEN) + (DELEN if "meer" in (data or {}) else 0)))

    def is_valid(self) -> bool:
        """Judge head and parts together, so that everything that is wrong is said at once."""
        goed = [self.kop.is_valid(), *(deel.is_valid() for deel in self.regels)]
        if all(goed) and not self.ingevuld():
            self.kop.add_error(None, _("Vul minstens één regel in."))
            return False
        if all(goed) and self.kop.cleaned_data["onthoud"] and not self._herkenbaar():
            self.kop.add_error("woorden", _("Deze regel heeft geen tegenrekening. Kies woorden om hem te herkennen."))
            return False
        if all(goed) and self.kop.cleaned_data["onthoud"] and any(deel.factuur for deel in self.delen()):
            self.kop.add_error("onthoud", _("Een factuur is elke keer een andere. Haal dit vinkje weg."))
            return False
        if all(goed) and self.dubbel and self._boekt_los():
            self.kop.add_error("toch", self.dubbel.zin)
            return False
        return all(goed)

    def _boekt_los(self) -> bool:
        """Whether no invoice was chosen, and nobody said that it is something else than the one that waits."""
        gekozen = any(deel.cleaned_data["factuur"] is not None for deel in self.ingevuld())
        return not gekozen and not self.kop.cleaned_data["toch"]

    def _herkenbaar(self) -> bool:
        return bool(self.regel.tegen_iban or gelijk(self.kop.cleaned_data["woorden"]))

    def ingevuld(self) -> list[Deelform]:
        return [deel for deel in self.regels if not deel.leeg]

    def delen(self) -> list[Deel]:
        """Return what was filled in, with the sign of the bank line."""
        velden = [deel.cleaned_data for deel in self.ingevuld()]
        return [
            Deel(
                v["rekening"],
                self.teken * v["bedrag"],
                v["kamer"],
                v["partner"],
                v["toelichting"],
                _factuur(v["factuur"]),
            )
            for v in velden
        ]

    def zet_fout(self, tekst: str, regel: int | None) -> None:
        """Put the sentence of the service at the part it is about."""
        if regel is None:
            self.kop.add_error(None, tekst)
        else:
            self.ingevuld()[regel - 1].add_error(None, tekst)

    @property
    def errors(self) -> bool:
        """Whether something is wrong: the title of the page then says so."""
        return bool(self.kop.errors or any(deel.errors for deel in self.regels))
