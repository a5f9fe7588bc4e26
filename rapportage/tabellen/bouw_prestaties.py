"""Build the performance table from targets, counted figures and measurements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from buurtwerkkamer.bedragen import getal, rond
from buurtwerkkamer.bedragen import uren as kaal
from buurtwerkkamer.models import Versie
from kamers.models import Indicator, Kamer, Streefwaarde
from kamers.services.tellen import KLUSSEN, sleutel_van
from rapportage.boeken import Boekcijfers
from rapportage.cijfers import Jaarcijfers, Kamercijfers
from rapportage.models import Meting
from rapportage.tabellen import prestaties as p
from rapportage.tabellen.basis import Kolom
from rapportage.tabellen.besteding import besteding, controle
from rapportage.tabellen.samen import cooperatie, cooperatie_zin
from rapportage.tabellen.splitsing import KLEINSTE_N, apart, te_klein
from rapportage.tabellen.toezicht import Toezicht
from rapportage.tabellen.uitleg import NIET_OPTELBAAR, OP_NAAM, ZONDER_NAAM, definitie

BALK_MAXIMUM = 150  # a bar stops at one and a half times what was agreed
CIJFER_VANAF = 6  # the scale of a grade starts here: 8,3 beside 8 would otherwise look like nothing
PARTNERENQUETE = "I4"  # three to five partners a room: not anonymous, so always shown
ACTIEVE_VRIJWILLIGERS = "O2"
BESTEDING, CONTROLE = "I1", "I2"  # from the books, and from the kascommissie
VOLGEN = frozenset({BESTEDING, CONTROLE})
GROEPEN: dict[str, tuple[str, str]] = {
    Indicator.Groep.EFFECT: ("Effect", "bij bewoners en in de buurt"),
    Indicator.Groep.OUTPUT: ("Output", "wie er meedoen"),
    Indicator.Groep.PROCES: ("Proces", "activiteiten en diensten"),
    Indicator.Groep.INPUT: ("Input", "geld en samenwerking"),
}
VOOR: dict[str, str] = {Indicator.Norm.MIN: "Min. ", Indicator.Norm.MEER: "> "}
ERNAAST: dict[str, str] = {Indicator.Norm.MEER: "norm > ", Indicator.Norm.GELIJK: "norm: "}
Metingen = Mapping[tuple[int, int], Meting]


def wordt_gemeten(indicator: Indicator) -> bool:
    """Tell whether a result is typed in: not counted from the logs, and not from the books."""
    berekend = indicator.groep == Indicator.Groep.PROCES or indicator.code in {ACTIEVE_VRIJWILLIGERS, *VOLGEN}
    return not berekend


def metingen_van(jaar: int) -> dict[tuple[int, int], Meting]:
    """Return the newest measurement per (indicator, room). One query."""
    return {(m.indicator_id, m.kamer_id): m for m in Meting.objects.laatste_in(jaar)}


def prestatietabel(
    versie: Versie,
    kamers: Sequence[Kamer],
    cijfers: Jaarcijfers | None,
    metingen: Metingen,
    boeken: Boekcijfers | None = None,
    toezicht: Toezicht | None = None,
) -> p.Prestatietabel:
    """Build the table of a version. ``cijfers`` None makes an offer: targets only. One query."""
    doelen: dict[Indicator, dict[int, Streefwaarde]] = {}
    for waarde in versie.streefwaarden.select_related("indicator__soort").order_by("indicator__volgorde"):
        doelen.setdefault(waarde.indicator, {})[waarde.kamer_id] = waarde
    rijen = {
        indicator: _rij(indicator, per_kamer, versie, kamers, _Bron(cijfers, metingen, boeken, toezicht))
        for indicator, per_kamer in doelen.items()
    }
    return p.Prestatietabel(
        kolommen=tuple(Kolom.van(kamer) for kamer in kamers),
        groepen=tuple(_groep(code, rijen) for code in GROEPEN if any(i.groep == code for i in rijen)),
        met_bereikt=cijfers is not None,
        bijschrift=_bijschrift(cijfers is not None),
        niet_optelbaar=_niet_optelbaar(kamers, cijfers),
        cooperatie_zin=cooperatie_zin(kamers, cijfers),
    )


def _van(cijfers: Jaarcijfers, kamer: Kamer) -> Kamercijfers:
    return cijfers.per_kamer.get(kamer.pk, Kamercijfers())


def _niet_optelbaar(kamers: Sequence[Kamer], cijfers: Jaarcijfers | None) -> str:
    """Say that unique figures do not add up, and how the people in them were counted."""
    aantallen = [n for kamer in kamers for n in _van(cijfers, kamer).bereikt.values()] if cijfers else []
    if not aantallen:
        return NIET_OPTELBAAR
    return f"{NIET_OPTELBAAR} {OP_NAAM if any(n.op_naam for n in aantallen) else ZONDER_NAAM}"


def _bijschrift(met_bereikt: bool) -> str:
    if met_bereikt:
        return (
            "Vet is wat bereikt is, daarna de afspraak. De balk is het resultaat, het streepje is de afspraak. "
            "Een driehoek betekent: onder de norm. Streefcijfers krijgen geen driehoek."
        )
    return "Wat we per kamer willen bereiken (indicatief)."


def _groep(code: str, rijen: Mapping[Indicator, p.Prestatierij]) -> p.Prestatiegroep:
    naam, bijschrift = GROEPEN[code]
    return p.Prestatiegroep(str(code), naam, bijschrift, tuple(rij for i, rij in rijen.items() if i.groep == code))


@dataclass(frozen=True)
class _Bron:
    """Where results come from: what was counted, what was measured, the books, and who checked those."""

    cijfers: Jaarcijfers | None
    metingen: Metingen
    boeken: Boekcijfers | None
    toezicht: Toezicht | None

    def bereikt(self, indicator: Indicator, kamer: Kamer) -> p.Bereikt | None:
        """Return what a room reached; None in an offer."""
        if self.cijfers is None:
            return None
        if indicator.code == BESTEDING and self.boeken:
            return besteding(self.boeken.resultaat(kamer.pk))
        if indicator.code == CONTROLE and self.toezicht and self.toezicht.oordeel:
            return controle(self.toezicht)
        meting = self.metingen.get((indicator.pk, kamer.pk))
        return bereikt_van(indicator, _van(self.cijfers, kamer), meting)


def _rij(indicator, per_kamer, versie, kamers, bron: _Bron) -> p.Prestatierij:
    cellen = tuple(
        _cel(indicator, doel_van(indicator, per_kamer.get(kamer.pk)), bron.bereikt(indicator, kamer))
        for kamer in kamers
    )
    return p.Prestatierij(
        code=indicator.code,
        prestatie=indicator.prestatie,
        tekst=indicator.tekst,
        bewijs=indicator.bewijs,
        eenheid=indicator.eenheid,
        norm=indicator.norm,
        definitie=definitie(indicator.code, versie.uren_voor_actief),
        cellen=cellen,
        cooperatie=cooperatie(indicator, cellen, bron.cijfers),
    )


def _met_eenheid(indicator: Indicator, waarde: Decimal) -> str:
    if indicator.eenheid == Indicator.Eenheid.AANDEEL:
        return f"{kaal(waarde)}%"
    if indicator.eenheid == Indicator.Eenheid.TEKORT:
        return f"{kaal(waarde)} tekort"
    return kaal(waarde)


def doel_van(indicator: Indicator, streef: Streefwaarde | None) -> p.Doel:
    """Return a target with its printed text, the way the offer of 2018 prints it."""
    if streef is None:
        return p.Doel(p.LEEG, "niet ingevuld")
    if streef.reden:
        return p.Doel(p.GEEN_AFSPRAAK, f"{streef.reden} (geen afspraak)", "geen afspraak", reden=streef.reden)
    if streef.waarde is None:
        woord = streef.woord[:1].upper() + streef.woord[1:]
        return p.Doel(p.WOORD, woord, f"norm: {streef.woord}", woord=streef.woord)
    getekst = _met_eenheid(indicator, streef.waarde)
    if streef.op_aangemeld is not None:
        getekst = f"{getekst} op {getal(streef.op_aangemeld)}"
    voor = VOOR.get(indicator.norm, "")
    ernaast = ERNAAST.get(indicator.norm, "van ")
    return p.Doel(p.GETAL, voor + getekst, ernaast + getekst, streef.waarde, streef.op_aangemeld)


def bereikt_van(indicator: Indicator, cijfers: Kamercijfers, meting: Meting | None) -> p.Bereikt:
    """Return what a room reached: P1–P7 and O2 are counted, I1 and I2 follow, the rest is measured."""
    if indicator.code in VOLGEN:
        return p.Bereikt(p.VOLGT, p.VOLGT)
    if indicator.code == ACTIEVE_VRIJWILLIGERS:
        return _actieve_vrijwilligers(cijfers)
    if indicator.groep == Indicator.Groep.PROCES:
        return _geteld(sleutel_van(indicator), cijfers)
    return _gemeten(indicator, meting)


def _geteld(sleutel: int | str, cijfers: Kamercijfers) -> p.Bereikt:
    aantal = cijfers.bereikt.get(sleutel)
    if aantal is None:
        return p.Bereikt(p.NIET_GEREGISTREERD, p.NIET_GEREGISTREERD)
    if sleutel == KLUSSEN:
        return p.Bereikt(p.GETELD, getal(aantal.totaal), Decimal(aantal.totaal))
    samen = getal(aantal.totaal), Decimal(aantal.totaal)
    if te_klein(aantal):
        return p.Bereikt(p.GETELD, *samen)
    return p.Bereikt(p.GETELD, *samen, op_naam=aantal.op_naam, geteld=aantal.geteld, bij=apart(aantal))


def _actieve_vrijwilligers(cijfers: Kamercijfers) -> p.Bereikt:
    actief = cijfers.actief
    if actief is None:
        return p.Bereikt(p.NIET_GEREGISTREERD, p.NIET_GEREGISTREERD)
    bij = "" if actief.gemiddeld is None else f"gemiddeld {getal(actief.gemiddeld)} uur"
    return p.Bereikt(p.GETELD, getal(actief.aantal), Decimal(actief.aantal), bij=bij)


def _gemeten(indicator: Indicator, meting: Meting | None) -> p.Bereikt:
    if meting is None:
        return p.Bereikt(p.NIET_GEMETEN, p.NIET_GEMETEN)
    if _te_weinig(indicator, meting):
        return p.Bereikt(p.TE_WEINIG, p.TE_WEINIG, bron=meting.bron, datum=meting.datum)
    cijfer = indicator.eenheid == Indicator.Eenheid.CIJFER
    tekst = getal(meting.waarde, 1) if cijfer else _met_eenheid(indicator, meting.waarde)
    if meting.op_aangemeld is not None:
        tekst = f"{tekst} op {getal(meting.op_aangemeld)}"
    return p.Bereikt(
        p.GEMETEN,
        tekst,
        meting.waarde,
        meting.op_aangemeld,
        bij=f"n = {getal(meting.n)}" if meting.n is not None else "",
        bron=meting.bron,
        datum=meting.datum,
    )


def _te_weinig(indicator: Indicator, meting: Meting) -> bool:
    """A survey with so few answers would reveal who said what."""
    anoniem = indicator.bewijs == "enquête" and indicator.code != PARTNERENQUETE
    return anoniem and meting.n is not None and meting.n < KLEINSTE_N


def _cel(indicator: Indicator, doel: p.Doel, bereikt: p.Bereikt | None) -> p.Prestatiecel:
    if bereikt is None or bereikt.waarde is None or doel.waarde is None:
        return p.Prestatiecel(doel, bereikt)
    return p.Prestatiecel(
        doel, bereikt, balk(indicator, doel.waarde, bereikt.waarde), _gemist(indicator, doel.waarde, bereikt.waarde)
    )


def balk(indicator: Indicator, doel: Decimal, bereikt: Decimal) -> int | None:
    """Return the class of the bar: percent of the target, half up, from 0 to 150; None where it has no meaning."""
    vanaf = CIJFER_VANAF if indicator.norm == Indicator.Norm.MEER else 0
    if doel <= vanaf:
        return None
    deel = rond((bereikt - vanaf) * 100 / (doel - vanaf), Decimal(1))
    return int(max(Decimal(0), min(Decimal(BALK_MAXIMUM), deel)))


def _gemist(indicator: Indicator, doel: Decimal, bereikt: Decimal) -> bool:
    """A streefcijfer is never missed; a grade must be above its norm, not on it (domain.md §7)."""
    if indicator.norm == Indicator.Norm.MEER:
        return bereikt <= doel
    if indicator.eenheid == Indicator.Eenheid.TEKORT:
        return bereikt > doel
    return indicator.norm == Indicator.Norm.MIN and bereikt < doel
