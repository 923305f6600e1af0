"""
What the statistics of cases tell: each case by what is known of it, and the tables it is put in.

Source: the minimum for comparing municipalities that the project's own study of the practice
names (Statskontoret 2020:19 asked for much of it), own. No table divides the cases so that a part
of it is a part of another table's part: what was not known, for one, is put together with what
else there is. Then no difference between two tables counts anybody.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Final

from landlord_watch.households.rules import ArrivalForm
from landlord_watch.kernel.money import Money
from landlord_watch.oversight.rules.tables import Counted, Crossed
from landlord_watch.oversight.rules.thresholds import LEAST_FOR_SHARE, LEAST_SHOWN

#: Municipalities with too few to be named, and those that are not known.
OTHERS: Final = "others"
YES, NO = "yes", "no"
EARLIER_OR_UNKNOWN: Final = "earlier_or_unknown"
#: To what a median is rounded, that it is nobody's own: days, and whole kronor.
ROUNDED_DAYS, ROUNDED_KRONOR = 5, 500
AID_MONTHS: Final = (1, 6, 12)
SIZES: Final = ("1", "2", "3", "4", "5_or_more")
AGES: Final[Mapping[str, range]] = {
    "0_5": range(6),
    "6_12": range(6, 13),
    "13_17": range(13, 18),
}
GROUPS: Final = (
    "newcomers",
    "addiction_or_social",
    "protected_housing",
    "structural_homelessness",
    "other",
)
EVIDENCE: Final = ("account", "document", "confirmed")
FORMS: Final = tuple(each.value for each in ArrivalForm if each is not ArrivalForm.UNKNOWN)
OUTCOMES: Final = (
    "unjudged",
    "suspected",
    "established",
    "motivated_move",
    "no_participation",
    "undecidable",
)
DWELLINGS: Final = ("flat", "house", "other_or_unknown")
LANDLORDS: Final = ("municipal", "company", "person_or_unknown")
RENTS: Final = ("over", "within", "undecided_or_unchecked")
HOMES: Final = ("H0", "H1", "H2", "H3", "H4", "not_visited")
LETTERS: Final = ("not_sent", "sent", "answered")
TRANSFERS: Final = ("not_asked", "waiting", "agreed", "refused", "applied", "granted", "rejected")


@dataclass(frozen=True, slots=True)
class CaseAsCounted:
    """
    What the statistics know of a case: no name, no number, no place but two municipalities.

    The words are the codes above. `ages`: of the children, whole years on the day the case was
    opened. `forms`: to the best evidence. `days`: lead times by their codes. `aid`: by months
    after the move, where there was any.
    """

    opened_on: date
    moved_on: date | None = None
    municipality_code: str | None = None
    size: int = 1
    ages: tuple[int, ...] = ()
    groups: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    has_prior_contact: bool = False
    outcome: str = "unjudged"
    dwelling: str = "other_or_unknown"
    landlord: str = "person_or_unknown"
    rent: str = "undecided_or_unchecked"
    home: str = "not_visited"
    letter: str = "not_sent"
    transfer: str = "not_asked"
    days: Mapping[str, int] = field(default_factory=dict)
    aid: Mapping[int, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Median:
    """A median of at least ten, rounded; `value` None: there were fewer."""

    code: str
    unit: str
    value: int | None


LEAD_TIMES: Final = (
    "move_to_contact",
    "contact_to_letter",
    "letter_to_answer",
    "request_to_reply",
    "application_to_decision",
)


def months_between(starts_on: date, ends_on: date) -> tuple[str, ...]:
    """`2026-01`, … of a half-open period of whole months."""
    first, last = starts_on.year * 12 + starts_on.month - 1, ends_on.year * 12 + ends_on.month - 1
    return tuple(f"{each // 12}-{each % 12 + 1:02d}" for each in range(first, last))


def tables_of(
    cases: Sequence[CaseAsCounted], *, starts_on: date, ends_on: date
) -> tuple[Counted, ...]:
    """Every table by one thing; all of them count the same cases."""
    months = months_between(starts_on, ends_on)
    return (
        named_or_together("from_municipality", (each.municipality_code for each in cases)),
        by("contact_month", months, cases, lambda case: f"{case.opened_on:%Y-%m}"),
        by(
            "move_month",
            (EARLIER_OR_UNKNOWN, *months),
            cases,
            lambda case: _month_of_move(case, months),
        ),
        by("household_size", SIZES, cases, size_of),
        by("outcome", OUTCOMES, cases, lambda case: case.outcome),
        *(is_or_not(f"group_{code}", cases, _in_group(code)) for code in GROUPS),
        *(by(f"form_{code}", ("none", *EVIDENCE), cases, _evidence(code)) for code in FORMS),
        is_or_not("prior_contact", cases, lambda case: case.has_prior_contact),
        by("dwelling", DWELLINGS, cases, lambda case: case.dwelling),
        by("landlord", LANDLORDS, cases, lambda case: case.landlord),
        by("rent", RENTS, cases, lambda case: case.rent),
        by("home", HOMES, cases, lambda case: case.home),
        by("letter", LETTERS, cases, lambda case: case.letter),
        by("transfer", TRANSFERS, cases, lambda case: case.transfer),
    )


def crossed_of(cases: Sequence[CaseAsCounted]) -> tuple[Crossed, ...]:
    """The tables by two things: the outcome, and one more each."""
    others: Mapping[str, Callable[[CaseAsCounted], str]] = {
        "household_size": size_of,
        "dwelling": lambda case: case.dwelling,
        "landlord": lambda case: case.landlord,
        "rent": lambda case: case.rent,
    }
    return tuple(_crossed(code, cases, of) for code, of in others.items())


def _crossed(
    column: str, cases: Sequence[CaseAsCounted], of: Callable[[CaseAsCounted], str]
) -> Crossed:
    counts: dict[tuple[str, str], int] = {}
    for case in cases:
        key = case.outcome, of(case)
        counts[key] = counts.get(key, 0) + 1
    return Crossed(f"outcome_by_{column}", "outcome", column, counts)


def children_of(cases: Sequence[CaseAsCounted]) -> Counted:
    """The children of the cases by age; it counts children, and not cases."""
    counts = dict.fromkeys(AGES, 0)
    for age in (age for case in cases for age in case.ages):
        band = next((code for code, ages in AGES.items() if age in ages), None)
        if band is not None:
            counts[band] += 1
    return Counted("children_by_age", counts)


def medians_of(cases: Sequence[CaseAsCounted]) -> tuple[Median, ...]:
    """Lead times in days, and aid in whole kronor in the first, sixth and twelfth month."""
    days = (
        Median(code, "days", _rounded([c.days[code] for c in cases if code in c.days], 5))
        for code in LEAD_TIMES
    )
    aid = (
        Median(
            f"aid_month_{month}",
            "SEK",
            _rounded([_kronor(c.aid[month]) for c in cases if month in c.aid], ROUNDED_KRONOR),
        )
        for month in AID_MONTHS
    )
    return *days, *aid


def _kronor(amount: Money) -> int:
    return round(amount.in_kronor)


def _rounded(values: Collection[int], to: int) -> int | None:
    if len(values) < LEAST_FOR_SHARE:
        return None
    return to * round(median(values) / to)


def by(
    code: str,
    codes: Iterable[str],
    cases: Iterable[CaseAsCounted],
    of: Callable[[CaseAsCounted], str],
) -> Counted:
    """How many cases each of these codes is true of; a case has one of them."""
    counts = dict.fromkeys(codes, 0)
    for case in cases:
        counts[of(case)] += 1
    return Counted(code, counts)


def is_or_not(
    code: str, cases: Iterable[CaseAsCounted], of: Callable[[CaseAsCounted], bool]
) -> Counted:
    """How many cases something is true of, and of how many it is not."""
    return by(code, (YES, NO), cases, lambda case: YES if of(case) else NO)


def named_or_together(code: str, municipalities: Iterable[str | None]) -> Counted:
    """
    The municipalities that are named, each of five or more, and the others together.

    What is put together is five or more too: else the least of those that would be named is put
    there, since that a municipality is named tells that it has five.
    """
    counts: dict[str, int] = {}
    for each in municipalities:
        counts[each or OTHERS] = counts.get(each or OTHERS, 0) + 1
    named = {each: n for each, n in counts.items() if each != OTHERS and n >= LEAST_SHOWN}
    together = sum(counts.values()) - sum(named.values())
    while named and together < LEAST_SHOWN:
        together += named.pop(min(named, key=lambda each: (named[each], each)))
    return Counted(code, {**dict(sorted(named.items())), OTHERS: together})


def size_of(case: CaseAsCounted) -> str:
    """How many there are in the household."""
    return SIZES[min(case.size, len(SIZES)) - 1]


def _month_of_move(case: CaseAsCounted, months: Collection[str]) -> str:
    month = f"{case.moved_on:%Y-%m}" if case.moved_on else EARLIER_OR_UNKNOWN
    return month if month in months else EARLIER_OR_UNKNOWN


def _in_group(code: str) -> Callable[[CaseAsCounted], bool]:
    return lambda case: code in case.groups


def _evidence(code: str) -> Callable[[CaseAsCounted], str]:
    return lambda case: case.forms.get(code, "none")
