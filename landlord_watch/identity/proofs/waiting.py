"""
How long who guesses has to wait, and who does not have to wait for them.

Wrong passwords are counted apart for each browser in which the person has signed in before, so
that a stranger who guesses at an account slows down strangers and not its owner.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


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
