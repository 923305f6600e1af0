"""What would be expected of a landlord if each of its kinds were like the others' of that kind."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from landlord_watch.oversight.rules.funnel import Events

KeyT = TypeVar("KeyT", bound=Hashable)
KindT = TypeVar("KindT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counted:
    """Events of one kind, and what they are counted over (tenancies, visits, dwelling-years)."""

    count: int
    base: float


@dataclass(frozen=True, slots=True)
class _Expected:
    """Of one kind: what was seen and expected, and how unsure the expectation is (variance)."""

    observed: int
    base: float
    expected: float
    variance: float


def standardised(
    counted: Mapping[KeyT, Mapping[KindT, Counted]], *, base_is_expected: bool
) -> dict[KeyT, Events]:
    """
    Each landlord's events, and those expected by the others' rate of each kind (leave-one-out).

    A kind that no other landlord has cannot be compared, and neither its events nor its base
    count. `base_is_expected`: what has to be enough is what is expected, else what is counted over.
    Source: indirect standardisation, B; that an expectation is worth as many events of others as
    have its relative variance is own.
    """
    everybody = _sums(counted)
    return {
        key: _events(
            [_against(mine, everybody[kind]) for kind, mine in kinds.items()], base_is_expected
        )
        for key, kinds in counted.items()
    }


def _sums(counted: Mapping[KeyT, Mapping[KindT, Counted]]) -> dict[KindT, Counted]:
    found: dict[KindT, Counted] = {}
    for kinds in counted.values():
        for kind, each in kinds.items():
            so_far = found.get(kind, Counted(0, 0))
            found[kind] = Counted(so_far.count + each.count, so_far.base + each.base)
    return found


def _against(mine: Counted, everybody: Counted) -> _Expected | None:
    base = everybody.base - mine.base
    if base <= 0:
        return None
    rate = (everybody.count - mine.count) / base
    return _Expected(mine.count, mine.base, mine.base * rate, mine.base**2 * rate / base)


def _events(kinds: list[_Expected | None], base_is_expected: bool) -> Events:
    told = [kind for kind in kinds if kind]
    expected = sum(kind.expected for kind in told)
    variance = sum(kind.variance for kind in told)
    rests_on = expected**2 / variance if variance else 0.0
    return Events(
        observed=sum(kind.observed for kind in told),
        base=expected if base_is_expected else sum(kind.base for kind in told),
        expected=expected,
        rests_on=rests_on,
        part=expected / (expected + rests_on) if expected else 0.0,
    )
