"""`manage.py dbshell` on the embedded server: the wheel's own psql, with the address filled in."""

from collections.abc import Iterable

from django.db.backends.postgresql import client

from buurtwerkkamer.databank.plek import kies_plek
from buurtwerkkamer.databank.programma import binmap
from buurtwerkkamer.databank.server import huidige_server


class DatabaseClient(client.DatabaseClient):
    """Django's client; the server keeps running as long as the shell is open."""

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict: dict, parameters: Iterable[str]):
        """The command and environment of psql. The password goes by the environment, as Django does."""
        toegang = huidige_server().toegang(settings_dict["USER"])
        adres = {"HOST": toegang["host"], "PORT": toegang["port"], "PASSWORD": toegang["password"]}
        opdracht, omgeving = super().settings_to_cmd_args_env({**settings_dict, **adres}, parameters)
        return [str(binmap(kies_plek()) / "psql"), *opdracht[1:]], omgeving
