"""One document of a check: proof beside booking, one key to say that it is right, a question, an answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.toegang import recht
from financien.forms.controle import ANTWOORDEN, VRAGEN, Antwoordform, Oordeelform
from financien.models import Controlepost, Kascontrole
from financien.services import controledaden
from financien.services.controles import ControleFout
from financien.services.controlestand import bewijs_van, bon_van, factuur_van, rij_van, stuk_van, volgende, ziet_bewijs
from financien.services.stukbewijs import zonder_loon
from financien.services.vierogen import woorden
from financien.views.controle import ANTWOORD, DOEN, ZIEN


def _post_of_404(request, pk: int, volgnummer: int) -> Controlepost:
    post = stuk_van(pk, volgnummer, request.user)
    if post is None:
        raise Http404
    return post


@recht(ZIEN)
@require_safe
def stuk(request, pk, volgnummer):
    """Show one document of a check."""
    return _toon(request, _post_of_404(request, pk, volgnummer))


def _toon(request, post: Controlepost, form=None):
    boekstuk, rij = post.boekstuk, rij_van(post.controle)
    gezegd, plekken = list(post.bevindingen.all()), [plek.volgnummer for plek in rij]
    hier = plekken.index(post.volgnummer)
    context = {"post": post, "stuk": boekstuk, "factuur": factuur_van(boekstuk), "gezegd": gezegd, "rij": rij}
    context |= {"bon": bon_van(boekstuk), "telling": getattr(boekstuk, "kastelling", None)}
    context |= _wat_kan(request, post, gezegd[-1].soort if gezegd else None) | {"na": len(gezegd), "form": form}
    context["waarom"] = woorden(post.bron) if post.bron else ""
    context["vorige"] = plekken[hier - 1] if hier else None
    context["hierna"] = plekken[hier + 1] if hier + 1 < len(plekken) else None
    context["bekeken"] = sum(1 for plek in rij if plek.laatste)
    context["gevraagd"] = sum(1 for plek in rij if plek.laatste == "vraag")
    context["zinnen"] = VRAGEN if context["mag_oordelen"] else ANTWOORDEN
    context["stand"] = bewijs_van(post, request.user)
    context["bewijs"] = context["stand"].open
    context["is_foto"] = context["bewijs"] and boekstuk.bewijs.type.startswith("image/")
    return render(request, "financien/controlestuk.html", context, status=422 if form and form.errors else 200)


def _wat_kan(request, post: Controlepost, laatste: str | None) -> dict[str, bool]:
    """Return which forms this user gets."""
    controle, wie = post.controle, request.user
    vast = vars(post)["getekend"] or controle.is_gestopt
    lid = wie.pk in controle.leden and rollen.mag(wie, DOEN)
    eigen = lid and vars(post)["eigen"]
    return {
        "vast": vast,
        "eigen": eigen,
        "mag_oordelen": lid and not vast and not eigen,
        "mag_antwoorden": not vast
        and laatste == "vraag"
        and rollen.mag(wie, ANTWOORD)
        and wie.pk not in controle.leden,
    }


@recht(DOEN)
@require_POST
def oordeel(request, pk, volgnummer):
    """Say that a document is right, or ask something, and go on to the next."""
    post, form = _post_of_404(request, pk, volgnummer), Oordeelform(request.POST)
    if not form.is_valid() or not _probeer(form, controledaden.oordeel, post, request.user):
        return _toon(request, post, form)
    return _verder(post, None)


@recht(ANTWOORD)
@require_POST
def antwoord(request, pk, volgnummer):
    """Answer what was asked, and go on to the next question."""
    post, form = _post_of_404(request, pk, volgnummer), Antwoordform(request.POST)
    if not form.is_valid() or not _probeer(form, controledaden.antwoord, post, request.user):
        return _toon(request, post, form)
    return _verder(post, "vraag")


def _probeer(form, doe, post: Controlepost, gebruiker) -> bool:
    try:
        doe(post, **form.cleaned_data, gebruiker=gebruiker)
    except ControleFout as fout:
        form.add_error(None, str(fout))
        return False
    return True


def _verder(post: Controlepost, laatste: str | None):
    nummer = volgende(rij_van(post.controle), post.volgnummer, laatste)
    if nummer is None:
        return redirect("financien:controle", post.controle_id)
    return redirect("financien:controlestuk", post.controle_id, nummer)


@recht(ZIEN)
@require_safe
def bewijs(request, pk, volgnummer):
    """Give the proof of a document in a check; of wages only to who may see those.

    A member of the kascommissie gets that of the own checks.
    """
    stukken = zonder_loon(request.user).select_related("bewijs")
    rij = get_object_or_404(stukken, controleposten__controle=pk, controleposten__volgnummer=volgnummer)
    if rij.bewijs is None or not ziet_bewijs(get_object_or_404(Kascontrole, pk=pk), request.user):
        raise Http404
    return bewijs_antwoord(rij.bewijs)
