"""Orders to the bank: one person prepares, another approves, and only then the file goes out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import chain
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Bestand, Cooperatie, Gebruiker
from financien.models import Betaalopdracht, Betaalregel, Boekstuk, Inkoopfactuur, Opdrachtdaad
from financien.models.boekstuk import LOON_ZIEN
from financien.services.betalen import GEEN_REKENING, ZINNEN, Betaalbaar, is_eigen_betaling, te_betalen, vertaal
from financien.services.facturen import AlGebruikt, FactuurFout
from financien.services.factuurstand import is_getoond
from financien.services.handgeld.betaalstand import bezwaren_van as handgeldbezwaren
from financien.services.handgeld.betaalstand import is_aan_zichzelf
from financien.services.opdrachtstand import bezwaren_van, komt_vrij, met_loon, zin_eens_getoond
from financien.services.sepa import Overboeking, lees_iban, maak_sepa, mis_aan_dag
from financien.services.verrekenen import paren, verreken, verrekend_in, verrekensleutel, wat_ontvanger_leest


@transaction.atomic
def zet_klaar(
    *, facturen: Sequence[int], uitvoeren_op: date, sleutel: UUID, gebruiker: Gebruiker
) -> Betaalopdracht | Boekstuk:
    """Prepare an order for these invoices, each for what is open. Locks: the rows of the invoices, in order.

    Claims among them (credit notes) are booked off the invoices of the same supplier first: the bank gets what is
    left. When nothing is left there is no order: the document of the set-off is returned. The same form again returns
    what is there; with another choice it is AlGebruikt.
    """
    _op_slot(facturen)
    eerder = _eerder(facturen, uitvoeren_op, sleutel)
    if eerder:
        return eerder
    gekozen = _keuze(facturen, gebruiker)
    _keur_keuze(gekozen, facturen, uitvoeren_op)
    tegoeden = [rij.stand.factuur for rij in gekozen if rij.tegoed]
    if tegoeden:
        delen = paren([rij.stand.factuur for rij in gekozen if not rij.tegoed], tegoeden)
        stuk = verreken(delen, datum=timezone.localdate(), sleutel=sleutel, gebruiker=gebruiker)
        gekozen = [rij for rij in _keuze(facturen, gebruiker) if not rij.tegoed]  # what is left of it
        if not gekozen:
            return stuk
    _keur_rekeningen(gekozen)
    regels = [_regel(nummer, rij, sleutel) for nummer, rij in enumerate(gekozen, 1)]
    return _schrijf(regels, uitvoeren_op, sleutel, gebruiker)


def _keuze(facturen: Sequence[int], gebruiker: Gebruiker) -> list[Betaalbaar]:
    return [rij for rij in te_betalen(gebruiker) if rij.stand.factuur.pk in set(facturen)]


def _eerder(facturen: Sequence[int], uitvoeren_op: date, sleutel: UUID) -> Betaalopdracht | Boekstuk | None:
    """Return what this form made before: its order, or the set-off after which nothing was left to pay."""
    opdracht = Betaalopdracht.objects.filter(sleutel=sleutel).first()
    if opdracht:
        return _zelfde(opdracht, facturen, uitvoeren_op)
    stuk = Boekstuk.objects.filter(sleutel=verrekensleutel(sleutel)).first()
    if stuk is None or verrekend_in(sleutel) == set(facturen):
        return stuk
    zin = _("Dit formulier is al gebruikt voor %(stuk)s. Kijk je keuze na en druk nog eens op Zet klaar.")
    raise AlGebruikt(zin % {"stuk": stuk})


def _zelfde(eerder: Betaalopdracht, facturen: Sequence[int], uitvoeren_op: date) -> Betaalopdracht:
    waren = set(eerder.regels.values_list("factuur", flat=True)) | verrekend_in(eerder.sleutel)
    if (waren, eerder.uitvoeren_op) == (set(facturen), uitvoeren_op):
        return eerder
    zin = _(
        "Dit formulier is al gebruikt voor betaalopdracht %(opdracht)s. Kijk je keuze na en druk nog eens op Zet klaar."
    )
    raise AlGebruikt(zin % {"opdracht": eerder})


def _schrijf(regels: list[Betaalregel], uitvoeren_op: date, sleutel: UUID, gebruiker: Gebruiker) -> Betaalopdracht:
    totaal = sum((regel.bedrag for regel in regels), Decimal("0.00"))
    wij = Cooperatie.objects.huidig()
    try:
        with transaction.atomic():
            opdracht = Betaalopdracht.objects.create(
                uitvoeren_op=uitvoeren_op,
                aantal=len(regels),
                totaal=totaal,
                van_iban=lees_iban(wij.iban),
                bestand=_bestand(wij, uitvoeren_op, regels),
                sleutel=sleutel,
                klaargezet_door=gebruiker,
            )
            for regel in regels:
                regel.opdracht = opdracht
            Betaalregel.objects.bulk_create(regels)
    except IntegrityError as fout:
        raise vertaal(fout) from fout
    return opdracht


def _op_slot(facturen: Sequence[int]) -> None:
    list(Inkoopfactuur.objects.select_for_update().filter(pk__in=facturen).order_by("pk"))


def _keur_keuze(gekozen: list[Betaalbaar], facturen: Sequence[int], uitvoeren_op: date) -> None:
    if not facturen:
        raise FactuurFout(_("Kies minstens één factuur."))
    if len(gekozen) != len(set(facturen)):
        raise FactuurFout(_("Een van deze facturen kan nu niet betaald worden. Ververs de pagina."))
    mis = next((rij.mis for rij in gekozen if rij.mis), "")
    if mis:
        raise FactuurFout(mis)
    mis = mis_aan_dag(uitvoeren_op)
    if mis:
        raise FactuurFout(mis, "uitvoeren_op")


def _keur_rekeningen(gekozen: list[Betaalbaar]) -> None:
    """Refuse when what goes to the bank has no account to come from, or to go to."""
    try:
        lees_iban(Cooperatie.objects.huidig().iban)
    except ValueError as fout:
        raise FactuurFout(
            _("De coöperatie heeft nog geen goed IBAN. Vraag de beheerder om het in te vullen.")
        ) from fout
    if any(rij.naar is None for rij in gekozen):
        raise FactuurFout(str(GEEN_REKENING))


def _regel(nummer: int, rij: Betaalbaar, sleutel: UUID) -> Betaalregel:
    factuur = rij.stand.factuur
    kenmerk = f"BWK-{sleutel.hex[:10]}-{factuur.pk}"
    return Betaalregel(volgnummer=nummer, factuur=factuur, naar=rij.naar, bedrag=rij.stand.vrij, kenmerk=kenmerk)


def _bestand(wij: Cooperatie, uitvoeren_op: date, regels: list[Betaalregel]) -> Bestand:
    leest = wat_ontvanger_leest([r.factuur for r in regels])
    overboekingen = [
        Overboeking(r.naar.tenaamstelling, r.naar.iban, r.bedrag, leest[r.factuur_id], r.kenmerk) for r in regels
    ]
    inhoud = maak_sepa(naam=wij.naam, iban=wij.iban, uitvoeren_op=uitvoeren_op, overboekingen=overboekingen)
    return Bestand.objects.create(
        naam=f"betaalopdracht-{uitvoeren_op:%Y-%m-%d}.xml",
        type="application/xml",
        sha256=sha256(inhoud).hexdigest(),
        omvang=len(inhoud),
        inhoud=inhoud,
    )


def doe(opdracht: Betaalopdracht, soort: str, gebruiker: Gebruiker, **velden) -> None:
    """Write an act on an order; what the database refuses is a FactuurFout."""
    try:
        with transaction.atomic():
            Opdrachtdaad.objects.create(opdracht=opdracht, soort=soort, wie=gebruiker, **velden)
    except IntegrityError as fout:
        raise vertaal(fout) from fout


@transaction.atomic
def keur_goed(opdracht: Betaalopdracht, *, gebruiker: Gebruiker) -> None:
    """Approve an order as the second person; only then its file can be taken to the bank.

    FactuurFout for who prepared it, for an own payment, for wages that this user may not see (§5.6),
    and when an invoice in it changed since.
    """
    regels = list(met_loon().filter(opdracht=opdracht).select_related("naar", "factuur"))
    if rollen.actieve_rol(gebruiker) not in LOON_ZIEN and any(vars(regel)["loon"] for regel in regels):
        raise FactuurFout(_("In deze opdracht zitten lonen. Het bestuur keurt haar goed."))
    if any(is_eigen_betaling(gebruiker, regel.factuur.leverancier_id, regel.naar) for regel in regels):
        raise FactuurFout(_("In deze opdracht zit een betaling aan jezelf. Iemand anders keurt haar goed."))
    if is_aan_zichzelf(opdracht.handgeldregels.all(), gebruiker):
        raise FactuurFout(_("In deze opdracht zit een betaling aan jezelf. Iemand anders keurt haar goed."))
    _keur_regels(opdracht)
    doe(opdracht, "goedgekeurd", gebruiker)


def _keur_regels(opdracht: Betaalopdracht, *, getoond: bool = False) -> None:
    """Refuse the first payment that is not right any more. Locks: the rows of the invoices, in order."""
    _op_slot(list(opdracht.regels.values_list("factuur", flat=True)))
    regels, handgeld = opdracht.regels.met_stand().select_related("naar", "factuur"), opdracht.handgeldregels.all()
    bij_de_bank = any(is_getoond(regel) for regel in regels) or any(not regel.loopt for regel in handgeld)
    if getoond and bij_de_bank:
        return  # the file went out: what the bank shows says so
    for bezwaar in chain(bezwaren_van(regels), handgeldbezwaren(handgeld)):
        raise FactuurFout(bezwaar)


@transaction.atomic
def haal_op(opdracht: Betaalopdracht) -> Bestand:
    """Return the file for the bank. Before the bank has it FactuurFout when a payment in it is not right any more."""
    if not opdracht.daden.filter(soort="verzonden").exists():
        _keur_regels(opdracht)
    return opdracht.bestand


@transaction.atomic
def meld_verzonden(opdracht: Betaalopdracht, *, gebruiker: Gebruiker) -> None:
    """Note that the approved file went to the bank; from then on the order is not withdrawn any more.

    FactuurFout when an invoice in it was paid or changed since; but what the bank shows of this order is no objection.
    """
    _keur_regels(opdracht, getoond=True)
    doe(opdracht, "verzonden", gebruiker)


@transaction.atomic
def stop(opdracht: Betaalopdracht, *, reden: str, gebruiker: Gebruiker) -> None:
    """Withdraw an order that did not go to the bank, or note that the bank refused it: its invoices are free again.

    What the bank already paid of it stays paid; what it once showed stays under way, also when its line was undone.
    FactuurFout when nothing else is left of the order.
    """
    _keur_stop(opdracht)
    verzonden = opdracht.daden.filter(soort="verzonden").exists()
    doe(opdracht, "geweigerd" if verzonden else "ingetrokken", gebruiker, reden=reden)
    opdracht.regels.filter(loopt=True).update(loopt=False)
    opdracht.handgeldregels.filter(loopt=True).update(loopt=False)


def _keur_stop(opdracht: Betaalopdracht) -> None:
    rest = opdracht.regels.met_stand().onderweg().select_related("factuur")
    getoond = next((regel for regel in rest if vars(regel)["weg"]), None)
    los = any(komt_vrij(regel) for regel in rest) or opdracht.handgeldregels.filter(loopt=True).exists()
    if getoond and not los:
        raise FactuurFout(zin_eens_getoond(getoond))


@transaction.atomic
def meld_mislukt(regel: Betaalregel, *, reden: str, gebruiker: Gebruiker) -> None:
    """Note that the bank did not carry out one payment of an order: only then its invoice may be paid again.

    Lock: the row of the invoice. FactuurFout when the bank shows it whole, or its order never went out.
    """
    _op_slot([regel.factuur_id])
    nu = Betaalregel.objects.met_stand().onderweg().filter(pk=regel.pk, goedgekeurd=True).first()
    if nu is None or vars(nu)["mislukt"]:
        raise FactuurFout(zin_eens_getoond(nu) if nu else ZINNEN["Deze opdracht is net veranderd."])
    doe(nu.opdracht, "mislukt", gebruiker, reden=reden, regel=nu)
    Betaalregel.objects.filter(pk=nu.pk, loopt=True).update(loopt=False)
