"""Parts of an address that are more than a number; registered in ``AppConfig.ready``."""

from django.urls.converters import IntConverter


class JaarConverter(IntConverter):
    """A year that the cooperative can have (model Jaar): any other is an address that does not exist."""

    regex = "20[0-9]{2}"


class MaandConverter(IntConverter):
    """A month as people write it beside a year: 2018-03. Any other is an address that does not exist."""

    regex = "0[1-9]|1[0-2]"

    def to_url(self, value):
        return f"{int(value):02}"
