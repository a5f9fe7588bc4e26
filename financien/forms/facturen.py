"""The forms of purchase invoices: the invoice with its lines, and a reason."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijs import BewijsField, Gekeurd
from buurtwerkkamer.bsn import geen_bsn
from buurtwerkkamer.datums import GEEN_DAG, DagField
from buurtwerkkamer.velden import EuroField
from financien.forms.boeken import Keuzeveld, KopMetRegels, rekeningen
from financien.forms.kaal import GEEN_NUL, Kaalform, meer_dan_nul
from financien.models import Inkoopfactuur, Rekeningsoort
from financien.services.facturen import (
    AlGebruikt,
    Factuurdeel,
    FactuurFout,
    Factuurinhoud,
    nieuwe_leverancier,
    vorige_regels,
)
from financien.services.factuurlijst import met_creditnota
from kamers.models import Kamer, Partner

ALLE_KAMERS = "alle"
REGELS = 3


class Sleutelvers:
    """A form with a key that says what the service refused, and takes a new key when the old one was used."""

    def meld(self, fout: FactuurFout) -> None:
        """Show the sentence; what was typed stays, and can be sent again."""
        if isinstance(fout, AlGebruikt):
            self.data = self.data.copy()
            self.data["sleutel"] = str(uuid4())
        self.add_error(fout.veld, str(fout))


class Factuurkop(Sleutelvers, Kaalform):
    """What stands on top of an invoice."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    ronde = forms.IntegerField(widget=forms.HiddenInput, required=False)
    leverancier = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Leverancier"),
        required=False,
        empty_label=_("Kies een leverancier"),
        error_messages={"invalid_choice": _("Kies een leverancier uit de lijst.")},
    )
    nieuw = forms.CharField(label=_("Of een nieuwe leverancier"), max_length=120, required=False)
    nummer = forms.CharField(
        label=_("Factuurnummer"),
        max_length=40,
        error_messages={"required": _("Vul het nummer in dat op de factuur staat.")},
    )
    datum = DagField(label=_("Factuurdatum"), toekomst=False, error_messages={"required": GEEN_DAG})
    vervaldatum = DagField(
        label=_("Uiterlijk betalen op"), required=False, help_text=_("Leeg: 30 dagen na de factuur.")
    )
    omschrijving = forms.CharField(
        label=_("Waarvoor is het?"),
        max_length=140,
        help_text=_("Zonder namen van bewoners."),
        error_messages={"required": _("Schrijf op waarvoor deze factuur is.")},
    )
    credit = forms.BooleanField(
        label=_("Dit is een creditnota: we krijgen geld terug"),
        required=False,
        help_text=_("Vul de bedragen in zonder min."),
    )
    credit_van = forms.ModelChoiceField(
        Inkoopfactuur.objects.none(),
        label=_("Van welke factuur (niet verplicht)"),
        required=False,
        empty_label=_("Geen of een andere factuur"),
        error_messages={"invalid_choice": _("Kies een factuur uit de lijst.")},
    )
    btw = EuroField(label=_("Btw (niet verplicht)"), required=False, help_text=_("Het bedrag op de factuur."))
    scan = BewijsField(label=_("Scan of foto van de factuur"), required=False)

    def __init__(self, data=None, files=None, *, factuur: Inkoopfactuur | None = None):
        super().__init__(data, files, initial=_begin(factuur))
        self.fields["leverancier"].queryset = Partner.objects.order_by("naam")
        self.fields["credit_van"].queryset = met_creditnota(factuur)
        self.fields["leverancier"].choices = [("", _("Kies een leverancier")), *leveranciers()]
        self.fields["btw"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.fields["nummer"].validators.remove(geen_bsn)  # an invoice may well have a number of nine digits

    def scan_bewaard(self, scan: Gekeurd | None) -> None:
        """Say at its field that a scan was kept, so that nobody chooses it again."""
        if scan:
            zin = _("De scan %(naam)s is bewaard. Wil je een andere? Kies die dan hier.")
            self["scan"].help_text = zin % {"naam": scan.naam}

    def clean(self):
        schoon = super().clean()
        if not schoon.get("leverancier") and not schoon.get("nieuw") and "leverancier" not in self.errors:
            self.add_error("leverancier", _("Kies een leverancier, of vul de naam van een nieuwe in."))
        return schoon


def leveranciers() -> list[tuple]:
    """Return who sent an invoice or is a supplier, and under them everyone else: a financier seldom asks money."""
    eerder = Exists(Inkoopfactuur.objects.filter(leverancier=OuterRef("pk")))
    groepen: tuple[list, list] = [], []
    for partner in Partner.objects.annotate(eerder=eerder).order_by("naam"):
        anders = partner.soort != Partner.Soort.LEVERANCIER and not vars(partner)["eerder"]
        groepen[anders].append((partner.pk, str(partner)))
    return [(label, rij) for label, rij in zip((_("Leveranciers"), _("Anderen")), groepen, strict=True) if rij]


def _begin(factuur: Inkoopfactuur | None) -> dict:
    if factuur is None:
        return {"sleutel": uuid4()}
    velden = (
        "leverancier",
        "nummer",
        "datum",
        "vervaldatum",
        "omschrijving",
        "credit",
        "credit_van",
        "ronde",
    )
    btw = None if factuur.btw is None else abs(factuur.btw)
    return {naam: getattr(factuur, naam) for naam in velden} | {"btw": btw, "sleutel": uuid4()}


class Factuurregelform(Kaalform):
    """One line: which costs, of which room or of all, and how much. An amount makes it count."""

    rekening = forms.ChoiceField(label=_("Kosten"), required=False)
    kamer = forms.ChoiceField(label=_("Kamer"), required=False)
    bedrag = EuroField(label=_("Bedrag met btw"), required=False, validators=[meer_dan_nul])

    def __init__(self, *args, keuzes: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rekening"] = Keuzeveld(keuzes["rekening"], _("Kies de kosten"), label=_("Kosten"))
        self.fields["kamer"] = Keuzeveld(keuzes["kamer"], _("Kies een kamer"), label=_("Kamer"))
        self.fields["bedrag"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    @property
    def leeg(self) -> bool:
        """Whether nothing was typed on this line: a proposal without an amount does not count."""
        waarden = {naam: self.data.get(self.add_prefix(naam), "").strip() for naam in self.fields}
        return not any(waarden.values()) or ("vorige" in self.data and not waarden["bedrag"])

    def clean(self):
        schoon = super().clean()
        if self.leeg:
            return schoon
        zinnen = {
            "rekening": _("Kies welke kosten het zijn."),
            "kamer": _("Kies een kamer, of alle kamers samen."),
            "bedrag": GEEN_NUL,
        }
        for naam, zin in zinnen.items():
            if naam not in self.errors and schoon.get(naam) is None:
                self.add_error(naam, zin)
        return schoon

    def deel(self, teken: int) -> Factuurdeel:
        """Return the line for the service; with ``teken`` -1 it is of a credit note."""
        velden = self.cleaned_data
        kamer = None if velden["kamer"] == ALLE_KAMERS else velden["kamer"]
        return Factuurdeel(velden["rekening"], teken * velden["bedrag"], kamer)


def _keuzes() -> dict:
    alle = {ALLE_KAMERS: _Alle(ALLE_KAMERS)}
    return {
        "rekening": rekeningen(soort=Rekeningsoort.KOSTEN),
        "kamer": {str(rij.pk): rij for rij in Kamer.objects.tellend()} | alle,
    }


class _Alle(str):
    """The choice of all rooms: compares as its value, reads as words."""

    def __str__(self):
        return str(_("Alle kamers samen (verdeelsleutel)"))


class Factuurform(KopMetRegels):
    """An invoice with its lines. ``vorige`` in the data asks for the lines of the last invoice, without amounts."""

    def __init__(self, data=None, files=None, *, factuur: Inkoopfactuur | None = None):
        keuzes, begin = _keuzes(), self._regels(data, factuur)

        def regel(nummer):
            eerste = begin[nummer - 1] if nummer <= len(begin) else {}
            gebonden = None if data and "vorige" in data else data
            return Factuurregelform(gebonden, prefix=f"r{nummer}", keuzes=keuzes, initial=eerste)

        super().__init__(Factuurkop(data, files, factuur=factuur), data, regel, max(REGELS, len(begin)))

    @staticmethod
    def _regels(data, factuur) -> list[dict]:
        if data and "vorige" in data:
            wie = data.get("leverancier", "")
            nummers = vorige_regels(int(wie)) if wie.isascii() and wie.isdecimal() and len(wie) < 10 else []
            return [{"rekening": rekening, "kamer": kamer or ALLE_KAMERS} for rekening, kamer in nummers]
        regels = sorted(factuur.regels.all(), key=lambda r: r.volgnummer) if factuur else []  # read already
        return [
            {"rekening": r.rekening_id, "kamer": r.kamer_id or ALLE_KAMERS, "bedrag": abs(r.bedrag)} for r in regels
        ]

    def inhoud(self) -> Factuurinhoud:
        """Return what was filled in; a new supplier is added."""
        velden = {naam: waarde for naam, waarde in self.kop.cleaned_data.items() if naam not in ("sleutel", "ronde")}
        nieuw = velden.pop("nieuw")
        velden["leverancier"] = velden["leverancier"] or nieuwe_leverancier(nieuw)
        teken = -1 if velden["credit"] else 1
        velden["btw"] = velden["btw"] and teken * velden["btw"]
        return Factuurinhoud(regels=[form.deel(teken) for form in self.ingevuld()], **velden)

    @property
    def totaal(self) -> Decimal:
        return sum((form.cleaned_data["bedrag"] for form in self.ingevuld()), Decimal("0.00"))


class Redenform(Kaalform):
    """Why: for rejecting, going on alone, withdrawing."""

    ronde = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reden = forms.CharField(
        label=_("Waarom?"),
        max_length=200,
        help_text=_("Zonder namen van bewoners."),
        error_messages={"required": _("Schrijf op waarom.")},
    )
