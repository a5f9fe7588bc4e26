"""Proposals for money that went back to a financier: a grant owes just this amount to who got it."""

from collections.abc import Mapping, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Bankrekening, Boeking, Boekstuk, Toekenning
from financien.services.bank.openstaand import ALLES_GELIJK, KENMERK, NAAM, noemt
from financien.services.bank.voorstellen import Voorstel
from financien.services.bankplek import plek_van
from financien.services.ontvangsten import betaal_terug
from financien.services.saldi import NUL
from financien.services.toekenningstand import TERUG
from kamers.models import Partnernaam

Per = Mapping[int, Sequence[Voorstel]]
KANTEN = ("credit", "debet")
KORTSTE_NAAM, KORTSTE_KENMERK = 5, 4  # what is shorter says nothing


def met_terug(rijen: QuerySet[Bankregel]) -> QuerySet[Bankregel]:
    """Add to bank lines the grants that owe just this amount, now and on the day of the line, with who gets it."""
    van = Boeking.objects.filter(Q(debet__nummer=TERUG) | Q(credit__nummer=TERUG), toekenning__isnull=False).order_by()
    toen = Q(boekstuk__datum__lte=OuterRef(OuterRef("datum")))
    per = van.values("toekenning").annotate(schuld=_schuld(Q()), toen=_schuld(toen))
    past = per.filter(schuld=-1 * OuterRef(OuterRef("bedrag")), toen__gte=F("schuld")).values("toekenning")
    iban = Bankrekening.objects.laatste().filter(partner=OuterRef("partner")).values("iban")[:1]
    namen = Partnernaam.objects.filter(partner=OuterRef("partner")).values("naam")
    deel = JSONObject(pk="pk", kenmerk="kenmerk", wat="omschrijving", wie="partner__naam", iban="iban", namen="namen")
    grants = Toekenning.objects.filter(pk__in=past, partner__isnull=False).order_by("pk")
    grants = grants.annotate(iban=Subquery(iban), namen=ArraySubquery(namen))
    return rijen.annotate(terug=ArraySubquery(grants.values(deel=deel)))


def _schuld(welke: Q):
    erbij, eraf = (Sum("bedrag", filter=welke & Q(**{f"{kant}__nummer": TERUG}), default=NUL) for kant in KANTEN)
    return erbij - eraf


def uit_terug(regels: Sequence[Bankregel]) -> Per:
    """Propose the repayment that a line is. No question for lines of ``met_terug``, otherwise one."""
    af = [regel for regel in regels if regel.bedrag < 0]
    if any("terug" not in vars(regel) for regel in af):
        af = list(met_terug(Bankregel.objects.filter(pk__in=[regel.pk for regel in af])))
    return {regel.pk: _van_regel(regel) for regel in af}


def _van_regel(regel: Bankregel) -> list[Voorstel]:
    """Return the only grant that it can be; of two that owe this to the same partner the one that the line names."""
    past = [deel for deel in vars(regel)["terug"] if _gaat_naar(regel, deel)]
    if len(past) > 1:
        past = [deel for deel in past if _noemt_kenmerk(regel, deel)]
    return [_voorstel(regel, past[0])] if len(past) == 1 else []


def _gaat_naar(regel: Bankregel, deel: dict) -> bool:
    """Tell whether a line went to this partner: by the account when both are known, otherwise by a name it has."""
    if regel.tegen_iban and deel["iban"]:
        return regel.tegen_iban == deel["iban"]
    return noemt(regel, [deel["wie"], *deel["namen"]], kortst=KORTSTE_NAAM)


def _noemt_kenmerk(regel: Bankregel, deel: dict) -> bool:
    return noemt(regel, [deel["kenmerk"]], kortst=KORTSTE_KENMERK)


def _voorstel(regel: Bankregel, deel: dict) -> Voorstel:
    zeker = ALLES_GELIJK if regel.tegen_iban and regel.tegen_iban == deel["iban"] else NAAM
    zin = _("Gaat terug naar %(wie)s: terug te betalen is %(bedrag)s van %(wat)s.")
    waarom = zin % {"wie": deel["wie"], "bedrag": euro(-regel.bedrag), "wat": deel["wat"]}
    bron = f"terug:{deel['pk']}:{regel.bedrag}"
    zekerheid = KENMERK if _noemt_kenmerk(regel, deel) else zeker
    return Voorstel((), waarom, zekerheid, boek=_terugbetaler(deel["pk"]), bron=bron)


def _terugbetaler(toekenning: int):
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        plek = plek_van(regel)
        return betaal_terug(
            toekenning=Toekenning.objects.get(pk=toekenning),
            rekening=regel.rekening,
            datum=plek.datum,
            plek=plek,
            bedrag=-regel.bedrag,
            sleutel=regel.volgende_sleutel,
            gebruiker=gebruiker,
        )

    return boek
