"""The facts of the source document: reference rows and the offer of 2018, read from CSV files beside the code."""

from rapportage.gegevens.aanbod_2018 import laad_aanbod_2018
from rapportage.gegevens.basis import laad_basis

__all__ = ["laad_aanbod_2018", "laad_basis"]
