"""The lesson of the prototype: Tuesday 24 November 2026, ten o'clock, 47 people counted this year, eight last week."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from buurtwerkkamer.models import Versie
from kamers.models import Indicator, Roosterplek, Streefwaarde
from tests.fabriek import (
    BEGIN,
    maak_activiteit,
    maak_bijeenkomst,
    maak_inzet,
    maak_soort,
    maak_versie,
    maak_vrijwilliger,
)

DINSDAG = date(2026, 11, 24)
HALF_ELF = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
WEEK = timedelta(days=7)


def maak_doel(code, kamer, afspraak, soort=None, prestatie="", jaar=2026):
    """Make a process indicator with its target for a room in the offer of a year."""
    velden = {"prestatie": prestatie or code, "tekst": code, "bewijs": "uniek", "eenheid": "aantal", "norm": "streef"}
    indicator, _ = Indicator.objects.get_or_create(
        code=code, defaults={"groep": "proces", "soort": soort, "volgorde": int(code[1:]), **velden}
    )
    versie = Versie.objects.filter(jaar__jaar=jaar).first() or maak_versie(jaar)
    return Streefwaarde.objects.create(versie=versie, indicator=indicator, kamer=kamer, waarde=afspraak)


def zet_op_rooster(activiteit, persoon, uren="2"):
    """Put someone on the rota of an activity."""
    return Roosterplek.objects.create(activiteit=activiteit, persoon=persoon, uren=Decimal(uren), van=BEGIN)


def maak_lesdag(kamer):
    """Make the day of the prototype in a room and return its people and activities by name."""
    taal, ontmoeting = maak_soort("P4", "Taal"), maak_soort("P1", "Ontmoeting")
    mensen = {naam: maak_vrijwilliger(naam, kamer).persoon for naam in ("Fatima", "Wouter", "Gifty", "Ronald")}
    les = maak_activiteit(kamer, soort=taal)
    inloop = maak_activiteit(kamer, naam="Inloop en koffie", soort=ontmoeting, begin=time(9), eind=time(10))
    brei = maak_activiteit(kamer, naam="Babbel- en breiuur", soort=ontmoeting, begin=time(15), eind=time(16, 30))
    for naam in ("Fatima", "Wouter"):
        zet_op_rooster(les, mensen[naam])
    maak_bijeenkomst(les, DINSDAG - 2 * WEEK, nieuw=47)
    maak_bijeenkomst(les, DINSDAG - WEEK, kwamen_al=8)
    gedaan = maak_bijeenkomst(inloop, DINSDAG, kwamen_al=0, nieuw=14)
    maak_inzet(mensen["Ronald"], gedaan, "1")
    maak_doel("P4", kamer, 50, taal)
    return SimpleNamespace(les=les, inloop=inloop, brei=brei, **{n.lower(): p for n, p in mensen.items()})
