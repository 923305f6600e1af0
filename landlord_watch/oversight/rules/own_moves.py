"""What the yearly answer tells of the municipality's own outward moves, and in which tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from landlord_watch.oversight.rules.statistics import FORMS, NO, YES, named_or_together
from landlord_watch.oversight.rules.tables import Counted

OUTCOMES: Final = (
    "unjudged",
    "no_participation",
    "motivated_move",
    "took_part",
    "undecidable",
)
PAID: Final = ("nothing", "ordinary_aid", "incentive")
CONTACTS: Final = (
    "agreed_before",
    "contacted_before",
    "contacted_after",
    "not_contacted",
    "not_known",
)
MATTERS: Final = ("none", "all_settled", "not_settled")
CHILDREN: Final = ("none", "all_looked_at", "not_all_looked_at")
WISHES: Final = ("yes", "no", "unclear")


@dataclass(frozen=True, slots=True)
class MoveAsCounted:
    """What the yearly answer knows of a move, by the codes above; no name and no number."""

    municipality_code: str | None
    outcome: str
    paid: str
    contact: str
    matters: str
    own_wish: str
    forms: frozenset[str]
    children: str


def own_tables_of(moves: Sequence[MoveAsCounted]) -> tuple[Counted, ...]:
    """Every table of the yearly answer; all of them count the same moves."""
    return (
        _by("own_outcome", OUTCOMES, moves, lambda move: move.outcome),
        _by("own_paid", PAID, moves, lambda move: move.paid),
        _by("own_contact", CONTACTS, moves, lambda move: move.contact),
        _by("own_matters", MATTERS, moves, lambda move: move.matters),
        _by("own_wish", WISHES, moves, lambda move: move.own_wish),
        _by("own_children", CHILDREN, moves, lambda move: move.children),
        named_or_together("to_municipality", (each.municipality_code for each in moves)),
        *(_by(f"own_form_{code}", (YES, NO), moves, _took(code)) for code in FORMS),
    )


def _by(
    code: str,
    codes: Sequence[str],
    moves: Sequence[MoveAsCounted],
    of: Callable[[MoveAsCounted], str],
) -> Counted:
    counts = dict.fromkeys(codes, 0)
    for move in moves:
        counts[of(move)] += 1
    return Counted(code, counts)


def _took(form: str) -> Callable[[MoveAsCounted], str]:
    return lambda move: YES if form in move.forms else NO
