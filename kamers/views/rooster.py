"""The rota of a room: look, add, and change a series."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer.handelingen import AL_OPGESLAGEN
from buurtwerkkamer.toegang import recht
from kamers.forms.rooster import Roosterform
from kamers.forms.roosterdelen import EvenNietForm, Plekform, Stopform
from kamers.models import Activiteit
from kamers.services import overlap
from kamers.services import rooster as dienst
from kamers.services.reeksen import dag_voluit, in_woorden
from kamers.services.reekswijziging import (
    GROEPEN,
    ReeksGewijzigd,
    Wijziging,
    gewijzigde_keren,
    wijzig_activiteit,
)
from kamers.views.kamer import kamer_van


@recht("kamers.noteer")
def rooster(request, kamer):
    """Show the week."""
    kamer, nu = kamer_van(request, kamer), timezone.localdate()
    inhoud = {"week": dienst.rooster(kamer, nu), "sluitingen": dienst.komende_sluitingen(kamer, nu)}
    maandag = nu - timedelta(days=nu.weekday())
    postweken = [(maandag, _("Deze week")), (maandag + timedelta(days=7), _("Volgende week"))]
    return render(request, "kamers/rooster.html", {"kamer": kamer, "vandaag": nu, "postweken": postweken, **inhoud})


@recht("kamers.noteer")
def nieuw(request, kamer):
    """Add an activity that comes back."""
    kamer = kamer_van(request, kamer)
    form = Roosterform(request.POST or None, instance=Activiteit(kamer=kamer), vandaag=timezone.localdate())
    if form.is_bound and form.is_valid() and not _vraag(form, kamer, form.cleaned_data["van"]):
        rij = form.save(commit=False)
        tik = {"sleutel": form.cleaned_data["sleutel"], "gebruiker": request.user}
        groepen = {naam: form.cleaned_data.get(naam, []) for naam in GROEPEN}
        if not dienst.begin_activiteit(activiteit=rij, groepen=groepen, **tik):
            messages.info(request, AL_OPGESLAGEN)
            return redirect("kamers:rooster", kamer.code)
        zin = _("%(naam)s staat op het rooster.") % {"naam": rij.naam}
        messages.success(request, " ".join([zin, *_hint(rij)]))
        return redirect("kamers:activiteit", kamer.code, rij.pk)
    return toon_nieuw(request, kamer, form)


def toon_nieuw(request, kamer, form):
    """Show the form of a new activity, with what was typed."""
    return render(
        request, "kamers/rooster_form.html", {"kamer": kamer, "form": form}, status=422 if form.is_bound else 200
    )


@recht("kamers.noteer")
def activiteit(request, kamer, pk):
    """Change a series: at once, or from a day on."""
    kamer, rij = activiteit_van(request, kamer, pk)
    form = Roosterform(request.POST or None, instance=rij, vandaag=timezone.localdate())
    if form.is_bound and form.is_valid() and not _vraag(form, kamer, form.cleaned_data["ingang"]):
        try:
            gedaan = _wijzig(request, rij, form)
        except ReeksGewijzigd as fout:
            begin_opnieuw(form, fout)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            _meld(request, kamer, rij, gedaan, form.cleaned_data["sleutel"])
            return redirect("kamers:rooster", kamer.code)
    return toon(request, kamer, pk, form=form, rij=None if form.is_bound else rij)


def _wijzig(request, rij: Activiteit, form: Roosterform) -> Wijziging | None:
    schoon = form.cleaned_data
    dag = {"ingang": schoon["ingang"], "vandaag": timezone.localdate()}
    tik = {"versie": schoon["versie"] or 0, "sleutel": schoon["sleutel"], "gebruiker": request.user}
    return wijzig_activiteit(activiteit=rij, velden=form.velden(), **dag, **tik)


def _vraag(form: Roosterform, kamer, vanaf) -> bool:
    """Ask once when the room is used twice; True while the answer is needed."""
    rij = form.instance
    if dienst.al_gestuurd(form.cleaned_data["sleutel"]):
        return False
    anderen = overlap.tegelijk(rij, overlap.lopend(kamer, vanaf), vanaf)
    teken = f"{rij.weekdag} {rij.begin} {','.join(str(a.pk) for a in anderen)}"[:200]
    return form.vraag_eerst(overlap.vraag_tegelijk(rij, anderen) if anderen else "", teken)


def _hint(rij: Activiteit) -> list[str]:
    tijden = [t for t in rij.kamer.openingstijden.all() if t.tot is None or t.tot >= timezone.localdate()]
    hint = overlap.buiten_openingstijd(rij, tijden)
    return [hint] if hint else []


def _meld(request, kamer, rij: Activiteit, gedaan: Wijziging | None, sleutel) -> None:
    if gedaan is None:
        messages.info(request, AL_OPGESLAGEN)
        return
    pad = reverse("kamers:activiteit_ongedaan", args=[kamer.code, rij.pk, sleutel])
    tags = f"ongedaan:{pad}" if gedaan.terug_te_nemen else ""
    messages.success(request, " ".join([*gedaan_in_woorden(gedaan), *_hint(gedaan.activiteit)]), extra_tags=tags)


def gedaan_in_woorden(gedaan: Wijziging) -> list[str]:
    """Say what a change did: from when, what goes along, and from when people are counted otherwise."""
    nu, naam = timezone.localdate(), gedaan.activiteit.naam
    zinnen = [_("%(naam)s is aangepast.") % {"naam": naam}]
    if gedaan.vanaf:
        zin = _("%(naam)s is anders vanaf %(dag)s. Wat genoteerd is, blijft staan.")
        zinnen = [zin % {"naam": naam, "dag": dag_voluit(gedaan.vanaf, nu)}]
    if gedaan.mee:
        mee = ngettext("%(n)s aangepaste keer gaat mee.", "%(n)s aangepaste keren gaan mee.", gedaan.mee)
        zinnen.append(mee % {"n": gedaan.mee})
    if gedaan.weg:
        weg = ngettext(
            "%(n)s aangepaste keer is er niet meer.", "%(n)s aangepaste keren zijn er niet meer.", gedaan.weg
        )
        zinnen.append(weg % {"n": gedaan.weg})
    if gedaan.tellen_vanaf:
        zin = _("Dit jaar is er al geteld. Vanaf %(dag)s tellen we anders.")
        zinnen.append(zin % {"dag": dag_voluit(gedaan.tellen_vanaf, nu)})
    return zinnen


def activiteit_van(request, kamer: str, pk: int):
    """Return the room and the series of an address; otherwise 404."""
    kamer = kamer_van(request, kamer)
    return kamer, get_object_or_404(_met_alles(kamer), pk=pk)


def _met_alles(kamer):
    return dienst.met_groepen(dienst.vaste(kamer).select_related("kamer", "soort", "product"))


def begin_opnieuw(form, fout: ReeksGewijzigd) -> None:
    """Say that someone else was first and what stands there now; the next save is about that."""
    rij = fout.activiteit
    woorden = {"naam": rij.naam, "hoe_vaak": in_woorden(rij, timezone.localdate())}
    nu = _("Nu staat er: %(naam)s. %(hoe_vaak)s, %(tijd)s.") % {**woorden, "tijd": overlap.tijd(rij.begin, rij.eind)}
    uitleg = _("Iemand anders paste deze activiteit net aan. Kijk wat klopt en sla dan opnieuw op.")
    form.add_error(None, f"{uitleg} {nu}")
    form.data = form.data.copy()
    form.data["versie"], form.data["sleutel"] = rij.versie, uuid4()


def toon(request, kamer, pk: int, **forms):
    """Show the page of a series with all its forms; one that was refused keeps what was typed."""
    nu = timezone.localdate()
    rij = forms.pop("rij", None) or _met_alles(kamer).get(pk=pk)
    inhoud = {
        "form": forms.get("form") or Roosterform(instance=rij, vandaag=nu),
        "plekform": forms.get("plekform")
        or Plekform(personen=dienst.vrijwilligers_op(kamer, nu), initial={"van": nu, "uren": Decimal(2)}),
        "evenform": forms.get("evenform") or EvenNietForm(versie=rij.versie, initial={"van": nu}),
        "stopform": forms.get("stopform") or Stopform(versie=rij.versie, initial={"laatste_dag": nu}),
    }
    fout = any(form.is_bound for form in inhoud.values())
    lijst = {
        "plekken": rij.roosterplekken.op(nu).select_related("persoon").order_by("persoon__voornaam"),
        "keren": gewijzigde_keren(rij, nu),
        "hoe_vaak": in_woorden(rij, nu),
    }
    basis = {"kamer": kamer, "activiteit": rij, "fouten": fout}
    return render(request, "kamers/rooster_form.html", {**basis, **inhoud, **lijst}, status=422 if fout else 200)
