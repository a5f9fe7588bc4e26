"""The fictional invoices: what the month costs, per supplier, judged by two people and paid; a few still run."""

import io
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

import pikepdf
from django.utils import timezone

from buurtwerkkamer.bedragen import rond
from buurtwerkkamer.bewijs import bewaar_bewijs, keur_bewijs
from buurtwerkkamer.models import Cooperatie, Gebruiker
from financien.models import Dagboek, Factuurakkoord, Factuurregel, Grootboekrekening, Inkoopfactuur, Verdeelsleutel
from financien.services.akkoorden import stuk_van
from financien.services.betalen import zet_rekening
from financien.services.boeken import Regel, Stuk, boek
from financien.services.facturen import BETAALTERMIJN, nieuwe_leverancier
from financien.services.opdrachten import zet_klaar
from financien.services.verdelen import zet_sleutel
from kamers.models import Kamer, Partner

ONS_IBAN = "NL02ABNA0123456789"
LEVERANCIERS = {  # account: name, account number, what for; examples from the banks, nobody's own
    "4110": ("Verhuurder (fictief)", "NL20INGB0001234567", "Huur van de kamers"),
    "4120": ("Energiebedrijf (fictief)", "NL91ABNA0417164300", "Stroom, gas, water en internet"),
    "4140": ("Websitebouwer (fictief)", "NL44RABO0123456789", "Website en drukwerk"),
    "4150": ("Trainingsbureau (fictief)", "NL39RABO0300065264", "Training van vrijwilligers"),
    "4160": ("Bouwmarkt (fictief)", "NL13TEST0123456789", "Verf en gereedschap"),
}
VERZEKERAAR = ("Verzekeraar (fictief)", "NL86INGB0002445588")
BTW = {"4120", "4140", "4160"}
SLEUTELS = {"4020": "uren", "4050": "uren", "4140": "gelijk", "4210": "gelijk", "4220": "gelijk"}
KLEIN = ("4120", "4140", "4150")  # of the last month these are still to be paid


