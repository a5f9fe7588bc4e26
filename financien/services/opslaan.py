"""Save what was typed in the grid: only the cells that changed, all of them or none."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import eenmaal, onthoud
from buurtwerkkamer.models import Handeling, Versie
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.services.raster import UREN, WIE, Waarde, lees_raster
from financien.services.versies import VersieFout
from kamers.models import Kamer

SOORT = "begroting"


@dataclass(frozen=True)
class Anders:
    """A cell that somebody else changed meanwhile: what stood there and what stands there now."""

    voor: Waarde | None
    na: Waarde | None


class Botsing(Exception):
    """Somebody saved the same version after this page was opened; nothing is stored."""

    def __init__(self, door: str, cellen: dict[str, Anders], bewerking: int):
        super().__init__(door)
        self.door, self.cellen, self.bewerking = door, cellen, bewerking


@transaction.atomic
def bewaar(*, versie: Versie, waarden: dict[str, Waarde | None], gezien: int, sleutel: UUID, gebruiker) -> int:
    """Store the cells that differ and return how many; the same ``sleutel`` is stored once.

    ``gezien`` is the ``bewerking`` of the version when the page was opened. Botsing when others changed cells since,
    VersieFout when the version has been settled.
    """
    versie = Versie.objects.select_for_update().get(pk=versie.pk)  # one save at a time; settling waits
    handeling = eenmaal(sleutel, SOORT, gebruiker, _doel(versie))
    if handeling is None:
        return len(Handeling.objects.get(pk=sleutel).na["cellen"])
    if versie.staat_vast:
        raise VersieFout(_("Deze versie is intussen vastgelegd. Wat je typte is niet opgeslagen."))
    _weiger_botsing(versie, gezien)
    nu = lees_raster(versie, Kamer.objects.none()).cellen()
    anders = {naam: waarde for naam, waarde in waarden.items() if nu.get(naam) != waarde}
    if anders:
        _schrijf(versie, anders, nu)
        versie.bewerking += 1
        versie.save(update_fields=["bewerking"])
    na = {"bewerking": versie.bewerking, "cellen": {naam: _tekst(waarde) for naam, waarde in anders.items()}}
    onthoud(handeling, {naam: _tekst(nu.get(naam)) for naam in anders}, na)
    return len(anders)


def _doel(versie: Versie) -> str:
    return f"versie:{versie.pk}"


def _tekst(waarde: Waarde | None) -> str | None:
    return None if waarde is None else str(waarde)


def _getal(tekst: str | None) -> Decimal | None:
    return None if tekst is None else Decimal(tekst)


def _weiger_botsing(versie: Versie, gezien: int) -> None:
    if gezien == versie.bewerking:
        return
    later = Handeling.objects.filter(doel=_doel(versie), soort=SOORT, na__bewerking__gt=gezien)
    cellen: dict[str, Anders] = {}
    namen = []
    for handeling in later.select_related("gebruiker").order_by("gedaan_op"):
        namen.append(handeling.gebruiker.naam)
        for naam, na in handeling.na["cellen"].items():
            voor = cellen[naam].voor if naam in cellen else _getal(handeling.voor[naam])
            cellen[naam] = Anders(voor, _getal(na))
    if cellen:
        raise Botsing(_(" en ").join(dict.fromkeys(namen)), cellen, versie.bewerking)


def _schrijf(versie: Versie, anders: dict[str, Waarde | None], nu: dict[str, Waarde]) -> None:
    kosten, dekking, uren = {}, {}, defaultdict(dict)
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
    """A new cell takes basis and spread from the same line in another room."""
    regels = list(Begrotingsregel.objects.filter(versie=versie, post__in={post for post, _kamer in cellen}))
    buren = {regel.post_id: regel for regel in reversed(regels)}

    def nieuw(sleutel):
        buur = buren.get(sleutel[0])
        zoals = {v: getattr(buur, v) for v in ("basis", "basis_eenheid", "spreiding")} if buur else {}
        return Begrotingsregel(versie=versie, post_id=sleutel[0], kamer_id=sleutel[1], **zoals)

    _schrijf_bedragen(Begrotingsregel, {(r.post_id, r.kamer_id): r for r in regels}, cellen, nieuw)


def _schrijf_dekking(cellen: dict) -> None:
    regels = Financieringsregel.objects.filter(bron__in={bron for bron, _kamer in cellen})
    bestaand = {(regel.bron_id, regel.kamer_id): regel for regel in regels}
    _schrijf_bedragen(Financieringsregel, bestaand, cellen, lambda s: Financieringsregel(bron_id=s[0], kamer_id=s[1]))


def _schrijf_bedragen(model, bestaand: dict, cellen: dict, nieuw) -> None:
    """Insert, update and delete in at most three queries; an emptied cell has no row."""
    erbij, anders, weg = [], [], []
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
