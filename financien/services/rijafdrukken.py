"""Compare every row of the ledger with the fingerprint that the database made when it was written (docs/jaar.md).

It sees what no closing holds: months that are open, bank lines that nobody booked, a count without a difference.
"""

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext as _

from financien.models.vingerafdruk import AFDRUK

VERSCHIL = """
    SELECT coalesce(toen.rij, nu.id), toen.sha256, nu.sha256
    FROM (SELECT DISTINCT ON (rij) rij, nullif(sha256, '') AS sha256 FROM financien_vingerafdruk
          WHERE tabel = %s ORDER BY rij, id DESC) toen
    FULL JOIN (SELECT rij.id, bwk_afdruk(rij) AS sha256 FROM {tabel} rij) nu ON nu.id = toen.rij
    WHERE toen.sha256 IS DISTINCT FROM nu.sha256 ORDER BY 1
"""


def afgedrukt() -> list[type[models.Model]]:
    """Return the tables of which every row has a fingerprint."""
    alle = apps.get_app_config("financien").get_models()
    return [model for model in alle if AFDRUK in getattr(model._meta, "triggers", ())]


def afwijkingen() -> dict[str, str]:
    """Return a sentence for each row that was changed, removed or added past the application, by "boeking:12"."""
    return {sleutel: zin for model in afgedrukt() for sleutel, zin in van_tabel(model).items()}


def van_tabel(model: type[models.Model]) -> dict[str, str]:
    """Return the same for one table. One query."""
    tabel = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(VERSCHIL.format(tabel=tabel), [tabel])
        rijen = cursor.fetchall()
    return {f"{model._meta.model_name}:{pk}": _zin(model, pk, toen, nu) for pk, toen, nu in rijen}


def _zin(model: type[models.Model], pk: int, toen: str | None, nu: str | None) -> str:
    naam = str(model._meta.verbose_name)
    wat = {"rij": f"{naam[:1].upper()}{naam[1:]}", "pk": pk}
    if nu is None:
        return _("%(rij)s %(pk)s ontbreekt, buiten het programma om.") % wat
    if toen is None:
        return _("%(rij)s %(pk)s is erbij gekomen, buiten het programma om.") % wat
    return _("%(rij)s %(pk)s is veranderd, buiten het programma om.") % wat
