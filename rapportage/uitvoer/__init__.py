"""A report as a file to work with: CSV, XLSX and JSON. The same content gives the same bytes."""

from rapportage.uitvoer.csv import naar_csv
from rapportage.uitvoer.json import naar_json
from rapportage.uitvoer.xlsx import naar_xlsx

__all__ = ["naar_csv", "naar_json", "naar_xlsx"]
