"""Secret addresses of calendars: one valid address for a room, and one for a volunteer."""

import secrets

from django.db import transaction
from django.db.models import CharField, F, Func, Q, Value
from django.utils import timezone

from kamers.models import Agendalink, Kamer, Persoon

BYTES = 32  # random bytes of a secret: nobody guesses it, and no list of them exists


class Som(Func):
    """The sha256 of a text, in hexadecimal: computed by the database itself."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = CharField()


def link_van(*, kamer: Kamer | None = None, persoon: Persoon | None = None) -> Agendalink | None:
    """Return the valid address of a room or of a person, or None."""
    return Agendalink.objects.geldig().filter(kamer=kamer, persoon=persoon).first()


@transaction.atomic
def maak_link(*, kamer: Kamer | None = None, persoon: Persoon | None = None) -> Agendalink:
    """Make the address of a room or of a person; whoever asks twice gets the same one."""
    for houder in filter(None, (kamer, persoon)):  # one address, also for two tablets at once
        type(houder)._default_manager.select_for_update(no_key=True).get(pk=houder.pk)
    bestaand = link_van(kamer=kamer, persoon=persoon)
    return bestaand or Agendalink.objects.create(kamer=kamer, persoon=persoon, geheim=secrets.token_urlsafe(BYTES))


@transaction.atomic
def trek_in(*, kamer: Kamer | None = None, persoon: Persoon | None = None) -> bool:
    """Withdraw the address: whoever still has it finds nothing. False when there was none."""
    links = Agendalink.objects.geldig().filter(kamer=kamer, persoon=persoon)
    return bool(links.update(ingetrokken_op=timezone.now()))


def link_met(geheim: str) -> Agendalink | None:
    """Return the address with this secret while it holds: not withdrawn, its room open, its volunteer taking part.

    The hashes are compared, so the time an answer takes says nothing about a secret that is nearly right.
    """
    som = Func(Value(geheim), template=Som.template, output_field=CharField())
    nu = timezone.localdate()
    dicht = Q(kamer__gesloten_op__lt=nu)
    actief = Q(persoon__vrijwilliger__gestopt_op__isnull=True) | Q(persoon__vrijwilliger__gestopt_op__gt=nu)
    uitgezet = Q(persoon__vrijwilliger__gebruiker__is_active=False)
    bereikbaar = (Q(kamer__isnull=False) & ~dicht) | (
        Q(persoon__isnull=False) & actief & ~uitgezet & Q(persoon__vergeten_op__isnull=True)
    )
    geldig = Agendalink.objects.geldig().filter(bereikbaar).select_related("kamer", "persoon")
    return geldig.annotate(som=Som(F("geheim"))).filter(som=som).first()
