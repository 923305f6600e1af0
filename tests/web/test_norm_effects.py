"""Two norms beside each other, what a draft would do, and checks to make again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as people
from factories import reach
from factories import rents as made
from factories.tenancies import tenancy
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries, services
from landlord_watch.rents.models import NormRow, NormSet

VisitorAs = Callable[..., Visitor]


def draft_above(session: Session, norm: NormSet, staff_id: UUID, *, kronor: int) -> UUID:
    """A draft that is so many kronor above a norm in every row."""
    at = clock.utc_now()
    draft = services.start_draft(session, based_on_id=norm.id, actor_id=staff_id, at=at)
    content = queries.get_draft(session, draft.id).content
    rows = tuple(replace(row, amount=row.amount + Money.kronor(kronor)) for row in content.rows)
    services.save_draft(
        session,
        draft_id=draft.id,
        content=replace(content, name="Förslag", rows=rows),
        over=1,
        actor_id=staff_id,
        at=at,
    )
    draft_id = draft.id
    session.commit()
    return draft_id


def staff_id(somebody: Visitor) -> UUID:
    assert somebody.staff_id is not None
    return somebody.staff_id


@pytest.fixture
def norm(session: Session) -> NormSet:
    """5 400 kronor for a single adult."""
    return made.norm_set(session)


def test_two_norms_are_compared_household_by_household(
    visitor_as: VisitorAs, session: Session
) -> None:
    services.import_published_norms(session, actor_id=None, at=clock.utc_now())
    ids = {norm.name: norm.id for norm in session.scalars(select(NormSet))}
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    address = f"before={ids['Högsby 2021']}&after={ids['Högsby 2023']}"
    page = somebody.get(f"/office/norms/compare?{address}")

    assert "1 vuxen utan barn 4 202 kr 4 474 kr +272 kr" in page.words
    assert page.value_of("before") == str(ids["Högsby 2021"])


def test_only_what_changes_is_shown_when_that_is_asked(
    visitor_as: VisitorAs, session: Session, norm: NormSet
) -> None:
    address = f"before={norm.id}&after={norm.id}&only_changed=y"
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.get(f"/office/norms/compare?{address}")

    assert "Inget hushåll får ett annat belopp" in page.words


def test_a_norm_that_is_not_offered_is_refused(visitor_as: VisitorAs, norm: NormSet) -> None:
    path = f"/office/norms/compare?before={norm.id}&after=x"
    page = visitor_as(Role.CASEWORKER).get(path)

    assert page.status == 422
    assert page.errors_at("after")


def test_two_norms_that_tell_too_much_apart_together_are_not_compared(
    visitor_as: VisitorAs, session: Session
) -> None:
    made_norms = [made.norm_set(session, name=f"Norm {first}", is_own=False) for first in (0, 4)]
    for norm, first in zip(made_norms, (0, 4), strict=True):
        for row, age in zip(norm_rows(session, norm), range(20 + first, 30), strict=False):
            row.age_under = age
    ids = [norm.id for norm in made_norms]
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/norms/compare?before={ids[0]}&after={ids[1]}")

    assert page.status == 422
    assert "skiljer på för mycket" in page.errors_at("after")


def norm_rows(session: Session, norm: NormSet) -> list[NormRow]:
    return list(session.scalars(select(NormRow).where(NormRow.norm_set_id == norm.id)))


def test_drafts_are_offered_to_who_may_write_norms_alone(
    visitor_as: VisitorAs, session: Session, norm: NormSet
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    draft_above(session, norm, staff_id(manager), kronor=300)

    assert "utkast: Förslag" in manager.get("/office/norms/compare").words
    assert "utkast" not in visitor_as(Role.CASEWORKER).get("/office/norms/compare").words


def test_a_draft_run_over_all_tenancies_shows_counts_and_hides_small_ones(
    visitor_as: VisitorAs, session: Session, norm: NormSet
) -> None:
    for kronor, count in ((5_600, 6), (5_000, 3)):
        for _ in range(count):
            made.rent(session, tenancy(session), kronor=kronor)
    manager = visitor_as(Role.CASE_MANAGER)
    draft_id = draft_above(session, norm, staff_id(manager), kronor=300)
    page = visitor_as(Role.BOARD_MEMBER).get(f"/office/norms/drafts/{draft_id}/what-if")

    assert "Är inte längre över normen 6" in page.words
    assert "Är inte över, varken före eller efter <5" in page.words
    assert "mina ärenden" not in page.words


def test_without_an_own_norm_there_is_nothing_to_compare_with(
    visitor_as: VisitorAs, session: Session
) -> None:
    published = made.norm_set(session, is_own=False)
    manager = visitor_as(Role.CASE_MANAGER)
    draft_id = draft_above(session, published, staff_id(manager), kronor=300)

    for page in ("what-if", "my-tenancies"):
        found = manager.get(f"/office/norms/drafts/{draft_id}/{page}")
        assert "inget att jämföra med" in found.words


def test_ones_own_cases_that_change_sides_are_listed_and_nobody_elses(
    visitor_as: VisitorAs, session: Session, norm: NormSet
) -> None:
    mine, other = people.household(session), people.household(session)
    for household in (mine, other):
        made.rent(session, tenancy(session, tenant=household), kronor=5_600)
    worker, colleague = (visitor_as(Role.CASEWORKER, username=name) for name in ("ena", "andra"))
    reach.assigned(session, mine, staff_id(worker))
    reach.assigned(session, other, staff_id(colleague))
    numbers = mine.case_number, other.case_number
    draft_id = draft_above(session, norm, staff_id(worker), kronor=300)
    page = worker.get(f"/office/norms/drafts/{draft_id}/my-tenancies")

    assert f"{numbers[0]} Är inte längre över normen" in page.words
    assert numbers[1] not in page.words


def test_checks_by_another_own_norm_are_listed_within_reach(
    visitor_as: VisitorAs, session: Session, norm: NormSet
) -> None:
    mine, other = people.household(session), people.household(session)
    worker, colleague = (visitor_as(Role.CASEWORKER, username=name) for name in ("ena", "andra"))
    for household, somebody in ((mine, worker), (other, colleague)):
        lease = tenancy(session, tenant=household)
        made.rent(session, lease)
        reach.assigned(session, household, staff_id(somebody))
        services.check_tenancy(
            session,
            tenancy_id=lease.id,
            on=date(2026, 3, 1),
            norm_set_id=None,
            actor_id=staff_id(somebody),
            at=clock.utc_now(),
        )
    norm.ends_on = date(2026, 1, 1)
    after = made.norm_set(session, name="Ny", starts_on=date(2026, 1, 1))
    after.recorded_at = clock.utc_now()
    numbers, after_id = (mine.case_number, other.case_number), after.id
    session.commit()
    page = worker.get(f"/office/norms/{after_id}/checks-to-redo")

    assert f"1 kontroll Ärende Avser Utfall då {numbers[0]} 1 mars 2026" in page.words
    assert numbers[1] not in page.words


def test_a_norm_that_nothing_was_checked_by_asks_for_nothing(
    visitor_as: VisitorAs, session: Session, norm: NormSet
) -> None:
    path = f"/office/norms/{norm.id}/checks-to-redo"
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(path)

    assert "Inga kontroller inom din räckvidd" in page.words


@pytest.mark.parametrize(
    ("role", "what_if", "mine"),
    [
        (Role.ANALYST, 200, 403),
        (Role.CASEWORKER, 403, 200),
        (Role.ADMINISTRATOR, 403, 403),
        (Role.FIELD_OFFICER, 403, 403),
    ],
)
def test_counts_are_for_who_may_see_counts_and_cases_for_who_handles_them(
    visitor_as: VisitorAs, session: Session, norm: NormSet, role: Role, what_if: int, mine: int
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    draft_id = draft_above(session, norm, staff_id(manager), kronor=300)
    somebody = visitor_as(role)

    assert somebody.get(f"/office/norms/drafts/{draft_id}/what-if").status == what_if
    assert somebody.get(f"/office/norms/drafts/{draft_id}/my-tenancies").status == mine
