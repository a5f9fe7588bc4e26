"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "kamers")

r(
    "Kamer",
    avg.GEEN,
    "id code naam naam_taal afkorting deurkleur volgorde status start start_tekst gesloten_op vestiging adres"
    " oppervlakte doel oefenkamer",
)
r("Buurt", avg.GEEN, "id naam ligt_in")
r("Werkgebied", avg.GEEN, "id kamer buurt soort volgorde")
r("Partner", avg.GEEN, "id code naam soort kamer")
r("Partnernaam", avg.GEEN, "id partner naam vanaf")
r("Aanstelling", avg.ROL, "id gebruiker rol kamer partner van tot")
r("Persoon", avg.MEEDOEN, "id voornaam pasnummer sinds opgegaan_in vergeten_op")
r("Persoon", avg.DOSSIER, "betaald_vanaf betaald_tot")
r("Pasnummer", avg.CIJFER, "id kamer gemaakt_op uitgegeven_op")
r("Inkijk", avg.MEEDOEN, "id persoon op")
r("Inkijk", avg.WIE_DEED, "gebruiker")
r("Deelname", avg.MEEDOEN, "id bijeenkomst persoon")
r("AlGeteld", avg.MEEDOEN, "id persoon kamer jaar soort")
r("Persoon_kamers", avg.MEEDOEN, "id persoon kamer")
r("Soort", avg.GEEN, "id code naam kort telt volgorde")
r("Corporatieproduct", avg.GEEN, "id code naam volgorde")
r("Doelgroep", avg.GEEN, "id letter naam toelichting")
r("Domein", avg.GEEN, "id code naam volgorde")
r(
    "Activiteit",
    avg.GEEN,
    "id kamer naam soort product herhaling weekdag weekpariteit keer_in_maand begin eind hele_dag van tot in_vakantie"
    " telwijze met_kinderen versie",
)
r("Activiteit_doelgroepen", avg.GEEN, "id activiteit doelgroep")
r("Activiteit_domeinen", avg.GEEN, "id activiteit domein")
r("Roosterplek", avg.MEEDOEN, "id activiteit persoon uren van tot")
r(
    "Bijeenkomst",
    avg.CIJFER,
    "id activiteit gepland dag begin eind kamer soort product naam status kwamen_al nieuw_soort nieuw_kamer"
    " kinderen op_naam reden versie genoteerd_op",
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
    "id kamer klussoort product corporatie via eerste_keer status gevraagd_op afspraak afspraak_tijd gedaan_op"
    " afgehandeld_op gewist_op versie",
)
r("Klus", avg.WIE_DEED, "gewijzigd_door")
r("Klusplek", avg.MEEDOEN, "id klus persoon uren")
r("Indicator", avg.GEEN, "id code groep prestatie tekst bewijs eenheid norm soort volgorde")
r("Streefwaarde", avg.CIJFER, "id versie indicator kamer waarde op_aangemeld woord reden")
r("Verzoek", avg.VERZOEKTEKST, "tekst")
r("Verzoek", avg.CIJFER, "id kamer binnen_op werd klus afgehandeld_op gewist_op versie")
r("Verzoek", avg.WIE_DEED, "gewijzigd_door")
r("Doorverwijzing", avg.CIJFER, "id kamer dag naar aantal genoteerd_op")
r("Doorverwijzing", avg.WIE_DEED, "genoteerd_door")
r("Teljaar", avg.CIJFER, "id kamer jaar gesloten_op")
r("Teljaar", avg.WIE_DEED, "gesloten_door")
r("Openingstijd", avg.GEEN, "id kamer weekdag begin eind van tot")
r("Sluiting", avg.GEEN, "id kamer soort naam van tot")
r("Buurtcijfer", avg.GEEN, "id buurt jaar kenmerk waarde bron")
r("Productstand", avg.GEEN, "id kamer product stand")
r("Kamerstap", avg.GEEN, "id kamer stap gedaan_op toelichting")
r("Kamerstap_partners", avg.GEEN, "id kamerstap partner")
r("Inventarisstuk", avg.GEEN, "id kamer naam aantal herkomst sinds weg_op")
r("Kamerdocument", avg.GEEN, "id kamer soort titel geldig_vanaf tekst vervallen_op")
r("Gebeurtenis", avg.GEEN, "id kamer dag soort titel webadres")
r("Agendalink", avg.MEEDOEN, "id kamer persoon geheim gemaakt_op ingetrokken_op")
r("Tablet", avg.GEEN, "id kamer naam geheim aangemeld_op laatst_gezien ingetrokken_op")
r("Tablet", avg.WIE_DEED, "aangemeld_door")
r("Invoer", avg.MEEDOEN, "inhoud aantallen")
r("Invoer", avg.CIJFER, "sleutel soort kamer naam sha256 gemaakt_op verloopt_op verwerkt_op")
r("Invoer", avg.WIE_DEED, "gebruiker")
r("Uitvoer", avg.CIJFER, "id soort kamer jaar vorm rijen sha256 op")
r("Uitvoer", avg.WIE_DEED, "gebruiker")
r("Sleutel", avg.GEEN, "id kamer soort omschrijving gemaakt_op")
r("Sleutel", avg.WIE_DEED, "gemaakt_door")
r("Sleuteldaad", avg.OVERGAVE, "id sleutel soort houder op vastgelegd_op")
r("Sleuteldaad", avg.WIE_DEED, "door")
