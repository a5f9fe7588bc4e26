"""Week invullen: the few fields of one occurrence in the grid."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from buurtwerkkamer import bedragen
from buurtwerkkamer.bsn import GeenBsnMixin
from buurtwerkkamer.velden import AantalField
from kamers.services.keer import Invulling
from kamers.services.week import Weekinvulling, Weekkeer


class Keerform(GeenBsnMixin, forms.Form):
    """Counts of one occurrence, or that it did not take place. Empty means: not now."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kwamen_al = AantalField(label=_("Kwamen al"), required=False)
    nieuw_soort = AantalField(label=_("Voor het eerst"), required=False)
    nieuw_kamer = AantalField(label=_("Ook nieuw in de kamer"), required=False)
    kinderen = AantalField(label=_("Kinderen"), required=False)
    niet = forms.BooleanField(label=_("Ging niet door"), required=False)
    reden = forms.CharField(label=_("Waarom niet"), max_length=120, required=False)
    klopt = forms.IntegerField(required=False)

    def __init__(self, data=None, *, keer: Weekkeer):
        self.keer = keer
        self.te_veel: int | None = None
        self.botsing = ""
        wie = f"k{keer.keer.activiteit.pk}-{keer.keer.gepland.isoformat()}"
        start = {"sleutel": uuid4(), "versie": keer.versie}
        eigen = data if data is not None and f"{wie}-sleutel" in data else None
        super().__init__(eigen, prefix=wie, initial=start, auto_id="%s", label_suffix="", use_required_attribute=False)
        for naam in ("kwamen_al", "nieuw_soort", "nieuw_kamer", "kinderen"):
            self.fields[naam].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 3}

    @property
    def ingevuld(self) -> bool:
        """Whether anything was typed or ticked for this occurrence."""
        velden = ("kwamen_al", "nieuw_soort", "nieuw_kamer", "kinderen", "niet", "reden")
        return self.is_bound and any(self.data.get(self.add_prefix(veld), "").strip() for veld in velden)

    def begin_opnieuw(self, versie: int) -> None:
        """Say that somebody else wrote here, and let the next save be about what stands there now."""
        self.botsing = _("Dit is net ook op een andere plek aangepast. Wat jij typte is hier niet opgeslagen.")
        self.data = self.data.copy()
        self.data[self.add_prefix("sleutel")], self.data[self.add_prefix("versie")] = str(uuid4()), str(versie)

    def clean(self):
        schoon = super().clean()
        aantallen = [schoon.get(veld) for veld in ("kwamen_al", "nieuw_soort", "nieuw_kamer", "kinderen")]
        if schoon.get("niet") or schoon.get("reden"):
            self._controleer_niet(schoon, aantallen)
        elif not self.errors:
            self._controleer_aantallen(schoon)
        return schoon

    def _controleer_niet(self, schoon: dict, aantallen: list) -> None:
        if any(aantallen):
            self.add_error("niet", _("Je vulde een aantal in en ook dat het niet doorging. Kies een van de twee."))
        elif not schoon.get("niet"):
            self.add_error("niet", _("Je schreef een reden. Zet ook het vinkje bij Ging niet door."))
        elif not schoon.get("reden") and "reden" not in self.errors:
            self.add_error("reden", _("Schrijf kort op waarom het niet doorging."))

    def _controleer_aantallen(self, schoon: dict) -> None:
        al, nieuw, kamer = (schoon.get(veld) for veld in ("kwamen_al", "nieuw_soort", "nieuw_kamer"))
        if al is None and nieuw is None:
            self.add_error("kwamen_al", _("Vul in hoeveel mensen er waren."))
        elif nieuw and kamer is None:
            vraag = ngettext(
                "Is deze %(n)s ook nieuw in de kamer? Vul 0 of 1 in.",
                "Hoeveel van deze %(n)s zijn ook nieuw in de kamer? Vul 0 in als het niemand is.",
                nieuw,
            )
            self.add_error("nieuw_kamer", vraag % {"n": bedragen.getal(nieuw)})
        elif (kamer or 0) > (nieuw or 0):
            tekst = _("Vul een getal in van 0 tot en met %(n)s.") % {"n": bedragen.getal(nieuw or 0)}
            self.add_error("nieuw_kamer", tekst)
        self._controleer_kinderen(schoon.get("kinderen"), (al or 0) + (nieuw or 0))

    def _controleer_kinderen(self, kinderen: int | None, mensen: int) -> None:
        if self.errors:
            return
        if (kinderen or 0) > mensen:
            self.add_error("kinderen", _("Er kunnen niet meer kinderen zijn dan mensen. Verander een van de twee."))
        elif kinderen is None and self.keer.keer.activiteit.met_kinderen:
            self.add_error("kinderen", _("Vul in hoeveel van hen kinderen waren. Geen kinderen? Vul 0 in."))

    def gegevens(self) -> Weekinvulling:
        """Return what was filled in, with the rota as who helped, for the service."""
        schoon = self.cleaned_data
        uren = {persoon: aantal for persoon, _naam, aantal in self.keer.rooster}
        invulling = Invulling(
            kwamen_al=schoon["kwamen_al"] or 0,
            nieuw_soort=schoon["nieuw_soort"] or 0,
            nieuw_kamer=(schoon["nieuw_kamer"] or 0) if schoon["nieuw_soort"] else 0,
            kinderen=schoon["kinderen"],
            personen=frozenset(uren),
            roosteruren=uren,
        )
        vast = {"keer": self.keer, "sleutel": schoon["sleutel"], "versie": schoon["versie"]}
        if schoon["niet"]:
            return Weekinvulling(invulling=None, reden=schoon["reden"], **vast)
        return Weekinvulling(invulling=invulling, klopt=schoon["klopt"], **vast)
