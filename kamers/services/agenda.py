"""Calendars (iCalendar): what is planned in a room, and the own turns of a volunteer. Never a participant.

Every occurrence is an event of its own, so that moved, cancelled and closing days say what they are. The same
planning gives the same bytes, which makes the ETag honest.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from kamers.models import Agendalink, Kamer, Klus, Klusplek, Persoon, Roosterplek
from kamers.services.openingstijden import week
from kamers.services.overlap import tijd
from kamers.services.planning import Gepland, planning
from kamers.services.vrije_dag import sluitingen_van

ZONE = ZoneInfo("Europe/Amsterdam")
VERPLAATST = timedelta(days=366)  # nothing is moved further away than a year
TERUG, VOORUIT = timedelta(days=30), timedelta(days=180)
MAKER = "-//BuurtWerkKamer//rooster//NL"
HUIS = "buurtwerkkamer"  # the right half of every UID: the same on every address of the site


def agenda(link: Agendalink, vandaag: date) -> bytes:
    """Return the calendar of an address, from 30 days ago to 180 days ahead."""
    van, tot = vandaag - TERUG, vandaag + VOORUIT
    with override("nl"):
        if link.kamer:
            keren = planning(link.kamer.activiteiten.all(), van, tot)
            uitleg = open_in_woorden(link.kamer, vandaag)
            return _schrijf(link.kamer.naam, uitleg, keren, _vrije_dagen(link.kamer, van, tot), vandaag)
        afspraken = [_klus(klus, klus.afspraak, uren) for klus, uren in klusafspraken(link.persoon, van, tot)]
        return _schrijf(_("Mijn rooster"), "", diensten(link.persoon, van, tot), afspraken, vandaag)


def open_in_woorden(kamer: Kamer, dag: date) -> str:
    """Say when a room is open: "Open: maandag 09:00–12:00 en 13:00–17:00, dinsdag …"; nothing when it is not known."""
    dagen = [(d.naam, _(" en ").join(tijd(*stuk) for stuk in d.stukken)) for d in week(kamer, dag) if d.stukken]
    tijden = ", ".join(f"{naam} {stukken}" for naam, stukken in dagen)
    return _("Open: %(tijden)s") % {"tijden": tijden} if tijden else ""


def diensten(persoon: Persoon | None, van: date, tot: date) -> list[Gepland]:
    """Return the turns of someone on the rota from a day to a day: the occurrences that the own place covers."""
    eerder = van - VERPLAATST  # a place that ended still covers what was moved from its days to later ones
    plekken = Roosterplek.objects.filter(Q(tot__isnull=True) | Q(tot__gte=eerder), persoon=persoon, van__lte=tot)
    rijen = list(plekken.select_related("activiteit"))
    activiteiten = type(rijen[0].activiteit).objects.filter(pk__in=[p.activiteit_id for p in rijen]) if rijen else None
    keren = planning(activiteiten, van, tot) if activiteiten is not None else []
    per_activiteit: dict[int, list[Roosterplek]] = {}
    for plek in rijen:
        per_activiteit.setdefault(plek.activiteit_id, []).append(plek)
    return [k for k in keren if any(_geldt(p, k.gepland) for p in per_activiteit[k.activiteit.pk])]


def klusafspraken(persoon: Persoon | None, van: date, tot: date) -> list[tuple[Klus, Decimal]]:
    """Return the klussen with an appointment in these days that someone takes, with the planned hours. One query."""
    plekken = Klusplek.objects.filter(persoon=persoon, klus__in=Klus.objects.open(), klus__afspraak__range=(van, tot))
    rijen = plekken.select_related("klus__kamer").order_by("klus__afspraak", "klus__afspraak_tijd", "klus_id")
    return [(plek.klus, plek.uren) for plek in rijen]


def _klus(klus: Klus, dag, uren: Decimal) -> Event:
    """Return an appointment: which kind of klus, never its words or its street, for the address asks no login."""
    onderdeel = Event()
    onderdeel.add("uid", f"klus-{klus.pk}@{HUIS}")
    if klus.afspraak_tijd:
        begin = datetime.combine(dag, klus.afspraak_tijd, ZONE)
        onderdeel.add("dtstart", begin)
        onderdeel.add("dtend", begin + timedelta(hours=float(uren)))
    else:
        onderdeel.add("dtstart", dag)
        onderdeel.add("dtend", dag + timedelta(days=1))
    onderdeel.add("summary", _("Klus: %(soort)s") % {"soort": klus.get_klussoort_display()})
    onderdeel.add("location", klus.kamer.naam)
    onderdeel.add("status", "CONFIRMED")
    onderdeel.add("sequence", klus.versie)
    return onderdeel


def _geldt(plek: Roosterplek, dag: date) -> bool:
    return plek.van <= dag and (plek.tot is None or dag <= plek.tot)


def _schrijf(naam: str, uitleg: str, keren: list[Gepland], extra: list[Event], vandaag: date) -> bytes:
    boek = Calendar()
    vast = {"prodid": MAKER, "version": "2.0", "calscale": "GREGORIAN", "method": "PUBLISH", "x-wr-calname": naam}
    vast |= {"x-wr-caldesc": uitleg} if uitleg else {}
    for veld, waarde in (vast | {"x-wr-timezone": ZONE.key, "x-published-ttl": "PT1H"}).items():
        boek.add(veld, waarde)
    boek.add_component(tijdzone())
    gemaakt = datetime.combine(vandaag, time(), ZONE).astimezone(UTC)
    for onderdeel in [*(_keer(k) for k in keren if not k.sluiting), *extra]:
        onderdeel.add("dtstamp", gemaakt)
        boek.add_component(onderdeel)
    return boek.to_ical()


def _keer(keer: Gepland) -> Event:
    """Return one occurrence; its UID stays the same when it is moved, because the day of the series names it."""
    onderdeel, kamer = Event(), keer.activiteit.kamer
    onderdeel.add("uid", f"keer-{keer.activiteit.pk}-{keer.gepland.isoformat()}@{HUIS}")
    onderdeel.add("dtstart", datetime.combine(keer.dag, keer.begin, ZONE))
    onderdeel.add("dtend", datetime.combine(keer.dag, keer.eind, ZONE))
    naam = _("Gaat niet door: %(naam)s") % {"naam": keer.naam} if keer.vervallen else keer.naam
    onderdeel.add("summary", naam)
    onderdeel.add("location", ", ".join(deel for deel in (kamer.naam, kamer.adres) if deel))
    onderdeel.add("status", "CANCELLED" if keer.vervallen else "CONFIRMED")
    onderdeel.add("sequence", keer.rij.versie if keer.rij else 0)
    return onderdeel


def _vrije_dagen(kamer: Kamer, van: date, tot: date) -> list[Event]:
    """Return the days off of a room as whole days that keep nobody busy."""
    gevonden = []
    for sluiting in sluitingen_van(kamer, van, tot):
        onderdeel = Event()
        dicht = sluiting.soort == sluiting.Soort.DICHT
        onderdeel.add("uid", f"vrij-{sluiting.pk}@{HUIS}")
        onderdeel.add("dtstart", sluiting.van)
        onderdeel.add("dtend", sluiting.tot + timedelta(days=1))
        onderdeel.add("summary", _("Dicht: %(naam)s") % {"naam": sluiting.naam} if dicht else sluiting.naam)
        onderdeel.add("transp", "TRANSPARENT")
        gevonden.append(onderdeel)
    return gevonden


def tijdzone() -> Timezone:
    """Return the clock of Amsterdam: summer time from the last Sunday of March to the last Sunday of October."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for soort, naam, maand, uur, voor, na in (
        (TimezoneDaylight, "CEST", 3, 2, 1, 2),
        (TimezoneStandard, "CET", 10, 3, 2, 1),
    ):
        deel = soort()
        deel.add("dtstart", datetime(1970, maand, 29 if maand == 3 else 25, uur))  # noqa: DTZ001 - local time by rule
        deel.add("rrule", vRecur({"freq": "yearly", "bymonth": maand, "byday": "-1su"}))
        deel.add("tzname", naam)
        deel.add("tzoffsetfrom", timedelta(hours=voor))
        deel.add("tzoffsetto", timedelta(hours=na))
        zone.add_component(deel)
    return zone
