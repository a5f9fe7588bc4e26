"""Where an invoice stands, computed from what people decided and what is in the books."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from financien.models import Betaalregel, Factuurakkoord, Factuurregel, Inkoopfactuur, Rekeningsoort
from financien.models.factuur import InkoopfactuurQuerySet
from financien.services.toekenningstand import TERUG
from financien.services.werkdagen import werkdagen_later

WERKDAGEN = 5  # so long a second pair of eyes has time (domain.md §6.4)


class Stand(models.TextChoices):
    """The steps of an invoice, in their order."""

    INGEVOERD = "ingevoerd", _("wacht op de kamer")
    GEZIEN = "gezien", _("wacht op de penningmeester")
    TERUGGEDRAAID = "teruggedraaid", _("teruggedraaid")
    TE_BETALEN = "te betalen", _("te betalen")
    OPDRACHT = "opdracht", _("in een betaalopdracht")
    ONDERWEG = "onderweg", _("onderweg")
    TEGOED = "tegoed", _("terug te krijgen")
    BETAALD = "betaald", _("betaald")
    AFGEKEURD = "afgekeurd", _("afgekeurd")


@dataclass(frozen=True)
class Factuurstand:
    """An invoice with its status. ``wacht_op``: the rooms that did not say yes yet; None stands for all rooms."""

    factuur: Inkoopfactuur
    stand: Stand
    totaal: Decimal
    open: Decimal
    akkoorden: tuple[Factuurakkoord, ...]  # of this round, also what was taken back
    wacht_op: frozenset[int | None]
    te_laat: bool
    sinds: date  # of this round: when it came, was changed, or a yes was taken back
    regels: tuple[Factuurregel, ...]
    betaling: Betaalregel | None = None  # the payment that is prepared or under way
    samen: bool = False  # other rooms share it: then these are the own lines, and the total is theirs

    @property
    def vrij(self) -> Decimal:
        """How much of it may go into an order now."""
        return vrij_van(self.factuur)

    @property
    def opdracht(self) -> int | None:
        """Return the key of the order that pays it, while that runs."""
        return next((rij.opdracht_id for rij in vars(self.factuur)["lopende_betaling"]), None)

    @property
    def beoordeeld(self) -> bool:
        """Whether someone decided something in this round: then the invoice stands."""
        return bool(self.akkoorden)

    @property
    def beslist(self) -> bool:
        """Whether the treasurer booked it, or someone rejected it, in this round."""
        return any(rij.soort in ("akkoord", "afgekeurd") for rij in self.akkoorden)

    def terug_te_nemen_door(self, gebruiker) -> tuple[Factuurakkoord, ...]:
        """Return what this user said that still holds and may be taken back: nobody decided after it."""
        if self.beslist:
            return ()
        return tuple(a for a in geldig(self.akkoorden) if a.wie_id == gebruiker.pk and a.soort in ("gezien", "alleen"))

    @property
    def in_de_boeken(self) -> bool:
        """Whether its costs are booked: then it changes by a reversal only."""
        return bool(vars(self.factuur)["geboekt"])

    @property
    def stond_open(self) -> bool:
        """Whether it was open before the books began here: its costs are of then (``openposten``)."""
        return any(regel.rekening.soort != Rekeningsoort.KOSTEN for regel in self.factuur.regels.all())

    @property
    def terugbetaling(self) -> bool:
        """Whether it is money of a grant that goes back to its financier (``terugbetaling``)."""
        return any(regel.rekening.nummer == TERUG for regel in self.factuur.regels.all())

    @property
    def loon(self) -> bool:
        """Whether a line of it tells a wage, so that the kascommissie does not see it (domain.md §5.6)."""
        return any(regel.rekening.loon for regel in self.factuur.regels.all())

    @property
    def mag_alleen(self) -> bool:
        """Whether nobody looked for so long that the treasurer may go on with a reason."""
        return self.stand == Stand.INGEVOERD and timezone.localdate() > werkdagen_later(self.sinds, WERKDAGEN)

    @property
    def wacht_op_namen(self) -> str:
        """Return for whom it waits, in words: the rooms, or the project coach for what all of them share."""
        namen = {regel.kamer_id: str(regel.kamer) for regel in self.factuur.regels.all() if regel.kamer}
        coach = [gettext("de projectcoach")] if None in self.wacht_op else []
        return ", ".join([namen[pk] for pk in namen if pk in self.wacht_op] + coach)

    @property
    def wacht_op_kort(self) -> str:
        """Return the same for a list: more rooms are a number."""
        kamers = len(self.wacht_op - {None})
        return gettext("%(n)s kamers") % {"n": kamers} if kamers > 1 else self.wacht_op_namen

    def te_zien_door(self, gebruiker) -> frozenset[int | None]:
        """Return for which rooms this user can say yes now: the own ones, or all for who coaches them."""
        if self.stand != Stand.INGEVOERD or is_eigen(gebruiker, self.factuur.leverancier_id):
            return frozenset()
        bereik = rollen.bereik(gebruiker)
        return frozenset({None}) if bereik.alles else self.wacht_op & bereik.kamers


def is_eigen(gebruiker, partner: int) -> bool:
    """Whether the user works for this partner: then it is an own invoice, and someone else decides."""
    return any(info.partner == partner for info in rollen.aanstellingen(gebruiker))


def met_alles(facturen: InkoopfactuurQuerySet) -> InkoopfactuurQuerySet:
    """Read what ``stand_van`` needs: five questions, whatever the number of invoices."""
    akkoorden = Factuurakkoord.objects.select_related("wie", "kamer", "boekstuk").order_by("pk")
    lopend = Betaalregel.objects.met_stand().onderweg().select_related("opdracht").order_by("pk")
    return (
        facturen.met_stand()
        .select_related("leverancier", "ingevoerd_door")
        .prefetch_related(
            Prefetch("akkoorden", akkoorden),
            Prefetch("regels", Factuurregel.objects.select_related("rekening", "kamer")),
            Prefetch("betaalregels", lopend, to_attr="lopende_betaling"),
        )
    )


def stand_van(factuur: Inkoopfactuur, vandaag: date | None = None) -> Factuurstand:
    """Return where an invoice from ``met_alles`` stands."""
    akkoorden = tuple(rij for rij in factuur.akkoorden.all() if rij.ronde == factuur.ronde)
    wacht_op = _wacht_op(factuur, geldig(akkoorden))
    stand = _stand(factuur, {rij.soort for rij in akkoorden}, wacht_op)
    klaar = stand in (Stand.BETAALD, Stand.AFGEKEURD, Stand.TEGOED) or factuur.credit
    return Factuurstand(
        factuur,
        stand,
        vars(factuur)["totaal"],
        vars(factuur)["open"],
        akkoorden,
        wacht_op if stand == Stand.INGEVOERD else frozenset(),
        not klaar and factuur.is_te_laat(vandaag or timezone.localdate()),
        timezone.localdate(max([factuur.ingevoerd_op, *(rij.op for rij in akkoorden if rij.soort == "terug")])),
        tuple(factuur.regels.all()),
        next(iter(vars(factuur)["lopende_betaling"]), None),
    )


def zoals_gezien(stand: Factuurstand, gebruiker) -> Factuurstand:
    """Return what this user sees of it: who works in a room sees the lines of the own rooms, and their sum."""
    bereik = rollen.bereik(gebruiker)
    eigen = tuple(regel for regel in stand.regels if bereik.alles or regel.kamer_id in bereik.kamers)
    if len(eigen) == len(stand.regels):
        return stand
    totaal = sum((regel.bedrag for regel in eigen), Decimal("0.00"))
    return replace(stand, regels=eigen, totaal=totaal, samen=True)


def geldig(akkoorden: Sequence[Factuurakkoord]) -> list[Factuurakkoord]:
    """Return what holds of these acts, as the queryset says: neither what was taken back, nor the taking back."""
    weg = {rij.neemt_terug_id for rij in akkoorden}
    return [rij for rij in akkoorden if rij.soort != "terug" and rij.pk not in weg]


def _wacht_op(factuur: Inkoopfactuur, akkoorden: Sequence[Factuurakkoord]) -> frozenset[int | None]:
    gezien = {rij.kamer_id for rij in akkoorden if rij.soort == "gezien"}
    if None in gezien or any(rij.soort == "alleen" for rij in akkoorden):
        return frozenset()
    return frozenset(regel.kamer_id for regel in factuur.regels.all()) - gezien


def _stand(factuur: Inkoopfactuur, soorten: set[str], wacht_op: frozenset) -> Stand:
    gelezen = vars(factuur)  # what ``met_alles`` added
    if gelezen["open"] < 0 and (gelezen["af"] or gelezen["geboekt"]):
        return Stand.TEGOED
    if gelezen["af"]:
        return _betaalstand(factuur) if gelezen["open"] else Stand.AFGEKEURD
    if "akkoord" not in soorten:
        return Stand.INGEVOERD if wacht_op else Stand.GEZIEN
    if not gelezen["geboekt"]:
        return Stand.TERUGGEDRAAID
    return _betaalstand(factuur) if gelezen["open"] else Stand.BETAALD


def vrij_van(factuur: Inkoopfactuur) -> Decimal:
    """Return how much of an invoice from ``met_alles`` may go into an order: what is open, and not under way.

    An order that runs holds all of it; what left the bank while its line is open holds just that part.
    """
    open_, lopend = vars(factuur)["open"], vars(factuur)["lopende_betaling"]
    if any(regel.loopt for regel in lopend):
        return Decimal("0.00")
    return open_ - sum((vars(regel)["rest"] for regel in lopend), Decimal("0.00"))


def _betaalstand(factuur: Inkoopfactuur) -> Stand:
    gelezen = vars(factuur)
    if not gelezen["lopende_betaling"] or vrij_van(factuur) > 0:
        return Stand.TE_BETALEN
    weg = any(is_weg(regel) for regel in gelezen["lopende_betaling"])
    return Stand.ONDERWEG if weg else Stand.OPDRACHT


def is_weg(regel: Betaalregel) -> bool:
    """Whether a payment from ``met_stand`` went to the bank: someone noted it, or the bank shows or showed it."""
    return vars(regel)["verzonden"] or is_getoond(regel)


def is_getoond(regel: Betaalregel) -> bool:
    """Whether the bank shows (part of) a payment from ``met_stand``, or showed it and its bank line is open again."""
    return bool(vars(regel)["afgeschreven"] or vars(regel)["eens_getoond"])


def een(factuur: int | Inkoopfactuur) -> Factuurstand:
    """Return where one invoice stands now."""
    pk = factuur if isinstance(factuur, int) else factuur.pk
    return stand_van(met_alles(Inkoopfactuur.objects.filter(pk=pk)).get())
