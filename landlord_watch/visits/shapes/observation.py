"""What was seen and said in a home."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from landlord_watch.visits.shapes.base import (
    Instant,
    ItemId,
    Label,
    LongText,
    Moment,
    Sha256,
    Shape,
    ShortText,
)


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
