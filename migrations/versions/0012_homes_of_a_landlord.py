"""A landlord's homes in order, so that of very many some are found at once. No data changes."""

from alembic import op

revision = "0012"
down_revision = "0011"

INDEX, TABLE = "ix_party_role_party_id", "party_role"


def upgrade() -> None:
    op.drop_index(INDEX, table_name=TABLE)
    op.create_index(INDEX, TABLE, ["party_id", "kind", "dwelling_id"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name=TABLE)
    op.create_index(INDEX, TABLE, ["party_id"])
