"""Writing a norm: versions, two at once, discarding, and adopting what is whole."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.rents import norm_set
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import (
    NormDaysBackward,
    NormDraftClosed,
    NormDraftIncomplete,
    NormDraftMoved,
    NormNotWhole,
    OwnNormsOverlap,
)
from landlord_watch.rents.models import NormDraft, NormKind, NormSet
from landlord_watch.rents.queries import DraftRead
from landlord_watch.rents.rules.norm_check import Apart
from landlord_watch.rents.rules.norm_draft import DraftedNorm
from landlord_watch.rents.services import DraftAdoption

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
HERE = municipality("1460")
MORE_ADULTS = Apart(3, None, 0, None)


class Desk:
    """Somebody who writes norms."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.staff_id = staff_member(session, Role.CASE_MANAGER).id
        self.at = AT

    def start(self, based_on: NormSet | None = None) -> NormDraft:
        return services.start_draft(
            self.session,
            based_on_id=None if based_on is None else based_on.id,
            actor_id=self.staff_id,
            at=self.at,
        )

    def read(self, draft: NormDraft) -> DraftRead:
        return queries.get_draft(self.session, draft.id)

    def save(self, draft: NormDraft, content: DraftedNorm, over: int) -> int:
        self.at += timedelta(minutes=1)
        return services.save_draft(
            self.session,
            draft_id=draft.id,
            content=content,
            over=over,
            actor_id=self.staff_id,
            at=self.at,
        ).number

    def adopt(self, draft: NormDraft, replacing: NormSet | None = None) -> NormSet:
        number = self.read(draft).version.number
        return services.adopt_draft(
            self.session,
            draft_id=draft.id,
            adoption=DraftAdoption(number, None if replacing is None else replacing.id),
            municipality=HERE,
            actor_id=self.staff_id,
            at=self.at,
        )

    def ready(self, starts_on: date = date(2027, 1, 1)) -> NormDraft:
        """A draft that may be adopted."""
        draft = self.start(norm_set(self.session, is_own=False))
        content = replace(
            self.read(draft).content,
            starts_on=starts_on,
            decision_reference="Socialnämnden § 84",
            decided_on=date(2026, 12, 10),
        )
        self.save(draft, content, over=1)
        return draft


@pytest.fixture
def desk(session: Session) -> Desk:
    return Desk(session)


def test_a_draft_begins_empty_or_as_a_copy_without_its_days(desk: Desk, session: Session) -> None:
    published = norm_set(session, is_own=False)
    empty, copy = desk.read(desk.start()), desk.read(desk.start(published))

    assert empty.content == DraftedNorm()
    assert (
        copy.content.rows == queries.as_rule_set(queries.get_norm_set(session, published.id)).rows
    )
    assert (copy.content.starts_on, copy.content.decision_reference) == (None, "")
    assert copy.content.source.startswith(f"{published.name}: ")


def test_a_draft_of_a_norm_that_is_not_there_is_not_begun(desk: Desk) -> None:
    with pytest.raises(NotFound):
        services.start_draft(desk.session, based_on_id=uuid4(), actor_id=desk.staff_id, at=AT)


def test_each_save_is_a_version_and_the_same_again_is_none(desk: Desk, session: Session) -> None:
    draft = desk.start()
    content = DraftedNorm(name="Ny")
    numbers = [desk.save(draft, content, over=1), desk.save(draft, content, over=1)]

    assert numbers == [2, 2]
    assert [one.number for one in queries.list_versions(session, draft.id)] == [2, 1]


def test_who_saves_second_is_told_and_loses_nothing(desk: Desk, session: Session) -> None:
    draft = desk.start()
    desk.save(draft, DraftedNorm(name="Ena"), over=1)
    with pytest.raises(NormDraftMoved) as moved:
        desk.save(draft, DraftedNorm(name="Andra"), over=1)
    desk.save(draft, DraftedNorm(name="Andra"), over=moved.value.number)
    names = [queries.get_draft(session, draft.id, number=number).content.name for number in (2, 3)]

    assert names == ["Ena", "Andra"]


def test_one_may_go_back_and_what_was_between_stays(desk: Desk, session: Session) -> None:
    draft = desk.start()
    desk.save(draft, DraftedNorm(name="Bra"), over=1)
    desk.save(draft, DraftedNorm(name="Sämre"), over=2)
    services.go_back(
        session, draft_id=draft.id, number=2, over=3, actor_id=desk.staff_id, at=desk.at
    )

    assert desk.read(draft).content.name == "Bra"
    assert len(queries.list_versions(session, draft.id)) == 4


def test_a_discarded_draft_is_not_written_in_until_it_is_brought_back(
    desk: Desk, session: Session
) -> None:
    draft = desk.start()
    for _ in range(2):
        services.discard_draft(session, draft_id=draft.id, actor_id=desk.staff_id, at=AT)
    with pytest.raises(NormDraftClosed):
        desk.save(draft, DraftedNorm(name="Ny"), over=1)
    for _ in range(2):
        services.bring_back_draft(session, draft_id=draft.id, actor_id=desk.staff_id, at=AT)

    assert desk.save(draft, DraftedNorm(name="Ny"), over=1) == 2


