"""
Deficiencies that a landlord is asked to put right by a day, and that a new visit sees again.

What was there stays as it is: asked of nobody, and seen again by no visit that is known. Purpose of
the columns: to follow a deficiency until it is gone; the visit is let go of with the household's
file. Back again, the days, the letters and which visit saw what are forgotten.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("deficiency") as table:
        table.add_column(sa.Column("asked_by_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("letter_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_deficiency_letter_id_letter"), "letter", ["letter_id"], ["id"]
        )
        table.create_index(op.f("ix_deficiency_letter_id"), ["letter_id"])
    with op.batch_alter_table("deficiency_event") as table:
        table.add_column(sa.Column("seen_at_visit_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_deficiency_event_seen_at_visit_id_visit"),
            "visit",
            ["seen_at_visit_id"],
            ["id"],
        )
        table.create_index(op.f("ix_deficiency_event_seen_at_visit_id"), ["seen_at_visit_id"])


def downgrade() -> None:
    with op.batch_alter_table("deficiency_event") as table:
        table.drop_index(op.f("ix_deficiency_event_seen_at_visit_id"))
        table.drop_constraint(
            op.f("fk_deficiency_event_seen_at_visit_id_visit"), type_="foreignkey"
        )
        table.drop_column("seen_at_visit_id")
    with op.batch_alter_table("deficiency") as table:
        table.drop_index(op.f("ix_deficiency_letter_id"))
        table.drop_constraint(op.f("fk_deficiency_letter_id_letter"), type_="foreignkey")
        table.drop_column("letter_id")
        table.drop_column("asked_by_on")
