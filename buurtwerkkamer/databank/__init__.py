"""The embedded PostgreSQL: a Django backend that starts the wheel's server at its first connection.

Only used without `DATABASE_URL`. The map of this package: `plek` says where things live, `programma`
runs the binaries, `aanmaak` makes the data folder, `server` starts and shares, `hoeder` is the parent
of the running server, `inrichting` makes the roles, `rechten` grants (also on a server of your own).
"""
