"""
Editions of landlords as they were given out, that they were taken back, and what they go by.

Nothing that was there is touched. About people: nobody by themselves. What an edition was made from
is counts and sums by landlord, sealed, kept with it so that it can be made anew; who recorded or
decided something is staff. Back again, all of it goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "indicator_parameter",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_indicator_parameter_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_parameter")),
    )
    with op.batch_alter_table("indicator_parameter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_parameter_key"), ["key"], unique=False)

    op.create_table(
        "landlord_dwelling_total",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("dwellings", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("as_of_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "dwellings > 0", name=op.f("ck_landlord_dwelling_total_dwellings_positive")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_landlord_dwelling_total_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_landlord_dwelling_total_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"],
            ["staff_member.id"],
            name=op.f("fk_landlord_dwelling_total_taken_back_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_dwelling_total")),
    )
    with op.batch_alter_table("landlord_dwelling_total", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_landlord_dwelling_total_party_id"), ["party_id"], unique=False
        )

    op.create_table(
        "landlord_edition",
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("starts_on < ends_on", name=op.f("ck_landlord_edition_days_in_order")),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["staff_member.id"],
            name=op.f("fk_landlord_edition_made_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_edition")),
    )
    with op.batch_alter_table("landlord_edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_landlord_edition_ends_on"), ["ends_on"], unique=False)

    op.create_table(
        "edition_withdrawal",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["landlord_edition.id"],
            name=op.f("fk_edition_withdrawal_edition_id_landlord_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["staff_member.id"],
            name=op.f("fk_edition_withdrawal_withdrawn_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_withdrawal")),
        sa.UniqueConstraint("edition_id", name=op.f("uq_edition_withdrawal_edition_id")),
    )


def downgrade() -> None:
    op.drop_table("edition_withdrawal")
    with op.batch_alter_table("landlord_edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_landlord_edition_ends_on"))

    op.drop_table("landlord_edition")
    with op.batch_alter_table("landlord_dwelling_total", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_landlord_dwelling_total_party_id"))

    op.drop_table("landlord_dwelling_total")
    with op.batch_alter_table("indicator_parameter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_parameter_key"))

    op.drop_table("indicator_parameter")
