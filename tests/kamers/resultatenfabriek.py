"""Rows for results: who was there by name, who was counted before, and a year with a bit of everything."""

from datetime import date

from django.urls import reverse

from kamers.models import AlGeteld, Bijeenkomst, Deelname, Klus
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_inzet, maak_klus, maak_persoon, maak_soort


def zet_namen(bijeenkomst: Bijeenkomst, *personen) -> Bijeenkomst:
    """Let these people be there by name."""
    Deelname.objects.bulk_create([Deelname(bijeenkomst=bijeenkomst, persoon=persoon) for persoon in personen])
    bijeenkomst.op_naam = len(personen)
    bijeenkomst.save(update_fields=["op_naam"])
    return bijeenkomst


def al_geteld(persoon, kamer, jaar: int, soort=None) -> None:
    """Mark a pass holder as counted before: in the room, and perhaps in a kind."""
    AlGeteld.objects.create(persoon=persoon, kamer=kamer, jaar=jaar)
    if soort:
        AlGeteld.objects.create(persoon=persoon, kamer=kamer, jaar=jaar, soort=soort)


def maak_jaar(kamer, jaar: int) -> None:
    """Log a year: two kinds, three people by name of whom one was counted before, klussen and hours."""
    taal, ontmoeting = maak_soort("P4", "Taal"), maak_soort("P1", "Ontmoeting")
    les = maak_activiteit(kamer, soort=taal)
    inloop = maak_activiteit(kamer, naam="Inloop", soort=ontmoeting, weekdag=3)
    ana, ben, cor = (maak_persoon(naam, kamer) for naam in ("Ana", "Ben", "Cor"))
    al_geteld(cor, kamer, jaar, taal)
    zet_namen(maak_bijeenkomst(les, date(jaar, 1, 6), nieuw=5, nieuw_kamer=5), ana, cor)
    zet_namen(maak_bijeenkomst(les, date(jaar, 3, 10), kwamen_al=4, nieuw=2, nieuw_kamer=1), ana, ben, cor)
    zet_namen(maak_bijeenkomst(inloop, date(jaar, 3, 12), kwamen_al=0, nieuw=8, nieuw_kamer=3), ben)
    maak_bijeenkomst(inloop, date(jaar, 4, 2), kwamen_al=None, nieuw=None, status="vervallen")
    maak_inzet(ana, les.bijeenkomsten.first(), "2.5")
    for dag, eerste in ((date(jaar, 3, 3), "ja"), (date(jaar, 12, 31), "nee")):
        klus = maak_klus(kamer, status=Klus.Status.KLAAR, gedaan_op=dag, eerste_keer=eerste)
        maak_inzet(ben, klus=klus, uren="1")


def tekst_van(antwoord) -> str:
    """Return the text of an answer, with its spaces made one."""
    return " ".join(antwoord.content.decode().split())


def haal(client, naam, *args, **vraag) -> str:
    """Return the text of a page of results."""
    antwoord = client.get(reverse(f"kamers:{naam}", args=args), vraag)
    assert antwoord.status_code == 200
    return tekst_van(antwoord)
