"""Many passes at once: given out, or with another name."""

from datetime import date

from kamers.models import Kamer, Pasnummer, Persoon
from kamers.models.pas import EERSTE
from kamers.services.keer import een_tegelijk
from kamers.services.pasnummer import klopt, nieuwe_nummers, nummer_van


def vrije_passen(kamer: Kamer, nummers: list[str]) -> dict[str, Pasnummer]:
    """Return which of these numbers stand on a card of this room that was not given out yet."""
    sleutels = [int(nummer[:-1]) - EERSTE + 1 for nummer in nummers if klopt(nummer)]
    vrij = Pasnummer.objects.vrij().filter(kamer=kamer, pk__in=[pk for pk in sleutels if 0 < pk < 2**62])
    return {nummer_van(rij): rij for rij in vrij}


def geef_passen(*, kamer: Kamer, namen: list[tuple[str, Pasnummer | None]], vandaag: date) -> None:
    """Give a pass to each name: the card beside it, or the next number. Six queries for any number of names."""
    een_tegelijk(kamer.pk)
    nieuw = iter(nieuwe_nummers(kamer=kamer, aantal=sum(pas is None for _n, pas in namen), vandaag=vandaag))
    passen = [(naam, pas or next(nieuw)) for naam, pas in namen]
    mensen = Persoon.objects.bulk_create(
        Persoon(voornaam=naam, pasnummer=nummer_van(pas), sinds=vandaag) for naam, pas in passen
    )
    hoort_bij = Persoon.kamers.through
    hoort_bij.objects.bulk_create(hoort_bij(persoon=persoon, kamer=kamer) for persoon in mensen)
    for _naam, pas in passen:
        pas.uitgegeven_op = max(vandaag, pas.gemaakt_op)
    Pasnummer.objects.bulk_update([pas for _n, pas in passen], ["uitgegeven_op"], batch_size=500)
