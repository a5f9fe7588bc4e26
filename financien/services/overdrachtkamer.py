"""What a room itself hands over: what came in, odd jobs, counting years, things, keys, and who has rights.

Words of residents stay out of it: a pack is kept, and those words are erased after 30 days.
"""

from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Concat, ExtractYear, TruncDate
from django.utils.translation import gettext as _

from buurtwerkkamer.models import Jaar
from buurtwerkkamer.rollen import Rol
from financien.services.overdrachtpunten import LEEG, Deel, Lijst, Punt, woord, zin
from kamers.models import Bijeenkomst, Kamer, Klus, Sleutel, Tablet, Teljaar, Verzoek

Delen = dict[str, tuple[Punt, ...]]


def delen_van_kamer(kamer: Kamer, vandaag: date) -> list[tuple[str, Deel]]:
    """Return what is asked about a room."""
    wanneer = Coalesce("afspraak", "gevraagd_op")
    klussen = Klus.objects.filter(kamer=kamer).open()
    verzoeken = Verzoek.objects.filter(kamer=kamer).open()
    stukken = kamer.inventaris.filter(Q(weg_op=None) | Q(weg_op__gt=vandaag))
    meer = Case(When(aantal__gt=1, then=zin("× ", F("aantal"))), default=LEEG, output_field=CharField())
    return [
        ("verzoeken", Deel(verzoeken, Value(_("Verzoek")), dag=TruncDate("binnen_op"))),
        ("klussen", Deel(klussen, woord("klussoort", Klus.Klussoort), woord("status", Klus.Status), wanneer)),
        ("teljaren", _teljaren(kamer, vandaag)),
        ("inventaris", Deel(stukken, "naam", meer, "sinds")),
        ("sleutels", sleutels(Sleutel.objects.filter(kamer=kamer), met_kamer=False)),
        ("tablets", Deel(Tablet.objects.geldig(vandaag).filter(kamer=kamer), "naam", dag="laatst_gezien")),
    ]


def lijsten_van_kamer(delen: Delen) -> tuple[Lijst, ...]:
    """Return these lists with their names."""
    return (
        Lijst(_("Verzoeken die nog open staan"), delen["verzoeken"], _("Er staat geen verzoek open.")),
        Lijst(_("Klussen die nog open staan"), delen["klussen"], _("Er staat geen klus open.")),
        Lijst(_("Teljaren die nog open zijn"), delen["teljaren"], _("Er is geen teljaar open.")),
        lijst_sleutels(delen),
        Lijst(_("Inventaris"), delen["inventaris"], _("Er staat niets op de lijst.")),
        Lijst(_("Tablets, met de laatste dag van gebruik"), delen["tablets"], _("De kamer heeft geen tablet.")),
    )


def _teljaren(kamer: Kamer, vandaag: date) -> Deel:
    """Return the years in which something was counted, and this one, that the project coach did not close."""
    geteld = Bijeenkomst.objects.filter(kamer=kamer, status="genoteerd").annotate(in_jaar=ExtractYear("dag"))
    gesloten = Teljaar.objects.filter(kamer=kamer, jaar=OuterRef("jaar"))
    rijen = Jaar.objects.filter(jaar__lte=vandaag.year).exclude(Exists(gesloten))
    rijen = rijen.filter(Q(jaar=vandaag.year) | Exists(geteld.filter(in_jaar=OuterRef("jaar"))))
    return Deel(rijen, "jaar")


def sleutels(rijen, *, met_kamer: bool) -> Deel:
    """Return the keys, cards and passes that exist, with who has them since when; of which room when asked."""
    waar = Case(
        When(stand="gegeven", then=F("bij_naam")),
        When(stand="kwijt", then=Value(_("kwijt"))),
        default=Value(_("niemand heeft hem")),
        output_field=CharField(),
    )
    kamer = Case(When(kamer=None, then=LEEG), default=zin(F("kamer__naam"), ": "), output_field=CharField())
    wat = Concat(
        kamer if met_kamer else LEEG, F("omschrijving"), Value(" ("), woord("soort", Sleutel.Soort), Value(")")
    )
    return Deel(rijen.met_stand().in_gebruik(), wat, waar, "sinds")


def lijst_sleutels(delen: Delen) -> Lijst:
    """Return the list of keys."""
    return Lijst(_("Sleutels en passen, en wie ze heeft"), delen["sleutels"], _("Er staat niets op de lijst."))


def rechten(rijen, vandaag: date) -> Deel:
    """Return who holds a role today, until when."""
    return Deel(rijen.op(vandaag), "gebruiker__naam", woord("rol", Rol), "tot")


def lijst_rechten(delen: Delen) -> Lijst:
    """Return the list of who can get in."""
    naam = _("Wie er nu bij kan, en tot wanneer. De beheerder beëindigt wat stopt.")
    return Lijst(naam, delen["rechten"], _("Er is nu niemand aangesteld."))
