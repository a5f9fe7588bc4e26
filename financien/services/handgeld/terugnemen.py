"""Take back a count that was a mistake: it stays to be seen, its difference is reversed, the month is not counted."""

from datetime import date
from uuid import uuid5

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker, Jaar
from financien.models import Aanvulling, Boekstuk, Handgeldbetaling, Kastelling, Overdracht, Tellingterug
from financien.models.overdracht import SLOT_OVERDRACHT
from financien.services.boeken import keer_om
from financien.services.handgeld import basis, potje
from financien.services.handgeld.basis import HandgeldFout
from kamers.models import Kamer

REDEN = "Telling ongedaan gemaakt"  # why the difference was reversed, in the books


@transaction.atomic
def neem_terug(telling: Kastelling, *, gebruiker: Gebruiker) -> bool:
    """Take back the own last count of today; False when that was done before. HandgeldFout or BoekFout says why not.

    Locks: the pot of the room, (SLOT_OVERDRACHT, room) as who hands over with it, then the year, shared: in a month
    that is closed the database refuses.
    """
    op_slot(telling.kamer)
    if Tellingterug.objects.filter(telling=telling).exists():
        return False
    _keur(telling, timezone.localdate())
    _keer_verschil_om(telling, gebruiker)
    try:
        with transaction.atomic():
            Tellingterug.objects.create(telling=telling, wie=gebruiker)
    except IntegrityError as fout:
        raise basis.vertaal(fout) from fout
    return True


def op_slot(kamer: Kamer) -> None:
    """Let nobody change the pot of a room, or hand it over, until the end of the transaction."""
    basis.op_slot(kamer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_OVERDRACHT, kamer.pk])


def _keur(telling: Kastelling, vandaag: date) -> None:
    if telling.datum != vandaag:
        raise HandgeldFout(_("Een telling maak je alleen op de dag zelf ongedaan. Tel opnieuw."))
    na = {"kamer": telling.kamer_id}
    aangevuld = Aanvulling.objects.filter(**na, boekstuk__geboekt_op__gte=telling.geteld_op)
    aangevuld = aangevuld.filter(boekstuk__omgekeerd_door=None)
    onderweg = Handgeldbetaling.objects.filter(**na, bon=None, opdracht__klaargezet_op__gte=telling.geteld_op)
    if aangevuld.exists() or onderweg.filter(loopt=True).exists():
        raise HandgeldFout(_("Na deze telling is het potje al aangevuld. Tel opnieuw als er iets niet klopt."))
    over = Overdracht.objects.filter(**na, begonnen_op__gte=telling.geteld_op).met_stand()
    if telling.soort == Kastelling.Soort.OVERDRACHT and over.filter(nee=False).exists():
        raise HandgeldFout(_("Met deze telling is al een overdracht opgeschreven. Tel opnieuw als er iets niet klopt."))


def _keer_verschil_om(telling: Kastelling, gebruiker: Gebruiker) -> None:
    """Reverse the document of the difference, unless the treasurer did; the tin never goes below zero."""
    stuk = telling.boekstuk
    if stuk is None or Boekstuk.objects.filter(keert_om=stuk).exists():
        return
    if potje.stand(telling.kamer).kas < telling.verschil:
        raise HandgeldFout(_("Wat je te veel telde is al uitgegeven. Tel opnieuw."))
    sleutel = uuid5(telling.sleutel, "ongedaan")
    keer_om(stuk, datum=timezone.localdate(), reden=REDEN, sleutel=sleutel, gebruiker=gebruiker)


def kan_terug(telling: Kastelling) -> bool:
    """Whether the month that this count is for is open, so that it can be taken back."""
    open_ = Jaar.objects.filter(jaar=telling.maand.year, status=Jaar.Status.OPEN)
    return open_.exclude(maandafsluitingen__maand=telling.maand.month).exists()
