"""
Erasing the access log after five years: up to where each chain is erased, sealed; who proposed it.

Rows stay as they are. The triggers let go of rows that a closing covers, and of none that is
younger than five years; closings themselves are only added to. No column is about a person.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEPT = "the access log is only added to"
LOG, CLOSINGS = "access_log_entry", "access_log_closing"
COVERED = (
    "EXISTS (SELECT 1 FROM access_log_closing c WHERE c.chain = OLD.chain "
    "AND c.number >= OLD.number AND c.kept_from_at > OLD.accessed_at)"
)


def upgrade() -> None:
    op.add_column("purge", sa.Column("log_kept_from_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        CLOSINGS,
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kept_from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name=op.f("pk_access_log_closing")),
    )
    if op.get_bind().dialect.name == "sqlite":
        let_go_on_sqlite()
    else:
        let_go_on_postgresql()


def let_go_on_sqlite() -> None:
    """Rows that are old enough, and said to be erased."""
    op.execute("DROP TRIGGER access_log_entry_no_delete")
    is_old = "OLD.accessed_at < datetime('now', '-5 years')"
    op.execute(
        f"CREATE TRIGGER access_log_entry_no_delete BEFORE DELETE ON {LOG} "
        f"WHEN NOT ({is_old} AND {COVERED}) BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    )
    for what in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {CLOSINGS}_no_{what} BEFORE {what} ON {CLOSINGS} "
            f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        )


def let_go_on_postgresql() -> None:
    """The same."""
    is_old = "OLD.accessed_at < now() - interval '5 years'"
    op.execute(
        "CREATE FUNCTION keep_young_access_log() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {is_old} AND {COVERED} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{KEPT}'; END $$"
    )
    op.execute(f"DROP TRIGGER access_log_entry_no_delete ON {LOG}")
    op.execute(
        f"CREATE TRIGGER access_log_entry_no_delete BEFORE DELETE ON {LOG} "
        "FOR EACH ROW EXECUTE FUNCTION keep_young_access_log()"
    )
    for what, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {CLOSINGS}_no_{what} BEFORE {what} ON {CLOSINGS} "
            f"FOR EACH {each} EXECUTE FUNCTION keep_access_log()"
        )


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(f"DROP TRIGGER access_log_entry_no_delete{'' if is_sqlite else f' ON {LOG}'}")
    if is_sqlite:
        op.execute(
            f"CREATE TRIGGER access_log_entry_no_delete BEFORE DELETE ON {LOG} "
            f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        )
    else:
        op.execute(
            f"CREATE TRIGGER access_log_entry_no_delete BEFORE DELETE ON {LOG} "
            "FOR EACH ROW EXECUTE FUNCTION keep_access_log()"
        )
        op.execute("DROP FUNCTION keep_young_access_log()")
    op.drop_table(CLOSINGS)
    op.drop_column("purge", "log_kept_from_at")
