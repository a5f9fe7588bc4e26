"""Makes grants for tests, through the service."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import uuid4

from django.urls import reverse

from buurtwerkkamer.models import Bestand, Jaar, Versie
from financien.models import Betaalverzoek, Opdracht, Samenwerkingsafspraak, Toekenning, Verval
from financien.services.balans import balans
from financien.services.ontvangsten import ontvang
from financien.services.staat import staat
from financien.services.toekenningen import bewaar
from financien.services.toekenningstand import Stand, samen, standen
from financien.services.toekenningstap import zet_stap
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import rekening

TERMIJNEN = [
    (date(2017, 12, 15), 64000),
    (date(2018, 4, 1), 64000),
    (date(2018, 10, 1), 64000),
    (date(2019, 2, 1), 64000),
]


def maak_toekenning(gebruiker, delen, *, soort="gemeente", jaar=2018, termijnen=(), datum=None, **velden):
    """Make a grant that was proposed; ``delen``: euros per room, or per year and room."""
    delen = {sleutel if isinstance(sleutel, tuple) else (jaar, sleutel): Decimal(b) for sleutel, b in delen.items()}
    if soort not in ("eigen inkomsten", "belastingdienst"):
        velden.setdefault("partner", maak_partner(soort, soort.title(), soort))
    standaard = {"omschrijving": f"Bijdrage {soort} {jaar}", "van": date(jaar, 1, 1), "tot": date(jaar, 12, 31)}
    rij = Toekenning(soort=soort, bedrag=sum(delen.values()), **{**standaard, **velden})
    termijnen = [(dag, Decimal(bedrag)) for dag, bedrag in termijnen]
    return bewaar(
        toekenning=rij, delen=delen, termijnen=termijnen, gebruiker=gebruiker, datum=datum or date(jaar - 1, 10, 1)
    )


def stap(toekenning, gebruiker, datum, status, **velden):
    """Take a step; without a letter, and before the end of the period when the test says nothing else."""
    vast = {"zonder_brief": "De brief komt nog.", "vroeg": True, **velden}
    return zet_stap(toekenning=toekenning, status=status, datum=datum, gebruiker=gebruiker, **vast)


def verleen(toekenning, gebruiker, datum, status="verleend"):
    stap(toekenning, gebruiker, datum, status)
    return toekenning


def kom_binnen(toekenning, gebruiker, datum, bedrag, **velden):
    """Let money come in on the bank."""
    return ontvang(
        toekenning=toekenning,
        rekening=rekening("1000"),
        datum=datum,
        bedrag=Decimal(bedrag),
        gebruiker=gebruiker,
        **{"sleutel": uuid4(), **velden},
    )


def maak_bestand(naam="brief.pdf", inhoud=b"%PDF-1.7 voorbeeld"):
    """Store a file past the guard."""
    som = sha256(inhoud).hexdigest()
    return Bestand.objects.create(naam=naam, type="application/pdf", sha256=som, omvang=len(inhoud), inhoud=inhoud)


def toekenningwereld(gebruiker, kamer, jaar=2018) -> dict[str, int]:
    """Make one of everything that has an address: a wage subsidy with all that goes with it, an agreement, a partner.

    Of years before, so that a page can show what is due, and under the first version of the year.
    """
    rij, versie = Jaar.objects.get(jaar=jaar), Versie.objects.om_mee_te_vergelijken(jaar)
    partner = maak_partner("wpi", "Werk en Re-integratie", "uitkeringsinstantie")
    lks = maak_toekenning(
        gebruiker,
        {kamer: 4000},
        jaar=jaar,
        soort="uitkeringsinstantie",
        aard="lks",
        kenmerk="LKS 12",
        partner=partner,
        termijnen=[(date(jaar, 1, 20), 2500), (date(jaar, 2, 20), 1500)],
    )
    verleen(lks, gebruiker, date(jaar, 1, 5))
    eerste, tweede = lks.termijnen.order_by("vervalt")
    vast = {"jaar": rij, "nummer": 1 + rij.betaalverzoeken.count(), "sleutel": uuid4(), "gemaakt_door": gebruiker}
    verzoek = Betaalverzoek.objects.create(
        toekenning=lks, termijn=eerste, datum=date(jaar, 1, 6), bedrag=eerste.bedrag, bestand=maak_bestand(), **vast
    )
    afspraak = Samenwerkingsafspraak.objects.create(
        jaar=rij, volgnummer=1, versie=versie, datum=date(jaar, 1, 15), resultaten="Vijfhonderd mensen per kamer."
    )
    afspraak.partijen.create(partner=partner, rol="financier")
    opdracht = Opdracht.objects.create(
        jaar=rij, partner=partner, volgnummer=1, versie=versie, datum=date(jaar, 1, 15), tekst="Plekken begeleiden."
    )
    ander = maak_partner("getekend", "Stadsfonds", "fonds")
    getekend = Opdracht.objects.create(
        jaar=rij, partner=ander, volgnummer=1, versie=versie, datum=date(jaar, 1, 15), tekst="Samen koken."
    )
    vast = {"datum": date(jaar, 1, 20), "vastgelegd_door": gebruiker}
    fout = getekend.ondertekeningen.create(partner=ander, functie="secretaris", **vast)
    Verval.objects.create(ondertekening=fout, reden="De verkeerde functie", wie=gebruiker)
    handtekening = getekend.ondertekeningen.create(partner=ander, functie="voorzitter", **vast)
    return {
        "opdracht getekend": getekend.pk,
        "ondertekeningen": handtekening.pk,
        "toekenningen": lks.pk,
        "termijnen": tweede.pk,
        "voorwaarden": lks.voorwaarden.create(tekst="Verslag sturen", voor=date(jaar, 2, 1)).pk,
        "brieven": lks.brieven.create(omschrijving="Beschikking", datum=date(jaar, 1, 5), bestand=maak_bestand()).pk,
        "betaalverzoeken": verzoek.pk,
        "samenwerking": afspraak.pk,
        "opdrachten": opdracht.pk,
        "partners": partner.pk,
    }


def adres(naam, *args):
    """Return the address of a page of money; of 2018 when nothing is named."""
    return reverse(f"financien:{naam}", args=args or [2018])


def stand(toekenning, dag):
    """Return what a grant has booked on a day, by room."""
    return standen(dag, [toekenning.pk]).get(toekenning.pk, {})


def op_de_balans(dag):
    """Return what stands on the balance sheet, by number of the account; both sides meet."""
    blad = balans(dag)
    assert blad.totaal_activa == blad.totaal_passiva
    regels = [r for groep in (*blad.activa, *blad.passiva) for r in groep.regels if r.rekening]
    return {r.rekening.nummer: r.bedrag for r in regels}


def baten(jaar, dag, kamer=None):
    """Return the income of a year up to a day."""
    return staat(jaar, dag, kamer).baten.realisatie


def samengevat(toekenning, dag):
    """Return what a grant has booked on a day, its rooms together."""
    return samen(stand(toekenning, dag))


def bedragen_van(som: Stand) -> tuple:
    """Return received, income, claim, received in advance, and owed back."""
    return (som.ontvangen, som.baten, som.vordering, som.vooruit, som.terug)


def zet(client, rij, data, **bevestigd):
    """Take a step as a person does: first see what it does, then confirm that."""
    eerst = client.post(adres("toekenning_stap", rij.pk), data)
    assert (eerst.status_code, eerst.context["form"]["gezien"].value()) == (200, eerst.context["gevolg"].merk)
    data = data | {"gezien": eerst.context["gevolg"].merk, **bevestigd}
    return client.post(adres("toekenning_stap", rij.pk), data)


def nu(toekenning, dag=date(2019, 12, 31)):
    """Return what a grant has booked, its rooms together; by the end of 2019 when no day is named."""
    return samen(standen(dag, [toekenning.pk]).get(toekenning.pk, {}))


def laatste(toekenning):
    """Return the last step of a grant that holds."""
    return toekenning.stappen.geldig().order_by("-pk")[0]
