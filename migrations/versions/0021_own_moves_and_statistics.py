"""
Own outward moves, the counts that were given out, and what authorities ask for.

Nothing that was there is touched. Purpose of the columns about people: to see whether the
municipality itself does what it holds against others; kept with the household's file (SoL 16
kap.). What is given out of counts holds no personal data. Back again, all of it goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

DAY, INSTANT, TEXT, ID, WORD = (
    sa.Date(),
    sa.DateTime(timezone=True),
    sa.Text(),
    sa.Uuid(),
    sa.String(40),
)
TABLES = (
    "outward_move",
    "outward_finding",
    "outward_payment",
    "outward_assessment",
    "statistics_edition",
    "statistics_request",
    "statistics_answer",
    "statistics_reply",
)
STANDING = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    _moves()
    _counts()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _table(name: str, columns: list[sa.schema.SchemaItem], refers: dict[str, str]) -> None:
    """A table with an id of its own; `refers`: which column names a row of which table."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", ID, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{name}_{column}_{other}")
            )
            for column, other in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _given(name: str, kind: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def _if_any(name: str, kind: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=True)


def _noted() -> list[sa.schema.SchemaItem]:
    """By whom and when something was noted, and when it was taken back."""
    return [
        _given("recorded_by_id", ID),
        _given("recorded_at", INSTANT),
        _if_any("withdrawn_at", INSTANT),
    ]


def _moves() -> None:
    _table(
        "outward_move",
        [
            _given("household_id", ID),
            _if_any("municipality_code", sa.String(4)),
            _given("moved_on", DAY),
            _given("own_wish", WORD),
            _given("account", TEXT),
            _given("target_groups", sa.JSON()),
            _given("matters", sa.JSON()),
            _given("contact", WORD),
            _if_any("contacted_on", DAY),
            _given("contact_note", TEXT),
            *_noted(),
        ],
        {"household_id": "household", "recorded_by_id": "staff_member"},
    )
    op.create_index(op.f("ix_outward_move_household_id"), "outward_move", ["household_id"])
    op.create_index(
        "uq_outward_move_standing",
        "outward_move",
        ["household_id", "moved_on"],
        unique=True,
        postgresql_where=STANDING,
        sqlite_where=STANDING,
    )
    _of_move(
        "outward_finding",
        [_given("kind", WORD), _given("code", WORD), _given("evidence", WORD)],
    )
    _of_move(
        "outward_payment",
        [
            _given("kind", WORD),
            _given("amount_ore", sa.BigInteger()),
            _given("paid_on", DAY),
            _given("is_assessed", sa.Boolean()),
        ],
    )
    _table(
        "outward_assessment",
        [
            _given("move_id", ID),
            _given("outcome", WORD),
            _given("reasons", TEXT),
            _given("decided_on", DAY),
            _given("decided_by_id", ID),
            _given("recorded_at", INSTANT),
            _if_any("withdrawn_at", INSTANT),
        ],
        {"move_id": "outward_move", "decided_by_id": "staff_member"},
    )
    op.create_index(op.f("ix_outward_assessment_move_id"), "outward_assessment", ["move_id"])


def _of_move(name: str, columns: list[sa.schema.SchemaItem]) -> None:
    _table(
        name,
        [_given("move_id", ID), *columns, _given("note", TEXT), *_noted()],
        {"move_id": "outward_move", "recorded_by_id": "staff_member"},
    )
    op.create_index(op.f(f"ix_{name}_move_id"), name, ["move_id"])


def _counts() -> None:
    _table(
        "statistics_edition",
        [
            _given("kind", WORD),
            _given("starts_on", DAY),
            _given("ends_on", DAY),
            _given("purpose", sa.String(500)),
            _given("made_on", DAY),
            _given("made_by_id", ID),
            _given("recorded_at", INSTANT),
            _given("document", sa.JSON()),
        ],
        {"made_by_id": "staff_member"},
    )
    _table(
        "statistics_request",
        [
            _given("asker", sa.String(160)),
            _given("asked_for", sa.String(500)),
            _given("record_number", sa.String(60)),
            _given("own_record_number", sa.String(60)),
            _given("received_on", DAY),
            _if_any("due_on", DAY),
            _given("recorded_by_id", ID),
            _given("recorded_at", INSTANT),
        ],
        {"recorded_by_id": "staff_member"},
    )
    _table(
        "statistics_answer",
        [
            _given("request_id", ID),
            _given("question", sa.String(1_000)),
            _given("words", sa.String(4_000)),
            _if_any("edition_id", ID),
            _given("table_code", sa.String(60)),
            *_noted(),
        ],
        {
            "request_id": "statistics_request",
            "edition_id": "statistics_edition",
            "recorded_by_id": "staff_member",
        },
    )
    op.create_index(op.f("ix_statistics_answer_request_id"), "statistics_answer", ["request_id"])
    _table(
        "statistics_reply",
        [
            _given("request_id", ID),
            _given("serial", sa.Integer()),
            _given("document", sa.JSON()),
            _given("made_on", DAY),
            _given("made_by_id", ID),
            _given("recorded_at", INSTANT),
            _if_any("sent_on", DAY),
            sa.UniqueConstraint(
                "request_id", "serial", name=op.f("uq_statistics_reply_request_id_serial")
            ),
        ],
        {"request_id": "statistics_request", "made_by_id": "staff_member"},
    )
