"""The rota as a sheet: what a room does, how often, and how people are counted there."""

from uuid import uuid4

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buurtwerkkamer.drukbaar import drukbaar
from buurtwerkkamer.invoer.widgets import Dag, Groep, JaNee, Keuze, Tekst, Tijd
from kamers.models import Activiteit, Corporatieproduct, Doelgroep, Domein, Soort, Weekdag
from kamers.models.activiteit import weekpariteit
from kamers.resources.basis import Kamerresource
from kamers.resources.kolommen import Kolom, Rij
from kamers.services.activiteiten_invoer import begin_activiteiten
from kamers.services.namen import vouw
from kamers.services.reeksen import KEREN, op_weekdag, volgende_keer
from kamers.services.reekswijziging import stop_activiteit, wijzig_activiteit

_H, _T = Activiteit.Herhaling, Activiteit.Telwijze
HERHALING = {_H.WEKELIJKS.value: ("elke week", "wekelijks"), _H.TWEEWEKELIJKS.value: ("om de week", "tweeweken")}
HERHALING |= {_H.MAANDELIJKS.value: ("elke maand", "maand"), _H.EENMALIG.value: ("één keer", "eenmalig")}
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
WEEKDAGEN = {dag.value: (naam, naam[:2]) for dag, naam in zip(Weekdag, DAGEN, strict=True)}
KEER = {1: ("eerste", "1"), 2: ("tweede", "2"), 3: ("derde", "3"), 4: ("vierde", "4"), max(KEREN): ("laatste", "5")}
TELLEN = {_T.TELLEN.value: ("tellen",), _T.NAMEN.value: ("namen",)}
VAST = ("soort", "herhaling", "eerste_keer", "keer_in_maand", "telwijze", "met_kinderen")  # not changed by a sheet
VELDEN = ("product", "eind", "hele_dag", "in_vakantie")  # changed at once; what was logged stays as it was


