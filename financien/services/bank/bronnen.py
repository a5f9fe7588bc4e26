"""Our own sources of proposals: what stands in the books already, what was agreed, and what was booked before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from django.db.models import F, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
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
from financien.services.bank.omschrijving import omschrijving_van, veilig
from financien.services.bank.vergelijken import gelijk
from financien.services.bank.voorstellen import Deel, Voorstel, in_delen, zo_geboekt

RUIMTE = timedelta(days=7)  # so far may a document that stands already lie from the bank line
Per = Mapping[int, Sequence[Voorstel]]


def uit_de_boeken(regels: Sequence[Bankregel]) -> Per:
    """Propose the document that already moved this amount over this account, and waits for its bank line."""
    vrij = _vrije_stukken(regels)
    uit: dict[int, list[Voorstel]] = {}
    vergeven: set[int] = set()
    for regel in regels:
        kandidaten = [stuk for stuk in vrij.get((regel.rekening_id, regel.bedrag), []) if stuk.pk not in vergeven]
        dichtbij = [stuk for stuk in kandidaten if abs(stuk.datum - regel.datum) <= RUIMTE]
        if dichtbij:
            gekozen = min(dichtbij, key=lambda stuk: (abs(stuk.datum - regel.datum), stuk.pk))
            vergeven.add(gekozen.pk)
            uit[regel.pk] = [_staat_er_al(gekozen)]
    return uit


def _vrije_stukken(regels: Sequence[Bankregel]) -> Mapping[tuple[int, Decimal], list[Boekstuk]]:
    """Return the documents of these days by account and by what they moved there, less their bank lines. One query."""
    rekeningen = {regel.rekening_id for regel in regels}
    dagen = [regel.datum for regel in regels]
    rijen = Boeking.objects.filter(Q(debet__in=rekeningen) | Q(credit__in=rekeningen))
    rijen = rijen.filter(boekstuk__datum__range=(min(dagen) - RUIMTE, max(dagen) + RUIMTE))
    rijen = rijen.filter(boekstuk__keert_om=None, boekstuk__omgekeerd_door=None)
    rijen = rijen.exclude(Q(debet__soort=Rekeningsoort.BEGINBALANS) | Q(credit__soort=Rekeningsoort.BEGINBALANS))
    met = rijen.annotate(al_debet=_gekoppeld("debet"), al_credit=_gekoppeld("credit")).select_related("boekstuk")
    stukken: dict[int, Boekstuk] = {}
    beweging: dict[tuple[int, int], Decimal] = {}
    for b in met:
        stukken[b.boekstuk_id] = b.boekstuk
        for rekening, bedrag, al in ((b.debet_id, b.bedrag, b.al_debet), (b.credit_id, -b.bedrag, b.al_credit)):
            beweging[b.boekstuk_id, rekening] = beweging.get((b.boekstuk_id, rekening), -al) + bedrag
    vrij: dict[tuple[int, Decimal], list[Boekstuk]] = defaultdict(list)
    for (pk, rekening), bedrag in beweging.items():
        if bedrag and rekening in rekeningen:
            vrij[rekening, bedrag].append(stukken[pk])
    return vrij


def _gekoppeld(kant: str) -> Coalesce:
    """Return what the bank lines of this account that hang on the document add up to."""
    rijen = Bankboeking.objects.filter(boekstuk=OuterRef("boekstuk"), regel__rekening=OuterRef(kant)).order_by()
    som = rijen.values("boekstuk").annotate(som=Sum("regel__bedrag")).values("som")
    return Coalesce(Subquery(som), Decimal("0.00"))


def _staat_er_al(stuk: Boekstuk) -> Voorstel:
    def koppel(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        return stuk

    waarom = _("Staat al in de boeken als %(stuk)s.") % {"stuk": stuk}
    return Voorstel((), waarom, 95, stuk.omschrijving, koppel, bron=f"boekstuk:{stuk.pk}")


def uit_herkenning(regels: Sequence[Bankregel]) -> Per:
    """Propose what a Herkenningsregel says; the first that fits, by its order."""
    delen = Herkenningsdeel.objects.filter(regel__gestopt_op=None).select_related("regel__partner", "rekening", "kamer")
    per_afspraak: dict[Herkenningsregel, list[Herkenningsdeel]] = defaultdict(list)
    for deel in delen.order_by("regel__voorrang", "regel", "pk"):
        per_afspraak[deel.regel].append(deel)
    uit: dict[int, list[Voorstel]] = {}
    for regel in regels:
        afspraak = next((a for a in per_afspraak if herkent(a, regel)), None)
        if afspraak:
            sjabloon = [Deel(d.rekening, d.aandeel, d.kamer, afspraak.partner) for d in per_afspraak[afspraak]]
            zo = _open(in_delen(regel, sjabloon))
            if zo:
                wat = veilig(afspraak.omschrijving) or omschrijving_van(zo)
                waarom = _("Herkend: %(wat)s.") % {"wat": wat}
                uit[regel.pk] = [Voorstel(zo, waarom, 90, wat, bron=f"herkenning:{afspraak.pk}")]
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
    voorbeelden = _laatste(ibans) if ibans else {}
    uit: dict[int, list[Voorstel]] = {}
    for regel in regels:
        stuk, sjabloon = voorbeelden.get((regel.tegen_iban, regel.bedrag > 0), (None, []))
        zo = _open(in_delen(regel, sjabloon))
        if stuk and zo:
            uit[regel.pk] = [Voorstel(zo, zo_geboekt(stuk), 70, omschrijving_van(zo), bron=f"eerder:{stuk.pk}")]
    return uit


def _laatste(ibans: set[str]) -> dict[tuple[str, bool], tuple[Boekstuk, list[Deel]]]:
    """Return the last document and its parts, by the account of the other side and whether money came in. One query."""
    koppeling, regel = "boekstuk__bankboekingen", "boekstuk__bankboekingen__regel"
    geldig = Bankboeking.objects.geldig().filter(regel__tegen_iban__in=ibans).order_by()
    af, erbij = (
        geldig.filter(kant).values("regel__tegen_iban").annotate(laatste=Max("pk")).values("laatste")
        for kant in (Q(regel__bedrag__lt=0), Q(regel__bedrag__gt=0))
    )
    rijen = Boeking.objects.filter(Q(**{f"{koppeling}__in": af}) | Q(**{f"{koppeling}__in": erbij}))
    rijen = rijen.filter(Q(debet=F(f"{regel}__rekening")) | Q(credit=F(f"{regel}__rekening")))
    rijen = rijen.filter(factuur=None, toekenning=None)  # those are closed by what they are, not by an account
    met = rijen.annotate(iban=F(f"{regel}__tegen_iban"), heel=F(f"{regel}__bedrag"), eigen=F(f"{regel}__rekening"))
    delen: dict[tuple[str, bool], list[Deel]] = defaultdict(list)
    stukken: dict[tuple[str, bool], tuple[Boekstuk, Decimal]] = {}
    for b in met.select_related("boekstuk", "debet", "credit", "kamer", "partner").order_by("volgnummer"):
        sleutel = (b.iban, b.heel > 0)
        stukken[sleutel] = (b.boekstuk, b.heel)
        delen[sleutel].append(Deel(b.debet if b.credit_id == b.eigen else b.credit, b.bedrag, b.kamer, b.partner))
    return {
        sleutel: (stuk, delen[sleutel])
        for sleutel, (stuk, heel) in stukken.items()
        if sum(deel.bedrag for deel in delen[sleutel]) == abs(heel)  # else more lines hang on it: which part is this?
    }


def _open(delen: tuple[Deel, ...]) -> tuple[Deel, ...]:
    """Return nothing when an account takes no bookings any more."""
    return () if any(deel.rekening.gesloten for deel in delen) else delen
