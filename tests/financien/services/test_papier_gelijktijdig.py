"""Two people at the papers of a grant or an agreement at the same moment. The controls take the lock away."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError

from buurtwerkkamer.models import Cooperatie
from financien.models import Betaalverzoek, Ondertekening, Opdracht, Toekenning, Verval, Voorwaarde
from financien.services import betaalverzoeken, samenwerking, toekenningpapier
from financien.services.betaalverzoeken import verzoek_om_betaling
from financien.services.boeken import BoekFout
from financien.services.toekenningpapier import bewaar_voorwaarde, haal_weg, laat_vervallen, merk_van, wijzig_voorwaarde
from tests.fabriek import maak_partner, maak_versie
from tests.financien.boekfabriek import begin_boeken
from tests.financien.services.test_boeken_gelijktijdig import tegelijk
from tests.financien.services.test_toekenning_gelijktijdig import wacht_op_elkaar, zonder_slot
from tests.financien.toekenningfabriek import maak_bestand, maak_toekenning, verleen
from tests.samen import Iedereen

SLOT = pytest.mark.parametrize("met_slot", [True, False])


@pytest.fixture
def rij(transactional_db, casa, chandra):
    begin_boeken(2018)
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BWK", "iban": "NL91 ABNA 0417 1643 00"})
    return verleen(maak_toekenning(chandra, {casa: 600}), chandra, date(2018, 1, 5))


def race(monkeypatch, met_slot, plek, *taken):
    """Let both have looked before either writes; return what came of it, without the refusals in Dutch, and these."""
    wacht_op_elkaar(monkeypatch, plek, met_slot=met_slot)
    if not met_slot:
        zonder_slot(monkeypatch)
    uit = tegelijk(list(taken))
    fouten = [uitslag for uitslag in uit if isinstance(uitslag, BoekFout)]
    return [uitslag for uitslag in uit if uitslag not in fouten], fouten


@SLOT
def test_een_brief_vervalt_een_keer_en_beiden_horen_hetzelfde(rij, chandra, monkeypatch, met_slot):
    brief = rij.brieven.create(omschrijving="Besluit", datum=date(2018, 1, 5), bestand=maak_bestand())

    def weg():
        return laat_vervallen(brief, reden="Verkeerd", gebruiker=chandra)

    uit, fouten = race(monkeypatch, met_slot, (toekenningpapier, "_eerder"), weg, weg)

    assert (Verval.objects.count(), fouten) == (1, [])
    assert len({u for u in uit if isinstance(u, Verval)}) == 1
    assert any(isinstance(u, DatabaseError) for u in uit) is not met_slot


@SLOT
def test_twee_verzoeken_om_hetzelfde_is_een_verzoek_en_een_zin(rij, chandra, monkeypatch, met_slot):
    vast = {"toekenning": rij, "termijn": None, "datum": date(2018, 1, 8), "gebruiker": chandra}

    uit, fouten = race(
        monkeypatch,
        met_slot,
        (betaalverzoeken, "_eerder"),
        lambda: verzoek_om_betaling(sleutel=uuid4(), **vast),
        lambda: verzoek_om_betaling(sleutel=uuid4(), **vast),
    )

    assert Betaalverzoek.objects.count() == 1
    assert [str(fout) for fout in fouten] == (["Er is al een verzoek gemaakt: VB2018-0001."] if met_slot else [])
    assert [str(u).splitlines()[0] for u in uit if isinstance(u, DatabaseError)] == (
        [] if met_slot else ["Er is al een verzoek om betaling."]
    )


@SLOT
def test_wijzigen_tegen_weghalen_van_een_voorwaarde_is_er_een_van_de_twee(rij, monkeypatch, met_slot):
    eis = rij.voorwaarden.create(tekst="Verslag")
    vast = {"voorwaarde": eis, "gezien": merk_van(eis)}

    _uit, fouten = race(
        monkeypatch,
        met_slot,
        (toekenningpapier, "is_verouderd"),
        lambda: wijzig_voorwaarde(tekst="Jaarverslag", voor=None, **vast),
        lambda: haal_weg(**vast),
    )

    assert len(fouten) == met_slot
    if met_slot:
        gewijzigd = Voorwaarde.objects.filter(tekst="Jaarverslag").exists()
        zin = "Iemand anders paste dit net aan" if gewijzigd else "Deze voorwaarde is net weggehaald"
        assert zin in str(fouten[0])


@SLOT
def test_tekenen_tegen_wijzigen_legt_nooit_een_handtekening_onder_een_andere_tekst(
    transactional_db, chandra, monkeypatch, met_slot
):
    versie = maak_versie(2018)
    samenwerking.Versie.objects.update(vastgesteld_op="2018-01-01T12:00Z")
    partner = maak_partner()
    vast = {"jaar": versie.jaar, "versie": versie, "partner": partner, "datum": date(2018, 1, 15)}
    opdracht = samenwerking.bewaar_opdracht(opdracht=Opdracht(tekst="Wonen", **vast))
    gezien = samenwerking.merk_van(opdracht)
    ander = Opdracht.objects.get()
    ander.tekst = "Alles"
    handtekening = {"partner": partner, "functie": "directeur", "datum": date(2018, 1, 20), "gebruiker": chandra}

    _uit, fouten = race(
        monkeypatch,
        met_slot,
        (samenwerking, "is_verouderd"),
        lambda: samenwerking.teken(stuk=opdracht, gezien=gezien, **handtekening),
        lambda: samenwerking.bewaar_opdracht(opdracht=ander, gezien=gezien),
    )

    assert len(fouten) == met_slot  # without the lock both saw the old text, and the database is the last guard
    if met_slot:
        assert (Opdracht.objects.get().tekst, Ondertekening.objects.count()) in (("Wonen", 1), ("Alles", 0))


@SLOT
def test_dezelfde_voorwaarde_tegelijk_is_er_een(rij, monkeypatch, met_slot):
    poort, bewaar_rij = Iedereen(2), Voorwaarde.save

    def samen(zelf, **opties):
        if not met_slot:
            poort.wacht()
        return bewaar_rij(zelf, **opties)

    monkeypatch.setattr(Voorwaarde, "save", samen)
    if not met_slot:
        zonder_slot(monkeypatch)

    def bewaar():
        return bewaar_voorwaarde(toekenning=Toekenning.objects.get(pk=rij.pk), tekst="Verslag", voor=None)

    tegelijk([bewaar, bewaar])

    assert Voorwaarde.objects.filter(tekst="Verslag").count() == (1 if met_slot else 2)
