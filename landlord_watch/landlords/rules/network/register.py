"""
Who shares what: parties by their marks, and which pairs a change touches.

One changed mark is looked at with those who share it, before or after; nobody else is asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Final, TypeAlias
from uuid import UUID

from landlord_watch.landlords.rules.network.evidence import speaks_against, weigh
from landlord_watch.landlords.rules.network.facts import (
    IDENTITY,
    KIND_OF_EVIDENCE,
    NOBODY,
    Found,
    Held,
    Hub,
    Key,
    LinkParameters,
    Mark,
    MarkKind,
    Ownership,
    PartyFacts,
    Shared,
)

#: Two parties, the one whose id sorts first before the other.
Pair: TypeAlias = tuple[UUID, UUID]
Marks: TypeAlias = dict[Key, Mark]


def pair_of(one: UUID, other: UUID) -> Pair:
    """Two parties, in the order of their ids."""
    return (one, other) if one.int < other.int else (other, one)


class Register:
    """
    All parties with what they are known by on a day; or some, with who else bears their marks.

    `elsewhere`: how many that are not here bear a mark. Who is here is weighed as among all.
    """

    def __init__(
        self,
        *,
        parameters: LinkParameters,
        on: date,
        elsewhere: Mapping[Key, Held] | None = None,
    ) -> None:
        self.parameters: Final = parameters
        self.on: Final = on
        self._elsewhere: Final = elsewhere or {}
        self.parties: dict[UUID, PartyFacts] = {}
        self._marks: dict[UUID, Marks] = {}
        self._holders: dict[Key, dict[UUID, None]] = {}
        self._agents: dict[Key, int] = {}
        self._owned: dict[Pair, Ownership] = {}
        self._owners: dict[UUID, set[Pair]] = {}

    def fill(self, parties: Iterable[PartyFacts], ownerships: Iterable[Ownership] = ()) -> None:
        """Take in many, none of which was there."""
        for party in parties:
            self._insert(party)
        for each in ownerships:
            self.put_ownership(each)

    def put(self, party: PartyFacts) -> set[Pair]:
        """Take in a party anew; the pairs to be weighed again."""
        return self._turn(party.party_id, party)

    def drop(self, party_id: UUID) -> set[Pair]:
        """Let go of a party that is there no more; the pairs to be weighed again."""
        touched = self._turn(party_id, None)
        for pair in self._owners.pop(party_id, set()):
            del self._owned[pair]
            other = pair[pair[0] == party_id]
            self._owners[other].discard(pair)
        return touched

    def _turn(self, party_id: UUID, after: PartyFacts | None) -> set[Pair]:
        keys = set(self._marks.get(party_id, ()))
        keys |= set(marks_of(after, self.on)) if after else set()
        told = {key for key in keys if not self._is_hub(key)}
        touched = self._around(party_id, told) | self._owners.get(party_id, set())
        if party_id in self.parties:
            self._remove(self.parties.pop(party_id))
        if after:
            self._insert(after)
        turned = {key for key in keys if self._is_hub(key) is (key in told)}
        for key in turned:
            touched |= {pair_of(*two) for two in combinations(self._holders.get(key, ()), 2)}
        return touched | self._around(party_id, keys - turned)

    def put_ownership(self, ownership: Ownership) -> set[Pair]:
        """Take in that one party owns another, both of them there; the pair to be weighed again."""
        pair = pair_of(ownership.owner_id, ownership.owned_id)
        self._owned[pair] = ownership
        for each in pair:
            self._owners.setdefault(each, set()).add(pair)
        return {pair}

    def ownerships(self) -> list[Ownership]:
        """Who owns whom, as it was taken in."""
        return list(self._owned.values())

    def find(self, pair: Pair) -> Found | None:
        """What these two may be to each other; None: nothing is proposed, or one is not there."""
        if not all(each in self.parties for each in pair):
            return None
        one, other = (self._marks[each] for each in pair)
        keys = [key for key in one if key in other]
        told = [key for key in keys if key.kind is MarkKind.SIGNATORY or not self._is_hub(key)]
        return self._weighed(pair, told)

    def find_all(self) -> Iterator[Found]:
        """All there is to propose."""
        shared: dict[Pair, list[Key]] = {pair: [] for pair in self._owned}
        for key, holders in self._holders.items():
            if len(holders) > 1 and not self._is_hub(key):
                for two in combinations(holders, 2):
                    shared.setdefault(pair_of(*two), []).append(key)
        for pair, keys in shared.items():
            found = self._weighed(pair, keys + self._hubs_signed(pair))
            if found:
                yield found

    def hubs(self) -> list[Hub]:
        """What so many share that it says nothing, the largest first."""
        hubs = [
            Hub(key, len(holders), is_agents=bool(self._agents.get(key)))
            for key, holders in self._holders.items()
            if len(holders) > 1 and self._is_hub(key)
        ]
        return sorted(hubs, key=lambda hub: -hub.holders)

    def _insert(self, party: PartyFacts) -> None:
        self.parties[party.party_id] = party
        marks = self._marks[party.party_id] = marks_of(party, self.on)
        for key in marks:
            self._holders.setdefault(key, {})[party.party_id] = None
            if party.is_agent and key.kind in KIND_OF_EVIDENCE:
                self._agents[key] = self._agents.get(key, 0) + 1

    def _remove(self, party: PartyFacts) -> None:
        for key in self._marks.pop(party.party_id):
            del self._holders[key][party.party_id]
            if party.is_agent and key.kind in KIND_OF_EVIDENCE:
                self._agents[key] -= 1

    def _is_hub(self, key: Key) -> bool:
        """Whether a mark says nothing of any two who share it."""
        if key.kind in IDENTITY:
            return False
        if self._agents.get(key) or self._elsewhere.get(key, NOBODY).agents:
            return True
        return self._held_by(key) > self.parameters.most(key.kind)

    def _held_by(self, key: Key) -> int:
        """How many bear a mark, wherever they are."""
        return len(self._holders.get(key, ())) + self._elsewhere.get(key, NOBODY).holders

    def _around(self, party_id: UUID, keys: Iterable[Key]) -> set[Pair]:
        """The party with each of those who share one of these with it."""
        near = {
            each for key in keys if not self._is_hub(key) for each in self._holders.get(key, ())
        }
        return {pair_of(party_id, each) for each in near if each != party_id}

    def _hubs_signed(self, pair: Pair) -> list[Key]:
        """Who signs for both, and for so many that it only supports."""
        one, other = (self._marks[each] for each in pair)
        return [
            key
            for key in one
            if key.kind is MarkKind.SIGNATORY and key in other and self._is_hub(key)
        ]

    def _weighed(self, pair: Pair, keys: Sequence[Key]) -> Found | None:
        one, other = (self.parties[each] for each in pair)
        shared = [
            Shared(self._marks[pair[0]][key], self._marks[pair[1]][key], self._held_by(key))
            for key in keys
        ]
        owned = self._owned.get(pair)
        found = weigh(one, other, shared=shared, owned=owned, parameters=self.parameters)
        if found is None:
            return None
        bear = (self._marks[pair[0]], self._marks[pair[1]])
        against = speaks_against(found, one, other, bear=bear)
        return replace(found, against=against) if against else found


def marks_of(party: PartyFacts, on: date) -> Marks:
    """
    What a party is known by on a day; a person who lets signs for itself.

    So that a company is found that a person who lets signs for.
    """
    marks = {mark.key: mark for mark in party.marks if mark.holds(on)}
    own = [mark for mark in marks.values() if mark.kind is MarkKind.PERSON_NUMBER]
    for mark in own:
        signs = replace(mark, kind=MarkKind.SIGNATORY)
        marks.setdefault(signs.key, signs)
    return marks
