"""
What somebody held of two parties, kept so that it holds when they are read in again.

A register is read in over and over, and a party without a number comes back under another id. A
judgement therefore says by what each of the two was known, and holds for whoever is known by that.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from landlord_watch.landlords.rules.network.facts import IDENTITY, PartyFacts
from landlord_watch.landlords.rules.numbers import name_key


class Verdict(StrEnum):
    """What somebody held of two parties."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class KnownAs:
    """By what a party is known again: its id, its numbers, or its name with anything it bears."""

    party_id: UUID
    numbers: frozenset[str] = frozenset()
    name_with: frozenset[str] = frozenset()

    def tokens(self) -> Iterable[str]:
        """Each of what it is known by, to be looked up by."""
        return (str(self.party_id), *self.numbers, *self.name_with)

    def is_surely_same(self, other: "KnownAs") -> bool:
        """Whether the two are one, by id or number."""
        return self.party_id == other.party_id or bool(self.numbers & other.numbers)

    def is_same(self, other: "KnownAs") -> bool:
        """Whether the two are one; who has another number is somebody else, whatever the name."""
        if self.is_surely_same(other):
            return True
        if self.numbers and other.numbers:
            return False
        return bool(self.name_with & other.name_with)


def known_as(party: PartyFacts) -> KnownAs:
    """By what a party is known again."""
    name = name_key(party.name) or party.name.casefold()
    keys = {(mark.kind in IDENTITY, f"{mark.kind}:{mark.value}") for mark in party.marks}
    numbers = frozenset(key for is_number, key in keys if is_number)
    name_with = frozenset(f"{name}|{key}" for is_number, key in keys if not is_number)
    return KnownAs(party.party_id, numbers, name_with)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody held of two parties, why, and what it rested on then."""

    first: KnownAs
    second: KnownAs
    verdict: Verdict
    reason: str
    judged_by: UUID
    judged_on: date
    #: `Found.grounds` of what was judged; empty: it rested on what the person knew.
    grounds: frozenset[str] = frozenset()


@dataclass(slots=True)
class Judgements:
    """All that was judged, in the order it was; of two about the same, the later holds."""

    all: list[Judgement] = field(default_factory=list)
    _by_token: dict[str, list[int]] = field(default_factory=dict)

    def add(self, judgement: Judgement) -> None:
        """One more."""
        for token in {*judgement.first.tokens(), *judgement.second.tokens()}:
            self._by_token.setdefault(token, []).append(len(self.all))
        self.all.append(judgement)

    def of(self, one: PartyFacts, other: PartyFacts) -> Judgement | None:
        """What holds of these two; None: nobody has judged them."""
        first, second = known_as(one), known_as(other)
        about = self._about(first) & self._about(second)
        return self._last(place for place in about if is_about(self.all[place], first, second))

    def is_about(self, party: PartyFacts) -> bool:
        """Whether anything was judged of who is known by any of this."""
        tokens = known_as(party).tokens() if self.all else ()
        return any(token in self._by_token for token in tokens)

    def about(self, party: PartyFacts) -> list[Judgement]:
        """All that was judged of a party."""
        return [self.all[place] for place in sorted(self._about(known_as(party)))]

    def _about(self, known: KnownAs) -> set[int]:
        return {place for token in known.tokens() for place in self._by_token.get(token, ())}

    def _last(self, places: Iterable[int]) -> Judgement | None:
        last = max(places, default=None, key=lambda place: (self.all[place].judged_on, place))
        return None if last is None else self.all[last]


#: Both ways round: who was first when it was judged may be second now.
BOTH_WAYS: Final = (False, True)


def is_about(judgement: Judgement, first: KnownAs, second: KnownAs) -> bool:
    """
    Whether a judgement is about these two, whichever way round.

    A negative one is about who is known by the same name and mark too; a positive one is not, so
    that nobody is joined to anybody by a likeness.
    """
    sides = (judgement.first, judgement.second)
    is_negative = judgement.verdict is Verdict.NEGATIVE
    same = KnownAs.is_same if is_negative else KnownAs.is_surely_same
    return any(
        same(sides[turned], first) and same(sides[not turned], second) for turned in BOTH_WAYS
    )
