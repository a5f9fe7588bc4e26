"""The admin shows the figures and changes none of them."""

import pytest

from financien.models import Begrotingsregel, Kostenpost


@pytest.fixture
def ingelogd(client, beheerder, aanbod):
    client.force_login(beheerder)
    return client


@pytest.mark.parametrize(
    "model", ["kostenpost", "begrotingsregel", "financieringsbron", "financieringsregel", "tijdsraming"]
)
def test_de_beheerder_ziet_elke_tabel(ingelogd, model):
    assert ingelogd.get(f"/beheer/financien/{model}/").status_code == 200


@pytest.mark.parametrize("model", ["begrotingsregel", "financieringsbron", "financieringsregel", "tijdsraming"])
def test_de_beheerder_verandert_geen_cijfers(ingelogd, model):
    assert ingelogd.get(f"/beheer/financien/{model}/add/").status_code == 403


def test_een_begroot_bedrag_is_in_het_beheer_alleen_te_lezen(ingelogd):
    regel = Begrotingsregel.objects.get(post__code="M1", kamer__code="cjm")

    inhoud = ingelogd.get(f"/beheer/financien/begrotingsregel/{regel.pk}/change/").content.decode()

    assert "35460" in inhoud.replace(".", "").replace("\xa0", "")
    assert 'name="bedrag"' not in inhoud


def test_een_kostenpost_wordt_niet_weggegooid(ingelogd):
    post = Kostenpost.objects.first()
    assert ingelogd.post(f"/beheer/financien/kostenpost/{post.pk}/delete/").status_code == 403
    assert Kostenpost.objects.count() == 11
