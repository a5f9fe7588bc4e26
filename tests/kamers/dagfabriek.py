"""The lesson of the prototype: Tuesday 24 November 2026, ten o'clock, 47 people counted this year, eight last week."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.urls import reverse

from buurtwerkkamer.models import Versie
from kamers.models import Bijeenkomst, Indicator, Inzet, Persoon, Roosterplek, Streefwaarde
from kamers.services import bijeenkomsten
from kamers.services.keer import Invulling, Keer
from tests.fabriek import (
    BEGIN,
    maak_activiteit,
    maak_bijeenkomst,
    maak_inzet,
    maak_persoon,
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


def maak_les_op_naam(kamer):
    """Make a lesson by names: Ali, Bea and Kofi were there last week, Dina the week before; Eva never came."""
    les = maak_activiteit(kamer, telwijze="namen")
    zet_op_rooster(les, maak_vrijwilliger("Fatima", kamer).persoon)
    namen = ("Ali", "Bea", "Kofi", "Dina", "Eva")
    les.mensen = {naam: maak_persoon(naam, kamer, pasnummer=f"10{n}") for n, naam in enumerate(namen)}
    maak_bijeenkomst(les, DINSDAG - 2 * WEEK, namen=[les.mensen["Dina"], les.mensen["Ali"]])
    maak_bijeenkomst(les, DINSDAG - WEEK, namen=[les.mensen[naam] for naam in ("Ali", "Bea", "Kofi")])
    return les


def rooster_van(kamer):
    """Return the address of the rota of a room."""
    return reverse("kamers:rooster", args=[kamer])


def vul(kwamen_al=9, nieuw=3, kamer=None, personen=(), uren="2", **velden):
    """Fill in a card: nine came before, three are new."""
    return Invulling(
        kwamen_al=kwamen_al,
        nieuw_soort=nieuw,
        nieuw_kamer=nieuw if kamer is None else kamer,
        personen=frozenset(p.pk for p in personen),
        uren=Decimal(uren),
        **velden,
    )


def noteer(les, gebruiker, invulling=None, dag=DINSDAG, versie=0, sleutel=None, klopt=None):
    """Log a lesson through the service."""
    return bijeenkomsten.noteer(
        keer=Keer(les, dag),
        invulling=invulling or vul(),
        versie=versie,
        sleutel=sleutel or uuid4(),
        gebruiker=gebruiker,
        vandaag=DINSDAG,
        klopt=klopt,
    )


def uren_bij(rij):
    """Return the hours of an occurrence, by first name."""
    return dict(Inzet.objects.filter(bijeenkomst=rij).values_list("persoon__voornaam", "uren"))


def pad(les, naam="noteer", dag=DINSDAG, gepland=None):
    """Return the address of an act on a lesson."""
    return reverse(f"kamers:{naam}", args=["cjm", dag, les.pk, gepland or dag])


def kaart(*personen, **velden):
    """Return what the browser sends: the card of the prototype, changed by ``velden``."""
    gewoon = {"versie": "0", "uren_was": "2", "kwamen_al": "9", "nieuw_soort": "3", "ook_nieuw": "alle", "uren": "2"}
    return {**gewoon, "sleutel": str(uuid4()), "personen": [p.pk for p in personen], **velden}


def opgeslagen():
    """Return the lesson as it was logged, or None."""
    return Bijeenkomst.objects.filter(activiteit__naam="Conversatieles Nederlands", dag=DINSDAG).first()


def stuur(client, les, *namen, **velden):
    """Send the card by names."""
    fatima = Persoon.objects.get(voornaam="Fatima").pk
    vast = {"sleutel": str(uuid4()), "versie": "0", "uren_was": "2", "uren": "2", "personen": [fatima]}
    vast |= {"kwamen_al": "", "nieuw_soort": "0", "pas_sleutel": str(uuid4())}
    data = {**vast, "namen": [les.mensen[naam].pk for naam in namen], **velden}
    return client.post(f"/kamers/cjm/dag/2026-11-24/noteer/{les.pk}/2026-11-24/", data)


def chips(form, getikt=True):
    """Return the names on the card that are ticked, or all of them."""
    return [str(k.choice_label) for k, _v in form.naamkeuzes() if k.data["selected"] or not getikt]
