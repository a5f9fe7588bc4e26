"""Parts of addresses."""

from rapportage.models import Rapport


class Jaartal:
    """A year in an address: four digits."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Woord:
    """One of a few words."""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class Rapportsoort(Woord):
    """The kind of a report."""

    regex = "|".join(Rapport.Soort.values)


class Vorm(Woord):
    """The form of a file."""

    regex = "pdf|xlsx|csv|json"
