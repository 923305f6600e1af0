"""
What one person asks for somebody and another decides, in one table: roles, as second factors.

Moves every row of `factor_reset` to `staff_request`. Codes on paper and for tablets are kept under
a key from now on; those before, which a copy of the database let somebody try, are used up: codes
on paper are made anew under one's own account. `staff_member.first_code_digest` is new: it lets
nobody in who has no second factor before a second person said yes; kept until it is used. Back
again, requests for roles are lost, and codes stay used up.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OF_BOTH = (
    "id",
    "staff_id",
    "reason",
    "asked_by_id",
    "asked_at",
    "expires_at",
    "decided_by_id",
    "decided_at",
    "is_approved",
)
SHARED = ", ".join(OF_BOTH)
TO_REQUESTS = (
    f"INSERT INTO staff_request (kind, roles, {SHARED}) "  # noqa: S608 -- names of columns
    f"SELECT 'factors', '[]', {SHARED} FROM factor_reset"
)
TO_RESETS = (
    f"INSERT INTO factor_reset ({SHARED}) "  # noqa: S608 -- names of columns
    f"SELECT {SHARED} FROM staff_request WHERE kind = 'factors'"
)


def upgrade() -> None:
    op.create_table(
        "staff_request",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_keys_of("staff_request"),
    )
    _index("staff_request")
    op.create_index(
        op.f("ix_staff_request_asked_by_id"), "staff_request", ["asked_by_id"], unique=False
    )
    op.execute(TO_REQUESTS)
    op.drop_index(op.f("ix_factor_reset_staff_id"), table_name="factor_reset")
    op.drop_table("factor_reset")
    op.add_column(
        "staff_member", sa.Column("first_code_digest", sa.LargeBinary(length=32), nullable=True)
    )
    op.execute("UPDATE recovery_code SET spent_at = made_at WHERE spent_at IS NULL")
    op.execute("UPDATE enrolment_code SET used_at = issued_at WHERE used_at IS NULL")


def downgrade() -> None:
    op.create_table(
        "factor_reset",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_keys_of("factor_reset"),
    )
    _index("factor_reset")
    op.execute(TO_RESETS)
    op.drop_index(op.f("ix_staff_request_asked_by_id"), table_name="staff_request")
    op.drop_index(op.f("ix_staff_request_staff_id"), table_name="staff_request")
    op.drop_table("staff_request")
    op.drop_column("staff_member", "first_code_digest")
    op.execute("UPDATE recovery_code SET spent_at = made_at WHERE spent_at IS NULL")
    op.execute("UPDATE enrolment_code SET used_at = issued_at WHERE used_at IS NULL")


def _keys_of(table: str) -> tuple[sa.Constraint, ...]:
    people = (
        sa.ForeignKeyConstraint(
            [column], ["staff_member.id"], name=op.f(f"fk_{table}_{column}_staff_member")
        )
        for column in ("asked_by_id", "decided_by_id", "staff_id")
    )
    return (*people, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))


def _index(table: str) -> None:
    op.create_index(op.f(f"ix_{table}_staff_id"), table, ["staff_id"], unique=False)
