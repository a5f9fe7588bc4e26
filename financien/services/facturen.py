"""Enter a purchase invoice, and change one that may still change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.bewijs import Gekeurd, bewaar_bewijs
from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Factuurregel, Grootboekrekening, Inkoopfactuur, Rekeningsoort
from financien.services.factuurstand import een
from kamers.models import Kamer, Partner

BETAALTERMIJN = timedelta(days=30)
ZINNEN = {  # by the name of the constraint, or what a trigger says: see ``factuurslot``
    "factuur_nummer_eens_per_leverancier": gettext_lazy("Deze factuur van deze leverancier is al ingevoerd."),
    "factuur_btw_niet_onder_nul": gettext_lazy("Vul bij btw een bedrag in van € 0 of meer."),
    "factuur_credit_van_bij_creditnota": gettext_lazy("Alleen een creditnota hoort bij een andere factuur."),
    "factuur_een_oordeel_per_ronde": gettext_lazy("Over deze factuur is net al beslist. Ververs de pagina."),
    "Deze factuur is voor deze kamer al akkoord.": gettext_lazy("Iemand anders zei net al akkoord. Ververs de pagina."),
    "Deze factuur is net veranderd.": gettext_lazy("Deze factuur is net veranderd. Ververs de pagina."),
    "Deze factuur is al beoordeeld.": gettext_lazy("Over deze factuur is net al beslist. Ververs de pagina."),
    "Deze factuur is geboekt.": gettext_lazy("Deze factuur is net geboekt. Ververs de pagina."),
    "Twee keer akkoord is van twee mensen.": gettext_lazy(
        "Je zei zelf al akkoord. Het tweede akkoord is van iemand anders."
    ),
}


class FactuurFout(ValueError):
    """An invoice cannot be entered, judged or paid; the text is a Dutch sentence. ``veld``: which field, or None."""

    def __init__(self, tekst, veld: str | None = None):
        super().__init__(str(tekst))
        self.veld = veld


class AlGebruikt(FactuurFout):
    """The key of the form belongs to something else: with a new key it can be sent."""


@dataclass(frozen=True)
class Factuurdeel:
    """A line as it was filled in: incl. btw, in euros. Without a room it is shared by all of them."""

    rekening: Grootboekrekening
    bedrag: Decimal
    kamer: Kamer | None = None


@dataclass(frozen=True)
class Factuurinhoud:
    """What stands on an invoice. ``scan`` passed the guard; None keeps the scan that is there.

    Of a credit note (``credit``) lines and btw are below zero; ``credit_van`` is the invoice it takes back.
    """

    leverancier: Partner
    nummer: str
    datum: date
    omschrijving: str
    regels: Sequence[Factuurdeel]
    vervaldatum: date | None = None
    btw: Decimal | None = None
    scan: Gekeurd | None = None
    credit: bool = False
    credit_van: Inkoopfactuur | None = None

    @property
    def totaal(self) -> Decimal:
        return sum((regel.bedrag for regel in self.regels), Decimal("0.00"))


@dataclass(frozen=True)
class Ingevoerd:
    """An entered invoice. ``zelfde_scan``: another invoice that has the very same scan, or None."""

    factuur: Inkoopfactuur
    zelfde_scan: Inkoopfactuur | None = None


def vertaal(fout: IntegrityError) -> Exception:
    """Return what the database refused as a FactuurFout; any other refusal as it is."""
    diag = getattr(fout.__cause__, "diag", None)
    naam = getattr(diag, "constraint_name", None) or getattr(diag, "message_primary", "")
    return FactuurFout(ZINNEN[naam], "nummer" if "nummer" in naam else None) if naam in ZINNEN else fout


@transaction.atomic
def voer_in(inhoud: Factuurinhoud, *, sleutel: UUID, gebruiker: Gebruiker) -> Ingevoerd:
    """Enter an invoice once: the same form again returns the invoice that is there, with other content AlGebruikt."""
    eerder = _eerder(inhoud, sleutel)
    if eerder:
        return eerder
    _keur(inhoud)
    try:
        with transaction.atomic():
            scan, zelfde = _scan(inhoud.scan)
            velden = _velden(inhoud) | {"scan": scan}
            factuur = Inkoopfactuur.objects.create(sleutel=sleutel, ingevoerd_door=gebruiker, **velden)
            _schrijf_regels(factuur, inhoud.regels)
    except IntegrityError as fout:
        eerder = _eerder(inhoud, sleutel)
        if eerder:
            return eerder
        raise vertaal(fout) from fout
    return Ingevoerd(factuur, zelfde)


def _eerder(inhoud: Factuurinhoud, sleutel: UUID) -> Ingevoerd | None:
    """Return what this form entered before. A scan that is not sent again says nothing: browsers forget it."""
    rij = Inkoopfactuur.objects.select_related("scan").defer("scan__inhoud").filter(sleutel=sleutel).first()
    if rij is None:
        return None
    regels = [(deel.rekening.pk, deel.bedrag, deel.kamer.pk if deel.kamer else None) for deel in inhoud.regels]
    gelijk = {naam: getattr(rij, naam) for naam in _velden(inhoud)} == _velden(inhoud)
    gelijk &= regels == list(rij.regels.order_by("volgnummer").values_list("rekening", "bedrag", "kamer"))
    if gelijk and (inhoud.scan is None or (rij.scan and rij.scan.sha256 == inhoud.scan.sha256)):
        return Ingevoerd(rij)
    zin = _("Dit formulier is al gebruikt voor factuur %(factuur)s. Kijk na wat er staat en voer hem opnieuw in.")
    raise AlGebruikt(zin % {"factuur": rij})


@transaction.atomic
def wijzig(factuur: Inkoopfactuur, inhoud: Factuurinhoud, *, ronde: int) -> Inkoopfactuur:
    """Change an invoice that is not in the books: whoever said yes before is asked again.

    ``ronde`` is the round that was on the screen. Lock: the row of the invoice.
    """
    rij = Inkoopfactuur.objects.select_for_update().get(pk=factuur.pk)
    if rij.ronde != ronde:
        raise FactuurFout(ZINNEN["Deze factuur is net veranderd."])
    nu = een(rij)
    if nu.in_de_boeken:
        raise FactuurFout(_("Deze factuur is geboekt. Keer eerst het boekstuk om."))
    _keur(inhoud)
    scan, _zelfde = _scan(inhoud.scan)
    velden = _velden(inhoud) | ({"scan": scan} if scan else {})
    velden |= {"ronde": rij.ronde + 1}  # also before anyone said yes: an old screen approves nothing new
    if nu.beoordeeld:
        velden |= {"ingevoerd_op": Now()}
    try:
        with transaction.atomic():
            Inkoopfactuur.objects.filter(pk=rij.pk).update(**velden)
            rij.regels.all().delete()
            _schrijf_regels(rij, inhoud.regels)
    except IntegrityError as fout:
        raise vertaal(fout) from fout
    return Inkoopfactuur.objects.get(pk=rij.pk)


def _keur(inhoud: Factuurinhoud) -> None:
    jaar = Jaar.objects.filter(jaar=inhoud.datum.year).first()
    if jaar is None:
        raise FactuurFout(
            _("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.") % {"jaar": inhoud.datum.year}, "datum"
        )
    if jaar.status != Jaar.Status.OPEN:
        raise FactuurFout(
            _(
                "Boekjaar %(jaar)s is afgesloten. Kies als datum de dag waarop de factuur binnenkwam, "
                "en schrijf bij waarvoor dat hij bij %(jaar)s hoort."
            )
            % {"jaar": jaar.jaar},
            "datum",
        )
    if not inhoud.regels:
        raise FactuurFout(_("Vul minstens één regel in."))
    if (inhoud.vervaldatum or inhoud.datum) < inhoud.datum:
        raise FactuurFout(_("De uiterste dag ligt niet voor de factuurdatum."), "vervaldatum")
    if inhoud.btw is not None and abs(inhoud.btw) > abs(inhoud.totaal):
        raise FactuurFout(_("De btw is hoger dan het totaal van de regels."), "btw")
    _keur_credit(inhoud)


def _keur_credit(inhoud: Factuurinhoud) -> None:
    """All lines of an invoice are above zero, all of a credit note below; and so is its btw."""
    if any((regel.bedrag < 0) != inhoud.credit for regel in inhoud.regels):
        raise FactuurFout(_("Op een creditnota staat alleen geld dat terugkomt. Maak er anders twee van."))
    if inhoud.btw and (inhoud.btw < 0) != inhoud.credit:
        raise FactuurFout(ZINNEN["factuur_btw_niet_onder_nul"], "btw")
    van = inhoud.credit_van
    if van and not inhoud.credit:
        raise FactuurFout(ZINNEN["factuur_credit_van_bij_creditnota"], "credit_van")
    if van and (van.leverancier != inhoud.leverancier or van.credit):
        raise FactuurFout(_("Kies een factuur van dezelfde leverancier."), "credit_van")


def _velden(inhoud: Factuurinhoud) -> dict:
    return {
        "leverancier": inhoud.leverancier,
        "nummer": " ".join(inhoud.nummer.split()),
        "datum": inhoud.datum,
        "vervaldatum": inhoud.vervaldatum or inhoud.datum + BETAALTERMIJN,
        "omschrijving": inhoud.omschrijving,
        "btw": inhoud.btw,
        "credit": inhoud.credit,
        "credit_van": inhoud.credit_van,
    }


def _scan(gekeurd: Gekeurd | None):
    if gekeurd is None:
        return None, None
    bewijs = bewaar_bewijs(gekeurd)
    zelfde = Inkoopfactuur.objects.filter(scan=bewijs.bestand).select_related("leverancier").first()
    return bewijs.bestand, zelfde if bewijs.bekend else None


def _schrijf_regels(factuur: Inkoopfactuur, regels: Sequence[Factuurdeel]) -> None:
    Factuurregel.objects.bulk_create(
        Factuurregel(factuur=factuur, volgnummer=nummer, rekening=deel.rekening, kamer=deel.kamer, bedrag=deel.bedrag)
        for nummer, deel in enumerate(regels, 1)
    )


def vorige_regels(leverancier: int) -> list[tuple[int, int | None]]:
    """Return account and room of the lines of the last invoice of a supplier: a proposal, never an amount."""
    kosten = Factuurregel.objects.filter(rekening__soort=Rekeningsoort.KOSTEN)  # not what was open from the beginning
    laatste = kosten.filter(factuur__leverancier=leverancier).order_by("-factuur").values("factuur")[:1]
    return list(
        Factuurregel.objects.filter(factuur__in=laatste).order_by("volgnummer").values_list("rekening", "kamer")
    )


@transaction.atomic
def nieuwe_leverancier(naam: str) -> Partner:
    """Return the partner of this name, or add a supplier; of two people at once the second finds that of the first."""
    naam = " ".join(naam.split())
    basis, gelijk = slugify(naam)[:34] or "leverancier", Partner.objects.filter(naam__iexact=naam)
    bezet = set(Partner.objects.filter(code__startswith=basis).values_list("code", flat=True))
    bestaand = gelijk.first()  # after the codes: who comes between is found by name, who comes later has this code
    if bestaand:
        return bestaand
    code = next(c for c in (basis, *(f"{basis}-{n}" for n in range(2, 1000))) if c not in bezet)
    try:
        with transaction.atomic():
            return Partner.objects.create(code=code, naam=naam, soort=Partner.Soort.LEVERANCIER)
    except IntegrityError:
        return gelijk.get()
