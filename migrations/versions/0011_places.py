"""What a service said of addresses, and where homes' places come from; nothing about people."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "geocoding_answer",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("precision", sa.String(length=40), nullable=True),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)",
            name=op.f("ck_geocoding_answer_point_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_geocoding_answer")),
        sa.UniqueConstraint("digest", name=op.f("uq_geocoding_answer_digest")),
    )
    op.create_table(
        "geocoding_turn",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_geocoding_turn")),
    )
    op.create_table(
        "dwelling_place",
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["geocoding_answer.id"],
            name=op.f("fk_dwelling_place_answer_id_geocoding_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_dwelling_place_dwelling_id_dwelling")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dwelling_place")),
        sa.UniqueConstraint("dwelling_id", name=op.f("uq_dwelling_place_dwelling_id")),
    )
    op.create_index(op.f("ix_dwelling_place_answer_id"), "dwelling_place", ["answer_id"])


def downgrade() -> None:
    op.drop_table("dwelling_place")
    op.drop_table("geocoding_turn")
    op.drop_table("geocoding_answer")
