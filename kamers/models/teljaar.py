"""The counting year of a room: once closed, its counts are frozen in the database itself (domain.md §1.7)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bereik import ZichtbaarQuerySet
from buurtwerkkamer.bevroren import Bevroren
from kamers.models.kamer import Kamer

SLOT = 7301  # advisory lock (SLOT, room): shared to count, exclusive to close the counting year


def vast_met_teljaar(*, kamer: str, dag: str, velden: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """Refuse a write to a row of a closed counting year; an update that leaves ``velden`` alone passes.

    ``kamer`` and ``dag`` are SQL for the room and the day of row ``{rij}``. Closing takes the same lock exclusively,
    so it waits for who is counting, and whoever counts later finds the year closed. So does closing the room itself:
    after its last day nothing can be counted any more.
    """
    controle = """
        PERFORM pg_advisory_xact_lock_shared({slot}, ({kamer})::int);
        IF EXISTS (SELECT 1 FROM kamers_teljaar t WHERE t.kamer_id = {kamer} AND t.jaar = date_part('year', {dag})) THEN
            RAISE EXCEPTION 'Dit teljaar is gesloten.' USING ERRCODE = 'restrict_violation';
        END IF;"""
    dicht = f"""
        IF EXISTS (SELECT 1 FROM kamers_kamer k WHERE k.id = {kamer} AND k.gesloten_op < {dag}) THEN
            RAISE EXCEPTION 'Deze kamer is dan al gesloten.' USING ERRCODE = 'restrict_violation';
        END IF;""".format(rij="NEW")  # noqa: S608 our own SQL, no input
    oud, nieuw = (
        controle.format(slot=SLOT, kamer=kamer.format(rij=rij), dag=dag.format(rij=rij)) for rij in ("OLD", "NEW")
    )
    zelfde = " AND ".join(f"OLD.{veld} IS NOT DISTINCT FROM NEW.{veld}" for veld in velden)
    door = f"IF TG_OP = 'UPDATE' AND {zelfde} THEN RETURN NEW; END IF;" if velden else ""
    return pgtrigger.Trigger(
        name="teljaar_gesloten",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"{door} IF TG_OP <> 'INSERT' THEN {oud} END IF; IF TG_OP <> 'DELETE' THEN {nieuw} {dicht} END IF;"
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
    )


NIET_LEGEN = pgtrigger.Trigger(  # a row trigger does not see TRUNCATE, and the owner of the tables may do that
    name="teljaar_niet_legen",
    operation=pgtrigger.Truncate,
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    func="IF EXISTS (SELECT 1 FROM kamers_teljaar) THEN RAISE EXCEPTION 'Er is een teljaar gesloten: %', TG_TABLE_NAME"
    " USING ERRCODE = 'restrict_violation'; END IF; RETURN NULL;",
)


class TeljaarQuerySet(ZichtbaarQuerySet):
    def gesloten(self, kamer_id: int, jaar: int) -> bool:
        """Tell whether the counting year of a room is closed."""
        return self.filter(kamer=kamer_id, jaar=jaar).exists()


class Teljaar(Bevroren):
    """A room and a year whose counting is closed; there is no way back."""

    kamer = models.ForeignKey(Kamer, models.PROTECT, related_name="teljaren", verbose_name=_("kamer"))
    jaar = models.PositiveSmallIntegerField(_("jaar"))
    gesloten_op = models.DateTimeField(_("gesloten op"), default=timezone.now)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gesloten door")
    )

    objects = TeljaarQuerySet.as_manager()

    class Meta(Bevroren.Meta):
        verbose_name = _("teljaar")
        verbose_name_plural = _("teljaren")
        ordering = ["-jaar", "kamer"]
        constraints = [
            models.UniqueConstraint(
                fields=["kamer", "jaar"],
                name="teljaar_eens_per_kamer",
                violation_error_message=_("Dit teljaar is al gesloten."),
            ),
            models.CheckConstraint(
                condition=Q(jaar__gte=2000, jaar__lte=2100),
                name="teljaar_tussen_2000_en_2100",
                violation_error_message=_("Vul een jaar in tussen 2000 en 2100."),
            ),
        ]

    def __str__(self):
        return f"{self.kamer} {self.jaar}"
