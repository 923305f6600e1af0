"""Tables out of files that nobody has vouched for; the reading is done by `sheet_worker`."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

WORKER = Path(__file__).with_name("sheet_worker.py")
#: Longer than its allowance of processor time, for a machine that is busy.
MOST_SECONDS: Final = 120
MOST_FILE_BYTES: Final = 30 * 1024 * 1024

#: Text, a number, a truth, None, or a day as `{"day": "2026-03-01"}`.
Cell = Any


class TableUnreadable(Exception):
    """A file that is no table, or would cost too much; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants a file read; empty: as it seems best."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something; `number` is the file's own, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds, and how it was read."""

    sheets: tuple[str, ...]
    read_as: Wishes
    rows: tuple[Row, ...]


def read_table(content: bytes, wishes: Wishes) -> Table:
    """
    The rows of a sheet or a text.

    Raises: `TableUnreadable`.
    """
    if len(content) > MOST_FILE_BYTES:
        raise TableUnreadable("file_too_large")
    asked = json.dumps(asdict(wishes)).encode() + b"\n" + content
    try:
        ended = subprocess.run(  # noqa: S603  our own file, and the table only as its input
            [sys.executable, "-I", str(WORKER)],
            input=asked,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise TableUnreadable("file_too_large") from error
    except subprocess.CalledProcessError as error:
        # it ended itself: broken; it was ended by its limits: too large
        code = "file_broken" if error.returncode == 1 else "file_too_large"
        raise TableUnreadable(code) from error
    return _read(ended.stdout.decode())


def _read(answer: str) -> Table:
    line, _, rest = answer.partition("\n")
    said = json.loads(line)
    if "refused" in said:
        raise TableUnreadable(said["refused"])
    rows = tuple(Row(number, tuple(cells)) for number, cells in map(json.loads, rest.split("\n")))
    read_as = Wishes(said["sheet"], said["encoding"], said["delimiter"])
    return Table(tuple(said["sheets"]), read_as, rows)
