"""
The tablet's 25 failure modes: of each, how many of the tests named after it pass.

Those in a browser are not run here; `make test` runs them.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from figures.figure import Figure, must_be_short
from tools.steps import BIN, FRONT, ROOT, environment

NUMBERS = tuple(f"{number:02}" for number in range(1, 26))
SAID = re.compile(r"^(?P<verdict>PASSED|FAILED|ERROR) (?P<name>\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Result:
    """A test that was run, and the failure modes its name says it is about."""

    numbers: frozenset[str]
    is_passed: bool


def figures() -> Iterator[Figure]:
    """One for each failure mode; and the proof that a mode without tests, or with one that
    fails, falls short."""
    with ThreadPoolExecutor() as both:
        sides = [both.submit(side) for side in (on_the_tablet, at_the_office)]
    results = [each for side in sides for each in side.result()]
    planted = [
        Result(frozenset({"07"}), is_passed=True),
        Result(frozenset({"08"}), is_passed=False),
    ]
    must_be_short(figure("09", planted))
    must_be_short(figure("08", [*planted, Result(frozenset({"08"}), is_passed=True)]))
    must_be_short(figure("07", [each for each in results if "07" not in each.numbers]))
    yield from (figure(number, results) for number in NUMBERS)


def figure(number: str, results: Iterable[Result]) -> Figure:
    """1 if there are tests of a failure mode and all of them passed."""
    own = [each.is_passed for each in results if number in each.numbers]
    value = float(bool(own) and all(own))
    unit = f"({sum(own)} of {len(own)} tests pass)"
    return Figure(f"tablet.fm_{number}", value, unit, 1, "tests named FM-nn or test_fm_nn")


def on_the_tablet() -> list[Result]:
    """What the tablet's own tests say, of those that are about a failure mode."""
    tests = [
        path for path in (FRONT / "pwa" / "test").rglob("*.test.ts") if "FM-" in path.read_text()
    ]
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "said.json"
        command = ("npx", "vitest", "run", "--coverage.enabled=false", "-t", "FM-")
        told = ("--reporter=json", f"--outputFile={written}")
        run(*command, *told, *(str(path.relative_to(FRONT)) for path in tests), at=FRONT)
        said = json.loads(written.read_text())
    tests_run = (test for file in said["testResults"] for test in file["assertionResults"])
    return [
        result(r"FM-(\d\d)", test["fullName"], is_passed=test["status"] == "passed")
        for test in tests_run
        if test["status"] in {"passed", "failed"}
    ]


def at_the_office() -> list[Result]:
    """What the office's tests say, on both databases."""
    command = (str(BIN / "python"), "-m", "pytest", "-q", "-rA", "-k", "fm_")
    said = run(*command, "tests/integration/sync", "tests/web", at=ROOT)
    return [
        result(r"fm_(\d\d)", found["name"], is_passed=found["verdict"] == "PASSED")
        for found in SAID.finditer(said)
    ]


def result(pattern: str, name: str, *, is_passed: bool) -> Result:
    return Result(frozenset(re.findall(pattern, name)), is_passed)


def run(*command: str, at: Path) -> str:
    """What a command says; that tests failed is for who reads it to see."""
    return subprocess.run(
        command, cwd=at, env=environment(), capture_output=True, text=True, check=False
    ).stdout
