"""
I6 to I8b: what was found at visits, and whether it was put right.

Of completed visits. Only what the landlord answers for counts; a report of worry for a child is
about a family and is never counted here. Visits follow complaints, so that deficiencies are held
only against visits for the same reason by the same checklist.
Source: the project's own definitions; own.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from landlord_watch.oversight.rules.findings import (
    Coverage,
    Finding,
    events_findings,
    share_findings,
)
from landlord_watch.oversight.rules.funnel import Signal, clustering
from landlord_watch.oversight.rules.parameters import Parameters, indicators
from landlord_watch.oversight.rules.standardising import Counted, standardised
from landlord_watch.oversight.rules.uncertainty import Share

KeyT = TypeVar("KeyT", bound=Hashable)
#: More things followed up than this in a dwelling hang together: dwellings count. Source: own.
MOST_A_DWELLING = 3


@dataclass(frozen=True, slots=True)
class VisitKind:
    """Visits that may be held against each other."""

    reason: str
    checklist: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """Deficiencies followed up on or after their last day, and those found to remain."""

    items: Share
    #: Dwellings in which something remained, of those followed up.
    dwellings: Share

    @property
    def share(self) -> Share:
        """Of things, or of dwellings where each has many."""
        many = self.items.of > MOST_A_DWELLING * self.dwellings.of
        return self.dwellings if many else self.items


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """
    The visits to a landlord's dwellings.

    `deficiencies`: by kind of visit, their number and the visits. `severe`: visits with a severe
    one, confirmed by two. `child_risk`: visits where the dwelling is a risk, of those to homes with
    children. `repeated`: dwellings where the same was found again after the landlord was told and
    without a remedy between, of those visited twice. `completed` of `planned`: the coverage.
    """

    deficiencies: Mapping[VisitKind, Counted]
    severe: Share
    child_risk: Share
    remaining: Remaining
    repeated: Share
    completed: int
    planned: int
    #: Of the landlord in the municipality; None: not known.
    dwellings: int | None = None

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.completed, self.planned)

    @property
    def per_hundred_dwellings(self) -> float | None:
        """How much is looked; printed beside I6, since who looks more finds more."""
        return 100 * self.completed / self.dwellings if self.dwellings else None


def deficiencies_per_visit(
    facts: Mapping[KeyT, VisitFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I6: per visit, held against the others' visits of the same kinds; they come in clusters."""
    counted = {key: each.deficiencies for key, each in facts.items()}
    events = standardised(counted, base_is_expected=False)
    enough = [each for each in events.values() if each.base >= indicators()["I6"].least_base]
    return events_findings(
        "I6",
        events,
        coverages=_coverages(facts),
        by=by,
        before=before,
        per_base=1,
        together=clustering(enough),
    )


def severe_visits(
    facts: Mapping[KeyT, VisitFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I7: visits at which something severe was found."""
    shares = {key: each.severe for key, each in facts.items()}
    return share_findings("I7", shares, coverages=_coverages(facts), by=by, before=before)


def visits_with_child_risk(
    facts: Mapping[KeyT, VisitFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I7b: visits at which the dwelling is a risk to a child; for the board mostly all together."""
    shares = {key: each.child_risk for key, each in facts.items()}
    return share_findings("I7b", shares, coverages=_coverages(facts), by=by, before=before)


def remaining_deficiencies(
    facts: Mapping[KeyT, VisitFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I8: what remained, of what was followed up; what was not may well have been put right."""
    shares = {key: each.remaining.share for key, each in facts.items()}
    return share_findings("I8", shares, coverages=_coverages(facts), by=by, before=before)


def repeated_deficiencies(
    facts: Mapping[KeyT, VisitFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I8b: dwellings in which the same was found again."""
    shares = {key: each.repeated for key, each in facts.items()}
    return share_findings("I8b", shares, coverages=_coverages(facts), by=by, before=before)


def _coverages(facts: Mapping[KeyT, VisitFacts]) -> dict[KeyT, Coverage]:
    return {key: each.coverage for key, each in facts.items()}
