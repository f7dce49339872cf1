"""The whole database at one moment, to go back to.

Django's own way, ``serialized_rollback``, saves each object anew, which Wagtail's search index and
treebeard's paths do not survive.
"""

import sqlite3


class Snapshot:
    def __init__(self, connection, name="snapshot"):
        self.connection, self.name = connection, name
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            self.copy = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self.copy)
        else:
            self.tables = connection.introspection.table_names()
            self.run(
                f"CREATE SCHEMA {name}",
                *(f'CREATE TABLE {name}."{t}" AS TABLE public."{t}"' for t in self.tables),
            )

    def restore(self):
        self.connection.ensure_connection()
        if self.connection.vendor == "sqlite":
            self.copy.backup(self.connection.connection)
            return
        self.run(
            "BEGIN",
            "SET LOCAL session_replication_role = replica",  # no checks of foreign keys
            *(f'DELETE FROM public."{t}"' for t in self.tables),  # TRUNCATE makes files
            *(f'INSERT INTO public."{t}" SELECT * FROM {self.name}."{t}"' for t in self.tables),
            "COMMIT",
        )

    def run(self, *statements):
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
