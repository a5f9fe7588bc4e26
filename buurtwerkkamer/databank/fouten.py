"""What the starter says when it cannot go on."""

from django.core.management.base import CommandError


class DatabankFout(CommandError):
    """The embedded database cannot start or be reached; the message is a Dutch sentence for the user.

    A `CommandError`, so that every `manage.py` command shows the sentence and no traceback.
    """
