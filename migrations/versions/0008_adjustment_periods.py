"""Adjustment periods (rådrum): decisions that give a household time to find another home."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "adjustment_period",
        sa.Column("tenancy_id", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decision_reference", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("monthly_amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("extends_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("followed_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("months > 0", name=op.f("ck_adjustment_period_months_positive")),
        sa.CheckConstraint(
            "monthly_amount_ore >= 0", name=op.f("ck_adjustment_period_not_negative")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_adjustment_period_{column}_{table}")
            )
            for column, table in (
                ("tenancy_id", "tenancy"),
                ("extends_id", "adjustment_period"),
                ("recorded_by_id", "staff_member"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment_period")),
    )
    for column in ("tenancy_id", "last_on"):
        op.create_index(op.f(f"ix_adjustment_period_{column}"), "adjustment_period", [column])
    op.create_index(
        "uq_adjustment_period_extends",
        "adjustment_period",
        ["extends_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("adjustment_period")
