"""A random life of the books against a plain Python oracle in cents: no difference, and the balance always balances."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk
from financien.services.balans import balans
from financien.services.boeken import AlGeboekt, BoekFout, Regel, Stuk, boek, keer_om
from financien.services.saldi import boekingen, saldi, saldi_per_kamer
from tests.fabriek import maak_gebruiker, maak_kamer
from tests.financien.boekfabriek import begin_boeken, rekening

NUMMERS = (
    "1000",
    "1101",
    "1102",
    "1201",
    "1202",
    "1300",
    "1500",
    "1610",
    "0500",
    "4110",
    "4120",
    "4210",
    "8010",
    "8030",
)
KAMER_VAN = {"1101": 0, "1201": 0, "1102": 1, "1202": 1}  # accounts of a room
POTTEN = (("1101", "1201"), ("1102", "1202"))  # account and cash of each room
SLOT = date(2026, 12, 31)
VAN_EEN_KAMER = ("4", "8")  # costs and income need one
CENTEN = st.integers(min_value=1, max_value=10**9)
REGEL = st.tuples(st.sampled_from(NUMMERS), st.sampled_from(NUMMERS), CENTEN, st.sampled_from((None, 0, 1)))
DAGEN = st.integers(min_value=0, max_value=729).map(lambda n: date(2025, 1, 1) + timedelta(days=n))


def past(van: str, naar: str, kamer: int | None) -> bool:
    """The rules once more, in words of their own: two accounts, the own room, a room for costs and income."""
    if van == naar or (kamer is None and (van[0] in VAN_EEN_KAMER or naar[0] in VAN_EEN_KAMER)):
        return False
    return all(KAMER_VAN.get(nummer, kamer) == kamer for nummer in (van, naar))


class Boeken(RuleBasedStateMachine):
    """Books, repeats and reverses at random; the oracle adds up whole cents."""

    def __init__(self):
        super().__init__()
        self.omslag = transaction.atomic()  # taken back at the end: the next life begins with empty books
        self.omslag.__enter__()
        self.kamers = [maak_kamer(code) for code in ("aaa", "bbb")]
        begin_boeken(2025, 2026)
        self.wie = maak_gebruiker(f"p{uuid4().hex[:8]}", Rol.PENNINGMEESTER)
        self.rekeningen = {nummer: rekening(nummer) for nummer in NUMMERS}
        self.centen: dict[str, int] = dict.fromkeys(NUMMERS, 0)
        self.per_kamer: dict[tuple[int | None, str], int] = {}
        self.geboekt: list[tuple] = []  # (document, content, key, lines, reversed)

    def _tel(self, regels, teken: int) -> None:
        for naar, van, centen, kamer in regels:
            for nummer, bedrag in ((naar, centen), (van, -centen)):
                self.centen[nummer] += teken * bedrag
                self.per_kamer[kamer, nummer] = self.per_kamer.get((kamer, nummer), 0) + teken * bedrag

    @rule(regels=st.lists(REGEL, min_size=1, max_size=3), dag=DAGEN, dagboek=st.sampled_from(("bank", "memoriaal")))
    def boekt(self, regels, dag, dagboek):
        inhoud = Stuk(dagboek, dag, "Toeval", tuple(self._regel(*regel) for regel in regels))
        goed, sleutel = all(past(van, naar, kamer) for naar, van, _centen, kamer in regels), uuid4()
        try:
            stuk = boek(inhoud, sleutel=sleutel, gebruiker=self.wie)
        except BoekFout:
            assert not goed
            return
        assert goed
        self._tel(regels, 1)
        self.geboekt.append([stuk, inhoud, sleutel, regels, False])

    def _potje_onder_nul(self, regels) -> bool:
        """Whether taking these lines back takes from a pot, its tin or its card what is not in it.

        On the last day all else is booked.
        """
        for pot in (*POTTEN, *((nummer,) for nummer in KAMER_VAN)):
            erin = sum(((naar in pot) - (van in pot)) * centen for naar, van, centen, _kamer in regels)
            if erin > 0 and sum(self.centen[nummer] for nummer in pot) < erin:
                return True
        return False

    def _regel(self, naar, van, centen, kamer):
        bedrag, plek = Decimal(centen).scaleb(-2), None if kamer is None else self.kamers[kamer]
        return Regel(self.rekeningen[naar], self.rekeningen[van], bedrag, plek)

    @precondition(lambda self: self.geboekt)
    @rule(data=st.data())
    def stuurt_nog_eens(self, data):
        stuk, inhoud, sleutel, *_rest = data.draw(st.sampled_from(self.geboekt))
        assert boek(inhoud, sleutel=sleutel, gebruiker=self.wie) == stuk

    @precondition(lambda self: self.geboekt)
    @rule(data=st.data())
    def stuurt_iets_anders_met_dezelfde_sleutel(self, data):
        _stuk, inhoud, sleutel, *_rest = data.draw(st.sampled_from(self.geboekt))
        anders = Stuk(inhoud.dagboek, inhoud.datum, "Anders", inhoud.regels)
        with pytest.raises(AlGeboekt):
            boek(anders, sleutel=sleutel, gebruiker=self.wie)

    @precondition(lambda self: self.geboekt)
    @rule(data=st.data())
    def keert_om(self, data):
        rij = data.draw(st.sampled_from(self.geboekt))
        stuk, _inhoud, _sleutel, regels, omgekeerd = rij
        mag_niet = omgekeerd or self._potje_onder_nul(regels)
        try:
            keer_om(stuk, datum=SLOT, reden="Toeval", sleutel=uuid4(), gebruiker=self.wie)
        except BoekFout:
            assert mag_niet
            return
        assert not mag_niet
        rij[-1] = True
        self._tel(regels, -1)

    @invariant()
    def geen_cent_verschil(self):
        stand = saldi(boekingen())
        uit = {n: int(stand[r.pk].waarde.scaleb(2)) if r.pk in stand else 0 for n, r in self.rekeningen.items()}
        assert uit == self.centen
        slot = balans(SLOT)
        assert slot.totaal_activa == slot.totaal_passiva

    def teardown(self):
        try:
            self._na_afloop()
        finally:
            transaction.set_rollback(True)
            self.omslag.__exit__(None, None, None)

    def _na_afloop(self):
        plekken = {kamer.pk: nummer for nummer, kamer in enumerate(self.kamers)} | {None: None}
        nummers = {r.pk: n for n, r in self.rekeningen.items()}
        uit = {(plekken[k], nummers[r]): int(b.scaleb(2)) for (k, r), b in saldi_per_kamer(boekingen()).items()}
        assert {s: b for s, b in uit.items() if b} == {s: b for s, b in self.per_kamer.items() if b}
        for jaar in (2025, 2026):
            for dagboek in ("bank", "memoriaal"):
                reeks = Boekstuk.objects.filter(jaar__jaar=jaar, dagboek=dagboek).values_list("nummer", flat=True)
                assert sorted(reeks) == list(range(1, len(reeks) + 1))


def _leef(rondes: int, stappen: int) -> None:
    stil = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    regels = settings(max_examples=rondes, stateful_step_count=stappen, deadline=None, suppress_health_check=stil)
    run_state_machine_as_test(Boeken, settings=regels)


def test_een_toevallig_leven_van_de_boeken_verschilt_geen_cent(db):
    _leef(8, 25)


@pytest.mark.proef
def test_tienduizend_toevallige_handelingen_verschillen_geen_cent(db):
    _leef(120, 90)
