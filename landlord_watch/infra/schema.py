"""Bringing a database to the shape the program needs, by the migrations."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData

from landlord_watch.infra.bundled import bundled
from landlord_watch.infra.row_sealing import RowSealer


def migration_config(connection: Connection) -> Config:
    """Alembic's configuration for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")))
    config.attributes["connection"] = connection
    config.attributes["sealer"] = RowSealer(connection)
    return config


class ReferencesBroken(Exception):
    """After tables were changed, rows name others that are not there; nothing was changed."""


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """
    A connection in which tables may be changed: all of it happens, or nothing.

    SQLite changes a table by making it anew and dropping the old one, which it refuses as long as
    it watches that rows of others name its rows. It watches again, over all, before the end.
    Raises: `ReferencesBroken`.
    """
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        cursor = connection.connection.cursor()  # before it begins; within, SQLite does not listen
        cursor.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise ReferencesBroken(sorted({row[0] for row in broken}))
        finally:
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.close()


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Apply what is missing, up to a revision."""
    command.upgrade(migration_config(connection), to)


def downgrade(connection: Connection, *, to: str) -> None:
    """Take back what came after a revision; `base`: everything."""
    command.downgrade(migration_config(connection), to)


def is_current(connection: Connection) -> bool:
    """Whether every migration has been applied."""
    applied = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(migration_config(connection))
    return applied == script.get_current_head()


def differences(connection: Connection, metadata: MetaData) -> list[object]:
    """Where the database and the models disagree; none of them is the aim."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))
