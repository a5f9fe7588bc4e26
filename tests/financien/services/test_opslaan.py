"""Two people at once: the lock on the version lets one save at a time."""

import threading
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from buurtwerkkamer.models import Versie
from buurtwerkkamer.rollen import Rol
from buurtwerkkamer.versiecellen import Botsing, VersieFout
from financien.models import Begrotingsregel
from financien.services.opslaan import bewaar
from financien.services.versies import leg_versie_vast
from tests.fabriek import maak_gebruiker
from tests.financien.aanbod2018 import maak_aanbod_2018

pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(*acts):
    """Run the acts at the same moment, each on its own connection; return what each gave or raised."""
    poort, uitkomsten = threading.Barrier(len(acts)), [None] * len(acts)

    def loop(nummer, act):
        poort.wait()
        try:
            uitkomsten[nummer] = act()
        except (Botsing, VersieFout) as fout:
            uitkomsten[nummer] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=loop, args=paar) for paar in enumerate(acts)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    return uitkomsten


def test_van_twee_die_tegelijk_dezelfde_cel_opslaan_wint_er_een_en_hoort_de_ander_het(vier):
    versie = maak_aanbod_2018(vier)
    naam = f"k-{Begrotingsregel.objects.get(post__code='M1', kamer=vier[0]).post_id}-{vier[0].pk}"
    mensen = [maak_gebruiker(wie, Rol.PENNINGMEESTER) for wie in ("Chandra", "Diana")]

    def opslaan(wie, bedrag):
        return lambda: bewaar(versie=versie, waarden={naam: Decimal(bedrag)}, gezien=0, sleutel=uuid4(), gebruiker=wie)

    uitkomsten = tegelijk(*(opslaan(wie, 36000 + nummer) for nummer, wie in enumerate(mensen)))

    winnaar = uitkomsten.index(1)
    verliezer = uitkomsten[1 - winnaar]
    assert isinstance(verliezer, Botsing)
    assert verliezer.door == mensen[winnaar].naam
    assert verliezer.cellen[naam].na == Decimal(36000 + winnaar)
    assert Begrotingsregel.objects.get(post__code="M1", kamer=vier[0]).bedrag == Decimal(36000 + winnaar)


def test_opslaan_en_vastleggen_tegelijk_laat_nooit_een_half_opgeslagen_versie_achter(vier):
    versie = maak_aanbod_2018(vier)
    namen = [
        f"k-{post}-{kamer}"
        for post, kamer in Begrotingsregel.objects.filter(post__code="M1").values_list("post", "kamer")
    ]
    chandra = maak_gebruiker("Chandra", Rol.PENNINGMEESTER)
    waarden = dict.fromkeys(namen, Decimal(1))

    uitkomsten = tegelijk(
        lambda: bewaar(versie=versie, waarden=waarden, gezien=0, sleutel=uuid4(), gebruiker=chandra),
        lambda: leg_versie_vast(versie=versie),
    )

    totaal = Begrotingsregel.objects.filter(post__code="M1").totaal()
    assert Versie.objects.get(pk=versie.pk).staat_vast
    assert totaal == (Decimal(4) if uitkomsten[0] == 4 else Decimal(141840))
