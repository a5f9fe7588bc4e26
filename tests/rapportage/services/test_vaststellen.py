"""One act settles a year: its books and its annual report, or neither."""

from contextlib import nullcontext
from datetime import date
from io import BytesIO
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction
from pypdf import PdfReader

from buurtwerkkamer.models import Jaar, Versie
from buurtwerkkamer.pdf import PdfFout
from financien.models import Boekstuk, Jaarafsluiting
from financien.services.afsluiten import AfsluitFout
from financien.services.controleren import controleer
from kamers.models import Kamer
from rapportage.inhoud import jaarverslag
from rapportage.models import Rapport
from rapportage.services import vaststellen
from rapportage.services.drukken import maak_html
from rapportage.services.vastleggen import lees_opname, leg_vast
from rapportage.services.vaststellen import stel_vast
from rapportage.services.voorbehoud import NietGezien, voorbehoud_van
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.jaarfabriek import bestem_alles, sluit_jaar
from tests.samen import GEDULD, tot_er_gewacht_wordt

NU, BESLUIT = date(2019, 3, 10), date(2019, 3, 9)


@pytest.fixture
def bestuur(db):
    return maak_gebruiker("Bestuur", "bestuur")


@pytest.fixture
def klaar(aanbod_2018, chandra, time_machine):
    """The year of the source document with a cost in its books, closed and with its result booked."""
    time_machine.move_to("2019-03-10 10:00", tick=False)
    begin_boeken(2018, 2019)
    kamer = Kamer.objects.get(code="cjm")
    maak_boekstuk(chandra, regel("4110", "1000", "725", kamer), datum=date(2018, 2, 1))
    sluit_jaar(chandra, 2018, NU)
    bestem_alles(chandra, 2018)
    return aanbod_2018


def vast(gebruiker, **velden):
    standaard = {"besluit_op": BESLUIT, "besluit": "Jaarrekening vastgesteld", "sleutel": uuid4(), "gezien": open_()}
    return stel_vast(jaar=2018, gebruiker=gebruiker, **standaard | velden)


def bladen(rapport) -> list[str]:
    pagina = PdfReader(BytesIO(bytes(rapport.pdf.inhoud))).pages
    return [" ".join(blad.extract_text().split()) for blad in pagina]


def open_():
    return voorbehoud_van("jaarverslag", Versie.objects.aanbod(2018)).aantal


def test_boeken_en_jaarverslag_staan_samen_vast_met_dag_en_controlegetal(klaar, bestuur):
    rapport = vast(bestuur)

    rij = Jaarafsluiting.objects.get(stap="vastgesteld")
    assert (rapport.besluit_op, rapport.editie, rapport.vastgelegd_door) == (BESLUIT, 1, bestuur)
    inhoud = lees_opname(rapport).inhoud
    assert inhoud.jaarstand.endswith(f"vast op 09-03-2019. Controlegetal (sha256): {rij.sha256}.")
    assert inhoud.vastgesteld_op == BESLUIT
    eerste, *_rest, laatste = bladen(rapport)
    assert rij.sha256 in eerste.replace(" ", "")
    for blad in (eerste, laatste):
        assert "vastgesteld door de ledenvergadering op 9 maart 2019" in blad
        assert "nog niet vastgesteld" not in blad
    assert (Jaar.objects.get(jaar=2018).status, controleer()) == ("vastgesteld", [])


@pytest.mark.usefixtures("kort_gedrukt")
def test_dezelfde_sleutel_maakt_een_vaststelling_en_een_editie(klaar, bestuur):
    sleutel = uuid4()

    assert vast(bestuur, sleutel=sleutel) == vast(bestuur, sleutel=sleutel)
    assert (Rapport.objects.count(), Jaarafsluiting.objects.count()) == (1, 2)
    with pytest.raises(AfsluitFout):
        vast(bestuur)


@pytest.mark.parametrize(
    ("wie", "velden", "fout"),
    [
        ("chandra", {}, AfsluitFout),  # who closed it provisionally
        ("bestuur", {"besluit_op": date(2018, 12, 31)}, AfsluitFout),
        ("bestuur", {"gezien": None}, NietGezien),
    ],
)
def test_kan_het_een_niet_dan_gebeurt_het_ander_ook_niet(klaar, request, wie, velden, fout):
    with pytest.raises(fout):
        vast(request.getfixturevalue(wie), **velden)

    assert (Rapport.objects.count(), Jaar.objects.get(jaar=2018).status) == (0, "voorlopig")


def test_een_verslag_dat_niet_gedrukt_kan_worden_laat_de_boeken_open(klaar, bestuur, monkeypatch):
    monkeypatch.setattr("buurtwerkkamer.pdf.HTML_MAXIMUM", 10)  # a sign without a letter: views/test_vastleggen

    with pytest.raises(PdfFout):
        vast(bestuur)
    assert (Rapport.objects.count(), Jaar.objects.get(jaar=2018).status) == (0, "voorlopig")


