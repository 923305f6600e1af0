"""What an edition tells of sums: of aid, of rents over the norm, and of what visits found."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from landlord_watch.oversight.rules.amounts import (
    Amount,
    ShownAmounts,
    shown_amounts,
    together,
)
from landlord_watch.oversight.rules.edition_inputs import EditionInputs
from landlord_watch.oversight.rules.edition_tables import ASSESSABLE, VISITS, Rows
from landlord_watch.oversight.rules.indicators_aid import TOP, aid_concentration
from landlord_watch.oversight.rules.landlord_tables import LANDLORD, PEOPLE
from landlord_watch.oversight.rules.parameters import PERMILLE
from landlord_watch.oversight.rules.shown import ShownTables
from landlord_watch.oversight.shapes import AmountTold, ConcentrationTold, EditionTold

AMOUNTS: Final = ("paid", "derived", "excess_approved", "excess_own")
DEFICIENCIES: Final = "deficiencies"
#: What the concentration of aid is worked out on.
ALL_AID: Final = "derived"

Shown = Mapping[str, ShownTables]


def told_amounts(
    inputs: EditionInputs, rows: Rows, shown: Shown, *, same: Sequence[EditionTold] = ()
) -> dict[str, AmountTold]:
    """
    Every sum of money that may be told, by what it is of.

    `same`: editions of the same period that were taken back; a sum that is another now is told in
    neither, for the difference is somebody's.
    """
    return {name: _amount(inputs, rows, shown, name, same) for name in AMOUNTS}


def deficiencies_told(inputs: EditionInputs, rows: Rows, shown: Shown) -> dict[str, int]:
    """How many were found at each landlord's visits, and in all (""); nothing that is hidden."""
    amounts = _by_row(inputs, rows, DEFICIENCIES)
    found = shown_amounts(amounts, hidden=_hidden(shown[VISITS], amounts))
    told = {row: count for row, count in found.cells.items() if count is not None}
    return told | ({} if found.total is None else {"": found.total})


def concentration(
    inputs: EditionInputs, rows: Rows, amounts: Mapping[str, AmountTold]
) -> ConcentrationTold | None:
    """
    How much of all aid goes to few; None: it would tell of a sum that is hidden.

    Told where the sums of the largest are told, so that their parts tell nothing more.
    """
    of_each = sorted(
        ((amount.total, code) for code, amount in _by_code(inputs, ALL_AID).items()), reverse=True
    )
    told = amounts[ALL_AID]
    found = aid_concentration(total for total, _ in of_each)
    largest = [rows.of(code) for _, code in of_each[:TOP]]
    if told.total is None or found is None or len(of_each) <= TOP:
        return None
    if any(row == PEOPLE or told.by_landlord.get(row) is None for row in largest):
        return None
    return ConcentrationTold(
        top_1=round(PERMILLE * found.top_1),
        top_5=round(PERMILLE * found.top_5),
        hhi=round(PERMILLE * found.hhi),
    )


def _amount(
    inputs: EditionInputs, rows: Rows, shown: Shown, name: str, same: Sequence[EditionTold]
) -> AmountTold:
    amounts = _by_row(inputs, rows, name)
    hidden = _hidden(shown[ASSESSABLE], amounts) | _moved(amounts, name, same)
    found = shown_amounts(amounts, hidden=hidden)
    total = (
        found.total if all(_total_before(e, name) in {None, found.total} for e in same) else None
    )
    return AmountTold(total=total, by_landlord=_cells(found, rows))


def _moved(amounts: Mapping[str, Amount], name: str, same: Sequence[EditionTold]) -> set[str]:
    before = (e.amounts[name].by_landlord for e in same if name in e.amounts)
    return {
        row
        for each in before
        for row, total in each.items()
        if total is not None and row in amounts and amounts[row].total != total
    }


def _total_before(edition: EditionTold, name: str) -> int | None:
    return edition.amounts[name].total if name in edition.amounts else None


def _cells(found: ShownAmounts, rows: Rows) -> dict[str, int | None]:
    return {row: found.cells.get(row) for row in rows.told}


def _by_row(inputs: EditionInputs, rows: Rows, name: str) -> dict[str, Amount]:
    parts: dict[str, list[Amount]] = {row: [] for row in rows.told}
    for code, amount in _by_code(inputs, name).items():
        parts[rows.of(code)].append(amount)
    return {row: together(each) for row, each in parts.items()}


def _by_code(inputs: EditionInputs, name: str) -> dict[str, Amount]:
    return {row.code: Amount(*row[1:]) for row in inputs.amounts.get(name, ())}


def _hidden(shown: ShownTables, codes: Iterable[str]) -> set[str]:
    """The landlords whose count is not told, of whom no sum is told either."""
    cells = next((t.cells for t in shown.tables if t.code == LANDLORD), {})
    return {code for code in codes if shown.total is None or cells.get(code) is None}
