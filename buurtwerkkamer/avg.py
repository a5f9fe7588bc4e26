"""The register of processing: what every field of every model is for, on which ground, how long, and who sees it.

Each app has a module ``avg`` that classifies its own fields; a test fails on a field without a class.
"""

from dataclasses import dataclass

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from buurtwerkkamer.rollen import CONTROLE, KAMERPLOEG, Rol


@dataclass(frozen=True)
class Gegeven:
    """The class of a field. ``wie`` are the roles that may see it; the person always sees the own data."""

    doel: str
    grond: str
    bewaren: str
    wie: frozenset[Rol]
    persoonlijk: bool = True


IEDEREEN = frozenset(Rol)
GEEN = Gegeven("bedrijfsvoering", "geen persoonsgegeven", "zolang nodig", IEDEREEN, persoonlijk=False)
CIJFER = Gegeven("tellen en verantwoorden", "geen persoonsgegeven", "onbeperkt", IEDEREEN, persoonlijk=False)
LOGIN = Gegeven("inloggen", "overeenkomst", "tot het einde van de laatste aanstelling", frozenset({Rol.BEHEERDER}))
ROL = Gegeven("rechten geven", "overeenkomst", "zeven jaar na het einde", frozenset({Rol.BEHEERDER, Rol.PROJECTCOACH}))
MEEDOEN = Gegeven(
    "weten wie meedoet en helpt",
    "gerechtvaardigd belang",
    "twee jaar na de laatste keer",
    frozenset(KAMERPLOEG | {Rol.PROJECTCOACH}),
)
DOSSIER = Gegeven(
    "contact en overeenkomst met vrijwilligers",
    "overeenkomst",
    "twee jaar na het stoppen",
    frozenset(KAMERPLOEG | {Rol.PROJECTCOACH}),
)
KLUSTEKST = Gegeven("de klus doen", "overeenkomst", "30 dagen na de klus", frozenset(KAMERPLOEG))
VERZOEKTEKST = Gegeven(
    "afhandelen wat er gevraagd is", "gerechtvaardigd belang", "30 dagen na het afhandelen", frozenset(KAMERPLOEG)
)
WIE_DEED = Gegeven(
    "nagaan wie iets vastlegde", "gerechtvaardigd belang", "zeven jaar", frozenset(CONTROLE | {Rol.BEHEERDER})
)
OVERGAVE = Gegeven(
    "weten wie een sleutel, pas of taak heeft en overgaf",
    "gerechtvaardigd belang",
    "zeven jaar",
    frozenset(KAMERPLOEG | CONTROLE | {Rol.PENNINGMEESTER, Rol.PROJECTCOACH}),
)

BOEKHOUDING = Gegeven(
    "de boeken bijhouden en verantwoorden",
    "wettelijke plicht",
    "zeven jaar",
    frozenset(CONTROLE | {Rol.PENNINGMEESTER}),
)

_register: dict[str, Gegeven] = {}


def registreer(app: str, model: str, klasse: Gegeven, velden: str) -> None:
    """Classify fields of a model; names are separated by spaces."""
    for veld in velden.split():
        sleutel = f"{app}.{model}.{veld}"
        if _register.get(sleutel, klasse) != klasse:
            raise ValueError(f"{sleutel} is classified twice")
        _register[sleutel] = klasse


def register() -> dict[str, Gegeven]:
    """Return the class of each field, by app, model and field name."""
    autodiscover_modules("avg_velden")
    return dict(_register)


def velden(app: str) -> list[str]:
    """Return all stored fields of an app's models; the events of the audit trail follow the model they track."""
    return [
        f"{app}.{model.__name__}.{veld.name}"
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model")
        for veld in model._meta.local_concrete_fields
    ]
