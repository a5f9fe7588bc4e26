"""Every column of the source tables has a place in every file: from each file the tables are built again and compared.

A column or a row without a place leaves a hole in what is built here, so it cannot be missed (issue 2).
"""

import csv
import io
import json
from decimal import Decimal

import openpyxl
import pytest

from rapportage.inhoud import aanbod
from rapportage.services import drukken
from rapportage.uitvoer import naar_csv, naar_json, naar_xlsx
from tests.rapportage import goud
from tests.rapportage.drukfabriek import bladen, kaal

pytestmark = pytest.mark.django_db
BESTANDEN = ("kamers", "prestaties-2018", "begroting-2018", "financiering-2018", "tijdsinvestering-2018")
WIE = {"Bewoners": "bewoners", "Medewerkers": "betaalde professionals"}
GROEP = {"Effect": "effect", "Output": "output", "Proces": "proces", "Input": "input"}
SOORT = {"Inzet mensen": "mensen", "Fysieke middelen": "fysiek"}
MAAND = {"februari": "02", "maart": "03"}
GEEN = " (geen afspraak)"


def getal(waarde) -> str:
    """Write a number as the source does: no thousands, no needless zeros."""
    tekst = f"{Decimal(str(waarde).replace(',', '.')):f}" if waarde not in (None, "") else ""
    return tekst.rstrip("0").rstrip(".") if "." in tekst else tekst


def centen(waarde) -> str:
    return f"{Decimal(str(waarde).replace(',', '.')):.2f}"


def maand(tekst: str) -> str:
    naam, _spatie, jaar = (tekst or "").partition(" ")
    return f"{jaar}-{MAAND[naam]}" if tekst else ""


def cellen(per_kamer: dict) -> dict[str, str]:
    """Return the columns of the targets of one row: the cell, "op aangemeld", and why there is no agreement."""
    rij = {"reden_kg": ""}
    for kamer, (waarde, op, tekst) in per_kamer.items():
        geen = (tekst or "").endswith(GEEN)
        rij[kamer] = "" if geen else getal(waarde) or tekst.lower()
        rij[f"op_aangemeld_{kamer}"] = getal(op)
        if geen:
            rij[f"reden_{kamer}"] = tekst.removesuffix(GEEN)
    return rij


class Csv:
    """The tables read back from the file in long form."""

    def __init__(self, inhoud):
        tekst = io.StringIO(naar_csv(inhoud).decode("utf-8-sig"), newline="")
        self.rijen = list(csv.DictReader(tekst, delimiter=";"))

    def van(self, tabel, sleutel="regel", maten=()):
        """Return rows by key, in order: their place, and what stands at each measure and room."""
        per: dict = {}
        for rij in self.rijen:
            if rij["tabel"] == tabel and rij[sleutel]:
                plek = per.setdefault(rij[sleutel], {"groep": rij["groep"], "code": rij["code"], "regel": rij["regel"]})
                plek[rij["maat"] or rij["regel"], rij["kamercode"]] = (rij["waarde"], rij["tekst"])
        return [rij for rij in per.values() if all((maat, "") in rij for maat in maten)]

    def bouw(self, bestand):
        return [self._rij(bestand, rij) for rij in self._rijen(bestand)]

    def _rijen(self, bestand):
        return {
            "kamers": lambda: self.van("kamers", "kamercode"),
            "prestaties-2018": lambda: self.van("prestaties", "code"),
            "begroting-2018": lambda: self.van("begroting", "code"),
            "financiering-2018": lambda: self.van("financiering", maten=["naam"]),
            "tijdsinvestering-2018": lambda: self.van("uren", maten=["personen"]),
        }[bestand]()

    def _rij(self, bestand, rij):
        tekst = {maat: woorden for (maat, _kamer), (_waarde, woorden) in paren(rij) if woorden}
        getallen = {plek: waarde for plek, (waarde, _tekst) in paren(rij)}
        if bestand == "kamers":
            [(_plek, kamer)] = {("", kamer) for (_maat, kamer), _cel in paren(rij)}
            [naam] = {r["kamer"] for r in self.rijen if r["kamercode"] == kamer}
            return kamer_rij(kamer, naam, lambda kop: tekst.get(kop, ""))
        if bestand == "prestaties-2018":
            doelen = {
                k: (rij["afspraak", k][0], getallen.get(("afspraak: op aangemeld", k)), rij["afspraak", k][1])
                for k in goud.KAMERS
            }
            kop = {"groep": GROEP[rij["groep"]], "code": rij["code"], "prestatie": tekst["korte naam"]}
            kop |= {"tekst": rij["regel"]} | {naam: tekst.get(naam, "") for naam in ("indicator", "eenheid", "norm")}
            return kop | cellen(doelen)
        if bestand == "tijdsinvestering-2018":
            return uren_rij(rij["groep"], rij["regel"], lambda maat, kamer: getallen.get((maat, kamer)))
        bedragen = {kamer: getal(getallen["bedrag", kamer]) for kamer in goud.KAMERS}
        bedragen["totaal"] = getal(getallen["bedrag", ""])
        if bestand == "financiering-2018":
            return {"soort": rij["groep"], "financier": tekst["naam"], "tekst": rij["regel"], **bedragen}
        basis = {"basis": getal(getallen.get(("basis", ""))), "basis_eenheid": tekst.get("basis", "")}
        kop = {"soort": SOORT[rij["groep"]], "code": rij["code"], "post": tekst["korte naam"], "tekst": rij["regel"]}
        return kop | basis | bedragen


