"""The offer of 2018 as printed: four rooms, 96 targets, the budget, the financing and the hours."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from buurtwerkkamer.models import Jaar, Versie
from financien.models import Begrotingsregel, Financieringsbron, Financieringsregel, Kostenpost, Tijdsraming
from financien.services.rekeningschema import maak_kamerrekeningen
from kamers.models import Buurt, Indicator, Kamer, Partner, Streefwaarde, Tariefsoort, Werkgebied
from rapportage.gegevens.basis import laad_basis
from rapportage.gegevens.feiten import laad_kamerfeiten
from rapportage.gegevens.lezen import KAMERS, getal, lees, vul_aan

JAAR = 2018
DATUM = date(2017, 9, 28)  # printed on every page of the offer
VASTGELEGD = datetime(2017, 9, 28, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
AFKORTINGEN = dict(zip(KAMERS, ("CJM", "MB", "DH", "KG"), strict=True))
DOEL = (
    "Activeren van kwetsbare bewoners, ook nieuwkomers, samen met krachtige buren, zodat bewoners trots zijn op "
    "wat ze goed kunnen, zich thuis voelen in hun buurt en meedoen in onze samenleving"
)
BEWONERS = {  # who signs with hours for which room [17, 120]
    "cjm": "Bewonersvereniging Casa Jepie Makandra",
    "multibron": "Bewonersvereniging MultiBron",
    "handreiking": "Bewonersvereniging De Handreiking",
    "kg": "Bewonersgroep K- en G-buurt",
}
PARTNER_VAN = {  # the source line of section 7: the partner behind it
    "Stadsdeel Amsterdam Zuidoost en gemeente Amsterdam": "gemeente",
    "Amsterdam Werk en Re-integratie (LKS)": "wpi",
    "Rochdale": "rochdale",
    "Eigen Haard": "eigen-haard",
    "Stadgenoot": "stadgenoot",
    "Ymere": "ymere",
    "Belastingdienst, raming teruggaaf": "belastingdienst",
}
WIE = {"bewoners": Tariefsoort.BEWONER, "betaalde professionals": Tariefsoort.MEDEWERKER}


@transaction.atomic
def laad_aanbod_2018() -> Versie:
    """Add the offer of 2018, settled, with its rooms; when it is there already, return it unchanged."""
    aanwezig = Versie.objects.aanbod(JAAR)
    if aanwezig:
        return aanwezig
    laad_basis()
    kamers = _kamers()
    maak_kamerrekeningen(kamers.values())
    jaar, _nieuw = Jaar.objects.get_or_create(jaar=JAAR)
    versie = Versie.objects.create(jaar=jaar, soort=Versie.Soort.AANBOD, volgnummer=1, datum=DATUM)
    _streefwaarden(versie, kamers)
    _begroting(versie, kamers)
    _tijd(versie, kamers)
    _financiering(versie, kamers)
    versie.vastgesteld_op = VASTGELEGD
    versie.save(update_fields=["vastgesteld_op"])
    return versie


def _kamers() -> dict[str, Kamer]:
    """Add the four rooms with their neighbourhoods and the residents who sign for them."""
    rijen = lees("kamers")
    kamers = vul_aan(Kamer, "code", [_kamer(deur, rij) for deur, rij in enumerate(rijen, start=1)])
    buurten = {buurt.naam: buurt for buurt in Buurt.objects.all()}
    gebieden = [
        Werkgebied(kamer=kamers[rij["code"]], buurt=buurten[naam], soort=soort, volgorde=nr)
        for rij in rijen
        for soort in Werkgebied.Soort.values
        for nr, naam in enumerate(filter(None, rij[f"werkgebied_{soort}"].split("; ")), start=1)
    ]
    Werkgebied.objects.bulk_create(gebieden, ignore_conflicts=True)
    soort = Partner.Soort.BEWONERSVERENIGING
    bewoners = [
        Partner(code=f"bewoners-{code}", naam=naam, soort=soort, kamer=kamers[code]) for code, naam in BEWONERS.items()
    ]
    vul_aan(Partner, "code", bewoners)
    laad_kamerfeiten([kamers[code] for code in KAMERS])
    return {code: kamers[code] for code in KAMERS}


def _kamer(deur: int, rij: dict[str, str]) -> Kamer:
    return Kamer(
        code=rij["code"],
        naam=rij["naam"],
        naam_taal="srn" if rij["code"] == "cjm" else "",
        afkorting=AFKORTINGEN[rij["code"]],
        deurkleur=deur,
        volgorde=deur,
        status=Kamer.Status.OPEN if rij["start"] else Kamer.Status.GEZOCHT,
        start=date.fromisoformat(f"{rij['start']}-01") if rij["start"] else None,
        start_tekst=rij["gepland"],
        vestiging=rij["vestiging"],
        doel=DOEL,
    )


def _streefwaarden(versie: Versie, kamers: dict[str, Kamer]) -> None:
    indicatoren = {indicator.code: indicator for indicator in Indicator.objects.all()}
    rijen = []
    for rij in lees("prestaties-2018"):
        for code, kamer in kamers.items():
            cel = rij[code]
            woord = cel if rij["eenheid"] == Indicator.Eenheid.OORDEEL else ""
            op_aangemeld = getal(rij[f"op_aangemeld_{code}"])
            streefwaarde = Streefwaarde(
                versie=versie,
                indicator=indicatoren[rij["code"]],
                kamer=kamer,
                waarde=None if woord else getal(cel),
                op_aangemeld=int(op_aangemeld) if op_aangemeld else None,
                woord=woord,
                reden="" if cel else rij[f"reden_{code}"],
            )
            rijen.append(streefwaarde)
    Streefwaarde.objects.bulk_create(rijen)


def _begroting(versie: Versie, kamers: dict[str, Kamer]) -> None:
    """Add the eleven cost lines with their basis; furniture and building work is spent at once."""
    posten = {post.code: post for post in Kostenpost.objects.all()}
    spreiding = Begrotingsregel.Spreiding
    Begrotingsregel.objects.bulk_create(
        Begrotingsregel(
            versie=versie,
            kamer=kamer,
            post=posten[rij["code"]],
            bedrag=Decimal(rij[code]),
            basis=getal(rij["basis"]),
            basis_eenheid=rij["basis_eenheid"],
            spreiding=spreiding.EENMALIG if rij["code"] == "F6" else spreiding.GELIJK,
        )
        for rij in lees("begroting-2018")
        for code, kamer in kamers.items()
    )


def _tijd(versie: Versie, kamers: dict[str, Kamer]) -> None:
    Tijdsraming.objects.bulk_create(
        Tijdsraming(
            versie=versie,
            kamer=kamer,
            wie=WIE[rij["wie"]],
            tekst=rij["tekst"],
            personen=int(rij[f"personen_{code}"]),
            uren_per_persoon=int(rij["uren_per_persoon"]),
            tarief=Decimal(rij["tarief"]),
        )
        for rij in lees("tijdsinvestering-2018")
        for code, kamer in kamers.items()
    )


def _financiering(versie: Versie, kamers: dict[str, Kamer]) -> None:
    """Add the ten sources with the partner behind them; the refund of the Belastingdienst is an estimate [110]."""
    partners = {partner.code: partner for partner in Partner.objects.all()}
    rijen = lees("financiering-2018")
    bronnen = Financieringsbron.objects.bulk_create(
        Financieringsbron(
            versie=versie,
            soort=rij["soort"],
            partner=partners.get(PARTNER_VAN.get(rij["financier"], "")),
            naam=rij["financier"],
            tekst=rij["tekst"],
            raming=rij["soort"] == Financieringsbron.Soort.BELASTINGDIENST,
            volgorde=nr,
        )
        for nr, rij in enumerate(rijen, start=1)
    )
    Financieringsregel.objects.bulk_create(
        Financieringsregel(bron=bron, kamer=kamer, bedrag=Decimal(rij[code]))
        for bron, rij in zip(bronnen, rijen, strict=True)
        for code, kamer in kamers.items()
    )
