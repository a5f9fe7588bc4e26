"""Django's migrate, as the owner of the database, followed by the rights of the site."""

from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections, transaction
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from buurtwerkkamer.databank.rechten import ken_rechten_toe, sluit_omweg

EIGENAAR = "eigenaar"


class Command(migrate.Command):
    """Only `bwk_eigenaar` may change tables, so that is the connection unless another is named."""

    def add_arguments(self, parser):
        """The options of Django, with another default for `--database`."""
        super().add_arguments(parser)
        parser.set_defaults(database=EIGENAAR)

    def handle(self, *args, **options):
        """Migrate, make the cache table, and grant; the grants change in one transaction."""
        with wachters_tekenen_niets_opnieuw():
            uitvoer = super().handle(*args, **options)
        alias = options["database"]
        alleen_kijken = options["plan"] or options["check_unapplied"]
        if alias == EIGENAAR and not alleen_kijken:
            call_command("createcachetable", database=alias, verbosity=0)
            with transaction.atomic(using=alias):
                sluit_omweg(connections[alias])
                ken_rechten_toe(connections[alias])
        return uitvoer


@contextmanager
def wachters_tekenen_niets_opnieuw():
    """Let adding or removing a trigger leave the rendered models alone.

    The library renders a model and all its neighbours again for each of hundreds of triggers, a third of the time
    of the first start; but a trigger lives in the database only, and no later operation asks a model for it.
    """
    herlaad = ProjectState.reload_model
    gewoon = {soort: soort.state_forwards for soort in (AddTrigger, RemoveTrigger)}

    def zuinig(self, app_label, state):
        ProjectState.reload_model = lambda *args, **kwargs: None
        try:
            gewoon[type(self)](self, app_label, state)
        finally:
            ProjectState.reload_model = herlaad

    for soort in gewoon:
        soort.state_forwards = zuinig
    try:
        yield
    finally:
        for soort, stap in gewoon.items():
            soort.state_forwards = stap
