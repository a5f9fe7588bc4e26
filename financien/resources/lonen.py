"""The monthly sheet of the payroll bureau: amounts per room and wage account, never a person (docs/lonen.md)."""

import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.bedragen import euro, getal
from buurtwerkkamer.datums import JAREN, MAANDNAMEN
from buurtwerkkamer.invoer.tabel import Celwaarde
from buurtwerkkamer.invoer.widgets import Keuze, Strikt, vouw
from financien.models import Grootboekrekening, Rekeningsoort
from financien.resources.basis import Bedrag, Boekinvoer, Voorbeeld
from financien.services.lonen import BEDRAGEN, Loonregel, al_geboekt, boek_lonen, maand_in_woorden
from kamers.models import Kamer
from kamers.resources.kolommen import Kolom, Rij

_CIJFERS = re.compile(r"(?:(?P<jaar>\d{4})[-/. ]?(?P<maand>\d{2})|(?P<m>\d{1,2})[-/. ](?P<j>\d{4}))", re.ASCII)
_WOORD = re.compile(r"(?P<naam>[a-z]{3,9})\.? (?P<jaar>\d{4})", re.ASCII)


class Maand(Strikt):
    """A month: 2026-03 · 202603 · 03-2026 · maart 2026, or a cell with a day in it."""

    def lees(self, waarde: Celwaarde) -> date:
        if isinstance(waarde, date):
            return waarde.replace(day=1)
        tekst = vouw(f"{waarde:f}" if isinstance(waarde, Decimal) else str(waarde))
        cijfers, woord = _CIJFERS.fullmatch(tekst), _WOORD.fullmatch(tekst)
        jaar = maand = 0
        if cijfers:
            jaar, maand = int(cijfers["jaar"] or cijfers["j"]), int(cijfers["maand"] or cijfers["m"])
        elif woord:
            jaar, maand = int(woord["jaar"]), MAANDNAMEN.get(woord["naam"], 0)
        if jaar not in JAREN or not 1 <= maand <= 12:
            raise ValueError(_("Vul een maand in, bijvoorbeeld 2026-03 of maart 2026."))
        return date(jaar, maand, 1)

    def toon(self, waarde) -> str:
        return "" if waarde is None else maand_in_woorden(waarde)


