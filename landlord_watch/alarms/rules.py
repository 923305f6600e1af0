"""Who is called when, and when a notice that failed is tried again; all pure."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from landlord_watch.identity.rules import Permission, Reach, Role, reaches

#: However often nobody has answered, everybody is called again within this.
LONGEST_BETWEEN_ROUNDS: Final = timedelta(hours=1)
#: So long after the first, second, third … try that failed; then as long as the last.
BETWEEN_TRIES: Final = tuple(timedelta(seconds=each) for each in (30, 60, 120, 300, 900, 1800))
#: After so many tries nobody tries any more, and a person sees so. A day, more or less.
MOST_TRIES: Final = 50
#: While a try is under way another one does not begin.
A_TRY_TAKES: Final = timedelta(minutes=2)
ADDRESS: Final = re.compile(r"[^@\s,;<>\"()]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)
LONGEST_ADDRESS: Final = 254


class AlarmKind(StrEnum):
    """What an alarm is about; its subject is an id of that."""

    CONCERN = "concern"
    #: A concern for a child has come and cannot be read; the subject is its parcel.
    UNREAD_CONCERN = "unread_concern"
    SILENT_TABLET = "silent_tablet"


#: Alarms that whoever is on duty is called for.
OF_DUTY: Final = (AlarmKind.CONCERN, AlarmKind.UNREAD_CONCERN)


class Channel(StrEnum):
    """A way a notice goes."""

    MAIL = "mail"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long somebody who was called has, before the next is."""

    usual: timedelta
    in_danger: timedelta

    def of(self, *, is_urgent: bool) -> timedelta:
        return self.in_danger if is_urgent else self.usual


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in the order of the duty list; `mail_address` empty: is not mailed."""

    staff_id: UUID
    rank: int
    mail_address: str


@dataclass(frozen=True, slots=True)
class Step:
    """
    Whom to call now, in which round, and how long they have.

    `places` empty: there is nobody to call. In the first round it is one after the other; in
    those that follow it is everybody, since nobody has answered.
    """

    places: tuple[Place, ...]
    round_number: int
    wait: timedelta


def in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    """The line: by rank, each person once, at their best place."""
    line: dict[UUID, Place] = {}
    for place in sorted(places, key=lambda each: (each.rank, each.staff_id)):
        line.setdefault(place.staff_id, place)
    return tuple(line.values())


def next_step(
    line: Sequence[Place],
    *,
    round_number: int,
    called: Collection[UUID],
    is_urgent: bool,
    patience: Patience,
) -> Step:
    """
    Whom to call next, of an alarm that nobody has ended.

    `called`: who has been in the first round. `round_number`: of the latest call; 0: none yet.
    """
    wait = patience.of(is_urgent=is_urgent)
    if not line:
        return Step((), round_number, wait)
    left = [place for place in line if place.staff_id not in called]
    if round_number <= 1 and left:
        return Step((left[0],), 1, wait)
    round_number = max(round_number, 1) + 1
    return Step(tuple(line), round_number, wait_in_round(round_number, wait=wait))


def wait_in_round(round_number: int, *, wait: timedelta) -> timedelta:
    """Twice as long from one round of everybody to the next, to an hour, or as long as usual."""
    doubled: timedelta = wait * 2 ** min(round_number - 2, 10)
    return max(wait, min(doubled, LONGEST_BETWEEN_ROUNDS))


def next_try_at(tries: int, *, at: datetime) -> datetime | None:
    """When a notice that has failed so many times is tried again; None: no more."""
    if tries >= MOST_TRIES:
        return None
    return at + BETWEEN_TRIES[min(tries, len(BETWEEN_TRIES)) - 1]


def is_mail_address(typed: str) -> bool:
    """Whether this is one plain address of mail, and nothing that could be two."""
    return len(typed) <= LONGEST_ADDRESS and ADDRESS.fullmatch(typed) is not None


def may_be_on_duty(roles: frozenset[Role]) -> bool:
    """
    Only who reads and acknowledges every concern can be waited for: whoever does so for their own
    households alone would be called in the night to a page that shows them nothing.
    """
    return reaches(roles, Permission.CONCERNS_ACKNOWLEDGE).issuperset(Reach)
