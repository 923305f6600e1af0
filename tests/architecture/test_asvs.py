"""The table of OWASP ASVS 5.0: whole, and naming what is there."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from architecture.house import ROOT
from tools.asvs import PAGE, STATES, Requirement, page, read

#: How many there are of each level, by the standard.
WHOLE = {1: 70, 2: 183}


def wrong(one: Requirement) -> Iterator[str]:
    """What is wrong with a row."""
    if one.state not in STATES:
        yield f"{one.id} is {one.state}"
    if (one.state == "test") is not bool(one.tests):
        yield f"{one.id} is {one.state} with {len(one.tests)} tests"
    if (one.state == "document") is not bool(one.where):
        yield f"{one.id} is {one.state} and points to {one.where or 'nothing'}"
    if one.where and not (ROOT / one.where).is_file():
        yield f"{one.id} points to {one.where}"
    if (one.deviates or one.state in {"open", "not_applicable"}) and not one.why:
        yield f"{one.id} does not say why"
    yield from (f"{one.id} names {each}" for each in one.tests if not is_there(each))


def is_there(place: str) -> bool:
    """Whether a test stands where it is said to."""
    path, _, name = place.partition("::")
    file = ROOT / path
    return file.is_file() and name in functions(file.read_text(encoding="utf-8"))


def functions(text: str) -> set[str]:
    return {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


def test_every_requirement_stands_once() -> None:
    found = read()

    assert Counter(each.level for each in found) == WHOLE
    assert max(Counter(each.id for each in found).values()) == 1


def test_every_row_says_what_holds_it() -> None:
    assert [fault for each in read() for fault in wrong(each)] == []


@pytest.mark.parametrize(
    "row",
    [
        Requirement(id="V1", level=1, about="x", state="done"),
        Requirement(id="V1", level=1, about="x", state="test"),
        Requirement(id="V1", level=1, about="x", state="test", tests=("tests/no.py::test_x",)),
        Requirement(
            id="V1", level=1, about="x", state="test", tests=(f"{__name__}.py::test_nothing",)
        ),
        Requirement(id="V1", level=1, about="x", state="document", where="docs/none.md"),
        Requirement(id="V1", level=1, about="x", state="open"),
    ],
)
def test_a_row_that_holds_nothing_is_found(row: Requirement) -> None:
    assert list(wrong(row)) != []


def test_the_page_is_written_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