def paren(rij):
    return [(plek, cel) for plek, cel in rij.items() if isinstance(plek, tuple)]


def kamer_rij(code, naam, van) -> dict[str, str]:
    return {
        "code": code,
        "naam": naam,
        "start": maand(van("Start")),
        "gepland": van("Gepland"),
        "vestiging": van("Plek"),
        "werkgebied_vooral": van("Werkt vooral in"),
        "werkgebied_ook": van("Werkt ook in"),
    }


def uren_rij(groep, tekst, van) -> dict[str, str]:
    rij = {"wie": WIE[groep], "tekst": tekst}
    rij["uren_per_persoon"] = getal(van("uren per persoon", "cjm"))
    rij["tarief"] = centen(van("tarief", "cjm"))
    rij |= {f"personen_{k}": getal(van("personen", k)) for k in goud.KAMERS}
    rij |= {f"uren_{k}": getal(van("uren", k)) for k in goud.KAMERS}
    rij |= {f"euro_{k}": centen(van("waarde", k)) for k in goud.KAMERS}
    return rij | {"uren_totaal": getal(van("uren", "")), "euro_totaal": centen(van("waarde", ""))}


class Xlsx:
    """The tables read back from the workbook."""

    MATEN = {"tarief": "euro per uur", "waarde": "waarde in euro"}

    def __init__(self, inhoud):
        self.boek = openpyxl.load_workbook(io.BytesIO(naar_xlsx(inhoud)))
        self.kolommen = {kolom.code: kolom.naam for kolom in inhoud.kolommen} | {"": "Totaal", "totaal": "Totaal"}

    def blad(self, naam):
        blad = self.boek[naam]
        kop = int(blad.print_title_rows.strip("$").split(":")[0])
        koppen, *rijen = blad.iter_rows(min_row=kop, values_only=True)
        return [dict(zip(koppen, rij, strict=True)) for rij in rijen]

    def bouw(self, bestand):
        return {
            "kamers": self._kamers,
            "prestaties-2018": self._prestaties,
            "begroting-2018": self._begroting,
            "financiering-2018": self._financiering,
            "tijdsinvestering-2018": self._uren,
        }[bestand]()

    def _kamers(self):
        return [kamer_rij(r["Code"], r["Kamer"], lambda kop, r=r: r[kop] or "") for r in self.blad("Kamers")]

    def _prestaties(self):
        kort = {rij["Code"]: rij["Onderwerp"] for rij in self.blad("Toelichting")}
        uit, groep = [], ""
        for rij in self.blad("Prestaties"):
            if rij["Code"] in GROEP:
                groep = GROEP[rij["Code"]]
            elif rij["Prestatie"]:
                kop = {"groep": groep, "code": rij["Code"], "prestatie": kort[rij["Code"]], "tekst": rij["Prestatie"]}
                kop |= {naam.lower(): rij[naam] or "" for naam in ("Indicator", "Eenheid", "Norm")}
                uit.append(kop | cellen({k: self._doel(rij, k) for k in goud.KAMERS}))
        return uit

    def _doel(self, rij, kamer):
        cel, op = (rij[f"{self.kolommen[kamer]} {maat}"] for maat in ("afspraak", "op aangemeld"))
        return (None, op, cel) if isinstance(cel, str) else (cel, op, "")

    def _bedragen(self, rij):
        return {kamer: getal(rij[self.kolommen[kamer]]) for kamer in (*goud.KAMERS, "totaal")}

    def _begroting(self):
        uit, soort = [], ""
        for rij in self.blad("Begroting"):
            soort = SOORT.get(rij["Code"], soort)
            if rij["Code"] and rij["Post"]:
                kop = {"soort": soort, "code": rij["Code"], "post": rij["Korte naam"], "tekst": rij["Post"]}
                basis = {"basis": getal(rij["Basis"]), "basis_eenheid": rij["Eenheid van de basis"] or ""}
                uit.append(kop | basis | self._bedragen(rij))
        return uit

    def _financiering(self):
        return [
            {"soort": r["Soort"], "financier": r["Naam"], "tekst": r["Financier"], **self._bedragen(r)}
            for r in self.blad("Financiering")
            if r["Soort"]
        ]

    def _uren(self):
        per: dict = {}
        for rij in self.blad("Uren"):
            if rij["Maat"] is None and rij["Wie"] in WIE:
                maten = per.setdefault(rij["Wie"], {})
            elif rij["Maat"] not in ("euro", "procent"):
                maten.setdefault((rij["Wie"], rij["Maat"]), rij)
        return [self._urenrij(groep, maten) for groep, maten in per.items()]

    def _urenrij(self, groep, maten):
        tekst = next(iter(maten))[0]
        return uren_rij(
            groep, tekst, lambda maat, kamer: maten[tekst, self.MATEN.get(maat, maat)][self.kolommen[kamer]]
        )


