"""Bringing a database to the shape the program needs, by the migrations."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from landlord_watch.infra.bundled import bundled
from landlord_watch.infra.row_sealing import RowSealer


def migration_config(connection: Connection) -> Config:
    """Alembic's configuration for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")))
    config.attributes["connection"] = connection
    config.attributes["sealer"] = RowSealer(connection)
    return config


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
