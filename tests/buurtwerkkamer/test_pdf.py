import io

import pikepdf
import pypdf
import pytest

from buurtwerkkamer.pdf import PdfFout, _omgeving, lees_static, maak_pdf

LETTERTYPE = "@font-face{font-family:Figtree;src:url(/static/fonts/figtree-400.woff2)} body{font-family:Figtree}"
VORM = (
    '<!doctype html><html lang="nl"><head><title>Proef</title><meta name="dcterms.created" '
    'content="2018-01-01T00:00:00Z"><style>{stijl}</style></head><body><h1>Begroting</h1><p>{tekst}</p></body></html>'
)


def druk(tekst="€ 433.044", stijl=LETTERTYPE, **grenzen):
    return maak_pdf(VORM.format(tekst=tekst, stijl=stijl), kenmerk="proef", **grenzen)


def test_een_pdf_is_getagd_nederlands_en_noemt_zich_pdf_ua():
    pdf = druk()

    with pikepdf.open(io.BytesIO(pdf.inhoud)) as gelezen:
        assert gelezen.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in gelezen.Root
        assert str(gelezen.Root.Lang) == "nl"
        assert gelezen.Root.ViewerPreferences.DisplayDocTitle
        assert gelezen.open_metadata()["pdfuaid:part"] == "1"
        assert gelezen.docinfo["/Title"] == "Proef"
    assert pdf.bladzijden == 1
    assert "€ 433.044" in pypdf.PdfReader(io.BytesIO(pdf.inhoud)).pages[0].extract_text()


def test_dezelfde_invoer_geeft_dezelfde_bytes():
    assert druk().inhoud == druk().inhoud


@pytest.mark.parametrize(
    "adres",
    [
        "file:///etc/passwd",
        "http://example.org/static/css/huis.css",
        "https://huis.invalid.example.org/static/css/huis.css",
        "http://huis.invalid/static/css/huis.css",
        "https://huis.invalid/manage.py",
        "https://huis.invalid/static/../manage.py",
        "https://huis.invalid/static/%2e%2e/manage.py",
        "https://huis.invalid/static//etc/passwd",
        "https://huis.invalid/static/fonts/figtree-OFL.txt",
        "https://huis.invalid/static/fonts/bestaat-niet.woff2",
        "data:text/css,body{}",
    ],
)
def test_de_ophaler_geeft_niets_dan_eigen_static_bestanden(adres):
    with pytest.raises(ValueError, match="refused"):
        lees_static(adres)


def test_de_ophaler_geeft_een_eigen_lettertype():
    inhoud, soort = lees_static("https://huis.invalid/static/fonts/figtree-400.woff2")

    assert inhoud[:4] == b"wOF2"
    assert soort == "font/woff2"


@pytest.mark.parametrize("adres", ["file:///etc/passwd", "http://127.0.0.1:1/x.png", "/static/../manage.py"])
def test_een_verwijzing_naar_buiten_geeft_geen_pdf(adres):
    with pytest.raises(PdfFout, match="refused"):
        druk(f'<img alt="x" src="{adres}">')


def test_een_teken_zonder_letter_haalt_geen_ander_lettertype_binnen():
    with pytest.raises(PdfFout, match=r"U\+2713"):
        druk("\u2713")


def test_te_weinig_geheugen_geeft_een_fout_en_geen_pdf():
    with pytest.raises(PdfFout):
        druk(geheugen=60 * 1024**2)


def test_te_weinig_tijd_geeft_een_fout_en_geen_pdf():
    with pytest.raises(PdfFout):
        druk("<p>tekst</p>" * 20000, tijd=1)


def test_het_kind_krijgt_geen_geheimen_mee(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgres://geheim")

    omgeving = _omgeving(str(tmp_path))

    assert not {"SECRET_KEY", "DATABASE_URL"} & set(omgeving)
