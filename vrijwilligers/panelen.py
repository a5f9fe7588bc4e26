"""What the volunteers' floor shows on pages of the rooms."""

from datetime import date

from buurtwerkkamer.rollen import mag
from buurtwerkkamer.tablet import sessie_van
from kamers.models import Persoon
from kamers.services import uren
from vrijwilligers.models import Vrijwilliger


def te_keuren(*, kamer, gebruiker, **_rest) -> dict | None:
    """Fill the panel on Vandaag: how many reports wait for this user's approval; nothing when none does."""
    if not mag(gebruiker, "kamers.goedkeuren") or sessie_van(gebruiker):  # a dossier is no page for a shared tablet
        return None
    aantal = uren.wachtend(kamer).exclude(persoon__vrijwilliger__gebruiker=gebruiker).count()
    return {"aantal": aantal, "kamer": kamer} if aantal else None


def zonder_vog(*, kamer, dag: date, personen: list[int], **_rest) -> dict | None:
    """Fill the warning on the card of an activity with children: who stands there without a seen, valid VOG.

    It never blocks (domain.md §1.6). One query; nothing when all is well.
    """
    geldig = Vrijwilliger.objects.met_vog_op(dag).values("persoon")
    namen = list(Persoon.objects.filter(pk__in=personen).exclude(pk__in=geldig).order_by("voornaam", "pk"))
    return {"mensen": namen, "kamer": kamer} if namen else None
