"""The menu: which item is lit on which page, and what tells its items apart."""

import pytest

from buurtwerkkamer.panelen import menu_van
from buurtwerkkamer.rollen import BIJ_KAMER, BIJ_PARTNER, Rol
from tests.fabriek import maak_gebruiker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pad", "licht_op"),
    [
        ("/teljaren/", "Teljaren"),
        ("/kamers/cjm/teljaar/2025/", "Teljaren"),
        ("/kamers/", "Kamers"),
        ("/kamers/cjm/klussen/2025/tellingen/", "Kamers"),
        ("/kamers/cjm/resultaten/2025/taal/", "Resultaten"),
        ("/kamers/cjm/vrijwilligers/3/", "Vrijwilligers"),
        ("/kamers/cjm/feiten/tijdlijn/", "Over de kamers"),
    ],
)
def test_een_bladzijde_licht_het_deel_van_het_menu_op_waar_zij_bij_hoort(pad, licht_op):
    coach = maak_gebruiker("Coach", Rol.PROJECTCOACH)

    assert [str(regel.label) for regel in menu_van(coach, pad) if regel.actief] == [licht_op]


@pytest.mark.parametrize(
    ("pad", "licht_op"),
    [
        ("/kamers/cjm/vandaag/", "Vandaag"),
        ("/kamers/cjm/dag/2026-11-24/los/", "Vandaag"),
        ("/kamers/cjm/verzoeken/", "Vandaag"),
        ("/kamers/cjm/openingstijden/", "Rooster"),
        ("/kamers/cjm/week/2026-11-23/", "Week invullen"),
    ],
)
def test_ook_bij_een_coordinator_licht_op_waar_je_bent(amina, pad, licht_op):
    assert [str(regel.label) for regel in menu_van(amina, pad) if regel.actief] == [licht_op]


@pytest.mark.parametrize("rol", sorted(set(Rol) - BIJ_PARTNER))
def test_geen_twee_delen_van_een_menu_hebben_hetzelfde_icoon(casa, rol):
    mens = maak_gebruiker("Iemand", rol, kamer=casa if rol in BIJ_KAMER else None)

    iconen = [regel.icoon for regel in menu_van(mens)] + ["sleutel", "schild"]  # Code voor de tablet, Veilig inloggen

    assert sorted(set(iconen)) == sorted(iconen)
