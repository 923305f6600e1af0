"""Counts that leave: what they count, whom they leave out, and how often they may be made."""

import json
from datetime import date

import pytest
from sqlalchemy.orm import Session

from factories import cases
from factories.attack import pinned
from factories.households import aid_period, household
from factories.outward_moves import (
    TODAY,
    asked,
    case_statistics,
    move_judged,
    outward_move,
    own_year,
    paid,
    period,
)
from factories.people import NOW
from factories.reach import protected
from factories.tenancies import tenancy
from landlord_watch.oversight.errors import (
    EditionsTooAlike,
    PeriodNotWhole,
    PeriodsOverlap,
    ReplySentAlready,
)
from landlord_watch.oversight.models import StatisticsEdition
from landlord_watch.oversight.queries.editions import get_reply
from landlord_watch.oversight.rules.editions import find_table
from landlord_watch.oversight.services import note_sent


def _told(edition: StatisticsEdition, code: str) -> dict[str, int | None]:
    table = find_table(edition.document, code)
    assert table
    return {cell["code"]: cell["count"] for cell in table["cells"]}


def _open(session: Session, count: int) -> None:
    for _ in range(count):
        case = cases.opened(session, household(session, children=1))
        cases.form_found(session, case)


def test_cases_of_a_period_are_counted_and_who_is_protected_is_not(session: Session) -> None:
    _open(session, 6)
    hidden = household(session)
    cases.opened(session, hidden)
    protected(session, hidden, named=())
    edition = case_statistics(session)

    assert edition.document["populations"]["cases"]["total"] == 6
    assert _told(edition, "from_municipality") == {"others": 6}
    assert _told(edition, "contact_month") == {"2026-02": 6}
    assert _told(edition, "children_by_age") == {"0_5": None, "6_12": None, "13_17": None}
    assert pinned(edition.document) == []


def test_the_same_makes_the_same_to_the_byte(session: Session) -> None:
    _open(session, 6)
    first, second = case_statistics(session), case_statistics(session)

    assert json.dumps(first.document) == json.dumps(second.document)


def test_a_period_again_with_a_few_more_is_refused(session: Session) -> None:
    _open(session, 6)
    case_statistics(session)
    _open(session, 1)

    with pytest.raises(EditionsTooAlike):
        case_statistics(session)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 2, 1), date(2026, 4, 1)),
    ],
)
def test_a_period_that_shares_a_month_with_another_is_refused(
    session: Session, starts_on: date, ends_on: date
) -> None:
    case_statistics(session)

    with pytest.raises(PeriodsOverlap):
        case_statistics(session, period(starts_on, ends_on), today=date(2026, 5, 1))


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 2, 2), date(2026, 3, 1)),
        (date(2026, 2, 1), date(2026, 2, 1)),
        (date(2026, 3, 1), date(2026, 4, 1)),
    ],
)
def test_a_period_is_whole_months_that_are_over(
    session: Session, starts_on: date, ends_on: date
) -> None:
    with pytest.raises(PeriodNotWhole):
        case_statistics(session, period(starts_on, ends_on))


def test_the_yearly_answer_counts_own_moves_and_who_left_without_one(session: Session) -> None:
    for _ in range(6):
        move = outward_move(session)
        paid(session, move)
        move_judged(session, move)
    for _ in range(5):
        gone = household(session)
        aid_period(session, gone)
        tenancy(session, tenant=gone, ends_on=date(2025, 12, 1))
    edition = own_year(session)

    assert edition.document["populations"]["moves"]["total"] == 6
    assert _told(edition, "own_paid")["ordinary_aid"] is None
    assert edition.document["coverage"] == {"left_without_being_looked_at": 5}
    assert pinned(edition.document) == []


def test_a_version_of_an_answer_keeps_what_it_said_and_leaves_once(session: Session) -> None:
    _open(session, 6)
    request = asked(session, case_statistics(session).id)
    told = {"request_id": request.id, "serial": 1, "actor_id": cases.worker(session), "at": NOW}
    note_sent(session, sent_on=TODAY, today=TODAY, **told)
    reply = get_reply(session, request_id=request.id, serial=1)

    assert reply.document["answers"][0]["table"]["code"] == "outcome"
    with pytest.raises(ReplySentAlready):
        note_sent(session, sent_on=date(2026, 3, 13), today=date(2026, 3, 14), **told)
