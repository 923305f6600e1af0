"""
How long a file is kept, from facts about it and the municipality; the rules are dated data.

What is not known keeps: nothing is ever taken away too early.
Source: retention/data/rules.yaml, which names statute, source and certainty of each rule.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from uuid import UUID

import yaml

from landlord_watch.kernel.municipalities import Municipality


class Ground(StrEnum):
    """What is said of a person that decides how long a file is kept."""

    CHILD_INVESTIGATION = "child_investigation"
    #: It was decided not to open one.
    NO_INVESTIGATION = "no_investigation"
    PLACEMENT = "placement"
    PARENTAGE = "parentage"
    ADOPTION = "adoption"
    CUSTODY_AGREEMENT = "custody_agreement"


class Fate(StrEnum):
    """What becomes of a file."""

    #: For ever.
    KEPT = "kept"
    #: Something is not known; it is kept, and a person is to look.
    UNDECIDED = "undecided"
    #: Until a day, or until something ends.
    WAITS = "waits"
    #: It is to be taken away.
    DUE = "due"


class Because(StrEnum):
    """Why."""

    RESEARCH_ALL = "research_all"
    RESEARCH_DAY = "research_day"
    PLACEMENT = "placement"
    PARENTAGE = "parentage"
    ADOPTION = "adoption"
    BIRTH_UNKNOWN = "birth_unknown"
    CONCERN_UNANSWERED = "concern_unanswered"
    GOES_ON = "goes_on"
    AFTER_LAST_NOTE = "after_last_note"
    CHILD_INVESTIGATION = "child_investigation"
    CUSTODY_AGREEMENT = "custody_agreement"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of a file; `born_on` None: not known."""

    person_id: UUID
    born_on: date | None
    grounds: frozenset[Ground] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """
    The households that share persons, as one file.

    `noted_on`: the last note, or the day circumstances ceased if that is later.
    `goes_on`: aid or a tenancy has no end. `is_concern_open`: nobody has said what came of a
    worry for a child. `is_held`: a legal hold stands.
    """

    household_ids: frozenset[UUID]
    people: tuple[Someone, ...]
    noted_on: date
    goes_on: bool = False
    is_concern_open: bool = False
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """
    What becomes of a file, why, from which day it is to be taken away and by which at the latest.

    Both days None: there is none.
    """

    fate: Fate
    because: Because
    due_on: date | None = None
    finish_by: date | None = None

    def is_late(self, on: date) -> bool:
        """Whether it should have been gone."""
        return self.finish_by is not None and self.finish_by < on


@dataclass(frozen=True, slots=True)
class Rule:
    """How long one kind of papers is kept; None: the rule sets no such time."""

    starts_on: date
    statute: str
    years: int | None = None
    until_age: int | None = None
    keeps_for_ever: bool = False
    calendar_years_after: int | None = None


@dataclass(frozen=True, slots=True)
class Research:
    """Where, and of whom, everything is kept for research."""

    counties: frozenset[str]
    municipalities: frozenset[str]
    days: frozenset[int]

    def keeps_all(self, place: Municipality) -> bool:
        """Whether nothing is taken away in this municipality."""
        return place.county_code in self.counties or place.code in self.municipalities


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule by its name."""

    rules: dict[str, Rule]
    research: Research
    readings: tuple[str, ...]

    def years(self) -> int:
        return _said(self.rules["after_last_note"].years)

    def age(self, ground: Ground) -> int | None:
        """Up to which age a ground keeps; None: it sets no age."""
        return self.rules[ground].until_age

    def finish_years(self) -> int:
        return _said(self.rules["finish"].calendar_years_after)


def _said(value: int | None) -> int:
    if value is None:
        raise ValueError("rules.yaml lacks a number")
    return value


@cache
def rule_book() -> RuleBook:
    """
    The rules; fails if one is missing or rests on what is unconfirmed.

    Source: retention/data/rules.yaml.
    """
    text = files("landlord_watch.retention").joinpath("data/rules.yaml").read_text(encoding="utf-8")
    said = yaml.safe_load(text)
    if any(row["certainty"] == "U" for row in [*said["rules"].values(), said["research"]]):
        raise ValueError("nothing is decided by a rule that is not confirmed")
    missing = {*Ground, "after_last_note", "finish"} - set(said["rules"])
    if missing:
        raise ValueError(f"rules.yaml lacks {sorted(missing)}")
    rules = {
        name: Rule(
            starts_on=row["starts_on"],
            statute=row["statute"],
            years=row.get("years"),
            until_age=row.get("until_age"),
            keeps_for_ever=row.get("keeps") == "for_ever",
            calendar_years_after=row.get("calendar_years_after"),
        )
        for name, row in said["rules"].items()
    }
    kept = said["research"]
    research = Research(
        frozenset(kept["counties"]),
        frozenset(kept["municipalities"]),
        frozenset(kept["born_on_days"]),
    )
    return RuleBook(rules, research, tuple(said["readings"]))


def decide(file: CaseFile, *, place: Municipality, on: date) -> Decision:
    """
    What becomes of a file on a day.

    A legal hold does not change what is due; it keeps what is due from being taken away.
    Source: SoL (2025:400) 16 kap. 1–4 §§, SoF (2025:468) 13 kap. 1 §. A; the readings are own.
    """
    for_ever = _kept_for_ever(file, place)
    if for_ever is not None:
        return Decision(Fate.KEPT, for_ever)
    unknown = _unknown(file)
    if unknown is not None:
        return Decision(Fate.UNDECIDED, unknown)
    if file.goes_on:
        return Decision(Fate.WAITS, Because.GOES_ON)
    because, due_on = _due(file)
    finish_by = date(due_on.year + rule_book().finish_years(), 12, 31)
    return Decision(Fate.DUE if due_on <= on else Fate.WAITS, because, due_on, finish_by)


def _kept_for_ever(file: CaseFile, place: Municipality) -> Because | None:
    book = rule_book()
    if book.research.keeps_all(place):
        return Because.RESEARCH_ALL
    for each in file.people:
        if each.born_on is not None and each.born_on.day in book.research.days:
            return Because.RESEARCH_DAY
        for ground in sorted(each.grounds):
            if book.rules[ground].keeps_for_ever:
                return Because(ground.value)
    return None


def _unknown(file: CaseFile) -> Because | None:
    if any(each.born_on is None for each in file.people):
        return Because.BIRTH_UNKNOWN
    return Because.CONCERN_UNANSWERED if file.is_concern_open else None


def _due(file: CaseFile) -> tuple[Because, date]:
    """From which day a file is to be taken away, and which rule decides it."""
    after_note = years_after(file.noted_on, rule_book().years())
    days = [(after_note, Because.AFTER_LAST_NOTE)]
    for each in file.people:
        for ground in each.grounds:
            age = rule_book().age(ground)
            if age is not None and each.born_on is not None:
                days.append((years_after(each.born_on, age), Because(ground.value)))
    due_on, because = max(days)
    return because, due_on


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 1 March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
