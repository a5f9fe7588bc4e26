"""Taps at the door of a drop-in, for tests."""

from uuid import uuid4

from kamers.models import Bijeenkomst
from kamers.services import bijeenkomsten, inloop
from kamers.services.dag import dagbeeld
from kamers.services.inloop import AL, inlopen
from kamers.services.keer import Invulling, Keer
from tests.kamers.dagfabriek import DINSDAG


def tik(les, gebruiker, wie=AL, sleutel=None, vandaag=DINSDAG, dag=DINSDAG):
    """Tap once for someone who came in, and return the key of the tap."""
    sleutel = sleutel or uuid4()
    vast = {"sleutel": sleutel, "gebruiker": gebruiker, "vandaag": vandaag}
    inloop.tik(keer=Keer(les, dag), wie=wie, **vast)
    return sleutel


def met_de_hand(les, gebruiker, aantal, sleutel=None, dag=DINSDAG):
    """Write the total of a day by hand, over what was tapped."""
    rij = les.bijeenkomsten.filter(gepland=dag).first()
    vast = {"keer": Keer(les, dag), "versie": rij.versie if rij else 0, "gebruiker": gebruiker, "vandaag": dag}
    invulling = Invulling(kwamen_al=aantal)
    return bijeenkomsten.noteer(invulling=invulling, sleutel=sleutel or uuid4(), klopt=aantal, **vast)


def antwoord(les, gebruiker, ook_nieuw):
    """Answer whether who is new to the kind is new to the room."""
    inloop.antwoord(keer=Keer(les, DINSDAG), ook_nieuw=ook_nieuw, sleutel=uuid4(), gebruiker=gebruiker)


def rond_af(les, gebruiker, sleutel=None):
    """Say that the day is over."""
    return inloop.rond_af(keer=Keer(les, DINSDAG), sleutel=sleutel or uuid4(), gebruiker=gebruiker, vandaag=DINSDAG)


def stand(les):
    """Return the three counts of the day, or None."""
    rij = Bijeenkomst.objects.filter(activiteit=les, gepland=DINSDAG).first()
    return rij and (rij.kwamen_al, rij.nieuw_soort, rij.nieuw_kamer)


def kaart(casa):
    """Return the drop-in as the page of the day shows it, or None."""
    return next(iter(inlopen(dagbeeld(casa, DINSDAG), DINSDAG)), None)
