"""The kinds of file that the books give out."""

from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.invoer.vormen import VORMEN
from buurtwerkkamer.uitvoer import Uitvoersoort
from financien.services.uitvoer.bewijzen import schrijf_bewijzen
from financien.services.uitvoer.journaal import schrijf_journaal
from financien.services.uitvoer.plan import schrijf_begroting, schrijf_bijdragen, schrijf_uren
from financien.services.uitvoer.xaf import schrijf_xaf

BLAD = {vorm: VORMEN[vorm].soort for vorm in ("xlsx", "csv", "ods")}
SOORTEN = {
    "xaf": Uitvoersoort(
        _("Auditfile (XAF 4.0)"),
        _("Alle rekeningen, de beginstand en alle boekstukken, voor het pakket van de accountant."),
        {"xaf": "application/xml"},
        schrijf_xaf,
    ),
    "journaal": Uitvoersoort(
        _("Journaal"),
        _("Een regel per boeking, om mee te rekenen."),
        BLAD,
        schrijf_journaal,
    ),
    "bewijzen": Uitvoersoort(
        _("Bewijzen"),
        _("Alle bonnen en facturen, met het nummer van hun boekstuk, en een lijst waar niets bij zit."),
        {"zip": "application/zip"},
        schrijf_bewijzen,
    ),
    "begroting": Uitvoersoort(
        _("Begroting"),
        _("De kosten van de nieuwste versie per post en kamer, met basis en spreiding. Je kunt het zo weer invoeren."),
        BLAD,
        schrijf_begroting,
    ),
    "bijdragen": Uitvoersoort(
        _("Financiering"),
        _("De bijdragen van de nieuwste versie per bron en kamer. Je kunt het zo weer invoeren."),
        BLAD,
        schrijf_bijdragen,
    ),
    "urenraming": Uitvoersoort(
        _("Uren van de begroting"),
        _("Personen, uren en waarde per uur van de nieuwste versie. Je kunt het zo weer invoeren."),
        BLAD,
        schrijf_uren,
    ),
}
