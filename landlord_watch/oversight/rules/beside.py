"""
What two editions tell of the same people, when they lie beside each other.

An edition tells each count that is not hidden, and of those that are hidden what is left of the
total. Where what one tells and what the other tells are about the same codes, they can be taken
from each other; so can the least sums of them that are about the same codes. Only those: whatever
else can be taken from each other is made of them.
Source: own; taking one edition from another tells of those who came between (differencing).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landlord_watch.oversight.rules.thresholds import LEAST_SHOWN


@dataclass(frozen=True, slots=True)
class Atom:
    """The least that is told: about which codes, and their sum in each column."""

    codes: frozenset[str]
    sums: tuple[int, ...]


def moved_since(
    editions: Iterable[Sequence[Atom]], after: Sequence[Atom], *, free_from: int | None = None
) -> set[str]:
    """The codes that moved little since any of the earlier editions."""
    return set().union(*(moved_little(each, after, free_from=free_from) for each in editions))


def moved_little(
    before: Sequence[Atom], after: Sequence[Atom], *, free_from: int | None = None
) -> set[str]:
    """
    The codes of which both tell a sum that differs by one to four; empty: none does.

    The sum of all codes is not among them: that is what the whole has moved, which is told as it
    is. `free_from`: counts that are that many in both may differ by little; None: none may.
    """
    if not before or not after:
        return set()
    parts = _same_codes((*before, *after))
    of_before, of_after = _sums(before, parts), _sums(after, parts)
    found: set[str] = set()
    for codes in parts if len(parts) > 1 else ():
        pairs = zip(of_before[codes], of_after[codes], strict=True)
        if any(_is_little(*pair, free_from) for pair in pairs):
            found |= codes
    return found


def _is_little(before: int, after: int, free_from: int | None) -> bool:
    is_free = free_from is not None and min(before, after) >= free_from
    return 0 < abs(after - before) < LEAST_SHOWN and not is_free


def _same_codes(atoms: Iterable[Atom]) -> set[frozenset[str]]:
    """The least sets of codes that no atom lies partly in."""
    part_of: dict[str, frozenset[str]] = {}
    for atom in atoms:
        joined = atom.codes.union(*(part_of.get(code, frozenset()) for code in atom.codes))
        part_of |= dict.fromkeys(joined, joined)
    return set(part_of.values())


def _sums(
    atoms: Sequence[Atom], parts: Iterable[frozenset[str]]
) -> dict[frozenset[str], tuple[int, ...]]:
    """What each part comes to; nothing where no atom lies in it."""
    part_of = {code: part for part in parts for code in part}
    sums = dict.fromkeys(parts, (0,) * len(atoms[0].sums))
    for atom in atoms:
        part = part_of[next(iter(atom.codes))]
        sums[part] = tuple(map(int.__add__, sums[part], atom.sums))
    return sums
