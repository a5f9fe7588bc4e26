"""Columns of the admin in our own words, where Django and its packages speak English only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def kolom(veld: str, naam: str | _StrPromise) -> Callable[[Model], object]:
    """Return a column that shows a field under a name of ours."""

    @admin.display(description=naam, ordering=veld)
    def waarde(rij: Model) -> object:
        return getattr(rij, veld)

    return waarde


def ja_nee(veld: str, naam: str | _StrPromise) -> Callable[[Model], str]:
    """Return a column that says yes or no in words: the icon of Django is called True or False."""

    @admin.display(description=naam, ordering=veld)
    def waarde(rij: Model) -> str:
        return _("Ja") if getattr(rij, veld) else _("Nee")

    return waarde
