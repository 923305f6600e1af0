"""
The deficiencies of a home, found out from what its visit's newest revisions say.

Found out anew each time a revision comes, so that the order of arrival does not matter. What
somebody has already followed up keeps its life, whatever a later revision says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.infra.clock import LOCAL
from landlord_watch.visits.models import (
    Deficiency,
    DeficiencyState,
    Visit,
    VisitRevision,
)
from landlord_watch.visits.rules import (
    Checklist,
    CountedItem,
    Item,
    Moment,
    act_by,
    counted_items,
    find_item,
    holds_condition,
    published_checklist,
    rank,
    visit_content_of,
)
from landlord_watch.visits.shapes import AnswerKind, Finding, Level, VisitContent


@dataclass(frozen=True, slots=True)
class Found:
    """A deficiency as one revision has it."""

    item_id: str
    checklist_version: str
    level: Level
    responsible: str
    found_on: date
    due_on: date
    is_fixed_on_spot: bool

    @property
    def weight(self) -> tuple[bool, int]:
        """Of two revisions' words on an item, the graver one counts."""
        return not self.is_fixed_on_spot, rank(self.level)


def derive_deficiencies(session: Session, *, visit: Visit) -> None:
    """Bring the deficiencies of a visit to what its heads say, item by item the graver one."""
    _bring_to(session, visit, found_at(session, visit=visit))


def list_heads(session: Session, *, visit: Visit) -> Sequence[VisitRevision]:
    """
    The revisions of a visit that nothing was made from, in the order of their ids.

    Of two that weigh the same the first counts: that must not be the one that came first.
    """
    return session.scalars(
        select(VisitRevision)
        .where(VisitRevision.visit_id == visit.id, VisitRevision.is_head)
        .order_by(VisitRevision.id)
    ).all()


def day_of(session: Session, *, visit: Visit) -> date:
    """The day a home was seen, by the first of a visit's heads; there has to be one."""
    head = list_heads(session, visit=visit)[0]
    content = visit_content_of(head.content)
    return _day_seen(content, visit, received_at=head.received_at)


def found_at(session: Session, *, visit: Visit) -> dict[str, Found]:
    """What a visit's heads say is lacking, item by item the graver word."""
    heads = list_heads(session, visit=visit)
    found: dict[str, Found] = {}
    for each in (one for head in heads for one in _found_in(head, visit)):
        held = found.get(each.item_id)
        if held is None or each.weight > held.weight:
            found[each.item_id] = each
    return found


def _bring_to(session: Session, visit: Visit, found: dict[str, Found]) -> None:
    rows = session.scalars(
        select(Deficiency)
        .where(Deficiency.visit_id == visit.id)
        .options(selectinload(Deficiency.events))
    ).all()
    for row in rows:
        said = found.pop(row.item_id, None)
        if said is not None:
            _write(row, said)
        elif all(event.seen_at_visit_id is not None for event in row.events):
            _drop(session, row)
    for said in found.values():
        row = Deficiency(dwelling_id=visit.dwelling_id, visit_id=visit.id, item_id=said.item_id)
        row.events = []
        _write(row, said)
        session.add(row)


def _drop(session: Session, row: Deficiency) -> None:
    """Take away what was not there after all, with what later visits said of it."""
    for event in [*row.events]:
        row.events.remove(event)
        session.delete(event)
    session.delete(row)


def _write(row: Deficiency, found: Found) -> None:
    row.checklist_version = found.checklist_version
    row.level = found.level
    row.responsible = found.responsible
    row.found_on = found.found_on
    row.due_on = found.due_on
    row.is_fixed_on_spot = found.is_fixed_on_spot
    if not row.events:
        is_gone = found.is_fixed_on_spot
        row.state = DeficiencyState.CONFIRMED_FIXED if is_gone else DeficiencyState.OPEN
    else:
        row.state = row.events[-1].state


def _found_in(revision: VisitRevision, visit: Visit) -> Iterator[Found]:
    """
    The deficiencies a revision tells of, each item once.

    What is left counts; an item counts as found only if all of it was put right on the spot.
    Words of a resident or a child are never deficiencies.
    """
    content = visit_content_of(revision.content)
    if revision.home_as_found is None:
        return
    checklist = published_checklist(content.checklist)
    day = _day_seen(content, visit, received_at=revision.received_at)
    left = {each.item: each for each in _counted(checklist, content, Moment.AS_LEFT)}
    for counted in _counted(checklist, content, Moment.AS_FOUND):
        item = find_item(checklist, counted.item)
        if item is None or not holds_condition(item):
            continue
        standing = left.get(item.id, counted)
        yield Found(
            item_id=item.id,
            checklist_version=revision.checklist_version,
            level=standing.level,
            responsible=_responsible(item, _findings(content, item.id)),
            found_on=day,
            due_on=act_by(checklist, standing.level, found_on=day),
            is_fixed_on_spot=item.id not in left,
        )


def _counted(checklist: Checklist, content: VisitContent, moment: Moment) -> Sequence[CountedItem]:
    return counted_items(checklist, context=content.context, answers=content.answers, moment=moment)


def _findings(content: VisitContent, item_id: str) -> list[Finding]:
    return [
        finding
        for answer in content.answers
        if answer.item == item_id and answer.kind is AnswerKind.DEFICIENCY
        for finding in answer.findings
    ]


def _responsible(item: Item, findings: Sequence[Finding]) -> str:
    """Who the worker held to answer for the gravest place; else who the checklist does."""
    gravest = max(findings, key=lambda each: (not each.fixed_on_spot, rank(each.level)))
    return gravest.responsible or item.resp or "shared"


def _day_seen(content: VisitContent, visit: Visit, *, received_at: datetime) -> date:
    """
    The day the home was seen, for the days that follow from it; the tablet's own word stays.

    A visit is made after it was planned and before it is received. A clock that says
    otherwise, its known error taken off, is wrong, and the planned day is taken.
    """
    started = content.started
    said = started.device_at + timedelta(milliseconds=started.server_offset_ms or 0)
    is_likely = visit.recorded_at <= said <= received_at
    taken = said if is_likely else min(visit.planned_at, received_at)
    return taken.astimezone(LOCAL).date()
