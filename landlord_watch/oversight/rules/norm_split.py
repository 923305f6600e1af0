"""
Why more, or fewer, lie over the norm than in the edition before: in whole parts, none left over.

Of the tenancies that can be assessed in both editions, the change is divided between the norm,
the households (who counts in them) and the rents. Which came first cannot be told, and decides
how much each is said to do; so each part is the mean over every order they could have come in
(Shapley): no part has a place before another's, what changes nothing has none, and the parts add
up to the whole exactly. What came, left, or could be assessed in one edition alone is apart.
Source: own (landlords 2.2: print the split "ändrad norm" and "ändrade hyror"); the mean over
orders is L. S. Shapley, A value for n-person games (1953), B.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import permutations
from math import factorial
from typing import Final

from landlord_watch.kernel.money import ZERO, Money


class Cause(StrEnum):
    """What may have changed between two editions."""

    NORM = "norm"
    HOUSEHOLD = "household"
    RENT = "rent"


CAUSES: Final = tuple(Cause)
ORDERS: Final = tuple(permutations(CAUSES))
NOTHING: Final[frozenset[Cause]] = frozenset()


@dataclass(frozen=True, slots=True)
class Assessed:
    """
    A tenancy that can be assessed in both editions: what it costs, and what the norm allows it.

    The names say of which edition the norm is, and of which the household it is read for.
    """

    rent_before: Money
    rent_after: Money
    old_norm_old_household: Money
    old_norm_new_household: Money
    new_norm_old_household: Money
    new_norm_new_household: Money

    def is_over(self, changed: frozenset[Cause], tolerance: Money) -> bool:
        """Whether it lies over, were just these changed."""
        rent = self.rent_after if Cause.RENT in changed else self.rent_before
        return rent > self._norm(changed) + tolerance

    def _norm(self, changed: frozenset[Cause]) -> Money:
        if Cause.NORM in changed:
            old, new = self.new_norm_old_household, self.new_norm_new_household
        else:
            old, new = self.old_norm_old_household, self.old_norm_new_household
        return new if Cause.HOUSEHOLD in changed else old


@dataclass(frozen=True, slots=True)
class InOneAlone:
    """How many over the norm are in one of the editions alone."""

    #: In the later: new tenancies, and those that could not be assessed before.
    came: int
    #: In the earlier: ended tenancies, and those that cannot be assessed any more.
    left: int


@dataclass(frozen=True, slots=True)
class Split:
    """
    The change in how many lie over the norm, and what it comes of.

    Parts are sixths at the finest. `before + sum(parts) + came - left == after`, exactly.
    """

    before: int
    after: int
    came: int
    left: int
    parts: Mapping[Cause, Fraction]

    @property
    def change(self) -> int:
        return self.after - self.before


def split_change(
    assessed: Iterable[Assessed], *, alone: InOneAlone, tolerance: Money = ZERO
) -> Split:
    """What the change in how many lie over the norm comes of; `tolerance` is not over yet."""
    parts = dict.fromkeys(CAUSES, Fraction(0))
    before = after = 0
    for each in assessed:
        verdicts = _verdicts(each, tolerance)
        before += verdicts[NOTHING]
        after += verdicts[frozenset(CAUSES)]
        for cause, part in _parts(verdicts).items():
            parts[cause] += part
    return Split(before + alone.left, after + alone.came, alone.came, alone.left, parts)


def whole_parts(split: Split) -> dict[Cause, int]:
    """
    The parts in whole tenancies, for people; they still add up to the same.

    Rounded down, and what is left goes to those that lost most (largest remainder).
    """
    floors = {cause: part.__floor__() for cause, part in split.parts.items()}
    left = sum(split.parts.values()) - sum(floors.values())
    by_loss = sorted(CAUSES, key=lambda cause: floors[cause] - split.parts[cause])
    return {cause: floors[cause] + (cause in by_loss[: int(left)]) for cause in CAUSES}


def _verdicts(each: Assessed, tolerance: Money) -> dict[frozenset[Cause], bool]:
    """For each set of what may have changed, whether it lies over."""
    return {changed: each.is_over(changed, tolerance) for changed in _subsets(CAUSES)}


def _subsets(causes: Sequence[Cause]) -> Iterable[frozenset[Cause]]:
    for mask in range(2 ** len(causes)):
        yield frozenset(cause for at, cause in enumerate(causes) if mask >> at & 1)


def _parts(verdicts: Mapping[frozenset[Cause], bool]) -> dict[Cause, Fraction]:
    """The mean, over every order, of what each cause did when its turn came."""
    turned = dict.fromkeys(CAUSES, 0)
    for order in ORDERS:
        changed = NOTHING
        for cause in order:
            turned[cause] += verdicts[changed | {cause}] - verdicts[changed]
            changed |= {cause}
    return {cause: Fraction(count, factorial(len(CAUSES))) for cause, count in turned.items()}
