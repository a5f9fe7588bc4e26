"""Where an order to the bank stands: its payments and acts, what is against it, and what of it is wages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Bankrekening,
    Betaalopdracht,
    Betaalregel,
    Factuurregel,
    Handgeldbetaling,
    Inkoopfactuur,
    Opdrachtdaad,
)
from financien.models.betaling import al_weg
from financien.models.boekstuk import LOON_ZIEN
from financien.services.betalen import rekeningen_van
from financien.services.factuurstand import is_getoond
from financien.services.handgeld.betaalstand import bezwaren_van as handgeldbezwaren


def bezwaren_van(regels: Iterable[Betaalregel]) -> Iterator[str]:
    """Return a sentence for each payment of which the file says something else than the books do now."""
    regels = list(regels)
    facturen = Inkoopfactuur.objects.filter(pk__in=[r.factuur_id for r in regels])
    nu = {rij.pk: rij for rij in facturen.met_stand().annotate(weg=al_weg())}
    naar = rekeningen_van(nu.values())
    for regel in regels:
        yield from _bezwaar(regel, nu[regel.factuur_id], naar[regel.factuur.leverancier_id])


def _bezwaar(regel: Betaalregel, factuur: Inkoopfactuur, naar: Bankrekening) -> Iterator[str]:
    geboekt, open_ = vars(factuur)["geboekt"] or vars(factuur)["af"], vars(factuur)["open"]
    if geboekt and open_ == 0:
        zin = _(
            "Factuur %(factuur)s is intussen betaald. Ging het bestand al naar de bank? Leg dat dan vast. "
            "Trek de opdracht anders in, en maak zo nodig een nieuwe zonder deze factuur."
        )
        yield zin % {"factuur": factuur.nummer}
    elif vars(regel)["eens_getoond"] and not vars(regel)["vervallen"]:
        yield zin_eens_getoond(regel)
    elif not (regel.loopt and geboekt and open_ - vars(factuur)["weg"] == regel.bedrag):  # paid in part, turned back
        zin = _("Factuur %(factuur)s is veranderd. Trek deze opdracht in en maak een nieuwe.")
        yield zin % {"factuur": factuur.nummer}
    elif naar.pk != regel.naar_id:
        zin = _("Het rekeningnummer van %(naam)s is veranderd. Trek deze opdracht in en maak een nieuwe.")
        yield zin % {"naam": regel.naar.tenaamstelling}


def zin_eens_getoond(regel: Betaalregel) -> str:
    """Say that the money of a payment left, while its bank line is open again."""
    if vars(regel)["mislukt"]:
        zin = _(
            "De bank liet een deel van de betaling van factuur %(factuur)s al zien. De rest staat al als mislukt. "
            "Boek de bankregel opnieuw, of boek hem als iets anders."
        )
        return zin % {"factuur": regel.factuur.nummer}
    zin = _(
        "De bank liet de betaling van factuur %(factuur)s al zien. Boek de bankregel opnieuw. "
        "Ging de betaling niet door? Leg dan vast dat ze mislukte."
    )
    return zin % {"factuur": regel.factuur.nummer}


def komt_vrij(regel: Betaalregel) -> bool:
    """Whether something of a payment from ``met_stand`` is free again when its order stops: not what left the bank."""
    return vars(regel)["rest"] > vars(regel)["weg"]


@dataclass(frozen=True)
class Opdrachtstand:
    """An order with what people did with it, as one user may see it: its payments have ``loon``."""

    opdracht: Betaalopdracht
    daden: tuple[Opdrachtdaad, ...]
    regels: tuple[Betaalregel, ...]
    ziet_loon: bool
    handgeld: tuple[Handgeldbetaling, ...] = ()  # top-ups, and own money that goes back
    bezwaren: tuple[str, ...] = ()  # why its file may not go to the bank, for an order that is not there yet

    @property
    def loon(self) -> bool:
        """Whether an invoice in it has a line on a wage account."""
        return bool(self.loonregels)

    @property
    def loonregels(self) -> list[Betaalregel]:
        return [regel for regel in self.regels if vars(regel)["loon"]]

    @property
    def dicht(self) -> bool:
        """Whether its total stays hidden: with the other payments it would tell what the wages were."""
        return self.loon and not self.ziet_loon

    @property
    def geldig(self) -> list[Opdrachtdaad]:
        """Return the acts that hold, as the queryset says: neither what was taken back, nor the taking back."""
        weg = {daad.neemt_terug_id for daad in self.daden}
        return [daad for daad in self.daden if daad.soort != "terug" and daad.pk not in weg]

    @property
    def soorten(self) -> set[str]:
        return {daad.soort for daad in self.geldig}

    @property
    def gestopt(self) -> bool:
        return bool(self.soorten & {"ingetrokken", "geweigerd"})

    @property
    def wacht(self) -> bool:
        """Whether it waits for the second person."""
        return not self.geldig

    @property
    def goedgekeurd(self) -> bool:
        """Whether its file may go out."""
        return "goedgekeurd" in self.soorten and not self.gestopt

    def alleen_goedgekeurd_door(self, gebruiker: Gebruiker) -> bool:
        """Whether this user approved it, and nothing happened with it since."""
        return [(d.soort, d.wie_id) for d in self.geldig] == [("goedgekeurd", gebruiker.pk)] and not self.getoond

    @property
    def getoond(self) -> bool:
        """Whether the bank shows or showed a payment of it, also when nobody noted that the file went out."""
        terug = not self.gestopt and any(not regel.loopt for regel in self.handgeld)
        return terug or any(is_getoond(regel) for regel in self.regels)

    @property
    def verzonden(self) -> bool:
        return self.goedgekeurd and ("verzonden" in self.soorten or self.getoond)

    @property
    def genoteerd(self) -> bool:
        """Whether someone noted that the bank has the file."""
        return "verzonden" in self.soorten and not self.gestopt

    @property
    def kan_noteren(self) -> bool:
        """Whether the file may have gone out while nobody noted it."""
        return self.goedgekeurd and not self.genoteerd and not self.betaald and (self.getoond or not self.bezwaren)

    @property
    def kan_ophalen(self) -> bool:
        """Whether the file may be taken: while all of it is right, and later as a proof."""
        return self.goedgekeurd and (self.genoteerd or not (self.bezwaren or self.getoond))

    @property
    def rijen(self) -> list[tuple[Betaalregel, str]]:
        """Return each payment with what became of it: betaald, deels, onderweg, mislukt, or nothing yet."""
        return [(regel, self._hoe(regel)) for regel in self.regels]

    def _hoe(self, regel: Betaalregel) -> str:
        weg, er = vars(regel)["vervallen"], vars(regel)["afgeschreven"]
        if er >= regel.bedrag:
            return "betaald"
        if weg:
            return "" if self.gestopt and not er else "mislukt"
        return ("deels" if er else "onderweg") if self.verzonden or is_getoond(regel) else ""

    @property
    def toont_bank(self) -> bool:
        """Whether the bank has or had something of it, also when the rest was withdrawn."""
        return self.verzonden or any(hoe for _regel, hoe in self.rijen)

    @property
    def onderweg(self) -> list[Betaalregel]:
        """Return the payments that the bank did not show whole, and that nobody gave up."""
        return [r for r in self.regels if vars(r)["rest"] > 0]

    @property
    def kan_mislukken(self) -> list[Betaalregel]:
        """Return the payments that may be noted as failed: under way, and not noted before."""
        return [r for r in self.onderweg if not vars(r)["mislukt"]]

    @property
    def loopt(self) -> bool:
        """Whether the bank still has to show something of it."""
        return bool(self.onderweg) or any(vars(regel)["onderweg"] for regel in self.handgeld)

    @property
    def betaald(self) -> bool:
        """Whether the bank showed all of it, but for what failed."""
        return self.verzonden and self.getoond and not self.loopt

    @property
    def deels(self) -> bool:
        """Whether the bank showed a part of it, and the rest is under way."""
        return self.verzonden and self.getoond and self.loopt

    @property
    def kan_stoppen(self) -> bool:
        """Whether something of it becomes free when it stops: not what the bank showed."""
        los = any(komt_vrij(regel) for regel in self.onderweg)
        return not self.gestopt and (los or any(regel.loopt for regel in self.handgeld))

    @property
    def nieuwe_rekeningen(self) -> list[Betaalregel]:
        """Return the payments to an account number of less than thirty days old: the second person looks twice."""
        vandaag = timezone.localdate()
        open_ = [regel for regel in self.regels if self.ziet_loon or not vars(regel)["loon"]]
        return [regel for regel in open_ if regel.naar.is_net_nieuw(vandaag)]


def met_loon() -> QuerySet[Betaalregel]:
    """Return payments with ``loon``: whether their invoice has a line on a wage account."""
    regels = Factuurregel.objects.filter(factuur=OuterRef("factuur"), rekening__loon=True)
    return Betaalregel.objects.met_stand().annotate(loon=Exists(regels)).order_by("volgnummer")


def stand_van_opdracht(opdracht: Betaalopdracht, gebruiker: Gebruiker) -> Opdrachtstand:
    """Return one order with its payments and acts."""
    regels = met_loon().filter(opdracht=opdracht).select_related("naar__vervangt", "factuur__leverancier")
    daden = opdracht.daden.select_related("wie", "regel__factuur").order_by("pk")
    handgeld = tuple(opdracht.handgeldregels.met_stand().select_related("kamer", "bon"))
    ziet = rollen.actieve_rol(gebruiker) in LOON_ZIEN
    stand = Opdrachtstand(opdracht, tuple(daden), tuple(regels), ziet, handgeld)
    if stand.gestopt or stand.betaald or "verzonden" in stand.soorten:
        return stand
    bezwaren = [*bezwaren_van(stand.regels)] if stand.regels else []
    return replace(stand, bezwaren=(*bezwaren, *(handgeldbezwaren(handgeld) if handgeld else ())))


def opdrachten_in(jaar: int, gebruiker: Gebruiker) -> list[Opdrachtstand]:
    """Return the orders of a year, newest first."""
    rijen = Betaalopdracht.objects.filter(klaargezet_op__year=jaar).select_related("klaargezet_door")
    handgeld = Prefetch("handgeldregels", Handgeldbetaling.objects.met_stand())
    rijen = rijen.prefetch_related("daden", handgeld, Prefetch("regels", met_loon())).order_by("-pk")
    ziet = rollen.actieve_rol(gebruiker) in LOON_ZIEN
    return [
        Opdrachtstand(rij, tuple(rij.daden.all()), tuple(rij.regels.all()), ziet, tuple(rij.handgeldregels.all()))
        for rij in rijen
    ]
