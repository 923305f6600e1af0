"""
Times of our own in a case: what began each, and what ended it.

Nothing that was there is touched. Purpose: that what the law or the municipality gives a time
for is done within it (lag 2001:454 6 §); kept with the household's file. Back again, the table
goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "case_time",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_words", sa.Text(), nullable=False),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("end_noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["relocation_case.id"], name=op.f("fk_case_time_case_id_relocation_case")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff_member.id"], name=op.f("fk_case_time_ended_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_case_time_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_time")),
    )
    op.create_index(op.f("ix_case_time_case_id"), "case_time", ["case_id"])
    op.create_index(
        "uq_case_time_running",
        "case_time",
        ["case_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ended_on IS NULL AND withdrawn_at IS NULL"),
        sqlite_where=sa.text("ended_on IS NULL AND withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("case_time")
