from rapportage.models.meting import Meting
from rapportage.models.rapport import Download, Rapport

__all__ = ["Download", "Meting", "Rapport"]
