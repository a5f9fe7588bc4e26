"""A receipt: make it, look at it, repair it, take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from buurtwerkkamer import rollen
from buurtwerkkamer.bedragen import euro, in_taal
from buurtwerkkamer.bewijs import bewijs_antwoord
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.toegang import recht
from financien.forms.bonnen import Bonform
from financien.forms.btw import Bonbtw
from financien.models import BetaaldUit, Bon, Bonstap, Categorie
from financien.services.boeken import BoekFout
from financien.services.handgeld import bonfoto, bonlijst, fotogelijk, potje
from financien.services.handgeld.basis import HandgeldFout
from financien.services.handgeld.bonnen import dien_in, trek_in, verbeter
from financien.services.handgeld.oordeel import is_eigen
from financien.services.handgeld.voorschieters import bekende, voeg_toe
from financien.views.btw import BOEKEN
from financien.views.handgeld import NOTEREN, ZIEN, adres, formulier, meld
from kamers.views.kamer import kamer_van

KEUREN = "financien.bonnen_keuren"


@recht(NOTEREN)
@formulier
def nieuw(request, kamer):
    """Add a receipt: a photo, an amount, what it was for."""
    kamer = kamer_van(request, kamer)
    form = Bonform(request.POST or None, request.FILES or None, voorschieters=bekende(kamer), gebruiker=request.user)
    bon = form.is_valid() and _sla_op(request, kamer, form)
    if bon:
        _gelukt(request, bon)
        return _ga_naar(request, adres(kamer))
    return _formulier(request, kamer, form)


@recht(NOTEREN)
@formulier
def wijzig(request, pk):
    """Repair a receipt that was sent back."""
    bon = bon_of_404(request, pk)
    if vars(bon)["stand"] != Bonstap.Soort.TERUGGESTUURD:
        return redirect("financien:bon", pk)
    vast = {"voorschieters": bekende(bon.kamer), "gebruiker": request.user, "bon": bon}
    form = Bonform(request.POST or None, request.FILES or None, **vast)
    if form.is_valid() and _sla_op(request, bon.kamer, form, bon):
        messages.success(request, _("Verbeterd. Het bonnetje wacht weer op akkoord."))
        return _ga_naar(request, adres(bon.kamer))
    return _formulier(request, bon.kamer, form, bon)


def _sla_op(request, kamer, form: Bonform, bon: Bon | None = None) -> Bon | None:
    """Store what was filled in; None when a rule is in the way, and then the photo is kept."""
    foto = form.gekozen_foto or bonfoto.bewaarde(form.cleaned_data["sleutel"], request.user)
    vast = {"gebruiker": request.user, "bevestigd": form.cleaned_data["bevestigd"]}
    try:
        inhoud = form.inhoud(foto, _voorschieter(request, kamer, form))
        if bon:
            return verbeter(bon, inhoud=inhoud, **vast)
        return dien_in(kamer=kamer, inhoud=inhoud, sleutel=form.cleaned_data["sleutel"], **vast)
    except (HandgeldFout, BoekFout) as fout:
        meld(form, fout)
        return None


def _voorschieter(request, kamer, form: Bonform):
    velden = form.cleaned_data
    if velden["betaald_uit"] != BetaaldUit.EIGEN:
        return None
    if not form.nieuwe_voorschieter:
        return form.voorschieters[velden["wie"]]
    return voeg_toe(kamer=kamer, naam=velden["naam"], iban=velden["iban"], gebruiker=request.user)


def _gelukt(request, bon: Bon) -> None:
    over = in_taal(euro(potje.stand(bon.kamer).over))
    zin = _("Opgeslagen. Er is nog %(over)s.") % {"over": over}
    if bon.voorschieter:
        zin = _("Opgeslagen. Na akkoord krijgt %(wie)s het geld terug.") % {"wie": bon.voorschieter}
    messages.success(request, zin, extra_tags=f"ongedaan:{reverse('financien:bon_intrekken', args=[bon.pk])}")


def _ga_naar(request, url: str):
    """Go on after a form: a browser that sent it by itself is told where, so that its message is read once."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _formulier(request, kamer, form: Bonform, bon: Bon | None = None):
    context = {"kamer": kamer, "form": form, "bon": bon, "stand": potje.stand(kamer)}
    if form.is_bound:
        context["foto_bewaard"] = _bewaar_foto(request, form)
    return render(request, "financien/bon_form.html", context, status=422 if form.is_bound else 200)


