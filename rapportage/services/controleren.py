"""Whether a printed check code is ours: for whoever holds a report on paper or as a file (design.md §7)."""

from time import time

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.core.cache import cache

from rapportage.models import Rapport
from rapportage.services.vastleggen import CODE

HOOGSTENS = 30  # look-ups of one visitor within so many seconds
VENSTER = 5 * 60


def mag_zoeken(request) -> bool:
    """Count a look-up of this visitor; False after too many. (allauth's own limits do not count a GET.)"""
    sleutel, nu = f"controlecode:{truncate_ip(get_adapter(request).get_client_ip(request))}", time()
    aantal, einde = cache.get(sleutel) or (0, nu + VENSTER)
    if aantal >= HOOGSTENS:
        return False
    cache.set(sleutel, (aantal + 1, einde), max(1, einde - nu))
    return True


def edities_met(code: str) -> list[Rapport]:
    """Return the editions with this check code, the newest first, without any figure of them. One query.

    More than one when the same figures were recorded again; none when the code is not ours.
    """
    if len(code) != CODE:
        return []
    rijen = Rapport.objects.met_staat().select_related("jaar", "versie", "pdf").defer("pdf__inhoud")
    return list(rijen.filter(momentopname__sha256__startswith=code).order_by("-pk"))
