"""What of the money is open at a hand-over: invoices, orders, grants, agreements, books, questions.

Whoever may not see wages gets no bank line and no invoice or order with a wage in it (domain.md §5.6).
"""

from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Jaar
from financien.models import (
    Bankregel,
    Betaalopdracht,
    Betaalregel,
    Boekstuk,
    Controlepost,
    Controlestop,
    Factuurregel,
    Inkoopfactuur,
    Maandafsluiting,
    Ondertekening,
    Opdracht,
    Opdrachtdaad,
    Partij,
    Samenwerkingsafspraak,
    Termijn,
    Toekenning,
    Voorwaarde,
)
from financien.models.toekenningslot import BINDEND
from financien.services.overdrachtpunten import LEEG, Deel, Lijst, Punt, woord, zin
from financien.services.saldi import NUL
from financien.services.wachtend import bank_zag
from financien.services.wachtend_geld import te_laat

JAAR_TERUG = timedelta(days=366)
KLAAR = ("vastgesteld", "afgewezen")


def facturen(rijen, bedrag: str = "totaal", *, loon: bool) -> Deel:
    """Return the invoices that still ask something, and what; ``bedrag``: the column that says for how much."""
    lonen = Factuurregel.objects.filter(factuur=OuterRef("pk"), rekening__loon=True)
    rijen = (rijen if loon else rijen.exclude(Exists(lonen))).met_stand().loopt()
    geboekt, open_ = Value(_("te betalen")), Value(_("wacht op akkoord"))
    stand = Case(When(Q(geboekt=True) | Q(af=True), then=geboekt), default=open_, output_field=CharField())
    return Deel(rijen, zin(F("leverancier__naam"), " ", F("nummer")), stand, "vervaldatum", bedrag)


def lijst_facturen(punten: tuple[Punt, ...]) -> Lijst:
    """Return the list of invoices."""
    return Lijst(_("Facturen die nog lopen"), punten, _("Er loopt geen factuur."))


def delen_van_geld(vandaag: date, *, loon: bool) -> list[tuple[str, Deel]]:
    """Return what is asked about the money of the cooperative."""
    loopt = Toekenning.objects.met_status().filter(tot__gte=vandaag - JAAR_TERUG).exclude(nu__in=KLAAR)
    bedrag = NullIf("bedrag", Value(NUL))  # in kind there may be none
    toekenningen = Deel(loopt, "omschrijving", "nu", "verantwoorden_voor", bedrag)
    bank = [("bank", Deel(Bankregel.objects.open(), "tegen_naam", "omschrijving", "datum", "bedrag"))] if loon else []
    return [
        *bank,
        ("facturen", facturen(Inkoopfactuur.objects.all(), loon=loon)),
        ("opdrachten", _betaalopdrachten(loon=loon)),
        ("toekenningen", toekenningen),
        *_termijnen(loopt, vandaag),
        ("voorwaarden", _voorwaarden(loopt)),
        *_afspraken(vandaag),
        ("boekjaren", _boekjaren(vandaag)),
        ("vragen", _vragen()),
    ]


def lijsten_van_geld(delen: dict[str, tuple[Punt, ...]]) -> tuple[Lijst, ...]:
    """Return these lists with their names, but for bank and invoices."""
    naam = _("Termijnen die nog komen of te laat zijn")
    return (
        Lijst(_("Betaalopdrachten om nog te verzenden"), delen["opdrachten"], _("Er wacht geen betaalopdracht.")),
        Lijst(_("Toekenningen en wanneer je ze verantwoordt"), delen["toekenningen"], _("Er loopt geen toekenning.")),
        Lijst(naam, delen["termijnen"], _("Er komt geen termijn meer.")),
        Lijst(_("Voorwaarden die nog niet voldaan zijn"), delen["voorwaarden"], _("Aan alle voorwaarden is voldaan.")),
        Lijst(_("Samenwerkingsafspraken en opdrachten"), delen["afspraken"], _("Er is geen afspraak of opdracht.")),
        Lijst(_("Boekjaren die nog open zijn"), delen["boekjaren"], _("Alle boekjaren zijn vastgesteld.")),
        Lijst(_("Vragen van de kascommissie"), delen["vragen"], _("Er wacht geen vraag.")),
    )


