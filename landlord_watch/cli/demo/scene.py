"""What is told of a home visit that has been made: where, how it ended, what was found."""

from dataclasses import dataclass
from enum import Enum, auto

from landlord_watch.cli.demo.landlord_list import Upkeep
from landlord_watch.cli.demo.pictures import Motif
from landlord_watch.visits.models import DeficiencyState, VisitPurpose
from landlord_watch.visits.shapes import Ending, Level


class Who(Enum):
    """Whose home it is; families have a child of four to twelve."""

    FAMILY = auto()
    ADULTS = auto()
    ANYBODY = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """Something amiss in one place; `done` is what was done at once, of what is acute."""

    item: str
    level: Level
    note: str
    room: str = "sleeping"
    in_childs_room: bool = False
    is_fixed: bool = False
    value: float | None = None
    done: str = ""
    photo: Motif | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a deficiency so many days after it was found."""

    item: str
    state: DeficiencyState
    days: int
    note: str
    is_seen_gone: bool = False


@dataclass(frozen=True, slots=True)
class Worry:
    """A worry for a child, raised at the visit."""

    seen: str
    thought: str
    is_immediate_danger: bool
    is_acknowledged: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """
    A visit that has been made, so many days ago.

    `let_by` empty: any landlord of that upkeep. `again`: to the home of the scene of that many
    days ago. `skipped` items were not inspected. `versions`: what each of two tablets made of it
    afterwards, neither knowing of the other. `flag`: what is marked of a child's words.
    """

    days_ago: int
    upkeep: Upkeep
    who: Who
    found: tuple[Found, ...] = ()
    ending: Ending = Ending.COMPLETED
    purpose: VisitPurpose = VisitPurpose.HOUSING_CONDITION
    let_by: str = ""
    again: int | None = None
    skipped: tuple[str, ...] = ()
    flag: str | None = None
    child_says: str = ""
    resident_says: str = ""
    steps: tuple[Step, ...] = ()
    worry: Worry | None = None
    versions: tuple[tuple[Found, ...], ...] = ()
    lacks_photo: bool = False
    is_reviewed: bool = False