class Json:
    """The tables read back from the tree."""

    def __init__(self, inhoud):
        self.boom = json.loads(naar_json(inhoud))

    def bouw(self, bestand):
        return {
            "kamers": self._kamers,
            "prestaties-2018": self._prestaties,
            "begroting-2018": self._begroting,
            "financiering-2018": self._financiering,
            "tijdsinvestering-2018": self._uren,
        }[bestand]()

    def _kamers(self):
        sleutels = {"Start": "start", "Gepland": "gepland", "Plek": "vestiging"}
        gebied = {"Werkt vooral in": "vooral", "Werkt ook in": "ook"}
        return [
            kamer_rij(
                r["code"],
                r["naam"],
                lambda kop, r=r: r[sleutels[kop]] if kop in sleutels else "; ".join(r[gebied[kop]]),
            )
            for r in self.boom["kamers"]
        ]

    def _prestaties(self):
        uit = []
        for groep in self.boom["prestaties"]["groepen"]:
            for r in groep["rijen"]:
                doelen = {k: cel["doel"] for k, cel in r["cellen"].items()}
                kop = {"groep": groep["code"], "code": r["code"], "prestatie": r["prestatie"], "tekst": r["tekst"]}
                kop |= {"indicator": r["bewijs"], "eenheid": r["eenheid"], "norm": r["norm"]}
                uit.append(kop | cellen({k: (d["waarde"], d["op_aangemeld"], d["tekst"]) for k, d in doelen.items()}))
        return uit

    def _bedragen(self, rij):
        return {k: getal(bedrag) for k, bedrag in rij["bedragen"].items()} | {"totaal": getal(rij["totaal"])}

    def _begroting(self):
        return [
            {"soort": groep["code"], "code": r["code"], "post": r["naam"], "tekst": r["tekst"]}
            | {"basis": getal(r["basis"]), "basis_eenheid": r["basis_eenheid"]}
            | self._bedragen(r)
            for groep in self.boom["begroting"]["groepen"]
            for r in groep["rijen"]
        ]

    def _financiering(self):
        rijen = self.boom["financiering"]["rijen"]
        return [{"soort": r["soort"], "financier": r["naam"], "tekst": r["tekst"], **self._bedragen(r)} for r in rijen]

    def _uren(self):
        sleutels = {"uren per persoon": "uren_per_persoon"}

        def van(rij):
            return lambda maat, kamer: (rij["cellen"][kamer] if kamer else rij)[sleutels.get(maat, maat)]

        return [uren_rij(rij["naam"], rij["tekst"], van(rij)) for rij in self.boom["uren"]["rijen"]]


@pytest.mark.parametrize("bestand", BESTANDEN)
@pytest.mark.parametrize("vorm", [Csv, Xlsx, Json])
def test_uit_elk_bestand_is_elke_tabel_van_de_bron_terug_te_maken(aanbod_2018, vorm, bestand):
    assert vorm(aanbod(2018)).bouw(bestand) == goud.lees(bestand)


def bedragen(rij, kolommen) -> str:
    return " ".join(f"{int(Decimal(rij[kolom])):,}".replace(",", ".") for kolom in kolommen)


def afspraken(rij) -> str:
    return f"{rij['prestatie']} {' '.join(goud.doelen()[rij['code'], kamer][2] for kamer in goud.KAMERS)}"


def uren(rij, maat: str) -> str:
    """Return a row of the table of hours: its label, the rooms, and the total when the source prints one."""
    naam = {wie: naam for naam, wie in WIE.items()}[rij["wie"]]
    kolommen = [f"{maat}_{kamer}" for kamer in goud.KAMERS] + [k for k in (f"{maat}_totaal",) if k in rij]
    return f"{naam}: {'waarde in euro' if maat == 'euro' else maat} {bedragen(rij, kolommen)}"


