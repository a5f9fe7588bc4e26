"""Passes as a sheet: a number and a first name, and nothing else, ever."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.invoer.widgets import Cijfers, Tekst
from kamers.models import Persoon
from kamers.resources.basis import Kamerresource
from kamers.resources.kolommen import Kolom, Rij
from kamers.services.namen import alleen_voornaam, vouw
from kamers.services.passen import eindpas
from kamers.services.passen_invoer import geef_passen, vrije_passen


class Passen(Kamerresource):
    """Passes of one room. Without a number a name gets the next one; a name that is there already is recognised."""

    naam, voor_kamer = "passen", True

    pasnummer = Kolom(
        "pasnummer",
        Cijfers(12),
        uitleg=gettext_lazy("Van een kaart zonder naam. Leeg: deze persoon krijgt een nieuw nummer."),
    )
    voornaam = Kolom(
        "voornaam",
        Tekst(40, alleen_voornaam),
        verplicht=True,
        uitleg=gettext_lazy("Alleen de voornaam."),
        voorbeeld="Rosa",
        merk=True,
    )

    class Meta(Kamerresource.Meta):
        """As every kind."""

    def vreemde_kolom(self, kop: str) -> str:
        return _("Haal de kolom '%(kop)s' weg. Bij een pas bewaren we alleen nummer en voornaam.") % {"kop": kop}

    def laad(self) -> None:
        kamer = self.omgeving.kamer
        nummers = [rij.pasnummer for rij in self.rijen if rij.pasnummer]
        self.vrij = vrije_passen(kamer, nummers)
        mensen = Persoon.objects.filter(pasnummer__in=nummers).exclude(pasnummer="")
        self.met_nummer = {persoon.pasnummer: persoon for persoon in mensen.select_related("opgegaan_in")}
        hier = Persoon.objects.met_pas().filter(kamers=kamer)
        self.hier, self.op_naam = set(), defaultdict(list)
        for persoon in hier:
            self.hier.add(persoon.pk)
            self.op_naam[vouw(persoon.voornaam)].append(persoon)
        self.gezien: dict[tuple, int] = {}

    def vind(self, rij: Rij) -> None:
        rij.bron = self._met_nummer(rij) if rij.pasnummer else self._op_naam(rij)
        if rij.bron is not None and not rij.pasnummer:
            rij.zet(pasnummer=rij.bron.pasnummer or None, voornaam=rij.bron.voornaam)
        sleutel = ("nummer", rij.pasnummer) if rij.pasnummer else ("naam", vouw(rij.voornaam))
        eerder = self.gezien.setdefault(sleutel, rij.nummer)
        if eerder != rij.nummer:
            zin = _("Deze pas staat ook in rij %(rij)s. Haal er een weg, of zet een letter achter de naam.")
            self.fout(rij, "voornaam", zin % {"rij": eerder})

    def _met_nummer(self, rij: Rij) -> Persoon | None:
        persoon = self.met_nummer.get(rij.pasnummer)
        if persoon is None:
            if rij.pasnummer not in self.vrij:
                zin = _("Dit is geen vrije pas van deze kamer. Kijk het nummer na, of laat het leeg.")
                self.fout(rij, "pasnummer", zin)
            return None
        if persoon.opgegaan_in_id:
            zin = _("Deze pas is samengevoegd met pas %(nummer)s. Gebruik dat nummer.")
            self.fout(rij, "pasnummer", zin % {"nummer": eindpas(persoon).pasnummer})
        elif persoon.pk not in self.hier:
            self.fout(rij, "pasnummer", _("Deze pas is van een andere kamer. Voeg hem toe op de pagina Passen."))
        return persoon

    def _op_naam(self, rij: Rij) -> Persoon | None:
        namen = self.op_naam[vouw(rij.voornaam)]
        if len(namen) > 1:
            zin = _("Meer mensen in deze kamer heten %(naam)s. Vul het pasnummer in, of zet een letter achter de naam.")
            self.fout(rij, "voornaam", zin % {"naam": rij.voornaam})
        return namen[0] if namen else None

    def beeld(self, bron: Persoon) -> Rij:
        return Rij(pasnummer=bron.pasnummer or None, voornaam=bron.voornaam)

    def titel(self, rij: Rij) -> str:
        if rij.pasnummer is None:
            return _("%(naam)s, nieuw nummer") % {"naam": rij.voornaam}
        return _("%(naam)s, pas %(nummer)s") % {"naam": rij.voornaam, "nummer": rij.pasnummer}

    def schrijf(self, nieuw: list[Rij], gewijzigd: list[Rij]) -> None:
        """Write the passes. A proof run hands out no numbers: the next number is never given back."""
        for rij in gewijzigd:
            Persoon.objects.filter(pk=rij.bron.pk).update(voornaam=rij.voornaam)
        if nieuw and not self.proef:
            namen = [(rij.voornaam, self.vrij.get(rij.pasnummer)) for rij in nieuw]
            geef_passen(kamer=self.omgeving.kamer, namen=namen, vandaag=self.omgeving.vandaag)

    @staticmethod
    def bronnen(kamers, jaar: int | None):
        """Return the passes of a room; a pass has no year."""
        return (
            Persoon.objects.met_pas().filter(kamers__in=kamers).exclude(pasnummer="").order_by("pasnummer").distinct()
        )
