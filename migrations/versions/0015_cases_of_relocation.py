"""
Cases against a sending municipality: what they stand on, what they are judged to be, their tracks.

Nothing that was there is touched. Purpose of the columns about people: to follow up a suspicion
that another municipality had a hand in a household's move, and to ask it, or IVO, for what the
law gives (SoL 29 kap.); kept with the household's file (SoL 16 kap.). Back again, all cases go.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

DAY, INSTANT, TEXT, ID, WORD = (
    sa.Date(),
    sa.DateTime(timezone=True),
    sa.Text(),
    sa.Uuid(),
    sa.String(40),
)
TABLES = (
    "relocation_case",
    "case_finding",
    "case_account",
    "case_outward_check",
    "case_assessment",
    "case_track",
    "case_step",
)


def upgrade() -> None:
    _cases()
    _grounds()
    _accounts()
    _tracks()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _table(name: str, columns: list[sa.Column[object]], refers: dict[str, str]) -> None:
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


def _columns(said: str, kind: sa.types.TypeEngine[object], *, null: bool = False) -> list:
    return [sa.Column(name, kind, nullable=null) for name in said.split()]


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _only_one(name: str, table: str, column: str, where: str) -> None:
    op.create_index(
        name,
        table,
        [column],
        unique=True,
        postgresql_where=sa.text(where),
        sqlite_where=sa.text(where),
    )


def _cases() -> None:
    _table(
        "relocation_case",
        [
            *_columns("household_id opened_by_id", ID),
            *_columns("arrival_id", ID, null=True),
            *_columns("number", sa.String(20)),
            *_columns("record_number", sa.String(60)),
            *_columns("origin", WORD),
            *_columns("municipality_code", sa.String(4), null=True),
            *_columns("target_groups ongoing_matters", sa.JSON()),
            *_columns("opened_on", DAY),
            *_columns("recorded_at", INSTANT),
            *_columns("closed_on", DAY, null=True),
            sa.UniqueConstraint("number", name=op.f("uq_relocation_case_number")),
        ],
        {"household_id": "household", "arrival_id": "arrival", "opened_by_id": "staff_member"},
    )
    _index("relocation_case", "household_id")
    _only_one("uq_relocation_case_open", "relocation_case", "household_id", "closed_on IS NULL")


def _grounds() -> None:
    _table(
        "case_finding",
        [
            *_columns("case_id recorded_by_id", ID),
            *_columns("kind code evidence", WORD),
            *_columns("note", TEXT),
            *_columns("recorded_at", INSTANT),
            *_columns("withdrawn_at", INSTANT, null=True),
        ],
        {"case_id": "relocation_case", "recorded_by_id": "staff_member"},
    )
    _table(
        "case_outward_check",
        [
            *_columns("case_id checked_by_id", ID),
            *_columns("checked_on", DAY),
            *_columns("ground", WORD),
            *_columns("reasons", TEXT),
            *_columns("recorded_at", INSTANT),
            *_columns("withdrawn_at", INSTANT, null=True),
        ],
        {"case_id": "relocation_case", "checked_by_id": "staff_member"},
    )
    _table(
        "case_assessment",
        [
            *_columns("case_id decided_by_id", ID),
            *_columns("outcome clear_own_wish", WORD),
            *_columns("reasons", TEXT),
            *_columns("decided_on", DAY),
            *_columns("recorded_at", INSTANT),
            *_columns("withdrawn_at", INSTANT, null=True),
        ],
        {"case_id": "relocation_case", "decided_by_id": "staff_member"},
    )
    for table in ("case_finding", "case_outward_check", "case_assessment"):
        _index(table, "case_id")


def _accounts() -> None:
    _table(
        "case_account",
        [
            *_columns("case_id person_id taken_by_id", ID),
            *_columns("corrects_id", ID, null=True),
            *_columns("told_on", DAY),
            *_columns("language", sa.String(3)),
            *_columns("is_interpreted", sa.Boolean()),
            *_columns("words coercion_words", TEXT),
            *_columns("own_wish contact_consent signature", WORD),
            *_columns("read_back_on", DAY, null=True),
            *_columns("confirmation", WORD, null=True),
            *_columns("recorded_at", INSTANT),
            *_columns("withdrawn_at", INSTANT, null=True),
        ],
        {
            "case_id": "relocation_case",
            "person_id": "person",
            "corrects_id": "case_account",
            "taken_by_id": "staff_member",
        },
    )
    _index("case_account", "case_id", "person_id")
    _only_one("uq_case_account_corrects", "case_account", "corrects_id", "withdrawn_at IS NULL")


def _tracks() -> None:
    _table(
        "case_track",
        [*_columns("case_id", ID), *_columns("kind", WORD), *_columns("recorded_at", INSTANT)],
        {"case_id": "relocation_case"},
    )
    _index("case_track", "case_id")
    _table(
        "case_step",
        [
            *_columns("track_id recorded_by_id", ID),
            *_columns("letter_id", ID, null=True),
            *_columns("serial", sa.Integer()),
            *_columns("step", WORD),
            *_columns("happened_on", DAY),
            *_columns("reference", sa.String(60)),
            *_columns("note", TEXT),
            *_columns("recorded_at", INSTANT),
            sa.UniqueConstraint("track_id", "serial", name=op.f("uq_case_step_track_id_serial")),
        ],
        {"track_id": "case_track", "letter_id": "letter", "recorded_by_id": "staff_member"},
    )