def en(namen: str) -> str:
    *eerste, laatste = namen.split("; ")
    return " en ".join(filter(None, [", ".join(eerste), laatste]))


def start(rij) -> str:
    maanden = {nummer: naam for naam, nummer in MAAND.items()}
    jaar, _streep, nummer = rij["start"].partition("-")
    return f"Start {maanden[nummer]} {jaar}"


CODE = object()  # a code is not printed: only in XLSX, CSV and JSON
PER_KAMER = dict.fromkeys((*goud.KAMERS, "totaal"), lambda r: f"{r['tekst']} {bedragen(r, (*goud.KAMERS, 'totaal'))}")
GEDRUKT = {
    "kamers": {
        "code": CODE,
        "naam": lambda r: r["naam"],
        "start": start,
        "gepland": lambda r: f"Start {r['gepland']}",
        "vestiging": lambda r: f"Plek {r['vestiging']}",
        "werkgebied_vooral": lambda r: f"Werkt vooral in {en(r['werkgebied_vooral'])}",
        "werkgebied_ook": lambda r: f"ook in {en(r['werkgebied_ook'])}",
    },
    "prestaties-2018": {
        "groep": lambda r: r["groep"].capitalize(),
        "code": CODE,
        "prestatie": lambda r: r["prestatie"],
        "tekst": lambda r: r["tekst"],
        "indicator": lambda r: f"{r['tekst']} {r['indicator']}",
        **dict.fromkeys(("eenheid", "norm", "reden_kg", *goud.KAMERS), afspraken),
        **{f"op_aangemeld_{kamer}": afspraken for kamer in goud.KAMERS},
    },
    "begroting-2018": {
        "soort": lambda r: {soort: naam for naam, soort in SOORT.items()}[r["soort"]],
        "code": CODE,
        "post": lambda r: r["post"],
        "tekst": lambda r: r["tekst"],
        "basis": lambda r: r["tekst"],  # "basis is 18 uur professionele inzet per week" is in the label
        "basis_eenheid": lambda r: r["tekst"],
        **PER_KAMER,
    },
    "financiering-2018": {
        "soort": lambda r: r["tekst"],
        "financier": lambda r: r["financier"],
        "tekst": lambda r: r["tekst"],
        **PER_KAMER,
    },
    "tijdsinvestering-2018": {
        "wie": lambda r: f"Vrijwilligersuren {'actieve ' if r['wie'] == 'bewoners' else ''}{r['wie']}",
        "tekst": lambda r: r["tekst"],
        "uren_per_persoon": lambda r: f"gem. {r['uren_per_persoon']} uren per jaar",
        "tarief": lambda r: f"€ {r['tarief'].replace('.', ',').removesuffix(',00')} per uur",
        **dict.fromkeys([f"personen_{kamer}" for kamer in goud.KAMERS], lambda r: uren(r, "personen")),
        **dict.fromkeys([f"uren_{kamer}" for kamer in goud.KAMERS] + ["uren_totaal"], lambda r: uren(r, "uren")),
        **dict.fromkeys([f"euro_{kamer}" for kamer in goud.KAMERS] + ["euro_totaal"], lambda r: uren(r, "euro")),
    },
}


@pytest.mark.parametrize("bestand", BESTANDEN)
def test_elke_kolom_van_de_bron_staat_in_de_pdf_zoals_ze_wordt_gedrukt(aanbod_2018, bestand):
    tekst = " ".join(bladen(drukken.maak_html(aanbod(2018))))
    rijen, plekken = goud.lees(bestand), GEDRUKT[bestand]

    assert [kolom for kolom in rijen[0] if kolom not in plekken] == []
    gedrukt = {plek(rij) for rij in rijen for kolom, plek in plekken.items() if plek is not CODE and rij[kolom]}
    assert [zin for zin in sorted(gedrukt) if kaal(zin) not in tekst] == []


@pytest.mark.parametrize("nr", range(4))
def test_de_pdf_van_een_kamer_zegt_sinds_wanneer_en_waar_ze_werkt(aanbod_2018, nr):
    rij = goud.lees("kamers")[nr]
    voorblad = bladen(drukken.maak_html(aanbod(2018, rij["code"])))[0]

    zinnen = [plek(rij) for kolom, plek in GEDRUKT["kamers"].items() if plek is not CODE and rij[kolom]]
    assert [zin for zin in zinnen if kaal(zin) not in voorblad] == []


@pytest.mark.parametrize("vorm", [Csv, Xlsx, Json])
def test_een_bestand_van_een_kamer_heeft_alleen_die_kamer(aanbod_2018, vorm):
    assert vorm(aanbod(2018, "kg")).bouw("kamers") == [goud.lees("kamers")[3]]
