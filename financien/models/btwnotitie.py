"""The btw in a document that is no invoice: noted beside it, and never taken off its cost (domain.md §5.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.bevroren import BijToevoegen
from buurtwerkkamer.models.jaar import SLOT_JAAR
from buurtwerkkamer.velden import BedragField
from financien.models.boekstuk import Boekstuk
from financien.models.gedaan import Gedaan

KOSTEN = """SELECT coalesce(sum(CASE WHEN d.soort = 'kosten' AND NOT d.loon THEN b.bedrag ELSE 0 END)
            - sum(CASE WHEN c.soort = 'kosten' AND NOT c.loon THEN b.bedrag ELSE 0 END), 0) INTO kosten
        FROM financien_boeking b JOIN financien_grootboekrekening d ON d.id = b.debet_id
        JOIN financien_grootboekrekening c ON c.id = b.credit_id WHERE b.boekstuk_id = NEW.boekstuk_id"""

# Lock: that of the year, shared with who books in it, so that a year is settled before or after a note.
BTW_PAST = BijToevoegen(
    name="btw_past",
    declare=[("kosten", "NUMERIC"), ("s", "RECORD")],
    func=f"""
        SELECT b.keert_om_id, j.jaar, j.id AS jaar_id INTO s
            FROM financien_boekstuk b JOIN buurtwerkkamer_jaar j ON j.id = b.jaar_id WHERE b.id = NEW.boekstuk_id;
        PERFORM pg_advisory_xact_lock_shared({SLOT_JAAR}, s.jaar);
        IF EXISTS (SELECT 1 FROM buurtwerkkamer_jaar WHERE id = s.jaar_id AND status = 'vastgesteld') THEN
            RAISE EXCEPTION 'Dit boekjaar is vastgesteld.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF s.keert_om_id IS NOT NULL
            OR EXISTS (SELECT 1 FROM financien_boekstuk o WHERE o.keert_om_id = NEW.boekstuk_id)
            OR EXISTS (SELECT 1 FROM financien_factuurakkoord a JOIN financien_inkoopfactuur f ON f.id = a.factuur_id
                       WHERE a.boekstuk_id = NEW.boekstuk_id AND f.btw IS NOT NULL)
            OR EXISTS (SELECT 1 FROM financien_overlopendepost p
                       WHERE NEW.boekstuk_id IN (p.boekstuk_id, p.tegenstuk_id)) THEN
            RAISE EXCEPTION 'Bij dit boekstuk komt geen btw.' USING ERRCODE = 'restrict_violation';
        END IF;
        {KOSTEN};
        IF sign(NEW.bedrag) NOT IN (0, sign(kosten)) OR abs(NEW.bedrag) > abs(kosten) THEN
            RAISE EXCEPTION 'De btw is meer dan de kosten.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,  # noqa: S608 - constants of ours, no input
)


class Btwnotitie(Gedaan):
    """How much btw is in the cost of a document, of which the last one counts; below zero when a cost came back."""

    boekstuk = models.ForeignKey(Boekstuk, models.PROTECT, related_name="btwnotities", verbose_name=_("boekstuk"))
    bedrag = BedragField(_("btw"))
    sleutel = models.UUIDField(_("sleutel"), unique=True, editable=False)

    class Meta(Gedaan.Meta):
        verbose_name = _("btw bij een boekstuk")
        verbose_name_plural = _("btw bij boekstukken")
        ordering = ["boekstuk", "pk"]
        triggers = [*Gedaan.Meta.triggers, BTW_PAST]

    def __str__(self):
        return f"{self.boekstuk}: {self.bedrag}"
