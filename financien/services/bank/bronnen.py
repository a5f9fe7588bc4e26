"""Our own sources of proposals: what stands in the books already, what was agreed, and what was booked before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from django.db.models import Max, Prefetch, Q
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Bankboeking,
    Bankregel,
    Boeking,
    Boekstuk,
    Herkenningsdeel,
    Herkenningsregel,
    Rekeningsoort,
)
from financien.services.bank.vergelijken import gelijk
from financien.services.bank.voorstellen import Deel, Voorstel, in_delen, zo_geboekt

RUIMTE = timedelta(days=7)  # so far may a document that stands already lie from the bank line
Per = Mapping[int, Sequence[Voorstel]]


def uit_de_boeken(regels: Sequence[Bankregel]) -> Per:
    """Propose the document that already moved this amount over this account, and waits for its bank line."""
    vrij: dict[tuple[int, Decimal], list[int]] = defaultdict(list)
    for (pk, rekening), bedrag in _vrije_beweging(regels).items():
        vrij[rekening, bedrag].append(pk)
    gezocht = {pk for regel in regels for pk in vrij.get((regel.rekening_id, regel.bedrag), [])}
    stukken = Boekstuk.objects.in_bulk(gezocht) if gezocht else {}
    uit: dict[int, list[Voorstel]] = {}
    vergeven: set[int] = set()
    for regel in regels:
        pks = set(vrij.get((regel.rekening_id, regel.bedrag), [])) - vergeven
        dichtbij = [stukken[pk] for pk in pks if abs(stukken[pk].datum - regel.datum) <= RUIMTE]
        if dichtbij:
            gekozen = min(dichtbij, key=lambda stuk: (abs(stuk.datum - regel.datum), stuk.pk))
            vergeven.add(gekozen.pk)
            uit[regel.pk] = [_staat_er_al(gekozen)]
    return uit


def _vrije_beweging(regels: Sequence[Bankregel]) -> Mapping[tuple[int, int], Decimal]:
    """Return what documents of these days moved over these accounts, less the bank lines that hang on them."""
    rekeningen = {regel.rekening_id for regel in regels}
    dagen = [regel.datum for regel in regels]
    periode = (min(dagen) - RUIMTE, max(dagen) + RUIMTE)
    rijen = Boeking.objects.filter(Q(debet__in=rekeningen) | Q(credit__in=rekeningen))
    rijen = rijen.filter(boekstuk__datum__range=periode, boekstuk__keert_om=None, boekstuk__omgekeerd_door=None)
    rijen = rijen.exclude(Q(debet__soort=Rekeningsoort.BEGINBALANS) | Q(credit__soort=Rekeningsoort.BEGINBALANS))
    beweging: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for stuk, debet, credit, bedrag in rijen.values_list("boekstuk", "debet", "credit", "bedrag"):
        beweging[stuk, debet] += bedrag
        beweging[stuk, credit] -= bedrag
    gekoppeld = Bankboeking.objects.filter(boekstuk__datum__range=periode)
    for stuk, rekening, bedrag in gekoppeld.values_list("boekstuk", "regel__rekening", "regel__bedrag"):
        beweging[stuk, rekening] -= bedrag
    return {wat: bedrag for wat, bedrag in beweging.items() if bedrag and wat[1] in rekeningen}


def _staat_er_al(stuk: Boekstuk) -> Voorstel:
    def koppel(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        return stuk

    waarom = _("Staat al in de boeken als %(stuk)s.") % {"stuk": stuk}
    return Voorstel((), waarom, 95, stuk.omschrijving, koppel, bron=f"boekstuk:{stuk.pk}")


def uit_herkenning(regels: Sequence[Bankregel]) -> Per:
    """Propose what a Herkenningsregel says; the first that fits, by its order."""
    delen = Prefetch("delen", Herkenningsdeel.objects.select_related("rekening", "kamer").order_by("pk"))
    afspraken = Herkenningsregel.objects.in_gebruik().select_related("partner").prefetch_related(delen)
    alle = list(afspraken)
    uit: dict[int, list[Voorstel]] = {}
    for regel in regels:
        afspraak = next((a for a in alle if herkent(a, regel)), None)
        if afspraak:
            sjabloon = [Deel(d.rekening, d.aandeel, d.kamer, afspraak.partner) for d in afspraak.delen.all()]
            delen_ = _open(in_delen(regel, sjabloon))
            if delen_:
                waarom = _("Herkend: %(wat)s.") % {"wat": afspraak.omschrijving}
                uit[regel.pk] = [Voorstel(delen_, waarom, 90, afspraak.omschrijving, bron=f"herkenning:{afspraak.pk}")]
    return uit


def herkent(afspraak: Herkenningsregel, regel: Bankregel) -> bool:
    """Tell whether a line is what was agreed: paid or received, from this account, with these words."""
    if (afspraak.kant == Herkenningsregel.Kant.BIJ) != (regel.bedrag > 0):
        return False
    if afspraak.tegen_iban and afspraak.tegen_iban != regel.tegen_iban:
        return False
    return gelijk(afspraak.woorden) in gelijk(f"{regel.tegen_naam} {regel.omschrijving}")


def uit_eerder(regels: Sequence[Bankregel]) -> Per:
    """Propose what the last line of the same account of the other side was booked as, and say which one."""
    ibans = {regel.tegen_iban for regel in regels if regel.tegen_iban}
    if not ibans:
        return {}
    geldig = Bankboeking.objects.geldig().filter(regel__tegen_iban__in=ibans).order_by()
    laatste: list[int] = []
    for kant in (Q(regel__bedrag__gt=0), Q(regel__bedrag__lt=0)):
        laatste += geldig.filter(kant).values("regel__tegen_iban").values_list(Max("pk"), flat=True)
    boekingen = Boeking.objects.select_related("debet", "credit", "kamer", "partner").order_by("volgnummer")
    met = Bankboeking.objects.filter(pk__in=laatste).select_related("regel", "boekstuk")
    voorbeelden = {
        (rij.regel.tegen_iban, rij.regel.bedrag > 0): rij
        for rij in met.prefetch_related(Prefetch("boekstuk__boekingen", boekingen))
    }
    uit = {}
    for regel in regels:
        rij = voorbeelden.get((regel.tegen_iban, regel.bedrag > 0)) if regel.tegen_iban else None
        delen = _open(in_delen(regel, sjabloon_van(rij.boekstuk.boekingen.all(), rij.regel))) if rij else ()
        if rij and delen:
            uit[regel.pk] = [Voorstel(delen, zo_geboekt(rij.boekstuk), 70, bron=f"eerder:{rij.boekstuk_id}")]
    return uit


def sjabloon_van(boekingen: Iterable[Boeking], regel: Bankregel) -> list[Deel]:
    """Return the parts of a document as an example for the next line: what moved against the bank account."""
    uit = []
    for boeking in boekingen:
        if regel.rekening_id not in (boeking.debet_id, boeking.credit_id):
            continue
        tegen = boeking.debet if boeking.credit_id == regel.rekening_id else boeking.credit
        uit.append(Deel(tegen, boeking.bedrag, boeking.kamer, boeking.partner))
    heel = sum((deel.bedrag for deel in uit), Decimal(0)) == abs(regel.bedrag)
    return uit if heel else []  # more bank lines hang on the document: which part was this one?


def _open(delen: tuple[Deel, ...]) -> tuple[Deel, ...]:
    """Return nothing when an account takes no bookings any more."""
    return () if any(deel.rekening.gesloten for deel in delen) else delen
