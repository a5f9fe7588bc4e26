"""An invoice on its way to the books: who says yes, twice and by two people, and what the books then say."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from buurtwerkkamer.rollen import Rol
from financien.models import Boeking, Boekstuk, Factuurakkoord, Factuurregel, Inkoopfactuur
from financien.services.akkoorden import boek_factuur, keur_af, zeg_gezien, zet_door
from financien.services.boeken import AlGeboekt, boek, keer_om
from financien.services.facturen import FactuurFout, wijzig
from financien.services.factuurstand import Stand, een
from financien.services.verdelen import VerdeelFout, zet_sleutel
from financien.services.wachtend import wachtend
from financien.services.werkdagen import werkdagen_later
from tests.fabriek import geef_rol
from tests.financien.boekfabriek import begin_boeken, regel, rekening, stuk
from tests.financien.factuurfabriek import DAG, deel, inhoud, maak_factuur, maak_geboekt, stand


@pytest.fixture
def boeken(db, casa, multibron):
    begin_boeken(2025, 2026)


@pytest.fixture
def factuur(boeken, chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa))


def test_van_invoer_via_de_kamer_en_de_penningmeester_naar_de_boeken(factuur, amina, chandra):
    assert stand(factuur) == Stand.INGEVOERD
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    assert stand(factuur) == Stand.GEZIEN

    stuk = boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert (str(stuk), stuk.omschrijving) == ("I2026-0001", "Stroom BV F-12: Stroom maart")
    boeking = stuk.boekingen.get()
    assert (boeking.debet.nummer, boeking.credit.nummer, boeking.bedrag) == ("4120", "1500", Decimal("121.00"))
    assert (boeking.factuur, boeking.partner.naam, boeking.kamer.code) == (factuur, "Stroom BV", "cjm")
    assert (stand(factuur), een(factuur).open) == (Stand.TE_BETALEN, Decimal("121.00"))


def test_elke_kamer_zegt_zelf_akkoord_en_de_coach_voor_allemaal(boeken, amina, bram, eva, chandra, casa, multibron):
    regels = deel("4120", "10", casa), deel("4120", "20", multibron)
    een_voor_een, ineens = (maak_factuur(chandra, *regels, nummer=nummer) for nummer in ("A", "B"))

    zeg_gezien(een_voor_een, ronde=1, gebruiker=amina)
    assert (stand(een_voor_een), een(een_voor_een).wacht_op) == (Stand.INGEVOERD, {multibron.pk})
    with pytest.raises(FactuurFout, match="wacht niet op jouw akkoord"):
        zeg_gezien(een_voor_een, ronde=1, gebruiker=amina)
    zeg_gezien(een_voor_een, ronde=1, gebruiker=bram)
    zeg_gezien(ineens, ronde=1, gebruiker=eva)

    assert [stand(factuur) for factuur in (een_voor_een, ineens)] == [Stand.GEZIEN, Stand.GEZIEN]


def test_een_gedeelde_regel_is_voor_de_projectcoach(boeken, amina, eva, chandra, casa):
    factuur = maak_factuur(chandra, deel("4210", "100"), deel("4120", "20", casa))
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    assert een(factuur).wacht_op == {None}
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    assert stand(factuur) == Stand.GEZIEN


def test_een_gedeelde_regel_wordt_geboekt_over_de_kamers_met_de_cent_bij_de_laatste(boeken, eva, chandra, handreiking):
    zet_sleutel(jaar=2026, rekening=rekening("4210"), wijze="gelijk")

    factuur = maak_geboekt(chandra, eva, deel("4210", "100.00"))

    boekingen = Boeking.objects.filter(factuur=factuur).order_by("volgnummer")
    assert [(b.kamer.code, b.bedrag) for b in boekingen] == [
        ("cjm", Decimal("33.33")),
        ("multibron", Decimal("33.33")),
        ("handreiking", Decimal("33.34")),
    ]


def test_een_gedeelde_regel_zonder_verdeelsleutel_wordt_niet_geboekt(boeken, eva, chandra):
    factuur = maak_factuur(chandra, deel("4210", "100.00"))
    zeg_gezien(factuur, ronde=1, gebruiker=eva)

    with pytest.raises(VerdeelFout, match="Kies eerst hoe de kamers 4210"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert (stand(factuur), Boekstuk.objects.count()) == (Stand.GEZIEN, 0)


def test_niemand_zegt_twee_keer_akkoord_ook_niet_in_een_andere_rol(factuur, chandra):
    geef_rol(chandra, Rol.PROJECTCOACH)
    chandra.rol = Rol.PROJECTCOACH
    zeg_gezien(factuur, ronde=1, gebruiker=chandra)

    with pytest.raises(FactuurFout, match="Je zei zelf al akkoord"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert Boekstuk.objects.count() == 0


def test_de_database_zelf_weigert_een_tweede_akkoord_van_dezelfde(factuur, eva):
    Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="gezien", wie=eva)
    stuk = Boekstuk(pk=1)

    with pytest.raises(IntegrityError, match="van twee mensen"), transaction.atomic():
        Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="akkoord", wie=eva, boekstuk=stuk)


def test_wie_voor_de_leverancier_werkt_beslist_niet_over_diens_factuur(factuur, amina, chandra):
    geef_rol(amina, Rol.FINANCIER, partner=factuur.leverancier)

    for doe in (zeg_gezien, keur_af):
        with pytest.raises(FactuurFout, match="Je werkt zelf voor deze leverancier"):
            doe(factuur, ronde=1, gebruiker=amina, **({"reden": "x"} if doe is keur_af else {}))


def test_na_vijf_werkdagen_mag_de_penningmeester_door_met_een_reden(factuur, chandra, time_machine):
    assert werkdagen_later(date(2026, 4, 2), 5) == date(2026, 4, 10)  # Easter Monday is the 6th
    time_machine.move_to("2026-04-02 09:00")
    Inkoopfactuur.objects.filter(pk=factuur.pk).update(ingevoerd_op="2026-04-02T09:00:00Z")
    time_machine.move_to("2026-04-10 09:00")
    with pytest.raises(FactuurFout, match="vijf werkdagen"):
        zet_door(factuur, ronde=1, reden="Vakantie", gebruiker=chandra)
    time_machine.move_to("2026-04-11 09:00")

    zet_door(factuur, ronde=1, reden="Vakantie", gebruiker=chandra)
    boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert stand(factuur) == Stand.TE_BETALEN
    assert [a.soort for a in een(factuur).akkoorden] == ["alleen", "akkoord"]


def test_wat_afgekeurd_is_kost_niets_en_begint_na_verbeteren_opnieuw(factuur, amina, chandra, casa):
    keur_af(factuur, ronde=1, reden="Niet van ons", gebruiker=amina)
    assert (stand(factuur), Boekstuk.objects.count()) == (Stand.AFGEKEURD, 0)
    with pytest.raises(FactuurFout, match="wacht niet op jouw akkoord"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

    wijzig(factuur, inhoud(deel("4120", "60.50", casa)), ronde=1)

    nu = een(factuur)
    assert (nu.stand, nu.factuur.ronde, nu.totaal) == (Stand.INGEVOERD, 2, Decimal("60.50"))
    assert factuur.akkoorden.count() == 1  # what was decided stays to be seen


def test_wie_een_andere_ronde_op_het_scherm_had_beslist_niets(factuur, amina, eva, casa):
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    wijzig(factuur, inhoud(deel("4120", "999", casa)), ronde=1)

    for doe in (zeg_gezien, boek_factuur):
        with pytest.raises(FactuurFout, match="net veranderd"):
            doe(factuur, ronde=1, gebruiker=amina)
    with pytest.raises(FactuurFout, match="net veranderd"):
        wijzig(factuur, inhoud(deel("4120", "1", casa)), ronde=1)


def test_een_omgekeerd_stuk_maakt_de_factuur_weer_open_en_een_nieuwe_ronde_boekt_opnieuw(boeken, eva, chandra, casa):
    factuur = maak_geboekt(chandra, eva, deel("4120", "121.00", casa))
    with pytest.raises(FactuurFout, match="Keer eerst het boekstuk om"):
        wijzig(factuur, inhoud(deel("4110", "121.00", casa)), ronde=1)
    keer_om(Boekstuk.objects.get(), datum=DAG, reden="Verkeerde post", sleutel=uuid4(), gebruiker=chandra)
    assert (stand(factuur), een(factuur).open) == (Stand.TERUGGEDRAAID, 0)

    wijzig(factuur, inhoud(deel("4110", "121.00", casa)), ronde=1)
    zeg_gezien(factuur, ronde=2, gebruiker=eva)
    boek_factuur(factuur, ronde=2, gebruiker=chandra)

    assert (stand(factuur), een(factuur).open) == (Stand.TE_BETALEN, Decimal("121.00"))
    kosten = Boeking.objects.filter(debet__soort="kosten").values_list("debet__nummer", "bedrag")
    assert list(kosten) == [("4120", Decimal("121.00")), ("4110", Decimal("121.00"))]


def test_de_database_laat_een_geboekte_factuur_niet_opnieuw_beginnen(boeken, eva, chandra, casa):
    factuur = maak_geboekt(chandra, eva, deel("4120", "121.00", casa))

    with pytest.raises(IntegrityError, match="is geboekt"), transaction.atomic():
        Inkoopfactuur.objects.filter(pk=factuur.pk).update(ronde=2)
    with pytest.raises(IntegrityError, match="al beoordeeld"), transaction.atomic():
        Factuurregel.objects.filter(factuur=factuur).update(bedrag=1)
    with pytest.raises(IntegrityError, match="al beoordeeld"), transaction.atomic():
        Inkoopfactuur.objects.filter(pk=factuur.pk).update(omschrijving="Iets anders")
    with pytest.raises(IntegrityError, match="blijft bewaard"), transaction.atomic():
        Inkoopfactuur.objects.filter(pk=maak_factuur(chandra, deel("4120", "1", casa), nummer="B").pk)._raw_delete(
            "default"
        )


def test_een_coordinator_ziet_alleen_facturen_met_een_regel_van_de_eigen_kamer(factuur, amina, bram, eva, farid):
    zichtbaar = {g.naam: Inkoopfactuur.objects.zichtbaar_voor(g).count() for g in (amina, bram, eva, farid)}

    assert zichtbaar == {"Amina": 1, "Bram": 0, "Eva": 1, "Farid": 0}


def test_het_wacht_op_wie_het_moet_doen(factuur, amina, bram, eva, chandra, bestuurslid):
    def wie():
        return [g.naam for g in (amina, bram, eva, chandra, bestuurslid) if factuur.pk in wachtend(g).facturen]

    assert wie() == ["Amina", "Eva"]
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    assert wie() == ["Chandra"]


def test_hetzelfde_stuk_voor_een_andere_factuur_is_een_ander_stuk(factuur, chandra, casa):
    ander = maak_factuur(chandra, deel("4120", "121.00", casa), nummer="B")
    sleutel = uuid4()

    def boek_voor(welke):
        return boek(stuk(regel("4120", "1500", "121", casa, factuur=welke)), sleutel=sleutel, gebruiker=chandra)

    assert boek_voor(factuur) == boek_voor(factuur)
    with pytest.raises(AlGeboekt):
        boek_voor(ander)
