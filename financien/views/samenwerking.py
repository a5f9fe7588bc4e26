"""Agreements and assignments of a year: read, write, sign, amend."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.toegang import recht
from financien.forms.samenwerking import Afspraakform, Opdrachtform, Tekenform
from financien.models import Opdracht, Partij, Samenwerkingsafspraak
from financien.services import samenwerking as dienst
from financien.services.boeken import BoekFout
from financien.views.toekenningen import WIJZIGEN, ZIEN, financiersjaar, formulier
from kamers.models import Kamer, Partner


@recht(ZIEN)
@require_safe
def lijst(request, jaar):
    """List the agreement of the year with its amendments, and the assignments."""
    context = financiersjaar(request, jaar, "afspraken")
    afspraken = Samenwerkingsafspraak.objects.in_jaar(jaar).select_related("jaar").prefetch_related("ondertekeningen")
    opdrachten = Opdracht.objects.in_jaar(jaar).select_related("jaar", "partner").prefetch_related("ondertekeningen")
    context |= {"afspraken": list(afspraken), "opdrachten": list(opdrachten)}
    return render(request, "financien/afspraken.html", context)


def _stuk(request, model, pk: int) -> dienst.Stuk:
    ook = ("jaar", "versie__jaar", "partner") if model is Opdracht else ("jaar", "versie__jaar")
    return get_object_or_404(model.objects.zichtbaar_voor(request.user).select_related(*ook), pk=pk)


def _blad(request, stuk: dienst.Stuk, naam: str):
    kamers = list(Kamer.objects.tellend().in_volgorde())
    handtekeningen = list(stuk.ondertekeningen.select_related("partner"))
    getekend = {rij.partner_id: rij for rij in handtekeningen}
    partijen = dienst.partijen_van(stuk)
    betalers, bewoners = _soorten(stuk)
    context = {"stuk": stuk, "naam": naam, "jaar": stuk.jaar.jaar, "kamers": kamers}
    context["euros"] = dienst.euros(stuk.versie, betalers, kamers)
    context["uren"] = dienst.uren(stuk.versie, bewoners, kamers) if bewoners else []
    context["partijen"] = [(partij, getekend.get(partij.pk if partij else None)) for partij in partijen]
    context["compleet"] = all(handtekening for _partij, handtekening in context["partijen"])
    context |= {"getekend": bool(handtekeningen), "mag_wijzigen": rollen.mag(request.user, WIJZIGEN)}
    return render(request, "financien/samenwerking.html", context)


def _soorten(stuk: dienst.Stuk) -> tuple[list[Partner], list[Partner]]:
    if isinstance(stuk, Opdracht):
        return [stuk.partner], []
    partijen = list(stuk.partijen.select_related("partner"))
    delen = [[p.partner for p in partijen if p.rol == rol] for rol in (Partij.Rol.FINANCIER, Partij.Rol.BEWONERS)]
    return delen[0], delen[1]


@recht(ZIEN)
@require_safe
def afspraak(request, pk):
    """Show an agreement: parties, euros, hours, results, signatures."""
    return _blad(request, _stuk(request, Samenwerkingsafspraak, pk), "afspraak")


@recht(ZIEN)
@require_safe
def opdracht(request, pk):
    """Show an assignment: euros per room, text, signatures."""
    return _blad(request, _stuk(request, Opdracht, pk), "opdracht")


def _versie(jaar: int) -> Versie | None:
    return Versie.objects.om_mee_te_vergelijken(jaar)


@recht(WIJZIGEN)
@formulier
def afspraak_nieuw(request, jaar):
    """Write the agreement of a year, or an amendment of the signed one that starts from its text."""
    rij, versie = get_object_or_404(Jaar, jaar=jaar), _versie(jaar)
    if versie is None:
        return _eerst_begroten(request, jaar)
    vorige = Samenwerkingsafspraak.objects.in_jaar(jaar).order_by("-volgnummer").first()
    nieuw = Samenwerkingsafspraak(jaar=rij, versie=versie)
    if vorige:
        nieuw.resultaten, nieuw.intentie = vorige.resultaten, vorige.intentie
    gekozen = [p.partner for p in vorige.partijen.select_related("partner")] if vorige else None
    return _bewerk_afspraak(request, nieuw, gekozen)


@recht(WIJZIGEN)
@formulier
def afspraak_wijzig(request, pk):
    """Change an agreement that nobody signed yet."""
    stuk = _stuk(request, Samenwerkingsafspraak, pk)
    return _bewerk_afspraak(request, stuk, [p.partner for p in stuk.partijen.select_related("partner")])


def _bewerk_afspraak(request, stuk: Samenwerkingsafspraak, gekozen: list[Partner] | None):
    mogelijk = [*dienst.financiers_van(stuk.versie), *dienst.bewoners_van()]
    form = Afspraakform(request.POST or None, instance=stuk, mogelijk=mogelijk, gekozen=gekozen or mogelijk)

    def doe(schoon):
        stuk.datum, stuk.resultaten, stuk.intentie = (schoon[v] for v in ("datum", "resultaten", "intentie"))
        stuk.reden = schoon.get("reden", "")
        return dienst.bewaar_afspraak(afspraak=stuk, partijen=form.partners(), gezien=schoon["gezien"])

    titel = _("Samenwerkingsafspraak %(jaar)s") % {"jaar": stuk.jaar.jaar}
    return _bewerk(request, form, doe, "afspraak", stuk.jaar.jaar, titel=titel, stuk=stuk)


@recht(WIJZIGEN)
@formulier
def opdracht_nieuw(request, jaar):
    """Write the assignment of a financier."""
    rij, versie = get_object_or_404(Jaar, jaar=jaar), _versie(jaar)
    if versie is None:
        return _eerst_begroten(request, jaar)
    return _bewerk_opdracht(request, Opdracht(jaar=rij, versie=versie))


@recht(WIJZIGEN)
@formulier
def opdracht_wijzig(request, pk):
    """Change an assignment that nobody signed yet."""
    return _bewerk_opdracht(request, _stuk(request, Opdracht, pk))


def _bewerk_opdracht(request, stuk: Opdracht):
    form = Opdrachtform(request.POST or None, instance=stuk, mogelijk=dienst.financiers_van(stuk.versie))

    def doe(schoon):
        for veld in schoon.keys() - {"gezien"}:
            setattr(stuk, veld, schoon[veld])
        return dienst.bewaar_opdracht(opdracht=stuk, gezien=schoon["gezien"])

    titel = _("Opdracht %(jaar)s") % {"jaar": stuk.jaar.jaar}
    return _bewerk(request, form, doe, "opdracht", stuk.jaar.jaar, titel=titel, stuk=stuk)


def _bewerk(request, form, doe, naam: str, jaar: int, *, titel: str, stuk: dienst.Stuk | None = None):
    if form.is_valid():
        try:
            gedaan = doe(form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
            if stuk and isinstance(fout, dienst.AfspraakGewijzigd):
                form.begin_opnieuw(dienst.merk_van(stuk))
        else:
            messages.success(request, _("Dit is bewaard."))
            return redirect(f"financien:{naam}", gedaan.pk)
    context = {"form": form, "jaar": jaar, "titel": titel, "knop": _("Bewaar"), "stuk": stuk, "naam": naam}
    return render(request, "financien/samenwerking_form.html", context, status=422 if form.errors else 200)


def _eerst_begroten(request, jaar: int):
    messages.error(request, _("Er is nog geen begroting van %(jaar)s. Begin die eerst.") % {"jaar": jaar})
    return redirect("financien:afspraken", jaar)


@recht(WIJZIGEN)
@formulier
def afspraak_teken(request, pk):
    """Write down that a party signed the agreement."""
    return _teken(request, _stuk(request, Samenwerkingsafspraak, pk), "afspraak")


@recht(WIJZIGEN)
@formulier
def opdracht_teken(request, pk):
    """Write down that a party signed the assignment."""
    return _teken(request, _stuk(request, Opdracht, pk), "opdracht")


def _teken(request, stuk: dienst.Stuk, naam: str):
    al = set(stuk.ondertekeningen.values_list("partner", flat=True))
    form = Tekenform(request.POST or None, open_=[p for p in dienst.partijen_van(stuk) if (p and p.pk) not in al])

    def doe(schoon):
        vast = {"functie": schoon["functie"], "datum": schoon["datum"], "gebruiker": request.user}
        dienst.teken(stuk=stuk, partner=form.op[schoon["partij"]], **vast)
        return stuk

    return _bewerk(request, form, doe, naam, stuk.jaar.jaar, titel=_("Ondertekening vastleggen"))
