"""Why a card that waited for internet was not saved: both figures and no name, for it stays on the tablet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kamers.models import Bijeenkomst

MENSENVELDEN = ("namen", "personen")  # their errors may name people


def redenen(form) -> list[str]:
    """Return the sentences; ``form`` is a card or another form of an occurrence, after it was refused."""
    if botsing := getattr(form, "botsing", None):
        return [_("Iemand anders heeft dit ook aangepast."), wat_er_staat(botsing.rij), *_jij(form)]
    if veel := getattr(form, "te_veel", None):
        return [str(veel)]
    mensen = [_("Kijk na wie er waren en wie er hielpen.")] if set(MENSENVELDEN) & set(form.errors) else []
    return [str(fout) for veld in form.errors if veld not in MENSENVELDEN for fout in form.errors[veld]] + mensen


def wat_er_staat(rij: Bijeenkomst | None) -> str:
    """Return the sentence about the counts of an occurrence as it stands now."""
    if rij is None or rij.status == Bijeenkomst.Status.VERPLAATST:
        return _("Er staat nu niets.")
    if rij.status == Bijeenkomst.Status.VERVALLEN:
        return _("Er staat nu: ging niet door.")
    return _("Er staat nu: %(aantal)s.") % {"aantal": _aantal(rij.deelnemers, rij.nieuw_soort or 0)}


def _jij(form) -> list[str]:
    if "kwamen_al" not in form.fields:
        return []
    invulling = form.invulling()
    return [_("Jij vulde in: %(aantal)s.") % {"aantal": _aantal(invulling.deelnemers, invulling.nieuw_soort)}]


def _aantal(deelnemers: int, nieuw: int) -> str:
    mensen = ngettext("%(n)s deelnemer", "%(n)s deelnemers", deelnemers) % {"n": deelnemers}
    return _("%(mensen)s, waarvan %(nieuw)s nieuw") % {"mensen": mensen, "nieuw": nieuw} if nieuw else mensen
