"""Proposals from the grants that come in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Boekstuk, Financieringsbron, Termijn, Toekenning
from financien.services.bank.openstaand import ALLES_GELIJK, KENMERK, NAAM, noemt
from financien.services.bank.voorstellen import Voorstel
from financien.services.bankplek import plek_van
from financien.services.ontvangsten import ontvang
from financien.services.saldi import NUL
from financien.services.termijnen import met_eraf
from financien.services.toekenningen import besloten
from financien.services.toekenningstand import Stand, gehad, samen, standen, weg
from kamers.models import Partnernaam

Per = Mapping[int, Sequence[Voorstel]]


def uit_toekenningen(regels: Sequence[Bankregel]) -> Per:
    """Propose the grant that a line brings: by its reference, or by the name of who pays and an open instalment."""
    bij = [regel for regel in regels if regel.bedrag > 0]
    if not bij:
        return {}
    toekenningen = [rij for rij in _toekenningen() if besloten(vars(rij)["nu"])]
    stand = standen(date.max, [rij.pk for rij in toekenningen]) if toekenningen else {}
    uit: dict[int, list[Voorstel]] = defaultdict(list)
    for rij in toekenningen:
        for regel in bij:
            uit[regel.pk] += _toekenning(regel, rij, samen(stand.get(rij.pk, {})))
    return uit


def _toekenningen() -> QuerySet[Toekenning]:
    """Return the grants that money may come in for, with who pays, the instalments, and what went back. One query."""
    namen = Partnernaam.objects.filter(partner=OuterRef("partner")).values("naam")
    termijnen = Termijn.objects.filter(toekenning=OuterRef("pk")).order_by("vervalt").values("bedrag")
    rijen = Toekenning.objects.met_status().exclude(aard=Toekenning.Aard.NATURA)
    rijen = rijen.exclude(soort=Financieringsbron.Soort.EIGEN).select_related("partner", "jaar")
    terug = weg("toekenning").filter(toekenning=OuterRef("pk")).values("weg")
    return met_eraf(rijen).annotate(
        namen=ArraySubquery(namen), bedragen=ArraySubquery(termijnen), weg=Coalesce(Subquery(terug), NUL)
    )


def _toekenning(regel: Bankregel, rij: Toekenning, stand: Stand) -> list[Voorstel]:
    """Return it as a receipt, of no more than ``ontvang`` takes: what went back does not come again."""
    vast, eraf = vars(rij)["vastgesteld"], vars(rij)["eraf"]
    toegekend = rij.bedrag if vast is None else vast
    ontvangen = stand.ontvangen + (min(vars(rij)["weg"], eraf) if vast is None else NUL)
    if regel.bedrag > toegekend - ontvangen:
        return []
    genoemd = noemt(regel, [rij.kenmerk], kortst=4)
    binnen = (ontvangen, gehad(stand, eraf, vastgesteld=vast is not None))  # whole instalments, or what we ask
    open_ = set().union(*(_open_bedragen(vars(rij)["bedragen"], deel, toegekend - deel) for deel in binnen))
    verwacht = regel.bedrag in open_
    if not genoemd and not (verwacht and _komt_van(regel, rij)):
        return []
    zekerheid = (KENMERK if genoemd else ALLES_GELIJK) if verwacht and _komt_van(regel, rij) else NAAM
    waarom, bron = (
        _("Ontvangst voor %(toekenning)s.") % {"toekenning": rij},
        f"toekenning:{rij.pk}:{toegekend - ontvangen}",
    )
    return [Voorstel((), waarom, zekerheid, boek=_ontvanger(rij), bron=bron)]


def _open_bedragen(termijnen: Sequence[Decimal], ontvangen: Decimal, rest: Decimal) -> set[Decimal]:
    """Return the amounts that would close the oldest open instalments; and all that is left."""
    uit, gedekt = {rest}, NUL
    for bedrag in termijnen:
        gedekt += bedrag
        if gedekt > ontvangen:
            uit |= {gedekt - ontvangen, bedrag}
    return uit


def _komt_van(regel: Bankregel, rij: Toekenning) -> bool:
    namen = [*vars(rij)["namen"], rij.partner.naam if rij.partner else rij.get_soort_display()]
    return noemt(regel, namen, kortst=3)


def _ontvanger(toekenning: Toekenning):
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        plek = plek_van(regel)
        return ontvang(
            toekenning=toekenning,
            rekening=regel.rekening,
            datum=plek.datum,
            plek=plek,
            bedrag=regel.bedrag,
            sleutel=regel.volgende_sleutel,
            gebruiker=gebruiker,
        )

    return boek
