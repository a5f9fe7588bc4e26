"""A day of a room: what was planned, what was logged, what needs repair, and who may have helped."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from buurtwerkkamer import bedragen
from kamers.models import Activiteit, Bijeenkomst, Deelname, Inzet, Kamer, Persoon, Roosterplek
from kamers.services.bereikt import bereikt_voor_elk, te_veel_bekend
from kamers.services.deelnames import telt_op_naam, telt_per_tik
from kamers.services.rooster import vrijwilligers_op
from kamers.services.tikken import half_af, met_de_hand, tikken_van_rij

TERUG = timedelta(days=7)  # so many days back a drop-in that was not finished is shown


@dataclass(frozen=True)
class Helper:
    """Someone who helped, with the hours that count."""

    persoon: int
    naam: str
    uren: Decimal


@dataclass(frozen=True)
class Dagregel:
    """One occurrence on a day: planned, logged, or cancelled."""

    activiteit: Activiteit
    gepland: date
    begin: time
    eind: time
    rij: Bijeenkomst | None = None

    @property
    def naam(self) -> str:
        return self.rij.naam if self.rij else self.activiteit.naam

    @property
    def sleutel(self) -> str:
        """The occurrence in an address: activity and day of the series."""
        return f"{self.activiteit.pk}:{self.gepland.isoformat()}"

    @property
    def versie(self) -> int:
        """What the card shows and sends back: 0 while nothing is written."""
        return self.rij.versie if self.rij else 0

    @property
    def genoteerd(self) -> bool:
        return self.rij is not None and self.rij.status == Bijeenkomst.Status.GENOTEERD

    @property
    def vervallen(self) -> bool:
        return self.rij is not None and self.rij.status == Bijeenkomst.Status.VERVALLEN

    @property
    def verplaatst(self) -> bool:
        return self.rij is not None and self.rij.status == Bijeenkomst.Status.VERPLAATST

    @property
    def open(self) -> bool:
        """Still to be logged, also when it was moved to this day."""
        return not self.genoteerd and not self.vervallen

    @property
    def helpers(self) -> list[Helper]:
        """Who stands at it, also with the 0 hours of who reported to be absent."""
        rijen = getattr(self.rij, "helpers", [])
        return [Helper(h["persoon"], h["naam"], Decimal(h["uren"])) for h in rijen]

    @property
    def alleen_gescand(self) -> bool:
        """Whether passes were scanned and nobody has looked at the card yet: who helped was not asked."""
        return self.genoteerd and _alleen_gescand(self.rij)

    @property
    def namen(self) -> frozenset[int]:
        """Who was there by name."""
        return frozenset(getattr(self.rij, "namen", ()))

    @property
    def met_namen(self) -> bool:
        """Whether its card has names to tick: also to change what was once noted by name."""
        return bool(self.namen) or telt_op_naam(self.activiteit)

    @property
    def tikken_kan(self) -> bool:
        """Whether its card is that of a drop-in, on the day itself: not when names stand there already."""
        return telt_per_tik(self.activiteit) and not self.namen

    @property
    def wie(self) -> str:
        """Say who helped: "Ronald, 1 uur" or "Fatima en Wouter, samen 4 uur"."""
        geholpen = [h for h in self.helpers if h.uren]
        if not geholpen:
            return _("niemand hielp")
        som = bedragen.uren(sum((h.uren for h in geholpen), Decimal(0)))
        namen = get_text_list([h.naam for h in geholpen], _("en"))
        zin = _("%(namen)s, samen %(uren)s uur") if len(geholpen) > 1 else _("%(namen)s, %(uren)s uur")
        return zin % {"namen": namen, "uren": som}


@dataclass(frozen=True)
class Dagbeeld:
    """Everything on a day in order of time, and what needs repair.

    ``nakijken``: the logged occurrences of that year that do not add up. ``half``: of the days before it, the
    drop-ins that were tapped and never finished, and where passes were scanned and no more: hours and answers lack.
    """

    dag: date
    regels: list[Dagregel]
    nakijken: list[Bijeenkomst]
    half: list[Bijeenkomst] = field(default_factory=list)

    def regel(self, sleutel: str) -> Dagregel | None:
        """Return the occurrence with this key, when it stands on this day."""
        return next((r for r in self.regels if r.sleutel == sleutel), None)

    @property
    def eerste_open(self) -> Dagregel | None:
        return next((r for r in self.regels if r.open), None)


def dagbeeld(kamer: Kamer, dag: date) -> Dagbeeld:
    """Return a day of a room, in two queries."""
    rijen = list(_bijeenkomsten(kamer, dag))
    activiteiten = {a.pk: a for a in _activiteiten(kamer, dag)}
    per_keer = {(r.activiteit_id, r.gepland): r for r in rijen}
    regels = [
        Dagregel(activiteiten[r.activiteit_id], r.gepland, r.begin, r.eind, r)
        for r in rijen
        if r.dag == dag and r.activiteit_id in activiteiten
    ]
    regels += [
        Dagregel(a, dag, a.begin, a.eind)
        for a in activiteiten.values()
        if a.op_deze_dag and (a.pk, dag) not in per_keer
    ]
    jaar = [r for r in rijen if r.dag.year == dag.year and r.kwamen_al is not None]
    nakijken = [r for r in jaar if r.kwamen_al > r.bereikt_voor]
    half = [r for r in rijen if dag - TERUG <= r.dag < dag and (half_af(r.tikken) or _alleen_gescand(r))]
    return Dagbeeld(dag, sorted(regels, key=lambda r: (r.begin, r.activiteit.pk)), nakijken, half)


def _alleen_gescand(rij) -> bool:
    ongezien = not getattr(rij, "helpers", []) and not met_de_hand(getattr(rij, "tikken", []))
    return ongezien and bool(getattr(rij, "namen", []) or not rij.deelnemers)


def _bijeenkomsten(kamer: Kamer, dag: date):
    """Return the rows of a day, those moved away from it, and those of its year that count more than was reached."""
    in_de_kamer = Bijeenkomst.objects.filter(kamer=kamer)
    van_de_dag = in_de_kamer.filter(Q(dag=dag) | Q(gepland=dag))
    half = Q(activiteit__hele_dag=True) | Q(op_naam__gt=0)
    kortgeleden = in_de_kamer.genoteerd().filter(half, dag__range=(dag - TERUG, dag))
    keuze = Q(pk__in=van_de_dag.values("pk")) | Q(pk__in=te_veel_bekend(kamer.pk, dag.year))
    keuze |= Q(pk__in=kortgeleden.values("pk"))
    rijen = in_de_kamer.filter(keuze).annotate(
        bereikt_voor=bereikt_voor_elk(kamer.pk, dag.year), helpers=_helpers(), namen=_namen(), tikken=tikken_van_rij()
    )
    return rijen.select_related("soort").order_by("dag", "begin", "pk")


def _helpers():
    paar = JSONObject(persoon="persoon_id", naam="persoon__voornaam", uren=Cast("uren", CharField()))
    rijen = Inzet.objects.filter(bijeenkomst=OuterRef("pk")).order_by("persoon__voornaam", "pk")
    return ArraySubquery(rijen.values(paar=paar))


def _namen():
    return ArraySubquery(Deelname.objects.filter(bijeenkomst=OuterRef("pk")).order_by("pk").values("persoon_id"))


def _activiteiten(kamer: Kamer, dag: date):
    """Return what is planned on a day or was moved to it, with the number of last time."""
    alle = Activiteit.objects.filter(kamer=kamer)
    gepland = alle.op_dag(dag)
    hierheen = Bijeenkomst.objects.filter(kamer=kamer, dag=dag)
    genoteerd = Bijeenkomst.objects.genoteerd().filter(dag__lt=dag)
    vorige = genoteerd.filter(activiteit=OuterRef("pk")).order_by("-dag", "-begin")
    dit_jaar = Bijeenkomst.objects.genoteerd().filter(kamer=kamer, soort=OuterRef("soort"), dag__lte=dag)
    return (
        alle.filter(Q(pk__in=gepland.values("pk")) | Q(pk__in=hierheen.values("activiteit")))
        .select_related("soort", "kamer")
        .annotate(
            op_deze_dag=Exists(gepland.filter(pk=OuterRef("pk"))),
            vorige=Subquery(vorige.values(n=F("kwamen_al") + F("nieuw_soort") + F("op_naam"))[:1]),
            rooster=_rooster(kamer, dag),
            soort_telt_al=Exists(dit_jaar.filter(dag__gte=date(dag.year, 1, 1))),
        )
    )


def _rooster(kamer: Kamer, dag: date):
    """Annotate activities with who is on the rota of a day, by id, and for how long."""
    plekken = Roosterplek.objects.op(dag).filter(activiteit=OuterRef("pk"), persoon__in=vrijwilligers_op(kamer, dag))
    paar = JSONObject(persoon="persoon_id", uren=Cast("uren", CharField()))
    return ArraySubquery(plekken.order_by("persoon", "van").values(paar=paar))


def wie_hielpen(kamer: Kamer, activiteit_id: int, dag: date, erbij: list[int] | QuerySet):
    """Return who may have helped: on the rota first (``roosteruren``), then who helped last, in one query.

    ``erbij``: persons that stand at the occurrence already, also when they have left the room since.
    """
    rooster = Roosterplek.objects.op(dag).filter(activiteit=activiteit_id, persoon=OuterRef("pk"))
    laatste = Inzet.objects.filter(kamer=kamer, persoon=OuterRef("pk")).order_by("-dag")
    personen = Persoon.objects.filter(Q(pk__in=vrijwilligers_op(kamer, dag).values("pk")) | Q(pk__in=erbij))
    return personen.annotate(
        roosteruren=Subquery(rooster.order_by("-van").values("uren")[:1]), laatst=Subquery(laatste.values("dag")[:1])
    ).order_by(F("roosteruren").asc(nulls_last=True), F("laatst").desc(nulls_last=True), "voornaam", "pk")
