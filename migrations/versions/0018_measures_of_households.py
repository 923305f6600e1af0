"""
Measures after a visit: what is to be done for a household, and what happened to each.

Nothing that was there is touched. Purpose of the columns about people: to see to it that what a
visit asks for is done, by whom and by when (SoL 14 kap. 3 §); where somebody was housed lies
sealed. Kept with the household's file (SoL 16 kap.). Back again, all measures go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

MEASURE, EVENT = "household_measure", "household_measure_event"
IS_OPEN = sa.text("state IN ('proposed', 'planned', 'begun')")
CLOCK, DAY, ID, TEXT, WORD = sa.Time(), sa.Date(), sa.Uuid(), sa.Text(), sa.String(40)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _measures()
    _events()


def downgrade() -> None:
    op.drop_table(EVENT)
    op.drop_table(MEASURE)


def _measures() -> None:
    op.create_table(
        MEASURE,
        sa.Column("household_id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("responsible_id", ID, nullable=True),
        sa.Column("due_on", DAY, nullable=False),
        sa.Column("due_clock", CLOCK, nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("id", ID, nullable=False),
        *_refers(
            MEASURE,
            household_id="household",
            visit_id="visit",
            responsible_id="staff_member",
            recorded_by_id="staff_member",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_measure")),
    )
    for column in ("household_id", "visit_id", "responsible_id", "due_on"):
        op.create_index(op.f(f"ix_{MEASURE}_{column}"), MEASURE, [column])
    op.create_index(
        "uq_household_measure_open",
        MEASURE,
        ["visit_id", "action"],
        unique=True,
        postgresql_where=IS_OPEN,
        sqlite_where=IS_OPEN,
    )


def _events() -> None:
    op.create_table(
        EVENT,
        sa.Column("measure_id", ID, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("step", WORD, nullable=False),
        sa.Column("happened_on", DAY, nullable=False),
        sa.Column("happened_clock", CLOCK, nullable=True),
        sa.Column("done_by_id", ID, nullable=False),
        sa.Column("channel", WORD, nullable=True),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("ground", WORD, nullable=True),
        sa.Column("outcome", WORD, nullable=True),
        sa.Column("reference", sa.String(60), nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("id", ID, nullable=False),
        *_refers(
            EVENT,
            measure_id=MEASURE,
            done_by_id="staff_member",
            visit_id="visit",
            recorded_by_id="staff_member",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_measure_event")),
        sa.UniqueConstraint(
            "measure_id", "serial", name=op.f("uq_household_measure_event_measure_id_serial")
        ),
    )
    op.create_index(op.f(f"ix_{EVENT}_visit_id"), EVENT, ["visit_id"])


def _refers(table: str, **refers: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in refers.items()
    ]
