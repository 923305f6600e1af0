"""
What tablets say of their storage, clock and worries for children, and what they are ordered.

What there is of tablets stays as it is: nothing of this has been said yet. Nothing about people.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

COUNTED = ("storage_used", "storage_quota", "clock_offset_seconds")
MOMENTS = ("quarantined_at", "shred_ordered_at", "shred_told_at", "shred_done_at")


def upgrade() -> None:
    for name in COUNTED:
        op.add_column("device", sa.Column(name, sa.BigInteger(), nullable=True))
    for name in MOMENTS:
        op.add_column("device", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "device", sa.Column("said_concerns", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    with op.batch_alter_table("device") as device:
        for name in ("said_concerns", *MOMENTS, *COUNTED):
            device.drop_column(name)
