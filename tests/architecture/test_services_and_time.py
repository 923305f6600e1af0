"""Services are handed a session and never end it; nobody but the clock knows what time it is."""

import ast
from collections.abc import Iterator
from itertools import pairwise

import pytest

from architecture.house import (
    Function,
    Module,
    at,
    faults,
    functions,
    modules,
    planted,
    public,
    room_modules,
)

ENDINGS = {"commit", "rollback", "close"}
NOWS = {"now", "utcnow", "today"}
CLOCK = "landlord_watch/infra/clock.py"


def ends_the_session(module: Module) -> Iterator[str]:
    """A room that commits: the door does, once, when everything has gone well."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = ast.unparse(node.func.value)
            if node.func.attr in ENDINGS and of.split(".")[-1] in {"session", "db()"}:
                yield at(module, node, f"{of}.{node.func.attr}() belongs to the door")


def not_session_first(module: Module) -> Iterator[str]:
    """A service that does not take the session, or what is like one, and the rest by name."""
    for node in public(module.tree.body):
        if not isinstance(node, Function):
            continue
        given = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        if given not in (["session"], ["transaction"]) or node.args.vararg:
            yield at(module, node, f"{node.name} takes {given} by place, not the session alone")


def reads_the_clock(module: Module) -> Iterator[str]:
    """The hour, asked for elsewhere than in infra.clock."""
    if str(module.path) == CLOCK:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in NOWS:
            of = ast.unparse(node.value)
            if of.split(".")[-1] in {"datetime", "date", "dt"}:
                yield at(module, node, f"{of}.{node.attr}: take it from infra.clock")


def hidden_imports(module: Module) -> Iterator[str]:
    """An import that the contracts would not see in its place, or that hides a cycle."""
    tree = module.tree
    hiding: list[ast.AST] = [*functions(tree)]
    hiding += [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    for place in hiding:
        for node in ast.walk(place):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield at(module, node, f"hidden: {ast.unparse(node)}")


def flush_without_reason(module: Module) -> Iterator[str]:
    """A flush that does not say what needs it, on its line or the one above."""
    lines = ["", *module.text.splitlines()]
    for number, (above, line) in enumerate(pairwise(lines), start=1):
        if "session.flush()" in line and "#" not in line and not above.strip().startswith("#"):
            yield f"{module.path}:{number}: flush() says what needs it"


ROOMS = [
    module for module in modules("landlord_watch") if module.path.parts[1] not in {"web", "cli"}
]
OURS = modules("landlord_watch", "tools")


def test_services_leave_the_ending_to_the_door():
    assert faults(ends_the_session, ROOMS) == []


def test_a_service_that_commits_is_found():
    text = "def record_rent(session, *, at):\n  session.commit()"

    assert len(faults(ends_the_session, [planted(text)])) == 1


def test_services_take_the_session_and_the_rest_by_name():
    assert faults(not_session_first, room_modules("services")) == []


@pytest.mark.parametrize(
    "text",
    [
        "def record_rent(tenancy_id): ...",
        "def record_rent(session, tenancy_id): ...",
        "def record_rent(*, session): ...",
        "def record_rent(session, *ids): ...",
    ],
)
def test_a_service_that_takes_anything_else_by_place_is_found(text):
    assert len(faults(not_session_first, [planted(text)])) == 1


def test_only_the_clock_knows_the_time():
    assert faults(reads_the_clock, modules("landlord_watch", "migrations")) == []


@pytest.mark.parametrize(
    "text",
    ["datetime.now(UTC)", "date.today()", "datetime.datetime.utcnow()", "default=date.today"],
)
def test_a_look_at_another_clock_is_found(text):
    assert len(faults(reads_the_clock, [planted(text)])) == 1


def test_imports_stand_where_the_contracts_see_them():
    assert faults(hidden_imports, [*OURS, *modules("migrations")]) == []


@pytest.mark.parametrize(
    "text",
    [
        "def rent():\n  from landlord_watch.web import app",
        "if TYPE_CHECKING:\n  import landlord_watch.web",
        "if typing.TYPE_CHECKING:\n  import landlord_watch.web",
    ],
)
def test_a_hidden_import_is_found(text):
    assert len(faults(hidden_imports, [planted(text)])) == 1


def test_a_flush_says_what_needs_it():
    assert faults(flush_without_reason, ROOMS) == []


def test_a_flush_without_reason_is_found():
    bare = "session.add(rent)\nsession.flush()"
    said = "session.flush()  # the trail needs rent.id\n# so does this\nsession.flush()"

    assert len(faults(flush_without_reason, [planted(bare)])) == 1
    assert faults(flush_without_reason, [planted(said)]) == []
