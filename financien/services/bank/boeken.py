"""Book a bank line: as proposed, or in parts; and take it back by a reversal. Once, whoever presses when."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import uuid5

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import euro
from buurtwerkkamer.bewijs import Gekeurd, bewaar_bewijs
from buurtwerkkamer.models import Bestand, Gebruiker, Jaar
from financien.models import Bankboeking, Bankregel, Boekstuk, Dagboek, Grootboekrekening
from financien.models.bankslot import SLOT_BANKREGEL
from financien.services.bank.dubbel import dubbel_van, is_los
from financien.services.bank.omschrijving import omschrijving_van
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.bankbetaling import boek_betaling
from financien.services.bankplek import plek_van
from financien.services.boeken import BoekFout, Regel, Stuk, boek, keer_om
from financien.services.btwnotities import noteer_erbij
from financien.services.facturen import FactuurFout
from financien.services.maanden import boekdag


class VoorstelAnders(BoekFout):
    """What was shown is no longer what we would propose; nothing is booked."""


@transaction.atomic
def neem_aan(*, regel: Bankregel, beeld: str, gebruiker: Gebruiker, kenmerk: str = "") -> Bankboeking:
    """Book a line as was proposed. ``beeld``: the mark of the proposal that was seen.

    ``kenmerk``: the accountant's reference, of a line of a year that is provisionally closed (``bankplek``). A line
    that is booked already gives that booking back: twice is once. BoekFout when a rule is in the way, or an invoice
    waits that this may be (see ``dubbel``); VoorstelAnders when the proposal changed in the meantime.
    """
    _slot(regel)
    regel.van_accountant = kenmerk
    klaar = _boeking_van(regel)
    if klaar:
        return klaar
    mogelijk, dubbel = voorstellen([regel])[regel.pk], dubbel_van(regel)
    mogelijk += [dubbel.voorstel] if dubbel and dubbel.voorstel else []
    voorstel = next((v for v in mogelijk if v.beeld == beeld), None)
    if voorstel is None:
        raise VoorstelAnders(_("Het voorstel bij deze regel is veranderd. Kijk of het zo klopt."))
    if dubbel and is_los(voorstel):
        raise BoekFout(dubbel.zin)
    if voorstel.boek:
        try:
            return _koppel(regel, voorstel.boek(regel, gebruiker), voorstel.waarom, gebruiker)
        except FactuurFout as fout:  # paid by someone else since it was proposed
            raise BoekFout(str(fout)) from fout
    return _boek(regel, voorstel.regels, voorstel.omschrijving, voorstel.waarom, gebruiker)


@transaction.atomic
def boek_zelf(
    *,
    regel: Bankregel,
    delen: Sequence[Deel],
    omschrijving: str,
    gebruiker: Gebruiker,
    waarom: str = "",
    kenmerk: str = "",
    bewijs: Gekeurd | None = None,
    btw: Decimal | None = None,
) -> Bankboeking:
    """Book a line in parts that someone chose; together they are the amount of the line, to the cent.

    ``kenmerk``: as in ``neem_aan``; ``bewijs``: a file that passed the guard; ``btw``: how much of it is btw, noted
    beside the document. BoekFout when the line was booked already, or a rule is in the way (``regel`` says at which
    part; BtwFout is about the btw).
    """
    _slot(regel)
    regel.van_accountant = kenmerk
    bestand = bewaar_bewijs(bewijs).bestand if bewijs else None
    boeking = _zelf(regel, delen, omschrijving, waarom, gebruiker, bestand)
    noteer_erbij(boeking.boekstuk, btw, gebruiker)
    return boeking


def _zelf(
    regel: Bankregel,
    delen: Sequence[Deel],
    omschrijving: str,
    waarom: str,
    gebruiker: Gebruiker,
    bestand: Bestand | None,
) -> Bankboeking:
    klaar = _boeking_van(regel)
    if not klaar:
        return _boek(regel, delen, omschrijving, waarom, gebruiker, bestand)
    try:  # the same form again finds the document that is there
        stuk = _stuk(regel, delen, omschrijving, bestand)
        if klaar.is_eigen and boek(stuk, sleutel=klaar.boekstuk.sleutel, gebruiker=gebruiker):
            return klaar
    except BoekFout:  # another content, or its year closed meanwhile
        pass
    raise BoekFout(_("Deze regel is al geboekt als %(stuk)s.") % {"stuk": klaar.boekstuk})


def _boek(
    regel: Bankregel,
    delen: Sequence[Deel],
    omschrijving: str,
    waarom: str,
    gebruiker: Gebruiker,
    bewijs: Bestand | None = None,
) -> Bankboeking:
    verschil = regel.bedrag - sum((deel.bedrag for deel in delen), Decimal("0.00"))
    if verschil:
        teken = 1 if regel.bedrag > 0 else -1  # as it was typed
        raise BoekFout(
            _("De regels zijn samen %(som)s. De bankregel is %(bedrag)s. Er scheelt %(verschil)s.")
            % {
                "som": euro(teken * (regel.bedrag - verschil)),
                "bedrag": euro(abs(regel.bedrag)),
                "verschil": euro(abs(verschil)),
            }
        )
    try:
        stuk = _stuk(regel, delen, omschrijving, bewijs)
        boekstuk = boek_betaling(stuk, sleutel=regel.volgende_sleutel, gebruiker=gebruiker, bankdag=regel.datum)
    except FactuurFout as fout:
        raise BoekFout(str(fout)) from fout
    return _koppel(regel, boekstuk, waarom, gebruiker)


def _stuk(regel: Bankregel, delen: Sequence[Deel], omschrijving: str, bewijs: Bestand | None = None) -> Stuk:
    bank = Grootboekrekening.objects.select_related("kamer").get(pk=regel.rekening_id)
    regels = [_als_regel(deel, bank) for deel in delen]
    plek = plek_van(regel)
    return plek.zet(Stuk(Dagboek.BANK, plek.datum, omschrijving or omschrijving_van(delen), regels, bewijs))


def _als_regel(deel: Deel, bank: Grootboekrekening) -> Regel:
    debet, credit = (bank, deel.rekening) if deel.bedrag > 0 else (deel.rekening, bank)
    kamer = deel.kamer or bank.kamer  # what goes over the account of a room is of that room
    partner = deel.factuur.leverancier if deel.factuur else deel.partner
    return Regel(debet, credit, abs(deel.bedrag), kamer, partner, deel.omschrijving[:140], deel.factuur)


def _koppel(regel: Bankregel, stuk: Boekstuk, waarom: str, gebruiker: Gebruiker) -> Bankboeking:
    try:
        with transaction.atomic():
            return Bankboeking.objects.create(
                regel=regel, boekstuk=stuk, beurt=regel.volgende_beurt, waarom=waarom[:200], gekoppeld_door=gebruiker
            )
    except IntegrityError as fout:
        raise BoekFout(
            _("%(stuk)s past niet meer bij deze bankregel. Kijk opnieuw naar het voorstel.") % {"stuk": stuk}
        ) from fout


@transaction.atomic
def maak_ongedaan(*, regel: Bankregel, datum: date, gebruiker: Gebruiker, gezien: int | None = None) -> Boekstuk | None:
    """Take back what a line was booked as, by a reversal; the line is open again. None when it was open already.

    ``datum``: the day of the reversal when it cannot be on that of the document (``_terug_op``).
    ``gezien``: the key of the document that was on the screen; another one by now stays. BoekFout then, and when more
    lines hang on the document, or when it was there before the bank line came: it is reversed on its own page.
    """
    _slot(regel)
    boeking = _boeking_van(regel)
    if boeking is None:
        return None
    stuk = boeking.boekstuk
    if gezien not in (None, stuk.pk):
        raise BoekFout(_("Deze regel is intussen anders geboekt, als %(stuk)s. Kijk wat klopt.") % {"stuk": stuk})
    if not boeking.is_eigen:
        raise BoekFout(
            _("%(stuk)s is niet vanaf de bank geboekt. Keer het om op zijn eigen bladzijde.") % {"stuk": stuk}
        )
    reden = "Bankregel opnieuw boeken"  # Dutch, whoever does it
    dag, kenmerk = _terug_op(stuk, datum)
    sleutel = uuid5(stuk.sleutel, "om")
    return keer_om(stuk, datum=dag, reden=reden, kenmerk=kenmerk, sleutel=sleutel, gebruiker=gebruiker)


def _terug_op(stuk: Boekstuk, datum: date) -> tuple[date, str]:
    """Return the day of a reversal and its reference: where the document stands, so that the line comes there again.

    Of a year that is provisionally closed only what corrected it is taken back in it; the rest on ``datum``.
    """
    status = Jaar.objects.values_list("status", flat=True).get(pk=stuk.jaar_id)
    if status == Jaar.Status.OPEN:
        return boekdag(stuk.datum), ""
    if status == Jaar.Status.VOORLOPIG and stuk.kenmerk:
        return stuk.datum, stuk.kenmerk
    return max(datum, stuk.datum), ""


def _slot(regel: Bankregel) -> None:
    """One at a time per bank line, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_BANKREGEL, regel.pk % 2**31])


def _boeking_van(regel: Bankregel) -> Bankboeking | None:
    return Bankboeking.objects.geldig().filter(regel=regel).select_related("boekstuk").first()
