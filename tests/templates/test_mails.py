"""The two mails of the login: a link for a new password, and the answer to whom we do not know."""

import pytest
from django.conf import settings

ADRES = "amina@voorbeeld.invalid"


@pytest.fixture
def vraag(client, amina, mailoutbox):
    """Return a function that asks for a new password in a language and gives the mail."""
    amina.email = ADRES
    amina.save()

    def doe(adres, taal="nl"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = taal
        client.post("/wachtwoord/vergeten/", {"email": adres})
        return mailoutbox[-1]

    return doe


def test_wie_een_account_heeft_krijgt_een_link(vraag):
    mail = vraag(ADRES)

    assert mail.to == [ADRES]
    assert mail.subject == "BuurtWerkKamer: Een nieuw wachtwoord kiezen"
    assert mail.body.startswith("Dag,\n\nIemand vroeg om een nieuw wachtwoord voor jouw account.")
    assert "http://testserver/wachtwoord/nieuw/" in mail.body
    assert "Dan hoef je niets te doen." in mail.body


def test_wie_engels_leest_krijgt_een_engelse_mail(vraag):
    mail = vraag(ADRES, "en")

    assert mail.subject == "BuurtWerkKamer: Choosing a new password"
    assert mail.body.startswith("Hello,\n\nSomeone asked for a new password for your account.")
    assert "wachtwoord " not in mail.body


@pytest.mark.parametrize(("taal", "zin"), [("nl", "Er is bij ons geen account"), ("en", "We have no account")])
def test_wie_geen_account_heeft_hoort_dat_alleen_in_de_mail(vraag, taal, zin):
    mail = vraag("iemand&co@voorbeeld.invalid", taal)

    assert zin in mail.body
    assert "iemand&co@voorbeeld.invalid" in mail.body
    assert "http" not in mail.body
