"""Who may stand on the card of an activity that is counted by names, in one query however many passes there are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kamers.models import Activiteit, Bijeenkomst, Deelname, Kamer, Persoon
from kamers.services.dag import wie_hielpen
from kamers.services.namen import vouw
from kamers.services.rooster import vrijwilligers_op

KEREN = 3  # who was there the last three times stands on the card
MEESTAL = 40  # so many of them; everyone of last time always
ANDEREN = 12  # so many others stand behind "Iemand anders", who came last first; the rest is found by searching
Mens = Any  # a Persoon with what the query adds: helpt, hoort_hier, keren, vorige, laatst_gezien, roosteruren
OP_VOLGORDE = (F("laatst_gezien").desc(nulls_last=True), "voornaam", "pk")


@dataclass(frozen=True)
class Kaartmensen:
    """Who may have helped; and who may have been there, in the order of the card, ``anderen`` behind a tap."""

    helpers: list[Mens]
    deelnemers: list[Mens]
    anderen: list[Mens]


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
    gewoon = Q(pk__in=laatst.values("persoon"))
    anderen = met_pas.exclude(gewoon).annotate(laatst_gezien=_laatst_gezien()).order_by(*OP_VOLGORDE)[:ANDEREN]
    van_de_kaart = met_pas.filter(gewoon | Q(pk__in=gekozen)).values("pk")
    erbij = Q(pk__in=van_de_kaart) | Q(pk__in=anderen.values("pk")) | Q(pk__in=[*namen, *helpers])
    keren_hier = laatst.filter(persoon=OuterRef("pk")).order_by().values("persoon").annotate(n=Count("pk"))
    rijen = wie_hielpen(kamer, activiteit.pk, dag, Persoon.objects.filter(erbij).values("pk")).annotate(
        helpt=Exists(vrijwilligers_op(kamer, dag).filter(pk=OuterRef("pk"))),
        hoort_hier=Exists(met_pas.filter(pk=OuterRef("pk"))),
        keren=Coalesce(Subquery(keren_hier.values("n")), 0),
        vorige=Exists(Deelname.objects.filter(bijeenkomst__in=keren.values("pk")[:1], persoon=OuterRef("pk"))),
        laatst_gezien=_laatst_gezien(),
    )
    mensen = list(rijen)
    kiesbaar = [persoon for persoon in mensen if persoon.hoort_hier or persoon.pk in namen]
    op_kaart = _op_kaart(kiesbaar, namen | gekozen)
    rest = sorted((persoon for persoon in kiesbaar if persoon not in op_kaart), key=_laatst_eerst)[:ANDEREN]
    helpen = [persoon for persoon in mensen if persoon.helpt or persoon.pk in helpers]
    return Kaartmensen(helpen, op_kaart, sorted(rest, key=_op_naam))


def _laatst_gezien() -> Subquery:
    """Return the newest name of someone that was written down: it says who came last without reading every day."""
    hier = Deelname.objects.filter(persoon=OuterRef("pk")).order_by().values("persoon")
    return Subquery(hier.annotate(nieuwste=Max("pk")).values("nieuwste"))


def _laatst_eerst(persoon: Mens) -> tuple:
    return -(persoon.laatst_gezien or 0), persoon.voornaam, persoon.pk


def _op_naam(persoon: Mens) -> tuple:
    return vouw(persoon.voornaam), persoon.pk


def _op_kaart(kiesbaar: list[Mens], vast: frozenset[int]) -> list[Mens]:
    """Choose who stands on the card itself: chosen, there last time, and who came most of the times before that."""
    vooraan = [persoon for persoon in kiesbaar if persoon.pk in vast or persoon.vorige]
    vaak = sorted((p for p in kiesbaar if p.keren and p not in vooraan), key=lambda p: (-p.keren, _op_naam(p)))
    op_kaart = vooraan + vaak[: max(0, MEESTAL - len(vooraan))]
    return sorted(op_kaart, key=lambda p: (not p.keren, _op_naam(p)))
