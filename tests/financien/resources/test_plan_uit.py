"""The newest version goes out in the columns in which it comes in again: what went out changes nothing."""

import io

import pytest

from buurtwerkkamer.uitvoer import UitvoerFout, Vraag
from financien.models import Begrotingsregel, Financieringsregel, Tijdsraming
from financien.resources import PLAN
from financien.resources.bijdragen import Bijdrageninvoer
from financien.services.uitvoer.soorten import SOORTEN
from tests.financien.resources.test_bladen import omgeving, voer_in
from tests.financien.resources.test_plan import alles


def schrijf(soort, gebruiker, vorm):
    uit = io.BytesIO()
    aantal = SOORTEN[soort.naam].schrijf(uit, Vraag(2018, vorm, gebruiker))
    return aantal, uit.getvalue()


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize(("soort", "aantal"), list(zip(PLAN, (44, 40, 8), strict=True)))
def test_wat_eruit_gaat_verandert_niets_als_het_er_weer_in_gaat(chandra, aanbod, casa, soort, aantal, vorm):
    Begrotingsregel.objects.filter(post__code="F4", kamer=casa).update(spreiding="maanden", maanden=[1, 7])
    eerst = alles()

    rijen, inhoud = schrijf(soort, chandra, vorm)

    assert rijen == aantal
    voorbeeld = soort(omgeving(chandra, 2018)).bekijk(f"b.{vorm}", inhoud)
    assert voorbeeld.fouten == ()
    wat = "getallen" if soort.naam == "urenraming" else "bedragen"
    assert voorbeeld.meldingen == (f"aanbod 2018, versie 1. 0 {wat} veranderen.",)
    voer_in(soort, chandra, inhoud, jaar=2018, naam=f"b.{vorm}")
    assert alles() == eerst


def test_een_lege_versie_zet_het_er_weer_helemaal_in(chandra, aanbod):
    eerst = alles()
    bladen = {soort: schrijf(soort, None, "xlsx")[1] for soort in PLAN}
    for model in (Begrotingsregel, Financieringsregel, Tijdsraming):
        model.objects.all().delete()

    for soort, inhoud in bladen.items():
        voer_in(soort, chandra, inhoud, jaar=2018, naam="b.xlsx")

    assert alles() == eerst


def test_een_jaar_zonder_begroting_geeft_een_zin(chandra):
    with pytest.raises(UitvoerFout, match="Hiervan is in 2018 nog niets begroot"):
        schrijf(Bijdrageninvoer, chandra, "csv")
