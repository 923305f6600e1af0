"""
Putting off the search for garbage while rows by the hundred thousand are in hand.

Python looks through all that is alive for things that hold each other, again and again as their
number grows. Rows hold nobody, and to look through them took half of the time of a large list.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
