"""Taking back what a list brought: whole, or not at all, and with its history kept."""

from datetime import date

import pytest
from sqlalchemy import select

from factories import lists
from factories.dwellings import dwelling
from factories.households import household
from factories.imports import Desk, counts
from factories.landlords import ORGANISATION_NUMBER, landlord
from factories.registers import standing
from factories.tenancies import tenancy
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.imports import queries
from landlord_watch.imports.errors import NotReady, PlanMoved, UndoBlocked
from landlord_watch.imports.models import BatchState, ImportChunk, ImportFile
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.services.closing import KEPT, put_away, put_away_old
from landlord_watch.imports.services.undoing import list_hindrances
from landlord_watch.infra.once import table_of
from landlord_watch.models import metadata

HOMES = [
    [*lists.HOMES, "Fastighet", "Orgnr"],
    ["Storgatan 4", "1101", "666 30", "Bengtsfors", 2, "55,5", "Berga 1:2", "556999-9997"],
    ["Storgatan 4", "1102", "666 30", "Bengtsfors", 3, "70", "Berga 1:2", "556999-9997"],
]


def test_what_a_list_made_is_gone_and_what_it_changed_is_put_back(session):
    landlord(session, number=ORGANISATION_NUMBER)
    dwelling(session, street_address="Storgatan 4", dwelling_number="1102", rooms=2)
    desk = Desk(session)
    before = standing(session)
    batch = desk.take_in(lists.text(HOMES))
    between = standing(session)
    desk.undo(batch)

    assert between != before
    assert standing(session) == before


def test_taken_in_taken_back_and_taken_in_again_is_the_same(session):
    landlord(session, number=ORGANISATION_NUMBER)
    desk = Desk(session)
    first = desk.take_in(lists.text(HOMES))
    once = standing(session)
    desk.undo(first)
    again = desk.take_in(lists.text(HOMES))

    assert counts(again) == {"new": 2}
    assert standing(session) == once


def test_history_says_what_was_taken_back(session):
    desk = Desk(session)
    batch = desk.take_in(lists.text(HOMES))
    undoing = desk.undo(batch)

    was = [each.was for each in queries.touches_of(session, undoing.id)]
    assert (batch.state, undoing.undoes_id) == (BatchState.UNDONE, batch.id)
    assert any((each or {}).get("dwelling_number") == "1101" for each in was)


def test_what_rests_on_a_list_stands_in_the_way(session):
    desk = Desk(session)
    batch = desk.take_in(lists.text(HOMES))
    home = session.scalars(select(Dwelling).where(Dwelling.dwelling_number == "1101")).one()
    contract = tenancy(session, home=home)

    (found,) = list_hindrances(session, batch_id=batch.id)
    with pytest.raises(UndoBlocked):
        desk.undo(batch)
    assert (found.id, found.by_table, found.by_id) == (home.id, "tenancy", contract.id)


def test_what_was_changed_since_stands_in_the_way(session):
    desk = Desk(session)
    batch = desk.take_in(lists.text(HOMES))
    home = session.scalars(select(Dwelling).where(Dwelling.dwelling_number == "1101")).one()
    home.rooms = 4
    session.flush()

    (found,) = list_hindrances(session, batch_id=batch.id)
    assert (found.id, found.by_table) == (home.id, "")


def test_another_lists_rows_stand_in_the_way_until_it_is_taken_back(session):
    desk = Desk(session)
    first = desk.take_in(lists.text(HOMES))
    second = desk.take_in(lists.text([lists.HOMES, ["Storgatan 4", "1101", "66630", "Ed", 2, 60]]))
    with pytest.raises(UndoBlocked):
        desk.undo(first)
    desk.undo(second)
    desk.undo(first)

    assert session.scalars(select(Dwelling)).all() == []


