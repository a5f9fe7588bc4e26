"""The same receipt photographed or saved again is noticed, also in another room; another receipt is not."""

import io
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest
from PIL import Image, ImageDraw

from buurtwerkkamer.bewijs import Gekeurd, keur_bewijs
from financien.models import Bon
from financien.services.handgeld.basis import Bevestig
from financien.services.handgeld.bonnen import dien_in, trek_in
from financien.services.handgeld.fotogelijk import lijkt_op, van_bon
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.financien.handgeldfabriek import DAG, andere_foto, inhoud, vul_potje

FEBRUARI = date(2026, 2, 3)


def beeld(zaad: int) -> Image.Image:
    """Draw a receipt on a table as a photo shows it: light paper with lines, on something darker, with noise."""
    toeval, uit = Random(zaad), Image.effect_noise((600, 800), 60).convert("RGB")
    pen = ImageDraw.Draw(uit)
    links, boven = toeval.randint(40, 160), toeval.randint(20, 120)
    pen.polygon(
        [(links, boven), (links + 320, boven + 15), (links + 300, 760), (links - 20, 740)], fill=(236, 233, 226)
    )
    for regel in range(boven + 40, 700, 26):
        pen.line([(links + 20, regel), (links + toeval.randint(60, 280), regel)], fill=(60, 60, 70), width=9)
    return uit


def foto(plaat: Image.Image, vorm="JPEG", **opslaan) -> Gekeurd:
    uit = io.BytesIO()
    plaat.save(uit, vorm, **opslaan)
    return keur_bewijs(uit.getvalue())


def opnieuw(plaat: Image.Image) -> Gekeurd:
    """Send the photo around: smaller, and saved badly."""
    return foto(plaat.resize((330, 440)), quality=35)


@pytest.fixture
def potjes(casa, multibron, chandra):
    for kamer in (casa, multibron):
        vul_potje(chandra, kamer, kas="90.00", datum=FEBRUARI)


def dien(kamer, wie, foto_, bedrag="12.50", **velden) -> Bon:
    return dien_in(
        kamer=kamer, inhoud=inhoud(bedrag, foto=foto_, **velden), sleutel=uuid4(), gebruiker=wie, bevestigd=False
    )


def test_dezelfde_foto_kleiner_en_opnieuw_opgeslagen_wordt_gezien(potjes, casa, multibron, amina, bram):
    plaat = beeld(1)
    eerste = dien(casa, amina, foto(plaat, quality=92), datum=DAG - timedelta(days=3))
    assert foto(plaat, quality=92).sha256 != opnieuw(plaat).sha256

    with pytest.raises(Bevestig, match=r"lijkt op die van een bonnetje van 07-03-2026 van €\xa012,50"):
        dien(casa, amina, opnieuw(plaat))
    with pytest.raises(Bevestig, match=r"^Deze foto lijkt op die van een bonnetje van een andere kamer\.$"):
        dien(multibron, bram, foto(plaat, "PNG"))
    toch = dien_in(kamer=multibron, inhoud=inhoud(foto=opnieuw(plaat)), sleutel=uuid4(), gebruiker=bram, bevestigd=True)

    assert (van_bon(toch), van_bon(eerste)) == (eerste, toch)  # who approves sees it


def test_een_ander_bonnetje_van_hetzelfde_bedrag_is_iets_anders(potjes, casa, multibron, amina, bram):
    dien(casa, amina, foto(beeld(1)))
    for zaad in range(2, 7):
        assert van_bon(dien(multibron, bram, foto(beeld(zaad)), datum=DAG - timedelta(days=zaad))) is None


@pytest.mark.parametrize(("dagen", "gezien"), [(92, True), (93, False)])
def test_wat_een_kwartaal_geleden_is_wordt_niet_meer_vergeleken(potjes, casa, multibron, amina, bram, dagen, gezien):
    plaat = beeld(1)
    eerste = dien(casa, amina, foto(plaat))
    later = Bon(kamer=multibron, bedrag=eerste.bedrag, datum=eerste.datum + timedelta(days=dagen))

    assert lijkt_op(later, lambda: opnieuw(plaat).inhoud) == (eerste if gezien else None)


def test_een_ander_bedrag_wordt_niet_vergeleken(potjes, casa, multibron, amina, bram):
    dien(casa, amina, foto(beeld(1)))

    assert van_bon(dien(multibron, bram, opnieuw(beeld(1)), "12.51")) is None


def test_een_ingetrokken_bonnetje_een_egale_foto_en_een_pdf_zeggen_niets(potjes, casa, multibron, amina, bram):
    plaat = beeld(1)
    trek_in(dien(casa, amina, foto(plaat)), gebruiker=amina)
    dien(multibron, bram, opnieuw(plaat), datum=DAG - timedelta(days=1))
    dien(multibron, bram, keur_bewijs(maak_pdf()), datum=DAG - timedelta(days=2))
    for dag in (3, 4):
        assert van_bon(dien(multibron, bram, andere_foto(), datum=DAG - timedelta(days=dag))) is None
