"""How the revisions of a visit follow on each other."""

from collections.abc import Collection, Mapping
from uuid import UUID

#: Of each revision that is here, those it was made from: none, one, or two that were merged.
Parents = Mapping[UUID, Collection[UUID]]


def shared_base(parents: Parents, *, one: UUID, other: UUID) -> UUID | None:
    """
    The revision that two were both made from, the nearest; None: they have nothing in common.

    A revision that has not come here, or could not be read, is nothing to compare with. Of
    several that are as near, after merges crosswise, it is the one that was made last.
    """
    shared = _line(parents, one) & _line(parents, other)
    before = {each for revision in shared for each in _line(parents, revision) - {revision}}
    return max(shared - before, default=None)


def _line(parents: Parents, revision: UUID) -> set[UUID]:
    """A revision and all that it was made from, of what is here."""
    line: set[UUID] = set()
    waiting = [revision]
    while waiting:
        each = waiting.pop()
        if each in parents and each not in line:
            line.add(each)
            waiting.extend(parents[each])
    return line
