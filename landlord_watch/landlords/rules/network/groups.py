"""
Groups of landlords: those whom confirmed links join, and what stands in the way of them.

Source: connected components by union and find (Galler and Fischer, 1964). C. That it takes
fifteen lines is why no library of graphs is here.
"""

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from landlord_watch.landlords.rules.network.judgements import Judgement, Judgements, Verdict
from landlord_watch.landlords.rules.network.register import Pair, Register, pair_of

Group = frozenset[UUID]


def groups_of(pairs: Iterable[Pair]) -> list[Group]:
    """Those whom pairs join, one way or another; who is in no pair is in no group."""
    above: dict[UUID, UUID] = {}

    def top(party_id: UUID) -> UUID:
        while (over := above.setdefault(party_id, party_id)) != party_id:
            above[party_id] = party_id = above[over]
        return party_id

    for one, other in pairs:
        above[top(one)] = top(other)
    members: dict[UUID, set[UUID]] = {}
    for party_id in above:
        members.setdefault(top(party_id), set()).add(party_id)
    return [frozenset(some) for some in members.values()]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two parties that were rejected, and the confirmed links that join them nevertheless."""

    pair: Pair
    #: From the one to the other, the shortest way.
    path: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class GroupVersion:
    """
    The groups of a day as they follow from what was confirmed; it is never changed.

    `digest` is the same for the same groups and links, so that an edition says which it used.
    """

    on: date
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    contradictions: tuple[Contradiction, ...]
    digest: str

    @property
    def may_be_used(self) -> bool:
        """Whether an edition may rest on it: nothing in it contradicts itself."""
        return not self.contradictions


def version_of(
    confirmed: Iterable[Pair], *, register: Register, judgements: Judgements
) -> GroupVersion:
    """The groups that these links give; everybody in them is in the register."""
    pairs = tuple(sorted(confirmed))
    groups = tuple(sorted(groups_of(pairs), key=min))
    rejected = {pair for group in groups for pair in rejected_within(group, register, judgements)}
    wrong = tuple(contradictions(groups, pairs, rejected))
    return GroupVersion(register.on, groups, pairs, wrong, _digest(register.on, pairs))


def rejected_within(group: Group, register: Register, judgements: Judgements) -> Iterator[Pair]:
    """The pairs of a group that somebody rejected, also of who came back under another id."""
    judged = [
        party
        for party in (register.parties[each] for each in group)
        if any(each.verdict is Verdict.NEGATIVE for each in judgements.about(party))
    ]
    for one, other in combinations(judged, 2):
        judgement = judgements.of(one, other)
        if judgement and judgement.verdict is Verdict.NEGATIVE:
            yield pair_of(one.party_id, other.party_id)


def _digest(on: date, pairs: Sequence[Pair]) -> str:
    written = json.dumps([on.isoformat(), [[str(one), str(other)] for one, other in pairs]])
    return hashlib.sha256(written.encode()).hexdigest()


def contradictions(
    groups: Iterable[Group], pairs: Iterable[Pair], rejected: Iterable[Pair]
) -> Iterator[Contradiction]:
    """Each pair that was rejected and is in one group, with the links to ask about."""
    group_of = {each: group for group in groups for each in group}
    near = neighbours(pairs)
    for one, other in sorted(rejected):
        if one in group_of and other in group_of[one]:
            yield Contradiction((one, other), tuple(shortest_path(near, one, other)))


def neighbours(pairs: Iterable[Pair]) -> dict[UUID, set[UUID]]:
    """With whom each is in a pair."""
    near: dict[UUID, set[UUID]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return near


def shortest_path(near: Mapping[UUID, Iterable[UUID]], start: UUID, end: UUID) -> list[UUID]:
    """The shortest way from one to another, both with it; empty: there is none."""
    came_from, waiting = {start: start}, deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for each in sorted(near.get(here, ())):
            if each not in came_from:
                came_from[each] = here
                waiting.append(each)
    return _back(came_from, start, end) if end in came_from else []


def _back(came_from: Mapping[UUID, UUID], start: UUID, end: UUID) -> list[UUID]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


@dataclass(frozen=True, slots=True)
class Split:
    """What rejecting some links of a group gives, and what still joins the parties rejected."""

    judgements: tuple[Judgement, ...]
    parts: tuple[Group, ...]
    still_joined: tuple[Contradiction, ...]


def split(pairs: Sequence[Pair], negatives: Sequence[Judgement]) -> Split:
    """
    Take apart a group by saying which of its pairs are wrong; each is a judgement that stays.

    `pairs` are the confirmed ones of the group. Whoever is left alone is no part.
    Raises: `ValueError`: a judgement that is not negative.
    """
    if any(each.verdict is not Verdict.NEGATIVE for each in negatives):
        raise ValueError(negatives)
    wrong = {pair_of(each.first.party_id, each.second.party_id) for each in negatives}
    left = [pair for pair in pairs if pair not in wrong]
    parts = groups_of(left)
    joined = tuple(contradictions(parts, left, wrong))
    return Split(tuple(negatives), tuple(sorted(parts, key=min)), joined)


@dataclass(frozen=True, slots=True)
class GroupReview:
    """What holds a large group together: what to ask about first."""

    group: Group
    #: Links without which it falls apart.
    bridges: tuple[Pair, ...]
    #: The parties with the most links, the most first.
    busiest: tuple[tuple[UUID, int], ...]


#: How many of the busiest are named.
BUSIEST = 5


def review_of(group: Group, pairs: Iterable[Pair]) -> GroupReview:
    """
    What holds a group together. It is not cut by a machine: a size is a symptom, and a cut would
    hide what it is a symptom of.
    """
    own = [pair for pair in pairs if pair[0] in group]
    near = neighbours(own)
    bridges = tuple(pair for pair in own if _is_bridge(near, pair))
    counted = sorted(((each, len(some)) for each, some in near.items()), key=lambda it: -it[1])
    return GroupReview(group, bridges, tuple(counted[:BUSIEST]))


def _is_bridge(near: Mapping[UUID, set[UUID]], pair: Pair) -> bool:
    one, other = pair
    without = {**near, one: near[one] - {other}, other: near[other] - {one}}
    return not shortest_path(without, one, other)


def too_large(version: GroupVersion, largest: int) -> Iterator[GroupReview]:
    """Each group that is larger than it should be, with what holds it together."""
    for group in version.groups:
        if len(group) > largest:
            yield review_of(group, version.pairs)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the groups that some parties were in: before and after."""

    before: tuple[Group, ...]
    after: tuple[Group, ...]


def changes(before: GroupVersion, after: GroupVersion) -> Change:
    """The groups that are not in both versions."""
    old, new = set(before.groups), set(after.groups)
    return Change(tuple(sorted(old - new, key=min)), tuple(sorted(new - old, key=min)))
