"""Every row of the ledger has a fingerprint from when it is written: what comes past the application shows."""

import json
from datetime import date
from decimal import Decimal
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from psycopg import DatabaseError

from buurtwerkkamer.bevroren import Bevroren
from financien.models import (
    Bankboeking,
    Bankregel,
    Betaalopdracht,
    Betaalregel,
    Bon,
    Controlestop,
    Factuurregel,
    Grootboekrekening,
    Handgeldbetaling,
    Inkoopfactuur,
    Jaarafsluiting,
    Kascontrole,
    Kastelling,
    Loonstop,
    Maandafsluiting,
    Ondertekening,
    Samenwerkingsafspraak,
    Tellingterug,
    Terugname,
    Toekenningstatus,
    Vingerafdruk,
)
from financien.services.controledaden import teken
from financien.services.controleren import controleer
from financien.services.facturen import wijzig
from financien.services.handgeld.oordeel import stuur_terug
from financien.services.handgeld.tellen import tel
from financien.services.rijafdrukken import afgedrukt, afwijkingen, van_tabel
from tests.financien.boekfabriek import maak_boekstuk, regel
from tests.financien.controlefabriek import keur_alles_goed, maak_controle
from tests.financien.factuurfabriek import deel, inhoud, maak_factuur
from tests.financien.services.test_controleren import achter_de_rug, anders, beide, rijen_van  # noqa: F401 a fixture
from tests.test_toegang import bouw_wereld

pytestmark = pytest.mark.django_db(transaction=True)
D = Decimal
ZONDER = {  # frozen, but without a fingerprint of its own
    Maandafsluiting,  # holds fingerprints in a chain, and the log is its witness
    Jaarafsluiting,
    Vingerafdruk,  # is one
}
NIET_BEVROREN = {Bon, Inkoopfactuur, Factuurregel, Betaalregel, Handgeldbetaling, Grootboekrekening}
ALLEEN_SAMEN = {  # a constraint of the row refuses every other value as long as another column stays
    *("Bestemming.naar", "Bestemming.toekenning", "Bevinding.soort", "Controlepost.steekproef"),
    *("Controleverklaring.oordeel", "Factuurakkoord.neemt_terug", "Grootboekrekening.rgs", "Handgeldbetaling.bon"),
    *("Inkoopfactuur.credit_van", "Ontvangst.bon", "Opdrachtdaad.neemt_terug"),
    *("Verval.brief", "Verval.verzoek"),
    *("Opdrachtdaad.regel", "Toekenningstatus.bedrag", "Toekenningstatus.boekdatum"),
    *(f"Loonjournaalpost.{naam}" for naam in ("bruto", "werkgeverslasten", "netto", "loonheffing")),
}
TOEN, DAG = date(2018, 2, 1), date(2027, 2, 2)


@pytest.fixture
def wereld(beide, casa, multibron, chandra, amina):  # noqa: F811 pytest finds it by its name
    """At least one row of every table of the ledger, each written by the application itself."""
    bouw_wereld()
    tel(kamer=casa, geteld=D("92.00"), sleutel=uuid4(), gebruiker=amina)
    open_ = Bankregel.objects.get()
    stuk = maak_boekstuk(chandra, regel("1500", "1000", 10), datum=DAG)
    Bankboeking.objects.create(regel=open_, boekstuk=stuk, beurt=0, gekoppeld_door=chandra)
    afspraak = Samenwerkingsafspraak.objects.first()
    Ondertekening.objects.create(samenwerkingsafspraak=afspraak, functie="x", datum=TOEN, vastgelegd_door=chandra)
    Terugname.objects.create(stap=Toekenningstatus.objects.latest("pk"), reden="Vergissing", door=chandra)
    Loonstop.objects.create(maand=date(2027, 2, 1), reden="Uit dienst", wie=chandra)
    _overgave(casa, chandra)
    _controles()
    naar = {"naar_naam": "Casa", "naar_iban": "NL91ABNA0417164300", "bedrag": 5, "kenmerk": "K1"}
    opdracht = Betaalopdracht.objects.latest("pk")
    Handgeldbetaling.objects.create(opdracht=opdracht, volgnummer=9, kamer=casa, maand=date(2027, 3, 1), **naar)


