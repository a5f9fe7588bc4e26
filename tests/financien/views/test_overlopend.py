"""The pages of accruals: two documents, what is refused, and who sees those of wages."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import Rol
from financien.models import Boekstuk, Overlopendepost
from financien.services.overlopend import Deel, Opgave, boek_overlopend
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import adres, begin_boeken, meldingen, rekening, tekst

D = Decimal


@pytest.fixture(autouse=True)
def boeken(casa, multibron, aanbod_2018, time_machine):
    time_machine.move_to("2026-03-10 12:00", tick=False)
    begin_boeken(2025, 2026)


@pytest.fixture
def penning(client, chandra):
    client.force_login(chandra)
    return client


class TestOverlopend:
    def formulier(self, casa, **anders):
        velden = {"soort": "nog te betalen", "rekening": rekening("4120").pk, f"k{casa.pk}": "84,50"}
        return {"sleutel": uuid4(), "omschrijving": "Stroom", "reden": "Nota kwam later", **velden, **anders}

    def test_een_post_wordt_twee_stukken_en_twee_keer_sturen_verandert_niets(self, penning, casa):
        data = self.formulier(casa)

        for _ in range(2):
            antwoord = penning.post(adres("overlopend_nieuw", 2025), data, follow=True)

        assert meldingen(antwoord) == ["Geboekt als M2025-0001, en terug op 1 januari als M2026-0001."]
        assert Overlopendepost.objects.count() == 1
        weg = penning.post(
            adres("overlopend_weg", Overlopendepost.objects.get().pk),
            {"sleutel": uuid4(), "reden": "Fout"},
            follow=True,
        )
        assert meldingen(weg) == ["Omgekeerd door M2025-0002 en M2026-0002."]
        assert "ongedaan" in tekst(weg)

    def test_een_van_de_twee_stukken_keer_je_niet_los_om(self, penning, chandra, casa):
        opgave = Opgave(
            Overlopendepost.Soort.VOORUITBETAALD, rekening("4150"), [Deel(casa, D("5.00"))], "Cursus", "Later"
        )
        post = boek_overlopend(opgave, jaar=2025, vandaag=date(2026, 3, 10), sleutel=uuid4(), gebruiker=chandra)
        data = {"sleutel": uuid4(), "datum": "10-03-2026", "reden": "Fout"}

        for stuk in (post.boekstuk, post.tegenstuk):
            antwoord = penning.post(adres("omkeren", stuk.pk), data)
            assert antwoord.headers["Location"] == adres("overlopend_weg", post.pk)
        assert Boekstuk.objects.count() == 2

    @pytest.mark.parametrize(
        ("anders", "zin"),
        [
            ({"soort": ""}, "Kies wat voor post het is."),
            ({"rekening": ""}, "Kies een rekening."),
            ({"reden": ""}, "Schrijf op waarom dit bij dit jaar hoort."),
            ({"rekening": "8050"}, "Kies hierbij een rekening van kosten."),
        ],
    )
    def test_wat_mist_wordt_gezegd_en_wat_getypt_is_staat_er_nog(self, penning, casa, anders, zin):
        if anders.get("rekening"):
            anders = {"rekening": rekening(anders["rekening"]).pk}

        antwoord = penning.post(adres("overlopend_nieuw", 2025), self.formulier(casa, **anders))

        assert (antwoord.status_code, zin in tekst(antwoord), "84,50" in tekst(antwoord)) == (422, True, True)
        assert not Boekstuk.objects.exists()

    def test_zonder_bedrag_is_het_geen_post(self, penning, casa):
        antwoord = penning.post(adres("overlopend_nieuw", 2025), self.formulier(casa, **{f"k{casa.pk}": ""}))

        assert "Vul een bedrag in dat meer is dan € 0." in tekst(antwoord)

    def test_in_een_voorlopig_afgesloten_jaar_vraagt_het_formulier_het_kenmerk(self, penning, casa):
        Jaar.objects.filter(jaar=2025).update(status=Jaar.Status.VOORLOPIG)

        zonder = penning.post(adres("overlopend_nieuw", 2025), self.formulier(casa))
        met = penning.post(adres("overlopend_nieuw", 2025), self.formulier(casa, kenmerk="AC-1"), follow=True)

        assert "Vul het kenmerk van de accountant in." in tekst(zonder)
        assert Boekstuk.objects.get(datum=date(2025, 12, 31)).kenmerk == "AC-1"
        assert met.status_code == 200

    def test_een_post_van_loon_ziet_alleen_wie_loon_mag_zien(self, client, chandra, casa):
        for nummer, wat in (("4010", "Overuren"), ("4120", "Stroom")):
            opgave = Opgave(
                Overlopendepost.Soort.NOG_TE_BETALEN, rekening(nummer), [Deel(casa, D("5.00"))], wat, "Later"
            )
            boek_overlopend(opgave, jaar=2025, vandaag=date(2026, 3, 10), sleutel=uuid4(), gebruiker=chandra)

        ziet = {}
        for rol in (Rol.ACCOUNTANT, Rol.KASCOMMISSIE):
            client.force_login(maak_gebruiker(f"{rol}-o", rol))
            bladzijde = tekst(client.get(adres("overlopend", 2025)))
            ziet[rol.value] = ("Overuren" in bladzijde, "Stroom" in bladzijde)
        assert ziet == {"accountant": (True, True), "kascommissie": (False, True)}
