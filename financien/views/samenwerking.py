"""Agreements and assignments of a year: read, write, sign, amend; and a wrong signature that falls away."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buurtwerkkamer import rollen
from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.toegang import recht
from financien.forms.samenwerking import Afspraakform, Opdrachtform, Tekenform
from financien.forms.toekenningpapier import Vervalform
from financien.models import Ondertekening, Opdracht, Partij, Samenwerkingsafspraak
from financien.services import samenwerking as dienst
from financien.services.boeken import BoekFout
from financien.services.toekenningpapier import laat_vervallen
from financien.views.toekenningen import WIJZIGEN, ZIEN, financiersjaar, formulier
from kamers.models import Kamer, Partner


@recht(ZIEN)
@require_safe
def lijst(request, jaar):
    """List the agreement of the year with its amendments, and the assignments."""
    context = financiersjaar(request, jaar, "afspraken")
    getekend = Prefetch("ondertekeningen", Ondertekening.objects.geldig())
    afspraken = Samenwerkingsafspraak.objects.in_jaar(jaar).select_related("jaar").prefetch_related(getekend)
    opdrachten = Opdracht.objects.in_jaar(jaar).select_related("jaar", "partner").prefetch_related(getekend)
    context |= {"afspraken": list(afspraken), "opdrachten": list(opdrachten)}
    return render(request, "financien/afspraken.html", context)


def _stuk(request, model, pk: int) -> dienst.Stuk:
    ook = ("jaar", "versie__jaar", "partner") if model is Opdracht else ("jaar", "versie__jaar")
    rijen = model.objects.zichtbaar_voor(request.user).select_related(*ook)
    return get_object_or_404(dienst.met_stand(rijen), pk=pk)


def _blad(request, stuk: dienst.Stuk, naam: str):
    kamers = list(Kamer.objects.tellend().in_volgorde())
    handtekeningen = list(stuk.ondertekeningen.select_related("partner", "verval__wie"))
    getekend = {rij.partner_id: rij for rij in handtekeningen if not rij.vervallen}
    betalers, bewoners = _soorten(stuk)
    versie = dienst.versie_van(stuk)
    context = {"stuk": stuk, "naam": naam, "jaar": stuk.jaar.jaar, "kamers": kamers, "versie": versie}
    context["euros"] = dienst.euros(versie, betalers, kamers)
    context["uren"] = dienst.uren(versie, bewoners, kamers) if bewoners else []
    partijen = [None, *betalers, *bewoners]
    context["partijen"] = [(partij, getekend.get(partij.pk if partij else None)) for partij in partijen]
    context["compleet"] = all(handtekening for _partij, handtekening in context["partijen"])
    context["vervallen"] = [rij for rij in handtekeningen if rij.vervallen]
    context["mag_wijzigen"] = rollen.mag(request.user, WIJZIGEN)
    return render(request, "financien/samenwerking.html", context)


def _soorten(stuk: dienst.Stuk) -> tuple[list[Partner], list[Partner]]:
    """Return who brings in euros, and who brings in hours."""
    if isinstance(stuk, Opdracht):
        return [stuk.partner], []
    partijen = list(stuk.partijen.select_related("partner"))
    bewoners = [partij.partner for partij in partijen if partij.rol == Partij.Rol.BEWONERS]
    return [partij.partner for partij in partijen if partij.rol == Partij.Rol.FINANCIER], bewoners


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
    versie = dienst.versie_van(stuk)
    betaalt = dienst.financiers_van(versie)
    al = [p for p in gekozen or () if p not in betaalt and p.soort != Partner.Soort.BEWONERSVERENIGING]
    mogelijk = [*betaalt, *al, *dienst.bewoners_van()]
    vast = {"gekozen": gekozen or mogelijk, "gezien": dienst.merk_met(stuk, versie)}
    form = Afspraakform(request.POST or None, instance=stuk, mogelijk=mogelijk, **vast)

    def doe(schoon):
        stuk.datum, stuk.resultaten, stuk.intentie = (schoon[v] for v in ("datum", "resultaten", "intentie"))
        stuk.reden = schoon.get("reden", "")
        return dienst.bewaar_afspraak(afspraak=stuk, partijen=form.partners(), gezien=schoon["gezien"])

    titel = _("Samenwerkingsafspraak %(jaar)s") % {"jaar": stuk.jaar.jaar}
    return _bewerk(request, form, doe, "afspraak", stuk.jaar.jaar, titel=titel, stuk=stuk, versie=versie)


@recht(WIJZIGEN)
@formulier
def opdracht_nieuw(request, jaar):
    """Write the first assignment of a financier."""
    rij, versie = get_object_or_404(Jaar, jaar=jaar), _versie(jaar)
    if versie is None:
        return _eerst_begroten(request, jaar)
    return _bewerk_opdracht(request, Opdracht(jaar=rij, versie=versie))


@recht(WIJZIGEN)
@formulier
def opdracht_vervolg(request, pk):
    """Write an amendment of a signed assignment, which begins with its text."""
    vorige = _stuk(request, Opdracht, pk)
    if vars(vorige)["opgevolgd"]:
        messages.error(request, _("Hierna kwam al een wijziging. Open die."))
        return redirect("financien:opdracht", vorige.pk)
    zelfde = {veld: getattr(vorige, veld) for veld in ("jaar", "versie", "partner", "tekst")}
    return _bewerk_opdracht(request, Opdracht(**zelfde), vorige)


@recht(WIJZIGEN)
@formulier
def opdracht_wijzig(request, pk):
    """Change an assignment that nobody signed yet."""
    return _bewerk_opdracht(request, _stuk(request, Opdracht, pk))


def _bewerk_opdracht(request, stuk: Opdracht, vorige: Opdracht | None = None):
    versie = dienst.versie_van(stuk)
    al = set(Opdracht.objects.in_jaar(stuk.jaar.jaar).values_list("partner", flat=True))
    mogelijk = [partner for partner in dienst.financiers_van(versie) if partner.pk not in al]
    vast = {"gezien": dienst.merk_met(stuk, versie), "vorige": vorige}
    form = Opdrachtform(request.POST or None, instance=stuk, mogelijk=mogelijk, **vast)

    def doe(schoon):
        for veld in schoon.keys() - {"gezien"}:
            setattr(stuk, veld, schoon[veld])
        return dienst.bewaar_opdracht(opdracht=stuk, gezien=schoon["gezien"])

    titel = _("Opdracht %(jaar)s") % {"jaar": stuk.jaar.jaar}
    if vorige or stuk.pk:
        titel = str(vorige or stuk)
    return _bewerk(request, form, doe, "opdracht", stuk.jaar.jaar, titel=titel, stuk=stuk, versie=versie)


def _bewerk(request, form, doe, naam: str, jaar: int, *, titel: str, stuk: dienst.Stuk, **ander):
    """Show a form about a paper, or do what it asks and go to the paper. ``ander``: for the page."""
    if form.is_valid():
        try:
            gedaan = doe(form.cleaned_data)
        except BoekFout as fout:
            form.add_error(None, str(fout))
            if isinstance(fout, dienst.AfspraakGewijzigd):
                form.begin_opnieuw(dienst.merk_van(stuk))
        else:
            messages.success(request, _("Dit is bewaard."))
            return redirect(f"financien:{naam}", gedaan.pk)
    context = {"form": form, "jaar": jaar, "titel": titel, "knop": _("Bewaar"), "stuk": stuk, "naam": naam, **ander}
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
    al = set(stuk.ondertekeningen.geldig().values_list("partner", flat=True))
    open_ = [p for p in dienst.partijen_van(stuk) if (p and p.pk) not in al]
    versie = dienst.versie_van(stuk)
    form = Tekenform(request.POST or None, open_=open_, gezien=dienst.merk_met(stuk, versie))

    def doe(schoon):
        vast = {"functie": schoon["functie"], "datum": schoon["datum"], "gezien": schoon["gezien"]}
        dienst.teken(stuk=stuk, partner=form.op[schoon["partij"]], gebruiker=request.user, **vast)
        return stuk

    vast = {"titel": _("Ondertekening vastleggen"), "stuk": stuk, "versie": versie}
    return _bewerk(request, form, doe, naam, stuk.jaar.jaar, **vast)


@recht(WIJZIGEN)
@formulier
def ondertekening_vervalt(request, pk):
    """Let a wrong signature fall away: it stays to be read, and counts no longer."""
    rijen = Ondertekening.objects.zichtbaar_voor(request.user)
    rij = get_object_or_404(rijen.select_related("partner", "opdracht", "samenwerkingsafspraak"), pk=pk)
    naam, eigen = ("opdracht", rij.opdracht) if rij.opdracht else ("afspraak", rij.samenwerkingsafspraak)
    stuk = _stuk(request, type(eigen), eigen.pk)

    def doe(schoon):
        laat_vervallen(rij, reden=schoon["reden"], gebruiker=request.user)
        return stuk

    vast = {"titel": _("Handtekening vervalt"), "stuk": stuk, "handtekening": rij}
    vast["knop"] = _("Laat de handtekening vervallen")
    return _bewerk(request, Vervalform(request.POST or None), doe, naam, stuk.jaar.jaar, **vast)
