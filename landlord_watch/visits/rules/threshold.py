"""
The level a measured value suggests.

A suggestion is no answer: the worker confirms it or chooses otherwise.
"""

from dataclasses import dataclass
from math import inf

from landlord_watch.visits.rules.checklist import rank
from landlord_watch.visits.rules.document import Item, Measure, Threshold
from landlord_watch.visits.rules.situation import is_sensitive
from landlord_watch.visits.shapes import Context, Level


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A level, and the limit that was passed; `ref` is the figure the limit is read from."""

    level: Level
    op: str
    limit: float
    ref: str


def suggest_level(item: Item, *, context: Context, value: float) -> Suggestion | None:
    """
    The level a value suggests for a home; the strictest limit passed decides. None: no limit is.

    `value` is in the item's own unit. A limit exactly reached is not passed.
    """
    if item.measure is None:
        return None
    passed = [
        Suggestion(limit.suggests, limit.op, bound, limit.ref)
        for limit in item.measure.thresholds
        if _is_for(limit, context)
        and (bound := _bound(limit, context)) is not None
        and (value < bound if limit.op == "<" else value > bound)
    ]
    return max(passed, key=lambda each: rank(each.level), default=None)


def suggest_from_context(item: Item, context: Context) -> Suggestion | None:
    """
    The level suggested by what is computed and not measured: persons to a room.

    None: nothing is suggested, not all is known, or the item is measured. A person
    living alone is never crowded; two people without a room of their own are.
    Source: Boverket, norm 2, a measure and not a law; R-CROWD of the checklist. A.
    """
    value = computed_value(item, context)
    if value is None or (context.persons_total or 0) <= 1:
        return None
    return suggest_level(item, context=context, value=value)


def computed_value(item: Item, context: Context) -> float | None:
    """
    The first of the fields an item is computed from over the second; infinite over none.

    None: not computed, or not all of it is known.
    """
    fields = _computed_from(item.measure)
    if fields is None:
        return None
    over, under = (getattr(context, field) for field in fields)
    if over is None or under is None:
        return None
    if under == 0:
        return inf if over else 0.0
    return float(over / under)


def _computed_from(measure: Measure | None) -> tuple[str, str] | None:
    return measure.computed_from if measure else None


def _is_for(limit: Threshold, context: Context) -> bool:
    season, sensitive = limit.if_.season, limit.if_.sensitive
    is_season = season is None or context.season == season
    return is_season and (sensitive is None or is_sensitive(context) is sensitive)


def _bound(limit: Threshold, context: Context) -> float | None:
    if limit.value_from is None:
        return limit.value
    value = getattr(context, limit.value_from)
    return None if value is None else float(value * (limit.times or 1))
