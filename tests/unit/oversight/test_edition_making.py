"""An edition of landlords, made from what is kept with it and from what was told before."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from factories.edition_years import Town, inputs_of, quarter, town, years
from landlord_watch.oversight.errors import (
    EditionMadeAlready,
    EditionNotQuarter,
    ParameterWrong,
)
from landlord_watch.oversight.rules.edition_basis import check_parameter
from landlord_watch.oversight.rules.edition_calendar import (
    Earlier,
    check_quarter,
    check_unmade,
    held_to,
    latest_period,
)
from landlord_watch.oversight.rules.edition_change import change_told, may_be_told
from landlord_watch.oversight.rules.edition_inputs import EditionInputs, LengthRow, SplitRow
from landlord_watch.oversight.rules.edition_making import reviewed_people, told_edition
from landlord_watch.oversight.rules.edition_numbers import POPULATION_OF
from landlord_watch.oversight.rules.frozen import digest_of
from landlord_watch.oversight.rules.landlord_tables import PEOPLE
from landlord_watch.oversight.rules.parameters import indicators, parameters
from landlord_watch.oversight.shapes import EditionTold, LandlordKind, NumberTold

BY = parameters(on=date(2026, 4, 1))
LARGE = town(25, 5, times=3)
#: With landlords of every size that can be told of.
TOLD = town(25, 5, times=8)


def told(lived: Town, *, at: int = 0, earlier: tuple[Earlier, ...] = ()) -> EditionTold:
    return told_edition(inputs_of(lived), ends_on=quarter(at), by=BY, earlier=earlier)


@pytest.fixture(scope="module")
def two_years() -> list[tuple[EditionInputs, EditionTold]]:
    return list(years(LARGE, 3, 6))


def test_made_anew_from_what_was_kept_it_is_the_same(
    two_years: list[tuple[EditionInputs, EditionTold]],
) -> None:
    earlier = [Earlier(edition) for _, edition in two_years[:-1]]
    inputs, made = two_years[-1]
    kept = EditionInputs.model_validate(inputs.as_document())
    ends_on = made.ends_on
    again = told_edition(kept, ends_on=ends_on, by=parameters(on=ends_on), earlier=earlier)

    assert digest_of(again.model_dump(mode="json")) == digest_of(made.model_dump(mode="json"))


def test_in_whatever_order_the_rows_come_it_is_the_same() -> None:
    shuffled = list(LARGE.households)
    Random(2).shuffle(shuffled)  # noqa: S311 -- any other order
    other = Town(LARGE.landlords[::-1], LARGE.people, tuple(shuffled))

    assert told(other) == told(LARGE)


def test_a_landlord_is_told_of_where_the_table_tells_both_what_is_so_and_what_is_not() -> None:
    edition = told(LARGE)
    cells = {
        (cell["row"], cell["column"]): cell["count"]
        for cell in edition.populations["assessable"]["crossed"][0]["cells"]
    }
    for row in edition.landlords:
        over, within = (cells.get((row.code, each)) for each in ("over", "within"))
        number = row.numbers.get("I1")

        assert (number is not None) is (over is not None and within is not None)
        assert number is None or (number.count, number.of) == (over, (over or 0) + (within or 0))


def test_nothing_is_told_of_fewer_than_the_indicator_asks() -> None:
    edition = told(LARGE)
    numbers = [
        (code, each) for row in edition.landlords for code, each in row.numbers.items() if each.of
    ]

    assert numbers
    assert all((each.of or 0) >= indicators()[code].least_base for code, each in numbers)


def test_every_indicator_with_a_population_is_told_of_somebody() -> None:
    edition = told(TOLD)
    found = {code for row in edition.landlords for code in row.numbers}

    assert found >= set(POPULATION_OF) - {"I7b"}
    assert set(edition.numbers) >= set(POPULATION_OF) - {"I1s", "I4c"}


@pytest.mark.parametrize(
    ("began", "said"), [(0, None), (9, None), (10, 10), (14, 10), (15, 20), (104, 100)]
)
def test_what_began_too_late_to_tell_is_told_in_tens(began: int, said: int | None) -> None:
    inputs = inputs_of(LARGE).model_copy(update={"starts_too_young": began})

    assert told_edition(inputs, ends_on=quarter(0), by=BY).starts_too_young == said


@pytest.mark.parametrize(
    ("lengths", "months"),
    [
        ([LengthRow(3, 1, 10), LengthRow(12, 1, 45), LengthRow(40, 0, 45)], 12),
        ([LengthRow(3, 1, 10), LengthRow(12, 1, 39), LengthRow(40, 0, 51)], None),
        ([LengthRow(3, 1, 20), LengthRow(12, 1, 29)], None),  # of fewer than fifty
        ([LengthRow(3, 1, 9), LengthRow(1, 0, 91)], None),  # hardly any has ended
    ],
)
def test_how_long_people_stay_is_told_where_half_have_left(
    lengths: list[LengthRow], months: int | None
) -> None:
    inputs = inputs_of(LARGE).model_copy(update={"lengths": tuple(lengths)})

    assert told_edition(inputs, ends_on=quarter(0), by=BY).median_stay_months == months


def test_people_are_one_row_and_last() -> None:
    edition = told(LARGE)

    assert edition.landlords[-1].code == PEOPLE
    assert edition.landlords[-1].party_ids == ()
    assert not LARGE.people & {row.code for row in edition.landlords}


def test_a_person_whose_name_stands_has_a_row() -> None:
    inputs = inputs_of(LARGE)
    name = min(LARGE.people)
    units = tuple(
        unit.model_copy(update={"kind": LandlordKind.NAMED_PERSON, "name": "Påhittad Person"})
        if unit.code == name
        else unit
        for unit in inputs.units
    )
    edition = told_edition(inputs.model_copy(update={"units": units}), ends_on=quarter(0), by=BY)

    assert "Påhittad Person" in {row.name for row in edition.landlords}


def test_what_is_hidden_again_stands_with_what_was_told_last_in_the_year(
    two_years: list[tuple[EditionInputs, EditionTold]],
) -> None:
    _, first = two_years[0]
    _, later = two_years[3]
    was, stands = (_numbers(each, "I1") for each in (first, later))
    old = {code: n for code, n in stands.items() if n.told_for != later.ends_on}

    assert old
    assert all(n.told_for is not None and n.told_for < later.ends_on for n in old.values())
    assert all(was[code] == n for code, n in old.items() if n.told_for == first.ends_on)


def test_the_first_of_a_year_tells_what_the_last_of_the_year_before_hid(
    two_years: list[tuple[EditionInputs, EditionTold]],
) -> None:
    (_, before), (_, first) = two_years[3], two_years[4]

    def anew(edition: EditionTold) -> set[str]:
        found = _numbers(edition, "I1").items()
        return {code for code, number in found if number.told_for == edition.ends_on}

    assert anew(first) - anew(before)


def test_an_edition_is_held_to_those_of_its_year_and_beside_those_that_share_a_month() -> None:
    empty = told(Town(("a",), frozenset(), ()))
    editions = [
        empty.model_copy(
            update={"starts_on": quarter(at).replace(year=quarter(at).year - 1)}
            | {"ends_on": quarter(at)}
        )
        for at in range(5)
    ]
    held = held_to(quarter(5), [Earlier(each) for each in editions])

    assert [each.ends_on for each in held.of_year] == [quarter(4)]
    assert [each.ends_on for each in held.beside] == [quarter(2), quarter(3)]


@pytest.mark.parametrize(
    ("today", "ends_on"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 11, 23), date(2026, 10, 1)),
    ],
)
def test_the_latest_period_ends_with_the_last_finished_quarter(today: date, ends_on: date) -> None:
    assert latest_period(today) == (ends_on.replace(year=ends_on.year - 1), ends_on)


@pytest.mark.parametrize("ends_on", [date(2026, 10, 2), date(2026, 9, 1), date(2027, 1, 1)])
def test_what_does_not_end_with_a_quarter_that_is_over_is_refused(ends_on: date) -> None:
    with pytest.raises(EditionNotQuarter):
        check_quarter(ends_on, today=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("key", "value", "decision"),
    [("no_such", 1, "SN 1"), ("aid_months", -1, "SN 1"), ("aid_months", 3, " ")],
)
def test_what_is_no_value_or_nobody_decided_is_refused(key: str, value: int, decision: str) -> None:
    with pytest.raises(ParameterWrong):
        check_parameter(key, value, decision=decision)


def test_a_period_is_made_again_only_when_it_was_taken_back() -> None:
    edition = told(Town(("a",), frozenset(), ()))
    check_unmade(edition.ends_on, [Earlier(edition, stands=False)])

    with pytest.raises(EditionMadeAlready):
        check_unmade(edition.ends_on, [Earlier(edition)])


def test_landlords_that_have_joined_are_not_told_beside_what_they_were_told_as() -> None:
    first = told(TOLD)
    inputs = inputs_of(TOLD)
    rows = {row.code for row in first.landlords if "I1" in row.numbers} - {PEOPLE}
    one = min(rows)
    units = tuple(
        unit.model_copy(update={"code": "group-1", "kind": LandlordKind.GROUP})
        if unit.code == one
        else unit
        for unit in inputs.units
    )
    renamed = {
        name: tuple(row._replace(code="group-1") if row.code == one else row for row in rows_)
        for name, rows_ in inputs
        if name in {"rents", "active", "starts", "stays", "homes", "visits", "seen", "excess"}
    }
    changed = inputs.model_copy(update={"units": units, "amounts": {}, **renamed})
    later = told_edition(changed, ends_on=quarter(1), by=BY, earlier=[Earlier(first)])
    (group,) = (row for row in later.landlords if row.code == "group-1")

    assert "I1" not in group.numbers


def test_who_has_joined_another_or_left_it_is_not_told_beside_what_both_were_told_as() -> None:
    first = told(TOLD)
    inputs = inputs_of(TOLD)
    one = min(row.code for row in first.landlords if "I1" in row.numbers and row.code != PEOPLE)
    units = tuple(
        unit.model_copy(update={"party_ids": (*unit.party_ids, "another party")})
        if unit.code == one
        else unit
        for unit in inputs.units
    )
    joined = inputs.model_copy(update={"units": units})
    later = told_edition(joined, ends_on=quarter(1), by=BY, earlier=[Earlier(first)])
    back = told_edition(inputs, ends_on=quarter(2), by=BY, earlier=[Earlier(later)])

    assert one not in _numbers(later, "I1")
    assert one not in _numbers(back, "I1")


def test_a_signal_is_told_with_its_number_alone() -> None:
    every = [number for row in told(LARGE).landlords for number in row.numbers.values()]

    assert all(number.is_told for number in every if number.signal is not None)


def test_twice_running_is_of_editions_that_share_no_month() -> None:
    inputs, alone = inputs_of(TOLD), told(TOLD)
    watched = {
        (row.code, code): number
        for row in alone.landlords
        for code, number in row.numbers.items()
        if number.signal == "watch"
    }
    before = alone.model_copy(update={"populations": {}})

    def signals(at: int) -> set[str | None]:
        made = told_edition(inputs, ends_on=quarter(at), by=BY, earlier=[Earlier(before)])
        found = {(row.code, code): n for row in made.landlords for code, n in row.numbers.items()}
        return {found[key].signal for key in watched}

    assert watched
    assert signals(3) == {"watch"}
    assert signals(4) == {"review"}


def test_who_of_people_is_to_be_looked_into_is_found_and_told_nowhere() -> None:
    name = min(LARGE.people)
    over = tuple(replace(each, excess=900) for each in LARGE.households[:40])
    lived = replace(
        LARGE,
        households=(
            *(replace(each, landlord=name) for each in over),
            *(replace(e, excess=0) for e in LARGE.households if e.landlord not in LARGE.people),
        ),
    )
    found = reviewed_people(inputs_of(lived), ends_on=quarter(0), by=BY)

    assert name in found
    assert name not in told(lived).model_dump_json()


SINCE = date(2025, 4, 1)


def a_change(over: int, was: int, row: SplitRow) -> object:
    before = told(Town(("a",), frozenset(), ())).model_copy(
        update={"ends_on": SINCE, "numbers": {"I1": NumberTold(count=was, of=900, value=1)}}
    )
    return change_told(row, before, over)


def test_a_change_is_told_whole_and_adds_up() -> None:
    change = a_change(70, 60, SplitRow(SINCE, 50, 57, 6 * 12, 0, -6 * 5))

    assert change is not None
    assert (change.before, change.by_norm, change.by_rent) == (60, 12, -5)  # type: ignore[attr-defined]  # told
    assert (change.came, change.left) == (13, 10)  # type: ignore[attr-defined]  # told


@pytest.mark.parametrize(
    ("over", "was", "row"),
    [
        pytest.param(70, 60, SplitRow(SINCE, 50, 53, 18, 0, 0), id="a part of three"),
        pytest.param(70, 60, SplitRow(SINCE, 58, 58, 0, 0, 0), id="two left"),
        pytest.param(70, 60, SplitRow(SINCE, 61, 61, 0, 0, 0), id="more than were told"),
        pytest.param(70, 60, SplitRow(date(2025, 1, 1), 50, 50, 0, 0, 0), id="another edition"),
    ],
)
def test_a_change_is_not_told_where(over: int, was: int, row: SplitRow) -> None:
    assert a_change(over, was, row) is None


def test_no_part_is_one_to_four_either_way() -> None:
    assert may_be_told([0, 12, -5, 20, -7])
    assert not may_be_told([0, 12, -4, 20, 0])


def _numbers(edition: EditionTold, code: str) -> dict[str, NumberTold]:
    return {row.code: row.numbers[code] for row in edition.landlords if code in row.numbers}
