"""Numbers that point at a person are left out of a text; words, short numbers and days stay."""

import pytest

from buurtwerkkamer.bsn import bevat_bsn
from buurtwerkkamer.nummers import zonder_nummers


@pytest.mark.parametrize(
    ("tekst", "over"),
    [
        ("Huur maart", "Huur maart"),
        ("Huur 111222333 maart", "Huur maart"),
        ("BSN:111222333", "BSN"),
        ("bsn111222333huur", "bsn huur"),
        ("111.22.23.33", ""),
        ("1112 22333 huur", "huur"),
        ("bel 06-12345678", "bel"),
        ("bel 06 12 34 56 78 vandaag", "bel vandaag"),
        ("bel +31 (0)6 1234 5678", "bel"),
        ("bel (020) 123 45 67", "bel"),
        ("NL91ABNA0417164300 huur", "huur"),
        ("huur nl91abna0417164300", "huur"),
        ("van NL91 ABNA 0417 1643 00 HUUR", "van HUUR"),
        ("BE68 5390 0754 7034", ""),
        ("GB29NWBK60161331926819", ""),
        ("mail jan@voorbeeld.nl over huur", "mail over huur"),
        ("Huur t/m 31-03-2026", "Huur t/m 31-03-2026"),
        ("Huur 01-03-2026 - 31-03-2026", "Huur 01-03-2026 - 31-03-2026"),
        ("Huur 2026-03-31", "Huur 2026-03-31"),
        ("Energie 2025-2026", "Energie 2025-2026"),
        ("Energie 2025/2026, slot", "Energie 2025/2026, slot"),
        ("Energie 2025-2026 01-01-2026", "Energie 2025-2026 01-01-2026"),
        ("Energie 2025-2026 5", "Energie"),
        ("Energie 1925-2026", "Energie"),
        ("Energie 2025-20261", "Energie"),
        ("Factuur F-12 van 2026", "Factuur F-12 van 2026"),
        ("Kade 120, 1104 AB", "Kade 120, 1104 AB"),
        ("a\nb", "a b"),
        ("", ""),
    ],
)
def test_wat_naar_een_persoon_wijst_gaat_eruit(tekst, over):
    assert zonder_nummers(tekst) == over
    assert not bevat_bsn(zonder_nummers(tekst))
