"""The lines of the financing plan: new, changed, gone."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Versie
from buurtwerkkamer.versiecellen import VersieFout, vergrendel, weiger_vastgesteld
from financien.models import Financieringsbron


def _open_versie(versie: Versie) -> Versie:
    versie = vergrendel(versie)
    if versie.staat_vast:
        raise VersieFout(_("Deze versie ligt vast. Maak eerst een nieuwe versie."))
    weiger_vastgesteld(versie.jaar)
    return versie


@transaction.atomic
def bewaar_bron(*, bron: Financieringsbron, versie: Versie) -> Financieringsbron:
    """Store a new or changed source; a new one comes last. VersieFout when settled or when the name is taken."""
    versie = _open_versie(versie)
    andere = Financieringsbron.objects.filter(versie=versie).exclude(pk=bron.pk)
    if andere.filter(naam=bron.naam).exists():
        raise VersieFout(_("Deze bron staat al in het financieringsplan."))
    if bron.pk is None:
        bron.versie = versie
        bron.volgorde = (andere.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
    bron.save()
    return bron


@transaction.atomic
def verwijder_bron(*, bron: Financieringsbron) -> None:
    """Remove a source in which no room has an amount above € 0. VersieFout otherwise."""
    _open_versie(bron.versie)
    if bron.regels.filter(bedrag__gt=0).exists():
        raise VersieFout(_("Bij deze bron staan nog bedragen. Maak die eerst leeg."))
    bron.regels.all().delete()
    bron.delete()
