"""Check the books against their fingerprints: which row was changed, is missing or came in behind our back.

Those of the closings, those that the database made of every row, and what needs none: a document is whole, numbers run
on. It only reads.
"""

from collections.abc import Iterable
from itertools import pairwise

from django.db import connection
from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Bestand, Handeling, Jaar
from financien.models import Boeking, Boekstuk, Bonstap, Jaarafsluiting, Maandafsluiting
from financien.models.boekstuk import LETTER, Dagboek
from financien.services.afdrukken import AANHANG, LATER, Rijen, rijen_van, sha256, van_afsluiting
from financien.services.afsluiten import SOORT_JAAR, SOORT_MAAND, afsluitingen, vast_van
from financien.services.rijafdrukken import afwijkingen

NAMEN = {model._meta.model_name: model._meta.verbose_name for model in (Boekstuk, *AANHANG)}
MAG_ERBIJ = tuple(f"{model._meta.model_name}:" for model in LATER)
Rij = Maandafsluiting | Jaarafsluiting
IN_DE_BOEKEN = (Bonstap.Soort.INGEDIEND, Bonstap.Soort.GOEDGEKEURD, Bonstap.Soort.AFGEWEZEN)
STAPPEN = {(): Jaar.Status.OPEN, ("voorlopig",): Jaar.Status.VOORLOPIG}


def controleer(jaren: Iterable[int] | None = None) -> list[str]:
    """Return a sentence for everything that is not as it was when it was closed; none when all is well."""
    rijen = Jaar.objects.all() if jaren is None else Jaar.objects.filter(jaar__in=jaren)
    uit, genoemd = _logboek(), set[str]()
    for jaar in rijen:
        uit += _jaar(jaar, genoemd)
    buitenom = [zin for sleutel, zin in afwijkingen().items() if sleutel not in genoemd]
    return list(dict.fromkeys([*uit, *buitenom, *_bonnen(rijen), *_bewijzen()]))


def _logboek() -> list[str]:
    """Compare the closings with the acts in the log, both ways: each is the witness of the other."""
    alles: list[Rij] = [*Maandafsluiting.objects.select_related("jaar"), *Jaarafsluiting.objects.select_related("jaar")]
    acts = {h.doel: h for h in Handeling.objects.filter(soort__in=(SOORT_MAAND, SOORT_JAAR))}
    uit = []
    for rij in alles:
        act = acts.pop(rij.doel, None)
        if act is None:
            uit.append(_("De %(wat)s is erbij gekomen: er is geen handeling van.") % {"wat": rij})
        elif (act.na or {}) != {"pk": rij.pk, "sha256": rij.sha256} or act.gebruiker_id != rij.door_id:
            uit.append(_("De %(wat)s is veranderd: het logboek zegt iets anders.") % {"wat": rij})
    return uit + [_("%(doel)s ontbreekt: het logboek kent die afsluiting.") % {"doel": doel} for doel in sorted(acts)]


def _jaar(jaar: Jaar, genoemd: set[str]) -> list[str]:
    """Return what is wrong in a year; ``genoemd`` gets the rows that it names, as "boeking:12"."""
    keten = afsluitingen(jaar)
    uit = [_("De %(wat)s is veranderd.") % {"wat": rij} for rij in keten if rij.sha256 != van_afsluiting(rij)]
    uit += _schakels(jaar, keten)
    stappen = tuple(rij.stap for rij in keten if isinstance(rij, Jaarafsluiting))
    goed = STAPPEN.get(stappen, Jaar.Status.VASTGESTELD)
    if jaar.status != goed:
        zin = _("Jaar %(jaar)s staat op %(staat)s. Volgens de afsluitingen is het %(goed)s.")
        uit.append(zin % {"jaar": jaar, "staat": jaar.get_status_display(), "goed": Jaar.Status(goed).label})
    return uit + _stukken(jaar, keten, genoemd) + _nummers(jaar)


def _schakels(jaar: Jaar, keten: list[Rij]) -> list[str]:
    """Every closing names the sha256 of the one before it; the first that of the year before, when it was settled."""
    uit = []
    for vorig, rij in pairwise(keten):
        if rij.vorige != vorig.sha256:
            uit.append(_("De keten breekt tussen de %(een)s en de %(ander)s.") % {"een": vorig, "ander": rij})
    eerste = keten[0].vorige if keten else ""
    if eerste and eerste != vast_van(jaar.jaar - 1):
        uit.append(_("De keten breekt vóór de %(wat)s.") % {"wat": keten[0]})
    return uit


def _stukken(jaar: Jaar, keten: list[Rij], genoemd: set[str]) -> list[str]:
    bekend = {int(pk): afdruk for rij in keten for pk, afdruk in rij.afdrukken.items()}
    stukken = {stuk.pk: stuk for stuk in Boekstuk.objects.filter(jaar=jaar)}
    stukken |= {stuk.pk: stuk for stuk in Boekstuk.objects.filter(pk__in=bekend)}
    nu = rijen_van(Boekstuk.objects.filter(pk__in=stukken))
    uit = []
    for pk, afdruk in bekend.items():
        if sha256(afdruk["rijen"]) != afdruk["sha256"]:
            uit.append(_("De vingerafdruk van %(stuk)s klopt niet met zichzelf.") % {"stuk": afdruk["stuk"]})
        anders = _verschil(afdruk["stuk"], afdruk["rijen"], nu.get(pk, {}))
        uit += anders.values()
        genoemd.update(anders)
    for pk, stuk in stukken.items():
        if pk not in bekend and _valt_onder(stuk, keten):
            uit.append(_("Boekstuk %(stuk)s (%(pk)s) is erbij gekomen na het afsluiten.") % {"stuk": stuk, "pk": pk})
            genoemd.add(f"boekstuk:{pk}")
    return uit + _onvolledig(stukken)


