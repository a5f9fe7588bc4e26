"""`manage.py basis`: the rows that every year needs, for a real installation."""

from django.core.management.base import BaseCommand
from django.db.models import Model

from financien.models import Grootboekrekening, Kostenpost
from kamers.models import Buurt, Corporatieproduct, Indicator, Partner, Soort, Uurtarief
from rapportage.gegevens import laad_basis

MODELLEN: tuple[type[Model], ...] = (
    *(Soort, Indicator, Corporatieproduct, Partner, Buurt),
    *(Uurtarief, Kostenpost, Grootboekrekening),
)


def _aantallen() -> dict[str, int]:
    return {str(model._meta.verbose_name_plural): model._default_manager.count() for model in MODELLEN}


class Command(BaseCommand):
    help = "Zet klaar wat elk jaar nodig is: soorten, indicatoren, posten, rekeningen, partners. Wat er staat, blijft."

    def handle(self, **options):
        eerder = _aantallen()
        laad_basis()
        for naam, aantal in _aantallen().items():
            self.stdout.write(f"{naam}: {aantal} ({aantal - eerder[naam]} nieuw)")
