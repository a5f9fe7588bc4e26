"""Klussen as a sheet: what was asked, for whom it counts, who did it and for how long."""

from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from buurtwerkkamer.datums import DAG_MOET_NOG_KOMEN, dag_kort
from buurtwerkkamer.invoer.widgets import Aantal, Dag, Keuze, Lijst, Tekst, Tijd, Uren
from kamers.models import Corporatieproduct, Inzet, Klus, Klusplek, Partner
from kamers.resources.basis import Kamerresource
from kamers.resources.klusregels import Klusregels, laatste_dag
from kamers.resources.kolommen import Kolom, Rij
from kamers.resources.ploeg import Helpers, MetHelpers, Ploeg, per_bron, samengevat
from kamers.services.klussen import VERWIJZERS
from kamers.services.klussen_invoer import Klusregel, schrijf_klussen, tekst_is_oud, wis_tekst

_S, _K = Klus.Status, Klus.Klussoort
STATUS = {
    _S.GEVRAAGD.value: ("gevraagd",),
    _S.GEPLAND.value: ("gepland",),
    _S.KLAAR.value: ("klaar",),
    _S.VERVALLEN.value: ("gaat niet door", "vervallen"),
}
SOORTEN = {
    _K.REPARATIE.value: ("kleine reparatie", "reparatie"),
    _K.TUIN.value: ("tuin",),
    _K.BINNENTUIN.value: ("binnentuin",),
    _K.SCHOONMAKEN.value: ("schoonmaken en opruimen", "schoonmaken"),
    _K.ANDERS.value: ("iets anders", "anders"),
}
EERSTE_KEER = {keuze.value: (keuze.value,) for keuze in Klus.EersteKeer}
TEKST = ("omschrijving", "straat", "reden")
VELDEN = (
    "klussoort",
    "eerste_keer",
    "status",
    "gevraagd_op",
    "afspraak",
    "afspraak_tijd",
    "gedaan_op",
    "afgehandeld_op",
)
LINKS = ("product", "corporatie", "via")


