"""Fictional receipts of the last month and of this one: approved, waiting, sent back, paid with own money."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import connection
from django.utils import translation
from PIL import Image, ImageDraw, ImageFont

from buurtwerkkamer.bedragen import invoer
from buurtwerkkamer.bewijs import Gekeurd
from buurtwerkkamer.models import Gebruiker
from financien.models import Bon, Kastelling, Voorschieter
from financien.services.handgeld import potje
from financien.services.handgeld.bonnen import Boninhoud, dien_in
from financien.services.handgeld.kas import ontvang, verplaats
from financien.services.handgeld.oordeel import keur_goed, stuur_terug
from kamers.models import Kamer
from rapportage.demo.plan import kans

FICTIEF = "(fictief)"
EIGEN_IBAN = "NL07DEMO0000900001"
GEPIND = Decimal("150.00")


@dataclass(frozen=True)
class Aankoop:
    """What was bought on which day of a month; ``einde``: how far the receipt came."""

    dag: int
    categorie: str
    wat: str
    van: int  # euros, about
    waarmee: str = "potje"
    einde: str = "goed"


VORIGE = (
    Aankoop(5, "A", "Koffie en filters", 18),
    Aankoop(9, "B", "Groenten voor de soep", 31),
    Aankoop(13, "D", "Afwasmiddel en sponsjes", 9),
    Aankoop(17, "F", "Garen en lapjes stof", 24, "pas"),
    Aankoop(20, "C", "OV-kaartje naar de markt", 7),
    Aankoop(23, "B", "Brood en beleg", 22, "eigen"),
)
DEZE = (
    Aankoop(2, "A", "Thee en koekjes", 12, einde="goed"),
    Aankoop(4, "E", "Printpapier", 16, "pas", "wacht"),
    Aankoop(6, "", "Schroeven en lampen", 19, einde="wacht"),
    Aankoop(8, "B", "Rijst en kip", 27, einde="terug"),
    Aankoop(10, "F", "Krijtjes", 6, einde="zonder foto"),
    Aankoop(12, "B", "Taart voor het feest", 21, "eigen", "wacht"),
)


def maak_handgeld(kamers: list[Kamer], jaren: range, tot: date, wie: Gebruiker) -> int:
    """Let these rooms have receipts, a count and money received; return how many receipts that makes."""
    laatste = max((dag for jaar in jaren for m in range(1, 13) if (dag := date(jaar, m, 28)) < tot), default=None)
    if laatste is None:
        return 0
    with connection.cursor() as cursor, translation.override("nl"):
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a document is complete only with its bookings
        for kamer in kamers:
            _leef(kamer, laatste.replace(day=1), tot, wie)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return Bon.objects.count()


def _leef(kamer: Kamer, vorige: date, tot: date, wie: Gebruiker) -> None:
    ploeg = Gebruiker.objects.get(aanstellingen__kamer=kamer, aanstellingen__rol="coordinator")
    sleutel = _sleutel(kamer, vorige, "gepind")
    vast = {"kamer": kamer, "gebruiker": ploeg}
    verplaats(datum=vorige.replace(day=3), bedrag=GEPIND, sleutel=sleutel, **vast)
    for aankoop in VORIGE:
        _koop(kamer, vorige, aankoop, ploeg, wie)
    soep = {"soort": "bijdrage", "omschrijving": f"Soep {FICTIEF}"}
    ontvang(
        datum=vorige.replace(day=10), bedrag=Decimal("12.50"), sleutel=_sleutel(kamer, vorige, "soep"), **soep, **vast
    )
    _tel(kamer, vorige, tot, ploeg)
    for aankoop in _tot(tot, vorige):
        _koop(kamer, tot.replace(day=1), aankoop, ploeg, wie)


def _tot(tot: date, vorige: date) -> Iterator[Aankoop]:
    """Yield what was bought this month before the day up to which we fill; nothing when that month is the last one."""
    if (tot.year, tot.month) != (vorige.year, vorige.month):
        yield from (aankoop for aankoop in DEZE if aankoop.dag < tot.day)


def _sleutel(*delen: object) -> UUID:
    return uuid5(NAMESPACE_URL, "demo:handgeld:" + ":".join(str(getattr(deel, "code", deel)) for deel in delen))


def _koop(kamer: Kamer, maand: date, aankoop: Aankoop, ploeg: Gebruiker, wie: Gebruiker) -> None:
    toeval = kans("bon", maand, kamer.code, aankoop.wat)
    bedrag = Decimal(toeval.randint(aankoop.van * 85, aankoop.van * 115)).scaleb(-2)
    dag = maand.replace(day=aankoop.dag)
    wat, eigen, zonder = f"{aankoop.wat} {FICTIEF}", aankoop.waarmee == "eigen", aankoop.einde == "zonder foto"
    inhoud = Boninhoud(
        datum=dag,
        bedrag=bedrag,
        betaald_uit=aankoop.waarmee,
        categorie=aankoop.categorie,
        omschrijving=wat,
        foto=None
        if zonder
        else _foto(f"{kamer.naam}\n{maand.replace(day=aankoop.dag):%d-%m-%Y}\n{wat}\n\n{invoer(bedrag)}"),
        zonder_foto=f"Op de markt geven ze geen bon {FICTIEF}" if zonder else "",
        voorschieter=_voorschieter(kamer, ploeg) if eigen else None,
    )
    sleutel = _sleutel(kamer, maand, aankoop.wat)
    bon = dien_in(kamer=kamer, inhoud=inhoud, sleutel=sleutel, gebruiker=ploeg, bevestigd=True)
    if aankoop.einde == "goed":
        keur_goed(bon, gebruiker=wie)
    elif aankoop.einde == "terug":
        stuur_terug(bon, reden=f"Het bedrag is niet te lezen {FICTIEF}", gebruiker=wie)


def _voorschieter(kamer: Kamer, ploeg: Gebruiker) -> Voorschieter:
    velden = {"kamer": kamer, "naam": f"Bewoner {kamer.afkorting} {FICTIEF}", "iban": EIGEN_IBAN}
    return Voorschieter.objects.get_or_create(**velden, defaults={"ingevoerd_door": ploeg})[0]


def _foto(tekst: str) -> Gekeurd:
    """Draw a receipt that nobody can take for a real one."""
    beeld = Image.new("L", (420, 520), 250)
    pen = ImageDraw.Draw(beeld)
    pen.text((30, 30), "FICTIEVE BON", fill=60, font=ImageFont.load_default(34))
    pen.multiline_text((30, 110), tekst, fill=30, font=ImageFont.load_default(22), spacing=14)
    uit = BytesIO()
    beeld.save(uit, "JPEG", quality=60)
    return Gekeurd("fictieve-bon.jpg", "image/jpeg", uit.getvalue())


def _tel(kamer: Kamer, maand: date, tot: date, ploeg: Gebruiker) -> None:
    """Count the tin at the end of a month, as it was then; in the first room together with who takes over."""
    dag = min((maand + timedelta(days=27)), tot - timedelta(days=1))
    nu = potje.stand(kamer, tot=dag)
    overdracht = kamer.volgorde == 1
    Kastelling.objects.create(
        kamer=kamer,
        maand=maand,
        datum=dag,
        soort=Kastelling.Soort.OVERDRACHT if overdracht else Kastelling.Soort.MAAND,
        kas_boek=nu.kas,
        kas_geteld=nu.kas,
        rekening_boek=nu.rekening,
        te_keuren=nu.te_keuren,
        met=f"Assistent {FICTIEF}" if overdracht else "",
        sleutel=_sleutel(kamer, maand, "telling"),
        geteld_door=ploeg,
    )
