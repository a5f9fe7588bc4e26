"""Books that are kept in another package, for tests: a ledger of two documents, and taking it over."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from financien.models import Koppeling
from financien.resources.basis import Omgeving
from financien.resources.grootboek import Grootboekinvoer
from financien.resources.verwerken import beeld_van, bevestig, leg_klaar
from financien.services.elders import zet_elders
from financien.services.saldi import proefbalans
from tests.financien.boekfabriek import begin_boeken, rekening

HUUR = (
    ("01-03-2026", "INK", "12", "4300", "Huisvesting", "725,33", "", "CAS", "Huur maart"),
    ("01-03-2026", "INK", "12", "4300", "Huisvesting", "10,01", "", "MUL", "Huur maart"),
    ("01-03-2026", "INK", "12", "1600", "Crediteuren", "", "735,34", "", "Huur maart"),
)


def begin_elders(casa, multibron):
    """Keep the books of 2026 elsewhere, and say what three accounts and two cost centres of there are here."""
    begin_boeken(2026)
    zet_elders(jaar=2026, pakket="Pakket X")
    for code, nummer in (("4300", "4110"), ("1600", "1500"), ("1100", "1000")):
        koppel(code, nummer)
    for code, kamer in (("CAS", casa), ("MUL", multibron)):
        Koppeling.objects.create(soort="kostenplaats", code=code, kamer=kamer)


def koppel(code, nummer, kamer=None):
    """Say what an account of the other package is here."""
    return Koppeling.objects.create(soort="rekening", code=code, rekening=rekening(nummer), kamer=kamer)


def omgeving(gebruiker, jaar=2026):
    """Return the surroundings of an import on 10 March 2026."""
    return Omgeving(jaar, gebruiker, date(2026, 3, 10))


def bekijk(gebruiker, inhoud, naam="g.csv"):
    """Look at a file, as the page does first."""
    return Grootboekinvoer(omgeving(gebruiker)).bekijk(naam, inhoud)


def neem_over(gebruiker, inhoud, naam="g.csv"):
    """Take a file over as it was shown."""
    vast = omgeving(gebruiker)
    rij = leg_klaar(Grootboekinvoer, sleutel=uuid4(), naam=naam, inhoud=inhoud, omgeving=vast)
    return bevestig(Grootboekinvoer, sleutel=rij.pk, beeld=beeld_van(bekijk(gebruiker, inhoud, naam)), omgeving=vast)


def stand(jaar=2026) -> dict[str, Decimal]:
    """Return what stands on each account."""
    return {r.rekening.nummer: r.eind for r in proefbalans(jaar) if r.eind}


def xaf(*, jaar="2026", versie="3.2", begin=(), lijnen="2", debet="75.34", eind="", kop="", bedrag="75.34") -> bytes:
    """Make an audit file as a package would, from the public definition, with one transaction."""
    ob = "".join(
        f"<obLine><nr>1</nr><accID>{r}</accID><amnt>{b}</amnt><amntTp>{k}</amntTp></obLine>" for r, b, k in begin
    )
    som = sum((Decimal(b) for _r, b, k in begin if k == "D"), Decimal("0.00"))
    kostenplaats = "costID" if versie == "3.2" else "cost"
    return f"""<?xml version="1.0" encoding="UTF-8"?>{kop}
<auditfile xmlns="http://www.auditfiles.nl/XAF/{versie}"><header><fiscalYear>{jaar}</fiscalYear>
<startDate>{jaar}-01-01</startDate><endDate>{jaar}-12-31</endDate><curCode>EUR</curCode></header><company>
<generalLedger><ledgerAccount><accID>4300</accID><accDesc>Huisvesting &amp; zo</accDesc></ledgerAccount></generalLedger>
<openingBalance><linesCount>{len(begin)}</linesCount><totalDebit>{som}</totalDebit><totalCredit>{som}</totalCredit>{ob}
</openingBalance><transactions><linesCount>{lijnen}</linesCount><totalDebit>{debet}</totalDebit>
<totalCredit>75.34</totalCredit><journal><jrnID>20</jrnID><desc>Bank</desc><transaction><nr>7</nr><desc>Huur</desc>
<periodNumber>3</periodNumber><trDt>2026-03-01</trDt>
<trLine><nr>1</nr><accID>4300</accID><docRef>x</docRef><effDate>2026-03-01</effDate><amnt>{bedrag}</amnt><amntTp>D</amntTp>
<{kostenplaats}>CAS</{kostenplaats}></trLine>
<trLine><nr>2</nr><accID>1100</accID><docRef>x</docRef><effDate>2026-03-01</effDate><amnt>75.34</amnt><amntTp>C</amntTp>
</trLine></transaction></journal></transactions></company></auditfile>{eind}""".encode()
