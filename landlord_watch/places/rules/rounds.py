"""An order for the day's visits: short ways, and what has been agreed on is not moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from math import inf
from typing import Final
from uuid import UUID

from landlord_watch.places.rules.points import Point, metres_between

#: So many that are not agreed on are tried in every order; more are bettered step by step.
TRIED_WHOLLY: Final = 7
#: A way that is shorter by less is not shorter.
LEAST_METRES: Final = 0.5


@dataclass(frozen=True, slots=True)
class Stop:
    """Somewhere to go; `is_agreed`: at an hour that somebody was promised."""

    id: UUID
    point: Point
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Round:
    """An order of stops; `legs` are metres: to each of them, and from the last one back."""

    stops: Sequence[Stop]
    legs: Sequence[float]

    @property
    def metres(self) -> float:
        return sum(self.legs)


def plan_round(start: Point, stops: Sequence[Stop]) -> Round:
    """
    A short way round, as the crow flies, from a point and back to it.

    `stops` come in the order of their hours. One that is agreed keeps its place among them; the
    others share the places that are left. Up to seven of these: the shortest way there is.
    """
    map_ = _Distances(start, stops)
    loose = [at for at, stop in enumerate(stops) if not stop.is_agreed]
    if len(loose) <= TRIED_WHOLLY:
        order = map_.shortest(permutations(loose))
    else:
        order = map_.shortest(map_.bettered(one) for one in (loose, map_.nearest_first(loose)))
    way = map_.way(order)
    return Round([stops[at] for at in way], map_.legs(way))


class _Distances:
    """The stops of a day by their places in the list, and how far it is between them."""

    def __init__(self, start: Point, stops: Sequence[Stop]) -> None:
        self._stops = stops
        points = [*(stop.point for stop in stops), start]  # -1 is where it begins and ends
        self._metres = [[metres_between(one, other) for other in points] for one in points]

    def way(self, order: Sequence[int]) -> list[int]:
        """The whole day, when the loose ones come in this order."""
        rest = iter(order)
        return [at if stop.is_agreed else next(rest) for at, stop in enumerate(self._stops)]

    def legs(self, way: Sequence[int]) -> list[float]:
        return [self._metres[one][other] for one, other in pairwise([-1, *way, -1])]

    def _length(self, order: Sequence[int]) -> float:
        return sum(self.legs(self.way(order)))

    def shortest(self, orders: Iterable[Sequence[int]]) -> Sequence[int]:
        """The shortest; of those as short the first, which is how it was planned."""
        best, length = None, inf
        for order in orders:
            other = self._length(order)
            if best is None or other < length - LEAST_METRES:
                best, length = order, other
        return best or ()

    def nearest_first(self, loose: Sequence[int]) -> list[int]:
        """From each place in the day to the nearest of those that are left."""
        left, order, here = list(loose), [], -1
        for at, stop in enumerate(self._stops):
            if stop.is_agreed:
                here = at
                continue
            here = min(left, key=self._metres[here].__getitem__)
            left.remove(here)
            order.append(here)
        return order

    def bettered(self, order: list[int]) -> list[int]:
        """Turned round piece by piece as long as that makes it shorter (2-opt)."""
        length, is_better = self._length(order), True
        while is_better:
            is_better = False
            for first, last in combinations(range(len(order) + 1), 2):
                turned = [*order[:first], *reversed(order[first:last]), *order[last:]]
                other = self._length(turned)
                if other < length - LEAST_METRES:
                    order, length, is_better = turned, other, True
        return order
