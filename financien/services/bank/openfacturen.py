"""The invoices a bank line may be about: read once for a page."""

from collections.abc import Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject, TruncDate

from financien.models import Bankregel, Bankrekening, Betaalregel, Inkoopfactuur
from financien.services.verrekenen import verrekend_per_factuur

OPEN = ~Q(open=0)  # to be paid, or owed to us


def lees_facturen(regels: Sequence[Bankregel]) -> list[Inkoopfactuur]:
    """Return the open invoices, of a single line also paid ones whose money may come back by it.

    They stay with that line: its page proposes and offers a choice, and asks once.
    """
    een = regels[0] if len(regels) == 1 else None
    if een is None:
        return list(_facturen(OPEN))
    if "facturen" not in vars(een):
        terug = Q(geboekt=True, open=0, naar=een.tegen_iban, totaal__gte=een.bedrag + F("verrekend"))
        vars(een)["facturen"] = list(_facturen(OPEN | terug if een.bedrag > 0 and een.tegen_iban else OPEN))
    return vars(een)["facturen"]


def _facturen(welke: Q) -> QuerySet[Inkoopfactuur]:
    """Return invoices with the account of the supplier, the payments under way, and what claims took off them."""
    naar = Bankrekening.objects.laatste().filter(partner=OuterRef("leverancier")).values("iban")[:1]
    lopend = Betaalregel.objects.met_stand().onderweg().filter(factuur=OuterRef("pk"))
    delen = JSONObject(
        kenmerk="kenmerk",
        opdracht="opdracht",
        aantal="opdracht__aantal",
        vanaf=Cast(TruncDate("opdracht__klaargezet_op"), CharField()),
        goedgekeurd="goedgekeurd",
        bedrag=Cast("rest", CharField()),
    )
    rijen = Inkoopfactuur.objects.met_stand().select_related("leverancier").order_by("vervaldatum", "pk")
    rijen = rijen.annotate(naar=Subquery(naar), lopend=ArraySubquery(lopend.values(rij=delen)))
    return rijen.annotate(verrekend=verrekend_per_factuur()).filter(welke)
