"""Checks that another norm puts in another light."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import true
from sqlalchemy.orm import Session

from factories import households as people
from factories import reach
from factories import rents as made
from factories.people import staff_member
from factories.tenancies import tenancy
from landlord_watch.identity.rules import Role
from landlord_watch.rents import queries, services
from landlord_watch.rents.models import NormSet
from landlord_watch.tenancies.models import Tenancy

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=30)


class Before:
    """A tenancy checked in January and in March by the norm that was."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.actor_id = staff_member(session, Role.CASEWORKER).id
        self.norm = made.norm_set(session, starts_on=date(2025, 1, 1))
        self.lease = tenancy(session, tenant=people.household(session))
        made.rent(session, self.lease)
        for on in (date(2026, 1, 15), date(2026, 3, 1)):
            self.check(self.lease, on)

    def check(self, lease: Tenancy, on: date, *, at: datetime = AT) -> None:
        services.check_tenancy(
            self.session,
            tenancy_id=lease.id,
            on=on,
            norm_set_id=None,
            actor_id=self.actor_id,
            at=at,
        )

    def replace_from(self, starts_on: date) -> NormSet:
        """Another own norm from a day on, recorded later."""
        self.norm.ends_on = starts_on
        after = made.norm_set(self.session, name="Ny", starts_on=starts_on)
        after.recorded_at = LATER
        self.session.flush()  # the checks below are held against it
        return after

    def to_redo(self, norm: NormSet) -> list[date]:
        page = queries.checks_to_redo(self.session, norm, among=reach.everything, number=1)
        assert queries.count_to_redo(self.session, norm, among=reach.everything) == page.total
        return [row.checked_on for row in page.rows]


@pytest.fixture
def before(session: Session) -> Before:
    return Before(session)


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        (date(2026, 1, 1), [date(2026, 3, 1), date(2026, 1, 15)]),
        (date(2026, 1, 2), [date(2026, 3, 1)]),
        (date(2026, 3, 1), [date(2026, 3, 1)]),
        (date(2026, 3, 2), []),
    ],
    ids=["the month's first", "a day later", "the first of March", "within March"],
)
def test_checks_of_months_that_begin_under_another_norm_are_to_be_made_anew(
    before: Before, starts_on: date, expected: list[date]
) -> None:
    assert before.to_redo(before.replace_from(starts_on)) == expected


def test_a_check_made_anew_is_no_longer_listed(before: Before) -> None:
    after = before.replace_from(date(2026, 1, 1))
    before.check(before.lease, date(2026, 3, 1), at=LATER + timedelta(days=1))

    assert before.to_redo(after) == [date(2026, 1, 15)]


def test_a_check_by_somebody_elses_norm_was_only_to_compare(
    before: Before, session: Session
) -> None:
    other = made.norm_set(
        session, is_own=False, publisher="Malmö", municipality_code="1280", starts_on=None
    )
    lease = tenancy(session, tenant=people.household(session))
    made.rent(session, lease)
    services.check_tenancy(
        session,
        tenancy_id=lease.id,
        on=date(2026, 2, 1),
        norm_set_id=other.id,
        actor_id=before.actor_id,
        at=AT,
    )

    assert date(2026, 2, 1) not in before.to_redo(before.replace_from(date(2026, 1, 1)))


def test_what_is_out_of_reach_is_neither_listed_nor_counted(before: Before) -> None:
    after = before.replace_from(date(2026, 1, 1))
    page = queries.checks_to_redo(before.session, after, among=lambda _id: ~true(), number=1)

    assert (list(page.rows), page.total) == ([], 0)