def test_an_adopted_draft_is_the_municipalitys_own_norm(desk: Desk, session: Session) -> None:
    own = desk.adopt(desk.ready())
    found = queries.find_norm_set_in_force(session, on=date(2027, 1, 1))

    assert found is own
    assert (own.name, own.kind) == ("Bengtsfors 2027-01-01", NormKind.MUNICIPAL_DECISION)
    assert (own.municipality_code, own.decided_on) == ("1460", date(2026, 12, 10))


def test_adopting_twice_is_once_and_what_is_adopted_is_not_written_in(
    desk: Desk, session: Session
) -> None:
    draft = desk.ready()
    first, second = desk.adopt(draft), desk.adopt(draft)
    with pytest.raises(NormDraftClosed):
        desk.save(draft, DraftedNorm(), over=2)
    with pytest.raises(NormDraftClosed):
        services.discard_draft(session, draft_id=draft.id, actor_id=desk.staff_id, at=AT)

    assert first is second
    assert queries.list_drafts(session) == []


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"starts_on": None}, NormDraftIncomplete),
        ({"decision_reference": ""}, NormDraftIncomplete),
        ({"decided_on": None}, NormDraftIncomplete),
        ({"rows": ()}, NormDraftIncomplete),
        ({"ends_on": date(2026, 12, 31)}, NormDaysBackward),
    ],
    ids=["day", "decision", "day of decision", "rows", "backward"],
)
def test_a_draft_that_lacks_something_is_not_adopted(
    desk: Desk, change: dict[str, object], refusal: type[Exception]
) -> None:
    draft = desk.ready()
    desk.save(draft, replace(desk.read(draft).content, **change), over=2)

    with pytest.raises(refusal):
        desk.adopt(draft)


@pytest.mark.parametrize("is_doubled", [False, True], ids=["a gap", "an overlap"])
def test_a_draft_with_a_gap_or_an_overlap_is_kept_and_not_adopted(
    desk: Desk, *, is_doubled: bool
) -> None:
    draft = desk.ready()
    content = desk.read(draft).content
    rows = (*content.rows, content.rows[0]) if is_doubled else content.rows[1:]
    desk.save(draft, replace(content, rows=rows), over=2)

    with pytest.raises(NormNotWhole):
        desk.adopt(draft)
    assert desk.read(draft).version.number == 3


def test_a_version_that_has_been_overtaken_is_not_adopted(desk: Desk) -> None:
    draft = desk.ready()
    with pytest.raises(NormDraftMoved):
        services.adopt_draft(
            desk.session,
            draft_id=draft.id,
            adoption=DraftAdoption(1),
            municipality=HERE,
            actor_id=desk.staff_id,
            at=AT,
        )

    assert desk.read(draft).is_open


def test_an_own_norm_without_end_ends_where_an_adopted_one_begins(
    desk: Desk, session: Session
) -> None:
    before = norm_set(session, starts_on=date(2025, 1, 1))
    desk.adopt(desk.ready())

    assert before.ends_on == date(2027, 1, 1)


def test_a_norm_for_the_same_days_is_replaced_when_that_is_said(
    desk: Desk, session: Session
) -> None:
    wrong = norm_set(session, starts_on=date(2027, 1, 1), name="Fel")
    draft = desk.ready()
    with pytest.raises(OwnNormsOverlap):
        desk.adopt(draft)
    own = desk.adopt(draft, replacing=wrong)

    assert (wrong.is_own, wrong.replaced_by_id) == (False, own.id)
    assert queries.find_norm_set_in_force(session, on=date(2027, 1, 1)) is own


def test_a_norm_keeps_the_households_it_says_are_apart(desk: Desk, session: Session) -> None:
    services.import_published_norms(session, actor_id=None, at=AT)
    uddevalla = next(
        found for found in queries.list_norm_sets(session) if found.name == "Uddevalla 2020"
    )
    own = services.adopt_as_own(
        session,
        norm_set_id=uddevalla.id,
        adoption=services.Adoption(date(2026, 1, 1), None, "", (MORE_ADULTS,)),
        municipality=HERE,
        actor_id=None,
        at=AT,
    )
    copied = desk.read(desk.start(own)).content

    assert queries.apart_of(own) == copied.apart == (MORE_ADULTS,)


def test_a_copy_is_not_changed_by_what_is_done_to_its_original(
    desk: Desk, session: Session
) -> None:
    published = norm_set(session, is_own=False)
    draft = desk.start(published)
    rows = desk.read(draft).content.rows
    desk.save(
        draft,
        DraftedNorm(rows=tuple(replace(row, amount=Money.kronor(1)) for row in rows)),
        over=1,
    )

    assert queries.as_rule_set(queries.get_norm_set(session, published.id)).rows == rows


def test_what_is_done_to_a_draft_is_in_the_trail(desk: Desk, session: Session) -> None:
    draft = desk.ready()
    own = desk.adopt(draft)

    assert actions_about(session, draft.id) == ["norm_draft.saved", "norm_draft.started"]
    assert actions_about(session, own.id) == ["norm_set.adopted"]


def actions_about(session: Session, subject_id: UUID) -> list[str]:
    logged = list_accesses(session, before_seq=None, limit=10, subject_id=subject_id)
    return [access.action for access in logged]
