"""The ways a case can take against another municipality, each a small machine of steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landlord_watch.cases.errors import (
    AnotherTransferOpen,
    AppliedTooEarly,
    StepBeforeTheLast,
    StepInTheFuture,
    StepOutOfTurn,
)
from landlord_watch.cases.rules.deadlines import Deadline, deadline


class TrackKind(StrEnum):
    """
    What is asked of the other municipality.

    Source: SoL (2025:400) 29 kap., A; that these are four different questions is own.
    """

    #: It is already responsible: the person lives, or has the strongest ties, there (29:1–4).
    RESPONSIBILITY = "responsibility"
    #: It has an investigation of a child or an addiction that it has to finish (29:9).
    UNFINISHED_INVESTIGATION = "unfinished_investigation"
    #: It is to take over the case that is under way here (29:10–12).
    TRANSFER = "transfer"
    #: Nothing by law: it is told what we think of it.
    PROTEST = "protest"


class Step(StrEnum):
    """What has happened on a track; a person notes each, with its day."""

    STARTED = "started"
    SENT = "sent"
    RECEIVED = "received"
    REMINDED = "reminded"
    AGREED = "agreed"
    REFUSED = "refused"
    APPLIED = "applied"
    RECEIVED_BY_IVO = "received_by_ivo"
    GRANTED = "granted"
    REJECTED = "rejected"
    APPEALED = "appealed"
    COURT_FOR_US = "court_for_us"
    COURT_AGAINST_US = "court_against_us"
    FINAL = "final"
    HANDED_OVER = "handed_over"
    ENDED = "ended"


_ASKING: Final[Mapping[Step, frozenset[Step]]] = {
    Step.STARTED: frozenset({Step.SENT, Step.ENDED}),
    Step.SENT: frozenset({Step.RECEIVED, Step.REMINDED, Step.AGREED, Step.REFUSED, Step.ENDED}),
    Step.RECEIVED: frozenset({Step.REMINDED, Step.AGREED, Step.REFUSED, Step.ENDED}),
    Step.REMINDED: frozenset({Step.RECEIVED, Step.REMINDED, Step.AGREED, Step.REFUSED, Step.ENDED}),
    Step.AGREED: frozenset({Step.HANDED_OVER, Step.ENDED}),
    Step.REFUSED: frozenset({Step.ENDED}),
    Step.HANDED_OVER: frozenset({Step.ENDED}),
    Step.ENDED: frozenset(),
}

_BY_IVO: Final[Mapping[Step, frozenset[Step]]] = {
    Step.RECEIVED: _ASKING[Step.RECEIVED] | {Step.APPLIED},
    Step.REMINDED: _ASKING[Step.REMINDED] | {Step.APPLIED},
    Step.REFUSED: frozenset({Step.APPLIED, Step.AGREED, Step.ENDED}),
    Step.APPLIED: frozenset({Step.RECEIVED_BY_IVO, Step.AGREED, Step.ENDED}),
    Step.RECEIVED_BY_IVO: frozenset({Step.GRANTED, Step.REJECTED, Step.AGREED, Step.ENDED}),
    Step.GRANTED: frozenset({Step.APPEALED, Step.FINAL}),
    Step.REJECTED: frozenset({Step.APPEALED, Step.FINAL}),
    Step.APPEALED: frozenset({Step.COURT_FOR_US, Step.COURT_AGAINST_US, Step.ENDED}),
    Step.COURT_FOR_US: frozenset({Step.APPEALED, Step.FINAL}),
    Step.COURT_AGAINST_US: frozenset({Step.APPEALED, Step.FINAL}),
    Step.FINAL: frozenset({Step.HANDED_OVER, Step.ENDED}),
}

#: Which step may follow which, by the kind of track. Source: SoL 29 kap. 9–12 §§ and
#: 35 kap. 2 §, A; that a reminder may be noted, and that a track may be ended before it has
#: led to anything, is own.
FOLLOWS: Final[Mapping[TrackKind, Mapping[Step, frozenset[Step]]]] = {
    TrackKind.RESPONSIBILITY: _ASKING,
    TrackKind.UNFINISHED_INVESTIGATION: _ASKING,
    TrackKind.TRANSFER: {**_ASKING, **_BY_IVO},
    TrackKind.PROTEST: {
        **_ASKING,
        Step.AGREED: frozenset({Step.ENDED}),
    },
}

#: After these nothing more is waited for.
ENDINGS: Final = frozenset({Step.ENDED, Step.HANDED_OVER})

#: Which deadline a step begins, by the kind of track.
BEGINS: Final[Mapping[TrackKind, Mapping[Step, str]]] = {
    TrackKind.RESPONSIBILITY: {Step.SENT: "official_letter_reply"},
    TrackKind.UNFINISHED_INVESTIGATION: {Step.SENT: "official_letter_reply"},
    TrackKind.TRANSFER: {
        Step.RECEIVED: "transfer_reply",
        Step.REFUSED: "reconsider_reply",
        Step.RECEIVED_BY_IVO: "ivo_decision",
        Step.REJECTED: "ivo_appeal",
        Step.GRANTED: "ivo_appeal",
        Step.COURT_FOR_US: "court_appeal",
        Step.COURT_AGAINST_US: "court_appeal",
    },
    TrackKind.PROTEST: {Step.SENT: "official_letter_reply"},
}
#: Steps after which the time that ran runs on: a reminder gives nobody more of it.
_LEAVES_TIME: Final = frozenset({Step.REMINDED})


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, and its day."""

    step: Step
    on: date


