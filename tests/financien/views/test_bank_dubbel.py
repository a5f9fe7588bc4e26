"""A cost is not booked straight from the bank while an invoice of that amount waits, unless someone says so."""

from decimal import Decimal

import pytest
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Boekstuk
from financien.services.akkoorden import keur_af
from financien.services.bank.boeken import neem_aan
from financien.services.bank.dubbel import dubbel_van
from financien.services.bank.herkenning import onthoud
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.boeken import BoekFout
from financien.services.factuurstand import Stand, een
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import ANDER, DAG, VREEMD, begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import rekening
from tests.financien.factuurfabriek import deel, maak_factuur, maak_geboekt

pytestmark = pytest.mark.django_db
D = Decimal
OPEN = (
    "Er staat nog een factuur van Stroom BV open met dit bedrag, F-12: "
    "boek je dit los, dan kan die nog eens betaald worden."
)
WACHT = (
    "Er wacht een factuur van Stroom BV met dit bedrag, F-12: "
    "boek je dit los, dan komen de kosten twee keer in de boeken."
)
TOCH = "Dit is een andere betaling"


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-04-10 12:00", tick=False)


@pytest.fixture
def bank(casa, multibron, client, chandra):
    begin_bank(2026)
    client.force_login(chandra)
    return chandra


@pytest.fixture
def coach(db):
    return maak_gebruiker("Coach", Rol.PROJECTCOACH)


@pytest.fixture
def factuur(bank, casa, coach):
    """An invoice of 121,10 in the books, of a supplier without an account number."""
    return maak_geboekt(bank, coach, deel("4120", "121.10", casa), datum=DAG)


def op_de_bank(wie, bedrag="-121.10", **velden) -> Bankregel:
    vast = {"iban": VREEMD, "naam": "STROOM B.V.", "wat": "Incasso maart"}
    lees_blad(wie, blad(zin(bedrag, **{**vast, **velden})))
    return Bankregel.objects.get()


def spreek_af(regel, casa):
    """Agree that such lines are the costs of energy, so that there is a proposal apart from the invoice."""
    delen = [Deel(rekening("4120"), regel.bedrag, casa)]
    onthoud(regel=regel, delen=delen, omschrijving="Energie", woorden="", vandaag=DAG)


def adres(naam, *args):
    return reverse(f"financien:{naam}", args=args)


def formulier(casa, **velden):
    vast = {"aantal": "1", "d1-rekening": rekening("4120").pk, "d1-kamer": casa.pk, "d1-bedrag": "121,10"}
    return {**vast, **velden}


@pytest.mark.parametrize(
    ("velden", "lijkt"),
    [
        ({}, True),  # by its name, though the account is another
        ({"iban": ""}, True),
        ({"naam": "", "wat": "Stroom BV incasso"}, True),
        ({"naam": "Stroom"}, True),
        ({"naam": "BV"}, False),
        ({"naam": "Gas BV", "wat": "Incasso"}, False),
        ({"bedrag": "-121.11"}, False),
        ({"bedrag": "121.10"}, False),
    ],
)
def test_dezelfde_leverancier_en_hetzelfde_bedrag_op_de_cent(bank, factuur, velden, lijkt):
    dubbel = dubbel_van(op_de_bank(bank, **velden))

    assert (dubbel is not None) == lijkt
    assert not lijkt or (dubbel.factuur, dubbel.zin) == (factuur, OPEN)


def test_op_rekeningnummer_ook_als_de_naam_een_andere_is(bank, factuur, coach):
    factuur.leverancier.bankrekeningen.create(iban=ANDER, tenaamstelling="Stroom BV", ingevoerd_door=bank)

    assert dubbel_van(op_de_bank(bank, iban=ANDER, naam="Incassobureau")).factuur == factuur


def test_wat_in_de_boeken_staat_gaat_voor_wat_nog_op_een_ja_wacht(bank, casa, coach):
    """Entered first, and so first in the list: only the one in the books can be booked as paid."""
    maak_factuur(bank, deel("4120", "121.10", casa), datum=DAG, nummer="F-11")
    open_ = maak_geboekt(bank, coach, deel("4120", "121.10", casa), datum=DAG)

    dubbel = dubbel_van(op_de_bank(bank))

    assert (dubbel.factuur, dubbel.zin, dubbel.voorstel is None) == (open_, OPEN, False)


