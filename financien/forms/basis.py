"""The basis of the lines of the budget: one for all rooms, and what differs in a room."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from financien.services.basis import Basis, Basispost, basiscel, lees_basis


def postcel(post: int) -> str:
    """Return the name of the cell that holds for all rooms."""
    return f"a-{post}"


class BasisField(forms.CharField):
    """A basis as one piece of text; empty is None, "geen" is a basis that is not there."""

    def clean(self, value) -> Basis | None:
        tekst = super().clean(value)
        try:
            return lees_basis(tekst) if tekst else None
        except ValueError as fout:
            raise ValidationError(str(fout), code="basis") from fout


class BasisForm(forms.Form):
    """All cells of the sheet. A room whose cell is empty has what its line has."""

    sleutel = forms.UUIDField()
    gezien = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, posten: list[Basispost], kamers, **kwargs):
        super().__init__(*args, **kwargs)
        self.posten = posten
        self.hier = {kamer.pk for kamer in kamers}
        for post in posten:
            self.fields[postcel(post.post.pk)] = BasisField(required=False)
            for kamer in post.per_kamer.keys() & self.hier:
                self.fields[basiscel(post.post.pk, kamer)] = BasisField(required=False)

    def waarden(self) -> dict[str, Basis]:
        """Return what each line of each room becomes, also of the rooms on another sheet that follow their line."""
        return {
            basiscel(post.post.pk, kamer): self._wordt(post, kamer, stond)
            for post in self.posten
            for kamer, stond in post.per_kamer.items()
        }

    def _wordt(self, post: Basispost, kamer: int, stond: Basis) -> Basis:
        samen = self.cleaned_data[postcel(post.post.pk)] or Basis()
        if kamer in self.hier:
            eigen = self.cleaned_data[basiscel(post.post.pk, kamer)]
            return samen if eigen is None else eigen
        return samen if stond == post.gewoon else stond

    def getypt(self) -> dict[str, str]:
        """Return the text of every cell as it was typed."""
        return {naam: self.data.get(naam, "") for naam in self.fields if naam not in self.base_fields}

    def fouten(self) -> dict[str, str]:
        """Return the sentence of every cell that is wrong."""
        return {naam: str(fouten[0]) for naam, fouten in self.errors.items() if naam not in self.base_fields}


def stand(post: Basispost, kamers: Mapping) -> dict[str, str]:
    """Return what stands in the cells of a line: what all rooms have, and in a room only what differs."""
    cellen = {postcel(post.post.pk): str(post.gewoon)}
    for kamer in kamers:
        if kamer in post.per_kamer:
            eigen = post.per_kamer[kamer]
            cellen[basiscel(post.post.pk, kamer)] = "" if eigen == post.gewoon else str(eigen) or "geen"
    return cellen
