"""The forms of receipts, and what the other forms of a pot share: a key that is used once, and a day."""

from datetime import date, timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bewijs import BewijsField, Gekeurd
from buurtwerkkamer.datums import DagField
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.velden import EuroField
from financien.forms.kaal import Kaalform, meer_dan_nul
from financien.models import BetaaldUit, Bon, Categorie, Voorschieter
from financien.services.handgeld import bonfoto
from financien.services.handgeld.basis import AlGebruikt, Bevestig, HandgeldFout
from financien.services.handgeld.bonnen import GEEN_FOTO, Boninhoud
from financien.services.handgeld.voorschieters import GEEN_NAAM

WEET_NIET, NIEUW = "?", "nieuw"
HOOFDLETTER = lazy(capfirst, str)
GEEN_BEDRAG = _("Vul het bedrag van de bon in, bijvoorbeeld 12,50.")
FOTOVELDEN = {"foto", "bestand", "zonder_foto", "sleutel"}
GELD = {"inputmode": "decimal", "autocomplete": "off"}


class Sleutelform(Kaalform):
    """A form with a key that takes a new one when the old one was used, and says what the service refused."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, initial=None, **kwargs):
        super().__init__(data, files, initial={"sleutel": uuid4(), **(initial or {})}, **kwargs)

    def meld(self, fout: HandgeldFout) -> None:
        """Show the sentence; what was typed stays, and can be sent again."""
        self.data = self.data.copy()
        if isinstance(fout, AlGebruikt):
            self.data["sleutel"] = str(uuid4())
        self.add_error(fout.veld if fout.veld in self.fields else None, str(fout))


class Dagkeuze(Kaalform):
    """When: today, yesterday, or another day; today stands ready."""

    KEUZES = (("vandaag", _("Vandaag")), ("gisteren", _("Gisteren")), ("anders", _("Andere dag")))
    dag = forms.ChoiceField(label=_("Wanneer betaald?"), choices=KEUZES, widget=forms.RadioSelect, required=False)
    datum = DagField(
        label=_("Welke dag?"), toekomst=False, required=False, help_text=_("Bijvoorbeeld 20-11 of 20 november.")
    )

    def clean(self):
        schoon = super().clean()
        vandaag = timezone.localdate()
        keuze = schoon.get("dag") or "vandaag"
        if keuze != "anders":
            schoon["datum"] = vandaag if keuze == "vandaag" else vandaag - timedelta(days=1)
        elif not schoon.get("datum") and "datum" not in self.errors:
            self.add_error("datum", _("Vul een dag in, bijvoorbeeld 20-11 of 20 november."))
        return schoon


def dagkeuze_van(datum: date | None) -> dict:
    """Return how the choice of a day stands for a receipt that is there."""
    return {"dag": "vandaag"} if datum is None else {"dag": "anders", "datum": datum}


class Bonform(Dagkeuze, Sleutelform):
    """A receipt, in the order in which it is filled in on a phone. Amount and kind are never preset."""

    foto = BewijsField(label=_("Maak een foto van de bon"), required=False, help_text="")
    bestand = BewijsField(label=_("Kies een foto of PDF die je al hebt"), required=False)
    bedrag = EuroField(
        label=_("Bedrag in euro"),
        validators=[meer_dan_nul],
        error_messages={"required": GEEN_BEDRAG},
    )
    categorie = forms.ChoiceField(
        label=_("Waarvoor?"),
        choices=[*Categorie.choices, (WEET_NIET, _("Weet ik niet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarvoor het was. Weet je het niet? Kies dan 'Weet ik niet'.")},
    )
    betaald_uit = forms.ChoiceField(
        label=_("Waarmee betaald?"),
        choices=[(waarde, HOOFDLETTER(naam)) for waarde, naam in BetaaldUit.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    wie = forms.ChoiceField(label=_("Wie krijgt het geld terug?"), widget=forms.RadioSelect, required=False)
    naam = forms.CharField(label=_("Op naam van"), max_length=70, required=False)
    iban = forms.CharField(label=_("Rekeningnummer (IBAN)"), max_length=42, required=False)
    omschrijving = forms.CharField(
        label=_("Wat kocht je? (niet verplicht)"),
        max_length=140,
        required=False,
        help_text=_("Zonder namen van bewoners."),
    )
    zonder_foto = forms.CharField(
        label=_("Geen bon? Schrijf op wat, waar en waarom"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: kruiden op de markt, daar geven ze geen bon."),
    )
    bevestigd = forms.BooleanField(label=_("Ja, dit is een ander bonnetje"), required=False)

    def __init__(
        self,
        data=None,
        files=None,
        *,
        voorschieters: list[Voorschieter],
        gebruiker: Gebruiker,
        bon: Bon | None = None,
    ):
        self.gebruiker, self.bon = gebruiker, bon
        self.voorschieters = {str(rij.pk): rij for rij in voorschieters}
        super().__init__(data, files, initial=_begin(bon))
        self.fields["wie"].choices = [(pk, str(rij)) for pk, rij in self.voorschieters.items()]
        self.fields["wie"].choices += [(NIEUW, _("Iemand anders"))]
        self.fields["foto"].widget.attrs |= {"accept": "image/*", "capture": "environment"}
        self.fields["bedrag"].widget.attrs |= GELD
        self.fields["iban"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters"}
        self.gekozen_foto: Gekeurd | None = None
        self.vraagt = False  # whether it looks as if this receipt is there already

    def clean(self):
        schoon = super().clean()
        self.gekozen_foto = schoon.get("foto") or schoon.get("bestand")  # also when a rule refuses it later
        schoon["betaald_uit"] = schoon.get("betaald_uit") or BetaaldUit.POTJE
        if schoon.get("categorie") == WEET_NIET:
            schoon["categorie"] = ""
        self._noem_wat_mist(schoon)
        return schoon

    def _noem_wat_mist(self, schoon: dict) -> None:
        """Ask at once for what more than one field tells: a photo or why not, and who gets own money back."""
        foto = self.gekozen_foto or schoon.get("zonder_foto") or FOTOVELDEN & self.errors.keys()
        if not foto and not bonfoto.is_er(schoon["sleutel"], self.gebruiker, self.bon):
            self.add_error("foto", GEEN_FOTO)
        if schoon["betaald_uit"] == BetaaldUit.EIGEN and self.nieuwe_voorschieter:
            if not schoon.get("naam") and "naam" not in self.errors:
                self.add_error("naam", GEEN_NAAM)
            elif not schoon.get("iban") and "iban" not in self.errors:
                self.add_error("iban", _("Vul het rekeningnummer in van wie betaalde."))

    def meld(self, fout: HandgeldFout) -> None:
        """Show the sentence; a photo or amount that was there before can be confirmed."""
        super().meld(fout)
        self.vraagt = isinstance(fout, Bevestig)

    @property
    def nieuwe_voorschieter(self) -> bool:
        """Whether someone is named who did not pay before."""
        return self.cleaned_data.get("wie") in (NIEUW, "")

    def inhoud(self, foto: Gekeurd | None, voorschieter: Voorschieter | None) -> Boninhoud:
        """Return what was filled in."""
        namen = ("datum", "bedrag", "betaald_uit", "categorie", "omschrijving")
        velden = {naam: self.cleaned_data[naam] for naam in namen}
        uitleg = "" if foto else self.cleaned_data["zonder_foto"]
        return Boninhoud(**velden, foto=foto, zonder_foto=uitleg, voorschieter=voorschieter)


def _begin(bon: Bon | None) -> dict:
    if bon is None:
        return {"betaald_uit": BetaaldUit.POTJE, **dagkeuze_van(None)}
    velden = {naam: getattr(bon, naam) for naam in ("bedrag", "betaald_uit", "omschrijving", "zonder_foto", "sleutel")}
    return velden | {
        "categorie": bon.categorie or WEET_NIET,
        "wie": str(bon.voorschieter_id or ""),
        **dagkeuze_van(bon.datum),
    }


class Bonreden(Kaalform):
    """Why a receipt goes back or is refused."""

    reden = forms.CharField(
        label=_("Waarom?"),
        max_length=200,
        help_text=_("Zo weet de kamer wat er moet gebeuren. Zonder namen van bewoners."),
        error_messages={"required": _("Schrijf op waarom.")},
    )
