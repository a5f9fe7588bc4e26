"""A small committed world for tests that walk along all pages: the demonstration, and what it lacks."""

import time
from dataclasses import dataclass, field
from datetime import time as clock
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.test import Client
from django.utils import timezone

from buurtwerkkamer import rust
from buurtwerkkamer.models import Gebruiker, Versie
from buurtwerkkamer.rollen import Rol
from financien.models import Bankregel, Boekstuk, Financieringsbron, Kascontrole
from kamers.models import Aanstelling, Buurtcijfer, Kamer, Klus, Roosterplek, Sluiting, Tablet, Verzoek
from kamers.resources.kolommen import Omgeving
from kamers.resources.verwerken import leg_klaar
from kamers.services.agendalinks import maak_link
from kamers.services.tablets import meld_aan as meld_tablet_aan
from rapportage.demo.vullen import vul_demo
from rapportage.models import Rapport
from tests.fabriek import (
    WACHTWOORD,
    maak_activiteit,
    maak_bijeenkomst,
    maak_gebruiker,
    maak_inzet,
    maak_kamer,
    maak_partner,
    maak_persoon,
    maak_tablet,
    maak_vrijwilliger,
)
from tests.rapportage.editiefabriek import maak_editie
from tests.reis import wereldgeld
from vrijwilligers.models import Vrijwilliger

LEEG = "nieuwe-kamer"
GEZOCHT = "gezochte-kamer"
TABLETCODE = "5829"
WEEK = timedelta(days=7)


@dataclass
class Wereld:
    """Who can log in, by role or by what is special about them, and rows that an address may name."""

    mensen: dict[str, Gebruiker]
    jaar: int
    verslagjaar: int
    rijen: dict[str, int | str | UUID] = field(default_factory=dict)
    koekjes: dict[str, dict[str, str]] = field(default_factory=dict)  # of who logged in already

    def koekje(self, wie: str) -> str:
        """Return the session key of someone who logged in with a password.

        The session says that this was tomorrow, so that it does not lie still while a test walks along all pages.
        """
        client = Client()
        client.force_login(self.mensen[wie])
        sessie, morgen = client.session, time.time() + 24 * 3600
        sessie[rust.SLEUTEL] = morgen
        sessie["account_authentication_methods"] = [{"method": "password", "at": morgen, "reauthenticated": True}]
        sessie["account_authentication_methods_user"] = str(self.mensen[wie].pk)
        sessie.save()
        return sessie.session_key

    def koekjes_van(self, wie: str) -> dict[str, str]:
        """Return the cookies of someone: of who logged in, or of a browser that is the tablet of a room."""
        if "tablet" not in wie:
            return {"sessionid": self.koekje(wie)} if wie else {}
        return koekjes_van_tablet(wie, self.mensen)


def koekjes_van_tablet(wie: str, mensen: dict[str, Gebruiker]) -> dict[str, str]:
    """Let a browser be a new tablet of the first room; tap on the name of the role in ``wie``, perhaps do more there.

    The session says that it was used tomorrow, so that it does not lie still while a test walks along all pages.
    """
    if "onbekende" in wie:
        return {"tablet": "ingetrokken"}
    kamer = Kamer.objects.get(code="cjm")
    client, vast = Client(), {"kamer": kamer, "gebruiker": mensen[Rol.COORDINATOR]}
    client.cookies["tablet"] = meld_tablet_aan(naam=f"tablet {Tablet.objects.count()}", **vast)
    naam = next((rol for rol in (Rol.COORDINATOR, Rol.VRIJWILLIGER) if rol in wie), None)
    if naam:
        client.post("/tablet/kies/", {"wie": mensen[naam].pk})
    if "bezig" in wie:
        client.post("/kamers/cjm/verzoeken/", {"tekst": "Belt terug"})
    if "code" in wie:
        client.post("/tablet/code/", {"code": TABLETCODE})
    sessie = client.session
    if naam:
        sessie["tablet"] = {**sessie["tablet"], "op": time.time() + 24 * 3600}
        sessie.save()
    return {naam: koekje.value for naam, koekje in client.cookies.items() if naam in ("tablet", "sessionid")}


