"""
What a measure is followed by, step by step; pure.

An action of the checklist is a measure of a kind. Each kind has its own steps besides the common
ones; each step says on what it follows, what has to be said with it, and whether it is the end.
Source: the checklist's actions (landlord_watch/visits/data); the order of steps is own.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class MeasureKind(StrEnum):
    """What sort of measure it is, and by that which steps it has."""

    #: To urge and help somebody to seek another home.
    NEW_HOME = "new_home"
    EMERGENCY_HOUSING = "emergency_housing"
    #: A report of concern for a child, and the assessment of immediate protection.
    CHILD_PROTECTION = "child_protection"
    #: A notice to the board for environment and health.
    ENVIRONMENT = "environment"
    #: What the resident can do at the rent tribunal.
    TRIBUNAL = "tribunal"
    LANDLORD = "landlord"
    REVISIT = "revisit"
    OTHER = "other"


NEW_HOME, EMERGENCY_HOUSING, CHILD = "A-NEWHOME", "A-EMHOUSE", "A-CHILD"
ENVIRONMENT, TRIBUNAL, LANDLORD, REVISIT = "A-ENV", "A-TRIB", "A-LANDLORD", "A-REVISIT"

KINDS: Mapping[str, MeasureKind] = {
    NEW_HOME: MeasureKind.NEW_HOME,
    EMERGENCY_HOUSING: MeasureKind.EMERGENCY_HOUSING,
    CHILD: MeasureKind.CHILD_PROTECTION,
    ENVIRONMENT: MeasureKind.ENVIRONMENT,
    TRIBUNAL: MeasureKind.TRIBUNAL,
    LANDLORD: MeasureKind.LANDLORD,
    REVISIT: MeasureKind.REVISIT,
}


def kind_of(action: str) -> MeasureKind:
    """The kind of measure that an action of the checklist is."""
    return KINDS.get(action, MeasureKind.OTHER)


class MeasureState(StrEnum):
    """How far a measure has come."""

    #: Asked for by what happened; nobody has taken it up.
    PROPOSED = "proposed"
    PLANNED = "planned"
    BEGUN = "begun"
    DONE = "done"
    NOT_NEEDED = "not_needed"
    #: Recorded wrongly; it stays to be seen.
    TAKEN_BACK = "taken_back"


OPEN = frozenset({MeasureState.PROPOSED, MeasureState.PLANNED, MeasureState.BEGUN})


class MeasureStep(StrEnum):
    """Something that happened to a measure."""

    TAKEN_UP = "taken_up"
    #: Another who answers for it, or another day.
    CHANGED = "changed"
    BEGUN = "begun"
    NOTED = "noted"
    DONE = "done"
    NOT_NEEDED = "not_needed"
    REOPENED = "reopened"
    TAKEN_BACK = "taken_back"
    # another home
    URGED = "urged"
    WISH_TOLD = "wish_told"
    LANDLORD_TRIED = "landlord_tried"
    QUEUE_JOINED = "queue_joined"
    VIEWING = "viewing"
    OTHER_HELP = "other_help"
    MOVED = "moved"
    STAYS = "stays"
    # emergency housing
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    HOUSED = "housed"
    LEFT = "left"
    # protection of a child
    REPORTED = "reported"
    ASSESSED = "assessed"
    # a notice to the board for environment and health
    NOTIFIED = "notified"
    REGISTERED = "registered"
    INSPECTED = "inspected"
    ORDERED = "ordered"
    NO_ORDER = "no_order"
    # the rent tribunal
    INFORMED = "informed"
    REFERRED = "referred"
    APPLIED = "applied"
    SETTLED = "settled"
    # the landlord
    HELPED_TO_REPORT = "helped_to_report"
    LANDLORD_TOLD = "landlord_told"
    # another visit
    VISIT_PLANNED = "visit_planned"
    VISITED = "visited"


class TellingGround(StrEnum):
    """
    What lets somebody outside be told of a household.

    That it is plainly needed (OSL 10 kap. 27 §) is no ground: it does not apply to what the
    social services keep secret by 26 kap. 1–6 §§.
    Source: OSL 10 kap. 1 § and 12 kap. 2 § (consent), 26 kap. 1 § (no harm), 10 kap. 2 §
    (needed for one's own task, to be read narrowly), 10 kap. 27 § second paragraph. A.
    """

    CONSENT = "consent"
    NO_HARM = "no_harm"
    OWN_TASK = "own_task"


class ProtectionOutcome(StrEnum):
    """What an assessment of immediate protection came to."""

    PROTECTION_NEEDED = "protection_needed"
    NOT_NEEDED = "not_needed"


class Channel(StrEnum):
    """How somebody was told."""

    AT_VISIT = "at_visit"
    MEETING = "meeting"
    PHONE = "phone"
    LETTER = "letter"


class Need(StrEnum):
    """What has to be said with a step."""

    NOTE = "note"
    #: How, and in which language.
    CHANNEL = "channel"
    #: That it was said to be of free will, and that a no is nothing against who is asked.
    FREE_WILL = "is_free_told"
    CLOCK = "happened_clock"
    PLACE = "place"
    REFERENCE = "reference"
    OUTCOME = "outcome"
    GROUND = "ground"
    VISIT = "planned_visit_id"


@dataclass(frozen=True, slots=True)
class StepRule:
    """
    What a step takes. `after` empty: nothing; else one of them has to have been taken.

    `ends` None: it goes on. `is_outward`: somebody outside is told of the household.
    """

    after: frozenset[MeasureStep] = frozenset()
    needs: frozenset[Need] = frozenset()
    ends: MeasureState | None = None
    is_outward: bool = False


def _rule(
    *needs: Need,
    after: Collection[MeasureStep] = (),
    ends: MeasureState | None = None,
    is_outward: bool = False,
) -> StepRule:
    return StepRule(frozenset(after), frozenset(needs), ends, is_outward)


_S, _DONE = MeasureStep, MeasureState.DONE
COMMON: Mapping[MeasureStep, StepRule] = {
    _S.BEGUN: _rule(),
    _S.NOTED: _rule(Need.NOTE),
    _S.DONE: _rule(ends=_DONE),
    _S.NOT_NEEDED: _rule(Need.NOTE, ends=MeasureState.NOT_NEEDED),
}
#: A home is urged to be left by somebody who is free to stay; that is said, and that it was said.
OWN: Mapping[MeasureKind, Mapping[MeasureStep, StepRule]] = {
    MeasureKind.NEW_HOME: {
        _S.URGED: _rule(Need.CHANNEL, Need.FREE_WILL),
        _S.WISH_TOLD: _rule(Need.NOTE),
        _S.LANDLORD_TRIED: _rule(Need.NOTE),
        _S.QUEUE_JOINED: _rule(Need.NOTE),
        _S.VIEWING: _rule(Need.NOTE),
        _S.OTHER_HELP: _rule(Need.NOTE),
        _S.MOVED: _rule(ends=_DONE),
        _S.STAYS: _rule(Need.NOTE, ends=_DONE),
    },
    MeasureKind.EMERGENCY_HOUSING: {
        _S.OFFERED: _rule(Need.CLOCK),
        _S.ACCEPTED: _rule(after=[_S.OFFERED]),
        _S.DECLINED: _rule(after=[_S.OFFERED]),
        _S.HOUSED: _rule(Need.PLACE, after=[_S.ACCEPTED]),
        _S.LEFT: _rule(after=[_S.HOUSED], ends=_DONE),
    },
    MeasureKind.CHILD_PROTECTION: {
        _S.REPORTED: _rule(Need.CLOCK),
        _S.ASSESSED: _rule(Need.CLOCK, Need.OUTCOME, Need.NOTE),
    },
    MeasureKind.ENVIRONMENT: {
        _S.NOTIFIED: _rule(Need.GROUND, Need.NOTE, is_outward=True),
        _S.REGISTERED: _rule(Need.REFERENCE, after=[_S.NOTIFIED]),
        _S.INSPECTED: _rule(after=[_S.NOTIFIED]),
        _S.ORDERED: _rule(Need.NOTE, after=[_S.NOTIFIED]),
        _S.NO_ORDER: _rule(Need.NOTE, after=[_S.NOTIFIED], ends=_DONE),
    },
    MeasureKind.TRIBUNAL: {
        _S.INFORMED: _rule(Need.CHANNEL),
        _S.REFERRED: _rule(Need.NOTE),
        _S.APPLIED: _rule(after=[_S.INFORMED]),
        _S.SETTLED: _rule(Need.NOTE, after=[_S.APPLIED], ends=_DONE),
    },
    MeasureKind.LANDLORD: {
        _S.HELPED_TO_REPORT: _rule(Need.NOTE),
        _S.LANDLORD_TOLD: _rule(Need.GROUND, Need.NOTE, is_outward=True),
    },
    MeasureKind.REVISIT: {
        _S.VISIT_PLANNED: _rule(Need.VISIT),
        _S.VISITED: _rule(after=[_S.VISIT_PLANNED], ends=_DONE),
    },
    MeasureKind.OTHER: {},
}
#: Kinds that end in a step of their own, and by no other word.
ENDS_OF_ITS_OWN = frozenset({MeasureKind.NEW_HOME})
#: What has to have been taken before it can be said that all is done.
DONE_AFTER = {MeasureKind.CHILD_PROTECTION: MeasureStep.ASSESSED}


def step_rule(kind: MeasureKind, step: MeasureStep) -> StepRule | None:
    """What a step takes in a measure of a kind; None: it has no such step."""
    if step is MeasureStep.REOPENED:
        return _rule(Need.NOTE)
    if step is MeasureStep.DONE and kind in ENDS_OF_ITS_OWN:
        return None
    if step is MeasureStep.DONE and kind in DONE_AFTER:
        return _rule(after=[DONE_AFTER[kind]], ends=_DONE)
    return OWN[kind].get(step) or COMMON.get(step)


def may_follow(
    kind: MeasureKind, *, state: MeasureState, taken: Collection[MeasureStep]
) -> tuple[MeasureStep, ...]:
    """
    The steps that may be noted of a measure as it stands, its own before the common ones.

    A proposal is taken up, or said not to be needed; what was over may be opened again; what was
    taken back stays so.
    """
    if state is MeasureState.TAKEN_BACK:
        return ()
    if state is MeasureState.PROPOSED:
        return (MeasureStep.NOT_NEEDED,)
    if state not in OPEN:
        return (MeasureStep.REOPENED,)
    offered = (*OWN[kind], *COMMON)
    found = ((step, step_rule(kind, step)) for step in offered)
    return tuple(
        step
        for step, rule in found
        if rule is not None
        and (not rule.after or rule.after & set(taken))
        and not (step is MeasureStep.BEGUN and state is MeasureState.BEGUN)
    )


def state_after(rule: StepRule) -> MeasureState:
    """How far a measure has come by a step."""
    return rule.ends or MeasureState.BEGUN
