"""An invoice from entry to the books: who says yes, twice and by two people, and what the books then say."""

from datetime import date
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import Rol
from financien.models import Boeking, Boekstuk, Factuurakkoord, Factuurregel, Inkoopfactuur
from financien.services import akkoorden
from financien.services.akkoorden import boek_factuur, keur_af, neem_akkoord_terug, zeg_gezien, zet_door
from financien.services.boeken import AlGeboekt, boek, keer_om
from financien.services.facturen import FactuurFout, voer_in, vorige_regels, wijzig
from financien.services.factuurstand import Stand, een
from financien.services.vastgelegd import vastgelegd
from financien.services.verdelen import VerdeelFout, zet_sleutel
from financien.services.vierogen import doorgezette_facturen
from financien.services.wachtend import Daad, wachtend
from financien.services.werkdagen import werkdagen_later
from tests.buurtwerkkamer.bewijsfabriek import maak_pdf
from tests.fabriek import geef_rol, maak_gebruiker
from tests.financien.boekfabriek import begin_boeken, regel, rekening, stuk
from tests.financien.factuurfabriek import DAG, deel, inhoud, leverancier, maak_factuur, maak_geboekt
from tests.financien.services.test_boeken_gelijktijdig import tegelijk


@pytest.fixture
def boeken(db, casa, multibron):
    begin_boeken(2025, 2026)


@pytest.fixture
def factuur(boeken, chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa))


def stand(factuur) -> Stand:
    return een(factuur).stand


def test_van_invoer_via_de_kamer_en_de_penningmeester_naar_de_boeken(factuur, amina, chandra):
    assert stand(factuur) == Stand.INGEVOERD
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    assert stand(factuur) == Stand.GEZIEN

    stuk = boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert (str(stuk), stuk.omschrijving) == ("I2026-0001", "Stroom BV F-12: Stroom maart")
    boeking = stuk.boekingen.get()
    assert (boeking.debet.nummer, boeking.credit.nummer, boeking.bedrag) == ("4120", "1500", Decimal("121.00"))
    assert (boeking.factuur, boeking.partner.naam, boeking.kamer.code) == (factuur, "Stroom BV", "cjm")
    assert (stand(factuur), een(factuur).open) == (Stand.TE_BETALEN, Decimal("121.00"))


def test_elke_kamer_zegt_zelf_akkoord_en_de_coach_voor_allemaal(boeken, amina, bram, eva, chandra, casa, multibron):
    regels = deel("4120", "10", casa), deel("4120", "20", multibron)
    een_voor_een, ineens = (maak_factuur(chandra, *regels, nummer=nummer) for nummer in ("A", "B"))

    zeg_gezien(een_voor_een, ronde=1, gebruiker=amina)
    assert (stand(een_voor_een), een(een_voor_een).wacht_op) == (Stand.INGEVOERD, {multibron.pk})
    with pytest.raises(FactuurFout, match="wacht niet op jouw akkoord"):
        zeg_gezien(een_voor_een, ronde=1, gebruiker=amina)
    zeg_gezien(een_voor_een, ronde=1, gebruiker=bram)
    zeg_gezien(ineens, ronde=1, gebruiker=eva)

    assert [stand(factuur) for factuur in (een_voor_een, ineens)] == [Stand.GEZIEN, Stand.GEZIEN]


def test_een_gedeelde_regel_is_voor_de_projectcoach(boeken, amina, eva, chandra, casa):
    factuur = maak_factuur(chandra, deel("4210", "100"), deel("4120", "20", casa))
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    assert een(factuur).wacht_op == {None}
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    assert stand(factuur) == Stand.GEZIEN


def test_een_gedeelde_regel_wordt_geboekt_over_de_kamers_met_de_cent_bij_de_laatste(boeken, eva, chandra, handreiking):
    zet_sleutel(jaar=2026, rekening=rekening("4210"), wijze="gelijk")

    factuur = maak_geboekt(chandra, eva, deel("4210", "100.00"))

    boekingen = Boeking.objects.filter(factuur=factuur).order_by("volgnummer")
    assert [(b.kamer.code, b.bedrag) for b in boekingen] == [
        ("cjm", Decimal("33.33")),
        ("multibron", Decimal("33.33")),
        ("handreiking", Decimal("33.34")),
    ]


