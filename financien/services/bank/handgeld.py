"""Proposals from handgeld: a payment of an order, own money that went back, a top-up made by hand."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Boekstuk, Bon, Grootboekrekening, Handgeldbetaling
from financien.services.bank.openstaand import ALLES_GELIJK, KENMERK, noemt
from financien.services.bank.voorstellen import Voorstel
from financien.services.boeken import BoekFout
from financien.services.handgeld import aanvullen, basis, betalingen
from financien.services.handgeld.basis import HandgeldFout

Per = Mapping[int, Sequence[Voorstel]]


def uit_handgeld(regels: Sequence[Bankregel]) -> Per:
    """Propose what a line pays of handgeld. Three queries, and none without a line that goes out."""
    af = [regel for regel in regels if regel.bedrag < 0]
    if not af:
        return {}
    lopend = list(Handgeldbetaling.objects.filter(loopt=True).select_related("kamer", "bon"))
    in_opdracht = {rij.bon_id for rij in lopend}
    tegoeden = [bon for bon in betalingen.open_tegoeden() if bon.pk not in in_opdracht]
    potten = betalingen.handgeldrekeningen()
    uit: dict[int, list[Voorstel]] = defaultdict(list)
    for regel in af:
        uit[regel.pk] += [_betaling(regel, rij) for rij in lopend if _past(regel, rij)]
        uit[regel.pk] += [_tegoed(bon) for bon in tegoeden if _gaat_naar(regel, bon)]
        if not uit[regel.pk] and regel.tegen_iban in potten and potten[regel.tegen_iban].pk != regel.rekening_id:
            uit[regel.pk] += [_met_de_hand(potten[regel.tegen_iban])]
    return uit


def _past(regel: Bankregel, rij: Handgeldbetaling) -> bool:
    return -regel.bedrag == rij.bedrag and (noemt(regel, [rij.kenmerk]) or regel.tegen_iban == rij.naar_iban)


def _gaat_naar(regel: Bankregel, bon: Bon) -> bool:
    return bon.voorschieter is not None and (-regel.bedrag, regel.tegen_iban) == (bon.bedrag, bon.voorschieter.iban)


def _betaling(regel: Bankregel, rij: Handgeldbetaling) -> Voorstel:
    waarom = _("Handgeld voor %(kamer)s, uit betaalopdracht %(nummer)s.")
    if rij.bon_id:
        waarom = _("Eigen geld terug voor een bonnetje van %(kamer)s, uit betaalopdracht %(nummer)s.")
    waarom = waarom % {"kamer": rij.kamer, "nummer": rij.opdracht_id}
    zeker = KENMERK if noemt(regel, [rij.kenmerk]) else ALLES_GELIJK
    return Voorstel((), waarom, zeker, boek=_boeker(betalingen.betaald, rij), bron=f"handgeld:{rij.pk}")


def _tegoed(bon: Bon) -> Voorstel:
    waarom = _("Eigen geld terug voor een bonnetje van %(kamer)s.") % {"kamer": bon.kamer}
    return Voorstel((), waarom, ALLES_GELIJK, boek=_boeker(betalingen.betaal_terug, bon), bron=f"bon:{bon.pk}")


def _boeker(doe: Callable[..., Boekstuk], wat) -> Callable[[Bankregel, Gebruiker], Boekstuk]:
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        vast = {"datum": regel.datum, "bankrekening": regel.rekening, "gebruiker": gebruiker}
        return _als_boekfout(lambda: doe(wat, sleutel=regel.volgende_sleutel, **vast))

    return boek


def _met_de_hand(rekening: Grootboekrekening) -> Voorstel:
    """Propose a top-up that was made outside an order: the bank did it, so it is booked as it is."""
    waarom = _("Handgeld voor %(kamer)s.") % {"kamer": rekening.kamer}

    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        if rekening.kamer is None:
            raise BoekFout(_("Deze rekening is van geen kamer."))
        basis.op_slot(rekening.kamer)
        vast: dict[str, Any] = {"kamer": rekening.kamer, "maand": basis.eerste(regel.datum), "bedrag": -regel.bedrag}
        vast |= {"datum": regel.datum, "bankrekening": regel.rekening, "sleutel": regel.volgende_sleutel}
        return aanvullen.boek_aanvulling(gebruiker=gebruiker, **vast).boekstuk

    return Voorstel((), waarom, ALLES_GELIJK, boek=boek, bron=f"pot:{rekening.pk}")


def _als_boekfout(doe: Callable[[], Boekstuk]) -> Boekstuk:
    try:
        return doe()
    except HandgeldFout as fout:
        raise BoekFout(str(fout)) from fout
