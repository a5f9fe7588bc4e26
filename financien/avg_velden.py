"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "financien")

r("Kostenpost", avg.GEEN, "id code soort naam tekst volgorde")
r("Begrotingsregel", avg.CIJFER, "id versie kamer post bedrag basis basis_eenheid spreiding maanden")
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
r("Btwnotitie", avg.BOEKHOUDING, "id boekstuk bedrag sleutel op")
r("Btwnotitie", avg.WIE_DEED, "wie")
r("Boeking", avg.BOEKHOUDING, "id boekstuk volgnummer debet credit bedrag kamer partner factuur omschrijving")

r(
    "Inkoopfactuur",
    avg.BOEKHOUDING,
    "id leverancier nummer datum vervaldatum omschrijving credit credit_van btw scan ronde sleutel ingevoerd_op",
)
r("Inkoopfactuur", avg.WIE_DEED, "ingevoerd_door")
r("Factuurregel", avg.BOEKHOUDING, "id factuur volgnummer rekening kamer bedrag")
r("Factuurakkoord", avg.BOEKHOUDING, "id factuur ronde soort kamer op reden boekstuk neemt_terug")
r("Factuurakkoord", avg.WIE_DEED, "wie")
r("Verdeelsleutel", avg.GEEN, "id jaar rekening wijze")
r("Verdeeldeel", avg.GEEN, "id sleutel kamer procent")
r("Bankrekening", avg.BOEKHOUDING, "id partner iban tenaamstelling vervangt ingevoerd_op")
r("Bankrekening", avg.WIE_DEED, "ingevoerd_door")
r("Betaalopdracht", avg.BOEKHOUDING, "id uitvoeren_op aantal totaal van_iban bestand sleutel klaargezet_op")
r("Betaalopdracht", avg.WIE_DEED, "klaargezet_door")
r("Betaalregel", avg.BOEKHOUDING, "id opdracht volgnummer factuur naar bedrag kenmerk loopt")
r("Opdrachtdaad", avg.BOEKHOUDING, "id opdracht regel soort op reden neemt_terug")
r("Opdrachtdaad", avg.WIE_DEED, "wie")
r("Regelbetaling", avg.BOEKHOUDING, "id regel boekstuk bedrag")
r("Boeking", avg.BOEKHOUDING, "toekenning")
r(
    "Toekenning",
    avg.BOEKHOUDING,
    "id jaar soort partner partner_onbekend bronnaam omschrijving kenmerk aard bedrag van tot gestopt_op oormerk"
    " verantwoorden_voor accountantsverklaring rekening versie",
)
r("Verdeling", avg.CIJFER, "id toekenning jaar kamer bedrag")
r("Termijn", avg.CIJFER, "id toekenning vervalt bedrag")
r(
    "Toekenningstatus",
    avg.BOEKHOUDING,
    "id toekenning status datum bedrag boekdatum toelichting zonder_brief vastgelegd_op",
)
r("Terugname", avg.BOEKHOUDING, "id stap reden vastgelegd_op")
r("Terugname", avg.WIE_DEED, "door")
r("Toekenningstatus", avg.WIE_DEED, "door")
r("Verval", avg.BOEKHOUDING, "id brief ondertekening verzoek reden op")
r("Verval", avg.WIE_DEED, "wie")
r("Voorwaarde", avg.BOEKHOUDING, "id toekenning tekst voor voldaan_op")
r("Brief", avg.BOEKHOUDING, "id toekenning datum omschrijving bestand stap")
r("Betaalverzoek", avg.BOEKHOUDING, "id jaar nummer toekenning termijn datum bedrag bestand sleutel gemaakt_op")
r("Betaalverzoek", avg.WIE_DEED, "gemaakt_door")
r(
    "Samenwerkingsafspraak",
    avg.BOEKHOUDING,
    "id jaar volgnummer versie datum reden resultaten intentie",
)
r("Partij", avg.BOEKHOUDING, "id afspraak partner rol")
r("Opdracht", avg.BOEKHOUDING, "id jaar partner volgnummer versie datum reden tekst")
r("Ondertekening", avg.BOEKHOUDING, "id samenwerkingsafspraak opdracht partner functie datum vastgelegd_op")
r("Ondertekening", avg.WIE_DEED, "vastgelegd_door")

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
r("Loonjournaalpost", avg.BOEKHOUDING, "id maand poging boekstuk sha256 bruto werkgeverslasten vakantiegeld netto")
r("Loonjournaalpost", avg.BOEKHOUDING, "loonheffing")
r("Loonstop", avg.BOEKHOUDING, "id maand reden op")
r("Loonstop", avg.WIE_DEED, "wie")
r("Overlopendepost", avg.BOEKHOUDING, "id soort rekening boekstuk tegenstuk")
r("Boekenelders", avg.GEEN, "id jaar pakket")
r("Koppeling", avg.GEEN, "id soort code naam rekening kamer")
r("Eldersstuk", avg.BOEKHOUDING, "id bron afdruk boekstuk")

