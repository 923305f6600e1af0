"""
How the overall assessment is written in the file of a checklist.

What the file says in words is held to the very words that `outcome` follows: a
checklist that is to be judged another way is refused, and not judged this way.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from landlord_watch.visits.rules.parts import Certainty, Id, Part, Text, Words
from landlord_watch.visits.shapes import ChildOutcome, HomeOutcome, Level

Own = Literal[Certainty.OWN]
Flag = Literal["none", "worry", "danger"]


class Lift(Part):
    """How a severity goes up for a child or another sensitive person."""

    applies_to: Literal["items with lift: child or lift: sensitive"]
    child: Literal["a child stays full_time, part_time or is planned to move in"]
    sensitive: Literal["context.sensitive_person is true or a child as above"]
    steps: Annotated[int, Field(ge=0, le=3)]
    #: What a lift stops at; a finding described as worse stays what it is.
    cap: Level


class MomentWords(Words):
    """A moment the outcome is shown for, and which findings count in it."""

    id: Literal["as_found", "as_left"]
    counts: Literal["all", "not fixed_on_spot"]
    governs_proposals: bool = False


class Criterion(Part):
    """
    One way to an outcome: enough items so serious, or the home's outcome, or a child's flag.

    `axis` None: the outcome's own.
    """

    min_severity: Level | None = None
    count: Annotated[int, Field(ge=1)] = 1
    core: bool = False
    axis: Literal["home", "child", "any"] | None = None
    child_matter: bool = False
    home_at_least: HomeOutcome | None = None
    voice_flag: Flag | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.min_severity, self.home_at_least, self.voice_flag)
        if sum(way is not None for way in ways) != 1:
            message = "a criterion has exactly one of min_severity, home_at_least, voice_flag"
            raise ValueError(message)
        return self


class HomeRule(Words):
    """An outcome of the home and the ways to it; the one without any ways is the last."""

    id: HomeOutcome
    any: tuple[Criterion, ...]


class ChildRule(Words):
    """An outcome for the children and the ways to it; the one without any ways is the last."""

    id: ChildOutcome
    any: tuple[Criterion, ...]


class WarnBelow(Part):
    """The share under which the worker is told that much was left out."""

    value: Annotated[float, Field(ge=0, le=1)]
    basis: Own


class CompletenessRule(Part):
    """When a visit is too thin for its outcome to be final."""

    preliminary_if: Literal["any applicable item with core: true is unanswered or not_inspected"]
    show_ratio: Literal["answered ok or deficiency / applicable tier 1 items"]
    warn_below: WarnBelow
    not_final_when_preliminary: tuple[HomeOutcome | ChildOutcome, ...]


class OverrideRule(Part):
    """What it takes for a worker to judge otherwise than the rule."""

    allowed: Literal[True]
    reason_required: Literal[True]
    second_person_required_to_lower: tuple[HomeOutcome | ChildOutcome, ...]
    keep_both_values: Literal[True]


class PolicyLink(Words):
    """What the municipality's own guideline says of an outcome."""

    outcome: HomeOutcome | ChildOutcome
    rules: tuple[Id, ...]


class ExampleAnswer(Part):
    """What was found or said, in an example."""

    item: Id
    level: Level | None = None
    childs_room: bool = False
    fixed_on_spot: bool = False
    flag: Flag | None = None


class Example(Part):
    """A worked example that travels with the rule."""

    name: Text
    child: bool
    moment: Literal["as_found", "as_left"] = "as_found"
    answers: tuple[ExampleAnswer, ...]
    home: HomeOutcome
    child_out: ChildOutcome | None


class AssessmentRules(Part):
    """The whole rule of the overall assessment; nothing else is weighed."""

    basis: Own
    lift: Lift
    worst_room_counts: Literal[True]
    moments: tuple[MomentWords, ...]
    moments_note: Words
    home: tuple[HomeRule, ...]
    child: tuple[ChildRule, ...]
    completeness: CompletenessRule
    override: OverrideRule
    proposals: dict[HomeOutcome | ChildOutcome, tuple[Id, ...]]
    policy_link: tuple[PolicyLink, ...]
    examples: tuple[Example, ...]
