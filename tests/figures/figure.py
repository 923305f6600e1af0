"""A measured number beside its bar, and the proof that the measuring can fail."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

#: From here on decimals say nothing.
WHOLE_FROM = 100


@dataclass(frozen=True)
class Figure:
    """
    One line of the list.

    `bar` is the least the value may be, or the most if `is_ceiling`.
    """

    name: str
    value: float
    unit: str
    bar: float
    note: str
    is_ceiling: bool = False

    @property
    def ok(self) -> bool:
        return self.value <= self.bar if self.is_ceiling else self.value >= self.bar

    def line(self) -> str:
        """As a person reads it."""
        sign, verdict = "≤" if self.is_ceiling else "≥", "ok" if self.ok else "short"
        bar = f"bar {sign} {short(self.bar)}"
        return f"{self.name}: {short(self.value)} {self.unit} · {bar} · {verdict}"

    def row(self) -> dict[str, object]:
        """As build/figures.json keeps it."""
        kept = {key: value for key, value in asdict(self).items() if key != "is_ceiling"}
        return {**kept, "ok": self.ok}


def short(value: float) -> str:
    """A number with as many decimals as it is worth."""
    return f"{value:,.0f}" if value >= WHOLE_FROM else f"{value:.3g}"


class MeasureCannotFail(Exception):
    """A planted fault was not found: the figures of that area mean nothing."""


def must_be_short(planted: Figure) -> None:
    """
    The figure of a planted fault; a measure that lets it pass is no measure.

    Raises: `MeasureCannotFail`.
    """
    if planted.ok:
        raise MeasureCannotFail(planted.line())


def rate(work: Callable[[], int], *, seconds: float = 1.0, rounds: int = 5) -> float:
    """How many a second of one core a piece of work gets done, the median of some rounds."""
    return statistics.median(one_rate(work, seconds=seconds) for _ in range(rounds))


def one_rate(work: Callable[[], int], *, seconds: float) -> float:
    """
    `work` says how many it did; it is done over and over for so long.

    What is counted is the time of the processor, so that others on the machine do not count.
    """
    done, started = 0, time.process_time()
    while (passed := time.process_time() - started) < seconds:
        done += work()
    return done / passed
