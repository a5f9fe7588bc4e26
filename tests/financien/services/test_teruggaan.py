"""What a closed year took off a grant goes back once: it is not asked, expected or received again."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.models import Boekstuk
from financien.services.betaalverzoeken import verzoek_om_betaling
from financien.services.boeken import BoekFout, keer_om
from financien.services.financiers import financiers
from financien.services.ontvangsten import ontvang
from financien.services.terugbetaling import zet_te_betalen
from financien.services.toekenningstand import Stand, gehad, teruggegaan
from financien.services.verwacht_geld import van_toekenningen
from tests.financien.boekfabriek import rekening
from tests.financien.jaarfabriek import bestem_alles, stand
from tests.financien.services.test_bestemmen_daarna import NU, dicht, gemeente  # noqa: F401 fixtures
from tests.financien.toekenningfabriek import kom_binnen, stap

D = Decimal


@pytest.mark.parametrize(
    ("ontvangen", "komt_nog"),
    [
        pytest.param(100, 0, id="het geld is er nog"),
        pytest.param(90, 0, id="een deel ging terug"),
        pytest.param(70, 0, id="alles ging terug"),
        pytest.param(60, 10, id="er komt nog tien"),
    ],
)
def test_van_honderd_waarvan_dertig_teruggaat_komt_dit_nog(ontvangen, komt_nog):
    nu = Stand(ontvangen=D(ontvangen))

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
    assert teruggegaan(dicht) == D("4388.78")

    keer_om(stuk, datum=NU, reden="Verkeerd", sleutel=uuid4(), gebruiker=chandra)

    assert teruggegaan(dicht) == 0


def test_stelt_de_partner_het_toch_op_het_hele_bedrag_vast_dan_mag_wat_terugging_weer_komen(dicht, chandra):  # noqa: F811
    kom_binnen(dicht, chandra, NU, 64000)
    bestem_alles(chandra, 2018)
    zet_te_betalen(toekenning=dicht, bedrag=D("4388.78"), sleutel=uuid4(), gebruiker=chandra)
    stap(dicht, chandra, NU, "verantwoord")
    stap(dicht, chandra, NU, "vastgesteld", bedrag=D("256000.00"))

    neem_aan(dicht, chandra, "4388.78")

    assert (stand(dicht).ontvangen, stand(dicht).vordering, stand(dicht).terug) == (D("256000.00"), 0, 0)