def _overgave(kamer, wie):
    weg = tel(kamer=kamer, geteld=D("92.00"), sleutel=uuid4(), gebruiker=wie)
    Tellingterug.objects.create(telling=weg, wie=wie)


def _controles():
    een = Kascontrole.objects.get()
    for lid in (een.eerste, een.tweede):
        keur_alles_goed(een, lid)
        teken(een, uitspraak="goed", gebruiker=lid)
    ander = maak_controle(een.eerste, een.tweede, van=date(2027, 2, 1), tot=DAG, grootte=1)
    Controlestop.objects.create(controle=ander, wie=een.eerste, reden="Verkeerd")


def test_elke_bevroren_tabel_van_het_geld_heeft_vingerafdrukken_of_een_reden():
    bevroren = {model for model in apps.get_app_config("financien").get_models() if issubclass(model, Bevroren)}

    assert set(afgedrukt()) - bevroren == NIET_BEVROREN
    assert bevroren - set(afgedrukt()) == ZONDER
    assert all(model._meta.pk.attname == "id" for model in afgedrukt())


def test_wat_de_applicatie_schrijft_wijkt_nergens_af(wereld):
    assert [model.__name__ for model in afgedrukt() if not model._default_manager.exists()] == []
    assert afwijkingen() == {}
    assert controleer() == []


def _zin(model, pk, wat) -> dict[str, str]:
    naam = model._meta.verbose_name
    return {f"{model._meta.model_name}:{pk}": f"{naam[0].upper()}{naam[1:]} {pk} {wat}"}


def mogelijk(veld, rij):
    """Return SQL for other values of a column, until its constraints let one through."""
    kolom = veld.column
    yield (f"NOT {kolom}", []) if isinstance(veld, models.BooleanField) else anders(veld, rij, None)
    yield from (("%s", [keuze]) for keuze, _naam in veld.flatchoices if keuze != rij[veld.attname])
    if isinstance(veld, models.DateField):
        yield from ((f"{kolom} {weg}", []) for weg in ("- interval '1 day'", "+ interval '1 month'"))
    elif isinstance(veld, models.CharField):
        yield from ((f"reverse({kolom})", []), ("''", []), ("'NL69INGB0123456789'", []), ("'1'", []))
    elif isinstance(veld, models.IntegerField | models.DecimalField):
        yield from ((f"{kolom} {weg}", []) for weg in ("+ 1", "- 1"))
    if veld.null and rij[veld.attname] is not None:
        yield "NULL", []


def verander(cursor, model, veld, rij) -> bool:
    """Change a column of a row past everything; whether any other value was possible."""
    for sql, waarden in mogelijk(veld, rij):
        try:
            zet = f"UPDATE {model._meta.db_table} SET {veld.column} = {sql} WHERE id = %s AND {veld.column}"
            cursor.execute(f"{zet} IS DISTINCT FROM {sql}", [*waarden, rij["id"], *waarden])
        except DatabaseError:
            continue
        if cursor.rowcount:
            return True
    return False


def test_elke_verandering_van_elk_veld_wordt_bij_precies_die_rij_genoemd(wereld):
    gemist, geweigerd, gezien = [], [], 0
    with achter_de_rug() as cursor:
        for model in afgedrukt():
            rijen = rijen_van(model, cursor)
            for veld in model._meta.concrete_fields:
                rij = next((rij for rij in reversed(rijen) if verander(cursor, model, veld, rij)), None)
                if rij is None:
                    geweigerd.append(f"{model.__name__}.{veld.name}")
                    continue
                gezien += 1
                verwacht = _zin(model, rij["id"], "is veranderd, buiten het programma om.")
                if veld.primary_key:
                    verwacht = _zin(model, rij["id"], "ontbreekt, buiten het programma om.")
                    verwacht |= _zin(model, rij["id"] + 1000, "is erbij gekomen, buiten het programma om.")
                if van_tabel(model) != verwacht:
                    gemist.append((model.__name__, veld.name, van_tabel(model)))
                nu, terug = rij["id"] + 1000 if veld.primary_key else rij["id"], rij[veld.attname]
                terug = json.dumps(terug) if isinstance(terug, dict | list) else terug
                cursor.execute(f"UPDATE {model._meta.db_table} SET {veld.column} = %s WHERE id = %s", [terug, nu])
    assert gemist == []
    assert gezien > 300
    assert set(geweigerd) == ALLEEN_SAMEN
    assert controleer() == []


