"""
What the board is told of landlords: how many households each has, and what was found of them.

Every table by two things has the outcome on its columns, so that tables by landlord and tables by
anything else meet in the outcome alone (`rules.tables`). Landlords are not told by kind as well:
what a kind comes to would be a part of another's part.

Landlords that are people are told together, never by name, and not where few or one of them
carries the count. A household is counted once. Of landlords what moved by fewer than five since
an earlier edition is not told anew; of the municipality as a whole it is, from fifty on.
Source: own (landlords 2.3).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from landlord_watch.oversight.rules.amounts import amount_of
from landlord_watch.oversight.rules.tables import (
    Counted,
    Crossed,
    Held,
    ShownTables,
    shown_tables,
)
from landlord_watch.oversight.rules.thresholds import FREE_FROM

#: Under which landlords that are people are told.
PEOPLE: Final = "people"
LANDLORD, OUTCOME, BY_LANDLORD = "landlord", "outcome", "landlord_by_outcome"


@dataclass(frozen=True, slots=True)
class LandlordCounts:
    """
    Households of an edition, each once: by landlord and outcome, and by other things and outcome.

    `counts` holds every landlord of the register, also those that nobody is counted at, in the
    order they are shown. `people`: those who are natural persons. `others`: by the code of the
    thing, by its value and the outcome.
    """

    outcomes: Sequence[str]
    landlords: Sequence[str]
    people: Collection[str]
    counts: Mapping[tuple[str, str], int]
    others: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """
    What else is known of the same landlords.

    `earlier`: what editions before told, and hid; `beside`: what was told, and may now be told
    anew; `withheld`: landlords of whom nothing is told.
    """

    earlier: Sequence[ShownTables] = ()
    beside: Sequence[ShownTables] = ()
    withheld: Collection[str] = ()


def shown_landlords(
    counted: LandlordCounts,
    *,
    earlier: Sequence[ShownTables] = (),
    against: HeldAgainst | None = None,
) -> ShownTables:
    """What may be told; `earlier`: what editions before told of the same, or all of `against`."""
    against = against or HeldAgainst(earlier)
    by_landlord = _by_landlord(counted)
    outcome = _margin(by_landlord, 1)
    # one alone would be the total by another name
    has_more = len(by_landlord) > len(outcome)
    crossed: dict[str, tuple[str, Mapping[tuple[str, str], int]]] = {}
    crossed |= {BY_LANDLORD: (LANDLORD, by_landlord)} if has_more else {}
    crossed |= {f"{code}_by_outcome": (code, found) for code, found in counted.others.items()}
    margins = [Counted(code, _margin(found, 0)) for code, found in crossed.values()]
    whole = (OUTCOME, *counted.others, *(name for name in crossed if name != BY_LANDLORD))
    held = Held(
        codes={LANDLORD: {*against.withheld, *([PEOPLE] * _is_told_of_few(counted))}},
        earlier=against.earlier,
        beside=against.beside,
        free_from=dict.fromkeys(whole, FREE_FROM),
    )
    return shown_tables(
        total=sum(outcome.values()),
        tables=[Counted(OUTCOME, outcome), *margins],
        crossed=[Crossed(name, code, OUTCOME, found) for name, (code, found) in crossed.items()],
        held=held,
    )


def only_landlords(shown: ShownTables) -> ShownTables:
    """How many each landlord has, without what was found of them."""
    return ShownTables(shown.total, tuple(t for t in shown.tables if t.code == LANDLORD), ())


def choices(document: Mapping[str, Any], population: str, table_code: str) -> list[str]:
    """What a drop-down offers: what the table tells, and nothing that it hides."""
    part = document["populations"].get(population, {"tables": []})
    tables = (each for each in part["tables"] if each["code"] == table_code)
    return [
        cell["code"] for table in tables for cell in table["cells"] if cell["count"] is not None
    ]


def _by_landlord(counted: LandlordCounts) -> dict[tuple[str, str], int]:
    """By each landlord that is named, and by those that are people; none is left out."""
    named = [each for each in counted.landlords if each not in counted.people]
    codes = [*named, PEOPLE] if counted.people else named
    found = {(code, outcome): 0 for code in codes for outcome in counted.outcomes}
    for (landlord, outcome), count in counted.counts.items():
        found[PEOPLE if landlord in counted.people else landlord, outcome] += count
    return found


def _is_told_of_few(counted: LandlordCounts) -> bool:
    """Whether few of the landlords that are people, or one of them, carry their count."""
    by_landlord = _margin(counted.counts, 0)
    return amount_of([by_landlord.get(each, 0) for each in counted.people]).is_carried


def _margin(counts: Mapping[tuple[str, str], int], side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, count in counts.items():
        found[key[side]] = found.get(key[side], 0) + count
    return found
