"""What the bank pages show: balances of bank and books side by side, open lines with a proposal, and what is booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from financien.models import Bankafschrift, Bankboeking, Bankregel, Boeking, Grootboekrekening
from financien.models.boekstuk import LOON_ZIEN, is_loon
from financien.services.bank.dubbel import Dubbel, dubbel_van, is_los
from financien.services.bank.handgeld import met_handgeld
from financien.services.bank.terugbetaling import met_terug
from financien.services.bank.voorstellen import Voorstel, voorstellen
from financien.services.bankplek import met_voorlopig
from financien.services.stuknummer import heel_nummer

NUL = Decimal("0.00")
PER_BLAD = 50


@dataclass(frozen=True)
class Banksaldo:
    """An account on the last day we know of the bank: what the bank says, what the books say, what waits."""

    rekening: Grootboekrekening
    dag: date
    bank: Decimal
    boeken: Decimal
    open: Decimal
    aantal: int

    @property
    def enkel(self) -> bool:
        """Whether one line is open: then the balance of the bank tells its amount."""
        return self.aantal == 1

    @property
    def verschil(self) -> Decimal:
        """What the open lines do not explain: booked without a bank line, or another beginning."""
        return self.bank - self.boeken - self.open


@dataclass(frozen=True)
class Openregel:
    """An open line, the surest proposal for it, and an invoice that waits when it would be booked apart from it.

    ``voorlopig``: its year is provisionally closed.
    """

    regel: Bankregel
    voorstel: Voorstel | None
    voorlopig: bool
    dubbel: Dubbel | None = None


def banksaldi() -> list[Banksaldo]:
    """Return the balances of each account of which a file was read. One query, whatever their number."""
    met_bestand = Exists(Bankafschrift.objects.filter(rekening=OuterRef("pk")).order_by())
    rekeningen = met_bank(Grootboekrekening.objects.filter(met_bestand)).annotate(
        geboekt=_geboekt("debet") - _geboekt("credit")
    )
    return [
        Banksaldo(rij, *(vars(rij)[naam] for naam in ("dag", "bank", "geboekt", "wacht", "aantal")))
        for rij in rekeningen.select_related("kamer").order_by("nummer")
    ]


def met_bank(rekeningen: QuerySet[Grootboekrekening]) -> QuerySet[Grootboekrekening]:
    """Add what the bank says of each account and on which day, both None when no file was read; and what waits."""
    eigen = {"rekening": OuterRef("pk")}
    afschriften = Bankafschrift.objects.filter(**eigen).order_by()
    wacht = Bankregel.objects.open().filter(**eigen).order_by().values("rekening")
    return rekeningen.annotate(
        bank=Subquery(afschriften.order_by("-pk").values("stand")[:1]),
        dag=Subquery(afschriften.values("rekening").annotate(x=Max("tot")).values("x")),
        wacht=Coalesce(Subquery(wacht.annotate(x=Sum("bedrag")).values("x")), NUL),
        aantal=Coalesce(Subquery(wacht.annotate(x=Count("pk")).values("x")), 0),
    )


def _geboekt(kant: str) -> Coalesce:
    """Return the sum of one side of an account up to its last bank day."""
    tot = Bankafschrift.objects.filter(rekening=OuterRef(kant)).order_by("-tot").values("tot")[:1]
    rijen = Boeking.objects.filter(**{kant: OuterRef("pk")}, boekstuk__datum__lte=Subquery(tot)).order_by()
    return Coalesce(Subquery(rijen.values(kant).annotate(x=Sum("bedrag")).values("x")), NUL)


class _Geteld(Paginator):
    """A paginator that knows how many there are: the balances counted them."""

    def __init__(self, *args, aantal: int):
        super().__init__(*args)
        self.count = aantal


def open_regels(*, gebruiker: Gebruiker, blad: str | int, aantal: int) -> tuple[Page, list[Openregel]]:
    """Return a page of open lines, oldest first; with proposals for whoever may book. ``aantal``: of all.

    What is not booked yet may be one wage: who may not see wages gets no single line, also not its amount (§5.6).
    """
    if rollen.actieve_rol(gebruiker) not in LOON_ZIEN:
        return _Geteld([], PER_BLAD, aantal=0).get_page(1), []
    rijen = met_voorlopig(Bankregel.objects.zichtbaar_voor(gebruiker).open().select_related("rekening__kamer"))
    rijen = met_terug(met_handgeld(rijen)) if rollen.mag(gebruiker, "financien.bank") else rijen
    blad_ = _Geteld(rijen.order_by("datum", "pk"), PER_BLAD, aantal=aantal).get_page(blad)
    regels = list(blad_)
    per_regel = voorstellen(regels) if rollen.mag(gebruiker, "financien.bank") else {}
    return blad_, [_open_regel(regel, per_regel.get(regel.pk)) for regel in regels]


def _open_regel(regel: Bankregel, gevonden: list[Voorstel] | None) -> Openregel:
    voorstel = next(iter(gevonden or []), None)
    los = gevonden is not None and (voorstel is None or is_los(voorstel))
    return Openregel(regel, voorstel, vars(regel)["voorlopig"], dubbel_van(regel) if los else None)


def geboekte_regels(*, gebruiker: Gebruiker, blad: str | int, zoek: str = "") -> Page:
    """Return a page of booked lines, newest first, with ``geldig``: its booking; wages without words or amount."""
    geldig = Bankboeking.objects.geldig().select_related("boekstuk")
    loon = Boeking.objects.filter(is_loon(), boekstuk__bankboekingen__regel=OuterRef("pk"))
    rijen = Bankregel.objects.zichtbaar_voor(gebruiker).geboekt().annotate(loon=Exists(loon))
    if zoek and rollen.actieve_rol(gebruiker) not in LOON_ZIEN:
        rijen = rijen.filter(loon=False)  # otherwise words that are not shown could be guessed
    rijen = _zoek(rijen, zoek).select_related("rekening")
    met = rijen.prefetch_related(Prefetch("boekingen", geldig, to_attr="geldig"))
    return Paginator(met.order_by("-datum", "-pk"), PER_BLAD).get_page(blad)


def _zoek(rijen: QuerySet[Bankregel], zoek: str) -> QuerySet[Bankregel]:
    for woord in zoek.split():
        in_tekst = Q(tegen_naam__icontains=woord) | Q(omschrijving__icontains=woord) | Q(tegen_iban__icontains=woord)
        stuk = heel_nummer(woord, "boekstuk__")
        als_stuk = Exists(Bankboeking.objects.geldig().filter(stuk, regel=OuterRef("pk"))) if stuk else Q(pk__in=[])
        rijen = rijen.filter(in_tekst | Q(als_stuk))
    return rijen


def bestanden(blad: str | int) -> Page:
    """Return a page of the files that were read, the last one first."""
    rijen = Bankafschrift.objects.select_related("rekening", "bestand", "ingelezen_door").defer("bestand__inhoud")
    return Paginator(rijen.annotate(naam=F("bestand__naam")).order_by("-pk"), PER_BLAD).get_page(blad)


def aantal_open(saldi: Sequence[Banksaldo]) -> int:
    return sum(saldo.aantal for saldo in saldi)
