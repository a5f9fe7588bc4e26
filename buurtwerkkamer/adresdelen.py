"""Parts of an address that are more than a number; registered in ``AppConfig.ready``."""

from django.urls.converters import IntConverter


class JaarConverter(IntConverter):
    """A year that the cooperative can have (model Jaar): any other is an address that does not exist."""

    regex = "20[0-9]{2}"
