"""A whole log in plain Python, without a database: every act as a person would write it down, and the sums by hand.

It knows the rules of design.md §5 and domain.md §1 in their own words, and nothing of the code it is compared with.
"""

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date


@dataclass
class Les:
    """One occurrence as it stands now."""

    kamer: str
    soort: str
    dag: date
    uur: int
    kwamen_al: int = 0
    nieuw: int = 0
    nieuw_kamer: int = 0
    namen: frozenset[str] = frozenset()
    genoteerd: bool = False
    vervallen: bool = False
    tikken: list[list] = field(default_factory=list)  # [who, and whether the room was new too; None: not answered]

    @property
    def moment(self):
        return self.dag, self.uur


@dataclass
class Logboek:
    """What was logged, by (activity, planned day); ``eerder_geteld``: (who, room, year) → kinds, None for the room."""

    activiteiten: dict[int, tuple[str, str, int]]  # room, kind, hour
    oefenen: frozenset[str] = frozenset()  # rooms that count nowhere
    lessen: dict[tuple[int, date], Les] = field(default_factory=dict)
    eerder_geteld: dict[tuple[str, str, int], set] = field(default_factory=dict)
    klussen: list[tuple[str, date, str]] = field(default_factory=list)
    opgegaan: dict[str, str] = field(default_factory=dict)
    vergeten: set[str] = field(default_factory=set)
    dicht: set[tuple[str, int]] = field(default_factory=set)  # (room, year) that never changes any more
    vorige: dict | None = None
    voor_samen: tuple | None = None

    def _open(self, nummer: int, gepland: date) -> Les:
        self.vorige, self.voor_samen = deepcopy(self.lessen), None
        kamer, soort, uur = self.activiteiten[nummer]
        return self.lessen.setdefault((nummer, gepland), Les(kamer, soort, gepland, uur))

    def _dicht(self, les: Les) -> bool:
        return (les.kamer, les.dag.year) in self.dicht

    def _vast(self):
        """Nothing before this can be taken back by "ongedaan"."""
        self.vorige = self.voor_samen = None

    def noteer(self, nummer, gepland, namen, kwamen_al, nieuw, nieuw_kamer) -> bool:
        """Write an occurrence down; False, and nothing written, when the card would ask who is new."""
        les = self._open(nummer, gepland)
        wie_er_waren = frozenset(self._nu(wie) for wie in namen)
        if self._dicht(les) or (wie_er_waren - les.namen) & self.vergeten:
            self._vast()
            return False
        les.namen, les.vervallen = wie_er_waren, False
        les.kwamen_al, les.nieuw, les.nieuw_kamer = kwamen_al, nieuw, nieuw_kamer
        les.genoteerd = True
        if self.te_veel(les) and not any(ander.moment > les.moment for ander in self._zelfde(les)):
            self.ongedaan()
            return False
        return True

    def vervalt(self, nummer, gepland):
        les = self._open(nummer, gepland)
        if self._dicht(les):
            self._vast()
        else:
            self.lessen[nummer, gepland] = Les(les.kamer, les.soort, les.dag, les.uur, vervallen=True)

    def verplaats(self, nummer, gepland, dag, uur):
        """Move what is not logged; what is logged stays."""
        les = self._open(nummer, gepland)
        if les.genoteerd or self._dicht(les) or (les.kamer, dag.year) in self.dicht:
            self._vast()
        else:
            les.dag, les.uur, les.vervallen = dag, uur, False

    def ongedaan(self):
        if self.voor_samen:
            self.lessen, self.eerder_geteld, self.opgegaan = self.voor_samen
        else:
            self.lessen = self.vorige
        self._vast()

    def klus(self, kamer, dag, eerste_keer):
        if (kamer, dag.year) not in self.dicht:
            self.klussen.append((kamer, dag, eerste_keer))

    def erbij(self, nummer, gepland, wie) -> bool:
        """Scan a pass; False when the person stands there, when it was off, or when nothing may change."""
        les, wie = self._open(nummer, gepland), self._nu(wie)
        self._vast()
        if wie in les.namen or les.vervallen or self._dicht(les) or wie in self.vergeten:
            return False
        les.namen, les.genoteerd = les.namen | {wie}, True
        return True

    def eraf(self, nummer, gepland, wie) -> bool:
        """Take a scanned person off again."""
        les, wie = self._open(nummer, gepland), self._nu(wie)
        self._vast()
        if wie not in les.namen or self._dicht(les):
            return False
        les.namen = les.namen - {wie}
        return True

    def tik(self, nummer, gepland, wie) -> bool:
        """Count one person at the drop-in; False when the card would ask who is new."""
        les = self._open(nummer, gepland)
        self._vast()
        if self._dicht(les):
            return False
        stond = deepcopy(les)
        les.genoteerd = True
        les.tikken.append([wie, None])
        self._tel_tikken(les)
        if self.te_veel(les) and not any(ander.moment > les.moment for ander in self._zelfde(les)):
            self.lessen[nummer, gepland] = stond
            return False
        return True

    def antwoord(self, nummer, gepland, ook_nieuw):
        """Say of the first-timer who waits longest whether the room was new too."""
        les = self._open(nummer, gepland)
        self._vast()
        wacht = [tik for tik in les.tikken if tik == ["nieuw", None]]
        if wacht and not self._dicht(les):
            wacht[0][1] = ook_nieuw
            self._tel_tikken(les)

    def tik_terug(self, nummer, gepland):
        """Take the last tap back; without anybody left nothing was logged."""
        les = self._open(nummer, gepland)
        self._vast()
        if les.tikken and not self._dicht(les):
            les.tikken.pop()
            self._tel_tikken(les)
            les.genoteerd = bool(les.tikken)

    def _tel_tikken(self, les: Les):
        les.kwamen_al = sum(wie == "al" for wie, _kamer in les.tikken)
        les.nieuw = sum(wie == "nieuw" for wie, _kamer in les.tikken)
        les.nieuw_kamer = sum(wie == "nieuw" and kamer is True for wie, kamer in les.tikken)

    def vergeet(self, wie):
        """The name goes; whoever was counted stays counted."""
        self._vast()
        self.vergeten.add(wie)

    def sluit(self, kamer, jaar):
        """Close a counting year: nothing of it changes any more."""
        self._vast()
        self.dicht.add((kamer, jaar))

    def al_geteld(self, wie, kamer, jaar, soorten):
        """Say in which kinds someone was counted without a name: these, and no other; then in the room as well."""
        if self.voor_samen:
            self._vast()
        if (kamer, jaar) in self.dicht:
            return
        self.eerder_geteld.pop((wie, kamer, jaar), None)
        if soorten:
            self.eerder_geteld[wie, kamer, jaar] = {*soorten, None}

    def samen(self, blijft, gaat_op):
        """Two passes are one person: everything that was of the one is of the other, but in a closed year."""
        self.vorige, self.voor_samen = None, deepcopy((self.lessen, self.eerder_geteld, self.opgegaan))
        self.opgegaan[gaat_op] = blijft
        for les in self.lessen.values():
            if not self._dicht(les):
                les.namen = frozenset(blijft if wie == gaat_op else wie for wie in les.namen)
        for (wie, kamer, jaar), soorten in list(self.eerder_geteld.items()):
            if wie == gaat_op and (kamer, jaar) not in self.dicht:
                del self.eerder_geteld[wie, kamer, jaar]
                self.eerder_geteld.setdefault((blijft, kamer, jaar), set()).update(soorten)

    def _nu(self, wie: str) -> str:
        return self._nu(self.opgegaan[wie]) if wie in self.opgegaan else wie

    def _genoteerd(self, jaar: int) -> list[Les]:
        return [les for les in self.lessen.values() if les.genoteerd and les.dag.year == jaar]

    def _zelfde(self, les: Les) -> list[Les]:
        return [
            ander for ander in self._genoteerd(les.dag.year) if (ander.kamer, ander.soort) == (les.kamer, les.soort)
        ]

    def _al(self, wie: str, les: Les) -> bool:
        return les.soort in self.eerder_geteld.get((wie, les.kamer, les.dag.year), ())

    def ruimte(self, les: Les) -> int:
        """Return how many people can have come before without a pass."""
        eerder = [ander for ander in self._zelfde(les) if ander.moment < les.moment]
        geteld = sum(ander.nieuw for ander in eerder)
        op_naam = {wie for ander in eerder for wie in ander.namen if not self._al(wie, les)}
        hier_uit_de_telling = {wie for wie in les.namen if self._al(wie, les)}
        return max(0, geteld + len(op_naam - les.namen) - len(hier_uit_de_telling))

    def te_veel(self, les: Les) -> bool:
        return les.kwamen_al > self.ruimte(les)

    def net_genoeg(self, nummer, gepland, namen) -> int:
        """Return how many may have come before, if these people are there by name."""
        kamer, soort, uur = self.activiteiten[nummer]
        les = deepcopy(self.lessen.get((nummer, gepland), Les(kamer, soort, gepland, uur)))
        les.namen = frozenset(self._nu(wie) for wie in namen)
        return self.ruimte(les)

    def nakijken(self, kamer: str, jaar: int) -> set:
        """Return the occurrences that need repair."""
        lessen = self.lessen.items()
        return {wat for wat, les in lessen if les in self._genoteerd(jaar) and les.kamer == kamer and self.te_veel(les)}

    def cijfers(self, jaar: int) -> tuple[dict, tuple | None]:
        """Return {room: {kind, "kamer" or "klussen": (by name, counted)}} and the same for the cooperative."""
        uit: dict = defaultdict(dict)
        for kamer in {kamer for kamer, _soort, _uur in self.activiteiten.values()} - self.oefenen:
            hier = [les for les in self._genoteerd(jaar) if les.kamer == kamer]
            for soort in {les.soort for les in hier}:
                mensen = {wie for les in hier if les.soort == soort for wie in les.namen if not self._al(wie, les)}
                uit[kamer][soort] = (len(mensen), sum(les.nieuw for les in hier if les.soort == soort))
            klaar = [eerste for waar, dag, eerste in self.klussen if waar == kamer and dag.year == jaar]
            mensen = {wie for les in hier for wie in les.namen if (wie, kamer, jaar) not in self.eerder_geteld}
            geteld = sum(les.nieuw_kamer for les in hier) + klaar.count("ja")
            uit[kamer] |= {"kamer": (len(mensen), geteld)} if hier or "ja" in klaar else {}
            uit[kamer] |= {"klussen": (0, len(klaar))} if klaar else {}
        return {kamer: som for kamer, som in uit.items() if som}, self._cooperatie(uit, jaar)

    def _cooperatie(self, uit: dict, jaar: int) -> tuple | None:
        al_ergens = {wie for wie, kamer, jaar_ in self.eerder_geteld if jaar_ == jaar and kamer not in self.oefenen}
        echt = [les for les in self._genoteerd(jaar) if les.kamer not in self.oefenen]
        mensen = {wie for les in echt for wie in les.namen} - al_ergens
        geteld = [som["kamer"][1] for som in uit.values() if "kamer" in som]
        return (len(mensen), sum(geteld)) if geteld else None
