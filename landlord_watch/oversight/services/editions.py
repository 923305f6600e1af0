"""
Making editions of counts: computed once, suppressed, and kept as they were given out.

The same register, period, day and purpose give the same document, to the byte.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.oversight.errors import PurposeMissing
from landlord_watch.oversight.models import EditionKind, StatisticsEdition
from landlord_watch.oversight.queries.case_statistics import cases_as_counted, count_arrivals
from landlord_watch.oversight.queries.editions import list_editions
from landlord_watch.oversight.queries.own_moves import count_left_without, moves_as_counted
from landlord_watch.oversight.rules.counts import shown_count, shown_share
from landlord_watch.oversight.rules.editions import (
    as_document,
    check_again,
    check_beside,
    check_period,
)
from landlord_watch.oversight.rules.own_moves import own_tables_of
from landlord_watch.oversight.rules.statistics import (
    children_of,
    crossed_of,
    medians_of,
    tables_of,
)
from landlord_watch.oversight.rules.tables import shown_tables

#: Which tables there are and what they mean; a change of either is another number.
DEFINITIONS: Final = 1


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """
    What an edition is made of: a half-open period of whole months, what for, by whom.

    `municipality_code`: one's own, which the households came to or left.
    """

    starts_on: date
    ends_on: date
    purpose: str
    municipality_code: str


def make_case_statistics(
    session: Session, *, facts: EditionFacts, today: date, actor_id: UUID, at: datetime
) -> StatisticsEdition:
    """
    Count the cases opened in a period.

    Raises: `PurposeMissing`, `PeriodNotWhole`, `PeriodsOverlap`, `EditionsTooAlike`.
    """
    check_period(facts.starts_on, facts.ends_on, today=today)
    period = {"starts_on": facts.starts_on, "ends_on": facts.ends_on}
    cases = cases_as_counted(session, **period, on=today)
    children = children_of(cases)
    tables = tables_of(cases, **period)
    shown = shown_tables(total=len(cases), tables=tables, crossed=crossed_of(cases))
    of_children = shown_tables(total=sum(children.counts.values()), tables=[children])
    arrivals, with_case = count_arrivals(session, **period)
    coverage = shown_share(with_case, arrivals)
    document = _document(facts, today) | {
        "coverage": {
            "arrivals": coverage.of.value,
            "percent_with_case": coverage.percent,
        },
        "populations": {"cases": as_document(shown), "children": as_document(of_children)},
        "medians": [asdict(each) for each in medians_of(cases)],
    }
    return _kept(session, EditionKind.CASES, facts, document, today, actor_id, at)


def make_own_moves_year(
    session: Session, *, facts: EditionFacts, today: date, actor_id: UUID, at: datetime
) -> StatisticsEdition:
    """
    Count the municipality's own outward moves of a period, for the yearly answer to the board.

    Raises: `PurposeMissing`, `PeriodNotWhole`, `PeriodsOverlap`, `EditionsTooAlike`.
    """
    check_period(facts.starts_on, facts.ends_on, today=today)
    period = {"starts_on": facts.starts_on, "ends_on": facts.ends_on}
    moves = moves_as_counted(session, **period)
    shown = shown_tables(total=len(moves), tables=own_tables_of(moves))
    left = shown_count(count_left_without(session, **period))
    document = _document(facts, today) | {
        "coverage": {"left_without_being_looked_at": left.value},
        "populations": {"moves": as_document(shown)},
        "medians": [],
    }
    return _kept(session, EditionKind.OWN_MOVES, facts, document, today, actor_id, at)


def _document(facts: EditionFacts, today: date) -> dict[str, Any]:
    return {
        "definitions": DEFINITIONS,
        "municipality": facts.municipality_code,
        "starts_on": facts.starts_on.isoformat(),
        "ends_on": facts.ends_on.isoformat(),
        "made_on": today.isoformat(),
        "purpose": facts.purpose.strip(),
    }


def _kept(
    session: Session,
    kind: EditionKind,
    facts: EditionFacts,
    document: dict[str, Any],
    today: date,
    actor_id: UUID,
    at: datetime,
) -> StatisticsEdition:
    if not facts.purpose.strip():
        raise PurposeMissing
    earlier = list_editions(session, kind)
    check_beside(
        facts.starts_on, facts.ends_on, ((each.starts_on, each.ends_on) for each in earlier)
    )
    for each in earlier:
        if each.starts_on == facts.starts_on:
            check_again(document, each.document)
    edition = StatisticsEdition(
        kind=kind,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        purpose=facts.purpose.strip(),
        made_on=today,
        made_by_id=actor_id,
        recorded_at=at,
        document=document,
    )
    session.add(edition)
    session.flush()  # the trail below needs its id
    audit.record(session, actor_id=actor_id, action="statistics.made", subject_id=edition.id, at=at)
    return edition
