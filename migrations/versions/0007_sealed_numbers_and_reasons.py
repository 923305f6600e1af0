"""
Landlords' numbers, contacts with them and reasons for opening cases lie sealed from now on.

What lies there is sealed in place, under the keys of the installation, and numbers get an index;
where there is something to seal, `landlord-watch init` is what brings the keys. Pictures made of
photos get a column for what opens them: those made before have none, and their bytes go on lying
plain. Back again, what was sealed is lost: numbers go, reasons and contacts become empty, and
pictures that lie sealed are no longer shown.
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0007"
down_revision = "0006"

TEXTS = (
    ("opening", "reason"),
    ("opening", "note"),
    ("landlord_contact", "summary"),
    ("landlord_contact", "agreed"),
)
NUMBER = sa.table(
    "party_identifier",
    sa.column("id", sa.Uuid()),
    sa.column("value", sa.Text()),
    sa.column("value_index", sa.LargeBinary()),
)


def upgrade() -> None:
    op.add_column(
        "rendition", sa.Column("key", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    with op.batch_alter_table("party_identifier") as table:
        table.drop_constraint("uq_party_identifier_kind_value", type_="unique")
        table.alter_column("value", existing_type=sa.String(12), type_=sa.Text())
        table.add_column(sa.Column("value_index", sa.LargeBinary(32), nullable=True))
    _seal_numbers()
    with op.batch_alter_table("party_identifier") as table:
        table.alter_column("value_index", existing_type=sa.LargeBinary(32), nullable=False)
        table.create_unique_constraint(
            "uq_party_identifier_kind_value_index", ["kind", "value_index"]
        )
    for table_name, column in TEXTS:
        _seal_texts(table_name, column)


def _seal_numbers() -> None:
    connection, sealer = op.get_bind(), context.config.attributes["sealer"]
    for row_id, value in connection.execute(sa.select(NUMBER.c.id, NUMBER.c.value)).all():
        place = f"party_identifier|value|{row_id}"
        sealed = sealer.seal(value, purpose="person", place=place)
        index = sealer.index(value, place="party_identifier.value")
        connection.execute(
            NUMBER.update().where(NUMBER.c.id == row_id).values(value=sealed, value_index=index)
        )


def _seal_texts(table_name: str, column: str) -> None:
    connection, sealer = op.get_bind(), context.config.attributes["sealer"]
    table = sa.table(table_name, sa.column("id", sa.Uuid()), sa.column(column, sa.Text()))
    rows = connection.execute(sa.select(table).where(table.c[column] != "")).all()
    for row_id, text in rows:
        sealed = sealer.seal(text, purpose="case_text", place=f"{table_name}|{column}|{row_id}")
        connection.execute(table.update().where(table.c.id == row_id).values({column: sealed}))


def downgrade() -> None:
    for table_name, column in TEXTS:
        op.execute(f"UPDATE {table_name} SET {column} = ''")  # noqa: S608 -- names of ours
    op.execute("DELETE FROM party_identifier")
    with op.batch_alter_table("party_identifier") as table:
        table.drop_constraint("uq_party_identifier_kind_value_index", type_="unique")
        table.drop_column("value_index")
        table.alter_column("value", existing_type=sa.Text(), type_=sa.String(12))
        table.create_unique_constraint("uq_party_identifier_kind_value", ["kind", "value"])
    op.execute("DELETE FROM rendition WHERE key <> ''")
    op.drop_column("rendition", "key")
