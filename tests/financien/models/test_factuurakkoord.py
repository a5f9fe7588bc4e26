"""What the database itself refuses about a yes that is taken back, past the service."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from financien.models import Factuurakkoord
from financien.services.akkoorden import boek_factuur, keur_af, zeg_gezien
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import deel, maak_factuur


@pytest.fixture
def akkoord(db, casa, multibron, chandra, amina):
    begin_boeken(2026)
    factuur = maak_factuur(chandra, deel("4120", "10", casa), deel("4120", "20", multibron))
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    return factuur.akkoorden.get()


def schrijf(akkoord, **anders):
    vast = {"factuur": akkoord.factuur, "ronde": 1, "soort": "terug", "wie": akkoord.wie, "kamer": akkoord.kamer}
    with transaction.atomic():
        return Factuurakkoord.objects.create(**(vast | {"neemt_terug": akkoord} | anders))


def test_het_eigen_akkoord_gaat_een_keer_terug_en_de_rij_blijft(akkoord):
    terug = schrijf(akkoord)

    with pytest.raises(IntegrityError, match="neemt_terug"):
        schrijf(akkoord)
    with pytest.raises(DatabaseError), transaction.atomic():
        Factuurakkoord.objects.filter(pk=akkoord.pk).update(soort="terug")
    with pytest.raises(DatabaseError), transaction.atomic():
        Factuurakkoord.objects.filter(pk=terug.pk)._raw_delete("default")
    assert list(Factuurakkoord.objects.geldig()) == []
    assert Factuurakkoord.objects.count() == 2


def test_dat_van_een_ander_een_andere_kamer_of_een_andere_factuur_niet(akkoord, bram, multibron, chandra, casa):
    ander = maak_factuur(chandra, deel("4120", "1", casa), nummer="B")

    for anders in ({"wie": bram}, {"kamer": multibron}, {"kamer": None}, {"factuur": ander}):
        with pytest.raises(IntegrityError, match="Alleen het eigen akkoord gaat terug"):
            schrijf(akkoord, **anders)
    with pytest.raises(IntegrityError, match="factuurakkoord_terug_van_wat"):
        schrijf(akkoord, soort="gezien", kamer=multibron)
    with pytest.raises(IntegrityError, match="Alleen het eigen akkoord gaat terug"):
        schrijf(akkoord, neemt_terug=schrijf(akkoord))


@pytest.mark.parametrize("wat", ["geboekt", "afgekeurd"])
def test_na_een_besluit_gaat_er_niets_terug_en_het_besluit_zelf_ook_niet(akkoord, bram, chandra, wat):
    if wat == "geboekt":
        zeg_gezien(akkoord.factuur, ronde=1, gebruiker=bram)
        boek_factuur(akkoord.factuur, ronde=1, gebruiker=chandra)
    else:
        keur_af(akkoord.factuur, ronde=1, reden="Dubbel", gebruiker=chandra)
    besluit = akkoord.factuur.akkoorden.latest("pk")

    for welke in (akkoord, besluit):
        with pytest.raises(IntegrityError, match="al beoordeeld"):
            schrijf(welke)


def test_een_kamer_zegt_een_keer_akkoord_en_na_terugnemen_weer(akkoord, eva):
    with pytest.raises(IntegrityError, match="voor deze kamer al akkoord"):
        schrijf(akkoord, soort="gezien", neemt_terug=None, wie=eva)
    schrijf(akkoord)

    schrijf(akkoord, soort="gezien", neemt_terug=None, wie=eva)

    assert [(rij.soort, rij.wie.naam) for rij in Factuurakkoord.objects.geldig()] == [("gezien", "Eva")]
