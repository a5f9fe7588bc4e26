"""The lines of the financing plan: new, changed, gone."""

from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import VersieFout, vergrendel, weiger_vastgesteld
from financien.models import Financieringsbron


class BronGewijzigd(VersieFout):
    """Someone else changed the source after the page was made; ``nu`` is how it stands now."""

    def __init__(self, nu: Financieringsbron):
        super().__init__(_("Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op."))
        self.nu = nu


def merk_van(bron: Financieringsbron) -> str:
    """Return a short mark of what a source says, so that nobody saves over what was not seen."""
    wat = (bron.naam, bron.tekst, bron.soort, bron.partner_id, bron.raming)
    return sha256(repr(wat).encode()).hexdigest()[:16]


def _open_versie(versie: Versie) -> Versie:
    versie = vergrendel(versie)
    if versie.staat_vast:
        raise VersieFout(_("Deze versie ligt vast. Maak eerst een nieuwe versie."))
    weiger_vastgesteld(versie.jaar)
    return versie


@transaction.atomic
def bewaar_bron(*, bron: Financieringsbron, versie: Versie, gezien: str = "") -> Financieringsbron:
    """Store a new or changed source; a new one comes last. VersieFout when settled or when the name is taken.

    ``gezien``: the mark of what was on the page; BronGewijzigd when someone else was first. Lock: the row of the
    version.
    """
    versie = _open_versie(versie)
    if bron.pk:
        _keur_gezien(bron, gezien)
    andere = Financieringsbron.objects.filter(versie=versie).exclude(pk=bron.pk)
    if andere.filter(naam=bron.naam).exists():
        raise VersieFout(_("Deze bron staat al in het financieringsplan."))
    if bron.pk is None:
        bron.versie = versie
        bron.volgorde = (andere.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
    bron.save()
    return bron


def _keur_gezien(bron: Financieringsbron, gezien: str) -> None:
    huidig = Financieringsbron.objects.filter(pk=bron.pk).select_related("partner").first()
    if huidig is None:
        raise VersieFout(_("Iemand anders haalde deze bron net weg."))
    if gezien != merk_van(huidig):
        raise BronGewijzigd(huidig)


@transaction.atomic
def verwijder_bron(*, bron: Financieringsbron) -> None:
    """Remove a source in which no room has an amount above € 0. VersieFout otherwise."""
    _open_versie(bron.versie)
    if bron.regels.filter(bedrag__gt=0).exists():
        raise VersieFout(_("Bij deze bron staan nog bedragen. Maak die eerst leeg."))
    bron.regels.all().delete()
    bron.delete()
