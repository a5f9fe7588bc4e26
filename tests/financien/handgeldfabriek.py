"""Makes pots, receipts and counts for tests."""

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

from PIL import Image

from buurtwerkkamer.bewijs import Gekeurd
from financien.models import Bon, Voorschieter
from financien.services.handgeld.bonnen import Boninhoud, dien_in
from kamers.models import Kamer
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel

DAG = date(2026, 3, 10)  # a Tuesday; tests stand still on this day
MAART = date(2026, 3, 1)


def rekening_van(kamer: Kamer):
    return kamer.grootboekrekeningen.get(soort="handgeld")


def vul_potje(gebruiker, kamer: Kamer, kas="0", rekening="0", datum=DAG) -> None:
    """Put money in the tin and on the account of a room, past the rule."""
    begin_boeken(2026)
    regels = [(kas_van(kamer), kas), (rekening_van(kamer), rekening)]
    for naar, bedrag in regels:
        if Decimal(bedrag):
            maak_boekstuk(gebruiker, regel(naar, "1000", bedrag, kamer), datum=datum, omschrijving="Begin")


def foto(kleur=(200, 30, 60), naam="bon.jpg") -> Gekeurd:
    """Make a photo that passed the guard; another colour is another photo."""
    uit = io.BytesIO()
    Image.new("RGB", (60, 80), kleur).save(uit, "JPEG")
    return Gekeurd(naam, "image/jpeg", uit.getvalue())


_kleur = iter(range(1, 10**6))


def andere_foto() -> Gekeurd:
    """Make a photo that nobody made before."""
    n = next(_kleur)
    return foto((n * 16 % 256, n * 16 // 256 % 256, n * 7 % 256))


def inhoud(bedrag="12.50", **velden) -> Boninhoud:
    vast = {"datum": DAG, "categorie": "A", "betaald_uit": "potje", "omschrijving": "Koffie"}
    if "zonder_foto" not in velden:
        vast["foto"] = andere_foto()
    return Boninhoud(bedrag=Decimal(bedrag), **{**vast, **velden})


def maak_bon(kamer: Kamer, gebruiker, bedrag="12.50", *, sleutel=None, bevestigd=True, **velden) -> Bon:
    """Submit a receipt."""
    vast = {"sleutel": sleutel or uuid4(), "gebruiker": gebruiker, "bevestigd": bevestigd}
    return dien_in(kamer=kamer, inhoud=inhoud(bedrag, **velden), **vast)


def voorschieter(kamer: Kamer, gebruiker, naam="Yusuf", iban="NL91ABNA0417164300") -> Voorschieter:
    return Voorschieter.objects.get_or_create(
        kamer=kamer, naam=naam, iban=iban, defaults={"ingevoerd_door": gebruiker}
    )[0]
