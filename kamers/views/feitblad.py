"""One way to fill in a fact: show the form, store it once, and let nobody's work be silently lost."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from kamers.forms.feiten import Feitform
from kamers.services import feiten as dienst
from kamers.services.feiten import FeitGewijzigd

LANG = 300  # characters of one value in a sentence about what someone else wrote
Bewaarder = Callable[[], bool | str | None]


def bewaar_feit(form: Feitform, gebruiker) -> bool:
    """Add the row of a form, or change it; False when this form was sent before."""
    if form.instance.pk is None:
        return dienst.voeg_toe(rij=form.instance, sleutel=form.cleaned_data["sleutel"], gebruiker=gebruiker)
    dienst.wijzig(rij=form.instance, velden=form.velden(), gezien=form.cleaned_data["gezien"])
    return True


def bewerk(request, form, *, bewaar: Bewaarder | None = None, terug: str, gedaan: str, **inhoud):
    """Show a form about one fact; when it is right store it and go back to where it belongs.

    ``bewaar`` stores it (a Feitform knows how) and may return another address to go on to; False: it was sent
    before. ``gedaan`` is what the message bar says. The context needs
    ``titel`` and ``terug_tekst``; ``weg`` is the address that takes the fact away.
    """
    nieuw = isinstance(form, Feitform) and form.instance.pk is None
    if form.is_bound and form.is_valid():
        try:
            opgeslagen = bewaar() if bewaar else bewaar_feit(form, request.user)
        except FeitGewijzigd as fout:
            begin_opnieuw(form, fout)
        except ValidationError as fout:
            voeg_fout_toe(form, fout)
        else:
            if opgeslagen is False:
                messages.info(request, AL_OPGESLAGEN)
            else:
                terugweg = nieuw and not bewaar and form.instance._meta.model_name in dienst.TERUG_TE_HALEN
                tags = ongedaan_tag(form.cleaned_data["sleutel"]) if terugweg else ""
                messages.success(request, gedaan, extra_tags=tags)
            return redirect(opgeslagen if isinstance(opgeslagen, str) else terug)
    status = 422 if form.errors else 200
    return render(request, "kamers/feit_form.html", {"form": form, "terug": terug, **inhoud}, status=status)


def ongedaan_tag(sleutel) -> str:
    """Return what gives a message its button to take the act back."""
    return f"ongedaan:{reverse('kamers:feit_ongedaan', args=[sleutel])}"


def voeg_fout_toe(form, fout: ValidationError) -> None:
    """Put the sentence of a rule at its field, or on top when the form does not have that field."""
    if not hasattr(fout, "error_dict"):
        form.add_error(None, fout)
        return
    for veld, zinnen in fout.error_dict.items():
        for zin in zinnen:
            form.add_error(veld if veld in form.fields else None, zin)


def begin_opnieuw(form, fout: FeitGewijzigd) -> None:
    """Say that someone else was first and what stands there now; the next save is about that."""
    form.data = form.data.copy()
    form.data["sleutel"] = uuid4()
    if fout.nu is None:
        form.add_error(None, _("Iemand anders haalde dit net weg. Voeg het opnieuw toe als het er toch hoort."))
        return
    zin = _("Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op.")
    if hasattr(form, "nu"):
        nu = "; ".join(f"{label} {Truncator(waarde).chars(LANG) or '–'}" for label, waarde in form.nu(fout.nu))
        zin = f"{zin} {_('Nu staat er:')} {nu}"
        form.data["gezien"] = form.stand(fout.nu)
    form.add_error(None, zin)
