from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.utils.translation import override

from buurtwerkkamer.kolommen import ja_nee, kolom


@pytest.mark.parametrize(("taal", "woorden"), [("nl", ["Ja", "Nee"]), ("en", ["Yes", "No"])])
def test_ja_en_nee_staan_er_in_woorden(taal, woorden):
    actief = ja_nee("actief", "actief")

    with override(taal):
        assert [actief(SimpleNamespace(actief=True)), actief(SimpleNamespace(actief=False))] == woorden


def test_een_kolom_heeft_onze_naam_en_wordt_gesorteerd_op_het_veld():
    gemaakt = kolom("created_at", "gemaakt op")

    assert (gemaakt.short_description, gemaakt.admin_order_field) == ("gemaakt op", "created_at")
    assert gemaakt(SimpleNamespace(created_at="gisteren")) == "gisteren"


@pytest.mark.django_db
def test_het_beheer_zegt_geen_true_en_geen_created_at(client, beheerder, aanbod_2018):
    client.force_login(beheerder)
    Authenticator.objects.create(user=beheerder, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "geheim"})
    bladen = [
        "/beheer/buurtwerkkamer/gebruiker/",
        "/beheer/buurtwerkkamer/jaar/",
        f"/beheer/buurtwerkkamer/jaar/{aanbod_2018.jaar_id}/change/",
        "/beheer/mfa/authenticator/",
    ]
    inhoud = "".join(client.get(blad).content.decode() for blad in bladen)

    assert [
        woord for woord in ('alt="True"', 'alt="False"', 'alt="Search"', "Created at", "Last used") if woord in inhoud
    ] == []
    assert all(woord in inhoud for woord in ("Actief", "Fictief", "Gemaakt op", "Gebruikt op"))
