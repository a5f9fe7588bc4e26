"""The short lists of a form, in their order and in one query."""

from kamers.models import Corporatieproduct, Doelgroep, Domein
from kamers.services.keuzelijsten import keuzelijsten
from tests.fabriek import maak_soort


def test_elke_lijst_staat_in_haar_eigen_volgorde(db, django_assert_num_queries):
    taal, ontmoeting = maak_soort("P4", "Taal"), maak_soort("P1", "Ontmoeting")
    maak_soort("P2", "Klussen", telt="klussen")
    tuin = Corporatieproduct.objects.create(code="tuin", naam="Tuindienst", volgorde=1)
    b, a = (Doelgroep.objects.create(letter=letter, naam=f"Groep {letter}") for letter in "BA")
    zorg, werk = (Domein.objects.create(code=n, naam=n, volgorde=v) for n, v in (("Zorg", 2), ("Werk", 1)))

    with django_assert_num_queries(1):
        keuzes = keuzelijsten()

    assert keuzes == {
        "soort": [(ontmoeting.pk, "Ontmoeting"), (taal.pk, "Taal")],
        "product": [(tuin.pk, "Tuindienst")],
        "doelgroepen": [(a.pk, "A. Groep A"), (b.pk, "B. Groep B")],
        "domeinen": [(werk.pk, "Werk"), (zorg.pk, "Zorg")],
    }


def test_zonder_rijen_zijn_de_lijsten_leeg(db):
    assert keuzelijsten() == {"soort": [], "product": [], "doelgroepen": [], "domeinen": []}
