"""
I6 to I8b: what visits found, and whether it was put right.

Visits are few, a thousandth of tenancies, so that they are read one by one in three questions and
counted here. Of a visit counts what its newest revision says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from landlord_watch.infra.clock import LOCAL
from landlord_watch.oversight.queries.edition_facts.contracts import (
    Grouped,
    Window,
    contracts,
    midnight,
)
from landlord_watch.oversight.rules.amounts import amount_of
from landlord_watch.oversight.rules.edition_inputs import AmountRow, SeenRow, VisitRow
from landlord_watch.visits.models import (
    Deficiency,
    DeficiencyEvent,
    DeficiencyState,
    Visit,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.shapes import ChildOutcome, Ending, Level

GRAVE: Final = (Level.SERIOUS, Level.ACUTE)
#: Outcomes in which the home is a risk to a child. Source: the checklist's own words; own.
RISK: Final = (ChildOutcome.C2, ChildOutcome.C3)
DONE: Final = (VisitState.RECEIVED, VisitState.REVIEWED)
#: Two visits tell of one thing twice only so long apart. Source: own (landlords 2.1, I8b).
APART: Final = timedelta(days=30)
LANDLORDS: Final = "landlord"


@dataclass(frozen=True, slots=True)
class VisitsRead:
    """What visits come to, by the landlord's code; `found`: things found, by who carries them."""

    visits: tuple[VisitRow, ...]
    seen: tuple[SeenRow, ...]
    found: tuple[AmountRow, ...]


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something a visit found that is the landlord's."""

    id: UUID
    item: str
    is_grave: bool
    is_landlord_told: bool
    is_gone: bool


@dataclass(slots=True)
class _Visit:
    code: str
    dwelling_id: UUID
    on: date
    reason: str
    is_completed: bool
    checklist: str
    child: ChildOutcome | None
    things: list[_Thing] = field(default_factory=list)

    def is_in(self, window: Window) -> bool:
        return window.starts_on <= self.on < window.ends_on


def read_visits(
    session: Session, *, window: Window, grouped: Grouped, codes: Mapping[UUID, str]
) -> VisitsRead:
    """Three questions."""
    every = _visits(session, window, grouped, codes)
    for row in session.execute(_things(window)):
        if row.visit_id in every:
            every[row.visit_id].things.append(_thing(row))
    followed = _followed(session, window, every)
    inside = [each for each in every.values() if each.is_in(window)]
    return VisitsRead(
        visits=tuple(_kinds(each for each in inside if each.is_completed)),
        seen=tuple(_seen(inside, list(every.values()), followed, window)),
        found=tuple(_found(each for each in inside if each.is_completed)),
    )


def _visits(
    session: Session, window: Window, grouped: Grouped, codes: Mapping[UUID, str]
) -> dict[UUID, _Visit]:
    found: dict[UUID, _Visit] = {}
    for row in session.execute(_planned(window, grouped)):
        is_done = row.state in DONE and row.ending in {None, Ending.COMPLETED}
        found[row.id] = _Visit(
            code=codes[row.landlord_id],
            dwelling_id=row.dwelling_id,
            on=row.planned_at.astimezone(LOCAL).date(),
            reason=row.purpose.value,
            is_completed=is_done,
            checklist=row.checklist_version or "",
            child=row.child_as_found,
        )
    return found


def _planned(window: Window, grouped: Grouped) -> Select[Any]:
    """
    Every visit until the last day that was not called off, with its newest revision.

    In an order in which the last of several rows of a visit is the one that counts: by the
    contract begun last, and by what came last.
    """
    of = contracts(grouped)
    lives = (of.c.household_id == Visit.household_id) & (of.c.dwelling_id == Visit.dwelling_id)
    newest = (VisitRevision.visit_id == Visit.id) & VisitRevision.is_head
    return (
        select(
            Visit.id,
            Visit.dwelling_id,
            Visit.planned_at,
            Visit.purpose,
            Visit.state,
            of.c.landlord_id,
            VisitRevision.ending,
            VisitRevision.checklist_version,
            VisitRevision.child_as_found,
        )
        .join(of, lives)
        .outerjoin(VisitRevision, newest)
        .where(
            Visit.state != VisitState.CANCELLED,
            Visit.planned_at < midnight(window.ends_on),
        )
        .order_by(of.c.starts_on, of.c.id, VisitRevision.received_at, VisitRevision.id)
    )