class Loneninvoer(Boekinvoer):
    """One month of wages. Rows of one room and one account are added up, so that no single wage is kept."""

    naam = "lonen"
    titel = gettext_lazy("Lonen van een maand")
    uitleg = gettext_lazy(
        "Het bestand van het loonbureau, zonder namen. Bruto en werkgeverslasten zijn netto en loonheffing."
    )
    knop = gettext_lazy("Boek de lonen")
    kolommen = {
        "maand": Kolom("maand", Maand(), verplicht=True, voorbeeld="2026-03"),
        "kamer": Kolom("kamer", Keuze({}), verplicht=True, uitleg=gettext_lazy("Code of naam van de kamer.")),
        "rekening": Kolom(
            "rekening",
            Keuze({}),
            verplicht=True,
            uitleg=gettext_lazy("Nummer, naam of post van de begroting, zoals M1."),
        ),
        "bruto": Kolom("bruto", Bedrag(), verplicht=True, voorbeeld="2.480,00"),
        "werkgeverslasten": Kolom("werkgeverslasten", Bedrag(), verplicht=True, voorbeeld="446,40"),
        "vakantiegeld": Kolom(
            "vakantiegeld",
            Bedrag(),
            verplicht=True,
            uitleg=gettext_lazy("Wat deze maand is gereserveerd."),
            voorbeeld="198,40",
        ),
        "netto": Kolom("netto", Bedrag(), verplicht=True, voorbeeld="1.964,10"),
        "loonheffing": Kolom(
            "loonheffing",
            Bedrag(),
            verplicht=True,
            uitleg=gettext_lazy("Alles wat wordt afgedragen: loonheffing, premies en pensioen."),
            voorbeeld="962,30",
        ),
    }

    def bekijk(self, naam: str, inhoud: bytes) -> Voorbeeld:
        self.som = sha256(inhoud).hexdigest()
        return super().bekijk(naam, inhoud)

    def laad(self) -> None:
        kamers = list(Kamer.objects.tellend().in_volgorde())
        rekeningen = (
            Grootboekrekening.objects.open().filter(soort=Rekeningsoort.KOSTEN, loon=True).select_related("post")
        )
        self.kamers, self.rekeningen = {k.pk: k for k in kamers}, {r.pk: r for r in rekeningen}
        self.kolommen["kamer"].widget.zet({k.pk: (k.code, k.naam, k.afkorting) for k in kamers})
        namen = {r.pk: (r.nummer, r.naam, r.post.code if r.post else "") for r in self.rekeningen.values()}
        self.kolommen["rekening"].widget.zet(namen)

    def bekijk_rijen(self, rijen: list[Rij]) -> Voorbeeld:
        for rij in rijen:
            self._keur(rij, rijen[0].maand)
        regels = self._samen(rijen)
        if rijen and not regels and not self.fouten:
            self.fout(rijen[0], "", _("Alle bedragen in dit bestand zijn nul. Er is niets te boeken."))
        if not regels or self.fouten:
            return Voorbeeld(())
        self._keur_maand(rijen[0])
        kop = (_("Kamer"), _("Rekening"), *(_(naam.capitalize()) for naam in BEDRAGEN))
        tabel = [(str(r.kamer), str(r.rekening), *(getal(b, 2) for b in r.bedragen)) for r in regels]
        sommen = [(_(naam.capitalize()), sum(getattr(r, naam) for r in regels)) for naam in BEDRAGEN]
        meldingen = (_("Lonen van %(maand)s.") % {"maand": maand_in_woorden(rijen[0].maand)},)
        return Voorbeeld(kop, tuple(tabel), tuple(sommen), (), meldingen, (rijen[0].maand, regels))

    def _keur(self, rij: Rij, maand: date) -> None:
        if rij.maand != maand:
            self.fout(rij, "maand", _("Dit bestand gaat over meer dan één maand. Kies één maand per bestand."))
        if rij.maand.year != self.omgeving.jaar:
            self.fout(rij, "maand", _("Dit is een maand van een ander boekjaar. Kies eerst dat jaar."))
        if rij.maand > self.omgeving.vandaag:
            self.fout(rij, "maand", _("Deze maand moet nog komen."))
        kosten, naar = rij.bruto + rij.werkgeverslasten, rij.netto + rij.loonheffing
        if kosten != naar:
            zin = _(
                "Bruto en werkgeverslasten zijn samen %(een)s, netto en loonheffing %(ander)s. Dat moet gelijk zijn."
            )
            self.fout(rij, "", zin % {"een": euro(kosten), "ander": euro(naar)})

    def _keur_maand(self, rij: Rij) -> None:
        eerder = al_geboekt(rij.maand)
        if eerder:
            zin = _(
                "De lonen van deze maand zijn al geboekt als %(stuk)s. Keer dat stuk om en kies het bestand opnieuw."
            )
            self.fout(rij, "maand", zin % {"stuk": eerder.boekstuk})

    def _samen(self, rijen: list[Rij]) -> list[Loonregel]:
        sommen: dict[tuple[int, int], list[Decimal]] = defaultdict(lambda: [Decimal("0.00")] * len(BEDRAGEN))
        for rij in rijen:
            som = sommen[rij.kamer, rij.rekening]
            sommen[rij.kamer, rij.rekening] = [
                een + getattr(rij, naam) for een, naam in zip(som, BEDRAGEN, strict=True)
            ]
        regels = (Loonregel(self.kamers[k], self.rekeningen[r], *som) for (k, r), som in sommen.items())
        return sorted((r for r in regels if any(r.bedragen)), key=lambda r: (r.rekening.nummer, r.kamer.code))

    def boek(self, wat: tuple[date, list[Loonregel]]) -> str:
        post = boek_lonen(maand=wat[0], regels=wat[1], sha256=self.som, gebruiker=self.omgeving.gebruiker)
        return _("De lonen van %(maand)s zijn geboekt als %(stuk)s.") % {
            "maand": maand_in_woorden(post.maand),
            "stuk": post.boekstuk,
        }
