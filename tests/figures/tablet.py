"""What the tablet fetches at its first visit; the build's own measure, read from what it says."""

import re
import subprocess
from collections.abc import Iterator

from figures.figure import Figure, must_be_short
from tools.steps import FRONT, environment

LINE = re.compile(r"(?P<name>tablet\.\S+): (?P<value>[\d.]+) (?P<unit>\S+) · bar (?P<bar>[\d.]+)")


def figures() -> Iterator[Figure]:
    """Script and style, gzipped."""
    command = ("npm", "run", "--silent", "sizes")
    said = subprocess.run(
        command, cwd=FRONT, env=environment(), capture_output=True, text=True, check=False
    ).stdout
    must_be_short(figure(LINE.match("tablet.planted: 1000 KiB · bar 90")))
    yield from (figure(found) for found in LINE.finditer(said))


def figure(found: re.Match[str] | None) -> Figure:
    assert found is not None
    note = "gzipped, all that is fetched before the first screen"
    value, bar = float(found["value"]), float(found["bar"])
    return Figure(
        f"main.{found['name'].replace('.', '_')}", value, found["unit"], bar, note, is_ceiling=True
    )
