"""The budget as a sheet: a line and a room a row, with its basis and spread, into the open version of the year."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtwerkkamer.bedragen import getal
from buurtwerkkamer.datums import MAANDNAMEN
from buurtwerkkamer.invoer.tabel import Celwaarde
from buurtwerkkamer.invoer.widgets import Groep, Keuze, Strikt
from buurtwerkkamer.models import Versie
from financien.models import Begrotingsregel, Kostenpost
from financien.resources.basis import Bedrag, Voorbeeld
from financien.resources.plan import Planinvoer, kamerkolom, was_wordt
from financien.services.basis import (
    GEEN_BASIS,
    Basis,
    basis_van,
    basiscel,
    lees_basis,
    pak_basis,
    pak_spreiding,
    spreidingcel,
)
from financien.services.raster import Waarde
from financien.services.spreiden import Spreiding
from kamers.resources.kolommen import Kolom, Rij

Soort = Begrotingsregel.Spreiding
MAANDEN = {m: (str(m), *(naam for naam, nr in MAANDNAMEN.items() if nr == m)) for m in range(1, 13)}


class Basiswidget(Strikt):
    """A basis: 18 uur per week, € 250 per maand, or geen."""

    def lees(self, waarde: Celwaarde) -> Basis:
        if not isinstance(waarde, str):
            raise ValueError(str(GEEN_BASIS))
        return lees_basis(waarde)


class Maandenwidget(Groep):
    """Months by number or name, with a semicolon or a comma in between."""

    def lees(self, waarde: Celwaarde) -> tuple:
        return super().lees(waarde.replace(",", ";") if isinstance(waarde, str) else waarde)


class Begrotingsinvoer(Planinvoer):
    """Amounts of budget lines per room, with basis and spread when the sheet names them."""

    naam = "begroting"
    titel = gettext_lazy("Begroting")
    uitleg = gettext_lazy("Een post, een kamer en een bedrag per rij. Wat er niet in staat, blijft zoals het is.")
    tekstkolommen = 4
    wat = "post"
    dubbel = gettext_lazy("Deze post staat voor deze kamer ook in rij %(rij)s. Haal er een weg.")
    kolommen = {
        "post": Kolom("post", Keuze({}), verplicht=True, uitleg=gettext_lazy("Code of naam van de post, zoals F1.")),
        "kamer": kamerkolom(),
        "bedrag": Kolom(
            "bedrag", Bedrag(), verplicht=True, uitleg=gettext_lazy("Voor het hele jaar."), voorbeeld="7.200,00"
        ),
        "basis": Kolom(
            "basis",
            Basiswidget(),
            uitleg=gettext_lazy("Een getal met een eenheid, of geen. Leeg blijft zoals het is."),
            voorbeeld="€ 600 per maand",
        ),
        "spreiding": Kolom(
            "spreiding",
            Keuze({s: (s.value, s.label) for s in Soort}),
            uitleg=gettext_lazy("gelijk, maanden of eenmalig. Leeg blijft zoals het is."),
        ),
        "maanden": Kolom(
            "maanden",
            Maandenwidget(Keuze(MAANDEN)),
            uitleg=gettext_lazy("Nummers of namen, met een puntkomma ertussen."),
        ),
    }

    def laad(self) -> None:
        super().laad()
        self.posten = {p.pk: p for p in Kostenpost.objects.all()}
        self.kolommen["post"].widget.zet({p.pk: (p.code, p.naam, p.tekst) for p in self.posten.values()})
        self.regels = {(r.post_id, r.kamer_id): r for r in Begrotingsregel.objects.filter(versie=self.versie)}

    def staat_er(self, versie: Versie) -> dict[str, Waarde]:
        return {f"k-{post}-{kamer}": regel.bedrag for (post, kamer), regel in self.regels.items()}

    def keur(self, rij: Rij) -> None:
        soort, maanden = rij.spreiding, rij.maanden or ()
        if soort == Soort.MAANDEN and not maanden:
            self.fout(rij, "maanden", _("Kies de maanden waarin deze kosten vallen."))
        elif soort == Soort.EENMALIG and len(maanden) > 1:
            self.fout(rij, "maanden", _("Kies één maand, of geen als je die nog niet weet."))
        elif soort in (None, Soort.GELIJK) and maanden:
            self.fout(rij, "spreiding", _("Er staan maanden bij. Vul hier maanden of eenmalig in."))

    def cellen(self, rij: Rij) -> dict[str, Waarde]:
        return {f"k-{rij.post}-{rij.kamer}": rij.bedrag}

    def _regelcellen(self, rij: Rij) -> dict[str, str | None]:
        cellen = {}
        if rij.basis is not None:
            cellen[basiscel(rij.post, rij.kamer)] = pak_basis(rij.basis)
        if rij.spreiding is not None:
            wordt = Spreiding(str(rij.spreiding), tuple(rij.maanden or ()))
            cellen[spreidingcel(rij.post, rij.kamer)] = pak_spreiding(wordt)
        return cellen

    def voorbeeld(self, versie: Versie, rijen: list[Rij], nu: dict[str, Waarde]) -> Voorbeeld:
        waarden = self.alle_cellen(rijen)
        regels = {naam: tekst for rij in rijen for naam, tekst in self._regelcellen(rij).items()}
        tabel = tuple(self._regel(rij, nu) for rij in rijen)
        totalen = ((_("Samen in dit bestand"), sum(waarden.values(), Decimal("0.00"))),)
        meldingen = [self.verandert(versie, waarden, nu)]
        if anders := sum(self._anders(rij) for rij in rijen):
            zin = ngettext("%(n)s basis of spreiding verandert.", "%(n)s keer verandert basis of spreiding.", anders)
            meldingen.append(zin % {"n": getal(anders)})
        kop = (_("Post"), _("Kamer"), _("Basis"), _("Spreiding"), _("Was"), _("Wordt"))
        return Voorbeeld(kop, tabel, totalen, (), tuple(meldingen), (versie, waarden, regels))

    def _stond(self, rij: Rij) -> tuple[Basis, Spreiding]:
        regel = self.regels.get((rij.post, rij.kamer)) or Begrotingsregel()
        return basis_van(regel), Spreiding(str(regel.spreiding), tuple(sorted(regel.maanden)))

    def _wordt(self, rij: Rij) -> tuple[Basis, Spreiding]:
        basis, spreiding = self._stond(rij)
        if rij.spreiding is not None:
            spreiding = Spreiding(str(rij.spreiding), tuple(rij.maanden or ()))
        return basis if rij.basis is None else rij.basis, spreiding

    def _anders(self, rij: Rij) -> int:
        return sum(a != b for a, b in zip(self._stond(rij), self._wordt(rij), strict=True))

    def _regel(self, rij: Rij, nu: dict[str, Waarde]) -> tuple[str, ...]:
        delen = zip(self._stond(rij), self._wordt(rij), strict=True)
        erbij = [_van_naar(_in_woorden(oud), _in_woorden(nieuw)) for oud, nieuw in delen]
        bedragen = was_wordt(nu.get(f"k-{rij.post}-{rij.kamer}"), rij.bedrag)
        return (str(self.posten[rij.post]), str(self.kamers[rij.kamer]), *erbij, *bedragen)


def _in_woorden(deel: Basis | Spreiding) -> str:
    if isinstance(deel, Basis):
        return str(deel) or _("geen")
    label = str(Soort(deel.soort).label)
    return f"{label}: {', '.join(str(maand) for maand in deel.maanden)}" if deel.maanden else label


def _van_naar(oud: str, nieuw: str) -> str:
    return oud if oud == nieuw else _("%(oud)s, wordt %(nieuw)s") % {"oud": oud, "nieuw": nieuw}
