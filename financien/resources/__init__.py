"""Sheets that go into the books and the budget: read, shown, and only then booked."""

from financien.resources.basis import Boekinvoer
from financien.resources.beginbalans import Beginbalansinvoer
from financien.resources.begroting import Begrotingsinvoer
from financien.resources.bijdragen import Bijdrageninvoer
from financien.resources.grootboek import Grootboekinvoer
from financien.resources.lonen import Loneninvoer
from financien.resources.toekenningen import Toekenningeninvoer
from financien.resources.urenraming import Ureninvoer

PLAN = (Begrotingsinvoer, Bijdrageninvoer, Ureninvoer)
SOORTEN: dict[str, type[Boekinvoer]] = {
    soort.naam: soort for soort in (Loneninvoer, Beginbalansinvoer, *PLAN, Toekenningeninvoer, Grootboekinvoer)
}
