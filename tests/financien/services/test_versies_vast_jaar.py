"""The budget of a settled year changes no more, by no way; and a year is settled with a budget that holds."""

from datetime import date
from decimal import Decimal
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection

from buurtwerkkamer import versiecellen
from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.versiecellen import VersieFout
from financien.models import Begrotingsregel, Financieringsbron
from financien.services import versies
from financien.services.afsluiten import jaarslot
from financien.services.bronnen import bewaar_bron, verwijder_bron
from financien.services.hindernissen import van_jaar
from financien.services.opslaan import bewaar, neem_terug
from financien.services.spreiden import Spreiding, spreidingen, zet_spreiding
from financien.services.versies import begin_jaar, kopieer_versie, leg_versie_vast, nieuw_jaar
from tests.financien.aanbod2018 import maak_aanbod_2018
from tests.samen import tot_er_gewacht_wordt

VAST = r"^2018 is vastgesteld\. De begroting van dat jaar verandert niet meer\.$"


def zet(status, jaar=2018) -> None:
    for stap in ("voorlopig", "vastgesteld"):
        Jaar.objects.filter(jaar=jaar).update(status=stap)
        if stap == status:
            return


def cel() -> str:
    return "k-{}-{}".format(*Begrotingsregel.objects.order_by("pk").values_list("post", "kamer")[0])


def sla_op(versie, wie, bedrag="1", sleutel=None):
    versie = Versie.objects.get(pk=versie.pk)
    vast = {"gezien": versie.bewerking, "sleutel": sleutel or uuid4(), "gebruiker": wie}
    return bewaar(versie=versie, waarden={cel(): Decimal(bedrag)}, **vast)


DADEN = {
    "cellen": lambda versie, wie, _sleutel: sla_op(versie, wie, "2"),
    "terug": lambda versie, wie, sleutel: neem_terug(versie=versie, sleutel=sleutel, gebruiker=wie),
    "nieuwe bron": lambda versie, _wie, _sleutel: bewaar_bron(
        bron=Financieringsbron(naam="Fonds", soort="gemeente"), versie=versie
    ),
    "bron weg": lambda versie, _wie, _sleutel: verwijder_bron(
        bron=Financieringsbron.objects.filter(versie=versie).first()
    ),
    "spreiding": lambda versie, _wie, _sleutel: zet_spreiding(
        versie=versie, keuzes={spreidingen(versie)[0][0]: Spreiding("maanden", (3,))}
    ),
    "vastleggen": lambda versie, _wie, _sleutel: leg_versie_vast(versie=versie),
}


@pytest.mark.parametrize("daad", DADEN)
def test_van_een_vastgesteld_jaar_verandert_de_begroting_niet_meer(aanbod, chandra, daad):
    sleutel = uuid4()
    sla_op(aanbod, chandra, sleutel=sleutel)
    zet("vastgesteld")

    with pytest.raises(VersieFout, match=VAST):
        DADEN[daad](Versie.objects.get(pk=aanbod.pk), chandra, sleutel)
    assert not Versie.objects.get(pk=aanbod.pk).staat_vast
    assert Begrotingsregel.objects.order_by("pk")[0].bedrag == 1


def gedaan(aanbod) -> dict[str, bool]:
    """Return of each act whether it was done."""
    eerste = Begrotingsregel.objects.order_by("pk")[0].bedrag
    return {
        "cellen": eerste == 2,
        "terug": eerste != 1,
        "nieuwe bron": Financieringsbron.objects.filter(versie=aanbod, naam="Fonds").exists(),
        "spreiding": spreidingen(aanbod)[0][1] == Spreiding("maanden", (3,)),
        "vastleggen": Versie.objects.get(pk=aanbod.pk).staat_vast,
    }


@pytest.mark.parametrize("daad", DADEN)
def test_zolang_het_jaar_voorlopig_is_kan_het_nog(aanbod, chandra, daad):
    sleutel = uuid4()
    sla_op(aanbod, chandra, sleutel=sleutel)
    zet("voorlopig")

    if daad == "bron weg":
        with pytest.raises(VersieFout, match=r"^Bij deze bron staan nog bedragen\. Maak die eerst leeg\.$"):
            DADEN[daad](Versie.objects.get(pk=aanbod.pk), chandra, sleutel)
        return
    toen = gedaan(aanbod)[daad]
    DADEN[daad](Versie.objects.get(pk=aanbod.pk), chandra, sleutel)
    assert (toen, gedaan(aanbod)[daad]) == (False, True)


