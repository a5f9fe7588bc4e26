"""Fills a version for tests of reports."""

from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Kostenpost, Tijdsraming
from kamers.models import Indicator, Streefwaarde


def vul_versie(versie, kamers):
    """Fill a version for rooms: every indicator, line and group once."""
    bron = Financieringsbron.objects.create(versie=versie, soort="fonds", naam="Fonds", tekst="Fonds", volgorde=1)
    for kamer in kamers:
        Streefwaarde.objects.bulk_create(
            Streefwaarde(versie=versie, kamer=kamer, indicator=i, waarde=10) for i in Indicator.objects.all()
        )
        Begrotingsregel.objects.bulk_create(
            Begrotingsregel(versie=versie, kamer=kamer, post=post, bedrag=100) for post in Kostenpost.objects.all()
        )
        Financieringsregel.objects.create(bron=bron, kamer=kamer, bedrag=1100)
        for wie in ("bewoner", "medewerker"):
            Tijdsraming.objects.create(
                versie=versie, kamer=kamer, wie=wie, tekst=wie, personen=1, uren_per_persoon=250, tarief=10
            )
