"""Read what kascommissie and accountant said about a year, in the question that finds the version of its report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from buurtwerkkamer.bedragen import getal
from financien.models import (
    Accountantsverklaring,
    Bevinding,
    Controlepost,
    Controleverklaring,
    Kascontrole,
    Kastelling,
    Toekenning,
)
from financien.services.controlestand import STRENGST, VOLLEDIG
from financien.services.vierogen import is_alleen, woorden
from rapportage.tabellen import toezicht as t

GEEN = Accountantsverklaring.Oordeel.GEEN
SLECHT = (Accountantsverklaring.Oordeel.AFKEUREND, Accountantsverklaring.Oordeel.ONTHOUDING)
ZEKER = ("verleend", "getekend", "verantwoord", "vastgesteld")


def met_toezicht(rijen: QuerySet, naar_jaar: str = "jaar__") -> QuerySet:
    """Add to versions what was said about their year, or to years (``naar_jaar`` empty): no question more."""
    jaar, rij = OuterRef(f"{naar_jaar}jaar"), OuterRef(f"{naar_jaar}pk")
    posten = Controlepost.objects.met_laatste().filter(controle__stop=None, boekstuk__jaar=rij)
    zonder = posten.exclude(bron="").order_by().values("bron")
    zonder = zonder.annotate(n=Count("pk"), gezien=Count("pk", filter=Q(laatste__isnull=False)))
    accountant = Accountantsverklaring.objects.filter(jaar=rij).order_by("datum", "pk")
    nodig = Toekenning.objects.met_status().filter(accountantsverklaring=True, nu__in=ZEKER)
    tellingen = Kastelling.objects.geldig().filter(datum__year=jaar).exclude(soort=Kastelling.Soort.NIET)
    geteld = tellingen.order_by().values("datum__year").annotate(n=Count("pk"), alleen=Count("pk", filter=Q(met="")))
    return rijen.annotate(
        kascontroles=ArraySubquery(_controles(jaar)),
        zonder_ogen=ArraySubquery(zonder.values(deel=JSONObject(bron="bron", n="n", gezien="gezien"))),
        accountants=ArraySubquery(accountant.values(deel=JSONObject(soort="soort", oordeel="oordeel", datum="datum"))),
        accountant_nodig=Exists(nodig.filter(van__year__lte=jaar, tot__year__gte=jaar)),
        geteld=Subquery(geteld.values(deel=JSONObject(n="n", alleen="alleen"))),
    )


def _controles(jaar: OuterRef) -> QuerySet:
    """Return the checks that touch a year and were not withdrawn, each as one JSON object, the first day first."""
    gezegd = Bevinding.objects.filter(post__controle=OuterRef("pk"))
    tekens = Controleverklaring.objects.filter(controle=OuterRef("pk")).order_by("pk")
    rijen = Kascontrole.objects.met_stand().filter(gestopt=False, van__year__lte=jaar, tot__year__gte=jaar)
    rijen = rijen.annotate(
        stukken=_aantal(Controlepost.objects.filter(controle=OuterRef("pk")), "controle"),
        vragen_gesteld=_aantal(gezegd.filter(soort="vraag"), "post__controle"),
        oordelen=ArraySubquery(tekens.values("oordeel")),
        op=Subquery(tekens.order_by("-pk").values("op__date")[:1]),
    )
    velden = ("van", "tot", "stukken", "te_zien", "oordelen", "op")
    deel = JSONObject(**{naam: F(naam) for naam in velden}, vragen=F("vragen_gesteld"))
    return rijen.order_by("van").values(deel=deel)


def _aantal(rijen: QuerySet, per: str) -> Coalesce:
    geteld = rijen.order_by().values(per).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(geteld, output_field=IntegerField()), 0)


def toezicht_van(versie: Any, jaar: int) -> t.Toezicht:
    """Build what a report says of the check of its year, from a version or year of ``met_toezicht``. No question."""
    controles = tuple(_controleregel(rij) for rij in versie.kascontroles)
    zonder = sorted((rij for rij in versie.zonder_ogen if is_alleen(rij["bron"])), key=lambda rij: rij["bron"])
    kas = _over_het_hele_jaar(versie.kascontroles, jaar)
    accountant = _telt(versie.accountants)
    woord = accountant["oordeel"] if accountant else None
    oordeel = oordeel_van(kas, woord, nodig=versie.accountant_nodig)
    geteld = versie.geteld or {"n": 0, "alleen": 0}
    deel = t.Toezicht(
        zin="",
        oordeel=oordeel,
        bij=_bij(kas, accountant, nodig=versie.accountant_nodig),
        controles=controles,
        verklaringen=tuple(_verklaringregel(rij) for rij in versie.accountants),
        zonder=tuple(t.Zondervierogen(woorden(rij["bron"]), rij["n"], rij["gezien"]) for rij in zonder),
        tellingen=geteld["n"],
        alleen_geteld=geteld["alleen"],
    )
    return replace(deel, zin=_zin(deel))


def oordeel_van(kas: str | None, accountant: str | None, *, nodig: bool) -> str:
    """Return indicator I2, or nothing while it follows.

    ``kas``: the strictest verdict over the whole year, None until it was given. ``accountant``: the judgement of the
    statement that counts, None when there is none; ``nodig``: a grant of the year asks for one.
    """
    if kas is None or (nodig and accountant in (None, GEEN)):
        return ""
    if kas == Controleverklaring.Oordeel.NIET or accountant in SLECHT:
        return t.NIET_POSITIEF
    if accountant == Accountantsverklaring.Oordeel.BEPERKING:
        return t.BEPERKING
    return t.OPMERKINGEN if kas == Controleverklaring.Oordeel.OPMERKINGEN else t.POSITIEF


def _strengst(oordelen: Sequence[str]) -> str | None:
    if len(oordelen) < VOLLEDIG:
        return None
    return next(str(oordeel.value) for oordeel in STRENGST if oordeel in oordelen)


def _over_het_hele_jaar(rijen: Sequence[dict], jaar: int) -> str | None:
    """Return the strictest verdict when the signed checks together cover every day of the year."""
    dag, oordelen = date(jaar, 1, 1), []
    for rij in rijen:
        strengst = _strengst(rij["oordelen"])
        if strengst and date.fromisoformat(rij["van"]) <= dag:
            oordelen.append(strengst)
            dag = max(dag, date.fromisoformat(rij["tot"]) + timedelta(days=1))
    return next((str(o.value) for o in STRENGST if o in oordelen), None) if dag > date(jaar, 12, 31) else None


def _telt(rijen: Sequence[dict]) -> dict | None:
    """Return the newest statement with a judgement, otherwise the newest."""
    met = [rij for rij in rijen if rij["oordeel"] != GEEN]
    return next(iter((met or list(rijen))[-1:]), None)


def _bij(kas: str | None, accountant: dict | None, *, nodig: bool) -> str:
    delen = ["de kascommissie tekende nog niet over het hele jaar"]
    if kas:
        delen = [f"kascommissie: {Controleverklaring.Oordeel(kas).label}"]
    if accountant:
        delen.append(f"accountant: {_verklaringregel(accountant).oordeel}")
    elif nodig:
        delen.append("de verklaring van de accountant is er nog niet")
    else:
        delen.append("geen verklaring van de accountant")
    return "; ".join(delen)


def _controleregel(rij: dict) -> t.Controleregel:
    strengst = _strengst(rij["oordelen"])
    return t.Controleregel(
        van=date.fromisoformat(rij["van"]),
        tot=date.fromisoformat(rij["tot"]),
        stukken=rij["stukken"],
        bekeken=rij["stukken"] - rij["te_zien"],
        vragen=rij["vragen"],
        oordeel=str(Controleverklaring.Oordeel(strengst).label) if strengst else "",
        getekend_op=date.fromisoformat(rij["op"]) if strengst else None,
    )


def _verklaringregel(rij: dict) -> t.Verklaringregel:
    soort, oordeel = Accountantsverklaring.Soort(rij["soort"]), Accountantsverklaring.Oordeel(rij["oordeel"])
    return t.Verklaringregel(str(soort.label), str(oordeel.label), date.fromisoformat(rij["datum"]))


def _zin(deel: t.Toezicht) -> str:
    """Return the finding above the part."""
    if not deel.gecontroleerd:
        return ""
    if not deel.controles:
        return "De kascommissie controleerde dit jaar nog niet."
    bekeken, samen = sum(rij.bekeken for rij in deel.controles), sum(rij.stukken for rij in deel.controles)
    zin = f"De kascommissie bekeek {getal(bekeken)} van {getal(samen)} boekstukken. "
    zonder = sum(rij.aantal for rij in deel.zonder)
    if not zonder:
        return f"{zin}Alles ging met een tweede paar ogen."
    gingen = "ging er 1" if zonder == 1 else f"gingen er {getal(zonder)}"
    return f"{zin}Daarvan {gingen} zonder tweede paar ogen."
