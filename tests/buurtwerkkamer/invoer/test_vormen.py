"""What a file is, by its content; how its cells are read."""

import io
from datetime import date, time
from decimal import Decimal

import pytest
from openpyxl import Workbook

from buurtwerkkamer.invoer.fouten import BestandFout, kolomletter
from buurtwerkkamer.invoer.vormen import VORMEN, lees
from tests.buurtwerkkamer.invoer.gevaarlijk import KOP, ODSKOP, ods, ods_rij, xlsx

OUD = "Dit is een oud Excel-bestand of het heeft een wachtwoord. Bewaar het als xlsx."
STIJLEN = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="dd-mm-yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="9"/><xf numFmtId="7"/></cellXfs></styleSheet>'
)


def cellen(tabel):
    return [rij for _nr, rij in tabel.rijen()]


@pytest.mark.parametrize("tekst", ["a;b\n1;2", "a,b\n1,2", "a\tb\n1\t2", "sep=,\na,b\n1,2"])
def test_csv_vindt_zelf_wat_de_cellen_scheidt(tekst):
    tabel = lees("x.csv", tekst.encode())

    assert (tabel.kop, cellen(tabel)) == ({1: "a", 2: "b"}, [{1: "1", 2: "2"}])


def test_csv_in_de_oude_codering_wordt_gelezen_met_een_melding():
    tabel = lees("x.csv", "naam\nÖzcan €".encode("cp1252"))

    assert cellen(tabel) == [{1: "Özcan €"}]
    assert tabel.meldingen == ["De letters staan in een oude vorm (cp1252). Kijk of namen met é of ë kloppen."]
    assert lees("x.csv", "naam\nÖzcan".encode("utf-8-sig")).meldingen == []


def test_een_rij_houdt_het_nummer_van_het_rekenblad_ook_na_een_lege_rij():
    assert [nr for nr, _rij in lees("x.csv", b"naam\n\n\nx\n\ny").rijen()] == [4, 6]


def test_dagen_tijden_en_getallen_uit_xlsx():
    rij = (
        '<row r="2"><c r="A2" s="1"><v>43424</v></c><c r="B2" s="2"><v>0.104166666666667</v></c><c r="C2">'
        '<v>0.30000000000000004</v></c><c r="D2" s="3"><v>0.5</v></c><c r="E2" s="4"><v>12</v></c>'
        '<c r="F2" t="b"><v>1</v></c></row>'
    )
    tabel = lees("x.xlsx", xlsx(KOP + rij, **{"xl/styles.xml": STIJLEN}))

    assert cellen(tabel) == [
        {1: date(2018, 11, 20), 2: time(2, 30), 3: Decimal("0.3"), 4: "50.0%", 5: "€ 12", 6: True},
    ]


def test_dagen_van_een_boek_dat_vanaf_1904_telt():
    rij = '<row r="2"><c r="A2" s="1"><v>41962</v></c></row>'
    boek = xlsx(KOP + rij, boek='<workbookPr date1904="1"/>', **{"xl/styles.xml": STIJLEN})

    assert cellen(lees("x.xlsx", boek)) == [{1: date(2018, 11, 20)}]


def test_een_verborgen_blad_wordt_overgeslagen_en_een_tweede_genoemd():
    boek = Workbook()
    boek.active.title, boek.active.sheet_state = "Geheim", "hidden"
    for naam in ("Eerste", "Tweede"):
        blad = boek.create_sheet(naam)
        blad.append(["naam"]), blad.append([naam])
    boek.active = 1
    uit = io.BytesIO()
    boek.save(uit)
    tabel = lees("x.xlsx", uit.getvalue())

    assert cellen(tabel) == [{1: "Eerste"}]
    assert tabel.meldingen == ["We lazen alleen het eerste blad: Eerste."]


def test_cellen_van_ods():
    cel = '<table:table-cell office:value-type="{}" office:{}="{}"><text:p>anders</text:p></table:table-cell>'
    rij = ods_rij(
        cel.format("float", "value", "0.30000000000000004"),
        cel.format("date", "date-value", "2018-11-20"),
        cel.format("time", "time-value", "PT02H30M00S"),
        cel.format("percentage", "value", "0.5"),
        cel.format("currency", "value", "12"),
        cel.format("boolean", "boolean-value", "true"),
        '<table:table-cell table:number-columns-repeated="2"/>',
        '<table:table-cell office:value-type="string"><office:annotation><text:p>noot</text:p></office:annotation>'
        '<text:p>twee<text:s text:c="2"/>woorden</text:p></table:table-cell>',
        keer=2,
    )
    verwacht = {
        1: Decimal("0.3"),
        2: date(2018, 11, 20),
        3: time(2, 30),
        4: "50.0%",
        5: "€ 12",
        6: True,
        9: "twee  woorden",
    }

    assert cellen(lees("x.ods", ods(ODSKOP + rij))) == [verwacht] * 2


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        (
            "x.xls",
            b"\xd0\xcf\x11\xe0oud",
            "Dit is een oud Excel-bestand of het heeft een wachtwoord. Bewaar het als xlsx.",
        ),
        ("x.pdf", b"%PDF-1.7", "Kies een bestand dat eindigt op .csv, .xlsx of .ods."),
        ("x.csv", b"%PDF-1.7", "Dit is geen csv-bestand. Bewaar het opnieuw."),
        ("x.xlsx", b"a;b\n1;2", "De naam eindigt op .xlsx, maar het is een csv-bestand."),
        ("x.csv", xlsx(KOP), "De naam eindigt op .csv, maar het is een xlsx-bestand."),
        ("x.csv", b"\xef\xbb\xbf \r\n", "Dit bestand is leeg."),
        ("x.csv", b"naam\n", "Er staan geen rijen onder de kop. Vul minstens één rij in."),
        ("x.csv", b'a\n"b', "Bij regel 2 kloppen de aanhalingstekens niet."),
        ("x.csv", b"a;b\n1;=2+2", "Er staan formules in B2. Zet daar de uitkomst neer."),
        ("x.csv", b"a\n" + b"x" * 2001, "De tekst in cel A2 is te lang."),
    ],
)
def test_wat_geen_rekenblad_is_krijgt_een_zin(naam, inhoud, zin):
    with pytest.raises(BestandFout) as fout:
        lees(naam, inhoud)

    assert fout.value.zinnen == (zin,)


def test_kolommen_heten_zoals_in_het_rekenblad():
    assert [kolomletter(n) for n in (1, 26, 27, 60)] == ["A", "Z", "AA", "BH"]


def test_elke_vorm_heeft_zijn_eigen_soort():
    assert {naam: vorm.get_extension() for naam, vorm in VORMEN.items()} == {n: n for n in ("csv", "xlsx", "ods")}
