"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "financien")

r("Kostenpost", avg.GEEN, "id code soort naam tekst volgorde")
r("Begrotingsregel", avg.CIJFER, "id versie kamer post bedrag basis basis_eenheid spreiding")
r("Tijdsraming", avg.CIJFER, "id versie kamer wie tekst personen uren_per_persoon tarief")
r("Financieringsbron", avg.GEEN, "id versie soort partner naam tekst raming volgorde")
r("Financieringsregel", avg.CIJFER, "id bron kamer bedrag")
r("Grootboekrekening", avg.GEEN, "id nummer naam soort kamer post bronsoort loon rgs iban gesloten")
r(
    "Boekstuk",
    avg.BOEKHOUDING,
    "id dagboek jaar nummer datum omschrijving aantal totaal bewijs keert_om reden kenmerk sleutel geboekt_op",
)
r("Boekstuk", avg.WIE_DEED, "geboekt_door")
r("Boeking", avg.BOEKHOUDING, "id boekstuk volgnummer debet credit bedrag kamer partner omschrijving")

# the bank: names of the other side come with the file, so these are personal
r("Bankafschrift", avg.BOEKHOUDING, "id rekening bestand sha256 vorm van tot begin eind stand aantal nieuw")
r("Bankafschrift", avg.BOEKHOUDING, "ingelezen_op")
r("Bankafschrift", avg.WIE_DEED, "ingelezen_door")
r("Bankregel", avg.BOEKHOUDING, "id afschrift rekening datum bedrag tegen_iban tegen_naam omschrijving kenmerk")
r("Bankregel", avg.BOEKHOUDING, "bank_id vingerafdruk volgnummer")
r("Bankboeking", avg.BOEKHOUDING, "id regel boekstuk beurt waarom gekoppeld_op")
r("Bankboeking", avg.WIE_DEED, "gekoppeld_door")
r("Herkenningsregel", avg.BOEKHOUDING, "id kant tegen_iban woorden omschrijving partner voorrang gestopt_op")
r("Herkenningsdeel", avg.BOEKHOUDING, "id regel rekening kamer aandeel")