def test_een_jaar_zonder_begroting_stelt_alleen_de_boeken_vast(casa, chandra, bestuur, time_machine):
    time_machine.move_to("2019-03-10 10:00", tick=False)
    begin_boeken(2018, 2019)
    sluit_jaar(chandra, 2018, NU)

    assert vast_zonder(bestuur) is None
    assert Jaar.objects.get(jaar=2018).status == "vastgesteld"


def vast_zonder(gebruiker):
    return stel_vast(jaar=2018, besluit_op=BESLUIT, besluit="Vast", gebruiker=gebruiker, sleutel=uuid4())


@pytest.mark.usefixtures("kort_gedrukt")
def test_een_editie_ervoor_of_erna_zegt_dat_zij_het_niet_is(klaar, chandra, bestuur):
    ervoor = leg_vast(soort="jaarverslag", jaar=2018, gebruiker=chandra, sleutel=uuid4(), gezien=open_())
    vast(bestuur)
    erna = leg_vast(soort="jaarverslag", jaar=2018, gebruiker=chandra, sleutel=uuid4(), gezien=open_())

    eerst, later = (" ".join(bytes(rapport.pdf.inhoud).decode().split()) for rapport in (ervoor, erna))
    assert "vastgelegd op 10 maart 2019, nog niet vastgesteld" in eerst
    assert "De boeken van 2018 zijn voorlopig afgesloten en nog niet vastgesteld." in eerst
    assert "vastgelegd op 10 maart 2019, na de vaststelling van 9 maart 2019" in later
    assert list(Rapport.objects.order_by("editie").values_list("besluit_op", flat=True)) == [None, BESLUIT, None]


def test_het_verslag_telt_wat_zonder_vier_ogen_ging_en_zegt_waar_het_resultaat_bleef(klaar):
    uitleg = {regel.kop: regel.tekst for regel in jaarverslag(2018).toelichting}

    assert uitleg["Voorlopig"] == "De boeken van 2018 zijn voorlopig afgesloten en nog niet vastgesteld."
    assert uitleg["Bestemming van het resultaat"] == "€\xa0−725,00 naar de reserves van de kamers."
    assert uitleg["Vier ogen"] == (
        "Zonder tweede paar ogen in de boeken: 1 memoriaal met een reden. De kascommissie krijgt ze allemaal te zien."
    )
    assert "nog niet vastgesteld" in maak_html(jaarverslag(2018))


def test_een_jaar_zonder_boeken_zegt_niets_over_de_boeken(aanbod_2018):
    koppen = {regel.kop for regel in jaarverslag(2018).toelichting}

    assert not koppen & {"Voorlopig", "Vastgesteld", "Vier ogen", "Bestemming van het resultaat"}
    assert jaarverslag(2018).jaarstand == ""


def boek_terwijl_er_vastgesteld_wordt(chandra, bestuur) -> list[str]:
    """Book a late cost that commits while the act waits for it; return what the act refused."""
    geboekt, wacht, fouten = Event(), Event(), []

    def boek():
        with transaction.atomic():
            stuk = {"datum": date(2018, 12, 31), "reden": "Nota", "kenmerk": "A"}
            maak_boekstuk(chandra, regel("4110", "1600", "5", Kamer.objects.get(code="cjm")), **stuk)
            geboekt.set()
            assert wacht.wait(GEDULD)
        connection.close()

    def stel():
        try:
            vast(bestuur)
        except AfsluitFout as fout:
            fouten.append(str(fout))
        connection.close()

    een, ander = Thread(target=boek), Thread(target=stel)
    een.start()
    assert geboekt.wait(GEDULD)
    ander.start()
    tot_er_gewacht_wordt()
    wacht.set()
    een.join()
    ander.join()
    return fouten


@pytest.mark.django_db(transaction=True)
def test_wat_nog_werd_geboekt_terwijl_de_daad_wachtte_telt_mee(klaar, chandra, bestuur):
    """The act looks at the books only when nobody is booking any more: its one view begins after the wait."""
    zin = "Het resultaat van 2018 of waar het heen gaat veranderde na het boeken. Boek eerst het verschil."
    assert boek_terwijl_er_vastgesteld_wordt(chandra, bestuur) == [zin]

    assert (Rapport.objects.count(), Jaar.objects.get(jaar=2018).status) == (0, "voorlopig")


@pytest.mark.django_db(transaction=True)
def test_zonder_het_slot_voor_de_transactie_zou_het_ontbreken(klaar, chandra, bestuur, monkeypatch):
    """The negative control: with the lock only inside the transaction its view is of before the wait."""
    monkeypatch.setattr(vaststellen, "jaarslot", lambda jaar: nullcontext())

    assert boek_terwijl_er_vastgesteld_wordt(chandra, bestuur) == []

    assert Jaar.objects.get(jaar=2018).status == "vastgesteld"
    laatste = Boekstuk.objects.order_by("pk").last()
    assert controleer() == [f"Boekstuk {laatste} ({laatste.pk}) is erbij gekomen na het afsluiten."]
