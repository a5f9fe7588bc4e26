"""After the provisional close the promised correction is on the screen: a memoriaal, a reversal, a late bank line."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.models import Jaar
from financien.models import Bankregel, Boekstuk, Dagboek, Grootboekrekening, Herkenningsregel
from financien.services.betalen import zet_rekening
from financien.services.elders import zet_elders
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import ANDER_IBAN, deel, maak_betaalbaar

OUD = date(2025, 12, 31)
KENMERK = "Het jaar is voorlopig afgesloten. Vul het kenmerk van de accountant in."
REDEN = "Schrijf op waarom deze correctie nodig is."


def adres(naam, *args):
    return reverse(f"financien:{naam}", args=args)


@pytest.fixture
def huur(chandra, casa, time_machine):
    """A document of a year that is provisionally closed since."""
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_boeken(2025, 2026)
    stuk = maak_boekstuk(chandra, regel("4110", "1000", "1200", casa), datum=date(2025, 12, 5))
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")
    return stuk


def velden(casa, **anders):
    kop = {"sleutel": uuid4(), "datum": "31-12-2025", "omschrijving": "Huur naar de goede kamer", "aantal": 1}
    rij = {"debet": rekening("4110").pk, "credit": rekening("4120").pk, "bedrag": "1.200,00", "kamer": casa.pk}
    return kop | {f"r1-{naam}": waarde for naam, waarde in rij.items()} | anders


def fouten(antwoord) -> dict:
    form = antwoord.context["form"]
    return {naam: rij[0] for naam, rij in getattr(form, "kop", form).errors.items()}


def test_een_correctie_van_de_accountant_gaat_met_reden_en_kenmerk_het_jaar_in(client, chandra, casa, huur):
    client.force_login(chandra)
    assert adres("memoriaal", 2025) in client.get(adres("journaal", 2025)).content.decode()
    blad_ = client.get(adres("memoriaal", 2025)).content.decode()
    assert 'name="reden"' in blad_
    assert 'name="kenmerk"' in blad_
    assert 'value="31-12-2025"' in blad_

    leeg = client.post(adres("memoriaal", 2025), velden(casa))
    assert (leeg.status_code, fouten(leeg)) == (422, {"reden": REDEN, "kenmerk": KENMERK})
    goed = client.post(adres("memoriaal", 2025), velden(casa, reden="Verkeerde kamer", kenmerk="AC-12"))

    assert goed.status_code == 302
    stuk = Boekstuk.objects.get(datum=OUD)
    assert (stuk.dagboek, stuk.reden, stuk.kenmerk) == ("memoriaal", "Verkeerde kamer", "AC-12")


def test_wie_in_het_open_jaar_een_dag_van_het_voorlopige_jaar_kiest_krijgt_de_velden_erbij(client, chandra, casa, huur):
    client.force_login(chandra)
    pad = adres("memoriaal", 2026)
    assert 'name="kenmerk"' not in client.get(pad).content.decode()

    leeg = client.post(pad, velden(casa))
    assert (leeg.status_code, fouten(leeg)) == (422, {"reden": REDEN, "kenmerk": KENMERK})
    assert 'name="kenmerk"' in leeg.content.decode()
    assert client.post(pad, velden(casa, reden="Verkeerde kamer", kenmerk="AC-12")).status_code == 302
    assert client.post(pad, velden(casa, datum="10-03-2026", reden="Contract", **{"r1-bedrag": "5"})).status_code == 302
    assert sorted(Boekstuk.objects.exclude(pk=huur.pk).values_list("datum", "kenmerk")) == [
        (OUD, "AC-12"),
        (date(2026, 3, 10), ""),
    ]


def test_een_stuk_van_het_voorlopige_jaar_keer_je_in_dat_jaar_om_met_kenmerk(client, chandra, huur):
    client.force_login(chandra)
    pad = adres("omkeren", huur.pk)
    assert pad in client.get(adres("boekstuk", huur.pk)).content.decode()
    vast = {"sleutel": uuid4(), "datum": "31-12-2025", "reden": "Dubbel"}

    leeg = client.post(pad, vast)
    assert (leeg.status_code, fouten(leeg)) == (422, {"kenmerk": KENMERK})
    assert client.post(pad, vast | {"kenmerk": "AC-13"}).status_code == 302
    omkering = Boekstuk.objects.get(keert_om=huur)
    assert (omkering.datum, omkering.reden, omkering.kenmerk) == (OUD, "Dubbel", "AC-13")


def test_in_het_open_jaar_omkeren_vraagt_geen_kenmerk(client, chandra, huur):
    client.force_login(chandra)
    vast = {"sleutel": uuid4(), "datum": "10-03-2026", "reden": "Dubbel", "kenmerk": ""}

    assert client.post(adres("omkeren", huur.pk), vast).status_code == 302
    assert Boekstuk.objects.get(keert_om=huur).datum == date(2026, 3, 10)


def knoppen(client, stuk) -> list[bool]:
    """Tell whether the journal offers a memoriaal, and the document its reversal."""
    journaal, blad_ = client.get(adres("journaal", 2025)), client.get(adres("boekstuk", stuk.pk))
    return [adres("memoriaal", 2025) in journaal.text, "omkeren/" in blad_.text]


def test_na_het_vaststellen_is_er_geen_knop_meer(client, chandra, huur):
    client.force_login(chandra)
    assert knoppen(client, huur) == [True, True]
    Jaar.objects.filter(jaar=2025).update(status="vastgesteld")

    assert knoppen(client, huur) == [False, False]


def test_van_een_jaar_dat_elders_staat_is_er_ook_voorlopig_geen_knop(client, chandra, casa, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_boeken(2025, 2026)
    zet_elders(jaar=2025, pakket="Pakket X")
    stuk = maak_boekstuk(chandra, regel("4110", "1000", "12", casa), datum=OUD, dagboek=Dagboek.ELDERS)
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")
    client.force_login(chandra)

    assert knoppen(client, stuk) == [False, False]


@pytest.mark.parametrize(
    ("status", "dag"), [("open", "31-12-2026"), ("voorlopig", "31-12-2026"), ("vastgesteld", "10-03-2027")]
)
def test_omkeren_stelt_de_laatste_dag_van_het_jaar_van_het_stuk_voor_zolang_dat_nog_kan(
    client, chandra, casa, time_machine, status, dag
):
    """Reversed in another year and booked again on its own day it would count twice in the year it came from."""
    begin_boeken(2026, 2027)
    time_machine.move_to("2027-03-10 10:00", tick=False)
    toen, nu = (
        maak_boekstuk(chandra, regel("4110", "1000", "12", casa), datum=date(jaar, 2, 3)) for jaar in (2026, 2027)
    )
    stappen = {"voorlopig": ["voorlopig"], "vastgesteld": ["voorlopig", "vastgesteld"]}
    for stap in stappen.get(status, []):
        Jaar.objects.filter(jaar=2026).update(status=stap)
    client.force_login(chandra)

    assert f'value="{dag}"' in client.get(adres("omkeren", toen.pk)).text
    assert 'value="10-03-2027"' in client.get(adres("omkeren", nu.pk)).text


def test_wie_alleen_kijkt_krijgt_ook_na_het_afsluiten_geen_knop(client, bestuurslid, huur):
    client.force_login(bestuurslid)

    assert adres("memoriaal", 2025) not in client.get(adres("journaal", 2025)).content.decode()


@pytest.fixture
def laat(chandra, casa, eva, time_machine):
    """A bank line of a year that is provisionally closed, and the invoice it paid."""
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2025, 2026)
    lees_blad(chandra, blad(zin("-850.00", datum=date(2025, 12, 30)), zin("-1.00")))
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "850", casa), datum=date(2026, 1, 5))
    zet_rekening(partner=factuur.leverancier, iban=ANDER_IBAN, tenaamstelling="Stroom BV", gebruiker=chandra)
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")
    return Bankregel.objects.get(bedrag=-850)


def test_een_late_bankregel_vraagt_in_de_lijst_om_zijn_bladzijde_en_daar_om_het_kenmerk(client, chandra, laat):
    client.force_login(chandra)
    lijst = client.get(adres("bank")).content.decode()
    assert adres("bankregel_klopt", laat.pk) not in lijst
    assert "2025 is voorlopig afgesloten: boek met het kenmerk van de accountant." in lijst
    blad_ = client.get(adres("bankregel", laat.pk))
    assert adres("bankregel_klopt", laat.pk) in blad_.content.decode()
    beeld = blad_.context["voorstel"].beeld

    client.post(adres("bankregel_klopt", laat.pk), {"beeld": beeld, "kenmerk": " "})
    assert not Boekstuk.objects.filter(datum__year=2025).exists()
    client.post(adres("bankregel_klopt", laat.pk), {"beeld": beeld, "kenmerk": "AC-12"})
    stuk = Boekstuk.objects.get(datum__year=2025)
    assert (stuk.dagboek, stuk.datum, stuk.kenmerk) == ("memoriaal", date(2025, 12, 30), "AC-12")


def test_wat_in_het_open_jaar_is_teruggedraaid_is_weer_een_gewone_regel(client, chandra, laat):
    client.force_login(chandra)
    beeld = client.get(adres("bankregel", laat.pk)).context["voorstel"].beeld
    client.post(adres("bankregel_klopt", laat.pk), {"beeld": beeld, "kenmerk": "AC-12"})
    om = {"sleutel": uuid4(), "datum": "10-03-2026", "reden": "Dubbel"}
    client.post(adres("omkeren", Boekstuk.objects.get(datum__year=2025).pk), om)

    lijst = client.get(adres("bank")).content.decode()
    assert adres("bankregel_klopt", laat.pk) in lijst
    assert "voorlopig afgesloten" not in lijst
    client.post(adres("bankregel_klopt", laat.pk), {"beeld": beeld})
    assert Boekstuk.objects.get(dagboek="bank").datum == date(2026, 3, 10)


def test_met_de_hand_vraagt_de_regel_het_ook(client, chandra, casa, laat):
    client.force_login(chandra)
    vast = {"k-omschrijving": "Huur", "d1-rekening": rekening("4110").pk, "d1-kamer": casa.pk, "d1-bedrag": "850"}
    vast["k-toch"] = "on"  # an invoice of this amount waits

    leeg = client.post(adres("bankregel", laat.pk), vast)
    assert (leeg.status_code, fouten(leeg)) == (422, {"kenmerk": KENMERK})
    assert client.post(adres("bankregel", laat.pk), vast | {"k-kenmerk": "AC-12"}).status_code == 302
    assert Boekstuk.objects.get(datum__year=2025).kenmerk == "AC-12"


@pytest.mark.parametrize(("getypt", "wat"), [("Huur", "Huur"), ("", "Huur van de ruimte")])
def test_doe_dit_voortaan_zo_onthoudt_niet_de_dag_van_die_ene_regel(client, chandra, casa, laat, getypt, wat):
    """A document can never be changed, and each next one would say the day of the first."""
    vast = {"k-omschrijving": getypt, "d1-rekening": rekening("4110").pk, "d1-kamer": casa.pk, "d1-bedrag": "850"}
    client.force_login(chandra)
    client.post(adres("bankregel", laat.pk), vast | {"k-toch": "on", "k-kenmerk": "AC-12", "k-onthoud": "on"})

    assert Boekstuk.objects.get(datum__year=2025).omschrijving == f"{wat} (bank 30-12-2025)"
    assert Herkenningsregel.objects.get().omschrijving == wat


def test_een_factuur_die_de_bank_al_betaalde_is_niet_aangekruist_en_zegt_het(client, chandra, laat):
    client.force_login(chandra)
    antwoord = client.get(adres("klaarzetten", 2026))

    assert "Op 30 december 2025 ging dit bedrag al naar deze rekening. Boek eerst die bankregel." in (
        antwoord.content.decode()
    )
    assert antwoord.context["gekozen"] == []


def test_handgeld_dat_in_december_ging_komt_in_december(client, chandra, casa, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    begin_bank(2025, 2026)
    pot = Grootboekrekening.objects.get(kamer=casa, soort="handgeld")
    Grootboekrekening.objects.filter(pk=pot.pk).update(iban=ANDER_IBAN)
    lees_blad(chandra, blad(zin("-40.00", datum=date(2025, 12, 30), iban=ANDER_IBAN)))
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")
    lijn = Bankregel.objects.get()
    client.force_login(chandra)
    beeld = client.get(adres("bankregel", lijn.pk)).context["voorstel"].beeld

    client.post(adres("bankregel_klopt", lijn.pk), {"beeld": beeld})
    assert not Boekstuk.objects.exists()
    client.post(adres("bankregel_klopt", lijn.pk), {"beeld": beeld, "kenmerk": "AC-12"})

    stuk = Boekstuk.objects.get()
    assert (stuk.dagboek, stuk.datum, stuk.omschrijving) == (
        "memoriaal",
        date(2025, 12, 30),
        "Handgeld 12-2025 (bank 30-12-2025)",
    )
    assert list(stuk.boekingen.values_list("debet", "bedrag")) == [(pot.pk, 40)]
