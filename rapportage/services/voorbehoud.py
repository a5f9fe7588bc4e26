"""What is not finished yet in the year of an annual report, before it is recorded for good."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.models import Versie
from kamers.models import Kamer, Teljaar
from rapportage.models import Meting, Rapport
from rapportage.tabellen.bouw_prestaties import wordt_gemeten


class NietGezien(ValidationError):
    """The year is not finished, and that was not ticked as it stands now."""

    def __init__(self):
        super().__init__(_("Er is niets vastgelegd. Lees wat er nog mist. Wil je dit nu al delen? Zet dan het vinkje."))


@dataclass(frozen=True)
class Voorbehoud:
    """What is recorded too early: a year that goes on, results to fill in, counting years to close."""

    jaar: int
    loopt: bool = False
    uitkomsten: int = 0
    teljaren: int = 0

    @property
    def aantal(self) -> int:
        return self.uitkomsten + self.teljaren

    @property
    def nodig(self) -> bool:
        return self.loopt or self.aantal > 0

    @property
    def zinnen(self) -> list[str]:
        """Say it in the language of the reader."""
        loopt = [_("%(jaar)s is nog niet voorbij.") % {"jaar": self.jaar}] if self.loopt else []
        return [*loopt, *self._open(), *self._gevolg()]

    def _gevolg(self) -> list[str]:
        """Say what recording now does: a result shows as not measured, what is counted later is not in the report."""
        gevolg = []
        if self.uitkomsten:
            gevolg.append(_("Leg je nu vast? Dan lezen de financiers bij een lege uitkomst: nog niet gemeten."))
        if self.loopt or self.teljaren:
            gevolg.append(_("Wat na het vastleggen nog wordt geteld, komt niet in dit verslag."))
        return gevolg

    def _open(self) -> list[str]:
        uitkomst = ngettext(
            "%(n)s uitkomst is nog niet ingevuld", "%(n)s uitkomsten zijn nog niet ingevuld", self.uitkomsten
        )
        teljaar = ngettext("%(n)s teljaar is nog open", "%(n)s teljaren zijn nog open", self.teljaren)
        delen = [(uitkomst, self.uitkomsten), (teljaar, self.teljaren)]
        zinnen = [zin % {"n": getal(aantal)} for zin, aantal in delen if aantal]
        if len(zinnen) == len(delen):
            return [_("%(een)s en %(ander)s.") % {"een": zinnen[0], "ander": zinnen[1]}]
        return [f"{zin}." for zin in zinnen]


def voorbehoud_van(soort: str, versie: Versie) -> Voorbehoud:
    """Return what is not finished in the year of a version; never anything for an offer. Two queries at most."""
    jaar = versie.jaar.jaar
    if soort != Rapport.Soort.JAARVERSLAG:
        return Voorbehoud(jaar)
    ingevuld = Meting.objects.filter(jaar=versie.jaar, indicator=OuterRef("indicator"), kamer=OuterRef("kamer"))
    doelen = versie.streefwaarden.filter(~Exists(ingevuld), reden="", kamer__oefenkamer=False)
    dicht = Teljaar.objects.filter(jaar=jaar, kamer=OuterRef("pk"))
    kamers = Kamer.objects.tellend().filter(~Exists(dicht), pk__in=versie.streefwaarden.order_by().values("kamer"))
    return Voorbehoud(
        jaar,
        loopt=jaar >= timezone.localdate().year,
        uitkomsten=sum(wordt_gemeten(doel.indicator) for doel in doelen.select_related("indicator")),
        teljaren=kamers.count(),
    )


def controleer_gezien(soort: str, versie: Versie | None, gezien: int | None) -> None:
    """Refuse with NietGezien what is not finished, unless just that many open items were ticked as seen."""
    voorbehoud = voorbehoud_van(soort, versie) if versie else None
    if voorbehoud and voorbehoud.nodig and gezien != voorbehoud.aantal:
        raise NietGezien
