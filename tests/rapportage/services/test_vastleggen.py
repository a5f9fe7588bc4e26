import hashlib
import io
import json
from contextlib import nullcontext
from threading import Barrier, Thread
from uuid import uuid4

import openpyxl
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connections, transaction

from buurtwerkkamer.models import Bestand, Handeling
from rapportage.gegevens import laad_aanbod_2018
from rapportage.inhoud import RapportFout, aanbod
from rapportage.models import Download, Rapport
from rapportage.services import vastleggen
from rapportage.services.vastleggen import BestandVervalst, haal_op, lees_opname, leg_vast, versie_van
from tests.databank_plugin import beheercursor
from tests.rapportage.editiefabriek import maak_editie

VORMEN = ("momentopname", "pdf", "xlsx", "csv", "json")


def test_een_editie_heeft_vijf_bestanden_met_hun_sha256_en_een_controlecode(aanbod_2018, chandra):
    rapport = leg_vast(soort="aanbod", jaar=2018, gebruiker=chandra, sleutel=uuid4())

    assert (rapport.editie, rapport.bladzijden, rapport.versie, rapport.vastgelegd_door) == (
        1,
        11,
        aanbod_2018,
        chandra,
    )
    for vorm in VORMEN:
        bestand = getattr(rapport, vorm)
        assert hashlib.sha256(bestand.inhoud).hexdigest() == bestand.sha256
        assert len(bestand.inhoud) == bestand.omvang
    assert [getattr(rapport, vorm).naam for vorm in VORMEN[1:]] == [
        "aanbod-2018.pdf",
        "aanbod-2018.xlsx",
        "aanbod-2018.csv",
        "aanbod-2018.json",
    ]
    eerste = " ".join(pypdf.PdfReader(io.BytesIO(rapport.pdf.inhoud)).pages[0].extract_text().split())
    assert f"controlecode {rapport.momentopname.sha256[:12]}" in eerste
    assert lees_opname(rapport).inhoud == aanbod(2018)
    assert lees_opname(rapport).partners["Eigen Haard"] == "eigen-haard"
    code = rapport.momentopname.sha256[:12]
    boom = json.loads(bytes(rapport.json.inhoud))
    assert (boom["titel"], boom["editie"]["nummer"], boom["editie"]["controlecode"]) == ("Aanbod 2018", 1, code)
    assert f";Controlecode;;;;;{code[:6]} {code[6:]}\r\n" in bytes(rapport.csv.inhoud).decode()
    boek = openpyxl.load_workbook(io.BytesIO(bytes(rapport.xlsx.inhoud)))
    assert {blad["A3"].value.partition(" · aanbod 2018")[0] for blad in boek} == {f"editie 1 · controlecode {code}"}


@pytest.mark.usefixtures("kort_gedrukt")
def test_dezelfde_sleutel_maakt_een_editie(aanbod_2018, chandra):
    sleutel = uuid4()

    eerste, tweede = (leg_vast(soort="aanbod", jaar=2018, gebruiker=chandra, sleutel=sleutel) for _keer in range(2))

    assert eerste == tweede
    assert Rapport.objects.count() == 1


def test_de_sleutel_van_een_ander_wordt_geweigerd(aanbod_2018, chandra, eva):
    sleutel = uuid4()
    Handeling.objects.create(sleutel=sleutel, soort="rapport_vastgelegd", gebruiker=eva, doel="rapport:aanbod:2018")

    with pytest.raises(PermissionDenied):
        leg_vast(soort="aanbod", jaar=2018, gebruiker=chandra, sleutel=sleutel)


@pytest.mark.parametrize("soort", ["aanbod", "jaarverslag"])
def test_van_een_jaar_zonder_versie_komt_geen_editie_en_geen_handeling(chandra, soort):
    with pytest.raises(RapportFout):
        leg_vast(soort=soort, jaar=2019, gebruiker=chandra, sleutel=uuid4())

    assert Rapport.objects.count() == Bestand.objects.count() == Handeling.objects.count() == 0


