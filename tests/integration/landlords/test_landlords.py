"""Recording landlords, their roles and contacts, and finding them again."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.landlords import ORGANISATION_NUMBER, landlord, role
from factories.people import NOW, staff_member
from landlord_watch.audit.queries import list_accesses
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import Conflict, NotFound
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.errors import (
    ContactInFuture,
    NumberTaken,
    NumberWithoutSource,
    RoleEnded,
    RoleEndsTooEarly,
    RoleHeldAlready,
)
from landlord_watch.landlords.models import (
    ContactChannel,
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
    PartyRole,
    PartyRoleKind,
)

ACTOR = uuid4()
TODAY = date(2026, 3, 12)
PERSON = "19900101-0017"


def record(session: Session, facts: services.LandlordFacts) -> Party:
    return services.record_landlord(session, facts=facts, today=TODAY, actor_id=ACTOR, at=NOW)


def company(number: str = ORGANISATION_NUMBER, source: str = "Avtal") -> services.LandlordFacts:
    return services.LandlordFacts(PartyKind.LEGAL, "Örnen AB", number, source)


def give(
    session: Session,
    party: Party,
    home: Dwelling,
    *,
    starts_on: date = date(2025, 1, 1),
    ends_on: date | None = None,
    kind: PartyRoleKind = PartyRoleKind.OWNER,
) -> PartyRole:
    return services.give_role(
        session,
        landlord_id=party.id,
        dwelling_id=home.id,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        source="Avtal",
        actor_id=ACTOR,
        at=NOW,
    )


def end(session: Session, held: PartyRole, ends_on: date) -> PartyRole:
    return services.end_role(session, role_id=held.id, ends_on=ends_on, actor_id=ACTOR, at=NOW)


def test_a_number_belongs_to_one_landlord(session: Session) -> None:
    party = record(session, company())

    with pytest.raises(NumberTaken) as refusal:
        record(session, company(number="556999-9997"))

    assert refusal.value.context == {"party_id": party.id}


def test_a_number_needs_a_source(session: Session) -> None:
    with pytest.raises(NumberWithoutSource):
        record(session, company(source=" "))

    assert session.scalar(select(func.count(Party.id))) == 0


def test_a_person_and_a_company_do_not_take_each_others_numbers(session: Session) -> None:
    record(session, company())
    person = services.LandlordFacts(PartyKind.NATURAL, "Ture", PERSON, "Avtal")

    assert record(session, person).identifiers[0].value == "199001010017"


def test_a_number_that_is_corrected_is_free_for_another(session: Session) -> None:
    party = record(session, company())
    services.correct_landlord(
        session,
        landlord_id=party.id,
        facts=company(number=""),
        today=TODAY,
        actor_id=ACTOR,
        at=NOW,
    )

    assert record(session, company()).id != party.id
    assert session.scalar(select(func.count(PartyIdentifier.id))) == 1


def test_a_correction_that_is_refused_changes_nothing(session: Session) -> None:
    record(session, company())
    other = landlord(session, name="Tranan AB")

    with pytest.raises(NumberTaken):
        services.correct_landlord(
            session,
            landlord_id=other.id,
            facts=company(),
            today=TODAY,
            actor_id=ACTOR,
            at=NOW,
        )

    assert other.name == "Tranan AB"


def test_who_was_second_with_a_number_at_the_same_time_is_told_so(session: Session) -> None:
    theirs = PartyIdentifier(
        party_id=landlord(session).id,
        kind=PartyIdentifierKind.ORGANISATION_NUMBER,
        value=ORGANISATION_NUMBER,
        source="Avtal",
        recorded_at=NOW,
    )

    with session.no_autoflush:  # theirs is not seen yet when this one looks
        session.add(theirs)
        with pytest.raises(Conflict) as refusal:
            record(session, company())

    assert refusal.value.code == "conflict"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "overlaps"),
    [
        (date(2024, 1, 1), None, True),
        (date(2025, 6, 1), None, True),
        (date(2026, 1, 1), None, False),
        (date(2024, 1, 1), date(2025, 1, 1), False),
        (date(2024, 1, 1), date(2025, 1, 2), True),
        (date(2025, 12, 31), date(2026, 6, 1), True),
    ],
    ids=["around", "within", "after", "until the day", "over the day", "from the last day"],
)
def test_a_role_is_held_once_at_a_time(
    session: Session, starts_on: date, ends_on: date | None, overlaps: bool
) -> None:
    party, home = landlord(session), dwelling(session)
    give(session, party, home, ends_on=date(2026, 1, 1))

    if overlaps:
        with pytest.raises(RoleHeldAlready):
            give(session, party, home, starts_on=starts_on, ends_on=ends_on)

    assert overlaps or give(session, party, home, starts_on=starts_on, ends_on=ends_on).id


def test_others_and_other_roles_and_homes_may_hold_at_the_same_time(session: Session) -> None:
    party, home = landlord(session), dwelling(session)
    give(session, party, home)
    give(session, party, home, kind=PartyRoleKind.PAYEE)
    give(session, party, dwelling(session))
    give(session, landlord(session), home)

    assert session.scalar(select(func.count(PartyRole.id))) == 4


def test_the_database_holds_an_open_role_once(session: Session) -> None:
    party, home = landlord(session), dwelling(session)
    role(session, party, home)

    with pytest.raises(IntegrityError):
        role(session, party, home, starts_on=date(2025, 1, 1))

    assert not session.is_active


def test_a_role_ends_once_and_not_before_it_starts(session: Session) -> None:
    held = give(session, landlord(session), dwelling(session))
    with pytest.raises(RoleEndsTooEarly):
        end(session, held, date(2024, 12, 31))
    end(session, held, date(2025, 1, 1))

    with pytest.raises(RoleEnded):
        end(session, held, date(2025, 2, 1))

    assert held.ends_on == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_a_role_holds_from_its_day_until_the_day_it_ends(
    session: Session, on: date, holds: bool
) -> None:
    party, home = landlord(session, name="Örnen AB"), dwelling(session)
    give(session, party, home, ends_on=date(2026, 1, 1))
    role(session, landlord(session), dwelling(session))
    page = queries.list_dwellings_of_landlord(session, party.id, on=on, number=1)
    found = queries.dwelling_ids_of_landlords_named("örnen", on=on)

    assert [each.id for each in page.rows] == ([home.id] if holds else [])
    assert bool(queries.roles_at_dwellings(session, [home.id], on=on)) is holds
    assert session.scalars(found).all() == ([home.id] if holds else [])


def test_a_role_that_never_held_counts_on_no_day(session: Session) -> None:
    party, home = landlord(session), dwelling(session)
    end(session, give(session, party, home), date(2025, 1, 1))

    assert (
        queries.list_dwellings_of_landlord(session, party.id, on=date(2025, 1, 1), number=1).rows
        == []
    )
    assert give(session, party, home).ends_on is None


def contact(session: Session, party: Party, **stated: object) -> UUID:
    facts = services.ContactFacts(
        **{
            "happened_on": TODAY,
            "channel": ContactChannel.PHONE,
            "summary": "Ringde.",
            **stated,
        }
    )
    author = staff_member(session, Role.CASEWORKER)
    row = services.record_contact(
        session, landlord_id=party.id, contact=facts, today=TODAY, actor_id=author.id, at=NOW
    )
    session.flush()
    return row.id


def test_a_contact_today_is_recorded(session: Session) -> None:
    party = landlord(session)
    recorded = contact(session, party)

    assert [row.id for row in queries.list_contacts(session, party.id)] == [recorded]


def test_a_contact_has_happened(session: Session) -> None:
    with pytest.raises(ContactInFuture) as refusal:
        contact(session, landlord(session), happened_on=date(2026, 3, 13))

    assert refusal.value.code == "contact_in_future"


def test_everything_done_to_a_landlord_is_in_its_trail(session: Session) -> None:
    party, home = record(session, company()), dwelling(session)
    end(session, give(session, party, home), date(2025, 2, 1))
    session.flush()
    rows = list_accesses(session, before_seq=None, limit=10, subject_id=party.id)
    narrowed = list_accesses(
        session, before_seq=None, limit=10, subject_id=party.id, actions=["role.given"]
    )

    assert [row.action for row in rows] == ["role.ended", "role.given", "landlord.recorded"]
    assert [row.action for row in narrowed] == ["role.given"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: queries.get_landlord(session, uuid4()),
        lambda session: queries.get_role(session, uuid4()),
        lambda session: give(session, landlord(session), Dwelling(id=uuid4())),
        lambda session: give(session, Party(id=uuid4()), dwelling(session)),
    ],
    ids=["landlord", "role", "dwelling of a role", "landlord of a role"],
)
def test_what_is_not_there_is_not_found(session: Session, ask) -> None:
    with pytest.raises(NotFound) as refusal:
        ask(session)

    assert refusal.value.code == "not_found"
