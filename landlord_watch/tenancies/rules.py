"""How much of a dwelling is let at the same time."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from landlord_watch.kernel.period import Period

WHOLE_PERMILLE = 1000
WHOLE = Fraction(1)


def share_of(permille: int, parts: int | None, of: int | None) -> Fraction:
    """A part of a contract: `parts` of `of` where they are known, else in thousandths."""
    if parts is None or of is None:
        return WHOLE if permille == WHOLE_PERMILLE else Fraction(permille, WHOLE_PERMILLE)
    return Fraction(parts, of)


@dataclass(frozen=True, slots=True)
class LetShare:
    """A part of a dwelling's contract, and when it is let."""

    period: Period
    share: Fraction


def most_let(shares: Iterable[LetShare]) -> Fraction:
    """
    The most of a dwelling that is let on one and the same day; 0 of none.

    Over the whole, some contract is wrong: a share, a day, or the dwelling.
    """
    found = tuple(shares)
    return max(
        (
            sum((one.share for one in found if share.period.starts_on in one.period), Fraction(0))
            for share in found
        ),
        default=Fraction(0),
    )
