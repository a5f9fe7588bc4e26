"""Addresses of the tablets of rooms; and the one list of what opens on them, without and with the code.

Whatever does not stand here stays closed on a tablet: money, accounts, figures, the rota, dossiers, and every new page.
"""

from django.urls import URLPattern, path

from buurtwerkkamer.tablet import Slot, op_tablet
from kamers.views import tablet, tablets

ZONDER_CODE = (  # counting, and nothing about a person but the first names of who helps
    *("tablet", "tablet_kies", "tablet_wissel", "tablet_code", "tablet_verder"),
    *("vandaag", "andere_dag", "dag", "los", "samen", "vergeten"),
    *("noteer", "vervalt", "verplaats", "zet_terug", "ongedaan", "inloop", "inloop_ongedaan"),
    *("week_nu", "week", "turflijst", "mijn_rooster", "geen_internet", "dienstwerker"),
)
MET_CODE = (  # streets, texts of what people ask, first names of who comes
    *("klussen", "klus_nieuw", "klus_nieuw_ongedaan", "klus", "klus_klaar", "klus_vervalt"),
    *("klus_heropen", "klus_eerste_keer", "klus_ongedaan"),
    *("verzoeken", "verzoek_af", "verzoek_ongedaan", "doorverwezen"),
    *("passen", "pas_nieuw", "pas_naar_kamer", "pas", "pas_al_geteld", "pas_weg", "pas_ongedaan", "scan", "scan_weg"),
)


def open_op_tablet() -> None:
    """Declare what opens. Called in ``AppConfig.ready``."""
    op_tablet(Slot.OPEN, [f"kamers:{naam}" for naam in ZONDER_CODE])
    op_tablet(Slot.CODE, [f"kamers:{naam}" for naam in MET_CODE])


def tabletpaden() -> list[URLPattern]:
    """Return the addresses."""
    return [
        path("tablet/", tablet.deur, name="tablet"),
        path("tablet/kies/", tablet.kies, name="tablet_kies"),
        path("tablet/wissel/", tablet.wissel, name="tablet_wissel"),
        path("tablet/code/", tablet.code, name="tablet_code"),
        path("tablet/verder/", tablet.verder, name="tablet_verder"),
        path("tablet/mijn-code/", tablets.mijn_code, name="tabletcode"),
        path("kamers/<slug:kamer>/tablets/", tablets.tablets, name="tablets"),
        path("kamers/<slug:kamer>/tablets/nieuw/", tablets.nieuw, name="tablet_nieuw"),
        path("kamers/<slug:kamer>/tablets/<int:pk>/weg/", tablets.weg, name="tablet_weg"),
    ]
