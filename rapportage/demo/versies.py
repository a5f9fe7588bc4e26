"""The fictional years: an offer copied from 2018 with indexation, an agreement, and typed results."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import models

from buurtwerkkamer.bedragen import invoer
from buurtwerkkamer.models import Gebruiker, Jaar, Versie
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.services.versies import INDEXATIE_HOOGSTENS, kopieer_versie, leg_versie_vast, nieuw_jaar
from kamers.models import Indicator, Kamer, Streefwaarde, Tariefsoort, Uurtarief
from rapportage.demo.kamers import sjabloon_van
from rapportage.demo.plan import kans
from rapportage.gegevens.aanbod_2018 import JAAR as BRONJAAR
from rapportage.gegevens.lezen import KAMERS
from rapportage.models import Meting

INDEXATIE = Decimal(3)  # percent a year
AKKOORD = "stadsdeel, corporaties en bewonersverenigingen (fictief)"
BRONNEN = {"enquête": "fictieve enquête", "interviews": "fictieve interviews"}
NIET_GEMETEN = {"O2", "I1", "I2"}  # computed, or from the books that do not exist yet


def maak_jaren(jaren: range, tot: date) -> None:
    """Add the fictional years: settled, but for the agreement of the running year, which is still open."""
    bronjaar = BRONJAAR
    for jaar in jaren:
        indexatie = min(INDEXATIE * (jaar - bronjaar), INDEXATIE_HOOGSTENS)
        aanbod = nieuw_jaar(
            uit_jaar=bronjaar,
            naar_jaar=jaar,
            datum=date(jaar - 1, 9, 28),
            indexatie=indexatie,
            ook_financiering=True,
            fictief=True,
        )
        _voeg_kamers_toe(aanbod)
        _zet_tarief(aanbod)
        aanbod = leg_versie_vast(versie=aanbod, moment=_middag(aanbod.datum))
        datum = min(date(jaar, 1, 15), tot)
        afspraak = kopieer_versie(
            versie=aanbod, soort=Versie.Soort.AFSPRAAK, datum=datum, reden="fictief, om mee te oefenen"
        )
        if jaar < tot.year:
            afspraak.akkoord_van = AKKOORD
            afspraak.save(update_fields=["akkoord_van"])
            leg_versie_vast(versie=afspraak, moment=_middag(datum))
        bronjaar = jaar


def _middag(dag: date) -> datetime:
    return datetime.combine(dag, time(12), ZoneInfo("Europe/Amsterdam"))


def _voeg_kamers_toe(versie: Versie) -> None:
    """Give every room that is not in the offer yet the figures of the room it takes after."""
    aanwezig = set(Begrotingsregel.objects.filter(versie=versie).values_list("kamer", flat=True))
    nieuw: dict[str, list[Kamer]] = {}
    for kamer in Kamer.objects.in_volgorde():
        if kamer.pk not in aanwezig:
            nieuw.setdefault(sjabloon_van(kamer), []).append(kamer)
    for model in (Streefwaarde, Begrotingsregel, Tijdsraming):
        _kopieer(model, model._default_manager.filter(versie=versie), nieuw)
    _kopieer(Financieringsregel, Financieringsregel.objects.filter(bron__versie=versie), nieuw)


def _kopieer(model: type[models.Model], rijen: models.QuerySet, nieuw: dict[str, list[Kamer]]) -> None:
    """Copy the rows of each of the four rooms to the rooms that take after it."""
    velden = [veld.attname for veld in model._meta.concrete_fields if not veld.primary_key]
    kopieen = [
        model(**{veld: getattr(rij, veld) for veld in velden} | {"kamer_id": kamer.pk})
        for rij in rijen.filter(kamer__code__in=KAMERS).select_related("kamer")
        for kamer in nieuw.get(rij.kamer.code, ())
    ]
    model._default_manager.bulk_create(kopieen, batch_size=2000)


def _zet_tarief(versie: Versie) -> None:
    """Value the hours of residents at the minimum wage of the half year before, as the offer of 2018 did [78]."""
    soort = Tariefsoort.BEWONER
    tarief = Uurtarief.objects.filter(soort=soort, vanaf__lt=date(versie.jaar.jaar, 1, 1)).latest("vanaf").bedrag
    ramingen = Tijdsraming.objects.filter(versie=versie, wie=soort)
    for raming in ramingen:
        raming.tekst = raming.tekst.replace(invoer(raming.tarief), invoer(tarief))
        raming.tarief = tarief
    Tijdsraming.objects.bulk_update(ramingen, ["tekst", "tarief"])


def maak_metingen(jaren: range, tot: date, auteur: Gebruiker) -> int:
    """Add the typed results of the years that are over; P1–P7 and O2 are computed from what was logged."""
    metingen = []
    for jaar in Jaar.objects.filter(jaar__in=jaren, jaar__lt=tot.year):
        versie = Versie.objects.geldend(jaar.jaar)
        streef = Streefwaarde.objects.filter(versie=versie, waarde__isnull=False)
        streef = streef.exclude(indicator__groep=Indicator.Groep.PROCES).exclude(indicator__code__in=NIET_GEMETEN)
        for doel in streef.select_related("indicator", "kamer"):
            metingen.append(_meting(jaar, doel, auteur))
    return len(Meting.objects.bulk_create(metingen))


def _meting(jaar: Jaar, doel: Streefwaarde, auteur: Gebruiker) -> Meting:
    """Draw a result near the target: most a little above, some below."""
    dobbel = kans(doel.kamer.code, jaar.jaar, doel.indicator.code)
    bewijs = doel.indicator.bewijs
    if doel.indicator.eenheid == Indicator.Eenheid.CIJFER:
        waarde = Decimal(dobbel.randint(76, 88)) / 10
    else:
        waarde = Decimal(max(1, round(float(doel.waarde or 0) * dobbel.uniform(0.85, 1.25))))
    return Meting(
        jaar=jaar,
        indicator=doel.indicator,
        kamer=doel.kamer,
        waarde=waarde,
        op_aangemeld=max(doel.op_aangemeld, int(waarde)) if doel.op_aangemeld else None,
        n=dobbel.randint(24, 60) if bewijs == "enquête" else None,
        bron=BRONNEN.get(bewijs, "fictieve telling"),
        auteur=auteur,
        datum=date(jaar.jaar, 12, 15),
    )
