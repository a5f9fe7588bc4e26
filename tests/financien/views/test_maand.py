"""The page of the month: who may, what it leads to, and closing from it."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from buurtwerkkamer.panelen import menu_van
from buurtwerkkamer.rollen import Rol
from financien.models import Kastelling, Maandafsluiting
from financien.services.handgeld.oordeel import keur_goed
from tests.fabriek import maak_gebruiker, maak_kamer, maak_versie
from tests.financien.bankfabriek import blad, lees_blad, zin
from tests.financien.boekfabriek import begin_boeken
from tests.financien.handgeldfabriek import maak_bon, voorschieter, vul_potje
from tests.financien.maandfabriek import FEBRUARI, begin_maand, lees_bank, sluit, telling

pytestmark = pytest.mark.django_db
NU, FEB, MRT = "/financien/maand/", "/financien/maand/2026-02/", "/financien/maand/2026-03/"
SLUIT = f"{FEB}afsluiten/"
TOEN = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def dag(db, time_machine):
    time_machine.move_to("2026-03-10 13:00", tick=False)


@pytest.fixture
def penning(client, chandra, casa):
    begin_maand(chandra)
    vul_potje(chandra, casa, kas="50.00", rekening="100.00", datum=date(2026, 2, 3))
    client.force_login(chandra)
    return client


@pytest.fixture
def geteld(penning, casa, amina):
    """The one pot was counted, so that nothing is in the way."""
    telling(casa, amina, "50.00")


def tekst(antwoord) -> str:
    return " ".join(antwoord.content.decode().replace("\xa0", " ").split())


def volgende(antwoord) -> list[str]:
    """Return the filled buttons of the page."""
    return re.findall(r'<a class="knop hoofd" href="([^"]+)"', antwoord.content.decode())


def test_de_penningmeester_begint_bij_de_eerste_open_maand(penning):
    antwoord = penning.get("/", follow=True)

    assert [adres for adres, _code in antwoord.redirect_chain][-2:] == [NU, FEB]
    assert "<h1>Februari 2026</h1>" in tekst(antwoord)
    assert volgende(antwoord) == [reverse("financien:bank") + "#id_bestand"]


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.PENNINGMEESTER])
def test_alleen_de_penningmeester_mag_erbij(client, casa, eigen_haard, rol):
    wie = maak_gebruiker(
        "Wie",
        rol,
        kamer=casa if rol in (Rol.COORDINATOR, Rol.ASSISTENT, Rol.VRIJWILLIGER) else None,
        partner=eigen_haard if rol == Rol.FINANCIER else None,
    )
    client.force_login(wie)

    assert [client.get(adres).status_code for adres in (NU, FEB, SLUIT)] == [403] * 3
    assert client.post(SLUIT, {"sleutel": uuid4()}).status_code == 403
    assert "financien:maand_nu" not in [regel.urlnaam for regel in menu_van(wie)]


def test_het_menu_noemt_de_maand_eerst_en_ook_bij_bank_en_bonnen(chandra):
    assert menu_van(chandra)[0].urlnaam == "financien:maand_nu"
    for pad in (FEB, "/financien/bank/geboekt/", "/financien/bonnen/7/", "/financien/handgeld/"):
        assert [regel.urlnaam for regel in menu_van(chandra, pad) if regel.actief] == ["financien:maand_nu"], pad
    assert [regel.urlnaam for regel in menu_van(chandra, "/controle/") if regel.actief] == ["financien:boeken"]


@pytest.mark.parametrize("adres", ["2026-00", "2026-13", "2026-2", "1999-02", "2031-02"])
def test_een_maand_of_jaar_dat_niet_bestaat_is_er_niet(penning, adres):
    assert penning.get(f"/financien/maand/{adres}/").status_code == 404
    assert penning.get(f"/financien/maand/{adres}/afsluiten/").status_code == 404


def test_elke_stap_heeft_een_zin_en_een_adres_en_er_is_een_gevulde_knop(penning, chandra, casa, amina):
    lees_bank(chandra, "-10.00", "-5.00")
    maak_bon(casa, amina, "12.50", datum=TOEN)

    antwoord = penning.get(FEB)

    pagina = tekst(antwoord)
    for zin_ in ("2 regels nog te boeken", "1 bonnetje wacht op jou", "0 van 1 kamer geteld", "Kan na het tellen"):
        assert zin_ in pagina
    assert volgende(antwoord) == [reverse("financien:bank")]
    assert pagina.count('aria-current="step"') == 1
    assert pagina.count("data-focus") == 1


def test_de_tabel_zegt_wat_er_was_wie_telde_en_wat_erbij_kan(penning, chandra, casa, amina):
    maak_bon(casa, amina, "12.50", datum=TOEN)
    telling(casa, amina, "37.00", uitleg="Wisselgeld")

    rij = tekst(penning.get(FEB)).split("<tbody>")[1].split("</tbody>")[0]

    cellen = re.findall(r"</span>(?:<b>)?([\d.,−]+)(?:</b>)?(?:</td>|<small>)", rij)
    assert cellen == ["0,00", "150,00", "12,50", "0,00", "137,50", "113,00"]
    assert "€ −0,50" in rij
    assert "<small>10 mrt</small>" in rij


def test_een_vreemde_of_oefenkamer_staat_er_niet_en_een_gesloten_kamer_van_eerder_ook_niet(penning, casa):
    maak_kamer("oefen", naam="Oefenkamer", oefenkamer=True)
    maak_kamer("weg", naam="Oude Kamer", status="gesloten", gesloten_op=date(2025, 6, 30))

    pagina = tekst(penning.get(FEB))

    assert casa.naam in pagina
    assert "Oefenkamer" not in pagina
    assert "Oude Kamer" not in pagina
    assert penning.get("/financien/handgeld/oefen/niet-geteld/2026-02/").status_code == 404


def test_niet_geteld_noteren_geldt_voor_de_maand_die_op_het_scherm_stond(penning, chandra, time_machine):
    time_machine.move_to("2026-03-20 13:00", tick=False)  # a count of today would be about March
    penning.force_login(chandra)
    adres = "/financien/handgeld/cjm/niet-geteld/2026-02/"
    assert adres in tekst(penning.get(FEB))

    antwoord = penning.post(adres, {"sleutel": uuid4(), "reden": "Op reis"}, follow=True)

    rij = Kastelling.objects.get()
    assert (rij.maand, rij.soort, rij.uitleg) == (FEBRUARI, "niet", "Op reis")
    assert antwoord.redirect_chain[-1][0] == FEB
    assert "1 niet geteld, met reden" in tekst(antwoord)
    assert penning.get("/financien/handgeld/cjm/niet-geteld/2026-04/").status_code == 404


def test_afsluiten_vraagt_het_nog_een_keer_en_daarna_is_de_volgende_maand_aan_de_beurt(penning, chandra, geteld):
    vraag = penning.get(SLUIT)
    assert "Sluit februari af" in tekst(vraag)
    assert not Maandafsluiting.objects.filter(maand=2).exists()

    antwoord = penning.post(SLUIT, {"sleutel": uuid4()}, follow=True)

    rij = Maandafsluiting.objects.get(maand=2)
    assert (rij.door, rij.jaar.jaar) == (chandra, 2026)
    assert "De afsluiting van februari 2026 staat vast." in tekst(antwoord)
    assert volgende(antwoord) == [MRT]
    assert "Deze maand is al afgesloten." in tekst(penning.get(SLUIT))
    assert penning.get(NU).url == MRT


def test_dezelfde_knop_twee_keer_is_een_afsluiting(penning, geteld):
    sleutel = uuid4()
    for _keer in range(2):
        assert penning.post(SLUIT, {"sleutel": sleutel}).status_code == 302

    assert Maandafsluiting.objects.filter(maand=2).count() == 1


def test_boekte_iemand_intussen_iets_dan_zegt_de_bladzijde_dat_en_vraagt_waarom(penning, chandra, geteld):
    assert "Waarom sluit je toch af?" not in tekst(penning.get(SLUIT))
    lees_blad(chandra, blad(zin("-1.00", datum=TOEN)))  # after the page was shown

    antwoord = penning.post(SLUIT, {"sleutel": uuid4()})

    assert antwoord.status_code == 422
    lijst = tekst(antwoord).split('class="foutlijst"')[1].split("</div>")[0]
    assert '<a href="#id_reden">Schrijf op waarom je toch afsluit.</a>' in lijst
    assert 'aria-invalid="true"' in tekst(antwoord).split('name="reden"')[1].split(">")[0]
    assert tekst(antwoord).count("1 bankregel is nog niet geboekt.") == 1
    assert not Maandafsluiting.objects.filter(maand=2).exists()
    met = penning.post(SLUIT, {"sleutel": uuid4(), "reden": "Bank zoekt het uit"}, follow=True)
    assert "Bank zoekt het uit" in tekst(met)


def test_de_punten_van_de_stap_zijn_wat_om_een_reden_vraagt_en_niet_wat_je_moet_weten(
    penning, chandra, casa, amina, geteld
):
    lees_blad(chandra, blad(zin("-1.00", datum=TOEN)))
    keur_goed(
        maak_bon(casa, amina, "8", betaald_uit="eigen", voorschieter=voorschieter(casa, amina), datum=TOEN),
        gebruiker=chandra,
    )

    stap, blad_ = tekst(penning.get(FEB)), tekst(penning.get(SLUIT))

    assert "Nog 1 punt open: je schrijft op waarom" in stap
    delen = blad_.split("Dit is nog niet klaar:")[1].split("Dit hoef je alleen te weten:")
    assert [deel.split("</ul>")[0].count("<li>") for deel in delen] == [1, 1]
    assert "1 bankregel is nog niet geboekt." in delen[0]


def test_sloot_een_ander_de_maand_intussen_dan_zegt_de_bladzijde_dat(penning, chandra, geteld):
    sluit(chandra, 2)

    antwoord = penning.post(SLUIT, {"sleutel": uuid4()})

    assert (antwoord.status_code, "Deze maand is al afgesloten." in tekst(antwoord)) == (422, True)


def test_wat_eerst_moet_geeft_geen_knop(penning):
    antwoord = penning.get(f"{MRT}afsluiten/")

    assert "Maart 2026 is nog niet voorbij." in tekst(antwoord)
    assert "Sluit eerst februari 2026 af." in tekst(antwoord)
    assert '<button class="knop hoofd"' not in antwoord.content.decode()
    assert penning.post(f"{MRT}afsluiten/", {"sleutel": uuid4()}).status_code == 422
    assert Maandafsluiting.objects.filter(maand=3).count() == 0


def test_een_formulier_zonder_sleutel_sluit_niets_en_zegt_dat(penning):
    antwoord = penning.post(SLUIT, {})

    assert (antwoord.status_code, "Er is niets afgesloten. Probeer het opnieuw." in tekst(antwoord)) == (422, True)


def test_een_jaar_elders_en_een_maand_die_moet_komen_hebben_een_weg_verder(penning, client):
    antwoord = penning.get("/financien/maand/2026-09/")

    assert "September 2026 moet nog komen." in tekst(antwoord)
    assert volgende(antwoord) == [FEB]


def test_wie_in_het_najaar_volgend_jaar_begint_gaat_van_de_maand_naar_die_begroting(client, chandra, time_machine):
    time_machine.move_to("2026-11-10 13:00", tick=False)
    maak_versie(2027)
    client.force_login(chandra)

    antwoord = client.get(NU, follow=True)

    assert "<p>De boeken beginnen in 2027.</p>" in tekst(antwoord)
    assert volgende(antwoord) == ["/financien/begroting/2027/"]
    assert client.get("/financien/begroting/2027/").status_code == 200


def test_januari_van_het_eerste_jaar_noemt_de_beginbalans_en_sluit_zonder_reden(
    client, chandra, casa, django_assert_max_num_queries
):
    begin_boeken(2026)
    client.force_login(chandra)
    link = '<a href="/financien/boeken/2026/beginbalans/">De beginbalans is nog niet geboekt.</a>'
    jan = "/financien/maand/2026-01/"
    assert f"Dit is nog niet klaar: {link}" in tekst(client.get(jan))
    vraag = tekst(client.get(f"{jan}afsluiten/"))
    assert f'Dit hoef je alleen te weten:</p><ul class="hindernissen"><li>{link}</li></ul>' in vraag
    assert "Waarom sluit je toch af?" not in vraag
    with django_assert_max_num_queries(10):
        client.get(jan)

    client.post(f"{jan}afsluiten/", {"sleutel": uuid4()})

    assert Maandafsluiting.objects.get().maand == 1
    assert "beginbalans" not in tekst(client.get(FEB))


def test_de_twaalf_maanden_staan_erboven_en_andere_jaren_ook(penning):
    begin_boeken(2025)
    pagina = penning.get(FEB).content.decode()
    strook = pagina.split("maandstrook")[1].split("</nav>")[0]

    assert re.findall(r'href="([^"]+)"', strook) == [f"/financien/maand/2026-{m:02}/" for m in range(1, 13)]
    assert strook.count("afgesloten:") == 1
    assert strook.split('aria-current="page"')[0].count("<li>") == 2
    assert 'href="/financien/maand/2025-02/"' in pagina


def test_evenveel_vragen_bij_vier_en_bij_veertig_kamers(penning, chandra, casa, amina, django_assert_max_num_queries):
    lees_bank(chandra, "-10.00")
    maak_bon(casa, amina, "1.00", datum=TOEN)
    penning.get(FEB)  # the first page also notes that someone is here
    with django_assert_max_num_queries(10) as vier:
        penning.get(FEB)
    for nummer in range(40):
        kamer = maak_kamer(f"k{nummer}", naam=f"Kamer {nummer}", afkorting="K")
        begin_boeken(2026)
        vul_potje(chandra, kamer, kas="10.00", datum=TOEN)
    with django_assert_max_num_queries(10) as veertig:
        penning.get(FEB)

    assert len(veertig) == len(vier)
    sluit(chandra, 2, reden="Toets")
    with django_assert_max_num_queries(10):
        penning.get(FEB)
