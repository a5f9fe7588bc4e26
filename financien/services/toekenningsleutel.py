"""The keys under which a grant books by itself: they say from which step a document follows."""

from uuid import UUID, uuid5

from financien.models import Toekenningstatus

SLEUTELS = UUID("5f0a4f86-4b1d-5a57-9f0e-8a4f2b4f6c11")  # names of what a grant books by itself


def batensleutel(stap: Toekenningstatus, jaar: int, *, eerste: bool) -> UUID:
    """Return the key of the income of a year. ``eerste``: it is the first decision; a later one has keys of its own."""
    erbij = "" if eerste else f":{stap.pk}"
    return uuid5(SLEUTELS, f"baten:{stap.toekenning_id}:{jaar}{erbij}")


def vaststellingsleutel(stap: Toekenningstatus) -> UUID:
    """Return the key of what a final decision takes away."""
    return uuid5(SLEUTELS, f"vaststelling:{stap.pk}")
