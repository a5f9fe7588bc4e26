"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "financien")

r("Kostenpost", avg.GEEN, "id code soort naam tekst volgorde")
r("Begrotingsregel", avg.CIJFER, "id versie kamer post bedrag basis basis_eenheid spreiding maanden")
r("Tijdsraming", avg.CIJFER, "id versie kamer wie tekst personen uren_per_persoon tarief")
r("Financieringsbron", avg.GEEN, "id versie soort partner naam tekst raming volgorde")
r("Financieringsregel", avg.CIJFER, "id bron kamer bedrag")
r("Grootboekrekening", avg.GEEN, "id nummer naam soort kamer post bronsoort loon rgs gesloten")
r(
    "Boekstuk",
    avg.BOEKHOUDING,
    "id dagboek jaar nummer datum omschrijving aantal totaal bewijs keert_om reden kenmerk sleutel geboekt_op",
)
r("Boekstuk", avg.WIE_DEED, "geboekt_door")
r("Boeking", avg.BOEKHOUDING, "id boekstuk volgnummer debet credit bedrag kamer partner omschrijving")

r("Afwijkingsgrens", avg.GEEN, "id jaar procent bedrag")
r("Afwijking", avg.BOEKHOUDING, "id jaar kamer post maand verschil tekst op")
r("Afwijking", avg.WIE_DEED, "auteur")
