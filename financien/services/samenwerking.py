"""The agreement of a year and the assignments of financiers: what they hold is computed, signing freezes them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar, Versie
from financien.models import (
    Financieringsregel,
    Ondertekening,
    Opdracht,
    Partij,
    Samenwerkingsafspraak,
    Tijdsraming,
)
from financien.services.boeken import BoekFout
from financien.services.gezien import ANDERS, is_verouderd, merk
from kamers.models import Kamer, Partner, Tariefsoort

Stuk = Samenwerkingsafspraak | Opdracht


class AfspraakFout(BoekFout):
    """An agreement cannot be stored or signed; the text is a Dutch sentence."""


class AfspraakGewijzigd(AfspraakFout):
    """Someone else changed it, or settled another version, after the page was made."""


@dataclass(frozen=True)
class Inbreng:
    """What a party brings in: euros of a financier or hours of residents, per room in their order and in total."""

    naam: str
    per_kamer: tuple[Decimal, ...]

    @property
    def totaal(self) -> Decimal:
        return sum(self.per_kamer, Decimal(0))


def euros(versie: Versie, partners: Sequence[Partner], kamers: Sequence[Kamer]) -> list[Inbreng]:
    """Return what these financiers pay according to the financing lines of a version, in euros. One query."""
    som: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    regels = Financieringsregel.objects.filter(bron__versie=versie, bron__partner__in=partners).order_by()
    for partner, kamer, bedrag in regels.values_list("bron__partner", "kamer").annotate(som=Sum("bedrag")):
        som[partner, kamer] += bedrag
    return [Inbreng(partner.naam, tuple(som[partner.pk, kamer.pk] for kamer in kamers)) for partner in partners]


def uren(versie: Versie, partners: Sequence[Partner], kamers: Sequence[Kamer]) -> list[Inbreng]:
    """Return the hours of residents that these associations sign for: those of their own room. One query."""
    som: dict[int, Decimal] = defaultdict(Decimal)
    ramingen = Tijdsraming.objects.filter(versie=versie, wie=Tariefsoort.BEWONER)
    for kamer, personen, per_persoon in ramingen.values_list("kamer", "personen", "uren_per_persoon"):
        som[kamer] += personen * per_persoon
    nul = Decimal(0)
    return [
        Inbreng(partner.naam, tuple(som[kamer.pk] if kamer.pk == partner.kamer_id else nul for kamer in kamers))
        for partner in partners
    ]


def financiers_van(versie: Versie) -> list[Partner]:
    """Return the partners that pay something in a version, in the order of its lines."""
    regels = Financieringsregel.objects.filter(bron__versie=versie, bron__partner__isnull=False, bedrag__gt=0)
    volgorde = dict.fromkeys(regels.order_by("bron__volgorde").values_list("bron__partner", flat=True))
    gevonden = Partner.objects.exclude(soort=Partner.Soort.BELASTINGDIENST).in_bulk(list(volgorde))
    return [gevonden[pk] for pk in volgorde if pk in gevonden]


def bewoners_van() -> list[Partner]:
    """Return the residents' associations, in the order of their rooms."""
    rijen = Partner.objects.filter(soort=Partner.Soort.BEWONERSVERENIGING, kamer__isnull=False)
    return list(rijen.select_related("kamer").order_by("kamer__volgorde", "naam"))


def _reeks(stuk: Stuk) -> QuerySet:
    """Return the paper with those before and after it: of its year, and of its financier."""
    if isinstance(stuk, Opdracht):
        return Opdracht.objects.filter(jaar=stuk.jaar_id, partner=stuk.partner_id)
    return Samenwerkingsafspraak.objects.filter(jaar=stuk.jaar_id)


def met_stand(stukken: QuerySet) -> QuerySet:
    """Add ``getekend``: somebody signed it, and ``opgevolgd``: a later one came. Then it changes no more."""
    een = stukken.model is Opdracht
    getekend = Ondertekening.objects.geldig().filter(**{"opdracht" if een else "samenwerkingsafspraak": OuterRef("pk")})
    zelfde = {"jaar": OuterRef("jaar")} | ({"partner": OuterRef("partner")} if een else {})
    later = stukken.model.objects.filter(**zelfde, volgnummer__gt=OuterRef("volgnummer"))
    return stukken.annotate(getekend=Exists(getekend), opgevolgd=Exists(later))


def lees(stuk: Stuk) -> Stuk:
    """Read a stored paper anew, with how it stands (``met_stand``). One query."""
    rijen = type(stuk)._default_manager.select_related("jaar", "versie")
    return met_stand(rijen).get(pk=stuk.pk)


def ligt_vast(stuk: Stuk) -> bool:
    """Whether a paper that was read with ``met_stand`` changes no more."""
    return vars(stuk)["getekend"] or vars(stuk)["opgevolgd"]


def versie_van(stuk: Stuk) -> Versie:
    """Return the version of which a paper has its amounts: its own once it ``ligt_vast``, until then the newest.

    The newest is the last one that was settled; before any was, the one that is open.
    """
    return stuk.versie if stuk.pk and ligt_vast(stuk) else _nieuwste(stuk)


def _nieuwste(stuk: Stuk) -> Versie:
    return Versie.objects.om_mee_te_vergelijken(stuk.jaar.jaar) or stuk.versie


