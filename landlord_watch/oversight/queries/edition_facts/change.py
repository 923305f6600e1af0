"""What became of the households that lay over the norm since the edition before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from landlord_watch.kernel.money import Money
from landlord_watch.oversight.queries.edition_facts.contracts import (
    Grouped,
    Window,
    contracts,
    is_newest,
    last_contracts,
)
from landlord_watch.oversight.rules.edition_inputs import SplitRow
from landlord_watch.oversight.rules.norm_split import (
    ORDERS,
    Assessed,
    Cause,
    InOneAlone,
    split_change,
)
from landlord_watch.rents.models import NormSet, RentCheckRecord, Verdict
from landlord_watch.rents.queries.norms import as_rule_set
from landlord_watch.rents.rules import norms
from landlord_watch.rents.rules.household import Household

DECIDED = (Verdict.OVER, Verdict.WITHIN)
#: What a household's part in a change is counted in.
SIXTHS = len(ORDERS)


@dataclass(frozen=True, slots=True)
class EditionBefore:
    """The edition that a change is since: its months, and when it was made."""

    window: Window
    made_at: datetime


@dataclass(frozen=True, slots=True)
class _Held:
    """A rent held against a norm: what it costs, by which norm, for whom."""

    rent: Money
    norm_set_id: UUID
    household: Household
    rooms: int | None


def read_split(
    session: Session, *, window: Window, before: EditionBefore, grouped: Grouped
) -> SplitRow:
    """
    The change among those that were assessed in both; four questions.

    What was assessed then is what was known then.
    """
    then, now = aliased(RentCheckRecord), aliased(RentCheckRecord)
    of_then = _checked(before.window, grouped, known_at=before.made_at)
    of_now = _checked(window, grouped)
    same = session.scalar(_unchanged(of_then, of_now, now)) or 0
    pairs = [
        (_held(row[:8]), _held(row[8:]))
        for row in session.execute(_changed(of_then, of_now, then, now))
    ]
    ids = {each.norm_set_id for pair in pairs for each in pair if each is not None}
    sets = _norm_sets(session, ids)
    split = split_change(_assessed(pairs, sets), alone=InOneAlone(0, 0))
    parts = {cause: int(part * SIXTHS) for cause, part in split.parts.items()}
    return SplitRow(
        since=before.window.ends_on,
        over_before=split.before + same,
        over_after=split.after + same,
        by_norm=parts[Cause.NORM],
        by_household=parts[Cause.HOUSEHOLD],
        by_rent=parts[Cause.RENT],
    )


def _checked(window: Window, grouped: Grouped, known_at: datetime | None = None) -> Subquery:
    """Of each household with aid in the period, the check that counts."""
    lasts = last_contracts(contracts(grouped), window)
    check = aliased(RentCheckRecord)
    newest = is_newest(check, tenancy_id=lasts.c.id, window=window, known_at=known_at)
    return select(lasts.c.household_id, check.id).select_from(lasts).join(check, newest).subquery()


def _unchanged(then: Subquery, now: Subquery, check: Any) -> Select[int]:
    """How many lie over by the same check in both."""
    return (
        select(func.count())
        .select_from(then)
        .join(now, (now.c.household_id == then.c.household_id) & (now.c.id == then.c.id))
        .join(check, check.id == now.c.id)
        .where(check.verdict == Verdict.OVER)
    )


def _changed(of_then: Subquery, of_now: Subquery, then: Any, now: Any) -> Select[Any]:
    return (
        select(*_columns(then), *_columns(now))
        .select_from(of_then)
        .join(
            of_now,
            (of_now.c.household_id == of_then.c.household_id) & (of_now.c.id != of_then.c.id),
        )
        .join(then, then.id == of_then.c.id)
        .join(now, now.id == of_now.c.id)
        .where(then.verdict.in_(DECIDED), now.verdict.in_(DECIDED))
    )


def _columns(check: Any) -> Iterator[ColumnElement[Any]]:
    """As `_held` reads them."""
    outcome, facts = ("check", "outcome", "household"), ("check", "inputs", "facts")
    yield check.verdict
    yield check.norm_set_id
    yield check.trace["check", "comparable", "low", "ore"].as_integer()
    yield check.trace["check", "comparable", "high", "ore"].as_integer()
    yield check.trace[(*outcome, "adults")].as_integer()
    yield check.trace[(*outcome, "children")].as_integer()
    yield check.trace[(*outcome, "adult_ages")].as_json()
    yield check.trace[(*facts, "rooms")].as_integer()


def _held(row: Iterable[Any]) -> _Held | None:
    """None: the check is of before such traces were kept."""
    verdict, norm_set_id, low, high, adults, children, ages, rooms = row
    ore = low if verdict is Verdict.OVER else high
    if ore is None or adults is None or children is None:
        return None
    household = Household(adults, children, tuple(ages or ()))
    return _Held(Money(ore), norm_set_id, household, rooms)


def _assessed(
    pairs: Iterable[tuple[_Held | None, _Held | None]], sets: dict[UUID, norms.NormSet]
) -> Iterator[Assessed]:
    """Those of whom every norm can be read; the others came and left."""

    @cache
    def norm(norm_set_id: UUID, household: Household, rooms: int | None) -> Money | None:
        rows = norms.candidates(sets[norm_set_id], household, rooms=rooms).rows
        amounts = [row.amount_for(household.children) for row in rows]
        return max(amounts, default=None)

    for then, now in pairs:
        if then is None or now is None:
            continue
        read = [
            norm(of.norm_set_id, who.household, who.rooms)
            for of in (then, now)
            for who in (then, now)
        ]
        found = [each for each in read if each is not None]
        if len(found) == len(read):
            yield Assessed(then.rent, now.rent, *found)


def _norm_sets(session: Session, ids: set[UUID]) -> dict[UUID, norms.NormSet]:
    found = session.scalars(
        select(NormSet).where(NormSet.id.in_(ids)).options(selectinload(NormSet.rows))
    )
    return {each.id: as_rule_set(each) for each in found}
