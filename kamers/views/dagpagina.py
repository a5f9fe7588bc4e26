"""What the page of a day needs, whole or in parts, for every view that answers with it."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from buurtwerkkamer import bedragen, panelen
from buurtwerkkamer.tablet import afgeschermd
from buurtwerkkamer.wachtrij import uit_wachtrij
from kamers.forms.kaart import Kaartform, Slotkaart, begin_van
from kamers.forms.namenkaart import Namenkaart, gekozen_namen
from kamers.models import Bijeenkomst, Kamer
from kamers.services import tellen
from kamers.services.dag import Dagbeeld, Dagregel, dagbeeld, wie_hielpen
from kamers.services.inloop import inlopen
from kamers.services.klussen import van_vandaag
from kamers.services.volledigheid import van_de_dag
from kamers.services.wie import op_de_kaart
from kamers.views.redenen import redenen
from kamers.views.tabletlijst import tabletlijst


@dataclass(frozen=True)
class Blad:
    """A request for one day of one room."""

    request: object
    kamer: Kamer
    dag: date

    @property
    def adres(self) -> str:
        if self.dag == timezone.localdate():
            return reverse("kamers:vandaag", args=[self.kamer.code])
        return reverse("kamers:dag", args=[self.kamer.code, self.dag])

    def kaart(self, regel: Dagregel, data=None, begin: dict | None = None, gevonden=frozenset()) -> Kaartform:
        """Return the card of an occurrence: empty, with what stands there, or with what was typed.

        ``gevonden``: persons that a search brought up, on a card by names.
        """
        if regel.met_namen and afgeschermd(self.request.user):
            return Slotkaart()
        helpers = regel.helpers if regel.genoteerd and not regel.alleen_gescand else None
        staat = begin_van({**vars(regel.rij), "namen": list(regel.namen)}) if regel.genoteerd else {}
        initial = {"versie": regel.versie, **staat, **(begin or {})}
        vast = {"soort": regel.activiteit.soort.op_scherm, "helpers": helpers, "initial": initial}
        erbij = [h.persoon for h in helpers or []]
        if regel.met_namen:
            gekozen = gekozen_namen(data) | frozenset(initial.get("namen", ())) | gevonden
            plek = {"helpers": erbij, "namen": regel.namen, "gekozen": gekozen}
            mensen = op_de_kaart(self.kamer, regel.activiteit, self.dag, **plek)
            return Namenkaart(data, mensen=mensen, gevonden=gevonden, personen=mensen.helpers, **vast)
        personen = list(wie_hielpen(self.kamer, regel.activiteit.pk, self.dag, erbij))
        return Kaartform(data, personen=personen, met_kinderen=regel.activiteit.met_kinderen, **vast)

    def inhoud(self, beeld: Dagbeeld, regel: Dagregel | None, form: Kaartform | None, **extra) -> dict:
        """Return the context of the activities, without the side of the page."""
        return {
            "kamer": self.kamer,
            "dag": self.dag,
            "adres": self.adres,
            "beeld": beeld,
            "kaart": regel,
            "form": form,
            "nu": timezone.localtime().time(),
            "is_vandaag": self.dag == timezone.localdate(),
            "nu_jaar": timezone.localdate().year,
            "inlopen": (tikken := inlopen(beeld, timezone.localdate())),
            "inloop_sleutels": [tik.regel.sleutel for tik in tikken],
            "waarschuwingen": self.waarschuwingen(regel, form),
            "anders_sleutel": uuid4(),
            "verplaats_sleutel": uuid4(),
            "tabletlijst": self.tabletlijst(beeld, {tik.regel.sleutel for tik in tikken}),
            **extra,
        }

    def tabletlijst(self, beeld: Dagbeeld, tikken: set[str]) -> str:
        """Return what the tablet keeps of today to go on without internet; of no other day."""
        return tabletlijst(self.kamer, beeld, tikken) if beeld.dag == timezone.localdate() else ""

    def waarschuwingen(self, regel: Dagregel | None, form: Kaartform | None) -> list:
        """Return what higher floors warn for on the open card: only where children come, by who stands on it now."""
        if regel is None or form is None or form.op_slot or not regel.activiteit.met_kinderen:
            return []
        personen = [int(wie) for wie in form["personen"].value() or [] if str(wie).isdigit()]
        return panelen.panelen("kaart.waarschuwing", kamer=self.kamer, dag=self.dag, personen=personen)

    def zijkant(self) -> dict:
        """Return the context of the side: klussen, what the year brought, panels of higher floors."""
        plek = {"kamer": self.kamer, "dag": self.dag, "gebruiker": self.request.user}
        klussen, op_slot = van_vandaag(self.kamer, self.dag), afgeschermd(self.request.user)
        return {
            "klussen": [] if op_slot else klussen,
            "klussen_op_slot": len(klussen) if op_slot else None,
            **jaar_samen(self.kamer, self.dag),
            "panelen": panelen.panelen("vandaag.zij", **plek),
        }

    def antwoord(self, regel=None, form=None, status=200, **extra):
        """Answer with the activities: the part for htmx, otherwise the whole page."""
        if status == 422 and uit_wachtrij(self.request):
            response = HttpResponse(status=422)
            response.redenen = redenen(extra.get("anders") or form)
            return response
        beeld = extra.pop("beeld", None) or dagbeeld(self.kamer, self.dag)
        regel = regel and (beeld.regel(regel.sleutel) or regel)
        inhoud = self.inhoud(beeld, regel, form, **extra)
        if self.request.htmx:
            inhoud |= jaar_samen(self.kamer, self.dag)
            return render(self.request, "kamers/_dag_antwoord.html", inhoud, status=status)
        return render(self.request, "kamers/dag.html", {**inhoud, **self.zijkant()}, status=status)

    def klaar(self, focus: str = "", **extra):
        """Answer after an act: the activities as they are now, or without htmx the page itself."""
        if not self.request.htmx:
            return redirect(self.adres)
        beeld = dagbeeld(self.kamer, self.dag)
        regel = eerste_aan_de_beurt(beeld)
        return self.antwoord(regel, regel and self.kaart(regel), beeld=beeld, focus=focus, **extra)

    def meld(self, tekst: str, sleutel=None, niveau=messages.SUCCESS) -> None:
        """Show one message, instead of those still waiting; with a key it can be taken back."""
        list(messages.get_messages(self.request))
        pad = reverse("kamers:ongedaan", args=[self.kamer.code, self.dag, sleutel]) if sleutel else ""
        messages.add_message(self.request, niveau, tekst, extra_tags=f"ongedaan:{pad}" if pad else "")


def jaar_samen(kamer: Kamer, dag: date) -> dict:
    """Return the context of "Dit jaar samen": reached beside agreed, how complete that is, and what was forgotten."""
    compleet, vergeten = van_de_dag(kamer, dag)
    eerder = [keer for keer in vergeten if keer.dag != dag]  # what this day lacks stands beside it
    return {"doelen": tellen.doelen(kamer, dag.year), "compleet": compleet, "vergeten": eerder}


def eerste_aan_de_beurt(beeld: Dagbeeld) -> Dagregel | None:
    """Return the occurrence whose card stands open: the first one not logged that has begun.

    Before the first activity of the day has begun it is that one, so that the page never starts without a card.
    """
    if beeld.dag != timezone.localdate():
        return beeld.eerste_open
    nu = timezone.localtime().time()
    met_kaart = [r for r in beeld.regels if not r.tikken_kan]  # a drop-in has a card of its own all day
    begonnen = next((r for r in met_kaart if r.open and r.begin <= nu), None)
    niets_gedaan = all(r.open for r in met_kaart)
    return begonnen or (next(iter(met_kaart), None) if niets_gedaan else None)


def genoteerd_tekst(rij: Bijeenkomst) -> str:
    """Say what was noted and where the year stands: "Genoteerd. 12 deelnemers. Bij Taal nu 50 van 50 mensen."."""
    deelnemers = ngettext("Genoteerd. %(n)s deelnemer.", "Genoteerd. %(n)s deelnemers.", rij.deelnemers)
    delen = [deelnemers % {"n": bedragen.getal(rij.deelnemers)}]
    doel = next((d for d in tellen.doelen(rij.kamer, rij.dag.year) if d.soort == rij.soort_id), None)
    if doel and doel.bereikt is not None:
        delen.append(_stand_tekst(rij, doel))
    return " ".join(delen)


def _stand_tekst(rij: Bijeenkomst, doel: tellen.Doel) -> str:
    waar = _("Bij %(soort)s") % {"soort": doel.naam}
    if rij.dag.year != timezone.localdate().year:
        waar = _("Bij %(soort)s in %(jaar)s") % {"soort": doel.naam, "jaar": rij.dag.year}
    woorden = {"waar": waar, "bereikt": bedragen.in_taal(bedragen.getal(doel.bereikt))}
    if doel.afspraak is None:
        return ngettext("%(waar)s nu %(bereikt)s mens.", "%(waar)s nu %(bereikt)s mensen.", doel.bereikt) % woorden
    woorden["doel"] = bedragen.in_taal(bedragen.getal(doel.afspraak))
    return _("%(waar)s nu %(bereikt)s van %(doel)s mensen.") % woorden