def maak_wereld(*, kamers=4, jaren=2) -> Wereld:
    """Fill an empty database: years, two editions, a room and people without anything yet."""
    vandaag = timezone.localdate()
    verslagjaar = vandaag.year - jaren + 1
    vul_demo(kamers=kamers, jaren=jaren, tot=vandaag)
    rol_van = Aanstelling.objects.select_related("gebruiker").order_by("-pk")
    mensen = {str(plek.rol): plek.gebruiker for plek in rol_van}
    mensen[Rol.COORDINATOR].code = make_password(TABLETCODE)
    mensen[Rol.COORDINATOR].save(update_fields=["code"])
    _edities(mensen[Rol.PENNINGMEESTER], verslagjaar)
    mensen |= _lege_mensen() | _beveiligd()
    rijen = _rijen(Kamer.objects.get(code="cjm"), mensen[Rol.VRIJWILLIGER], vandaag)
    rijen |= wereldgeld.bonnen(Kamer.objects.get(code="cjm"), mensen)
    rijen |= wereldgeld.overdracht(Kamer.objects.get(code="cjm"), mensen[Rol.COORDINATOR], mensen[Rol.PENNINGMEESTER])
    rijen |= wereldgeld.toekenningen(mensen[Rol.PENNINGMEESTER], Kamer.objects.get(code="cjm"), vandaag.year)
    rijen |= _invoer(mensen[Rol.COORDINATOR], Kamer.objects.get(code="cjm"))
    rijen |= wereldgeld.boekbestanden(mensen[Rol.PENNINGMEESTER], vandaag.year)
    rijen["controlecode"] = Rapport.objects.latest("pk").momentopname.sha256[:12]
    return Wereld(mensen, vandaag.year, verslagjaar, rijen)


def _invoer(coordinator: Gebruiker, kamer: Kamer) -> dict[str, UUID]:
    """Keep two files that wait for a confirmation: one with something new and changed, one with mistakes."""
    klus = kamer.klussen.filter(status=Klus.Status.GEPLAND).latest("pk")
    dag = f"{klus.gevraagd_op:%d-%m-%Y}"
    goed = f"nummer;wat;gevraagd op;afspraak\n;Lamp ophangen;{dag};\n{klus.pk};Kraan;{dag};{dag}\n"
    fout = f"kamer;wat;gevraagd op\ncjm;Lamp;gisteren\nhier;;{dag}\n"
    vast = {"soort": "klussen", "naam": "klussen.csv"}
    hier, overal = (Omgeving(coordinator, (kamer,), timezone.localdate(), waar) for waar in (kamer, None))
    een = leg_klaar(sleutel=UUID(int=41), kamer=kamer, inhoud=goed.encode(), omgeving=hier, **vast)
    ander = leg_klaar(sleutel=UUID(int=42), kamer=None, inhoud=fout.encode(), omgeving=overal, **vast)
    return {"invoer": een.pk, "alle_invoer": ander.pk}


def _edities(penningmeester: Gebruiker, jaar: int) -> None:
    maak_editie(Versie.objects.geldend(jaar), penningmeester)
    maak_editie(Versie.objects.aanbod(2018), penningmeester, soort=Rapport.Soort.AANBOD)


def _lege_mensen() -> dict[str, Gebruiker]:
    """Make a room where nothing happened yet, and people for whom there is nothing yet."""
    kamer = maak_kamer(LEEG, naam="Nieuwe Kamer", afkorting="NK")
    maak_kamer(GEZOCHT, naam="Gezochte Kamer", afkorting="GK", status=Kamer.Status.GEZOCHT)
    nieuwkomer = maak_gebruiker("Nora", Rol.VRIJWILLIGER, kamer=kamer)
    maak_vrijwilliger("Nora", kamer, gebruiker=nieuwkomer)
    partner = maak_partner("nieuw-fonds", "Nieuw Fonds")
    return {
        "lege coordinator": maak_gebruiker("Leo", Rol.COORDINATOR, kamer=kamer),
        "lege vrijwilliger": nieuwkomer,
        "lege financier": maak_gebruiker("Finn", Rol.FINANCIER, partner=partner),
        "zonder rol": Gebruiker.objects.create_user("zonder@voorbeeld.invalid", None, naam="Zonder"),
    }


def _beveiligd() -> dict[str, Gebruiker]:
    """Make someone with an app, codes and a key, and someone with only an app who logs in with a password."""
    gebruiker = maak_gebruiker("Mia", Rol.PROJECTCOACH)
    met_app = maak_gebruiker("Abel", Rol.PROJECTCOACH)
    met_app.password = PBKDF2PasswordHasher().encode(WACHTWOORD, "zout", iterations=1000)  # as the served site reads it
    met_app.save(update_fields=["password"])
    TOTP.activate(met_app, generate_totp_secret())
    TOTP.activate(gebruiker, generate_totp_secret())
    RecoveryCodes.activate(gebruiker)
    sleutel = {"name": "Mijn sleutel", "credential": {}, "passwordless": False}
    Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.WEBAUTHN, data=sleutel)
    return {"tweede factor": gebruiker, "met app": met_app}


