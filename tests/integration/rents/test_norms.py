"""Keeping published norms, a file's norms and the municipality's own."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from factories.rents import norm_set
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import (
    NormDaysBackward,
    NormFileRefused,
    NormSetDiffers,
    OwnNormsOverlap,
    SeveralNormsInForce,
)
from landlord_watch.rents.models import NormKind, NormSet
from landlord_watch.rents.rules.published_norms import published_norms
from landlord_watch.rents.services import Adoption

ACTOR = uuid4()
AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
HEADER = "municipality,year,household_size_or_type,max_rent_sek_month,source"


def import_published(session: Session) -> list[NormSet]:
    return services.import_published_norms(session, actor_id=ACTOR, at=AT)


def import_lines(session: Session, *lines: str) -> list[NormSet]:
    text = "\n".join((HEADER, *lines))
    return services.import_norm_csv(session, text=text, actor_id=ACTOR, at=AT)


def adopt(
    session: Session, norm: NormSet, starts: date, ends: date | None = None, decision: str = ""
) -> NormSet:
    return services.adopt_as_own(
        session,
        norm_set_id=norm.id,
        adoption=Adoption(starts, ends, decision),
        municipality=municipality("1460"),
        actor_id=ACTOR,
        at=AT,
    )


def test_what_is_kept_of_a_published_norm_reads_back_as_it_was_published(
    session: Session,
) -> None:
    import_published(session)
    session.flush()
    session.expire_all()
    stored = [queries.as_rule_set(queries.get_norm_set(session, n.id)) for n in published_norms()]

    assert stored == list(published_norms())


def test_published_norms_are_brought_in_once(session: Session) -> None:
    first, second = import_published(session), import_published(session)

    assert (len(first), second) == (len(published_norms()), [])


def test_a_file_is_brought_in_once(session: Session) -> None:
    first = import_lines(session, "Bengtsfors,2026,1 vuxen,5400,Nämnden")
    again = import_lines(session, "Bengtsfors,2026,1 vuxen,5400,Nämnden")

    assert [norm.name for norm in first] == ["Bengtsfors 2026"]
    assert again == []


def test_what_is_stored_is_not_edited_by_another_file(session: Session) -> None:
    import_lines(session, "Bengtsfors,2026,1 vuxen,5400,Nämnden")

    with pytest.raises(NormSetDiffers):
        import_lines(session, "Bengtsfors,2026,1 vuxen,5500,Nämnden")


def test_nothing_is_kept_of_a_file_with_a_fault(session: Session) -> None:
    with pytest.raises(NormFileRefused):
        import_lines(session, "Bengtsfors,2026,1 vuxen,5400,N", "Bengtsfors,2026,en katt,1,N")

    assert queries.list_norm_sets(session) == []


def test_an_adopted_norm_is_a_copy_and_the_published_one_stays(session: Session) -> None:
    published = norm_set(
        session, is_own=False, publisher="Uddevalla", name="Uddevalla 2020", starts_on=None
    )
    published.kind = NormKind.PUBLISHED_PAGE
    session.flush()
    own = adopt(session, published, date(2026, 1, 1), decision="Nämnden § 84")

    assert (own.is_own, own.municipality_code, own.publisher) == (True, "1460", "Bengtsfors")
    assert (own.starts_on, own.kind) == (date(2026, 1, 1), NormKind.MUNICIPAL_DECISION)
    assert own.source.startswith("Uddevalla 2020: ")
    assert (published.is_own, published.starts_on) == (False, None)
    assert (
        queries.as_rule_set(own).rows
        == queries.as_rule_set(queries.get_norm_set(session, published.id)).rows
    )


def test_a_norm_adopted_without_a_decision_is_no_decision(session: Session) -> None:
    published = norm_set(session, is_own=False, kind=NormKind.PUBLISHED_PAGE)

    assert adopt(session, published, date(2026, 1, 1)).kind is NormKind.PUBLISHED_PAGE


def test_an_own_norm_without_end_ends_where_the_next_begins(session: Session) -> None:
    published = norm_set(session, is_own=False)
    first = adopt(session, published, date(2025, 1, 1))
    second = adopt(session, published, date(2026, 1, 1))

    def in_force(day: date) -> NormSet | None:
        return queries.find_norm_set_in_force(session, on=day)

    assert first.ends_on == date(2026, 1, 1)
    assert in_force(date(2024, 12, 31)) is None
    assert in_force(date(2025, 12, 31)) is first
    assert in_force(date(2026, 1, 1)) is second


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2025, 1, 1), None),
        (date(2024, 6, 1), date(2025, 6, 1)),
        (date(2024, 6, 1), None),
    ],
    ids=["the same day", "into it", "before it without end"],
)
def test_two_own_norms_may_not_hold_on_the_same_day(
    session: Session, starts: date, ends: date | None
) -> None:
    norm = norm_set(session, starts_on=date(2025, 1, 1))

    with pytest.raises(OwnNormsOverlap):
        adopt(session, norm, starts, ends)


def test_a_norm_that_would_end_before_it_starts_is_not_adopted(session: Session) -> None:
    norm = norm_set(session, is_own=False)

    with pytest.raises(NormDaysBackward):
        adopt(session, norm, date(2026, 1, 1), date(2026, 1, 1))


def test_a_norm_that_is_not_there_is_not_adopted(session: Session) -> None:
    with pytest.raises(NotFound):
        services.adopt_as_own(
            session,
            norm_set_id=uuid4(),
            adoption=Adoption(date(2026, 1, 1), None, ""),
            municipality=municipality("1460"),
            actor_id=ACTOR,
            at=AT,
        )


def test_what_is_no_longer_used_is_no_longer_own(session: Session) -> None:
    norm = norm_set(session)
    services.stop_using(session, norm_set_id=norm.id, actor_id=ACTOR, at=AT)

    assert queries.find_norm_set_in_force(session, on=date(2026, 1, 1)) is None


def test_two_own_norms_of_a_day_are_never_chosen_between(session: Session) -> None:
    norm_set(session, name="Ena")
    norm_set(session, name="Andra")

    with pytest.raises(SeveralNormsInForce):
        queries.find_norm_set_in_force(session, on=date(2026, 1, 1))


def test_norms_are_listed_own_first_and_those_of_a_day_alone(session: Session) -> None:
    norm_set(session, is_own=False, publisher="A", name="undated", starts_on=None)
    norm_set(session, is_own=False, publisher="B", name="ended", ends_on=date(2026, 1, 1))
    norm_set(session, publisher="C", name="own")
    of_day = queries.list_norm_sets_in_force(session, on=date(2026, 1, 1))

    assert [norm.name for norm in queries.list_norm_sets(session)] == ["own", "undated", "ended"]
    assert [norm.name for norm in of_day] == ["own", "undated"]
