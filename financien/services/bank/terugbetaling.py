"""Proposals for money that went back to a financier: a grant owes just this amount to who got it.

And for what comes back of that, as the bank could not pay it: just this amount went from the same account.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker
from financien.models import Bankboeking, Bankregel, Bankrekening, Boeking, Boekstuk, Toekenning
from financien.services.bank.openstaand import ALLES_GELIJK, KENMERK, NAAM, noemt
from financien.services.bank.voorstellen import Voorstel
from financien.services.bankplek import plek_van
from financien.services.ontvangsten import betaal_terug, kwam_terug
from financien.services.saldi import NUL
from financien.services.toekenningstand import TERUG, weg
from kamers.models import Partnernaam

Per = Mapping[int, Sequence[Voorstel]]
KANTEN = ("credit", "debet")
ONDERWEG = timedelta(days=60)  # what the bank cannot pay is back by then
KORTSTE_NAAM, KORTSTE_KENMERK = 5, 4  # what is shorter says nothing


def met_terug(rijen: QuerySet[Bankregel]) -> QuerySet[Bankregel]:
    """Add to bank lines the grants that owe just this amount, now and on the day of the line, with who gets it.

    To lines of money that comes in: those of which just this amount went back from this account.
    """
    gaat = When(bedrag__lt=0, then=_grants(_moet_terug()))
    return rijen.annotate(terug=Case(gaat, default=_grants(_ging_terug())))


def _grants(welke: Q) -> ArraySubquery:
    iban = Bankrekening.objects.laatste().filter(partner=OuterRef("partner")).values("iban")[:1]
    namen = Partnernaam.objects.filter(partner=OuterRef("partner")).values("naam")
    deel = JSONObject(pk="pk", kenmerk="kenmerk", wat="omschrijving", wie="partner__naam", iban="iban", namen="namen")
    grants = Toekenning.objects.filter(welke, partner__isnull=False).order_by("pk")
    return ArraySubquery(grants.annotate(iban=Subquery(iban), namen=ArraySubquery(namen)).values(deel=deel))


def _moet_terug() -> Q:
    van = Boeking.objects.filter(Q(debet__nummer=TERUG) | Q(credit__nummer=TERUG), toekenning__isnull=False).order_by()
    toen = Q(boekstuk__datum__lte=OuterRef(OuterRef("datum")))
    per = van.values("toekenning").annotate(schuld=_schuld(Q()), toen=_schuld(toen))
    past = per.filter(schuld=-1 * OuterRef(OuterRef("bedrag")), toen__gte=F("schuld"))
    return Q(pk__in=past.values("toekenning"))


def _ging_terug() -> Q:
    """Return the grants of which a document paid just this back before, and as much did not come back since."""
    rekening, bedrag, dag = (OuterRef(OuterRef(naam)) for naam in ("rekening", "bedrag", "datum"))
    van_bank = Bankboeking.objects.geldig().filter(boekstuk=OuterRef("boekstuk")).values("regel__datum")[:1]
    heen = weg("boekstuk", "toekenning").annotate(heen=Coalesce(Subquery(van_bank), "boekstuk__datum"))
    stuk = heen.filter(credit=rekening, heen__range=(dag - ONDERWEG, dag), weg=bedrag)
    samen = weg("toekenning").filter(Q(debet=rekening) | Q(credit=rekening), weg__gte=bedrag)
    return Q(pk__in=stuk.values("toekenning")) & Q(pk__in=samen.values("toekenning"))


def _schuld(welke: Q):
    erbij, eraf = (Sum("bedrag", filter=welke & Q(**{f"{kant}__nummer": TERUG}), default=NUL) for kant in KANTEN)
    return erbij - eraf


def uit_terug(regels: Sequence[Bankregel]) -> Per:
    """Propose the repayment that a line is, or brings back. No question for lines of ``met_terug``, otherwise one."""
    if any("terug" not in vars(regel) for regel in regels):
        regels = list(met_terug(Bankregel.objects.filter(pk__in=[regel.pk for regel in regels])))
    return {regel.pk: _van_regel(regel) for regel in regels}


def _van_regel(regel: Bankregel) -> list[Voorstel]:
    """Return the only grant that it can be; of two of this partner the one that the line names."""
    past = [deel for deel in vars(regel)["terug"] if _met_partner(regel, deel)]
    if len(past) > 1:
        past = [deel for deel in past if _noemt_kenmerk(regel, deel)]
    return [_voorstel(regel, past[0])] if len(past) == 1 else []


def _met_partner(regel: Bankregel, deel: dict) -> bool:
    """Tell whether a line is of this partner: by the account when both are known, otherwise by a name it has.

    What comes back may come from the account that was wrong, or from one of the bank: then the name is enough.
    """
    if regel.tegen_iban and deel["iban"] and (regel.bedrag < 0 or regel.tegen_iban == deel["iban"]):
        return regel.tegen_iban == deel["iban"]
    return noemt(regel, [deel["wie"], *deel["namen"]], kortst=KORTSTE_NAAM)


def _noemt_kenmerk(regel: Bankregel, deel: dict) -> bool:
    return noemt(regel, [deel["kenmerk"]], kortst=KORTSTE_KENMERK)


def _voorstel(regel: Bankregel, deel: dict) -> Voorstel:
    zeker = ALLES_GELIJK if regel.tegen_iban and regel.tegen_iban == deel["iban"] else NAAM
    if regel.bedrag > 0:
        zin = _("De terugbetaling aan %(wie)s kwam terug: %(bedrag)s van %(wat)s is weer terug te betalen.")
    else:
        zin = _("Gaat terug naar %(wie)s: terug te betalen is %(bedrag)s van %(wat)s.")
    waarom = zin % {"wie": deel["wie"], "bedrag": euro(abs(regel.bedrag)), "wat": deel["wat"]}
    bron = f"terug:{deel['pk']}:{regel.bedrag}"
    zekerheid = KENMERK if _noemt_kenmerk(regel, deel) else zeker
    return Voorstel((), waarom, zekerheid, boek=_terugbetaler(deel["pk"]), bron=bron)


def _terugbetaler(toekenning: int):
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        rij, plek = Toekenning.objects.get(pk=toekenning), plek_van(regel)
        doe = partial(kwam_terug, bedrag=regel.bedrag)
        if regel.bedrag < 0:
            doe = partial(betaal_terug, bedrag=-regel.bedrag, datum=plek.datum)
        return doe(
            toekenning=rij, rekening=regel.rekening, plek=plek, sleutel=regel.volgende_sleutel, gebruiker=gebruiker
        )

    return boek
