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


def moved_little(
    before: Sequence[Atom], after: Sequence[Atom], *, free_from: int | None = None
) -> set[str]:
    """
    The codes of which both tell a sum that differs by one to four; empty: none does.

    The sum of all codes is not among them: that is what the whole has moved, which is told as it
    is. `free_from`: counts that are that many in both may differ by little; None: none may.
    """
    if not before:
        return set()
    every = frozenset[str]().union(*(each.codes for each in (*before, *after)))
    found: set[str] = set()
    for codes in _same_codes((*before, *after)):
        pairs = zip(_sums(before, codes), _sums(after, codes), strict=False)
        if codes != every and any(_is_little(*pair, free_from) for pair in pairs):
            found |= codes
    return found


def _is_little(before: int, after: int, free_from: int | None) -> bool:
    is_free = free_from is not None and min(before, after) >= free_from
    return 0 < abs(after - before) < LEAST_SHOWN and not is_free


def _same_codes(atoms: Iterable[Atom]) -> list[frozenset[str]]:
    """The least sets of codes that no atom lies partly in."""
    parts: list[frozenset[str]] = []
    for atom in atoms:
        joined = atom.codes
        apart = []
        for part in parts:
            if part & joined:
                joined |= part
            else:
                apart.append(part)
        parts = [*apart, joined]
    return parts


def _sums(atoms: Sequence[Atom], codes: frozenset[str]) -> tuple[int, ...]:
    columns = len(atoms[0].sums) if atoms else 0
    inside = [each.sums for each in atoms if each.codes <= codes]
    return tuple(sum(column) for column in zip(*inside, strict=True)) or (0,) * columns
