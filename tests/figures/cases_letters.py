"""
Letters by both Acts, each without every thing that it has to say in turn: none is let through.

What is counted is asked of the rules that the services ask before a letter is made or sent.
"""

from collections.abc import Iterable, Iterator

from factories.letter_gates import (
    Tried,
    open_gate,
    tried_on_a_poor_ground,
    tried_with_an_empty_slot,
    tried_without_a_fact,
)
from figures.figure import Figure, must_be_short


def figures() -> Iterator[Figure]:
    """Both, each after its planted fault."""
    must_be_short(empty(tried_with_an_empty_slot(open_gate)))
    yield empty(tried_with_an_empty_slot())
    must_be_short(without(tried_without_a_fact(open_gate)))
    yield without([*tried_without_a_fact(), *tried_on_a_poor_ground()])


def empty(tried: Iterable[Tried]) -> Figure:
    """How many letters with an empty place were let through."""
    return _let_through("cases.letters_with_an_empty_slot", list(tried))


def without(tried: Iterable[Tried]) -> Figure:
    """How many without a fact, a paper or an approval were let through."""
    return _let_through("cases.letters_sent_without", list(tried))


def _let_through(name: str, tried: list[Tried]) -> Figure:
    templates = len({each.template for each in tried})
    note = f"of {len(tried)} tried: {templates} templates, both Acts, each thing missing in turn"
    return Figure(name, sum(e.came_through for e in tried), "letters", 0, note, is_ceiling=True)
