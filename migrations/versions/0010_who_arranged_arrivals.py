"""
Who arranged a household's move here and how; and that an arrival is corrected by a better one.

What was recorded before was arranged by nobody known. Purpose of the new columns about people: to
tell moves that somebody wanted from those that others made (lag 2001:454 6 §); kept with the
household's file (SoL 16 kap.). Back again, arrivals that were corrected or taken back go, and so
do those from a municipality that is not known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("arrival") as table:
        table.alter_column("from_municipality_code", existing_type=sa.String(4), nullable=True)
        table.add_column(
            sa.Column("arranged_by", sa.String(40), nullable=False, server_default="not_known")
        )
        table.add_column(sa.Column("arranged_words", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("landlord_id", sa.Uuid(), nullable=True))
        table.add_column(
            sa.Column("arranged_parts", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
        )
        table.add_column(sa.Column("corrects_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            op.f("fk_arrival_landlord_id_party"), "party", ["landlord_id"], ["id"]
        )
        table.create_foreign_key(
            op.f("fk_arrival_corrects_id_arrival"), "arrival", ["corrects_id"], ["id"]
        )
    with op.batch_alter_table("arrival") as table:
        for column in ("arranged_by", "arranged_words", "arranged_parts"):
            table.alter_column(column, server_default=None)
    op.create_index(op.f("ix_arrival_landlord_id"), "arrival", ["landlord_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_arrival_landlord_id"), "arrival")
    op.execute("UPDATE arrival SET corrects_id = NULL")
    op.execute(
        "DELETE FROM arrival WHERE withdrawn_at IS NOT NULL OR from_municipality_code IS NULL"
    )
    with op.batch_alter_table("arrival") as table:
        table.drop_constraint(op.f("fk_arrival_corrects_id_arrival"), type_="foreignkey")
        table.drop_constraint(op.f("fk_arrival_landlord_id_party"), type_="foreignkey")
        for column in (
            "withdrawn_at",
            "corrects_id",
            "arranged_parts",
            "landlord_id",
            "arranged_words",
            "arranged_by",
        ):
            table.drop_column(column)
        table.alter_column("from_municipality_code", existing_type=sa.String(4), nullable=False)
