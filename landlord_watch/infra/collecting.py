"""
Putting off the search for garbage: in a server, and while rows by the hundred thousand are in hand.

Python looks through all that is alive for things that hold each other, again and again as their
number grows. Rows hold nobody, and to look through them took half of the time of a large list.
What a server is made of lives as long as it does, and need not be looked through at all.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: So many more things than were let go of are alive before the young ones are looked through;
#: Python's own 700 are reached several times in the making of one page.
NEW_THINGS: Final = 10_000


@contextmanager
def collecting_later() -> Iterator[None]:
    """
    Nothing is looked through until the end; what nobody holds any more goes at once all the same.

    It is so for all threads; of several at a time, the end of the first is the end of it.
    """
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()


def collect_seldom() -> None:
    """
    Leave all that is alive now alone for good, and look through what comes later less often.

    For a process that serves, once it is made; it is so for all threads.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_THINGS, *gc.get_threshold()[1:])
