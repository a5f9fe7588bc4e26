"""Who helped, in a sheet: first names of the volunteers of the room, and the hours of each."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from buurtwerkkamer.bedragen import GEEN_UREN
from buurtwerkkamer.datums import dag_kort
from buurtwerkkamer.invoer.widgets import Lijst, Tekst
from kamers.models import Persoon
from kamers.services.namen import vouw

Gewerkt = dict[int, tuple[str, Decimal]]  # name and hours by person
_MET_NUMMER = re.compile(r"(?P<naam>.*?)\s*\[(?P<pk>[0-9]{1,12})\]", re.ASCII)


class Helpers(Lijst):
    """Names with a semicolon in between; read as text, written from persons (``woorden`` by their key)."""

    def __init__(self):
        super().__init__(Tekst(60))
        self.woorden: dict[int, str] = {}

    def render(self, value, obj=None, **kwargs):
        return self.toon(value) or None

    def toon(self, waarde) -> str:
        return "; ".join(self.woorden.get(een, str(een)) for een in waarde or ())


class Ploeg:
    """The volunteers of rooms, by name. Who has a namesake, or is no volunteer there, is written as "Ali [12]"."""

    def __init__(self, kamers: Iterable[int]):
        self._naam: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._voornaam: dict[int, str] = {}
        self._gestopt: dict[int, date | None] = {}
        self._hier: set[tuple[int, int]] = set()
        velden = ("kamers", "pk", "voornaam", "vrijwilliger__gestopt_op")
        rijen = Persoon.objects.filter(kamers__in=kamers, vrijwilliger__isnull=False).order_by("pk")
        for kamer, pk, voornaam, gestopt in rijen.values_list(*velden):
            self._naam[kamer, vouw(voornaam)].append(pk)
            self._voornaam[pk], self._gestopt[pk] = voornaam, gestopt
            self._hier.add((kamer, pk))

    def schrijf(self, kamer: int, pk: int, voornaam: str) -> str:
        """Return how a person stands in a sheet of a room."""
        alleen = self._naam.get((kamer, vouw(voornaam)), []) == [pk] and voornaam
        return voornaam if alleen else f"{voornaam} [{pk}]".strip()

    def voornaam(self, pk: int, daar: dict[int, str]) -> str:
        """Return the first name of someone that was found."""
        return self._voornaam.get(pk) or daar.get(pk, "")

    def zoek(self, kamer: int, tekst: str, dag: date, daar: dict[int, str]) -> int:
        """Return the person that a text names; ``daar`` are those who stand there already, whoever they are.

        ValueError for nobody, for more than one, and for who had stopped by then.
        """
        gevonden = _MET_NUMMER.fullmatch(tekst)
        if gevonden:
            return self._met_nummer(kamer, int(gevonden["pk"]), gevonden["naam"], dag, daar)
        kandidaten = set(self._naam.get((kamer, vouw(tekst)), []))
        kandidaten |= {pk for pk, naam in daar.items() if vouw(naam) == vouw(tekst) and pk not in kandidaten}
        if not kandidaten:
            raise ValueError(_("%(naam)s is geen vrijwilliger van deze kamer. Kijk de naam na.") % {"naam": tekst})
        actief = {pk for pk in kandidaten if pk in daar or self._was_er(pk, dag)}
        if not actief:
            raise ValueError(self._is_gestopt(tekst, min(kandidaten)))
        if len(actief) > 1:
            keuze = ", ".join(f"{tekst} [{pk}]" for pk in sorted(actief))
            raise ValueError(_("Meer mensen heten %(naam)s. Kies uit: %(keuze)s.") % {"naam": tekst, "keuze": keuze})
        return actief.pop()

    def _met_nummer(self, kamer: int, pk: int, naam: str, dag: date, daar: dict[int, str]) -> int:
        bekend = daar.get(pk) if pk in daar else self._voornaam.get(pk) if (kamer, pk) in self._hier else None
        if bekend is None or (naam and vouw(naam) != vouw(bekend)):
            zin = _("[%(nummer)s] is geen vrijwilliger van deze kamer. Neem naam en nummer over uit een uitvoer.")
            raise ValueError(zin % {"nummer": pk})
        if pk not in daar and not self._was_er(pk, dag):
            raise ValueError(self._is_gestopt(bekend, pk))
        return pk

    def _was_er(self, pk: int, dag: date) -> bool:
        gestopt = self._gestopt[pk]
        return gestopt is None or gestopt > dag

    def _is_gestopt(self, naam: str, pk: int) -> str:
        gestopt = self._gestopt[pk]
        woorden = {"naam": naam, "dag": dag_kort(gestopt) if gestopt else ""}
        return _("%(naam)s stopte op %(dag)s. Kijk de naam of de dag na.") % woorden


class MetHelpers:
    """What sheets of occurrences and of klussen share (beside ``Kamerresource``): columns ``wie`` and ``uren``."""

    def lees_helpers(self, rij, dag: date, daar: Gewerkt, *, namen: tuple[str, ...], uren: tuple[Decimal, ...]) -> bool:
        """Set ``rij.gewerkt`` from texts, and the two columns from that; False when something is wrong."""
        bekend, veld = {pk: naam for pk, (naam, _uren) in daar.items()}, "wie"
        try:
            mensen = [self.ploeg.zoek(rij.kamer, tekst, dag, bekend) for tekst in namen]
            if len(set(mensen)) < len(mensen):
                raise ValueError(_("Hier staat iemand twee keer. Haal er een weg."))
            veld = "uren"
            rij.gewerkt = verdeel(mensen, uren)
        except ValueError as fout:
            self.fout(rij, veld, str(fout))
            return False
        rij.wie, rij.uren = samengevat(rij.gewerkt)
        woorden = self.fields["wie"].widget.woorden
        woorden |= {pk: self.ploeg.voornaam(pk, bekend) for pk in rij.wie if pk not in woorden}
        return True

    @staticmethod
    def laat_helpers(rij, daar: Gewerkt) -> bool:
        """Leave who helped as it is, for a sheet that does not say."""
        rij.gewerkt = {pk: uren for pk, (_naam, uren) in daar.items()}
        rij.wie, rij.uren = samengevat(rij.gewerkt)
        return True


def verdeel(namen: list[int], uren: tuple[Decimal, ...]) -> dict[int, Decimal]:
    """Return the hours of each person: one number for all, or as many as there are names. ValueError."""
    if len(uren) not in ({0} if not namen else {1, len(namen)}) or (namen and not uren):
        if not namen:
            raise ValueError(_("Hier staan uren, maar geen namen. Vul ook in wie er hielp."))
        raise ValueError(
            _("Vul één getal in voor iedereen, of voor elke naam een getal, met ; ertussen.")
            if uren
            else str(GEEN_UREN)
        )
    return dict(zip(namen, uren if len(uren) > 1 else uren * len(namen), strict=True))


def samengevat(gewerkt: dict[int, Decimal]) -> tuple[tuple[int, ...], tuple[Decimal, ...]]:
    """Return persons and their hours as a sheet holds them: in a fixed order, one number when all are the same."""
    mensen = tuple(sorted(gewerkt))
    uren = tuple(gewerkt[pk] for pk in mensen)
    return mensen, uren[:1] if len(set(uren)) == 1 else uren


def per_bron(rijen: QuerySet, veld: str) -> dict[int, Gewerkt]:
    """Return name and hours of each person, by the key of what it belongs to; who was absent (0 hours) is left out."""
    mensen: dict[int, Gewerkt] = defaultdict(dict)
    velden = (f"{veld}_id", "persoon_id", "persoon__voornaam", "uren")
    for bron, pk, voornaam, uren in rijen.filter(uren__gt=0).values_list(*velden):
        mensen[bron][pk] = (voornaam, uren)
    return mensen
