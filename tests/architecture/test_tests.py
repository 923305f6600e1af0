"""Tests are sentences, are all run, and wait for what happens instead of for a while."""

import ast
import re
from collections.abc import Iterator

import pytest

from architecture.house import Module, at, faults, functions, modules, planted

TESTS = modules("tests")
LEAST_WORDS = 3

NOT_RUN = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b|unittest\.skip")
DRAWN = re.compile(r"\b(?:uuid[14]|new_id|urandom|token_\w+)\(")
WAITS = {"sleep", "wait_for_timeout"}
PRETENDS = {"unittest.mock", "mock"}


def no_sentence(module: Module) -> Iterator[str]:
    """A test whose name does not say what holds."""
    for node in functions(module.tree):
        said = node.name.removeprefix("test_")
        if said != node.name and len(said.split("_")) < LEAST_WORDS:
            yield at(module, node, f"{node.name} is no sentence")


def not_run(module: Module) -> Iterator[str]:
    """A test that is passed over."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and NOT_RUN.fullmatch(ast.unparse(node)):
            yield at(module, node, ast.unparse(node))


def waits(module: Module) -> Iterator[str]:
    """A wait for a while: too long on one machine, too short on another."""
    for node in ast.walk(module.tree):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        if isinstance(node, ast.Attribute | ast.Name) and name in WAITS:
            yield at(module, node, f"{name}: wait for what happens")


def pretends(module: Module) -> Iterator[str]:
    """A mock: it answers what the test believes, not what the part does."""
    for node in ast.walk(module.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if PRETENDS.intersection(names):
            yield at(module, node, ast.unparse(node))


def asserts_nothing(module: Module) -> Iterator[str]:
    """A test that cannot fail: no assert, no expected error, no call that asserts for it."""
    for node in functions(module.tree):
        if node.name.startswith("test_") and not re.search(
            r"\bassert|raises\(|expect\(|\.fail\(|warns\(|run_state_machine|check_|must_",
            ast.unparse(node),
        ):
            yield at(module, node, f"{node.name} asserts nothing")


def drawn_by_lot(module: Module) -> Iterator[str]:
    """A text drawn by lot that names a case: workers would not know each other's tests."""
    for node in functions(module.tree):
        for decorator in node.decorator_list:
            has_names = "ids=" in ast.unparse(decorator)
            texts = (part for part in ast.walk(decorator) if isinstance(part, ast.JoinedStr))
            if not has_names and any(DRAWN.search(ast.unparse(text)) for text in texts):
                yield at(module, node, f"{node.name} names a case by lot")


RULES = [no_sentence, not_run, waits, pretends, asserts_nothing, drawn_by_lot]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_tests_keep_the_house_rules(rule):
    assert faults(rule, TESTS) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (no_sentence, "def test_rent(): ..."),
        (not_run, "@pytest.mark.skip\ndef f(): ..."),
        (not_run, "pytest.importorskip('x')"),
        (waits, "time.sleep(1)"),
        (waits, "page.wait_for_timeout(1)"),
        (pretends, "from unittest.mock import Mock"),
        (drawn_by_lot, "@pytest.mark.parametrize('x', [f'/{uuid4()}'])\ndef f(x): ..."),
        (asserts_nothing, "def test_rents_are_kept():\n  rent()"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_test_that_breaks_one_is_found(rule, text):
    assert len(faults(rule, [planted(text, at="tests/unit/test_rents.py")])) == 1
