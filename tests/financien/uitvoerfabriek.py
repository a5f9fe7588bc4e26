"""Books with a bit of everything, and the files that are made of them, for tests."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from zipfile import ZipFile

from buurtwerkkamer.invoer.csv import lees_csv
from buurtwerkkamer.models import Bestand, Cooperatie
from buurtwerkkamer.uitvoer import Vraag
from financien.models import Dagboek
from financien.services.beginbalans import boek_beginbalans
from financien.services.boeken import keer_om
from kamers.models import Partner
from kamers.services.uitvoerbestand import haal_uit
from tests.financien.boekfabriek import begin_boeken, kas_van, maak_boekstuk, regel, rekening

GEHEIM = "Salaris Truus Bakker"


def maak_uitvoerjaar(casa, multibron, chandra):
    """Make two years: an opening balance, every journal, wages with a name in them, a reversal, signs that escape."""
    begin_boeken(2025, 2026)
    Cooperatie.objects.create(pk=1, naam="BuurtWerkKamer Coöperatie", rsin="123456789", kvk="12345678", plaats="Adam")
    begin = {"1000": "48250.00", "1300": "9000.00", "1500": "3150.00", "0500": "54000.00"}
    bedragen = {rekening(nummer): Decimal(bedrag) for nummer, bedrag in begin.items()}
    sleutel = "11111111-1111-4111-8111-111111111111"
    boek_beginbalans(jaar=2025, bedragen=bedragen, sleutel=sleutel, gebruiker=chandra)
    maak_boekstuk(chandra, regel("4110", "1000", "725.33", casa), datum=date(2025, 5, 1), dagboek=Dagboek.BANK)
    gemeente = Partner.objects.create(code="gemeente", naam="Gemeente & stadsdeel <ZO>", soort="gemeente")
    bron = regel("1000", "8010", "64000.01", casa, partner=gemeente)
    maak_boekstuk(chandra, bron, dagboek=Dagboek.BANK, omschrijving='Eerste termijn "2026" & rest')
    maak_boekstuk(chandra, regel("4130", kas_van(casa), "12.34", casa, omschrijving="=1+1"), dagboek=Dagboek.KAS)
    fout = maak_boekstuk(chandra, regel("4110", "1500", "0.01", multibron), dagboek=Dagboek.INKOOP)
    keer_om(fout, datum=fout.datum, reden="Dubbel", sleutel=sha_sleutel("om"), gebruiker=chandra)
    for maand, bedrag in ((1, "2100.11"), (2, "2100.22")):
        loon = regel("4010", "1520", bedrag, casa, omschrijving=GEHEIM)
        maak_boekstuk(chandra, loon, regel("4010", "1530", "900.10", casa), datum=date(2026, maand, 25))
    return chandra


def sha_sleutel(tekst):
    """Return a key made from a word."""
    return sha256(tekst.encode()).hexdigest()[:32]


def haal(soort, vorm, gebruiker=None, jaar=2026) -> bytes:
    """Return a file as it goes out."""
    with haal_uit(soort, Vraag(jaar, vorm, gebruiker)).bestand as bestand:
        return bestand.read()


def lees_xaf(inhoud, tmp_path):
    """Put an audit file where another program reads it."""
    pad = tmp_path / "boeken.xaf"
    pad.write_bytes(inhoud)
    return pad


def maak_bewijs(inhoud: bytes, naam: str) -> Bestand:
    """Store a proof past the guard."""
    som = sha256(inhoud).hexdigest()
    return Bestand.objects.create(naam=naam, type="application/pdf", sha256=som, omvang=len(inhoud), inhoud=inhoud)


def index(pak: ZipFile) -> dict[str, list]:
    """Return the list that goes with the proofs, by document."""
    rijen = lees_csv(pak.read("index.csv")).rijen()
    return {cellen[1]: [cellen[k] for k in sorted(cellen)] for _nr, cellen in rijen}
