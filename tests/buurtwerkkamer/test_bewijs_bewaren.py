"""Proofs that were accepted: kept once, and given back as a download."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from buurtwerkkamer.bewijs import BewijsField, bewaar_bewijs, bewijs_antwoord, keur_bewijs
from buurtwerkkamer.models import Bestand
from tests.buurtwerkkamer.bewijsfabriek import maak_foto, maak_pdf


def test_dezelfde_bytes_worden_een_keer_bewaard_en_dat_is_te_merken(db):
    gekeurd = keur_bewijs(maak_pdf(), "een.pdf")

    eerst, weer = bewaar_bewijs(gekeurd), bewaar_bewijs(keur_bewijs(gekeurd.inhoud, "twee.pdf"))

    assert (eerst.bekend, weer.bekend) == (False, True)
    assert eerst.bestand == weer.bestand == Bestand.objects.get()
    assert bytes(Bestand.objects.get().inhoud) == gekeurd.inhoud
    assert Bestand.objects.get().sha256 == gekeurd.sha256


def test_acht_keer_tegelijk_dezelfde_bytes_is_een_rij(transactional_db):
    gekeurd, start, uit = keur_bewijs(maak_pdf()), Barrier(8), []

    def bewaar():
        start.wait()
        uit.append(bewaar_bewijs(gekeurd).bekend)
        connections.close_all()

    draden = [Thread(target=bewaar) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert sorted(uit) == [False, *[True] * 7]
    assert Bestand.objects.count() == 1


def test_een_bewijs_wordt_altijd_gedownload_en_nooit_geraden(db):
    antwoord = bewijs_antwoord(bewaar_bewijs(keur_bewijs(maak_pdf(), "factuur.pdf")).bestand)

    assert antwoord["Content-Disposition"] == 'attachment; filename="factuur.pdf"'
    assert (antwoord["X-Content-Type-Options"], antwoord["Cache-Control"]) == ("nosniff", "no-store")
    assert antwoord["Content-Type"] == "application/pdf"


def test_het_veld_zegt_in_woorden_wat_er_mis_is_en_mag_leeg_als_dat_mag():
    veld = BewijsField(required=False)

    assert veld.clean(None) is None
    assert veld.clean(SimpleUploadedFile("a.exe", maak_foto("PNG"), "text/html")).type == "image/png"
    with pytest.raises(ValidationError, match=r"Kies een foto \(JPEG, PNG of WebP\) of een PDF\."):
        veld.clean(SimpleUploadedFile("factuur.pdf", b"<html>", "application/pdf"))
    with pytest.raises(ValidationError, match=r"Kies een foto of een PDF\."):
        BewijsField().clean(None)
