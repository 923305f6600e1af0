"""
What a tablet writes at a visit, as it travels.

These shapes are frozen by `schema_version`: a change of meaning is a new version,
and every version ever shipped stays readable. Unknown fields are not guessed at;
what does not fit is parked for a person. TypeScript's types are generated from here.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

SHORT = 200
LONG = 10_000
MOST_POINTS = 20_000

ShortText = Annotated[str, Field(max_length=SHORT)]
LongText = Annotated[str, Field(max_length=LONG)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
#: `ENT-01`: an item of the checklist; ids are never reused.
ItemId = Annotated[str, Field(pattern="^[A-Z]{3}-[0-9]{2}$")]
#: `A-112`: an action of the checklist.
ActionId = Annotated[str, Field(pattern="^A-[A-Z0-9]{2,12}$")]
#: `Barn 1`, `Vuxen 2`: people at a visit are numbered, never named, but where they sign.
Label = Annotated[str, Field(min_length=1, max_length=40)]


def _in_the_calendar(instant: datetime) -> datetime:
    """An instant that exists in every zone; the first and last day of the calendar do not."""
    try:
        instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("outside the calendar") from error
    return instant


#: With its zone, as it was said.
Instant = Annotated[AwareDatetime, AfterValidator(_in_the_calendar)]


class Shape(BaseModel):
    """A shape on the wire: exact, and unchanging once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Moment(Shape):
    """When something happened, by a clock that may be wrong, and what was known of the error."""

    #: The tablet's own clock, with its zone; never rewritten.
    device_at: Instant
    #: Server clock less tablet clock at the last contact; None: never measured.
    server_offset_ms: int | None = None


class Purpose(StrEnum):
    """What an adult can say yes or no to, each for itself."""

    VISIT = "visit"
    ROOMS = "rooms"
    PHOTOS = "photos"
    TELL_LANDLORD = "tell_landlord"
    TELL_MUNICIPALITY = "tell_municipality"


class AdultCapacity(StrEnum):
    """In what capacity an adult has the disposal of the home or a part of it."""

    TENANT = "tenant"
    CO_TENANT = "co_tenant"
    LODGER = "lodger"
    RESIDENT_LANDLORD = "resident_landlord"
    OTHER_ADULT = "other_adult"


class ConsentDecision(StrEnum):
    """What the adult said; a refusal is as good an answer as a yes."""

    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ConsentForm(StrEnum):
    """How the answer was given."""

    SIGNATURE = "signature"
    ORAL_WITNESSED = "oral_witnessed"


class StrokePoint(Shape):
    """A point of a signature: place in CSS pixels of the pad, and milliseconds from its start."""

    x: float
    y: float
    t: int


class Signature(Shape):
    """A signature as the strokes that made it; the picture is drawn from them."""

    width: Annotated[int, Field(gt=0, le=10_000)]
    height: Annotated[int, Field(gt=0, le=10_000)]
    strokes: Annotated[
        list[Annotated[list[StrokePoint], Field(max_length=MOST_POINTS)]],
        Field(min_length=1, max_length=500),
    ]


class ConsentTextRef(Shape):
    """Which text was shown or read: its version, its language and the hash of its words."""

    id: ShortText
    version: ShortText
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")]
    sha256: Sha256


class Consent(Shape):
    """
    One adult's answer, for one visit.

    `purposes` names what was granted; it is empty for a refusal. `rooms` None: every
    room; else the walk zones the adult agreed to. A withdrawal keeps what was given
    and adds `withdrawn`; nothing may be recorded after it.
    Source: domain notes 3.2–3.3 (JO 6367-2019, 2383-2007, 4034-2011). B.
    """

    id: UUID
    adult: Label
    name: ShortText = ""
    capacity: AdultCapacity
    text: ConsentTextRef
    decision: ConsentDecision
    purposes: list[Purpose] = []
    rooms: list[ShortText] | None = None
    form: ConsentForm | None = None
    signature: Signature | None = None
    witness: ShortText = ""
    interpreter: ShortText = ""
    given: Moment
    withdrawn: Moment | None = None
    withdrawn_purposes: list[Purpose] = []


