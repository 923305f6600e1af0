"""
What became of letters, what a request for transfer rests on, and the papers that follow it.

About people: what a transfer rests on (ties, wishes, views, what is under way and for how long)
is kept sealed, so that the request, the application and an appeal say the same, and as long as the
household's file is. Letters made before have been approved by nobody, and need it where their
template asks for it. Back again, all of this goes; the letters stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

DAY, INSTANT, TEXT, ID = sa.Date(), sa.DateTime(timezone=True), sa.Text(), sa.Uuid()
BECAME = {
    "approved_on": DAY,
    "approved_by_id": ID,
    "received_on": DAY,
    "discarded_at": INSTANT,
    "discarded_by_id": ID,
    "discard_reason": TEXT,
}
BY = ("approved_by_id", "discarded_by_id")


def upgrade() -> None:
    with op.batch_alter_table("letter") as table:
        for name, kind in BECAME.items():
            table.add_column(sa.Column(name, kind, nullable=True))
        for name in BY:
            table.create_foreign_key(
                op.f(f"fk_letter_{name}_staff_member"), "staff_member", [name], ["id"]
            )
    _basis()
    _annexes()


def downgrade() -> None:
    op.drop_table("case_annex")
    op.drop_table("case_transfer_basis")
    with op.batch_alter_table("letter") as table:
        for name in BY:
            table.drop_constraint(op.f(f"fk_letter_{name}_staff_member"), type_="foreignkey")
        for name in reversed(BECAME):
            table.drop_column(name)


def _basis() -> None:
    name = "case_transfer_basis"
    op.create_table(
        name,
        sa.Column("track_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("id", ID, nullable=False),
        *_refers(name, {"track_id": "case_track", "recorded_by_id": "staff_member"}),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("track_id", "version", name=op.f(f"uq_{name}_track_id_version")),
    )


def _annexes() -> None:
    name = "case_annex"
    op.create_table(
        name,
        sa.Column("track_id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("dated_on", DAY, nullable=False),
        sa.Column("reference", sa.String(60), nullable=False),
        sa.Column("letter_id", ID, nullable=True),
        sa.Column("file_sha256", sa.String(64), nullable=True),
        sa.Column("file_key", TEXT, nullable=False),
        sa.Column("recorded_by_id", ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("id", ID, nullable=False),
        *_refers(
            name,
            {"track_id": "case_track", "letter_id": "letter", "recorded_by_id": "staff_member"},
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in ("track_id", "file_sha256"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _refers(name: str, refers: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{name}_{column}_{other}"))
        for column, other in refers.items()
    ]
