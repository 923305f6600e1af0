"""
Number a new migration and write down what the models have that the migrations have not.

`python -m tools.new_migration "words about it"`. What it writes is a beginning: read it,
mend it, and say in its docstring what it does to data.
"""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import create_engine
from sqlalchemy.types import TypeDecorator

from landlord_watch.infra import schema
from tools.steps import BIN, ROOT, Stopped, or_stop, run, say

MIGRATIONS = ROOT / "migrations"


def main(words: str) -> None:
    """
    Write migrations/versions/NNNN_words.py and its name into migrations/HEAD.

    Raises: `Stopped`.
    """
    slug = "_".join(re.findall(r"[a-z0-9]+", words.lower()))
    if not slug:
        raise Stopped('Say what it is about: make migration m="rents by room"')
    number = f"{int((MIGRATIONS / 'HEAD').read_text()[:4]) + 1:04}"
    path = write(number, words)
    named = path.rename(path.with_name(f"{number}_{slug}.py"))
    run(BIN / "ruff", "format", named, named="migration", advice="It cannot be read as Python.")
    (MIGRATIONS / "HEAD").write_text(f"{named.stem}\n")
    say(f"Written: {named.relative_to(ROOT)}. Read it, and say in its docstring what it does.")


def write(number: str, words: str) -> Path:
    """The new file, made against an empty database that every earlier migration has shaped."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/now.sqlite3")
        with engine.connect() as connection:
            schema.upgrade(connection)
            config = schema.migration_config(connection)
            config.attributes["render_item"] = as_kept
            made = command.revision(config, words, autogenerate=True, rev_id=number)
        engine.dispose()
    if made is None or isinstance(made, list):
        raise Stopped("Alembic made no migration.")
    return Path(made.path)


def as_kept(kind: str, item: object, context: AutogenContext) -> str | bool:
    """A type of ours as the database keeps it: migrations do not import the program."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    del context
    return f"sa.{item.impl_instance!r}"


if __name__ == "__main__":
    or_stop(lambda: main(" ".join(sys.argv[1:])))
