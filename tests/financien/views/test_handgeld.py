"""The pot on the screen: a receipt in a few taps, what was typed and the photo stay, and everyone sees the own room."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from buurtwerkkamer.models import Cooperatie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Betaalopdracht, Bon, Bonfoto, Bonstap, Kastelling, Ontvangst
from financien.services.handgeld.oordeel import keur_goed, stuur_terug, wijs_af
from financien.services.handgeld.potje import stand
from tests.buurtwerkkamer.bewijsfabriek import DADEN, foto_met_plaats, maak_foto, maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.bankfabriek import begin_bank, blad, lees_blad, zin
from tests.financien.handgeldfabriek import DAG, maak_bon, rekening_van, voorschieter, vul_potje

D = Decimal


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, chandra, time_machine):
    time_machine.move_to("2026-03-10 10:00", tick=False)
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))
    vul_potje(chandra, multibron, kas="50.00", datum=date(2026, 2, 3))


def adres(naam, *args) -> str:
    return reverse(f"financien:{naam}", args=args)


def bestand(inhoud: bytes, naam="bon.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud, "image/jpeg")


def invoer(**velden) -> dict:
    vast = {"sleutel": str(uuid4()), "bedrag": "12,50", "categorie": "A"}
    if "foto" not in velden:
        vast["foto"] = bestand(maak_foto())
    return vast | velden


@pytest.fixture
def coordinator(client, amina):
    client.force_login(amina)
    return client


def stuur(client, **velden):
    return client.post(adres("bon_nieuw", "cjm"), invoer(**velden), follow=True)


def test_foto_bedrag_en_soort_is_genoeg(coordinator, amina, casa):
    antwoord = stuur(coordinator)

    bon = Bon.objects.get()
    assert antwoord.redirect_chain[-1][0] == adres("handgeld", "cjm")
    assert "Opgeslagen. Er is nog €\xa0137,50." in antwoord.text
    assert (bon.bedrag, bon.categorie, bon.datum, bon.betaald_uit, bon.gemaakt_door) == (
        D("12.50"), "A", DAG, "potje", amina,
    )  # fmt: skip


def test_met_een_tik_is_het_ongedaan(coordinator, casa):
    antwoord = stuur(coordinator)
    assert adres("bon_intrekken", Bon.objects.get().pk) in antwoord.text

    coordinator.post(adres("bon_intrekken", Bon.objects.get().pk))

    assert stand(casa).over == D("150.00")


def test_twee_keer_sturen_is_een_bonnetje(coordinator, casa):
    velden = invoer(foto=bestand(maak_foto()))
    for _keer in range(2):
        velden["foto"].seek(0)
        coordinator.post(adres("bon_nieuw", "cjm"), velden)

    assert (Bon.objects.count(), stand(casa).kas) == (1, D("37.50"))


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"bedrag": ""}, "Vul het bedrag van de bon in, bijvoorbeeld 12,50."),
        ({"bedrag": "0"}, "Vul een bedrag in dat meer is dan"),
        ({"bedrag": "12.50"}, "Vul een bedrag in met een komma"),
        ({"categorie": ""}, "Kies waarvoor het was."),
        ({"dag": "anders", "datum": "11-3-2026"}, "Deze dag moet nog komen."),
        ({"dag": "anders", "datum": ""}, "Vul een dag in"),
        ({"bedrag": "150,01"}, "Betaalde je zelf? Kies &#x27;eigen geld&#x27;"),
        ({"bedrag": "60"}, "Heb je geld gepind?"),
        ({"betaald_uit": "eigen"}, "Vul een naam en een rekeningnummer in."),
        ({"betaald_uit": "eigen", "naam": "Yusuf", "iban": "NL00"}, "Dit rekeningnummer klopt niet."),
        ({"omschrijving": "Maandhuur"}, "Vaste kosten"),
    ],
)
def test_wat_niet_klopt_zegt_wat_je_moet_doen_en_de_foto_blijft(coordinator, velden, zin):
    sleutel = str(uuid4())
    antwoord = coordinator.post(adres("bon_nieuw", "cjm"), invoer(sleutel=sleutel, **velden))

    assert (antwoord.status_code, Bon.objects.count()) == (422, 0)
    assert zin in antwoord.text
    assert "De foto is bewaard." in antwoord.text
    goed = {"sleutel": sleutel, "bedrag": "12,50", "categorie": "A"}
    coordinator.post(adres("bon_nieuw", "cjm"), goed)
    assert Bon.objects.get().foto is not None
    assert Bonfoto.objects.count() == 0


def test_het_eerste_antwoord_noemt_alles_wat_mist(coordinator):
    velden = {"sleutel": uuid4(), "betaald_uit": "eigen", "dag": "anders"}
    form = coordinator.post(adres("bon_nieuw", "cjm"), velden).context["form"]

    assert {naam: str(fouten[0]) for naam, fouten in form.errors.items()} == {
        "foto": "Maak een foto van de bon. Bon kwijt? Schrijf op wat je kocht.",
        "bedrag": "Vul het bedrag van de bon in, bijvoorbeeld 12,50.",
        "categorie": "Kies waarvoor het was. Weet je het niet? Kies dan 'Weet ik niet'.",
        "datum": "Vul een dag in, bijvoorbeeld 20-11 of 20 november.",
        "naam": "Wie betaalde dit? Vul een naam en een rekeningnummer in.",
    }
    form = coordinator.post(adres("bon_nieuw", "cjm"), velden | {"naam": "Yusuf", "zonder_foto": "Markt"}).context[
        "form"
    ]
    assert form.errors["iban"] == ["Vul het rekeningnummer in van wie betaalde."]
    assert sorted(form.errors) == ["bedrag", "categorie", "datum", "iban"]


def test_een_foto_die_geweigerd_is_mist_niet_ook_nog(coordinator):
    antwoord = coordinator.post(adres("bon_nieuw", "cjm"), invoer(foto=bestand(b"geen foto"), bedrag=""))

    assert [len(fouten) for fouten in antwoord.context["form"].errors.values()] == [1, 1]
    assert "Maak een foto van de bon. Bon kwijt?" not in antwoord.text


def test_wat_geweigerd_is_mist_niet_ook_nog(coordinator):
    fout = {"naam": "Yusuf 111222333", "zonder_foto": "Kruiden, bonnr 111222333", "iban": "NL91"}
    velden = invoer(foto="", bedrag="5", betaald_uit="eigen", wie="nieuw", **fout)

    form = coordinator.post(adres("bon_nieuw", "cjm"), velden).context["form"]

    assert {naam: len(zinnen) for naam, zinnen in form.errors.items()} == {"naam": 1, "zonder_foto": 1}


def test_hetzelfde_formulier_zonder_foto_nog_eens_gestuurd_is_hetzelfde_bonnetje(coordinator):
    velden = invoer()
    coordinator.post(adres("bon_nieuw", "cjm"), velden)
    antwoord = coordinator.post(adres("bon_nieuw", "cjm"), velden | {"foto": ""}, follow=True)

    assert ("Opgeslagen." in antwoord.text, Bon.objects.count()) == (True, 1)


def test_verbeteren_vraagt_meteen_om_de_foto_die_er_nooit_was(coordinator, casa, amina, chandra):
    bon = maak_bon(casa, amina, "5", zonder_foto="Markt", foto=None)
    stuur_terug(bon, reden="Welke markt?", gebruiker=chandra)

    antwoord = coordinator.post(adres("bon_wijzig", bon.pk), {"sleutel": bon.sleutel, "bedrag": "", "categorie": "A"})

    assert sorted(antwoord.context["form"].errors) == ["bedrag", "foto"]


def test_de_bewaarde_foto_is_alleen_van_wie_hem_stuurde(client, coordinator, bram):
    sleutel = str(uuid4())
    coordinator.post(adres("bon_nieuw", "cjm"), invoer(sleutel=sleutel, bedrag=""))
    client.force_login(bram)

    antwoord = client.post(adres("bon_nieuw", "multibron"), {"sleutel": sleutel, "bedrag": "1", "categorie": "A"})

    assert antwoord.status_code == 422
    assert "Maak een foto van de bon." in antwoord.text


def test_zonder_foto_met_uitleg(coordinator):
    stuur(coordinator, foto="", bedrag="5", zonder_foto="Kruiden op de markt")

    assert Bon.objects.get().zonder_foto == "Kruiden op de markt"


def test_eigen_geld_onthoudt_wie_het_terugkrijgt(coordinator, casa):
    velden = {"betaald_uit": "eigen", "wie": "nieuw", "naam": "Yusuf", "iban": "NL91 ABNA 0417 1643 00"}
    stuur(coordinator, **velden)
    terug = Bon.objects.get().voorschieter
    assert terug.iban == "NL91ABNA0417164300"

    stuur(coordinator, foto=bestand(maak_foto(kleur=(1, 2, 3))), bedrag="300", betaald_uit="eigen", wie=str(terug.pk))

    assert {bon.voorschieter for bon in Bon.objects.all()} == {terug}
    assert stand(casa).over == D("150.00")


def test_dezelfde_foto_vraagt_een_keer_of_het_klopt(coordinator, chandra, client):
    stuur(coordinator)
    sleutel = str(uuid4())
    antwoord = coordinator.post(adres("bon_nieuw", "cjm"), invoer(sleutel=sleutel, bedrag="3"))
    assert antwoord.status_code == 422
    assert "Deze foto staat al bij een bonnetje van 10-03-2026" in antwoord.text

    coordinator.post(
        adres("bon_nieuw", "cjm"), {"sleutel": sleutel, "bedrag": "3", "categorie": "D", "bevestigd": "on"}
    )

    assert Bon.objects.count() == 2
    client.force_login(chandra)
    assert client.get(adres("bonnen")).text.count("zelfde foto") == 2


# hostile receipts (guards.md "uploads"): refused or cleaned, with a sentence, and nothing stored

PNG_BOM = BytesIO()
Image.new("1", (6000, 6000)).save(PNG_BOM, "PNG")  # 36 megapixel in a few kB
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 50
VIJANDIG = {
    "te groot": (b"\xff\xd8\xff" + b"\x00" * (10 * 1024**2), "groter dan 10 MB"),
    "te veel beeldpunten": (PNG_BOM.getvalue(), "meer dan 25 miljoen beeldpunten"),
    "heic": (HEIC, "HEIC-foto van een iPhone"),
    "foto met een zip erachter": (maak_foto() + b"PK\x05\x06" + b"\x00" * 18, "zit nog een ander bestand"),
    "foto die ook een pdf is": (b"\xff\xd8\xff\xe0" + b"%PDF-1.4 " + maak_foto()[4:], "zit nog een ander bestand"),
    "pdf met script": (maak_pdf(DADEN[0]), "iets dat zelf iets kan doen"),
    "pdf met een bijlage": (maak_pdf(DADEN[3]), "iets dat zelf iets kan doen"),
    "html": (b"<html><script>alert(1)</script>", "Dit soort bestand nemen we niet aan"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Dit soort bestand nemen we niet aan"),
    "afgebroken foto": (maak_foto()[:100], "stuk of niet te lezen"),
}


@pytest.mark.parametrize("wat", list(VIJANDIG))
@pytest.mark.parametrize("veld", ["foto", "bestand"])
def test_een_vijandig_bestand_wordt_geweigerd_met_een_zin(coordinator, wat, veld):
    inhoud, zin = VIJANDIG[wat]

    antwoord = coordinator.post(adres("bon_nieuw", "cjm"), invoer(**{"foto": "", veld: bestand(inhoud)}))

    assert (antwoord.status_code, Bon.objects.count(), Bonfoto.objects.count()) == (422, 0, 0)
    assert zin in antwoord.text
    assert 'value="12,50"' in antwoord.text  # what was typed is still there


def test_plaats_en_toestel_gaan_van_de_foto_af(coordinator):
    stuur(coordinator, foto=bestand(foto_met_plaats()))

    inhoud = bytes(Bon.objects.get().foto.inhoud)
    with Image.open(BytesIO(inhoud)) as beeld:
        assert (beeld.size, len(beeld.getexif())) == ((20, 40), 0)  # upright, and nothing but pixels
    assert b"Fatima" not in inhoud


def test_een_pdf_van_een_bon_mag(coordinator):
    stuur(coordinator, foto="", bestand=SimpleUploadedFile("bon.pdf", maak_pdf()))

    assert Bon.objects.get().foto.type == "application/pdf"


# who sees what


def test_een_vreemd_bonnetje_en_zijn_foto_bestaan_niet(client, casa, amina, bram):
    bon = maak_bon(casa, amina)
    client.force_login(bram)

    for naam in ("bon", "bon_foto", "bon_wijzig"):
        assert client.get(adres(naam, bon.pk)).status_code == 404
    assert client.post(adres("bon_intrekken", bon.pk)).status_code == 404
    assert client.get(adres("handgeld", "cjm")).status_code == 404
    assert Bonstap.objects.count() == 1


def test_de_foto_is_een_download_die_niemand_bewaart(client, casa, amina, chandra):
    bon = maak_bon(casa, amina)
    client.force_login(chandra)

    antwoord = client.get(adres("bon_foto", bon.pk))

    assert antwoord["Content-Disposition"].startswith("attachment")
    assert (antwoord["X-Content-Type-Options"], antwoord["Cache-Control"]) == ("nosniff", "no-store")


def test_goedkeuren_gaat_door_naar_het_volgende(client, casa, multibron, amina, bram, chandra):
    eerste, tweede = maak_bon(casa, amina, "1.00"), maak_bon(multibron, bram, "2.00")
    client.force_login(chandra)

    antwoord = client.post(adres("bon_goedkeuren", eerste.pk), {"categorie": "A"})
    assert antwoord["Location"] == adres("bon", tweede.pk)
    antwoord = client.post(adres("bon_goedkeuren", tweede.pk), {"categorie": "D"})

    assert antwoord["Location"] == adres("bonnen")
    assert list(Bon.objects.met_stand().order_by("pk").values_list("stand", "categorie")) == [
        ("goedgekeurd", "A"), ("goedgekeurd", "D"),
    ]  # fmt: skip
    assert client.post(adres("bon_goedkeuren", eerste.pk), {"categorie": "A"}).status_code == 422


def test_terugsturen_vraagt_een_reden_die_de_kamer_ziet(client, casa, amina, chandra):
    bon = maak_bon(casa, amina)
    client.force_login(chandra)
    assert "Schrijf op waarom." in client.post(adres("bon_terugsturen", bon.pk), {"reden": ""}).text

    client.post(adres("bon_terugsturen", bon.pk), {"reden": "Bedrag onleesbaar"})
    client.force_login(amina)
    assert "Bedrag onleesbaar" in client.get(adres("handgeld", "cjm")).text
    velden = invoer(sleutel=str(bon.sleutel), bedrag="10", betaald_uit="potje", foto="")
    client.post(adres("bon_wijzig", bon.pk), velden)

    bon = Bon.objects.met_stand().get()
    assert (bon.bedrag, bon.stand, bon.foto_id is not None) == (D("10.00"), "ingediend", True)


def test_een_kascommissielid_leest_en_keurt_niet(client, casa, amina):
    bon = maak_bon(casa, amina)
    client.force_login(maak_gebruiker("Kas", Rol.KASCOMMISSIE))

    assert "Keur goed" not in client.get(adres("bon", bon.pk)).text
    assert client.post(adres("bon_goedkeuren", bon.pk)).status_code == 403


def test_bij_tachtig_procent_waarschuwt_de_bladzijde(coordinator, casa, amina):
    maak_bon(casa, amina, "199.99", betaald_uit="eigen", voorschieter=voorschieter(casa, amina))
    assert "procent van" not in coordinator.get(adres("handgeld", "cjm")).text
    maak_bon(casa, amina, "0.01")
    assert "Let op: 80 procent van €\xa0250 is op deze maand." in coordinator.get(adres("handgeld", "cjm")).text
    maak_bon(casa, amina, "50.01", betaald_uit="pas")
    assert "meer uitgegeven dan €\xa0250" in coordinator.get(adres("handgeld", "cjm")).text


# cash, counts and top-ups


def test_pinnen_en_ontvangen(coordinator, casa, amina, chandra):
    coordinator.post(adres("gepind", "cjm"), {"sleutel": uuid4(), "bedrag": "60", "naar": "kas"})
    assert (stand(casa).kas, stand(casa).rekening) == (D("110.00"), D("40.00"))
    velden = {"sleutel": uuid4(), "bedrag": "7,50", "soort": "bijdrage", "waar": "kas"}
    coordinator.post(adres("ontvangen", "cjm"), velden)
    assert (Ontvangst.objects.get().bedrag, stand(casa).kas) == (D("7.50"), D("117.50"))
    assert (
        "Op de pas staat"
        in coordinator.post(adres("gepind", "cjm"), {"sleutel": uuid4(), "bedrag": "40,01", "naar": "kas"}).text
    )


def test_een_afgewezen_bonnetje_komt_terug_in_de_kas(coordinator, casa, amina, chandra):
    bon = maak_bon(casa, amina)
    wijs_af(bon, reden="Privé", gebruiker=chandra)
    assert "dit geld moet terug in het potje" in coordinator.get(adres("handgeld", "cjm")).text
    velden = {"sleutel": uuid4(), "bedrag": "12,50", "soort": "terug", "bon": bon.pk}

    coordinator.post(adres("ontvangen", "cjm"), velden)

    assert stand(casa).over == D("150.00")
    assert "dit geld moet terug in het potje" not in coordinator.get(adres("handgeld", "cjm")).text


def test_tellen_wat_klopt_is_een_bedrag(coordinator, amina):
    blad = coordinator.get(adres("tellen", "cjm"))
    velden = {"sleutel": uuid4(), "geteld": "50", "verwacht": "50.00"}
    assert 'name="verwacht" value="50.00"' in blad.text

    antwoord = coordinator.post(adres("tellen", "cjm"), velden, follow=True)

    assert "Geteld. De kas klopt." in antwoord.text
    assert (Kastelling.objects.get().kas_geteld, Kastelling.objects.get().geteld_door) == (D("50.00"), amina)


def test_een_verschil_vraagt_uitleg_en_wat_je_typte_blijft(coordinator, casa):
    velden = {"sleutel": uuid4(), "geteld": "48", "verwacht": "50.00"}
    antwoord = coordinator.post(adres("tellen", "cjm"), velden)
    assert antwoord.status_code == 422
    assert "Er is €\xa02,00 te weinig. Schrijf op hoe dat kan." in antwoord.text
    assert 'value="48"' in antwoord.text

    coordinator.post(adres("tellen", "cjm"), velden | {"uitleg": "Kwijt"})

    assert (Kastelling.objects.get().verschil, stand(casa).kas) == (D("-2.00"), D("48.00"))


def test_munten_tellen_op_en_een_overdracht_vraagt_de_ander(coordinator):
    velden = {"sleutel": uuid4(), "geteld": "", "verwacht": "50.00", "b20": "2", "m200": "5", "overdracht": "on"}
    assert "Vul de naam in van de ander." in coordinator.post(adres("tellen", "cjm"), velden).text

    coordinator.post(adres("tellen", "cjm"), velden | {"met": "Bram"})

    telling = Kastelling.objects.get()
    assert (telling.kas_geteld, telling.met, telling.soort) == (D("50.00"), "Bram", "overdracht")


def test_als_er_net_iets_geboekt_is_telt_men_tegen_het_nieuwe_bedrag(coordinator, casa, amina):
    maak_bon(casa, amina, "10.00")
    velden = {"sleutel": uuid4(), "geteld": "50", "verwacht": "50.00"}

    antwoord = coordinator.post(adres("tellen", "cjm"), velden)

    assert "Er is net iets geboekt." in antwoord.text
    assert 'name="verwacht" value="40.00"' in antwoord.text


def test_de_penningmeester_vult_aan_na_de_telling(client, casa, amina, chandra):
    client.force_login(chandra)
    assert "nog niet" in client.get(adres("potjes")).text
    velden = {"sleutel": uuid4(), "bedrag": "100", "datum": "10-3-2026"}
    assert "nog niet geteld" in client.post(adres("aanvullen", "cjm"), velden).text
    client.force_login(amina)
    client.post(adres("tellen", "cjm"), {"sleutel": uuid4(), "geteld": "50", "verwacht": "50.00"})
    client.force_login(chandra)

    assert "hoogstens €\xa0100,00" in client.post(adres("aanvullen", "cjm"), velden | {"bedrag": "100,01"}).text
    client.post(adres("aanvullen", "cjm"), velden)

    assert stand(casa).over == D("250.00")


def met_iban(kamer, iban="NL20INGB0001234567") -> None:
    rekening = rekening_van(kamer)
    rekening.iban = iban
    rekening.save()


def test_een_kamer_met_een_open_bankregel_staat_niet_klaar_om_aan_te_vullen(client, casa, amina, chandra):
    begin_bank(2026)
    met_iban(casa)
    client.force_login(amina)
    client.post(adres("tellen", "cjm"), {"sleutel": uuid4(), "geteld": "50", "verwacht": "50.00"})
    client.force_login(chandra)
    assert casa.pk in client.get(adres("potjes")).context["kan"]
    lees_blad(chandra, blad(zin("-60.00", datum=date(2026, 3, 2))))

    gezien = client.get(adres("potjes"))

    zin_ = "Op 2 maart ging al €\xa060,00 naar Casa Jepie Makandra. Boek eerst die bankregel."
    assert casa.pk not in gezien.context["kan"]
    assert gezien.text.count(zin_) == 1
    assert f'href="{adres("bankregel", Bankregel.objects.get().pk)}"' in gezien.text
    velden = {"sleutel": uuid4(), "uitvoeren_op": "10-3-2026", "keuze": [casa.pk]}
    antwoord = client.post(adres("aanvullingen_klaarzetten"), velden)
    assert (antwoord.status_code, antwoord.context["form"].non_field_errors()) == (422, [zin_])
    assert not Betaalopdracht.objects.exists()
    assert zin_ in client.get(adres("aanvullen", "cjm")).text


def test_niet_geteld_en_de_regel_van_het_jaar(client, casa, chandra):
    client.force_login(chandra)
    client.post(adres("niet_geteld", "cjm"), {"sleutel": uuid4(), "reden": "Ziek"})
    regel = {"per_maand": "300", "waarschuwing": "90", "zonder_foto": "10", "zonder_foto_aantal": "1"}
    assert client.post(adres("handgeldregel", 2026), regel | {"waarschuwing": "0"}).status_code == 422
    client.post(adres("handgeldregel", 2026), regel)

    assert Kastelling.objects.get().soort == "niet"
    assert client.get(adres("handgeld", "cjm")).context["regel"].per_maand == D("300.00")


def test_voorgeschoten_gaat_in_een_betaallijst(client, casa, amina, chandra):
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BWK", "iban": "NL02ABNA0123456789"})
    bon = maak_bon(casa, amina, betaald_uit="eigen", voorschieter=voorschieter(casa, amina))
    keur_goed(bon, gebruiker=chandra)
    client.force_login(chandra)
    assert f'value="{bon.pk}" checked' in client.get(adres("terugbetalen")).text
    velden = {"sleutel": uuid4(), "uitvoeren_op": "10-3-2026"}
    assert "Kies minstens één regel." in client.post(adres("terug_klaarzetten"), velden).text
    ver = client.post(adres("terug_klaarzetten"), velden | {"keuze": [bon.pk], "uitvoeren_op": "31-12-2099"})
    assert ver.context["form"].errors == {"uitvoeren_op": ["Kies een dag binnen 60 dagen."]}

    antwoord = client.post(adres("terug_klaarzetten"), velden | {"keuze": [bon.pk]}, follow=True)

    assert "Yusuf" in antwoord.text
    assert "12,50" in antwoord.text
