"""Parts of addresses."""

from datetime import date


class IsoDag:
    """A day in an address: 2018-11-20. A day that does not exist is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