def _verschil(stuk: str, toen: Rijen, nu: Rijen) -> dict[str, str]:
    """Name each row of a document that is not as it was when it was closed, by "boeking:12"."""
    uit = {}
    for sleutel in sorted({*toen, *nu}):
        model, pk = sleutel.split(":")
        wat = {"stuk": stuk, "rij": NAMEN[model], "pk": pk}
        if sleutel not in nu:
            uit[sleutel] = _("%(stuk)s: %(rij)s %(pk)s ontbreekt.") % wat
        elif sleutel not in toen:
            if not sleutel.startswith(MAG_ERBIJ):
                uit[sleutel] = _("%(stuk)s: %(rij)s %(pk)s is erbij gekomen.") % wat
        elif nu[sleutel] != toen[sleutel]:
            uit[sleutel] = _("%(stuk)s: %(rij)s %(pk)s is veranderd.") % wat
    return uit


def _valt_onder(stuk: Boekstuk, keten: list[Rij]) -> bool:
    """Whether this document had to be there when the month or year was closed."""
    for rij in keten:
        if isinstance(rij, Maandafsluiting):
            if (stuk.datum.year, stuk.datum.month) <= (rij.jaar.jaar, rij.maand):
                return True
        elif rij.stap == Jaarafsluiting.Stap.VASTGESTELD or not (stuk.reden and stuk.kenmerk):
            return True
    return False


def _onvolledig(stukken: dict[int, Boekstuk]) -> list[str]:
    sommen = dict(
        Boeking.objects.filter(boekstuk__in=stukken).order_by().values_list("boekstuk").annotate(som=Sum("bedrag"))
    )
    rijen = Boeking.objects.filter(boekstuk__in=stukken).order_by("boekstuk", "volgnummer")
    regels: dict[int, list[int]] = {}
    for pk, nummer in rijen.values_list("boekstuk", "volgnummer"):
        regels.setdefault(pk, []).append(nummer)
    return [
        _("Boekstuk %(stuk)s (%(pk)s) is niet compleet.") % {"stuk": stuk, "pk": pk}
        for pk, stuk in stukken.items()
        if regels.get(pk, []) != list(range(1, stuk.aantal + 1)) or sommen.get(pk, 0) != stuk.totaal
    ]


def _nummers(jaar: Jaar) -> list[str]:
    """Name the numbers that are not there in a journal that runs on."""
    uit: list[str] = []
    per: dict[str, set[int]] = {}
    for dagboek, nummer in Boekstuk.objects.filter(jaar=jaar).values_list("dagboek", "nummer"):
        per.setdefault(dagboek, set()).add(nummer)
    for dagboek, nummers in per.items():
        for nummer in sorted(set(range(1, max(nummers) + 1)) - nummers):
            uit.append(_("Nummer %(stuk)s ontbreekt.") % {"stuk": f"{LETTER[Dagboek(dagboek)]}{jaar}-{nummer:04d}"})
    return uit


def _bonnen(jaren: QuerySet[Jaar]) -> list[str]:
    """Name the receipts that say another amount, room, kind or photo than the document in which they stand.

    A receipt may be repaired after its month closed, so no closing holds it; but what is in the books is of it.
    """
    staat = {"boekstuk__jaar__in": jaren, "boekstuk__omgekeerd_door": None, "soort__in": IN_DE_BOEKEN}
    letter = Q(soort=Bonstap.Soort.GOEDGEKEURD, boekstuk__boekingen__omschrijving__startswith=F("bon__categorie"))
    foto = Q(boekstuk__bewijs=F("bon__foto")) | Q(boekstuk__bewijs=None, bon__foto=None)
    rijen = Bonstap.objects.filter(**staat)
    gelijk = Q(boekstuk__boekingen__bedrag=F("bon__bedrag"), boekstuk__boekingen__kamer=F("bon__kamer"))
    gelijk &= foto & (letter | ~Q(soort=Bonstap.Soort.GOEDGEKEURD))
    anders = rijen.exclude(pk__in=rijen.filter(gelijk).values("pk")).select_related("boekstuk").order_by("pk")
    return [
        _("Bonnetje %(pk)s zegt iets anders dan %(stuk)s.") % {"pk": stap.bon_id, "stuk": stap.boekstuk}
        for stap in anders
    ]


def _bewijzen() -> list[str]:
    """Name the proofs whose bytes are no longer those that were kept; the database counts, so nothing is loaded."""
    tabel = Bestand._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"""SELECT id FROM {tabel} WHERE encode(sha256(inhoud), 'hex') <> sha256 ORDER BY id""")  # noqa: S608 - no input
        return [_("Bestand %(pk)s is veranderd.") % {"pk": pk} for (pk,) in cursor.fetchall()]
