"""The hand-over: the pot with its identity, what is open, who has rights; the same on the page and on paper."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from buurtwerkkamer.rollen import Rol
from financien.models import Overdracht
from financien.services.handgeld.oordeel import keur_goed, wijs_af
from financien.services.handgeld.tellen import tel
from financien.services.overdracht import van_kamer, van_penningmeester
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.factuurfabriek import deel, klaar, maak_betaalbaar, maak_factuur
from tests.financien.handgeldfabriek import DAG, maak_bon, voorschieter, vul_potje

D = Decimal


@pytest.fixture(autouse=True)
def dag(db, casa, chandra, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2026)
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))


def punten(pakket, begin) -> list[tuple]:
    lijst = next(rij for rij in pakket.lijsten if rij.naam.startswith(begin))
    return [(punt.wat, punt.bedrag) for punt in lijst.punten]


def test_de_kamer_geeft_het_potje_met_zijn_identiteit_over(casa, amina):
    maak_bon(casa, amina, "12.50")
    assert not van_kamer(casa, DAG).geteld
    tel(kamer=casa, geteld=D("37.50"), met="Bram", sleutel=uuid4(), gebruiker=amina)

    (pot,) = van_kamer(casa, DAG).potten

    assert (pot.stand.kas, pot.stand.rekening, pot.stand.te_keuren, pot.stand.boek) == (
        D("37.50"), D("100.00"), D("12.50"), D("150.00"),
    )  # fmt: skip
    assert (pot.telling.kas_geteld, pot.telling.met) == (D("37.50"), "Bram")


@pytest.mark.parametrize(("dagen", "vers"), [(6, True), (7, False)])
def test_een_telling_van_een_week_geleden_is_te_oud(casa, amina, time_machine, dagen, vers):
    tel(kamer=casa, geteld=D("50.00"), met="Bram", sleutel=uuid4(), gebruiker=amina)

    assert van_kamer(casa, date(2026, 3, 10 + dagen)).geteld is vers


def test_een_gewone_telling_is_geen_overdracht(casa, amina):
    tel(kamer=casa, geteld=D("50.00"), sleutel=uuid4(), gebruiker=amina)

    assert not van_kamer(casa, DAG).geteld


def test_wat_openstaat_gaat_mee_en_van_een_andere_kamer_niet(casa, multibron, amina, chandra):
    maak_bon(casa, amina, "1.00", omschrijving="Wacht")
    wijs_af(maak_bon(casa, amina, "2.00", omschrijving="Vordering"), reden="Privé", gebruiker=chandra)
    eigen = maak_bon(casa, amina, "3.00", betaald_uit="eigen", voorschieter=voorschieter(casa, amina), omschrijving="E")
    keur_goed(eigen, gebruiker=chandra)
    keur_goed(maak_bon(casa, amina, "4.00", omschrijving="Klaar"), gebruiker=chandra)
    maak_factuur(chandra, deel("4120", "50", casa), nummer="A1", datum=date(2026, 2, 2))
    maak_factuur(chandra, deel("4120", "60", multibron), nummer="B1", datum=date(2026, 2, 2))

    hier = van_kamer(casa, DAG)

    assert punten(hier, "Bonnetjes") == [
        ("Casa Jepie Makandra: Wacht (wacht op akkoord)", D("1.00")),
        ("Casa Jepie Makandra: Vordering (dit geld moet terug in het potje)", D("2.00")),
        ("Casa Jepie Makandra: E (eigen geld, nog terug te betalen)", D("3.00")),
    ]
    assert [bedrag for _wat, bedrag in punten(hier, "Facturen")] == [D("50.00")]
    assert punten(hier, "Wie er nu bij kan") == [("Amina, coördinator", None)]
    alles = van_penningmeester([casa, multibron], DAG, loon=True)
    assert [bedrag for _wat, bedrag in punten(alles, "Facturen")] == [D("50.00"), D("60.00")]
    assert punten(alles, "Wie er nu bij kan") == [("Chandra, penningmeester", None)]


def test_een_open_bankregel_gaat_mee(casa, chandra):
    lees_blad(chandra, blad(zin("-10.00", naam="De Bakker", wat="Brood", datum=DAG)))

    assert punten(van_penningmeester([casa], DAG, loon=True), "Bankregels") == [("De Bakker, Brood", D("-10.00"))]


def test_op_papier_is_plaats_om_te_tekenen_en_staat_of_er_samen_geteld_is(client, casa, amina):
    client.force_login(amina)
    adres = reverse("financien:kameroverdracht_pdf", args=["cjm"])

    def tekst():
        antwoord = client.get(adres)
        assert antwoord["Content-Disposition"].startswith("attachment")
        return " ".join(" ".join(b.extract_text() for b in PdfReader(BytesIO(antwoord.content)).pages).split())

    voor = tekst()
    tel(kamer=casa, geteld=D("50.00"), met="Bram", sleutel=uuid4(), gebruiker=amina)
    na = tekst()

    assert ("Nog niet samen geteld" in voor, "Nog niet samen geteld" in na) == (True, False)
    for zinnetje in ("Wie weggaat", "Wie het overneemt", "Sleutels en passen, en wie ze heeft", "door Amina en Bram"):
        assert zinnetje in na


def test_de_bladzijden_kosten_weinig_vragen_en_een_vreemde_kamer_bestaat_niet(
    client, casa, multibron, amina, bram, chandra, django_assert_max_num_queries
):
    client.force_login(amina)
    client.get(reverse("financien:kameroverdracht", args=["cjm"]))
    with django_assert_max_num_queries(10):
        assert "Overdracht (PDF)" in client.get(reverse("financien:kameroverdracht", args=["cjm"])).text
    assert client.get(reverse("financien:kameroverdracht", args=["multibron"])).status_code == 404
    assert client.get(reverse("financien:overdracht")).status_code == 403
    client.force_login(chandra)
    client.get(reverse("financien:overdracht"))
    with django_assert_max_num_queries(10):
        assert client.get(reverse("financien:overdracht")).status_code == 200
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))
    assert client.get(reverse("financien:overdracht_pdf")).status_code == 200


@pytest.fixture
def loonfactuur(casa, multibron, chandra, eva):
    """One invoice that is a wage in an order that waits, beside one that two rooms share, and an open bank line."""
    lees_blad(chandra, blad(zin("-2531.07", naam="Uitzendbureau", wat="Inhuur", datum=DAG)))
    loon = maak_betaalbaar(chandra, eva, deel("4030", "2531.07", casa), datum=date(2026, 2, 2), nummer="W-1")
    klaar([loon], chandra)
    samen = (deel("4120", "50", casa), deel("4120", "60", multibron))
    maak_factuur(chandra, *samen, datum=date(2026, 2, 2), nummer="F-1")
    return loon


def test_een_kamer_ziet_van_een_factuur_het_eigen_deel_en_nooit_een_loon(casa, loonfactuur):
    assert [bedrag for _wat, bedrag in punten(van_kamer(casa, DAG), "Facturen")] == [D("50.00")]


def test_de_kascommissie_ziet_in_het_pakket_van_de_penningmeester_geen_los_loon(client, casa, chandra, loonfactuur):
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))
    blad_ = client.get(reverse("financien:overdracht")).text
    client.force_login(chandra)
    heel = client.get(reverse("financien:overdracht")).text

    assert ("2.531,07" in heel, "Uitzendbureau" in heel) == (True, True)
    assert ("2.531,07" in blad_, "Uitzendbureau" in blad_, "W-1" in blad_) == (False, False, False)
    kas = van_penningmeester([casa], DAG, loon=False)
    assert punten(kas, "Bankregels") == [("1 regel", None)]
    assert punten(kas, "Betaalopdrachten") == []
    assert [bedrag for _wat, bedrag in punten(kas, "Facturen")] == [D("110.00")]


@pytest.fixture
def nasra(casa, amina):
    tel(kamer=casa, geteld=D("50.00"), met="Nasra", sleutel=uuid4(), gebruiker=amina)
    return maak_gebruiker("Nasra", Rol.COORDINATOR, kamer=casa)


def schrijf_op(client, wie, ander, **anders):
    velden = {"van": wie.pk, "naar": ander.pk, "datum": "10-3-2026", "hoe": "hier", "sleutel": uuid4()}
    return client.post(reverse("financien:kameroverdracht_nieuw", args=["cjm"]), {**velden, **anders}, follow=True)


def test_twee_zeggen_ja_en_de_pdf_blijft_die_van_toen(client, casa, amina, nasra):
    client.force_login(amina)
    begin = schrijf_op(client, amina, nasra)
    rij = Overdracht.objects.get()
    pdf = reverse("financien:overdracht_bestand", args=[rij.pk])
    toen = client.get(pdf)
    assert "Nasra moet nog ja zeggen." in begin.text
    client.post(reverse("financien:overdracht_ja", args=[rij.pk]))
    client.force_login(nasra)
    half = client.get(reverse("financien:kameroverdracht", args=["cjm"])).text
    klaar = client.post(reverse("financien:overdracht_ja", args=[rij.pk]), follow=True)

    assert ("Amina zei ja." in half, "Ja, zo is het overgegeven" in half) == (True, True)
    assert "Allebei zeiden ja" in klaar.text
    assert rij.bestand.sha256[:16] in klaar.text
    assert "Ja, zo is het overgegeven" not in klaar.text
    assert client.get(pdf).content == toen.content
    assert toen["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naar": ""}, "Kies iemand uit de lijst."),
        ({"datum": "1-3-2026"}, "Kies een dag van de laatste week."),
        ({"hoe": ""}, "Kies hoe jullie tekenen."),
    ],
)
def test_wat_niet_kan_staat_bij_het_formulier(client, amina, nasra, anders, zin):
    client.force_login(amina)

    antwoord = schrijf_op(client, amina, nasra, **anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert not Overdracht.objects.exists()


def test_een_nee_op_de_bladzijde_vraagt_een_reden_en_maakt_plaats(client, amina, nasra):
    client.force_login(nasra)
    schrijf_op(client, amina, nasra)
    nee = reverse("financien:overdracht_nee", args=[Overdracht.objects.get().pk])

    leeg = client.post(nee, {"reden": ""})
    klaar = client.post(nee, {"reden": "De kas klopt niet."}, follow=True)

    assert (leeg.status_code, "Schrijf op wat er niet klopt." in leeg.text) == (422, True)
    assert "Ging niet door" in klaar.text
    assert "Schrijf de overdracht op" in klaar.text


def test_de_kascommissie_ziet_dat_de_penningmeester_overgaf_en_haalt_de_pdf_met_lonen_niet_op(client, chandra, nasra):
    client.force_login(chandra)
    nieuw = maak_gebruiker("Piet", Rol.PENNINGMEESTER)
    velden = {"van": chandra.pk, "naar": nieuw.pk, "datum": "10-3-2026", "hoe": "papier", "sleutel": uuid4()}
    client.post(reverse("financien:overdracht_nieuw"), velden)
    pdf = reverse("financien:overdracht_bestand", args=[Overdracht.objects.get().pk])
    assert client.get(pdf).status_code == 200
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

    pagina = client.get(reverse("financien:overdracht")).text

    assert "Op papier getekend" in pagina
    assert pdf not in pagina
    assert client.get(pdf).status_code == 404


def test_een_assistent_begint_geen_overdracht_en_zegt_wel_ja(client, casa, amina, nasra):
    asha = maak_gebruiker("Asha", Rol.ASSISTENT, kamer=casa)
    client.force_login(asha)
    assert schrijf_op(client, amina, asha).status_code == 403
    client.force_login(amina)
    schrijf_op(client, amina, asha)
    client.force_login(asha)

    client.post(reverse("financien:overdracht_ja", args=[Overdracht.objects.get().pk]))

    assert Overdracht.objects.met_stand().get().ja_naar is True
