"""Debts of the opening balance become open invoices, and the items are the balance of 1500 at every moment."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie, Jaar
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Boeking, Boekstuk, Factuurakkoord, Inkoopfactuur
from financien.services import openposten
from financien.services.bank.boeken import Deel, boek_zelf, neem_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.beginbalans import boek_beginbalans
from financien.services.betalen import te_betalen, zet_rekening
from financien.services.boeken import keer_om
from financien.services.facturen import AlGebruikt, FactuurFout, vorige_regels
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import keur_goed, zet_klaar
from financien.services.openposten import Openpost, per_leverancier, zet_erbij, zonder_factuur
from financien.services.vierogen import altijd_te_zien
from tests.fabriek import geef_rol, maak_gebruiker
from tests.financien.bankfabriek import EIGEN, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import IBAN, deel, leverancier, maak_factuur, maak_geboekt
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

D = Decimal
DE_EERSTE, DAG = date(2026, 1, 1), date(2026, 3, 10)


@pytest.fixture
def boeken(db, casa, multibron, chandra, time_machine):
    """Books that begin with 9.000,00 at the bank and 5.000,00 owed to suppliers."""
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2026)
    bedragen = {rekening("1000"): D("9000.00"), rekening("1500"): D("5000.00")}
    boek_beginbalans(jaar=2026, bedragen=bedragen, sleutel=uuid4(), gebruiker=chandra)
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": EIGEN})


def post(bedrag="1200.00", **velden) -> Openpost:
    vast = {"leverancier": leverancier(), "nummer": "OUD-1", "omschrijving": "Stroom november"}
    vast |= {"datum": date(2025, 12, 1), "vervaldatum": date(2025, 12, 31), "bedrag": D(bedrag)}
    return Openpost(**vast | velden)


def zet(wie, *args, **velden) -> Inkoopfactuur:
    return zet_erbij(post(*args, **velden), sleutel=uuid4(), gebruiker=wie)


def klopt() -> Decimal:
    """Return the balance of 1500, after seeing that the open items together are just that."""
    assert sum(rij.open for rij in per_leverancier()) == saldo("1500")
    return saldo("1500")


def saldo(nummer) -> Decimal:
    debet, credit = (Boeking.objects.filter(**{f"{kant}__nummer": nummer}) for kant in ("debet", "credit"))
    return sum((b.bedrag for b in credit), D(0)) - sum((b.bedrag for b in debet), D(0))


def test_een_factuur_uit_de_beginbalans_is_te_betalen_en_de_schuld_blijft_wat_ze_was(boeken, chandra):
    assert (zonder_factuur(), klopt()) == (D("5000.00"), D("5000.00"))

    factuur = zet(chandra)

    nu = een(factuur)
    assert (nu.stand, nu.open, nu.totaal, nu.stond_open) == (Stand.TE_BETALEN, D("1200.00"), D("1200.00"), True)
    assert (zonder_factuur(), klopt()) == (D("3800.00"), D("5000.00"))
    assert [(rij.stand.factuur, rij.stand.open) for rij in te_betalen(chandra)] == [(factuur, D("1200.00"))]
    stuk = Boekstuk.objects.latest("pk")
    assert (str(stuk), stuk.datum, stuk.omschrijving) == ("M2026-0002", DE_EERSTE, "Stond al open: Stroom BV OUD-1")
    assert list(stuk.boekingen.values_list("debet__nummer", "credit__nummer", "bedrag", "factuur")) == [
        ("1500", "1490", D("1200.00"), None), ("1490", "1500", D("1200.00"), factuur.pk),
    ]  # fmt: skip
    assert altijd_te_zien(DE_EERSTE, DAG) == {stuk.pk: "alleen"}


def test_de_posten_zijn_het_saldo_van_1500_op_elk_moment(boeken, chandra, eva, bestuurslid, casa):
    saldi = [klopt()]
    oud, nota = zet(chandra), zet(chandra, "150.00", nummer="OUD-C", credit=True)
    saldi.append(klopt())
    nieuw = maak_geboekt(chandra, eva, deel("4120", "121.10", casa), nummer="F-1")
    saldi.append(klopt())
    zet_rekening(partner=oud.leverancier, iban=IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)
    vast = {"uitvoeren_op": date(2026, 3, 25), "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_klaar(facturen=[oud.pk, nota.pk, nieuw.pk], **vast)
    saldi.append(klopt())
    keur_goed(opdracht, gebruiker=bestuurslid)
    kenmerk = opdracht.regels.get(factuur=oud).kenmerk
    betaling, oude = zin("-1050.00", iban=IBAN, wat=kenmerk, datum=DAG), zin("-300.00", naam="Ander", datum=DAG)
    lees_blad(chandra, blad(betaling, oude))
    betaling, los = Bankregel.objects.order_by("bedrag")
    neem_aan(regel=betaling, beeld=voorstellen([betaling])[betaling.pk][0].beeld, gebruiker=chandra)
    saldi.append(klopt())
    boek_zelf(regel=los, delen=[Deel(rekening("1500"), D("-300.00"))], omschrijving="Oud", gebruiker=chandra)
    saldi.append(klopt())
    rest = zet(chandra, str(zonder_factuur()), leverancier=leverancier("water", "Water BV"), nummer="W")
    saldi.append(klopt())

    assert saldi == [D(s) for s in ("5000.00", "5000.00", "5121.10", "5121.10", "4071.10", "3771.10", "3771.10")]
    assert (opdracht.totaal, een(oud).stand, een(nota).open) == (D("1171.10"), Stand.BETAALD, 0)
    assert (een(rest).open, zonder_factuur()) == (D("3650.00"), 0)
    assert {str(rij.partner): rij.open for rij in per_leverancier()} == {
        "Stroom BV": D("121.10"), "Water BV": D("3650.00"),
    }  # fmt: skip


def test_meer_dan_er_zonder_factuur_staat_gaat_niet(boeken, chandra):
    zet(chandra, "5000.00")

    with pytest.raises(FactuurFout, match=r"Er staat nog €.0,00 zonder factuur") as fout:
        zet(chandra, "0.01", nummer="OUD-2")

    assert (fout.value.veld, Inkoopfactuur.objects.count(), klopt()) == ("bedrag", 1, D("5000.00"))


def test_hetzelfde_formulier_is_een_factuur_en_met_andere_inhoud_al_gebruikt(boeken, chandra):
    sleutel = uuid4()
    eerste = zet_erbij(post(), sleutel=sleutel, gebruiker=chandra)

    assert zet_erbij(post(), sleutel=sleutel, gebruiker=chandra) == eerste
    for anders in (post("1300.00"), post(nummer="X"), post(loon=True)):
        with pytest.raises(AlGebruikt):
            zet_erbij(anders, sleutel=sleutel, gebruiker=chandra)
    with pytest.raises(FactuurFout, match="is al ingevoerd"):
        zet(chandra, "10.00")
    assert (Inkoopfactuur.objects.count(), zonder_factuur()) == (1, D("3800.00"))


def test_teruggedraaid_staat_het_bedrag_weer_zonder_factuur_en_kan_het_opnieuw_goed(boeken, chandra):
    factuur = zet(chandra)
    keer_om(Boekstuk.objects.latest("pk"), datum=DAG, reden="Bedrag fout", sleutel=uuid4(), gebruiker=chandra)

    nu = een(factuur)
    assert (nu.stand, nu.open, nu.akkoorden[-1].reden) == (Stand.AFGEKEURD, 0, openposten.TERUG)
    assert (zonder_factuur(), klopt(), te_betalen(chandra)) == (D("5000.00"), D("5000.00"), [])
    weer = zet(chandra, "1250.00", nummer=" oud-1 ")

    assert (weer, een(weer).stand, een(weer).open) == (factuur, Stand.TE_BETALEN, D("1250.00"))
    assert [a.soort for a in weer.akkoorden.order_by("pk")] == [
        "alleen", "akkoord", "afgekeurd", "alleen", "akkoord",
    ]  # fmt: skip
    assert (zonder_factuur(), klopt()) == (D("3750.00"), D("5000.00"))


def test_een_afgekeurde_gewone_factuur_wordt_niet_hergebruikt(boeken, chandra, casa):
    keur = maak_factuur(chandra, deel("4120", "10", casa), nummer="OUD-1")
    Factuurakkoord.objects.create(factuur=keur, ronde=1, soort="afgekeurd", wie=chandra, reden="Dubbel")

    with pytest.raises(FactuurFout, match="is al ingevoerd"):
        zet(chandra)


def test_wie_voor_de_leverancier_werkt_zet_diens_factuur_er_niet_bij(boeken, chandra):
    geef_rol(chandra, Rol.FINANCIER, partner=leverancier())

    with pytest.raises(FactuurFout, match="Je werkt zelf voor deze leverancier"):
        zet(chandra)


def test_een_post_over_loon_zien_alleen_wie_lonen_ziet_en_geen_van_haar_boekingen(boeken, chandra, eva, bestuurslid):
    factuur = zet(chandra, "2500.00", loon=True)
    kas = maak_gebruiker("Kas", Rol.KASCOMMISSIE)

    zien = {g.naam: factuur in Inkoopfactuur.objects.zichtbaar_voor(g) for g in (chandra, bestuurslid, eva, kas)}
    assert zien == {"Chandra": True, bestuurslid.naam: True, "Eva": False, "Kas": False}
    stuk = Boekstuk.objects.latest("pk")
    assert Boeking.objects.zichtbaar_voor(chandra).filter(boekstuk=stuk).count() == 2
    assert Boeking.objects.zichtbaar_voor(kas).filter(boekstuk=stuk).count() == 0
    assert [saldo(nummer) for nummer in ("1490", "1520", "1500")] == [0, 0, D("5000.00")]


def test_als_het_jaar_van_de_beginbalans_dicht_is_wordt_vandaag_geboekt(boeken, chandra, time_machine):
    begin_bank(2027)
    Jaar.objects.filter(jaar=2026).update(status="voorlopig")
    time_machine.move_to("2027-02-03 10:00", tick=False)

    factuur = zet(chandra)

    assert factuur.akkoorden.get(soort="akkoord").boekstuk.datum == date(2027, 2, 3)


def test_een_factuur_die_al_open_stond_stelt_geen_kosten_voor_de_volgende_voor(boeken, chandra, casa):
    maak_factuur(chandra, deel("4120", "5", casa))
    zet(chandra)

    assert vorige_regels(leverancier().pk) == [(rekening("4120").pk, casa.pk)]


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_zetten_er_samen_niet_meer_bij_dan_er_staat(casa, chandra, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2026)
    boek_beginbalans(jaar=2026, bedragen={rekening("1500"): D("100.00")}, sleutel=uuid4(), gebruiker=chandra)

    leverancier()

    def probeer(nummer):
        try:
            return zet(chandra, "80.00", nummer=nummer)
        except FactuurFout as fout:
            return fout

    uitslag = tegelijk([lambda n=n: probeer(n) for n in ("A", "B")])

    assert sorted(type(deel).__name__ for deel in uitslag) == ["FactuurFout", "Inkoopfactuur"]
    assert (zonder_factuur(), klopt()) == (D("20.00"), D("100.00"))
