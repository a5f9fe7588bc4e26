"""The seven steps of a month in words: what is done, what can be done now, and what waits for what (ux.md §2c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.bedragen import euro, in_taal
from financien.models import Maandafsluiting
from financien.services.handgeld.basis import volgende
from financien.services.handgeld.maandpotten import Maandpot
from financien.services.hindernissen import Hindernis, einde
from financien.services.maanden import DECEMBER
from financien.services.maandwerk import Werk


class Staat(models.TextChoices):
    """Where a step stands: done, to be done by the treasurer now, or waiting for a day or for someone else."""

    KLAAR = "klaar"
    DOEN = "doen"
    WACHT = "wacht"


class Naam(models.TextChoices):
    """The steps in their order; VERDER leads to another month."""

    BANK = "bank"
    FACTUREN = "facturen"
    POSTEN = "posten"
    BONNEN = "bonnen"
    TELLEN = "tellen"
    AANVULLEN = "aanvullen"
    AFSLUITEN = "afsluiten"
    VERDER = "verder"


@dataclass(frozen=True)
class Stap:
    """One step: its heading, how far it is, and the page where it is done."""

    naam: Naam
    kop: str
    zin: str
    staat: Staat
    adres: str = ""
    knop: str = ""


@dataclass(frozen=True)
class Maandfeiten:
    """All that the steps are told from."""

    maand: date
    vandaag: date
    werk: Werk
    potten: Sequence[Maandpot]
    hindernissen: Sequence[Hindernis]
    dicht: bool
    afsluiting: Maandafsluiting | None
    eerder: date | None  # the month that must be closed first

    @property
    def eind(self) -> date:
        return einde(self.maand.year, self.maand.month)

    @property
    def voorbij(self) -> bool:
        return self.vandaag > self.eind


def adres_van(maand: date) -> str:
    """Return the page of a month."""
    return reverse("financien:maand", args=[maand.year, maand.month])


def stappen(feiten: Maandfeiten) -> list[Stap]:
    """Return the seven steps."""
    return [maak(feiten) for maak in (_bank, _facturen, _posten, _bonnen, _tellen, _aanvullen, _afsluiten)]


def _zin(*delen: str) -> str:
    """Join what there is to say; the first letter is a capital."""
    tekst = ", ".join(deel for deel in delen if deel)
    return tekst[:1].upper() + tekst[1:]


def _n(zin: str, n: int) -> str:
    """Return a sentence about a number of things; nothing when there are none."""
    return zin % {"n": n} if n else ""


def _dag(dag: date) -> str:
    return date_format(dag, "j F")


def _maandnaam(maand: date) -> str:
    return date_format(maand, "F")


def _bank(f: Maandfeiten) -> Stap:
    tot = f.werk.gelezen_tot
    klaar = f.voorbij and tot is not None and tot >= f.eind
    zin = _("nog geen bankbestand van %(maand)s") % {"maand": _maandnaam(f.maand)}
    if tot is not None:
        zin = _("ingelezen tot en met %(dag)s") % {"dag": _dag(min(tot, f.eind) if tot >= f.maand else tot)}
    regels = _n(ngettext("%(n)s regel", "%(n)s regels", f.werk.regels), f.werk.regels)
    knop = _("Bekijk") if klaar else _("Lees in")
    adres, staat = reverse("financien:bank") + "#id_bestand" * (not klaar), Staat.KLAAR if klaar else Staat.DOEN
    return Stap(Naam.BANK, _("Bankbestand inlezen"), _zin(regels, zin), staat, adres, knop)


def _facturen(f: Maandfeiten) -> Stap:
    kop, w = _("Facturen en lonen boeken"), f.werk
    lonen = f.voorbij and w.lonen_missen
    zelf = len(w.facturen_zelf)
    ander = w.facturen - zelf
    zin = _zin(
        _n(ngettext("%(n)s factuur nog te boeken", "%(n)s facturen nog te boeken", zelf), zelf),
        _n(ngettext("%(n)s factuur wacht op een ander", "%(n)s facturen wachten op een ander", ander), ander),
        _("de lonen van %(maand)s zijn nog niet geboekt") % {"maand": _maandnaam(f.maand)} if lonen else "",
    )
    if zelf:
        adres = reverse("financien:factuur", args=[w.facturen_zelf[0]])
        return Stap(Naam.FACTUREN, kop, zin, Staat.DOEN, adres, _("Ga verder"))
    if lonen:
        return Stap(
            Naam.FACTUREN, kop, zin, Staat.DOEN, reverse("financien:lonen", args=[f.maand.year]), _("Ga verder")
        )
    staat, facturen = Staat.WACHT if ander else Staat.KLAAR, reverse("financien:facturen", args=[f.maand.year])
    return Stap(Naam.FACTUREN, kop, zin or _("Er wacht niets."), staat, facturen, _("Bekijk"))


def _posten(f: Maandfeiten) -> Stap:
    kop, n = _("Bankregels een post geven"), f.werk.open_regels
    if n:
        zin = _n(ngettext("%(n)s regel nog te boeken", "%(n)s regels nog te boeken", n), n)
        return Stap(Naam.POSTEN, kop, zin, Staat.DOEN, reverse("financien:bank"), _("Ga verder"))
    zin = _("Alle regels zijn geboekt.") if f.werk.regels else _("Er zijn nog geen regels.")
    return Stap(Naam.POSTEN, kop, zin, Staat.KLAAR, reverse("financien:bank_geboekt"), _("Bekijk"))


def _bonnen(f: Maandfeiten) -> Stap:
    kop, w = _("Bonnetjes goedkeuren"), f.werk
    samen, wacht, eigen = sum(pot.bonnen for pot in f.potten), len(w.bonnen), w.bonnen_eigen
    zin = _zin(
        _n(ngettext("%(n)s bonnetje wacht op jou", "%(n)s bonnetjes wachten op jou", wacht), wacht),
        _n(ngettext("%(n)s van jou wacht op een ander", "%(n)s van jou wachten op een ander", eigen), eigen),
        _n(ngettext("%(n)s ligt weer bij de kamer", "%(n)s liggen weer bij de kamer", w.bonnen_terug), w.bonnen_terug),
    )
    if wacht:
        return Stap(Naam.BONNEN, kop, zin, Staat.DOEN, reverse("financien:bon", args=[w.bonnen[0]]), _("Ga verder"))
    staat = Staat.WACHT if zin else Staat.KLAAR
    goed = _n(ngettext("%(n)s bonnetje, er wacht niets", "%(n)s bonnetjes, er wacht niets", samen), samen)
    return Stap(Naam.BONNEN, kop, zin or goed or _("Er wacht niets."), staat, reverse("financien:bonnen"), _("Bekijk"))


def _tellen(f: Maandfeiten) -> Stap:
    kop, nodig = _("Kas tellen"), [pot for pot in f.potten if pot.in_gebruik]
    geteld = sum(pot.geteld for pot in nodig)
    niet = sum(pot.telling is not None and not pot.geteld for pot in nodig)
    if not nodig:
        return Stap(Naam.TELLEN, kop, _("Er is nog geen potje in gebruik."), Staat.KLAAR)
    zin = _zin(
        ngettext("%(n)s van %(m)s kamer geteld", "%(n)s van %(m)s kamers geteld", len(nodig))
        % {"n": geteld, "m": len(nodig)},
        _n(ngettext("%(n)s niet geteld, met reden", "%(n)s niet geteld, met reden", niet), niet),
        "" if f.voorbij else _("tellen kan tot en met %(dag)s") % {"dag": _dag(volgende(f.maand).replace(day=15))},
    )
    if geteld + niet == len(nodig):
        return Stap(Naam.TELLEN, kop, zin, Staat.KLAAR, "#potten", _("Bekijk"))
    if f.dicht or not f.voorbij:
        return Stap(Naam.TELLEN, kop, zin, Staat.WACHT)
    return Stap(Naam.TELLEN, kop, zin, Staat.DOEN, "#potten", _("Kijk wie nog telt"))


def _aanvullen(f: Maandfeiten) -> Stap:
    kop, erna = _("Handgeld aanvullen"), volgende(f.maand)
    naam = {"maand": _maandnaam(erna)}
    if f.vandaag < erna:
        return Stap(Naam.AANVULLEN, kop, _("Dat kan vanaf 1 %(maand)s.") % naam, Staat.WACHT)
    onderweg = sum((pot.aanvul.loopt for pot in f.potten), Decimal(0))  # in an order, or on a line that is not booked
    al = sum((pot.aanvul.al for pot in f.potten), -onderweg)
    aangevuld = _bedrag(_("voor %(maand)s aangevuld: %(bedrag)s"), al, **naam)
    loopt = _bedrag(_("voor %(maand)s onderweg: %(bedrag)s"), onderweg, **naam)
    potjes, klaar = reverse("financien:potjes"), Staat.WACHT if onderweg else Staat.KLAAR
    if f.vandaag >= volgende(erna):
        zin = _zin(aangevuld, loopt) or _("%(maand)s is voorbij.") % {"maand": naam["maand"].capitalize()}
        return Stap(Naam.AANVULLEN, kop, zin, klaar)
    kan = [pot for pot in f.potten if pot.kan_aanvullen]
    if kan:
        zin = ngettext("%(n)s kamer, samen %(som)s", "%(n)s kamers, samen %(som)s", len(kan))
        som = in_taal(euro(sum((pot.aanvul.mag for pot in kan), Decimal(0))))
        zin = _zin(zin % {"n": len(kan), "som": som}, aangevuld, loopt)
        return Stap(Naam.AANVULLEN, kop, zin, Staat.DOEN, f"{potjes}#betaallijst", _("Vul aan"))
    if any(pot.wacht_op_telling for pot in f.potten):
        return Stap(Naam.AANVULLEN, kop, _zin(aangevuld, loopt, _("kan na het tellen")), Staat.WACHT)
    zin = _zin(aangevuld, loopt) or _("Alle potjes zijn vol.")
    return Stap(Naam.AANVULLEN, kop, zin, klaar, potjes, _("Bekijk"))


def _bedrag(zin: str, bedrag: Decimal, **velden: str) -> str:
    """Return a sentence about an amount; nothing when there is none."""
    return zin % {**velden, "bedrag": in_taal(euro(bedrag))} if bedrag else ""


def _afsluiten(f: Maandfeiten) -> Stap:
    kop = _("Maand afsluiten")
    jaar = reverse("financien:jaar", args=[f.maand.year])
    if f.dicht:
        return Stap(Naam.AFSLUITEN, kop, _wanneer_dicht(f), Staat.KLAAR, jaar, _("Bekijk"))
    if not f.voorbij:
        return Stap(
            Naam.AFSLUITEN, kop, _("Dat kan vanaf 1 %(maand)s.") % {"maand": _maandnaam(volgende(f.maand))}, Staat.WACHT
        )
    if f.eerder:
        return _eerst_de_vorige(f.eerder, kop)
    if f.maand.month == DECEMBER:
        zin = _("December sluit met het jaar.")
        return Stap(Naam.AFSLUITEN, kop, zin, Staat.DOEN, jaar, _("Naar afsluiten van het jaar"))
    eerst = next((hindernis for hindernis in f.hindernissen if hindernis.eerst), None)
    if eerst:
        return Stap(Naam.AFSLUITEN, kop, eerst.zin, Staat.WACHT, eerst.adres or jaar, _("Los dit op"))
    adres = reverse("financien:maand_afsluiten", args=[f.maand.year, f.maand.month])
    n = sum(not hindernis.melding for hindernis in f.hindernissen)
    zin = _n(
        ngettext("nog %(n)s punt open: je schrijft op waarom", "nog %(n)s punten open: je schrijft op waarom", n), n
    )
    knop = _("Sluit %(maand)s af") % {"maand": _maandnaam(f.maand)}
    return Stap(Naam.AFSLUITEN, kop, _zin(zin) or _("Alles is klaar."), Staat.DOEN, adres, knop)


def _eerst_de_vorige(eerder: date, kop: str) -> Stap:
    naam = date_format(eerder, "F Y")
    zin, knop = _("Sluit eerst %(maand)s af.") % {"maand": naam}, _("Ga naar %(maand)s") % {"maand": naam}
    return Stap(Naam.AFSLUITEN, kop, zin, Staat.WACHT, adres_van(eerder), knop)


def _wanneer_dicht(f: Maandfeiten) -> str:
    if f.afsluiting is None:
        return _("Afgesloten met het jaar.")
    zin = _("Afgesloten op %(dag)s door %(wie)s.") % {"dag": _dag(localdate(f.afsluiting.op)), "wie": f.afsluiting.door}
    return f"{zin} {f.afsluiting.reden}".strip()
