"""Worked examples of the law: each row with its source, and how sure that is."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest


def law(source: str, certainty: str) -> pytest.MarkDecorator:
    """Where a worked example's answer is from; `certainty` is A, B, C or own."""
    return pytest.mark.law(source=source, certainty=certainty)


def cases(found: Iterable[Mapping[str, Any]]) -> pytest.MarkDecorator:
    """A test for each case of a table, named by it and marked with its source."""
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(case, id=case["name"], marks=law(case["source"], case["certainty"]))
            for case in found
        ],
    )
