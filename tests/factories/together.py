"""Several who do the same at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread


def together(*works: Callable[[], None]) -> None:
    """Let each be done in a thread of its own, begun at once; ends when all have ended."""
    start = Barrier(len(works))

    def begin(work: Callable[[], None]) -> None:
        start.wait(timeout=10)
        work()

    threads = [Thread(target=begin, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
