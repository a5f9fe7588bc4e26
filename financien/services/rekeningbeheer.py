"""New accounts, and what may change about one that is there (docs/boeken.md).

What was booked keeps its meaning: number, kind and whether it is wages stay from the first booking on, the line of the
budget once a closed year counts with it. ``rekeningslot`` holds that in the database. Lock: the row of the account,
then (SLOT_JAAR, year) exclusively of every year that still takes documents.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignObjectRel, Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.models.jaar import SLOT_JAAR
from financien.models import Bankregel, Boeking, Grootboekrekening, Kostenpost, Rekeningsoort
from financien.models.grootboek import RESULTAAT
from financien.services.gezien import ANDERS, is_verouderd, merk
from financien.services.rekeningschema import in_dicht_jaar, is_eigen
from financien.services.saldi import saldi

_S = Rekeningsoort
NIEUW = (  # the others are made with a room, at our own bank accounts, or are there once
    *(_S.KOSTEN, _S.BATEN, _S.VORDERING, _S.OVERLOPEND_ACTIEF),
    *(_S.SCHULD, _S.OVERLOPEND_PASSIEF, _S.RESERVE),
)
VELD = {  # where the sentence of a constraint stands
    **dict.fromkeys(("rekening_nummer_is_cijfers", "rekening_nummer_van_een_kamer"), "nummer"),
    **dict.fromkeys(("rekening_rgs_heeft_de_vorm", "rekening_rgs_past_bij_de_soort"), "rgs"),
    "rekening_post_bij_kosten": "post",
    "rekening_baten_van_een_bron": "bronsoort",
}
ZINNEN = {  # what the triggers say, see ``rekeningslot``
    "Op deze rekening is al geboekt.": gettext_lazy(
        "Deze rekening is al in gebruik. Nummer, soort en lonen blijven zoals ze zijn. "
        "Maak een nieuwe rekening en sluit deze."
    ),
    "Deze rekening telt mee in een afgesloten jaar.": gettext_lazy(
        "Deze rekening telt mee in een afgesloten jaar. De post blijft zoals hij is. "
        "Maak een nieuwe rekening voor de andere post."
    ),
    "Een rekening van mensen is een loonrekening.": gettext_lazy(
        "Bij deze post horen lonen, en deze rekening is geen loonrekening. Maak een nieuwe rekening voor deze post."
    ),
    "Op deze rekening staat nog geld.": gettext_lazy(
        "Op deze rekening staat nog geld. Boek dat eerst naar een andere rekening."
    ),
}


UNIEK = "financien_grootboekrekening_nummer_key"  # the constraint, as the database names it
BEZET = gettext_lazy("Dit nummer is al van een andere rekening.")


class RekeningFout(ValueError):
    """An account cannot be so; Dutch sentences by field, '' for the whole."""

    def __init__(self, fouten: Mapping[str, str]):
        super().__init__(" ".join(map(str, fouten.values())))
        self.fouten = dict(fouten)


class NummerBezet(RekeningFout):
    """Somebody took the number a moment ago."""


class RekeningGewijzigd(RekeningFout):
    """Someone else changed the account after the page was made."""


@dataclass(frozen=True)
class Opgave:
    """What an account is to be."""

    nummer: str
    naam: str
    soort: str
    bronsoort: str = ""
    post: Kostenpost | None = None
    loon: bool = False
    rgs: str = ""


def merk_van(rij: Grootboekrekening) -> str:
    """Return the mark of what an account is now."""
    return merk(rij.nummer, rij.naam, rij.soort, rij.bronsoort, rij.post_id, rij.loon, rij.rgs)


@transaction.atomic
def maak(opgave: Opgave) -> Grootboekrekening:
    """Make an account; the same once more is the one that is there. RekeningFout when a rule is in the way."""
    eerder = Grootboekrekening.objects.filter(nummer=opgave.nummer).first()
    rij = _zet(Grootboekrekening(), opgave)
    if eerder and merk_van(eerder) == merk_van(rij):
        return eerder
    if rij.soort not in NIEUW:
        raise RekeningFout({"soort": _("Kies een soort rekening.")})
    try:
        return _bewaar(rij)
    except NummerBezet:  # perhaps by the same form, pressed twice at once
        eerder = Grootboekrekening.objects.filter(nummer=opgave.nummer).first()
        if eerder and merk_van(eerder) == merk_van(_zet(Grootboekrekening(), opgave)):
            return eerder
        raise


@transaction.atomic
def wijzig(rekening: Grootboekrekening, opgave: Opgave, *, gezien: str = "") -> Grootboekrekening:
    """Change an account. RekeningFout for what cannot change, RekeningGewijzigd when someone else was first."""
    rij = _op_slot(rekening)
    if is_verouderd(gezien, merk_van(rij)):
        raise RekeningGewijzigd({"": str(ANDERS)})
    kern, vast = _kern(rij), ligt_vast(rij)
    _zet(rij, opgave, vast=vast)
    if vast and kern != _kern(rij):
        raise RekeningFout({"": str(ZINNEN["Op deze rekening is al geboekt."])})
    return _bewaar(rij)


@transaction.atomic
def sluit(rekening: Grootboekrekening) -> None:
    """Let nothing be booked on an account any more; its figures stay. RekeningFout says what must be done first."""
    rij = _op_slot(rekening)
    zin = waarom_open(rij)
    if zin:
        raise RekeningFout({"": zin})
    rij.gesloten = True
    _bewaar(rij)


@transaction.atomic
def heropen(rekening: Grootboekrekening) -> None:
    """Let an account take bookings again."""
    rij = _op_slot(rekening)
    rij.gesloten = False
    _bewaar(rij)


def ligt_vast(rij: Grootboekrekening) -> bool:
    """Whether number, kind and wages stay: the program needs it so, or something was booked or planned on it."""
    if rij.soort not in NIEUW or is_eigen(rij.nummer):
        return True
    return any(model._default_manager.filter(**{veld: rij.pk}).exists() for model, veld in _banden())


def _banden() -> list[tuple[type[Model], str]]:
    """Return every table that names an account, and by which field; what the audit trail says does not count."""
    banden = (veld for veld in Grootboekrekening._meta.get_fields(include_hidden=True) if veld.auto_created)
    modellen = [(band.related_model, band.field.name) for band in banden if isinstance(band, ForeignObjectRel)]
    return [(model, naam) for model, naam in modellen if not hasattr(model, "pgh_label")]


def post_ligt_vast(rij: Grootboekrekening) -> bool:
    """Whether a closed year counts with the line that an account has now."""
    return rij.nummer in in_dicht_jaar([rij.nummer])


def waarom_open(rij: Grootboekrekening) -> str:
    """Return why an account cannot close, or nothing."""
    if rij.kamer_id:
        return _("Deze rekening hoort bij een kamer en blijft open.")
    if is_eigen(rij.nummer):
        return _("Op deze rekening boekt het programma zelf. Ze blijft open.")
    n = Bankregel.objects.open().filter(rekening=rij).count() if rij.soort == _S.BANK else 0
    if n:
        zin = ngettext("%(n)s bankregel is nog niet geboekt.", "%(n)s bankregels zijn nog niet geboekt.", n)
        return f"{zin % {'n': n}} {_('Boek die eerst.')}"
    stand = Decimal(0) if rij.soort in RESULTAAT else _saldo(rij)
    zin = _("Op deze rekening staat nog %(bedrag)s. Boek dat eerst naar een andere rekening.")
    return zin % {"bedrag": euro(stand)} if stand else ""


def volgend_nummer(soort: str) -> str:
    """Return a free number after those of a kind, or nothing."""
    rijen = Grootboekrekening.objects.filter(soort=soort, nummer__regex=r"^[0-9]{4}$")
    hoogste = rijen.order_by("-nummer").values_list("nummer", flat=True).first()
    vrij = str(int(hoogste) + 10) if hoogste else ""
    return "" if Grootboekrekening.objects.filter(nummer=vrij).exists() or len(vrij) != 4 else vrij


def _saldo(rij: Grootboekrekening) -> Decimal:
    stand = saldi(Boeking.objects.filter(Q(debet=rij) | Q(credit=rij))).get(rij.pk)
    return stand.waarde if stand else Decimal(0)


def _op_slot(rekening: Grootboekrekening) -> Grootboekrekening:
    """Read the account under lock, and wait until nobody is booking.

    First the row, as it is for who books with it under lock (``openposten``, ``lonen``, ``beginbalans``); not its key,
    which every document that is being booked still has to point to.
    """
    rij = Grootboekrekening.objects.select_for_update(no_key=True).get(pk=rekening.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, jaar) FROM"
            " (SELECT jaar FROM buurtwerkkamer_jaar WHERE status <> %s ORDER BY jaar) open",
            [SLOT_JAAR, Jaar.Status.VASTGESTELD],
        )
    return rij


def _kern(rij: Grootboekrekening) -> tuple:
    return rij.nummer, rij.soort, rij.bronsoort, rij.loon


def _zet(rij: Grootboekrekening, opgave: Opgave, *, vast: bool = False) -> Grootboekrekening:
    for naam, waarde in vars(opgave).items():
        setattr(rij, naam, waarde)
    if opgave.post and opgave.post.is_loon and not vast:
        rij.loon = True
    return rij


def _bewaar(rij: Grootboekrekening) -> Grootboekrekening:
    """Store an account, or say at each field which rule is in the way."""
    fouten: dict[str, str] = {}
    for regel in rij._meta.constraints:
        try:
            regel.validate(Grootboekrekening, rij)
        except ValidationError as fout:
            fouten.setdefault(VELD.get(regel.name, ""), " ".join(fout.messages))
    if Grootboekrekening.objects.filter(nummer=rij.nummer).exclude(pk=rij.pk).exists():
        raise NummerBezet(fouten | {"nummer": str(BEZET)})
    if fouten:
        raise RekeningFout(fouten)
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError as fout:
        raise _vertaal(fout) from fout
    return rij


def _vertaal(fout: IntegrityError) -> Exception:
    diag = getattr(fout.__cause__, "diag", None)
    if getattr(diag, "constraint_name", "") == UNIEK:
        return NummerBezet({"nummer": str(BEZET)})
    melding = getattr(diag, "message_primary", "")
    return RekeningFout({"": str(ZINNEN[melding])}) if melding in ZINNEN else fout
