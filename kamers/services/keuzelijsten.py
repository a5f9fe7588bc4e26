"""The short lists that a form about an activity chooses from, read in one query."""

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast, Concat

from kamers.models import Corporatieproduct, Doelgroep, Domein, Soort

Keuzes = list[tuple[int, str]]


def keuzelijsten() -> dict[str, Keuzes]:
    """Return kinds that count people, products, target groups and domains, each as (id, words) in their order."""
    letter = Concat("letter", Value(". "), "naam", output_field=CharField())
    lijsten = [
        _lijst("soort", Soort.objects.filter(telt=Soort.Telt.UNIEK)),
        _lijst("product", Corporatieproduct.objects.all()),
        _lijst("doelgroepen", Doelgroep.objects.all(), woorden=letter, volgorde=Value(0)),
        _lijst("domeinen", Domein.objects.all()),
    ]
    keuzes: dict[str, Keuzes] = {"soort": [], "product": [], "doelgroepen": [], "domeinen": []}
    for lijst, _volgorde, woorden, pk in lijsten[0].union(*lijsten[1:], all=True).order_by("lijst", "plek", "woorden"):
        keuzes[lijst].append((pk, woorden))
    return keuzes


def _lijst(naam: str, rijen, *, woorden=None, volgorde=None):
    woorden = woorden or Cast(F("naam"), CharField())
    plek = Cast(volgorde or F("volgorde"), IntegerField())
    benoemd = rijen.order_by().annotate(lijst=Value(naam, output_field=CharField()), plek=plek, woorden=woorden)
    return benoemd.values_list("lijst", "plek", "woorden", "pk")
