"""The calendar that a phone reads: moved, cancelled and closing days, summer time, and nobody's name."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar

from kamers.models import Agendalink, Bijeenkomst, Openingstijd, Sluiting
from kamers.services.agenda import agenda, diensten, tijdzone
from tests.fabriek import maak_activiteit, maak_bijeenkomst, maak_vrijwilliger
from tests.kamers.dagfabriek import DINSDAG, WEEK, zet_op_rooster

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
