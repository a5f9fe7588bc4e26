"""What reports show on the pages of lower floors."""

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from buurtwerkkamer.rollen import mag
from financien.models import Accountantsverklaring
from rapportage.models import Rapport


def invullen(*, jaar: int, gebruiker) -> dict | None:
    """Let who fills in results go there from the rooms side by side."""
    return {"jaar": jaar} if mag(gebruiker, "kamers.meting") else None


def invullen_van_kamer(*, jaar: int, kamer, gebruiker) -> dict | None:
    """Let who fills in results go there from the results of a room, in this year."""
    return {"kamer": kamer} if mag(gebruiker, "kamers.meting") and jaar == timezone.localdate().year else None


def vaststellen(*, jaar: int, gebruiker) -> dict | None:
    """Let the board go from the closing of a year to the act that settles it, with the annual report."""
    return {"jaar": jaar} if mag(gebruiker, "financien.vaststellen") else None


def vast_verslag(*, jaar: int, gebruiker) -> dict | None:
    """Tell whoever brings a statement about a year that its report is settled, and where the statement will show."""
    vast = _vaste_verslagen().filter(jaar__jaar=jaar).exists()
    return {"jaar": jaar, "mag_vastleggen": mag(gebruiker, "rapportage.vastleggen")} if vast else None


def wacht_op_editie(*, gebruiker) -> dict | None:
    """Name the settled years with a statement of the accountant that no edition of the report shows. One query."""
    if not mag(gebruiker, "financien.accountantsverklaring"):
        return None
    edities = Rapport.objects.filter(soort=Rapport.Soort.JAARVERSLAG, jaar=OuterRef("jaar")).order_by("-editie")
    later = Accountantsverklaring.objects.filter(jaar=OuterRef("jaar"), vastgelegd_op__gt=OuterRef("laatste"))
    rijen = _vaste_verslagen().annotate(laatste=Subquery(edities.values("vastgelegd_op")[:1])).filter(Exists(later))
    jaren = list(rijen.order_by("jaar__jaar").values_list("jaar__jaar", flat=True))
    return {"jaren": jaren, "mag_vastleggen": mag(gebruiker, "rapportage.vastleggen")} if jaren else None


def _vaste_verslagen():
    return Rapport.objects.filter(soort=Rapport.Soort.JAARVERSLAG, besluit_op__isnull=False)
