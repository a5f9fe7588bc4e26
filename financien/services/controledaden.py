"""What people do in a check that runs: judge a document, answer a question, fetch what came later, sign, withdraw."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import Rol
from financien.models import Bevinding, Boekstuk, Controlepost, Controlestop, Controleverklaring, Kascontrole
from financien.services.controles import NET_VERANDERD, ControleFout, keur_leden, schrijf, voeg_toe, zonder_lonen
from financien.services.vierogen import zonder_vier_ogen


@transaction.atomic
def oordeel(post: Controlepost, *, soort: str, tekst: str = "", na: int, gebruiker: Gebruiker) -> bool:
    """Say that a document is right, or ask something. ``na``: how many findings stood on the screen.

    The same act again is done once (False). ControleFout for who is no member, made or approved the document,
    or did not see what someone else wrote since.
    """
    if _al_gezegd(post, soort, tekst, na, gebruiker):
        return False
    _lid(post.controle, gebruiker)
    if is_eigen(post.boekstuk, gebruiker):
        raise ControleFout(_("Je boekte dit stuk zelf of zei er akkoord op. Het andere lid bekijkt het."))
    _schrijf(post, soort, tekst, na, gebruiker)
    return True


@transaction.atomic
def antwoord(post: Controlepost, *, tekst: str, na: int, gebruiker: Gebruiker) -> bool:
    """Answer the question that stands at a document; never by a member of the check itself."""
    if _al_gezegd(post, "antwoord", tekst, na, gebruiker):
        return False
    _schrijf(post, "antwoord", tekst, na, gebruiker)
    return True


def _al_gezegd(post: Controlepost, soort: str, tekst: str, na: int, gebruiker: Gebruiker) -> bool:
    zelfde = {"soort": soort, "tekst": tekst, "wie": gebruiker}
    return post.bevindingen.filter(volgnummer=na + 1, **zelfde).exists()


def _schrijf(post: Controlepost, soort: str, tekst: str, na: int, gebruiker: Gebruiker) -> None:
    if post.bevindingen.count() != na:
        raise ControleFout(str(NET_VERANDERD))
    schrijf(Bevinding, post=post, volgnummer=na + 1, soort=soort, tekst=tekst, wie=gebruiker)


def is_eigen(stuk: Boekstuk, gebruiker: Gebruiker) -> bool:
    """Whether this user booked the document, entered its invoice or said yes to it: no own verdict (§6.4)."""
    factuur = Q(factuurakkoord__factuur__ingevoerd_door=gebruiker) | Q(
        factuurakkoord__factuur__akkoorden__wie=gebruiker
    )
    return Boekstuk.objects.filter(Q(geboekt_door=gebruiker) | factuur, pk=stuk.pk).exists()


def _lid(controle: Kascontrole, gebruiker: Gebruiker) -> None:
    if gebruiker.pk not in controle.leden:
        raise ControleFout(_("Alleen de twee leden van deze controle oordelen."))
    keur_leden(Gebruiker.objects.filter(pk__in=controle.leden), controle.van, controle.tot)


def later_bijgekomen(controle: Kascontrole, posten: Iterable[Controlepost] | None = None) -> dict[int, str]:
    """Return what went without four eyes in the period and is not in the check yet, because it was booked later."""
    al = {post.boekstuk_id for post in (controle.posten.all() if posten is None else posten)}
    zonder = {s: bron for s, bron in zonder_vier_ogen(controle.van, controle.tot).items() if s not in al}
    return zonder_lonen(zonder) if zonder else {}


@transaction.atomic
def vul_aan(controle: Kascontrole, *, gebruiker: Gebruiker) -> int:
    """Fetch what went without four eyes since the check began; return how many documents that were."""
    _lid(controle, gebruiker)
    nieuw = later_bijgekomen(controle)
    voeg_toe(controle, [], nieuw, later=True)
    return len(nieuw)


@transaction.atomic
def teken(controle: Kascontrole, *, uitspraak: str, tekst: str = "", gebruiker: Gebruiker) -> None:
    """Give the verdict of one member. ControleFout until everything is seen and answered, and nothing came later.

    The database looks again while nobody can add a finding, see ``controleslot``.
    """
    _lid(controle, gebruiker)
    if not controle.verklaringen.exists() and later_bijgekomen(controle):
        raise ControleFout(_("Er ging na het begin nog iets zonder vier ogen. Haal het erbij en bekijk het eerst."))
    schrijf(Controleverklaring, controle=controle, wie=gebruiker, oordeel=uitspraak, tekst=tekst)


@transaction.atomic
def trek_in(controle: Kascontrole, *, reden: str, gebruiker: Gebruiker) -> None:
    """Withdraw a check with a reason, as long as not both members signed. It stays to be seen."""
    if rollen.actieve_rol(gebruiker) != Rol.KASCOMMISSIE:
        raise ControleFout(_("Alleen de kascommissie trekt een controle in."))
    if Controlestop.objects.filter(controle=controle).exists():
        raise ControleFout(_("Deze controle is al ingetrokken."))
    schrijf(Controlestop, controle=controle, reden=reden, wie=gebruiker)
