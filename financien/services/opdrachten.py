"""Orders to the bank: one person prepares, another approves, and only then the file goes out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Bestand, Cooperatie, Gebruiker
from financien.models import (
    Bankrekening,
    Betaalopdracht,
    Betaalregel,
    Factuurregel,
    Inkoopfactuur,
    Opdrachtdaad,
)
from financien.models.boekstuk import LOON_ZIEN
from financien.services.betalen import Betaalbaar, is_eigen_betaling, rekeningen_van, te_betalen, vertaal
from financien.services.facturen import AlGebruikt, FactuurFout
from financien.services.sepa import Overboeking, lees_iban, maak_sepa


@transaction.atomic
def zet_klaar(*, facturen: Sequence[int], uitvoeren_op: date, sleutel: UUID, gebruiker: Gebruiker) -> Betaalopdracht:
    """Prepare an order for these invoices, each for what is open. Locks: the rows of the invoices, in order.

    The same form again returns the order that is there; with another choice it is AlGebruikt.
    """
    _op_slot(facturen)
    eerder = Betaalopdracht.objects.filter(sleutel=sleutel).first()
    if eerder:
        return _zelfde(eerder, facturen, uitvoeren_op)
    gekozen = [rij for rij in te_betalen(gebruiker) if rij.stand.factuur.pk in set(facturen)]
    _keur_keuze(gekozen, facturen, uitvoeren_op)
    regels = [_regel(nummer, rij, sleutel) for nummer, rij in enumerate(gekozen, 1)]
    return _schrijf(regels, uitvoeren_op, sleutel, gebruiker)


def _zelfde(eerder: Betaalopdracht, facturen: Sequence[int], uitvoeren_op: date) -> Betaalopdracht:
    if (set(eerder.regels.values_list("factuur", flat=True)), eerder.uitvoeren_op) == (set(facturen), uitvoeren_op):
        return eerder
    zin = _(
        "Dit formulier is al gebruikt voor betaalopdracht %(opdracht)s. Kijk je keuze na en druk nog eens op Zet klaar."
    )
    raise AlGebruikt(zin % {"opdracht": eerder})


def _schrijf(regels: list[Betaalregel], uitvoeren_op: date, sleutel: UUID, gebruiker: Gebruiker) -> Betaalopdracht:
    totaal = sum((regel.bedrag for regel in regels), Decimal("0.00"))
    wij = Cooperatie.objects.huidig()
    try:
        with transaction.atomic():
            opdracht = Betaalopdracht.objects.create(
                uitvoeren_op=uitvoeren_op,
                aantal=len(regels),
                totaal=totaal,
                van_iban=lees_iban(wij.iban),
                bestand=_bestand(wij, uitvoeren_op, regels),
                sleutel=sleutel,
                klaargezet_door=gebruiker,
            )
            for regel in regels:
                regel.opdracht = opdracht
            Betaalregel.objects.bulk_create(regels)
    except IntegrityError as fout:
        raise vertaal(fout) from fout
    return opdracht


def _op_slot(facturen: Sequence[int]) -> None:
    list(Inkoopfactuur.objects.select_for_update().filter(pk__in=facturen).order_by("pk"))


def _keur_keuze(gekozen: list[Betaalbaar], facturen: Sequence[int], uitvoeren_op: date) -> None:
    try:
        lees_iban(Cooperatie.objects.huidig().iban)
    except ValueError as fout:
        raise FactuurFout(
            _("De coöperatie heeft nog geen goed IBAN. Vraag de beheerder om het in te vullen.")
        ) from fout
    if not facturen:
        raise FactuurFout(_("Kies minstens één factuur."))
    if len(gekozen) != len(set(facturen)):
        raise FactuurFout(_("Een van deze facturen kan nu niet betaald worden. Ververs de pagina."))
    mis = next((rij.mis for rij in gekozen if rij.mis), "")
    if mis:
        raise FactuurFout(mis)
    if uitvoeren_op < timezone.localdate():
        raise FactuurFout(_("Kies vandaag of een dag die nog komt."), "uitvoeren_op")


def _regel(nummer: int, rij: Betaalbaar, sleutel: UUID) -> Betaalregel:
    factuur = rij.stand.factuur
    kenmerk = f"BWK-{sleutel.hex[:10]}-{factuur.pk}"
    return Betaalregel(volgnummer=nummer, factuur=factuur, naar=rij.naar, bedrag=rij.stand.open, kenmerk=kenmerk)


def _bestand(wij: Cooperatie, uitvoeren_op: date, regels: list[Betaalregel]) -> Bestand:
    overboekingen = [
        Overboeking(r.naar.tenaamstelling, r.naar.iban, r.bedrag, f"Factuur {r.factuur.nummer}", r.kenmerk)
        for r in regels
    ]
    inhoud = maak_sepa(naam=wij.naam, iban=wij.iban, uitvoeren_op=uitvoeren_op, overboekingen=overboekingen)
    return Bestand.objects.create(
        naam=f"betaalopdracht-{uitvoeren_op:%Y-%m-%d}.xml",
        type="application/xml",
        sha256=sha256(inhoud).hexdigest(),
        omvang=len(inhoud),
        inhoud=inhoud,
    )


def _doe(opdracht: Betaalopdracht, soort: str, gebruiker: Gebruiker, reden: str = "") -> None:
    try:
        with transaction.atomic():
            Opdrachtdaad.objects.create(opdracht=opdracht, soort=soort, wie=gebruiker, reden=reden)
    except IntegrityError as fout:
        raise vertaal(fout) from fout


@transaction.atomic
def keur_goed(opdracht: Betaalopdracht, *, gebruiker: Gebruiker) -> None:
    """Approve an order as the second person; only then its file can be taken to the bank.

    FactuurFout for who prepared it, for an own payment, for wages that this user may not see (§5.6),
    and when an invoice in it changed since.
    """
    regels = list(_met_loon().filter(opdracht=opdracht).select_related("naar", "factuur"))
    if rollen.actieve_rol(gebruiker) not in LOON_ZIEN and any(vars(regel)["loon"] for regel in regels):
        raise FactuurFout(_("In deze opdracht zitten lonen. Het bestuur keurt haar goed."))
    if any(is_eigen_betaling(gebruiker, regel.factuur.leverancier_id, regel.naar) for regel in regels):
        raise FactuurFout(_("In deze opdracht zit een betaling aan jezelf. Iemand anders keurt haar goed."))
    _keur_regels(opdracht)
    _doe(opdracht, "goedgekeurd", gebruiker)


def _keur_regels(opdracht: Betaalopdracht) -> None:
    """Refuse the first payment that is not right any more. Locks: the rows of the invoices, in order."""
    _op_slot(list(opdracht.regels.values_list("factuur", flat=True)))
    for bezwaar in _bezwaren(opdracht.regels.select_related("naar", "factuur")):
        raise FactuurFout(bezwaar)


def _bezwaren(regels: Iterable[Betaalregel]) -> Iterator[str]:
    """Return a sentence for each payment of which the file says something else than the books do now."""
    regels = list(regels)
    nu = {rij.pk: rij for rij in Inkoopfactuur.objects.filter(pk__in=[r.factuur_id for r in regels]).met_stand()}
    naar = rekeningen_van(nu.values())
    for regel in regels:
        yield from _bezwaar(regel, nu[regel.factuur_id], naar[regel.factuur.leverancier_id])


def _bezwaar(regel: Betaalregel, factuur: Inkoopfactuur, naar: Bankrekening) -> Iterator[str]:
    geboekt, open_ = vars(factuur)["geboekt"], vars(factuur)["open"]
    if geboekt and open_ == 0:
        zin = _(
            "Factuur %(factuur)s is intussen betaald. "
            "Trek de opdracht in en maak zo nodig een nieuwe zonder deze factuur."
        )
        yield zin % {"factuur": factuur.nummer}
    elif not (regel.loopt and geboekt and open_ == regel.bedrag):  # paid in part, paid and undone, turned back
        zin = _("Factuur %(factuur)s is veranderd. Trek deze opdracht in en maak een nieuwe.")
        yield zin % {"factuur": factuur.nummer}
    elif naar.pk != regel.naar_id:
        zin = _("Het rekeningnummer van %(naam)s is veranderd. Trek deze opdracht in en maak een nieuwe.")
        yield zin % {"naam": regel.naar.tenaamstelling}


@transaction.atomic
def haal_op(opdracht: Betaalopdracht) -> Bestand:
    """Return the file for the bank. Before the bank has it FactuurFout when a payment in it is not right any more."""
    if not opdracht.daden.filter(soort="verzonden").exists():
        _keur_regels(opdracht)
    return opdracht.bestand


@transaction.atomic
def meld_verzonden(opdracht: Betaalopdracht, *, gebruiker: Gebruiker) -> None:
    """Note that the approved file went to the bank; from then on the order is not withdrawn any more.

    FactuurFout when an invoice in it was paid or changed since.
    """
    _keur_regels(opdracht)
    _doe(opdracht, "verzonden", gebruiker)


@transaction.atomic
def stop(opdracht: Betaalopdracht, *, reden: str, gebruiker: Gebruiker) -> None:
    """Withdraw an order that did not go to the bank, or note that the bank refused it: its invoices are free again."""
    laatste = opdracht.daden.order_by("-pk").first()
    soort = "geweigerd" if laatste and laatste.soort == "verzonden" else "ingetrokken"
    _doe(opdracht, soort, gebruiker, reden)
    opdracht.regels.filter(loopt=True).update(loopt=False)


@dataclass(frozen=True)
class Opdrachtstand:
    """An order with what people did with it, as one user may see it: its payments have ``loon``."""

    opdracht: Betaalopdracht
    daden: tuple[Opdrachtdaad, ...]
    regels: tuple[Betaalregel, ...]
    ziet_loon: bool
    bezwaren: tuple[str, ...] = ()  # why its file may not go to the bank, for an order that is not there yet

    @property
    def loon(self) -> bool:
        """Whether an invoice in it has a line on a wage account."""
        return any(vars(regel)["loon"] for regel in self.regels)

    @property
    def dicht(self) -> bool:
        """Whether its total stays hidden: with the other payments it would tell what the wages were."""
        return self.loon and not self.ziet_loon

    @property
    def soorten(self) -> set[str]:
        return {daad.soort for daad in self.daden}

    @property
    def gestopt(self) -> bool:
        return bool(self.soorten & {"ingetrokken", "geweigerd"})

    @property
    def wacht(self) -> bool:
        """Whether it waits for the second person."""
        return not self.daden

    @property
    def goedgekeurd(self) -> bool:
        """Whether its file may go out."""
        return "goedgekeurd" in self.soorten and not self.gestopt

    @property
    def verzonden(self) -> bool:
        return "verzonden" in self.soorten and not self.gestopt

    @property
    def betaald(self) -> bool:
        """Whether nothing of it runs any more because the bank paid it."""
        return self.verzonden and not any(regel.loopt for regel in self.regels)

    @property
    def kan_stoppen(self) -> bool:
        return not self.gestopt and not self.betaald

    @property
    def nieuwe_rekeningen(self) -> list[Betaalregel]:
        """Return the payments to an account number of less than thirty days old: the second person looks twice."""
        vandaag = timezone.localdate()
        open_ = [regel for regel in self.regels if self.ziet_loon or not vars(regel)["loon"]]
        return [regel for regel in open_ if regel.naar.is_net_nieuw(vandaag)]


def _met_loon() -> QuerySet[Betaalregel]:
    """Return payments with ``loon``: whether their invoice has a line on a wage account."""
    regels = Factuurregel.objects.filter(factuur=OuterRef("factuur"), rekening__loon=True)
    return Betaalregel.objects.annotate(loon=Exists(regels)).order_by("volgnummer")


def stand_van_opdracht(opdracht: Betaalopdracht, gebruiker: Gebruiker) -> Opdrachtstand:
    """Return one order with its payments and acts."""
    regels = _met_loon().filter(opdracht=opdracht).select_related("naar__vervangt", "factuur__leverancier")
    daden = opdracht.daden.select_related("wie").order_by("pk")
    stand = Opdrachtstand(opdracht, tuple(daden), tuple(regels), rollen.actieve_rol(gebruiker) in LOON_ZIEN)
    return stand if stand.gestopt or stand.verzonden else replace(stand, bezwaren=tuple(_bezwaren(stand.regels)))


def opdrachten_in(jaar: int, gebruiker: Gebruiker) -> list[Opdrachtstand]:
    """Return the orders of a year, newest first."""
    rijen = Betaalopdracht.objects.filter(klaargezet_op__year=jaar).select_related("klaargezet_door")
    rijen = rijen.prefetch_related("daden", Prefetch("regels", _met_loon())).order_by("-pk")
    ziet = rollen.actieve_rol(gebruiker) in LOON_ZIEN
    return [Opdrachtstand(rij, tuple(rij.daden.all()), tuple(rij.regels.all()), ziet) for rij in rijen]
