"""The whole content of a report of one year, built once: the offer and the annual report."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buurtwerkkamer.models import Cooperatie, Versie
from financien.models import Boekstuk, Financieringsregel
from financien.models.grootboek import RESULTAAT
from kamers.models import Kamer
from rapportage.boeken import Boekcijfers, boekcijfers
from rapportage.cijfers import Jaarcijfers, jaarcijfers
from rapportage.jaarverhaal import Jaarverhaal, jaarverhaal, met_afsluiting
from rapportage.staat import versienaam
from rapportage.tabellen.bouw_geld import begrotingstabel, financieringstabel
from rapportage.tabellen.bouw_kamers import kamertabel, met_gebied
from rapportage.tabellen.bouw_prestaties import metingen_van, prestatietabel
from rapportage.tabellen.bouw_uren import urentabel
from rapportage.tabellen.bouw_werkelijk import werkelijktabel
from rapportage.tabellen.geldregels import geldregels
from rapportage.tabellen.rapport import AANBOD, JAARVERSLAG, Rapportinhoud
from rapportage.tabellen.uitleg import IN_DE_BOEKEN, hoe_tellen_we
from rapportage.toezicht import met_toezicht, toezicht_van
from rapportage.zinnen import zinnen_van

GEEN_REALISATIE = "De boekhouding is er nog niet; daarom staat er geen realisatie."
GEEN_AFSPRAAK = "Er is geen afspraak vastgelegd; we vergelijken met het aanbod."
BESTEDING = "I1"  # goede besteding budget: 0 tekort
TITELS = {AANBOD: "Aanbod", JAARVERSLAG: "Jaarverslag"}


class RapportFout(Exception):
    """A report that cannot be made, with a sentence for the person who asked for it, in the language of the screen."""


def aanbod(jaar: int, kamer: str | None = None) -> Rapportinhoud:
    """Return the newest offer of a year, for all rooms or for the one with this code. Six queries.

    RapportFout when there is no offer, or when the room does not take part in it.
    """
    versie = _versies().aanbod(jaar)
    if versie is None:
        raise RapportFout(format_lazy(_("Er is geen aanbod van {jaar}."), jaar=jaar))
    with override("nl"):  # reports stay Dutch, whatever the language of the reader
        return _bouw(AANBOD, versie, kamer)


def jaarverslag(jaar: int, kamer: str | None = None) -> Rapportinhoud:
    """Return what was reached in a year beside what was last agreed, or offered when nothing was agreed.

    RapportFout when the year has no version, or when the room neither takes part nor logged anything. Eight
    queries, whatever the number of rooms.
    """
    versie = _versies().geldend(jaar) or _versies().aanbod(jaar)
    if versie is None:
        raise RapportFout(format_lazy(_("Van {jaar} is er geen aanbod en geen afspraak."), jaar=jaar))
    with override("nl"):
        return _bouw(JAARVERSLAG, versie, kamer)


def _versies():
    """Return the versions with their year, the name of the cooperative, how far its books go, and how it was checked.

    That saves eight queries.
    """
    naam = Subquery(Cooperatie.objects.values("naam")[:1])
    zonder_gegevens = Value(Cooperatie.objects.none().huidig().naam)
    versies = met_afsluiting(Versie.objects.select_related("jaar"))
    stukken = Boekstuk.objects.filter(jaar=OuterRef("jaar"))
    kosten_of_baten = Q(boekingen__debet__soort__in=RESULTAAT) | Q(boekingen__credit__soort__in=RESULTAAT)
    laatste = Subquery(stukken.filter(kosten_of_baten).order_by("-datum").values("datum")[:1])
    organisatie = Coalesce(naam, zonder_gegevens)
    return met_toezicht(versies.annotate(organisatie=organisatie, geboekt=Exists(stukken), geboekt_tot=laatste))


def _bouw(soort: str, versie: Any, kamer: str | None) -> Rapportinhoud:
    jaar, verslag = versie.jaar.jaar, soort == JAARVERSLAG
    cijfers = jaarcijfers(jaar, versie.uren_voor_actief) if verslag else None
    geteld = cijfers or Jaarcijfers()
    kamers = _kies(_kamers(versie, geteld.per_kamer), kamer, jaar)
    regels = geldregels(versie, met_boeken=verslag)
    boeken = boekcijfers(regels.geboekt, versie.geboekt_tot)
    toezicht = toezicht_van(versie, jaar) if verslag else None
    prestaties = prestatietabel(versie, kamers, cijfers, metingen_van(jaar) if verslag else {}, boeken, toezicht)
    begroting = begrotingstabel(regels, kamers, verslag=verslag)
    financiering = financieringstabel(regels, kamers, begroting.totaal, _norm(prestaties), verslag=verslag)
    uren = urentabel(versie, kamers, financiering.totaal, cijfers.per_kamer if cijfers else None)
    naast = (regels.uitleg, regels.grens, regels.gedeeld)
    verhaal = jaarverhaal(versie, regels) if verslag else Jaarverhaal()
    werkelijk = werkelijktabel(begroting, financiering, kamers, boeken, *naast) if boeken else None
    return Rapportinhoud(
        **_over(soort, versie, boeken),
        kolommen=prestaties.kolommen,
        kamer=prestaties.kolommen[0] if kamer else None,
        prestaties=prestaties,
        begroting=begroting,
        financiering=financiering,
        uren=uren,
        zinnen=zinnen_van(prestaties, begroting, financiering, uren, werkelijk),
        toelichting=hoe_tellen_we(
            jaarverslag=verslag,
            uren_voor_actief=versie.uren_voor_actief,
            geboekt=versie.geboekt,
            boeken=boeken,
            toezicht=toezicht,
            laatste_dag=_laatste_dag(kamers, geteld),
        )
        + verhaal.toelichting,
        werkelijk=werkelijk,
        toezicht=toezicht,
        jaarstand=verhaal.zin,
        vastgesteld_op=verhaal.vastgesteld_op,
        kamers=kamertabel(kamers),
    )


def _over(soort: str, versie: Any, boeken: Boekcijfers | None) -> dict[str, Any]:
    """Return what a report says about itself."""
    verslag = soort == JAARVERSLAG
    return {
        "soort": soort,
        "jaar": versie.jaar.jaar,
        "titel": f"{TITELS[soort]} {versie.jaar.jaar}",
        "organisatie": versie.organisatie,
        "versie_id": versie.pk,
        "versie": versienaam(versie, versie.jaar.jaar),
        "versie_datum": versie.datum,
        "vergeleken_met": _vergeleken_met(versie) if verslag else "",
        "fictief": versie.jaar.fictief,
        "realisatie": _realisatie(versie) if verslag and boeken is None else "",
    }


def _realisatie(versie: Any) -> str:
    """Say why there is no realised money: it is in the books, or there are no books of this year."""
    return IN_DE_BOEKEN if versie.geboekt else GEEN_REALISATIE


def _kamers(versie: Versie, genoteerd) -> list[Kamer]:
    """Return the rooms of a version, and those that logged something in its year, in their order. One query."""
    in_versie = (
        Q(pk__in=versie.streefwaarden.order_by().values("kamer"))
        | Q(pk__in=versie.begrotingsregels.order_by().values("kamer"))
        | Q(pk__in=versie.tijdsramingen.order_by().values("kamer"))
        | Q(pk__in=Financieringsregel.objects.filter(bron__versie=versie).order_by().values("kamer"))
    )
    kamers = Kamer.objects.tellend().filter(in_versie | Q(pk__in=list(genoteerd))).in_volgorde()
    return list(met_gebied(kamers))


def _kies(kamers: list[Kamer], code: str | None, jaar: int) -> list[Kamer]:
    if not kamers:
        raise RapportFout(format_lazy(_("In de cijfers van {jaar} staat nog geen kamer."), jaar=jaar))
    if code is None:
        return kamers
    keuze = [kamer for kamer in kamers if kamer.code == code]
    if not keuze:
        codes = ", ".join(kamer.code for kamer in kamers)
        zin = _("De kamer ‘{code}’ staat niet in {jaar}. Kies uit: {kamers}.")
        raise RapportFout(format_lazy(zin, code=code, jaar=jaar, kamers=codes))
    return keuze


def _laatste_dag(kamers: list[Kamer], cijfers: Jaarcijfers) -> date | None:
    dagen = [cijfers.per_kamer[kamer.pk].laatste_dag for kamer in kamers if kamer.pk in cijfers.per_kamer]
    return max(filter(None, dagen), default=None)


def _norm(prestaties) -> tuple[str, ...]:
    """Return what is agreed on the shortage, per room; empty words when the year has no such indicator."""
    rij = prestaties.rij(BESTEDING)
    return tuple(cel.doel.tekst for cel in rij.cellen) if rij else ("",) * len(prestaties.kolommen)


def _vergeleken_met(versie: Versie) -> str:
    if versie.soort == Versie.Soort.AANBOD:
        return GEEN_AFSPRAAK
    datum = date_format(versie.datum, "j F Y")
    return f"We vergelijken met de {versie.get_soort_display()} van {datum} (versie {versie.volgnummer})."
