"""Save what was typed in the grid: only the cells that changed, all of them or none."""

from collections import defaultdict
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import Celsoort, bewaar_cellen, neem_cellen_terug
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.services.raster import UREN, WIE, Waarde, lees_raster
from kamers.models import Kamer


def bewaar(*, versie: Versie, waarden: dict[str, Waarde | None], gezien: int, sleutel: UUID, gebruiker) -> int:
    """Store the cells of the grid that differ and return how many; see ``bewaar_cellen``."""
    return bewaar_cellen(BEGROTING, versie=versie, waarden=waarden, gezien=gezien, sleutel=sleutel, gebruiker=gebruiker)


def neem_terug(*, versie: Versie, sleutel: UUID, gebruiker) -> bool:
    """Put back what stood in the grid before one save; see ``neem_cellen_terug``."""
    return neem_cellen_terug(BEGROTING, versie=versie, sleutel=sleutel, gebruiker=gebruiker)


def _lees(versie: Versie) -> dict[str, Waarde]:
    return lees_raster(versie, Kamer.objects.none()).cellen()


def _schrijf(versie: Versie, anders: dict[str, Waarde | None], nu: dict[str, Waarde]) -> None:
    kosten: dict[tuple[int, int], Waarde | None] = {}
    dekking: dict[tuple[int, int], Waarde | None] = {}
    uren: dict[tuple[str, int], dict[str, Waarde | None]] = defaultdict(dict)
    for naam, waarde in anders.items():
        letter, wat, kamer = naam.split("-")
        if letter == "k":
            kosten[int(wat), int(kamer)] = waarde
        elif letter == "f":
            dekking[int(wat), int(kamer)] = waarde
        else:
            uren[wat, int(kamer)][letter] = waarde
    _schrijf_kosten(versie, kosten)
    _schrijf_dekking(dekking)
    _schrijf_uren(versie, uren, nu)


def _schrijf_kosten(versie: Versie, cellen: dict) -> None:
    """A new cell takes basis and spread from what it was before, the same line in another room, or another version."""
    posten = {post for post, _kamer in cellen}
    regels = list(Begrotingsregel.objects.filter(versie=versie, post__in=posten))
    bestaand = {(regel.post_id, regel.kamer_id): regel for regel in regels}
    erbij = {sleutel for sleutel, bedrag in cellen.items() if bedrag is not None} - bestaand.keys()
    eerder = _weggehaald(versie, posten) if erbij else {}
    buren = {regel.post_id: regel for regel in reversed(regels)}
    if zonder := posten - buren.keys():
        elders = Begrotingsregel.objects.filter(post__in=zonder).order_by("versie__jaar__jaar", "versie__volgnummer")
        buren |= {regel.post_id: regel for regel in elders}

    def nieuw(sleutel):
        buur = eerder.get(sleutel) or buren.get(sleutel[0])
        zoals = {v: getattr(buur, v) for v in ("basis", "basis_eenheid", "spreiding", "maanden")} if buur else {}
        return Begrotingsregel(versie=versie, post_id=sleutel[0], kamer_id=sleutel[1], **zoals)

    _schrijf_bedragen(Begrotingsregel, bestaand, cellen, nieuw)


def _weggehaald(versie: Versie, posten: set[int]) -> dict[tuple[int, int], Any]:
    """Return how lines that were emptied before stood when they went, so that taking that back brings all of it."""
    spoor = cast(Any, Begrotingsregel).pgh_event_model.objects
    weg = spoor.filter(pgh_label="delete", versie=versie, post__in=posten).order_by("pgh_id")
    return {(regel.post_id, regel.kamer_id): regel for regel in weg}


def _schrijf_dekking(cellen: dict) -> None:
    regels = Financieringsregel.objects.filter(bron__in={bron for bron, _kamer in cellen})
    bestaand = {(regel.bron_id, regel.kamer_id): regel for regel in regels}
    _schrijf_bedragen(Financieringsregel, bestaand, cellen, lambda s: Financieringsregel(bron_id=s[0], kamer_id=s[1]))


def _schrijf_bedragen(model, bestaand: dict, cellen: dict, nieuw) -> None:
    """Insert, update and delete in at most three queries; an emptied cell has no row."""
    erbij: list = []
    anders: list = []
    weg: list[int] = []
    for sleutel, bedrag in cellen.items():
        regel = bestaand.get(sleutel) or nieuw(sleutel)
        if bedrag is None:
            weg.append(regel.pk)
            continue
        regel.bedrag = bedrag
        (anders if regel.pk else erbij).append(regel)
    model.objects.bulk_create(erbij)
    model.objects.bulk_update(anders, ["bedrag"])
    model.objects.filter(pk__in=weg).delete()


def _schrijf_uren(versie: Versie, cellen: dict, nu: dict[str, Waarde]) -> None:
    """The three inputs of one room and group are one row; all empty means no row."""
    bestaand = {(r.wie, r.kamer_id): r for r in Tijdsraming.objects.filter(versie=versie)} if cellen else {}
    teksten = {raming.wie: raming.tekst for raming in bestaand.values()}
    for (wie, kamer), delen in cellen.items():
        vol = {letter: delen.get(letter, nu.get(f"{letter}-{wie}-{kamer}")) for letter in UREN}
        raming = bestaand.get((wie, kamer)) or Tijdsraming(
            versie=versie, kamer_id=kamer, wie=wie, tekst=teksten.get(wie) or str(WIE[wie])
        )
        if set(vol.values()) == {None}:
            raming.delete()
            continue
        for letter, (_naam, _soort, veld) in UREN.items():
            setattr(raming, veld, vol[letter])
        raming.save()


BEGROTING = Celsoort("begroting", _lees, _schrijf, Decimal)
