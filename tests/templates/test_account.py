"""The pages of the account: one word for one thing, and a heading that says where you are."""

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pad", "kop"),
    [
        ("/veilig/", "Veilig inloggen"),
        ("/wachtwoord/vergeten/", "Nieuw wachtwoord"),
        ("/wachtwoord/", "Wachtwoord wijzigen"),
    ],
)
def test_titel_en_kop_zeggen_hetzelfde_en_de_kop_staat_er_een_keer(client, amina, pad, kop):
    client.force_login(amina)

    tekst = client.get(pad).text

    assert f"<title>{kop} – " in tekst
    assert re.findall(r"<h[12]>([^<]+)</h[12]>", tekst).count(kop) == 1
    assert "placeholder=" not in tekst
    assert "sleutel" not in tekst.lower()


def test_wie_al_is_ingelogd_leest_dat_als_een_waarschuwing(client, amina):
    client.force_login(amina)

    assert "Let op: je bent al ingelogd als Amina." in client.get("/wachtwoord/vergeten/").text
