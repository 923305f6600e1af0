"""How a migration meets a database: over the connection it is given."""

from alembic import context

from landlord_watch.models import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_type=True,
    render_item=context.config.attributes.get("render_item"),
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
