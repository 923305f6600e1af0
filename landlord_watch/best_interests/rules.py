"""What holds when somebody looks at what is best for a child."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landlord_watch.best_interests.errors import (
    BestInterestInTheFuture,
    BestInterestWithoutReasons,
    ChildNotHeard,
    FollowUpNotLater,
    NotAChild,
)

#: Source: barnkonventionen art. 1, A: a child is everybody below eighteen.
ADULT_YEARS: Final = 18


class AboutKind(StrEnum):
    """What is to be decided that touches the child."""

    #: Something of the household itself: aid, a home, a visit.
    HOUSEHOLD = "household"
    #: A case against another municipality.
    CASE = "case"
    #: A move to another municipality that we have a part in.
    OUTWARD_MOVE = "outward_move"


class Heard(StrEnum):
    """
    Whether the child has said what they think.

    Source: SoL (2025:400) 3 kap. 2 and 3 §§, A: a child is informed and may say what they think;
    what they think is given weight by age and maturity.
    """

    BY_CHILD = "by_child"
    BY_GUARDIAN = "by_guardian"
    NOT_HEARD = "not_heard"


class Follows(StrEnum):
    """How what was decided stands to what was found to be best for the child."""

    FOLLOWS = "follows"
    PARTLY = "partly"
    DEVIATES = "deviates"
    #: Nothing is decided yet.
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Looked:
    """
    What is written when somebody looks at what is best for a child.

    `childs_view`: what the child said, by themselves or through a guardian; `not_heard_because`
    stands where the child was not. `outcome_words`: what was decided, and why it deviates where it
    does. `follow_up_on` None: nothing is to be followed up.
    """

    question: str
    heard: Heard
    childs_view: str
    not_heard_because: str
    facts: str
    weighing: str
    conclusion: str
    follows: Follows
    outcome_words: str
    decided_on: date
    follow_up_on: date | None


def check_child(born_on: date | None, *, counted_as_child: bool, on: date) -> None:
    """
    Refuse who is no child on a day; without a day of birth what they are counted as decides.

    Raises: `NotAChild`.
    """
    is_child = counted_as_child if born_on is None else on < adult_on(born_on)
    if not is_child:
        raise NotAChild


def adult_on(born_on: date) -> date:
    """
    The eighteenth birthday; of who was born on 29 February the last day of that month.

    Source: barnkonventionen art. 1, A; that the day of 29 February is 28 February in other years is
    own: nobody is held to be a child for a day too many.
    """
    year = born_on.year + ADULT_YEARS
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def check_looked(looked: Looked, *, today: date) -> None:
    """
    Refuse what lacks something that it has to say, or whose days cannot be right.

    Raises: `BestInterestWithoutReasons`, `ChildNotHeard`, `BestInterestInTheFuture`,
    `FollowUpNotLater`.
    Source: SoL (2025:400) 3 kap. 1 § and 14 kap. 3 §, A: what is best for the child comes first,
    and how it was looked at is written down; which parts that takes, Barnombudsmannen, B.
    """
    said = (looked.question, looked.facts, looked.weighing, looked.conclusion)
    if not all(each.strip() for each in said) or _deviates_without_words(looked):
        raise BestInterestWithoutReasons
    view = looked.not_heard_because if looked.heard is Heard.NOT_HEARD else looked.childs_view
    if not view.strip():
        raise ChildNotHeard
    if looked.decided_on > today:
        raise BestInterestInTheFuture(today=today)
    if looked.follow_up_on is not None and looked.follow_up_on <= looked.decided_on:
        raise FollowUpNotLater(decided_on=looked.decided_on)


def _deviates_without_words(looked: Looked) -> bool:
    deviates = looked.follows in {Follows.PARTLY, Follows.DEVIATES}
    return deviates and not looked.outcome_words.strip()


def check_followed_up(*, decided_on: date, on: date, today: date) -> None:
    """
    Refuse a follow-up on a day that has not come, or before it was looked at.

    Raises: `BestInterestInTheFuture`, `FollowUpNotLater`.
    """
    if on > today:
        raise BestInterestInTheFuture(today=today)
    if on < decided_on:
        raise FollowUpNotLater(decided_on=decided_on)
