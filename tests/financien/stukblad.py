"""The page of a document and its proof, as someone reads them, for tests."""

from html import unescape

from tests.financien.boekfabriek import adres

GEEN = "Bij dit boekstuk zit geen bewijs."


def pagina(client, wie, stuk) -> str:
    """Return the page of a document as text."""
    client.force_login(wie)
    return unescape(client.get(adres("boekstuk", stuk.pk)).text).replace("\xa0", " ")


def bewijs(client, wie, stuk) -> tuple[int, bytes]:
    """Return the status and the bytes of the proof of a document."""
    client.force_login(wie)
    antwoord = client.get(adres("boekstuk_bewijs", stuk.pk))
    return antwoord.status_code, antwoord.content if antwoord.status_code == 200 else b""
