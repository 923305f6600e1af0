"""
What a tablet writes at a visit, as it travels.

These shapes are frozen by `schema_version`: a change of meaning is a new version,
and every version ever shipped stays readable. Unknown fields are not guessed at;
what does not fit is parked for a person. TypeScript's types are generated from here.
"""

from landlord_watch.visits.shapes.base import (
    ActionId,
    Instant,
    ItemId,
    Label,
    LongText,
    Moment,
    Sha256,
    Shape,
    ShortText,
)
from landlord_watch.visits.shapes.consent import (
    AdultCapacity,
    Consent,
    ConsentDecision,
    ConsentForm,
    ConsentTextRef,
    Purpose,
    Signature,
    StrokePoint,
)
from landlord_watch.visits.shapes.content import (
    Assessment,
    Call,
    ChecklistRef,
    ChildOutcome,
    ConcernContent,
    Ending,
    HomeOutcome,
    Outcome,
    OutcomeOverride,
    Readback,
    VisitContent,
)
from landlord_watch.visits.shapes.observation import (
    ActionTaken,
    Answer,
    AnswerKind,
    Child,
    Context,
    Finding,
    Level,
    Photo,
    Stays,
)

__all__ = [
    "ActionId",
    "ActionTaken",
    "AdultCapacity",
    "Answer",
    "AnswerKind",
    "Assessment",
    "Call",
    "ChecklistRef",
    "Child",
    "ChildOutcome",
    "ConcernContent",
    "Consent",
    "ConsentDecision",
    "ConsentForm",
    "ConsentTextRef",
    "Context",
    "Ending",
    "Finding",
    "HomeOutcome",
    "Instant",
    "ItemId",
    "Label",
    "Level",
    "LongText",
    "Moment",
    "Outcome",
    "OutcomeOverride",
    "Photo",
    "Purpose",
    "Readback",
    "Sha256",
    "Shape",
    "ShortText",
    "Signature",
    "Stays",
    "StrokePoint",
    "VisitContent",
]
