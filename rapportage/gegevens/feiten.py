"""What the document says of rooms: target groups, domains, areas with their figures, products and the petition."""

from datetime import date
from decimal import Decimal

from kamers.models import Buurt, Buurtcijfer, Corporatieproduct, Doelgroep, Domein, Gebeurtenis, Kamer, Productstand
from rapportage.gegevens.lezen import lees, vul_aan

BRON = "O+S, www.stadstat.osamsterdam.nl"  # note 7
CIJFERS = {  # column: what, and of which year
    "uitkering_2012": (Buurtcijfer.Kenmerk.UITKERING, 2012),
    "laagopgeleid_2010": (Buurtcijfer.Kenmerk.LAAGOPGELEID, 2010),
}
OVERAL_ACTIEF = ("klussendienst", "formulierenbrigade", "schuldhulptoeleiding")  # "de eerste drie producten" [34]
PETITIE = date(2015, 7, 2)  # note 11
PETITIE_TITEL = "Ongeveer 35 buurtbewoners bieden een petitie aan bij de bestuurscommissie van Zuidoost"
PETITIE_ADRES = "https://www.youtube.com/watch?v=WaavITqVWGw"  # the report of the neighbourhood television


def laad_groepen() -> None:
    """Add the nine target groups of the WMO [13, note 8] and the seven domains [35]."""
    vul_aan(Doelgroep, "letter", [Doelgroep(**rij) for rij in lees("doelgroepen")])
    vul_aan(Domein, "code", [Domein(**rij, volgorde=nr) for nr, rij in enumerate(lees("domeinen"), start=1)])


def laad_gebieden() -> None:
    """Add the neighbourhoods and the areas around them, and the sixteen figures of note 7 [10].

    The document does not say to which area of the figures Venserpolder belongs, so it lies in Zuidoost only.
    """
    rijen = lees("gebieden")
    gebieden = vul_aan(Buurt, "naam", [Buurt(naam=rij["naam"]) for rij in rijen if not rij["ligt_in"]])
    for rij in rijen:  # from large to small, so the area around is there already
        if rij["naam"] not in gebieden:
            gebieden[rij["naam"]] = Buurt.objects.create(naam=rij["naam"], ligt_in=gebieden[rij["ligt_in"]])
    if not Buurtcijfer.objects.exists():
        Buurtcijfer.objects.bulk_create(
            Buurtcijfer(buurt=gebieden[rij["naam"]], kenmerk=kenmerk, jaar=jaar, waarde=Decimal(rij[kolom]), bron=BRON)
            for rij in rijen
            for kolom, (kenmerk, jaar) in CIJFERS.items()
            if rij[kolom]
        )


def laad_kamerfeiten(kamers: list[Kamer]) -> None:
    """Add which products are active in the rooms that were open in 2017, and the petition of their residents.

    Of the other four products the document names no rooms, so nothing is filled in.
    """
    bestaand = [kamer for kamer in kamers if kamer.start and kamer.start <= PETITIE]
    producten = list(Corporatieproduct.objects.filter(code__in=OVERAL_ACTIEF))
    Productstand.objects.bulk_create(
        [
            Productstand(kamer=kamer, product=product, stand=Productstand.Stand.ACTIEF)
            for kamer in bestaand
            for product in producten
        ],
        ignore_conflicts=True,
    )
    petitie = {"dag": PETITIE, "soort": Gebeurtenis.Soort.PETITIE}
    for kamer in bestaand:
        Gebeurtenis.objects.get_or_create(
            kamer=kamer, **petitie, defaults={"titel": PETITIE_TITEL, "webadres": PETITIE_ADRES}
        )
