"""The page of a room, and changing it: what stands there, who may, and what happens when two change it at once."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from kamers.models import Buurt, Gebeurtenis, Inventarisstuk, Kamer, Werkgebied
from tests.fabriek import maak_kamer
from tests.kamers.dagfabriek import HALF_ELF
from tests.kamers.feitenfabriek import VANDAAG, maak_document

PAGINA = reverse("kamers:feiten", args=["cjm"])
WIJZIG = reverse("kamers:feiten_wijzig", args=["cjm"])


@pytest.fixture(autouse=True)
def om_half_elf():
    with time_machine.travel(HALF_ELF, tick=True):
        yield


@pytest.fixture
def ingelogd(client, amina):
    client.force_login(amina)
    return client


def begin(client, pad: str) -> dict:
    """Return the fields of the form on a page as they stand, ready to send."""
    form = client.get(pad).context["form"]
    return {naam: form[naam].value() for naam in form.fields if form[naam].value() not in (None, "")}


def test_de_kamer_toont_de_feiten_van_het_document(client, eva, aanbod_2018):
    client.force_login(eva)

    pagina = client.get(PAGINA).text

    for zin in ("Reigersbos (noord)", "maart 2011", "Holendrecht, Reigersbos, Gein", "9,5%", "42%", "6,4%", "43%"):
        assert zin in pagina
    assert "O+S, www.stadstat.osamsterdam.nl (met een uitkering WWB of WIJ 2012, laag opgeleid 2010)." in pagina
    assert pagina.count("nog niet bekend") == 4


def test_een_lege_kamer_zegt_wat_er_nog_moet(ingelogd, casa):
    pagina = ingelogd.get(PAGINA).text

    for zin in (
        "Er zijn nog geen buurten gekozen.",
        "Er gelden nog geen documenten.",
        "Er staat nog niets op de lijst.",
        "Er staat nog niets op de tijdlijn.",
    ):
        assert zin in pagina


def test_wijzigen_bewaart_de_feiten_en_het_werkgebied_in_zijn_volgorde(ingelogd, casa):
    reigersbos, gein, holendrecht = (Buurt.objects.create(naam=n) for n in ("Reigersbos", "Gein", "Holendrecht"))
    for nr, buurt in enumerate((reigersbos, gein), start=1):
        Werkgebied.objects.create(kamer=casa, buurt=buurt, soort="vooral", volgorde=nr)
    velden = begin(ingelogd, WIJZIG) | {"adres": "Reigersbos 12", "oppervlakte": "90"}

    ingelogd.post(WIJZIG, velden | {"vooral": [reigersbos.pk, gein.pk, holendrecht.pk]})

    casa.refresh_from_db()
    assert (casa.adres, casa.oppervlakte, casa.naam_taal) == ("Reigersbos 12", 90, "srn")
    vooral = casa.werkgebieden.order_by("volgorde").values_list("buurt__naam", flat=True)
    assert list(vooral) == ["Reigersbos", "Gein", "Holendrecht"]


def test_van_twee_mensen_die_de_kamer_wijzigen_ziet_de_tweede_wat_er_nu_staat(ingelogd, casa):
    eerste, tweede = begin(ingelogd, WIJZIG), begin(ingelogd, WIJZIG)
    ingelogd.post(WIJZIG, eerste | {"adres": "Reigersbos 12"})

    antwoord = ingelogd.post(WIJZIG, tweede | {"vestiging": "Reigersbos (noord)"})

    assert antwoord.status_code == 422
    assert "Iemand anders paste dit net aan." in antwoord.text
    assert "Adres Reigersbos 12" in antwoord.text
    assert 'value="Reigersbos (noord)"' in antwoord.text
    casa.refresh_from_db()
    assert (casa.adres, casa.vestiging) == ("Reigersbos 12", "")

    weer = antwoord.context["form"]
    ingelogd.post(WIJZIG, {n: weer[n].value() for n in weer.fields if weer[n].value()} | {"adres": "Reigersbos 12"})
    casa.refresh_from_db()
    assert (casa.adres, casa.vestiging) == ("Reigersbos 12", "Reigersbos (noord)")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": ""}, "Schrijf op hoe de kamer heet."),
        ({"oppervlakte": "0"}, "Vul een getal in van 1 tot en met 9.999."),
        ({"oppervlakte": "groot"}, "Vul een getal in, bijvoorbeeld 12."),
        ({"adres": "Straat 1, 123456782"}, "Dit lijkt op een BSN."),
    ],
)
def test_wat_niet_klopt_wordt_geweigerd_en_blijft_staan(ingelogd, casa, anders, zin):
    antwoord = ingelogd.post(WIJZIG, begin(ingelogd, WIJZIG) | {"vestiging": "Hoek"} | anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert 'value="Hoek"' in antwoord.text
    casa.refresh_from_db()
    assert (casa.naam, casa.vestiging) == ("Casa Jepie Makandra", "")


def test_een_buurt_is_vooral_of_ook_en_niet_allebei(ingelogd, casa):
    gein = Buurt.objects.create(naam="Gein")

    antwoord = ingelogd.post(WIJZIG, begin(ingelogd, WIJZIG) | {"vooral": [gein.pk], "ook": [gein.pk]})

    assert "Kies voor Gein één van de twee." in antwoord.text
    assert Werkgebied.objects.count() == 0


def test_toevoegen_weghalen_en_terughalen_van_de_lijst(ingelogd, casa):
    nieuw = reverse("kamers:stuk_nieuw", args=["cjm"])
    velden = {"naam": "Stoel", "aantal": "20", "herkomst": "bewoners", "sinds": "1-3-2026", "sleutel": uuid4()}
    for _keer in range(2):
        ingelogd.post(nieuw, velden)
    stuk = Inventarisstuk.objects.get()
    assert (stuk.kamer, stuk.aantal, stuk.sinds) == (casa, 20, date(2026, 3, 1))

    antwoord = ingelogd.post(reverse("kamers:stuk_wis", args=["cjm", stuk.pk, uuid4()]), follow=True)
    assert "Stoel is weggehaald." in antwoord.text
    ongedaan = list(antwoord.context["messages"])[-1].extra_tags.removeprefix("ongedaan:")
    ingelogd.post(ongedaan)

    assert list(Inventarisstuk.objects.values_list("naam", "aantal")) == [("Stoel", 20)]


def test_afschrijven_gaat_per_aantal_en_telt_niet_meer_mee(ingelogd, casa):
    stuk = casa.inventaris.create(naam="Stoel", aantal=20, herkomst="bewoners", sinds=date(2025, 1, 1))
    pad = reverse("kamers:stuk_weg", args=["cjm", stuk.pk])

    fout = ingelogd.post(pad, begin(ingelogd, pad) | {"aantal": "21"})
    ingelogd.post(pad, begin(ingelogd, pad) | {"aantal": "3"})

    assert "Er zijn er 20. Vul dat getal in of minder." in fout.text
    lijst = ingelogd.get(reverse("kamers:inventaris", args=["cjm"]))
    assert lijst.context["telling"].van_bewoners == 17
    assert [(s.aantal, s.weg_op) for s in lijst.context["weg"]] == [(3, VANDAAG)]


def test_een_moment_op_de_tijdlijn_ligt_niet_in_de_toekomst(ingelogd, casa):
    pad = reverse("kamers:moment_nieuw", args=["cjm"])
    velden = {"soort": "pers", "titel": "In de krant", "sleutel": uuid4(), "webadres": "www.at5.nl/nieuws"}

    fout = ingelogd.post(pad, velden | {"dag": "25-11-2026"})
    ingelogd.post(pad, velden | {"dag": "24-11-2026"})

    assert "Deze dag moet nog komen." in fout.text
    rij = Gebeurtenis.objects.get()
    assert (rij.dag, rij.webadres) == (VANDAAG, "https://www.at5.nl/nieuws")


def test_een_assistent_kijkt_en_een_andere_kamer_bestaat_niet(client, dubbelrol, casa, multibron):
    vreemd = maak_kamer("vreemd").inventaris.create(naam="Kast", herkomst="gekocht", sinds=VANDAAG)
    client.force_login(dubbelrol)  # assistant of MultiBron

    assert client.get(reverse("kamers:feiten", args=["multibron"])).status_code == 200
    assert client.get(reverse("kamers:feiten_wijzig", args=["multibron"])).status_code in (403, 404)
    assert client.get(reverse("kamers:stuk", args=["cjm", vreemd.pk])).status_code == 404
    assert client.get(reverse("kamers:feiten", args=["vreemd"])).status_code == 404


def test_een_coordinator_wijzigt_geen_document_van_alle_kamers(ingelogd, casa):
    samen = maak_document(None, "Protocol handgeld")

    assert ingelogd.get(reverse("kamers:document", args=["cjm", samen.pk])).status_code == 200
    assert ingelogd.get(reverse("kamers:document_versie", args=["cjm", samen.pk])).status_code == 404
    assert "De projectcoach wijzigt het." in ingelogd.get(reverse("kamers:document", args=["cjm", samen.pk])).text


def test_een_tekst_die_geldt_verandert_alleen_met_een_nieuwe_versie(ingelogd, casa):
    oud, nieuw = maak_document(casa), maak_document(casa, "Taak", vanaf=VANDAAG, soort="taak")

    door = ingelogd.get(reverse("kamers:document_wijzig", args=["cjm", oud.pk]))
    pad = reverse("kamers:document_wijzig", args=["cjm", nieuw.pk])
    ingelogd.post(pad, begin(ingelogd, pad) | {"tekst": "Je zet koffie."})

    assert door.url == reverse("kamers:document_versie", args=["cjm", oud.pk])
    nieuw.refresh_from_db()
    assert nieuw.tekst == "Je zet koffie."


def test_een_nieuwe_versie_en_een_document_voor_alle_kamers_van_de_projectcoach(client, eva, casa, multibron):
    client.force_login(eva)
    pad = reverse("kamers:document_nieuw", args=["cjm"])
    velden = {"soort": "protocol", "titel": "Handgeld", "geldig_vanaf": "1-1-2026", "tekst": "Bewaar elke bon."}
    client.post(pad, velden | {"alle_kamers": "on", "sleutel": uuid4()})
    versie = reverse("kamers:document_versie", args=["cjm", casa.documenten.model.objects.get().pk])
    client.post(versie, begin(client, versie) | {"geldig_vanaf": "1-12-2026", "tekst": "Bewaar elke bon een jaar."})

    lijst = client.get(reverse("kamers:documenten", args=["multibron"])).context["reeksen"]
    assert [(r.geldend.kamer, r.geldend.geldig_vanaf) for r in lijst] == [(None, date(2026, 1, 1))]
    assert [d.geldig_vanaf for d in lijst[0].komend] == [date(2026, 12, 1)]


def test_het_document_komt_als_pdf(ingelogd, casa):
    document = maak_document(casa)

    antwoord = ingelogd.get(reverse("kamers:document_pdf", args=["cjm", document.pk]))

    assert antwoord.content.startswith(b"%PDF-")
    assert antwoord["Content-Disposition"] == 'inline; filename="huisregels-2025-01-01.pdf"'


def test_een_gesloten_kamer_verdwijnt_van_vandaag_en_blijft_in_zijn_jaren(client, amina, eva, casa, multibron):
    Kamer.objects.filter(pk=casa.pk).update(status="gesloten", gesloten_op=date(2026, 11, 17))
    client.force_login(amina)

    vandaag = client.get(reverse("kamers:vandaag", args=["cjm"]))
    later = client.get(reverse("kamers:dag", args=["cjm", date(2026, 11, 18)]))
    toen = client.get(reverse("kamers:dag", args=["cjm", date(2026, 11, 17)]))

    assert (vandaag.url, later.url, toen.status_code) == (PAGINA, PAGINA, 200)
    assert "De laatste dag was 17 november 2026." in client.get(PAGINA).text
    client.force_login(eva)
    over = client.get(reverse("kamers:over_de_kamers")).context
    assert (over["kamers"], over["dicht"]) == ([multibron], [casa])
    assert "Casa Jepie Makandra" in client.get(reverse("kamers:kamers")).text
