"""Homes by postal code, so that those near one another are found at once."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("ix_dwelling_postal_code", "dwelling", ["postal_code"])


def downgrade() -> None:
    op.drop_index("ix_dwelling_postal_code", table_name="dwelling")
