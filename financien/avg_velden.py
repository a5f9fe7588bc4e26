"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "financien")

r("Kostenpost", avg.GEEN, "id code soort naam tekst volgorde")
r("Begrotingsregel", avg.CIJFER, "id versie kamer post bedrag basis basis_eenheid spreiding")
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
r("Loonjournaalpost", avg.BOEKHOUDING, "id maand poging boekstuk sha256 bruto werkgeverslasten vakantiegeld netto")
r("Loonjournaalpost", avg.BOEKHOUDING, "loonheffing")
r("Overlopendepost", avg.BOEKHOUDING, "id soort rekening boekstuk tegenstuk")
r("Boekenelders", avg.GEEN, "id jaar pakket")
r("Koppeling", avg.GEEN, "id soort code naam rekening kamer")
r("Eldersstuk", avg.BOEKHOUDING, "id bron afdruk boekstuk")
