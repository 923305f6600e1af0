"""
By when a deficiency is acted on, and seen again.

Source: the checklist's own proposals, severities; Swedish law sets no such time for a
home visit, and the municipality decides its own. own.
"""

from datetime import date, timedelta

from landlord_watch.visits.rules.checklist import severity_of
from landlord_watch.visits.rules.document import Checklist
from landlord_watch.visits.shapes import Level


def act_by(checklist: Checklist, level: Level, *, found_on: date) -> date:
    """The last day to act on what was found; the very day for what is acute."""
    return found_on + timedelta(days=severity_of(checklist, level).act_within.days)


def revisit_by(checklist: Checklist, level: Level, *, found_on: date) -> date | None:
    """The last day to see the home again; None: no revisit is asked for."""
    within = severity_of(checklist, level).revisit_within
    return found_on + timedelta(days=within.days) if within else None
