"""What a process found out a moment ago, and so need not ask again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

#: In seconds: as long as a tablet is busy with one visit.
A_MOMENT: Final = 10.0

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Lately(Generic[K, V]):
    """
    Values by their keys, each for so many seconds, and no more of them than `most`.

    For what spares a question; never for what decides. Several threads may use it at once.
    """

    seconds: float = A_MOMENT
    most: int = 1_000
    clock: Callable[[], float] = time.monotonic
    _found: dict[K, tuple[float, V]] = field(default_factory=dict)

    def note(self, key: K, value: V) -> None:
        """It was found out just now."""
        if len(self._found) >= self.most:
            self._found.clear()  # those of now are found out anew
        self._found[key] = (self.clock() + self.seconds, value)

    def find(self, key: K) -> V | None:
        """What was found out a moment ago; None: nothing was, or longer ago."""
        until, value = self._found.get(key, (0.0, None))
        return value if self.clock() < until else None
