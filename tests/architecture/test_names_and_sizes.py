"""Names say what a thing is, modules stay small, and what is public is explained."""

import ast
import re
from collections.abc import Iterator

import pytest

from architecture.house import (
    Function,
    Module,
    at,
    classes,
    faults,
    functions,
    modules,
    planted,
    public,
    room_modules,
    words,
)

NOT_USED = {
    *("utils", "util", "helpers", "helper", "common", "manager", "handler"),
    *("process", "data", "info", "obj", "tmp"),
}
#: What a library calls by this name; the name is not ours to choose.
NAMED_BY_LIBRARIES = {"process_bind_param", "process_result_value", "process_formdata", "info"}

MOST_LINES = 400

LAW = re.compile(r"§|\bSoL\b|\bOSL\b|\bFL\b|\bkap\.|\bHyreslag|\b12 kap|\b\d{4}:\d{2,4}\b")

OURS = modules("landlord_watch", "tools", "migrations")


def empty_names(module: Module) -> Iterator[str]:
    """Names that could be anything's."""
    if module.name in NOT_USED:
        yield at(module, module.tree, f"a module named {module.name}")
    for node in (*functions(module.tree), *classes(module.tree)):
        if words(node.name) & NOT_USED and node.name not in NAMED_BY_LIBRARIES:
            yield at(module, node, f"{node.name} says nothing of what it is")


def too_long(module: Module) -> Iterator[str]:
    """Modules nobody reads to the end."""
    lines = module.text.count("\n")
    if lines > MOST_LINES:
        yield at(module, module.tree, f"{lines} lines; {MOST_LINES} at most")


def unexplained(module: Module) -> Iterator[str]:
    """A module, public class or public function without a docstring."""
    tree = module.tree
    if not ast.get_docstring(tree):
        yield at(module, tree, "the module has no docstring")
    for node in public(tree.body):
        if not ast.get_docstring(node):
            yield at(module, node, f"{node.name} has no docstring")


def law_without_source(module: Module) -> Iterator[str]:
    """A rule that speaks of the law and does not say where it was read."""
    for node in public(module.tree.body):
        says = ast.get_docstring(node) or ""
        if isinstance(node, Function) and LAW.search(says) and "Source:" not in says:
            yield at(module, node, f"{node.name} quotes law without `Source:`")


def test_names_say_what_a_thing_is():
    assert faults(empty_names, OURS) == []


@pytest.mark.parametrize(
    "fault",
    [
        planted("", at="landlord_watch/web/utils.py"),
        planted("", at="landlord_watch/common/__init__.py"),
        planted("class RentManager: ..."),
        planted("def process_rent(): ..."),
        planted("def outer():\n  def tmp(): ..."),
    ],
    ids=lambda fault: fault.text or str(fault.path),
)
def test_a_name_that_says_nothing_is_found(fault):
    assert len(faults(empty_names, [fault])) == 1


def test_a_name_that_a_library_calls_may_stand():
    column = planted("class MoneyColumn:\n  def process_bind_param(self): ...")

    assert faults(empty_names, [column]) == []


def test_modules_are_short_enough_to_read():
    assert faults(too_long, modules("landlord_watch", "tools", "tests")) == []


def test_a_long_module_is_found():
    assert faults(too_long, [planted("a = 1\n" * 401)]) != []
    assert faults(too_long, [planted("a = 1\n" * 400)]) == []


def test_what_is_public_is_explained():
    assert faults(unexplained, modules("landlord_watch", "tools")) == []


@pytest.mark.parametrize(
    "text",
    ["a = 1", '"""M."""\ndef rent(): ...', '"""M."""\nclass Rent: ...'],
    ids=["module", "function", "class"],
)
def test_what_is_not_explained_is_found(text):
    assert len(faults(unexplained, [planted(text)])) == 1


def test_what_is_private_needs_no_words():
    assert faults(unexplained, [planted('"""M."""\ndef _rent(): ...')]) == []


def test_a_rule_of_law_names_its_source():
    assert faults(law_without_source, room_modules("rules")) == []


def test_a_rule_of_law_without_source_is_found():
    bare = 'def due_on():\n  """One month, SoL 29 kap. 11 §."""'
    sourced = (
        'def due_on():\n  """One month.\n\n  Source: SoL 29 kap. 11 §, read 2025-07-01 (A)."""'
    )

    assert len(faults(law_without_source, [planted(bare)])) == 1
    assert faults(law_without_source, [planted(sourced)]) == []
