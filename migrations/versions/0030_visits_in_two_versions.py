"""
The second of the two revisions of a visit that somebody at the office held together into one.

Nothing that was there is touched: what tablets sent has none. About people: no more than that
two versions belong together; kept with the file of the household. Back again, what was held
together stays as a version that follows on the first of the two, and of the second it is no
longer known that it is in it; it stays beside.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

REVISIONS = sa.table(
    "visit_revision",
    sa.column("id", sa.Uuid()),
    sa.column("merged_revision_id", sa.Uuid()),
    sa.column("is_head", sa.Boolean()),
)


def upgrade() -> None:
    op.add_column("visit_revision", sa.Column("merged_revision_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    second = sa.select(REVISIONS.c.merged_revision_id).where(
        REVISIONS.c.merged_revision_id.is_not(None)
    )
    op.execute(REVISIONS.update().where(REVISIONS.c.id.in_(second)).values(is_head=sa.true()))
    op.drop_column("visit_revision", "merged_revision_id")
