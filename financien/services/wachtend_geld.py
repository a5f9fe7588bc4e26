"""What waits at the bank and with the financiers: bank lines to book, and instalments that are late."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Boeking, Rekeningsoort, Termijn, Toekenning
from financien.models.toekenning import SLOT
from financien.models.toekenningslot import BINDEND
from financien.services.saldi import NUL
from financien.services.termijnen import BETAALTERMIJN, met_verzoek
from financien.services.toekenningstand import TERUG, TUSSEN

BANK, TERMIJN = "bankregels", "termijn"
_GELD = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True)
class Wachtgeld:
    """How many bank lines are not booked, and of which grants an instalment is late."""

    bankregels: int = 0
    toekenningen: tuple[int, ...] = ()

    @property
    def iets(self) -> bool:
        return bool(self.bankregels or self.toekenningen)


def vragen(gebruiker: Gebruiker, vandaag: date) -> list[QuerySet]:
    """Return the questions behind it, of what this user can do something about; to be asked with those of others."""
    uit = []
    if rollen.mag(gebruiker, "financien.bank"):
        regels = Bankregel.objects.open().order_by().annotate(wat=Value(BANK), daad=Value(""))
        uit.append(regels.values("wat", "daad").annotate(n=Count("pk")).values_list("wat", "n", "daad"))
    if rollen.mag(gebruiker, "financien.toekenningen_wijzigen"):
        rijen = te_laat(vandaag).order_by().annotate(wat=Value(TERMIJN), daad=Value(""))
        uit.append(rijen.values_list("wat", "pk", "daad"))
    return uit


def uit_rijen(rijen: Iterable[tuple[str, int, str]]) -> Wachtgeld:
    """Return what waits from the rows of these questions; rows of other questions are left alone."""
    per = [(wat, waarde) for wat, waarde, _daad in rijen if wat in (BANK, TERMIJN)]
    return Wachtgeld(sum(n for wat, n in per if wat == BANK), tuple(pk for wat, pk in per if wat == TERMIJN))


def te_laat(vandaag: date) -> QuerySet[Toekenning]:
    """Return the decided grants of which less came in than was due before today, as ``termijnstanden`` says.

    What a lower final decision takes away is taken from the last instalments. A grant without instalments is due two
    weeks after its request, as ``verzoekstand`` says. ``binnen``: what does not have to come any more, as ``gehad``
    says; ``verviel``: what was due of it.
    """
    termijnen = Termijn.objects.filter(toekenning=OuterRef("pk"), vervalt__lt=vandaag).order_by().values("toekenning")
    som = Subquery(termijnen.annotate(som=Sum("bedrag", output_field=_GELD)).values("som"), output_field=_GELD)
    rijen = Toekenning.objects.met_status().filter(nu__in=(*BINDEND, *SLOT)).exclude(aard=Toekenning.Aard.NATURA)
    rijen = met_verzoek(rijen).annotate(toegekend=Coalesce("vastgesteld", "bedrag", output_field=_GELD))
    rijen = rijen.annotate(binnen=_gehad(vandaag))
    gevraagd = Case(When(verzoek_op__lt=vandaag - BETAALTERMIJN, then=F("verzoek_bedrag")))
    verviel = Coalesce(som, F("binnen") + gevraagd, NUL, output_field=_GELD)
    return rijen.annotate(verviel=Least(verviel, "toegekend", output_field=_GELD)).filter(verviel__gt=F("binnen"))


def _gehad(vandaag: date) -> Case:
    """Return ``toekenningstand.gehad`` of a grant as an expression, after ``met_verzoek`` and ``met_status``."""
    ontvangen = _saldo(
        vandaag, lambda kant: ~Q(**{f"{kant}__soort": Rekeningsoort.BATEN}) & ~Q(**{f"{kant}__nummer__in": TUSSEN})
    )
    teveel = NUL - _saldo(vandaag, lambda kant: Q(**{f"{kant}__nummer__in": TUSSEN}))
    terug = NUL - _saldo(vandaag, lambda kant: Q(**{f"{kant}__nummer": TERUG}))
    schuld = Least(terug, Greatest(teveel, NUL), output_field=_GELD)
    met_eraf = When(~Q(eraf=0), vastgesteld=None, then=ontvangen + F("eraf") - schuld)
    return Case(met_eraf, default=ontvangen, output_field=_GELD)


def _saldo(vandaag: date, telt: Callable[[str], Q]) -> Coalesce:
    """Return the balance (debit minus credit) of a grant on the accounts that count."""
    debet, credit = (Sum("bedrag", filter=telt(kant), default=NUL) for kant in ("debet", "credit"))
    rijen = Boeking.objects.filter(toekenning=OuterRef("pk")).tot_en_met(vandaag).order_by().values("toekenning")
    som = Subquery(rijen.annotate(som=debet - credit).values("som"), output_field=_GELD)
    return Coalesce(som, NUL, output_field=_GELD)
