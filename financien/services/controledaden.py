"""What people do in a check that runs: judge a document, answer a question, fetch what came later, sign, withdraw."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.rollen import Rol
from financien.models import Bevinding, Boekstuk, Controlepost, Controlestop, Controleverklaring, Kascontrole
from financien.models.controleslot import SLOT_CONTROLE
from financien.services.controles import (
    NET_VERANDERD,
    ControleFout,
    in_bestuur,
    jaren_op_slot,
    keur_geen_bestuur,
    keur_leden,
    schrijf,
    slot,
    voeg_toe,
    zonder_lonen,
)
from financien.services.controlestand import eigen_stukken
from financien.services.vierogen import altijd_te_zien
from kamers.models import Aanstelling


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
        raise ControleFout(
            _("Je werkte zelf aan dit stuk mee, of het is van je eigen kamer. Het andere lid bekijkt het.")
        )
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
    """Whether this user had a hand in the document: no own verdict (§6.4)."""
    return eigen_stukken(gebruiker).filter(pk=stuk.pk).exists()


def _lid(controle: Kascontrole, gebruiker: Gebruiker) -> None:
    if gebruiker.pk not in controle.leden:
        raise ControleFout(_("Alleen de twee leden van deze controle oordelen."))
    keur_leden(Gebruiker.objects.filter(pk__in=controle.leden), controle.van, controle.tot)


def later_bijgekomen(controle: Kascontrole, posten: Iterable[Controlepost] | None = None) -> dict[int, str]:
    """Return what is always looked at in the period and is not in the check yet, because it was booked later."""
    al = {post.boekstuk_id for post in (controle.posten.all() if posten is None else posten)}
    nieuw = {s: bron for s, bron in altijd_te_zien(controle.van, controle.tot).items() if s not in al}
    return zonder_lonen(nieuw) if nieuw else {}


@transaction.atomic
def vul_aan(controle: Kascontrole, *, gebruiker: Gebruiker) -> int:
    """Fetch what is always looked at and came since the check began; return how many documents that were.

    Lock: (SLOT_CONTROLE, check), so that two members who fetch at once add everything once.
    """
    _lid(controle, gebruiker)
    slot(SLOT_CONTROLE, controle.pk)
    nieuw = later_bijgekomen(controle)
    voeg_toe(controle, [], nieuw, later=True)
    return len(nieuw)


@transaction.atomic
def teken(controle: Kascontrole, *, uitspraak: str, tekst: str = "", gebruiker: Gebruiker) -> None:
    """Give the verdict of one member. ControleFout until everything is seen and answered, and nothing came later.

    The database looks again while nobody can add a finding, see ``controleslot``. Locks: (SLOT_JAAR, year) of the
    period, exclusive: nobody is half-way booking what should have been looked at.
    """
    _lid(controle, gebruiker)
    jaren_op_slot(controle.van, controle.tot)
    if not controle.verklaringen.exists() and later_bijgekomen(controle):
        zin = _("Na het begin kwam er nog iets dat jullie altijd bekijken. Haal het erbij en bekijk het eerst.")
        raise ControleFout(zin)
    schrijf(Controleverklaring, controle=controle, wie=gebruiker, oordeel=uitspraak, tekst=tekst)


@transaction.atomic
def trek_in(controle: Kascontrole, *, reden: str, gebruiker: Gebruiker) -> None:
    """Withdraw a check with a reason, as long as not both members signed. It stays to be seen.

    Once someone signed only that member withdraws it: otherwise the other could make a verdict disappear. What it drew
    is looked at in the next check of the period as well (``vierogen``), so drawing again hides nothing.
    """
    if rollen.actieve_rol(gebruiker) != Rol.KASCOMMISSIE:
        raise ControleFout(_("Alleen de kascommissie trekt een controle in."))
    keur_geen_bestuur([gebruiker], controle.van, controle.tot)
    if Controlestop.objects.filter(controle=controle).exists():
        raise ControleFout(_("Deze controle is al ingetrokken."))
    slot(SLOT_CONTROLE, controle.pk)
    lid = Aanstelling.objects.op(timezone.localdate()).filter(rol=Rol.KASCOMMISSIE).values("gebruiker")
    kan = controle.verklaringen.filter(wie__in=lid).exclude(wie__in=in_bestuur(controle.van, controle.tot))
    ander = kan.exclude(wie=gebruiker).select_related("wie").first()
    if ander and not kan.filter(wie=gebruiker).exists():
        zin = _("%(naam)s tekende al. Alleen %(naam)s kan deze controle nog intrekken.")
        raise ControleFout(zin % {"naam": ander.wie.naam})
    schrijf(Controlestop, controle=controle, reden=reden, wie=gebruiker)
