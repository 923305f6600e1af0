"""What lies in the repository: nothing of one machine, no registry's address, true words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.house import NOT_OURS, ROOT, Module, faults, files, planted

#: Folders and files with a dot before them that are ours; the rest tools leave behind.
OURS_WITH_A_DOT = {".ci", ".editorconfig", ".gitignore", ".pre-commit-config.yaml"}
NO_TEXT = {".png", ".jpg", ".webp", ".woff2", ".ttf", ".ico", ".mo", ".sqlite3"}

REGISTRY = re.compile(
    r"\b(?:pypi|npmjs|pythonhosted|yarnpkg|jsdelivr|unpkg)\.(?:org|com|net)\b"
    r"|--(?:extra-)?index-url|\bregistry\s*=\s*http"
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|opt/pypi)/|\bshared/[A-Z]")
UNFINISHED = re.compile(r"(?:#|//|\*)\s*(?:TODO(?!.*#\d+)|FIXME|XXX)\b|lorem ipsum")
SILENCED = re.compile(r"# (?:noqa|type: ignore)(?!:? ?\[?[A-Za-z-]+\d*)|@ts-ignore|eslint-disable")

MAKE = re.compile(r"`make ([a-z][a-z0-9-]*)|^\s*make ([a-z][a-z0-9-]*)", re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z0-9-]*):", re.MULTILINE)
ADR_LINES = 60


def texts() -> list[Module]:
    """Every text of ours."""
    found = []
    for path in files(ROOT, "*"):
        inside = path.relative_to(ROOT)
        is_ours = not inside.parts[0].startswith(".") or inside.parts[0] in OURS_WITH_A_DOT
        if path.is_file() and is_ours and path.suffix not in NO_TEXT | {".tsbuildinfo"}:
            found.append(Module(inside, path.read_text()))
    return found


def found_by(pattern: re.Pattern[str]):  # a rule made of a pattern
    def rule(text: Module) -> Iterator[str]:
        if text.path != Path(__file__).relative_to(ROOT):  # which has to spell them out
            for found in pattern.finditer(text.text):
                line = text.text.count("\n", 0, found.start()) + 1
                yield f"{text.path}:{line}: {found[0]}"

    return rule


RULES = {
    "a registry's address": found_by(REGISTRY),
    "a path of one machine": found_by(MACHINE),
    "something unfinished": found_by(UNFINISHED),
    "a check switched off without naming it": found_by(SILENCED),
}
TEXTS = texts()


@pytest.mark.parametrize("name", RULES)
def test_the_repository_is_free_of(name):
    assert faults(RULES[name], TEXTS) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a registry's address", '"resolved": "https://registry.npmjs.org/x"'),
        ("a registry's address", "--extra-index-url https://x.example/simple"),
        ("a path of one machine", "cd /work/main"),
        ("a path of one machine", "see shared/STYLE.md"),
        ("something unfinished", "# TODO: mend"),
        ("a check switched off without naming it", "x = 1  # noqa"),
        ("a check switched off without naming it", "x = 1  # type: ignore"),
    ],
)
def test_what_may_not_lie_there_is_found(name, text):
    assert len(faults(RULES[name], [planted(text)])) == 1


@pytest.mark.parametrize(
    "text", ["x  # noqa: E402 -- why", "x  # type: ignore[arg-type]", "# TODO #12", "/work on it"]
)
def test_what_names_its_reason_may_lie_there(text):
    assert [fault for rule in RULES.values() for fault in faults(rule, [planted(text)])] == []


def test_what_was_read_is_the_whole_repository():
    paths = {str(text.path) for text in TEXTS}
    expected = {"Makefile", "README.md", ".ci/run", "static/package-lock.json"}

    assert expected - paths == set()
    assert [path for path in paths if NOT_OURS.intersection(Path(path).parts)] == []


def test_the_lock_of_the_front_end_names_hashes_and_no_addresses():
    lock = (ROOT / "static" / "package-lock.json").read_text()

    assert '"integrity"' in lock
    assert '"resolved": "http' not in lock


def test_what_the_words_say_to_make_can_be_made():
    targets = set(TARGET.findall((ROOT / "Makefile").read_text()))
    documents = [text for text in TEXTS if text.path.suffix == ".md"]
    named = {
        name for text in documents for pair in MAKE.findall(text.text) for name in pair if name
    }

    assert {"run", "test"} <= named
    assert named <= targets


def test_ci_runs_make_test_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text()

    assert re.findall(r"\bmake\b[^\n]*", script.split("set -euo pipefail")[1]) == [
        "make --no-print-directory test </dev/null"
    ]


def test_decisions_are_numbered_short_and_whole():
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [record.name[:4] for record in records]

    assert all(re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", record.name) for record in records)
    assert len(numbers) == len(set(numbers))
    assert [r.name for r in records if len(r.read_text().splitlines()) > ADR_LINES] == []
