"""Makes purchase invoices for tests, up to the step that a test is about."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse

from buurtwerkkamer.models import Cooperatie
from financien.models import Betaalopdracht, Inkoopfactuur
from financien.services.akkoorden import boek_factuur, zeg_gezien
from financien.services.betalen import zet_rekening
from financien.services.facturen import Factuurdeel, Factuurinhoud, voer_in
from financien.services.factuurstand import Stand, een
from financien.services.opdrachten import zet_klaar
from kamers.models import Partner
from tests.fabriek import maak_partner
from tests.financien.boekfabriek import rekening

DAG = date(2026, 3, 10)
IBAN, ANDER_IBAN, ONZE_IBAN = "NL91ABNA0417164300", "NL20INGB0001234567", "NL02ABNA0123456789"


def leverancier(code="stroom", naam="Stroom BV") -> Partner:
    return maak_partner(code, naam, Partner.Soort.LEVERANCIER)


def deel(nummer, bedrag, kamer=None) -> Factuurdeel:
    """Make a line; without a room it is shared."""
    return Factuurdeel(rekening(nummer), Decimal(bedrag), kamer)


def inhoud(*regels, **velden) -> Factuurinhoud:
    vast = {"leverancier": leverancier(), "nummer": "F-12", "datum": DAG, "omschrijving": "Stroom maart"}
    return Factuurinhoud(regels=regels, **{**vast, **velden})


def maak_factuur(gebruiker, *regels, **velden) -> Inkoopfactuur:
    """Enter an invoice."""
    return voer_in(inhoud(*regels, **velden), sleutel=uuid4(), gebruiker=gebruiker).factuur


def maak_geboekt(penningmeester, coach, *regels, **velden) -> Inkoopfactuur:
    """Enter an invoice that both said yes to, so that it is in the books."""
    factuur = maak_factuur(penningmeester, *regels, **velden)
    zeg_gezien(factuur, ronde=1, gebruiker=coach)
    boek_factuur(factuur, ronde=1, gebruiker=penningmeester)
    return factuur


def maak_betaalbaar(penningmeester, coach, *regels, **velden) -> Inkoopfactuur:
    """Enter an invoice in the books, of a supplier with an account number, and give us one too."""
    factuur = maak_geboekt(penningmeester, coach, *regels, **velden)
    wie = {"partner": factuur.leverancier, "gebruiker": penningmeester}
    zet_rekening(iban=IBAN, tenaamstelling=factuur.leverancier.naam, **wie)
    Cooperatie.objects.update_or_create(pk=1, defaults={"naam": "BuurtWerkKamer Coöperatie", "iban": ONZE_IBAN})
    return factuur


def klaar(facturen, gebruiker, **velden) -> Betaalopdracht:
    """Prepare an order for these invoices, to be carried out on 25 March 2026."""
    vast = {"uitvoeren_op": date(2026, 3, 25), "sleutel": uuid4(), "gebruiker": gebruiker}
    return zet_klaar(facturen=[factuur.pk for factuur in facturen], **{**vast, **velden})


def stand(factuur) -> Stand:
    """Return where an invoice stands."""
    return een(factuur).stand


def adres(naam, *args) -> str:
    """Return the address of a page of money."""
    return reverse(f"financien:{naam}", args=args)


def invoer(casa, **velden) -> dict:
    """Return what the browser sends of the form: one line of the room, and one that is shared."""
    vast = {"sleutel": str(uuid4()), "leverancier": leverancier().pk, "nummer": "F-77", "datum": "10-3-2026"}
    vast |= {"omschrijving": "Stroom", "btw": "21,-", "aantal": "2"}
    vast |= {"r1-rekening": rekening("4120").pk, "r1-kamer": casa.pk, "r1-bedrag": "1.121,50"}
    return vast | {"r2-rekening": rekening("4210").pk, "r2-kamer": "alle", "r2-bedrag": "€ 8,50"} | velden
