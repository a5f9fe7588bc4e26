"""Accounts: made, renamed, linked, closed; what was booked keeps its meaning."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from buurtwerkkamer.models import Jaar
from financien.models import Grootboekrekening, Kostenpost, Verdeelsleutel
from financien.services import rekeningbeheer as beheer
from financien.services.boeken import BoekFout
from financien.services.realisatie import realisatie
from financien.services.rekeningbeheer import Opgave, RekeningFout, RekeningGewijzigd
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening

D = Decimal
IN_GEBRUIK = "Deze rekening is al in gebruik. Nummer, soort en lonen blijven zoals ze zijn."
RGS_SOORT = "De RGS-code van kosten en baten begint met W, die van de balans met B."
DICHT_JAAR = "Deze rekening telt mee in een afgesloten jaar. De post blijft zoals hij is."


@pytest.fixture(autouse=True)
def boeken(casa, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    begin_boeken(2025, 2026)


@pytest.fixture
def f7(db):
    return Kostenpost.objects.create(
        code="F7", soort="fysiek", naam="Verzekeringen", tekst="Verzekeringen", volgorde=20
    )


@pytest.fixture
def m6(db):
    return Kostenpost.objects.create(code="M6", soort="mensen", naam="Stagiairs", tekst="Stagiairs", volgorde=21)


def opgave(**velden) -> Opgave:
    return Opgave(**{"nummer": "4240", "naam": "Verzekeringen", "soort": "kosten", **velden})


def nu(nummer="4240") -> dict:
    return Grootboekrekening.objects.filter(nummer=nummer).values("naam", "soort", "post__code", "loon", "rgs").get()


def van(rij: Grootboekrekening, **anders) -> Opgave:
    namen = ("nummer", "naam", "soort", "bronsoort", "post", "loon", "rgs")
    return Opgave(**({naam: getattr(rij, naam) for naam in namen} | anders))


def zin_van(doe, *args, **kwargs) -> str:
    with pytest.raises(RekeningFout) as fout:
        doe(*args, **kwargs)
    return str(fout.value)


def boek_op(nummer, wie, kamer, bedrag="40.00", **velden):
    return maak_boekstuk(wie, regel(nummer, "1000", bedrag, kamer), **velden)


def test_een_nieuwe_rekening_bij_een_post_staat_in_de_realisatie_met_wat_erop_is_geboekt(f7, chandra, casa):
    beheer.maak(opgave(post=f7, rgs="WBedVerAss"))
    boek_op("4240", chandra, casa)

    regels = realisatie(Jaar.objects.get(jaar=2026), 3, [casa]).regels

    assert nu() == {"naam": "Verzekeringen", "soort": "kosten", "post__code": "F7", "loon": False, "rgs": "WBedVerAss"}
    assert [(r.code, r.stand.gerealiseerd) for r in regels] == [("f7", D("40.00"))]


def test_twee_keer_dezelfde_is_een_rekening_en_een_ander_met_dat_nummer_niet(f7):
    een, twee = (beheer.maak(opgave(post=f7)) for _ in range(2))

    assert een == twee
    assert zin_van(beheer.maak, opgave(naam="Iets anders")) == "Dit nummer is al van een andere rekening."


@pytest.mark.parametrize(
    ("velden", "fouten"),
    [
        ({"nummer": "424"}, {"nummer": "Een rekeningnummer heeft vier tot zes cijfers."}),
        ({"nummer": "42a0"}, {"nummer": "Een rekeningnummer heeft vier tot zes cijfers."}),
        ({"nummer": "1105"}, {"nummer": "Nummers met 11 of 12 vooraan zijn van de kamers. Kies een ander nummer."}),
        ({"nummer": "1299"}, {"nummer": "Nummers met 11 of 12 vooraan zijn van de kamers. Kies een ander nummer."}),
        ({"rgs": "verzekering"}, {"rgs": "Een RGS-code begint met B of W, zoals WBedHuiBeh."}),
        ({"rgs": "BSch"}, {"rgs": RGS_SOORT}),
        ({"soort": "schuld", "rgs": "WBed"}, {"rgs": RGS_SOORT}),
        ({"soort": "baten"}, {"bronsoort": "Kies bij baten een soort bron, en alleen bij baten."}),
        ({"soort": "bank"}, {"soort": "Kies een soort rekening."}),
    ],
)  # fmt: skip
def test_wat_niet_klopt_staat_bij_zijn_veld_en_er_komt_niets(velden, fouten):
    with pytest.raises(RekeningFout) as fout:
        beheer.maak(opgave(**velden))

    assert fout.value.fouten == fouten
    assert not Grootboekrekening.objects.filter(naam="Verzekeringen", nummer=velden.get("nummer", "4240")).exists()


@pytest.mark.parametrize("nummer", ["1300", "1099", "4999", "429999"])
def test_een_nummer_naast_die_van_de_kamers_mag(nummer):
    Grootboekrekening.objects.filter(nummer=nummer).delete()

    assert beheer.maak(opgave(nummer=nummer)).nummer == nummer


def test_een_post_van_mensen_maakt_er_een_loonrekening_van(m6):
    beheer.maak(opgave(post=m6))

    assert nu()["loon"] is True


def test_zolang_niets_haar_gebruikt_verandert_alles_en_daarna_alleen_naam_en_rgs(f7, chandra, casa):
    rij = beheer.maak(opgave())
    beheer.wijzig(rij, opgave(nummer="1455", soort="schuld"))
    rij = beheer.wijzig(rij, opgave(post=f7))
    boek_op("4240", chandra, casa)

    beheer.wijzig(rij, van(rij, naam="Polissen", rgs="WBedVer"))

    assert nu() == {"naam": "Polissen", "soort": "kosten", "post__code": "F7", "loon": False, "rgs": "WBedVer"}
    for anders in ({"nummer": "4250"}, {"soort": "schuld", "post": None}, {"loon": True}):
        assert zin_van(beheer.wijzig, rij, van(rij, **anders)).startswith(IN_GEBRUIK)
    assert nu()["naam"] == "Polissen"


def test_ook_een_verdeelsleutel_houdt_nummer_en_soort_vast():
    rij = beheer.maak(opgave())
    Verdeelsleutel.objects.create(jaar=Jaar.objects.get(jaar=2026), rekening=rij, wijze="gelijk")

    assert zin_van(beheer.wijzig, rij, opgave(soort="schuld")).startswith(IN_GEBRUIK)


def test_een_rekening_van_het_programma_houdt_haar_nummer_ook_zonder_boeking():
    rij = rekening("1500")

    assert zin_van(beheer.wijzig, rij, van(rij, nummer="1501")).startswith(IN_GEBRUIK)
    assert zin_van(beheer.sluit, rij) == "Op deze rekening boekt het programma zelf. Ze blijft open."


def test_de_post_verandert_zolang_elk_jaar_met_boekingen_open_is(f7, chandra, casa):
    rij = rekening("4210")
    boek_op("4210", chandra, casa, datum=date(2025, 12, 1))

    beheer.wijzig(rij, van(rij, post=f7))
    assert nu("4210")["post__code"] == "F7"

    Jaar.objects.filter(jaar=2025).update(status="voorlopig")
    assert zin_van(beheer.wijzig, rij, van(rij, post=None)).startswith(DICHT_JAAR)
    assert nu("4210")["post__code"] == "F7"


def test_waar_al_op_geboekt_is_wordt_geen_loonrekening_dus_ook_niet_van_een_post_van_mensen(m6, chandra, casa):
    rij = rekening("4210")
    boek_op("4210", chandra, casa)

    zin = "Bij deze post horen lonen, en deze rekening is geen loonrekening. Maak een nieuwe rekening voor deze post."
    assert zin_van(beheer.wijzig, rij, van(rij, post=m6)) == zin


def test_wie_later_komt_gooit_niets_weg():
    rij = beheer.maak(opgave())
    gezien = beheer.merk_van(rij)
    beheer.wijzig(rij, opgave(naam="Polissen"), gezien=gezien)

    with pytest.raises(RekeningGewijzigd, match="Iemand anders paste dit net aan"):
        beheer.wijzig(rij, opgave(naam="Premies"), gezien=gezien)
    assert nu()["naam"] == "Polissen"


def test_een_gesloten_rekening_neemt_niets_aan_blijft_in_de_cijfers_en_gaat_weer_open(chandra, casa):
    boek_op("4210", chandra, casa)
    beheer.sluit(rekening("4210"))

    with pytest.raises(
        BoekFout, match=r"^Rekening 4210 Verzekeringen is gesloten\. Kies een andere, of open haar weer"
    ):
        boek_op("4210", chandra, casa)
    stand = realisatie(Jaar.objects.get(jaar=2026), 3, [casa])
    assert [r.stand.gerealiseerd for r in stand.regels] == [D("40.00")]

    beheer.heropen(rekening("4210"))
    boek_op("4210", chandra, casa)


def test_van_de_balans_sluit_alleen_wat_op_nul_staat(chandra):
    rij = beheer.maak(opgave(nummer="1455", naam="Borg", soort="vordering"))
    stuk = regel("1455", "1000", "12.50")
    maak_boekstuk(chandra, stuk)
    assert zin_van(beheer.sluit, rij) == (
        "Op deze rekening staat nog €\u00a012,50. Boek dat eerst naar een andere rekening."
    )
    maak_boekstuk(chandra, regel("1000", "1455", "12.50"))

    beheer.sluit(rij)

    assert Grootboekrekening.objects.get(nummer="1455").gesloten


def test_de_rekening_van_een_kamer_blijft_open(casa):
    kas = Grootboekrekening.objects.get(kamer=casa, soort="kas")

    assert zin_van(beheer.sluit, kas) == "Deze rekening hoort bij een kamer en blijft open."


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"nummer": "4999"}, "Op deze rekening is al geboekt."),
        ({"soort": "schuld"}, "Op deze rekening is al geboekt."),
        ({"loon": True}, "Op deze rekening is al geboekt."),
        ({"post": "F7"}, "Deze rekening telt mee in een afgesloten jaar."),
    ],
)
def test_ook_wie_buiten_het_scherm_schrijft_verandert_niet_wat_geboekt_is(f7, chandra, casa, velden, melding):
    boek_op("4210", chandra, casa, datum=date(2025, 12, 1))
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")
    velden = {"post": f7} if "post" in velden else velden

    with pytest.raises(IntegrityError, match=melding), transaction.atomic():
        Grootboekrekening.objects.filter(nummer="4210").update(**velden)


def test_ook_wie_buiten_het_scherm_schrijft_sluit_geen_rekening_met_geld(chandra):
    maak_boekstuk(chandra, regel("1310", "1000", "12.50"))

    with pytest.raises(IntegrityError, match=r"Op deze rekening staat nog geld\."), transaction.atomic():
        Grootboekrekening.objects.filter(nummer="1310").update(gesloten=True)


def test_ook_wie_buiten_het_scherm_schrijft_zet_geen_mensen_op_een_open_rekening(m6):
    with pytest.raises(IntegrityError, match=r"Een rekening van mensen is een loonrekening\."), transaction.atomic():
        Grootboekrekening.objects.create(nummer="4060", naam="Stagiairs", soort="kosten", post=m6)


def test_elke_verandering_staat_in_het_spoor(f7):
    rij = beheer.maak(opgave())
    beheer.wijzig(rij, opgave(naam="Polissen", post=f7))
    beheer.sluit(rij)

    spoor = rij.events.order_by("pgh_id").values_list("pgh_label", "naam", "post__code", "gesloten")
    assert list(spoor) == [
        ("insert", "Verzekeringen", None, False),
        ("update", "Polissen", "F7", False),
        ("update", "Polissen", "F7", True),
    ]