class Stays(StrEnum):
    """How much of the time a child is in the home."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    VISITS = "visits"
    PLANNED = "planned"


class Child(Shape):
    """A child of the home: numbered, and of an age group; development goes before age."""

    label: Label
    age_group: Annotated[str, Field(pattern="^a[0-5]$")]
    developmental_group: Annotated[str, Field(pattern="^a[0-5]$")] | None = None
    stays: Stays


class Context(Shape):
    """What decides which items are shown; None: not asked or not known."""

    season: Literal["heating", "summer"] | None = None
    tenure: ShortText | None = None
    building: ShortText | None = None
    above_ground: bool | None = None
    storeys: Annotated[int, Field(ge=0, le=100)] | None = None
    inner_stairs: bool | None = None
    balcony: bool | None = None
    combustion: bool | None = None
    own_well: bool | None = None
    open_water: bool | None = None
    animals: bool | None = None
    persons_total: Annotated[int, Field(ge=0, le=200)] | None = None
    bedrooms: Annotated[int, Field(ge=0, le=100)] | None = None
    unrelated_adults: bool | None = None
    sensitive_person: bool | None = None
    children: Annotated[list[Child], Field(max_length=30)] = []
    moved_by_other_municipality: ShortText | None = None


class Level(StrEnum):
    """How serious a described deficiency is, the mildest first."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    ACUTE = "acute"


class AnswerKind(StrEnum):
    """What an item was answered with."""

    OK = "ok"
    DEFICIENCY = "deficiency"
    NOT_APPLICABLE = "not_applicable"
    NOT_INSPECTED = "not_inspected"
    #: For items that hold a person's words or a chosen option, and no condition.
    SAID = "said"


class ActionTaken(Shape):
    """What was done at once about something acute, who was told, and when."""

    what: LongText
    who_was_told: ShortText
    at: Instant


class Finding(Shape):
    """
    A deficiency as found in one place.

    `level` is the described one, before any lift. `measured_value` is in the item's own
    unit. `known_since` and `reported_to` are the resident's own statements.
    """

    level: Level
    rooms: Annotated[list[ShortText], Field(max_length=20)] = []
    in_childs_room: bool = False
    note: LongText = ""
    measured_value: float | None = None
    #: Fixed during the visit, and the worker saw that it is gone.
    fixed_on_spot: bool = False
    known_since: ShortText = ""
    reported_to: ShortText = ""
    responsible: Literal["landlord", "resident", "shared", "municipality"] | None = None
    action_taken: ActionTaken | None = None
    photos: Annotated[list[UUID], Field(max_length=20)] = []


class Answer(Shape):
    """
    The answer to one item, or to one item for one child.

    `findings` is filled exactly when `kind` is deficiency; the worst of them decides.
    `reason` is filled exactly when the item was not inspected.
    """

    item: ItemId
    child: Label | None = None
    kind: AnswerKind
    reason: ShortText | None = None
    findings: Annotated[list[Finding], Field(max_length=20)] = []
    #: Read at the visit; filled also when the answer is ok.
    measured_value: float | None = None
    option: ShortText | None = None
    text: LongText = ""
    face: Literal[1, 2, 3] | None = None
    flag: Literal["none", "worry", "danger"] | None = None
    answered_at: Instant


class Photo(Shape):
    """A photo of a deficiency; the bytes are the blob of that hash."""

    id: UUID
    #: The hash of the blob parcel as sent, which the manifest names too.
    blob: Sha256
    #: The hash and form of the picture inside it.
    sha256: Sha256
    content_type: Literal["image/jpeg", "image/webp", "image/png"]
    width: Annotated[int, Field(gt=0, le=20_000)]
    height: Annotated[int, Field(gt=0, le=20_000)]
    item: ItemId | None = None
    caption: ShortText = ""
    taken: Moment


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


class Assessment(Shape):
    """What the tablet computed and showed; the server computes it again."""

    as_found: Outcome
    as_left: Outcome
    override: OutcomeOverride | None = None
    #: Actions the worker chose of those proposed.
    actions: Annotated[list[ActionId], Field(max_length=40)] = []


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
    """One revision of a visit, whole. `schema_version` 1."""

    schema_version: Literal[1]
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
