"""
What was found to be best for a child, before something that touches the child was decided.

Nothing that was there is touched. Purpose: what is best for a child comes first, and how it was
looked at is written down (SoL 3 kap. 1 §, 14 kap. 3 §); kept with the household's file. Back again,
the table goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "best_interest",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("heard", sa.String(length=40), nullable=False),
        sa.Column("childs_view", sa.Text(), nullable=False),
        sa.Column("not_heard_because", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("weighing", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("follows", sa.String(length=40), nullable=False),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("follow_up_words", sa.Text(), nullable=False),
        sa.Column("followed_up_by_id", sa.Uuid(), nullable=True),
        sa.Column("follow_up_noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"], ["person.id"], name=op.f("fk_best_interest_child_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["best_interest.id"],
            name=op.f("fk_best_interest_corrects_id_best_interest"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["staff_member.id"],
            name=op.f("fk_best_interest_decided_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["followed_up_by_id"],
            ["staff_member.id"],
            name=op.f("fk_best_interest_followed_up_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_best_interest_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_best_interest")),
    )
    op.create_index(op.f("ix_best_interest_about_id"), "best_interest", ["about_id"])
    op.create_index(op.f("ix_best_interest_child_id"), "best_interest", ["child_id"])
    op.create_index(op.f("ix_best_interest_household_id"), "best_interest", ["household_id"])
    op.create_index(
        "uq_best_interest_corrects",
        "best_interest",
        ["corrects_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("best_interest")
