"""Makes files as people, phones and enemies send them."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image


def maak_foto(vorm="JPEG", maat=(40, 20), kleur=(200, 30, 30), **opslaan) -> bytes:
    """Draw an image with one red half on the left, so that turning it shows."""
    beeld = Image.new("RGB", maat, (255, 255, 255))
    beeld.paste(kleur, (0, 0, maat[0] // 2, maat[1]))
    uit = io.BytesIO()
    beeld.save(uit, vorm, **opslaan)
    return uit.getvalue()


def foto_met_plaats(vorm="JPEG", draai=6) -> bytes:
    """Make a photo as a phone does: turned, with the place and the device in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = draai, "Telefoon van Fatima"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 18.0, 30.0), 3: "E", 4: (4.0, 58.0, 10.0)})
    meer = {"comment": b"thuis bij Fatima"} if vorm == "JPEG" else {}
    return maak_foto(vorm, exif=exif, **meer)


def maak_pdf(wijzig=lambda pdf: None, **opslaan) -> bytes:
    """Make a PDF of one page; ``wijzig`` puts into it what should not be there."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    wijzig(pdf)
    uit = io.BytesIO()
    pdf.save(uit, **opslaan)
    return uit.getvalue()


def _javascript_bij_openen(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _javascript_in_namen(pdf):
    deel = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(deel)])))


def _start_programma(pdf):
    link = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=link)])


def _bijlage(pdf):
    pdf.attachments["factuur.xml"] = pikepdf.AttachedFileSpec(pdf, b"<a/>", filename="factuur.xml")


def _bij_bladeren(pdf):
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://elders.invalid")))


def _adres_bij_openen(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=String("https://elders.invalid"))


def _formulier_versturen(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(A=Dictionary(S=Name.SubmitForm, F=String("x")))]))


def _verborgen_in_los_deel(pdf):
    """Put an act in a part that no page points at: only who looks at every part finds it."""
    pdf.Root.Los = pdf.make_indirect(Array([Array([Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))])]))


def _xfa(pdf):
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"))


def _eerst_naar_een_bladzijde(pdf):
    volgende = Dictionary(S=Name.URI, URI=String("https://elders.invalid"))
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=volgende)


def _verwijst_naar(adres):
    def doe(pdf):
        link = Dictionary(S=Name.URI, URI=String(adres))
        pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=link)])

    doe.__name__ = "verwijst_naar_" + "".join(adres.partition(":")[0].split()).lower()
    return doe


DADEN = [
    _javascript_bij_openen,
    _javascript_in_namen,
    _start_programma,
    _bijlage,
    _bij_bladeren,
    _adres_bij_openen,
    _formulier_versturen,
    _verborgen_in_los_deel,
    _xfa,
    _eerst_naar_een_bladzijde,
    _verwijst_naar("\tJava\nScript:app.alert(1)"),
    _verwijst_naar("file:///etc/passwd"),
]
