"""A ledger that is kept elsewhere: read from an audit file or a sheet, through the mapping, into our terms."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.bsn import bevat_bsn
from buurtwerkkamer.drukbaar import tekens
from buurtwerkkamer.invoer.fouten import Celfout
from buurtwerkkamer.invoer.tabel import Celwaarde, Tabel
from buurtwerkkamer.invoer.vormen import lees
from buurtwerkkamer.invoer.widgets import Dag, Tekst
from financien.models import Boekstuk, Koppeling
from financien.models.grootboek import RESULTAAT
from financien.resources.basis import Bedrag, Boekinvoer, Omgeving, Voorbeeld
from financien.resources.vreemd import BEGIN, Grootboek, Lijn, Vreemdstuk
from financien.resources.xaf import MAX_XAF, lees_xaf
from financien.services.elders import Overlijn, Overstuk, Verschil, neem_over, vergelijk
from kamers.resources.kolommen import Kolom, Rij

XAF = ("xaf", "xml")


class Vrij(Tekst):
    """Words of another package: a number of an invoice may look like a BSN; what looks so is left behind later."""

    def __init__(self, maximaal: int):
        super().__init__(maximaal)
        self.keurders = ()


class Grootboekinvoer(Boekinvoer):
    """The ledger of a year of another package. Unknown accounts are mapped first; only the difference is booked."""

    naam = "grootboek"
    titel = gettext_lazy("Grootboek van een ander pakket")
    uitleg = gettext_lazy("Een auditfile (XAF 3.2 of 4.0), of een rekenblad met de boekingen van het hele jaar.")
    knop = gettext_lazy("Neem dit over")
    endingen = ("xaf", "xml", "xlsx", "ods", "csv")
    hoogste = MAX_XAF
    tekstkolommen = 3
    kolommen = {
        "datum": Kolom("datum", Dag(), verplicht=True, voorbeeld="15-03-2026"),
        "dagboek": Kolom("dagboek", Vrij(30)),
        "stuk": Kolom(
            "stuk", Vrij(35), verplicht=True, uitleg=gettext_lazy("Regels met hetzelfde nummer horen bij elkaar.")
        ),
        "rekening": Kolom("rekening", Vrij(35), verplicht=True, uitleg=gettext_lazy("Het nummer in het pakket.")),
        "rekeningnaam": Kolom("rekeningnaam", Vrij(120)),
        "debet": Kolom("debet", Bedrag(), uitleg=gettext_lazy("Een van beide.")),
        "credit": Kolom("credit", Bedrag(), uitleg=gettext_lazy("Een van beide.")),
        "kostenplaats": Kolom("kostenplaats", Vrij(35), uitleg=gettext_lazy("Bij kosten en baten: de kamer.")),
        "omschrijving": Kolom("omschrijving", Vrij(500)),
    }

    def __init__(self, omgeving: Omgeving):
        super().__init__(omgeving)
        rijen = list(Koppeling.objects.select_related("rekening__kamer", "kamer"))
        self.rekening = {rij.code: rij for rij in rijen if rij.soort == Koppeling.Soort.REKENING}
        self.kostenplaats = {rij.code: rij.kamer for rij in rijen if rij.soort == Koppeling.Soort.KOSTENPLAATS}
        self.zonder_kamer: dict[str, set[str]] = defaultdict(set)

    def bekijk(self, naam: str, inhoud: bytes) -> Voorbeeld:
        boek = self.lees_grootboek(naam, inhoud)
        if self.fouten:
            return Voorbeeld((), fouten=tuple(sorted(self.fouten)))
        if any(self.onbekend(boek).values()):
            zin = _("Dit bestand heeft rekeningen of kostenplaatsen die nog niet gekoppeld zijn.")
            return Voorbeeld((), fouten=(Celfout(0, 0, "", zin),), koppelen=True)
        stukken = [self._over(stuk) for stuk in self._met_begin(boek)]
        if self.zonder_kamer:
            return Voorbeeld((), fouten=tuple(self._kamerfouten()))
        return self._voorbeeld(boek, stukken)

    def lees_grootboek(self, naam: str, inhoud: bytes) -> Grootboek:
        """Return the ledger in a file. BestandFout when it cannot be read, or does not balance."""
        if naam.rpartition(".")[2].lower() in XAF:
            boek = lees_xaf(inhoud, self.omgeving.jaar)
        else:
            boek = self._lees_blad(lees(naam, inhoud))
        if not self.fouten:
            boek.keur(self.omgeving.jaar)
        return boek

    def _lees_blad(self, tabel: Tabel) -> Grootboek:
        self.plaatsen = self.plaatsen_van(tabel)
        boek, per_stuk = Grootboek(), defaultdict(list)
        for rij in self._rijen(tabel):
            if bool(rij.debet) == bool(rij.credit):
                self.fout(rij, "debet", _("Vul debet of credit in: een van beide, en meer dan € 0."))
                continue
            per_stuk[rij.dagboek or "boek", rij.stuk].append(rij)
            boek.rekeningen.setdefault(rij.rekening, rij.rekeningnaam or "")
            if rij.kostenplaats:
                boek.kostenplaatsen.setdefault(rij.kostenplaats, "")
        boek.stukken = [self._bladstuk(*sleutel, rijen) for sleutel, rijen in per_stuk.items()]
        return boek

    def _bladstuk(self, dagboek: str, stuk: str, rijen: list[Rij]) -> Vreemdstuk:
        eerste = rijen[0]
        for rij in rijen:
            if rij.datum != eerste.datum:
                self.fout(rij, "datum", _("De regels van stuk %(stuk)s hebben niet dezelfde datum.") % {"stuk": stuk})
        lijnen = tuple(
            Lijn(r.rekening, r.debet or -r.credit, r.kostenplaats or "", r.omschrijving or "") for r in rijen
        )
        return Vreemdstuk(f"{dagboek}/{stuk}"[:120], eerste.datum, eerste.omschrijving or "", lijnen, eerste.nummer)

    def onbekend(self, boek: Grootboek) -> dict[str, dict[str, str]]:
        """Return the accounts and cost centres that are used and not mapped yet, with their names."""
        lijnen = [*boek.begin, *(lijn for stuk in boek.stukken for lijn in stuk.lijnen)]
        rekeningen = {lijn.rekening for lijn in lijnen} - self.rekening.keys()
        plaatsen = {lijn.kostenplaats for lijn in lijnen if lijn.kostenplaats} - self.kostenplaats.keys()
        return {
            Koppeling.Soort.REKENING.value: {code: boek.rekeningen.get(code, "") for code in sorted(rekeningen)},
            Koppeling.Soort.KOSTENPLAATS.value: {code: boek.kostenplaatsen.get(code, "") for code in sorted(plaatsen)},
        }

    @staticmethod
    def _keur_cellen(cellen: Iterable[Celwaarde]) -> None:
        """Take every number: what looks like a BSN is left behind by ``_schoon``, as in an audit file."""

    def _met_begin(self, boek: Grootboek) -> list[Vreemdstuk]:
        """Add the opening balance as a document, unless the books here go further back: then those carry on."""
        eerste = date(self.omgeving.jaar, 1, 1)
        if not boek.begin or Boekstuk.objects.filter(datum__lt=eerste).exists():
            return boek.stukken
        return [Vreemdstuk(BEGIN, eerste, f"Beginbalans {eerste.year}", tuple(boek.begin)), *boek.stukken]

    def _over(self, stuk: Vreemdstuk) -> Overstuk:
        """Return a document in our terms: wages without their words, text that can be printed, no BSN."""
        lijnen = [self._overlijn(lijn) for lijn in stuk.lijnen]
        loon = any(lijn.rekening.loon for lijn in lijnen)
        woorden = stuk.bron if loon else f"{stuk.bron} {_schoon(stuk.omschrijving)}"
        return Overstuk(stuk.bron, stuk.datum, woorden.strip()[:140], lijnen)

    def _overlijn(self, lijn: Lijn) -> Overlijn:
        koppeling = self.rekening[lijn.rekening]
        rekening = koppeling.rekening
        kamer = rekening.kamer or self.kostenplaats.get(lijn.kostenplaats) or koppeling.kamer
        if kamer is None and rekening.soort in RESULTAAT:
            self.zonder_kamer[f"{koppeling.code} {koppeling.naam}".strip()].add(lijn.kostenplaats)
        return Overlijn(rekening, lijn.bedrag, kamer, "" if rekening.loon else _schoon(lijn.tekst)[:140])

    def _kamerfouten(self) -> list[Celfout]:
        zin = _("Rekening %(rekening)s heeft boekingen zonder kostenplaats. Koppel die rekening aan een kamer.")
        return [Celfout(0, 0, "", zin % {"rekening": rekening}) for rekening in sorted(self.zonder_kamer)]

    def _voorbeeld(self, boek: Grootboek, stukken: list[Overstuk]) -> Voorbeeld:
        verschil = vergelijk(stukken, jaar=self.omgeving.jaar)
        rijen = [(_("nieuw"), s.bron, s.omschrijving, _som(s)) for s in verschil.nieuw]
        rijen += [(_("anders"), s.bron, s.omschrijving, _som(s)) for s, _oud in verschil.anders]
        rijen += [(_("weg"), str(oud), oud.omschrijving, getal(oud.totaal, 2)) for oud in verschil.weg]
        kop = (_("Wat"), _("Stuk"), _("Omschrijving"), _("Bedrag"))
        totalen = (
            (_("Omzet debet in het bestand"), boek.totaal),
            (_("Resultaat van het jaar"), self._resultaat(stukken)),
        )
        merk = sha256("".join(stuk.afdruk for stuk in stukken).encode()).hexdigest()  # accounts and rooms as mapped now
        return Voorbeeld(kop, tuple(rijen), totalen, (), (_aantallen(verschil),), stukken, merk=merk)

    @staticmethod
    def _resultaat(stukken: list[Overstuk]) -> Decimal:
        lijnen = (lijn for stuk in stukken for lijn in stuk.lijnen)
        return -sum((lijn.bedrag for lijn in lijnen if lijn.rekening.soort in RESULTAAT), Decimal("0.00"))

    def boek(self, wat: list[Overstuk]) -> str:
        return _aantallen(neem_over(wat, jaar=self.omgeving.jaar, gebruiker=self.omgeving.gebruiker))


def _som(stuk: Overstuk) -> str:
    return getal(sum(lijn.bedrag for lijn in stuk.lijnen if lijn.bedrag > 0), 2)


def _aantallen(verschil: Verschil) -> str:
    zin = _("%(nieuw)s nieuw, %(anders)s anders, %(weg)s weg, %(zelfde)s stond er al.")
    aantallen = {"nieuw": len(verschil.nieuw), "anders": len(verschil.anders), "weg": len(verschil.weg)}
    return zin % {k: getal(n) for k, n in (aantallen | {"zelfde": verschil.zelfde}).items()}


def _schoon(tekst: str) -> str:
    """Return words of another package as they may stay here."""
    gedrukt = "".join(teken if ord(teken) in tekens() else " " for teken in tekst)
    return "" if bevat_bsn(gedrukt) else " ".join(gedrukt.split())
