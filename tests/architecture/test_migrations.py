"""Migrations stand alone, are numbered in one line, and say what they do to data."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from architecture.house import ROOT, Module, at, faults, functions, modules, planted

VERSIONS = modules("migrations/versions")
NAMED = re.compile(r"(?P<number>\d{4})(?:_[a-z0-9]+)+")
#: What `make migration` writes first, for a person to replace.
UNSAID = "is said here"

WHOLE = '''"""Rents, one row from each day they change. No data is moved."""
revision = "0002"
down_revision = "0001"
def upgrade(): ...
def downgrade(): ...
'''


def not_alone(module: Module) -> Iterator[str]:
    """A migration that imports the program: what it meant would change as the program does."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and "landlord_watch" in ast.unparse(node):
            yield at(module, node, ast.unparse(node))


def misnamed(module: Module) -> Iterator[str]:
    """A file whose name and revision disagree, or that cannot be taken back."""
    name = NAMED.fullmatch(module.name)
    if name is None:
        yield at(module, module.tree, "named NNNN_words.py")
    elif f'revision = "{name["number"]}"' not in module.text.splitlines():
        yield at(module, module.tree, f"revision is not {name['number']}")
    if {"upgrade", "downgrade"} - {function.name for function in functions(module.tree)}:
        yield at(module, module.tree, "goes up and down")


def unsaid(module: Module) -> Iterator[str]:
    """A migration that does not say what it does to data."""
    says = ast.get_docstring(module.tree) or ""
    if not says or UNSAID in says or "please adjust" in module.text:
        yield at(module, module.tree, "the docstring says what it does to data")


def test_migrations_do_not_know_the_program():
    assert faults(not_alone, VERSIONS) == []


@pytest.mark.parametrize(
    "text", ["import landlord_watch.models", "from landlord_watch.kernel import money"]
)
def test_a_migration_that_knows_the_program_is_found(text):
    assert len(faults(not_alone, [planted(text)])) == 1


def test_migrations_are_named_by_their_revision_and_go_both_ways():
    assert faults(misnamed, VERSIONS) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rents.py", WHOLE),
        ("0003_rents.py", WHOLE),
        ("0002_rents.py", WHOLE.replace("def downgrade(): ...", "")),
    ],
    ids=["no number", "another number", "no way back"],
)
def test_a_misnamed_or_one_way_migration_is_found(name, text):
    assert len(faults(misnamed, [planted(text, at=f"migrations/versions/{name}")])) == 1


def test_migrations_say_what_they_do_to_data():
    assert faults(unsaid, VERSIONS) == []


def test_a_migration_that_says_nothing_is_found():
    assert len(faults(unsaid, [planted(f'"""Rents.\n\nWhat it does {UNSAID}."""')])) == 1
    assert faults(unsaid, [planted(WHOLE)]) == []


def test_what_make_migration_writes_has_to_be_replaced():
    assert UNSAID in (ROOT / "migrations" / "script.py.mako").read_text()


def test_each_migration_follows_the_one_before():
    follows = [f'down_revision = "{one.name[:4]}"' in two.text for one, two in pairwise(VERSIONS)]

    assert "down_revision = None" in VERSIONS[0].text
    assert all(follows)


def test_head_names_the_last_migration():
    assert (ROOT / "migrations" / "HEAD").read_text().strip() == VERSIONS[-1].name