def test_een_jaarverslag_rust_op_de_laatste_vaste_versie_en_anders_op_het_aanbod(aanbod_2018):
    assert versie_van("jaarverslag", 2018) == versie_van("aanbod", 2018) == aanbod_2018
    assert versie_van("jaarverslag", 2019) is None


@pytest.mark.usefixtures("kort_gedrukt")
@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_met_eigen_sleutel_maken_editie_een_en_twee(chandra):
    laad_aanbod_2018()

    uitslag = tegelijk([uuid4(), uuid4()], chandra)

    assert sorted(rapport.editie for rapport in uitslag) == [1, 2]


@pytest.mark.usefixtures("kort_gedrukt")
@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_met_dezelfde_sleutel_maken_een_editie(chandra):
    laad_aanbod_2018()
    sleutel = uuid4()

    uitslag = tegelijk([sleutel, sleutel], chandra)

    assert uitslag[0] == uitslag[1]
    assert Rapport.objects.count() == 1


@pytest.mark.usefixtures("kort_gedrukt")
@pytest.mark.django_db(transaction=True)
def test_zonder_het_slot_zouden_twee_tegelijk_misgaan(chandra, monkeypatch):
    """The negative control: the race of the tests above is a real one."""
    laad_aanbod_2018()
    monkeypatch.setattr(vastleggen, "rapportslot", lambda soort, jaar: nullcontext())

    uitslag = tegelijk([uuid4(), uuid4()], chandra)

    assert any(isinstance(deel, DatabaseError) for deel in uitslag)


def tegelijk(sleutels, gebruiker) -> list:
    """Record at the same moment on connections of their own; return what came of it, faults included."""
    start, uitslag = Barrier(len(sleutels)), []

    def doe(sleutel):
        start.wait()
        try:
            uitslag.append(leg_vast(soort="aanbod", jaar=2018, gebruiker=gebruiker, sleutel=sleutel))
        except DatabaseError as fout:
            uitslag.append(fout)
        finally:
            connections.close_all()

    draden = [Thread(target=doe, args=[sleutel]) for sleutel in sleutels]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return uitslag


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
@pytest.mark.parametrize("rol", ["default", "eigenaar"])
@pytest.mark.parametrize("tabel", ["rapportage_rapport", "buurtwerkkamer_bestand", "rapportage_download"])
def test_een_editie_is_niet_te_wijzigen_te_wissen_of_te_legen(chandra, rol, tabel):
    rapport = maak_editie(laad_aanbod_2018(), chandra)
    haal_op(rapport, "pdf", chandra)

    for opdracht in (f"UPDATE {tabel} SET id = id", f"DELETE FROM {tabel}", f"TRUNCATE {tabel} CASCADE"):
        with pytest.raises(DatabaseError), transaction.atomic(rol), connections[rol].cursor() as cursor:
            cursor.execute(opdracht)

    assert (Rapport.objects.count(), Bestand.objects.count(), Download.objects.count()) == (1, 5, 1)


def test_ophalen_geeft_de_bytes_en_noteert_wie(aanbod_2018, chandra):
    rapport = maak_editie(aanbod_2018, chandra)

    bestand = haal_op(rapport, "pdf", chandra)

    assert bytes(bestand.inhoud) == b"pdf van editie 1"
    assert list(Download.objects.values_list("rapport", "bestand", "gebruiker")) == [
        (rapport.pk, rapport.pdf_id, chandra.pk)
    ]


@pytest.mark.django_db(transaction=True)
def test_een_bestand_dat_buiten_de_databank_om_veranderde_gaat_niet_de_deur_uit(chandra):
    rapport = maak_editie(laad_aanbod_2018(), chandra)
    with beheercursor() as cursor:  # past every trigger and privilege, as a broken disk would
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE buurtwerkkamer_bestand SET inhoud = 'vervalst'")
    vers = Rapport.objects.get(pk=rapport.pk)

    with pytest.raises(BestandVervalst):
        haal_op(vers, "pdf", chandra)
    with pytest.raises(BestandVervalst):
        lees_opname(vers)
    assert Download.objects.count() == 0
