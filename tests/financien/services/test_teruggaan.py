"""What a closed year took off a grant goes back once: it is not asked, expected or received again."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Cooperatie
from financien.models import Bankregel, Boekstuk
from financien.services.bank.boeken import neem_aan as neem_voorstel_aan
from financien.services.bank.voorstellen import voorstellen
from financien.services.betaalverzoeken import verzoek_om_betaling
from financien.services.boeken import BoekFout, keer_om
from financien.services.financiers import financiers
from financien.services.financierstotaal import totalen
from financien.services.ontvangsten import betaal_terug, ontvang
from financien.services.overdracht import van_penningmeester
from financien.services.overschot import spreek_af
from financien.services.terugbetaling import zet_te_betalen
from financien.services.toekenningstand import Stand, gehad, standen, teruggegaan
from financien.services.verwacht_geld import van_toekenningen
from financien.services.wachtend_geld import te_laat
from tests.financien.bankfabriek import EIGEN, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import maak_boekstuk, regel, rekening
from tests.financien.jaarfabriek import bestem_alles, sluit_jaar, stand
from tests.financien.services.test_bestemmen_daarna import NU, dicht, gemeente  # noqa: F401 fixtures
from tests.financien.services.test_overdracht import punten
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, stap, verleen

D = Decimal


@pytest.mark.parametrize(
    ("ontvangen", "baten", "nog_terug", "komt_nog"),
    [
        pytest.param(100, 70, 30, 0, id="het geld is er nog"),
        pytest.param(90, 70, 20, 0, id="een deel ging terug"),
        pytest.param(70, 70, 0, 0, id="alles ging terug"),
        pytest.param(60, 70, 0, 10, id="er komt nog tien"),
        pytest.param(70, 70, 12, 0, id="een kamer moet terugbetalen wat een andere nog krijgt"),
        pytest.param(80, 50, 30, 20, id="er komt nog een jaar van twintig"),
        pytest.param(50, 50, 0, 20, id="er komt nog een jaar en alles ging terug"),
    ],
)
def test_van_honderd_waarvan_dertig_teruggaat_komt_dit_nog(ontvangen, baten, nog_terug, komt_nog):
    nu = Stand(ontvangen=D(ontvangen), baten=D(baten), terug=D(nog_terug))

    assert max(100 - gehad(nu, D(30), vastgesteld=False), 0) == komt_nog
    assert gehad(nu, D(30), vastgesteld=True) == ontvangen


def nog_te_ontvangen(rij) -> Decimal:
    (regel,) = [regel for f in financiers(2018, NU) for regel in f.regels if regel.toekenning == rij]
    return regel.nog_te_ontvangen


def verwacht(rij) -> list:
    return [post.bedrag for post in van_toekenningen(NU, date(2020, 3, 1)).verwacht if post.wat == rij.partner.naam]


def neem_aan(rij, chandra, bedrag) -> None:
    sleutel = uuid4()
    ontvang(toekenning=rij, rekening=rekening("1000"), datum=NU, bedrag=D(bedrag), sleutel=sleutel, gebruiker=chandra)


def test_wat_het_afsluiten_eraf_nam_wordt_niet_gevraagd_of_verwacht(dicht, chandra):  # noqa: F811
    bestem_alles(chandra, 2018)
    assert nog_te_ontvangen(dicht) == D("64000.00") - D("4388.78")
    kom_binnen(dicht, chandra, NU, 64000 - D("4388.78"))

    assert (nog_te_ontvangen(dicht), verwacht(dicht)) == (0, [])
    (totaal,) = {totalen(financiers(2018, NU)).besloten}
    assert totaal.toegekend - totaal.ontvangen == totaal.te_komen + totaal.eraf
    assert (totaal.te_komen, totaal.eraf) == (40000, D("4388.78"))  # the corporation paid nothing yet
    with pytest.raises(BoekFout, match=r"^Alles is al betaald\.$"):
        verzoek_om_betaling(toekenning=dicht, termijn=None, datum=NU, sleutel=uuid4(), gebruiker=chandra)


def test_betaalt_de_partner_toch_het_hele_bedrag_dan_is_het_verschil_meteen_een_schuld(dicht, chandra):  # noqa: F811
    bestem_alles(chandra, 2018)
    kom_binnen(dicht, chandra, NU, 64000 - D("4388.78"))

    neem_aan(dicht, chandra, "4388.78")

    assert stand(dicht, date.max).terug == D("4388.78")
    with pytest.raises(BoekFout, match=r"^Er komt nog €\s0,00\."):
        neem_aan(dicht, chandra, "0.01")


@pytest.mark.parametrize("terug", ["4388.78", "388.78"])
def test_wat_klaarstaat_om_terug_te_gaan_wordt_niet_opnieuw_ontvangen(dicht, chandra, terug):  # noqa: F811
    kom_binnen(dicht, chandra, NU, 64000)
    bestem_alles(chandra, 2018)
    assert (stand(dicht, date.max).terug, nog_te_ontvangen(dicht)) == (D("4388.78"), 0)

    zet_te_betalen(toekenning=dicht, bedrag=D(terug), sleutel=uuid4(), gebruiker=chandra)

    assert (stand(dicht, date.max).terug, nog_te_ontvangen(dicht)) == (D("4388.78") - D(terug), 0)
    assert verwacht(dicht) == []
    with pytest.raises(BoekFout, match=r"^Er komt nog €\s0,00\."):
        neem_aan(dicht, chandra, "0.01")


def test_is_het_klaarzetten_omgekeerd_dan_telt_het_niet_meer_als_teruggegaan(dicht, chandra):  # noqa: F811
    kom_binnen(dicht, chandra, NU, 64000)
    bestem_alles(chandra, 2018)
    zet_te_betalen(toekenning=dicht, bedrag=D("4388.78"), sleutel=uuid4(), gebruiker=chandra)
    stuk = Boekstuk.objects.filter(omschrijving__startswith="Klaar om terug").latest("pk")
    assert sum(teruggegaan(dicht).values()) == D("4388.78")

    keer_om(stuk, datum=NU, reden="Verkeerd", sleutel=uuid4(), gebruiker=chandra)

    assert sum(teruggegaan(dicht).values()) == 0


def test_stelt_de_partner_het_toch_op_het_hele_bedrag_vast_dan_mag_wat_terugging_weer_komen(dicht, chandra):  # noqa: F811
    kom_binnen(dicht, chandra, NU, 64000)
    bestem_alles(chandra, 2018)
    zet_te_betalen(toekenning=dicht, bedrag=D("4388.78"), sleutel=uuid4(), gebruiker=chandra)
    stap(dicht, chandra, NU, "verantwoord")
    stap(dicht, chandra, NU, "vastgesteld", bedrag=D("256000.00"))

    neem_aan(dicht, chandra, "4388.78")

    assert (stand(dicht).ontvangen, stand(dicht).vordering, stand(dicht).terug) == (D("256000.00"), 0, 0)


class TestOverDeKamers:
    """Closing took 1.841,71 off Casa and 2.547,07 off MultiBron; the others keep their whole share."""

    ERAF = ("1841.71", "2547.07", "0.00", "0.00")

    def per_kamer(self, rij, vier):
        nu = standen(date.max, [rij.pk])[rij.pk]
        return [(nu[kamer.pk].vordering, nu[kamer.pk].vooruit, nu[kamer.pk].terug) for kamer in vier]

    @pytest.mark.parametrize("delen", [["59611.22"], ["0.01", "30000.00", "29611.21"]])
    def test_betaalt_de_partner_wat_overblijft_dan_is_niemand_iets_schuldig(self, dicht, vier, chandra, delen):  # noqa: F811
        bestem_alles(chandra, 2018)
        for deel in delen:
            neem_aan(dicht, chandra, deel)

        assert self.per_kamer(dicht, vier) == [(0, 0, 0)] * 4

    @pytest.mark.parametrize("delen", [["64000.00"], ["59611.22", "4388.78"], ["1000.00", "62999.99", "0.01"]])
    def test_betaalt_zij_alles_dan_is_de_schuld_van_wie_verlaagd_werd(self, dicht, vier, chandra, delen):  # noqa: F811
        bestem_alles(chandra, 2018)
        for deel in delen:
            neem_aan(dicht, chandra, deel)

        assert self.per_kamer(dicht, vier) == [(0, 0, D(eraf)) for eraf in self.ERAF]

    def test_ook_als_een_deel_al_terugging_voor_de_rest_kwam(self, dicht, vier, chandra):  # noqa: F811
        bestem_alles(chandra, 2018)
        neem_aan(dicht, chandra, "61000.00")
        zet_te_betalen(toekenning=dicht, bedrag=D("1388.78"), sleutel=uuid4(), gebruiker=chandra)
        neem_aan(dicht, chandra, "3000.00")

        nu = self.per_kamer(dicht, vier)
        assert [(vordering, vooruit) for vordering, vooruit, _terug in nu] == [(0, 0)] * 4
        assert sum(terug for *_rest, terug in nu) == D("3000.00")


class TestTeLaat:
    """The request of 5 January for 64.000,00 was due on the 19th; the closed year took 4.388,78 off it."""

    @pytest.fixture
    def gevraagd(self, dicht, chandra):  # noqa: F811
        Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer", "iban": EIGEN})
        vast = {"termijn": None, "datum": date(2019, 1, 5), "sleutel": uuid4(), "gebruiker": chandra}
        assert verzoek_om_betaling(toekenning=dicht, **vast).bedrag == 64000
        return dicht

    @pytest.mark.parametrize(
        ("binnen", "laat"), [("50000.00", "9611.22"), ("59611.21", "0.01"), ("59611.22", None), ("64000.00", None)]
    )
    def test_wat_het_afsluiten_eraf_nam_is_niet_te_laat(self, gevraagd, chandra, binnen, laat):
        bestem_alles(chandra, 2018)
        kom_binnen(gevraagd, chandra, NU, binnen)

        assert [rij.verviel - rij.binnen for rij in te_laat(NU)] == ([D(laat)] if laat else [])
        assert sum(f.te_laat for f in financiers(2018, NU)) == D(laat or 0)
        overdracht = punten(van_penningmeester([], NU, loon=True), "Termijnen")
        assert [bedrag for *_wat, bedrag in overdracht] == ([D(laat)] if laat else [])

    def test_wat_terugging_of_klaarstaat_is_niet_te_laat(self, gevraagd, chandra):
        kom_binnen(gevraagd, chandra, NU, 64000)
        bestem_alles(chandra, 2018)
        for bedrag in ("388.78", "4000.00"):
            zet_te_betalen(toekenning=gevraagd, bedrag=D(bedrag), sleutel=uuid4(), gebruiker=chandra)

            assert (list(te_laat(NU)), sum(f.te_laat for f in financiers(2018, NU))) == ([], 0)


class TestMeerJaren:
    """Three times 5.000,00, of which 1.000,00 of the closed first year goes back; the third year has not begun."""

    @pytest.fixture
    def driejarig(self, casa, chandra, time_machine):
        time_machine.move_to("2019-03-10 10:00", tick=False)
        begin_bank(2018, 2019)
        jaren, vast = (2018, 2019, 2020), {"van": date(2018, 1, 1), "tot": date(2020, 12, 31)}
        vast["termijnen"] = [(date(jaar, 2, 1), 5000) for jaar in jaren]
        rij = maak_toekenning(chandra, {(jaar, casa): 5000 for jaar in jaren}, **vast)
        verleen(rij, chandra, date(2018, 1, 5))
        spreek_af(toekenning=rij, keuze="terug", grond="Beschikking, artikel 4")
        for jaar in (2018, 2019):
            kom_binnen(rij, chandra, date(jaar, 2, 1), 5000)
        maak_boekstuk(chandra, regel("4110", "1000", "4000", casa), datum=date(2018, 6, 1))
        sluit_jaar(chandra, 2018, NU)
        bestem_alles(chandra, 2018)
        assert stand(rij) == Stand(D("10000.00"), D("9000.00"), D(0), D(0), D("1000.00"))
        return rij

    @staticmethod
    def betaal(rij, chandra, bedrag="1000.00"):
        vast = {"rekening": rekening("1000"), "datum": NU, "sleutel": uuid4(), "gebruiker": chandra}
        return betaal_terug(toekenning=rij, bedrag=D(bedrag), **vast)

    @pytest.mark.parametrize("terug", ["0.00", "400.00", "1000.00"])
    def test_wat_nog_terug_moet_gaat_niet_ook_van_de_volgende_termijn_af(self, driejarig, chandra, terug):
        if D(terug):
            self.betaal(driejarig, chandra, terug)

        assert stand(driejarig).terug == 1000 - D(terug)
        assert (nog_te_ontvangen(driejarig), verwacht(driejarig)) == (5000, [5000])
        assert [rij.verviel - rij.binnen for rij in te_laat(date(2020, 2, 2))] == [5000]
        vast = {"termijn": driejarig.termijnen.order_by("vervalt")[2], "datum": NU, "sleutel": uuid4()}
        assert verzoek_om_betaling(toekenning=driejarig, gebruiker=chandra, **vast).bedrag == 5000

    def test_wat_terugging_wordt_geen_schuld_meer_als_de_volgende_termijn_vroeg_komt(self, driejarig, chandra):
        self.betaal(driejarig, chandra)

        neem_aan(driejarig, chandra, "5000")

        assert stand(driejarig) == Stand(D("14000.00"), D("9000.00"), D(0), D("5000.00"), D("0.00"))
        assert (nog_te_ontvangen(driejarig), verwacht(driejarig), list(te_laat(date(2020, 2, 2)))) == (0, [], [])

    def test_wat_de_bank_terugstuurt_is_geen_ontvangst_maar_weer_terug_te_betalen(self, driejarig, chandra):
        self.betaal(driejarig, chandra)
        lees_blad(chandra, blad(zin("1000.00", datum=NU, naam="Gemeente", wat="Rekening onbekend")))
        bankregel = Bankregel.objects.get()

        (voorstel,) = voorstellen([bankregel])[bankregel.pk]
        neem_voorstel_aan(regel=bankregel, beeld=voorstel.beeld, gebruiker=chandra)

        assert voorstel.waarom.startswith("De terugbetaling aan Gemeente kwam terug")
        assert stand(driejarig) == Stand(D("10000.00"), D("9000.00"), D(0), D(0), D("1000.00"))
        assert (nog_te_ontvangen(driejarig), sum(teruggegaan(driejarig).values())) == (5000, 0)
