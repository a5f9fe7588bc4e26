"""How a series stood before and after a change, and putting it back: days and ids, no names, no reasons."""

from datetime import date, time
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from buurtwerkkamer.handelingen import neem_terug
from kamers.models import Activiteit, Bijeenkomst, Roosterplek
from kamers.services.keer import een_tegelijk


class NietMeerTerug(Exception):
    """The series, its successor or its rota changed after the act, so taking it back would undo that as well."""


def stand_van_reeks(rij: Activiteit) -> dict:
    """Return the end of a series, who is on its rota, and its moved and cancelled times, as JSON."""
    keren = Bijeenkomst.objects.filter(activiteit=rij).exclude(status=Bijeenkomst.Status.GENOTEERD)
    plekken = rij.roosterplekken.order_by("pk").values_list("persoon_id", "uren", "van", "tot")
    velden = ("gepland", "dag", "begin", "eind", "status")
    return {
        "versie": rij.versie,
        "tot": rij.tot and rij.tot.isoformat(),
        "plekken": [[wie, str(uren), van.isoformat(), tot and tot.isoformat()] for wie, uren, van, tot in plekken],
        "keren": [[str(waarde) for waarde in keer] for keer in keren.order_by("gepland").values_list(*velden)],
    }


@transaction.atomic
def neem_wijziging_terug(*, activiteit: Activiteit, sleutel: UUID, gebruiker) -> bool:
    """Take back the end of a series or its successor; False when that was done before or the key is unknown.

    NietMeerTerug when something was logged or changed since. A cancelled time comes back without its reason, when
    it had no day any more: an act remembers no texts.
    """
    een_tegelijk(activiteit.kamer_id)
    handeling = neem_terug(sleutel, gebruiker, f"activiteit:{activiteit.pk}")
    if handeling is None:
        return False
    rij = Activiteit.objects.select_for_update(of=("self",)).get(pk=activiteit.pk)
    na, voor = handeling.na or {}, handeling.voor or {}
    if not voor or {**stand_van_reeks(rij), "opvolgers": na.get("opvolgers")} != na:
        raise NietMeerTerug
    for pk, versie in reversed(na["opvolgers"]):
        _haal_terug(Activiteit.objects.select_for_update(of=("self",)).filter(pk=pk, versie=versie).first(), rij, voor)
    _zet_terug(rij, voor)
    return True


def _haal_terug(opvolger: Activiteit | None, rij: Activiteit, voor: dict) -> None:
    """Give the times of a successor back to the series it came from, and remove it."""
    bekend = {keer[0] for keer in voor["keren"]}
    if opvolger is None:
        raise NietMeerTerug
    keren = Bijeenkomst.objects.filter(activiteit=opvolger)
    if any(keer.status == Bijeenkomst.Status.GENOTEERD or str(keer.gepland) not in bekend for keer in keren):
        raise NietMeerTerug
    overnemen = {"naam": rij.naam, "soort": rij.soort, "product": rij.product}
    keren.update(activiteit=rij, **overnemen)
    opvolger.delete()


def _zet_terug(rij: Activiteit, voor: dict) -> None:
    rij.tot = _dag(voor["tot"])
    rij.versie += 1
    rij.save(update_fields=["tot", "versie"])
    rij.roosterplekken.all().delete()
    for wie, uren, van, tot in voor["plekken"]:
        vast = {"uren": Decimal(uren), "van": _dag(van), "tot": _dag(tot)}
        Roosterplek.objects.create(activiteit=rij, persoon_id=wie, **vast)
    staat = {str(gepland) for gepland in rij.bijeenkomsten.values_list("gepland", flat=True)}
    for gepland, dag, begin, eind, status in voor["keren"]:
        if gepland not in staat:
            tijden = {"begin": time.fromisoformat(begin), "eind": time.fromisoformat(eind)}
            overnemen = {veld: getattr(rij, veld) for veld in ("kamer", "soort", "product", "naam")}
            dagen = {"gepland": _dag(gepland), "dag": _dag(dag)}
            Bijeenkomst.objects.create(activiteit=rij, status=status, **dagen, **tijden, **overnemen)


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None
