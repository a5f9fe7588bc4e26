"""The pages of money in their other states: for others who look, and of a room or a year without anything."""

from collections.abc import Iterator

from django.utils import timezone

from buurtwerkkamer.rollen import Rol
from tests.reis.adressen import FOUT_BESTAND, Bladzijde
from tests.reis.wereld import LEEG, Wereld


def facturen(blad) -> Iterator[Bladzijde]:
    """Yield the pages of invoices and payments for the others who work with them."""
    yield blad("financien:kamerfacturen", "lege coordinator", kamer=LEEG)
    yield from (blad("financien:facturen", rol) for rol in (Rol.PROJECTCOACH, Rol.BESTUUR))
    yield from (blad("financien:factuur", rol) for rol in (Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.KASCOMMISSIE))
    yield from (blad("financien:betaling", rol) for rol in (Rol.PROJECTCOACH, Rol.BESTUUR))
    for naam in ("facturen", "btw", "betalingen", "klaarzetten", "verdeling"):
        yield blad(f"financien:{naam}", Rol.PENNINGMEESTER, "2018", jaar=2018)
    klaar = "/financien/boeken/{}/facturen/?klaar"
    yield Bladzijde("facturen die klaar zijn", Rol.PENNINGMEESTER, lambda w: klaar.format(w.jaar))


def handgeld(blad) -> Iterator[Bladzijde]:
    """Yield the pots and receipts for others, and of a room without anything yet."""
    yield from (blad(f"financien:{n}", "lege coordinator", kamer=LEEG) for n in ("handgeld", "bon_nieuw", "tellingen"))
    yield from (blad("financien:handgeld", rol) for rol in (Rol.ASSISTENT, Rol.PENNINGMEESTER, Rol.KASCOMMISSIE))
    yield from (blad("financien:bon", rol) for rol in (Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT))
    yield from (blad(f"financien:{n}", Rol.KASCOMMISSIE) for n in ("bonnen", "potjes", "terugbetalen"))
    yield Bladzijde("bon goedgekeurd", Rol.COORDINATOR, lambda w: f"/financien/bonnen/{w.rijen['bon goed']}/")
    yield Bladzijde("bonnetjes die klaar zijn", Rol.PENNINGMEESTER, lambda w: "/financien/bonnen/?klaar")
    yield Bladzijde("tablet handgeld", "coordinator op de tablet met code", lambda w: "/kamers/cjm/handgeld/")


def boeken(blad, leeg_jaar: dict) -> Iterator[Bladzijde]:
    """Yield the pages of files, wages and accruals for others, and in a year with nothing in it."""
    yield from (blad(f"financien:{n}", **leeg_jaar) for n in ("uitvoer", "lonen", "overlopend", "elders"))
    yield from (blad(f"financien:{n}", Rol.KASCOMMISSIE) for n in ("uitvoer", "overlopend", "elders", "invoersoorten"))
    yield blad("financien:lonen", Rol.ACCOUNTANT)
    yield blad("financien:jaar", **leeg_jaar)
    yield blad("financien:maand", **leeg_jaar)
    yield from (blad("financien:maand", Rol.PENNINGMEESTER, f"maand {nummer}", maand=nummer) for nummer in (2, 3, 12))
    yield blad("financien:jaar", Rol.KASCOMMISSIE)
    vorig = timezone.localdate().year - 1
    yield from (blad(f"financien:{n}", Rol.KASCOMMISSIE, "vorig jaar", jaar=vorig) for n in ("jaar", "bestemmen"))
    yield blad("financien:bestemmen", Rol.PENNINGMEESTER, "vorig jaar", jaar=vorig)
    yield from (blad("financien:invoer", Rol.PENNINGMEESTER, wat, blad=wat) for wat in ("balans", "grootboek"))
    yield blad("financien:invoer_bekijk", Rol.PENNINGMEESTER, "fout", sleutel=FOUT_BESTAND)


def vooruit(blad) -> Iterator[Bladzijde]:
    """Yield budget against realisation in its other states."""
    yield blad("financien:realisatie", Rol.PROJECTCOACH)
    yield blad("financien:realisatie", Rol.KASCOMMISSIE, "2018", jaar=2018)
    kamer = "?kamer=cjm&maand=2"
    yield Bladzijde("realisatie kamer", Rol.PENNINGMEESTER, lambda w: f"/financien/realisatie/{w.jaar}/{kamer}")
    yield blad("financien:uitgaven", Rol.COORDINATOR)
    yield blad("financien:uitgaven", Rol.BESTUUR, "loon", post="m1")
    yield blad("financien:kamergeld", "lege coordinator", kamer=LEEG)
    yield blad("financien:liquiditeit", Rol.PROJECTCOACH)
    yield blad("financien:wat_als", Rol.KASCOMMISSIE, "2018", jaar=2018)
    yield Bladzijde("wat als met een fout", Rol.PENNINGMEESTER, _wat_als)


def _wat_als(wereld: Wereld) -> str:
    return f"/financien/realisatie/{wereld.jaar}/wat-als/?r-{wereld.rijen['bron die geldt']}=veel"
