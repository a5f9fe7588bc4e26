"""The scan of an invoice: kept with the form, of who chose it, and a download for who sees the invoice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buurtwerkkamer.bewijs import keur_bewijs
from buurtwerkkamer.rollen import Rol
from financien.models import Bonfoto, Inkoopfactuur
from tests.buurtwerkkamer.bewijsfabriek import DADEN, maak_foto, maak_pdf
from tests.fabriek import maak_gebruiker
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import adres, deel, invoer, maak_factuur


@pytest.fixture(autouse=True)
def dag(db, casa, multibron, time_machine):
    time_machine.move_to("2026-03-20 10:00", tick=False)
    begin_boeken(2026)


@pytest.fixture
def factuur(chandra, casa):
    return maak_factuur(chandra, deel("4120", "121.00", casa), scan=keur_bewijs(maak_pdf(), "nota.pdf"))


def test_de_scan_is_een_download_voor_wie_de_factuur_ziet(client, factuur, amina):
    client.force_login(amina)

    antwoord = client.get(adres("factuur_scan", factuur.pk))

    assert antwoord["Content-Disposition"] == 'attachment; filename="nota.pdf"'
    assert (antwoord["X-Content-Type-Options"], antwoord["Cache-Control"]) == ("nosniff", "no-store")
    assert antwoord.content == bytes(factuur.scan.inhoud)


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


def test_een_kwade_scan_wordt_geweigerd_en_de_factuur_niet_bewaard(client, casa, chandra):
    client.force_login(chandra)
    scan = SimpleUploadedFile("factuur.pdf", maak_pdf(DADEN[0]), "application/pdf")

    antwoord = client.post(adres("factuur_nieuw", 2026), invoer(casa) | {"scan": scan})

    assert antwoord.status_code == 422
    assert "In deze PDF zit iets dat zelf iets kan doen" in antwoord.text
    assert Inkoopfactuur.objects.count() == 0
