"""An order to the bank of just after midnight is of the day, and the year, that it is in Amsterdam."""

from uuid import uuid4

import pytest
from django.urls import reverse

from financien.models import Betaalopdracht
from tests.financien.boekfabriek import begin_boeken
from tests.financien.factuurfabriek import deel, maak_betaalbaar


@pytest.mark.django_db
def test_een_opdracht_van_na_middernacht_hoort_bij_het_nieuwe_jaar(client, casa, chandra, eva, time_machine):
    time_machine.move_to("2026-12-31 23:20+00:00", tick=False)
    begin_boeken(2026, 2027)
    factuur = maak_betaalbaar(chandra, eva, deel("4120", "121.10", casa))
    client.force_login(chandra)
    velden = {"sleutel": str(uuid4()), "uitvoeren_op": "6-1-2027", "facturen": [factuur.pk]}
    client.post(reverse("financien:klaarzetten", args=[2027]), velden)
    opdracht = Betaalopdracht.objects.get()

    lijsten = [client.get(reverse("financien:betalingen", args=[jaar])).context["opdrachten"] for jaar in (2026, 2027)]

    assert [[stand.opdracht for stand in lijst] for lijst in lijsten] == [[], [opdracht]]
    assert str(opdracht) == f"2027-{opdracht.pk}"
    assert client.get(reverse("financien:betaling", args=[opdracht.pk])).context["jaar"] == 2027
