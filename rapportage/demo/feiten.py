"""Fictional facts of the rooms: things, documents, the time line, and for whom activities are. All marked as such."""

from datetime import date, timedelta

from kamers.models import (
    Activiteit,
    Corporatieproduct,
    Doelgroep,
    Domein,
    Gebeurtenis,
    Inventarisstuk,
    Kamer,
    Kamerdocument,
    Kamerstap,
    Partner,
    Productstand,
)
from rapportage.demo.plan import kans
from rapportage.gegevens.feiten import OVERAL_ACTIEF

FICTIEF = "fictief"
GROEPEN = {  # kind of activity: target groups and domains
    "ontmoeting": ("AEI", "participatie dagbesteding vangnet-mantelzorg"),
    "computer": ("AF", "werk participatie"),
    "taal": ("DF", "werk participatie"),
    "formulieren": ("ABC", "armoedebestrijding vangnet-mantelzorg"),
    "schulden": ("CDE", "armoedebestrijding woonmaatschappelijk-werk"),
    "klussen": ("EF", "werk woonmaatschappelijk-werk"),
}
ZONDER = "Wandel"  # activities that begin so have no group yet: the page shows that too
DINGEN = (  # what, how many, where from
    ("Eettafel", 4, "kringloop"),
    ("Stoel", 28, "bewoners"),
    ("Koffiezetapparaat", 2, "bewoners"),
    ("Magnetron", 1, "bewoners"),
    ("Naaimachine", 3, "bewoners"),
    ("Prikbord", 2, "bewoners"),
    ("Laptop", 6, "partner"),
    ("Printer", 1, "gekocht"),
    ("Gereedschapskist", 2, "gekocht"),
)
STANDEN = ("incidenteel", "incidenteel", "nee", "actief")  # of the products of which the document names no rooms
STAPPEN = (  # towards the fourth room: which step, when
    ("noodzaak", date(2017, 5, 11)),
    ("intentie", date(2017, 9, 14)),
    ("locatie", date(2017, 11, 30)),
    ("financiering", date(2017, 12, 14)),
    ("opening", date(2018, 2, 1)),
)
ONDERTEKENAARS = ("gemeente", "rochdale", "ymere", "bewoners-kg")
HUISREGELS = """Iedereen is welkom. We groeten elkaar en luisteren naar elkaar.

Wie het laatst weggaat, doet het licht uit en sluit de deur af.

Alcohol en drugs blijven buiten. Roken doen we buiten.

Kapot of op? Zeg het tegen de coördinator."""
HUISREGELS_NIEUW = f"""{HUISREGELS}

Kinderen zijn welkom met een volwassene erbij."""
GASTVROUW = """Je zet koffie en thee en maakt een praatje met wie binnenkomt.

Je wijst de weg naar de activiteiten van de dag.

Je vraagt hulp als iemand vastloopt. Je hoeft het niet alleen op te lossen."""
HANDGELD = """Elke kamer krijgt hoogstens € 250 per maand.

Bewaar elke bon. Zonder bon schrijf je op wat je kocht, waar en waarom."""


def maak_feiten(kamers: list[Kamer], begin: date, tot: date) -> None:
    """Add fictional facts to every room, from the first demonstration year to the day before ``tot``."""
    _groepen()
    _producten(kamers)
    Inventarisstuk.objects.bulk_create([stuk for kamer in kamers for stuk in _inventaris(kamer, begin, tot)])
    Kamerdocument.objects.bulk_create([document for kamer in kamers for document in _documenten(kamer, begin, tot)])
    Kamerdocument.objects.create(
        soort="protocol", titel=f"Handgeld ({FICTIEF})", geldig_vanaf=begin, tekst=HANDGELD, kamer=None
    )
    Gebeurtenis.objects.bulk_create([rij for kamer in kamers for rij in _gebeurtenissen(kamer, begin, tot)])
    _stappen(next(kamer for kamer in kamers if kamer.code == "kg"))