def test_een_gedeelde_regel_zonder_verdeelsleutel_wordt_niet_geboekt(boeken, eva, chandra):
    factuur = maak_factuur(chandra, deel("4210", "100.00"))
    zeg_gezien(factuur, ronde=1, gebruiker=eva)

    with pytest.raises(VerdeelFout, match="Kies eerst hoe de kamers 4210"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert (stand(factuur), Boekstuk.objects.count()) == (Stand.GEZIEN, 0)


def test_niemand_zegt_twee_keer_akkoord_ook_niet_in_een_andere_rol(factuur, chandra):
    geef_rol(chandra, Rol.PROJECTCOACH)
    chandra.rol = Rol.PROJECTCOACH
    zeg_gezien(factuur, ronde=1, gebruiker=chandra)

    with pytest.raises(FactuurFout, match="Je zei zelf al akkoord"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert Boekstuk.objects.count() == 0


def test_de_database_zelf_weigert_een_tweede_akkoord_van_dezelfde(factuur, eva):
    Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="gezien", wie=eva)
    stuk = Boekstuk(pk=1)

    with pytest.raises(IntegrityError, match="van twee mensen"), transaction.atomic():
        Factuurakkoord.objects.create(factuur=factuur, ronde=1, soort="akkoord", wie=eva, boekstuk=stuk)


def test_wie_voor_de_leverancier_werkt_beslist_niet_over_diens_factuur(factuur, amina, chandra):
    geef_rol(amina, Rol.FINANCIER, partner=factuur.leverancier)

    for doe in (zeg_gezien, keur_af):
        with pytest.raises(FactuurFout, match="Je werkt zelf voor deze leverancier"):
            doe(factuur, ronde=1, gebruiker=amina, **({"reden": "x"} if doe is keur_af else {}))


def test_na_vijf_werkdagen_mag_de_penningmeester_door_met_een_reden(factuur, chandra, time_machine):
    assert werkdagen_later(date(2026, 4, 2), 5) == date(2026, 4, 10)  # Easter Monday is the 6th
    time_machine.move_to("2026-04-02 09:00")
    Inkoopfactuur.objects.filter(pk=factuur.pk).update(ingevoerd_op="2026-04-02T09:00:00Z")
    time_machine.move_to("2026-04-10 09:00")
    with pytest.raises(FactuurFout, match="vijf werkdagen"):
        zet_door(factuur, ronde=1, reden="Vakantie", gebruiker=chandra)
    time_machine.move_to("2026-04-11 09:00")

    zet_door(factuur, ronde=1, reden="Vakantie", gebruiker=chandra)
    boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert stand(factuur) == Stand.TE_BETALEN
    assert [a.soort for a in een(factuur).akkoorden] == ["alleen", "akkoord"]


def test_wat_afgekeurd_is_kost_niets_en_begint_na_verbeteren_opnieuw(factuur, amina, chandra, casa):
    keur_af(factuur, ronde=1, reden="Niet van ons", gebruiker=amina)
    assert (stand(factuur), Boekstuk.objects.count()) == (Stand.AFGEKEURD, 0)
    with pytest.raises(FactuurFout, match="wacht niet op jouw akkoord"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

    wijzig(factuur, inhoud(deel("4120", "60.50", casa)), ronde=1)

    nu = een(factuur)
    assert (nu.stand, nu.factuur.ronde, nu.totaal) == (Stand.INGEVOERD, 2, Decimal("60.50"))
    assert factuur.akkoorden.count() == 1  # what was decided stays to be seen


def test_wie_een_andere_ronde_op_het_scherm_had_beslist_niets(factuur, amina, eva, casa):
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    wijzig(factuur, inhoud(deel("4120", "999", casa)), ronde=1)

    for doe in (zeg_gezien, boek_factuur):
        with pytest.raises(FactuurFout, match="net veranderd"):
            doe(factuur, ronde=1, gebruiker=amina)
    with pytest.raises(FactuurFout, match="net veranderd"):
        wijzig(factuur, inhoud(deel("4120", "1", casa)), ronde=1)


def test_een_omgekeerd_stuk_maakt_de_factuur_weer_open_en_een_nieuwe_ronde_boekt_opnieuw(boeken, eva, chandra, casa):
    factuur = maak_geboekt(chandra, eva, deel("4120", "121.00", casa))
    with pytest.raises(FactuurFout, match="Keer eerst het boekstuk om"):
        wijzig(factuur, inhoud(deel("4110", "121.00", casa)), ronde=1)
    keer_om(Boekstuk.objects.get(), datum=DAG, reden="Verkeerde post", sleutel=uuid4(), gebruiker=chandra)
    assert (stand(factuur), een(factuur).open) == (Stand.TERUGGEDRAAID, 0)

    wijzig(factuur, inhoud(deel("4110", "121.00", casa)), ronde=1)
    zeg_gezien(factuur, ronde=2, gebruiker=eva)
    boek_factuur(factuur, ronde=2, gebruiker=chandra)

    assert (stand(factuur), een(factuur).open) == (Stand.TE_BETALEN, Decimal("121.00"))
    kosten = Boeking.objects.filter(debet__soort="kosten").values_list("debet__nummer", "bedrag")
    assert list(kosten) == [("4120", Decimal("121.00")), ("4110", Decimal("121.00"))]


def test_de_database_laat_een_geboekte_factuur_niet_opnieuw_beginnen(boeken, eva, chandra, casa):
    factuur = maak_geboekt(chandra, eva, deel("4120", "121.00", casa))

    with pytest.raises(IntegrityError, match="is geboekt"), transaction.atomic():
        Inkoopfactuur.objects.filter(pk=factuur.pk).update(ronde=2)
    with pytest.raises(IntegrityError, match="al beoordeeld"), transaction.atomic():
        Factuurregel.objects.filter(factuur=factuur).update(bedrag=1)
    with pytest.raises(IntegrityError, match="al beoordeeld"), transaction.atomic():
        Inkoopfactuur.objects.filter(pk=factuur.pk).update(omschrijving="Iets anders")
    with pytest.raises(IntegrityError, match="blijft bewaard"), transaction.atomic():
        Inkoopfactuur.objects.filter(pk=maak_factuur(chandra, deel("4120", "1", casa), nummer="B").pk)._raw_delete(
            "default"
        )


def test_dezelfde_leverancier_en_hetzelfde_nummer_is_dezelfde_factuur(factuur, chandra, casa):
    with pytest.raises(FactuurFout, match="is al ingevoerd") as fout:
        maak_factuur(chandra, deel("4120", "121.00", casa), nummer=" f-12 ")
    assert fout.value.veld == "nummer"

    maak_factuur(chandra, deel("4120", "121.00", casa), leverancier=leverancier("water", "Water BV"))
    assert Inkoopfactuur.objects.count() == 2


def test_hetzelfde_formulier_twee_keer_is_een_factuur(boeken, chandra, casa):
    sleutel = uuid4()
    eerste = voer_in(inhoud(deel("4120", "5", casa)), sleutel=sleutel, gebruiker=chandra)
    tweede = voer_in(inhoud(deel("4120", "5", casa)), sleutel=sleutel, gebruiker=chandra)

    assert eerste.factuur == tweede.factuur == Inkoopfactuur.objects.get()


def test_dezelfde_scan_bij_een_tweede_factuur_valt_op(boeken, chandra, casa):
    scan = keur_bewijs(maak_pdf())
    eerste = voer_in(inhoud(deel("4120", "5", casa), scan=scan), sleutel=uuid4(), gebruiker=chandra)

    tweede = voer_in(inhoud(deel("4120", "5", casa), scan=scan, nummer="13"), sleutel=uuid4(), gebruiker=chandra)

    assert (eerste.zelfde_scan, tweede.zelfde_scan) == (None, eerste.factuur)


@pytest.mark.parametrize(
    ("velden", "zin", "veld"),
    [
        ({"datum": date(2024, 1, 1)}, "Boekjaar 2024 bestaat nog niet", "datum"),
        ({"datum": date(2025, 12, 1)}, "Kies als datum de dag waarop de factuur binnenkwam", "datum"),
        ({"vervaldatum": date(2026, 3, 9)}, "De uiterste dag ligt niet voor de factuurdatum", "vervaldatum"),
        ({"btw": Decimal("5.01")}, "De btw is hoger dan het totaal", "btw"),
    ],
)
def test_wat_niet_klopt_wordt_in_woorden_geweigerd_en_er_blijft_niets(boeken, chandra, casa, velden, zin, veld):
    Jaar.objects.filter(jaar=2025).update(status="voorlopig")

    with pytest.raises(FactuurFout, match=zin) as fout:
        maak_factuur(chandra, deel("4120", "5", casa), **velden)

    assert (fout.value.veld, Inkoopfactuur.objects.count()) == (veld, 0)


def test_betalen_moet_binnen_dertig_dagen_als_er_niets_anders_staat(factuur):
    assert factuur.vervaldatum == date(2026, 4, 9)
    assert not factuur.is_te_laat(date(2026, 4, 9))
    assert factuur.is_te_laat(date(2026, 4, 10))


def test_de_vorige_factuur_stelt_rekening_en_kamer_voor_en_nooit_een_bedrag(boeken, chandra, casa):
    assert vorige_regels(leverancier().pk) == []
    maak_factuur(chandra, deel("4120", "5", casa), deel("4210", "7"))

    assert vorige_regels(leverancier().pk) == [(rekening("4120").pk, casa.pk), (rekening("4210").pk, None)]


def test_een_coordinator_ziet_alleen_facturen_met_een_regel_van_de_eigen_kamer(factuur, amina, bram, eva, farid):
    zichtbaar = {g.naam: Inkoopfactuur.objects.zichtbaar_voor(g).count() for g in (amina, bram, eva, farid)}

    assert zichtbaar == {"Amina": 1, "Bram": 0, "Eva": 1, "Farid": 0}


def test_het_wacht_op_wie_het_moet_doen(factuur, amina, bram, eva, chandra, bestuurslid):
    def wie():
        return [g.naam for g in (amina, bram, eva, chandra, bestuurslid) if factuur.pk in wachtend(g).facturen]

    assert wie() == ["Amina", "Eva"]
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    assert wie() == ["Chandra"]


@pytest.fixture
def wedstrijd(transactional_db, casa, eva, chandra):
    """Return an invoice that waits for the treasurer, and two treasurers."""
    begin_boeken(2026)
    factuur = maak_factuur(chandra, deel("4120", "121.00", casa))
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    return factuur, [chandra, maak_gebruiker("Pien", Rol.PENNINGMEESTER)]


def _boek_met_zijn_tweeen(factuur, wie) -> list:
    return tegelijk(
        [lambda g=gebruiker: _zonder_fout(boek_factuur, factuur, ronde=1, gebruiker=g) for gebruiker in wie]
    )


def _zonder_fout(doe, *args, **kwargs):
    try:
        return doe(*args, **kwargs)
    except FactuurFout as fout:
        return fout


def test_twee_penningmeesters_tegelijk_is_een_keer_kosten(wedstrijd):
    uitslag = _boek_met_zijn_tweeen(*wedstrijd)

    assert sorted(type(deel).__name__ for deel in uitslag) == ["Boekstuk", "FactuurFout"]
    assert Boekstuk.objects.count() == Factuurakkoord.objects.filter(soort="akkoord").count() == 1


def _zonder_slot(monkeypatch) -> None:
    """Let both look before either writes."""
    allebei = Barrier(2)

    def zonder_slot(factuur):
        nu = een(factuur)
        allebei.wait()
        return nu

    monkeypatch.setattr(akkoorden, "_op_slot", zonder_slot)


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_slot_sleutel_en_uniek_oordeel_zouden_het_er_twee_zijn(wedstrijd, monkeypatch):
    """The negative control: without the three guards both are booked."""
    _zonder_slot(monkeypatch)
    monkeypatch.setattr(akkoorden, "_sleutel", lambda factuur: uuid4())
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'factuur_een_oordeel_per_ronde'")
        maak_weer = cursor.fetchone()[0]
        cursor.execute("DROP INDEX factuur_een_oordeel_per_ronde")
        try:
            _boek_met_zijn_tweeen(*wedstrijd)
            geboekt = Boekstuk.objects.count()
        finally:
            cursor.execute("ALTER TABLE financien_factuurakkoord DISABLE TRIGGER USER")
            cursor.execute("DELETE FROM financien_factuurakkoord")
            cursor.execute("ALTER TABLE financien_factuurakkoord ENABLE TRIGGER USER")
            cursor.execute(maak_weer)

    assert geboekt == 2


def test_hetzelfde_stuk_voor_een_andere_factuur_is_een_ander_stuk(factuur, chandra, casa):
    ander = maak_factuur(chandra, deel("4120", "121.00", casa), nummer="B")
    sleutel = uuid4()

    def boek_voor(welke):
        return boek(stuk(regel("4120", "1500", "121", casa, factuur=welke)), sleutel=sleutel, gebruiker=chandra)

    assert boek_voor(factuur) == boek_voor(factuur)
    with pytest.raises(AlGeboekt):
        boek_voor(ander)


# a yes that was a mistake is taken back


def besluiten(factuur) -> list[tuple[str, str]]:
    return list(factuur.akkoorden.order_by("pk").values_list("soort", "wie__naam"))


def test_wie_akkoord_zei_neemt_dat_terug_en_de_factuur_wacht_weer_op_wie_erover_gaat(factuur, amina, eva, chandra):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)

    neem_akkoord_terug(factuur, gebruiker=amina)

    nu = een(factuur)
    assert (nu.stand, nu.wacht_op_namen) == (Stand.INGEVOERD, "Casa Jepie Makandra")
    assert [g.naam for g in (amina, eva, chandra) if factuur.pk in wachtend(g).facturen] == ["Amina", "Eva"]
    with pytest.raises(FactuurFout, match="wacht niet op jouw akkoord"):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    boek_factuur(factuur, ronde=1, gebruiker=chandra)
    assert (stand(factuur), een(factuur).open) == (Stand.TE_BETALEN, Decimal("121.00"))
    assert besluiten(factuur) == [
        ("gezien", "Amina"), ("terug", "Amina"), ("gezien", "Amina"), ("akkoord", "Chandra"),
    ]  # fmt: skip


def test_het_akkoord_van_een_andere_kamer_blijft_staan(boeken, amina, bram, chandra, casa, multibron):
    factuur = maak_factuur(chandra, deel("4120", "10", casa), deel("4120", "20", multibron))
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    zeg_gezien(factuur, ronde=1, gebruiker=bram)

    neem_akkoord_terug(factuur, gebruiker=amina)

    assert (stand(factuur), een(factuur).wacht_op) == (Stand.INGEVOERD, {casa.pk})
    assert [factuur.pk in wachtend(g).facturen for g in (amina, bram, chandra)] == [True, False, False]


@pytest.mark.parametrize("wat", ["van een ander", "twee keer", "geboekt", "afgekeurd", "geboekt en omgekeerd"])
def test_wat_niet_van_jou_is_of_waar_al_over_beslist_is_blijft(factuur, amina, eva, chandra, wat):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    if wat == "afgekeurd":
        keur_af(factuur, ronde=1, reden="Dubbel", gebruiker=chandra)
    elif wat == "twee keer":
        neem_akkoord_terug(factuur, gebruiker=amina)
    elif wat.startswith("geboekt"):
        stuk = boek_factuur(factuur, ronde=1, gebruiker=chandra)
        if wat.endswith("omgekeerd"):
            keer_om(stuk, datum=DAG, reden="Verkeerde post", sleutel=uuid4(), gebruiker=chandra)
    voor, zin = besluiten(factuur), "al beslist" if wat[0] in "ag" else "geen akkoord van jou"

    with pytest.raises(FactuurFout, match=zin):
        neem_akkoord_terug(factuur, gebruiker=eva if wat == "van een ander" else amina)

    assert besluiten(factuur) == voor


def test_na_een_verbetering_is_er_geen_akkoord_meer_om_terug_te_nemen(factuur, amina, casa):
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    wijzig(factuur, inhoud(deel("4120", "60.50", casa)), ronde=1)

    with pytest.raises(FactuurFout, match="geen akkoord van jou"):
        neem_akkoord_terug(factuur, gebruiker=amina)


def test_wat_vastgelegd_is_volgt_het_akkoord(factuur, amina, casa):
    assert vastgelegd(2026) == []
    zeg_gezien(factuur, ronde=1, gebruiker=amina)
    assert [(deel.kamer, deel.bedrag) for deel in vastgelegd(2026)] == [(casa.pk, Decimal("121.00"))]

    neem_akkoord_terug(factuur, gebruiker=amina)

    assert vastgelegd(2026) == []


def test_wie_het_eigen_akkoord_terugnam_mag_boeken_als_een_ander_akkoord_zei(factuur, chandra, eva):
    geef_rol(chandra, Rol.PROJECTCOACH)
    chandra.rol = Rol.PROJECTCOACH
    zeg_gezien(factuur, ronde=1, gebruiker=chandra)
    neem_akkoord_terug(factuur, gebruiker=chandra)
    chandra.rol = Rol.PENNINGMEESTER
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    assert wachtend(chandra).facturen == {factuur.pk: Daad.BOEKEN}

    boek_factuur(factuur, ronde=1, gebruiker=chandra)

    assert stand(factuur) == Stand.TE_BETALEN


@pytest.fixture
def lang(factuur, time_machine):
    """An invoice of 10 March that nobody answered, on 18 March: five working days are over."""
    Inkoopfactuur.objects.filter(pk=factuur.pk).update(ingevoerd_op="2026-03-10T09:00:00Z")
    time_machine.move_to("2026-03-18 10:00", tick=False)
    return factuur


def test_doorgezet_en_teruggenomen_is_niet_zonder_vier_ogen_geboekt(lang, amina, chandra):
    zet_door(lang, ronde=1, reden="Vakantie", gebruiker=chandra)
    neem_akkoord_terug(lang, gebruiker=chandra)
    assert stand(lang) == Stand.INGEVOERD
    zeg_gezien(lang, ronde=1, gebruiker=amina)

    boek_factuur(lang, ronde=1, gebruiker=chandra)

    assert list(doorgezette_facturen(DAG, DAG)) == []


def test_wie_terugneemt_geeft_de_kamer_weer_vijf_werkdagen(lang, amina, chandra, time_machine):
    assert wachtend(chandra).facturen == {lang.pk: Daad.DOORZETTEN}
    zeg_gezien(lang, ronde=1, gebruiker=amina)
    neem_akkoord_terug(lang, gebruiker=amina)

    assert wachtend(chandra).facturen == {}
    with pytest.raises(FactuurFout, match="vijf werkdagen"):
        zet_door(lang, ronde=1, reden="Vakantie", gebruiker=chandra)
    time_machine.move_to("2026-03-25 10:00", tick=False)
    assert (wachtend(chandra).facturen, een(lang).mag_alleen) == ({}, False)
    time_machine.move_to("2026-03-26 10:00", tick=False)
    assert (wachtend(chandra).facturen, een(lang).mag_alleen) == ({lang.pk: Daad.DOORZETTEN}, True)


def _terug_en_geboekt(factuur, coach, penningmeester) -> list[str]:
    """Take a yes back and book on it at once; return what became of the two."""
    doen = (neem_akkoord_terug, {"gebruiker": coach}), (boek_factuur, {"ronde": 1, "gebruiker": penningmeester})
    uitslag = tegelijk([lambda d=d, v=v: _zonder_fout(d, factuur, **v) for d, v in doen])
    return sorted(type(deel).__name__ for deel in uitslag)


def test_terugnemen_en_boeken_tegelijk_is_een_van_de_twee(wedstrijd, eva):
    factuur, (chandra, _pien) = wedstrijd

    uitslag = _terug_en_geboekt(factuur, eva, chandra)

    terug, geboekt = factuur.akkoorden.filter(soort="terug").count(), Boekstuk.objects.count()
    assert (terug, geboekt) in {(1, 0), (0, 1)}
    assert uitslag == (["FactuurFout", "NoneType"] if terug else ["Boekstuk", "FactuurFout"])


def test_ook_zonder_slot_laat_de_databank_er_een_van_de_twee_door(wedstrijd, eva, monkeypatch):
    """Both looked before either wrote: only the trigger is left."""
    factuur, (chandra, _pien) = wedstrijd
    _zonder_slot(monkeypatch)

    assert "FactuurFout" in _terug_en_geboekt(factuur, eva, chandra)
    assert factuur.akkoorden.filter(soort="terug").count() + Boekstuk.objects.count() == 1


@pytest.mark.django_db(databases=["default", "eigenaar"], transaction=True)
def test_zonder_slot_en_zonder_trigger_zou_er_geboekt_zijn_op_een_teruggenomen_akkoord(wedstrijd, eva, monkeypatch):
    """The negative control of the two above."""
    factuur, (chandra, _pien) = wedstrijd
    _zonder_slot(monkeypatch)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("ALTER TABLE financien_factuurakkoord DISABLE TRIGGER USER")
        try:
            _terug_en_geboekt(factuur, eva, chandra)
        finally:
            cursor.execute("ALTER TABLE financien_factuurakkoord ENABLE TRIGGER USER")

    assert factuur.akkoorden.filter(soort="terug").count() == Boekstuk.objects.count() == 1
