"""Payments of handgeld inside an order to the bank: what is against them, and who they are for."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Bankboeking, Bankregel, Bon, Bonstap, Handgeldbetaling, Terugbetaling


def bij_de_bank(rijen: QuerySet) -> QuerySet:
    """Keep the top-ups or repayments that the bank once showed: undone, and their bank line is still open.

    The money left our account, so it does not go there a second time before that line is booked again.
    """
    open_ = Bankregel.objects.open().filter(pk=OuterRef("regel"))
    getoond = Bankboeking.objects.filter(Exists(open_), boekstuk=OuterRef("boekstuk"))
    return rijen.filter(Exists(getoond), boekstuk__omgekeerd_door__isnull=False)


def bezwaren_van(regels: Iterable[Handgeldbetaling]) -> Iterator[str]:
    """Return a sentence for each payment of which the file says something else than the books do now."""
    regels = list(regels)
    bonnen = [regel.bon_id for regel in regels if regel.bon_id]
    goed = set(
        Bon.objects.met_stand().filter(pk__in=bonnen, stand=Bonstap.Soort.GOEDGEKEURD).values_list("pk", flat=True)
    )
    terug = Terugbetaling.objects.filter(bon__in=bonnen, boekstuk__omgekeerd_door=None)
    al = set(terug.values_list("bon", flat=True))
    for regel in regels:
        if not regel.loopt or regel.bon_id in al:
            zin = _("De betaling aan %(naam)s is intussen gedaan of gestopt. Trek deze opdracht in.")
            yield zin % {"naam": regel.naar_naam}
        elif regel.bon_id and regel.bon_id not in goed:
            zin = _("Het bonnetje van %(naam)s is veranderd. Trek deze opdracht in en maak een nieuwe.")
            yield zin % {"naam": regel.naar_naam}


def is_aan_zichzelf(regels: Iterable[Handgeldbetaling], gebruiker: Gebruiker) -> bool:
    """Whether the user would approve money for the own account (§6.4)."""
    return any(regel.naar_naam.casefold() == gebruiker.naam.casefold() for regel in regels)
