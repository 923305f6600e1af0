"""
Charts as SVG, drawn by `chart_worker` and kept in a folder under what they show.

The folder may be emptied at any time; what is asked for again is drawn again. A chart that cannot
be drawn is told as such, and never stops a page: the table under it says the same.
"""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from landlord_watch.infra.durable import make_folder, write_whole
from landlord_watch.infra.storage import check_name

WORKER = Path(__file__).with_name("chart_worker.py")
#: Longer than its allowance of processor time, for a machine that is busy.
MOST_SECONDS = 40
#: With these under other words the worker draws otherwise, so that what was kept is drawn anew.
DRAWN_BY: Final = f"{version('vl-convert-python')}/{sha256(WORKER.read_bytes()).hexdigest()}"
SVG = "image/svg+xml"
#: A picture opened by itself may do nothing at all.
SVG_POLICY = (
    "sandbox; default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
#: How d3-format writes numbers; `percent` is what follows them.
NUMBERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "sv": {
        "decimal": ",",
        "thousands": "\u202f",
        "grouping": [3],
        "currency": ["", "\u202fkr"],
        "percent": "\u202f%",
        "minus": "−",
    },
    "en": {
        "decimal": ".",
        "thousands": "\u202f",
        "grouping": [3],
        "currency": ["SEK\u202f", ""],
        "percent": "\u202f%",
        "minus": "−",
    },
}

Spec = Mapping[str, Any]


class ChartMissing(Exception):
    """There is no picture of this name; it was never drawn, or the folder was emptied."""


class ChartRefused(ValueError):
    """A chart that names an address: what it shows has to stand in it."""


@dataclass(frozen=True, slots=True)
class ChartFolder:
    """Where pictures of charts are kept, each under a hash of the chart and its language."""

    folder: Path

    def drawn(self, specs: Sequence[Spec], *, language: str) -> list[str | None]:
        """
        The names of these charts' pictures, in their order; None: it could not be drawn.

        What is not there is drawn in one go. Two who ask at once do not draw the same twice.

        Raises: `ChartRefused`.
        """
        names = [name_of(spec, language=language) for spec in specs]
        if not all(self._place(name).is_file() for name in names):
            with self._alone():
                self._draw(dict(zip(names, specs, strict=True)), language)
        return [name if self._place(name).is_file() else None for name in names]

    def read(self, name: str) -> bytes:
        """
        A picture.

        Raises: `ChartMissing`.
        """
        try:
            return self._place(name).read_bytes()
        except FileNotFoundError as error:
            raise ChartMissing from error

    def _draw(self, charts: Mapping[str, Spec], language: str) -> None:
        missing = {name: spec for name, spec in charts.items() if not self._place(name).is_file()}
        if not missing:
            return
        drawn = draw(list(missing.values()), language=language)
        for name, svg in zip(missing, drawn, strict=True):
            if svg is not None:
                write_whole(self._place(name), svg.encode())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One worker at a time: each takes a processor and some memory."""
        make_folder(self.folder)
        handle = os.open(self.folder / ".drawing", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _place(self, name: str) -> Path:
        return self.folder / check_name(name)[:2] / f"{name}.svg"


def name_of(spec: Spec, *, language: str) -> str:
    """
    What a chart's picture is called: a hash of all that decides how it looks.

    Raises: `ChartRefused`.
    """
    refuse_addresses(spec)
    written = json.dumps([DRAWN_BY, language, spec], ensure_ascii=False, sort_keys=True)
    return sha256(written.encode()).hexdigest()


def draw(specs: Sequence[Spec], *, language: str) -> list[str | None]:
    """Charts as SVG, in a process of their own; None: it could not be drawn."""
    asked = json.dumps({"charts": specs, "numbers": NUMBERS[language]}).encode()
    try:
        ended = subprocess.run(  # noqa: S603  our own file, and the charts only as its input
            [sys.executable, "-I", str(WORKER)],
            input=asked,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env={},
        )
        drawn: list[str | None] = json.loads(ended.stdout)
    except (subprocess.SubprocessError, ValueError):
        return [None] * len(specs)
    return drawn if len(drawn) == len(specs) else [None] * len(specs)


def refuse_addresses(value: object) -> None:
    """
    Refuse whatever anywhere asks for something from outside.

    Raises: `ChartRefused`.
    """
    if isinstance(value, Mapping):
        if value.keys() & {"url", "href"}:
            raise ChartRefused
        for each in value.values():
            refuse_addresses(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            refuse_addresses(each)
