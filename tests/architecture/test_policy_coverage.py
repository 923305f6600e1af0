"""What a policy asks for leads to a page and to a test that are there."""

import ast
import re

import pytest
from flask import Flask

from architecture.house import ROOT

CELL = re.compile(r"`([^`]+)`")
TABLE = (ROOT / "docs" / "policy-coverage.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("| ") and not line.startswith("| measure ")
]


def pages(row: list[str]) -> list[str]:
    return CELL.findall(row[2])


def shown_by(row: list[str]) -> list[str]:
    return CELL.findall(row[3])


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_measure_has_a_page_and_a_test(row: list[str]) -> None:
    assert len(row) == len(["measure", "by", "page", "test"])
    assert pages(row)
    assert shown_by(row)


def test_the_pages_are_there(app: Flask) -> None:
    assert {page for row in ROWS for page in pages(row)} <= set(app.view_functions)


def test_the_tests_are_there() -> None:
    named = {name for row in ROWS for name in shown_by(row)}
    there = {
        f"{path}::{each.name}"
        for path in {name.partition("::")[0] for name in named}
        for each in ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        if isinstance(each, ast.FunctionDef)
    }

    assert named <= there
