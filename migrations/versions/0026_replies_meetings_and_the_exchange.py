"""
What landlords are given to answer and what they answer, meetings with them, and editions of others.

Nothing that was there is touched. About people: a landlord may be a human being, so that facts,
replies, corrections, decisions and agendas lie sealed; they are there so that who is written about
may answer, and are kept as long as the edition, or the dialogue, that they belong to. Who gave a
reply and who read out a fingerprint are named, sealed, so that it can be asked of them. Of other
municipalities there are organisations alone. Back again, all of it goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "exchange_key",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_key")),
        sa.UniqueConstraint("number", name=op.f("uq_exchange_key_number")),
        sa.UniqueConstraint("public", name=op.f("uq_exchange_key_public")),
    )
    op.create_table(
        "fact_file",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("edition_ends_on", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("checked_note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_how", sa.String(length=40), nullable=True),
        sa.Column("sent_by_id", sa.Uuid(), nullable=True),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("correction_due_on", sa.Date(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["staff_member.id"],
            name=op.f("fk_fact_file_checked_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["staff_member.id"], name=op.f("fk_fact_file_made_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["landlord_edition.id"],
            name=op.f("fk_fact_file_edition_id_landlord_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_fact_file_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["staff_member.id"], name=op.f("fk_fact_file_sent_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"],
            ["staff_member.id"],
            name=op.f("fk_fact_file_taken_back_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_file")),
    )
    with op.batch_alter_table("fact_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_file_expires_on"), ["expires_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_file_party_id"), ["party_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_fact_file_reply_due_on"), ["reply_due_on"], unique=False
        )
        batch_op.create_index(
            "uq_fact_file_standing",
            ["edition_id", "party_id"],
            unique=True,
            postgresql_where=sa.text("taken_back_at IS NULL"),
            sqlite_where=sa.text("taken_back_at IS NULL"),
        )

    op.create_table(
        "municipality_key",
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("compared_with", sa.Text(), nullable=False),
        sa.Column("compared_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_municipality_key_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"],
            ["staff_member.id"],
            name=op.f("fk_municipality_key_taken_back_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality_key")),
        sa.UniqueConstraint("public", name=op.f("uq_municipality_key_public")),
    )
    with op.batch_alter_table("municipality_key", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_municipality_key_municipality_code"), ["municipality_code"], unique=False
        )

    op.create_table(
        "naming_decision",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=160), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_naming_decision_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_naming_decision_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"],
            ["staff_member.id"],
            name=op.f("fk_naming_decision_taken_back_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naming_decision")),
    )
    with op.batch_alter_table("naming_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_naming_decision_party_id"), ["party_id"], unique=False)

    op.create_table(
        "fact_file_correction",
        sa.Column("fact_file_id", sa.Uuid(), nullable=False),
        sa.Column("fact", sa.String(length=20), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("claimed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("answer_words", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["staff_member.id"],
            name=op.f("fk_fact_file_correction_answered_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["fact_file_id"],
            ["fact_file.id"],
            name=op.f("fk_fact_file_correction_fact_file_id_fact_file"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_fact_file_correction_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_file_correction")),
    )
    with op.batch_alter_table("fact_file_correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fact_file_correction_fact_file_id"), ["fact_file_id"], unique=False
        )

    op.create_table(
        "fact_file_decision",
        sa.Column("fact_file_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("is_renewal", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["staff_member.id"],
            name=op.f("fk_fact_file_decision_decided_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["fact_file_id"],
            ["fact_file.id"],
            name=op.f("fk_fact_file_decision_fact_file_id_fact_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_file_decision")),
    )
    with op.batch_alter_table("fact_file_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fact_file_decision_fact_file_id"), ["fact_file_id"], unique=False
        )

    op.create_table(
        "fact_file_party",
        sa.Column("fact_file_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_file_id"],
            ["fact_file.id"],
            name=op.f("fk_fact_file_party_fact_file_id_fact_file"),
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_fact_file_party_party_id_party")
        ),
        sa.PrimaryKeyConstraint("fact_file_id", "party_id", name=op.f("pk_fact_file_party")),
    )
    with op.batch_alter_table("fact_file_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_file_party_party_id"), ["party_id"], unique=False)

    op.create_table(
        "fact_file_reply",
        sa.Column("fact_file_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.Column("taken_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_file_id"],
            ["fact_file.id"],
            name=op.f("fk_fact_file_reply_fact_file_id_fact_file"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_fact_file_reply_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"],
            ["staff_member.id"],
            name=op.f("fk_fact_file_reply_taken_back_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_file_reply")),
    )
    with op.batch_alter_table("fact_file_reply", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fact_file_reply_fact_file_id"), ["fact_file_id"], unique=False
        )

    op.create_table(
        "foreign_edition",
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("definitions", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("read_by_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key_id"],
            ["municipality_key.id"],
            name=op.f("fk_foreign_edition_key_id_municipality_key"),
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"],
            ["staff_member.id"],
            name=op.f("fk_foreign_edition_read_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foreign_edition")),
        sa.UniqueConstraint(
            "municipality_code", "digest", name=op.f("uq_foreign_edition_municipality_code_digest")
        ),
    )
    op.create_table(
        "landlord_meeting",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("attending", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_reason", sa.Text(), nullable=False),
        sa.Column("cancelled_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"],
            ["staff_member.id"],
            name=op.f("fk_landlord_meeting_cancelled_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["landlord_contact.id"],
            name=op.f("fk_landlord_meeting_contact_id_landlord_contact"),
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_landlord_meeting_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_landlord_meeting_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_meeting")),
    )
    with op.batch_alter_table("landlord_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_landlord_meeting_party_id"), ["party_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_landlord_meeting_planned_on"), ["planned_on"], unique=False
        )

    op.create_table(
        "foreign_landlord",
        sa.Column("foreign_edition_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_number", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["foreign_edition_id"],
            ["foreign_edition.id"],
            name=op.f("fk_foreign_landlord_foreign_edition_id_foreign_edition"),
        ),
        sa.PrimaryKeyConstraint(
            "foreign_edition_id", "organisation_number", name=op.f("pk_foreign_landlord")
        ),
    )
    with op.batch_alter_table("foreign_landlord", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_foreign_landlord_organisation_number"),
            ["organisation_number"],
            unique=False,
        )

    op.create_table(
        "meeting_item",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("number", sa.JSON(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["landlord_meeting.id"],
            name=op.f("fk_meeting_item_meeting_id_landlord_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_meeting_item_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
    )
    with op.batch_alter_table("meeting_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_item_meeting_id"), ["meeting_id"], unique=False
        )


def downgrade() -> None:
    for name in (
        "meeting_item",
        "foreign_landlord",
        "landlord_meeting",
        "foreign_edition",
        "fact_file_reply",
        "fact_file_party",
        "fact_file_decision",
        "fact_file_correction",
        "naming_decision",
        "municipality_key",
        "fact_file",
        "exchange_key",
    ):
        op.drop_table(name)
