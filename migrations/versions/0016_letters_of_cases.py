"""
That a letter was made in a case.

What a letter says lies with the letters; this only ties it to the case, and to what is asked for
there. Back again, the tie goes and the letter stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "case_letter",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_refers({"case_id": "relocation_case", "track_id": "case_track", "letter_id": "letter"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_letter")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_case_letter_letter_id")),
    )
    op.create_index(op.f("ix_case_letter_case_id"), "case_letter", ["case_id"])


def downgrade() -> None:
    op.drop_table("case_letter")


def _refers(refers: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_case_letter_{column}_{other}")
        )
        for column, other in refers.items()
    ]
