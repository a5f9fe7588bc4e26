"""What goes from one hand to the other when a coordinator or the treasurer changes (domain.md §4.3).

It is read from what is there now: the pot with its identity, what is open, devices, and rights that end. Two people
sign it on paper; the tin is counted together, which the count itself keeps.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from unicodedata import normalize

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Cooperatie, Gebruiker
from buurtwerkkamer.pdf import Pdf, maak_pdf
from buurtwerkkamer.rollen import KAMERPLOEG, Rol
from financien.models import (
    Bankregel,
    Betaalopdracht,
    Bon,
    Bonstap,
    Factuurregel,
    Inkoopfactuur,
    Kastelling,
    Opdrachtdaad,
    Toekenning,
)
from financien.models.boekstuk import LOON_ZIEN
from financien.services.handgeld import bonlijst, potje
from kamers.models import Aanstelling, Kamer, Tablet

LEEG, NIETS = Value(""), Value(None)
VERS = timedelta(days=7)  # a count at hand-over that is older says nothing about the tin of today


@dataclass(frozen=True)
class Punt:
    """One thing that the next one finds open, or gets."""

    wat: str
    dag: date | None = None
    bedrag: Decimal | None = None


@dataclass(frozen=True)
class Lijst:
    naam: str
    punten: tuple[Punt, ...]
    leeg: str


@dataclass(frozen=True)
class Pot:
    """The pot of a room, and its last count at a hand-over when that was lately."""

    kamer: Kamer
    stand: potje.Stand
    telling: Kastelling | None


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


def van_kamer(kamer: Kamer, vandaag: date, gebruiker: Gebruiker) -> Pakket:
    """Return what the coordinator of a room hands over, as this user may see it. Four questions.

    Of an invoice over more rooms the part of this room counts; one that tells a wage is left out (§5.6).
    """
    van_deze = Factuurregel.objects.filter(factuur=OuterRef("pk"), kamer=kamer).order_by().values("factuur")
    facturen = Inkoopfactuur.objects.zichtbaar_voor(gebruiker).filter(Exists(van_deze))
    delen = _delen(
        facturen=_facturen(facturen.annotate(hier=Subquery(van_deze.annotate(x=Sum("bedrag")).values("x"))), "hier"),
        tablets=Deel(Tablet.objects.geldig(vandaag).filter(kamer=kamer), "naam", dag="laatst_gezien"),
        rechten=_rechten(Aanstelling.objects.filter(kamer=kamer, rol__in=KAMERPLOEG), vandaag),
    )
    lijsten = (
        Lijst(_("Facturen die nog lopen"), delen["facturen"], _("Er loopt geen factuur.")),
        _bonnen(Bon.objects.filter(kamer=kamer)),
        Lijst(_("Tablets, met de laatste dag van gebruik"), delen["tablets"], _("De kamer heeft geen tablet.")),
        _wie(delen["rechten"]),
    )
    return Pakket(kamer, vandaag, _potten([kamer], vandaag), lijsten)


def van_penningmeester(kamers: list[Kamer], vandaag: date, gebruiker: Gebruiker) -> Pakket:
    """Return what the treasurer hands over, as this user may see it. Four questions, whatever the number of rooms."""
    ziet_loon = rollen.actieve_rol(gebruiker) in LOON_ZIEN
    delen = _delen(
        bank=_bankregels(ziet_loon=ziet_loon),
        facturen=_facturen(Inkoopfactuur.objects.zichtbaar_voor(gebruiker)),
        opdrachten=_opdrachten(ziet_loon=ziet_loon),
        toekenningen=_toekenningen(vandaag),
        rechten=_rechten(Aanstelling.objects.filter(rol=Rol.PENNINGMEESTER), vandaag),
    )
    lijsten = (
        Lijst(_("Bankregels om nog te boeken"), _geteld(delen["bank"], ziet_loon), _("Alle bankregels zijn geboekt.")),
        Lijst(_("Facturen die nog lopen"), delen["facturen"], _("Er loopt geen factuur.")),
        _bonnen(Bon.objects.filter(kamer__in=kamers)),
        Lijst(_("Betaalopdrachten om nog te verzenden"), delen["opdrachten"], _("Er wacht geen betaalopdracht.")),
        Lijst(_("Toekenningen en wanneer je ze verantwoordt"), delen["toekenningen"], _("Er loopt geen toekenning.")),
        _wie(delen["rechten"]),
    )
    return Pakket(None, vandaag, _potten(kamers, vandaag), lijsten)


@dataclass(frozen=True)
class Deel:
    """Rows of one list, and which of their columns say what, how it stands, on which day and how much."""

    rijen: QuerySet
    wat: str
    bij: str | Value = LEEG
    dag: str | Value = NIETS
    bedrag: str | Value = NIETS

    def als(self, naam: str) -> QuerySet:
        vast = (Value(naam, CharField()), Cast(self.wat, CharField()), Cast(self.bij, CharField()))
        geld = DecimalField(max_digits=12, decimal_places=2)
        return self.rijen.order_by().values_list(*vast, Cast(self.dag, DateField()), Cast(self.bedrag, geld))


def _delen(**delen: Deel) -> dict[str, tuple[Punt, ...]]:
    """Ask for several lists at once, each the oldest day first. One question."""
    eerste, *rest = (deel.als(naam) for naam, deel in delen.items())
    uit: dict[str, list[Punt]] = {naam: [] for naam in delen}
    for naam, wat, bij, dag, bedrag in eerste.union(*rest, all=True):
        uit[naam].append(Punt(", ".join(filter(None, (wat, bij))), dag, bedrag))
    return {naam: tuple(sorted(punten, key=_volgorde)) for naam, punten in uit.items()}


def _volgorde(punt: Punt) -> tuple:
    return (punt.dag is None, punt.dag or date.min, punt.wat, punt.bedrag or 0)


def _potten(kamers: list[Kamer], vandaag: date) -> tuple[Pot, ...]:
    tellingen = Kastelling.objects.filter(kamer__in=kamers, soort=Kastelling.Soort.OVERDRACHT, datum__gt=vandaag - VERS)
    laatste = {rij.kamer_id: rij for rij in tellingen.select_related("geteld_door").order_by("datum", "pk")}
    standen = potje.standen(kamers)
    return tuple(Pot(kamer, standen[kamer.pk], laatste.get(kamer.pk)) for kamer in kamers)


def _facturen(rijen, bedrag: str = "totaal") -> Deel:
    return Deel(rijen.met_stand().loopt(), "leverancier__naam", "nummer", "vervaldatum", bedrag)


def _bankregels(*, ziet_loon: bool) -> Deel:
    """Return the open lines; for who may not see wages only how many, because one of them may be a wage."""
    rijen = Bankregel.objects.open()
    if ziet_loon:
        return Deel(rijen, "tegen_naam", "omschrijving", "datum", "bedrag")
    return Deel(rijen.order_by().annotate(samen=LEEG).values("samen").annotate(n=Count("pk")), "n")


def _geteld(punten: tuple[Punt, ...], ziet_loon: bool) -> tuple[Punt, ...]:
    if ziet_loon:
        return punten
    zin = ngettext("%(n)s bankregel", "%(n)s bankregels", sum(int(punt.wat) for punt in punten))
    return tuple(Punt(zin % {"n": punt.wat}) for punt in punten)


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


def _opdrachten(*, ziet_loon: bool) -> Deel:
    """Return the orders that wait; with a wage in it without its total, for who may not see wages."""
    einde = Opdrachtdaad.objects.filter(opdracht=OuterRef("pk"), soort__in=["verzonden", "ingetrokken", "geweigerd"])
    loon = Exists(Factuurregel.objects.filter(factuur__betaalregels__opdracht=OuterRef("pk"), rekening__loon=True))
    som = F("totaal") if ziet_loon else Case(When(~loon, then=F("totaal")))
    rijen = Betaalopdracht.objects.exclude(Exists(einde)).annotate(som=som)
    return Deel(rijen, "klaargezet_op__year", "pk", "uitvoeren_op", "som")


def _toekenningen(vandaag: date) -> Deel:
    rijen = Toekenning.objects.met_status().filter(tot__gte=vandaag - timedelta(days=366))
    rijen = rijen.exclude(nu__in=["vastgesteld", "afgewezen"])
    return Deel(rijen, "omschrijving", "nu", "verantwoorden_voor", "bedrag")


def _rechten(rijen, vandaag: date) -> Deel:
    naam = Case(*(When(rol=rol.value, then=Value(str(rol.label))) for rol in Rol), output_field=CharField())
    return Deel(rijen.op(vandaag).annotate(rol_naam=naam), "gebruiker__naam", "rol_naam", "tot")


def _wie(punten: tuple[Punt, ...]) -> Lijst:
    naam = _("Wie er nu bij kan, en tot wanneer. De beheerder beëindigt wat stopt.")
    return Lijst(naam, punten, _("Er is nu niemand aangesteld."))


def druk_pakket(pakket: Pakket) -> Pdf:
    """Print a pack with room for keys, cards and two signatures, always in Dutch. PdfFout when it cannot."""
    with override("nl"):
        inhoud = {"pakket": pakket, "cooperatie": Cooperatie.objects.huidig()}
        html = normalize("NFC", render_to_string("financien/overdracht_druk.html", inhoud))
    return maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])
