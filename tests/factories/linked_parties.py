"""
Very many invented parties of whom it is known which belong together, with all that misleads.

Owners have one company or up to thirty, which share a signatory, an account, a telephone or an
address, each known of some. Managing agents are paid for hundreds and answer their telephone;
professional directors sign for scores; office houses hold scores of firms and small houses a
few; families share a telephone and an address; some marks are simply wrong; some owners took over
telephone and address of who was there before; names are alike by chance. How much of each there
is was chosen here, and measured nowhere.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Final
from uuid import UUID

from landlord_watch.landlords.rules.network.facts import (
    LinkParameters,
    Mark,
    MarkKind,
    Ownership,
    PartyFacts,
)

ON: Final = date(2026, 3, 12)
PARAMETERS: Final = LinkParameters(
    starts_on=date(2026, 1, 1),
    decided="KS 2026-01-12 § 4",
    places=frozenset({"bengtsfors", "åmål", "säffle", "årjäng"}),
)
SIZES: Final = (1, 2, 3, 4, 6, 8, 12, 20, 32)
WEIGHTS: Final = (60, 19, 8, 5, 4, 2, 1.2, 0.5, 0.3)
PARTIES_AN_AGENT: Final = 1_500
PARTIES_A_DIRECTOR: Final = 4_000
#: How many a director signs for, and one who does not make a trade of it.
DIRECTORS: Final = 80
MODEST: Final = 15
PARTIES_A_HOUSE: Final = 5_000
START: Final = ("Al", "Berg", "Dal", "Ek", "Fors", "Gran", "Hög", "Lind", "Mal", "Nor", "Sten", "Å")
MIDDLE: Final = ("a", "e", "en", "er", "holm", "land", "o", "ors", "står", "und", "vik", "ö")
END: Final = ("by", "dal", "fors", "gren", "hult", "mark", "ryd", "sjö", "sten", "torp", "ås", "ö")
TRADES: Final = ("Fastigheter", "Bostäder", "Hus", "Förvaltning", "Bengtsfors", "Invest")


@dataclass(slots=True)
class LinkedParties:
    """The parties, and whose each is."""

    parties: list[PartyFacts] = field(default_factory=list)
    ownerships: list[Ownership] = field(default_factory=list)
    #: By the id of a party; who is alone has a number of his own.
    owner_of: dict[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the companies of one owner share, or the clients of one agent."""

    signatories: tuple[str, ...]
    account: str
    phone: str
    email: str
    post: str


