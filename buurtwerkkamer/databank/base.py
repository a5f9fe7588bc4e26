"""Django's PostgreSQL backend, on the embedded server: started at the first connection, not before."""

import psycopg
from django.db.backends.postgresql import base

from buurtwerkkamer.databank.client import DatabaseClient
from buurtwerkkamer.databank.server import huidige_server


class DatabaseWrapper(base.DatabaseWrapper):
    """Fills in where the embedded server listens, and starts it again when it was killed."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict:
        """The parameters of Django plus host, port and password of the role in `USER`."""
        parameters = super().get_connection_params()
        return {**parameters, **huidige_server().toegang(parameters["user"])}

    def get_new_connection(self, conn_params: dict):
        """A real connection; one more try after the server was made sure of."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            huidige_server().zorg()
            return super().get_new_connection(conn_params)
