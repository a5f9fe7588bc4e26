"""What the volunteers' floor shows on pages of the rooms."""

from datetime import date

from django.db.models import QuerySet, Value

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.tablet import sessie_van
from kamers.models import Persoon
from kamers.services import uren
from vrijwilligers.models import Vrijwilliger

UREN = "uren"


def vraag_uren(*, kamer, gebruiker, **_rest) -> list[QuerySet]:
    """Return which reports wait for this user's approval, to be asked with what else waits on Vandaag."""
    if not mag(gebruiker, "kamers.goedkeuren") or sessie_van(gebruiker):  # a dossier is no page for a shared tablet
        return []
    rijen = uren.wachtend(kamer).exclude(persoon__vrijwilliger__gebruiker=gebruiker).order_by()
    return [rijen.annotate(wat=Value(UREN), daad=Value("goedkeuren")).values_list("wat", "pk", "daad")]


def te_keuren(*, kamer, rijen: list[tuple], **_rest) -> dict | None:
    """Fill the panel on Vandaag: how many reports wait; nothing when none does."""
    aantal = sum(wat == UREN for wat, _pk, _daad in rijen)
    return {"aantal": aantal, "kamer": kamer} if aantal else None


def zonder_vog(*, kamer, dag: date, personen: list[int], **_rest) -> dict | None:
    """Fill the warning on the card of an activity with children: who stands there without a seen, valid VOG.

    It never blocks (domain.md §1.6). One query; nothing when all is well.
    """
    geldig = Vrijwilliger.objects.met_vog_op(dag).values("persoon")
    namen = list(Persoon.objects.filter(pk__in=personen).exclude(pk__in=geldig).order_by("voornaam", "pk"))
    return {"mensen": namen, "kamer": kamer} if namen else None
