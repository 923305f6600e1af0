"""Each kind of list, against what the register has."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import lists
from factories.dwellings import dwelling
from factories.households import household
from factories.imports import Desk, counts
from factories.landlords import ORGANISATION_NUMBER, landlord, role
from factories.tenancies import tenancy
from landlord_watch.dwellings.models import Dwelling, OfferedRent, Property
from landlord_watch.imports.errors import FileReadAlready
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.planning import Choice, Outcome
from landlord_watch.imports.services.staging import choose
from landlord_watch.landlords.models import (
    Party,
    PartyIdentifier,
    PartyRole,
    PayeeAccount,
)
from landlord_watch.rents.models import Rent, RentBasis
from landlord_watch.tenancies.models import Tenancy

OTHER_NUMBER = "5560360793"
BANKGIRO = "5050-1055"
OTHER_BANKGIRO = "991-2346"
HOMES = [
    lists.HOMES,
    ["Storgatan 4", "1101", "666 30", "Bengtsfors", 2, "55,5"],
    ["Storgatan 4", "1102", "666 30", "Bengtsfors", 3, "70"],
]


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_homes_are_taken_in_and_the_same_list_again_changes_nothing(session):
    desk = Desk(session)
    first = desk.take_in(lists.text(HOMES))
    again = desk.look_over(lists.workbook(HOMES))

    home = session.scalars(select(Dwelling).where(Dwelling.dwelling_number == "1101")).one()
    assert counts(first) == {"new": 2}
    assert counts(again) == {"same": 2}
    assert (home.street_address, home.postal_code, home.rooms, home.area_m2) == (
        "Storgatan 4",
        "66630",
        2,
        55.5,
    )


def test_the_same_file_is_told_to_be_here(session):
    desk = Desk(session)
    first = desk.take_in(lists.text(HOMES))
    with pytest.raises(FileReadAlready) as refusal:
        desk.bring(lists.text(HOMES))

    assert refusal.value.batch_id == first.id


def test_what_a_list_says_otherwise_is_a_change_with_before_and_after(session):
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101", rooms=2, area_m2=50)
    desk = Desk(session)
    batch = desk.look_over(lists.text(HOMES[:2]))

    changes = desk.rows(batch)[0]["changes"]
    assert counts(batch) == {"changed": 1}
    assert changes["area_m2"] == [50.0, 55.5]
    assert "rooms" not in changes


def test_an_empty_cell_takes_nothing_away(session):
    home = dwelling(session, street_address="Storgatan 4", dwelling_number="1101", area_m2=50)
    Desk(session).look_over(
        lists.text([lists.HOMES, ["Storgatan 4", "1101", "66630", "Ed", "", ""]])
    )

    session.refresh(home)
    assert home.area_m2 == 50


def test_a_home_gets_its_property_and_its_landlord(session):
    party = landlord(session, number=ORGANISATION_NUMBER)
    rows = [
        [*lists.HOMES, "Fastighet", "Orgnr"],
        ["Storgatan 4", "1101", "666 30", "Bengtsfors", 2, 55, "Berga 1:2", "556999-9997"],
    ]
    Desk(session).take_in(lists.text(rows))

    land = session.scalars(select(Property)).one()
    held = session.scalars(select(PartyRole)).one()
    assert (land.municipality_code, land.designation) == ("1460", "Berga 1:2")
    assert (held.party_id, held.starts_on) == (party.id, date(2026, 3, 1))


def test_a_whole_list_proposes_an_end_and_deletes_nothing(session):
    party = landlord(session, number=ORGANISATION_NUMBER)
    gone = dwelling(session, street_address="Lillgatan 1", dwelling_number="1001")
    held = role(session, party, gone)
    rows = [[*lists.HOMES, "Orgnr"], [*HOMES[1], "556999-9997"]]
    desk = Desk(session, is_full=True)
    batch = desk.look_over(lists.text(rows))
    desk.commit(batch)

    session.refresh(held)
    assert counts(batch) == {"new": 1, "absent": 1}
    assert held.ends_on == date(2026, 3, 1)
    assert session.get(Dwelling, gone.id) is not None


def test_a_part_of_a_list_proposes_no_end(session):
    party = landlord(session, number=ORGANISATION_NUMBER)
    role(session, party, dwelling(session, street_address="Lillgatan 1"))
    rows = [[*lists.HOMES, "Orgnr"], [*HOMES[1], "556999-9997"]]

    assert counts(Desk(session).look_over(lists.text(rows))) == {"new": 1}


def test_landlords_are_taken_in_with_number_and_account(session):
    rows = [["Namn", "Orgnr", "Bankgiro"], ["Påhittade AB", "556999-9997", BANKGIRO]]
    Desk(session, KindName.LANDLORDS).take_in(lists.text(rows))

    number = session.scalars(select(PartyIdentifier)).one()
    account = session.scalars(select(PayeeAccount)).one()
    assert (number.value, number.source) == (ORGANISATION_NUMBER, "Bostadsbolaget")
    assert (account.number, account.is_changed) == ("50501055", False)


def test_a_landlords_changed_account_is_marked_to_be_looked_at(session):
    desk = Desk(session, KindName.LANDLORDS)
    head, name = ["Namn", "Orgnr", "Bankgiro"], ["Påhittade AB", "556999-9997"]
    desk.take_in(lists.text([head, [*name, BANKGIRO]]))
    batch = desk.look_over(lists.text([head, [*name, OTHER_BANKGIRO]]))
    desk.commit(batch)

    marked = session.scalars(select(PayeeAccount).where(PayeeAccount.is_changed)).one()
    assert desk.codes(batch) == [(2, "account_changed", "bankgiro")]
    assert marked.number == "9912346"


def test_an_account_that_serves_two_landlords_is_marked(session):
    rows = [
        ["Namn", "Orgnr", "Bankgiro"],
        ["Påhittade AB", "556999-9997", BANKGIRO],
        ["Andra Hem AB", OTHER_NUMBER, BANKGIRO],
    ]
    Desk(session, KindName.LANDLORDS).take_in(lists.text(rows))

    marked = session.scalars(select(PayeeAccount.is_changed).order_by(PayeeAccount.is_changed))
    assert list(marked) == [False, True]


def test_a_number_under_another_name_is_a_conflict(session):
    landlord(session, name="Helt Andra Hem AB", number=ORGANISATION_NUMBER)
    batch = Desk(session, KindName.LANDLORDS).look_over(
        lists.text([["Namn", "Orgnr"], ["Bostäder i Dals Långed HB", "556999-9997"]])
    )

    assert counts(batch) == {"conflict": 1}


def test_a_known_name_without_number_is_decided_by_somebody(session):
    known = landlord(session, name="Påhittade Hem AB")
    desk = Desk(session, KindName.LANDLORDS)
    batch = desk.look_over(
        lists.text([["Namn", "Slag", "Telefon"], ["påhittade hem", "Företag", "0531-1"]])
    )
    choose(session, batch_id=batch.id, row_number=2, choice=Choice(target_id=known.id))
    desk.commit(batch)

    session.refresh(known)
    assert counts(batch) == {"several": 1}
    assert known.phone == "0531-1"
    assert count(session, Party) == 1


def test_a_landlord_that_was_chosen_gets_its_number(session):
    known = landlord(session, name="Påhittade Hem AB")
    desk = Desk(session, KindName.LANDLORDS)
    batch = desk.look_over(lists.text([["Namn", "Orgnr"], ["Påhittade Hem", "556999-9997"]]))
    choose(session, batch_id=batch.id, row_number=2, choice=Choice(target_id=known.id))
    desk.commit(batch)
    again = desk.look_over(lists.workbook([["Namn", "Orgnr"], ["Påhittade Hem", "556999-9997"]]))

    assert counts(batch) == {"several": 1}
    assert counts(again) == {"same": 1}


def rents(session: Session, *rows: list[object], as_of_on: date = date(2026, 3, 1)) -> Desk:
    head = ["Gatuadress", "Lgh", "Postnr", "Hyra", "Gäller från", "Värme"]
    desk = Desk(session, KindName.OFFERED_RENTS, as_of_on=as_of_on)
    desk.take_in(lists.text([head, *rows]))
    return desk


PLACE = ["Storgatan 4", "1101", "66630"]


def test_an_offered_rent_is_taken_in_with_what_it_includes(session):
    home = dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    rents(session, [*PLACE, "6 450,50 kr", "2026-01-01", "Ja"])

    offered = session.scalars(select(OfferedRent)).one()
    assert offered.dwelling_id == home.id
    assert offered.monthly_rent.ore == 645_050
    assert offered.inclusions == {"heating": "yes"}


def test_the_same_rent_from_a_later_day_is_no_new_rent(session):
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    desk = rents(session, [*PLACE, 6450, "2026-01-01", "Ja"])
    head = ["Gatuadress", "Lgh", "Postnr", "Hyra", "Gäller från"]
    batch = desk.look_over(lists.text([head, [*PLACE, 6450, "2026-03-01"]]))

    assert counts(batch) == {"same": 1}


def test_a_rent_that_was_wrong_is_withdrawn_and_a_better_one_follows(session):
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    desk = rents(session, [*PLACE, 6450, "2026-01-01", "Ja"])
    head = ["Gatuadress", "Lgh", "Postnr", "Hyra", "Gäller från"]
    desk.take_in(lists.text([head, [*PLACE, 6500, "2026-01-01"]]))

    query = select(OfferedRent).order_by(OfferedRent.monthly_rent)
    old, new = session.scalars(query.execution_options(populate_existing=True))
    assert old.withdrawn_at is not None
    assert new.withdrawn_at is None
    assert new.inclusions == {"heating": "yes"}


def test_a_rent_of_a_home_nobody_knows_is_stopped(session):
    head = ["Gatuadress", "Lgh", "Postnr", "Hyra"]
    desk = Desk(session, KindName.OFFERED_RENTS)
    batch = desk.look_over(lists.text([head, [*PLACE, 6450]]))

    assert desk.codes(batch) == [(2, "dwelling_not_there", "street_address")]


CONTRACT = ["Ärende", "Gatuadress", "Lgh", "Postnr", "Orgnr", "Kontrakt", "Från", "T.o.m", "Hyra"]


def contract(case_number: str, *more: object) -> list[object]:
    row = [case_number, *PLACE, "556999-9997", "Förstahand", "2026-01-01"]
    return [*row, *more, *[""] * (2 - len(more))]


def test_a_tenancy_is_taken_in_with_its_rent(session):
    tenant = household(session)
    home = dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    party = landlord(session, number=ORGANISATION_NUMBER)
    rows = [CONTRACT, contract(tenant.case_number, "2026-12-31", 6450)]
    Desk(session, KindName.TENANCIES).take_in(lists.text(rows))

    made = session.scalars(select(Tenancy)).one()
    rent = session.scalars(select(Rent)).one()
    assert (made.household_id, made.dwelling_id, made.landlord_id) == (tenant.id, home.id, party.id)
    assert made.ends_on == date(2027, 1, 1)
    assert (rent.monthly_rent.ore, rent.basis) == (645_000, RentBasis.LIST)


def standing(session: Session) -> Tenancy:
    home = dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    party = landlord(session, number=ORGANISATION_NUMBER)
    return tenancy(session, home=home, lessor=party, starts_on=date(2026, 1, 1))


def case_number_of(session: Session, one: Tenancy) -> str:
    return session.get_one(type(household(session)), one.household_id).case_number


def test_a_list_ends_a_contract_and_does_not_write_over_it(session):
    one = standing(session)
    number = case_number_of(session, one)
    desk = Desk(session, KindName.TENANCIES)
    ended = desk.look_over(lists.text([CONTRACT, contract(number, "2026-06-30")]))
    desk.commit(ended)
    session.refresh(one)
    other = contract(number)
    other[5] = "Andrahand"
    against = desk.look_over(lists.text([CONTRACT, other]))

    assert counts(ended) == {"changed": 1}
    assert one.ends_on == date(2026, 7, 1)
    assert desk.codes(against) == [(2, "tenancy_stands_otherwise", "contract_kind")]


def test_a_contract_a_whole_list_does_not_name_is_proposed_to_end(session):
    one = standing(session)
    two = tenancy(session, home=dwelling(session, street_address="Lillgatan 1"))
    two.landlord_id = one.landlord_id
    elsewhere = tenancy(session, home=dwelling(session, street_address="Tredje 1"))
    rows = [CONTRACT, contract(case_number_of(session, one))]
    desk = Desk(session, KindName.TENANCIES, is_full=True)
    batch = desk.look_over(lists.text(rows))
    desk.commit(batch)

    session.expire_all()
    assert counts(batch) == {"same": 1, "absent": 1}
    assert session.get_one(Tenancy, two.id).ends_on == date(2026, 3, 1)
    assert session.get_one(Tenancy, elsewhere.id).ends_on is None


def test_nothing_is_chosen_for_anybody(session):
    desk = Desk(session)
    batch = desk.look_over(lists.text(HOMES))

    with pytest.raises(Exception, match="nothing_chosen"):
        desk.commit(batch, frozenset())
    with pytest.raises(Exception, match="nothing_chosen"):
        desk.commit(batch, frozenset({Outcome.CHANGED}))
