"""Sheets for tests: a file from rows, and what becomes of it."""

from datetime import date
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buurtwerkkamer.invoer.vormen import lees
from kamers.models import Bijeenkomst, Klus
from kamers.resources import SOORTEN
from kamers.resources.kolommen import Omgeving
from kamers.resources.verwerken import haal_op, voer_in

VANDAAG = date(2026, 11, 27)
BIJEENKOMST = ("activiteit", "gepland", "kwamen al", "nieuw bij soort", "nieuw in kamer")
KLUS = ("wat", "gevraagd op", "status", "gedaan op")


def omgeving(gebruiker, *kamers, kamer=None, vandaag=VANDAAG):
    """Return the surroundings of one room, or of several without a room of the page."""
    een = kamer or (kamers[0] if len(kamers) == 1 else None)
    return Omgeving(gebruiker, kamers or (kamer,), vandaag, een)


def csv(kop, *rijen) -> bytes:
    """Make a CSV file as a Dutch spreadsheet writes it."""
    return "\r\n".join(";".join(str(cel) for cel in rij) for rij in (kop, *rijen)).encode()


def doe(soort, gebruiker, kamer, kop, *rijen, proef=False, **anders):
    """Import rows of text into a room and return what came of it."""
    vast = omgeving(gebruiker, kamer, **anders)
    return SOORTEN[soort](vast).lees(lees("blad.csv", csv(kop, *rijen)), proef=proef)


def zinnen(uitkomst) -> list[str]:
    return [str(fout) for fout in uitkomst.fouten]


def wat(uitkomst) -> list[str]:
    return [rij.wat for rij in uitkomst.rijen]


def rondje(soort, gebruiker, kamer, vorm, *, vandaag=VANDAAG):
    """Take everything out of a room and put it in again."""
    vast = omgeving(gebruiker, kamer, vandaag=vandaag)
    inhoud = haal_op(soort=soort, vorm=vorm, kamer=kamer, jaar=None, omgeving=vast)
    return voer_in(soort=soort, naam=f"blad.{vorm}", inhoud=inhoud, omgeving=vast)


def keren(kamer):
    """Return the counts of a room by day."""
    rijen = Bijeenkomst.objects.filter(kamer=kamer).order_by("dag")
    return list(rijen.values_list("dag", "kwamen_al", "nieuw_soort", "nieuw_kamer"))


def klussen(kamer):
    return list(Klus.objects.filter(kamer=kamer).order_by("pk").values_list("omschrijving", "status"))


def kies(client, kamer, *rijen, soort="klussen", kop=KLUS, naam="blad.csv", inhoud=None, sleutel=None):
    """Choose a file on the page."""
    bestand = SimpleUploadedFile(naam, csv(kop, *rijen) if inhoud is None else inhoud)
    adres = reverse("kamers:gegevens", args=[kamer.code, soort]) if kamer else f"/bestanden/{soort}/"
    return client.post(adres, {"sleutel": sleutel or uuid4(), "bestand": bestand})


def bevestig(client, antwoord):
    """Look at the preview and confirm it."""
    blad = client.get(antwoord["Location"])
    return client.post(antwoord["Location"], {"beeld": blad.context["beeld"]}, follow=True)
