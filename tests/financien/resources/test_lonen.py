"""The monthly sheet of the payroll bureau: strict, without persons, once a month, right to the cent."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from buurtwerkkamer.invoer.vormen import VORMEN
from buurtwerkkamer.rollen import RECHTEN, Rol
from financien.models import Boekstuk, Loonjournaalpost
from financien.models.boekstuk import LOON_ZIEN
from financien.resources.lonen import Loneninvoer
from financien.resources.verwerken import Anders, beeld_van, bevestig, leg_klaar
from financien.services.boeken import BoekFout, keer_om
from financien.services.lonen import betaal_vakantiegeld, opgebouwd, vakantiegeld_van
from financien.services.loonkosten import loonkosten
from financien.services.saldi import proefbalans
from kamers.models import Invoer
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, maak_boekstuk, regel
from tests.financien.loonfabriek import GOED, KOP, VANDAAG, bekijk, met, omgeving
from tests.kamers.invoerfabriek import csv

D = Decimal


@pytest.fixture(autouse=True)
def boeken(casa, multibron, time_machine, aanbod_2018):
    time_machine.move_to("2026-04-02 12:00", tick=False)
    begin_boeken(2026)


def voer_in(gebruiker, inhoud: bytes, naam="loon.csv"):
    vast = omgeving(gebruiker)
    rij = leg_klaar(Loneninvoer, sleutel=uuid4(), naam=naam, inhoud=inhoud, omgeving=vast)
    beeld = beeld_van(Loneninvoer(vast).bekijk(naam, inhoud))
    return rij, bevestig(Loneninvoer, sleutel=rij.pk, beeld=beeld, omgeving=vast)


def eindstand() -> dict[str, Decimal]:
    return {r.rekening.nummer: r.eind for r in proefbalans(2026) if r.eind}


class TestBoeken:
    def test_het_voorbeeld_uit_de_documentatie_wordt_op_de_cent_geboekt(self, chandra):
        inhoud = (Path(settings.BASE_DIR) / "docs/voorbeelden/lonen.csv").read_bytes()

        _rij, zin = voer_in(chandra, inhoud)

        post = Loonjournaalpost.objects.get()
        assert zin == "De lonen van maart 2026 zijn geboekt als M2026-0001."
        assert (post.boekstuk.datum, post.boekstuk.omschrijving) == (date(2026, 3, 31), "Loonjournaal 03-2026")
        assert (post.bruto, post.werkgeverslasten, post.vakantiegeld) == (D("7422.58"), D("1336.07"), D("593.81"))
        assert eindstand() == {
            "4010": D("6249.60"),
            "4030": D("2079.32"),
            "4050": D("1023.54"),
            "1520": D("-6010.05"),
            "1530": D("-2748.60"),
            "1540": D("-593.81"),
        }

    def test_twee_rijen_van_een_kamer_en_rekening_worden_een_bedrag_zodat_geen_los_loon_bewaard_blijft(self, chandra):
        voer_in(
            chandra,
            csv(KOP, GOED, met(bruto="100,00", werkgeverslasten="0", vakantiegeld="0", netto="60", loonheffing="40")),
        )

        boekingen = Boekstuk.objects.get().boekingen.values_list("credit__nummer", "bedrag")
        assert list(boekingen) == [("1520", D("2024.10")), ("1530", D("1002.30")), ("1540", D("198.40"))]

    def test_de_volgorde_van_kolommen_is_vrij_en_een_xlsx_geeft_hetzelfde(self, chandra):
        kop, rij = (
            tuple(reversed(KOP)),
            [
                D("962.30"),
                D("1964.10"),
                D("198.40"),
                D("446.40"),
                D("2480"),
                "m1",
                "Casa Jepie Makandra",
                date(2026, 3, 1),
            ],
        )
        inhoud = VORMEN["xlsx"]._schrijf(kop, [rij])

        voer_in(chandra, inhoud, "loon.xlsx")

        assert eindstand() == {"4010": D("3124.80"), "1520": D("-1964.10"), "1530": D("-962.30"), "1540": D("-198.40")}

    def test_dezelfde_maand_nog_een_keer_wordt_geweigerd_en_na_omkeren_mag_het_weer(self, chandra):
        voer_in(chandra, csv(KOP, GOED))
        dubbel = bekijk(chandra, GOED)
        assert [str(fout) for fout in dubbel.fouten] == [
            "Rij 2, kolom A (maand): De lonen van deze maand zijn al geboekt als M2026-0001. "
            "Keer dat stuk om en kies het bestand opnieuw."
        ]

        keer_om(Boekstuk.objects.get(), datum=VANDAAG, reden="Fout bestand", sleutel=uuid4(), gebruiker=chandra)
        voer_in(chandra, csv(KOP, met(netto="1964,11", loonheffing="962,29")))

        assert eindstand()["1520"] == D("-1964.11")
        assert list(Loonjournaalpost.objects.values_list("poging", flat=True)) == [1, 2]
        assert Loonjournaalpost.objects.geldend().count() == 1

    def test_twee_keer_bevestigen_is_een_keer_boeken(self, chandra):
        rij, _zin = voer_in(chandra, csv(KOP, GOED))

        assert bevestig(Loneninvoer, sleutel=rij.pk, beeld="0" * 64, omgeving=omgeving(chandra)) == ""
        assert Boekstuk.objects.count() == 1
        assert bytes(Invoer.objects.get().inhoud) == b""

    def test_bevestigen_van_iets_anders_dan_het_voorbeeld_wordt_geweigerd(self, chandra):
        vast = omgeving(chandra)
        rij = leg_klaar(Loneninvoer, sleutel=uuid4(), naam="l.csv", inhoud=csv(KOP, GOED), omgeving=vast)

        with pytest.raises(Anders):
            bevestig(Loneninvoer, sleutel=rij.pk, beeld="0" * 64, omgeving=vast)

        assert not Boekstuk.objects.exists()

    def test_de_databank_houdt_de_som_en_een_maand_per_keer(self, chandra):
        voer_in(chandra, csv(KOP, GOED))
        post = Loonjournaalpost.objects.get()
        ander = maak_boekstuk(chandra, regel("1000", "1310", "5.00"))
        velden = {n: getattr(post, n) for n in ("bruto", "werkgeverslasten", "vakantiegeld", "netto", "loonheffing")}

        for anders in ({"poging": 1}, {"poging": 2, "netto": D("0.01")}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Loonjournaalpost.objects.create(maand=post.maand, boekstuk=ander, sha256="", **velden | anders)


class TestVakantiegeld:
    def test_wat_gereserveerd_is_wordt_in_mei_loon_dat_nog_betaald_wordt(self, chandra, casa, multibron):
        voer_in(chandra, csv(KOP, GOED, met(kamer="multibron")))
        assert opgebouwd(date(2026, 5, 31)) == {casa.pk: D("198.40"), multibron.pk: D("198.40")}

        stuk = betaal_vakantiegeld(datum=date(2026, 5, 22), loonheffing=D("110.05"), gebruiker=chandra)

        assert vakantiegeld_van(2026) == stuk
        assert opgebouwd(date(2026, 5, 31)) == {}
        stand = eindstand()
        assert (stand["1520"], stand["1530"], "1540" in stand) == (D("-4214.95"), D("-2034.65"), False)

    @pytest.mark.parametrize(
        ("datum", "loonheffing", "zin"),
        [
            (date(2026, 6, 1), "0", "Vakantiegeld betaal je in mei uit"),
            (date(2026, 5, 31), "198.40", "De loonheffing is minder dan het vakantiegeld zelf"),
            (date(2026, 5, 31), "-0.01", "De loonheffing is minder dan het vakantiegeld zelf"),
        ],
    )
    def test_wat_niet_kan(self, chandra, datum, loonheffing, zin):
        voer_in(chandra, csv(KOP, GOED))

        with pytest.raises(BoekFout, match=zin):
            betaal_vakantiegeld(datum=datum, loonheffing=D(loonheffing), gebruiker=chandra)

    def test_een_keer_per_jaar_en_na_omkeren_opnieuw(self, chandra):
        voer_in(chandra, csv(KOP, GOED))
        vast = {"datum": date(2026, 5, 31), "loonheffing": D(0), "gebruiker": chandra}
        stuk = betaal_vakantiegeld(**vast)

        with pytest.raises(BoekFout, match=f"al geboekt als {stuk}"):
            betaal_vakantiegeld(**vast)
        keer_om(stuk, datum=stuk.datum, reden="Te vroeg", sleutel=uuid4(), gebruiker=chandra)

        assert betaal_vakantiegeld(**vast) != stuk
        assert opgebouwd(date(2026, 5, 31)) == {}

    def test_zonder_reservering_is_er_niets_te_betalen(self, chandra):
        with pytest.raises(BoekFout, match="geen vakantiegeld gereserveerd"):
            betaal_vakantiegeld(datum=date(2026, 5, 31), loonheffing=D(0), gebruiker=chandra)


def test_een_perspectiefbaan_kost_na_de_subsidie_wat_er_overblijft(chandra, casa):
    voer_in(chandra, csv(KOP, met(rekening="M3"), met(kamer="multibron")))
    maak_boekstuk(chandra, regel("1000", "8020", "1500.50", casa))

    kosten = loonkosten(2026)

    assert [(str(r.kamer), r.bedragen, r.subsidie, r.netto) for r in kosten.regels] == [
        ("Casa Jepie Makandra", (D("0.00"), D("3124.80")), D("1500.50"), D("1624.30")),
        ("MultiBron", (D("3124.80"), D("0.00")), D("0.00"), D("0.00")),
    ]
    assert (kosten.totaal, kosten.totalen) == (D("6249.60"), (D("3124.80"), D("3124.80")))


def test_de_bladzijde_en_de_losse_boekingen_zijn_voor_dezelfde_rollen():
    assert RECHTEN["financien.lonen_zien"] == LOON_ZIEN


def test_alleen_wie_loon_mag_zien_opent_de_bladzijde(client, chandra):
    voer_in(chandra, csv(KOP, GOED))
    adres = "/financien/boeken/2026/lonen/"
    codes = {}
    for rol in (Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT, Rol.KASCOMMISSIE, Rol.PROJECTCOACH):
        client.force_login(maak_gebruiker(f"{rol}-loon", rol))
        antwoord = client.get(adres)
        codes[rol.value] = (antwoord.status_code, "2.480,00" in antwoord.content.decode())

    ziet, niet = (200, True), (403, False)
    assert codes == {
        "penningmeester": ziet,
        "bestuur": ziet,
        "accountant": ziet,
        "kascommissie": niet,
        "projectcoach": niet,
    }
