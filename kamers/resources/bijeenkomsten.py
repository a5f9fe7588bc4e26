"""Occurrences as a sheet: counts, who helped and for how long, or why it did not take place."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.datums import DAG_MOET_NOG_KOMEN, dag_kort
from buurtwerkkamer.invoer.widgets import Aantal, Dag, JaNee, Keuze, Lijst, Tekst, Tijd, Uren
from kamers.models import Activiteit, Bijeenkomst, Deelname, Inzet
from kamers.resources.basis import Kamerresource
from kamers.resources.keerregels import Keerregels
from kamers.resources.kolommen import Kolom, Rij
from kamers.resources.ploeg import Helpers, MetHelpers, Ploeg, per_bron, samengevat
from kamers.services.keer import Keer, nieuwe_rij
from kamers.services.keren_invoer import Hoogte, Keerregel, schrijf_keren, te_veel_kwamen_al
from kamers.services.namen import vouw

_S = Bijeenkomst.Status
STATUS = {_S.GENOTEERD.value: ("genoteerd",), _S.VERVALLEN.value: ("ging niet door", "vervallen")}
STATUS |= {_S.VERPLAATST.value: ("verplaatst",)}
TELLEN = ("kwamen_al", "nieuw_soort", "nieuw_kamer", "kinderen")


class Bijeenkomsten(Keerregels, MetHelpers, Kamerresource):
    """Occurrences, recognised by room, activity and planned day."""

    naam = "bijeenkomsten"

    kamer = Kolom("kamer", Keuze({}), uitleg=gettext_lazy("Code of naam van de kamer."))
    activiteit = Kolom(
        "activiteit",
        Tekst(80),
        verplicht=True,
        uitleg=gettext_lazy("De naam zoals op het rooster."),
        voorbeeld="koffie en inloop",
        merk=True,
    )
    gepland = Kolom(
        "gepland", Dag(), verplicht=True, uitleg=gettext_lazy("De dag volgens het rooster."), voorbeeld="01-09-2026"
    )
    dag = Kolom("dag", Dag(), uitleg=gettext_lazy("Alleen als het op een andere dag was."))
    begin = Kolom("begin", Tijd(), uitleg=gettext_lazy("Leeg: zoals op het rooster."))
    eind = Kolom("einde", Tijd(), uitleg=gettext_lazy("Leeg: zoals op het rooster."))
    status = Kolom(
        "status",
        Keuze(STATUS),
        uitleg=gettext_lazy("Genoteerd, ging niet door of verplaatst. Leeg: genoteerd."),
        voorbeeld="genoteerd",
    )
    kwamen_al = Kolom(
        "kwamen al", Aantal(), uitleg=gettext_lazy("Wie dit jaar al bij deze soort kwamen."), voorbeeld="0"
    )
    nieuw_soort = Kolom(
        "nieuw bij soort", Aantal(), uitleg=gettext_lazy("Wie er dit jaar voor het eerst waren."), voorbeeld="8"
    )
    nieuw_kamer = Kolom(
        "nieuw in kamer", Aantal(), uitleg=gettext_lazy("Wie daarvan ook nieuw in de kamer waren."), voorbeeld="5"
    )
    kinderen = Kolom("kinderen", Aantal(), uitleg=gettext_lazy("Alleen bij een activiteit met kinderen."))
    op_naam = Kolom("op naam", Aantal(), uitleg=gettext_lazy("Komt uit de kamer. Laat staan wat er staat."))
    wie = Kolom(
        "vrijwilligers", Helpers(), uitleg=gettext_lazy("Voornamen, met ; ertussen."), voorbeeld="Fatima; Wouter"
    )
    uren = Kolom(
        "uren", Lijst(Uren()), uitleg=gettext_lazy("Eén getal voor iedereen, of een per naam."), voorbeeld="2; 1,5"
    )
    reden = Kolom("reden", Tekst(120), uitleg=gettext_lazy("Alleen bij ging niet door, zonder namen."))
    klopt = Kolom("klopt", JaNee(), uitleg=gettext_lazy("Ja, als een hoog aantal echt klopt."))

    class Meta(Kamerresource.Meta):
        """As every kind."""

    def laad(self) -> None:
        kamers = {rij.kamer for rij in self.rijen}
        self.activiteiten: dict[tuple, list[Activiteit]] = defaultdict(list)
        rijen = Activiteit.objects.filter(kamer__in=kamers).select_related("soort", "product", "kamer")
        for activiteit in rijen.order_by("begin", "pk"):
            self.activiteiten[activiteit.kamer_id, vouw(activiteit.naam)].append(activiteit)
        dagen = {rij.gepland for rij in self.rijen}
        self.staat = {(b.activiteit_id, b.gepland): b for b in self.bronnen(kamers, None).filter(gepland__in=dagen)}
        self._laad_mensen(list(self.staat.values()), kamers)
        self.gezien: dict[tuple, int] = {}
        namen = {(rij.kamer, vouw(rij.activiteit)) for rij in self.rijen}
        self.hoogte = Hoogte([a.pk for naam in namen for a in self.activiteiten[naam]])

    def _laad_mensen(self, bronnen: list[Bijeenkomst], kamers) -> None:
        self.ploeg = Ploeg(kamers)
        self.gewerkt = per_bron(Inzet.objects.filter(bijeenkomst__in=bronnen), "bijeenkomst")
        self.namen: dict[int, set[int]] = defaultdict(set)
        met_namen = Deelname.objects.filter(bijeenkomst__in=[b for b in bronnen if b.op_naam])
        for bron, persoon in met_namen.values_list("bijeenkomst_id", "persoon_id"):
            self.namen[bron].add(persoon)

    def in_volgorde(self) -> list[Rij]:
        """Compare in the order of the days, because what is usual follows from the days before."""
        return sorted(self.rijen, key=lambda rij: (rij.gepland, rij.nummer))

    def vind(self, rij: Rij) -> None:
        keer = self._activiteit(rij)
        if keer is None:
            return
        rij.keer = keer
        rij.bron = self.staat.get((keer.activiteit.pk, rij.gepland))
        eerder = self.gezien.setdefault((keer.activiteit.pk, rij.gepland), rij.nummer)
        if eerder != rij.nummer:
            self.fout(rij, "gepland", _("Deze keer staat ook in rij %(rij)s. Haal er een weg.") % {"rij": eerder})
            return
        if rij.bron is not None:
            self.neem_over(rij, rij.bron, "wie", "uren")
        bron = rij.bron or nieuwe_rij(keer)
        rij.zet(dag=rij.dag or bron.dag, begin=rij.begin or bron.begin, eind=rij.eind or bron.eind)
        rij.zet(status=rij.status or _S.GENOTEERD.value, activiteit=keer.activiteit.naam)
        if rij.eind <= rij.begin:
            self.fout(rij, "eind", _("Het einde is later op de dag dan het begin."))
        self.vul_tellingen(rij)
        self._vul_helpers(rij)

    def _activiteit(self, rij: Rij) -> Keer | None:
        zelfde = self.activiteiten[rij.kamer, vouw(rij.activiteit)]
        if not zelfde:
            self.fout(rij, "activiteit", _("Deze activiteit staat niet op het rooster. Kijk de naam na."))
            return None
        op_dag = [a for a in zelfde if (a.pk, rij.gepland) in self.staat or a.is_op(rij.gepland)]
        if len(op_dag) > 1 and rij.begin:
            op_dag = [a for a in op_dag if a.begin == rij.begin]
        if len(op_dag) == 1:
            return Keer(op_dag[0], rij.gepland)
        zin = _("Op deze dag zijn er meer met deze naam. Vul ook het begin in.")
        if not op_dag:
            zin = _("Op %(dag)s is deze activiteit niet. Kijk de dag na.") % {"dag": dag_kort(rij.gepland)}
        self.fout(rij, "gepland", zin)
        return None

    def _vul_helpers(self, rij: Rij) -> None:
        """Read who helped as persons; nobody is counted as a participant and as a helper at one time."""
        daar = self.gewerkt[rij.bron.pk] if rij.bron else {}
        if rij.bron and not self.heeft("wie", "uren"):
            self.laat_helpers(rij, daar)
            return
        goed = self.lees_helpers(rij, rij.dag, daar, namen=rij.wie, uren=rij.uren)
        if goed and rij.bron and self.namen[rij.bron.pk] & set(rij.wie) - set(daar):
            self.fout(rij, "wie", _("Iemand hiervan staat er al bij met een pas. Kies een van de twee."))

    def keur(self, rij: Rij, oud: Rij | None) -> None:
        self.keur_dagen(rij, "gepland", rij.dag, oud and oud.dag)
        if rij.status == _S.GENOTEERD and rij.dag > self.omgeving.vandaag:
            self.fout(rij, "gepland", DAG_MOET_NOG_KOMEN)
        if oud and oud.status == _S.GENOTEERD and rij.status == _S.VERPLAATST:
            self.fout(rij, "status", _("Deze keer is al genoteerd. Dan kan hij niet meer verplaatst worden."))
        self.keur_hoogte(rij, oud)

    def beeld(self, bron: Bijeenkomst) -> Rij:
        mensen = self.gewerkt[bron.pk]
        woorden = self.fields["wie"].widget.woorden
        for pk, (voornaam, _uren) in mensen.items():
            woorden[pk] = self.ploeg.schrijf(bron.kamer_id, pk, voornaam)
        wie, uren = samengevat({pk: uren for pk, (_naam, uren) in mensen.items()})
        gelijk = ("gepland", "dag", "begin", "eind", "status", "op_naam", *TELLEN)
        vast = {naam: getattr(bron, naam) for naam in gelijk}
        reden = bron.reden if bron.status == _S.VERVALLEN else ""
        vast["op_naam"] = bron.op_naam or None
        return Rij(
            kamer=bron.kamer_id, activiteit=bron.activiteit.naam, wie=wie, uren=uren, reden=reden or None, **vast
        )

    def titel(self, rij: Rij) -> str:
        return f"{rij.activiteit}, {dag_kort(rij.gepland)}, {self.kamers[rij.kamer].naam}"

    def schrijf(self, nieuw: list[Rij], gewijzigd: list[Rij]) -> None:
        self.geschreven: dict[int, Rij] = {}
        regels = []
        for rij in [*nieuw, *gewijzigd]:
            keer = rij.bron or nieuwe_rij(rij.keer)
            for naam in ("dag", "begin", "eind", "status", *TELLEN):
                setattr(keer, naam, getattr(rij, naam))
            if keer.status != _S.GENOTEERD:
                keer.reden, keer.op_naam = rij.reden or "", 0
            regels.append(Keerregel(keer, rij.gewerkt))
        schrijf_keren(regels, self.omgeving.gebruiker)
        self.geschreven = {regel.rij.pk: rij for regel, rij in zip(regels, [*nieuw, *gewijzigd], strict=True)}
        self.keren = [regel.rij for regel in regels if regel.rij.status == _S.GENOTEERD]

    def keur_achteraf(self) -> None:
        """Ask about more people who came before than were reached; not where a row of that kind could not be read."""
        onbekend = {self._soort(rij) for rij in self.slecht}
        for keer, zin in te_veel_kwamen_al(self.keren) if None not in onbekend else []:
            if (keer.kamer_id, keer.soort_id) not in onbekend:
                self.fout(self.geschreven[keer.pk], "kwamen_al", zin)

    def _soort(self, rij: Rij) -> tuple[int, int] | None:
        """Return room and kind of a row that is wrong, as far as it tells."""
        zelfde = self.activiteiten.get((rij.kamer, vouw(rij.activiteit or "")), [])
        return (zelfde[0].kamer_id, zelfde[0].soort_id) if zelfde else None

    def uitvoer(self, bronnen: list):
        self._laad_mensen(bronnen, {bron.kamer_id for bron in bronnen})
        return super().uitvoer(bronnen)

    @staticmethod
    def bronnen(kamers, jaar: int | None):
        """Return the occurrences of rooms that were logged, moved or cancelled, of one year or of all."""
        rijen = Bijeenkomst.objects.filter(kamer__in=kamers).select_related("activiteit__soort", "soort", "kamer")
        return (rijen.in_jaar(jaar) if jaar else rijen).order_by("kamer", "dag", "begin", "pk")
