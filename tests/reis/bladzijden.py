"""All pages of the house, read off the URLconf: a new address is a page here the moment it exists."""

from collections.abc import Iterator
from datetime import date, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from buurtwerkkamer.rollen import RECHTEN, Rol
from tests.reis import bladzijden_geld
from tests.reis.adressen import ALLEEN_POST, BESTANDEN, DELEN, DOORVERWIJZINGEN, OP_DE_TABLET, Bladzijde, adres
from tests.reis.wereld import GEZOCHT, LEEG, Wereld
from tests.toegangwereld import adressen

NIEMAND = ""
VOLGORDE = (Rol.COORDINATOR, Rol.VRIJWILLIGER, Rol.PENNINGMEESTER, Rol.PROJECTCOACH, Rol.FINANCIER, Rol.BEHEERDER)
VOLGORDE += (Rol.KASCOMMISSIE, Rol.BESTUUR)
FEITEN = ("feiten", "kamerproducten", "inventaris", "tijdlijn", "documenten", "levensloop")


def bladzijden() -> list[Bladzijde]:
    """Return all pages: the own addresses, what else they can show, the account, the admin, and what goes wrong."""
    return [
        *_eigen(),
        *_anders(),
        *_account(),
        *_tweede_factor(),
        *_beheer(),
        *_tablet(),
        *_mis(),
        *_controle(),
        *_papier(),
        *_controlecode(),
    ]


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


def _controle() -> Iterator[Bladzijde]:
    """Yield the check as the kascommissie sees it: with the buttons to judge and to begin."""
    routes = {naam: route for naam, route, _view in adressen()}
    for naam in (f"financien:{naam}" for naam in ("controles", "controle", "controlestuk")):
        yield Bladzijde(f"{naam} {Rol.KASCOMMISSIE}", Rol.KASCOMMISSIE, adres(naam, routes[naam]))


def _papier() -> Iterator[Bladzijde]:
    """Yield a grant without instalments with its requests, and an assignment with its signatures."""
    for waar, rij in (("toekenningen", "toekenning los"), ("opdrachten", "opdracht getekend")):
        yield Bladzijde(rij, Rol.PENNINGMEESTER, lambda w, w_=waar, r=rij: f"/financien/financiers/{w_}/{w.rijen[r]}/")


def _controlecode() -> Iterator[Bladzijde]:
    """Yield what the public page says of a check code."""
    for wat, code, status in (("onbekend", "a1b2c3d4e5f6", 200), ("fout", "a1b2", 422)):
        yield Bladzijde(f"rapportage:controleer {wat}", NIEMAND, lambda _w, c=code: f"/controleer/?code={c}", status)
    yield Bladzijde("rapportage:controleer gevonden", NIEMAND, lambda w: f"/controleer/?code={w.rijen['controlecode']}")


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
    yield from bladzijden_geld.facturen(blad)
    yield blad("financien:bank", Rol.BESTUUR)
    yield blad("financien:bank", Rol.KASCOMMISSIE)
    yield blad("financien:bank_geboekt", Rol.KASCOMMISSIE)
    klaar = "bankregel geboekt"
    yield Bladzijde(klaar, Rol.PENNINGMEESTER, lambda w: f"/financien/bank/bankregels/{w.rijen[klaar]}/")
    yield from bladzijden_geld.boeken(blad, leeg_jaar)
    yield from bladzijden_geld.vooruit(blad)
    yield from bladzijden_geld.handgeld(blad)
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
    yield Bladzijde("kamers:tablet_verder", f"{wie}, bezig, na de code", lambda w: "/tablet/verder/")
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
