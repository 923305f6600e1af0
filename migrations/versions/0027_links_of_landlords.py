"""
What landlords bear, who of them belong together, what was judged of it, and versions of the groups.

Nothing that was there is touched; the marks are derived when a landlord is written next, or when
all links are searched for. About people: who signs for a landlord, by name, sealed, and by a blind
index of the number alone, so that landlords of one owner are seen as one; kept while the landlord
is in the register. What was judged is kept with it, sealed. Back again, all of it goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "group_version",
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["staff_member.id"],
            name=op.f("fk_group_version_made_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_version")),
    )
    op.create_index(op.f("ix_group_version_made_on"), "group_version", ["made_on"], unique=False)
    op.create_table(
        "landlord_link",
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due", sa.String(length=40), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["party.id"],
            name=op.f("fk_landlord_link_first_id_party"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["party.id"],
            name=op.f("fk_landlord_link_second_id_party"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_landlord_link")),
    )
    op.create_index(
        "ix_landlord_link_place", "landlord_link", ["place", "first_id", "second_id"], unique=False
    )
    op.create_index(
        op.f("ix_landlord_link_second_id"), "landlord_link", ["second_id"], unique=False
    )
    op.create_index("ix_landlord_link_state", "landlord_link", ["state", "review_on"], unique=False)
    op.create_table(
        "link_judgement",
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("known", sa.Text(), nullable=False),
        sa.Column("judged_by_id", sa.Uuid(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judged_by_id"],
            ["staff_member.id"],
            name=op.f("fk_link_judgement_judged_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_judgement")),
        sa.UniqueConstraint(
            "first_id", "second_id", "turn", name=op.f("uq_link_judgement_first_id_second_id_turn")
        ),
    )
    op.create_index(
        "ix_link_judgement_judged_by_id",
        "link_judgement",
        ["judged_by_id", "judged_at"],
        unique=False,
    )
    op.create_index("ix_link_judgement_second_id", "link_judgement", ["second_id"], unique=False)
    op.create_table(
        "link_parameters",
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("decided", sa.String(length=200), nullable=False),
        sa.Column("most_sharing", sa.Integer(), nullable=False),
        sa.Column("most_signed_for", sa.Integer(), nullable=False),
        sa.Column("least_likeness", sa.Integer(), nullable=False),
        sa.Column("review_months", sa.Integer(), nullable=False),
        sa.Column("largest_group", sa.Integer(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_link_parameters_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_parameters")),
    )
    op.create_index(
        op.f("ix_link_parameters_starts_on"), "link_parameters", ["starts_on"], unique=False
    )
    op.create_table(
        "noted_mark",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_noted_mark_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_noted_mark_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["party.id"], name=op.f("fk_noted_mark_told_by_id_party")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noted_mark")),
    )
    op.create_index(op.f("ix_noted_mark_party_id"), "noted_mark", ["party_id"], unique=False)
    op.create_index(op.f("ix_noted_mark_value"), "noted_mark", ["value"], unique=False)
    op.create_table(
        "party_mark",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("shown", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("told_by_id", sa.Uuid(), nullable=True),
        sa.Column("is_agents", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"],
            ["party.id"],
            name=op.f("fk_party_mark_party_id_party"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("party_id", "kind", "value", name=op.f("pk_party_mark")),
    )
    op.create_index("ix_party_mark_value", "party_mark", ["value", "kind"], unique=False)
    op.create_table(
        "party_ownership",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("owned_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("owner_id <> owned_id", name=op.f("ck_party_ownership_owns_another")),
        sa.ForeignKeyConstraint(
            ["owned_id"], ["party.id"], name=op.f("fk_party_ownership_owned_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["party.id"], name=op.f("fk_party_ownership_owner_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_party_ownership_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_ownership")),
    )
    op.create_index(
        op.f("ix_party_ownership_owned_id"), "party_ownership", ["owned_id"], unique=False
    )
    op.create_index(
        op.f("ix_party_ownership_owner_id"), "party_ownership", ["owner_id"], unique=False
    )
    op.create_table(
        "link_judgement_token",
        sa.Column("judgement_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["judgement_id"],
            ["link_judgement.id"],
            name=op.f("fk_link_judgement_token_judgement_id_link_judgement"),
        ),
        sa.PrimaryKeyConstraint("judgement_id", "token", name=op.f("pk_link_judgement_token")),
    )
    op.create_index(
        "ix_link_judgement_token_token", "link_judgement_token", ["token"], unique=False
    )


def downgrade() -> None:
    op.drop_table("group_version")
    op.drop_table("link_parameters")
    op.drop_table("link_judgement_token")
    op.drop_table("link_judgement")
    op.drop_table("landlord_link")
    op.drop_table("party_ownership")
    op.drop_table("noted_mark")
    op.drop_table("party_mark")
