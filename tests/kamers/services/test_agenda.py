"""The calendar that a phone reads: moved, cancelled and closing days, summer time, and nobody's name."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from kamers.models import Agendalink, Bijeenkomst, Openingstijd, Sluiting
from kamers.services.agenda import agenda, diensten, tijdzone
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, zet_op_rooster
from tests.kamers.klusfabriek import maak_geplande_klus

EEN_DECEMBER = DINSDAG + WEEK
LEEG = {"kwamen_al": None, "nieuw": None}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def keren(link, vandaag=DINSDAG) -> dict:
    """Read a calendar back: events by UID."""
    boek = Calendar.from_ical(agenda(link, vandaag))
    return {str(keer["UID"]): keer for keer in boek.walk("VEVENT")}


def van_kamer(kamer) -> Agendalink:
    return Agendalink(kamer=kamer, geheim="x")


def uid(les, dag) -> str:
    return f"keer-{les.pk}-{dag.isoformat()}@buurtwerkkamer"


def test_de_agenda_gaat_dertig_dagen_terug_en_honderdtachtig_vooruit(casa):
    les = maak_activiteit(casa)

    dagen = sorted(keer["DTSTART"].dt.date() for keer in keren(van_kamer(casa)).values())

    assert (dagen[0], dagen[-1]) == (date(2026, 10, 27), date(2027, 5, 18))
    assert len(dagen) == 30
    assert uid(les, EEN_DECEMBER) in keren(van_kamer(casa))


def test_wat_verplaatst_is_houdt_zijn_nummer_en_staat_op_de_nieuwe_dag(casa):
    les = maak_activiteit(casa)
    rij = maak_bijeenkomst(les, EEN_DECEMBER, status="verplaatst", begin=time(14), eind=time(15), versie=3, **LEEG)
    Bijeenkomst.objects.filter(pk=rij.pk).update(dag=date(2026, 12, 3))

    keer = keren(van_kamer(casa))[uid(les, EEN_DECEMBER)]

    assert keer["DTSTART"].dt == datetime(2026, 12, 3, 14, tzinfo=AMSTERDAM)
    assert (keer["DTEND"].dt.hour, keer["SEQUENCE"]) == (15, 3)


def test_wat_niet_doorgaat_zegt_dat(casa):
    les = maak_activiteit(casa)
    maak_bijeenkomst(les, EEN_DECEMBER, status="vervallen", reden="ziek", **LEEG)

    keer = keren(van_kamer(casa))[uid(les, EEN_DECEMBER)]

    assert (keer["STATUS"], str(keer["SUMMARY"])) == ("CANCELLED", "Gaat niet door: Conversatieles Nederlands")
    assert b"ziek" not in agenda(van_kamer(casa), DINSDAG)


def test_op_een_vrije_dag_staat_waarom_er_niets_is(casa):
    les = maak_activiteit(casa)
    vrij = Sluiting.objects.create(soort="dicht", naam="Schoonmaak", van=EEN_DECEMBER, tot=EEN_DECEMBER)

    gevonden = keren(van_kamer(casa))

    assert uid(les, EEN_DECEMBER) not in gevonden
    dag = gevonden[f"vrij-{vrij.pk}@buurtwerkkamer"]
    assert (str(dag["SUMMARY"]), dag["DTSTART"].dt, dag["DTEND"].dt) == (
        "Dicht: Schoonmaak",
        EEN_DECEMBER,
        EEN_DECEMBER + timedelta(days=1),
    )


def test_na_de_zomertijd_is_tien_uur_nog_steeds_tien_uur(casa):
    les = maak_activiteit(casa)
    gevonden = keren(van_kamer(casa), date(2027, 3, 1))

    uren = {
        dag: gevonden[uid(les, dag)]["DTSTART"].dt.astimezone(ZoneInfo("UTC")).hour
        for dag in (date(2027, 3, 23), date(2027, 3, 30))
    }

    assert uren == {date(2027, 3, 23): 9, date(2027, 3, 30): 8}


def test_de_klok_van_amsterdam_staat_erin_met_haar_regel(casa):
    maak_activiteit(casa)

    tekst = agenda(van_kamer(casa), DINSDAG).decode()

    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam" in tekst
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in tekst
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in tekst
    assert "DTSTART;TZID=Europe/Amsterdam:20261201T100000" in tekst
    zomer = tijdzone().to_tz()
    voor, na = datetime(2027, 3, 28, 1, 59, tzinfo=zomer), datetime(2027, 3, 28, 3, 1, tzinfo=zomer)
    assert [moment.utcoffset() for moment in (voor, na)] == [timedelta(hours=1), timedelta(hours=2)]


def test_een_vrijwilliger_ziet_alleen_eigen_diensten_zolang_die_duren(casa):
    les, ander = maak_activiteit(casa), maak_activiteit(casa, naam="Breiclub", weekdag=2)
    fatima, kofi = (maak_vrijwilliger(naam, casa).persoon for naam in ("Fatima", "Kofi"))
    plek = zet_op_rooster(les, fatima)
    plek.tot = EEN_DECEMBER
    plek.save()
    zet_op_rooster(ander, kofi)

    assert [keer.dag for keer in diensten(fatima, DINSDAG, DINSDAG + 5 * WEEK)] == [DINSDAG, EEN_DECEMBER]
    tekst = agenda(Agendalink(persoon=fatima, geheim="x"), DINSDAG).decode()
    assert "Breiclub" not in tekst
    assert "Fatima" not in tekst
    assert "Kofi" not in tekst


def test_wie_nergens_op_staat_heeft_een_lege_agenda(casa):
    nora = maak_vrijwilliger("Nora", casa).persoon

    assert keren(Agendalink(persoon=nora, geheim="x")) == {}


def test_dezelfde_planning_geeft_dezelfde_bytes(casa):
    maak_activiteit(casa)

    assert agenda(van_kamer(casa), DINSDAG) == agenda(van_kamer(casa), DINSDAG)


def test_elk_nummer_komt_een_keer_voor(casa):
    for weekdag in range(5):
        maak_activiteit(casa, weekdag=weekdag)

    boek = Calendar.from_ical(agenda(van_kamer(casa), DINSDAG))

    nummers = [str(keer["UID"]) for keer in boek.walk("VEVENT")]
    assert len(nummers) == len(set(nummers)) == 150


def test_de_openingstijden_staan_in_de_uitleg_van_de_agenda(casa):
    for begin, eind in ((time(9), time(12)), (time(13), time(17))):
        Openingstijd.objects.create(kamer=casa, weekdag=0, begin=begin, eind=eind, van=date(2026, 1, 1))

    boek = Calendar.from_ical(agenda(van_kamer(casa), DINSDAG))

    assert str(boek["X-WR-CALDESC"]) == "Open: maandag 09:00–12:00 en 13:00–17:00"


def test_wie_van_het_rooster_ging_doet_nog_wel_de_les_die_van_zijn_dag_verplaatst_is(casa):
    les, ronald = maak_activiteit(casa), maak_vrijwilliger("Ronald", casa).persoon
    plek = zet_op_rooster(les, ronald)
    type(plek).objects.filter(pk=plek.pk).update(tot=DINSDAG - WEEK)
    rij = maak_bijeenkomst(les, DINSDAG - WEEK, status="verplaatst", **LEEG)
    Bijeenkomst.objects.filter(pk=rij.pk).update(dag=DINSDAG + timedelta(days=1))

    assert [(k.gepland, k.dag) for k in diensten(ronald, DINSDAG, EEN_DECEMBER)] == [
        (DINSDAG - WEEK, DINSDAG + timedelta(days=1))
    ]


def test_een_klus_zonder_tijd_duurt_een_dag_en_wat_klaar_of_zonder_dag_is_staat_er_niet_in(casa):
    ronald = maak_vrijwilliger("Ronald", casa)
    zonder_tijd = maak_geplande_klus(casa, ronald, klussoort="tuin", versie=4)
    maak_geplande_klus(casa, ronald, status="gevraagd", afspraak=None)
    maak_geplande_klus(casa, ronald, status="klaar", gedaan_op=DINSDAG)

    [keer] = keren(Agendalink(persoon=ronald.persoon, geheim="x")).values()

    assert str(keer["UID"]) == f"klus-{zonder_tijd.pk}@buurtwerkkamer"
    assert (keer["DTSTART"].dt, keer["DTEND"].dt) == (DINSDAG, DINSDAG + timedelta(days=1))
    assert (str(keer["SUMMARY"]), str(keer["LOCATION"]), keer["SEQUENCE"]) == ("Klus: tuin", "Casa Jepie Makandra", 4)


def test_de_agenda_is_geldig_lange_regels_zijn_gevouwen_en_niemand_staat_erin(casa):
    casa.adres = "Voorbeeldplein 12, 1104 AB Amsterdam Zuidoost, ingang om de hoek; bel aan"
    les = maak_activiteit(
        casa, naam="Koffie, thee; en taal voor iedereen \N{HOT BEVERAGE} die in de buurt van Gein woont"
    )
    zet_op_rooster(les, maak_vrijwilliger("Fatima", casa).persoon)
    maak_bijeenkomst(les, DINSDAG - WEEK, kwamen_al=3)

    inhoud = agenda(van_kamer(casa), DINSDAG)

    regels = inhoud.split(b"\r\n")
    assert inhoud.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in inhoud.replace(b"\r\n", b"")
    assert [regel for regel in regels if len(regel) > 75] == []
    boek = Calendar.from_ical(inhoud)
    [naam] = {str(keer["SUMMARY"]) for keer in boek.walk("VEVENT")}
    assert naam == les.naam
    assert all({"UID", "DTSTAMP", "DTSTART", "DTEND"} <= set(keer) for keer in boek.walk("VEVENT"))
    assert all(keer["DTSTART"].params["TZID"] == "Europe/Amsterdam" for keer in boek.walk("VEVENT"))
    assert "Fatima" not in inhoud.decode()


def test_in_de_nacht_van_de_wintertijd_duurt_een_dienst_zolang_als_de_klok_zegt(casa):
    maak_activiteit(casa, weekdag=6, begin=time(10), eind=time(12))

    dagen = {keer["DTSTART"].dt: keer["DTEND"].dt for keer in keren(van_kamer(casa), date(2026, 10, 20)).values()}

    begin = datetime(2026, 10, 25, 10, tzinfo=AMSTERDAM)
    assert dagen[begin] - begin == timedelta(hours=2)
    assert begin.utcoffset() == timedelta(hours=1)
    assert datetime(2026, 10, 18, 10, tzinfo=AMSTERDAM) in dagen
