"""Proposals from what is open: the invoices and payment orders that we pay."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from buurtwerkkamer.models import Gebruiker
from financien.models import Bankregel, Betaalopdracht, Boekstuk, Inkoopfactuur
from financien.services.bank.openfacturen import lees_facturen
from financien.services.bank.vergelijken import KORTST, gelijk
from financien.services.bank.voorstellen import Voorstel
from financien.services.bankplek import plek_van
from financien.services.betalen import betaald
from financien.services.saldi import NUL

Per = Mapping[int, Sequence[Voorstel]]
KENMERK, ALLES_GELIJK, OPDRACHT, SAMEN, NAAM = 97, 94, 93, 92, 85  # how sure: by reference, account and amount, name
MEEST_SAMEN = 12  # of more open invoices nobody can tell which ones a sum was


def uit_facturen(regels: Sequence[Bankregel]) -> Per:
    """Propose the open invoice that a line pays, several of one supplier, or the order that went out in one amount.

    What a supplier pays back closes a credit note. One query.
    """
    facturen = [factuur for factuur in lees_facturen(regels) if vars(factuur)["open"]] if regels else []
    verzonden = _verzonden(facturen)
    sommen = {pk: Sommen(rijen) for pk, rijen in _per_leverancier(facturen).items() if len(rijen) > 1}
    uit: dict[int, list[Voorstel]] = defaultdict(list)
    for regel in regels:
        for factuur in facturen:
            uit[regel.pk] += _factuur(regel, factuur)
        if regel.bedrag < 0:
            bundel = () if regel.tegen_iban else verzonden  # the bank names no account beside a batch
            past = [rij for rij in bundel if rij[2] == -regel.bedrag and kan_nog(rij[3], regel)]
            uit[regel.pk] += [_opdracht(regel, *rij[:3]) for rij in past]
            uit[regel.pk] += _samen(regel, sommen)
    return uit


def _verzonden(facturen: Iterable[Inkoopfactuur]) -> list[tuple[int, int, Decimal, str]]:
    """Return the approved orders of more than one payment that the bank did not show: key, number, amount, since."""
    per: dict[tuple[int, int, str], Decimal] = defaultdict(lambda: NUL)
    for factuur in facturen:
        for deel in vars(factuur)["lopend"]:
            if deel["goedgekeurd"] and deel["aantal"] > 1:
                per[deel["opdracht"], deel["aantal"], deel["vanaf"]] += Decimal(deel["bedrag"])
    return [(opdracht, aantal, open_, vanaf) for (opdracht, aantal, vanaf), open_ in per.items()]


def kan_nog(vanaf: str, regel: Bankregel) -> bool:
    """Tell whether a line can be a payment of an order that was prepared on this day (YYYY-MM-DD): not before it."""
    return vanaf <= regel.datum.isoformat()


def _per_leverancier(facturen: Iterable[Inkoopfactuur]) -> dict[int, list[Inkoopfactuur]]:
    per: dict[int, list[Inkoopfactuur]] = defaultdict(list)
    for factuur in facturen:
        per[factuur.leverancier_id].append(factuur)
    return per


class Sommen:
    """Which invoices of one supplier add up to an amount: asked of many lines, counted once."""

    def __init__(self, facturen: Sequence[Inkoopfactuur]):
        self.facturen = facturen
        self._per_som = self._tel(facturen) if len(facturen) <= MEEST_SAMEN else {}

    @staticmethod
    def _tel(facturen: Sequence[Inkoopfactuur]) -> dict[Decimal, tuple[Inkoopfactuur, ...] | None]:
        per_som: dict[Decimal, tuple[Inkoopfactuur, ...] | None] = {NUL: ()}
        for factuur in facturen:
            met = {som + vars(factuur)["open"]: (deel, factuur) for som, deel in per_som.items()}
            erbij = {som: None if deel is None else (*deel, wie) for som, (deel, wie) in met.items()}
            per_som = erbij | {som: None if som in erbij else deel for som, deel in per_som.items()}
        return per_som

    def van(self, bedrag: Decimal) -> tuple[Inkoopfactuur, ...]:
        """Return the only choice of two or more invoices that is this amount; nothing when there are more ways."""
        gevonden = self._per_som.get(bedrag) or ()
        return gevonden if len(gevonden) > 1 else ()


def _samen(regel: Bankregel, sommen: Mapping[int, Sommen]) -> list[Voorstel]:
    van_wie = [rij for rij in sommen.values() if gaat_naar(regel, rij.facturen[0])]
    gevonden = [delen for delen in (rij.van(-regel.bedrag) for rij in van_wie) if delen]
    if len(gevonden) != 1:
        return []
    facturen = gevonden[0]
    wat = {"facturen": ", ".join(f.nummer for f in facturen), "leverancier": facturen[0].leverancier}
    waarom = _("Betaalt samen %(facturen)s van %(leverancier)s.") % wat
    bron = "samen:" + ",".join(f"{f.pk}:{vars(f)['open']}" for f in facturen)
    return [Voorstel((), waarom, SAMEN, boek=_betaler(lambda: facturen), bron=bron)]


def gaat_naar(regel: Bankregel, factuur: Inkoopfactuur) -> bool:
    """Tell whether a line is between us and this supplier: by the account, or by the name when the bank gives none."""
    if regel.tegen_iban:
        return regel.tegen_iban == vars(factuur)["naar"]
    return noemt(regel, [factuur.leverancier.naam], kortst=5)


def _factuur(regel: Bankregel, factuur: Inkoopfactuur) -> list[Voorstel]:
    open_ = vars(factuur)["open"]
    bedrag = -regel.bedrag
    if bedrag * open_ < 0 or abs(bedrag) > abs(open_):
        return []
    heel, van_hem = bedrag == open_, gaat_naar(regel, factuur)
    kenmerken = [deel["kenmerk"] for deel in vars(factuur)["lopend"] if kan_nog(deel["vanaf"], regel)]
    genoemd = noemt(regel, kenmerken) or (van_hem and noemt(regel, [factuur.nummer], kortst=1))
    if not genoemd and not (heel and van_hem):
        return []
    gelijk_ = ALLES_GELIJK if regel.tegen_iban else NAAM
    zekerheid = (KENMERK if genoemd else gelijk_) - (0 if heel else 15)
    waarom = _zin(heel=heel, terug=open_ < 0) % {"factuur": factuur.nummer, "leverancier": factuur.leverancier}
    return [_van_factuur(factuur, waarom, zekerheid)]


def _van_factuur(factuur: Inkoopfactuur, waarom: str, zekerheid: int) -> Voorstel:
    bron = f"factuur:{factuur.pk}:{vars(factuur)['open']}"
    return Voorstel((), waarom, zekerheid, boek=_betaler(lambda: factuur), bron=bron)


def betaalt_heel(factuur: Inkoopfactuur) -> Voorstel:
    """Return how a line is booked as the whole payment of an invoice that someone chose."""
    wat = {"factuur": factuur.nummer, "leverancier": factuur.leverancier}
    return _van_factuur(factuur, _zin(heel=True, terug=False) % wat, NAAM)


def _zin(*, heel: bool, terug: bool) -> str:
    if terug:
        return _("%(leverancier)s betaalt terug: %(factuur)s.")
    if heel:
        return _("Betaalt factuur %(factuur)s van %(leverancier)s.")
    return _("Betaalt een deel van factuur %(factuur)s van %(leverancier)s.")


def _opdracht(regel: Bankregel, opdracht: int, aantal: int, open_: Decimal) -> Voorstel:
    waarom = _("Betaalt %(aantal)s facturen tegelijk: betaalopdracht %(nummer)s.")
    boek = _betaler(lambda: Betaalopdracht.objects.get(pk=opdracht))
    bron = f"opdracht:{opdracht}:{open_}"
    return Voorstel((), waarom % {"aantal": aantal, "nummer": opdracht}, OPDRACHT, boek=boek, bron=bron)


def _betaler(wat: Callable[[], Inkoopfactuur | Betaalopdracht | Sequence[Inkoopfactuur]]):
    def boek(regel: Bankregel, gebruiker: Gebruiker) -> Boekstuk:
        plek = plek_van(regel)
        return betaald(
            wat(),
            datum=plek.datum,
            plek=plek,
            bankdag=regel.datum,
            bankrekening=regel.rekening,
            bedrag=-regel.bedrag,
            sleutel=regel.volgende_sleutel,
            gebruiker=gebruiker,
        )

    return boek


def noemt(regel: Bankregel, woorden: Iterable[str], kortst: int = KORTST) -> bool:
    """Tell whether the line names one of these; what is shorter than ``kortst`` says nothing."""
    tekst = gelijk(f"{regel.tegen_naam} {regel.omschrijving} {regel.kenmerk}")
    return any(len(gelijk(woord)) >= kortst and gelijk(woord) in tekst for woord in woorden)
