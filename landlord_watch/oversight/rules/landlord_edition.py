"""
What an edition of landlords tells, from what it is made from and what was told before.

Both are plain rows, kept with the edition, so that it can be computed anew and come to the same
hash (`rules.frozen`). In whatever order the rows come, the document is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, repeat
from typing import Any, Final

from landlord_watch.oversight.rules.amounts import Amount, shown_amounts, together
from landlord_watch.oversight.rules.counts import shown_share
from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.landlord_tables import (
    LANDLORD,
    PEOPLE,
    LandlordCounts,
    shown_landlords,
)
from landlord_watch.oversight.rules.shown import ShownCross, ShownTable, ShownTables
from landlord_watch.oversight.rules.statistics import named_or_together
from landlord_watch.oversight.rules.tables import shown_tables

#: Which tables there are and what they mean; a change of either is another number.
DEFINITIONS: Final = 1
#: What is counted, and what may be found of each.
POPULATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "assessable": ("over", "within"),
    "starts": ("arrived_with_aid", "not_arrived_with_aid"),
    "visits": ("severe", "not_severe"),
}
ARRIVALS, ORIGIN = "arrivals", "from_municipality"

#: Landlord, outcome, count.
Row = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class LandlordInputs:
    """
    What the register came to, not suppressed; kept sealed with the edition.

    `landlords`: every landlord of the register; of them `people` are natural persons. `counts`:
    by population. `not_assessable`: households that could not be held against the norm.
    """

    landlords: Sequence[str]
    people: Sequence[str]
    counts: Mapping[str, Sequence[Row]]
    not_assessable: int
    paid: Mapping[str, Amount]
    #: By four digits; "": not known.
    origins: Mapping[str, int]


def landlord_document(
    inputs: LandlordInputs, *, earlier: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """What is told; `earlier`: the documents that it is held against."""
    shown = {name: _shown(inputs, name, earlier) for name in POPULATIONS}
    populations = {name: as_document(each) for name, each in shown.items()}
    origins = chain.from_iterable(repeat(code or None, n) for code, n in _sorted(inputs.origins))
    came = shown_tables(
        total=sum(inputs.origins.values()), tables=[named_or_together(ORIGIN, origins)]
    )
    return {
        "definitions": DEFINITIONS,
        "coverage": _coverage(inputs),
        "populations": populations | {ARRIVALS: as_document(came)},
        "paid_ore": asdict(shown_amounts(_amounts(inputs), hidden=_hidden(shown["assessable"]))),
        "medians": [],
    }


def as_shown(part: Mapping[str, Any]) -> ShownTables:
    """What was told, read back from a document."""
    tables = tuple(
        ShownTable(each["code"], {cell["code"]: cell["count"] for cell in each["cells"]})
        for each in part["tables"]
    )
    crossed = tuple(
        ShownCross(
            each["code"],
            each["row"],
            each["column"],
            tuple(each["rows"]),
            tuple(each["columns"]),
            {(cell["row"], cell["column"]): cell["count"] for cell in each["cells"]},
        )
        for each in part["crossed"]
    )
    return ShownTables(part["total"], tables, crossed)


def _shown(inputs: LandlordInputs, name: str, earlier: Sequence[Mapping[str, Any]]) -> ShownTables:
    outcomes = POPULATIONS[name]
    counts = {(landlord, outcome): n for landlord, outcome, n in inputs.counts.get(name, ())}
    counted = LandlordCounts(outcomes, sorted(inputs.landlords), sorted(inputs.people), counts)
    before = [as_shown(each["populations"][name]) for each in earlier]
    return shown_landlords(counted, earlier=before)


def _coverage(inputs: LandlordInputs) -> dict[str, int | None]:
    """How many could be held against the norm, in percent; None: it would tell of a few."""
    part = sum(count for _, _, count in inputs.counts.get("assessable", ()))
    return {"percent_assessable": shown_share(part, part + inputs.not_assessable).percent}


def _amounts(inputs: LandlordInputs) -> dict[str, Amount]:
    people = set(inputs.people)
    named = {each: inputs.paid.get(each, together(())) for each in sorted(inputs.landlords)}
    private = together(named[each] for each in sorted(people))
    found = {each: amount for each, amount in named.items() if each not in people}
    return found | ({PEOPLE: private} if people else {})


def _hidden(shown: ShownTables) -> set[str]:
    """The landlords whose count is not told, of whom no sum is told either."""
    cells = (each.cells for each in shown.tables if each.code == LANDLORD)
    return {code for each in cells for code, count in each.items() if count is None}


def _sorted(counts: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(counts.items())
