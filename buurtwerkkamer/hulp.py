"""What the page of help says: per right a subject in short sentences, so that nobody reads of a page not theirs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer import rollen
from buurtwerkkamer.rollen import Rol


@dataclass(frozen=True)
class Onderwerp:
    """One subject: who may do it reads about it."""

    recht: str
    kop: Promise
    zinnen: tuple[Promise, ...]


ONDERWERPEN = (
    Onderwerp(
        "kamers.noteer",
        _("Een activiteit noteren"),
        (
            _("Open Vandaag. Vul in hoeveel mensen er waren en kies wie hielpen. Druk op Opslaan."),
            _("Fout gemaakt? Kies Ongedaan maken, of Wijzig achter de activiteit."),
            _("Iets vergeten? Het staat op Vandaag bij Vergeten? Met Week invullen noteer je een hele week."),
        ),
    ),
    Onderwerp(
        "kamers.noteer",
        _("Geen internet"),
        (
            _("Je kunt op Vandaag gewoon doorwerken. Wat je opslaat, wacht op dit apparaat."),
            _("Is er weer internet? Dan gaat het vanzelf weg. Boven aan de pagina lees je of het gelukt is."),
        ),
    ),
    Onderwerp(
        "kamers.noteer",
        _("Verzoeken en klussen"),
        (
            _("Wat er binnenkomt, bewaar je op Vandaag bij Verzoeken. Later kies je: Wat werd het?"),
            _("Een klus krijgt een dag en iemand die helpt. Is het werk gedaan? Tik op Klaar."),
        ),
    ),
    Onderwerp(
        "kamers.passen",
        _("Passen en scannen"),
        (
            _("Bij Passen geef je iemand een pas: een voornaam en een nummer. Daar print je ook de kaarten."),
            _("Telt een activiteit met namen? Kies dan op de kaart Scan passen, of tik op de namen."),
        ),
    ),
    Onderwerp(
        "kamers.noteer",
        _("Het rooster"),
        (
            _("Op Rooster staat wat steeds terugkomt, met wie er helpt. Wijzig je iets? Wat genoteerd is, blijft."),
            _("Op Rooster vind je ook de weekposter, de openingstijden, de vrije dagen en de agenda."),
        ),
    ),
    Onderwerp(
        "kamers.mijn_uren",
        _("Mijn uren"),
        (
            _("Op Mijn uren vragen we of je er was. Klopt het? Kies Ja. Anders kies je Andere tijd of Ik was er niet."),
            _("Was je er langer? Dan kijkt de coördinator ernaar. Tot dan tellen de uren die er stonden."),
        ),
    ),
    Onderwerp(
        "kamers.mijn_uren",
        _("Mijn rooster"),
        (
            _("Op Rooster staat wanneer je helpt, zes weken vooruit."),
            _("Je kunt het ook in de agenda van je telefoon zetten."),
        ),
    ),
    Onderwerp(
        "kamers.tabletcode",
        _("De tablet van de kamer"),
        (
            _("Op de tablet tik je op je naam. Voor namen en adressen vragen we ook je code."),
            _("Je code kies je op je eigen telefoon of computer, bij Meer."),
        ),
    ),
    Onderwerp(
        "kamers.goedkeuren",
        _("Uren goedkeuren"),
        (
            _("Meldde een vrijwilliger meer uren dan er stonden? Dat zie je bij Vrijwilligers."),
            _("Pas na Goedkeuren tellen ze mee. Je eigen uren kijkt iemand anders na."),
        ),
    ),
    Onderwerp(
        "kamers.overzicht",
        _("De kamers naast elkaar"),
        (
            _("Bij Kamers zie je wat elke kamer bereikte, naast de afspraak. Het streepje is de afspraak."),
            _("Bij Resultaten staat ook wat we aan het eind van het jaar verwachten."),
        ),
    ),
    Onderwerp(
        "kamers.teljaar",
        _("Een teljaar sluiten"),
        (
            _("Bij Vergeten? en bij Teljaren zie je wat een kamer nog niet noteerde. De kamer vult dat zelf aan."),
            _("Is een teljaar gesloten? Dan verandert er geen telling meer. Dat kun je niet terugdraaien."),
        ),
    ),
    Onderwerp(
        "kamers.levensloop",
        _("Een nieuwe kamer"),
        (
            _("Bij Over de kamers begin je een kamer. Op Levensloop zet je de stappen naar de opening."),
            _("Oefenen kan in de Oefenkamer. Die telt nergens mee."),
        ),
    ),
    Onderwerp(
        "kamers.invoer",
        _("Bestanden"),
        (
            _("Heb je een lijst in een rekenblad? Bij Bestanden zet je die in de kamer."),
            _("Je ziet eerst wat er gebeurt en wat er niet klopt. Er verandert pas iets na Voer dit in."),
        ),
    ),
    Onderwerp(
        "financien.begroting_wijzigen",
        _("De begroting"),
        (
            _("Bij Begroting vul je de posten en de bronnen in. Met Leg vast verandert een versie niet meer."),
            _("Is er daarna iets anders afgesproken? Maak dan een nieuwe versie."),
        ),
    ),
    Onderwerp(
        "financien.boeken",
        _("Boeken"),
        (
            _("Bij Boeken staat alles wat geboekt is. Een eigen boeking maak je met Memoriaalstuk."),
            _("Wat geboekt is, verandert niet meer. Klopt het niet? Kies dan Keer dit stuk om."),
        ),
    ),
    Onderwerp(
        "financien.boeken_zien",
        _("Baten en lasten"),
        (_("Bij Boeken vind je rekeningen, balans en baten en lasten. Je kiest zelf het jaar en de kamer."),),
    ),
    Onderwerp(
        "rapportage.vastleggen",
        _("Een rapport vastleggen"),
        (
            _("Bij Rapporten lees je hoe het jaarverslag er nu uitziet. Met Leg vast maak je een editie."),
            _("Een editie verandert nooit meer. De financiers kunnen hem meteen lezen."),
        ),
    ),
    Onderwerp(
        "rapportage.zien",
        _("Rapporten lezen"),
        (_("Bij Rapporten download je het aanbod en het jaarverslag, ook als rekenblad."),),
    ),
    Onderwerp(
        "rapportage.verantwoording",
        _("De verantwoording"),
        (
            _("U ziet de cijfers van de kamers die u steunt, zoals ze zijn vastgelegd."),
            _("U kunt het rapport downloaden, en de cijfers om zelf mee te rekenen."),
        ),
    ),
    Onderwerp(
        "buurtwerkkamer.beheer",
        _("Beheer"),
        (
            _("Bij Beheer maak je mensen aan en geef je ze een rol. Een rol heeft een eerste en een laatste dag."),
            _("Wie weggaat, krijgt een laatste dag. Wissen hoeft niet."),
        ),
    ),
)
TELT_MENSEN = {"kamers.noteer", "kamers.overzicht"}  # who reads how people are counted


def onderwerpen_van(gebruiker) -> Iterator[Onderwerp]:
    """Yield what someone in the active role may do."""
    return (onderwerp for onderwerp in ONDERWERPEN if rollen.mag(gebruiker, onderwerp.recht))


def wie_helpt(gebruiker) -> Promise:
    """Return whom to ask: the next in line."""
    rol = rollen.actieve_rol(gebruiker) if gebruiker.is_authenticated else None
    if rol == Rol.COORDINATOR:
        return _("Vraag de projectcoach of de beheerder.")
    if rol in (Rol.ASSISTENT, Rol.VRIJWILLIGER, None):
        return _("Vraag je coördinator of de beheerder.")
    return _("Vraag de beheerder.") if rol != Rol.BEHEERDER else _("Vraag het bestuur.")
