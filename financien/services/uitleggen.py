"""Say why a line differs from its budget, and set from which difference on that is asked."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Afwijking, Afwijkingsgrens, Kostenpost
from financien.services.gezien import is_verouderd, merk
from kamers.models import Kamer


class UitlegFout(ValueError):
    """The sentence cannot be stored; the text is a Dutch sentence."""


class UitlegGewijzigd(UitlegFout):
    """Someone else wrote a sentence after the page was made."""

    def __init__(self, nu: Afwijking):
        zin = _("Iemand anders schreef net: “%(tekst)s” Kijk wat klopt en sla dan opnieuw op.")
        super().__init__(zin % {"tekst": nu.tekst})
        self.nu = nu


def _open_jaar(jaar: int) -> Jaar:
    rij = Jaar.objects.select_for_update().get(jaar=jaar)  # waits for whoever settles the year
    if rij.status == Jaar.Status.VASTGESTELD:
        raise UitlegFout(_("%(jaar)s is vastgesteld. De uitleg verandert niet meer.") % {"jaar": jaar})
    return rij


@transaction.atomic
def leg_uit(
    *,
    jaar: int,
    kamer: Kamer,
    post: Kostenpost | None,
    maand: int,
    verschil: Decimal,
    tekst: str,
    gebruiker: Gebruiker,
    gezien: str = "",
) -> Afwijking:
    """Store why a line of a room differs up to a month; a second sentence for that month replaces the first.

    ``verschil`` is the difference as it was shown: the sentence holds until it moves on by more than the limit. The
    audit trail keeps what stood there before. ``gezien``: the ``merk_van`` what was seen. UitlegFout when the year is
    settled, UitlegGewijzigd when someone else was first.
    """
    rij = _open_jaar(jaar)
    nu = Afwijking.objects.tot_en_met(jaar, maand).filter(kamer=kamer, post=post).last()
    if nu and is_verouderd(gezien, merk_van(nu)):
        raise UitlegGewijzigd(nu)
    nieuw = {"verschil": verschil, "tekst": tekst, "auteur": gebruiker, "op": timezone.now()}
    return Afwijking.objects.update_or_create(jaar=rij, kamer=kamer, post=post, maand=maand, defaults=nieuw)[0]


def merk_van(zin: Afwijking | None) -> str:
    """Return the mark of the sentence that stands at a line."""
    return merk(zin and (zin.maand, zin.tekst))


@transaction.atomic
def zet_grens(*, jaar: int, procent: int, bedrag: Decimal) -> Afwijkingsgrens:
    """Set from which difference on a sentence is needed in a year. UitlegFout when the year is settled."""
    grens, _nieuw = Afwijkingsgrens.objects.update_or_create(
        jaar=_open_jaar(jaar), defaults={"procent": procent, "bedrag": bedrag}
    )
    return grens
