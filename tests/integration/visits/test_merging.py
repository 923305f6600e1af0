"""Two versions of a visit held together by a person: once, by whom, why, and with what follows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from factories.tablets import Tablet
from factories.versions import (
    MERGED_AT,
    heads,
    merge,
    merge_anew,
    said,
    sent_in,
    two_versions,
)
from factories.visits import answer, deficiency, visit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.identity.models import StaffMember
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits.errors import (
    MergeWithoutReason,
    NothingToMerge,
    PartsNotChosen,
    VersionsMerged,
    VersionsMoved,
)
from landlord_watch.visits.models import (
    Deficiency,
    Visit,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.queries.versions import get_versions, get_versions_of
from landlord_watch.visits.rules.merge_parts import Take
from landlord_watch.visits.services import merging
from landlord_watch.visits.services.following_up import review_visit
from landlord_watch.visits.shapes import Level

TWO = 2


def test_a_merge_is_a_revision_of_two_by_a_person_with_a_reason(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    one, other = two_versions(session, own, planned)

    made = merge(session, manager, planned.id)

    assert (made.base_revision_id, made.merged_revision_id) == (one.revision_id, other.revision_id)
    assert (made.author_id, made.received_at) == (manager.id, MERGED_AT)
    assert said(made).reason_for_change == "Plattorna hade inte kontakt."
    assert heads(session, planned.id) == {made.id}
    assert [each.item for each in said(made).answers] == ["ENT-01", "ENT-02", "KIT-01"]


def test_the_reason_does_not_lie_open(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    two_versions(session, own, planned)

    made = merge(session, manager, planned.id)

    session.flush()
    lies = session.scalar(select(VisitRevision.content).where(VisitRevision.id == made.id))
    assert "Plattorna" not in str(lies)


def test_both_versions_can_be_read_as_they_came(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    pair = two_versions(session, own, planned)
    before = [session.get_one(VisitRevision, each.revision_id).content for each in pair]

    merge(session, manager, planned.id)

    session.flush()
    session.expire_all()
    assert [session.get_one(VisitRevision, each.revision_id).content for each in pair] == before


def test_what_follows_is_found_out_anew(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    first = sent_in(session, own, planned.id, answers=[answer("ENT-01")])
    for level in ("minor", "serious"):
        sent_in(
            session,
            own,
            planned.id,
            base=first.revision_id,
            answers=[deficiency("ENT-01", level)],
        )
    review_visit(session, visit_id=planned.id, actor_id=manager.id, at=MERGED_AT)
    before = session.scalars(select(Deficiency.level)).all()

    made = merge(session, manager, planned.id, choices={"answer:ENT-01": Take.ONE})

    session.flush()
    assert (before, session.scalars(select(Deficiency.level)).all()) == (
        [Level.SERIOUS],
        [Level.MINOR],
    )
    assert not made.has_outcome_difference
    assert planned.state is VisitState.RECEIVED


def test_what_overlaps_is_not_merged_until_somebody_says(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    for level in ("minor", "serious"):
        sent_in(session, own, planned.id, answers=[deficiency("ENT-01", level)])

    with pytest.raises(PartsNotChosen):
        merge(session, manager, planned.id)

    assert len(heads(session, planned.id)) == TWO


def test_no_reason_no_merge(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    two_versions(session, own, planned)

    with pytest.raises(MergeWithoutReason):
        merge(session, manager, planned.id, reason="  ")


def test_a_second_click_merges_nothing_twice(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    one, other = two_versions(session, own, planned)
    merge(session, manager, planned.id)

    with pytest.raises(VersionsMerged):
        merging.merge_versions(
            session,
            visit_id=planned.id,
            merge=merging.Merge(other.revision_id, one.revision_id, {}, "Igen"),
            announcer=ChangeFeed(),
            actor_id=manager.id,
            at=MERGED_AT,
        )

    count = select(func.count(VisitRevision.id)).where(
        VisitRevision.merged_revision_id.is_not(None)
    )
    assert session.scalar(count) == 1


def test_a_version_that_has_moved_on_is_not_merged(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    one, _ = two_versions(session, own, planned)
    seen = get_versions(session, planned.id)
    sent_in(session, own, planned.id, base=one.revision_id)

    with pytest.raises(VersionsMoved):
        merge(session, manager, planned.id, one_id=seen.one.id, other_id=seen.other.id)


@pytest.mark.parametrize("which", ["itself", "nobody's", "another visit's"])
def test_only_two_versions_of_this_visit_can_be_merged(
    session: Session,
    own: Tablet,
    planned: Visit,
    officer: StaffMember,
    manager: StaffMember,
    which: str,
) -> None:
    one, _ = two_versions(session, own, planned)
    beside = visit(session, officer=officer, planned_at=planned.planned_at + timedelta(hours=2))
    foreign = sent_in(session, own, beside.id)
    others = {
        "itself": one.revision_id,
        "nobody's": new_id(),
        "another visit's": foreign.revision_id,
    }

    with pytest.raises(NotFound):
        merge(session, manager, planned.id, other_id=others[which])


def test_one_version_is_nothing_to_merge(session: Session, own: Tablet, planned: Visit) -> None:
    sent_in(session, own, planned.id)

    with pytest.raises(NothingToMerge):
        get_versions(session, planned.id)


def test_of_two_people_at_once_one_merges(
    engine: Engine, session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    two_versions(session, own, planned)
    visit_id, actor_id = planned.id, manager.id
    session.commit()
    start = Barrier(TWO)

    def click(_: int) -> str:
        start.wait()
        with Session(engine) as each, each.begin():
            versions = get_versions(each, visit_id) if len(heads(each, visit_id)) > 1 else None
            if versions is None:
                return "too late to see two"
            try:
                merging.merge_versions(
                    each,
                    visit_id=visit_id,
                    merge=merging.Merge(versions.one.id, versions.other.id, {}, "Skäl"),
                    announcer=ChangeFeed(),
                    actor_id=actor_id,
                    at=MERGED_AT,
                )
            except VersionsMerged:
                return "merged by the other"
        return "merged"

    with ThreadPoolExecutor(TWO) as both:
        answers = list(both.map(click, range(TWO)))

    assert answers.count("merged") == 1
    assert len(heads(session, visit_id)) == 1


def test_what_is_logged_is_who_and_which(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    two_versions(session, own, planned)

    made = merge(session, manager, planned.id)
    merge_anew(session, manager, made)

    session.flush()
    rows = session.scalars(
        select(AccessLogEntry).where(AccessLogEntry.action.startswith("visit.merged"))
    ).all()
    assert [(row.action, row.actor_id, row.subject_id) for row in rows] == [
        ("visit.merged", manager.id, planned.id),
        ("visit.merged_anew", manager.id, planned.id),
    ]


def test_a_merge_is_made_anew_from_the_same_two_and_the_first_one_stays(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    one, other = two_versions(session, own, planned)
    wrong = merge(session, manager, planned.id, choices={"answer:ENT-02": Take.ONE})
    second = merge_anew(session, manager, wrong)

    third = merge_anew(session, manager, second, **{"answer:KIT-01": Take.OTHER})

    assert [[each.item for each in said(made).answers] for made in (wrong, second, third)] == [
        ["ENT-01", "KIT-01"],
        ["ENT-01", "ENT-02", "KIT-01"],
        ["ENT-01", "ENT-02"],
    ]
    assert heads(session, planned.id) == {third.id}
    assert (third.base_revision_id, third.merged_revision_id) == (second.id, other.revision_id)
    versions = get_versions_of(session, visit_id=planned.id, merged_id=third.id)
    assert {versions.one.id, versions.other.id} == {one.revision_id, other.revision_id}


def test_a_merge_that_something_was_made_from_is_not_made_anew(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    two_versions(session, own, planned)
    made = merge(session, manager, planned.id)
    merge_anew(session, manager, made)

    with pytest.raises(VersionsMoved):
        merge_anew(session, manager, made)


def test_what_a_tablet_sent_is_no_merge_to_make_anew(
    session: Session, own: Tablet, planned: Visit
) -> None:
    one, _ = two_versions(session, own, planned)
    assert one.revision_id is not None

    with pytest.raises(NotFound):
        get_versions_of(session, visit_id=planned.id, merged_id=one.revision_id)
