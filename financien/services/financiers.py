"""The financiers of a year and one grant in full: asked, granted, received, due, overdue, and what needs attention."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONArray
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro, rond
from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Betaalverzoek,
    Boekenelders,
    Boeking,
    Boekstuk,
    Brief,
    Financieringsbron,
    Toekenning,
    Toekenningstatus,
    Verdeling,
    Voorwaarde,
)
from financien.models.toekenning import ToekenningQuerySet
from financien.models.toekenningslot import BINDEND
from financien.services.saldi import NUL
from financien.services.termijnen import Termijnstand, met_verzoek, termijnstanden, verzoekstand
from financien.services.toekenningen import Status, besloten, gevraagd, mogelijke_stappen
from financien.services.toekenningstand import Stand, gehad, samen, standen, van_boekingen
from kamers.models import Kamer, Partner

BINNENKORT = timedelta(days=30)


@dataclass(frozen=True)
class Overzicht:
    """One grant as it stands at a day, in euros."""

    toekenning: Toekenning
    status: Status
    sinds: date
    vastgesteld: Decimal | None
    stand: Stand
    termijnen: list[Termijnstand]
    voorwaarden: list[Voorwaarde]
    vandaag: date

    @property
    def besloten(self) -> bool:
        """Whether it may be counted on; own income has no decision and counts when it comes."""
        return besloten(self.status)

    @property
    def noemt_financier(self) -> bool:
        """Whether the name of the grant begins with that of its source: then the source is not named beside it."""
        wie = self.toekenning.partner.naam if self.toekenning.partner else self.toekenning.bronnaam
        kort = wie.partition(" (")[0].casefold()  # what stands in brackets is an abbreviation of the same name
        return not wie or str(self.toekenning).casefold().startswith(kort)

    @property
    def afgewezen(self) -> bool:
        return self.status == Status.AFGEWEZEN

    @property
    def gevraagd(self) -> Decimal:
        return gevraagd(self.toekenning, self.status, self.toekenning.gevraagd)

    @property
    def toegekend(self) -> Decimal:
        bedrag = self.toekenning.bedrag if self.vastgesteld is None else self.vastgesteld
        return bedrag if self.besloten else NUL

    @property
    def nog_te_ontvangen(self) -> Decimal:
        """Return what is granted and did not come in; nothing for what is given in kind."""
        return NUL if self.toekenning.in_natura else max(self.toegekend - _gehad(self.toekenning, self.stand), NUL)

    @property
    def vervallen(self) -> Decimal:
        """Return what is due today or was due before."""
        open_ = (t.open for t in self.termijnen if t.termijn.vervalt <= self.vandaag)
        return sum(open_, NUL) if self.besloten else NUL

    @property
    def te_laat(self) -> Decimal:
        return sum((t.open for t in self.termijnen if t.te_laat), NUL) if self.besloten else NUL

    @property
    def stappen(self) -> list[Status]:
        return mogelijke_stappen(self.toekenning.soort, self.status)

    @property
    def statusnaam(self) -> str:
        """Return the word for the status; of a refund that came in whole: ontvangen."""
        if self.status == Status.BESCHIKKING and not self.nog_te_ontvangen:
            return _("ontvangen")
        return str(self.status.label)

    @property
    def verwacht_lks(self) -> Decimal:
        """Return what a wage subsidy still comes to when its contract stops before the period does."""
        return lks_tot(self.toekenning, self.toekenning.gestopt_op or self.toekenning.tot)

    def aandacht(self) -> list[str]:
        """Return what needs doing, the most urgent first."""
        zinnen = []
        if self.te_laat:
            zinnen.append(_("%(bedrag)s is te laat.") % {"bedrag": euro(self.te_laat)})
        if self.stand.terug:
            zinnen.append(_("Betaal %(bedrag)s terug.") % {"bedrag": euro(self.stand.terug)})
        grens = self.vandaag + BINNENKORT
        voor = self.toekenning.verantwoorden_voor
        if voor and voor <= grens and self.besloten and self.status in BINDEND:
            zinnen.append(_("Verantwoord voor %(dag)s.") % {"dag": date_format(voor, "j F Y")})
        for voorwaarde in self.voorwaarden:
            if voorwaarde.voldaan_op is None and voorwaarde.voor and voorwaarde.voor <= grens:
                dag = date_format(voorwaarde.voor, "j F Y")
                zinnen.append(_("Voldoe voor %(dag)s: %(wat)s") % {"dag": dag, "wat": voorwaarde.tekst})
        if self.toekenning.partner_onbekend and not self.afgewezen:
            zinnen.append(_("Zoek een partner hiervoor."))
        return zinnen


def lks_tot(toekenning: Toekenning, dag: date) -> Decimal:
    """Return the part of a wage subsidy up to the last day of the contract: by days, so nothing after that day."""
    geheel = (toekenning.tot - toekenning.van).days + 1
    deel = (min(dag, toekenning.tot) - toekenning.van).days + 1
    return rond(toekenning.bedrag * max(deel, 0) / geheel)


@dataclass(frozen=True)
class Financier:
    """One source with all its grants of a year: a partner under every name it had, or a source without one."""

    partner: Partner | None
    naam: str
    soort: str
    regels: list[Overzicht]

    def som(self, veld: str) -> Decimal:
        """Add up the money of a column; what is given in kind stands apart, a refusal counts as asked only."""
        return sum((getattr(r, veld) for r in self.regels if not r.toekenning.in_natura), NUL)

    @property
    def gevraagd(self) -> Decimal:
        return self.som("gevraagd")

    @property
    def ontvangen(self) -> Decimal:
        return sum((r.stand.ontvangen for r in self.regels), NUL)

    @property
    def toegekend(self) -> Decimal:
        return self.som("toegekend")

    @property
    def vervallen(self) -> Decimal:
        return self.som("vervallen")

    @property
    def te_laat(self) -> Decimal:
        return self.som("te_laat")

    @property
    def aandacht(self) -> list[tuple[Overzicht, str]]:
        return [(regel, zin) for regel in self.regels for zin in regel.aandacht()]


def financiers(jaar: int, vandaag: date) -> list[Financier]:
    """Return the financiers whose grants touch a year; who needs attention comes first. Four queries."""
    vraag = met_verzoek(Toekenning.objects.in_jaar(jaar).met_status()).select_related("partner", "jaar")
    rijen = list(vraag.prefetch_related("termijnen", "voorwaarden"))
    stand = standen(vandaag, [rij.pk for rij in rijen])
    groepen: dict[tuple, list[Overzicht]] = defaultdict(list)
    for rij in rijen:
        overzicht = _overzicht(rij, samen(stand.get(rij.pk, {})), vandaag)
        groepen[rij.partner_id or 0, "" if rij.partner_id else (rij.bronnaam or rij.omschrijving)].append(overzicht)
    uit = [_financier(naam, regels) for (_pk, naam), regels in groepen.items()]
    soorten = list(Financieringsbron.Soort.values)
    return sorted(uit, key=lambda f: (not f.aandacht, soorten.index(f.soort), f.naam))


def _financier(naam: str, regels: list[Overzicht]) -> Financier:
    eerste = regels[0].toekenning
    return Financier(eerste.partner, eerste.partner.naam if eerste.partner else naam, eerste.soort, regels)


def _gehad(rij: Toekenning, stand: Stand) -> Decimal:
    return gehad(stand, vars(rij)["eraf"], vastgesteld=rij.vastgesteld is not None)


def _overzicht(rij: Toekenning, stand: Stand, vandaag: date) -> Overzicht:
    toegekend = rij.bedrag if rij.vastgesteld is None else rij.vastgesteld
    binnen = _gehad(rij, stand)
    termijnen = termijnstanden(list(rij.termijnen.all()), binnen, toegekend, vandaag)
    op, bedrag = (vars(rij)[naam] for naam in ("verzoek_op", "verzoek_bedrag"))
    if op and not termijnen:
        termijnen = [verzoekstand(op, bedrag, binnen, toegekend, vandaag)]
    hoe = (Status(rij.nu), rij.sinds, rij.vastgesteld, stand, termijnen)
    return Overzicht(rij, *hoe, list(rij.voorwaarden.all()), vandaag)


@dataclass(frozen=True)
class Dossier:
    """All there is about one grant."""

    overzicht: Overzicht
    stappen: list[Toekenningstatus]
    delen: list[Verdeling]
    per_kamer: dict[int, Stand]
    boekstukken: list[tuple[Boekstuk, bool]]  # and whether its words are not for this user

    @property
    def kamerregels(self) -> list[tuple[Kamer, Decimal, Stand]]:
        """Return per room what it gets in all years together, and where that stands."""
        uit: dict[Kamer, Decimal] = {}
        for deel in self.delen:
            uit[deel.kamer] = uit.get(deel.kamer, NUL) + deel.bedrag
        return [(kamer, bedrag, self.per_kamer.get(kamer.pk, Stand())) for kamer, bedrag in uit.items()]

    @property
    def kan_terug(self) -> bool:
        """Whether there is a step after the first; what else stands in the way is said when it is asked."""
        return sum(not s.teruggenomen for s in self.stappen) > 1


def dossier(rij: Toekenning, vandaag: date, gebruiker: Gebruiker) -> Dossier:
    """Return one grant in full, at the end of a day. Six queries, whatever the number of rooms."""
    vraag = Boeking.objects.filter(toekenning=rij).met_dicht(gebruiker)
    boekingen = list(vraag.select_related("boekstuk", "debet", "credit").order_by("boekstuk__datum", "boekstuk"))
    per_kamer = van_boekingen(b for b in boekingen if b.boekstuk.datum <= vandaag)
    stukken = {b.boekstuk.pk: (b.boekstuk, vars(b)["dicht"]) for b in boekingen}
    overzicht = _overzicht(rij, samen(per_kamer), vandaag)
    stappen = list(rij.stappen.select_related("door", "terugname__door", "toekenning"))
    delen = list(rij.verdeling.select_related("kamer").order_by("jaar", "kamer__volgorde"))
    return Dossier(overzicht, stappen, delen, per_kamer, list(stukken.values()))


def voluit(toekenningen: ToekenningQuerySet) -> QuerySet[Toekenning]:
    """Add what the page of one grant shows beside its figures. Five queries."""
    elders = Boekenelders.objects.filter(jaar__jaar__range=(OuterRef("van__year"), OuterRef("tot__year")))
    rijen = met_verzoek(toekenningen.met_status()).select_related("partner", "jaar", "rekening")
    brieven = Prefetch("brieven", Brief.objects.select_related("verval__wie"))
    verzoeken = Prefetch("betaalverzoeken", Betaalverzoek.objects.select_related("verval__wie"))
    rijen = rijen.annotate(elders=ArraySubquery(elders.values(rij=JSONArray("jaar__jaar", "pakket"))))
    return rijen.prefetch_related("termijnen", "voorwaarden", brieven, verzoeken)
