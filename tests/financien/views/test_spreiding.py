"""The treasurer says when the costs fall; amounts stay, and a settled version is left alone."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from financien.models import Begrotingsregel, Kostenpost

ADRES = "/financien/begroting/2018/spreiding/"


def stuur(client, gebruiker, **posten):
    client.force_login(gebruiker)
    data = {f"p{post.pk}-soort": "gelijk" for post in Kostenpost.objects.all()}
    for code, (soort, maanden) in posten.items():
        pk = Kostenpost.objects.get(code=code).pk
        data |= {f"p{pk}-soort": soort, f"p{pk}-maanden": maanden}
    return client.post(ADRES, data)


def van(code):
    regels = Begrotingsregel.objects.filter(post__code=code)
    return {regel.spreiding for regel in regels}, regels.earliest("pk").maanden


def test_kwartalen_en_eenmalig_in_maart_gelden_voor_alle_kamers(client, chandra, aanbod):
    antwoord = stuur(client, chandra, F4=("maanden", [10, 1, 7, 4]), F6=("eenmalig", [3]))

    assert antwoord.status_code == 302
    assert (van("F4"), van("F6"), van("F1")) == (
        ({"maanden"}, [1, 4, 7, 10]),
        ({"eenmalig"}, [3]),
        ({"gelijk"}, []),
    )
    assert aanbod.begrotingsregels.totaal() == 433044


@pytest.mark.parametrize(
    ("keuze", "zin"),
    [
        (("maanden", []), "Kies de maanden waarin deze kosten vallen."),
        (("eenmalig", [1, 2]), "Kies één maand, of geen als je die nog niet weet."),
    ],
)
def test_maanden_die_niet_passen_krijgen_een_zin_en_er_verandert_niets(client, chandra, aanbod, keuze, zin):
    antwoord = stuur(client, chandra, F4=keuze, F6=("eenmalig", [3]))

    assert antwoord.status_code == 422
    assert zin in antwoord.text
    assert van("F6") == ({"gelijk"}, [])


def test_kamers_die_verschillen_blijven_zoals_ze_zijn_zonder_keuze(client, chandra, aanbod, kg):
    Begrotingsregel.objects.filter(post__code="F6", kamer=kg).update(spreiding="eenmalig", maanden=[5])

    stuur(client, chandra, F6=("", []))

    assert van("F6")[0] == {"gelijk", "eenmalig"}


def opgeslagen(client) -> dict:
    """Return the page as it stands, to be sent later."""
    data = {}
    for form in client.get(ADRES).context["forms"]:
        data |= {f"{form.prefix}-{naam}": form.initial.get(naam, "") for naam in ("soort", "gezien")}
        data[f"{form.prefix}-maanden"] = form.initial.get("maanden", [])
    return data


def test_een_oude_bladzijde_laat_staan_wat_een_ander_intussen_veranderde(client, chandra, aanbod):
    client.force_login(chandra)
    oud = opgeslagen(client)
    stuur(client, chandra, F4=("maanden", [1, 7]))
    f6 = Kostenpost.objects.get(code="F6").pk

    antwoord = client.post(ADRES, oud | {f"p{f6}-soort": "eenmalig", f"p{f6}-maanden": [3]})

    assert antwoord.status_code == 302
    assert (van("F4"), van("F6")) == (({"maanden"}, [1, 7]), ({"eenmalig"}, [3]))


def test_dezelfde_post_op_een_oude_bladzijde_gaat_niet_over_de_ander_heen(client, chandra, aanbod):
    client.force_login(chandra)
    oud = opgeslagen(client)
    stuur(client, chandra, F4=("maanden", [1, 7]))
    f4 = Kostenpost.objects.get(code="F4").pk
    mijn = oud | {f"p{f4}-soort": "eenmalig", f"p{f4}-maanden": [3]}

    antwoord = client.post(ADRES, mijn)

    assert (antwoord.status_code, van("F4")) == (422, ({"maanden"}, [1, 7]))
    assert "Iemand anders paste dit net aan. Kijk wat klopt en sla dan opnieuw op." in antwoord.text
    form = next(form for form in antwoord.context["forms"] if form.post.pk == f4)
    assert form["soort"].value() == "eenmalig"  # what was typed is still there
    client.post(ADRES, mijn | {f"p{f4}-gezien": form["gezien"].value()})
    assert van("F4") == ({"eenmalig"}, [3])


def test_een_versie_die_vastligt_verandert_niet(client, chandra, aanbod):
    type(aanbod).objects.filter(pk=aanbod.pk).update(vastgesteld_op=timezone.now())

    assert stuur(client, chandra, F6=("eenmalig", [3])).url == reverse("financien:begroting", args=[2018])
    assert van("F6") == ({"gelijk"}, [])


@pytest.mark.parametrize(
    ("soort", "maanden"), [("gelijk", [1]), ("maanden", []), ("eenmalig", [1, 2]), ("maanden", [13]), ("maanden", [0])]
)
def test_de_database_weigert_maanden_die_niet_bij_de_spreiding_horen(aanbod, soort, maanden):
    with pytest.raises(IntegrityError, match="begrotingsregel_maanden_passen"), transaction.atomic():
        Begrotingsregel.objects.update(spreiding=soort, maanden=maanden)
