"""What is locked before a document is reversed: its grants and invoices, before the books lock their year and journal.

Who takes a step on a grant, or pays or sets off an invoice, locks in this order; the other way round one of two waits
for the other until PostgreSQL kills one. Registered with ``boeken``.
"""

from financien.models import Boekstuk, Inkoopfactuur, Toekenning


def toekenningen(boekstuk: Boekstuk) -> None:
    """Take the rows of the grants that a document names, in their order."""
    rijen = Toekenning.objects.filter(pk__in=boekstuk.boekingen.values("toekenning")).order_by("pk")
    list(rijen.select_for_update(of=("self",)))


def facturen(boekstuk: Boekstuk) -> None:
    """Take the rows of the invoices that a document names, in their order."""
    rijen = Inkoopfactuur.objects.filter(pk__in=boekstuk.boekingen.values("factuur")).order_by("pk")
    list(rijen.select_for_update(of=("self",)))
