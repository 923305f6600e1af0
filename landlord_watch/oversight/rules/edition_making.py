"""
An edition of landlords, from what it is made from and what was told before: a pure function.

In whatever order the rows come, the document is the same; nothing is read but what is handed in,
so that an edition is made anew from what was kept and comes to the same hash.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from landlord_watch.oversight.rules.edition_calendar import (
    Earlier,
    edition_before,
    held_to,
    last_of_year,
    newest_apart,
    period_ending,
)
from landlord_watch.oversight.rules.edition_change import change_told
from landlord_watch.oversight.rules.edition_facts import findings_of
from landlord_watch.oversight.rules.edition_inputs import EditionInputs, Unit
from landlord_watch.oversight.rules.edition_money import (
    concentration,
    deficiencies_told,
    told_amounts,
)
from landlord_watch.oversight.rules.edition_numbers import (
    Telling,
    numbers_of_all,
    numbers_of_landlords,
)
from landlord_watch.oversight.rules.edition_tables import (
    ARRIVALS,
    COVERED,
    Rows,
    coverage_code,
    coverages,
    rows_of,
    shown_populations,
)
from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.funnel import Signal
from landlord_watch.oversight.rules.indicators_moves import Stay, median_stay
from landlord_watch.oversight.rules.landlord_tables import PEOPLE
from landlord_watch.oversight.rules.parameters import PERCENT, Parameters
from landlord_watch.oversight.rules.shown import ShownTables
from landlord_watch.oversight.rules.thresholds import FREE_FROM
from landlord_watch.oversight.shapes import (
    CountTold,
    CoverageTold,
    EditionTold,
    LandlordKind,
    LandlordTold,
    NumberTold,
    QualityTold,
)

#: Which tables and numbers there are and what they mean; a change of any is another number.
DEFINITIONS: Final = 3
#: Under which households are told whose municipality is told of too few, or not known.
OTHERS: Final = "others"
#: To so many percent a coverage is rounded down, where counts would tell of a few; and to so many
#: a count that is told beside those it could be taken from.
STEP: Final = 10


def told_edition(
    inputs: EditionInputs, *, ends_on: date, by: Parameters, earlier: Sequence[Earlier] = ()
) -> EditionTold:
    """All that may be told of the twelve months before `ends_on`."""
    inputs = inputs.in_order()
    against = held_to(ends_on, earlier)
    rows = rows_of(inputs)
    shown = shown_populations(inputs, rows, against)
    found = deficiencies_told(inputs, rows, shown)
    telling = Telling(inputs, rows, shown, by, ends_on, found)
    findings = findings_of(inputs, rows, by=by, before=_signals(newest_apart(ends_on, earlier)))
    numbers = numbers_of_all(telling)
    same = [each for each in against.everything if each.ends_on == ends_on]
    amounts = told_amounts(inputs, rows, shown, same=same)
    over = numbers["I1"].count if "I1" in numbers else None
    return EditionTold(
        definitions=DEFINITIONS,
        starts_on=period_ending(ends_on)[0],
        ends_on=ends_on,
        quality=_quality(inputs, shown),
        numbers=numbers,
        landlords=_landlords(
            inputs, rows, numbers_of_landlords(telling, findings), last_of_year(ends_on, earlier)
        ),
        starts_too_young=_nearest_ten(inputs.starts_too_young),
        median_stay_months=_median_stay(inputs),
        origins=_origins(shown[ARRIVALS]),
        amounts=amounts,
        concentration=concentration(inputs, rows, amounts),
        change=change_told(inputs.split, edition_before(ends_on, earlier), over),
        populations={name: as_document(each) for name, each in shown.items()},
    )


def _nearest_ten(count: int) -> int | None:
    """Less would tell, with other counts of starts, how many began in one quarter."""
    return STEP * ((count + STEP // 2) // STEP) if count >= STEP else None


def _median_stay(inputs: EditionInputs) -> int | None:
    """In months, of tenancies enough of which have ended; None: too few, or most have not."""
    stays = [
        Stay(row.months, is_ended=bool(row.ended), tenancies=row.tenancies)
        for row in inputs.lengths
    ]
    ended = sum(each.tenancies for each in stays if each.is_ended)
    if sum(each.tenancies for each in stays) < FREE_FROM or ended < STEP:
        return None
    return median_stay(stays)


def reviewed_people(
    inputs: EditionInputs, *, ends_on: date, by: Parameters, earlier: Sequence[Earlier] = ()
) -> set[str]:
    """
    Natural persons of whom an indicator says "granska"; told nowhere, and the board sees none.

    Who decides whether a person may be named in the next edition has to know.
    """
    alone = Rows(tuple(sorted(unit.code for unit in inputs.units)), frozenset())
    before = _signals(newest_apart(ends_on, earlier))
    found = findings_of(inputs.in_order(), alone, by=by, before=before)
    people = {unit.code for unit in inputs.units if unit.kind in _OF_PEOPLE}
    return {
        code
        for findings in found.values()
        for code, finding in findings.items()
        if code in people and finding.signal is Signal.REVIEW
    }


_OF_PEOPLE: Final = (LandlordKind.PEOPLE, LandlordKind.NAMED_PERSON)


def _signals(edition: EditionTold | None) -> dict[str, dict[str, Signal]]:
    """What was told of each landlord anew, by indicator."""
    found: dict[str, dict[str, Signal]] = {}
    for row in edition.landlords if edition else ():
        for code, number in row.numbers.items():
            if number.signal is not None:
                found.setdefault(code, {})[row.code] = Signal(number.signal)
    return found


def _landlords(
    inputs: EditionInputs,
    rows: Rows,
    numbers: Mapping[str, Mapping[str, NumberTold]],
    before: EditionTold | None,
) -> tuple[LandlordTold, ...]:
    """Each row with what is told anew, and else with what was told last in the year of the same."""
    last = {row.code: row for row in before.landlords} if before else {}
    units = {unit.code: unit for unit in inputs.units}
    made = [
        _landlord(row, units.get(row), {**_same(last.get(row), units.get(row)), **numbers[row]})
        for row in rows.told
    ]
    return tuple(sorted(made, key=_place))


def _same(last: LandlordTold | None, unit: Unit | None) -> Mapping[str, NumberTold]:
    """What was told last, unless it was of others than stand in the row now."""
    is_same = last is not None and (unit is None or set(last.party_ids) == set(unit.party_ids))
    return last.numbers if last is not None and is_same else {}


def _landlord(row: str, unit: Unit | None, numbers: Mapping[str, NumberTold]) -> LandlordTold:
    if unit is None:
        return LandlordTold(code=row, kind=LandlordKind.PEOPLE, name="", numbers=numbers)
    return LandlordTold(
        code=row,
        kind=unit.kind,
        name=unit.name,
        members=unit.members,
        party_ids=unit.party_ids,
        dwellings=unit.dwellings,
        numbers=numbers,
    )


def _place(row: LandlordTold) -> tuple[bool, int, str, str]:
    """By the lower limit of the shrunken share over the norm, then by name; people last."""
    number = row.numbers.get("I1")
    least = -1 if number is None or number.least is None else number.least
    return row.code == PEOPLE, -least, row.name, row.code


def _origins(shown: ShownTables) -> tuple[CountTold, ...]:
    """Those that are told, largest first; the others as one, so that no small one is named."""
    if shown.total is None:
        return ()
    (table,) = shown.tables
    told = {code: count for code, count in table.cells.items() if count is not None}
    in_order = sorted(told.items(), key=lambda each: (-each[1], each[0]))
    rest = shown.total - sum(told.values())
    found = [CountTold(code=code, count=count) for code, count in in_order]
    return (*found, CountTold(code=OTHERS, count=rest)) if rest else tuple(found)


def _quality(inputs: EditionInputs, shown: Mapping[str, ShownTables]) -> QualityTold:
    parts = coverages(inputs)
    of_people = [_coverage(name, *parts[name], shown[coverage_code(name)]) for name in COVERED]
    return QualityTold(
        coverages=(*of_people, _of_landlords(inputs)),
        links_waiting=inputs.links_waiting,
        newest_import_on=inputs.newest_import_on,
    )


def _coverage(name: str, known: int, of: int, shown: ShownTables) -> CoverageTold:
    """In percent; where the counts would tell of a few, rounded down, and of fifty or more."""
    if shown.total is not None:
        percent = PERCENT * known // of
        return CoverageTold(code=name, percent=percent, known=known, of=of)
    percent_down = STEP * (STEP * known // of) if of >= FREE_FROM else None
    return CoverageTold(code=name, percent=percent_down, known=None, of=None)


def _of_landlords(inputs: EditionInputs) -> CoverageTold:
    """Of how many landlords it is known how many dwellings they have; about no household."""
    named = [unit for unit in inputs.units if unit.kind is not LandlordKind.PEOPLE]
    known = sum(unit.dwellings is not None for unit in named)
    percent = PERCENT * known // len(named) if named else None
    return CoverageTold(code="dwellings", percent=percent, known=known, of=len(named))
