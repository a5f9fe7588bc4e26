"""A yes that was a mistake: who may take it back, until when, and what waits again."""

from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.rollen import Rol
from financien.models import Inkoopfactuur
from financien.services.akkoorden import boek_factuur, keur_af, neem_akkoord_terug, zeg_gezien, zet_door
from financien.services.boeken import keer_om
from financien.services.facturen import FactuurFout, wijzig
from financien.services.factuurstand import Stand, een
from financien.services.vastgelegd import vastgelegd
from financien.services.vierogen import doorgezette_facturen
from financien.services.wachtend import Daad, wachtend
from tests.fabriek import geef_rol
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import DAG, deel, inhoud, maak_factuur, stand


@pytest.fixture
def boeken(db, casa, multibron):
    begin_boeken(2025, 2026)


@pytest.fixture
def factuur(boeken, chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa))


def besluiten(factuur) -> list[tuple[str, str]]:
    return list(factuur.akkoorden.order_by("pk").values_list("soort", "wie__naam"))


def test_wie_akkoord_zei_neemt_dat_terug_en_de_factuur_wacht_weer_op_wie_erover_gaat(factuur, amina, eva, chandra):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    neem_akkoord_terug(factuur, gebruiker=amina)

    nu = een(factuur)
    assert (nu.stand, nu.wacht_op_namen) == (Stand.INGEVOERD, "Casa Jepie Makandra")
    assert [g.naam for g in (amina, eva, chandra) if factuur.pk in wachtend(g).facturen] == ["Amina", "Eva"]
    with pytest.raises(FactuurFout, match="wacht niet op jouw akkoord"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    boek_factuur(factuur, ronde=1, gebruiker=chandra)
    assert (stand(factuur), een(factuur).open) == (Stand.TE_BETALEN, Decimal("121.00"))
    assert besluiten(factuur) == [
        ("gezien", "Amina"), ("terug", "Amina"), ("gezien", "Amina"), ("akkoord", "Chandra"),
    ]  # fmt: skip


def test_het_akkoord_van_een_andere_kamer_blijft_staan(boeken, amina, bram, chandra, casa, multibron):
    factuur = maak_factuur(chandra, deel("4120", "10", casa), deel("4120", "20", multibron))
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    zeg_gezien(factuur, ronde=1, gebruiker=bram)

    neem_akkoord_terug(factuur, gebruiker=amina)

    assert (stand(factuur), een(factuur).wacht_op) == (Stand.INGEVOERD, {casa.pk})
    assert [factuur.pk in wachtend(g).facturen for g in (amina, bram, chandra)] == [True, False, False]


@pytest.mark.parametrize("wat", ["van een ander", "twee keer", "geboekt", "afgekeurd", "geboekt en omgekeerd"])
def test_wat_niet_van_jou_is_of_waar_al_over_beslist_is_blijft(factuur, amina, eva, chandra, wat):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    if wat == "afgekeurd":
        keur_af(factuur, ronde=1, reden="Dubbel", gebruiker=chandra)
    elif wat == "twee keer":
        neem_akkoord_terug(factuur, gebruiker=amina)
    elif wat.startswith("geboekt"):
        stuk = boek_factuur(factuur, ronde=1, gebruiker=chandra)
        if wat.endswith("omgekeerd"):
            keer_om(stuk, datum=DAG, reden="Verkeerde post", sleutel=uuid4(), gebruiker=chandra)
    voor, zin = besluiten(factuur), "al beslist" if wat[0] in "ag" else "geen akkoord van jou"

    with pytest.raises(FactuurFout, match=zin):
        neem_akkoord_terug(factuur, gebruiker=eva if wat == "van een ander" else amina)

    assert besluiten(factuur) == voor


def test_na_een_verbetering_is_er_geen_akkoord_meer_om_terug_te_nemen(factuur, amina, casa):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    wijzig(factuur, inhoud(deel("4120", "60.50", casa)), ronde=1)

    with pytest.raises(FactuurFout, match="geen akkoord van jou"):
        neem_akkoord_terug(factuur, gebruiker=amina)


def test_wat_vastgelegd_is_volgt_het_akkoord(factuur, amina, casa):
    assert vastgelegd(2026) == []
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    assert [(deel.kamer, deel.bedrag) for deel in vastgelegd(2026)] == [(casa.pk, Decimal("121.00"))]

    neem_akkoord_terug(factuur, gebruiker=amina)

    assert vastgelegd(2026) == []


def test_wie_het_eigen_akkoord_terugnam_mag_boeken_als_een_ander_akkoord_zei(factuur, chandra, eva):
    geef_rol(chandra, Rol.PROJECTCOACH)
    chandra.rol = Rol.PROJECTCOACH
    zeg_gezien(factuur, ronde=1, gebruiker=chandra)
    neem_akkoord_terug(factuur, gebruiker=chandra)
    chandra.rol = Rol.PENNINGMEESTER
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    assert wachtend(chandra).facturen == {factuur.pk: Daad.BOEKEN}

    boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert stand(factuur) == Stand.TE_BETALEN


@pytest.fixture
def lang(factuur, time_machine):
    """An invoice of 10 March that nobody answered, on 18 March: five working days are over."""
    Inkoopfactuur.objects.filter(pk=factuur.pk).update(ingevoerd_op="2026-03-10T09:00:00Z")
    time_machine.move_to("2026-03-18 10:00", tick=False)
    return factuur


def test_doorgezet_en_teruggenomen_is_niet_zonder_vier_ogen_geboekt(lang, amina, chandra):
    zet_door(lang, ronde=1, reden="Vakantie", gebruiker=chandra)
    neem_akkoord_terug(lang, gebruiker=chandra)
    assert stand(lang) == Stand.INGEVOERD
    zeg_gezien(lang, ronde=1, gebruiker=amina)

    boek_factuur(lang, ronde=1, gebruiker=chandra)

    assert list(doorgezette_facturen(DAG, DAG)) == []


def test_wie_terugneemt_geeft_de_kamer_weer_vijf_werkdagen(lang, amina, chandra, time_machine):
    assert wachtend(chandra).facturen == {lang.pk: Daad.DOORZETTEN}
    zeg_gezien(lang, ronde=1, gebruiker=amina)
    neem_akkoord_terug(lang, gebruiker=amina)

    assert wachtend(chandra).facturen == {}
    with pytest.raises(FactuurFout, match="vijf werkdagen"):
        zet_door(lang, ronde=1, reden="Vakantie", gebruiker=chandra)
    time_machine.move_to("2026-03-25 10:00", tick=False)
    assert (wachtend(chandra).facturen, een(lang).mag_alleen) == ({}, False)
    time_machine.move_to("2026-03-26 10:00", tick=False)
    assert (wachtend(chandra).facturen, een(lang).mag_alleen) == ({lang.pk: Daad.DOORZETTEN}, True)
