"""
A checklist, as its published file says it.

The models are the file: what they do not know is refused, and what they hold is
exactly what the tablet gets. `checklist` reads them; `references` sees that ids meet.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from landlord_watch.visits.rules.assessment import AssessmentRules, Own
from landlord_watch.visits.rules.parts import Certainty, Id, Named, Part, Text, Words
from landlord_watch.visits.shapes import ActionId, AnswerKind, ItemId, Level

Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Party = Literal["landlord", "resident", "shared", "municipality"]
#: Names of context fields, and what each must be.
When = dict[Id, bool | tuple[str, ...]]


class Minutes(Part):
    """How long the walk takes."""

    without_children: int
    with_children: int
    basis: Own


class Head(Part):
    """Which checklist this is and how it stands; `adopted_by` None: not adopted yet."""

    id: Id
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    status: Literal["proposal", "adopted", "withdrawn"]
    valid_from: Day
    valid_to: Day | None
    supersedes: str | None
    title: Words
    languages: tuple[Literal["sv", "en"], ...]
    adopted_by: str | None
    review_due: Day
    estimated_minutes: Minutes
    change_policy: Words


class ProtocolStep(Words):
    """What a worker does at one time of the visit."""

    rules: tuple[Id, ...] = ()
    actions: tuple[ActionId, ...] = ()
    basis: Own | None = None


class VisitProtocol(Part):
    """What a worker does before, during and after, and when to leave."""

    before: tuple[ProtocolStep, ...]
    during: tuple[ProtocolStep, ...]
    stop_and_leave: tuple[ProtocolStep, ...]
    after: tuple[ProtocolStep, ...]


class ContextField(Named):
    """A fact of the home that decides which items are shown."""

    type: Literal["choice", "bool", "integer", "list"]
    options: tuple[Id, ...] = ()
    fields: tuple[Id, ...] = ()
    stays_options: tuple[Id, ...] = ()
    rules: tuple[Id, ...] = ()


class AgeGroup(Named):
    """Children of an age; both months are included."""

    from_months: int
    to_months: int


class WalkZone(Named):
    """A part of the home, in walking order."""

    order: int


class AnswerChoice(Words):
    """What an item can be answered with."""

    id: AnswerKind
    requires: tuple[Id, ...] = ()


class Within(Part):
    """A number of days."""

    days: Annotated[int, Field(ge=0)]
    basis: Own


class Severity(Words):
    """How serious a described deficiency is; `revisit_within` None: no revisit is asked for."""

    id: Level
    rank: Annotated[int, Field(ge=1, le=4)]
    symbol: Text
    meaning: Words
    act_within: Within
    revisit_within: Within | None = None
    photo: Literal["optional", "recommended"]
    requires: tuple[Id, ...] = ()


class DeficiencyRecord(Part):
    """Which facts are kept of a deficiency."""

    required: tuple[Id, ...]
    optional: tuple[Id, ...]
    note: Words


class ClosingRule(Words):
    """When a deficiency is closed, and the states on the way."""

    basis: Own
    states: tuple[Id, ...]


class Action(Words):
    """
    Something to do, and whom it turns to.

    `needs` names the permission it takes; None: none. `when` None: always.
    """

    to: Id
    requires_child: bool = False
    needs: Id | None = None
    when: When | None = None
    rules: tuple[Id, ...] = ()


class Figure(Part):
    """A figure of a rule, with how sure we are of it."""

    value: float
    unit: Text
    certainty: Certainty
    note: Words | None = None


class Source(Part):
    """A rule, its issuer and its figures."""

    title: Words
    issuer: Text
    certainty: Certainty
    url: str | None = None
    figures: dict[Id, Figure] = Field(default={})
    note: Words | None = None


class Applies(Part):
    """When an item is shown: all of it must hold; `ages` is met by any one listed child."""

    children: bool = False
    ages: tuple[Id, ...] = ()
    when: When = Field(default={})


class If(Part):
    """Whom and when a threshold is for; None: whoever, whenever."""

    season: Literal["heating", "summer"] | None = None
    sensitive: bool | None = None


class Threshold(Part):
    """
    A limit that suggests a level; `value`, or `times` the context field `value_from`.

    `ref` names the figure the limit is read from.
    """

    if_: Annotated[If, Field(alias="if")] = If()
    op: Literal["<", ">"]
    value: float | None = None
    value_from: Id | None = None
    times: float | None = None
    ref: Annotated[str, Field(pattern=r"^[A-Z0-9-]+\.[a-z0-9_]+$")]
    suggests: Level


class Measure(Part):
    """What is measured, in which unit, and between which bounds a reading can lie."""

    quantity: Id
    unit: Text
    range: tuple[float, float]
    decimals: Annotated[int, Field(ge=0, le=6)]
    how: Words
    single_reading_is_indicative: bool = False
    #: Two context fields; the first is divided by the second, and nothing is measured.
    computed_from: tuple[Id, Id] | None = None
    thresholds: tuple[Threshold, ...]
    thresholds_note: Words | None = None


class SpokenAnswer(Part):
    """Whose words an item holds, and in what form."""

    free_text: bool
    faces: Literal[3] | None = None
    spoken_by: Literal["child", "resident", "worker_or_resident"]


class VoiceFlag(Words):
    """What the worker marks of a child's words."""

    id: Literal["none", "worry", "danger"]


class ItemType(StrEnum):
    """What an item asks for."""

    CONDITION = "condition"
    MEASUREMENT = "measurement"
    COUNT = "count"
    RECORD = "record"
    VOICE = "voice"


class Item(Words):
    """
    One thing to look at or to ask.

    `actions` are by level, and for a voice by flag. `photo` "none": never a photo.
    """

    id: ItemId
    tier: Literal[1, 2]
    core: bool = False
    walk: Id
    type: ItemType
    lift: Literal["child", "sensitive"] | None = None
    child_axis: bool = False
    child_matter: Literal["always", "in_childs_room"] | None = None
    applies: Applies | None = None
    needs: Id | None = None
    measure: Measure | None = None
    accept: Words | None = None
    levels: dict[Level, Words] = Field(default={})
    options: tuple[Named, ...] = ()
    answer: SpokenAnswer | None = None
    flags: tuple[VoiceFlag, ...] = ()
    rules: tuple[Id, ...]
    resp: Party | None = None
    actions: dict[Level | Literal["worry", "danger"], tuple[ActionId, ...]] = Field(default={})
    photo: Words | Literal["none"]


class Section(Named):
    """Items that belong together; `axis` says which outcome they count to."""

    axis: Literal["home", "child", "none"]
    note: Words | None = None
    items: tuple[Item, ...]


class Checklist(Part):
    """A checklist, whole, as it was published."""

    schema_version: Literal[1]
    checklist: Head
    certainty_scale: tuple[Certainty, ...]
    visit_protocol: VisitProtocol
    context_fields: tuple[ContextField, ...]
    age_groups: tuple[AgeGroup, ...]
    walk_zones: tuple[WalkZone, ...]
    answers: tuple[AnswerChoice, ...]
    not_inspected_reasons: tuple[Named, ...]
    severities: tuple[Severity, ...]
    deficiency_record: DeficiencyRecord
    closing_rule: ClosingRule
    assessment: AssessmentRules
    actions: dict[ActionId, Action]
    rules: dict[Id, Source]
    responsible_parties: dict[Party, Words]
    permissions: dict[Id, Words]
    sections: tuple[Section, ...]
