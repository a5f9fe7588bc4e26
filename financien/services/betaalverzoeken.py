"""A request to pay: one instalment on paper, with a number of its own series and the bytes frozen."""

import hashlib
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtwerkkamer.models import Bestand, Cooperatie, Gebruiker, Jaar
from buurtwerkkamer.pdf import maak_pdf
from financien.models import Betaalverzoek, Termijn, Toekenning
from financien.models.toekenningpapier import SLOT_BETAALVERZOEK
from financien.services.boeken import BoekFout
from financien.services.ontvangsten import toegekend
from financien.services.termijnen import Termijnstand, termijnstanden
from financien.services.toekenningboek import besluit, vergrendel
from financien.services.toekenningstand import samen, standen

BETAALTERMIJN = timedelta(days=14)


@transaction.atomic
def verzoek_om_betaling(*, termijn: Termijn, datum: date, sleutel: UUID, gebruiker: Gebruiker) -> Betaalverzoek:
    """Make the request for one instalment: the next number, the PDF, frozen. BoekFout says why it cannot be made.

    It books nothing: the claim stands since the decision. The same key returns the request that is there.
    Lock: the grant, then (SLOT_BETAALVERZOEK, year).
    """
    toekenning = vergrendel(termijn.toekenning)
    eerder = Betaalverzoek.objects.filter(termijn=termijn).first()
    if eerder and eerder.sleutel == sleutel:
        return eerder
    if eerder:
        raise BoekFout(_("Voor deze termijn is al een verzoek gemaakt: %(verzoek)s.") % {"verzoek": eerder})
    stand = _open_termijn(toekenning, termijn, datum)
    cooperatie = _cooperatie()
    jaar = Jaar.objects.filter(jaar=datum.year).first()
    if jaar is None:
        raise BoekFout(_("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.") % {"jaar": datum.year})
    verzoek = Betaalverzoek(jaar=jaar, nummer=_volgende(jaar), toekenning=toekenning, termijn=termijn, datum=datum)
    verzoek.bedrag, verzoek.sleutel, verzoek.gemaakt_door = stand.open, sleutel, gebruiker
    verzoek.bestand = _druk(verzoek, cooperatie)
    verzoek.save()
    return verzoek


def _open_termijn(toekenning: Toekenning, termijn: Termijn, dag: date) -> Termijnstand:
    if besluit(toekenning) is None or toekenning.in_natura:
        raise BoekFout(_("Een verzoek om betaling kan pas na het besluit."))
    nu = samen(standen(date.max, [toekenning.pk]).get(toekenning.pk, {}))
    alle = termijnstanden(list(toekenning.termijnen.all()), nu.ontvangen, toegekend(toekenning), dag)
    stand = next(rij for rij in alle if rij.termijn.pk == termijn.pk)
    if not stand.open:
        raise BoekFout(_("Deze termijn is al betaald."))
    return stand


def uiterlijk(vervalt: date, datum: date) -> date:
    """Return by which day is asked to pay: that of the instalment, but never sooner than two weeks from the request."""
    return max(vervalt, datum + BETAALTERMIJN)


def _cooperatie() -> Cooperatie:
    cooperatie = Cooperatie.objects.huidig()
    if not cooperatie.iban:
        raise BoekFout(_("Het rekeningnummer van de coöperatie ontbreekt. Vraag de beheerder om het in te vullen."))
    return cooperatie


def _volgende(jaar: Jaar) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT_BETAALVERZOEK, jaar.pk])
    return 1 + (Betaalverzoek.objects.filter(jaar=jaar).aggregate(hoogste=Max("nummer"))["hoogste"] or 0)


def _druk(verzoek: Betaalverzoek, cooperatie: Cooperatie) -> Bestand:
    """Print the request and keep its bytes. Always in Dutch."""
    with override("nl"):
        context = {"verzoek": verzoek, "toekenning": verzoek.toekenning, "cooperatie": cooperatie}
        erbij = {"uiterlijk": uiterlijk(verzoek.termijn.vervalt, verzoek.datum)}
        html = render_to_string("financien/betaalverzoek_druk.html", context | erbij)
    inhoud = maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32]).inhoud
    return Bestand.objects.create(
        naam=f"verzoek-om-betaling-{verzoek}.pdf",
        type="application/pdf",
        sha256=hashlib.sha256(inhoud).hexdigest(),
        omvang=len(inhoud),
        inhoud=inhoud,
    )
