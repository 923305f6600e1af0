"""Everything that stands in the registers, to be compared with how it stood before."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.models import metadata

#: What tells of what was done, and is to differ.
NOTES = frozenset(
    {
        *("import_batch", "import_chunk", "import_choice", "import_file", "import_touch"),
        *("access_log_entry", "access_chain", "import_mapping", "staff_member", "staff_role"),
        "party_mark",  # follows from the rest, and keeps what was
    }
)


def standing(session: Session) -> dict[str, list[str]]:
    """Every row of every other table, without ids made here and when it was written."""
    session.flush()
    session.expire_all()
    found: dict[str, list[str]] = {}
    for table in metadata.sorted_tables:
        columns = [
            column
            for column in table.columns
            if column.name not in {"id", "recorded_at"} and not column.foreign_keys
        ]
        if columns and table.name not in NOTES:
            rows = session.execute(select(*columns)).all()
            found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found