class TestAannemen:
    def test_wie_los_aanneemt_wordt_tegengehouden_en_kan_de_factuur_kiezen(self, client, bank, factuur, casa):
        regel = op_de_bank(bank)
        spreek_af(regel, casa)
        los = voorstellen([regel])[regel.pk][0]
        assert los.waarom == "Herkend: Energie."

        lijst = client.get(adres("bank")).content.decode()
        assert OPEN in lijst
        assert f'value="{los.beeld}"' not in lijst
        geweigerd = client.post(adres("bankregel_klopt", regel.pk), {"beeld": los.beeld}, follow=True)
        assert [str(m) for m in geweigerd.context["messages"]] == [OPEN]
        assert geweigerd.redirect_chain == [(adres("bankregel", regel.pk), 302)]
        assert not Boekstuk.objects.filter(dagboek="bank").exists()

        client.post(adres("bankregel_klopt", regel.pk), {"beeld": dubbel_van(regel).voorstel.beeld})

        assert een(factuur).stand == Stand.BETAALD
        assert Boekstuk.objects.get(dagboek="bank").omschrijving == "Betaald: Stroom BV F-12"

    def test_zonder_voorstel_biedt_de_lijst_de_factuur_aan(self, client, bank, factuur):
        regel = op_de_bank(bank)
        assert voorstellen([regel])[regel.pk] == []

        pagina = client.get(adres("bank")).content.decode()

        assert (OPEN in pagina, f'value="{dubbel_van(regel).voorstel.beeld}"' in pagina) == (True, True)

    def test_een_factuur_die_er_intussen_bij_kwam_houdt_een_oude_bladzijde_tegen(self, bank, coach, casa):
        regel = op_de_bank(bank)
        spreek_af(regel, casa)
        gezien = voorstellen([regel])[regel.pk][0].beeld
        maak_geboekt(bank, coach, deel("4120", "121.10", casa), datum=DAG)

        with pytest.raises(BoekFout, match="Er staat nog een factuur van Stroom BV open"):
            neem_aan(regel=Bankregel.objects.get(), beeld=gezien, gebruiker=bank)

    def test_een_factuur_die_nog_niet_geboekt_is_houdt_ook_tegen(self, client, bank, casa):
        factuur = maak_factuur(bank, deel("4120", "121.10", casa), datum=DAG)
        regel = op_de_bank(bank)
        spreek_af(regel, casa)

        pagina = client.get(adres("bank")).content.decode()

        assert (WACHT in pagina, adres("factuur", factuur.pk) in pagina) == (True, True)
        with pytest.raises(BoekFout, match="Er wacht een factuur van Stroom BV"):
            neem_aan(regel=regel, beeld=voorstellen([regel])[regel.pk][0].beeld, gebruiker=bank)
        assert "F-12: " not in client.get(adres("bankregel", regel.pk)).content.decode().replace(WACHT, "")

    def test_wat_betaald_is_houdt_niets_meer_tegen(self, bank, factuur):
        regel = op_de_bank(bank)
        neem_aan(regel=regel, beeld=dubbel_van(regel).voorstel.beeld, gebruiker=bank)

        assert dubbel_van(Bankregel.objects.get()) is None

    def test_wat_afgekeurd_is_houdt_niets_tegen(self, bank, casa):
        factuur = maak_factuur(bank, deel("4120", "121.10", casa), datum=DAG)
        regel = op_de_bank(bank)
        assert dubbel_van(Bankregel.objects.get()).factuur == factuur

        keur_af(factuur, ronde=1, reden="Dubbel", gebruiker=bank)

        assert dubbel_van(regel) is None


class TestFormulier:
    def test_los_boeken_kan_pas_na_bevestigen_en_wat_getypt_is_blijft(self, client, bank, factuur, casa):
        regel = op_de_bank(bank)
        pagina = client.get(adres("bankregel", regel.pk)).content.decode()
        assert (OPEN in pagina, TOCH in pagina) == (True, True)

        geweigerd = client.post(adres("bankregel", regel.pk), formulier(casa, **{"k-omschrijving": "Getypt"}))

        assert (geweigerd.status_code, 'value="Getypt"' in geweigerd.content.decode()) == (422, True)
        assert geweigerd.context["form"].kop.errors == {"toch": [OPEN]}
        assert not Boekstuk.objects.filter(dagboek="bank").exists()

        assert client.post(adres("bankregel", regel.pk), formulier(casa, **{"k-toch": "on"})).status_code == 302

        assert (een(factuur).stand, een(factuur).open) == (Stand.TE_BETALEN, D("121.10"))
        assert Boekstuk.objects.get(dagboek="bank").omschrijving == rekening("4120").naam

    def test_de_factuur_staat_als_eerste_keuze_en_betaalt_zonder_bevestigen(self, client, bank, factuur):
        regel = op_de_bank(bank)
        keuzes = client.get(adres("bankregel", regel.pk)).context["form"].regels[0].fields["factuur"].choices
        assert [waarde for waarde, _naam in keuzes][1] == str(factuur.pk)

        velden = {"aantal": "1", "d1-bedrag": "121,10", "d1-factuur": str(factuur.pk)}
        assert client.post(adres("bankregel", regel.pk), velden).status_code == 302

        assert een(factuur).stand == Stand.BETAALD

    def test_zonder_zo_n_factuur_wordt_er_niets_gevraagd(self, client, bank, casa):
        regel = op_de_bank(bank)
        assert TOCH not in client.get(adres("bankregel", regel.pk)).content.decode()

        assert client.post(adres("bankregel", regel.pk), formulier(casa)).status_code == 302


def test_de_bank_vraagt_even_vaak_voor_een_als_voor_veertig_regels(
    client, bank, casa, coach, django_assert_max_num_queries
):
    def vragen():
        client.get(adres("bank"))  # the menu keeps the number of lines that wait
        with django_assert_max_num_queries(10) as gevraagd:
            assert OPEN in client.get(adres("bank")).content.decode()
        return len(gevraagd)

    maak_geboekt(bank, coach, deel("4120", "121.10", casa), datum=DAG)
    regel = op_de_bank(bank)
    spreek_af(regel, casa)
    een_ = vragen()
    meer = [zin("-121.10", iban=VREEMD, naam="Stroom BV", wat=f"Incasso {n}") for n in range(39)]
    lees_blad(bank, blad(*meer, begin="878.90"))
    for n in range(9):
        maak_geboekt(bank, coach, deel("4120", "121.10", casa), datum=DAG, nummer=f"G-{n}")

    assert (vragen(), Bankregel.objects.count()) == (een_, 40)
    with django_assert_max_num_queries(10):
        client.get(adres("bankregel", regel.pk))
