"""
What the board is told of landlords: of all, of each kind of them, and of each by name.

These lie in each other, so that what is hidden at one level could be taken from the next. So they
are made from above: the kinds divide the whole, and each kind that is told is a whole of its own,
divided by its landlords; its outcomes are told to them only where they are told of it. Of a kind
that is hidden nothing is told of its landlords. Then a kind's landlords are bound to the rest by
nothing but what is told of the kind, and each level holds by itself (`rules.tables`).

Landlords that are people are told together, never by name, and not at all where one or a few
carry the count. A household is counted once.
Source: own (landlords 2.3).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from landlord_watch.oversight.rules.amounts import is_carried
from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.tables import (
    Counted,
    Crossed,
    Held,
    ShownTables,
    shown_tables,
)
from landlord_watch.oversight.rules.thresholds import FREE_FROM

MUNICIPAL, COMPANY, PERSON = "municipal", "company", "person"
KINDS: Final = (MUNICIPAL, COMPANY, PERSON)
#: Whose landlords are told by name.
NAMED: Final = (MUNICIPAL, COMPANY)
KIND, LANDLORD, OUTCOME = "landlord_kind", "landlord", "outcome"
BY_KIND, BY_LANDLORD = "landlord_kind_by_outcome", "landlord_by_outcome"


@dataclass(frozen=True, slots=True)
class LandlordCounts:
    """
    Households of an edition, each once: by landlord and outcome, and by other things and outcome.

    `kinds`: of every landlord of the register, also of those that nobody is counted at, in the
    order they are shown. `others`: by the code of the thing, by its value and the outcome.
    """

    outcomes: Sequence[str]
    kinds: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]
    others: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)


#: What is given out, by the name of the whole: `""` all, and each kind that is told.
Shown = Mapping[str, ShownTables]
ALL: Final = ""


def shown_landlords(counted: LandlordCounts, *, earlier: Shown | None = None) -> Shown:
    """What may be told of all, and of each kind's landlords; `earlier`: what was told before."""
    earlier = earlier or {}
    everyone = _everyone(counted, earlier.get(ALL))
    told = {
        kind: _of_kind(counted, kind, everyone, earlier.get(kind))
        for kind in _told_kinds(everyone)
        if kind in NAMED
    }
    return {ALL: everyone, **told}


def as_populations(name: str, shown: Shown) -> dict[str, dict[str, Any]]:
    """As an edition's document keeps them; a part says of what it is a part."""
    found = {name: as_document(shown[ALL])}
    for kind, tables in shown.items():
        if kind != ALL:
            within = {"population": name, "table": KIND, "cross": BY_KIND, "code": kind}
            found[f"{name}/{kind}"] = as_document(tables) | {"within": within}
    return found


def choices(document: Mapping[str, Any], population: str, table_code: str) -> list[str]:
    """What a drop-down offers: what the table tells, and nothing that it hides."""
    part = document["populations"].get(population, {"tables": []})
    tables = (each for each in part["tables"] if each["code"] == table_code)
    return [
        cell["code"] for table in tables for cell in table["cells"] if cell["count"] is not None
    ]


def _everyone(counted: LandlordCounts, earlier: ShownTables | None) -> ShownTables:
    by_kind = _by_kind(counted)
    by_kind = {(kind, each): by_kind.get((kind, each), 0) for kind in KINDS for each in counted.outcomes}
    crossed = {BY_KIND: (KIND, by_kind)}
    crossed |= {f"{code}_by_outcome": (code, found) for code, found in counted.others.items()}
    margins = [Counted(code, _margin(found, 0)) for code, found in crossed.values()]
    tables = [Counted(OUTCOME, _margin(by_kind, 1)), *margins]
    free = dict.fromkeys((each.code for each in tables), FREE_FROM)
    free |= dict.fromkeys(crossed, FREE_FROM)
    return shown_tables(
        total=sum(by_kind.values()),
        tables=tables,
        crossed=[Crossed(name, code, OUTCOME, found) for name, (code, found) in crossed.items()],
        held=Held({KIND: _carried_kinds(counted)}, earlier, free),
    )


def _of_kind(
    counted: LandlordCounts, kind: str, everyone: ShownTables, earlier: ShownTables | None
) -> ShownTables:
    """The landlords of a kind that is told; their outcomes where the kind's are."""
    found = {
        (landlord, each): counted.counts.get((landlord, each), 0)
        for landlord, of in counted.kinds.items()
        if of == kind
        for each in counted.outcomes
    }
    by_landlord = Counted(LANDLORD, _margin(found, 0))
    total = sum(by_landlord.counts.values())
    if not _tells_outcomes(everyone, kind):
        return shown_tables(total=total, tables=[by_landlord], held=Held(earlier=earlier))
    return shown_tables(
        total=total,
        tables=[by_landlord, Counted(OUTCOME, _margin(found, 1))],
        crossed=[Crossed(BY_LANDLORD, LANDLORD, OUTCOME, found)],
        held=Held(earlier=earlier, free_from={OUTCOME: 0}),  # as the kind's row tells them
    )


def _told_kinds(everyone: ShownTables) -> list[str]:
    (cells,) = (each.cells for each in everyone.tables if each.code == KIND)
    return [kind for kind, count in cells.items() if count is not None]


def _tells_outcomes(everyone: ShownTables, kind: str) -> bool:
    """Whether every outcome is told of a kind, none put together with another."""
    (outcomes,) = (each.cells for each in everyone.tables if each.code == OUTCOME)
    crossed = [each for each in everyone.crossed if each.code == BY_KIND]
    is_told = any(each.cells.get((kind, code)) for each in crossed for code in outcomes)
    return is_told and None not in outcomes.values()


def _carried_kinds(counted: LandlordCounts) -> Collection[str]:
    """Kinds whose landlords are not named, where one or a few of them carry the count."""
    by_landlord = _margin(counted.counts, 0)
    of = {kind: [by_landlord.get(each, 0) for each in _of(counted, kind)] for kind in KINDS}
    return {kind for kind, parts in of.items() if kind not in NAMED and is_carried(parts)}


def _of(counted: LandlordCounts, kind: str) -> Iterable[str]:
    return (landlord for landlord, of in counted.kinds.items() if of == kind)


def _margin(counts: Mapping[tuple[str, str], int], side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, count in counts.items():
        found[key[side]] = found.get(key[side], 0) + count
    return found


def _by_kind(counted: LandlordCounts) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for (landlord, outcome), count in counted.counts.items():
        key = (counted.kinds[landlord], outcome)
        found[key] = found.get(key, 0) + count
    return found
