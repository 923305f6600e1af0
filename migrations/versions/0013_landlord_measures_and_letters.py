"""
What landlords undertook as rows of their own, the question of ability to pay, and letters.

What a contact said was agreed becomes a measure of it, about no one home, with the day that was
set or none, and is sealed anew where it lies now; where there is such a text, `landlord-watch
init` is what brings the keys. Back again, each goes to its contact, the first of several alone,
and measures apart from a contact, questions and letters are lost.

Measures, questions and letters tell of landlords and homes, and of no tenant; like the dialogue
they are kept as long as the register is.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import context, op

revision = "0013"
down_revision = "0012"

DAY, INSTANT, TEXT, ID, WORD = (
    sa.Date(),
    sa.DateTime(timezone=True),
    sa.Text(),
    sa.Uuid(),
    sa.String(40),
)
CONTACT = sa.table(
    "landlord_contact",
    *(
        sa.column(name, kind)
        for name, kind in (
            ("id", ID),
            ("party_id", ID),
            ("happened_on", DAY),
            ("agreed", TEXT),
            ("agreed_by_on", DAY),
            ("recorded_by_id", ID),
            ("recorded_at", INSTANT),
        )
    ),
)
MEASURE = sa.table(
    "landlord_measure",
    *(
        sa.column(name, kind)
        for name, kind in (
            ("id", ID),
            ("party_id", ID),
            ("contact_id", ID),
            ("what", TEXT),
            ("agreed_on", DAY),
            ("due_on", DAY),
            ("state", WORD),
            ("taken_back_at", INSTANT),
            ("recorded_by_id", ID),
            ("recorded_at", INSTANT),
        )
    ),
)


def upgrade() -> None:
    _letters()
    _measures()
    _questions()
    _carry_over()
    # not by a new table in the old one's place: measures refer to it by now
    op.drop_column("landlord_contact", "agreed")
    op.drop_column("landlord_contact", "agreed_by_on")


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


def _letters() -> None:
    _table(
        "letter_wording",
        [
            *_columns("template_key", sa.String(60)),
            *_columns("version", sa.Integer()),
            *_columns("subject", sa.String(160)),
            *_columns("body", TEXT),
            *_columns("recorded_by_id", ID),
            *_columns("recorded_at", INSTANT),
            sa.UniqueConstraint(
                "template_key", "version", name=op.f("uq_letter_wording_template_key_version")
            ),
        ],
        {"recorded_by_id": "staff_member"},
    )
    _table(
        "letter",
        [
            *_columns("year serial template_version", sa.Integer()),
            *_columns("audience", WORD),
            *_columns("template_key reference", sa.String(60)),
            *_columns("is_payment_question", sa.Boolean()),
            *_columns("content", TEXT),
            *_columns("made_on", DAY),
            *_columns("made_by_id", ID),
            *_columns("made_at", INSTANT),
            *_columns("sent_on", DAY, null=True),
            *_columns("sent_by", WORD, null=True),
            *_columns("sent_noted_by_id", ID, null=True),
            *_columns("sent_noted_at", INSTANT, null=True),
            sa.UniqueConstraint("year", "serial", name=op.f("uq_letter_year_serial")),
        ],
        {"made_by_id": "staff_member", "sent_noted_by_id": "staff_member"},
    )
    _table(
        "landlord_letter",
        [
            *_columns("party_id letter_id", ID),
            *_columns("dwelling_id contact_id", ID, null=True),
            sa.UniqueConstraint("letter_id", name=op.f("uq_landlord_letter_letter_id")),
        ],
        {
            "party_id": "party",
            "letter_id": "letter",
            "dwelling_id": "dwelling",
            "contact_id": "landlord_contact",
        },
    )
    _index("landlord_letter", "party_id", "dwelling_id")


def _measures() -> None:
    _table(
        "landlord_measure",
        [
            *_columns("party_id recorded_by_id", ID),
            *_columns("contact_id dwelling_id", ID, null=True),
            *_columns("what", TEXT),
            *_columns("agreed_on", DAY),
            *_columns("due_on", DAY, null=True),
            *_columns("state", WORD),
            *_columns("taken_back_at", INSTANT, null=True),
            *_columns("recorded_at", INSTANT),
        ],
        {
            "party_id": "party",
            "contact_id": "landlord_contact",
            "dwelling_id": "dwelling",
            "recorded_by_id": "staff_member",
        },
    )
    _index("landlord_measure", "party_id", "contact_id", "dwelling_id", "due_on")
    _table(
        "landlord_measure_event",
        [
            *_columns("measure_id recorded_by_id", ID),
            *_columns("state", WORD),
            *_columns("happened_on", DAY),
            *_columns("seen_how", WORD, null=True),
            *_columns("was_due_on due_on", DAY, null=True),
            *_columns("note", TEXT),
            *_columns("recorded_at", INSTANT),
        ],
        {"measure_id": "landlord_measure", "recorded_by_id": "staff_member"},
    )
    _index("landlord_measure_event", "measure_id")


def _questions() -> None:
    _table(
        "payment_question",
        [
            *_columns("party_id recorded_by_id", ID),
            *_columns("asked_on", DAY),
            *_columns("channel", WORD),
            *_columns("answered_on", DAY, null=True),
            *_columns("answer", WORD, null=True),
            *_columns("answer_words", TEXT),
            *_columns("answer_noted_by_id", ID, null=True),
            *_columns("answer_noted_at taken_back_at", INSTANT, null=True),
            *_columns("recorded_at", INSTANT),
        ],
        {
            "party_id": "party",
            "answer_noted_by_id": "staff_member",
            "recorded_by_id": "staff_member",
        },
    )
    _index("payment_question", "party_id")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _carry_over() -> None:
    connection, sealer = op.get_bind(), context.config.attributes["sealer"]
    for row in connection.execute(sa.select(CONTACT).where(CONTACT.c.agreed != "")).all():
        measure_id = uuid4()
        what = sealer.open(row.agreed, place=f"landlord_contact|agreed|{row.id}")
        sealed = sealer.seal(what, purpose="case_text", place=f"landlord_measure|what|{measure_id}")
        connection.execute(
            MEASURE.insert().values(
                id=measure_id,
                party_id=row.party_id,
                contact_id=row.id,
                what=sealed,
                agreed_on=row.happened_on,
                due_on=row.agreed_by_on,
                state="agreed",
                recorded_by_id=row.recorded_by_id,
                recorded_at=row.recorded_at,
            )
        )


def _carry_back() -> None:
    connection, sealer = op.get_bind(), context.config.attributes["sealer"]
    stands = MEASURE.c.contact_id.is_not(None) & MEASURE.c.taken_back_at.is_(None)
    query = sa.select(MEASURE).where(stands).order_by(MEASURE.c.recorded_at, MEASURE.c.id)
    taken = set()
    for row in connection.execute(query).all():
        if row.contact_id in taken:
            continue
        taken.add(row.contact_id)
        what = sealer.open(row.what, place=f"landlord_measure|what|{row.id}")
        place = f"landlord_contact|agreed|{row.contact_id}"
        sealed = sealer.seal(what, purpose="case_text", place=place)
        connection.execute(
            CONTACT.update()
            .where(CONTACT.c.id == row.contact_id)
            .values(agreed=sealed, agreed_by_on=row.due_on)
        )


def downgrade() -> None:
    empty = sa.text("''")
    op.add_column(
        "landlord_contact", sa.Column("agreed", TEXT, nullable=False, server_default=empty)
    )
    op.add_column("landlord_contact", sa.Column("agreed_by_on", DAY, nullable=True))
    _carry_back()
    for table_name in (
        "landlord_measure_event",
        "landlord_measure",
        "payment_question",
        "landlord_letter",
        "letter",
        "letter_wording",
    ):
        op.drop_table(table_name)
    with op.batch_alter_table("landlord_contact") as table:
        table.alter_column("agreed", existing_type=TEXT, server_default=None)
