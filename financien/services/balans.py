"""The balance sheet at a day: what the cooperative has, and where it came from. Both sides are always equal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from financien.models import Boeking, Grootboekrekening, Rekeningsoort
from financien.models.grootboek import ACTIVA, PASSIVA
from financien.services import loonsom
from financien.services.saldi import NUL, Saldi, Saldo, boekingen, saldi, saldi_per_jaar


@dataclass(frozen=True)
class Balansregel:
    """An account, or the result of a year; the amount has the sign of its own side. ``jaren``: earlier ones in it."""

    naam: str
    bedrag: Decimal
    rekening: Grootboekrekening | None = None
    jaren: tuple[int, ...] = ()


@dataclass(frozen=True)
class Balansgroep:
    """Accounts of one kind with their subtotal."""

    naam: str
    regels: tuple[Balansregel, ...]

    @property
    def totaal(self) -> Decimal:
        return sum((regel.bedrag for regel in self.regels), NUL)


@dataclass(frozen=True)
class Balans:
    """Both sides at the end of a day."""

    dag: date
    activa: tuple[Balansgroep, ...]
    passiva: tuple[Balansgroep, ...]

    @property
    def totaal_activa(self) -> Decimal:
        return sum((groep.totaal for groep in self.activa), NUL)

    @property
    def totaal_passiva(self) -> Decimal:
        return sum((groep.totaal for groep in self.passiva), NUL)


def balans(dag: date, *, loon: bool = True) -> Balans:
    """Return the balance sheet at the end of a day; without ``loon`` what is to be paid of wages is one line.

    The result of earlier years stands apart from that of this year, each less what of it went to the reserves.
    """
    rekeningen = list(Grootboekrekening.objects.select_related("kamer"))
    if not loon:
        rekeningen += loonsom.regels()
    delen = boekingen(tot=dag), boekingen(van=date(dag.year, 1, 1), tot=dag)
    alles, dit_jaar = (saldi(rijen) if loon else loonsom.saldi_met_loonsom(rijen, rekeningen) for rijen in delen)
    activa = _groepen(rekeningen, alles, ACTIVA, 1)
    passiva = _groepen(rekeningen, alles, PASSIVA, -1)
    resultaat = _resultaat(rekeningen, alles, dit_jaar, dag.year)
    return Balans(dag, activa, (resultaat, *passiva) if resultaat.regels else passiva)


def _groepen(rekeningen, stand: Saldi, soorten, teken: int) -> tuple[Balansgroep, ...]:
    groepen = []
    for soort in soorten:
        hier = [r for r in rekeningen if r.soort == soort and r.pk in stand and not r.is_resultaat]
        eigen = [(r, teken * stand[r.pk].waarde) for r in hier]
        regels = tuple(Balansregel(r.naam, bedrag, r) for r, bedrag in eigen if bedrag)
        if regels:
            groepen.append(Balansgroep(str(GROEPEN[soort]()), regels))
    return tuple(groepen)


def _resultaat(rekeningen, alles: Saldi, dit_jaar: Saldi, jaar: int) -> Balansgroep:
    pks = [r.pk for r in rekeningen if r.is_resultaat]
    totaal, nu = (-sum((stand.get(pk, Saldo()).waarde for pk in pks), NUL) for stand in (alles, dit_jaar))
    regels = []
    if totaal - nu:
        naam = _("Resultaat van eerdere jaren, nog te bestemmen")
        regels.append(Balansregel(naam, totaal - nu, jaren=_jaren_voor(jaar, pks)))
    if nu:
        regels.append(Balansregel(_("Resultaat %(jaar)s") % {"jaar": jaar}, nu))
    return Balansgroep(_("Resultaat"), tuple(regels))


def _jaren_voor(jaar: int, pks: list[int]) -> tuple[int, ...]:
    """Return the years before this one of which something of the result is left. One query."""
    per_jaar = saldi_per_jaar(boekingen(tot=date(jaar - 1, 12, 31)))
    rest = {ander: sum((s.get(pk, Saldo()).waarde for pk in pks), NUL) for ander, s in per_jaar.items()}
    return tuple(ander for ander, bedrag in sorted(rest.items()) if bedrag)


GROEPEN = {
    Rekeningsoort.BANK: lambda: _("Bank"),
    Rekeningsoort.HANDGELD: lambda: _("Handgeldrekeningen van kamers"),
    Rekeningsoort.KAS: lambda: _("Kas van kamers"),
    Rekeningsoort.VORDERING: lambda: _("Vorderingen"),
    Rekeningsoort.OVERLOPEND_ACTIEF: lambda: _("Vooruitbetaald en nog te ontvangen"),
    Rekeningsoort.RESERVE: lambda: _("Reserves"),
    Rekeningsoort.BEGINBALANS: lambda: _("Beginbalans"),
    Rekeningsoort.SCHULD: lambda: _("Schulden"),
    Rekeningsoort.OVERLOPEND_PASSIEF: lambda: _("Vooruitontvangen en nog te betalen"),
}


def eerste_dag() -> date | None:
    """Return the day of the oldest booking, or None when the books are empty."""
    return Boeking.objects.order_by("boekstuk__datum").values_list("boekstuk__datum", flat=True).first()
