"""What goes from one hand to the other when a coordinator or the treasurer changes (domain.md §4.3).

It is read from what is there now: the pot with its identity, what is open, things, keys, and rights that end. The
record that it took place is ``overdragen``; the tin is counted together, which the count itself keeps.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.pdf import Pdf, maak_pdf
from buurtwerkkamer.rollen import KAMERPLOEG, Rol
from financien.models import Bon, Bonstap, Factuurregel, Inkoopfactuur, Kastelling
from financien.services.bank.lijst import aantal_open, banksaldi
from financien.services.handgeld import bonlijst, potje
from financien.services.overdrachtgeld import delen_van_geld, facturen, lijst_facturen, lijsten_van_geld
from financien.services.overdrachtkamer import (
    delen_van_kamer,
    lijst_rechten,
    lijst_sleutels,
    lijsten_van_kamer,
    rechten,
    sleutels,
)
from financien.services.overdrachtpunten import Lijst, Punt, verzamel
from kamers.models import Aanstelling, Kamer, Sleutel

VERS = timedelta(days=7)  # a count at hand-over that is older says nothing about the tin of today


@dataclass(frozen=True)
class Pot:
    """The pot of a room, its count at this hand-over when that was lately, and its last count of any kind."""

    kamer: Kamer
    stand: potje.Stand
    telling: Kastelling | None
    laatste: Kastelling | None


@dataclass(frozen=True)
class Pakket:
    """Everything that is handed over: of one room, or of the treasurer when ``kamer`` is None."""

    kamer: Kamer | None
    dag: date
    potten: tuple[Pot, ...]
    lijsten: tuple[Lijst, ...]

    @property
    def geteld(self) -> bool:
        """Whether every pot was counted by two people lately."""
        return all(pot.telling for pot in self.potten)


def van_kamer(kamer: Kamer, vandaag: date) -> Pakket:
    """Return what the coordinator of a room hands over, without any wage. Four questions.

    Of an invoice over more rooms the part of this room counts.
    """
    van_deze = Factuurregel.objects.filter(factuur=OuterRef("pk"), kamer=kamer).order_by().values("factuur")
    eigen = Inkoopfactuur.objects.filter(Exists(van_deze))
    eigen = eigen.annotate(hier=Subquery(van_deze.annotate(x=Sum("bedrag")).values("x")))
    ploeg = Aanstelling.objects.filter(kamer=kamer, rol__in=KAMERPLOEG)
    delen = verzamel(
        ("facturen", facturen(eigen, "hier", loon=False)),
        *delen_van_kamer(kamer, vandaag),
        ("rechten", rechten(ploeg, vandaag)),
    )
    geld = (lijst_facturen(delen["facturen"]), _bonnen(Bon.objects.filter(kamer=kamer)))
    return Pakket(kamer, vandaag, _potten([kamer], vandaag), (*geld, *lijsten_van_kamer(delen), lijst_rechten(delen)))


def van_penningmeester(kamers: list[Kamer], vandaag: date, *, loon: bool) -> Pakket:
    """Return what the treasurer hands over. Five questions, whatever the number of rooms.

    ``loon``: whether who reads it may see wages; if not, what may hold one is left out.
    """
    passen = Sleutel.objects.filter(Q(kamer=None) | Q(soort=Sleutel.Soort.BANKPAS))
    delen = verzamel(
        *delen_van_geld(vandaag, loon=loon),
        ("sleutels", sleutels(passen, met_kamer=True)),
        ("rechten", rechten(Aanstelling.objects.filter(rol=Rol.PENNINGMEESTER), vandaag)),
    )
    lijsten = (
        *_bank(delen.get("bank")),
        lijst_facturen(delen["facturen"]),
        _bonnen(Bon.objects.filter(kamer__in=kamers)),
        *lijsten_van_geld(delen),
        lijst_sleutels(delen),
        lijst_rechten(delen),
    )
    return Pakket(None, vandaag, _potten(kamers, vandaag), lijsten)


def _bank(open_: tuple[Punt, ...] | None) -> tuple[Lijst, ...]:
    """Return the accounts with what the bank says, and the lines to book; how many when those may be wages."""
    saldi = banksaldi()
    naam, leeg = _("Bankregels om nog te boeken"), _("Alle bankregels zijn geboekt.")
    if open_ is None:
        n = aantal_open(saldi)
        hoeveel = ngettext("%(n)s regel", "%(n)s regels", n) % {"n": n}
        return (Lijst(naam, (Punt(hoeveel),) if n else (), leeg),)
    stand = tuple(Punt(str(saldo.rekening), saldo.dag, saldo.bank) for saldo in saldi)
    return (
        Lijst(_("Wat de bank het laatst zei"), stand, _("Er is nog geen bankbestand ingelezen.")),
        Lijst(naam, open_, leeg),
    )


def _potten(kamers: list[Kamer], vandaag: date) -> tuple[Pot, ...]:
    tellingen = Kastelling.objects.geldig().filter(kamer__in=kamers).exclude(soort=Kastelling.Soort.NIET)
    rijen = tellingen.select_related("geteld_door").order_by("kamer_id", "soort", "-datum", "-pk")
    per: dict[int, list[Kastelling]] = {}
    for rij in rijen.distinct("kamer_id", "soort"):  # the last one of each kind
        per.setdefault(rij.kamer_id, []).append(rij)
    standen = potje.standen(kamers)
    return tuple(_pot(kamer, standen[kamer.pk], per.get(kamer.pk, []), vandaag) for kamer in kamers)


def _pot(kamer: Kamer, stand: potje.Stand, tellingen: list[Kastelling], vandaag: date) -> Pot:
    samen = (rij for rij in tellingen if rij.soort == Kastelling.Soort.OVERDRACHT and rij.datum > vandaag - VERS)
    laatste = max(tellingen, key=lambda rij: (rij.datum, rij.pk), default=None)
    return Pot(kamer, stand, next(samen, None), laatste)


def _bonnen(rijen) -> Lijst:
    """Return receipts that wait, claims on who paid, and own money that goes back."""
    vordering = Q(stand=Bonstap.Soort.AFGEWEZEN, teruggekregen=False) & ~Q(betaald_uit="eigen")
    tegoed = Q(stand=Bonstap.Soort.GOEDGEKEURD, betaald_uit="eigen", terugbetaald=False)
    open_ = bonlijst.met_alles(rijen).filter(Q(stand__in=bonlijst.LOOPT) | vordering | tegoed)
    punten = [Punt(f"{bon.kamer}: {bon} ({_wat(bon)})", bon.datum, bon.bedrag) for bon in open_.order_by("datum", "pk")]
    return Lijst(_("Bonnetjes die nog iets vragen"), tuple(punten), _("Alle bonnetjes zijn afgehandeld."))


def _wat(bon: Bon) -> str:
    stand = vars(bon)["stand"]
    if stand == Bonstap.Soort.AFGEWEZEN:
        return _("dit geld moet terug in het potje")
    if stand == Bonstap.Soort.GOEDGEKEURD:
        return _("eigen geld, nog terug te betalen")
    return str(Bonstap.Soort(stand).label)


def druk_pakket(pakket: Pakket, overgang=None) -> Pdf:
    """Print a pack, always in Dutch; with between whom when it is kept. PdfFout when it cannot."""
    with override("nl"):
        inhoud = {"pakket": pakket, "overgang": overgang, "cooperatie": Cooperatie.objects.huidig()}
        html = normalize("NFC", render_to_string("financien/overdracht_druk.html", inhoud))
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])
