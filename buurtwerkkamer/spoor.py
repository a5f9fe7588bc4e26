"""The audit trail: one way to declare it, so that every tracked table gets insert, update and delete events."""

import pghistory

from buurtwerkkamer.bevroren import GEEN_TRUNCATE

CONTEXT = pghistory.ContextJSONField()  # who and where stand in the event itself, so an event is never updated


def spoor(*, zonder: tuple[str, ...] = ()):
    """Track a model: every insert, update and delete becomes an append-only event row; personal fields stay out."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(zonder),
        context_field=CONTEXT,
        append_only=True,
        meta={"triggers": [GEEN_TRUNCATE]},
    )