def test_elke_rij_die_weg_is_of_erbij_kwam_wordt_genoemd(wereld):
    gemist = []
    with achter_de_rug() as cursor:
        for model in afgedrukt():
            tabel = model._meta.db_table
            pk = rijen_van(model, cursor)[-1]["id"]
            cursor.execute(f"CREATE TABLE weg AS SELECT * FROM {tabel} WHERE id = %s", [pk])
            cursor.execute(f"DELETE FROM {tabel} WHERE id = %s", [pk])
            (weg,) = _zin(model, pk, "ontbreekt, buiten het programma om.").values()
            zinnen = controleer()
            if weg not in zinnen and not any(f": {model._meta.verbose_name} {pk} ontbreekt." in z for z in zinnen):
                gemist.append((model.__name__, "weg", zinnen))
            cursor.execute("UPDATE weg SET id = id + 1000")
            cursor.execute(f"INSERT INTO {tabel} SELECT * FROM weg")
            erbij = _zin(model, pk + 1000, "is erbij gekomen, buiten het programma om.")
            if not erbij.items() <= van_tabel(model).items():
                gemist.append((model.__name__, "erbij", van_tabel(model)))
            cursor.execute(f"DELETE FROM {tabel} WHERE id = %s", [pk + 1000])
            cursor.execute("UPDATE weg SET id = %s", [pk])
            cursor.execute(f"INSERT INTO {tabel} SELECT * FROM weg")
            cursor.execute("DROP TABLE weg")
    assert gemist == []
    assert controleer() == []


def test_wat_er_al_was_krijgt_bij_het_migreren_zijn_vingerafdruk(wereld):
    migratie = import_module("financien.migrations.0020_vingerafdrukken")
    with achter_de_rug() as cursor:
        cursor.execute("DELETE FROM financien_vingerafdruk")
        aantal = sum(model._default_manager.count() for model in afgedrukt())
        assert len(afwijkingen()) == aantal > 100
        cursor.execute("SET timezone = 'Asia/Tokyo'")
        cursor.execute(migratie.WAT_ER_AL_WAS)

        assert afwijkingen() == {}
        telling = Kastelling.objects.filter(boekstuk=None).latest("pk")
        cursor.execute("UPDATE financien_kastelling SET kas_geteld = kas_geteld WHERE id = %s", [telling.pk])
        assert afwijkingen() == {}
        cursor.execute("UPDATE financien_kastelling SET met = 'Niemand' WHERE id = %s", [telling.pk])
    assert controleer() == [f"Kastelling {telling.pk} is veranderd, buiten het programma om."]


def test_een_bonnetje_dat_de_kamer_zelf_verbetert_krijgt_een_nieuwe_vingerafdruk(wereld, chandra, amina):
    bon = Bon.objects.latest("pk")  # paid with own money, and it waits
    stuur_terug(bon, reden="Bedrag?", gebruiker=chandra)
    bon.refresh_from_db()
    bon.omschrijving = "Koffie en melk"
    bon.save()

    rijen = Vingerafdruk.objects.filter(tabel="financien_bon", rij=bon.pk)
    assert len({rij.sha256 for rij in rijen}) == 2
    assert controleer() == []


def test_een_factuur_die_verbeterd_wordt_verliest_haar_oude_regels_met_een_afdruk(wereld, chandra):
    factuur = maak_factuur(chandra, deel("4120", "60.50"), deel("4110", "60.50"), datum=DAG, nummer="F-77")
    oud = set(factuur.regels.values_list("pk", flat=True))

    wijzig(factuur, inhoud(deel("4120", "121.00"), datum=DAG, nummer="F-77"), ronde=1)

    weg = Vingerafdruk.objects.filter(tabel="financien_factuurregel", rij__in=oud, sha256="")
    assert (len(oud), {rij.rij for rij in weg}, controleer()) == (2, oud, [])
