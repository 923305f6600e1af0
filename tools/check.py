"""
Everything CI runs, quickest first: `python -m tools.check`, or only the stages named after it.

A stage that fails stops the rest, and its name is the last thing said.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.steps import BIN, FRONT, ROOT, Stopped, environment, or_stop, say


@dataclass(frozen=True, slots=True)
class Stage:
    """One check: a command, and where it is run."""

    name: str
    command: Sequence[str | Path]
    at: Path = ROOT


STAGES = (
    Stage("format", (BIN / "ruff", "format", "--check", "--quiet", ".")),
    Stage("style", (BIN / "ruff", "check", "--quiet", ".")),
    Stage("templates", (BIN / "djlint", "--lint", "--quiet", "templates")),
    Stage("rooms", (BIN / "lint-imports",)),
    Stage("front-types", ("npm", "run", "--silent", "check"), at=FRONT),
    Stage("front-sizes", ("npm", "run", "--silent", "sizes"), at=FRONT),
    Stage("contract", (BIN / "python", "-m", "tools.contract", "check")),
    Stage("front-tests", ("npm", "run", "--silent", "test"), at=FRONT),
    Stage("types", (BIN / "mypy",)),
    Stage("tests", (BIN / "pytest", "-n2", "--dist=loadscope", "--ignore=tests/e2e")),
    Stage("browser", (BIN / "pytest", "-n2", "--dist=loadscope", "tests/e2e")),
)


def main(names: list[str]) -> None:
    """
    Run the stages, all or the named, and say what each took.

    Raises: `Stopped`, at the first that fails.
    """
    chosen = [stage for stage in STAGES if not names or stage.name in names]
    if unknown := set(names) - {stage.name for stage in STAGES}:
        raise Stopped(f"No such stage: {', '.join(sorted(unknown))}.")
    took = [(stage.name, passed_in(stage)) for stage in chosen]
    say("")
    for name, seconds in took:
        say(f"{name:<12}{seconds:8.1f} s")
    say(f"All {len(took)} stages passed in {sum(seconds for _, seconds in took):.0f} s.")


def passed_in(stage: Stage) -> float:
    """
    Run one stage and give its seconds.

    Raises: `Stopped`, with how to run it alone.
    """
    say(f"\n== {stage.name}: {' '.join(Path(word).name for word in stage.command)}")
    started = time.monotonic()
    ended = subprocess.run(
        [str(word) for word in stage.command],
        cwd=stage.at,
        env=environment(),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    seconds = time.monotonic() - started
    if ended.returncode != 0:
        raise Stopped(
            f"\nFailed: {stage.name}, after {seconds:.1f} s. Alone: make check only={stage.name}"
        )
    return seconds


if __name__ == "__main__":
    or_stop(lambda: main(sys.argv[1:]))
