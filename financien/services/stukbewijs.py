"""The proof of a document: who may see it, and why there is none.

The rights are those of where it comes from: wages for who may see those (§5.6), the photo of a receipt by ``bonfoto``,
and for the kascommissie any other proof by the own checks (docs/controle.md).
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.bewijs import Gekeurd, bewaar_bewijs
from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Bankboeking,
    Boeking,
    Boekstuk,
    Bon,
    Dagboek,
    Factuurakkoord,
    Kascontrole,
    Rekeningsoort,
    Toekenningstatus,
)
from financien.models.boekstuk import LOON_ZIEN, is_loon
from financien.services.bewijsrecht import alleen_eigen_controle, scans_voor
from financien.services.boeken import Stuk, boek
from financien.services.handgeld import bonfoto

BRONNEN = (  # all one-to-one, so that a list asks them with the documents themselves
    "keert_om",
    "factuurakkoord__factuur__leverancier",
    "bonstap__bon",
    "terugbetaling__bon",
    "terugbetaling__betaling__opdracht",
    "ontvangst__kamer",
    "ontvangst__bon",
    "aanvulling__kamer",
    "aanvulling__betaling__opdracht",
    "kastelling__kamer",
    "loonjournaalpost",
    "overlopendepost__boekstuk",
    "overlopend_van__boekstuk",
    "eldersstuk",
)


@transaction.atomic
def boek_met_bewijs(stuk: Stuk, bewijs: Gekeurd | None, *, sleutel: UUID, gebruiker: Gebruiker) -> Boekstuk:
    """Book a document with its proof: both, or neither. BoekFout as ``boek``."""
    bestand = bewaar_bewijs(bewijs).bestand if bewijs else None
    return boek(replace(stuk, bewijs=bestand), sleutel=sleutel, gebruiker=gebruiker)


def met_bron(stukken: QuerySet[Boekstuk]) -> QuerySet[Boekstuk]:
    """Add what a document comes from, with ``van_bank``: whether a bank line was booked as it.

    And ``alleen``: why its invoice went without a second pair of eyes.
    """
    opening = Q(debet__soort=Rekeningsoort.BEGINBALANS) | Q(credit__soort=Rekeningsoort.BEGINBALANS)
    akkoord = {"factuur": OuterRef("factuurakkoord__factuur"), "ronde": OuterRef("factuurakkoord__ronde")}
    alleen = Factuurakkoord.objects.filter(soort="alleen", **akkoord).values("reden")[:1]
    return stukken.select_related(*BRONNEN).annotate(
        alleen=Subquery(alleen),
        van_bank=Exists(Bankboeking.objects.filter(boekstuk=OuterRef("pk"))),
        opening=Exists(Boeking.objects.filter(opening, boekstuk=OuterRef("pk"))),
    )


def met_loonbewijs(stukken: QuerySet[Boekstuk]) -> QuerySet[Boekstuk]:
    """Add ``loonbewijs``: whether the proof is, byte for byte, also that of a document that tells a wage."""
    return stukken.annotate(loonbewijs=_van_loon("boekstuk__bewijs", "bewijs"))


def _van_loon(pad: str, veld: str) -> Exists:
    return Exists(Boeking.objects.filter(is_loon(), **{pad: OuterRef(veld)}))


def zonder_loon(gebruiker: Gebruiker) -> QuerySet[Boekstuk]:
    """Return the documents of which neither the words nor the proof tell a wage that this user may not see."""
    if rollen.actieve_rol(gebruiker) in LOON_ZIEN:
        return Boekstuk.objects.all()
    return Boekstuk.objects.filter(~_van_loon("boekstuk", "pk"), ~_van_loon("boekstuk__bewijs", "bewijs"))


def te_zien(gebruiker: Gebruiker) -> QuerySet[Boekstuk]:
    """Return the documents of which this user, who may see the books, may see the proof."""
    rijen = zonder_loon(gebruiker)
    return rijen.filter(_van_de_kascommissie(gebruiker)) if alleen_eigen_controle(gebruiker) else rijen


def _van_de_kascommissie(gebruiker: Gebruiker) -> Q:
    """Whether a member sees a proof: a scan as on the page of its invoice, a photo as on that of its receipt.

    What is a photo of a receipt stays under that rule, whatever else it is the proof of; anything else is of who
    judges the document.
    """
    fotos = bonfoto.te_zien(gebruiker)
    dicht = Bon.objects.filter(foto=OuterRef("bewijs")).exclude(pk__in=fotos.values("pk"))
    eigen = Kascontrole.objects.filter(Q(eerste=gebruiker) | Q(tweede=gebruiker), stop=None)
    anders = Q(factuurakkoord=None, bonstap=None) & Exists(eigen.filter(posten__boekstuk=OuterRef("pk")))
    return ~Exists(dicht) & (Q(factuurakkoord__factuur__in=scans_voor(gebruiker)) | Q(bonstap__bon__in=fotos) | anders)


def waarom_zonder(stuk: Boekstuk, stappen: Sequence[Toekenningstatus] = ()) -> str:
    """Say why a document has no proof of its own, or return an empty text. After ``met_bron``.

    ``stappen``: from which steps of grants it follows.
    """
    ander, brief = _van_een_ander(stuk, stappen), _van_toekenning(stuk, stappen)
    for zin in (ander, _van_geld(stuk), brief, _van_eind(stuk), stuk.reden):
        if zin:
            return zin
    return ""


def _van_een_ander(stuk: Boekstuk, stappen: Sequence[Toekenningstatus]) -> str:
    if stuk.keert_om:
        return _("Dit stuk keert %(stuk)s om. Het bewijs staat daar.") % {"stuk": stuk.keert_om}
    if hasattr(stuk, "factuurakkoord"):
        return _van_factuur(stuk, stappen)
    if hasattr(stuk, "bonstap"):
        return _("Er is geen foto van de bon. %(uitleg)s") % {"uitleg": stuk.bonstap.bon.zonder_foto}
    if hasattr(stuk, "terugbetaling"):
        return _("Hiermee is een bonnetje terugbetaald. De foto staat bij het bonnetje.")
    if hasattr(stuk, "eldersstuk"):
        return _("Overgenomen uit een ander pakket. Het bewijs staat daar.")
    return ""


def _van_factuur(stuk: Boekstuk, stappen: Sequence[Toekenningstatus]) -> str:
    """Say it of an invoice: entered, or made here for what goes back to a financier or was open before the books."""
    reden = vars(stuk)["alleen"]
    if stuk.dagboek != Dagboek.MEMORIAAL or not reden:
        return _("De factuur is ingevoerd zonder scan.")
    return _van_toekenning(stuk, stappen) or f"{_(reden)}."


def _van_geld(stuk: Boekstuk) -> str:
    if hasattr(stuk, "kastelling"):
        return _("De telling van de kas is het bewijs.")
    if hasattr(stuk, "ontvangst"):
        return _("De kamer schreef dit geld op toen het binnenkwam.")
    if hasattr(stuk, "loonjournaalpost"):
        return _("Dit komt van het loonbureau. Dat bestand bewaren we niet, omdat er namen in staan.")
    if vars(stuk)["van_bank"]:
        return _("De bankregel is het bewijs. Het bankbestand is bewaard.")
    return ""


def _van_toekenning(stuk: Boekstuk, stappen: Sequence[Toekenningstatus]) -> str:
    zonder = next((stap for stap in stappen if not stap.brieven.all()), None)
    if zonder is None:
        return ""
    if zonder.zonder_brief:
        wat = {"stap": zonder.get_status_display(), "uitleg": zonder.zonder_brief}
        return _("De brief bij de stap %(stap)s is er nog niet. %(uitleg)s") % wat
    return _("Bij de stap %(stap)s van de toekenning zit nog geen brief.") % {"stap": zonder.get_status_display()}


def _van_eind(stuk: Boekstuk) -> str:
    if hasattr(stuk, "overlopendepost") or hasattr(stuk, "overlopend_van"):
        return _("Een overlopende post. De uitleg staat bij de boeking.")
    if vars(stuk)["opening"]:
        return _("De beginbalans. Het bewijs is de jaarrekening van het jaar ervoor.")
    if hasattr(stuk, "aanvulling"):
        return _("Een aanvulling van het potje, overgemaakt van de bank.")
    return ""
