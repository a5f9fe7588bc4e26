"""Uploaded proofs: what people send is kept, clean and once; what enemies send is refused in words."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from buurtwerkkamer import bewijskeuring
from buurtwerkkamer.bewijs import BewijsFout, keur_bewijs
from tests.buurtwerkkamer.bewijsfabriek import DADEN, foto_met_plaats, maak_foto, maak_pdf


def beeld_van(gekeurd) -> Image.Image:
    return Image.open(io.BytesIO(gekeurd.inhoud))


def reden(inhoud: bytes, naam="factuur.pdf") -> str:
    with pytest.raises(BewijsFout) as fout:
        keur_bewijs(inhoud, naam)
    return fout.value.code


@pytest.mark.parametrize("vorm", ["JPEG", "PNG", "WEBP"])
def test_een_foto_verliest_plaats_en_toestel_en_staat_recht(vorm):
    bron = foto_met_plaats(vorm)
    assert b"Fatima" in bron

    gekeurd = keur_bewijs(bron, "foto.jpg")

    beeld = beeld_van(gekeurd)
    assert b"Fatima" not in gekeurd.inhoud
    assert (beeld.format, beeld.size) == (vorm, (20, 40))
    assert dict(beeld.getexif()) == {}
    boven, onder = (beeld.convert("RGB").getpixel((10, y)) for y in (5, 35))
    assert boven[1] < 90
    assert onder[1] > 240


def test_de_inhoud_zegt_wat_het_is_niet_de_naam():
    gekeurd = keur_bewijs(maak_foto("PNG"), "../../etc/Factuur van Fatima é.pdf.exe")

    assert (gekeurd.naam, gekeurd.type) == ("Factuur-van-Fatima-.pdf.png", "image/png")


def test_een_png_met_doorzicht_en_een_van_twee_kleuren_blijven_leesbaar():
    uit = io.BytesIO()
    Image.new("LA", (3, 3), (10, 0)).save(uit, "PNG")
    zwartwit = io.BytesIO()
    Image.new("1", (3, 3), 1).save(zwartwit, "PNG")

    assert beeld_van(keur_bewijs(uit.getvalue())).getpixel((1, 1)) == (10, 10, 10, 0)
    assert beeld_van(keur_bewijs(zwartwit.getvalue())).getpixel((1, 1)) == 255


def test_een_pdf_blijft_op_de_byte_wat_hij_was():
    bron = maak_pdf()

    gekeurd = keur_bewijs(bron, "factuur 12.pdf")

    assert (gekeurd.naam, gekeurd.type, gekeurd.inhoud) == ("factuur-12.pdf", "application/pdf", bron)


def test_een_pdf_die_op_een_bladzijde_opent_of_naar_een_adres_verwijst_mag():
    def zoals_libreoffice(pdf):
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.XYZ, None, None, 0])
        betaal = Dictionary(S=Name.URI, URI=String("https://betaal.invalid"))
        pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=betaal)])

    assert keur_bewijs(maak_pdf(zoals_libreoffice)).type == "application/pdf"


@pytest.mark.parametrize("daad", DADEN, ids=lambda daad: daad.__name__.strip("_"))
def test_een_pdf_die_iets_doet_of_bij_zich_heeft_wordt_geweigerd(daad):
    assert reden(maak_pdf(daad)) == "doet"


def test_een_vermomde_naam_in_een_pdf_helpt_niet():
    vermomd = maak_pdf(DADEN[0], object_stream_mode=pikepdf.ObjectStreamMode.disable)
    vermomd = vermomd.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")
    assert b"JavaScript" not in vermomd

    assert reden(vermomd) in {"doet", "stuk"}


@pytest.mark.parametrize("wachtwoord", ["geheim", ""])
def test_een_pdf_op_slot_wordt_geweigerd(wachtwoord):
    assert reden(maak_pdf(encryption=pikepdf.Encryption(owner="baas", user=wachtwoord))) == "slot"


def test_een_pdf_met_meer_dan_tweehonderd_bladzijden_wordt_geweigerd():
    def bladen(hoeveel):
        return maak_pdf(lambda pdf: [pdf.add_blank_page() for _ in range(hoeveel - 1)])

    assert keur_bewijs(bladen(200)).type == "application/pdf"
    assert reden(bladen(201)) == "bladzijden"


def _zip() -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as map_:
        map_.writestr("kwaad.exe", b"MZ")
    return uit.getvalue()


@pytest.mark.parametrize(
    "inhoud",
    [
        maak_foto() + _zip(),
        maak_foto("PNG") + _zip(),
        maak_pdf() + _zip(),
        maak_pdf() + b"<script>alert(1)</script>",
        maak_foto(comment=b"%PDF-1.7"),
        maak_pdf() + b"\xff\xd8\xff\xe0",
    ],
    ids=["jpeg+zip", "png+zip", "pdf+zip", "pdf+html", "jpeg+pdf", "pdf+jpeg"],
)
def test_twee_bestanden_in_een_worden_geweigerd(inhoud):
    assert reden(inhoud) == "dubbel"


def test_wat_achter_een_foto_hangt_gaat_niet_mee():
    gekeurd = keur_bewijs(maak_foto() + b"<script>alert(1)</script>")

    assert b"script" not in gekeurd.inhoud


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
        (b"GIF89a" + b"\0" * 40, "soort"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "soort"),
        (b"<html>", "soort"),
        (b"MZ\x90", "soort"),
        (b" %PDF-1.4", "soort"),
        (b"", "soort"),
        (maak_foto()[:-200], "stuk"),
        (maak_foto("PNG")[:60], "stuk"),
        (maak_pdf()[:-80], "stuk"),
        (b"%PDF-1.7\nniets\n%%EOF\n", "stuk"),
        (b"\xff\xd8\xff" + b"x" * (10 * 1024**2), "groot"),
    ],
)
def test_iets_anders_of_iets_stuks_wordt_in_woorden_geweigerd(inhoud, code):
    assert reden(inhoud) == code


def _grote_png(breed: int, hoog: int) -> bytes:
    """Write a PNG of one colour by hand: huge in pixels, small in bytes."""

    def deel(soort, inhoud):
        return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))

    kop = deel(b"IHDR", struct.pack(">IIBBBBB", breed, hoog, 1, 0, 0, 0, 0))
    rijen = zlib.compress((b"\0" * (1 + (breed + 7) // 8)) * hoog, 9)
    return b"\x89PNG\r\n\x1a\n" + kop + deel(b"IDAT", rijen) + deel(b"IEND", b"")


def test_op_vijfentwintig_miljoen_beeldpunten_mag_en_een_rij_meer_niet():
    assert beeld_van(keur_bewijs(_grote_png(5000, 5000))).size == (5000, 5000)
    assert reden(_grote_png(5000, 5001)) == "pixels"
    assert reden(_grote_png(60000, 60000)) == "pixels"


def test_een_opgeblazen_pdf_kost_ons_geen_geheugen():
    """Half a gigabyte in an object stream: the child runs into its limit, the site does not notice."""
    bom = zlib.compress(b"1 0 " + b" " * 600_000_000, 9)
    kop = b"%PDF-1.7\n"
    stroom = b"5 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(bom)
    stroom += bom + b"\nendstream\nendobj\n"
    plek = len(kop + stroom)
    rijen = b"".join(
        struct.pack(">BHB", *rij) for rij in [(0, 0, 0), (2, 5, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (1, len(kop), 0)]
    )
    assert plek < 65536 * 16
    xref = b"6 0 obj\n<</Type/XRef/Size 7/W[1 2 1]/Index[0 6]/Root 1 0 R/Length %d>>stream\n" % len(rijen)
    inhoud = kop + stroom + xref + rijen + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % plek

    with pytest.raises(BewijsFout) as fout:
        keur_bewijs(inhoud, geheugen=400 * 1024**2, tijd=10)

    assert fout.value.code in {"tijd", "stuk"}


def test_wie_te_lang_bezig_is_wordt_gestopt(monkeypatch):
    with pytest.raises(BewijsFout) as fout:
        keur_bewijs(_grote_png(5000, 5000), tijd=0)

    assert fout.value.code == "tijd"


def test_het_kind_weigert_ook_zonder_de_ouder():
    with pytest.raises(bewijskeuring.Geweigerd, match="groot"):
        bewijskeuring.keur(b"\xff\xd8\xff" + b"x" * (10 * 1024**2))
