"""What another norm would do to all tenancies, in counts in which nobody can be told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, not_
from sqlalchemy.orm import Session

from factories import households as people
from factories import reach
from factories import rents as made
from factories.tenancies import tenancy
from landlord_watch.kernel.money import Money
from landlord_watch.oversight.queries import what_if
from landlord_watch.oversight.rules import Shown
from landlord_watch.reach.queries import is_protected
from landlord_watch.rents import queries
from landlord_watch.rents.queries import current
from landlord_watch.rents.rules.norm_change import Move
from landlord_watch.rents.rules.norms import NormSet

ON = date(2026, 3, 12)


@pytest.fixture
def norm(session: Session) -> NormSet:
    """5 400 kronor for a single adult."""
    stored = made.norm_set(session)
    return queries.as_rule_set(queries.get_norm_set(session, stored.id))


def raised(norm: NormSet, kronor: int) -> NormSet:
    rows = tuple(replace(row, amount=row.amount + Money.kronor(kronor)) for row in norm.rows)
    return replace(norm, rows=rows)


def let(session: Session, count: int, *, kronor: int) -> None:
    for _ in range(count):
        made.rent(session, tenancy(session), kronor=kronor)


def moves(session: Session, before: NormSet, after: NormSet) -> dict[Move, Shown]:
    return dict(what_if(session, before=before, after=after, on=ON).moves)


def test_who_comes_over_and_who_no_longer_is_are_counted(session: Session, norm: NormSet) -> None:
    let(session, 6, kronor=5_600)
    let(session, 7, kronor=5_000)
    let(session, 8, kronor=9_000)
    found = moves(session, norm, raised(norm, 300))

    assert found[Move.NO_LONGER_OVER] == Shown(6)
    assert found[Move.STAYS_WITHIN] == Shown(7)
    assert found[Move.STAYS_OVER] == Shown(8)


def test_a_count_under_five_is_not_shown(session: Session, norm: NormSet) -> None:
    let(session, 4, kronor=5_600)
    let(session, 9, kronor=5_000)
    found = what_if(session, before=norm, after=raised(norm, 300), on=ON)

    assert found.moves[Move.NO_LONGER_OVER].is_small
    assert found.moves[Move.BECOMES_OVER].is_small


def test_a_tenancy_without_a_rent_is_counted_as_not_checked(
    session: Session, norm: NormSet
) -> None:
    for _ in range(5):
        tenancy(session)
    found = moves(session, norm, norm)

    assert found[Move.NOT_CHECKED] == Shown(5)


def test_households_with_somebody_protected_are_not_counted(
    session: Session, norm: NormSet
) -> None:
    let(session, 6, kronor=5_000)
    hidden = people.household(session)
    made.rent(session, tenancy(session, tenant=hidden), kronor=5_000)
    reach.protected(session, hidden, named=[])
    found = moves(session, norm, norm)

    assert found[Move.STAYS_WITHIN] == Shown(6)


def test_what_has_ended_or_not_begun_is_not_counted(session: Session) -> None:
    made.rent(session, tenancy(session, ends_on=ON), kronor=5_000)
    ahead = tenancy(session, starts_on=date(2026, 4, 1))
    made.rent(session, ahead, starts_on=date(2026, 4, 1))
    found = list(queries.running_tenancies(session, on=ON, among=nobody_protected))

    assert found == []


def nobody_protected(household_id):  # type: ignore[no-untyped-def]
    return not_(is_protected(household_id, ON))


def test_tenancies_come_in_pieces_and_none_is_lost(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "AT_A_TIME", 2)
    let(session, 5, kronor=5_000)
    found = list(queries.running_tenancies(session, on=ON, among=nobody_protected))

    assert len({one.tenancy_id for one in found}) == len(found) == 5


def queries_made(session: Session, work: Callable[[], object]) -> int:
    made_queries = []
    connection = session.connection()
    count = lambda *_more: made_queries.append(1)  # noqa: E731 # an event wants a function
    event.listen(connection, "before_cursor_execute", count)
    work()
    event.remove(connection, "before_cursor_execute", count)
    return len(made_queries)


def test_more_tenancies_take_no_more_queries(session: Session, norm: NormSet) -> None:
    let(session, 2, kronor=5_000)
    few = queries_made(session, lambda: what_if(session, before=norm, after=norm, on=ON))
    let(session, 20, kronor=5_000)
    session.expire_all()
    many = queries_made(session, lambda: what_if(session, before=norm, after=norm, on=ON))

    assert many == few