@dataclass(slots=True)
class Inventor:
    """Invents parties by chance, the same for the same seed."""

    wanted: int
    seed: int
    #: How many directors sign for so few that it looks like owning.
    modest_directors: int = 0
    made: LinkedParties = field(default_factory=LinkedParties)
    random: Random = field(init=False)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    agents: list[tuple[PartyFacts, Shared]] = field(default_factory=list)
    agent_weights: list[int] = field(default_factory=list)
    directors: list[str] = field(default_factory=list)

    def invent(self) -> LinkedParties:
        """All of them."""
        self.random = Random(self.seed)  # noqa: S311 -- the same each time
        self._misleading()
        owner = len(self.made.parties)
        while len(self.made.parties) < self.wanted:
            owner += 1
            self._owner(owner, self.random.choices(SIZES, WEIGHTS)[0])
        return self.made

    def _misleading(self) -> None:
        for place in range(max(1, self.wanted // PARTIES_AN_AGENT)):
            known = self._shared()
            agent = self._party(f"{self._stem()} Ekonomi AB", self._all(known), is_agent=True)
            self.made.owner_of[agent.party_id] = -1 - place
            self.agents.append((agent, known))
            self.agent_weights.append(int(self.random.paretovariate(1.1) * 10))
        directors = max(1, self.wanted // PARTIES_A_DIRECTOR)
        for clients in (*[DIRECTORS] * directors, *[MODEST] * self.modest_directors):
            self.directors += [self._new("director")] * clients

    def _owner(self, owner: int, size: int) -> None:
        known, stem = self._taking_over(self._shared()), self._stem()
        parties = [self._company(known, stem, place) for place in range(size)]
        if self.random.random() < 0.1:
            parties.append(self._person(known))
        if size > 1 and self.random.random() < 0.05:
            mother, *daughters = parties
            self.made.ownerships += [
                Ownership(mother.party_id, each.party_id, "Bolagsverket", self._day())
                for each in daughters
            ]
        if size == 1 and self.random.random() < 0.04:
            self._family(known)
        for each in parties:
            self.made.owner_of[each.party_id] = owner

    def _company(self, known: Shared, stem: str, place: int) -> PartyFacts:
        marks = [Mark(MarkKind.ORGANISATION_NUMBER, self._new("org"), "Bolagsverket", self._day())]
        told_by, contact = self._contact(known)
        marks = marks if self.random.random() < 0.7 else []
        if self.random.random() < 0.7:
            marks.append(self._mark(MarkKind.SIGNATORY, self._signatory(known)))
        for kind, value, likely in (
            (MarkKind.ACCOUNT, contact.account, 0.8),
            (MarkKind.PHONE, contact.phone, 0.7),
            (MarkKind.EMAIL, contact.email, 0.6),
            (self._post_kind(contact.post), contact.post, 0.9),
        ):
            if self.random.random() < likely:
                is_own = told_by is None and self.random.random() < 0.3
                worn = self._new(kind.value) if is_own else value
                marks.append(self._mark(kind, self._wrong_or(kind, worn), told_by))
        return self._party(self._name(stem, place), marks)

    def _contact(self, known: Shared) -> tuple[UUID | None, Shared]:
        """Its own or its owner's; of some that of the agent who manages for it."""
        if self.random.random() < 0.1:
            agent, managed = self.random.choices(self.agents, self.agent_weights)[0]
            return agent.party_id, managed
        return None, known

    def _signatory(self, known: Shared) -> str:
        if self.random.random() < 0.03:
            return self.random.choice(self.directors)
        return known.signatories[self.random.random() < 0.15]

    def _wrong_or(self, kind: MarkKind, value: str) -> str:
        """A value, or once in a thousand that of somebody else altogether."""
        if self.random.random() < 0.001:
            other = self.random.choice(self.made.parties)
            return next((mark.value for mark in other.marks if mark.kind is kind), value)
        return value

    def _taking_over(self, known: Shared) -> Shared:
        """What it shares; of one owner in ten thousand, telephone and address of who was before."""
        if self.random.random() < 0.000_1:
            other = self.random.choice(self.made.parties)
            held = {mark.kind: mark.value for mark in other.marks}
            phone, post = held.get(MarkKind.PHONE), held.get(MarkKind.POSTAL_ADDRESS)
            return replace(known, phone=phone or known.phone, post=post or known.post)
        return known

    def _person(self, known: Shared) -> PartyFacts:
        number = self._mark(MarkKind.PERSON_NUMBER, known.signatories[0])
        return self._party(self._stem(), [number, *self._reach(known)], is_person=True)

    def _family(self, known: Shared) -> None:
        """Two who live together and each let a room of their own."""
        for owner in (next(self.numbers), next(self.numbers)):
            number = self._mark(MarkKind.PERSON_NUMBER, self._new("person"))
            person = self._party("Påhittad", [number, *self._reach(known)], is_person=True)
            self.made.owner_of[person.party_id] = -1_000_000 - owner

    def _reach(self, known: Shared) -> list[Mark]:
        return [
            self._mark(MarkKind.PHONE, known.phone),
            self._mark(self._post_kind(known.post), known.post),
        ]

    def _all(self, known: Shared) -> list[Mark]:
        return [
            self._mark(MarkKind.ACCOUNT, known.account),
            self._mark(MarkKind.EMAIL, known.email),
            *self._reach(known),
        ]

    def _shared(self) -> Shared:
        new = self._new
        signatories = (new("person"), new("person"))
        return Shared(signatories, new("account"), new("phone"), new("email"), self._post())

    def _post(self) -> str:
        """An address of its own, a box, or one of a house that others are in."""
        draw = self.random.random()
        if draw < 0.02:
            return f"house-{self.random.randrange(max(1, self.wanted // PARTIES_A_HOUSE))}"
        if draw < 0.12:
            return f"street-{self.random.randrange(max(1, self.wanted // 15))}"
        return self._new("box" if draw < 0.25 else "street")

    def _post_kind(self, post: str) -> MarkKind:
        return MarkKind.BOX if post.startswith("box") else MarkKind.POSTAL_ADDRESS

    def _name(self, stem: str, place: int) -> str:
        mine = stem if self.random.random() < 0.5 else self._stem()
        return f"{mine} {self.random.choice(TRADES)} {place + 1} AB"

    def _stem(self) -> str:
        choose: Callable[[Sequence[str]], str] = self.random.choice
        return choose(START) + choose(MIDDLE) + choose(END) + choose(("", "", "", "a", "i", "s"))

    def _mark(self, kind: MarkKind, value: str, told_by: UUID | None = None) -> Mark:
        return Mark(kind, value, "Hyresavtal", self._day(), None, told_by)

    def _day(self) -> date:
        return ON - timedelta(days=self.random.randrange(900))

    def _new(self, kind: str) -> str:
        return f"{kind}-{next(self.numbers)}"

    def _party(
        self, name: str, marks: Sequence[Mark], *, is_person: bool = False, is_agent: bool = False
    ) -> PartyFacts:
        party_id = UUID(int=self.random.getrandbits(128))
        party = PartyFacts(party_id, name, tuple(marks), is_person, is_agent)
        self.made.parties.append(party)
        return party


def linked_parties(wanted: int, *, seed: int = 7, modest_directors: int = 0) -> LinkedParties:
    """About so many parties; the last owner's may be more."""
    return Inventor(wanted, seed, modest_directors).invent()