def test_nothing_is_taken_back_twice(session):
    desk = Desk(session)
    batch = desk.take_in(lists.text(HOMES))
    undoing = desk.undo(batch)

    with pytest.raises(NotReady):
        desk.undo(batch)
    with pytest.raises(NotReady):
        desk.undo(undoing)


def test_nothing_is_taken_in_twice(session):
    desk = Desk(session)
    batch = desk.take_in(lists.text(HOMES))

    with pytest.raises(NotReady):
        desk.commit(batch)


def test_a_list_whose_register_has_moved_is_looked_over_again(session):
    desk = Desk(session)
    batch = desk.look_over(lists.text(HOMES))
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101")

    with pytest.raises(PlanMoved):
        desk.commit(batch)


def test_what_was_broken_off_left_nothing_and_is_asked_again(session):
    desk = Desk(session)
    batch = desk.look_over(lists.text(HOMES))
    session.commit()

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.commit_with(batch, stop)
    session.rollback()
    left = session.scalars(select(Dwelling)).all()
    desk.commit(batch)

    assert left == []
    assert len(session.scalars(select(Dwelling)).all()) == 2


def test_a_list_put_away_leaves_nothing_of_what_its_file_said(session):
    desk = Desk(session)
    batch = desk.take_in(lists.text(HOMES))
    put_away(session, batch_id=batch.id, actor_id=desk.actor_id, at=batch.received_at)

    for model in (ImportFile, ImportChunk):
        assert session.execute(select(table_of(model))).all() == []
    assert batch.emptied_at is not None
    assert queries.count_touches(session, batch.id)["dwelling"] == 2


def test_a_list_lies_thirty_days_at_the_most(session):
    desk = Desk(session)
    batch = desk.look_over(lists.text(HOMES))

    assert put_away_old(session, at=batch.received_at + KEPT) == 0
    assert put_away_old(session, at=batch.received_at + 2 * KEPT) == 1
    assert batch.state is BatchState.DROPPED
    with pytest.raises(NotReady):
        desk.commit(batch)


def test_a_list_put_away_can_still_be_taken_back(session):
    desk = Desk(session)
    batch = desk.take_in(lists.text(HOMES))
    put_away(session, batch_id=batch.id, actor_id=desk.actor_id, at=batch.received_at)
    desk.undo(batch)

    assert session.scalars(select(Dwelling)).all() == []


def test_the_file_lies_sealed(session):
    desk = Desk(session)
    desk.look_over(lists.text(HOMES))
    session.flush()

    lying = [
        str(row)
        for name in ("import_file", "import_chunk")
        for row in session.execute(select(metadata.tables[name])).all()
    ]
    assert lying
    assert not any("Storgatan" in each for each in lying)


def test_a_days_date_is_the_lists_own(session):
    batch = Desk(session, as_of_on=date(2026, 1, 1)).look_over(lists.text(HOMES))

    assert batch.as_of_on == date(2026, 1, 1)


def test_landlords_with_numbers_and_accounts_are_taken_back_whole(session):
    desk = Desk(session, KindName.LANDLORDS)
    before = standing(session)
    rows = [["Namn", "Orgnr", "Bankgiro"], ["Påhittade AB", "556999-9997", "5050-1055"]]
    batch = desk.take_in(lists.text(rows))
    desk.undo(batch)

    assert standing(session) == before


def test_tenancies_with_rents_are_taken_back_whole(session):
    tenant = household(session)
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    landlord(session, number=ORGANISATION_NUMBER)
    head = ["Ärende", "Gatuadress", "Lgh", "Postnr", "Orgnr", "Kontrakt", "Från", "Hyra"]
    row = [tenant.case_number, "Storgatan 4", "1101", "66630", "556999-9997", "Förstahand"]
    before = standing(session)
    desk = Desk(session, KindName.TENANCIES)
    batch = desk.take_in(lists.text([head, [*row, "2026-01-01", 6450]]))
    between = standing(session)
    desk.undo(batch)

    assert between["rent"] != before["rent"]
    assert standing(session) == before
