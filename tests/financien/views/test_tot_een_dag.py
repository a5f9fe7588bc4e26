"""A figure of a chosen day opens to the card up to that day, and the result of a year to its own statement."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from buurtwerkkamer.rollen import Rol
from financien.services.journaal import kaart
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, regel, rekening

D = Decimal
DAG, LATER = date(2026, 1, 31), date(2026, 2, 1)


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron, chandra):
    """Rent of two years before, of the last day of January and of the day after it."""
    begin_boeken(2024, 2025, 2026)
    for dag, bedrag in ((date(2024, 5, 1), 7), (date(2025, 5, 1), 40), (DAG, 100), (LATER, 30)):
        maak_boekstuk(chandra, regel("4110", "1000", bedrag, casa), datum=dag)
    return chandra


def blad(client, wie, naam, *args, **vraag) -> str:
    client.force_login(wie)
    antwoord = client.get(adres(naam, *args), vraag)
    assert antwoord.status_code == 200
    return unescape(antwoord.text)


class TestKaart:
    def test_de_kaart_tot_een_dag_eindigt_waar_het_cijfer_eindigt(self, client, boeken):
        client.force_login(boeken)
        tot = client.get(adres("rekening", 2026, "1000"), {"tot": "31-1-2026"})
        heel = client.get(adres("rekening", 2026, "1000"))
        einde = client.get(adres("rekening", 2026, "1000"), {"tot": "31-12-2026"})

        assert [(k.begin, k.credit, k.eind) for k in (tot.context["kaart"], heel.context["kaart"])] == [
            (-47, 100, -147),
            (-47, 130, -177),
        ]
        assert "Stand op 31 januari 2026" in tot.text
        assert "Je ziet de boekingen tot en met 31 januari 2026." in tot.text
        assert f'<a href="{adres("rekening", 2026, "1000")}">Toon heel 2026</a>' in tot.text
        assert [("Toon heel" in a.text, "Stand op" in a.text) for a in (heel, einde)] == [(False, False)] * 2

    def test_een_dag_zonder_boekingen_en_een_onleesbare_dag(self, client, boeken):
        leeg = blad(client, boeken, "rekening", 2026, "4110", tot="30-1-2026")
        raar = blad(client, boeken, "rekening", 2026, "4110", tot="32-1-2026")

        assert "Op deze rekening is in 2026 tot en met 30 januari 2026 niets geboekt." in leeg
        assert "tot en met 10 maart 2026" in raar  # as the statement does: today

    def test_bladeren_en_kamerkeuze_houden_de_dag(self, client, boeken, casa):
        for _ in range(60):
            maak_boekstuk(boeken, regel("4110", "1000", "1.00", casa), datum=DAG)

        tekst = blad(client, boeken, "rekening", 2026, "4110", tot="31-01-2026", kamer="cjm")

        assert "tot=31-01-2026&kamer=cjm&blad=2" in tekst
        assert 'name="tot" value="31-01-2026"' in tekst
        assert f'<a href="{adres("rekening", 2026, "4110")}?kamer=cjm">Toon heel 2026</a>' in tekst

    def test_voor_wie_geen_loon_ziet_is_het_loon_van_heel_het_jaar_welke_dag_ook(self, client, boeken, casa):
        maak_boekstuk(boeken, regel("4010", "1000", "2000", casa), datum=DAG)
        maak_boekstuk(boeken, regel("4010", "1000", "955.17", casa), datum=LATER)
        kas = maak_gebruiker("Lezer", Rol.KASCOMMISSIE)
        dagen = [None, date(2026, 1, 30), DAG, LATER]

        def lonen(wie):
            kaarten = [kaart(rekening("1000"), 2026, gebruiker=wie, tot=dag) for dag in dagen]
            return [(k.loon, k.credit) for k in kaarten]

        assert [loon for loon, _credit in lonen(kas)] == [D("-2955.17")] * 4
        assert [credit for _loon, credit in lonen(kas)] == [D("3085.17"), D("2955.17"), D("3055.17"), D("3085.17")]
        assert lonen(boeken) == [(0, D("3085.17")), (0, 0), (0, D("2100")), (0, D("3085.17"))]
        assert "Stand op" not in blad(client, kas, "rekening", 2026, "1000", tot="31-1-2026")


class TestBalansEnStaat:
    def test_de_balans_van_een_dag_opent_de_kaart_tot_die_dag_en_het_resultaat_van_zijn_eigen_jaar(
        self, client, boeken
    ):
        tekst = blad(client, boeken, "balans", 2026, tot="31-1-2026")

        assert f'{adres("rekening", 2026, "1000")}?tot=31-01-2026"' in tekst
        assert f'<a href="{adres("staat", 2026)}?tot=31-01-2026">Resultaat 2026</a>' in tekst
        eerder = tekst[tekst.index("Resultaat van eerdere jaren") :].split("</th>")[0]
        assert [f'<a href="{adres("staat", jaar)}">{jaar}</a>' in eerder for jaar in (2024, 2025, 2026)] == [
            True,
            True,
            False,
        ]

    def test_de_balans_vraagt_hoogstens_tien_keer_ook_met_eerdere_jaren(
        self, client, boeken, django_assert_max_num_queries
    ):
        for wie in (boeken, maak_gebruiker("Lezer", Rol.KASCOMMISSIE)):
            blad(client, wie, "balans", 2026)
            with django_assert_max_num_queries(10):
                client.get(adres("balans", 2026))

    def test_een_eerder_jaar_dat_helemaal_bestemd_is_staat_er_niet_meer_bij(self, client, boeken, casa):
        maak_boekstuk(boeken, regel("0500", "0590", "7", casa), datum=date(2024, 12, 31))

        tekst = blad(client, boeken, "balans", 2026)

        eerder = tekst[tekst.index("Resultaat van eerdere jaren") :].split("</th>")[0]
        assert [f">{jaar}</a>" in eerder for jaar in (2024, 2025)] == [False, True]

    def test_aan_het_einde_van_het_jaar_vraagt_geen_link_een_dag(self, client, boeken):
        for naam in ("balans", "staat"):
            tekst = blad(client, boeken, naam, 2025)
            assert adres("rekening", 2025, "1000" if naam == "balans" else "4110") + '"' in tekst
            assert "tot=" not in tekst

    def test_de_staat_van_een_dag_en_een_kamer_opent_de_kaart_daarvan_en_het_vorige_jaar(self, client, boeken):
        tekst = blad(client, boeken, "staat", 2026, tot="31-1-2026", kamer="cjm")
        alle = blad(client, boeken, "staat", 2026, tot="31-1-2026")

        assert f'{adres("rekening", 2026, "4110")}?kamer=cjm&tot=31-01-2026"' in tekst
        assert f'<a href="{adres("staat", 2025)}?kamer=cjm">Heel 2025</a>' in tekst
        assert f'<a href="{adres("staat", 2025)}">Heel 2025</a>' in alle

    @pytest.mark.parametrize("tot", ["30-1-2026", "31-1-2026", "1-2-2026", "10-3-2026"])
    def test_elk_cijfer_is_het_einde_van_de_kaart_die_het_opent(self, client, boeken, casa, tot):
        """Also for who sees no wages: those are of the whole year, in the figure and on its card."""
        maak_boekstuk(boeken, regel("4110", "1520", "12", casa), datum=LATER)
        for wie in (boeken, maak_gebruiker("Lezer", Rol.KASCOMMISSIE)):
            client.force_login(wie)
            staat = client.get(adres("staat"), {"tot": tot}).context["staat"]
            for deel in staat.kosten:
                for post in deel.regels:
                    einden = [
                        client.get(adres("rekening", 2026, r.nummer), {"tot": tot}).context["kaart"].eind
                        for r in post.rekeningen
                    ]
                    assert sum(einden) == post.realisatie, (wie, post.naam)
            balans = client.get(adres("balans"), {"tot": tot}).context
            for groep in (*balans["balans"].activa, *balans["balans"].passiva):
                for post in groep.regels:
                    if post.rekening and post.rekening.nummer:
                        vraag = dict([balans["vraag"][1:].split("=")])
                        open_ = client.get(adres("rekening", 2026, post.rekening.nummer), vraag).context["kaart"]
                        assert abs(open_.eind) == abs(post.bedrag), (wie, post.naam)
