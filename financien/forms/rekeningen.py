"""The form of an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from financien.forms.boeken import Keuzeveld
from financien.forms.gezien import GezienMixin
from financien.forms.kaal import Kaalform
from financien.models import Financieringsbron, Grootboekrekening, Kostenpost, Rekeningsoort
from financien.services.rekeningbeheer import NIEUW, Opgave, RekeningFout, ligt_vast, merk_van, post_ligt_vast

VAST = ("nummer", "soort", "bronsoort", "loon")


class Rekeningform(GezienMixin, Kaalform):
    """An account. What cannot change any more is not asked: ``vast`` number and kind, ``post_vast`` the line."""

    naam = forms.CharField(
        label=_("Naam"), max_length=80, error_messages={"required": _("Vul de naam van de rekening in.")}
    )
    nummer = forms.CharField(
        label=_("Nummer"),
        max_length=20,
        help_text=_("Vier tot zes cijfers. Kosten beginnen met 4, baten met 8."),
        error_messages={"required": _("Vul een nummer in van vier tot zes cijfers.")},
    )
    soort = forms.ChoiceField(
        label=_("Soort"),
        choices=[(soort.value, soort.label) for soort in NIEUW],
        help_text=_("Een bankrekening maak je bij Onze bankrekeningen."),
        error_messages={"required": _("Kies een soort rekening.")},
    )
    bronsoort = forms.ChoiceField(
        label=_("Soort bron (alleen bij baten)"),
        choices=[("", _("Kies een soort bron")), *Financieringsbron.Soort.choices],
        required=False,
    )
    loon = forms.BooleanField(
        label=_("Hier komen lonen op"),
        required=False,
        help_text=_("Losse boekingen zijn dan alleen voor penningmeester, bestuur en accountant."),
    )
    rgs = forms.CharField(
        label=_("RGS-code (niet verplicht)"),
        max_length=20,
        required=False,
        help_text=_("Van de accountant, bijvoorbeeld WBedHuiBeh. Ze komt mee in het auditbestand."),
    )

    def __init__(self, data=None, *, rekening: Grootboekrekening | None = None, initial: dict | None = None):
        self.rekening = rekening
        super().__init__(data, initial=_begin(rekening) if rekening else initial)
        posten = {str(post.pk): post for post in Kostenpost.objects.all()}
        self.fields["post"] = Keuzeveld(posten, _("Geen post"), label=_("Post van de begroting (alleen bij kosten)"))
        self.vast, self.post_vast = rekening and ligt_vast(rekening), rekening and post_ligt_vast(rekening)
        self.weg = [*(VAST if self.vast else ()), *(("post",) if self.post_vast or self._andere_soort else ())]
        for naam in self.weg:
            del self.fields[naam]

    @property
    def _andere_soort(self) -> bool:
        return bool(self.vast and self.rekening and self.rekening.soort != Rekeningsoort.KOSTEN)

    def opgave(self) -> Opgave:
        """Return what the account is to be: what is not asked stays; what belongs to another kind does not count."""
        velden = {naam: getattr(self.rekening, naam) for naam in self.weg} | self.cleaned_data
        velden.pop("gezien", None)
        velden["bronsoort"] = velden["bronsoort"] if velden["soort"] == Rekeningsoort.BATEN else ""
        velden["post"] = velden["post"] if velden["soort"] == Rekeningsoort.KOSTEN else None
        return Opgave(**velden)

    def meld(self, fout: RekeningFout) -> None:
        """Show each sentence at the field it is about."""
        for naam, zin in fout.fouten.items():
            self.add_error(naam if naam in self.fields else None, zin)


def _begin(rij: Grootboekrekening) -> dict:
    velden = {naam: getattr(rij, naam) for naam in ("naam", "nummer", "soort", "bronsoort", "loon", "rgs")}
    return velden | {"post": rij.post_id or "", "gezien": merk_van(rij)}
