"""Telling how far a build has come."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")


class Over(Protocol):
    """Goes through the things of a stage, and tells somebody how far it has come."""

    def __call__(self, words: str, things: Sequence[T], /) -> Iterable[T]: ...


def quietly(words: str, things: Sequence[T], /) -> Iterable[T]:
    """Tells nobody."""
    del words
    return things


@contextmanager
def shown() -> Iterator[Over]:
    """A bar a stage on the terminal; where there is none, the finished bars alone."""
    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def over(words: str, things: Sequence[T], /) -> Iterable[T]:
            return progress.track(things, description=words)

        yield over