def merk_van(stuk: Stuk) -> str:
    """Return the mark of what stands in a paper that was stored, with its version; nothing for a new one."""
    if stuk.pk is None:
        return ""
    rij = lees(stuk)
    return merk_met(rij, versie_van(rij))


def merk_met(rij: Stuk, versie: Versie) -> str:
    """Return the same of a row as it was read, and its version."""
    if rij.pk is None:
        return ""
    vast = (versie.pk, str(rij.datum), rij.reden)
    if isinstance(rij, Opdracht):
        return merk(*vast, rij.tekst)
    return merk(*vast, rij.resultaten, rij.intentie, sorted(rij.partijen.values_list("partner")))


def _op_slot(stuk: Stuk, gezien: str) -> None:
    """Refuse a change over another one. Lock: the row of the paper."""
    if stuk.pk is not None:
        type(stuk).objects.select_for_update().get(pk=stuk.pk)
        if is_verouderd(gezien, merk_van(stuk)):
            raise AfspraakGewijzigd(str(ANDERS))


@transaction.atomic
def bewaar_afspraak(
    *, afspraak: Samenwerkingsafspraak, partijen: Sequence[Partner], gezien: str = ""
) -> Samenwerkingsafspraak:
    """Store an agreement with its parties: who brings hours signs as residents, anybody else as financier.

    It takes the newest version (``versie_van``). ``gezien``: the ``merk_van`` it that was changed; AfspraakGewijzigd
    when someone else was first.
    """
    _op_slot(afspraak, gezien)
    _nummer(afspraak)
    afspraak.versie = _nieuwste(afspraak)
    afspraak.save()
    afspraak.partijen.all().delete()
    rollen = {True: Partij.Rol.BEWONERS, False: Partij.Rol.FINANCIER}
    Partij.objects.bulk_create(
        Partij(afspraak=afspraak, partner=p, rol=rollen[p.soort == Partner.Soort.BEWONERSVERENIGING]) for p in partijen
    )
    return afspraak


@transaction.atomic
def bewaar_opdracht(*, opdracht: Opdracht, gezien: str = "") -> Opdracht:
    """Store an assignment; its euros are those of the newest version. ``gezien``: as with an agreement."""
    _op_slot(opdracht, gezien)
    _nummer(opdracht)
    opdracht.versie = _nieuwste(opdracht)
    opdracht.save()
    return opdracht


def _nummer(stuk: Stuk) -> None:
    """Give a new one the next number. AfspraakFout when it, or the one before, does not allow that."""
    if stuk.pk is not None:
        if stuk.ondertekeningen.geldig().exists():
            raise AfspraakFout(_("Dit is getekend en verandert niet meer. Maak een wijziging."))
        if _reeks(stuk).filter(volgnummer__gt=stuk.volgnummer).exists():
            raise AfspraakFout(_("Hierna kwam al een wijziging. Dit blijft zoals het is."))
        return
    Jaar.objects.select_for_update().get(pk=stuk.jaar_id)
    andere = _reeks(stuk)
    hoogste = andere.aggregate(hoogste=Max("volgnummer"))["hoogste"] or 0
    vorige = andere.filter(volgnummer=hoogste).first()
    if vorige and not vorige.ondertekeningen.geldig().exists():
        raise AfspraakFout(_("Er is al een stuk dat nog niet getekend is. Pas dat aan."))
    if vorige and not stuk.reden:
        raise AfspraakFout(_("Schrijf op waarom de afspraak verandert."))
    stuk.volgnummer = hoogste + 1


def partijen_van(stuk: Stuk) -> list[Partner | None]:
    """Return who signs: the cooperative itself (None) and then the parties."""
    if isinstance(stuk, Opdracht):
        return [None, stuk.partner]
    return [None, *(partij.partner for partij in stuk.partijen.select_related("partner"))]


@transaction.atomic
def teken(
    *, stuk: Stuk, partner: Partner | None, functie: str, datum: date, gebruiker: Gebruiker, gezien: str = ""
) -> Ondertekening:
    """Write down that a party signed: from then on nothing of it changes, and it keeps the version of that moment.

    ``gezien``: the ``merk_van`` what was signed. AfspraakFout says what is in the way. Lock: the row of the paper.
    """
    type(stuk)._default_manager.select_for_update().get(pk=stuk.pk)
    stuk = lees(stuk)
    versie = _getekende_versie(stuk, gezien)
    if not versie.staat_vast:
        raise AfspraakFout(_("Leg eerst de versie van de begroting vast. Daaruit komen de bedragen."))
    if partner not in partijen_van(stuk):
        raise AfspraakFout(_("Deze partij staat er niet in."))
    if versie != stuk.versie:
        type(stuk).objects.filter(pk=stuk.pk).update(versie=versie)
    veld = "opdracht" if isinstance(stuk, Opdracht) else "samenwerkingsafspraak"
    try:
        with transaction.atomic():
            return Ondertekening.objects.create(
                **{veld: stuk}, partner=partner, functie=functie, datum=datum, vastgelegd_door=gebruiker
            )
    except IntegrityError as fout:
        raise AfspraakFout(_("Deze partij tekende al.")) from fout


def _getekende_versie(stuk: Stuk, gezien: str) -> Versie:
    versie = versie_van(stuk)
    if is_verouderd(gezien, merk_met(stuk, versie)):
        raise AfspraakGewijzigd(_("De tekst of de bedragen zijn net veranderd. Kijk eerst of dit getekend is."))
    return versie