def test_hetzelfde_formulier_nog_eens_zegt_wat_er_al_was(aanbod, chandra):
    sleutel = uuid4()
    vast = {"waarden": {cel(): Decimal(1)}, "gezien": 0, "sleutel": sleutel, "gebruiker": chandra}
    assert bewaar(versie=aanbod, **vast) == 1
    zet("vastgesteld")

    assert bewaar(versie=aanbod, **vast) == 1


def test_een_vastgesteld_jaar_zonder_begroting_begint_er_geen(aanbod):
    leg_versie_vast(versie=aanbod)
    Jaar.objects.create(jaar=2019)
    for stap in ("voorlopig", "vastgesteld"):
        Jaar.objects.filter(jaar=2019).update(status=stap)

    for doe in (begin_jaar, lambda jaar, datum: nieuw_jaar(uit_jaar=2018, naar_jaar=jaar, datum=datum)):
        with pytest.raises(VersieFout, match=r"^2019 is vastgesteld\."):
            doe(jaar=2019, datum=date(2020, 5, 1))


def test_een_jaar_met_een_open_versie_wordt_niet_vastgesteld(aanbod):
    zet("voorlopig")
    zin = "Leg eerst de open versie van de begroting vast: aanbod 2018, versie 1."

    assert [(h.zin, h.eerst, h.adres) for h in van_jaar(2018, date(2019, 3, 1))] == [
        (zin, True, "/financien/begroting/2018/versies/")
    ]
    leg_versie_vast(versie=aanbod)
    assert van_jaar(2018, date(2019, 3, 1)) == []


def terwijl_er_vastgesteld_wordt(jaar, doe) -> str:
    """Do something while someone holds the lock of a year, and settles it before letting go."""
    uitslag, klaar = [], Event()

    def neem_op():
        try:
            uitslag.append(str(doe()))
        except VersieFout as fout:
            uitslag.append(str(fout))
        finally:
            klaar.set()
            connection.close()

    ander = Thread(target=neem_op)
    with jaarslot(jaar):
        ander.start()
        tot_er_gewacht_wordt(of=klaar)
        zet("vastgesteld", jaar)
    ander.join()
    return uitslag[0]


WEL = ["aanbod 2018, versie 1", "afspraak 2018, versie 2", "aanbod 2019, versie 1", "aanbod 2019, versie 1"]
NIET = [
    "2018 is vastgesteld. De begroting van dat jaar verandert niet meer.",
    "2018 is vastgesteld. Daar komt geen versie meer bij.",
    *["2019 is vastgesteld. De begroting van dat jaar verandert niet meer."] * 2,
]


def _volgende(versie):
    return kopieer_versie(versie=versie, soort="afspraak", datum=date(2018, 2, 1))


DOEN = (
    (2018, lambda versie: leg_versie_vast(versie=versie)),
    (2018, _volgende),
    (2019, lambda _versie: begin_jaar(jaar=2019, datum=date(2018, 11, 1))),
    (2019, lambda _versie: nieuw_jaar(uit_jaar=2018, naar_jaar=2019, datum=date(2018, 11, 1))),
)


@pytest.fixture(
    params=range(len(DOEN)), ids=["vastleggen", "volgende versie", "eerste begroting", "uit een ander jaar"]
)
def aan_de_begroting(request, transactional_db, vier):
    """Each way to lay a version down or begin one: which it is, of which year, and the act."""
    versie, (jaar, doe) = maak_aanbod_2018(vier), DOEN[request.param]
    Jaar.objects.create(jaar=2019)
    if doe is _volgende:
        leg_versie_vast(versie=versie)
    return request.param, jaar, lambda: doe(versie)


def test_wie_aan_de_begroting_komt_wacht_op_wie_het_jaar_vaststelt(aan_de_begroting):
    welke, *wat = aan_de_begroting

    assert terwijl_er_vastgesteld_wordt(*wat) == NIET[welke]


def test_zonder_het_slot_komt_de_versie_er_toch(aan_de_begroting, monkeypatch):
    for module in (versiecellen, versies):
        monkeypatch.setattr(module, "deel_jaarslot", lambda _jaar: None)
    welke, *wat = aan_de_begroting

    assert terwijl_er_vastgesteld_wordt(*wat) == WEL[welke]