class Facturen:
    """Writes the invoices of a month with their judgements; books them, and pays all but the newest."""

    def __init__(self, wie: Gebruiker, jaren: range):
        self.wie = wie
        self.coach = Gebruiker.objects.get(aanstellingen__rol="projectcoach")
        self.bank = Grootboekrekening.objects.get(nummer="1000")
        self.tegen = Grootboekrekening.objects.get(nummer="1500")
        self.scan = bewaar_bewijs(keur_bewijs(fictieve_scan(), "factuur-fictief.pdf")).bestand
        self.van = {nummer: self._leverancier(naam, iban) for nummer, (naam, iban, _wat) in LEVERANCIERS.items()}
        Cooperatie.objects.filter(iban="").update(iban=ONS_IBAN)
        for jaar in jaren:
            for nummer, wijze in SLEUTELS.items():
                rekening = Grootboekrekening.objects.get(nummer=nummer)
                zet_sleutel(jaar=jaar, rekening=rekening, wijze=Verdeelsleutel.Wijze(wijze))

    def _leverancier(self, naam: str, iban: str) -> Partner:
        partner = nieuwe_leverancier(naam)
        zet_rekening(partner=partner, iban=iban, tenaamstelling=naam, gebruiker=self.wie)
        return partner

    def maand(self, dag: date, regels: list[Regel], *, laatste: bool) -> int:
        """Book the costs of a month as invoices and pay them; return how many documents that are."""
        per_post: dict[str, list[Regel]] = defaultdict(list)
        for regel in regels:
            per_post[regel.debet.nummer].append(regel)
        geboekt = {nummer: self._geboekt(dag, nummer, delen) for nummer, delen in per_post.items()}
        te_betalen = [rij for nummer, rij in geboekt.items() if not (laatste and nummer in KLEIN)]
        if te_betalen:
            self._betaal(dag, te_betalen)
        if laatste:
            self._lopende(dag, geboekt, per_post)
        return len(geboekt) + bool(te_betalen)

    def _geboekt(self, dag: date, nummer: str, delen: list[Regel]) -> Inkoopfactuur:
        factuur = self._factuur(dag, nummer, [(deel.debet, deel.kamer, deel.bedrag) for deel in delen])
        self._besluit(factuur, "gezien", self.coach, 3)
        sleutel = uuid5(factuur.sleutel, "akkoord 1")
        stuk = boek(stuk_van(factuur), sleutel=sleutel, gebruiker=self.wie)
        self._besluit(factuur, "akkoord", self.wie, 5, boekstuk=stuk)
        return factuur

    def _factuur(self, dag: date, nummer: str, delen: list, van: Partner | None = None, wat: str = "") -> Inkoopfactuur:
        totaal = sum((bedrag for _rekening, _kamer, bedrag in delen), Decimal("0.00"))
        leverancier = van or self.van[nummer]
        kenmerk = f"{dag:%Y%m}-{nummer}{'-' + str(wat[:3].upper()) if wat else ''}"
        factuur = Inkoopfactuur.objects.create(
            leverancier=leverancier,
            nummer=kenmerk,
            datum=dag,
            vervaldatum=dag + BETAALTERMIJN,
            omschrijving=f"{wat or LEVERANCIERS[nummer][2]} (fictief)",
            btw=rond(totaal * 21 / 121) if nummer in BTW else None,
            scan=self.scan,
            sleutel=uuid5(NAMESPACE_URL, f"demo:factuur:{kenmerk}"),
            ingevoerd_door=self.wie,
            ingevoerd_op=_moment(dag, 1),
        )
        Factuurregel.objects.bulk_create(
            Factuurregel(factuur=factuur, volgnummer=n, rekening=rekening, kamer=kamer, bedrag=bedrag)
            for n, (rekening, kamer, bedrag) in enumerate(delen, 1)
        )
        return factuur

    def _besluit(self, factuur: Inkoopfactuur, soort: str, wie: Gebruiker, dagen: int, **velden) -> None:
        op = _moment(factuur.datum, dagen)
        Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort=soort, wie=wie, op=op, **velden)

    def _betaal(self, dag: date, facturen: list[Inkoopfactuur]) -> None:
        regels = [Regel(self.tegen, self.bank, _totaal(rij), partner=rij.leverancier, factuur=rij) for rij in facturen]
        stuk = Stuk(Dagboek.BANK, dag.replace(day=15), "Facturen betaald (fictief)", regels)
        boek(stuk, sleutel=uuid5(NAMESPACE_URL, f"demo:{dag.year}:{dag.month}:facturen"), gebruiker=self.wie)

    def _lopende(self, dag: date, geboekt: dict[str, Inkoopfactuur], per_post: dict[str, list[Regel]]) -> None:
        """Let one invoice wait for a room, one for the coach, one for the treasurer, one for a second signature."""
        kamer = next(iter(per_post.values()))[0].kamer or Kamer.objects.tellend().in_volgorde()[0]
        stroom, polis = (Grootboekrekening.objects.get(nummer=nummer) for nummer in ("4120", "4210"))
        van = self._leverancier(*VERZEKERAAR)
        self._factuur(dag, "4120", [(stroom, kamer, Decimal("86.40"))], wat="Monteur voor de ketel")
        self._factuur(dag, "4210", [(polis, None, Decimal("412.35"))], van, wat="Aansprakelijkheid")
        gezien = self._factuur(dag, "4120", [(stroom, kamer, Decimal("54.45"))], wat="Sleutels")
        self._besluit(gezien, "gezien", self.coach, 2)
        eerste = next((geboekt[nummer] for nummer in KLEIN if nummer in geboekt), None)
        if eerste:
            sleutel = uuid5(NAMESPACE_URL, "demo:betaalopdracht")
            op = timezone.localdate() + timedelta(days=2)
            zet_klaar(facturen=[eerste.pk], uitvoeren_op=op, sleutel=sleutel, gebruiker=self.wie)


def _totaal(factuur: Inkoopfactuur) -> Decimal:
    return sum(factuur.regels.values_list("bedrag", flat=True), Decimal("0.00"))


def _moment(dag: date, dagen: int) -> datetime:
    return timezone.make_aware(datetime.combine(dag + timedelta(days=dagen), time(10)))


def fictieve_scan() -> bytes:
    """Return a page that says what it is: no invoice."""
    pdf = pikepdf.new()
    blad = pdf.add_blank_page(page_size=(420, 595))
    letter = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    blad.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letter))
    tekst = b"BT /F1 28 Tf 60 320 Td (VOORBEELD) Tj 0 -36 Td /F1 14 Tf (Fictief. Dit is geen echte factuur.) Tj ET"
    blad.obj.Contents = pdf.make_stream(tekst)
    uit = io.BytesIO()
    pdf.save(uit, deterministic_id=True)
    return uit.getvalue()
