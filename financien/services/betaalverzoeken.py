"""A request to pay: one instalment on paper, or what is open of a grant without instalments.

It has a number of its own series and its bytes are frozen. A wrong one is withdrawn (``toekenningpapier``).
"""

import hashlib
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from buurtwerkkamer.models import Bestand, Cooperatie, Gebruiker, Jaar
from buurtwerkkamer.pdf import maak_pdf
from financien.models import Betaalverzoek, Termijn, Toekenning, Toekenningstatus
from financien.models.toekenningpapier import SLOT_BETAALVERZOEK
from financien.services.boeken import BoekFout
from financien.services.ontvangsten import toegekend
from financien.services.saldi import NUL
from financien.services.termijnen import termijnstanden, uiterlijk
from financien.services.toekenningboek import besluit, vergrendel
from financien.services.toekenningschuif import verlaagd
from financien.services.toekenningstand import gehad, samen, standen


@transaction.atomic
def verzoek_om_betaling(
    *, toekenning: Toekenning, termijn: Termijn | None, datum: date, sleutel: UUID, gebruiker: Gebruiker
) -> Betaalverzoek:
    """Make the request for one instalment, or without instalments for what is open: the next number, the PDF, frozen.

    It books nothing: the claim stands since the decision. The same key returns the request that is there; a page has
    one key for all of its instalments. BoekFout says why it cannot be made. Lock: the grant, then (SLOT_BETAALVERZOEK,
    year).
    """
    toekenning = vergrendel(toekenning)
    sleutel = uuid5(sleutel, f"{toekenning.pk}:{termijn.pk if termijn else ''}")
    eerder = _eerder(toekenning, termijn, sleutel)
    if eerder:
        return eerder
    bedrag = _open(toekenning, termijn, datum)
    cooperatie = _cooperatie()
    jaar = Jaar.objects.filter(jaar=datum.year).first()
    if jaar is None:
        raise BoekFout(_("Boekjaar %(jaar)s bestaat nog niet. Begin eerst de begroting.") % {"jaar": datum.year})
    verzoek = Betaalverzoek(jaar=jaar, nummer=_volgende(jaar), toekenning=toekenning, termijn=termijn, datum=datum)
    verzoek.bedrag, verzoek.sleutel, verzoek.gemaakt_door = bedrag, sleutel, gebruiker
    verzoek.bestand = _druk(verzoek, cooperatie)
    verzoek.save()
    return verzoek


def _eerder(toekenning: Toekenning, termijn: Termijn | None, sleutel: UUID) -> Betaalverzoek | None:
    """Return what this form made before. BoekFout when it was withdrawn, or when another form asked for it already."""
    zelfde = Betaalverzoek.objects.select_related("verval").filter(sleutel=sleutel).first()
    if zelfde and hasattr(zelfde, "verval"):
        raise BoekFout(_("%(verzoek)s is ingetrokken. Kijk wat er nu staat.") % {"verzoek": zelfde})
    ander = toekenning.betaalverzoeken.geldig().filter(termijn=termijn).first()
    if zelfde is None and ander and termijn:
        raise BoekFout(_("Voor deze termijn is al een verzoek gemaakt: %(verzoek)s.") % {"verzoek": ander})
    if zelfde is None and ander:
        raise BoekFout(_("Er is al een verzoek gemaakt: %(verzoek)s.") % {"verzoek": ander})
    return zelfde


def _open(toekenning: Toekenning, termijn: Termijn | None, dag: date) -> Decimal:
    """Return what is asked. BoekFout when nothing can be."""
    if besluit(toekenning) is None or toekenning.in_natura:
        raise BoekFout(_("Een verzoek om betaling kan pas na het besluit."))
    ontvangen, termijnen = _ontvangen(toekenning), list(toekenning.termijnen.all())
    if termijn is None:
        if termijnen:
            raise BoekFout(_("Deze toekenning heeft termijnen. Maak een verzoek per termijn."))
        bedrag, zin = max(toegekend(toekenning) - ontvangen, NUL), _("Alles is al betaald.")
    else:
        alle = termijnstanden(termijnen, ontvangen, toegekend(toekenning), dag)
        open_ = {rij.termijn.pk: rij.open for rij in alle}
        bedrag, zin = open_.get(termijn.pk, NUL), _("Deze termijn is al betaald.")
    if not bedrag:
        raise BoekFout(zin)
    return bedrag


def _ontvangen(toekenning: Toekenning) -> Decimal:
    """Return what does not have to come any more."""
    vast = toekenning.stappen.geldig().filter(status=Toekenningstatus.Status.VASTGESTELD).exists()
    stand = samen(standen(date.max, [toekenning.pk]).get(toekenning.pk, {}))
    return gehad(stand, sum(verlaagd(toekenning).values(), NUL), vastgesteld=vast)


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
        vervalt = verzoek.termijn.vervalt if verzoek.termijn else None
        erbij = {"uiterlijk": uiterlijk(verzoek.datum, vervalt), "toegekend": toegekend(verzoek.toekenning)}
        html = render_to_string("financien/betaalverzoek_druk.html", context | erbij)
    inhoud = maak_pdf(html, kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32]).inhoud
    return Bestand.objects.create(
        naam=f"verzoek-om-betaling-{verzoek}.pdf",
        type="application/pdf",
        sha256=hashlib.sha256(inhoud).hexdigest(),
        omvang=len(inhoud),
        inhoud=inhoud,
    )
