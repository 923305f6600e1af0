"""Versions of a visit as a few words say them, and what comes of holding two together."""

from uuid import UUID

from factories.visits import visit_content
from landlord_watch.visits.rules.merge_parts import Take
from landlord_watch.visits.rules.merging import MergePlan, merged_content
from landlord_watch.visits.shapes import VisitContent
from unit.visits.merge_strategies import VISIT

NEW = UUID(int=99)


def made(plan: MergePlan, **choices: Take) -> VisitContent:
    """The version these choices make; what is left open is answered with the first there is."""
    whole = {part.key: part.takes[0] for part in plan.parts if part.needs_choice}
    return merged_content(plan, choices=whole | choices, revision_id=NEW, reason="Hophört")


def content_of(**more: object) -> VisitContent:
    """A completed visit, as the tablet writes it."""
    return visit_content(VISIT, **more)