def _rijen(kamer: Kamer, vrijwilliger: Gebruiker, vandaag) -> dict[str, int]:
    """Add an open activity today and hours of yesterday that wait, and return the rows that addresses name."""
    persoon = vrijwilliger.vrijwilliger.persoon
    les = maak_activiteit(kamer, "Open les van vandaag", weekdag=vandaag.weekday(), van=vandaag)
    plek = Roosterplek.objects.create(activiteit=les, persoon=persoon, uren=2, van=vandaag)
    gisteren = maak_activiteit(kamer, "Les van gisteren", weekdag=(vandaag.weekday() - 1) % 7)
    maak_inzet(persoon, maak_bijeenkomst(gisteren, vandaag - timedelta(days=1), nieuw=2))
    ander = Vrijwilliger.objects.filter(persoon__kamers=kamer, gestopt_op=None).exclude(persoon=persoon).earliest("pk")
    maak_inzet(ander.persoon, maak_bijeenkomst(les, vandaag - timedelta(days=7), nieuw=1), gemeld_uren=3)
    morgen = vandaag + timedelta(days=1)
    later = maak_activiteit(kamer, "Les van morgen", weekdag=morgen.weekday(), van=vandaag)
    leeg = {"kwamen_al": None, "nieuw": None, "status": "verplaatst"}
    maak_bijeenkomst(later, morgen, begin=clock(16), eind=clock(17), **leeg)
    maak_link(kamer=kamer)
    kerst = dict.fromkeys(("van", "tot"), vandaag + timedelta(days=30))
    verzoeken = [
        Verzoek.objects.create(kamer=kamer, tekst=tekst, binnen_op=timezone.now() - timedelta(days=dagen))
        for tekst, dagen in (("Kraan lekt in Gein", 9), ("Belt morgen terug", 0))
    ]
    Verzoek.objects.create(kamer=kamer, tekst="Kan niet komen", werd="afmelding", afgehandeld_op=vandaag)
    bronnen = Financieringsbron.objects.filter(versie=Versie.objects.laatste(vandaag.year))
    op_naam = maak_activiteit(kamer, "Les op naam", weekdag=vandaag.weekday(), van=vandaag - WEEK, telwijze="namen")
    pas = maak_persoon("Rosa", kamer, pasnummer="1004", sinds=vandaag - WEEK)
    maak_bijeenkomst(op_naam, vandaag - WEEK, namen=[pas])
    maak_tablet(kamer, vrijwilliger)
    return {
        **_feiten(kamer, morgen),
        **wereldgeld.facturen(),
        "les op naam": op_naam.pk,
        "pas": pas.pk,
        "activiteit": les.pk,
        "sluiting": Sluiting.objects.create(kamer=kamer, soort="dicht", naam="Dag van de demonstratie", **kerst).pk,
        "plek": plek.pk,
        "verzoek": verzoeken[0].pk,
        "klus": Klus.objects.filter(kamer=kamer, status=Klus.Status.GEPLAND).latest("pk").pk,
        "klus klaar": Klus.objects.filter(kamer=kamer, status=Klus.Status.KLAAR).latest("gedaan_op").pk,
        "vrijwilliger": ander.pk,
        "bron": bronnen.earliest("pk").pk,
        "bron die geldt": Versie.objects.om_mee_te_vergelijken(vandaag.year).financieringsbronnen.earliest("pk").pk,
        "versie": Versie.objects.laatste(vandaag.year).volgnummer,
        "bankregel": Bankregel.objects.open().latest("pk").pk,
        "bankregel geboekt": Bankregel.objects.geboekt().latest("pk").pk,
        "boekstuk": Boekstuk.objects.filter(dagboek="inkoop").latest("datum", "pk").pk,
        "controle": Kascontrole.objects.latest("van").pk,
        "sleutel": Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk,
    }


def _feiten(kamer: Kamer, morgen) -> dict[str, int]:
    """Return rows of the facts of a room, with a document whose first day has yet to come."""
    document = kamer.documenten.filter(soort="taak").get()
    vast = {"soort": document.soort, "titel": document.titel, "geldig_vanaf": morgen, "tekst": "Je zet thee."}
    cijfer = Buurtcijfer.objects.earliest("pk")
    return {
        "stuk": kamer.inventaris.filter(weg_op=None).earliest("pk").pk,
        "moment": kamer.gebeurtenissen.earliest("pk").pk,
        "document": document.pk,
        "document van later": kamer.documenten.create(**vast).pk,
        "buurt": cijfer.buurt_id,
        "cijfer": cijfer.pk,
    }
