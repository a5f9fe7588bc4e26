"""Where a check stands, for the pages: what is to be looked at, what was asked, what its report says."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import KAMERPLOEG, Rol
from financien.models import Bevinding, Boeking, Boekstuk, Controlepost, Controleverklaring, Factuurakkoord, Kascontrole
from financien.services.stukbewijs import met_bron, met_loonbewijs, zonder_loon
from financien.services.stukblad import Bewijsstand, bewijs_bij
from financien.services.vierogen import woorden
from kamers.models import Aanstelling

STRENGST = (Controleverklaring.Oordeel.NIET, Controleverklaring.Oordeel.OPMERKINGEN, Controleverklaring.Oordeel.GOED)
VOLLEDIG = 2  # so many members sign
VAN_EEN_POTJE = ("bonstap__bon__kamer", "terugbetaling__bon__kamer", "kastelling__kamer", "ontvangst__kamer")


@dataclass(frozen=True)
class Plek:
    """A document in the row of a check: its number, and what was said last."""

    volgnummer: int
    laatste: str | None


def uitkomst(verklaringen: Sequence[Controleverklaring]) -> Controleverklaring.Oordeel | None:
    """Return the verdict of the check once both signed: the strictest of the two."""
    if len(verklaringen) < VOLLEDIG:
        return None
    return next(soort for soort in STRENGST if any(v.oordeel == soort for v in verklaringen))


def posten_van(controle: Kascontrole, gebruiker: Gebruiker) -> list[Controlepost]:
    """Return the documents of a check with ``laatste`` and ``waarom``; words of wages are not for everyone."""
    posten = controle.posten.met_laatste().met_dicht(gebruiker).order_by("volgnummer").select_related("boekstuk")
    for post in posten:
        post.waarom = woorden(post.bron) if post.bron else ""
    return list(posten)


def rij_van(controle: Kascontrole) -> list[Plek]:
    """Return the row of a check, to walk along. One query."""
    rijen = controle.posten.met_laatste().order_by("volgnummer").values_list("volgnummer", "laatste")
    return [Plek(*rij) for rij in rijen]


def volgende(rij: Sequence[Plek], volgnummer: int, laatste: str | None) -> int | None:
    """Return the next document of which this was said last (None: nothing yet): after this one, then from the top."""
    open_ = [plek.volgnummer for plek in rij if plek.laatste == laatste and plek.volgnummer != volgnummer]
    return next((nummer for nummer in open_ if nummer > volgnummer), next(iter(open_), None))


def stuk_van(controle: int, volgnummer: int, gebruiker: Gebruiker) -> Controlepost | None:
    """Return one document with all that belongs to it: its bookings, invoice, who said yes, and what was found."""
    boekingen = Boeking.objects.zichtbaar_voor(gebruiker).select_related("debet", "credit", "kamer", "partner")
    met = Prefetch("boekstuk__boekingen", boekingen.order_by("volgnummer"), to_attr="zichtbaar")
    akkoorden = Factuurakkoord.objects.select_related("wie", "kamer").order_by("pk")
    wie = Prefetch("boekstuk__factuurakkoord__factuur__akkoorden", akkoorden)
    gevonden = Prefetch("bevindingen", Bevinding.objects.select_related("wie").order_by("volgnummer"))
    erbij = (
        "geboekt_door",
        "bewijs",
        "factuurakkoord__factuur__leverancier",
        "bonstap__bon__gemaakt_door",
        "bonstap__bon__voorschieter",
        "bonstap__bon__kamer",
        "kastelling",
    )
    posten = Controlepost.objects.met_getekend().met_dicht(gebruiker).filter(controle=controle, volgnummer=volgnummer)
    posten = posten.annotate(eigen=Exists(eigen_stukken(gebruiker).filter(pk=OuterRef("boekstuk"))))
    posten = posten.select_related("controle__stop", *(f"boekstuk__{naam}" for naam in erbij))
    return posten.defer("boekstuk__bewijs__inhoud").prefetch_related(met, wie, gevonden).first()


def ziet_bewijs(controle: Kascontrole, gebruiker: Gebruiker) -> bool:
    """Whether this user gets the proofs of a check: of the kascommissie only who does this very check."""
    return rollen.actieve_rol(gebruiker) != Rol.KASCOMMISSIE or gebruiker.pk in controle.leden


def bewijs_van(post: Controlepost, gebruiker: Gebruiker) -> Bewijsstand:
    """Return the proof of a document in a check: its file, the letters of its grant, or why there is none."""
    open_ = Exists(zonder_loon(gebruiker).filter(pk=OuterRef("pk")))
    stukken = met_loonbewijs(met_bron(Boekstuk.objects.met_dicht(gebruiker))).annotate(open=open_)
    stuk = stukken.get(pk=post.boekstuk_id)
    mag = vars(stuk)["open"] and ziet_bewijs(post.controle, gebruiker)
    return bewijs_bij(stuk, vars(post.boekstuk)["zichtbaar"], mag=mag)


def factuur_van(stuk: Boekstuk):
    """Return the invoice a document was booked for, or None."""
    akkoord = getattr(stuk, "factuurakkoord", None)
    return akkoord.factuur if akkoord else None


def bon_van(stuk: Boekstuk):
    """Return the receipt a document is about, or None."""
    stap = getattr(stuk, "bonstap", None)
    return stap.bon if stap else None


def eigen_stukken(gebruiker: Gebruiker) -> QuerySet[Boekstuk]:
    """Return the documents in which this user had a hand: booked, entered, submitted, approved or got the money.

    Also what is of the pot of a room in whose team the user was on that day, or came since.
    """
    factuur = Q(factuurakkoord__factuur__ingevoerd_door=gebruiker)
    factuur |= Q(factuurakkoord__factuur__akkoorden__wie=gebruiker)
    bon = Q(bonstap__bon__stappen__wie=gebruiker) | Q(bonstap__bon__voorschieter__naam__iexact=gebruiker.naam)
    terug = Q(terugbetaling__bon__stappen__wie=gebruiker)
    terug |= Q(terugbetaling__bon__voorschieter__naam__iexact=gebruiker.naam)
    telling = Q(kastelling__met__iexact=gebruiker.naam)
    kamer = reduce(or_, (Q(kamer=OuterRef(pad)) for pad in VAN_EEN_POTJE))
    ploeg = Aanstelling.objects.filter(Q(tot=None) | Q(tot__gte=OuterRef("datum")), kamer, rol__in=KAMERPLOEG)
    eigen_kamer = Q(Exists(ploeg.filter(gebruiker=gebruiker)))
    return Boekstuk.objects.filter(Q(geboekt_door=gebruiker) | factuur | bon | terug | telling | eigen_kamer)
