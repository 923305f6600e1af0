"""
That a letter goes with a visit, and what lets somebody outside be told by it.

Nothing that was there is touched. About people: the ground for telling, sealed, so that what was
told can be answered for; kept with the file of the household. Back again, only the tie goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

NAME = "visit_letter"


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_letter_visit_id_visit")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_visit_letter_letter_id_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_letter")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_visit_letter_letter_id")),
    )
    op.create_index(op.f("ix_visit_letter_visit_id"), NAME, ["visit_id"])


def downgrade() -> None:
    op.drop_table(NAME)
