"""What of the money waits for one user, and what that user can do with it now: one question, whatever there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.panelen import vraag_samen
from buurtwerkkamer.rollen import Rol
from financien.models import (
    Bankrekening,
    Betaalopdracht,
    Betaalregel,
    Factuurakkoord,
    Factuurregel,
    Handgeldbetaling,
    Inkoopfactuur,
    Opdrachtdaad,
)
from financien.models.betaling import al_weg
from financien.models.boekstuk import LOON_ZIEN
from financien.services.factuurstand import WERKDAGEN
from financien.services.werkdagen import werkdagen_later
from kamers.models import Kamer

FACTUUR, OPDRACHT = "factuur", "opdracht"


class Daad(models.TextChoices):
    """What someone can do with an invoice or an order; the label stands on its button. In the order of urgency."""

    AKKOORD = "akkoord", _("Kijk na")
    GOEDKEUREN = "goedkeuren", _("Keur goed")
    OPHALEN = "ophalen", _("Haal het bestand op")
    INTREKKEN = "intrekken", _("Trek in")
    BOEKEN = "boeken", _("Boek")
    BETALEN = "betalen", _("Betaal")
    VERBETEREN = "verbeteren", _("Verbeter")
    DOORZETTEN = "doorzetten", _("Ga door")


@dataclass(frozen=True)
class Wachtend:
    """The invoices and the orders that wait for one user, by key, each with what can be done."""

    facturen: Mapping[int, Daad] = field(default_factory=dict)
    opdrachten: Mapping[int, Daad] = field(default_factory=dict)

    @property
    def aantal(self) -> int:
        return len(self.facturen) + len(self.opdrachten)

    @property
    def per_daad(self) -> dict[Daad, list[int]]:
        """Return the keys by what can be done, the most urgent first."""
        alle = [*self.facturen.items(), *self.opdrachten.items()]
        return {daad: pks for daad in Daad if (pks := [pk for pk, wat in alle if wat == daad])}


def wachtend(gebruiker: Gebruiker, kamer: Kamer | None = None) -> Wachtend:
    """Return what waits for the active role of this user, in one room when asked. One query, or none."""
    return uit_rijen(vraag_samen(vragen(gebruiker, kamer)))


def vragen(gebruiker: Gebruiker, kamer: Kamer | None = None) -> list[QuerySet]:
    """Return the questions behind it, to be asked as one with those of others."""
    return [*_facturen(gebruiker, kamer), *([] if kamer else _opdrachten(gebruiker))]


def uit_rijen(rijen: Iterable[tuple[str, int, str]]) -> Wachtend:
    """Return what waits from the rows of these questions; rows of other questions are left alone."""
    uit: dict[str, dict[int, Daad]] = {FACTUUR: {}, OPDRACHT: {}}
    for wat, pk, daad in rijen:
        if wat in uit:
            uit[wat][pk] = Daad(daad)
    return Wachtend(uit[FACTUUR], uit[OPDRACHT])


def _rijen(rijen: QuerySet, wat: str, daad) -> QuerySet:
    return rijen.order_by().annotate(wat=Value(wat), daad=daad).values_list("wat", "pk", "daad")


def _facturen(gebruiker: Gebruiker, kamer: Kamer | None) -> Iterable[QuerySet]:
    rol = rollen.actieve_rol(gebruiker)
    rijen = Inkoopfactuur.objects.zichtbaar_voor(gebruiker).met_stand().filter(Q(af=False) | Q(open__gt=0))
    rijen = rijen.exclude(leverancier__in=_eigen_partners(gebruiker))
    if rol == Rol.PENNINGMEESTER:
        yield _van_penningmeester(rijen, gebruiker)
    elif rol in rollen.RECHTEN["financien.facturen_akkoord"]:
        kamers = {kamer.pk} if kamer else None if rol in rollen.COOPERATIE else rollen.bereik(gebruiker).kamers
        wacht = rijen.filter(~Exists(_al_akkoord()), Exists(_open_regels(kamers)), af=False)
        if rol == Rol.BESTUUR:  # the board may, but only wages wait for it: the project coach does not see those
            wacht = wacht.filter(Exists(Factuurregel.objects.filter(factuur=OuterRef("pk"), rekening__loon=True)))
        yield _rijen(wacht, FACTUUR, Value(Daad.AKKOORD))


_IN_RONDE = Q(factuur=OuterRef("pk"), ronde=OuterRef("ronde"))


def _eigen_partners(gebruiker: Gebruiker) -> set[int]:
    """Return for whom this user works: those invoices and payments are for someone else."""
    return {info.partner for info in rollen.aanstellingen(gebruiker) if info.partner}


def _nu() -> QuerySet[Factuurakkoord]:
    return Factuurakkoord.objects.geldig().filter(_IN_RONDE)


def _al_akkoord() -> QuerySet[Factuurakkoord]:
    """Decisions after which no room is asked any more."""
    return _nu().filter(Q(soort__in=["akkoord", "alleen"]) | Q(soort="gezien", kamer=None))


def _open_regels(kamers: Iterable[int] | None = None) -> QuerySet[Factuurregel]:
    """Lines of which the room did not say yes; of some rooms only, when given."""
    gezien = Factuurakkoord.objects.geldig().filter(
        factuur=OuterRef("factuur"), ronde=OuterRef("factuur__ronde"), soort="gezien", kamer=OuterRef("kamer")
    )
    regels = Factuurregel.objects.filter(~Exists(gezien), factuur=OuterRef("pk"))
    return regels if kamers is None else regels.filter(kamer__in=kamers)


def _van_penningmeester(rijen: QuerySet, gebruiker: Gebruiker) -> QuerySet:
    geoordeeld = Exists(_nu().filter(soort="akkoord"))
    wacht_op_kamer = ~Exists(_al_akkoord()) & Exists(_open_regels())
    zelf_gezien = Exists(_nu().filter(soort="gezien", wie=gebruiker))  # two people: never both by one
    grens = lang_geleden(timezone.localdate())
    weer_gevraagd = Exists(Factuurakkoord.objects.filter(_IN_RONDE, soort="terug", op__date__gt=grens))
    loopt = Exists(Betaalregel.objects.filter(factuur=OuterRef("pk"), loopt=True).met_stand().onderweg())
    daad = Case(
        When((Q(geboekt=True) | Q(af=True)) & Q(open__gt=al_weg()) & ~loopt, Value(Daad.BETALEN)),
        When(Q(geboekt=True) | Q(af=True), Value("")),
        When(geoordeeld, Value(Daad.VERBETEREN)),
        When(wacht_op_kamer & Q(ingevoerd_op__date__lte=grens) & ~weer_gevraagd, Value(Daad.DOORZETTEN)),
        When(wacht_op_kamer | zelf_gezien, Value("")),
        default=Value(Daad.BOEKEN),
    )
    return _rijen(rijen, FACTUUR, daad).exclude(daad="")


def lang_geleden(vandaag: date) -> date:
    """Return the last day from which so many working days are over today (domain.md §6.4)."""
    dag = vandaag - timedelta(days=WERKDAGEN)
    while werkdagen_later(dag, WERKDAGEN) >= vandaag:
        dag -= timedelta(days=1)
    return dag


def _opdrachten(gebruiker: Gebruiker) -> Iterable[QuerySet]:
    daden = Opdrachtdaad.objects.geldig().filter(opdracht=OuterRef("pk"))
    if rollen.mag(gebruiker, "financien.betalingen_goedkeuren"):
        rijen = Betaalopdracht.objects.filter(~Exists(daden), ~Exists(_regels(_MIS))).exclude(klaargezet_door=gebruiker)
        rijen = rijen.exclude(Exists(_regels(_eigen_betaling(gebruiker))))
        aan_zich = Handgeldbetaling.objects.filter(opdracht=OuterRef("pk"), naar_naam__iexact=gebruiker.naam)
        rijen = rijen.exclude(Exists(aan_zich))
        if rollen.actieve_rol(gebruiker) not in LOON_ZIEN:
            loon = Factuurregel.objects.filter(factuur=OuterRef("factuur"), rekening__loon=True)
            rijen = rijen.exclude(Exists(_regels(Exists(loon))))
        yield _rijen(rijen, OPDRACHT, Value(Daad.GOEDKEUREN))
    elif rollen.mag(gebruiker, "financien.facturen"):
        loopt = Betaalopdracht.objects.exclude(Exists(daden.exclude(soort="goedgekeurd")) | bank_zag())
        goed = Exists(daden.filter(soort="goedgekeurd"))
        daad = Case(When(Exists(_regels(_MIS)), Value(Daad.INTREKKEN)), When(goed, Value(Daad.OPHALEN)))
        yield _rijen(loopt, OPDRACHT, daad).exclude(daad=None)


def bank_zag():
    """Whether the bank shows or showed a payment of an order that was not stopped, to add to a question."""
    getoond = Betaalregel.objects.met_stand().filter(opdracht=OuterRef("pk"))
    getoond = getoond.filter(Q(afgeschreven__gt=0) | Q(eens_getoond=True))
    handgeld = Handgeldbetaling.objects.filter(opdracht=OuterRef("pk"), loopt=False)
    return Exists(getoond) | Exists(handgeld)


def _regels(welke) -> QuerySet[Betaalregel]:
    return Betaalregel.objects.filter(welke, opdracht=OuterRef("pk"))


def _eigen_betaling(gebruiker: Gebruiker) -> Q:
    return Q(factuur__leverancier__in=_eigen_partners(gebruiker)) | Q(naar__tenaamstelling__iexact=gebruiker.naam)


def _klopt() -> QuerySet[Inkoopfactuur]:
    """Invoices that still are what a payment says: in the books, and open for just that amount."""
    return (
        Inkoopfactuur.objects.filter(pk=OuterRef("factuur"))
        .met_stand()
        .filter(Q(geboekt=True) | Q(af=True), open=OuterRef("bedrag") + al_weg())
    )


_MIS = (  # of a payment: its file may not go to the bank any more, as ``bezwaren_van`` says in words
    Q(loopt=False) | Exists(Bankrekening.objects.filter(vervangt=OuterRef("naar"))) | ~Exists(_klopt())
)
