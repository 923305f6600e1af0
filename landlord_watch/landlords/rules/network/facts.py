"""What is known of parties that may belong together, as it was read and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID


class MarkKind(StrEnum):
    """What two parties may have in common. A temporary number of ours is none: it says nothing."""

    ORGANISATION_NUMBER = "organisation_number"
    #: A personnummer or samordningsnummer of a party that is a person.
    PERSON_NUMBER = "person_number"
    #: Whose number it is: of somebody who signs for the party or sits on its board.
    SIGNATORY = "signatory"
    ACCOUNT = "account"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_ADDRESS = "postal_address"
    BOX = "box"


class Key(NamedTuple):
    """A mark as it is compared: two parties that have the same one share it."""

    kind: MarkKind
    value: str


@dataclass(frozen=True, slots=True)
class Mark:
    """
    Something a party is known by, with where it was read and on which day.

    `value` is what is compared, and never shown: of a sealed number its blind index.
    `shown` is what a person reads of it, of a signatory the name; empty: it is not shown, as a
    person's number is not.
    """

    kind: MarkKind
    value: str
    source: str
    seen_on: date
    #: The first day it was no longer the party's; None: it is.
    gone_on: date | None = None
    #: Another party whose paper it was read in, as a managing agent's; None: the party's own.
    told_by: UUID | None = None
    shown: str = ""

    @property
    def key(self) -> Key:
        return Key(self.kind, self.value)

    def holds(self, on: date) -> bool:
        """Whether it is the party's on a day."""
        return self.gone_on is None or on < self.gone_on


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party, and what it is known by."""

    party_id: UUID
    name: str
    marks: tuple[Mark, ...] = ()
    #: A human being who lets, whose data are personal.
    is_person: bool = False
    #: It manages or collects for others, so that what it shares with them says nothing of owning.
    is_agent: bool = False


@dataclass(frozen=True, slots=True)
class Ownership:
    """That one party owns another, as a register said it on a day."""

    owner_id: UUID
    owned_id: UUID
    source: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class LinkParameters:
    """
    By which numbers parties are linked; dated, since each is a choice of the municipality.

    Source: measured on generated parties, tests/figures/oversight_network.py; which numbers
    they are is ours. own.
    """

    starts_on: date
    #: Which decision set them.
    decided: str
    #: How many parties may share a mark before it says nothing.
    most_sharing: int = 20
    #: How many one person may sign for before that alone says nothing.
    most_signed_for: int = 40
    #: How alike two names have to be, of a hundred, to support something else.
    least_likeness: float = 90.0
    #: After how many months a confirmed link is to be looked at again.
    review_months: int = 24
    #: A group of more than so many is to be looked at.
    largest_group: int = 50
    #: What stands in names and tells nobody from another: places.
    places: frozenset[str] = frozenset()

    def most(self, kind: MarkKind) -> int:
        """How many parties may share a mark of this kind."""
        return self.most_signed_for if kind is MarkKind.SIGNATORY else self.most_sharing


#: Postal address and box are one kind of evidence: both say where post goes.
KIND_OF_EVIDENCE: Final[Mapping[MarkKind, str]] = MappingProxyType(
    {
        MarkKind.ACCOUNT: "account",
        MarkKind.EMAIL: "email",
        MarkKind.PHONE: "phone",
        MarkKind.POSTAL_ADDRESS: "post",
        MarkKind.BOX: "post",
    }
)
IDENTITY: Final = frozenset({MarkKind.ORGANISATION_NUMBER, MarkKind.PERSON_NUMBER})


class Tier(StrEnum):
    """How much a link rests on, the most first."""

    #: The same number: the same party.
    IDENTITY = "identity"
    #: One owns the other, the same person signs for both, or an account and something else.
    STRONG = "strong"
    #: Two kinds that are independent of each other, or one and the names.
    SUPPORTED = "supported"
    #: An account and nothing else: asked about, last of all.
    ACCOUNT_ALONE = "account_alone"


@dataclass(frozen=True, slots=True)
class Shared:
    """A mark that two parties share, each as it was read; of a hub it only supports."""

    first: Mark
    second: Mark
    #: How many parties share it.
    holders: int


class Against(StrEnum):
    """What speaks against a link, and is shown beside what speaks for it."""

    #: The same number, and each another one of its kind as well.
    OTHER_NUMBERS = "other_numbers"
    #: The same number, and one is a human being.
    PERSON_AND_COMPANY = "person_and_company"
    #: Who signs for them is known of both, and is nobody of the same.
    OTHER_SIGNATORIES = "other_signatories"


@dataclass(frozen=True, slots=True)
class Found:
    """That two parties may belong together, and all that it rests on; `first` sorts first."""

    first: UUID
    second: UUID
    tier: Tier
    shared: tuple[Shared, ...] = ()
    owned: Ownership | None = None
    #: How alike the names are, of a hundred; None: they support nothing.
    likeness: float | None = None
    against: frozenset[Against] = frozenset()

    @property
    def contradicts_itself(self) -> bool:
        """Whether the same number cannot mean the same party, so that somebody has to look."""
        return bool(self.against & {Against.OTHER_NUMBERS, Against.PERSON_AND_COMPANY})

    @property
    def grounds(self) -> frozenset[str]:
        """What it rests on, so that what is new since somebody judged it can be told."""
        keys = {f"{each.first.kind}:{each.first.value}" for each in self.shared}
        return frozenset(keys | ({f"owner:{self.owned.owner_id}"} if self.owned else set()))


@dataclass(frozen=True, slots=True)
class Hub:
    """A mark that so many share that it says nothing of any two of them."""

    key: Key
    holders: int
    #: An agent is among them.
    is_agents: bool = field(default=False)


class Held(NamedTuple):
    """How many bear a mark, and how many of them manage or collect for others."""

    holders: int
    agents: int


NOBODY: Final = Held(0, 0)
