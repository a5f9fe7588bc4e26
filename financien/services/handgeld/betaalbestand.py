"""The file of an order of handgeld: who pays, to whom, and what the receiver reads."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from buurtwerkkamer.models import Bestand, Cooperatie
from financien.models import Handgeldbetaling
from financien.services.handgeld.basis import HandgeldFout
from financien.services.sepa import Overboeking, lees_iban, maak_sepa


def wij_betalen() -> Cooperatie:
    """Return ourselves with the account that pays; HandgeldFout without one."""
    wij = Cooperatie.objects.huidig()
    try:
        lees_iban(wij.iban)
    except ValueError as fout:
        zin = _("De coöperatie heeft nog geen goed IBAN. Vraag de beheerder om het in te vullen.")
        raise HandgeldFout(zin) from fout
    return wij


def maak_bestand(wij: Cooperatie, uitvoeren_op: date, regels: Iterable[Handgeldbetaling]) -> Bestand:
    """Store the file of these payments."""
    over = [Overboeking(r.naar_naam, r.naar_iban, r.bedrag, omschrijving_van(r), r.kenmerk) for r in regels]
    inhoud = maak_sepa(naam=wij.naam, iban=wij.iban, uitvoeren_op=uitvoeren_op, overboekingen=over)
    velden = {"naam": f"handgeld-{uitvoeren_op:%Y-%m-%d}.xml", "type": "application/xml"}
    return Bestand.objects.create(sha256=sha256(inhoud).hexdigest(), omvang=len(inhoud), inhoud=inhoud, **velden)


def omschrijving_van(regel: Handgeldbetaling) -> str:
    """Return what the receiver reads."""
    if regel.bon:
        return f"Voorgeschoten {regel.bon.datum:%d-%m-%Y}"
    return f"Handgeld {regel.maand:%m-%Y}"
