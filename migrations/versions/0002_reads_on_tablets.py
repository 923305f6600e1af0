"""
What was opened on tablets, in the access log, with the tablet's own clock.

Rows of the log stay as they are, and keep their codes. No new column is about a person on aid;
`received_read` says which tablet told of something opened on it, so that it is logged once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column(
        "access_log_entry", sa.Column("device_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_table(
        "received_read",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_received_read_device_id_device")
        ),
        sa.PrimaryKeyConstraint("device_id", "id", name=op.f("pk_received_read")),
    )


def downgrade() -> None:
    op.drop_table("received_read")
    op.drop_column("access_log_entry", "device_at")
