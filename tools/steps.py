"""
Steps of set-up: each is done once, and again when what it was made from has changed.

A step leaves a stamp in build/stamps/ with a digest of its inputs. What its
commands print goes to build/log/, and is shown only when they fail.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
BIN = ROOT / ".venv" / "bin"
FRONT = ROOT / "static"

#: How much of a failed command's output is shown.
TAIL_LINES = 40


class Stopped(Exception):
    """Something cannot go on; the message says what failed, and what to do in one sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it says it does, what it is made from, what it makes, and how."""

    name: str
    says: str
    inputs: Sequence[Path | str]
    makes: Path
    do: Callable[[], None]


def take(step: Step) -> None:
    """
    Do a step unless it is done already.

    Raises: `Stopped`.
    """
    stamp = BUILD / "stamps" / step.name
    mark = digest(step.inputs)
    if step.makes.exists() and stamp.exists() and stamp.read_text() == mark:
        return
    say(f"· {step.says}")
    stamp.unlink(missing_ok=True)
    started = time.monotonic()
    step.do()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)
    say(f"  {time.monotonic() - started:.0f} s")


def digest(inputs: Iterable[Path | str]) -> str:
    """One digest of words, files, and folders with everything in them."""
    total = hashlib.sha256()
    for one in inputs:
        for path in files_of(one) if isinstance(one, Path) else ():
            total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
        total.update(b"" if isinstance(one, Path) else f"{one}\0".encode())
    return total.hexdigest()


def files_of(path: Path) -> list[Path]:
    """A file, or every file in a folder, in order; nothing if it is not there."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    return [path] if path.is_file() else []


def run(
    *command: str | Path, named: str, advice: str, at: Path = ROOT, seconds: float | None = None
) -> None:
    """
    Run a command of a step, quietly; `advice` is what to do if it fails.

    Raises: `Stopped`, with the end of what the command printed.
    """
    log = BUILD / "log" / f"{named}.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        try:
            ended = subprocess.run(
                [str(word) for word in command],
                cwd=at,
                env={**environment(), "NO_COLOR": "1"},  # it is read in a file
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            ).returncode
        except (OSError, subprocess.TimeoutExpired) as trouble:
            out.write(f"{trouble}\n".encode())
            ended = 1
    if ended != 0:
        tail = log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        raise Stopped("\n".join([*tail, f"Failed: {' '.join(map(str, command))}", advice]))


def environment() -> Mapping[str, str]:
    """
    The environment of a command: what is installed here comes before what the machine has.

    Node from the wheel knows only its own authorities; told so it asks the machine's, which
    many workplaces need.
    """
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}


def say(line: str) -> None:
    """Print a line at once, also where output is not a terminal."""
    print(line, flush=True)


def or_stop(work: Callable[[], None]) -> None:
    """Do the work of a tool; if it is stopped, say why and leave with 1."""
    try:
        work()
    except Stopped as reason:
        sys.exit(str(reason))
