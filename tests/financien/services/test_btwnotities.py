"""The btw of a document that is no invoice: what may be noted, what counts, and in which quarter."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Btwnotitie
from financien.services.bank.boeken import boek_zelf, maak_ongedaan
from financien.services.bank.voorstellen import Deel
from financien.services.boeken import keer_om
from financien.services.btwlijst import btw_per_kwartaal
from financien.services.btwnotities import BtwFout, btw_van, noteer_btw
from financien.services.controleren import controleer
from financien.services.handgeld.oordeel import keur_goed
from financien.services.overlopend import Deel as Postdeel
from financien.services.overlopend import Opgave, boek_overlopend
from tests.fabriek import maak_gebruiker, zet_jaar
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import DAG, begin_boeken, maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import deel, maak_geboekt
from tests.financien.handgeldfabriek import maak_bon, vul_potje
from tests.financien.maandfabriek import sluit
from tests.financien.services.test_boeken_gelijktijdig import tegelijk

D = Decimal


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(db, casa, multibron):
    begin_boeken(2025, 2026)


@pytest.fixture
def huur(boeken, casa, chandra):
    return maak_boekstuk(chandra, regel("4110", "1000", "121.00", casa))


def noteer(stuk, wie, btw, **velden):
    return noteer_btw(stuk, btw=D(btw), gebruiker=wie, **{"sleutel": uuid4(), **velden})


def keer(stuk, wie, datum=DAG):
    return keer_om(stuk, datum=datum, reden="Dubbel", sleutel=uuid4(), gebruiker=wie)


def kwartalen(wie, jaar=2026) -> list[tuple[Decimal, list[str]]]:
    lijst = btw_per_kwartaal(jaar, gebruiker=wie)
    return [(rij.btw, [str(r.boekstuk) for r in rij.regels]) for rij in lijst]


class TestNoteren:
    def test_de_laatste_notitie_telt_en_wat_er_stond_blijft_te_lezen(self, huur, chandra):
        noteer(huur, chandra, "20.00")
        noteer(huur, chandra, "21.00")

        nu = btw_van(huur)

        assert (nu.btw, nu.kosten, nu.mis) == (D("21.00"), D("121.00"), "")
        assert [n.bedrag for n in nu.notities] == [D("21.00"), D("20.00")]
        assert [(r.btw, r.totaal) for r in btw_per_kwartaal(2026, gebruiker=chandra)[0].regels] == [
            (D("21.00"), D("121.00"))
        ]

    def test_nul_haalt_haar_weg_en_wat_er_al_staat_komt_er_niet_nog_eens_bij(self, huur, chandra):
        assert noteer(huur, chandra, "0") is None
        noteer(huur, chandra, "21.00")
        assert noteer(huur, chandra, "21.00") is None
        noteer(huur, chandra, "0")

        assert [n.bedrag for n in btw_van(huur).notities] == [D("0.00"), D("21.00")]
        assert kwartalen(chandra)[0] == (D("0.00"), [])

    @pytest.mark.parametrize(("btw", "mag"), [("121.00", True), ("121.01", False), ("-0.01", False)])
    def test_de_btw_is_nooit_meer_dan_de_kosten(self, huur, chandra, btw, mag):
        if mag:
            assert noteer(huur, chandra, btw).bedrag == D(btw)
            return
        zin_ = "De btw is hoger dan de kosten van dit stuk: € 121,00." if btw > "0" else "Vul de btw in zonder min."
        with pytest.raises(BtwFout) as fout:
            noteer(huur, chandra, btw)
        assert str(fout.value).replace("\xa0", " ") == zin_
        assert not Btwnotitie.objects.exists()

    def test_van_kosten_die_terugkomen_gaat_de_btw_eraf(self, boeken, casa, chandra):
        terug = maak_boekstuk(chandra, regel("1000", "4120", "12.10", casa))

        assert noteer(terug, chandra, "2.10").bedrag == D("-2.10")
        assert kwartalen(chandra)[0] == (D("-2.10"), ["M2026-0001"])

    def test_lonen_zijn_geen_kosten_met_btw(self, boeken, casa, chandra):
        stuk = maak_boekstuk(chandra, regel("4010", "1520", "2000", casa), regel("4110", "1000", "10.00", casa))

        assert btw_van(stuk).kosten == D("10.00")
        with pytest.raises(BtwFout, match="De btw is hoger"):
            noteer(stuk, chandra, "10.01")

    def test_dezelfde_sleutel_is_een_notitie_en_met_iets_anders_geen(self, huur, chandra):
        sleutel = uuid4()
        eerste = noteer(huur, chandra, "21.00", sleutel=sleutel)

        assert noteer(huur, chandra, "21.00", sleutel=sleutel) == eerste
        with pytest.raises(BtwFout, match="Dit formulier is al gebruikt"):
            noteer(huur, chandra, "20.00", sleutel=sleutel)
        assert Btwnotitie.objects.count() == 1


class TestWaarbij:
    def gevallen(self, casa, chandra):
        """Yield a document of each kind that has no btw of its own, with the sentence that says so."""
        eva = maak_gebruiker("Eva", Rol.PROJECTCOACH)
        factuur = maak_geboekt(chandra, eva, deel("4120", "121", casa), btw=D("21.00"))
        yield factuur.akkoorden.get(soort="akkoord").boekstuk, "De btw staat op de factuur."
        weg = maak_boekstuk(chandra, regel("4110", "1000", "5", casa))
        om = keer(weg, chandra)
        yield weg, "Dit stuk is omgekeerd. De btw telt niet meer mee."
        yield om, "Dit stuk keert een ander om."
        yield maak_boekstuk(chandra, regel("1500", "1000", "5")), "In dit stuk staan geen kosten met btw."
        opgave = Opgave("nog te betalen", rekening("4120"), [Postdeel(casa, D("5.00"))], "Stroom", "Nota in januari")
        vast = {"vandaag": DAG, "sleutel": UUID(int=9), "gebruiker": chandra}
        post = boek_overlopend(opgave, jaar=2025, **vast)
        yield post.boekstuk, "Deze kosten zijn alleen verschoven."
        yield post.tegenstuk, "Deze kosten zijn alleen verschoven."

    def test_een_stuk_met_eigen_btw_of_zonder_eigen_kosten_krijgt_er_geen(self, boeken, casa, chandra):
        for stuk, zin_ in self.gevallen(casa, chandra):
            with pytest.raises(BtwFout) as fout:
                noteer(stuk, chandra, "1.00")
            assert str(fout.value).startswith(zin_)
            with pytest.raises(DatabaseError), transaction.atomic():  # nor past the service
                Btwnotitie.objects.create(boekstuk=stuk, bedrag=D("1.00"), sleutel=uuid4(), wie=chandra)
        assert not Btwnotitie.objects.exists()

    def test_een_factuur_zonder_btw_mag_haar_later_krijgen(self, boeken, casa, chandra, eva):
        factuur = maak_geboekt(chandra, eva, deel("4120", "121", casa))
        noteer(factuur.akkoorden.get(soort="akkoord").boekstuk, chandra, "21.00")

        assert kwartalen(chandra)[0] == (D("21.00"), ["I2026-0001"])

    @pytest.mark.parametrize(("status", "mag"), [("open", True), ("voorlopig", True), ("vastgesteld", False)])
    def test_tot_het_jaar_is_vastgesteld(self, huur, chandra, status, mag):
        if status != "open":
            zet_jaar(status, jaar=2026)
        if mag:
            assert noteer(huur, chandra, "21.00").bedrag == D("21.00")
            return
        with pytest.raises(BtwFout, match=r"vastgesteld\. De btw ervan verandert niet meer\."):
            noteer(huur, chandra, "21.00")
        with pytest.raises(DatabaseError, match="Dit boekjaar is vastgesteld"), transaction.atomic():
            Btwnotitie.objects.create(boekstuk=huur, bedrag=D("1.00"), sleutel=uuid4(), wie=chandra)

    @pytest.mark.parametrize("bedrag", ["121.01", "-0.01"])
    def test_de_database_zelf_weigert_meer_dan_de_kosten(self, huur, chandra, bedrag):
        with pytest.raises(DatabaseError, match="De btw is meer dan de kosten"), transaction.atomic():
            Btwnotitie.objects.create(boekstuk=huur, bedrag=D(bedrag), sleutel=uuid4(), wie=chandra)

    def test_een_notitie_blijft_zoals_zij_is(self, huur, chandra):
        rij = noteer(huur, chandra, "21.00")
        for doe in (lambda: Btwnotitie.objects.filter(pk=rij.pk).update(bedrag=1), rij.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                doe()
        assert controleer() == []

    def test_een_gesloten_maand_houdt_haar_niet_tegen_en_kent_wat_er_al_stond(self, boeken, casa, chandra):
        stuk = maak_boekstuk(chandra, regel("4110", "1000", "121", casa), datum=date(2026, 1, 8))
        eerst = noteer(stuk, chandra, "20.00")
        afsluiting = sluit(chandra, 1, reden="Alles is geboekt.")

        noteer(stuk, chandra, "21.00")

        assert f"btwnotitie:{eerst.pk}" in afsluiting.afdrukken[str(stuk.pk)]["rijen"]
        assert (controleer(), kwartalen(chandra)[0]) == ([], (D("21.00"), ["M2026-0001"]))


class TestKwartaal:
    def test_elk_stuk_telt_in_het_kwartaal_van_zijn_dag_naast_de_facturen(
        self, boeken, casa, chandra, eva, time_machine
    ):
        time_machine.move_to("2026-12-31 12:00", tick=False)
        for dag in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 12, 31)):
            noteer(maak_boekstuk(chandra, regel("4110", "1000", "121", casa), datum=dag), chandra, "21.00")
        noteer(maak_boekstuk(chandra, regel("4110", "1000", "121", casa), datum=date(2025, 12, 31)), chandra, "20.00")
        maak_geboekt(chandra, eva, deel("4120", "121", casa), datum=date(2026, 3, 1), btw=D("21.01"))

        assert kwartalen(chandra) == [
            (D("63.01"), ["M2026-0001", "I2026-0001", "M2026-0002"]),
            (D("42.00"), ["M2026-0003", "M2026-0004"]),
            (D("0.00"), []),
            (D("21.00"), ["M2026-0005"]),
        ]
        assert kwartalen(chandra, 2025)[3] == (D("20.00"), ["M2025-0001"])

    def test_wat_omgekeerd_is_valt_eruit(self, huur, chandra):
        noteer(huur, chandra, "21.00")
        keer(huur, chandra)

        assert kwartalen(chandra)[0] == (D("0.00"), [])

    def test_wat_een_loon_vertelt_staat_er_alleen_bij_voor_wie_lonen_ziet(self, boeken, casa, chandra, eva):
        stuk = maak_boekstuk(chandra, regel("4010", "1520", "2000", casa), regel("4110", "1000", "121", casa))
        noteer(stuk, chandra, "21.00")
        maak_geboekt(chandra, eva, deel("4010", "605", casa), btw=D("105.00"))

        assert kwartalen(chandra)[0] == (D("126.00"), ["M2026-0001", "I2026-0001"])
        assert kwartalen(maak_gebruiker("Kas", Rol.KASCOMMISSIE))[0] == (D("0.00"), [])


class TestErbij:
    def test_een_bonnetje_neemt_de_btw_mee_bij_het_goedkeuren(self, db, casa, amina, chandra):
        vul_potje(chandra, casa, kas="50.00")
        stuk = keur_goed(maak_bon(casa, amina, "12.10"), gebruiker=chandra, btw=D("2.10"))

        assert btw_van(stuk).btw == D("2.10")
        assert kwartalen(chandra)[0] == (D("2.10"), [str(stuk)])

    def test_te_veel_btw_keurt_het_bonnetje_niet_goed(self, db, casa, amina, chandra):
        vul_potje(chandra, casa, kas="50.00")
        bon = maak_bon(casa, amina, "12.10")

        with pytest.raises(BtwFout, match="De btw is hoger"):
            keur_goed(bon, gebruiker=chandra, btw=D("12.11"))
        assert [stap.soort for stap in bon.stappen.all()] == ["ingediend"]

    def test_een_bankregel_neemt_de_btw_mee_en_laat_haar_los_als_hij_weer_open_is(self, db, casa, multibron, chandra):
        begin_bank(2026)
        lees_blad(chandra, blad(zin("-121.00")))
        rij = Bankregel.objects.get()
        vast = {"delen": [Deel(rekening("4120"), D("-121.00"), casa)], "omschrijving": "Stroom", "gebruiker": chandra}

        for _keer in range(2):  # the same form again
            boek_zelf(regel=rij, btw=D("21.00"), **vast)
        assert kwartalen(chandra)[0] == (D("21.00"), ["B2026-0001"])
        maak_ongedaan(regel=rij, datum=DAG, gebruiker=chandra)
        assert kwartalen(chandra)[0] == (D("0.00"), [])
        boek_zelf(regel=rij, btw=D("20.00"), **vast)
        assert kwartalen(chandra)[0] == (D("20.00"), ["B2026-0002"])

    def test_nul_btw_bij_wat_geen_kosten_zijn_houdt_niets_tegen(self, db, casa, multibron, chandra):
        begin_bank(2026)
        lees_blad(chandra, blad(zin("-121.00")))
        delen = [Deel(rekening("1500"), D("-121.00"))]
        boek_zelf(regel=Bankregel.objects.get(), delen=delen, omschrijving="Oud", gebruiker=chandra, btw=D("0.00"))

        assert not Btwnotitie.objects.exists()

    def test_te_veel_btw_boekt_de_bankregel_niet(self, db, casa, multibron, chandra):
        begin_bank(2026)
        lees_blad(chandra, blad(zin("-121.00")))
        rij = Bankregel.objects.get()
        delen = [Deel(rekening("4120"), D("-100.00"), casa), Deel(rekening("1500"), D("-21.00"))]

        with pytest.raises(BtwFout, match="€\xa0100,00"):
            boek_zelf(regel=rij, delen=delen, omschrijving="Stroom", gebruiker=chandra, btw=D("100.01"))
        assert not rij.boekingen.exists()


def test_twintig_keer_hetzelfde_formulier_is_een_notitie(transactional_db, casa, chandra):
    begin_boeken(2026)
    stuk, sleutel = maak_boekstuk(chandra, regel("4110", "1000", "121.00", casa)), uuid4()

    uit = tegelijk([lambda: noteer(stuk, chandra, "21.00", sleutel=sleutel)] * 20)

    assert {getattr(rij, "bedrag", rij) for rij in uit} <= {D("21.00"), None}
    assert Btwnotitie.objects.count() == 1
