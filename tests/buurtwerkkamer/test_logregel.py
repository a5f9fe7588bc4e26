"""A line of the log says where it went wrong and of what kind, and nothing about a person."""

import errno
import logging
import smtplib
import sys

import pytest
from django.db import IntegrityError, transaction

from buurtwerkkamer.logregel import Regel
from buurtwerkkamer.models import Gebruiker
from buurtwerkkamer.pdf import PdfFout


def regel(daad, zin="er ging iets mis") -> str:
    """Return what the log holds after this act failed."""
    try:
        daad()
    except Exception:
        record = logging.LogRecord("huis", logging.ERROR, __file__, 1, zin, (), sys.exc_info())
        record.exc_text = "de naam die een ander bewaarde"
        return Regel("%(levelname)s %(name)s: %(message)s").format(record)
    raise AssertionError("Er ging niets mis.")


def gooi(fout):
    def daad():
        raise fout

    return daad


@pytest.mark.django_db
def test_de_rij_die_de_database_weigert_staat_niet_in_het_log_en_haar_regel_wel(amina):
    def daad():
        with transaction.atomic():
            Gebruiker.objects.create_user(amina.aanmeldnaam, naam="Amina")

    with pytest.raises(IntegrityError, match=amina.aanmeldnaam):
        daad()
    tekst = regel(daad)

    assert tekst.startswith("ERROR huis: er ging iets mis\nTraceback (most recent call last):\n")
    assert "psycopg.errors.UniqueViolation: buurtwerkkamer_gebruiker_aanmeldnaam" in tekst
    assert tekst.endswith("\ndjango.db.utils.IntegrityError")
    assert "Gebruiker.objects.create_user(amina.aanmeldnaam" in tekst
    assert amina.aanmeldnaam not in tekst


@pytest.mark.parametrize(
    ("fout", "einde"),
    [
        (ValueError("Fatima"), "builtins.ValueError"),
        (smtplib.SMTPRecipientsRefused({"fatima@voorbeeld.invalid": (550, b"weg")}), "smtplib.SMTPRecipientsRefused"),
        (smtplib.SMTPSenderRefused(550, b"weg", "fatima@voorbeeld.invalid"), "smtplib.SMTPSenderRefused"),
        (FileNotFoundError(errno.ENOENT, "weg", "fatima.pdf"), "builtins.FileNotFoundError"),
        (OSError(errno.ENOSPC, "weg", "fatima.pdf"), "builtins.OSError: No space left on device"),
        (PdfFout("not ready after 1200 seconds"), "buurtwerkkamer.pdf.PdfFout: not ready after 1200 seconds"),
    ],
)
def test_een_fout_zegt_haar_soort_en_alleen_wat_over_niemand_gaat(fout, einde):
    tekst = regel(gooi(fout))

    assert tekst.splitlines()[-1] == einde
    assert "fatima" not in tekst.lower()
    assert "de naam die een ander bewaarde" not in tekst


def test_wat_er_eerst_misging_staat_erboven_en_wat_verzwegen_is_niet():
    def daad(met):
        try:
            raise KeyError("Fatima")
        except KeyError as eerst:
            raise RuntimeError("Fatima") from (eerst if met else None)

    soorten = [
        [r for r in regel(lambda met=met: daad(met)).splitlines() if r.startswith("builtins.")] for met in (True, False)
    ]

    assert soorten == [["builtins.KeyError", "builtins.RuntimeError"], ["builtins.RuntimeError"]]


@pytest.mark.parametrize(
    ("zin", "staat"),
    [
        ("Internal Server Error: /agenda/aB3dE.ics", "Internal Server Error: /agenda/…"),
        ("Internal Server Error: /wachtwoord/nieuw/1-c0de-9f/", "Internal Server Error: /wachtwoord/nieuw/…/"),
        ("Internal Server Error: /kamers/cjm/agenda/weg/", "Internal Server Error: /kamers/cjm/agenda/weg/"),
    ],
)
def test_een_adres_dat_de_inlog_vervangt_staat_niet_in_het_log(zin, staat):
    assert regel(gooi(ValueError()), zin).splitlines()[0] == f"ERROR huis: {staat}"
