"""
Somebody who has every edition of two years, and wants to know what they hide.

Has the documents as they are told and as they lie in JSON. Takes, within an edition, every pair and
every nested triple of numbers of what counts the same people or some of them; narrows each hidden
cell; takes each two editions that share a month from each other; and looks for a number that no
table tells. Of sums of money it is known here who carries them, and asked whether what is told, or
what is left, is nearly one household's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from factories.attack import Name, Told, differenced, left_over, pinned, told_of
from landlord_watch.oversight.rules.amounts import Amount, together
from landlord_watch.oversight.rules.edition_inputs import EditionInputs
from landlord_watch.oversight.rules.edition_numbers import POPULATION_OF, SHARES
from landlord_watch.oversight.rules.edition_tables import (
    ORIGIN,
    PARTS,
    POPULATIONS,
    coverage_code,
    populations,
)
from landlord_watch.oversight.rules.landlord_tables import (
    BY_LANDLORD,
    LANDLORD,
    OUTCOME,
    PEOPLE,
    choices,
)
from landlord_watch.oversight.rules.thresholds import FREE_FROM, LEAST_SHOWN
from landlord_watch.oversight.shapes import EditionTold, LandlordKind, LandlordTold

Choices = Callable[[Mapping[str, Any], str, str], list[str]]
Found = tuple[str, ...]
#: Which population's total is a part of which, beside those of landlords.
TOTALS = (
    ("assessable", coverage_code("rent")),
    (coverage_code("rent"), "tenancies"),
    ("visits", coverage_code("visits")),
)


def told_by_one(edition: EditionTold, offered: Choices = choices) -> list[Found]:
    """What one edition gives away by itself."""
    document = edition.model_dump(mode="json")
    found: list[Found] = [("pinned", *name) for name in pinned(document)]
    for name, part in document["populations"].items():
        if name in POPULATIONS:
            taken = left_over(told_of(part))
            found += [("taken", name, str(each)) for each in taken]
        if name in POPULATIONS:
            found += [("offered", *each) for each in _offered(document, name, offered)]
    found += [("nested", str(each)) for each in _nested(document)]
    found += [("small", *each) for each in _small(edition)]
    return found + [("untold", *each) for each in _untold(edition)]


def told_by_two(earlier: EditionTold, later: EditionTold) -> list[Found]:
    """What one edition taken from another gives away; nothing where they share no month."""
    if not (earlier.starts_on < later.ends_on and later.starts_on < earlier.ends_on):
        return []
    found: list[Found] = []
    for name, after in later.populations.items():
        before = earlier.populations[name]
        for table, cross, free in _tables_of(name):
            codes = differenced(before, after, table_code=table, cross_code=cross, free_from=free)
            found += [("differenced", name, table, str(each)) for each in codes]
    return found


def told_by_sums(edition: EditionTold, inputs: EditionInputs) -> list[Found]:
    """Sums of money that are nearly one household's: told, or left of the total."""
    people = {unit.code for unit in inputs.units if unit.kind is LandlordKind.PEOPLE}
    hidden = _hidden_landlords(edition)
    found: list[Found] = []
    for name, told in edition.amounts.items():
        of_each = {row.code: Amount(*row[1:]) for row in inputs.amounts[name]}
        parts = {row: _amount(row, of_each, people) for row in told.by_landlord}
        shown = {row for row, total in told.by_landlord.items() if total is not None}
        found += [("sum", name, row) for row in shown if parts[row].is_carried or row in hidden]
        rest = together(each for row, each in parts.items() if row not in shown)
        if told.total is not None and len(shown) < len(parts) and rest.is_carried:
            found.append(("rest", name))
    return found


def _amount(row: str, of_each: Mapping[str, Amount], people: set[str]) -> Amount:
    codes = people if row == PEOPLE else {row}
    return together(of_each[code] for code in codes if code in of_each)


def told_of_people(edition: EditionTold, inputs: EditionInputs) -> list[Found]:
    """Codes, parties and names of landlords that are people, anywhere in what is given out."""
    document = edition.model_dump_json()
    people = [unit for unit in inputs.units if unit.kind is LandlordKind.PEOPLE]
    words = {word for unit in people for word in (unit.code, *unit.party_ids, unit.name) if word}
    return [("person", word) for word in words if f'"{word}"' in document]


def hidden_in(edition: EditionTold) -> int:
    """How many cells about landlords an edition hides."""
    parts = (part for name, part in edition.populations.items() if name in POPULATIONS)
    tables = (table for part in parts for table in (*part["tables"], *part["crossed"]))
    return sum(cell["count"] is None for table in tables for cell in table["cells"])


def share_told_anew(edition: EditionTold, inputs: EditionInputs, code: str) -> tuple[int, int]:
    """Of how many landlords that have enough for it an indicator is told anew."""
    least = 10
    counts = populations(inputs)[POPULATION_OF[code]]
    enough = {
        row.code
        for row in edition.landlords
        if sum(counts.get(row.code, (0, 0))) >= least and min(counts[row.code]) >= LEAST_SHOWN
    }
    told = {
        row.code
        for row in edition.landlords
        if code in row.numbers and row.numbers[code].told_for == edition.ends_on
    }
    return len(told & enough), len(enough)


