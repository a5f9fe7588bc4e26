from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from kamers.models import Kamer, Klus, Persoon, Roosterplek
from kamers.services.kluswerk import KlusGewijzigd
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_persoon, maak_vrijwilliger
from tests.kamers.klusfabriek import maak_geplande_klus, tik_klaar, uren_van
from vrijwilligers.models import Vrijwilliger
from vrijwilligers.services import vrijwilligers
from vrijwilligers.services.vrijwilligers import Vrijwilligergegevens

VANDAAG = date(2026, 11, 24)


def gegevens(**velden):
    leeg = {"achternaam": "", "telefoon": "", "email": "", "overeenkomst_op": None, "kamers": ()}
    return Vrijwilligergegevens(**{"voornaam": "Gifty", **leeg, **velden})


def voeg_toe(gebruiker, sleutel=None, **velden):
    return vrijwilligers.voeg_toe(
        gegevens=gegevens(**velden), vandaag=VANDAAG, sleutel=sleutel or uuid4(), gebruiker=gebruiker
    )


def test_de_lijst_van_een_kamer_telt_de_uren_van_die_kamer_en_dat_jaar(casa, multibron):
    ronald, kofi = maak_vrijwilliger("Ronald", casa, multibron), maak_vrijwilliger("Kofi", casa)
    maak_vrijwilliger("Elders", multibron)
    maak_persoon("Geen vrijwilliger", casa)
    les, elders = maak_activiteit(casa), maak_activiteit(multibron)
    for dag in (date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 31)):
        maak_inzet(ronald.persoon, maak_bijeenkomst(les, dag), uren="1.5")
    maak_inzet(ronald.persoon, maak_bijeenkomst(elders, VANDAAG), uren="8")

    lijst = [(rij.persoon.voornaam, rij.uren) for rij in vrijwilligers.van_kamer(casa, 2026)]

    assert lijst == [("Kofi", Decimal("0.00")), ("Ronald", Decimal("3.00"))]
    assert kofi.persoon.voornaam == "Kofi"


def test_wie_stopte_staat_onderaan_met_wie_het_laatst_stopte_eerst(casa):
    maak_vrijwilliger("Aad", casa, gestopt_op=date(2025, 1, 1))
    maak_vrijwilliger("Bea", casa, gestopt_op=date(2026, 1, 1))
    maak_vrijwilliger("Zora", casa)

    assert [rij.persoon.voornaam for rij in vrijwilligers.van_kamer(casa, 2026)] == ["Zora", "Bea", "Aad"]


def test_per_kamer_staan_mensen_overeenkomsten_uren_en_wat_wacht(casa, multibron):
    ronald = maak_vrijwilliger("Ronald", casa, overeenkomst_op=date(2017, 1, 1))
    maak_vrijwilliger("Kofi", casa)
    maak_vrijwilliger("Gestopt", casa, overeenkomst_op=date(2017, 1, 1), gestopt_op=date(2026, 2, 1))
    les = maak_activiteit(casa)
    maak_inzet(ronald.persoon, maak_bijeenkomst(les, VANDAAG), gemeld_uren=Decimal(3))
    maak_inzet(ronald.persoon, maak_bijeenkomst(les, date(2025, 6, 3)), uren="4")

    rijen = vrijwilligers.per_kamer(Kamer.objects.in_volgorde(), 2026)

    assert [(rij.code, rij.aantal, rij.met, rij.uren, rij.wacht) for rij in rijen] == [
        ("cjm", 2, 1, Decimal("2.00"), 1),
        ("multibron", 0, 0, Decimal("0.00"), 0),
    ]


def test_een_nieuwe_vrijwilliger_is_een_persoon_van_de_kamer_en_hetzelfde_formulier_maakt_er_een(casa, amina):
    sleutel = uuid4()
    nieuw = voeg_toe(amina, sleutel, achternaam="Testnaam", overeenkomst_op=VANDAAG, kamers=(casa,))

    assert voeg_toe(amina, sleutel, kamers=(casa,)) is None
    assert (nieuw.persoon.voornaam, nieuw.persoon.sinds, nieuw.achternaam) == ("Gifty", VANDAAG, "Testnaam")
    assert (nieuw.overeenkomst_op, list(nieuw.persoon.kamers.all())) == (VANDAAG, [casa])
    assert (Vrijwilliger.objects.count(), Persoon.objects.count()) == (1, 1)


def test_wijzigen_laat_de_kamers_staan(casa, multibron):
    ronald = maak_vrijwilliger("Ronald", casa, multibron)

    vrijwilligers.wijzig(
        vrijwilliger_id=ronald.pk,
        gegevens=gegevens(voornaam="Ron", telefoon="0612345678", kamers=(casa,)),
        gezien=vrijwilligers.stand_van(ronald),
    )

    ronald = Vrijwilliger.objects.get()
    assert (ronald.persoon.voornaam, ronald.telefoon) == ("Ron", "0612345678")
    assert set(ronald.persoon.kamers.all()) == {casa, multibron}


@pytest.mark.parametrize(
    ("van", "tot", "blijft"),
    [
        (date(2026, 1, 1), None, VANDAAG),
        (date(2026, 1, 1), date(2026, 12, 31), VANDAAG),
        (date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 12, 1), None, None),
    ],
)
def test_wie_stopt_staat_vanaf_de_volgende_dag_niet_meer_op_het_rooster(casa, van, tot, blijft):
    ronald = maak_vrijwilliger("Ronald", casa)
    Roosterplek.objects.create(activiteit=maak_activiteit(casa), persoon=ronald.persoon, uren=2, van=van, tot=tot)

    gezien = vrijwilligers.stand_van(ronald)
    vrijwilligers.wijzig(vrijwilliger_id=ronald.pk, gegevens=gegevens(gestopt_op=VANDAAG), gezien=gezien)

    assert Roosterplek.objects.values_list("tot", flat=True).first() == blijft
    assert Vrijwilliger.objects.get().gestopt_op == VANDAAG


def test_wie_stopt_doet_geen_klussen_meer_na_die_dag_en_krijgt_er_ook_geen_uren_voor(casa, amina):
    ronald, kofi = maak_vrijwilliger("Ronald", casa), maak_vrijwilliger("Kofi", casa)
    ervoor = maak_geplande_klus(casa, ronald, afspraak=VANDAAG)
    erna = maak_geplande_klus(casa, ronald, kofi, afspraak=date(2026, 11, 25))
    zonder_dag = maak_geplande_klus(casa, ronald, afspraak=None, status="gevraagd")
    gedaan = maak_geplande_klus(casa, ronald, afspraak=date(2026, 12, 1), status="klaar", gedaan_op=VANDAAG)

    gezien = vrijwilligers.stand_van(ronald)
    vrijwilligers.wijzig(
        vrijwilliger_id=ronald.pk, gegevens=gegevens(voornaam="Ronald", gestopt_op=VANDAAG), gezien=gezien
    )

    wie = {k.pk: [p.voornaam for p in k.helpers.order_by("voornaam")] for k in Klus.objects.all()}
    assert wie == {ervoor.pk: ["Ronald"], erna.pk: ["Kofi"], zonder_dag.pk: [], gedaan.pk: ["Ronald"]}
    with pytest.raises(KlusGewijzigd):
        tik_klaar(erna, amina, versie=1)
    assert tik_klaar(erna, amina)
    assert uren_van(erna) == {"Kofi": Decimal("1.50")}
