"""Many activities at once."""

from kamers.models import Activiteit
from kamers.services.reekswijziging import GROEPEN

ENKEL = {"doelgroepen": "doelgroep", "domeinen": "domein"}


def begin_activiteiten(rijen: list[tuple[Activiteit, dict[str, tuple[int, ...]]]]) -> None:
    """Put new activities on the rota, each with the ids of its groups; three queries for any number."""
    Activiteit.objects.bulk_create([activiteit for activiteit, _groepen in rijen])
    for naam in GROEPEN:
        koppeling = getattr(Activiteit, naam).through
        koppeling.objects.bulk_create(
            koppeling(activiteit=activiteit, **{f"{ENKEL[naam]}_id": pk})
            for activiteit, groepen in rijen
            for pk in groepen[naam]
        )