def _tables_of(name: str) -> Iterator[tuple[str, str, int | None]]:
    """The tables of a population: which, what it is crossed in, from what count it is free."""
    if name in POPULATIONS:
        yield LANDLORD, BY_LANDLORD, None
        yield OUTCOME, "", FREE_FROM
    elif name == "arrivals":
        yield ORIGIN, "", None
    else:
        yield OUTCOME, "", FREE_FROM


def _offered(document: Mapping[str, Any], name: str, offered: Choices) -> Iterator[Found]:
    part = document["populations"][name]
    for table in part["tables"]:
        told = {cell["code"] for cell in table["cells"] if cell["count"] is not None}
        for code in offered(document, name, table["code"]):
            if code not in told:
                yield name, table["code"], code


def _nested(document: Mapping[str, Any]) -> Iterator[Sequence[Name]]:
    """Pairs and triples of a whole and its part, by landlord and in all."""
    for inner, outer in PARTS:
        part, whole = (document["populations"][name] for name in (inner, outer))
        yield from left_over([*_landlords(whole, outer, 0b11), *_landlords(part, inner, 0b01)])
        yield from (
            (_name_of(inner, each), _name_of(outer, each))
            for each in differenced(part, whole, table_code=LANDLORD)
        )
    for inner, outer in TOTALS:
        one, other = (document["populations"][name]["total"] for name in (inner, outer))
        if one is not None and other is not None and 0 < abs(other - one) < LEAST_SHOWN:
            yield (inner,), (outer,)


def _name_of(population: str, codes: tuple[frozenset[str], ...]) -> Name:
    """What a sum of landlords is called."""
    return (population, *(str(sorted(each)) for each in codes))


def _landlords(part: Mapping[str, Any], name: str, of_each: int) -> list[Told]:
    """What a table by landlord tells, by bits: two for each landlord, the part and what is left."""
    if part["total"] is None:
        return []
    cells = [c for t in part["tables"] if t["code"] == LANDLORD for c in t["cells"]]
    everybody = sum(of_each << 2 * at for at in range(len(cells)))
    found = [Told((name, "total"), everybody, part["total"])]
    for at, cell in enumerate(cells):
        if cell["count"] is not None:
            found.append(Told((name, cell["code"]), of_each << 2 * at, cell["count"]))
    return found


def _small(edition: EditionTold) -> Iterator[Found]:
    """Counts of one to four that are told as numbers."""
    for code, number in edition.numbers.items():
        yield from (("all", code) for each in (number.count, number.of) if _is_small(each))
    for row in edition.landlords:
        for code, number in row.numbers.items():
            yield from ((row.code, code) for each in (number.count, number.of) if _is_small(each))
    yield from (("origin", each.code) for each in edition.origins if _is_small(each.count))
    for cover in edition.quality.coverages:
        of_people = cover.code != "dwellings" and cover.known is not None
        known, of = cover.known or 0, cover.of or 0
        if of_people and (_is_small(known) or _is_small(of - known)):
            yield "coverage", cover.code
    if (change := edition.change) is not None:
        parts = (change.by_norm, change.by_household, change.by_rent, change.came, change.left)
        yield from (("change", str(each)) for each in parts if _is_small(abs(each)))


def _is_small(count: int | None) -> bool:
    return count is not None and 0 < count < LEAST_SHOWN


def _untold(edition: EditionTold) -> Iterator[Found]:
    """Numbers that are told anew of whom the table does not tell both what is and what is not."""
    for row in edition.landlords:
        for code, number in row.numbers.items():
            if number.told_for == edition.ends_on:
                cells = _cells_of(edition, row, POPULATION_OF[code])
                if not cells or (code in SHARES and (number.count, number.of) != cells):
                    yield row.code, code


def _cells_of(edition: EditionTold, row: LandlordTold, population: str) -> tuple[int, int] | None:
    is_so, _ = POPULATIONS[population]
    crossed = edition.populations[population]["crossed"]
    cells = {c["column"]: c["count"] for t in crossed for c in t["cells"] if c["row"] == row.code}
    if not cells or None in cells.values():
        return None
    return cells[is_so], sum(cells.values())


def _hidden_landlords(edition: EditionTold) -> set[str]:
    tables = edition.populations["assessable"]["tables"]
    cells = [cell for each in tables if each["code"] == LANDLORD for cell in each["cells"]]
    return {cell["code"] for cell in cells if cell["count"] is None}


def told_by_all(
    editions: Sequence[tuple[EditionInputs, EditionTold]], offered: Choices = choices
) -> list[Found]:
    """All that editions give away: each by itself, each two of them, sums, and who is a person."""
    found: list[Found] = []
    for inputs, told in editions:
        found += told_by_one(told, offered)
        found += told_by_sums(told, inputs)
        found += told_of_people(told, inputs)
    for (_, earlier), (_, later) in combinations(editions, 2):
        found += told_by_two(earlier, later)
    return found
