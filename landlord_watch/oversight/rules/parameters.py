"""What the indicators of landlords go by on a day, and the words that go with them: data, dated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

PERCENT: Final = 100
PERMILLE: Final = 1000


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value from a day on, and what it rests on; `decision` "none": nobody has decided."""

    key: str
    value: int
    starts_on: date
    decision: str
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """
    What an indicator asks before it says anything, and its name.

    `least_base`: of its denominator; `least_count`: of what is counted.
    """

    code: str
    least_base: int
    least_count: int
    #: Whether it is held against the funnel.
    signals: bool
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every value in force on a day, as an edition keeps them."""

    rows: Mapping[str, Parameter]

    def __getitem__(self, key: str) -> int:
        return self.rows[key].value

    @property
    def confidence(self) -> float:
        """Of an interval, from 0 to 1."""
        return self["confidence_percent"] / PERCENT

    @property
    def watch_tail(self) -> float:
        """Under which a number is "uppmärksamma"."""
        return self["watch_tail_permille"] / PERMILLE

    @property
    def review_tail(self) -> float:
        """Under which a number is "granska"."""
        return self["review_tail_permille"] / PERMILLE


def parameters(*, on: date) -> Parameters:
    """
    The values in force on a day; on one before the first row's, the first.

    Source: data/indicators.yaml, row by row.
    """
    return Parameters({key: in_force(rows, on=on) for key, rows in parameter_rows().items()})


def in_force(rows: Sequence[Parameter], *, on: date) -> Parameter:
    """Which of the rows of one key counts on a day."""
    in_order = sorted(rows, key=lambda row: row.starts_on)
    return next((row for row in reversed(in_order) if row.starts_on <= on), in_order[0])


@cache
def parameter_rows() -> Mapping[str, tuple[Parameter, ...]]:
    """Every row of the table by its key."""
    return {
        key: tuple(Parameter(key=key, **row) for row in rows)
        for key, rows in _table()["parameters"].items()
    }


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code, in the order they are told in."""
    return {code: _indicator(code, row) for code, row in _table()["indicators"].items()}


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """What results are told with, by key and language."""
    found: Mapping[str, Mapping[str, str]] = _table()["sentences"]
    return found


def _indicator(code: str, row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        code=code,
        least_base=row["least_base"],
        least_count=row["least_count"],
        signals=row["signals"],
        names={"sv": row["sv"], "en": row["en"]},
    )


@cache
def _table() -> Mapping[str, Any]:
    room = files("landlord_watch.oversight")
    text = room.joinpath("data/indicators.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return read
