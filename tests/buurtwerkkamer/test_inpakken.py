"""Pages are compressed, files are not."""

import gzip

from django.http import HttpResponse
from django.urls import reverse

from buurtwerkkamer.inpakken import InpakMiddleware


def test_een_bladzijde_gaat_ingepakt_over_de_lijn(client, db):
    antwoord = client.get(reverse("hulp"), headers={"accept-encoding": "gzip"})

    assert antwoord.headers["Content-Encoding"] == "gzip"
    assert "Kies een wachtwoord van minstens tien tekens." in gzip.decompress(antwoord.content).decode()


def test_een_bestand_gaat_zoals_het_is_vastgelegd(rf):
    inhoud = b"%PDF-1.7" * 1000
    bestand = HttpResponse(inhoud, headers={"Content-Disposition": "attachment", "Content-Length": str(len(inhoud))})

    antwoord = InpakMiddleware(lambda request: bestand)(rf.get("/", headers={"accept-encoding": "gzip"}))

    assert antwoord.content == inhoud
    assert "Content-Encoding" not in antwoord.headers
