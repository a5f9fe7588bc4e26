"""The page of a document: its proof with the rights of where it comes from, and the way down."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Boekstuk, Dagboek, Loonjournaalpost, Overlopendepost
from financien.services.bank.boeken import boek_zelf, neem_aan
from financien.services.bank.voorstellen import Deel, voorstellen
from financien.services.boeken import keer_om
from financien.services.handgeld.oordeel import keur_goed
from financien.services.handgeld.tellen import tel
from financien.services.opdrachten import keur_goed as keur_goed_opdracht
from financien.services.openposten import Openpost, zet_erbij
from financien.services.stapgevolg import neem_terug
from financien.services.terugbetaling import zet_te_betalen
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.boekfabriek import adres, begin_boeken, maak_boekstuk, regel, rekening
from tests.financien.factuurfabriek import IBAN, ONZE_IBAN, deel, klaar, leverancier, maak_betaalbaar, maak_geboekt
from tests.financien.handgeldfabriek import maak_bon, vul_potje
from tests.financien.stukblad import GEEN, bewijs, pagina
from tests.financien.toekenningfabriek import kom_binnen, maak_toekenning, stap, verleen
from tests.financien.uitvoerfabriek import maak_bewijs

D = Decimal
FEB = date(2026, 2, 2)


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)


@pytest.fixture
def boeken(casa, multibron):
    begin_boeken(2026)


@pytest.mark.usefixtures("boeken")
class TestWatErStaat:
    def test_reden_en_kenmerk_van_de_accountant_staan_erbij_en_het_journaal_vindt_het_kenmerk(
        self, client, chandra, casa
    ):
        vast = {"reden": "Verkeerde kamer", "kenmerk": "AC-7", "omschrijving": "Correctie"}
        for nummer in range(7):
            maak_boekstuk(chandra, regel("4110", "1000", nummer + 1, casa))
        stuk = maak_boekstuk(chandra, regel("4110", "1000", "9", casa), **vast)

        tekst = pagina(client, chandra, stuk)
        gevonden = client.get(adres("journaal"), {"zoek": "AC-7"}).context["blad"]

        assert "<dt>Reden</dt><dd>Verkeerde kamer</dd>" in tekst
        assert "<dt>Kenmerk van de accountant</dt><dd>AC-7</dd>" in tekst
        assert [str(s) for s in gevonden] == ["M2026-0008"]  # and not number 7

    def test_van_loon_staat_er_geen_reden_geen_kenmerk_en_geen_weg(self, client, chandra, casa):
        loon = regel("4010", "1520", "2955.17", casa)
        vast = {"reden": "Opslag Truus", "kenmerk": "AC-9", "bewijs": maak_bewijs(b"strook", "truus.pdf")}
        stuk = maak_boekstuk(chandra, loon, **vast)
        kas = maak_gebruiker("Lezer", Rol.KASCOMMISSIE)

        tekst, open_ = pagina(client, kas, stuk), pagina(client, chandra, stuk)
        client.force_login(kas)
        gezocht = client.get(adres("journaal"), {"zoek": "AC-9"}).context["blad"]

        for woord in ("Opslag Truus", "AC-9", "truus.pdf", adres("boekstuk_bewijs", stuk.pk)):
            assert (woord in open_, woord in tekst) == (True, False), woord
        assert (list(gezocht), bewijs(client, kas, stuk)) == ([], (404, b""))
        assert bewijs(client, chandra, stuk) == (200, b"strook")

    def test_een_omgekeerd_stuk_wijst_naar_het_bewijs_van_het_eerste(self, client, chandra, casa):
        stuk = maak_boekstuk(chandra, regel("4110", "1000", "9", casa), bewijs=maak_bewijs(b"nota", "nota.pdf"))
        terug = keer_om(stuk, datum=stuk.datum, reden="Dubbel", sleutel=uuid4(), gebruiker=chandra)

        tekst = pagina(client, chandra, terug)

        assert f"{GEEN} Dit stuk keert {stuk} om. Het bewijs staat daar." in tekst
        assert "<dt>Reden</dt><dd>Dubbel</dd>" in tekst

    def test_zonder_bewijs_en_zonder_uitleg_staat_dat_er_ook(self, client, chandra, casa):
        stuk = maak_boekstuk(chandra, regel("4110", "1000", "9", casa))

        assert f"{GEEN} Er is niet opgeschreven waarom." in pagina(client, chandra, stuk)


@pytest.mark.usefixtures("boeken")
class TestDeWegOmlaag:
    def test_van_een_factuur_naar_de_factuur_en_haar_scan(self, client, chandra, eva, casa):
        factuur = maak_geboekt(chandra, eva, deel("4120", "50", casa))
        stuk = Boekstuk.objects.get()

        tekst = pagina(client, chandra, stuk)

        assert f'<dt>Factuur</dt><dd><a href="{adres("factuur", factuur.pk)}">Stroom BV F-12</a></dd>' in tekst
        assert f"{GEEN} De factuur is ingevoerd zonder scan." in tekst

    def test_van_een_bankregel_naar_de_regel_of_voor_wie_leest_naar_de_lijst(self, client, chandra, casa):
        begin_bank(2026)
        lees_blad(chandra, blad(zin("-10.00")))
        bankregel = Bankregel.objects.get()
        delen = [Deel(rekening("4110"), D("-10.00"), casa)]
        stuk = boek_zelf(regel=bankregel, delen=delen, omschrijving="Huur", gebruiker=chandra).boekstuk
        accountant = maak_gebruiker("Lezer", Rol.ACCOUNTANT)

        tekst, leest = pagina(client, chandra, stuk), pagina(client, accountant, stuk)
        client.force_login(accountant)
        lijst = client.get(reverse("financien:bank_geboekt"), {"zoek": str(stuk)}).context["blad"]
        anders = client.get(reverse("financien:bank_geboekt"), {"zoek": "B2026-0002"}).context["blad"]

        link = f'<a href="{adres("bankregel", bankregel.pk)}">03-03-2026, € −10,00</a>'
        assert f"<dt>Bankregel</dt><dd>{link}</dd>" in tekst
        assert f"{GEEN} De bankregel is het bewijs. Het bankbestand is bewaard." in tekst
        assert f"?zoek={stuk}" in leest
        assert adres("bankregel", bankregel.pk) not in leest
        assert (list(lijst), list(anders)) == ([bankregel], [])

    def test_van_een_bonnetje_naar_het_bonnetje_en_van_een_telling_naar_de_tellingen(
        self, client, chandra, amina, casa
    ):
        vul_potje(chandra, casa, kas="90.00", datum=FEB)
        bon = maak_bon(casa, amina, "5.00", datum=FEB, zonder_foto="Op de markt")
        stuk = keur_goed(bon, gebruiker=chandra)
        telling = tel(kamer=casa, geteld=D("84.00"), uitleg="Een euro kwijt", sleutel=uuid4(), gebruiker=amina)

        tekst, geteld = pagina(client, chandra, stuk), pagina(client, chandra, telling.boekstuk)

        assert f'<dt>Bonnetje</dt><dd><a href="{adres("bon", bon.pk)}">Koffie</a></dd>' in tekst
        assert f"{GEEN} Er is geen foto van de bon. Op de markt" in tekst
        assert adres("tellingen", "cjm") in geteld
        assert f"{GEEN} De telling van de kas is het bewijs." in geteld

    def test_van_een_bate_naar_de_toekenning_en_de_brief_van_de_stap_ook_als_die_later_komt(
        self, client, chandra, casa
    ):
        rij = verleen(maak_toekenning(chandra, {casa: 1000}, jaar=2026), chandra, date(2026, 1, 5))
        bate, geld = Boekstuk.objects.get(dagboek=Dagboek.VERKOOP), kom_binnen(rij, chandra, FEB, 400)

        eerst = pagina(client, chandra, bate)
        stap_ = rij.stappen.get(status="verleend")
        brief = rij.brieven.create(
            omschrijving="Beschikking", datum=FEB, bestand=maak_bewijs(b"brief", "b.pdf"), stap=stap_
        )
        later = pagina(client, chandra, bate), pagina(client, chandra, geld)

        assert f'<dt>Toekenning</dt><dd><a href="{adres("toekenning", rij.pk)}">{rij}</a></dd>' in eerst
        assert f"{GEEN} De brief bij de stap verleend is er nog niet. De brief komt nog." in eerst
        assert [f'<a href="{adres("brief", brief.pk)}">Beschikking</a>' in tekst for tekst in later] == [True, True]
        assert [GEEN in tekst for tekst in later] == [False, False]

    def test_van_een_betaling_naar_de_opdracht_en_de_factuur(self, client, chandra, eva, bestuurslid, casa):
        factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
        opdracht = klaar([factuur], chandra)
        keur_goed_opdracht(opdracht, gebruiker=bestuurslid)
        vast = {"iban": IBAN, "naam": "Stroom BV", "wat": "F-12", "datum": date(2026, 3, 10)}
        lees_blad(chandra, blad(zin("-121.10", **vast), iban=ONZE_IBAN))
        bankregel = Bankregel.objects.get()
        voorstel = voorstellen([bankregel])[bankregel.pk][0]
        stuk = neem_aan(regel=bankregel, beeld=voorstel.beeld, gebruiker=chandra).boekstuk

        tekst = pagina(client, chandra, stuk)

        assert f'<dt>Betaalopdracht</dt><dd><a href="{adres("betaling", opdracht.pk)}">{opdracht}</a></dd>' in tekst
        assert adres("factuur", factuur.pk) in tekst

    def test_van_lonen_en_van_een_overlopende_post_naar_hun_lijst(self, client, chandra, casa):
        loonstuk = maak_boekstuk(chandra, regel("4010", "1520", "100", casa))
        sommen = {"bruto": 100, "werkgeverslasten": 20, "vakantiegeld": 8, "netto": 80, "loonheffing": 40}
        vast = {"maand": date(2026, 2, 1), "poging": 1, "sha256": "0" * 64}
        Loonjournaalpost.objects.create(boekstuk=loonstuk, **sommen, **vast)
        stukken = [maak_boekstuk(chandra, regel("4120", "1500", "5", casa)) for _ in range(2)]
        posten = {"boekstuk": stukken[0], "tegenstuk": stukken[1]}
        Overlopendepost.objects.create(soort="nog te betalen", rekening=rekening("4120"), **posten)
        kas = maak_gebruiker("Lezer", Rol.KASCOMMISSIE)

        loon, dicht = pagina(client, chandra, loonstuk), pagina(client, kas, loonstuk)
        overlopend = [pagina(client, kas, stuk) for stuk in stukken]

        assert f'<dt>Lonen</dt><dd><a href="{adres("lonen", 2026)}">februari 2026</a></dd>' in loon
        assert f"{GEEN} Dit komt van het loonbureau." in loon
        assert ("februari 2026" in dicht, adres("lonen", 2026) in dicht) == (False, False)
        link = f'<dt>Overlopende post</dt><dd><a href="{adres("overlopend", 2026)}">nog te betalen</a></dd>'
        assert [link in tekst for tekst in overlopend] == [True, True]

    def test_de_bladzijde_vraagt_hoogstens_tien_keer_ook_van_een_toekenning(
        self, client, chandra, casa, multibron, django_assert_max_num_queries
    ):
        rij = verleen(maak_toekenning(chandra, {casa: 1000, multibron: 500}, jaar=2026), chandra, date(2026, 1, 5))
        kom_binnen(rij, chandra, FEB, 400)
        for rol in (Rol.PENNINGMEESTER, Rol.KASCOMMISSIE):
            client.force_login(maak_gebruiker(f"Lezer-{rol}", rol))
            for stuk in Boekstuk.objects.all():
                client.get(adres("boekstuk", stuk.pk))
                with django_assert_max_num_queries(10):
                    client.get(adres("boekstuk", stuk.pk))


class TestGeenIngevoerdeFactuur:
    """A document that has an invoice by its side which nobody typed in: no scan belongs to it."""

    @pytest.fixture
    def rij(self, boeken, chandra, casa):
        return maak_toekenning(chandra, {casa: 1000}, jaar=2026, tot=date(2026, 1, 31))

    def zet_terug(self, rij, wie, bedrag) -> Boekstuk:
        zet_te_betalen(toekenning=rij, bedrag=D(bedrag), sleutel=uuid4(), gebruiker=wie)
        return Boekstuk.objects.get(omschrijving__startswith="Klaar om terug te betalen")

    def test_wat_teruggaat_wacht_op_de_brief_van_de_stap(self, client, rij, chandra):
        verleen(rij, chandra, date(2026, 1, 5))
        kom_binnen(rij, chandra, date(2026, 1, 20), 1000)
        stap(rij, chandra, date(2026, 2, 20), "vastgesteld", bedrag=D(900))

        tekst = pagina(client, chandra, self.zet_terug(rij, chandra, 100))

        assert f"{GEEN} De brief bij de stap vastgesteld is er nog niet. De brief komt nog." in tekst
        assert "zonder scan" not in tekst

    def test_wat_teruggaat_van_een_afgewezen_aanvraag_zegt_dat_het_teruggaat(self, client, rij, chandra):
        stap(rij, chandra, date(2026, 1, 5), "aangevraagd")
        kom_binnen(rij, chandra, date(2026, 1, 20), 100)
        stap(rij, chandra, date(2026, 2, 20), "afgewezen")

        assert f"{GEEN} Gaat terug naar de financier." in pagina(client, chandra, self.zet_terug(rij, chandra, 100))

    def test_wat_al_openstond_zegt_dat(self, client, boeken, chandra, casa):
        maak_boekstuk(chandra, regel("4110", "1500", "5", casa))
        vast = {"leverancier": leverancier(), "datum": FEB, "vervaldatum": FEB, "omschrijving": "Stroom"}
        zet_erbij(Openpost(nummer="OUD-1", bedrag=D(5), **vast), sleutel=uuid4(), gebruiker=chandra)

        tekst = pagina(client, chandra, Boekstuk.objects.get(omschrijving__startswith="Stond al open"))

        assert f"{GEEN} Stond al open bij het begin van de boeken." in tekst


def test_de_laatste_stap_met_een_brief_is_die_van_de_dag_zelf(client, chandra, vier, boeken):
    """A receipt before the final decision has the letter of the grant; what the final one takes away has its own."""
    vast = {"jaar": 2026, "tot": date(2026, 1, 31)}
    rij = verleen(maak_toekenning(chandra, {vier[0]: 1000}, **vast), chandra, date(2026, 1, 5))
    geld = kom_binnen(rij, chandra, date(2026, 1, 20), 400)
    stap(rij, chandra, date(2026, 2, 5), "verantwoord")
    stap(rij, chandra, date(2026, 2, 20), "vastgesteld", bedrag=D(900))
    for status in ("verleend", "vastgesteld"):
        bestand = maak_bewijs(status.encode(), f"{status}.pdf")
        stap_ = rij.stappen.get(status=status)
        rij.brieven.create(omschrijving=f"Brief {status}", datum=FEB, bestand=bestand, stap=stap_)
    lager = Boekstuk.objects.get(omschrijving__startswith="Lager vastgesteld")
    bate = Boekstuk.objects.get(omschrijving__startswith="Baten 2026")

    gezien = {naam: pagina(client, chandra, s) for naam, s in (("bate", bate), ("geld", geld), ("lager", lager))}

    assert {naam: [s for s in ("verleend", "vastgesteld") if f">Brief {s}<" in t] for naam, t in gezien.items()} == {
        "bate": ["verleend"],
        "geld": ["verleend"],
        "lager": ["vastgesteld"],
    }


def test_een_bate_houdt_de_brief_van_haar_eigen_besluit_als_dat_is_teruggenomen(client, chandra, casa, boeken):
    rij = maak_toekenning(chandra, {casa: 1000}, jaar=2026)
    for dag in (date(2026, 1, 5), date(2026, 1, 20)):
        verleen(rij, chandra, dag)
        bestand = maak_bewijs(str(dag).encode(), "b.pdf")
        stap_ = rij.stappen.geldig().get(status="verleend")
        rij.brieven.create(omschrijving=f"Brief {dag}", datum=FEB, bestand=bestand, stap=stap_)
        if dag.day == 5:
            neem_terug(toekenning=rij, stap=stap_.pk, reden="Verkeerd", gebruiker=chandra)
    eerste, tweede = Boekstuk.objects.filter(omschrijving__startswith="Baten 2026").order_by("pk")

    gezien = [pagina(client, chandra, stuk) for stuk in (eerste, tweede)]

    brieven = ("Brief 2026-01-05", "Brief 2026-01-20")
    assert [[brief for brief in brieven if f">{brief}<" in tekst] for tekst in gezien] == [[b] for b in brieven]
