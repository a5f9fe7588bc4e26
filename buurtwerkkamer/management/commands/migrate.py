"""Django's migrate, as the owner of the database, followed by the rights of the site."""

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections, transaction

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
        uitvoer = super().handle(*args, **options)
        alias = options["database"]
        alleen_kijken = options["plan"] or options["check_unapplied"]
        if alias == EIGENAAR and not alleen_kijken:
            call_command("createcachetable", database=alias, verbosity=0)
            with transaction.atomic(using=alias):
                sluit_omweg(connections[alias])
                ken_rechten_toe(connections[alias])
        return uitvoer
