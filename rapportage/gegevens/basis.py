"""The reference rows that every year needs: kinds, products, indicators, cost lines, tariffs, partners."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from buurtwerkkamer.models import Cooperatie
from financien.models import Kostenpost
from financien.services.rekeningschema import laad_rekeningen
from kamers.models import Buurt, Corporatieproduct, Indicator, Partner, Partnernaam, Soort, Tariefsoort, Uurtarief
from rapportage.gegevens.feiten import laad_gebieden, laad_groepen
from rapportage.gegevens.lezen import lees, vul_aan

DOEL = (
    "Het met, voor en door buurtbewoners en buurtondernemers in kwetsbare buurten ondersteunen en ontwikkelen "
    "van buurtwerkkamers in zelfbeheer."
)
SOORTEN = {  # indicator: code, short name; what it counts stands in the table of section 5
    "P1": ("ontmoeting", "Ontmoeting"),
    "P2": ("klussen", "Klussen"),
    "P3": ("computer", "Computer"),
    "P4": ("taal", "Taal"),
    "P5": ("formulieren", "Formulieren"),
    "P6": ("schulden", "Schulden"),
}
PRODUCTEN = {  # inventory 34
    "klussendienst": "Klussendienst",
    "formulierenbrigade": "Formulierenbrigade",
    "schuldhulptoeleiding": "Schuldhulptoeleiding",
    "opruimploeg": "Opruimploeg",
    "tuindienst": "Tuindienst",
    "nieuwe-huurders": "Begeleiden van nieuwe huurders",
    "huurachterstanden": "Bemiddeling bij huurachterstanden",
}
_P = Partner.Soort
PARTNERS = {  # inventory 117 and 133; the residents' associations come with their rooms
    "gemeente": ("Stadsdeel Amsterdam Zuidoost en gemeente Amsterdam", _P.GEMEENTE),
    "wpi": ("Amsterdam Werk en Re-integratie (WPI)", _P.UITKERING),
    "rochdale": ("Rochdale", _P.CORPORATIE),
    "eigen-haard": ("Eigen Haard", _P.CORPORATIE),
    "stadgenoot": ("Stadgenoot", _P.CORPORATIE),
    "ymere": ("Ymere", _P.CORPORATIE),
    "belastingdienst": ("Belastingdienst", _P.BELASTINGDIENST),
    "pozo": ("POZO", _P.WELZIJN),
    "venzo": ("Venzo", _P.WELZIJN),
    "pbazo": ("PBAZO", _P.WELZIJN),
    "swazoom": ("SWAZOOM", _P.WELZIJN),
    "madi": ("MaDi", _P.WELZIJN),
    "buurtteams": ("Buurtteams", _P.WELZIJN),
    "huisartsen": ("Huisartsen", _P.WELZIJN),
    "wijkorganisaties": ("Wijkorganisaties", _P.OVERIG),
}
NAMEN_VAN_WPI = {  # from the day on which the document uses the name
    date(2011, 3, 1): "DWI",
    date(2017, 9, 28): "Amsterdam Werk en Re-integratie (WPI)",
}
MINIMUMLOON = {  # per hour, adults; until 2023 for a working week of 36 hours
    (2017, 7): "10.04",
    (2018, 1): "10.12",
    (2018, 7): "10.22",
    (2019, 1): "10.36",
    (2019, 7): "10.49",
    (2020, 1): "10.60",
    (2020, 7): "10.77",
    (2021, 1): "10.80",
    (2021, 7): "10.91",
    (2022, 1): "11.06",
    (2022, 7): "11.26",
    (2023, 1): "12.40",
    (2023, 7): "12.79",
    (2024, 1): "13.27",
    (2024, 7): "13.68",
    (2025, 1): "14.06",
    (2025, 7): "14.40",
    (2026, 1): "14.71",
}
MAANDNAAM = {1: "januari", 7: "juli"}


@transaction.atomic
def laad_basis() -> None:
    """Add the reference rows that are missing; rows that are there stay as they are."""
    gegevens = {"naam": "BuurtWerkKamer Coöperatie", "doel": DOEL, "website": "www.buurtwerkkamer.nl"}
    Cooperatie.objects.get_or_create(pk=1, defaults=gegevens)
    _indicatoren()
    vul_aan(Corporatieproduct, "code", _producten())
    posten = [
        Kostenpost(code=rij["code"], soort=rij["soort"], naam=rij["post"], tekst=rij["tekst"], volgorde=nr)
        for nr, rij in enumerate(lees("begroting-2018"), start=1)
    ]
    vul_aan(Kostenpost, "code", posten)
    laad_rekeningen()
    _partners()
    if not Uurtarief.objects.exists():
        Uurtarief.objects.bulk_create(_tarieven())
    laad_groepen()
    laad_gebieden()
    vul_aan(Buurt, "naam", [Buurt(naam=naam) for naam in _buurten()])


def _producten() -> list[Corporatieproduct]:
    return [
        Corporatieproduct(code=code, naam=naam, volgorde=nr) for nr, (code, naam) in enumerate(PRODUCTEN.items(), 1)
    ]


def _indicatoren() -> None:
    """Add the six kinds and the 24 indicators; P7, the total, belongs to no kind."""
    rijen = lees("prestaties-2018")
    per_code = {rij["code"]: rij for rij in rijen}
    soorten = vul_aan(
        Soort,
        "code",
        [
            Soort(code=code, naam=per_code[p]["prestatie"], kort=kort, telt=per_code[p]["indicator"], volgorde=nr)
            for nr, (p, (code, kort)) in enumerate(SOORTEN.items(), start=1)
        ],
    )
    indicatoren = [
        Indicator(
            **{veld: rij[veld] for veld in ("code", "groep", "prestatie", "tekst", "eenheid", "norm")},
            bewijs=rij["indicator"],
            soort=soorten[SOORTEN[rij["code"]][0]] if rij["code"] in SOORTEN else None,
            volgorde=nr,
        )
        for nr, rij in enumerate(rijen, start=1)
    ]
    vul_aan(Indicator, "code", indicatoren)


def _partners() -> None:
    rijen = [Partner(code=code, naam=naam, soort=soort) for code, (naam, soort) in PARTNERS.items()]
    wpi = vul_aan(Partner, "code", rijen)["wpi"]
    if not wpi.namen.exists():
        namen = [Partnernaam(partner=wpi, naam=naam, vanaf=vanaf) for vanaf, naam in NAMEN_VAN_WPI.items()]
        Partnernaam.objects.bulk_create(namen)


def _tarieven() -> list[Uurtarief]:
    """Return the statutory minimum wage of each half year for residents, and the basic tariff of staff [78]."""
    tarieven = []
    for (jaar, maand), bedrag in MINIMUMLOON.items():
        bron = f"wettelijk minimumloon per 1 {MAANDNAAM[maand]} {jaar}"
        bron += ", werkweek van 36 uur" if jaar <= 2023 else ""
        vanaf = date(jaar, maand, 1)
        tarieven.append(Uurtarief(soort=Tariefsoort.BEWONER, vanaf=vanaf, bedrag=Decimal(bedrag), bron=bron))
    basis = Uurtarief(
        soort=Tariefsoort.MEDEWERKER,
        vanaf=date(2017, 7, 1),
        bedrag=Decimal("37.00"),
        bron="gemiddeld basistarief, aanbod 2018",
    )
    return [*tarieven, basis]


def _buurten() -> list[str]:
    """Return every neighbourhood in which a room of the document works, once."""
    kolommen = ("werkgebied_vooral", "werkgebied_ook")
    return list(
        dict.fromkeys(
            buurt for rij in lees("kamers") for kolom in kolommen for buurt in rij[kolom].split("; ") if buurt
        )
    )
