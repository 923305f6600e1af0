"""
A picture of a group: its landlords below each other, and an arc for each link beside them.

Names never lie over each other, however many they are, and it is as wide on a telephone as on
paper. It says nothing that the sentences beside it do not say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from landlord_watch.landlords.rules.network.groups import neighbours
from landlord_watch.landlords.rules.network.states import Due, Link, LinkState

ROW: Final = 28
#: How much farther out an arc reaches for each row it spans, and how far at most.
STEP: Final = 7
LEAST_REACH, MOST_REACH = 12, 150
SIGN_WIDTH: Final = 8
LONGEST_NAME: Final = 46
MARGIN: Final = 6
DASHES: Final[Mapping[LinkState, str]] = {
    LinkState.CONFIRMED: "none",
    LinkState.PROPOSED: "6 4",
    LinkState.REJECTED: "1 4",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A landlord of the group: its name, and where it stands."""

    party_id: UUID
    name: str
    y: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A link: the way it is drawn, and what it is."""

    path: str
    state: LinkState
    due: Due | None

    @property
    def dashes(self) -> str:
        """How its line is broken, as SVG has it: what is confirmed is whole."""
        return DASHES[self.state]


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """All of it, in the measures of the picture."""

    width: int
    height: int
    #: Where the landlords stand; the arcs are left of it.
    x: int
    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]


def picture_of(links: Sequence[Link], names: Mapping[UUID, str]) -> GroupPicture:
    """Draw those whom these links name, the one with the most links first."""
    order = in_order(links)
    places = {party_id: MARGIN + ROW // 2 + ROW * row for row, party_id in enumerate(order)}
    reaches = [_reach(places, link) for link in links]
    x = MARGIN + max(reaches, default=0) * 3 // 4
    arcs = (
        Arc(_path(places, link, reach, x), link.state, link.due)
        for link, reach in zip(links, reaches, strict=True)
    )
    dots = tuple(Dot(each, _short(names[each]), places[each]) for each in order)
    widest = max((len(dot.name) for dot in dots), default=0)
    width = x + 2 * MARGIN + SIGN_WIDTH * widest + MARGIN
    return GroupPicture(width, 2 * MARGIN + ROW * len(order), x, dots, tuple(arcs))


def in_order(links: Iterable[Link]) -> list[UUID]:
    """
    The landlords so that those who are linked stand near each other: from who has the most links
    to whom it is linked to and on, those with few before those with many.
    """
    near = neighbours(link.pair for link in links)
    order: dict[UUID, None] = {}
    for start in sorted(near, key=lambda each: (-len(near[each]), each)):
        waiting = [start]
        while waiting:
            here = waiting.pop()
            if here not in order:
                order[here] = None
                waiting.extend(sorted(near[here], key=lambda each: (-len(near[each]), each)))
    return list(order)


def _reach(places: Mapping[UUID, int], link: Link) -> int:
    rows = abs(places[link.first] - places[link.second]) // ROW
    return min(MOST_REACH, LEAST_REACH + STEP * rows)


def _path(places: Mapping[UUID, int], link: Link, reach: int, x: int) -> str:
    top, bottom = sorted((places[link.first], places[link.second]))
    return f"M{x} {top}C{x - reach} {top} {x - reach} {bottom} {x} {bottom}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
