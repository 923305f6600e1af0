"""The tables of cases that the office's suite and the tablet's both read."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


@cache
def read_vectors(name: str) -> Any:
    """Everything in a file of vectors."""
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


def each_case(cases: list[dict[str, Any]]) -> pytest.MarkDecorator:
    """Run a test once for each case, by its name."""
    return pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in cases])
