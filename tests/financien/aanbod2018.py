"""The budget, financing and hours of the 2018 offer as the document prints them: figures to test against."""

from datetime import date
from decimal import Decimal

from buurtwerkkamer.models import Jaar, Versie
from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Kostenpost, Tijdsraming

MENSEN = {
    "M1": ("Coördineren", 35460, 35460, 35460, 35460),
    "M2": ("Coachen", 12780, 12780, 12780, 12780),
    "M3": ("Perspectiefbanen", 27228, 27228, 27228, 27228),
    "M4": ("Participatieplekken", 4788, 5352, 3864, 1452),
    "M5": ("Makelen", 6384, 6384, 6384, 6384),
}
FYSIEK = {
    "F1": ("Huur", 8700, 12540, 3600, 12000),
    "F2": ("GWE en internet", 5556, 5556, 5556, 5556),
    "F3": ("Handgeld", 3000, 3000, 3000, 3000),
    "F4": ("Communicatie", 1452, 1452, 1452, 1452),
    "F5": ("Training", 600, 600, 600, 600),
    "F6": ("Inventaris", 732, 732, 732, 8712),
}
BRONNEN = {
    "Gemeente": ("gemeente", 62000, 74000, 53000, 67000),
    "Werk en Re-integratie": ("uitkeringsinstantie", 0, 11000, 11000, 5000),
    "Rochdale": ("woningcorporatie", 0, 0, 10000, 19000),
    "Eigen Haard": ("woningcorporatie", 25000, 15000, 10000, 0),
    "Stadgenoot": ("woningcorporatie", 10000, 0, 0, 0),
    "Ymere": ("woningcorporatie", 0, 2500, 7500, 10000),
    "Leden en activiteiten": ("eigen inkomsten", 500, 500, 500, 500),
    "Projecten": ("eigen inkomsten", 500, 500, 500, 500),
    "Teruggaaf": ("belastingdienst", 8000, 8000, 8000, 8000),
    "Startsubsidie": ("overig", 0, 0, 0, 5000),
}
PERSONEN = {"bewoner": ("10.04", 40, 30, 30, 20), "medewerker": ("37", 2, 2, 2, 2)}
DEKKINGSVERSCHIL = [Decimal(-680), Decimal(416), Decimal(-156), Decimal(376)]


def maak_aanbod_2018(kamers) -> Versie:
    """Make the open offer of 2018 for four rooms, in the order Casa, MultiBron, Handreiking, K- en G-buurt."""
    versie = Versie.objects.create(
        jaar=Jaar.objects.create(jaar=2018), soort=Versie.Soort.AANBOD, volgnummer=1, datum=date(2017, 9, 28)
    )
    _maak_begroting(versie, kamers)
    bronnen = Financieringsbron.objects.bulk_create(
        Financieringsbron(versie=versie, soort=soort, naam=naam, tekst=naam, volgorde=volgorde)
        for volgorde, (naam, (soort, *_bedragen)) in enumerate(BRONNEN.items())
    )
    Financieringsregel.objects.bulk_create(
        Financieringsregel(bron=bron, kamer=kamer, bedrag=Decimal(bedrag))
        for bron in bronnen
        for kamer, bedrag in zip(kamers, BRONNEN[bron.naam][1:], strict=True)
    )
    Tijdsraming.objects.bulk_create(
        Tijdsraming(
            versie=versie,
            kamer=kamer,
            wie=wie,
            tekst=wie,
            personen=aantal,
            uren_per_persoon=250,
            tarief=Decimal(tarief),
        )
        for wie, (tarief, *personen) in PERSONEN.items()
        for kamer, aantal in zip(kamers, personen, strict=True)
    )
    return versie


def _maak_begroting(versie, kamers):
    posten = Kostenpost.objects.bulk_create(
        Kostenpost(code=code, soort=soort, naam=naam, tekst=naam, volgorde=int(code[1:]) + 10 * (soort == "fysiek"))
        for soort, lijst in (("mensen", MENSEN), ("fysiek", FYSIEK))
        for code, (naam, *_bedragen) in lijst.items()
    )
    per_maand = {"basis": Decimal(250), "basis_eenheid": "euro per maand"}
    Begrotingsregel.objects.bulk_create(
        Begrotingsregel(
            versie=versie, kamer=kamer, post=post, bedrag=Decimal(bedrag), **(per_maand if post.code == "F3" else {})
        )
        for post in posten
        for kamer, bedrag in zip(kamers, (MENSEN | FYSIEK)[post.code][1:], strict=True)
    )
