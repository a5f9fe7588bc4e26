"""What an address of the house is: sent only, a file, a part or a redirect; which row it names; a page on it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from tests.reis.wereld import Wereld

ALLEEN_POST = {
    "set_language",
    "wissel_rol",
    *(f"kamers:{naam}" for naam in ("ongedaan", "noteer", "vervalt", "verplaats", "zet_terug", "activiteit_stop")),
    *(
        f"kamers:{naam}"
        for naam in (
            "plek",
            "plek_weg",
            "klus_klaar",
            "klus_vervalt",
            "klus_eerste_keer",
            "klus_ongedaan",
            "klus_heropen",
        )
    ),
    *(
        f"kamers:{naam}"
        for naam in (
            "activiteit_ongedaan",
            "even_niet",
            "even_ongedaan",
            "feestdagen",
            "sluiting_ongedaan",
            "sluiting_weg",
            "agenda_weg",
            "mijn_agenda_weg",
        )
    ),
    *(f"vrijwilligers:{naam}" for naam in ("uren_antwoord", "uren_ongedaan", "beoordeel", "oordeel_ongedaan")),
    "financien:bron_weg",
    "financien:begroting_ongedaan",
    "financien:basis_ongedaan",
    "kamers:afspraken_ongedaan",
    "financien:nieuwe_kamers",
    "financien:rekeningen_aanvullen",
    *(f"financien:rekening_{naam}" for naam in ("sluiten", "openen")),
    *(f"financien:{naam}" for naam in ("uitvoer_ophalen", "elders_aan", "elders_uit", "ontkoppel")),
    *(f"kamers:{naam}" for naam in ("pas_naar_kamer", "pas_al_geteld", "pas_weg", "pas_ongedaan", "scan_weg")),
    *(f"kamers:{naam}" for naam in ("klus_nieuw_ongedaan", "verzoek_af", "verzoek_ongedaan")),
    "kamers:inloop",
    "kamers:inloop_ongedaan",
    *(f"kamers:{naam}" for naam in ("stuk_wis", "moment_wis", "stap_wis", "cijfer_wis", "feit_ongedaan")),
    "kamers:uitvoer",
    "kamers:alle_uitvoer",
}
ALLEEN_POST |= {f"kamers:{naam}" for naam in ("tablet_kies", "tablet_wissel", "tablet_weg")}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("factuur_akkoord", "factuur_akkoord_terug", "factuur_boeken")}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("betaling_goedkeuren", "betaling_verzonden")}
ALLEEN_POST |= {"financien:betaling_goedkeuring_terug"}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("bank_inlezen", "bankregel_klopt", "bankregel_ongedaan")}
ALLEEN_POST |= {"financien:herkenning_stop"}
ALLEEN_POST |= {"financien:voorlopig", "financien:geen_lonen"}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("bon_goedkeuren", "bon_intrekken")}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("aanvullingen_klaarzetten", "terug_klaarzetten")}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("controle_aanvullen", "controlestuk_oordeel", "controlestuk_antwoord")}
OP_DE_TABLET = {f"kamers:{naam}" for naam in ("tablet", "tablet_code", "tablet_verder")}  # nothing without its cookie
BESTANDEN = {
    "kamers:weekposter",
    "kamers:agenda_ics",
    "rapportage:concept",
    "rapportage:editie",
    "rapportage:bestand",
    "mfa_download_recovery_codes",
}
BESTANDEN |= {"kamers:turflijst", "kamers:dienstwerker", "wachtrij", "kamers:document_pdf"}
BESTANDEN |= {"kamers:leeg_bestand", "kamers:alle_leeg_bestand"}
BESTANDEN |= {"financien:boekstuk_bewijs", "financien:bon_foto", "financien:factuur_scan", "financien:betaling_bestand"}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("voorwaarde_voldaan", "voorwaarde_niet_voldaan")}
ALLEEN_POST |= {f"financien:{naam}" for naam in ("betaalverzoek_maak", "betaalverzoek_open")}
BESTANDEN |= {"financien:brief", "financien:betaalverzoek", "financien:kameroverdracht_pdf", "financien:overdracht_pdf"}
BESTANDEN |= {f"financien:{naam}" for naam in ("controle_verslag", "controlestuk_bewijs", "accountantsverklaring")}
BESTANDEN |= {"financien:overdracht_bestand", "financien:overdracht_scanbestand"}
ALLEEN_POST |= {"financien:overdracht_ja", "financien:telling_ongedaan"}
HALVERWEGE = {"mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"}  # only inside a login
DELEN = {"kamers:samen"}  # a part of a page, for htmx
DOORVERWIJZINGEN = {
    "start",
    "financien:nieuwste_begroting",
    "financien:boeken",
    "financien:maand_nu",
    "financien:facturen_nu",
    "financien:financiers_nu",
    "financien:realisatie_nu",
    "kamers:nieuwste_afspraken",
    "kamers:resultaten_nu",
    "kamers:week_nu",
    "kamers:alle_resultaten_nu",
    "kamers:doelgroepen_nu",
}
PK = {
    "kamers:activiteit": "activiteit",
    "kamers:sluiting": "sluiting",
    "kamers:klus": "klus",
    "vrijwilligers:vrijwilliger": "vrijwilliger",
    "financien:bron": "bron",
    **dict.fromkeys(("kamers:stuk", "kamers:stuk_weg"), "stuk"),
    "kamers:moment": "moment",
    **{f"kamers:{naam}": "document" for naam in ("document", "document_versie", "document_stop")},
    "kamers:document_wijzig": "document van later",
    "kamers:buurt": "buurt",
    "kamers:cijfer": "cijfer",
    "financien:boekstuk": "boekstuk",
    "financien:omkeren": "boekstuk",
    "financien:stuk_btw": "boekstuk van een bon",
    **{f"financien:factuur{naam}": "factuur" for naam in ("", "_wijzigen", "_afkeuren", "_doorzetten")},
    **{f"financien:{naam}": "betaling" for naam in ("betaling", "betaling_stoppen", "betaling_mislukt")},
    "financien:leverancier_rekening": "leverancier",
    **{f"financien:{naam}": "samenwerking" for naam in ("afspraak", "afspraak_wijzig", "afspraak_teken")},
    **{f"financien:{naam}": "opdrachten" for naam in ("opdracht", "opdracht_wijzig", "opdracht_teken")},
    "financien:opdracht_vervolg": "opdracht getekend",
    "financien:tekening_vervalt": "ondertekeningen",
    "financien:brief_vervalt": "brieven",
    "financien:betaalverzoek_intrekken": "betaalverzoeken",
    **{f"financien:{naam}": "voorwaarden" for naam in ("voorwaarde_wijzig", "voorwaarde_weg")},
    "financien:toekenning": "toekenningen",
    "financien:overschot": "toekenningen",
    **{f"financien:toekenning_{naam}": "toekenning open" for naam in ("wijzig", "terugname")},
    **{
        f"financien:toekenning_{naam}": "toekenningen"
        for naam in ("gegevens", "stap", "ontvangst", "terug", "terug_klaar", "brief", "voorwaarde", "stop")
    },
    "financien:financier": "partners",
    **{f"financien:bon{naam}": "bon" for naam in ("", "_terugsturen", "_afwijzen")},
    "financien:bon_wijzig": "bon terug",
    "financien:bankregel": "bankregel",
    **{
        f"financien:{naam}": "controle"
        for naam in ("controle", "controle_tekenen", "controle_intrekken", "controlestuk")
    },
    "financien:overlopend_weg": "overlopend",
    "financien:overdracht_nee": "overdracht",
    "financien:overdracht_scan": "overdracht",
    **dict.fromkeys(("kamers:sleutel", "kamers:alle_sleutel"), "kamersleutel"),
    **{f"kamers:{naam}": "pas" for naam in ("pas", "pas_inzage", "pas_samen", "pas_vergeet")},
}
VORIG_JAAR = {"financien:overlopend_nieuw"}  # of this year only from December on
FOUT_BESTAND = UUID(int=52)  # see wereld.py
SLEUTELS = {"financien:invoer_bekijk": "boekbestand", "financien:koppelen": "grootboekbestand"}  # kept files


@dataclass(frozen=True)
class Bladzijde:
    """One page: who looks, at which address, and which status belongs to it."""

    naam: str
    wie: str
    pad: Callable[[Wereld], str]
    status: int = 200

    @property
    def taak(self) -> bool:
        """Whether a coordinator, an assistant or a volunteer works here, often with a thumb."""
        return any(rol in self.wie for rol in ("coordinator", "assistent", "vrijwilliger"))


def adres(naam: str, route: str, **anders) -> Callable[[Wereld], str]:
    """Return the function that fills in an address with rows of the world."""

    def vul(wereld: Wereld) -> str:
        vandaag = timezone.localdate()
        vast = {
            "kamer": "cjm",
            "dag": vandaag - timedelta(days=7),
            "maandag": vandaag - timedelta(days=vandaag.weekday()),
            "gepland": vandaag - timedelta(days=7),
            "activiteit": wereld.rijen["les op naam"],
            "jaar": wereld.verslagjaar if "rapportage" in naam else wereld.jaar - (naam in VORIG_JAAR),
            "maand": 1,
            "volgnummer": wereld.rijen["versie"],
            "betaling": 1,
            "soort": "jaarverslag",
            "indicator": "e1",
            "soortcode": "p4",
            "gegevens": "bijeenkomsten",
            "sleutel": wereld.rijen[SLEUTELS.get(naam, "alle_invoer" if "alle_" in naam else "invoer")],
            "blad": "lonen",
            "editie": 1,
            "vorm": "csv",
            "stap": "intentie",
            "naar": "gesloten",
            "nummer": "4110",
            "kosten": "4210",
            "post": "f1",
            "pk": wereld.rijen.get(PK.get(naam, "")),
        } | anders
        delen = re.findall(r"<(?:\w+:)?(\w+)>", route)
        return reverse(naam, kwargs={deel: vast[deel] for deel in delen})

    return vul
