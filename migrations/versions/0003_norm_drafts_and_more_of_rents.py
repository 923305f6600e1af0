"""
Norms as drafts with every version of them; more of what a rent is, and what is paid beside it.

Rents that are there are for a month, as agreed, and confirmed: an unusual one was not let in
otherwise. Nothing else is moved.
Columns about a household's housing (`rent`: unit, price, cause, what a sublessor pays and a lodger
pays, rooms and area by the contract; `rent_aside`: deposits, fees, days without rent; `tenancy`:
the part of the contract exactly) are there to try housing costs, and are kept and erased with the
household's file. `norm_draft` and `norm_draft_version` are about nobody, but for who wrote them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def added() -> dict[str, tuple[sa.Column, ...]]:
    """The new columns; what there is gets the value that was meant by there being no column."""
    return {
        "norm_set": (
            sa.Column("decided_on", sa.Date(), nullable=True),
            sa.Column("apart", sa.JSON(), nullable=False, server_default="[]"),
            sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        ),
        "rent": (
            sa.Column("unit", sa.String(length=40), nullable=False, server_default="month"),
            sa.Column("unit_price_ore", sa.BigInteger(), nullable=True),
            sa.Column("cause", sa.String(length=40), nullable=False, server_default="agreed"),
            sa.Column("is_confirmed", sa.Boolean(), nullable=False, server_default=sa.true()),
            sa.Column("sublessor_rent_ore", sa.BigInteger(), nullable=True),
            sa.Column("sublessor_extras_ore", sa.BigInteger(), nullable=True),
            sa.Column("let_part_permille", sa.Integer(), nullable=True),
            sa.Column("lodger_pays_ore", sa.BigInteger(), nullable=True),
            sa.Column("contract_rooms", sa.Integer(), nullable=True),
            sa.Column("contract_area_m2", sa.Double(), nullable=True),
            sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        ),
        "tenancy": (
            sa.Column("share_parts", sa.Integer(), nullable=True),
            sa.Column("share_of", sa.Integer(), nullable=True),
        ),
    }


def upgrade() -> None:
    op.create_table(
        "norm_draft",
        sa.Column("based_on_id", sa.Uuid(), nullable=True),
        sa.Column("started_by_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_as_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adopted_as_id"], ["norm_set.id"], name=op.f("fk_norm_draft_adopted_as_id_norm_set")
        ),
        sa.ForeignKeyConstraint(
            ["based_on_id"], ["norm_set.id"], name=op.f("fk_norm_draft_based_on_id_norm_set")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"],
            ["staff_member.id"],
            name=op.f("fk_norm_draft_started_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm_draft")),
    )
    op.create_table(
        "norm_draft_version",
        sa.Column("norm_draft_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["norm_draft_id"],
            ["norm_draft.id"],
            name=op.f("fk_norm_draft_version_norm_draft_id_norm_draft"),
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"],
            ["staff_member.id"],
            name=op.f("fk_norm_draft_version_saved_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm_draft_version")),
        sa.UniqueConstraint(
            "norm_draft_id", "number", name=op.f("uq_norm_draft_version_norm_draft_id_number")
        ),
    )
    op.create_index(
        op.f("ix_norm_draft_version_norm_draft_id"), "norm_draft_version", ["norm_draft_id"]
    )
    op.create_table(
        "rent_aside",
        sa.Column("tenancy_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("spread_months", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "amount_ore IS NULL OR amount_ore > 0", name=op.f("ck_rent_aside_amount_positive")
        ),
        sa.CheckConstraint(
            "spread_months IS NULL OR spread_months > 0", name=op.f("ck_rent_aside_spread_positive")
        ),
        sa.ForeignKeyConstraint(
            ["tenancy_id"],
            ["tenancy.id"],
            name=op.f("fk_rent_aside_tenancy_id_tenancy"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rent_aside")),
    )
    op.create_index(op.f("ix_rent_aside_tenancy_id"), "rent_aside", ["tenancy_id"])
    for table, columns in added().items():
        for column in columns:
            op.add_column(table, column)


def downgrade() -> None:
    for table, columns in reversed(added().items()):
        for column in reversed(columns):
            op.drop_column(table, column.name)
    op.drop_index(op.f("ix_rent_aside_tenancy_id"), table_name="rent_aside")
    op.drop_table("rent_aside")
    op.drop_index(op.f("ix_norm_draft_version_norm_draft_id"), table_name="norm_draft_version")
    op.drop_table("norm_draft_version")
    op.drop_table("norm_draft")