r("Afwijkingsgrens", avg.GEEN, "id jaar procent bedrag")
r("Afwijking", avg.BOEKHOUDING, "id jaar kamer post maand verschil tekst op")
r("Afwijking", avg.WIE_DEED, "auteur")

r("Handgeldregel", avg.GEEN, "id jaar per_maand waarschuwing zonder_foto zonder_foto_aantal")
r("Bon", avg.BOEKHOUDING, "id kamer datum bedrag categorie omschrijving betaald_uit foto zonder_foto voorschieter")
r("Bon", avg.BOEKHOUDING, "sleutel gemaakt_op")
r("Bon", avg.WIE_DEED, "gemaakt_door")
r("Bonstap", avg.BOEKHOUDING, "id bon soort op reden boekstuk")
r("Bonstap", avg.WIE_DEED, "wie")
r("Bonfoto", avg.BOEKHOUDING, "sleutel gebruiker naam type inhoud gemaakt_op")  # a day at most
r("Voorschieter", avg.BOEKHOUDING, "id kamer naam iban ingevoerd_op")
r("Voorschieter", avg.WIE_DEED, "ingevoerd_door")
r("Terugbetaling", avg.BOEKHOUDING, "id bon boekstuk betaling")
r("Aanvulling", avg.BOEKHOUDING, "id kamer maand bedrag boekstuk betaling")
r("Ontvangst", avg.BOEKHOUDING, "id kamer datum bedrag soort omschrijving bon boekstuk")
r("Ontvangst", avg.WIE_DEED, "ontvangen_door")
r("Kastelling", avg.BOEKHOUDING, "id kamer maand datum soort kas_boek kas_geteld stuks rekening_boek rekening_gezien")
r("Kastelling", avg.BOEKHOUDING, "te_keuren uitleg met boekstuk sleutel geteld_op")
r("Kastelling", avg.WIE_DEED, "geteld_door")
r("Handgeldbetaling", avg.BOEKHOUDING, "id opdracht volgnummer kamer maand bon naar_naam naar_iban bedrag")
r("Handgeldbetaling", avg.BOEKHOUDING, "kenmerk loopt")

# the check by the kascommissie and the statement of the accountant
r("Kascontrole", avg.BOEKHOUDING, "id van tot zaad grootte populatie lonen reeksen sleutel begonnen_op")
r("Kascontrole", avg.WIE_DEED, "eerste tweede")
r("Controlepost", avg.BOEKHOUDING, "id controle volgnummer boekstuk steekproef bron later")
r("Bevinding", avg.BOEKHOUDING, "id post volgnummer soort tekst op")
r("Bevinding", avg.WIE_DEED, "wie")
r("Controleverklaring", avg.BOEKHOUDING, "id controle oordeel tekst op")
r("Controleverklaring", avg.WIE_DEED, "wie")
r("Controlestop", avg.BOEKHOUDING, "id controle reden op")
r("Controlestop", avg.WIE_DEED, "wie")
r("Accountantsverklaring", avg.BOEKHOUDING, "id jaar soort oordeel datum bestand sleutel vastgelegd_op")
r("Accountantsverklaring", avg.WIE_DEED, "vastgelegd_door")
r("Maandafsluiting", avg.BOEKHOUDING, "id jaar maand reden op afdrukken vorige sha256")
r("Maandafsluiting", avg.WIE_DEED, "door")
r("Jaarafsluiting", avg.BOEKHOUDING, "id jaar stap besluit_op besluit op afdrukken vorige sha256")
r("Jaarafsluiting", avg.WIE_DEED, "door")
r("Overschot", avg.BOEKHOUDING, "id toekenning keuze grond")
r("Bestemming", avg.BOEKHOUDING, "id jaar kamer toekenning naar bedrag boekstuk")
r("Overdracht", avg.OVERGAVE, "id kamer van naar datum bestand sleutel begonnen_op")
r("Overdracht", avg.WIE_DEED, "begonnen_door")
r("Overdrachtdaad", avg.OVERGAVE, "id overdracht soort wie reden op")
r("Overdrachtscan", avg.OVERGAVE, "id overdracht bestand op")
r("Overdrachtscan", avg.WIE_DEED, "wie")
r("Tellingterug", avg.BOEKHOUDING, "id telling op")
r("Tellingterug", avg.WIE_DEED, "wie")
r("Vingerafdruk", avg.BOEKHOUDING, "id tabel rij sha256 op")
