"""What a closed year took off a grant goes back once: it is not asked, expected or received again."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from financien.services.betaalverzoeken import verzoek_om_betaling
from financien.services.boeken import BoekFout
from financien.services.financiers import financiers
from financien.services.ontvangsten import ontvang
from financien.services.terugbetaling import zet_te_betalen
from financien.services.toekenningstand import Stand, gehad
from financien.services.verwacht_geld import van_toekenningen
from tests.financien.boekfabriek import rekening
from tests.financien.jaarfabriek import bestem_alles, stand
from tests.financien.services.test_bestemmen_daarna import NU, dicht, gemeente  # noqa: F401 fixtures
from tests.financien.toekenningfabriek import kom_binnen

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


def test_wat_klaarstaat_om_terug_te_gaan_wordt_niet_opnieuw_gevraagd_verwacht_of_ontvangen(dicht, chandra):  # noqa: F811
    bestem_alles(chandra, 2018)
    assert nog_te_ontvangen(dicht) == D("64000.00") - D("4388.78")
    kom_binnen(dicht, chandra, NU, 64000 - D("4388.78"))
    assert (nog_te_ontvangen(dicht), verwacht(dicht)) == (0, [])
    weer = {"toekenning": dicht, "rekening": rekening("1000"), "datum": NU, "sleutel": uuid4(), "gebruiker": chandra}

    with pytest.raises(BoekFout, match=r"^Er komt nog €\s0,00\."):
        ontvang(bedrag=D("4388.78"), **weer)
    with pytest.raises(BoekFout, match=r"^Alles is al betaald\.$"):
        verzoek_om_betaling(toekenning=dicht, termijn=None, datum=NU, sleutel=uuid4(), gebruiker=chandra)


def test_ook_als_het_hele_bedrag_kwam_en_een_deel_daarvan_klaarstaat(dicht, chandra):  # noqa: F811
    kom_binnen(dicht, chandra, NU, 64000)
    bestem_alles(chandra, 2018)
    assert (stand(dicht, date.max).terug, nog_te_ontvangen(dicht)) == (D("4388.78"), 0)

    zet_te_betalen(toekenning=dicht, bedrag=D("4388.78"), sleutel=uuid4(), gebruiker=chandra)

    assert (stand(dicht, date.max).terug, nog_te_ontvangen(dicht), verwacht(dicht)) == (0, 0, [])
    weer = {"toekenning": dicht, "rekening": rekening("1000"), "datum": NU, "sleutel": uuid4(), "gebruiker": chandra}
    with pytest.raises(BoekFout, match=r"^Er komt nog €\s0,00\."):
        ontvang(bedrag=D("0.01"), **weer)
