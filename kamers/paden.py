"""Parts of addresses."""

from datetime import date


class IsoDag:
    """A day in an address: 2018-11-20. A day that does not exist, or in no year of the house, is no address."""

    regex = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
