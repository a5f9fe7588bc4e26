"""The fictional people with a pass of one room: who comes by name, and who was counted before without one."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from kamers.models import AlGeteld, Deelname, Kamer, Persoon
from kamers.services.pasnummer import nieuwe_nummers, nummer_van
from rapportage.demo.plan import VOORNAMEN
from rapportage.demo.stand import Telling

LETTERS = "ABDEFGHJKLMNPRSTVWZ"  # behind a first name, so that no two people of a room have the same


@dataclass
class Pashouders:
    """Who has a pass in a room. In January everybody is new again, in the order in which they once came."""

    kamer: Kamer
    mensen: list[Persoon] = field(default_factory=list)
    jaar: int = 0
    eerder: int = 0  # so many of them came this year

    def kwamen(self, telling: Telling, dag: date, dobbel: Random) -> list[Persoon]:
        """Return who was there, as many as were counted; who is not new in the room was counted there before."""
        if dag.year != self.jaar:
            self.jaar, self.eerder = dag.year, 0
        terug = dobbel.sample(self.mensen[: self.eerder], telling.kwamen_al)
        while len(self.mensen) < self.eerder + telling.nieuw_soort:
            self._geef_pas(dag)
        nieuw = self.mensen[self.eerder : self.eerder + telling.nieuw_soort]
        self.eerder += telling.nieuw_soort
        al = nieuw[telling.nieuw_kamer :]
        AlGeteld.objects.bulk_create(AlGeteld(persoon=p, kamer=self.kamer, jaar=dag.year) for p in al)
        return sorted([*terug, *nieuw], key=lambda persoon: persoon.pk)

    def _geef_pas(self, dag: date) -> None:
        nummer = len(self.mensen)
        voornaam = VOORNAMEN[(nummer * 5 + 3) % len(VOORNAMEN)]
        [pas] = nieuwe_nummers(kamer=self.kamer, aantal=1, vandaag=dag)
        pas.uitgegeven_op = dag
        pas.save(update_fields=["uitgegeven_op"])
        letter = LETTERS[nummer % len(LETTERS)]
        persoon = Persoon.objects.create(voornaam=f"{voornaam} {letter}.", pasnummer=nummer_van(pas), sinds=dag)
        persoon.kamers.add(self.kamer)
        self.mensen.append(persoon)


def deelnames(bijeenkomsten) -> list[Deelname]:
    """Return the rows by name of occurrences that were saved, from what each brought along as ``namen``."""
    return [Deelname(bijeenkomst=rij, persoon=wie) for rij in bijeenkomsten for wie in getattr(rij, "namen", ())]