def next_steps(kind: TrackKind, taken: Sequence[Taken]) -> frozenset[Step]:
    """What may follow on a track; none when it has ended."""
    return FOLLOWS[kind][taken[-1].step] if taken else frozenset({Step.STARTED})


def check_step(
    kind: TrackKind, taken: Sequence[Taken], *, step: Step, on: date, today: date
) -> None:
    """
    Refuse a step that does not follow, or whose day cannot be right.

    Raises: `StepOutOfTurn`, `StepBeforeTheLast`, `StepInTheFuture`, `AppliedTooEarly`.
    """
    if step not in next_steps(kind, taken):
        raise StepOutOfTurn(step=step.value)
    if on > today:
        raise StepInTheFuture(today=today)
    if taken and on < taken[-1].on:
        raise StepBeforeTheLast(last_on=taken[-1].on)
    if step is Step.APPLIED:
        _check_month_passed(taken, on=on)


def _check_month_passed(taken: Sequence[Taken], *, on: date) -> None:
    """
    Refuse an application to IVO before there is a no, or the month is over.

    Source: SoL (2025:400) 29 kap. 11 §, A: when the municipalities do not agree, or no answer
    has come within one month; that it runs from receipt, INF.
    """
    if any(each.step is Step.REFUSED for each in taken):
        return
    received = next((each.on for each in taken if each.step is Step.RECEIVED), None)
    if received is None:
        raise StepOutOfTurn(step=Step.APPLIED.value)
    last_on = deadline("transfer_reply", began_on=received).last_on
    if on <= last_on:
        raise AppliedTooEarly(last_on=last_on)


def running(kind: TrackKind, taken: Sequence[Taken]) -> Deadline | None:
    """The time that runs on a track now; None: none does."""
    standing = [each for each in taken if each.step not in _LEAVES_TIME]
    if not standing:
        return None
    last = standing[-1]
    key = BEGINS[kind].get(last.step)
    return deadline(key, began_on=last.on) if key else None


def has_ended(taken: Sequence[Taken]) -> bool:
    """Whether nothing more is waited for."""
    return bool(taken) and taken[-1].step in ENDINGS


def check_no_other_transfer(open_kinds: Sequence[TrackKind], *, kind: TrackKind) -> None:
    """
    Refuse a second request for transfer while one is open.

    Raises: `AnotherTransferOpen`.
    """
    if kind is TrackKind.TRANSFER and TrackKind.TRANSFER in open_kinds:
        raise AnotherTransferOpen
