"""Every worked example of the law says where its answer is from, and how sure that is."""

import pytest

#: Read in the issuer's own text; two independent second-hand; one; our own choice.
CERTAINTIES = {"A", "B", "C", "own"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "law(source, certainty): where the answer of a worked example is from"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a law test without a source: an answer nobody can look up is a guess."""
    for item in items:
        mark = item.get_closest_marker("law")
        if "tests/law/" not in item.path.as_posix():
            continue
        if mark is None or not mark.kwargs.get("source"):
            raise pytest.UsageError(f"{item.nodeid} does not say its source")
        if mark.kwargs.get("certainty") not in CERTAINTIES:
            raise pytest.UsageError(f"{item.nodeid} does not say how sure its source is")
