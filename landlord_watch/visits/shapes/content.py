"""A visit whole, what it came to, and a worry for a child."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from landlord_watch.visits.shapes.base import (
    LONG,
    ActionId,
    Instant,
    Label,
    LongText,
    Moment,
    Shape,
    ShortText,
)
from landlord_watch.visits.shapes.consent import Consent, Signature
from landlord_watch.visits.shapes.observation import Answer, Context, Photo


class HomeOutcome(StrEnum):
    """How the home was, worst last."""

    H0 = "H0"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"


class ChildOutcome(StrEnum):
    """What there is for the children of the home, worst last."""

    C0 = "C0"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"


class Outcome(Shape):
    """
    The two outcomes of one moment; `child` None: no child is listed.

    `is_preliminary`: a core item was not inspected; H0, H1, C0 and C1 are then not final.
    """

    home: HomeOutcome
    child: ChildOutcome | None
    is_preliminary: bool


class OutcomeOverride(Shape):
    """A worker's other judgement, beside the computed one, with its reason."""

    home: HomeOutcome | None = None
    child: ChildOutcome | None = None
    reason: Annotated[str, Field(min_length=1, max_length=LONG)]


class ActionDone(Shape):
    """An action that was done during the visit, and when, by the tablet's clock."""

    action: ActionId
    at: Instant


class Assessment(Shape):
    """What the tablet computed and showed; the server computes it again."""

    as_found: Outcome
    as_left: Outcome
    override: OutcomeOverride | None = None
    #: Actions the worker chose of those proposed.
    actions: Annotated[list[ActionId], Field(max_length=40)] = []
    #: Those of them that the worst outcomes ask for at once, as they were ticked off.
    done: Annotated[list[ActionDone], Field(max_length=40)]


class Readback(Shape):
    """Whether the resident was shown or read what was written, and what they said of it."""

    option: Literal["agreed", "disagrees", "not_shown"]
    #: The disagreement in the resident's words, or why it was not shown.
    text: LongText = ""
    signature: Signature | None = None
    wants_copy: bool = False


class Ending(StrEnum):
    """How a visit ended."""

    COMPLETED = "completed"
    #: The resident said no; a neutral fact, no reason is asked for.
    DECLINED = "declined"
    #: Consent was taken back on the way; what was recorded before it stays.
    WITHDRAWN = "withdrawn"
    NOBODY_HOME = "nobody_home"


class ChecklistRef(Shape):
    """The checklist a visit was begun with; it keeps it for life."""

    id: ShortText
    version: ShortText


class VisitContent(Shape):
    """One revision of a visit, whole. Earlier versions become it (`rules.visit_content_of`)."""

    schema_version: Literal[2]
    visit_id: UUID
    revision_id: UUID
    checklist: ChecklistRef
    #: Why an earlier revision was corrected; empty in the first.
    reason_for_change: LongText = ""
    started: Moment
    finished: Moment
    ending: Ending
    interpreter: ShortText = ""
    consents: Annotated[list[Consent], Field(max_length=20)]
    context: Context
    answers: Annotated[list[Answer], Field(max_length=500)]
    photos: Annotated[list[Photo], Field(max_length=60)]
    #: None for a visit that was declined or where nobody was home.
    assessment: Assessment | None
    readback: Readback | None


class Call(Shape):
    """A telephone call made about a concern, logged by who made it."""

    whom: Literal["112", "on_call", "police", "other"]
    at: Instant
    reached: bool
    note: LongText = ""


class ConcernContent(Shape):
    """
    A worry for a child, which leaves first and alone. `schema_version` 1.

    What was seen is kept apart from what is thought.
    Source: SoL (2025:400) 19:1, a duty to report at once. A.
    """

    schema_version: Literal[1]
    concern_id: UUID
    visit_id: UUID
    revision_id: UUID
    raised: Moment
    children: Annotated[list[Label], Field(max_length=30)] = []
    seen: Annotated[str, Field(min_length=1, max_length=LONG)]
    thought: LongText = ""
    is_immediate_danger: bool
    calls: Annotated[list[Call], Field(max_length=20)] = []
