"""Naar rato on the targets: proposed in the cells, stored only by who saves it."""

from datetime import date

from kamers.models import Streefwaarde
from tests.kamers.views.test_afspraken import URL, cel, ingelogd, versie  # noqa: F401 - the same open version

VOORSTEL = f"{URL}?rato=cjm"


def begin_in_april(kamer):
    type(kamer).objects.filter(pk=kamer.pk).update(start=date(2026, 4, 1))


def waarden():
    return sorted(int(waarde) for waarde in Streefwaarde.objects.values_list("waarde", flat=True))


def test_een_voorstel_verandert_niets_tot_het_wordt_opgeslagen_en_gaat_dan_terug(ingelogd, casa):  # noqa: F811
    assert "Stel voor naar rato" not in ingelogd.get(URL).text
    begin_in_april(casa)
    assert "Casa Jepie Makandra is 9 van de 12 maanden open." in ingelogd.get(URL).text

    antwoord = ingelogd.get(VOORSTEL)

    naam = cel("P1", casa)
    assert f'id="{naam}" value="38"' in antwoord.text
    assert "opgeslagen: 50" in antwoord.text
    assert waarden() == [50, 50]
    context = antwoord.context
    cellen = {c.naam: c.tekst for _groep, rijen in context["groepen"] for _i, deel in rijen for c in deel}
    inhoud = cellen | {"sleutel": str(context["sleutel"]), "gezien": context["gezien"]}
    klaar = ingelogd.post(VOORSTEL, inhoud, follow=True)
    assert klaar.redirect_chain == [(URL, 302)]
    assert "2 wijzigingen opgeslagen." in klaar.text
    assert waarden() == [38, 38]

    ingelogd.post(f"{URL}1/ongedaan/{inhoud['sleutel']}/")

    assert waarden() == [50, 50]


def test_een_vaste_versie_krijgt_geen_voorstel(ingelogd, versie, casa):  # noqa: F811
    begin_in_april(casa)
    type(versie).objects.filter(pk=versie.pk).update(vastgesteld_op="2026-01-01T12:00:00Z")

    assert "naar rato" not in ingelogd.get(URL).text
    assert "opgeslagen: 50" not in ingelogd.get(VOORSTEL).text
