"""The invoices a bank line may be about: read once for a page."""

from collections.abc import Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject, TruncDate

from financien.models import Bankregel, Bankrekening, Betaalregel, Inkoopfactuur
from financien.services.verrekenen import verrekend_per_factuur

OPEN = ~Q(open=0)  # to be paid, or owed to us
WACHT = Q(open=0, geboekt=False, af=False, totaal__gt=0)  # not in the books yet: it will be to be paid


def lees_facturen(regels: Sequence[Bankregel]) -> list[Inkoopfactuur]:
    """Return the open invoices and those that wait for the books; of a single line also paid ones that may come back.

    They stay with the lines: a page proposes, warns and offers a choice, and asks once.
    """
    if any("facturen" not in vars(regel) for regel in regels) or not regels:
        welke, een = OPEN | WACHT, regels[0] if len(regels) == 1 else None
        if een and een.bedrag > 0 and een.tegen_iban:
            welke |= Q(geboekt=True, open=0, naar=een.tegen_iban, totaal__gte=een.bedrag + F("verrekend"))
        facturen = list(_facturen(welke))
        for regel in regels:
            vars(regel)["facturen"] = facturen
        return facturen
    return vars(regels[0])["facturen"]


def wacht_op_boeken(factuur: Inkoopfactuur) -> bool:
    """Tell whether an invoice that was read here is not in the books yet."""
    gelezen = vars(factuur)
    return not (gelezen["open"] or gelezen["geboekt"] or gelezen["af"])


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
