"""Which package keeps the books, and what its accounts and cost centres are here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from financien.forms.boeken import Keuzeveld, rekeningen
from financien.forms.kaal import Kaalform
from financien.models import Koppeling
from financien.services.elders import TEGEN
from kamers.models import Kamer


class Pakketform(Kaalform):
    """The name of the package or the office."""

    pakket = forms.CharField(
        label=_("In welk pakket, of bij welk kantoor?"),
        max_length=80,
        error_messages={"required": _("Vul in waar de boeken staan.")},
    )


class Koppelform(Kaalform):
    """What every account and cost centre of a file is here. ``onbekend``: names by code, per kind."""

    def __init__(self, data=None, *, onbekend: dict[str, dict[str, str]]):
        super().__init__(data)
        self.rekeningen = {pk: rij for pk, rij in rekeningen().items() if rij.nummer != TEGEN}
        self.kamers = {str(k.pk): k for k in Kamer.objects.tellend().in_volgorde()}
        self.codes: list[tuple[str, str, str, str]] = []  # kind, code, name, name of its fields
        for soort, namen in onbekend.items():
            for nummer, (code, naam) in enumerate(namen.items()):
                self._velden(soort, code, naam, f"{soort}{nummer}")

    def _velden(self, soort: str, code: str, naam: str, veld: str) -> None:
        self.codes.append((soort, code, naam, veld))
        if soort == Koppeling.Soort.REKENING:
            zelfde = next((pk for pk, r in self.rekeningen.items() if r.nummer == code and not r.gesloten), "")
            self.fields[f"{veld}-r"] = Keuzeveld(self.rekeningen, _("Kies een rekening"), label=_("Is hier"))
            self.fields[f"{veld}-r"].initial = zelfde  # a number that is the same here is a proposal
        leeg = _("Volgt uit de kostenplaats") if soort == Koppeling.Soort.REKENING else _("Kies een kamer")
        self.fields[f"{veld}-k"] = Keuzeveld(self.kamers, leeg, label=_("Kamer"))

    def clean(self):
        schoon = super().clean()
        for soort, _code, _naam, veld in self.codes:
            deel, zin = (
                ("r", _("Kies een rekening.")) if soort == Koppeling.Soort.REKENING else ("k", _("Kies een kamer."))
            )
            if f"{veld}-{deel}" not in self.errors and schoon.get(f"{veld}-{deel}") is None:
                self.add_error(f"{veld}-{deel}", zin)
        return schoon

    def koppelingen(self) -> list[Koppeling]:
        """Return what was filled in, not stored yet."""
        schoon = self.cleaned_data
        return [
            Koppeling(
                soort=soort,
                code=code,
                naam=naam[:120],
                rekening=schoon.get(f"{veld}-r"),
                kamer=schoon[f"{veld}-k"],
            )
            for soort, code, naam, veld in self.codes
        ]

    def rijen(self) -> list[tuple[str, str, list]]:
        """Return for the page what each row is, and its fields."""
        soorten = dict(Koppeling.Soort.choices)
        return [
            (
                str(soorten[soort]),
                f"{code} {naam}".strip(),
                [self[n] for n in (f"{veld}-r", f"{veld}-k") if n in self.fields],
            )
            for soort, code, naam, veld in self.codes
        ]
