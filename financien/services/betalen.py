"""What is open and can be paid, to which account, and what the bank shows afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.models import Gebruiker
from financien.models import (
    Bankregel,
    Bankrekening,
    Betaalopdracht,
    Boekstuk,
    Dagboek,
    Grootboekrekening,
    Inkoopfactuur,
)
from financien.models.factuur import CREDITEUREN
from financien.services.bankbetaling import boek_betaling, te_vroeg
from financien.services.bankplek import Plek
from financien.services.boeken import Regel, Stuk
from financien.services.facturen import FactuurFout
from financien.services.factuurstand import Factuurstand, Stand, is_eigen, met_alles, stand_van
from financien.services.rekeningschema import vaste_rekening
from financien.services.sepa import lees_iban
from kamers.models import Partner

ZINNEN = {
    "betaling_een_opdracht_tegelijk": gettext_lazy("Een van deze facturen staat net in een andere betaalopdracht."),
    "Een ander keurt deze betaling goed.": gettext_lazy(
        "Je zette deze betaling zelf klaar. Iemand anders keurt haar goed."
    ),
    "Deze opdracht is net veranderd.": gettext_lazy("Deze opdracht is net veranderd. Ververs de pagina."),
    "opdracht_mislukt_eens": gettext_lazy("Deze betaling staat al als mislukt."),
    "bankrekening_een_eerste": gettext_lazy("Deze leverancier heeft net al een rekeningnummer. Ververs de pagina."),
}


GEEN_REKENING = gettext_lazy("Vul eerst het rekeningnummer in van wie het geld krijgt.")


@dataclass(frozen=True)
class Openstaand:
    """An invoice with an amount open: what the bank is compared with. ``kenmerken``: what the bank may name back."""

    factuur: int
    partner: Partner
    iban: str
    nummer: str
    kenmerken: tuple[str, ...]
    open: Decimal


@dataclass(frozen=True)
class Betaalbaar:
    """An invoice to be paid, with the account of its supplier. ``mis``: why it cannot be paid yet, or empty.

    ``al_af``: the day on which the bank shows this amount to this account, in a line that is not booked yet.
    With ``tegoed`` it is what the supplier owes us: it goes off what is paid to the same supplier. Without ``naar`` an
    invoice may still be set off whole: nothing of that goes to the bank.
    """

    stand: Factuurstand
    naar: Bankrekening | None
    mis: str
    al_af: date | None = None

    @property
    def tegoed(self) -> bool:
        return self.stand.stand == Stand.TEGOED


def vertaal(fout: IntegrityError) -> Exception:
    """Return what the database refused as a FactuurFout; any other refusal as it is."""
    diag = getattr(fout.__cause__, "diag", None)
    for naam in (getattr(diag, "constraint_name", None), getattr(diag, "message_primary", None)):
        if naam in ZINNEN:
            return FactuurFout(str(ZINNEN[naam]))
    return fout


def openstaande_facturen() -> list[Openstaand]:
    """Return every invoice that we owe something of, the oldest due day first."""
    rijen = met_alles(Inkoopfactuur.objects.all()).onbetaald()
    naar = rekeningen_van(rijen)
    return [
        Openstaand(
            rij.pk,
            rij.leverancier,
            naar[rij.leverancier_id].iban if rij.leverancier_id in naar else "",
            rij.nummer,
            tuple(regel.kenmerk for regel in vars(rij)["lopende_betaling"]),
            vars(rij)["open"],
        )
        for rij in rijen
    ]


def rekeningen_van(facturen) -> dict[int, Bankrekening]:
    """Return the account that each supplier of these invoices is paid to."""
    partners = {rij.leverancier_id for rij in facturen}
    return {rij.partner_id: rij for rij in Bankrekening.objects.filter(partner__in=partners).laatste()}


def te_betalen(gebruiker: Gebruiker) -> list[Betaalbaar]:
    """Return the invoices that may go into an order, the oldest due day first; after them what goes off them."""
    rijen = met_alles(Inkoopfactuur.objects.all()).oneffen().annotate(al_af=_al_af())
    naar = rekeningen_van(rijen)
    standen = [stand_van(rij) for rij in rijen]
    wie = {stand.factuur.leverancier_id for stand in standen if stand.stand == Stand.TE_BETALEN}
    betalen = [s for s in standen if s.stand == Stand.TE_BETALEN or is_teruggedraaide_schuld(s)]
    tegoed = [s for s in standen if s.stand == Stand.TEGOED and s.factuur.leverancier_id in wie]
    krijgt_af = {s.factuur.leverancier_id for s in tegoed}
    return [
        _betaalbaar(s, naar.get(s.factuur.leverancier_id), gebruiker, s.factuur.leverancier_id in krijgt_af)
        for s in betalen + tegoed
    ]


def _al_af() -> Subquery:
    """Return the last day of an open bank line that paid what is open of an invoice, to the account of its supplier."""
    naar = Bankrekening.objects.laatste().filter(partner=OuterRef(OuterRef("leverancier"))).values("iban")[:1]
    regels = Bankregel.objects.open().filter(bedrag=-1 * OuterRef("open"), tegen_iban=Subquery(naar))
    return Subquery(regels.order_by("-datum").values("datum")[:1])


def is_teruggedraaide_schuld(stand: Factuurstand) -> bool:
    """Whether a credit note waits for a new decision, while what it brought before is a debt of ours."""
    return stand.open > 0 and stand.stand in (Stand.INGEVOERD, Stand.GEZIEN, Stand.TERUGGEDRAAID)


def _betaalbaar(stand: Factuurstand, naar: Bankrekening | None, gebruiker: Gebruiker, verrekenbaar: bool) -> Betaalbaar:
    mis = ""
    if is_teruggedraaide_schuld(stand):
        mis = _("Deze creditnota is teruggedraaid, maar er is al mee verrekend. Boek haar opnieuw of keur haar af.")
    elif is_eigen_betaling(gebruiker, stand.factuur.leverancier_id, naar):
        mis = _("Dit is een betaling aan jezelf. Iemand anders zet haar klaar.")
    elif naar is None and not verrekenbaar:
        mis = str(GEEN_REKENING)
    return Betaalbaar(stand, naar, mis, vars(stand.factuur)["al_af"])


def is_eigen_betaling(gebruiker: Gebruiker, partner: int, naar: Bankrekening | None) -> bool:
    """Whether the user would pay the own organisation, or the own account."""
    op_naam = naar is not None and naar.tenaamstelling.casefold() == gebruiker.naam.casefold()
    return is_eigen(gebruiker, partner) or op_naam


@transaction.atomic
def zet_rekening(*, partner: Partner, iban: str, tenaamstelling: str, gebruiker: Gebruiker) -> Bankrekening:
    """Give a partner an account number; the one before stays to be seen. The same again changes nothing.

    Lock: the row of the partner. FactuurFout for who works for this partner: then someone else looks at the invoice.
    """
    if is_eigen(gebruiker, partner.pk):
        raise FactuurFout(_("Je werkt zelf voor deze leverancier. Iemand anders vult het rekeningnummer in."))
    try:
        nummer = lees_iban(iban)
    except ValueError as fout:
        raise FactuurFout(_("Dit IBAN klopt niet. Kijk het na op de factuur."), "iban") from fout
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)  # one new number at a time
    laatste = Bankrekening.objects.laatste().filter(partner=partner).first()
    if laatste and (laatste.iban, laatste.tenaamstelling) == (nummer, tenaamstelling):
        return laatste
    try:
        with transaction.atomic():
            return Bankrekening.objects.create(
                partner=partner, iban=nummer, tenaamstelling=tenaamstelling, vervangt=laatste, ingevoerd_door=gebruiker
            )
    except IntegrityError as fout:
        raise vertaal(fout) from fout


@transaction.atomic
def betaald(
    wat: Inkoopfactuur | Betaalopdracht | Sequence[Inkoopfactuur],
    *,
    datum: date,
    bankrekening: Grootboekrekening,
    bedrag: Decimal,
    sleutel: UUID,
    gebruiker: Gebruiker,
    bankdag: date | None = None,
    plek: Plek | None = None,
) -> Boekstuk:
    """Book that the bank shows a payment of one invoice (also a part), of a whole order, or of several invoices.

    ``bedrag`` below zero: it came back. Several invoices come with what was open when it was proposed. Locks: the
    rows of the invoices. The same key with the same payment returns the document that is there. FactuurFout when more
    is paid than is open, and for an order that was prepared after the day of the bank line (``bankdag``).
    ``plek``: what a line of a year that is closed asks of the document.
    """
    eerder = Boekstuk.objects.filter(sleutel=sleutel).first()
    mis = te_vroeg(wat, bankdag or datum) if isinstance(wat, Betaalopdracht) and not eerder else ""
    if mis:
        raise FactuurFout(mis)
    delen = _delen(wat, bedrag, eerder)
    facturen = Inkoopfactuur.objects.select_related("leverancier").in_bulk(sorted(delen))
    tegen = vaste_rekening(CREDITEUREN, FactuurFout)
    regels = [_als_regel(tegen, bankrekening, delen[pk], facturen[pk]) for pk in sorted(delen)]
    namen = ", ".join(str(facturen[pk]) for pk in sorted(delen))
    wat_er_was = "Betaald" if bedrag > 0 else "Terug"
    stuk = Stuk(Dagboek.BANK, datum, f"{wat_er_was}: {namen}"[:140], regels)
    stuk = plek.zet(stuk) if plek else stuk
    return boek_betaling(stuk, sleutel=sleutel, gebruiker=gebruiker, bankdag=bankdag)


def _als_regel(tegen: Grootboekrekening, bank: Grootboekrekening, bedrag: Decimal, factuur: Inkoopfactuur) -> Regel:
    debet, credit = (tegen, bank) if bedrag > 0 else (bank, tegen)
    return Regel(debet, credit, abs(bedrag), partner=factuur.leverancier, factuur=factuur)


def _delen(wat, bedrag: Decimal, eerder: Boekstuk | None) -> dict[int, Decimal]:
    if isinstance(wat, Inkoopfactuur):
        return {wat.pk: bedrag}
    if not isinstance(wat, Betaalopdracht):
        delen = {factuur.pk: vars(factuur)["open"] for factuur in wat}
    elif eerder:  # the same line again: what it was then
        delen = dict(eerder.boekingen.exclude(factuur=None).values_list("factuur", "bedrag"))
    else:
        regels = wat.regels.met_stand().onderweg()
        delen = {regel.factuur_id: vars(regel)["rest"] for regel in regels}
    if sum(delen.values()) != bedrag:
        raise FactuurFout(_("Dit bedrag is niet dat van de betaalopdracht."))
    return delen
