"""Everything that is held about one person."""

from datetime import date
from decimal import Decimal

from kamers.models import AlGeteld, Klusplek
from kamers.services.inzage import Hulp, inzage
from kamers.services.pasbeeld import bekeken
from tests.fabriek import maak_inzet, maak_klus, maak_soort, maak_vrijwilliger
from tests.kamers.pasfabriek import DINSDAG, maak_les, maak_pashouder, was_bij


def test_alles_staat_erin_ook_van_de_oude_pas_en_van_helpen(casa, multibron, amina, django_assert_num_queries):
    kofi = maak_vrijwilliger("Kofi", casa, multibron).persoon
    oud = maak_pashouder("Kof", casa, nummer="1013", opgegaan_in=kofi)
    les = maak_les(casa, naam="Naailes")
    les.roosterplekken.create(persoon=kofi, uren=Decimal("1.5"), van=DINSDAG)
    Klusplek.objects.create(klus=maak_klus(casa, gevraagd_op=date(2026, 2, 3)), persoon=kofi, uren=Decimal(1))
    keer = was_bij(les, DINSDAG, oud)
    uren = maak_inzet(kofi, keer)
    AlGeteld.objects.create(persoon=oud, kamer=casa, jaar=2026, soort=maak_soort("P4"))
    bekeken(oud, amina)

    with django_assert_num_queries(3):
        alles = inzage(kofi.pk)

    assert alles.persoon.kamernamen == ["Casa Jepie Makandra", "MultiBron"]
    assert alles.persoon.oud == [{"naam": "Kof", "nummer": "1013"}]
    assert alles.persoon.al == [{"jaar": 2026, "kamer": "Casa Jepie Makandra", "soort": "Taal"}]
    assert (alles.rooster, alles.klussen) == (
        [Hulp(Decimal("1.50"), naam="Naailes")],
        [Hulp(Decimal("1.00"), dag=date(2026, 2, 3))],
    )
    assert [rij.bijeenkomst for rij in alles.keren] == [keer]
    assert (alles.inzet, [rij.wie for rij in alles.inkijk]) == ([uren], [amina.naam])


def test_van_een_ander_staat_er_niets_in(casa, amina):
    rosa, ali = maak_pashouder("Rosa", casa), maak_pashouder("Ali", casa, nummer="5724")
    was_bij(maak_les(casa), DINSDAG, ali)
    bekeken(ali, amina)

    alles = inzage(rosa.pk)

    assert (alles.keren, alles.inzet, alles.inkijk, alles.rooster, alles.klussen) == ([], [], [], [], [])
