"""All pages of the house, read off the URLconf: a new address is a page here the moment it exists."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.rollen import RECHTEN, Rol
from tests.reis.wereld import GEZOCHT, LEEG, Wereld
from tests.test_toegang import adressen

NIEMAND = ""
VOLGORDE = (Rol.COORDINATOR, Rol.VRIJWILLIGER, Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.FINANCIER, Rol.BEHEERDER)
VOLGORDE += (Rol.KASCOMMISSIE, Rol.BESTUUR)
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
    "kamers:afspraken_ongedaan",
    "financien:nieuwe_kamers",
    "financien:rekeningen_aanvullen",
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
ALLEEN_POST |= {"financien:voorlopig"}
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
BESTANDEN |= {"financien:bon_foto", "financien:factuur_scan", "financien:betaling_bestand"}
ALLEEN_POST |= {"financien:voorwaarde_voldaan", "financien:betaalverzoek_maak"}
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
    **{f"financien:factuur{naam}": "factuur" for naam in ("", "_wijzigen", "_afkeuren", "_doorzetten")},
    **{f"financien:{naam}": "betaling" for naam in ("betaling", "betaling_stoppen", "betaling_mislukt")},
    "financien:leverancier_rekening": "leverancier",
    **{f"financien:{naam}": "samenwerking" for naam in ("afspraak", "afspraak_wijzig", "afspraak_teken")},
    **{f"financien:{naam}": "opdrachten" for naam in ("opdracht", "opdracht_wijzig", "opdracht_teken")},
    "financien:toekenning": "toekenningen",
    "financien:overschot": "toekenningen",
    **{f"financien:toekenning_{naam}": "toekenning open" for naam in ("wijzig", "terugname")},
    **{
        f"financien:toekenning_{naam}": "toekenningen"
        for naam in ("stap", "ontvangst", "terug", "brief", "voorwaarde", "stop")
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


FEITEN = ("feiten", "kamerproducten", "inventaris", "tijdlijn", "documenten", "levensloop")


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


def bladzijden() -> list[Bladzijde]:
    """Return all pages: the own addresses, what else they can show, the account, the admin, and what goes wrong."""
    return [*_eigen(), *_anders(), *_account(), *_tweede_factor(), *_beheer(), *_tablet(), *_mis(), *_controle()]


def _eigen() -> Iterator[Bladzijde]:
    for naam, route, view in adressen():
        if naam not in ALLEEN_POST | BESTANDEN | DELEN | DOORVERWIJZINGEN | OP_DE_TABLET:
            yield Bladzijde(naam, _eerste_met(view.recht), adres(naam, route))


def _eerste_met(recht: str | None) -> str:
    return NIEMAND if recht is None else next(rol for rol in VOLGORDE if rol in RECHTEN[recht])


def bladzijden_van_jaar(jaar: int) -> list[Bladzijde]:
    """Return the pages whose address names a year, of this year."""
    namen = {blad.naam for blad in _eigen()}
    routes = [(naam, route, view) for naam, route, view in adressen() if naam in namen and "<int:jaar>" in route]
    return [
        Bladzijde(f"{naam} {jaar}", _eerste_met(view.recht), adres(naam, route, jaar=jaar, volgnummer=1))
        for naam, route, view in routes
    ]


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


def _controle() -> Iterator[Bladzijde]:
    """Yield the check as the kascommissie sees it: with the buttons to judge and to begin."""
    routes = {naam: route for naam, route, _view in adressen()}
    for naam in (f"financien:{naam}" for naam in ("controles", "controle", "controlestuk")):
        yield Bladzijde(f"{naam} {Rol.KASCOMMISSIE}", Rol.KASCOMMISSIE, adres(naam, routes[naam]))


def _anders() -> Iterator[Bladzijde]:
    """Yield what pages show to someone else, in another state, or when there is nothing yet."""
    leeg = {"kamer": LEEG}
    routes = {naam: route for naam, route, _view in adressen()}

    def blad(naam, wie, wat="", **waarden):
        return Bladzijde(f"{naam} {wat or wie}", wie, adres(naam, routes[naam], **waarden))

    for naam in ("vandaag", "klussen", "rooster", "andere_dag", "rooster_nieuw", "klus_nieuw"):
        yield blad(f"kamers:{naam}", "lege coordinator", **leeg)
    for naam in ("passen", "pas_nieuw", "pas_kaarten"):
        yield blad(f"kamers:{naam}", "lege coordinator", **leeg)
    for naam in ("openingstijden", "agenda"):
        yield blad(f"kamers:{naam}", "lege coordinator", **leeg)
    yield blad("kamers:sluitingen", Rol.PROJECTCOACH)
    yield from (blad(f"kamers:{naam}", Rol.PENNINGMEESTER) for naam in ("sleutels", "alle_sleutels"))
    yield blad("kamers:sleutels", "lege coordinator", **leeg)
    yield blad("financien:kameroverdracht", Rol.PROJECTCOACH)
    yield blad("financien:overdracht", Rol.KASCOMMISSIE)
    yield blad("kamers:mijn_rooster", "lege vrijwilliger")
    yield blad("vrijwilligers:kamerlijst", "lege coordinator", **leeg)
    yield blad("vrijwilligers:mijn_uren", "lege vrijwilliger")
    yield blad("rapportage:verantwoording", "lege financier")
    yield blad("rapportage:hoe_tellen_we", "lege financier")
    yield blad("kamers:vandaag", Rol.ASSISTENT)
    yield blad("vrijwilligers:kamerlijst", Rol.PROJECTCOACH)
    yield blad("rapportage:metingen", Rol.COORDINATOR)
    yield blad("financien:begroting", Rol.BESTUUR)
    yield blad("financien:begroting", Rol.PENNINGMEESTER, "2018", jaar=2018)
    yield blad("financien:versies", Rol.KASCOMMISSIE)
    yield blad("financien:vergelijking", Rol.ACCOUNTANT, "2018", jaar=2018)
    yield blad("financien:financiers", Rol.BESTUUR)
    yield blad("financien:financiers", Rol.PENNINGMEESTER, "2018", jaar=2018)
    yield blad("financien:afspraken", Rol.PROJECTCOACH, "2018", jaar=2018)
    yield blad("financien:toekenning", Rol.PROJECTCOACH)
    yield Bladzijde(
        "toekenning in natura", Rol.BESTUUR, lambda w: f"/financien/financiers/toekenningen/{w.rijen['natura']}/"
    )
    leeg_jaar = {"wie": Rol.PENNINGMEESTER, "wat": "2018", "jaar": 2018}
    yield from (blad(f"financien:{naam}", **leeg_jaar) for naam in ("journaal", "rekeningen", "balans", "staat"))
    yield blad("financien:rekening", Rol.KASCOMMISSIE, "loon", nummer="4010")
    yield from _facturen(blad)
    yield blad("financien:bank", Rol.BESTUUR)
    yield blad("financien:bank", Rol.KASCOMMISSIE)
    yield blad("financien:bank_geboekt", Rol.KASCOMMISSIE)
    klaar = "bankregel geboekt"
    yield Bladzijde(klaar, Rol.PENNINGMEESTER, lambda w: f"/financien/bank/bankregels/{w.rijen[klaar]}/")
    yield from _boeken(blad, leeg_jaar)
    yield from _vooruit(blad)
    yield from _handgeld(blad)
    yield blad("rapportage:rapporten", Rol.BESTUUR)
    yield blad("rapportage:rapport", Rol.PENNINGMEESTER, "aanbod 2018", jaar=2018, soort="aanbod")
    yield blad("rapportage:rapport", Rol.PENNINGMEESTER, "2018", jaar=2018)
    yield blad("rapportage:leg_vast", Rol.PENNINGMEESTER, "aanbod", soort="aanbod")
    yield blad("kamers:resultaten", Rol.COORDINATOR, "vorig jaar", jaar=timezone.localdate().year - 1)
    yield blad("kamers:resultaten", "lege coordinator", **leeg)
    yield blad("kamers:resultaten", Rol.BESTUUR)
    yield blad("kamers:teljaar", Rol.PROJECTCOACH, "vorig jaar", jaar=timezone.localdate().year - 1)
    yield blad("kamers:vergeten", Rol.PROJECTCOACH)
    yield blad("kamers:vergeten", "lege coordinator")
    yield blad("kamers:week", "lege coordinator", **leeg)
    yield blad("kamers:week", Rol.COORDINATOR, "vorige week", maandag=_vorige_maandag())
    for code in ("p2", "p7", "uren"):
        yield blad("kamers:resultaat", Rol.PROJECTCOACH, code, soortcode=code)
    yield blad("kamers:resultaat", "lege coordinator", **leeg)
    yield blad("hulp", "zonder rol")
    yield from (blad(f"kamers:{n}", "lege coordinator", **leeg) for n in FEITEN)
    yield from (blad(f"kamers:{n}", Rol.BESTUUR) for n in ("feiten", "producten", "buurten", "over_de_kamers"))
    yield blad("kamers:levensloop", Rol.PROJECTCOACH, "gezocht", kamer=GEZOCHT)
    yield blad("kamers:status", Rol.PROJECTCOACH, "kaal", kamer=GEZOCHT, naar="kaal")
    yield blad("kamers:document", Rol.PROJECTCOACH)
    for naam in ("verzoeken", "doorverwezen", "klustellingen"):
        yield blad(f"kamers:{naam}", "lege coordinator", **leeg)
    nieuw = "/kamers/cjm/klussen/nieuw/?verzoek="
    yield blad("kamers:alle_bestanden", Rol.PROJECTCOACH)
    for soort in ("activiteiten", "passen", "klussen"):
        yield blad("kamers:gegevens", Rol.COORDINATOR, soort, gegevens=soort)
    yield blad("kamers:alle_gegevens", Rol.PROJECTCOACH, "klussen", gegevens="klussen")
    yield Bladzijde("klus van een verzoek", Rol.COORDINATOR, lambda w: f"{nieuw}{w.rijen['verzoek']}")
    yield Bladzijde("klus die klaar is", Rol.COORDINATOR, lambda w: f"/kamers/cjm/klussen/{w.rijen['klus klaar']}/")
    yield Bladzijde("kamers:dag morgen", Rol.COORDINATOR, lambda w: f"/kamers/cjm/dag/{_morgen().isoformat()}/")
    yield Bladzijde("dag die moet komen", Rol.COORDINATOR, lambda w: f"/kamers/cjm/dag/{w.jaar + 1}-03-03/", 422)


def _facturen(blad) -> Iterator[Bladzijde]:
    """Yield the pages of invoices and payments for the others who work with them."""
    yield blad("financien:kamerfacturen", "lege coordinator", kamer=LEEG)
    yield from (blad("financien:facturen", rol) for rol in (Rol.PROJECTCOACH, Rol.BESTUUR))
    yield from (blad("financien:factuur", rol) for rol in (Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.KASCOMMISSIE))
    yield from (blad("financien:betaling", rol) for rol in (Rol.PROJECTCOACH, Rol.BESTUUR))
    for naam in ("facturen", "btw", "betalingen", "klaarzetten", "verdeling"):
        yield blad(f"financien:{naam}", Rol.PENNINGMEESTER, "2018", jaar=2018)
    klaar = "/financien/boeken/{}/facturen/?klaar"
    yield Bladzijde("facturen die klaar zijn", Rol.PENNINGMEESTER, lambda w: klaar.format(w.jaar))


def _handgeld(blad) -> Iterator[Bladzijde]:
    """Yield the pots and receipts for others, and of a room without anything yet."""
    yield from (blad(f"financien:{n}", "lege coordinator", kamer=LEEG) for n in ("handgeld", "bon_nieuw", "tellingen"))
    yield from (blad("financien:handgeld", rol) for rol in (Rol.ASSISTENT, Rol.PENNINGMEESTER, Rol.KASCOMMISSIE))
    yield from (blad("financien:bon", rol) for rol in (Rol.PENNINGMEESTER, Rol.BESTUUR, Rol.ACCOUNTANT))
    yield from (blad(f"financien:{n}", Rol.KASCOMMISSIE) for n in ("bonnen", "potjes", "terugbetalen"))
    yield Bladzijde("bon goedgekeurd", Rol.COORDINATOR, lambda w: f"/financien/bonnen/{w.rijen['bon goed']}/")
    yield Bladzijde("bonnetjes die klaar zijn", Rol.PENNINGMEESTER, lambda w: "/financien/bonnen/?klaar")
    yield Bladzijde("tablet handgeld", "coordinator op de tablet met code", lambda w: "/kamers/cjm/handgeld/")


def _boeken(blad, leeg_jaar: dict) -> Iterator[Bladzijde]:
    """Yield the pages of files, wages and accruals for others, and in a year with nothing in it."""
    yield from (blad(f"financien:{n}", **leeg_jaar) for n in ("uitvoer", "lonen", "overlopend", "elders"))
    yield from (blad(f"financien:{n}", Rol.KASCOMMISSIE) for n in ("uitvoer", "overlopend", "elders", "invoersoorten"))
    yield blad("financien:lonen", Rol.ACCOUNTANT)
    yield blad("financien:jaar", **leeg_jaar)
    yield blad("financien:maand", **leeg_jaar)
    yield from (blad("financien:maand", Rol.PENNINGMEESTER, f"maand {nummer}", maand=nummer) for nummer in (2, 3, 12))
    yield blad("financien:jaar", Rol.KASCOMMISSIE)
    vorig = timezone.localdate().year - 1
    yield from (blad(f"financien:{n}", Rol.KASCOMMISSIE, "vorig jaar", jaar=vorig) for n in ("jaar", "bestemmen"))
    yield blad("financien:bestemmen", Rol.PENNINGMEESTER, "vorig jaar", jaar=vorig)
    yield from (blad("financien:invoer", Rol.PENNINGMEESTER, wat, blad=wat) for wat in ("balans", "grootboek"))
    yield blad("financien:invoer_bekijk", Rol.PENNINGMEESTER, "fout", sleutel=FOUT_BESTAND)


def _vooruit(blad) -> Iterator[Bladzijde]:
    """Yield budget against realisation in its other states."""
    yield blad("financien:realisatie", Rol.PROJECTCOACH)
    yield blad("financien:realisatie", Rol.KASCOMMISSIE, "2018", jaar=2018)
    kamer = "?kamer=cjm&maand=2"
    yield Bladzijde("realisatie kamer", Rol.PENNINGMEESTER, lambda w: f"/financien/realisatie/{w.jaar}/{kamer}")
    yield blad("financien:uitgaven", Rol.COORDINATOR)
    yield blad("financien:uitgaven", Rol.BESTUUR, "loon", post="m1")
    yield blad("financien:kamergeld", "lege coordinator", kamer=LEEG)
    yield blad("financien:liquiditeit", Rol.PROJECTCOACH)
    yield blad("financien:wat_als", Rol.KASCOMMISSIE, "2018", jaar=2018)
    yield Bladzijde("wat als met een fout", Rol.PENNINGMEESTER, _wat_als)


def _wat_als(wereld: Wereld) -> str:
    return f"/financien/realisatie/{wereld.jaar}/wat-als/?r-{wereld.rijen['bron die geldt']}=veel"


def _vorige_maandag() -> date:
    vandaag = timezone.localdate()
    return vandaag - timedelta(days=vandaag.weekday() + 7)


def _morgen() -> date:
    """Return tomorrow of the moment the page is asked for: a test may have moved the clock."""
    return timezone.localdate() + timedelta(days=1)


def _account() -> Iterator[Bladzijde]:
    for naam in ("login", "signup", "reset_password", "reset_password_done", "reset_password_from_key_done"):
        yield Bladzijde(f"account_{naam}", NIEMAND, lambda w, naam=naam: reverse(f"account_{naam}"))
    for naam in ("logout", "change_password", "reauthenticate"):
        yield Bladzijde(f"account_{naam}", Rol.COORDINATOR, lambda w, naam=naam: reverse(f"account_{naam}"))
    yield Bladzijde("account_reset_password_from_key", NIEMAND, _nieuw_wachtwoord)
    yield Bladzijde(
        "account_reset_password_from_key verlopen",
        NIEMAND,
        lambda w: reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "weg"}),
    )


def _nieuw_wachtwoord(wereld: Wereld) -> str:
    gebruiker = wereld.mensen["tweede factor"]
    delen = {"uidb36": user_pk_to_url_str(gebruiker), "key": default_token_generator.make_token(gebruiker)}
    return reverse("account_reset_password_from_key", kwargs=delen)


def _tweede_factor() -> Iterator[Bladzijde]:
    for naam in ("index", "activate_totp", "list_webauthn", "add_webauthn"):
        yield Bladzijde(f"mfa_{naam}", Rol.PENNINGMEESTER, lambda w, naam=naam: reverse(f"mfa_{naam}"))
    namen = ("index", "deactivate_totp", "view_recovery_codes", "generate_recovery_codes", "list_webauthn")
    for naam in (*namen, "reauthenticate"):
        yield Bladzijde(f"mfa_{naam} aan", "tweede factor", lambda w, naam=naam: reverse(f"mfa_{naam}"))
    for naam in ("remove_webauthn", "edit_webauthn"):
        yield Bladzijde(
            f"mfa_{naam}", "tweede factor", lambda w, naam=naam: reverse(f"mfa_{naam}", args=[w.rijen["sleutel"]])
        )


def _beheer() -> Iterator[Bladzijde]:
    yield Bladzijde("admin:index", Rol.BEHEERDER, lambda w: reverse("admin:index"))
    for model in admin.site._registry:
        naam = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield Bladzijde(f"{naam}_changelist", Rol.BEHEERDER, lambda w, naam=naam: reverse(f"{naam}_changelist"))
        yield Bladzijde(f"{naam}_change", Rol.BEHEERDER, lambda w, naam=naam, model=model: _rij(naam, model))


def _rij(naam: str, model) -> str:
    rij = model._default_manager.order_by("-pk").first()
    return reverse(f"{naam}_change", args=[rij.pk]) if rij else reverse(f"{naam}_changelist")


def _tablet() -> Iterator[Bladzijde]:
    """Yield what the tablet of a room shows: its door, the daily screens before and after the code, and refusals."""
    wie, vrijwilliger = "coordinator op de tablet", "vrijwilliger op de tablet"
    yield Bladzijde("kamers:tablet", "tablet", lambda w: "/tablet/")
    yield Bladzijde("kamers:tablet bezet", wie, lambda w: "/tablet/")
    yield Bladzijde("kamers:tablet ingetrokken", "onbekende tablet", lambda w: "/tablet/", 403)
    yield Bladzijde("kamers:tablet_code", wie, lambda w: "/tablet/code/?naar=/kamers/cjm/klussen/")
    yield Bladzijde("kamers:tablet_verder", f"{wie}, bezig", lambda w: "/tablet/verder/")
    yield Bladzijde("tablet dicht", wie, lambda w: "/kamers/cjm/rooster/", 403)
    yield Bladzijde("tablet vandaag", wie, lambda w: "/kamers/cjm/vandaag/")
    yield Bladzijde("tablet namen", wie, _kaart_op_naam)
    yield Bladzijde("tablet week", wie, lambda w: f"/kamers/cjm/week/{_vorige_maandag().isoformat()}/")
    for naam in ("vandaag", "klussen", "passen"):
        yield Bladzijde(f"tablet {naam} met code", f"{wie} met code", lambda w, pad=naam: f"/kamers/cjm/{pad}/")
    yield Bladzijde("tablet uren", vrijwilliger, lambda w: "/mijn/uren/")
    yield Bladzijde("tablet code vrijwilliger", vrijwilliger, lambda w: "/tablet/code/")


def _kaart_op_naam(wereld: Wereld) -> str:
    dag = (timezone.localdate() - timedelta(days=7)).isoformat()
    return f"/kamers/cjm/dag/{dag}/?noteer={wereld.rijen['les op naam']}:{dag}"


def _mis() -> Iterator[Bladzijde]:
    yield Bladzijde("404", Rol.COORDINATOR, lambda w: "/kamers/bestaat-niet/vandaag/", 404)
    yield Bladzijde("404 niet ingelogd", NIEMAND, lambda w: "/bestaat-niet/", 404)
    yield Bladzijde("403", Rol.VRIJWILLIGER, lambda w: "/kamers/cjm/vandaag/", 403)
    yield Bladzijde("403 zonder rol", "zonder rol", lambda w: "/kamers/cjm/vandaag/", 403)
