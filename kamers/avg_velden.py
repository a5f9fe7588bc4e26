"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "kamers")

r(
    "Kamer",
    avg.GEEN,
    "id code naam naam_taal afkorting deurkleur volgorde status start start_tekst gesloten_op vestiging adres"
    " oppervlakte doel",
)
r("Buurt", avg.GEEN, "id naam")
r("Werkgebied", avg.GEEN, "id kamer buurt soort volgorde")
r("Partner", avg.GEEN, "id code naam soort kamer")
r("Partnernaam", avg.GEEN, "id partner naam vanaf")
r("Aanstelling", avg.ROL, "id gebruiker rol kamer partner van tot")
r("Persoon", avg.MEEDOEN, "id voornaam pasnummer sinds")
r("Persoon_kamers", avg.MEEDOEN, "id persoon kamer")
r("Soort", avg.GEEN, "id code naam kort telt volgorde")
r("Corporatieproduct", avg.GEEN, "id code naam volgorde")
r("Activiteit", avg.GEEN, "id kamer naam soort product herhaling weekdag begin eind van tot")
r("Roosterplek", avg.MEEDOEN, "id activiteit persoon uren van tot")
r(
    "Bijeenkomst",
    avg.CIJFER,
    "id activiteit gepland dag begin eind kamer soort product naam status kwamen_al nieuw_soort nieuw_kamer"
    " kinderen reden versie genoteerd_op",
)
r("Bijeenkomst", avg.WIE_DEED, "genoteerd_door")
r(
    "Inzet",
    avg.MEEDOEN,
    "id persoon kamer bijeenkomst klus dag uren gemeld_uren gemeld_op beoordeeld_op tariefsoort",
)
r("Inzet", avg.WIE_DEED, "beoordeeld_door")
r("Uurtarief", avg.GEEN, "id soort vanaf bedrag bron")
r("Klus", avg.KLUSTEKST, "omschrijving straat reden")
r(
    "Klus",
    avg.CIJFER,
    "id kamer product corporatie eerste_keer status gevraagd_op afspraak gedaan_op versie",
)
r("Klus", avg.WIE_DEED, "gewijzigd_door")
r("Klusplek", avg.MEEDOEN, "id klus persoon uren")
r("Indicator", avg.GEEN, "id code groep prestatie tekst bewijs eenheid norm soort volgorde")
r("Streefwaarde", avg.CIJFER, "id versie indicator kamer waarde op_aangemeld woord reden")