class Klussen(Klusregels, MetHelpers, Kamerresource):
    """Klussen, recognised by their number; without one by room, day, kind and text, each as often as it is there."""

    naam = "klussen"

    nummer_van_klus = Kolom(
        "nummer", Aantal(), uitleg=gettext_lazy("Uit een uitvoer. Leeg bij een klus die nog niet in de kamer staat.")
    )
    kamer = Kolom("kamer", Keuze({}), uitleg=gettext_lazy("Code of naam van de kamer."))
    klussoort = Kolom("soort klus", Keuze(SOORTEN), uitleg=gettext_lazy("Leeg: kleine reparatie."), voorbeeld="tuin")
    omschrijving = Kolom(
        "wat", Tekst(120), uitleg=gettext_lazy("Kort, zonder naam."), voorbeeld="heg snoeien", merk=True
    )
    straat = Kolom(
        "straat", Tekst(80), uitleg=gettext_lazy("Straat of buurt. Geen huisnummer."), voorbeeld="Reigersbos"
    )
    product = Kolom("product", Keuze({}), uitleg=gettext_lazy("Corporatieproduct, als het er een is."))
    corporatie = Kolom("huurt van", Keuze({}), uitleg=gettext_lazy("Code of naam van de woningcorporatie."))
    via = Kolom("kwam binnen via", Keuze({}), uitleg=gettext_lazy("Leeg: de bewoner zelf."))
    eerste_keer = Kolom(
        "eerste keer", Keuze(EERSTE_KEER), uitleg=gettext_lazy("Ja, nee of onbekend. Leeg: onbekend."), voorbeeld="ja"
    )
    status = Kolom(
        "status",
        Keuze(STATUS),
        uitleg=gettext_lazy("Gevraagd, gepland, klaar of gaat niet door. Leeg: volgt uit de dagen."),
        voorbeeld="klaar",
    )
    gevraagd_op = Kolom("gevraagd op", Dag(), verplicht=True, voorbeeld="01-09-2026")
    afspraak = Kolom("afspraak", Dag(), uitleg=gettext_lazy("De afgesproken dag."))
    afspraak_tijd = Kolom("hoe laat", Tijd(), uitleg=gettext_lazy("Alleen bij een afspraak."))
    gedaan_op = Kolom("gedaan op", Dag(), uitleg=gettext_lazy("Alleen bij klaar."), voorbeeld="08-09-2026")
    afgehandeld_op = Kolom(
        "afgehandeld op", Dag(), uitleg=gettext_lazy("Leeg: de laatste dag die erbij staat. De tekst blijft 30 dagen.")
    )
    reden = Kolom("reden", Tekst(120), uitleg=gettext_lazy("Alleen bij gaat niet door."))
    wie = Kolom("vrijwilligers", Helpers(), uitleg=gettext_lazy("Voornamen, met ; ertussen."), voorbeeld="Wouter")
    uren = Kolom(
        "uren", Lijst(Uren()), uitleg=gettext_lazy("Eén getal voor iedereen, of een per naam."), voorbeeld="1,5"
    )

    class Meta(Kamerresource.Meta):
        """As every kind."""

    def __init__(self, omgeving):
        super().__init__(omgeving)
        self.fields["product"].widget.zet({p.pk: (p.code, p.naam) for p in Corporatieproduct.objects.all()})
        eigen = Q(soort=Partner.Soort.BEWONERSVERENIGING, kamer__in=omgeving.kamers)
        eerder = Q(pk__in=Klus.objects.filter(kamer__in=omgeving.kamers).values("via"))
        partners = Partner.objects.filter(Q(soort__in=VERWIJZERS) | eigen | eerder)
        self.partners = {p.pk: p for p in partners.order_by("naam")}
        corporaties = {pk: p for pk, p in self.partners.items() if p.soort == Partner.Soort.CORPORATIE}
        self.fields["corporatie"].widget.zet({pk: (p.code, p.naam) for pk, p in corporaties.items()})
        self.fields["via"].widget.zet({pk: (p.code, p.naam) for pk, p in self.partners.items()})

    def laad(self) -> None:
        kamers = {rij.kamer for rij in self.rijen}
        nummers = [rij.nummer_van_klus for rij in self.rijen if rij.nummer_van_klus]
        dagen = {rij.gevraagd_op for rij in self.rijen}
        rijen = self.bronnen(self.kamers, None)
        bronnen = list(rijen.filter(Q(pk__in=nummers) | Q(kamer__in=kamers, gevraagd_op__in=dagen)))
        self._laad_mensen(bronnen, kamers)
        self.op_nummer = {klus.pk: klus for klus in bronnen}
        self.zonder_nummer: dict[tuple, list[Klus]] = defaultdict(list)
        for klus in bronnen:
            if klus.pk not in nummers:
                self.zonder_nummer[self._sleutel(self.beeld(klus))].append(klus)
        self.gezien: dict[int, int] = {}
        self.oude_teksten = 0

    def _laad_mensen(self, bronnen: list[Klus], kamers) -> None:
        self.ploeg = Ploeg(kamers)
        self.gewerkt = per_bron(Inzet.objects.filter(klus__in=bronnen), "klus")
        self.gepland = per_bron(Klusplek.objects.filter(klus__in=bronnen), "klus")

    def _mensen(self, klus: Klus) -> dict[int, tuple]:
        return (self.gewerkt if klus.status == _S.KLAAR else self.gepland)[klus.pk]

    def _sleutel(self, rij: Rij) -> tuple:
        """Return by what a klus without a number is known; a text that may not be kept is no part of it."""
        oud = self.tekst_te_oud(rij)
        soort = rij.klussoort or Klus.Klussoort.REPARATIE.value
        return rij.kamer, rij.gevraagd_op, soort, not oud and rij.omschrijving, not oud and rij.straat

    def in_volgorde(self) -> list[Rij]:
        """Let rows that stand there just so find their own klus before others do."""
        for rij in self.rijen:
            rij.namen, rij.heeft_uren = rij.wie, rij.uren
            if not rij.nummer_van_klus:
                self._koppel(rij, precies=True)
        return self.rijen

    def _koppel(self, rij: Rij, *, precies: bool) -> None:
        kandidaten = self.zonder_nummer[self._sleutel(rij)]
        rij.bron = next((klus for klus in kandidaten if not precies or self._zelfde(rij, klus)), None)
        if rij.bron is not None:
            kandidaten.remove(rij.bron)

    def _zelfde(self, rij: Rij, klus: Klus) -> bool:
        """Tell whether a row says just what stands there; tried on a copy, so that nothing is remembered of it."""
        proef, fouten, teksten = Rij(**vars(rij)), len(self._fouten), self.oude_teksten
        self._maak_af(proef, klus)
        goed = len(self._fouten) == fouten
        del self._fouten[fouten:]
        self.oude_teksten, oud = teksten, self.beeld(klus)
        return goed and all(getattr(oud, naam) == getattr(proef, naam) for naam in vars(oud) if naam in self.fields)

    def vind(self, rij: Rij) -> None:
        if rij.nummer_van_klus:
            rij.bron = self.op_nummer.get(rij.nummer_van_klus)
            if rij.bron is None or rij.bron.kamer_id != rij.kamer:
                zin = _("Dit nummer is niet van een klus in deze kamer. Kijk het na of laat het leeg.")
                self.fout(rij, "nummer_van_klus", zin)
                return
        elif rij.bron is None:
            self._koppel(rij, precies=False)
        if rij.bron is not None:
            eerder = self.gezien.setdefault(rij.bron.pk, rij.nummer)
            if eerder != rij.nummer:
                zin = _("Deze klus staat ook in rij %(rij)s. Haal er een weg.")
                self.fout(rij, "nummer_van_klus", zin % {"rij": eerder})
        self._maak_af(rij, rij.bron)

    def _maak_af(self, rij: Rij, klus: Klus | None) -> None:
        """Fill in what follows from other cells and from what is there, and check the row by itself."""
        if klus is not None:
            self.neem_over(rij, klus, "wie", "uren")
            rij.nummer_van_klus = klus.pk
        if self.vul(rij, klus) and self._lees_helpers(rij, klus) and klus is not None and klus.gewist_op:
            rij.zet(**dict.fromkeys(TEKST))

    def _lees_helpers(self, rij: Rij, klus: Klus | None) -> bool:
        daar = self._mensen(klus) if klus else {}
        if klus and not self.heeft("wie", "uren"):
            return self.laat_helpers(rij, daar)
        return self.lees_helpers(rij, self._dag_van(rij), daar, namen=rij.namen, uren=rij.heeft_uren)

    @staticmethod
    def _dag_van(rij: Rij):
        return rij.gedaan_op or rij.afspraak or rij.gevraagd_op

    def keur(self, rij: Rij, oud: Rij | None) -> None:
        self.keur_dagen(rij, "gedaan_op", rij.gedaan_op, oud and oud.gedaan_op)
        for naam in ("gevraagd_op", "gedaan_op", "afgehandeld_op"):
            dag = getattr(rij, naam)
            if dag and dag > self.omgeving.vandaag and (naam != "afgehandeld_op" or dag != rij.gedaan_op):
                self.fout(rij, naam, DAG_MOET_NOG_KOMEN)
        if oud and oud.status == _S.KLAAR and rij.status != _S.KLAAR:
            self.keur_heropenen(rij)

    def beeld(self, bron: Klus) -> Rij:
        mensen, woorden = self._mensen(bron), self.fields["wie"].widget.woorden
        for pk, (voornaam, _uren) in mensen.items():
            woorden[pk] = self.ploeg.schrijf(bron.kamer_id, pk, voornaam)
        wie, uren = samengevat({pk: uren for pk, (_naam, uren) in mensen.items()})
        weg = tekst_is_oud(bron, self.omgeving.vandaag)
        vast = {naam: None if weg else getattr(bron, naam) or None for naam in TEKST}
        vast |= {naam: getattr(bron, naam) for naam in VELDEN}
        vast["afgehandeld_op"] = bron.afgehandeld_op or laatste_dag(bron)
        links = {naam: getattr(bron, f"{naam}_id") for naam in LINKS}
        return Rij(nummer_van_klus=bron.pk, kamer=bron.kamer_id, wie=wie, uren=uren, **vast, **links)

    def titel(self, rij: Rij) -> str:
        wat = rij.omschrijving or SOORTEN[rij.klussoort][0].capitalize()
        return f"{wat}, {dag_kort(rij.gevraagd_op)}, {self.kamers[rij.kamer].naam}"

    def schrijf(self, nieuw: list[Rij], gewijzigd: list[Rij]) -> None:
        schrijf_klussen(
            [Klusregel(self._klus(rij), rij.gewerkt) for rij in [*nieuw, *gewijzigd]], self.omgeving.gebruiker
        )
        if self.oude_teksten:
            zin = ngettext(
                "Bij %(n)s klus is de tekst ouder dan 30 dagen. Die tekst nemen we niet over.",
                "Bij %(n)s klussen is de tekst ouder dan 30 dagen. Die tekst nemen we niet over.",
                self.oude_teksten,
            )
            self.meldingen.append(zin % {"n": self.oude_teksten})

    def _klus(self, rij: Rij) -> Klus:
        klus = rij.bron or Klus(kamer_id=rij.kamer)
        for naam in VELDEN:
            setattr(klus, naam, getattr(rij, naam))
        for naam in TEKST:
            setattr(klus, naam, getattr(rij, naam) or "")
        for naam in LINKS:
            setattr(klus, f"{naam}_id", getattr(rij, naam))
        if tekst_is_oud(klus, self.omgeving.vandaag):
            wis_tekst(klus, self.omgeving.vandaag)
        return klus

    def uitvoer(self, bronnen: list):
        self._laad_mensen(bronnen, {bron.kamer_id for bron in bronnen})
        return super().uitvoer(bronnen)

    @staticmethod
    def bronnen(kamers, jaar: int | None):
        """Return the klussen of rooms, of one year or of all: the year in which they were asked."""
        rijen = Klus.objects.filter(kamer__in=kamers)
        rijen = rijen.filter(gevraagd_op__year=jaar) if jaar else rijen
        return rijen.order_by("kamer", "gevraagd_op", "pk")
