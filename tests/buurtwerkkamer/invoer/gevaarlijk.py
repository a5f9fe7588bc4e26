"""Files that want to do harm, or that a spreadsheet makes in good faith but that we do not read."""

import io
import zipfile

_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
)
_BLAD = '<sheet name="Blad1" sheetId="1" r:id="r1"/>'
_REL = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def pak(delen: dict[str, str | bytes]) -> bytes:
    """Zip parts."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, deel in delen.items():
            zip_.writestr(naam, deel)
    return uit.getvalue()


def xlsx(rijen: str, *, na: str = "", boek: str = "", **erbij: str) -> bytes:
    """Make a workbook with these rows as they stand in its XML."""
    rel = f'<Relationship Id="r1" Type="{_R}/{{}}" Target="{{}}"/>'
    bladen = rel.format("worksheet", "worksheets/sheet1.xml")
    if "xl/styles.xml" in erbij:
        bladen += rel.format("styles", "styles.xml").replace("r1", "r2")
    blad = f"<worksheet {_S}><sheetData>{rijen}</sheetData>{na}</worksheet>"
    werkboek = f'<workbook {_S} xmlns:r="{_R}">{boek}<sheets>{_BLAD}</sheets></workbook>'
    return pak(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _REL.format(rel.format("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": werkboek,
            "xl/_rels/workbook.xml.rels": _REL.format(bladen),
            "xl/worksheets/sheet1.xml": blad,
            **erbij,
        }
    )


def tekst(plek: str, woorden: str) -> str:
    return f'<c r="{plek}" t="inlineStr"><is><t>{woorden}</t></is></c>'


def rij(nummer: int) -> str:
    return f'<row r="{nummer}">{tekst(f"A{nummer}", "x")}</row>'


def ods(rijen: str, **erbij: str) -> bytes:
    """Make an open document with these rows as they stand in its XML."""
    kop = f'<office:document-content xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}" xmlns:text="{_TEXT}">'
    blad = f'<office:body><office:spreadsheet><table:table table:name="Blad1">{rijen}</table:table>'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    inhoud = f"{kop}{blad}</office:spreadsheet></office:body></office:document-content>"
    return pak({"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": inhoud, **erbij})


def ods_rij(*cellen: str, keer: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{keer}">{"".join(cellen)}</table:table-row>'


def ods_tekst(woorden: str, kenmerken: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {kenmerken}><text:p>{woorden}</text:p></table:table-cell>'


KOP = f'<row r="1">{tekst("A1", "naam")}</row>'
ODSKOP = ods_rij(ods_tekst("naam"))
RIJ = f'<row r="2">{tekst("A2", "x")}</row>'
GEDEELD = "".join(f'<c r="A{n}"><f t="shared" si="0"/></c>' for n in range(3, 3000))
SAMEN = '<mergeCell ref="A1:B2"/>'
LACHEN = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def gevaren() -> dict[str, tuple[str, bytes]]:
    """Return by what it wants: the name of a file and its bytes."""
    nul = b"\0" * (40 * 1024 * 1024)
    ver = "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(3, 60_000))
    breed = "<row r='1'>" + "".join(tekst(f"{k}1", "x") for k in ("A", "BI", "XFD")) + "</row>"
    formule = f'<c r="A2"><f t="shared" ref="A2:A3000" si="0">{"A1+" * 20_000}1</f></c>'
    vol = ods_rij(ods_tekst("x"), keer=2**30)
    deel = pak({"xl/workbook.xml": f"<workbook {_S}/>"})
    return {
        "een bom": ("bom.xlsx", pak({"xl/workbook.xml": nul})),
        "een bom in ods": ("bom.ods", pak({"mimetype": ODS, "content.xml": nul})),
        "duizend onderdelen": ("veel.xlsx", pak({f"xl/{n}.xml": "<a/>" for n in range(1000)})),
        "lachende entiteiten": ("lach.xlsx", xlsx(KOP, **{"xl/styles.xml": f"{LACHEN}<styleSheet/>"})),
        "lachende entiteiten in ods": ("lach.ods", ods(ods_rij(), **{"styles.xml": f"{LACHEN}<s/>"})),
        "een blad in utf-16": ("u.xlsx", xlsx(KOP, **{"xl/x.xml": "<?xml version='1.0' encoding='utf-16'?><a/>"})),
        "een miljard rijen": ("rijen.ods", ods(vol)),
        "een miljard kolommen": ("k.ods", ods(ods_rij(ods_tekst("x", 'table:number-columns-repeated="1073741824"')))),
        "twee miljoen lege cellen op een rij": ("leeg.xlsx", xlsx(f"<row r='1'>{'<c/>' * 2_000_000}</row>")),
        "zestienduizend kolommen": ("breed.xlsx", xlsx(breed)),
        "zestigduizend rijen met een cel ver weg": ("ver.xlsx", xlsx(KOP + ver)),
        "een gedeelde formule": ("f.xlsx", xlsx(f"{KOP}<row r='2'>{formule}{GEDEELD}</row>")),
        "een formule in ods": (
            "f.ods",
            ods(ODSKOP + ods_rij(ods_tekst("1", 'table:formula="of:=1"'))),
        ),
        "honderdduizend stijlen": (
            "stijl.xlsx",
            xlsx(KOP, **{"xl/styles.xml": f"<styleSheet {_S}><cellXfs>{'<xf/>' * 500_000}</cellXfs></styleSheet>"}),
        ),
        "samengevoegde cellen zonder eind": (
            "samen.xlsx",
            xlsx(KOP + RIJ, na=f"<mergeCells>{SAMEN * 500_000}</mergeCells>"),
        ),
        "een miljoen teksten": (
            "t.xlsx",
            xlsx(KOP, **{"xl/sharedStrings.xml": f"<sst {_S}>{'<si><t/></si>' * 1_000_000}</sst>"}),
        ),
        "zesduizend rijen": (
            "6000.xlsx",
            xlsx("".join(map(rij, range(1, 6002)))),
        ),
        "een afgebroken zip": ("half.xlsx", xlsx(KOP)[:400]),
        "een boek zonder bladen": ("kaal.xlsx", deel),
        "macro's": ("macro.xlsx", xlsx(KOP, **{"xl/vbaProject.bin": "x"})),
    }
