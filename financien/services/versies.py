"""Versions of a year: copy, settle, and begin the next year from this one (domain.md §5.7)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.handelingen import eenmaal
from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.versiecellen import VersieFout, deel_jaarslot, vergrendel, weiger_vastgesteld
from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Tijdsraming
from financien.services.basis import basis_van
from kamers.models import Kamer, Streefwaarde

Soort = Versie.Soort
VOLGT_OP = {  # aanbod → afspraak → wijziging; an offer may be redone, an agreement only changed
    Soort.AANBOD: [Soort.AANBOD, Soort.AFSPRAAK],
    Soort.AFSPRAAK: [Soort.WIJZIGING],
    Soort.WIJZIGING: [Soort.WIJZIGING],
}
INDEXATIE_HOOGSTENS = Decimal(25)


def mogelijke_soorten(versie: Versie) -> list[Versie.Soort]:
    """Return the kinds that may follow a version."""
    return VOLGT_OP[Soort(versie.soort)]


@transaction.atomic
def eens(*, sleutel: UUID, soort: str, gebruiker, doel: str, doe: Callable[[], Versie]) -> Versie | None:
    """Do an act on versions once per key of its form; None when the same form was sent before."""
    if eenmaal(sleutel, soort, gebruiker, doel) is None:
        return None
    return doe()


@transaction.atomic
def begin_jaar(*, jaar: int, datum: date) -> Versie:
    """Begin the very first budget: an open offer without figures. VersieFout when the year has a version."""
    rij, _nieuw = Jaar.objects.get_or_create(jaar=jaar)
    deel_jaarslot(rij.pk)
    rij = Jaar.objects.select_for_update().get(pk=rij.pk)
    _weiger_bestaand(rij)
    return Versie.objects.create(jaar=rij, soort=Soort.AANBOD, volgnummer=1, datum=datum)


@transaction.atomic
def kopieer_versie(*, versie: Versie, soort: str, datum: date, reden: str = "", akkoord_van: str = "") -> Versie:
    """Make the next, open version of the year: targets, budget, hours and financing as in this one.

    ``versie`` must be the newest of its year and settled. VersieFout says which rule is in the way.
    """
    deel_jaarslot(versie.jaar_id)
    jaar = Jaar.objects.select_for_update().get(pk=versie.jaar_id)  # one new version of a year at a time
    laatste = Versie.objects.laatste(jaar.jaar)
    if jaar.status == Jaar.Status.VASTGESTELD:
        raise VersieFout(_("%(jaar)s is vastgesteld. Daar komt geen versie meer bij.") % {"jaar": jaar})
    if not laatste.staat_vast:
        raise VersieFout(_("Er is al een open versie van %(jaar)s. Leg die eerst vast.") % {"jaar": jaar})
    if laatste.pk != versie.pk:
        raise VersieFout(_("Er is al een nieuwere versie van %(jaar)s. Begin bij die versie.") % {"jaar": jaar})
    if soort not in mogelijke_soorten(versie):
        namen = " of ".join(str(s.label) for s in mogelijke_soorten(versie))
        raise VersieFout(_("Na deze versie komt: %(soorten)s.") % {"soorten": namen})
    nieuw = Versie.objects.create(
        jaar=jaar,
        soort=soort,
        volgnummer=laatste.volgnummer + 1,
        datum=datum,
        reden=reden,
        akkoord_van=akkoord_van,
        uren_voor_actief=versie.uren_voor_actief,
    )
    _kopieer_inhoud(versie, nieuw)
    return nieuw


@transaction.atomic
def leg_versie_vast(
    *, versie: Versie, moment: datetime | None = None, gezien: int | None = None, **gegevens: str
) -> Versie:
    """Settle a version: after this the database refuses every change. Settling twice changes nothing.

    ``gegevens`` are ``reden`` and ``akkoord_van`` as filled in at the last moment; ``gezien`` is the ``bewerking`` the
    user looked at. VersieFout when somebody saved since, when the year is settled, when an agreement or a change does
    not say who agreed, or when a change does not say why.
    """
    versie = vergrendel(versie)  # waits for whoever is saving the grid
    if versie.staat_vast:
        return versie
    weiger_vastgesteld(versie.jaar)
    if gezien not in (None, versie.bewerking):
        raise VersieFout(_("Er is net nog iets veranderd in deze versie. Kijk eerst welke cijfers kloppen."))
    for naam in ("reden", "akkoord_van"):
        setattr(versie, naam, gegevens.get(naam, getattr(versie, naam)))
    if versie.soort != Soort.AANBOD and not versie.akkoord_van:
        raise VersieFout(_("Schrijf eerst op wie akkoord ging."))
    if versie.soort == Soort.WIJZIGING and not versie.reden:
        raise VersieFout(_("Schrijf eerst op waarom de afspraak verandert."))
    versie.vastgesteld_op = moment or timezone.now()
    versie.save(update_fields=["vastgesteld_op", "reden", "akkoord_van"])
    return versie


@transaction.atomic
def nieuw_jaar(
    *,
    uit_jaar: int,
    naar_jaar: int,
    datum: date,
    indexatie: Decimal = Decimal(0),
    ook_financiering: bool = False,
    fictief: bool | None = None,
) -> Versie:
    """Begin a year with an open offer: the last version of another year, costs raised by a percentage.

    Amounts are rounded half up to whole euros. A line with its basis in euros stays as it is: handgeld is a fixed
    € 250 a month [93, 129]. Financing is raised only when asked. Targets and hours are copied unchanged. Rooms
    that closed before the new year are left out. VersieFout when the year already has a version, so that asking
    twice makes one offer. Without ``fictief`` the new year is as fictional as the one it is copied from.
    """
    bron = Versie.objects.select_related("jaar").laatste(uit_jaar)
    if bron is None:
        raise VersieFout(_("Er is geen begroting van %(jaar)s om over te nemen.") % {"jaar": uit_jaar})
    if not -INDEXATIE_HOOGSTENS <= indexatie <= INDEXATIE_HOOGSTENS:
        raise VersieFout(_("Vul een percentage in van −25 tot 25."))
    defaults = {"fictief": bron.jaar.fictief if fictief is None else fictief}
    deel_jaarslot(Jaar.objects.get_or_create(jaar=naar_jaar, defaults=defaults)[0].pk)
    jaar = Jaar.objects.select_for_update().get(jaar=naar_jaar)  # two people, one offer
    _weiger_bestaand(jaar)
    nieuw = Versie.objects.create(
        jaar=jaar, soort=Soort.AANBOD, volgnummer=1, datum=datum, uren_voor_actief=bron.uren_voor_actief
    )
    _kopieer_inhoud(bron, nieuw, kosten=_indexeer(indexatie), baten=_indexeer(indexatie if ook_financiering else 0))
    return nieuw


def _weiger_bestaand(jaar: Jaar) -> None:
    weiger_vastgesteld(jaar)
    if jaar.versies.exists():
        raise VersieFout(_("Er is al een begroting van %(jaar)s.") % {"jaar": jaar})


def _indexeer(procent: Decimal | int) -> Callable[[Decimal], Decimal]:
    """Return the function that raises an amount by a percentage, to whole euros; 0 % leaves the cents alone."""
    factor = 1 + Decimal(procent) / 100
    return (lambda bedrag: rond(bedrag * factor, Decimal(1))) if procent else (lambda bedrag: bedrag)


def _gelijk(bedrag: Decimal) -> Decimal:
    return bedrag


def _kopieer_inhoud(uit: Versie, naar: Versie, *, kosten=_gelijk, baten=_gelijk) -> None:
    kamers = Kamer.objects.in_jaar(naar.jaar.jaar)
    for model in (Streefwaarde, Tijdsraming):
        _voeg_toe(model, model.objects.filter(versie=uit, kamer__in=kamers), versie_id=naar.pk)
    begroot = list(Begrotingsregel.objects.filter(versie=uit, kamer__in=kamers))
    for regel in begroot:
        if not basis_van(regel).is_geld:
            regel.bedrag = kosten(regel.bedrag)
    _voeg_toe(Begrotingsregel, begroot, versie_id=naar.pk)
    _kopieer_financiering(uit, naar, kamers, baten)


def _kopieer_financiering(uit: Versie, naar: Versie, kamers, baten) -> None:
    bronnen = list(Financieringsbron.objects.filter(versie=uit))
    oud = [bron.pk for bron in bronnen]
    nieuw = dict(zip(oud, _voeg_toe(Financieringsbron, bronnen, versie_id=naar.pk), strict=True))
    regels = list(Financieringsregel.objects.filter(bron__in=oud, kamer__in=kamers))
    for regel in regels:
        regel.bron, regel.bedrag = nieuw[regel.bron_id], baten(regel.bedrag)
    _voeg_toe(Financieringsregel, regels)


def _voeg_toe(model: type[models.Model], rijen: Iterable, **anders) -> list:
    """Insert copies of rows as new rows, in one query; ``anders`` is what differs."""
    velden = [veld.attname for veld in model._meta.concrete_fields if not veld.primary_key]
    return model._default_manager.bulk_create(
        [model(**{naam: getattr(rij, naam) for naam in velden} | anders) for rij in rijen]
    )
