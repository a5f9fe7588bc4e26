"""Who may stand on the card of an activity that is counted by names, in one query however many passes there are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kamers.models import Activiteit, Bijeenkomst, Deelname, Kamer, Persoon
from kamers.services.dag import wie_hielpen
from kamers.services.namen import vouw
from kamers.services.rooster import vrijwilligers_op

KEREN = 3  # who was there the last three times stands on the card
MEESTAL = 40  # so many of them; everyone of last time always
ANDEREN = 12  # so many others stand behind "Iemand anders", who came last first; the rest is found by searching


@dataclass(frozen=True)
class Kaartmensen:
    """Who may have helped; and who may have been there, in the order of the card, ``anderen`` behind a tap."""

    helpers: list[Persoon]
    deelnemers: list[Persoon]
    anderen: list[Persoon]


def op_de_kaart(
    kamer: Kamer,
    activiteit: Activiteit,
    dag: date,
    *,
    helpers: list[int],
    namen: frozenset[int],
    gekozen: frozenset[int],
) -> Kaartmensen:
    """Return the people of a card. ``helpers`` and ``namen`` stand at the occurrence, ``gekozen`` were chosen by hand.

    Who was chosen has a pass of this room; who stands there already stays on the card, also when forgotten since.
    """
    met_pas = Persoon.objects.met_pas().filter(kamers=kamer)
    keren = Bijeenkomst.objects.genoteerd().filter(activiteit=activiteit, dag__lt=dag).order_by("-dag", "-begin")
    laatst = Deelname.objects.filter(bijeenkomst__in=keren.values("pk")[:KEREN])
    bij_kaart = Q(pk__in=met_pas.filter(Q(pk__in=gekozen) | Q(pk__in=laatst.values("persoon"))).values("pk"))
    kiesbaar = bij_kaart | Q(pk__in=namen) | Q(pk__in=_anderen(kamer, met_pas, laatst).values("pk")[:ANDEREN])
    helpt = Q(pk__in=vrijwilligers_op(kamer, dag).values("pk")) | Q(pk__in=helpers)
    allen = Persoon.objects.filter(kiesbaar | Q(pk__in=helpers))
    keren_hier = laatst.filter(persoon=OuterRef("pk")).order_by().values("persoon").annotate(n=Count("pk"))
    rijen = wie_hielpen(kamer, activiteit.pk, dag, allen.values("pk")).annotate(
        helpt=Exists(Persoon.objects.filter(helpt, pk=OuterRef("pk"))),
        kiesbaar=Exists(Persoon.objects.filter(kiesbaar, pk=OuterRef("pk"))),
        keren=Coalesce(Subquery(keren_hier.values("n")), 0),
        vorige=Exists(Deelname.objects.filter(bijeenkomst__in=keren.values("pk")[:1], persoon=OuterRef("pk"))),
    )
    return _verdeel(list(rijen), namen | gekozen)


def _anderen(kamer: Kamer, met_pas, laatst):
    """Order who was not there the last times: who came to the room last, first."""
    hier = Deelname.objects.filter(persoon=OuterRef("pk"), bijeenkomst__kamer=kamer)
    rest = met_pas.exclude(pk__in=laatst.values("persoon"))
    op_volgorde = rest.annotate(hier=Subquery(hier.order_by("-bijeenkomst__dag").values("bijeenkomst__dag")[:1]))
    return op_volgorde.order_by(F("hier").desc(nulls_last=True), "voornaam", "pk")


def _verdeel(mensen: list[Persoon], vast: frozenset[int]) -> Kaartmensen:
    kiesbaar = [persoon for persoon in mensen if persoon.kiesbaar]
    vooraan = [persoon for persoon in kiesbaar if persoon.pk in vast or persoon.vorige]
    vaak = sorted((p for p in kiesbaar if p.keren and p not in vooraan), key=lambda p: (-p.keren, p.voornaam, p.pk))
    op_kaart = vooraan + vaak[: max(0, MEESTAL - len(vooraan))]
    op_naam = sorted(op_kaart, key=lambda p: (not p.keren, vouw(p.voornaam), p.pk))
    anderen = sorted((p for p in kiesbaar if p not in op_kaart), key=lambda p: (vouw(p.voornaam), p.pk))
    return Kaartmensen([p for p in mensen if p.helpt], op_naam, anderen[:ANDEREN])
