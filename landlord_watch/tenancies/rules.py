"""How much of a dwelling is let at the same time."""

from collections.abc import Iterable
from dataclasses import dataclass

from landlord_watch.kernel.period import Period

WHOLE_PERMILLE = 1000


@dataclass(frozen=True, slots=True)
class LetShare:
    """A part of a dwelling's contract, of 1000, and when it is let."""

    period: Period
    share_permille: int


def most_let(shares: Iterable[LetShare]) -> int:
    """
    The most of a dwelling that is let on one and the same day, of 1000; 0 of none.

    Over 1000, some contract is wrong: a share, a day, or the dwelling.
    """
    found = tuple(shares)
    return max(
        (
            sum(one.share_permille for one in found if share.period.starts_on in one.period)
            for share in found
        ),
        default=0,
    )
