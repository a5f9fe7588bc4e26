"""Let money that goes back to a financier be paid as an invoice is: by an order of two people (docs/toekenningen.md).

What is owed moves from 1620 to 1500 under an invoice without costs, of the partner. From then on it is known to orders
and bank like any other; the grant counts it as no longer received.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError, transaction
from django.db.models import CharField, F, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Betaalregel,
    Boekstuk,
    Dagboek,
    Factuurakkoord,
    Factuurregel,
    Grootboekrekening,
    Inkoopfactuur,
    Toekenning,
)
from financien.models.factuur import CREDITEUREN, InkoopfactuurQuerySet
from financien.services.boeken import AlGeboekt, BoekFout, Regel, Stuk, boek
from financien.services.facturen import BETAALTERMIJN, FactuurFout, vertaal
from financien.services.factuurstand import is_eigen
from financien.services.maanden import boekdag
from financien.services.naar_rato import verdeel
from financien.services.ontvangsten import schuld_van
from financien.services.saldi import NUL
from financien.services.toekenningboek import sluit_aan, tussenrekeningen, vergrendel
from financien.services.toekenningstand import TERUG
from kamers.models import Kamer, Partner

REDEN = "Gaat terug naar de financier"  # Dutch, whoever does it
WEER_TERUG = "Teruggedraaid: het bedrag is weer terug te betalen"
WOORD, LANGST = "Terugbetaling", 40


def van_toekenning(toekenning: Toekenning) -> InkoopfactuurQuerySet:
    """Return the invoices under which money of a grant goes back, the oldest first."""
    eigen = {"boekingen__toekenning": toekenning, "regels__rekening__nummer": TERUG}
    return Inkoopfactuur.objects.filter(pk__in=Inkoopfactuur.objects.filter(**eigen).values("pk")).order_by("pk")


def met_terugbetalingen(toekenningen: QuerySet[Toekenning]) -> QuerySet[Toekenning]:
    """Add ``terugbetalingen`` to grants: the invoices under which money of them goes back, the oldest first.

    Each with ``pk``, ``nummer``, and in euros as text ``totaal`` and ``open``. No question more.
    """
    eigen = {"boekingen__toekenning": OuterRef(OuterRef("pk")), "regels__rekening__nummer": TERUG}
    rijen = Inkoopfactuur.objects.met_stand().exclude(af=True).order_by("pk")
    rijen = rijen.filter(pk__in=Inkoopfactuur.objects.filter(**eigen).values("pk"))
    bedragen = {naam: Cast(naam, CharField()) for naam in ("totaal", "open")}
    return toekenningen.annotate(
        terugbetalingen=ArraySubquery(rijen.values(deel=JSONObject(pk="pk", nummer="nummer", **bedragen)))
    )


@transaction.atomic
def zet_te_betalen(*, toekenning: Toekenning, bedrag: Decimal, sleutel: UUID, gebruiker: Gebruiker) -> Inkoopfactuur:
    """Put (a part of) what a grant owes to what can be paid. Lock: the row of the grant, so never more than is owed.

    It goes without a second pair of eyes, and the kascommissie always sees it; its payment has two people. The same
    form again returns the invoice that is there. BoekFout when more is asked than is owed, nobody is known to pay it
    to, or it goes to the own organisation.
    """
    toekenning = vergrendel(toekenning)
    eerder = Factuurakkoord.objects.filter(boekstuk__sleutel=_eigen(sleutel)).select_related("boekstuk", "factuur")
    akkoord = eerder.first()
    if akkoord:
        return _zelfde(akkoord, toekenning, bedrag)
    dag = boekdag(timezone.localdate())
    schuld = schuld_van(toekenning, dag)
    partner = _keur(toekenning, bedrag, sum(schuld.values(), NUL), gebruiker)
    delen = {kamer: deel for kamer, deel in verdeel(bedrag, schuld).items() if deel}
    try:
        with transaction.atomic():
            factuur = _schrijf(toekenning, partner, bedrag, dag, sleutel, gebruiker)
            stuk = boek(_stuk(toekenning, factuur, delen), sleutel=_eigen(sleutel), gebruiker=gebruiker)
            _zeg_ja(factuur, stuk, gebruiker)
    except IntegrityError as fout:
        raise _als_boekfout(fout) from fout
    sluit_aan(toekenning, sleutel=_eigen(sleutel), gebruiker=gebruiker)
    return factuur


def _zeg_ja(factuur: Inkoopfactuur, stuk: Boekstuk, gebruiker: Gebruiker) -> None:
    vast = {"factuur": factuur, "ronde": factuur.ronde, "wie": gebruiker}
    Factuurakkoord.objects.create(soort="alleen", reden=REDEN, **vast)
    Factuurakkoord.objects.create(soort="akkoord", boekstuk=stuk, **vast)


def _eigen(sleutel: UUID) -> UUID:
    return uuid5(sleutel, "terugbetaling")


def _zelfde(akkoord: Factuurakkoord, toekenning: Toekenning, bedrag: Decimal) -> Inkoopfactuur:
    stuk = akkoord.boekstuk
    if stuk is not None and hasattr(stuk, "omgekeerd_door"):
        raise BoekFout(_("%(stuk)s is omgekeerd. Zet de terugbetaling opnieuw klaar.") % {"stuk": stuk})
    if stuk is not None and (stuk.totaal != bedrag or not stuk.boekingen.filter(toekenning=toekenning).exists()):
        raise AlGeboekt(stuk)
    return akkoord.factuur


def _als_boekfout(fout: IntegrityError) -> Exception:
    vertaald = vertaal(fout)
    return BoekFout(str(vertaald)) if isinstance(vertaald, FactuurFout) else vertaald


def _keur(toekenning: Toekenning, bedrag: Decimal, schuld: Decimal, gebruiker: Gebruiker) -> Partner:
    if toekenning.partner is None:
        raise BoekFout(_("Bij deze toekenning hoort geen partner. Boek de terugbetaling als de bank haar laat zien."))
    if is_eigen(gebruiker, toekenning.partner.pk):
        raise BoekFout(_("Je werkt zelf voor deze financier. Iemand anders zet de terugbetaling klaar."))
    if not 0 < bedrag <= schuld:
        raise BoekFout(_("Terug te betalen is %(bedrag)s.") % {"bedrag": euro(schuld)})
    return toekenning.partner


def _schrijf(
    toekenning: Toekenning, partner: Partner, bedrag: Decimal, dag: date, sleutel: UUID, gebruiker: Gebruiker
) -> Inkoopfactuur:
    """Write the invoice; one that was turned back before begins a new round, so that its payments stay known."""
    velden = {"datum": dag, "vervaldatum": dag + BETAALTERMIJN, "omschrijving": f"Terug: {toekenning}"[:140]}
    oud = van_toekenning(toekenning).met_stand().filter(af=True, open=0).first()
    if oud:
        Inkoopfactuur.objects.filter(pk=oud.pk).update(ronde=F("ronde") + 1, **velden)
        oud.regels.all().delete()
        factuur = Inkoopfactuur.objects.get(pk=oud.pk)
    else:
        velden |= {"leverancier": partner, "nummer": _nummer(toekenning, partner)}
        factuur = Inkoopfactuur.objects.create(sleutel=_eigen(sleutel), ingevoerd_door=gebruiker, **velden)
    rekening = tussenrekeningen()[TERUG]
    Factuurregel.objects.create(factuur=factuur, volgnummer=1, rekening=rekening, bedrag=bedrag)
    return factuur


def _nummer(toekenning: Toekenning, partner: Partner) -> str:
    """Return under which number the partner reads it: the reference of the grant; a next time with its turn."""
    naam = " ".join(f"{WOORD} {toekenning.kenmerk or toekenning.omschrijving}".split())
    namen = (f"{naam[: LANGST - len(beurt)].rstrip()}{beurt}" for beurt in ("", *(f" ({n})" for n in range(2, 99))))
    al = {nummer.lower() for nummer in partner.facturen.values_list("nummer", flat=True)}
    return next(nummer for nummer in namen if nummer.lower() not in al)


def _stuk(toekenning: Toekenning, factuur: Inkoopfactuur, delen: dict[Kamer, Decimal]) -> Stuk:
    van, naar = tussenrekeningen()[TERUG], Grootboekrekening.objects.get(nummer=CREDITEUREN)
    regels = [
        Regel(van, naar, deel, kamer, toekenning.partner, factuur=factuur, toekenning=toekenning)
        for kamer, deel in delen.items()
    ]
    return Stuk(Dagboek.MEMORIAAL, factuur.datum, f"Klaar om terug te betalen: {toekenning}"[:140], regels)


def na_omkeren(stuk: Boekstuk, omkering: Boekstuk, gebruiker: Gebruiker) -> None:
    """Let the invoice go with its document: the grant owes the amount again. Not while money is on its way, or went."""
    eigen = Factuurakkoord.objects.filter(boekstuk=stuk, factuur__regels__rekening__nummer=TERUG)
    akkoord = eigen.first()
    if akkoord is None:
        return
    rij = Inkoopfactuur.objects.select_for_update().get(pk=akkoord.factuur_id)
    regel = Betaalregel.objects.met_stand().onderweg().filter(factuur=rij).select_related("opdracht").first()
    if regel:
        zin = _("Deze terugbetaling staat in betaalopdracht %(opdracht)s. Trek die opdracht eerst in.")
        raise BoekFout(zin % {"opdracht": regel.opdracht})
    if Inkoopfactuur.objects.filter(pk=rij.pk).met_stand().exclude(open=0).exists():
        raise BoekFout(_("Deze terugbetaling is al betaald. Draai eerst de betaling terug."))
    Inkoopfactuur.objects.filter(pk=rij.pk).update(ronde=rij.ronde + 1)
    vast = {"factuur": rij, "ronde": rij.ronde + 1, "wie": gebruiker}
    Factuurakkoord.objects.create(soort="afgekeurd", reden=WEER_TERUG, **vast)
