"""Editions of landlords as they are made, kept, taken back and made anew."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factories import households as people
from factories import links, reach
from factories import rents as made
from factories.landlords import landlord
from factories.people import staff_member
from factories.tenancies import tenancy
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.ids import new_id
from landlord_watch.landlords.models import Party
from landlord_watch.landlords.queries.groups import standing_group_version
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.oversight.errors import (
    DwellingTotalTakenBack,
    DwellingTotalWrong,
    EditionMadeAlready,
    EditionNotQuarter,
    EditionWithdrawnAlready,
    GroupsContradict,
    ReasonMissing,
)
from landlord_watch.oversight.models import LandlordEdition
from landlord_watch.oversight.queries.edition_facts import Window, read_inputs
from landlord_watch.oversight.queries.edition_parameters import parameters_on
from landlord_watch.oversight.queries.landlord_editions import (
    WithdrawnAs,
    edition_json,
    get_edition,
    list_editions,
    newest_edition,
)
from landlord_watch.oversight.queries.replaying import Amiss, replay_all
from landlord_watch.oversight.rules.groups import StandingGroups
from landlord_watch.oversight.services.edition_settings import (
    DwellingTotalFacts,
    ParameterDecision,
    decide_parameter,
    record_dwelling_total,
    take_back_dwelling_total,
)
from landlord_watch.oversight.services.landlord_editions import (
    EditionAsked,
    make_landlord_edition,
    withdraw_edition,
)
from landlord_watch.oversight.shapes import DwellingsTold, LandlordKind

TODAY = date(2026, 7, 9)
AT = datetime(2026, 7, 9, 8, tzinfo=UTC)
HOUSEHOLDS = 10


@pytest.fixture
def maker(session: Session) -> UUID:
    return staff_member(session, Role.ANALYST, username="analytiker").id


@pytest.fixture
def register(session: Session, maker: UUID) -> Session:
    """A landlord with households on aid, every other one over the norm; and a person who lets."""
    lessor, norm = landlord(session, name="Påhittade Hus AB"), made.norm_set(session)
    for at in range(HOUSEHOLDS):
        who = people.household(session)
        people.aid_period(session, who, starts_on=date(2025, 1, 1))
        contract = tenancy(session, tenant=who, lessor=lessor, starts_on=date(2025, 1, 1))
        paid = made.rent(session, contract, starts_on=date(2025, 1, 1))
        verdict = made.Verdict.OVER if at % 2 else made.Verdict.WITHIN
        made.rent_check(session, paid, norm, actor_id=maker, verdict=verdict)
    return session


def make(session: Session, maker: UUID, ends_on: date | None = None) -> LandlordEdition:
    asked = EditionAsked(ends_on, newest_import_on=date(2026, 7, 1))
    return make_landlord_edition(session, asked=asked, today=TODAY, actor_id=maker, at=AT)


def withdraw(session: Session, edition: LandlordEdition, maker: UUID, reason: str) -> None:
    withdraw_edition(
        session, edition_id=edition.id, reason=reason, today=TODAY, actor_id=maker, at=AT
    )


def counted(session: Session) -> int:
    found = read_inputs(
        session,
        window=Window(date(2025, 7, 1), date(2026, 7, 1)),
        groups=StandingGroups(),
        by=parameters_on(session, on=TODAY),
        before=None,
        newest_import_on=None,
    )
    return sum(row.households for row in found.active)


def test_the_last_finished_quarter_is_told_and_kept(register: Session, maker: UUID) -> None:
    edition = make(register, maker)
    kept = get_edition(register, edition.id)

    assert (kept.told.starts_on, kept.told.ends_on) == (date(2025, 7, 1), date(2026, 7, 1))
    assert (kept.told.numbers["I1"].count, kept.told.numbers["I1"].of) == (5, HOUSEHOLDS)
    assert kept.told.quality.newest_import_on == date(2026, 7, 1)
    assert newest_edition(register) == kept
    assert edition_json(kept).startswith(b'{"basis":{')


def test_that_it_was_made_and_taken_back_is_in_the_trail(register: Session, maker: UUID) -> None:
    edition = make(register, maker)
    withdraw(register, edition, maker, "Fel norm")
    trail = register.scalars(
        select(AccessLogEntry.action).where(AccessLogEntry.subject_id == edition.id)
    )

    assert set(trail) == {"landlord_edition.made", "landlord_edition.withdrawn"}


def test_what_an_edition_was_made_from_lies_sealed(register: Session, maker: UUID) -> None:
    edition = make(register, maker)
    lies = register.scalar(text("select inputs from landlord_edition"))

    assert edition.inputs["rents"]
    assert "rents" not in lies


def test_what_is_no_finished_quarter_is_refused(session: Session, maker: UUID) -> None:
    with pytest.raises(EditionNotQuarter):
        make(session, maker, date(2026, 10, 1))


def test_a_period_is_told_once_until_it_is_taken_back(register: Session, maker: UUID) -> None:
    edition = make(register, maker)
    with pytest.raises(EditionMadeAlready):
        make(register, maker)
    withdraw(register, edition, maker, "Fel norm")
    again = make(register, maker)

    assert [each.stands for each in list_editions(register)] == [True, False]
    assert newest_edition(register) == get_edition(register, again.id)


def test_links_that_contradict_each_other_block_an_edition(register: Session, maker: UUID) -> None:
    first, second = links.alike(register, "Andra Hus AB", "Tredje Hus AB")
    (own,) = register.scalars(select(Party).where(Party.name == "Påhittade Hus AB"))
    links.judge(register, (own, first), (own, second), by=maker)
    links.judge(register, (first, second), by=maker, verdict=Verdict.NEGATIVE)

    with pytest.raises(GroupsContradict):
        make(register, maker)


def test_landlords_that_belong_together_are_one_row(register: Session, maker: UUID) -> None:
    other = landlord(register, name="Andra Hus AB")
    (own,) = register.scalars(select(Party).where(Party.name == "Påhittade Hus AB"))
    links.judge(register, (own, other), by=maker)
    code = str(min(own.id, other.id))
    edition = make(register, maker)
    (row,) = get_edition(register, edition.id).told.landlords

    assert (row.code, row.kind) == (code, LandlordKind.GROUP)
    assert set(row.members) == {"Påhittade Hus AB", "Andra Hus AB"}
    assert edition.inputs["active"] == [[code, HOUSEHOLDS]]
    standing = standing_group_version(register, on=TODAY)
    assert standing
    assert edition.basis["link_version"] == standing.digest


def test_an_edition_is_taken_back_once_and_with_a_reason(register: Session, maker: UUID) -> None:
    edition = make(register, maker)
    document = dict(edition.document)
    with pytest.raises(ReasonMissing):
        withdraw(register, edition, maker, " ")
    withdraw(register, edition, maker, "Fel norm")
    kept = get_edition(register, edition.id)

    assert kept.withdrawn == WithdrawnAs("Fel norm", TODAY)
    assert kept.told.model_dump(mode="json") == document
    assert newest_edition(register) is None
    with pytest.raises(EditionWithdrawnAlready):
        withdraw(register, edition, maker, "Igen")


def test_an_edition_that_is_not_there_is_not_found(session: Session, maker: UUID) -> None:
    with pytest.raises(NotFound):
        get_edition(session, new_id())
    with pytest.raises(NotFound):
        withdraw_edition(
            session, edition_id=new_id(), reason="x", today=TODAY, actor_id=maker, at=AT
        )


def test_made_anew_each_edition_comes_to_the_same_hash(register: Session, maker: UUID) -> None:
    make(register, maker, date(2026, 4, 1))
    make(register, maker, date(2026, 7, 1))

    assert [each.amiss for each in replay_all(register)] == [(), ()]


def test_an_edition_that_was_touched_is_found(register: Session, maker: UUID) -> None:
    told = make(register, maker, date(2026, 1, 1))
    told.document = told.document | {"definitions": 99}
    sealed = make(register, maker, date(2026, 4, 1))
    sealed.seal = "0" * 64
    counted_from = make(register, maker)
    counted_from.inputs = counted_from.inputs | {"links_waiting": 3}
    register.flush()
    amiss = {each.edition_id: set(each.amiss) for each in replay_all(register)}

    assert amiss == {
        told.id: {Amiss.DOCUMENT},
        sealed.id: {Amiss.SEAL},
        counted_from.id: {Amiss.INPUTS, Amiss.REPLAY},
    }


def test_a_household_with_somebody_protected_is_counted_nowhere(
    register: Session, maker: UUID
) -> None:
    before = counted(register)
    who = register.scalars(select(people.Household).limit(1)).one()
    reach.protected(register, who, named=[maker])

    assert (before, counted(register)) == (HOUSEHOLDS, HOUSEHOLDS - 1)


def test_a_decided_value_counts_from_its_day(session: Session, maker: UUID) -> None:
    decision = ParameterDecision("coverage_floor_percent", 70, date(2026, 7, 1), "SN 2026:12")
    decide_parameter(session, decision=decision, actor_id=maker, at=AT)
    later, before = (parameters_on(session, on=day) for day in (TODAY, date(2026, 6, 30)))

    assert (before["coverage_floor_percent"], later["coverage_floor_percent"]) == (80, 70)
    assert later.rows["coverage_floor_percent"].decision == "SN 2026:12"


def test_dwellings_stand_until_they_are_taken_back(register: Session, maker: UUID) -> None:
    (edition_before,) = make(register, maker, date(2026, 4, 1)).document["landlords"]
    party_id = UUID(edition_before["code"])
    facts = DwellingTotalFacts(90, "Fastighetslista", date(2026, 3, 1))
    total = record_dwelling_total(
        register, party_id=party_id, facts=facts, today=TODAY, actor_id=maker, at=AT
    )
    edition = make(register, maker)
    take_back_dwelling_total(register, total_id=total.id, actor_id=maker, at=AT)
    (row,) = get_edition(register, edition.id).told.landlords

    assert edition_before["dwellings"] is None
    assert row.dwellings == DwellingsTold(total=90, source="Fastighetslista", on=facts.as_of_on)
    with pytest.raises(DwellingTotalTakenBack):
        take_back_dwelling_total(register, total_id=total.id, actor_id=maker, at=AT)


def test_dwellings_of_a_day_that_has_not_come_are_refused(session: Session, maker: UUID) -> None:
    facts = DwellingTotalFacts(9, "Lista", date(2026, 7, 10))
    party = landlord(session, name="Påhittade Hus AB")
    with pytest.raises(DwellingTotalWrong):
        record_dwelling_total(
            session, party_id=party.id, facts=facts, today=TODAY, actor_id=maker, at=AT
        )
