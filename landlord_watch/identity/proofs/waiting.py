"""
How long who guesses has to wait, and who does not have to wait for them.

Wrong passwords are counted apart for each browser in which the person has signed in before, so
that a stranger who guesses at an account slows down strangers and not its owner.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from threading import Lock


@dataclass(frozen=True, slots=True)
class Limit:
    """How many wrong tries are free within a time; each beyond them doubles the wait."""

    free: int
    within: timedelta
    longest_seconds: int


#: For one browser known to the account, or one address that is not.
NEAR = Limit(free=5, within=timedelta(minutes=15), longest_seconds=300)
#: For an account, from all the browsers it does not know.
ACCOUNT = Limit(free=30, within=timedelta(hours=1), longest_seconds=300)
#: For an address, whatever names are tried from it.
ADDRESS = Limit(free=60, within=timedelta(minutes=1), longest_seconds=60)
#: Wrong second factors before it begins anew with the password.
MOST_WRONG_PROOFS = 5


def wait_left(wrong: int, last_at: datetime | None, *, limit: Limit, at: datetime) -> int:
    """Seconds to wait after so many wrong tries, the last of them then; 0: none."""
    if last_at is None or wrong < limit.free:
        return 0
    doublings = min(wrong - limit.free + 1, limit.longest_seconds.bit_length())
    wait = min(1 << doublings, limit.longest_seconds)
    return max(wait - int((at - last_at).total_seconds()), 0)


#: More addresses than guess in earnest, and less than a megabyte.
MOST_WAITING_ADDRESSES = 5_000


class WaitingRoom:
    """
    Addresses that have to wait, as this process has heard: they are told so at no cost.

    What is known of who must wait lies in the database; here only until when, so that a flood
    from one address asks it once and not a thousand times.
    """

    def __init__(self, *, most: int = MOST_WAITING_ADDRESSES) -> None:
        self._most = most
        self._until: dict[str, datetime] = {}
        self._lock = Lock()

    def note(self, address: str, *, until: datetime) -> None:
        """Remember that an address waits; of too many the oldest is forgotten."""
        with self._lock:
            self._until.pop(address, None)
            while len(self._until) >= self._most:
                del self._until[next(iter(self._until))]
            self._until[address] = until

    def seconds_left(self, address: str, *, at: datetime) -> int:
        """How long an address has left to wait; 0: it may try."""
        until = self._until.get(address)
        return 0 if until is None or until <= at else ceil((until - at).total_seconds())
