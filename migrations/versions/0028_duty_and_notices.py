"""
Who is on duty, alarms that somebody must see, who was called for them, and notices to send.

Concerns that nobody has acknowledged, and those that could not be read, get an alarm each, so that
whoever is on duty is called for what waits already. About people: the address of mail of who is on
duty, to tell them where to look; kept as the list is, so that who was to be called stays known.
Back again, all of it goes; the concerns stay as they were.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_call_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["staff_member.id"], name=op.f("fk_alarm_ended_by_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
    )
    op.create_index("ix_alarm_next_call_at", "alarm", ["next_call_at"], unique=False)
    op.create_index("ix_alarm_subject_id", "alarm", ["subject_id"], unique=False)
    op.create_index(
        "uq_alarm_standing",
        "alarm",
        ["kind", "subject_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "duty_place",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail_address", sa.String(length=254), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_duty_place_ends_after_start")),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_duty_place_rank_from_one")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_duty_place_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"],
            ["staff_member.id"],
            name=op.f("fk_duty_place_removed_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_duty_place_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_place")),
    )
    op.create_index(op.f("ix_duty_place_staff_id"), "duty_place", ["staff_id"], unique=False)

    op.create_table(
        "alarm_call",
        sa.Column("alarm_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alarm_id"],
            ["alarm.id"],
            name=op.f("fk_alarm_call_alarm_id_alarm"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_alarm_call_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm_call")),
    )
    op.create_index(op.f("ix_alarm_call_alarm_id"), "alarm_call", ["alarm_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("alarm_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("mail_address", sa.String(length=254), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_because", sa.String(length=40), nullable=False),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overtaken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alarm_id"], ["alarm.id"], name=op.f("fk_notice_alarm_id_alarm"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_alarm_id"), "notice", ["alarm_id"], unique=False)
    op.create_index("ix_notice_next_try_at", "notice", ["next_try_at"], unique=False)

    _alarm_of_what_waits()


def _alarm_of_what_waits() -> None:
    """An alarm under the id of what it is about; whoever is on duty is called at once."""
    op.execute(
        "INSERT INTO alarm (id, kind, subject_id, is_urgent, raised_at, next_call_at, round_number)"
        " SELECT id, 'concern', id, is_immediate_danger, received_at, received_at, 0"
        " FROM concern WHERE acknowledged_at IS NULL"
    )
    op.execute(
        "INSERT INTO alarm (id, kind, subject_id, is_urgent, raised_at, next_call_at, round_number)"
        " SELECT revision_id, 'unread_concern', revision_id, true, received_at, received_at, 0"
        " FROM parcel WHERE kind = 'concern' AND state = 'parked'"
    )


def downgrade() -> None:
    for table in ("notice", "alarm_call", "duty_place", "alarm"):
        op.drop_table(table)
