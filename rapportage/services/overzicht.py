"""Which reports there are: years, kinds, concepts and editions."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from buurtwerkkamer.models import Jaar, Versie
from financien.models import Accountantsverklaring, Kascontrole
from rapportage.models import Rapport

BESTANDEN = ("pdf", "xlsx", "csv", "json")


@dataclass(frozen=True)
class Soortregel:
    """One kind of report of one year: whether it can be made, and its editions, the newest first."""

    jaar: int
    soort: str
    naam: str
    te_maken: bool
    edities: tuple[Rapport, ...]

    @property
    def vast(self) -> Rapport | None:
        """Return the edition that the members adopted: what counts, so it stands first."""
        return next((rapport for rapport in self.edities if rapport.besluit_op), None)

    @property
    def overige(self) -> tuple[Rapport, ...]:
        """Return the editions that were not adopted, the newest first."""
        return tuple(rapport for rapport in self.edities if not rapport.besluit_op)


@dataclass(frozen=True)
class Jaarregel:
    jaar: int
    fictief: bool
    soorten: tuple[Soortregel, ...]
    accountant: tuple[Accountantsverklaring, ...]
    kascommissie: tuple[Kascontrole, ...]


def edities(gebruiker) -> QuerySet[Rapport]:
    """Return the editions a user may see, with their files but without the bytes. One query."""
    zonder = [f"{vorm}__inhoud" for vorm in BESTANDEN]
    gezien = Rapport.objects.zichtbaar_voor(gebruiker).met_staat()
    rijen = gezien.select_related("jaar", "vastgelegd_door", "versie", *BESTANDEN)
    return rijen.defer(*zonder).order_by("-jaar__jaar", "-soort", "-editie")


def per_jaar(gebruiker, dit_jaar: int) -> list[Jaarregel]:
    """Return every year with something to report, the newest first. Five queries."""
    gemaakt: dict[tuple[int, str], list[Rapport]] = {}
    for rapport in edities(gebruiker):
        gemaakt.setdefault((rapport.jaar.jaar, rapport.soort), []).append(rapport)
    versies = Versie.objects.filter(Q(soort=Versie.Soort.AANBOD) | Q(vastgesteld_op__isnull=False))
    aanwezig = set(versies.values_list("jaar__jaar", "soort"))
    jaren = {jaar for jaar, _soort in aanwezig} | {jaar for jaar, _soort in gemaakt}
    fictief = dict(Jaar.objects.filter(jaar__in=jaren).values_list("jaar", "fictief"))
    gecontroleerd = _gecontroleerd()
    return [
        _jaarregel(jaar, fictief[jaar], dit_jaar, aanwezig, gemaakt, gecontroleerd)
        for jaar in sorted(jaren, reverse=True)
    ]


def _gecontroleerd() -> dict[int, tuple[list[Accountantsverklaring], list[Kascontrole]]]:
    """Return per year what the accountant said, and the checks of the kascommissie that both members signed."""
    per: dict[int, tuple[list, list]] = {}
    for verklaring in Accountantsverklaring.objects.select_related("jaar").order_by("-pk"):
        per.setdefault(verklaring.jaar.jaar, ([], []))[0].append(verklaring)
    for controle in Kascontrole.objects.met_stand().filter(verklaard__gt=1, gestopt=False):
        for jaar in range(controle.van.year, controle.tot.year + 1):
            per.setdefault(jaar, ([], []))[1].append(controle)
    return per


def _jaarregel(jaar: int, fictief: bool, dit_jaar: int, aanwezig: set, gemaakt: dict, gecontroleerd: dict) -> Jaarregel:
    te_maken = {
        Rapport.Soort.JAARVERSLAG: jaar <= dit_jaar and any(rij[0] == jaar for rij in aanwezig),
        Rapport.Soort.AANBOD: (jaar, Versie.Soort.AANBOD) in aanwezig,
    }
    regels = (
        Soortregel(jaar, soort.value, str(soort.label), kan, tuple(gemaakt.get((jaar, soort.value), ())))
        for soort, kan in te_maken.items()
    )
    accountant, kas = gecontroleerd.get(jaar, ([], []))
    return Jaarregel(jaar, fictief, tuple(r for r in regels if r.te_maken or r.edities), tuple(accountant), tuple(kas))