def _bewaar_foto(request, form: Bonform) -> bool:
    """Keep the photo of a form that was refused; tell whether there is one."""
    sleutel = getattr(form, "cleaned_data", {}).get("sleutel")
    if not isinstance(sleutel, UUID):
        return False
    nieuw_sleutel = UUID(form.data["sleutel"])  # another one when the old one was used
    if form.gekozen_foto:
        bonfoto.onthoud(nieuw_sleutel, form.gekozen_foto, request.user)
    return bonfoto.bewaarde(nieuw_sleutel, request.user) is not None


def bon_of_404(request, pk: int) -> Bon:
    """Return a receipt in reach with everything about it; otherwise 404."""
    bon = bonlijst.een(request.user, pk)
    if bon is None:
        raise Http404
    return bon


@recht(ZIEN)
@require_safe
def een(request, pk):
    """Show one receipt: its photo beside what was said, who decided, and what this user can do now."""
    return toon(request, bon_of_404(request, pk))


def toon(request, bon: Bon, fout: str = "", veld: str = "", **erbij):
    """Show a receipt, with a sentence when something was refused; ``veld``: the id of the field that it is about."""
    nu, noteert = vars(bon)["stand"], rollen.mag(request.user, NOTEREN)
    wacht, kan_keuren = nu in bonlijst.LOOPT, _kan_keuren(request, bon, nu)
    context = {
        "kamer": bon.kamer,
        "bon": bon,
        "fout": fout,
        "fouten": bool(fout),
        "foutveld": veld,
        "stappen": bon.stappen.all(),
        "mag_foto": _mag_foto(request, bon),
        "lijkt": fotogelijk.van_bon(bon) if kan_keuren else None,
        "categorieen": Categorie.choices,
        "gekozen": bon.categorie,
        "kan_keuren": kan_keuren,
        "btwform": Bonbtw() if rollen.mag(request.user, BOEKEN) else None,
        "hierna": _hierna(request, bon) if kan_keuren else None,
        "eigen": rollen.mag(request.user, KEUREN) and nu in TE_KEUREN and is_eigen(bon, request.user),
        "kan_verbeteren": noteert and nu == Bonstap.Soort.TERUGGESTUURD,
        "kan_intrekken": noteert and wacht,
        "terug": adres(bon.kamer) if noteert else reverse("financien:bonnen"),
    }
    return render(request, "financien/bon.html", context | erbij, status=422 if fout else 200)


def _mag_foto(request, bon: Bon) -> bool:
    """Whether the photo is for this user; only the kascommissie is asked for, so nobody else waits for the answer."""
    alleen_eigen = rollen.actieve_rol(request.user) == Rol.KASCOMMISSIE
    return not alleen_eigen or bonfoto.te_zien(request.user).filter(pk=bon.pk).exists()


def _kan_keuren(request, bon: Bon, nu: str) -> bool:
    return rollen.mag(request.user, KEUREN) and nu in TE_KEUREN and not is_eigen(bon, request.user)


def _hierna(request, bon: Bon) -> Bon | None:
    """Return the receipt after this one, for whoever decides about this one later."""
    hierna = bonlijst.volgende_te_keuren(request.user, bon)
    return None if hierna == bon else hierna


TE_KEUREN = (Bonstap.Soort.INGEDIEND, Bonstap.Soort.TERUGGEDRAAID)


@recht(ZIEN)
@require_safe
def foto(request, pk):
    """Give the photo of a receipt as a download."""
    bon = get_object_or_404(bonfoto.te_zien(request.user).select_related("foto"), pk=pk)
    if bon.foto is None:
        raise Http404
    return bewijs_antwoord(bon.foto)


@recht(NOTEREN)
@require_POST
def intrekken(request, pk):
    """Take a receipt back that is no cost yet."""
    bon = bon_of_404(request, pk)
    try:
        trek_in(bon, gebruiker=request.user)
    except (HandgeldFout, BoekFout) as fout:
        return toon(request, bon_of_404(request, pk), fout=str(fout))
    messages.success(
        request,
        _("Het bonnetje is ingetrokken. Er is weer %(over)s.") % {"over": in_taal(euro(potje.stand(bon.kamer).over))},
    )
    return _ga_naar(request, adres(bon.kamer))
