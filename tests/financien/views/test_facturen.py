"""Invoices on the screen: who sees which, two taps for a yes, and a form that forgets nothing."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.tablet import Tabletsessie
from financien.models import Boekstuk, Bonfoto, Factuurakkoord, Inkoopfactuur
from financien.panelen import vraag_geld
from financien.services.akkoorden import boek_factuur, keur_af, zeg_gezien
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import zet_klaar
from financien.services.wachtend import wachtend
from kamers.models import Partner
from tests.buurtwerkkamer.bewijsfabriek import DADEN, maak_foto, maak_pdf
from tests.fabriek import maak_gebruiker, maak_kamer, maak_partner
from tests.financien.boekfabriek import begin_boeken, rekening
from tests.financien.factuurfabriek import deel, leverancier, maak_betaalbaar, maak_factuur, maak_geboekt


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa), scan=keur_bewijs(maak_pdf(), "nota.pdf"))


def adres(naam, *args) -> str:
    return reverse(f"financien:{naam}", args=args)


def invoer(casa, **velden) -> dict:
    vast = {"sleutel": str(uuid4()), "leverancier": leverancier().pk, "nummer": "F-77", "datum": "10-3-2026"}
    vast |= {"omschrijving": "Stroom", "btw": "21,-", "aantal": "2"}
    vast |= {"r1-rekening": rekening("4120").pk, "r1-kamer": casa.pk, "r1-bedrag": "1.121,50"}
    return vast | {"r2-rekening": rekening("4210").pk, "r2-kamer": "alle", "r2-bedrag": "€ 8,50"} | velden


def test_een_coordinator_zegt_in_twee_tikken_akkoord(client, factuur, amina):
    client.force_login(amina)
    lijst = client.get(adres("kamerfacturen", "cjm"))
    assert [stand.factuur for stand, _daad in lijst.context["van_mij"]] == [factuur]
    blad = client.get(adres("factuur", factuur.pk))
    assert blad.context["kan"]["akkoord"]

    antwoord = client.post(adres("factuur_akkoord", factuur.pk), {"ronde": blad.context["factuur"].ronde}, follow=True)

    assert antwoord.redirect_chain[-1][0] == adres("kamerfacturen", "cjm")
    assert "Je akkoord staat erbij." in antwoord.text
    assert (een(factuur).stand, Factuurakkoord.objects.get().wie) == (Stand.GEZIEN, amina)


def test_een_vreemde_factuur_en_haar_scan_bestaan_niet(client, factuur, bram):
    client.force_login(bram)

    for naam in ("factuur", "factuur_scan", "factuur_afkeuren"):
        assert client.get(adres(naam, factuur.pk)).status_code == 404
    assert client.post(adres("factuur_akkoord", factuur.pk), {"ronde": 1}).status_code == 404
    assert client.get(adres("kamerfacturen", "cjm")).status_code == 404
    assert Factuurakkoord.objects.count() == 0


def test_een_factuur_op_een_loonrekening_is_niet_voor_kamer_coach_of_kascommissie(client, chandra, casa, amina, eva):
    coaching = maak_factuur(chandra, deel("4020", "900", casa), nummer="coach")
    kascommissie = maak_gebruiker("Kas", Rol.KASCOMMISSIE)
    bestuur = maak_gebruiker("Best", Rol.BESTUUR)
    uitslag = {}
    for gebruiker in (amina, eva, kascommissie, bestuur, chandra):
        client.force_login(gebruiker)
        uitslag[gebruiker.naam] = client.get(adres("factuur", coaching.pk)).status_code

    assert uitslag == {"Amina": 404, "Eva": 404, "Kas": 404, "Best": 200, "Chandra": 200}
    assert coaching.pk in wachtend(bestuur).facturen


def test_wie_in_een_kamer_werkt_ziet_alleen_de_regels_en_de_som_van_de_eigen_kamer(
    client, chandra, eva, casa, multibron, amina
):
    delen = (deel("4120", "121.11", casa), deel("4210", "33.22", casa), deel("4120", "777.55", multibron))
    gedeeld = maak_factuur(chandra, *delen, deel("4210", "88.44"), btw=Decimal("66.33"))
    vreemd = ("777,55", "88,44", "1.020,32", "66,33")
    client.force_login(amina)
    bladen = {
        "lijst": client.get(adres("kamerfacturen", "cjm")).text,
        "blad": client.get(adres("factuur", gedeeld.pk)).text,
        "afkeuren": client.get(adres("factuur_afkeuren", gedeeld.pk)).text,
    }

    for blad in bladen.values():
        assert "154,33" in blad
        assert not [bedrag for bedrag in vreemd if bedrag in blad]
    assert "121,11" in bladen["blad"]
    assert "samen met andere kamers" in bladen["lijst"]
    assert "Deze factuur is samen met andere kamers. Je ziet de regels van jouw kamer." in bladen["blad"]
    zeg_gezien(gedeeld, ronde=1, gebruiker=eva)
    keur_af(gedeeld, ronde=1, reden="dubbel", gebruiker=chandra)
    klaar = client.get(adres("kamerfacturen", "cjm"), {"klaar": ""}).text
    assert "154,33" in klaar
    assert "1.020,32" not in klaar
    client.force_login(eva)
    assert not [bedrag for bedrag in vreemd if bedrag not in client.get(adres("factuur", gedeeld.pk)).text]


def test_een_factuur_van_alleen_de_eigen_kamer_is_niet_samen(client, factuur, amina):
    client.force_login(amina)

    assert "andere kamers" not in client.get(adres("factuur", factuur.pk)).text
    assert "andere kamers" not in client.get(adres("kamerfacturen", "cjm")).text


def test_de_scan_is_een_download_voor_wie_de_factuur_ziet(client, factuur, amina):
    client.force_login(amina)

    antwoord = client.get(adres("factuur_scan", factuur.pk))

    assert antwoord["Content-Disposition"] == 'attachment; filename="nota.pdf"'
    assert (antwoord["X-Content-Type-Options"], antwoord["Cache-Control"]) == ("nosniff", "no-store")
    assert antwoord.content == bytes(factuur.scan.inhoud)


def test_wie_alleen_controleert_verandert_niets(client, factuur):
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

    assert client.get(adres("factuur", factuur.pk)).status_code == 200
    for naam in ("factuur_akkoord", "factuur_boeken", "factuur_afkeuren", "factuur_doorzetten", "factuur_wijzigen"):
        assert client.post(adres(naam, factuur.pk), {"ronde": 1, "reden": "x"}).status_code == 403
    assert (Factuurakkoord.objects.count(), Boekstuk.objects.count()) == (0, 0)


def test_de_penningmeester_boekt_en_een_tweede_keer_zegt_waarom_niet(client, factuur, eva, chandra):
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    client.force_login(chandra)

    eerst = client.post(adres("factuur_boeken", factuur.pk), {"ronde": 1}, follow=True)
    weer = client.post(adres("factuur_boeken", factuur.pk), {"ronde": 1})

    assert "Geboekt als I2026-0001." in eerst.text
    assert weer.status_code == 422
    assert "Deze factuur wacht niet op jouw akkoord." in weer.text
    assert Boekstuk.objects.count() == 1


def test_zonder_verdeelsleutel_zegt_de_bladzijde_waar_die_staat(client, eva, chandra):
    factuur = maak_factuur(chandra, deel("4210", "10"))
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_boeken", factuur.pk), {"ronde": 1})

    assert "Kies eerst hoe de kamers 4210 Verzekeringen in 2026 verdelen" in antwoord.text
    assert adres("verdeling", 2026) in antwoord.text


def test_een_ronde_die_er_niet_staat_of_onzin_is_beslist_niets(client, factuur, amina):
    client.force_login(amina)
    for ronde in ("2", "", "x", "٣", "9" * 30):
        antwoord = client.post(adres("factuur_akkoord", factuur.pk), {"ronde": ronde})
        assert (antwoord.status_code, "net veranderd" in antwoord.text) == (422, True)
    assert Factuurakkoord.objects.count() == 0


def test_afkeuren_vraagt_een_reden(client, factuur, amina):
    client.force_login(amina)
    zonder = client.post(adres("factuur_afkeuren", factuur.pk), {"ronde": 1, "reden": " "})
    assert (zonder.status_code, een(factuur).stand) == (422, Stand.INGEVOERD)
    assert "Schrijf op waarom." in zonder.text

    client.post(adres("factuur_afkeuren", factuur.pk), {"ronde": 1, "reden": "Niet van ons"})

    assert (een(factuur).stand, Factuurakkoord.objects.get().reden) == (Stand.AFGEKEURD, "Niet van ons")


def test_een_nieuwe_factuur_met_scan_en_twee_regels(client, casa, chandra):
    client.force_login(chandra)
    bestand = SimpleUploadedFile("foto.exe", maak_pdf(), "text/html")
    gegevens = invoer(casa)

    eerste = client.post(adres("factuur_nieuw", 2026), gegevens | {"scan": bestand}, follow=True)
    client.post(adres("factuur_nieuw", 2026), gegevens)  # the back button, and send again

    factuur = Inkoopfactuur.objects.get()
    assert "De factuur is ingevoerd. Nu wacht hij op akkoord." in eerste.text
    assert (factuur.nummer, factuur.btw, factuur.vervaldatum) == ("F-77", Decimal("21.00"), date(2026, 4, 9))
    assert list(factuur.regels.values_list("rekening__nummer", "kamer", "bedrag")) == [
        ("4120", casa.pk, Decimal("1121.50")),
        ("4210", None, Decimal("8.50")),
    ]
    assert factuur.scan.naam == "foto.pdf"


@pytest.mark.parametrize(
    "ander",
    [
        {"nummer": "F-78"},
        {"datum": "11-3-2026"},
        {"vervaldatum": "1-5-2026"},
        {"btw": ""},
        {"omschrijving": "Gas"},
        {"r1-bedrag": "1.121,51"},
        {"r2-rekening": "", "r2-kamer": "", "r2-bedrag": ""},
    ],
)
def test_een_tweede_factuur_op_een_gebruikt_formulier_gaat_niet_verloren(client, casa, chandra, ander):
    client.force_login(chandra)
    eerste = invoer(casa)
    client.post(adres("factuur_nieuw", 2026), eerste)
    tweede = eerste | {"nummer": "F-78"} | ander  # the back button, and typed over

    geweigerd = client.post(adres("factuur_nieuw", 2026), eerste | ander)
    vers = geweigerd.context["form"].kop["sleutel"].value()

    assert geweigerd.status_code == 422
    assert "Dit formulier is al gebruikt voor factuur Stroom BV F-77." in geweigerd.text
    assert f'value="{vers}"' in geweigerd.text
    assert f'value="{eerste["sleutel"]}"' not in geweigerd.text
    assert f'value="{(eerste | ander)["omschrijving"]}"' in geweigerd.text
    assert Inkoopfactuur.objects.count() == 1
    assert client.post(adres("factuur_nieuw", 2026), tweede | {"sleutel": vers}).status_code == 302
    assert set(Inkoopfactuur.objects.values_list("nummer", flat=True)) == {"F-77", "F-78"}


def test_een_andere_scan_op_een_gebruikt_formulier_is_een_andere_factuur(client, casa, chandra):
    client.force_login(chandra)
    gegevens = invoer(casa)

    pdf = maak_pdf()

    def stuur(inhoud):
        return client.post(adres("factuur_nieuw", 2026), gegevens | {"scan": SimpleUploadedFile("nota", inhoud)})

    eerste, weer = stuur(pdf), stuur(pdf)
    zonder = client.post(adres("factuur_nieuw", 2026), gegevens)

    assert {antwoord.url for antwoord in (eerste, weer, zonder)} == {adres("factuur", Inkoopfactuur.objects.get().pk)}
    assert stuur(maak_foto()).status_code == 422


def kies_scan(client, gegevens, naam="nota.pdf"):
    return client.post(adres("factuur_nieuw", 2026), gegevens | {"scan": SimpleUploadedFile(naam, maak_pdf())})


@pytest.mark.parametrize(
    ("fout", "status"),
    [
        ({"r1-bedrag": "0"}, 422),  # the form refuses
        ({"btw": "2000"}, 422),  # the service refuses
        ({"meer": "1"}, 200),
        ({"vorige": "1"}, 200),
    ],
)
def test_een_gekozen_scan_blijft_bij_het_formulier_en_gaat_mee(client, casa, chandra, fout, status):
    client.force_login(chandra)
    gegevens = invoer(casa)

    antwoord = kies_scan(client, gegevens | fout)

    assert (antwoord.status_code, Inkoopfactuur.objects.count()) == (status, 0)
    assert "De scan nota.pdf is bewaard. Wil je een andere? Kies die dan hier." in antwoord.text
    client.post(adres("factuur_nieuw", 2026), gegevens)
    assert Inkoopfactuur.objects.get().scan.naam == "nota.pdf"
    assert Bonfoto.objects.count() == 0


def test_zonder_scan_zegt_het_formulier_niet_dat_er_een_is(client, casa, chandra):
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_nieuw", 2026), invoer(casa, nummer=""))

    assert antwoord.status_code == 422
    assert "is bewaard. Wil je een andere?" not in antwoord.text


def test_de_bewaarde_scan_is_alleen_van_wie_hem_koos(client, casa, chandra):
    gegevens = invoer(casa)
    client.force_login(chandra)
    kies_scan(client, gegevens | {"nummer": ""})
    client.force_login(maak_gebruiker("Tweede", Rol.PENNINGMEESTER))

    client.post(adres("factuur_nieuw", 2026), gegevens)

    assert Inkoopfactuur.objects.get().scan is None


def test_een_nieuwe_scan_bij_het_verbeteren_blijft_ook(client, chandra, factuur, casa):
    client.force_login(chandra)
    gegevens = invoer(casa, ronde=factuur.ronde)
    nieuw = {"scan": SimpleUploadedFile("beter.jpg", maak_foto())}

    geweigerd = client.post(adres("factuur_wijzigen", factuur.pk), gegevens | {"nummer": ""} | nieuw)
    later = client.get(adres("factuur_wijzigen", factuur.pk))  # another form: nothing of the first goes with it
    client.post(adres("factuur_wijzigen", factuur.pk), gegevens)

    assert "De scan beter.jpg is bewaard." in geweigerd.text
    assert later.context["form"].kop["sleutel"].value() not in (factuur.sleutel, gegevens["sleutel"])
    assert (Inkoopfactuur.objects.get().scan.naam, Bonfoto.objects.count()) == ("beter.jpg", 0)


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"r1-bedrag": "12.50"}, "Vul een bedrag in met een komma"),
        ({"r1-bedrag": "-5"}, "Vul een bedrag in dat meer is dan"),
        ({"r1-kamer": ""}, "Kies een kamer, of alle kamers samen."),
        ({"r1-kamer": "99999999"}, "99999999 staat niet in de lijst. Kies iets anders."),
        ({"r1-rekening": ""}, "Kies welke kosten het zijn."),
        ({"leverancier": ""}, "Kies een leverancier, of vul de naam van een nieuwe in."),
        ({"nummer": ""}, "Vul het nummer in dat op de factuur staat."),
        ({"btw": "2000"}, "De btw is hoger dan het totaal van de regels."),
        ({"datum": "10-3-2024"}, "Boekjaar 2024 bestaat nog niet"),
        ({"datum": "10-3-2027"}, "Deze dag moet nog komen"),
    ],
)
def test_wat_niet_klopt_wordt_gezegd_en_wat_getypt_is_staat_er_nog(client, casa, chandra, fout, zin):
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_nieuw", 2026), invoer(casa) | {"omschrijving": "Stroom oktober"} | fout)

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert 'value="Stroom oktober"' in antwoord.text
    assert Inkoopfactuur.objects.count() == 0


def test_een_kwade_scan_wordt_geweigerd_en_de_factuur_niet_bewaard(client, casa, chandra):
    client.force_login(chandra)
    scan = SimpleUploadedFile("factuur.pdf", maak_pdf(DADEN[0]), "application/pdf")

    antwoord = client.post(adres("factuur_nieuw", 2026), invoer(casa) | {"scan": scan})

    assert antwoord.status_code == 422
    assert "In deze PDF zit iets dat zelf iets kan doen" in antwoord.text
    assert Inkoopfactuur.objects.count() == 0


def test_zoals_de_vorige_keer_vult_kosten_en_kamer_in_en_geen_bedrag_en_bewaart_niets(client, casa, chandra, factuur):
    client.force_login(chandra)

    antwoord = client.post(
        adres("factuur_nieuw", 2026), {"leverancier": factuur.leverancier_id, "vorige": "1", "sleutel": str(uuid4())}
    )

    eerste = antwoord.context["form"].regels[0]
    assert [eerste[naam].value() for naam in ("rekening", "kamer", "bedrag")] == [
        rekening("4120").pk,
        casa.pk,
        None,
    ]
    assert f'<option value="{rekening("4120").pk}" selected>' in antwoord.text
    assert (antwoord.status_code, Inkoopfactuur.objects.count()) == (200, 1)


def test_meer_regels_bewaart_niets_en_vergeet_niets(client, casa, chandra):
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_nieuw", 2026), invoer(casa) | {"meer": "1"})

    assert len(antwoord.context["form"].regels) == 6
    assert 'value="1.121,50"' in antwoord.text
    assert Inkoopfactuur.objects.count() == 0


def test_een_nieuwe_leverancier_komt_er_een_keer_bij(client, casa, chandra):
    client.force_login(chandra)
    for nummer in ("1", "2"):
        client.post(adres("factuur_nieuw", 2026), invoer(casa, leverancier="", nieuw=" De  Klusser ", nummer=nummer))

    assert list(Partner.objects.filter(naam="De Klusser").values_list("code", "soort")) == [
        ("de-klusser", "leverancier")
    ]
    assert Inkoopfactuur.objects.count() == 2


def test_verbeteren_vraagt_het_akkoord_opnieuw(client, factuur, eva, chandra, casa):
    zeg_gezien(factuur, ronde=1, gebruiker=eva)
    client.force_login(chandra)
    blad = client.get(adres("factuur_wijzigen", factuur.pk))
    assert "Wie al akkoord was, krijgt de factuur opnieuw." in blad.text
    assert 'value="121"' in blad.text

    client.post(adres("factuur_wijzigen", factuur.pk), invoer(casa, ronde="1"))
    oud = client.post(adres("factuur_wijzigen", factuur.pk), invoer(casa, ronde="1", omschrijving="Te laat"))

    nu = een(factuur)
    assert (nu.stand, nu.factuur.ronde, nu.totaal) == (Stand.INGEVOERD, 2, Decimal("1130.00"))
    assert nu.factuur.scan == factuur.scan  # no new scan: the old one stays
    assert (oud.status_code, "net veranderd" in oud.text) == (422, True)


def test_de_btw_staat_per_kwartaal_en_alleen_van_wat_geboekt_is(client, eva, chandra, casa):
    for dag, nummer in ((date(2026, 1, 31), "a"), (date(2026, 3, 1), "b")):
        maak_geboekt(chandra, eva, deel("4120", "121", casa), datum=dag, nummer=nummer, btw=Decimal("21.00"))
    maak_factuur(chandra, deel("4120", "121", casa), nummer="c", btw=Decimal("21.00"))
    maak_geboekt(chandra, eva, deel("4120", "5", casa), nummer="d")
    client.force_login(chandra)

    kwartalen = client.get(adres("btw", 2026)).context["kwartalen"]

    assert [(k.nummer, k.btw, len(k.regels)) for k in kwartalen] == [
        (1, Decimal("42.00"), 2),
        *[(nummer, Decimal("0.00"), 0) for nummer in (2, 3, 4)],
    ]


def test_de_lijst_begint_met_wat_op_jou_wacht_en_noemt_wat_te_laat_is(client, eva, chandra, casa):
    later = maak_factuur(chandra, deel("4120", "1", casa), nummer="a", datum=date(2026, 1, 5))
    mijn = maak_factuur(chandra, deel("4120", "1", casa), nummer="b")
    zeg_gezien(mijn, ronde=1, gebruiker=eva)
    Inkoopfactuur.objects.filter(pk=later.pk).update(ingevoerd_op="2026-03-19T09:00:00Z")
    client.force_login(chandra)

    antwoord = client.get(adres("facturen", 2026))

    assert [stand.factuur for stand in antwoord.context["blad"]] == [mijn, later]
    assert [stand.te_laat for stand in antwoord.context["blad"]] == [False, True]
    assert "te laat" in antwoord.text


def test_de_lijst_stelt_voor_veel_facturen_evenveel_vragen(client, eva, chandra, casa, django_assert_num_queries):
    client.force_login(chandra)
    maak_geboekt(chandra, eva, deel("4120", "1", casa), nummer="0")
    client.get(adres("facturen", 2026))
    with django_assert_num_queries(8):
        client.get(adres("facturen", 2026))
    for nummer in range(1, 12):
        kamer = maak_kamer(f"kamer{nummer}")
        maak_geboekt(chandra, eva, deel("4120", "1", casa), deel("4120", "1", kamer), nummer=str(nummer))
    client.get(adres("facturen", 2026))  # the menu remembers how much waits

    with django_assert_num_queries(8):
        client.get(adres("facturen", 2026))


def test_een_creditnota_wordt_zonder_min_ingevuld_en_staat_er_bij_verbeteren_weer_zo(client, chandra, eva, casa):
    heen = maak_geboekt(chandra, eva, deel("4120", "121.00", casa))
    client.force_login(chandra)
    velden = {"credit": "on", "credit_van": heen.pk, "btw": "3,47", "r1-bedrag": "20,-", "r2-bedrag": "0,50"}

    client.post(adres("factuur_nieuw", 2026), invoer(casa, **velden))

    nota = Inkoopfactuur.objects.get(nummer="F-77")
    assert (nota.credit, nota.credit_van, nota.btw) == (True, heen, Decimal("-3.47"))
    assert list(nota.regels.values_list("bedrag", flat=True)) == [Decimal("-20.00"), Decimal("-0.50")]
    blad = client.get(adres("factuur", nota.pk)).text
    assert "€\N{NO-BREAK SPACE}−20,50" in blad
    assert "creditnota, van factuur" in blad
    wijzig = client.get(adres("factuur_wijzigen", nota.pk)).context["form"]
    assert [regel["bedrag"].value() for regel in wijzig.regels[:2]] == ["20", "0,50"]
    assert (wijzig.kop["btw"].value(), wijzig.kop["credit"].value()) == ("3,47", True)


def test_een_lege_factuur_zegt_ook_dat_er_een_regel_ontbreekt(client, chandra):
    client.force_login(chandra)

    antwoord = client.post(adres("factuur_nieuw", 2026), {"sleutel": str(uuid4()), "aantal": "3"})

    assert antwoord.status_code == 422
    assert "Vul minstens één regel in." in antwoord.text
    assert "Vul het nummer in dat op de factuur staat." in antwoord.text
    assert Inkoopfactuur.objects.count() == 0


def knoppen(lijst) -> list[tuple[str, str]]:
    return [(stand.factuur.nummer, daad.value) for stand, daad in lijst.context["van_mij"]]


def test_bovenaan_staat_wat_je_nu_kunt_doen_en_de_rest_wacht_op_een_ander(client, chandra, eva, casa, time_machine):
    maak_factuur(chandra, deel("4120", "5", casa), nummer="oud")
    time_machine.move_to("2026-03-31 10:00", tick=False)
    maak_factuur(chandra, deel("4120", "6", casa), nummer="wacht")
    boeken = maak_factuur(chandra, deel("4120", "7", casa), nummer="boeken")
    zeg_gezien(boeken, ronde=1, gebruiker=eva)
    betaal = maak_betaalbaar(chandra, eva, deel("4120", "8", casa), nummer="betalen")
    in_opdracht = maak_betaalbaar(chandra, eva, deel("4120", "9", casa), nummer="opdracht")
    vast = {"uitvoeren_op": date(2026, 4, 1), "sleutel": uuid4(), "gebruiker": chandra}
    opdracht = zet_klaar(facturen=[in_opdracht.pk], **vast)
    client.force_login(chandra)
    lijst = client.get(adres("facturen", 2026))

    assert knoppen(lijst) == [("oud", "doorzetten"), ("boeken", "boeken"), ("betalen", "betalen")]
    assert [stand.factuur.nummer for stand in lijst.context["van_anderen"]] == ["wacht", "opdracht"]
    assert "geen antwoord van Casa Jepie Makandra" in lijst.text
    assert f"{adres('klaarzetten', 2026)}?factuur={betaal.pk}" in lijst.text
    client.force_login(eva)
    lijst = client.get(adres("facturen", 2026))
    assert lijst.context["opdrachten"] == [(opdracht, "goedkeuren")]
    assert knoppen(lijst) == [("oud", "akkoord"), ("wacht", "akkoord")]
    assert [stand.factuur.nummer for stand in lijst.context["van_anderen"]] == ["boeken", "betalen"]
    assert "Wacht op jou (3)" in lijst.text


def test_na_akkoord_en_boek_is_betalen_een_tik_en_staat_deze_factuur_aangekruist(client, chandra, eva, casa):
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "8", casa), vervaldatum=date(2026, 12, 1))
    client.force_login(chandra)
    naar = f"{adres('klaarzetten', 2026)}?factuur={factuur.pk}"

    assert f'href="{naar}"' in client.get(adres("factuur", factuur.pk)).text
    assert client.get(naar).context["gekozen"] == [str(factuur.pk)]
    assert client.get(adres("klaarzetten", 2026)).context["gekozen"] == []


@pytest.mark.parametrize(
    ("wie", "pad", "zin"),
    [
        ("amina", "kamers:vandaag", "factuur wacht op je akkoord"),
        ("eva", "kamers:kamers", "factuur wacht op je akkoord"),
        ("bestuurslid", "kamers:kamers", ""),
        ("chandra", "financien:begroting", ""),
    ],
)
def test_het_eerste_scherm_zegt_wat_er_wacht_en_het_menu_telt_mee(client, request, factuur, aanbod_2018, wie, pad, zin):
    client.force_login(request.getfixturevalue(wie))
    args = {"kamers:vandaag": ["cjm"], "financien:begroting": [2018]}.get(pad, [])
    blad = client.get(reverse(pad, args=args))
    ander = client.get(reverse("hulp"))

    assert ("Facturen (1)" in blad.text) == bool(zin)
    assert zin in blad.text
    geteld = [regel.aantal for regel in blad.context["menu"] if str(regel.label) == "Facturen"]
    assert geteld == [1 if zin else 0]
    assert [regel.aantal for regel in ander.context["menu"] if str(regel.label) == "Facturen"] == geteld
    if zin:
        assert f'href="{adres("factuur", factuur.pk)}"' in blad.text  # the only one: straight to it


def test_een_coordinator_is_in_drie_tikken_akkoord_vanaf_vandaag(client, amina, chandra, factuur, casa):
    maak_factuur(chandra, deel("4120", "6", casa), nummer="nog een")
    client.force_login(amina)
    vandaag = client.get(reverse("kamers:vandaag", args=["cjm"]))
    assert f'class="knop" href="{adres("kamerfacturen", "cjm")}"' in vandaag.text  # 1
    assert f'href="{adres("factuur", factuur.pk)}"' in client.get(adres("kamerfacturen", "cjm")).text  # 2
    client.post(adres("factuur_akkoord", factuur.pk), {"ronde": 1})  # 3

    assert een(factuur).stand == Stand.GEZIEN


def test_op_de_tablet_van_de_kamer_vraagt_niemand_naar_facturen(factuur, amina, casa):
    assert len(vraag_geld(gebruiker=amina, kamer=casa)) == 1
    amina.tablet = Tabletsessie
    assert vraag_geld(gebruiker=amina, kamer=casa) == []


def test_leveranciers_staan_boven_wie_nog_nooit_een_factuur_stuurde(client, chandra, casa):
    maak_factuur(chandra, deel("4120", "1", casa), leverancier=maak_partner("rochdale", "Rochdale"))
    maak_partner("ymere", "Ymere")
    client.force_login(chandra)

    keuzes = client.get(adres("factuur_nieuw", 2026)).context["form"].kop.fields["leverancier"].choices
    groepen = {str(naam): [str(label) for _pk, label in rij] for naam, rij in keuzes if naam}

    assert "Rochdale" in groepen["Leveranciers"]
    assert "Ymere" in groepen["Anderen"]
    assert "Rochdale" not in groepen["Anderen"]


class TestAkkoordTerug:
    @pytest.fixture
    def gezegd(self, client, factuur, amina):
        """Let Amina say yes on the screen; return the page that followed."""
        client.force_login(amina)
        return client.post(adres("factuur_akkoord", factuur.pk), {"ronde": 1}, follow=True)

    def test_na_akkoord_biedt_de_melding_de_lijst_en_het_blad_aan_om_het_terug_te_nemen(
        self, client, factuur, gezegd, eva
    ):
        terug = adres("factuur_akkoord_terug", factuur.pk)
        assert gezegd.text.count(f'action="{terug}"') == 2  # the message bar, and the line of the invoice
        assert f'action="{terug}"' in client.get(adres("factuur", factuur.pk)).text
        client.force_login(eva)
        for blad in (client.get(adres("factuur", factuur.pk)), client.get(adres("facturen", 2026))):
            assert terug not in blad.text

    def test_een_keer_terug_en_de_factuur_staat_weer_bij_wat_op_je_wacht(self, client, factuur, gezegd, amina):
        antwoord = client.post(adres("factuur_akkoord_terug", factuur.pk), follow=True)

        assert antwoord.redirect_chain == [(adres("factuur", factuur.pk), 302)]
        assert "Je akkoord is teruggenomen. De factuur wacht weer op akkoord." in antwoord.text
        assert "Akkoord teruggenomen (Casa Jepie Makandra)" in " ".join(antwoord.text.split())
        assert (antwoord.context["kan"]["akkoord"], antwoord.context["kan"]["terug"]) == (True, False)
        lijst = client.get(adres("kamerfacturen", "cjm"))
        assert [stand.factuur for stand, _daad in lijst.context["van_mij"]] == [factuur]
        assert lijst.context["terug"] == frozenset()

    def test_als_de_penningmeester_intussen_boekte_zegt_het_blad_waarom_het_niet_meer_kan(
        self, client, factuur, gezegd, chandra
    ):
        boek_factuur(factuur, ronde=1, gebruiker=chandra)

        antwoord = client.post(adres("factuur_akkoord_terug", factuur.pk))

        assert antwoord.status_code == 422
        assert "Over deze factuur is al beslist. Vraag de penningmeester wat er nog kan." in antwoord.text
        assert een(factuur).stand == Stand.TE_BETALEN
        assert "Neem je akkoord terug" not in antwoord.text

    def test_een_vreemde_kamer_en_wie_geen_akkoord_geeft_nemen_niets_terug(self, client, factuur, gezegd, bram):
        for wie, status in ((bram, 404), (maak_gebruiker("Kas", Rol.KASCOMMISSIE), 403)):
            client.force_login(wie)
            assert client.post(adres("factuur_akkoord_terug", factuur.pk)).status_code == status
        assert een(factuur).stand == Stand.GEZIEN

    def test_de_penningmeester_neemt_het_doorzetten_terug(self, client, factuur, chandra, time_machine):
        time_machine.move_to("2026-03-31 10:00", tick=False)
        client.force_login(chandra)
        vast = {"ronde": 1, "reden": "Vakantie"}

        gedaan = client.post(adres("factuur_doorzetten", factuur.pk), vast, follow=True)
        assert adres("factuur_akkoord_terug", factuur.pk) in gedaan.text
        client.post(adres("factuur_akkoord_terug", factuur.pk))

        assert een(factuur).stand == Stand.INGEVOERD

    @pytest.mark.parametrize(("rekening", "wie"), [("4120", "De kascommissie"), ("4020", "over lonen: de accountant")])
    def test_wie_de_reden_ziet_staat_erbij_en_van_lonen_is_dat_de_accountant(
        self, client, casa, chandra, time_machine, rekening, wie
    ):
        rij = maak_factuur(chandra, deel(rekening, "50", casa), nummer="Z-1")
        time_machine.move_to("2026-03-31 10:00", tick=False)
        client.force_login(chandra)
        pad = adres("factuur_doorzetten", rij.pk)

        blad, gedaan = client.get(pad), client.post(pad, {"ronde": 1, "reden": "Vakantie"}, follow=True)

        assert [tekst.count(f"{wie} ziet je reden.") for tekst in (blad.text, gedaan.text)] == [1, 1]
