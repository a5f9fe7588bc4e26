"""What is planned in the coming time: series, minus closing days, with what was moved, cancelled or logged."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from kamers.models import Activiteit, Bijeenkomst, Sluiting
from kamers.services.reeksen import dagen


@dataclass(frozen=True)
class Gepland:
    """One occurrence: as the series says, or as it was moved, cancelled or logged (``rij``).

    ``sluiting``: why it does not take place, when the room is closed or the activity rests in a school holiday.
    """

    activiteit: Activiteit
    gepland: date
    dag: date
    begin: time
    eind: time
    rij: Bijeenkomst | None = None
    sluiting: Sluiting | None = None

    @property
    def naam(self) -> str:
        return self.rij.naam if self.rij else self.activiteit.naam

    @property
    def vervallen(self) -> bool:
        return self.rij is not None and self.rij.status == Bijeenkomst.Status.VERVALLEN

    @property
    def verplaatst(self) -> bool:
        """Whether it stands on another day or at another time than the series says, now or when it was logged."""
        anders = self.gepland != self.dag or (self.begin, self.eind) != (self.activiteit.begin, self.activiteit.eind)
        return self.rij is not None and not self.vervallen and anders

    @property
    def gaat_door(self) -> bool:
        return not self.vervallen and self.sluiting is None


def planning(activiteiten: QuerySet[Activiteit], van: date, tot: date) -> list[Gepland]:
    """Return every occurrence of these activities from a day to a day, in order of time; three queries."""
    in_beeld = Bijeenkomst.objects.filter(Q(dag__range=(van, tot)) | Q(gepland__range=(van, tot)))
    loopt = Q(van__lte=tot) & (Q(tot__isnull=True) | Q(tot__gte=van))
    gekozen = activiteiten.filter(loopt | Exists(in_beeld.filter(activiteit=OuterRef("pk"))))
    rijen = {a.pk: a for a in gekozen.select_related("kamer", "soort")}
    genoteerd = {(b.activiteit_id, b.gepland): b for b in in_beeld.filter(activiteit__in=rijen)}
    vrij = list(Sluiting.objects.filter(van__lte=tot, tot__gte=van))
    keren = [
        Gepland(a, dag, dag, a.begin, a.eind, sluiting=sluiting_van(a, dag, vrij))
        for a in rijen.values()
        for dag in dagen(a, van, min(tot, a.kamer.gesloten_op or tot))
        if (a.pk, dag) not in genoteerd
    ]
    keren += [
        Gepland(rijen[b.activiteit_id], b.gepland, b.dag, b.begin, b.eind, b)
        for b in genoteerd.values()
        if van <= b.dag <= tot
    ]
    return sorted(keren, key=lambda k: (k.dag, k.begin, k.activiteit.pk, k.gepland))


def sluiting_van(activiteit: Activiteit, dag: date, vrij: list[Sluiting]) -> Sluiting | None:
    """Return what keeps an activity from taking place on a day; the same rule as ``Activiteit.objects.op_dag``."""
    passend = (s for s in vrij if s.van <= dag <= s.tot and s.kamer_id in (None, activiteit.kamer_id))
    dicht = Sluiting.Soort.DICHT
    return next((s for s in passend if s.soort == dicht or not activiteit.in_vakantie), None)
