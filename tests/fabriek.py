"""Makes rows for tests: every function fills in what the test does not care about."""

from datetime import date, time
from decimal import Decimal
from secrets import token_urlsafe

from buurtwerkkamer.models import Gebruiker, Jaar, Versie
from buurtwerkkamer.rollen import Rol
from kamers.models import (
    Aanstelling,
    Activiteit,
    Bijeenkomst,
    Deelname,
    Inzet,
    Kamer,
    Klus,
    Partner,
    Persoon,
    Soort,
    Tablet,
)
from kamers.services.tablets import som
from vrijwilligers.models import Vrijwilliger

WACHTWOORD = "een lang genoeg wachtwoord"
BEGIN = date(2010, 1, 1)


def maak_kamer(code="casa", **velden):
    """Make a room, or find the one that the offer of 2018 made; the door colour follows from how many there are."""
    volgorde = Kamer.objects.count() + 1
    standaard = {"naam": code.title(), "afkorting": code[:2].upper(), "deurkleur": (volgorde - 1) % 12 + 1}
    if velden.get("gesloten_op"):
        standaard["status"] = Kamer.Status.GESLOTEN
    velden = {**standaard, "volgorde": volgorde, **velden}
    return Kamer.objects.get_or_create(code=code, defaults=velden)[0]


def maak_gebruiker(naam, rol: Rol, *, kamer=None, partner=None, wachtwoord=None, **aanstelling):
    """Make a user with one appointment since 2010. A password costs time, so only where a test logs in with it."""
    gebruiker = Gebruiker.objects.create_user(
        f"{naam.lower()}@voorbeeld.invalid", wachtwoord, naam=naam, email=f"{naam.lower()}@voorbeeld.invalid"
    )
    geef_rol(gebruiker, rol, kamer=kamer, partner=partner, **aanstelling)
    return gebruiker


def geef_rol(gebruiker, rol: Rol, *, kamer=None, partner=None, van=BEGIN, tot=None):
    """Appoint a user."""
    return Aanstelling.objects.create(gebruiker=gebruiker, rol=rol, kamer=kamer, partner=partner, van=van, tot=tot)


def maak_persoon(voornaam, *kamers, **velden):
    """Make a person of these rooms."""
    persoon = Persoon.objects.create(voornaam=voornaam, **{"sinds": BEGIN, **velden})
    persoon.kamers.set(kamers)
    return persoon


def maak_vrijwilliger(voornaam, *kamers, **velden):
    """Make a volunteer of these rooms."""
    return Vrijwilliger.objects.create(persoon=maak_persoon(voornaam, *kamers), **velden)


def maak_soort(code="P4", kort="Taal", **velden):
    """Make a kind, or find it."""
    standaard = {"naam": kort, "kort": kort, "volgorde": int(code[1:])}
    return Soort.objects.get_or_create(code=code, defaults={**standaard, **velden})[0]


def maak_activiteit(kamer, naam="Conversatieles Nederlands", soort=None, weekdag=1, **velden):
    """Make a weekly activity on Tuesday from ten to twelve."""
    standaard = {"begin": time(10), "eind": time(12), "van": BEGIN}
    return Activiteit.objects.create(
        kamer=kamer, naam=naam, soort=soort or maak_soort(), weekdag=weekdag, **{**standaard, **velden}
    )


def maak_bijeenkomst(activiteit, dag: date, *, kwamen_al=0, nieuw=0, nieuw_kamer=None, namen=(), **velden):
    """Make a logged occurrence, past the service; ``namen`` are the persons who came with a pass."""
    standaard = {"begin": activiteit.begin, "eind": activiteit.eind, "naam": activiteit.naam, "status": "genoteerd"}
    rij = Bijeenkomst.objects.create(
        activiteit=activiteit,
        kamer=activiteit.kamer,
        soort=activiteit.soort,
        product=activiteit.product,
        gepland=dag,
        dag=dag,
        kwamen_al=kwamen_al,
        nieuw_soort=nieuw,
        op_naam=len(namen),
        nieuw_kamer=nieuw if nieuw_kamer is None else nieuw_kamer,
        **{**standaard, **velden},
    )
    Deelname.objects.bulk_create(Deelname(bijeenkomst=rij, persoon=persoon) for persoon in namen)
    return rij


def maak_inzet(persoon, bijeenkomst=None, uren="2", klus=None, **velden):
    """Make hours of a person at an occurrence or a klus."""
    bij = bijeenkomst or klus
    dag = bijeenkomst.dag if bijeenkomst else klus.gedaan_op
    return Inzet.objects.create(
        persoon=persoon,
        kamer=bij.kamer,
        bijeenkomst=bijeenkomst,
        klus=klus,
        uren=Decimal(uren),
        **{"dag": dag, **velden},
    )


def maak_klus(kamer, omschrijving="Lekkende kraan", **velden):
    """Make an odd job that was asked for."""
    return Klus.objects.create(kamer=kamer, omschrijving=omschrijving, **{"gevraagd_op": date(2026, 1, 5), **velden})


def maak_partner(code="eigen-haard", naam="Eigen Haard", soort=Partner.Soort.CORPORATIE, **velden):
    """Make a partner, or find the one that the reference rows made."""
    return Partner.objects.get_or_create(code=code, defaults={"naam": naam, "soort": soort, **velden})[0]


def maak_versie(jaar=2026, soort=Versie.Soort.AANBOD, volgnummer=1, **velden):
    """Make an open version of a year."""
    rij, _ = Jaar.objects.get_or_create(jaar=jaar)
    return Versie.objects.create(
        jaar=rij, soort=soort, volgnummer=volgnummer, **{"datum": date(jaar - 1, 9, 28), **velden}
    )


def maak_tablet(kamer, gebruiker, naam="bij de koffie", **velden):
    """Make a tablet of a room, past the service, and return it with the secret that its browser holds."""
    geheim = token_urlsafe(8)
    return Tablet.objects.create(kamer=kamer, naam=naam, geheim=som(geheim), aangemeld_door=gebruiker, **velden), geheim


def zet_jaar(status: str, **welk) -> None:
    """Bring years to a status step by step, as the database asks."""
    for stap in ("voorlopig", "vastgesteld"):
        Jaar.objects.filter(**welk).exclude(status=stap).update(status=stap)
        if stap == status:
            return
