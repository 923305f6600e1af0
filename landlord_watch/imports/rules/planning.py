"""What would become of each row: decided from what it says and what the register has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.kind import Kind
from landlord_watch.imports.rules.telling import ToldRow


class Outcome(StrEnum):
    """What would become of a row."""

    #: Something in it cannot be taken in.
    STOPPED = "stopped"
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    #: It says something else than what stands, which is not simply written over.
    CONFLICT = "conflict"
    #: It could be one of several.
    SEVERAL = "several"
    #: Not in the file: what stands in the register is proposed to end.
    ABSENT = "absent"


#: What somebody may ask for as a whole; the others are decided on row by row.
BY_GROUP = (Outcome.NEW, Outcome.CHANGED, Outcome.ABSENT)
BY_ROW = (Outcome.CONFLICT, Outcome.SEVERAL)


@dataclass(frozen=True, slots=True)
class Match:
    """
    What the register has for a row.

    `target_id` None: nothing. `now`: what stands there, by field. `refs`: what else the row
    names, by its id. `candidates`: those it may be, where it does not say which.
    """

    target_id: UUID | None = None
    now: Mapping[str, Any] = field(default_factory=dict)
    refs: Mapping[str, Any] = field(default_factory=dict)
    candidates: tuple[UUID, ...] = ()
    is_conflict: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """
    A row and what would become of it.

    `changes`: field to what it is and what it would be. `number` 0: it is in no row.
    """

    number: int
    told: Mapping[str, Any]
    outcome: Outcome
    target_id: UUID | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    refs: Mapping[str, Any] = field(default_factory=dict)
    candidates: tuple[UUID, ...] = ()
    problems: tuple[Problem, ...] = ()


def plan(kind: Kind, rows: Sequence[ToldRow], matches: Sequence[Match]) -> list[Planned]:
    """What would become of each; a row that is in the file twice is looked at once."""
    planned: list[Planned] = []
    places: dict[Any, int] = {}
    for row, match in zip(rows, matches, strict=True):
        one = _planned(row, match)
        key = None if one.outcome is Outcome.STOPPED else kind.key(row.told)
        if key is not None and key in places:
            one = _again(planned, places[key], one)
        elif key is not None:
            places[key] = len(planned)
        planned.append(one)
    return planned


def _planned(row: ToldRow, match: Match) -> Planned:
    problems = (*row.problems, *match.problems)
    changes: dict[str, tuple[Any, Any]] = {}
    if match.target_id is not None and not match.candidates:
        changes = changes_of(row.told, match.now)
    outcome = _outcome(match, problems, changes)
    return Planned(
        row.number,
        row.told,
        outcome,
        match.target_id,
        changes if outcome is not Outcome.STOPPED else {},
        match.refs,
        match.candidates,
        problems,
    )


def _outcome(
    match: Match, problems: Sequence[Problem], changes: Mapping[str, tuple[Any, Any]]
) -> Outcome:
    if problems and any(problem.is_stop for problem in problems):
        return Outcome.STOPPED
    if match.candidates:
        return Outcome.SEVERAL
    if match.target_id is None:
        return Outcome.CONFLICT if match.is_conflict else Outcome.NEW
    if not changes:
        return Outcome.SAME
    return Outcome.CONFLICT if match.is_conflict else Outcome.CHANGED


def changes_of(told: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What a row would change, by field; what it does not say it does not change."""
    return {
        name: (now[name], told[name]) for name in now if name in told and told[name] != now[name]
    }


def _again(planned: list[Planned], place: int, one: Planned) -> Planned:
    """A row whose home or number was in the file before: the same once more, or another story."""
    earlier = planned[place]
    if earlier.told == one.told:
        note = Problem("row_again", value=str(earlier.number), is_stop=False)
        return replace(one, outcome=Outcome.SAME, problems=(*one.problems, note))
    if earlier.outcome is not Outcome.STOPPED:
        note = Problem("row_contradicted", value=str(one.number))
        planned[place] = replace(
            earlier, outcome=Outcome.STOPPED, problems=(*earlier.problems, note)
        )
    note = Problem("row_contradicts", value=str(earlier.number))
    return replace(one, outcome=Outcome.STOPPED, problems=(*one.problems, note))


def counts_of(planned: Iterable[Planned]) -> dict[str, int]:
    """How many rows there are of each outcome."""
    found = Counter(one.outcome.value for one in planned)
    return {outcome.value: found[outcome.value] for outcome in Outcome}


def code_of_plan(planned: Iterable[Planned]) -> str:
    """What a plan is known by: another code, another plan."""
    seen = sha256()
    for one in planned:
        changes = sorted((name, *pair) for name, pair in one.changes.items())
        said = (one.number, one.outcome.value, str(one.target_id), changes, len(one.candidates))
        seen.update(repr(said).encode())
    return seen.hexdigest()


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided of one row; `target_id` None: it is taken in as new."""

    target_id: UUID | None = None
    is_skipped: bool = False


def decided(
    planned: Iterable[Planned], *, groups: frozenset[Outcome], choices: Mapping[int, Choice]
) -> list[Planned]:
    """The rows that are to be taken in: of whole groups, and those decided on one by one."""
    return [
        chosen
        for one in planned
        if (chosen := _decided(one, groups, choices.get(one.number))) is not None
    ]


def _decided(one: Planned, groups: frozenset[Outcome], choice: Choice | None) -> Planned | None:
    if one.outcome in BY_GROUP:
        return one if one.outcome in groups else None
    if one.outcome not in BY_ROW or choice is None or choice.is_skipped:
        return None
    if choice.target_id is None:
        return replace(one, outcome=Outcome.NEW, target_id=None)
    return replace(one, outcome=Outcome.CHANGED, target_id=choice.target_id)