def _betaalopdrachten(*, loon: bool) -> Deel:
    """Return the orders of which the file is still to go out; not what the bank saw, though nobody noted that it went.

    An approval that was taken back does not hold: the order waits for its second person again.
    """
    daden = Opdrachtdaad.objects.geldig().filter(opdracht=OuterRef("pk"))
    rijen = Betaalopdracht.objects.exclude(Exists(daden.exclude(soort="goedgekeurd")) | bank_zag())
    if not loon:
        lonen = Factuurregel.objects.filter(factuur=OuterRef("factuur"), rekening__loon=True)
        rijen = rijen.exclude(Exists(Betaalregel.objects.filter(Exists(lonen), opdracht=OuterRef("pk"))))
    goed = Exists(daden.filter(soort="goedgekeurd"))
    stand = Case(
        When(goed, then=Value(_("goedgekeurd"))), default=Value(_("wacht op akkoord")), output_field=CharField()
    )
    return Deel(rijen, zin(_("Betaalopdracht"), " ", F("pk")), stand, "uitvoeren_op", "totaal")


def _termijnen(loopt, vandaag: date) -> list[tuple[str, Deel]]:
    """Return the instalments that come, and per grant what is late: of that only the sum is known."""
    komt = Termijn.objects.filter(toekenning__in=loopt.filter(nu__in=BINDEND).values("pk"), vervalt__gte=vandaag)
    laat = Deel(te_laat(vandaag), "omschrijving", Value(_("te laat")), bedrag=F("verviel") - F("binnen"))
    return [("termijnen", Deel(komt, "toekenning__omschrijving", dag="vervalt", bedrag="bedrag")), ("termijnen", laat)]


def _voorwaarden(loopt) -> Deel:
    rijen = Voorwaarde.objects.filter(voldaan_op=None, toekenning__in=loopt.values("pk"))
    return Deel(rijen, zin(F("toekenning__omschrijving"), ": ", F("tekst")), dag="voor")


def _afspraken(vandaag: date) -> list[tuple[str, Deel]]:
    """Return the last agreement and assignments of last year and later, and how many parties signed."""
    sinds = {"jaar__jaar__gte": vandaag.year - 1}
    later = {"jaar": OuterRef("jaar"), "volgnummer__gt": OuterRef("volgnummer")}
    afspraken = Samenwerkingsafspraak.objects.filter(~Exists(Samenwerkingsafspraak.objects.filter(**later)), **sinds)
    opdrachten = Opdracht.objects.filter(
        ~Exists(Opdracht.objects.filter(partner=OuterRef("partner"), **later)), **sinds
    )
    getekend = Ondertekening.objects.geldig()
    afspraken = afspraken.annotate(
        n=_aantal(getekend, "samenwerkingsafspraak"), van=1 + _aantal(Partij.objects.all(), "afspraak")
    )
    opdrachten = opdrachten.annotate(n=_aantal(getekend, "opdracht"))
    woorden = zin(_("Opdracht"), " ", F("jaar__jaar"), " ", F("partner__naam"))
    stand = Concat(Value(_("getekend:") + " "), _heel("n"), Value(f" {_('van')} "), _heel("van"))
    return [
        ("afspraken", Deel(afspraken, zin(_("Samenwerkingsafspraak"), " ", F("jaar__jaar")), stand, "datum")),
        ("afspraken", Deel(opdrachten.annotate(van=Value(2)), woorden, stand, "datum")),
    ]


def _heel(veld: str):
    return zin(F(veld))


def _aantal(alle: QuerySet, veld: str):
    rijen = alle.filter(**{veld: OuterRef("pk")}).order_by().values(veld).annotate(x=Count("pk")).values("x")
    return Coalesce(Subquery(rijen, output_field=IntegerField()), 0)


def _boekjaren(vandaag: date) -> Deel:
    """Return the years with books, or of now, that are not settled, and up to which month they are closed."""
    maanden = Maandafsluiting.objects.filter(jaar=OuterRef("pk")).order_by().values("jaar")
    rijen = Jaar.objects.filter(jaar__lte=vandaag.year).exclude(status=Jaar.Status.VASTGESTELD)
    rijen = rijen.filter(Q(jaar__gte=vandaag.year - 1) | Exists(Boekstuk.objects.filter(jaar=OuterRef("pk"))))
    rijen = rijen.annotate(maand=Subquery(maanden.annotate(x=Max("maand")).values("x")))
    tot = zin(", ", _("afgesloten tot en met maand"), " ", F("maand"))
    open_ = Case(When(maand=None, then=LEEG), When(status="open", then=tot), default=LEEG, output_field=CharField())
    return Deel(rijen, "jaar", Concat(woord("status", Jaar.Status), open_))


def _vragen() -> Deel:
    gestopt = Controlestop.objects.filter(controle=OuterRef("controle"))
    rijen = Controlepost.objects.met_laatste().filter(~Exists(gestopt), laatste="vraag")
    return Deel(rijen, zin(_("Vraag bij stuk"), " ", F("volgnummer")), dag="controle__tot")