def _things(window: Window) -> Select[*tuple[Any, ...]]:
    return select(
        Deficiency.id,
        Deficiency.visit_id,
        Deficiency.item_id,
        Deficiency.level,
        Deficiency.state,
        Deficiency.asked_by_on,
    ).where(
        Deficiency.visit_id.is_not(None),
        Deficiency.responsible == LANDLORDS,
        Deficiency.found_on <= window.last_on,
    )


def _thing(row: Any) -> _Thing:
    return _Thing(
        id=row.id,
        item=row.item_id,
        is_grave=row.level in GRAVE,
        is_landlord_told=row.asked_by_on is not None,
        is_gone=row.state is DeficiencyState.CONFIRMED_FIXED,
    )


def _followed(
    session: Session, window: Window, every: Mapping[UUID, _Visit]
) -> list[tuple[_Visit, bool]]:
    """Things seen again at a visit from their last day on: whose they are, and if they remain."""
    last: dict[UUID, tuple[_Visit, bool]] = {}
    for row in session.execute(_events(window)):
        if row.visit_id in every and row.state is not DeficiencyState.MOVED_OUT:
            remains = row.state is not DeficiencyState.CONFIRMED_FIXED
            last[row.id] = (every[row.visit_id], remains)
    return list(last.values())


def _events(window: Window) -> Select[*tuple[Any, ...]]:
    return (
        select(Deficiency.id, Deficiency.visit_id, DeficiencyEvent.state)
        .join(DeficiencyEvent, DeficiencyEvent.deficiency_id == Deficiency.id)
        .where(
            Deficiency.responsible == LANDLORDS,
            DeficiencyEvent.seen_at_visit_id.is_not(None),
            DeficiencyEvent.happened_on >= Deficiency.due_on,
            DeficiencyEvent.happened_on >= window.starts_on,
            DeficiencyEvent.happened_on < window.ends_on,
        )
        .order_by(DeficiencyEvent.happened_on, DeficiencyEvent.recorded_at, DeficiencyEvent.id)
    )


def _kinds(completed: Iterable[_Visit]) -> Iterator[VisitRow]:
    visits: Counter[tuple[str, str, str]] = Counter()
    found: Counter[tuple[str, str, str]] = Counter()
    for each in completed:
        kind = each.code, each.reason, each.checklist
        visits[kind] += 1
        found[kind] += len(each.things)
    return (VisitRow(*kind, many, found[kind]) for kind, many in visits.items())


def _found(completed: Iterable[_Visit]) -> Iterator[AmountRow]:
    of_each: dict[str, list[int]] = {}
    for each in completed:
        of_each.setdefault(each.code, []).append(len(each.things))
    for code, counts in of_each.items():
        one = amount_of(counts)
        yield AmountRow(code, one.total, one.carriers, one.largest, one.weight)


def _seen(
    inside: Sequence[_Visit],
    every: Sequence[_Visit],
    followed: Sequence[tuple[_Visit, bool]],
    window: Window,
) -> Iterator[SeenRow]:
    again = list(_revisited(every, window))
    by_code: dict[str, list[_Visit]] = {}
    for each in inside:
        by_code.setdefault(each.code, []).append(each)
    codes = {*by_code, *(visit.code for visit, _ in followed), *(code for code, _ in again)}
    for code in codes:
        done = [each for each in by_code.get(code, ()) if each.is_completed]
        items = [(visit.dwelling_id, left) for visit, left in followed if visit.code == code]
        homes = [is_so for of, is_so in again if of == code]
        with_children = [each for each in done if each.child is not None]
        yield SeenRow(
            code=code,
            completed=len(done),
            planned=len(by_code.get(code, ())),
            severe=sum(any(thing.is_grave for thing in each.things) for each in done),
            with_children=len(with_children),
            child_risk=sum(each.child in RISK for each in with_children),
            followed_items=len(items),
            remaining_items=sum(left for _, left in items),
            followed_dwellings=len({home for home, _ in items}),
            remaining_dwellings=len({home for home, left in items if left}),
            revisited=len(homes),
            repeated=sum(homes),
        )


def _revisited(every: Iterable[_Visit], window: Window) -> Iterator[tuple[str, bool]]:
    """Dwellings visited again in the period: whose, and whether the same was found again."""
    by_home: dict[UUID, list[_Visit]] = {}
    for each in every:
        if each.is_completed:
            by_home.setdefault(each.dwelling_id, []).append(each)
    for visits in by_home.values():
        in_order = sorted(visits, key=lambda each: each.on)
        last = in_order[-1]
        before = [each for each in in_order if each.on <= last.on - APART]
        if last.is_in(window) and before:
            told = {
                t.item for v in before for t in v.things if t.is_landlord_told and not t.is_gone
            }
            yield last.code, any(thing.item in told for thing in last.things)