class Activiteiten(Kamerresource):
    """Activities, recognised by room, name, first day, weekday and beginning."""

    naam = "activiteiten"

    kamer = Kolom("kamer", Keuze({}), uitleg=gettext_lazy("Code of naam van de kamer."), voorbeeld="")
    activiteit = Kolom("naam", Tekst(80, drukbaar), verplicht=True, voorbeeld="koffie en inloop", merk=True)
    soort = Kolom("soort", Keuze({}), verplicht=True, uitleg=gettext_lazy("Code of naam van de soort."))
    product = Kolom("product", Keuze({}), uitleg=gettext_lazy("Corporatieproduct, als het er een is."))
    herhaling = Kolom("herhaling", Keuze(HERHALING), verplicht=True, voorbeeld="elke week")
    weekdag = Kolom(
        "dag",
        Keuze(WEEKDAGEN),
        uitleg=gettext_lazy("Leeg bij één keer: dan volgt de dag uit vanaf."),
        voorbeeld="dinsdag",
    )
    eerste_keer = Kolom("eerste keer", Dag(), uitleg=gettext_lazy("Alleen bij om de week. Leeg: zo snel mogelijk."))
    keer_in_maand = Kolom("keer in de maand", Keuze(KEER), uitleg=gettext_lazy("Alleen bij elke maand."))
    begin = Kolom("begin", Tijd(), verplicht=True, voorbeeld="10:00")
    eind = Kolom("einde", Tijd(), verplicht=True, voorbeeld="12:00")
    hele_dag = Kolom("hele dag", JaNee(), uitleg=gettext_lazy("Zoals de inloop. Leeg: nee."), voorbeeld="nee")
    van = Kolom("vanaf", Dag(), verplicht=True, voorbeeld="01-09-2026")
    tot = Kolom("tot en met", Dag())
    in_vakantie = Kolom("in de vakantie", JaNee(), uitleg=gettext_lazy("Leeg: ja."), voorbeeld="ja")
    telwijze = Kolom("tellen", Keuze(TELLEN), uitleg=gettext_lazy("Tellen of namen. Leeg: tellen."), voorbeeld="tellen")
    met_kinderen = Kolom("met kinderen", JaNee(), uitleg=gettext_lazy("Leeg: nee."), voorbeeld="nee")
    doelgroepen = Kolom("doelgroepen", Groep(Keuze({})), uitleg=gettext_lazy("Letters, met ; ertussen."))
    domeinen = Kolom("domeinen", Groep(Keuze({})), uitleg=gettext_lazy("Codes of namen, met ; ertussen."))

    class Meta(Kamerresource.Meta):
        """As every kind."""

    def __init__(self, omgeving):
        super().__init__(omgeving)
        self.soorten = {soort.pk: soort for soort in Soort.objects.all()}
        self.fields["soort"].widget.zet({pk: (s.code, s.naam, s.kort) for pk, s in self.soorten.items()})
        self.fields["product"].widget.zet({p.pk: (p.code, p.naam) for p in Corporatieproduct.objects.all()})
        self.fields["doelgroepen"].widget.een.zet({d.pk: (d.letter, str(d)) for d in Doelgroep.objects.all()})
        self.fields["domeinen"].widget.een.zet({d.pk: (d.code, d.naam) for d in Domein.objects.all()})

    def laad(self) -> None:
        self.gezien: dict[tuple, int] = {}
        kamers = {rij.kamer for rij in self.rijen}
        self.bekend = {self._sleutel(self.beeld(rij)): rij for rij in self.bronnen(kamers, None)}

    @staticmethod
    def _sleutel(rij: Rij) -> tuple:
        return rij.kamer, vouw(rij.activiteit), rij.van, rij.weekdag, rij.begin

    def vind(self, rij: Rij) -> None:
        if rij.herhaling == _H.EENMALIG and rij.weekdag is None:
            rij.weekdag = rij.van.weekday()
        leeg = {"hele_dag": False, "in_vakantie": True, "telwijze": _T.TELLEN.value, "met_kinderen": False}
        rij.zet(**{naam: waarde for naam, waarde in leeg.items() if getattr(rij, naam) is None})
        if rij.weekdag is None:
            self.fout(rij, "weekdag", _("Kies een dag van de week."))
            return
        rij.bron = self.bekend.get(self._sleutel(rij))
        if rij.bron is not None:
            self.neem_over(rij, rij.bron)
        self._reeks(rij)
        self._regels(rij)
        eerder = self.gezien.setdefault(self._sleutel(rij), rij.nummer)
        if eerder != rij.nummer:
            zin = _("Deze activiteit staat ook in rij %(rij)s. Haal er een weg.")
            self.fout(rij, "activiteit", zin % {"rij": eerder})

    def _reeks(self, rij: Rij) -> None:
        """Check what belongs to how often it is, and fill in what follows."""
        if rij.herhaling == _H.TWEEWEKELIJKS:
            rij.eerste_keer = rij.eerste_keer or op_weekdag(rij.van, rij.weekdag)
            if rij.eerste_keer.weekday() != rij.weekdag or not 0 <= (rij.eerste_keer - rij.van).days < 14:
                zin = _("De eerste keer valt op de gekozen dag, en binnen twee weken na de startdatum.")
                self.fout(rij, "eerste_keer", zin)
        elif rij.eerste_keer:
            self.fout(rij, "eerste_keer", _("Dit hoort alleen bij om de week. Maak deze cel leeg."))
        if (rij.herhaling == _H.MAANDELIJKS) != (rij.keer_in_maand is not None):
            zin = _("Dit hoort alleen bij elke maand. Maak deze cel leeg.")
            mist = _("Vul in welke keer in de maand: eerste, tweede, derde, vierde of laatste.")
            self.fout(rij, "keer_in_maand", zin if rij.keer_in_maand else mist)
        if rij.herhaling == _H.EENMALIG:
            rij.tot = rij.tot or rij.van
            if rij.weekdag != rij.van.weekday() or rij.tot != rij.van:
                self.fout(rij, "van", _("Wat één keer is, begint en eindigt op die dag. Kijk de dag na."))

    def _regels(self, rij: Rij) -> None:
        if rij.eind <= rij.begin:
            self.fout(rij, "eind", _("Het einde is later op de dag dan het begin."))
        if rij.tot and rij.tot < rij.van:
            self.fout(rij, "tot", _("De laatste dag ligt voor de eerste dag."))
        if self.soorten[rij.soort].telt != Soort.Telt.UNIEK:
            self.fout(rij, "soort", _("Een activiteit telt mensen. Klussen voer je in bij klussen."))
        if rij.telwijze == _T.NAMEN and rij.met_kinderen:
            self.fout(rij, "telwijze", _("Kinderen tellen we altijd zonder naam. Kies 'tellen'."))
        if rij.telwijze == _T.NAMEN and self.soorten[rij.soort].zonder_namen:
            self.fout(rij, "telwijze", _("Bij schulden tellen we nooit met namen."))

    def keur(self, rij: Rij, oud: Rij | None) -> None:
        if oud is None:
            return
        if self.omgeving.gebruiker is None:
            self.fout(rij, "", _("Een activiteit veranderen doet iemand met een login. Kies wie met --door."))
        for naam in VAST:
            if getattr(oud, naam) != getattr(rij, naam):
                zin = _("Verander dit op de pagina Rooster. Dan blijft staan wat al genoteerd is.")
                self.fout(rij, naam, zin)
        if oud.tot != rij.tot and (oud.tot is not None or rij.tot is None):
            self.fout(rij, "tot", _("Deze activiteit is al gestopt. Zet een nieuwe op het rooster."))

    def beeld(self, bron: Activiteit) -> Rij:
        eerste = volgende_keer(bron, bron.van) if bron.herhaling == _H.TWEEWEKELIJKS else None
        groepen = {naam: self._groep(bron, naam) for naam in ("doelgroepen", "domeinen")}
        gelijk = ("herhaling", "weekdag", "keer_in_maand", "begin", "eind", "hele_dag", "van", "tot", "in_vakantie")
        vast = {naam: getattr(bron, naam) for naam in (*gelijk, "telwijze", "met_kinderen")}
        links = {"kamer": bron.kamer_id, "soort": bron.soort_id, "product": bron.product_id}
        return Rij(activiteit=bron.naam, eerste_keer=eerste, **links, **vast, **groepen)

    def _groep(self, bron: Activiteit, naam: str) -> tuple:
        return self.fields[naam].widget.op_volgorde(een.pk for een in getattr(bron, naam).all())

    def titel(self, rij: Rij) -> str:
        kamer, dag = self.kamers[rij.kamer].naam, DAGEN[rij.weekdag]
        return f"{rij.activiteit}, {dag} {rij.begin:%H:%M}, {kamer}"

    def schrijf(self, nieuw: list[Rij], gewijzigd: list[Rij]) -> None:
        begin_activiteiten([(self._rij(rij), self._groepen(rij)) for rij in nieuw])
        for rij in gewijzigd:
            self._wijzig(rij)

    @staticmethod
    def _groepen(rij: Rij) -> dict[str, tuple]:
        return {"doelgroepen": rij.doelgroepen, "domeinen": rij.domeinen}

    @staticmethod
    def _rij(rij: Rij) -> Activiteit:
        velden = (*VELDEN, "herhaling", "weekdag", "keer_in_maand", "begin", "van", "tot", "telwijze", "met_kinderen")
        waarden = {naam: getattr(rij, naam) for naam in velden if naam != "product"}
        pariteit = weekpariteit(rij.eerste_keer) if rij.eerste_keer else None
        links = {"kamer_id": rij.kamer, "soort_id": rij.soort, "product_id": rij.product}
        return Activiteit(naam=rij.activiteit, weekpariteit=pariteit, **links, **waarden)

    def _wijzig(self, rij: Rij) -> None:
        """Change the row at once, and let it end when the sheet says so: with the services of the rota."""
        bron, vandaag, tik = rij.bron, self.omgeving.vandaag, {"gebruiker": self.omgeving.gebruiker}
        anders = {naam: getattr(rij, naam) for naam in VELDEN if naam != "product"} | self._groepen(rij)
        anders |= {naam: getattr(bron, naam) for naam in ("naam", "telwijze", "met_kinderen", "weekdag", "herhaling")}
        anders |= {naam: getattr(bron, naam) for naam in ("weekpariteit", "keer_in_maand")} | {
            "product_id": rij.product
        }
        ingang = max(bron.van, min(vandaag, bron.tot or vandaag))
        vast = {"ingang": min(ingang, vandaag), "vandaag": vandaag, "versie": bron.versie}
        wijzig_activiteit(activiteit=bron, velden=anders, sleutel=uuid4(), **vast, **tik)
        if rij.tot != bron.tot:
            bron.refresh_from_db()
            stop_activiteit(activiteit=bron, laatste_dag=rij.tot, versie=bron.versie, sleutel=uuid4(), **tik)

    @staticmethod
    def bronnen(kamers, jaar: int | None):
        """Return the activities of rooms with their groups; of one year those that run in it."""
        rijen = Activiteit.objects.filter(kamer__in=kamers).order_by("kamer", "naam", "van", "weekdag", "begin")
        if jaar:
            rijen = rijen.filter(van__year__lte=jaar).exclude(tot__year__lt=jaar)
        groepen = (
            Prefetch("doelgroepen", Doelgroep.objects.only("pk")),
            Prefetch("domeinen", Domein.objects.only("pk")),
        )
        return rijen.select_related("kamer").prefetch_related(*groepen)
