"""Set off what a supplier owes us against what we owe: the claim goes off what is paid to the same supplier."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Boeking, Boekstuk, Dagboek, Factuurregel, Inkoopfactuur
from financien.models.factuur import CREDITEUREN
from financien.services.boeken import BoekFout, Regel, Stuk, boek
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import vrij_van
from financien.services.rekeningschema import vaste_rekening
from financien.services.toekenningstand import TERUG

_GELD = DecimalField(max_digits=12, decimal_places=2)
TUSSEN = "1490"  # a booking names one invoice, so a set-off is two of them, over the account in between


@dataclass(frozen=True)
class Paar:
    """So much of a claim (``van``) goes off an invoice (``op``)."""

    op: Inkoopfactuur
    van: Inkoopfactuur
    bedrag: Decimal


def paren(facturen: Iterable[Inkoopfactuur], tegoeden: Iterable[Inkoopfactuur]) -> list[Paar]:
    """Divide claims over invoices of the same supplier, both in the order given: never more than may be paid now.

    FactuurFout for a claim without an invoice beside it.
    """
    rest = {factuur: vrij_van(factuur) for factuur in facturen}
    uit: list[Paar] = []
    for tegoed in tegoeden:
        over = -vars(tegoed)["open"]
        zelfde = [factuur for factuur in rest if factuur.leverancier_id == tegoed.leverancier_id]
        if not any(rest[factuur] for factuur in zelfde):
            zin = _("Kies bij %(tegoed)s ook een factuur van deze leverancier om mee te verrekenen.")
            raise FactuurFout(zin % {"tegoed": tegoed})
        for factuur in zelfde:
            deel = min(over, rest[factuur])
            if deel > 0:
                uit.append(Paar(factuur, tegoed, deel))
                over, rest[factuur] = over - deel, rest[factuur] - deel
    return uit


def verreken(delen: Sequence[Paar], *, datum: date, sleutel: UUID, gebruiker: Gebruiker) -> Boekstuk:
    """Book a set-off, inside the transaction and under the locks of who asks. FactuurFout when it cannot be booked."""
    tussen = vaste_rekening(TUSSEN, FactuurFout)
    tegen = vaste_rekening(CREDITEUREN, FactuurFout)
    regels = []
    for deel in delen:
        partner = deel.op.leverancier
        regels.append(Regel(tegen, tussen, deel.bedrag, partner=partner, factuur=deel.op))
        regels.append(Regel(tussen, tegen, deel.bedrag, partner=partner, factuur=deel.van))
    wat = ", ".join(dict.fromkeys(f"{deel.van.nummer} met {deel.op}" for deel in delen))
    stuk = Stuk(Dagboek.MEMORIAAL, datum, f"Verrekend: {wat}"[:140], regels)
    try:
        return boek(stuk, sleutel=verrekensleutel(sleutel), gebruiker=gebruiker)
    except BoekFout as fout:
        raise FactuurFout(str(fout)) from fout


def _verrekend() -> QuerySet[Boeking]:
    """Return the bookings that took a claim off an invoice; a set-off that was reversed does not count."""
    rijen = Boeking.objects.filter(debet__nummer=CREDITEUREN, credit__nummer=TUSSEN)
    return rijen.filter(boekstuk__omgekeerd_door=None, boekstuk__keert_om=None)


def verrekend_op(factuur: Inkoopfactuur) -> Decimal:
    """Return how much of claims went off an invoice."""
    return _verrekend().filter(factuur=factuur).aggregate(som=Sum("bedrag"))["som"] or Decimal("0.00")


def verrekend_per_factuur() -> Coalesce:
    """Return the same, to add to a question about invoices."""
    rijen = _verrekend().filter(factuur=OuterRef("pk")).order_by().values("factuur")
    som = Subquery(rijen.annotate(som=Sum("bedrag", output_field=_GELD)).values("som"), output_field=_GELD)
    return Coalesce(som, Decimal("0.00"), output_field=_GELD)


def namen_van_tegoeden(facturen: Sequence[int]) -> Mapping[int, str]:
    """Return what the receiver reads behind an invoice: which credit notes went off it."""
    eigen = Boeking.objects.filter(factuur__in=facturen, credit__nummer=TUSSEN)
    eigen = eigen.filter(debet__nummer=CREDITEUREN, boekstuk__omgekeerd_door=None, boekstuk__keert_om=None)
    namen: dict[int, list[str]] = defaultdict(list)
    for b in eigen.order_by("boekstuk", "volgnummer"):  # its claim is the next line of the document
        volgende = Boeking.objects.filter(boekstuk=b.boekstuk_id, volgnummer=b.volgnummer + 1)
        namen[b.factuur_id or 0] += volgende.exclude(factuur=None).values_list("factuur__nummer", flat=True)
    return {pk: f" min {', '.join(wie)}" for pk, wie in namen.items() if wie}


def wat_ontvanger_leest(facturen: Sequence[Inkoopfactuur]) -> Mapping[int, str]:
    """Return what the receiver of a payment reads per invoice; who gets a grant back reads its reference."""
    ids = [factuur.pk for factuur in facturen]
    af = namen_van_tegoeden(ids)
    regels = Factuurregel.objects.filter(factuur__in=ids, rekening__nummer=TERUG)
    terug = set(regels.values_list("factuur", flat=True))
    namen = {rij.pk: rij.nummer if rij.pk in terug else f"Factuur {rij.nummer}" for rij in facturen}
    return {pk: f"{naam}{af.get(pk, '')}" for pk, naam in namen.items()}


def verrekensleutel(sleutel: UUID) -> UUID:
    """Return the key of the set-off of an order."""
    return uuid5(sleutel, "verrekend")


def verrekend_in(sleutel: UUID) -> set[int]:
    """Return the invoices and claims that the set-off of an order names."""
    return set(Boeking.objects.filter(boekstuk__sleutel=verrekensleutel(sleutel)).values_list("factuur", flat=True))
