"""Proposals from handgeld: a payment of an order, own money that went back, a top-up made by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Boekstuk, Bon, Grootboekrekening, Handgeldbetaling, Rekeningsoort
from financien.services.bank.openstaand import ALLES_GELIJK, KENMERK, noemt
from financien.services.bank.voorstellen import Voorstel
from financien.services.bankplek import plek_van
from financien.services.boeken import BoekFout
from financien.services.handgeld import aanvullen, basis, betalingen
from financien.services.handgeld.basis import HandgeldFout

Per = Mapping[int, Sequence[Voorstel]]
Boeker = Callable[[Bankregel, Gebruiker], Boekstuk]


def met_handgeld(rijen: QuerySet[Bankregel]) -> QuerySet[Bankregel]:
    """Add to bank lines what handgeld they may pay: the account of a room, payments under way, own money to go back.

    A line of before an order was prepared is no payment of it: it went another way.
    """
    bedrag = Cast("bedrag", CharField())
    gelijk = {"bedrag": -1 * OuterRef("bedrag")}
    onderweg = Handgeldbetaling.objects.met_stand().onderweg()
    loopt = onderweg.filter(opdracht__klaargezet_op__date__lte=OuterRef("datum"), **gelijk).order_by("pk")
    delen = JSONObject(
        pk="pk", bon="bon", bedrag=bedrag, kenmerk="kenmerk", iban="naar_iban", opdracht="opdracht", kamer="kamer__naam"
    )
    op_tijd = {"opdracht__klaargezet_op__date__lte": OuterRef(OuterRef("datum"))}
    in_opdracht = onderweg.filter(bon__isnull=False, **op_tijd).values("bon")
    tegoeden = betalingen.open_tegoeden().exclude(pk__in=in_opdracht)
    tegoeden = tegoeden.filter(voorschieter__iban=OuterRef("tegen_iban"), **gelijk)
    pot = Grootboekrekening.objects.filter(soort=Rekeningsoort.HANDGELD, iban=OuterRef("tegen_iban"))
    pot = pot.exclude(pk=OuterRef("rekening"))
    return rijen.annotate(
        lopend=ArraySubquery(loopt.values(deel=delen)),
        tegoeden=ArraySubquery(tegoeden.values(deel=JSONObject(pk="pk", kamer="kamer__naam"))),
        potten=ArraySubquery(pot.values(deel=JSONObject(pk="pk", kamer="kamer__naam"))),
    )


def uit_handgeld(regels: Sequence[Bankregel]) -> Per:
    """Propose what a line pays of handgeld. No question for lines of ``met_handgeld``, otherwise one."""
    af = [regel for regel in regels if regel.bedrag < 0]
    if any("potten" not in vars(regel) for regel in af):
        af = list(met_handgeld(Bankregel.objects.filter(pk__in=[regel.pk for regel in af])))
    return {regel.pk: _van_regel(regel) for regel in af}


def _van_regel(regel: Bankregel) -> list[Voorstel]:
    uit = [_betaling(regel, deel) for deel in vars(regel)["lopend"] if _past(regel, deel)]
    uit += [_tegoed(deel) for deel in vars(regel)["tegoeden"]]
    return uit or [_met_de_hand(deel) for deel in vars(regel)["potten"]]


def _past(regel: Bankregel, deel: dict) -> bool:
    return regel.tegen_iban == deel["iban"] or noemt(regel, [deel["kenmerk"]])


def _betaling(regel: Bankregel, deel: dict) -> Voorstel:
    waarom = _("Handgeld voor %(kamer)s, uit betaalopdracht %(nummer)s.")
    if deel["bon"]:
        waarom = _("Eigen geld terug voor een bonnetje van %(kamer)s, uit betaalopdracht %(nummer)s.")
    waarom = waarom % {"kamer": deel["kamer"], "nummer": deel["opdracht"]}
    zeker = KENMERK if noemt(regel, [deel["kenmerk"]]) else ALLES_GELIJK
    boek = _boeker(lambda: Handgeldbetaling.objects.select_related("kamer").get(pk=deel["pk"]), betalingen.betaald)
    return Voorstel((), waarom, zeker, boek=boek, bron=f"handgeld:{deel['pk']}")


def _tegoed(deel: dict) -> Voorstel:
    waarom = _("Eigen geld terug voor een bonnetje van %(kamer)s.") % {"kamer": deel["kamer"]}
    boek = _boeker(lambda: Bon.objects.select_related("kamer").get(pk=deel["pk"]), betalingen.betaal_terug)
    return Voorstel((), waarom, ALLES_GELIJK, boek=boek, bron=f"bon:{deel['pk']}")


def _boeker(wat: Callable[[], Any], doe: Callable[..., Boekstuk]) -> Boeker:
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        vast = {"datum": regel.datum, "bankrekening": regel.rekening, "gebruiker": gebruiker, "plek": plek_van(regel)}
        try:
            return doe(wat(), sleutel=regel.volgende_sleutel, **vast)
        except HandgeldFout as fout:
            raise BoekFout(str(fout)) from fout

    return boek


def _met_de_hand(deel: dict) -> Voorstel:
    """Propose a top-up that was made outside an order: the bank did it, so it is booked as it is."""

    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        kamer = Grootboekrekening.objects.select_related("kamer").get(pk=deel["pk"]).kamer
        vast: dict[str, Any] = {"kamer": kamer, "maand": basis.eerste(regel.datum), "bedrag": -regel.bedrag}
        vast |= {"datum": regel.datum, "bankrekening": regel.rekening, "sleutel": regel.volgende_sleutel}
        basis.op_slot(vast["kamer"])
        return aanvullen.boek_aanvulling(gebruiker=gebruiker, plek=plek_van(regel), **vast).boekstuk

    waarom = _("Handgeld voor %(kamer)s.") % {"kamer": deel["kamer"]}
    return Voorstel((), waarom, ALLES_GELIJK, boek=boek, bron=f"pot:{deel['pk']}")
