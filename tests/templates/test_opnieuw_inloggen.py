"""The page that asks for the password once more, before something in the account changes."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_wie_iets_aan_zijn_account_verandert_logt_in_gewone_woorden_nog_een_keer_in(client, amina):
    client.force_login(amina)

    tekst = client.get(reverse("account_reauthenticate")).text

    assert "<title>Log nog een keer in – Casa Jepie Makandra – BuurtWerkKamer</title>" in tekst
    assert "<h1>Log nog een keer in</h1>" in tekst
    assert "Laat daarom nog een keer zien dat jij het bent." in tekst