def _groepen() -> None:
    """Say of the activities for whom they are; the same kind gets the same groups."""
    groep, domein = (
        {getattr(rij, sleutel): rij.pk for rij in model.objects.all()}
        for model, sleutel in ((Doelgroep, "letter"), (Domein, "code"))
    )
    rijen = [
        (pk, GROEPEN[soort])
        for pk, soort, naam in Activiteit.objects.values_list("pk", "soort__code", "naam")
        if not naam.startswith(ZONDER)
    ]
    doelgroepen, domeinen = Activiteit.doelgroepen.through, Activiteit.domeinen.through
    doelgroepen.objects.bulk_create(
        doelgroepen(activiteit_id=pk, doelgroep_id=groep[letter])
        for pk, (letters, _codes) in rijen
        for letter in letters
    )
    domeinen.objects.bulk_create(
        domeinen(activiteit_id=pk, domein_id=domein[code]) for pk, (_letters, codes) in rijen for code in codes.split()
    )


def _producten(kamers: list[Kamer]) -> None:
    """Fill in what the document leaves open."""
    bekend = set(Productstand.objects.values_list("kamer", "product"))
    Productstand.objects.bulk_create(
        Productstand(kamer=kamer, product=product, stand=_stand(product, nr + kamer.volgorde))
        for kamer in kamers
        for nr, product in enumerate(Corporatieproduct.objects.all())
        if (kamer.pk, product.pk) not in bekend
    )


def _stand(product: Corporatieproduct, nr: int) -> str:
    return "actief" if product.code in OVERAL_ACTIEF else STANDEN[nr % len(STANDEN)]


def _inventaris(kamer: Kamer, begin: date, tot: date) -> list[Inventarisstuk]:
    stukken = []
    for naam, aantal, herkomst in DINGEN:
        dobbel = kans(kamer.code, "inventaris", naam)
        sinds = begin - timedelta(days=dobbel.randint(30, 900))
        stukken.append(Inventarisstuk(kamer=kamer, naam=naam, aantal=aantal, herkomst=herkomst, sinds=sinds))
    weg = begin + timedelta(days=90)
    if weg < tot:
        oud = {"naam": "Bank", "aantal": 1, "herkomst": "bewoners", "sinds": begin - timedelta(days=700)}
        stukken.append(Inventarisstuk(kamer=kamer, weg_op=weg, **oud))
    return stukken


def _documenten(kamer: Kamer, begin: date, tot: date) -> list[Kamerdocument]:
    regels = {"kamer": kamer, "soort": "huisregels", "titel": f"Huisregels ({FICTIEF})"}
    rijen = [
        Kamerdocument(**regels, geldig_vanaf=begin - timedelta(days=400), tekst=HUISREGELS),
        Kamerdocument(
            kamer=kamer, soort="taak", titel=f"Gastvrouw of gastheer ({FICTIEF})", geldig_vanaf=begin, tekst=GASTVROUW
        ),
    ]
    later = begin + timedelta(days=150)
    if later < tot:
        rijen.append(Kamerdocument(**regels, geldig_vanaf=later, tekst=HUISREGELS_NIEUW))
    return rijen


def _gebeurtenissen(kamer: Kamer, begin: date, tot: date) -> list[Gebeurtenis]:
    verhalen = (
        (30, "nieuwsbrief", "Nieuwsbrief van het voorjaar in de brievenbussen"),
        (75, "bezoek", "De wethouder drinkt koffie mee"),
        (160, "pers", "De buurtkrant schrijft over de kookgroep"),
    )
    return [
        Gebeurtenis(kamer=kamer, dag=dag, soort=soort, titel=f"{titel} ({FICTIEF})")
        for na, soort, titel in verhalen
        for dag in [begin + timedelta(days=na + kamer.volgorde)]
        if dag < tot
    ]


def _stappen(kamer: Kamer) -> None:
    """Let the fourth room have taken all steps before it opened."""
    for stap, dag in STAPPEN:
        rij = Kamerstap.objects.create(kamer=kamer, stap=stap, gedaan_op=dag, toelichting=FICTIEF.capitalize())
        if stap == "intentie":
            rij.partners.set(Partner.objects.filter(code__in=ONDERTEKENAARS))
