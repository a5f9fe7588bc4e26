"""The audit trail of what is planned: every amount that came, changed or went."""

from decimal import Decimal

import pytest

from financien.models import Begrotingsregel, Financieringsregel

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Begrotingsregel, Financieringsregel])
def test_erbij_anders_en_weg_staan_alle_drie_in_het_spoor(aanbod, model):
    rij = model.objects.order_by("pk")[0]
    pk = rij.pk
    rij.bedrag = Decimal("12.34")
    rij.save(update_fields=["bedrag"])
    rij.delete()

    spoor = model.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert list(spoor.values_list("pgh_label", flat=True)) == ["insert", "update", "delete"]
    assert [regel.bedrag for regel in spoor][1:] == [Decimal("12.34")] * 2
